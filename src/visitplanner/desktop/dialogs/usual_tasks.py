"""The usual tasks of a visit, to choose from before they are added."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTreeView,
    QWidget,
)

from visitplanner.desktop import wording as w
from visitplanner.desktop.document import Document
from visitplanner.desktop.models.tasks import how_far
from visitplanner.desktop.today import today
from visitplanner.desktop.widgets.controls import label, push_button
from visitplanner.desktop.widgets.room import column_in, open_at
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.office import Task
from visitplanner.i18n import SOURCE_LANGUAGE
from visitplanner.planning.usual_tasks import Proposal, add_tasks, proposals

_TICKED, _BLANK = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class UsualTasksDialog(QDialog):
    """A list with boxes to tick; what is in the visit's list already cannot be ticked."""

    def __init__(
        self, parent: QWidget, document: Document, language: str = SOURCE_LANGUAGE
    ) -> None:
        super().__init__(parent)
        self._document = document
        self.proposals = proposals(document.visit, language)
        self.setWindowTitle(_("Add the usual tasks"))
        open_at(self, 720, 560)
        self.model = QStandardItemModel(0, 3, self)
        self.model.setHorizontalHeaderLabels([_("Task"), _("Due"), _("When")])
        self.tree = QTreeView()
        self._said = label("", "small", wrap=True)
        self.add = push_button("", self._add, primary=True)
        self._fill()
        self._build()
        self.model.itemChanged.connect(lambda _item: self._count())
        self._count()

    def _fill(self) -> None:
        for one in self.proposals:
            title = QStandardItem(one.task.title)
            title.setEditable(False)
            late = one.day is not None and one.day < today()
            if one.known:
                title.setEnabled(False)
                title.setText(_("{task} (in the list already)").format(task=one.task.title))
            else:
                title.setCheckable(True)
                title.setCheckState(_BLANK if late else _TICKED)
            due = QStandardItem(_due_words(one))
            far = QStandardItem(how_far(one.day, today()))
            for item in (due, far):
                item.setEditable(False)
                item.setEnabled(not one.known)
            title.setSizeHint(QSize(0, 26))
            self.model.appendRow([title, due, far])

    def _build(self) -> None:
        tree = self.tree
        tree.setModel(self.model)
        tree.setAccessibleName(_("Usual tasks"))
        tree.setRootIsDecorated(False)
        tree.setUniformRowHeights(True)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for number, width in ((1, 200), (2, 110)):
            tree.setColumnWidth(number, width)
        column = column_in(self)
        column.addWidget(label(_("The usual tasks of a visit"), "heading"))
        column.addWidget(self._said)
        column.addWidget(tree, 1)
        row = QHBoxLayout()
        row.addWidget(push_button(_("Tick all"), lambda: self._tick(_TICKED), small=True))
        row.addWidget(push_button(_("Tick none"), lambda: self._tick(_BLANK), small=True))
        row.addStretch(1)
        row.addWidget(push_button(_("Cancel"), self.reject))
        row.addWidget(self.add)
        column.addLayout(row)

    def _tick(self, state: Qt.CheckState) -> None:
        for row in range(self.model.rowCount()):
            item = self.model.item(row)
            if item.isCheckable():
                item.setCheckState(state)

    def chosen(self) -> list[Task]:
        """The tasks that are ticked."""
        return [
            one.task
            for row, one in enumerate(self.proposals)
            if self.model.item(row).checkState() is _TICKED
        ]

    def _count(self) -> None:
        count = len(self.chosen())
        self.add.setText(plural("Add {count} task", "Add {count} tasks", count))
        self.add.setEnabled(count > 0)
        known = sum(one.known for one in self.proposals)
        first = self._document.visit.first_day
        texts = [
            _("Days count from the first day, {day}, and move with it.").format(
                day=w.day_full(first)
            )
            if first
            else _("Days count from the first day of the visit, once it has one.")
        ]
        if known:
            texts.append(
                plural(
                    "{count} task is in the list already.",
                    "{count} tasks are in the list already.",
                    known,
                )
            )
        if any(one.day is not None and one.day < today() for one in self.proposals):
            texts.append(_("Those that would be late already are not ticked."))
        self._said.setText(" ".join(texts))

    def _add(self) -> None:
        tasks = self.chosen()
        text = plural("Add {count} usual task", "Add {count} usual tasks", len(tasks))
        self._document.try_edit(text, add_tasks, tasks)
        self.accept()


def _due_words(one: Proposal) -> str:
    relative = str(one.task.due or "")
    return f"{w.day_full(one.day)} ({relative})" if one.day else relative
