"""What is missing: scores of papers and days, and whom to ask for what, beside the window."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListView,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from visitplanner.desktop import theme
from visitplanner.desktop.document import Document
from visitplanner.desktop.models import missing as rows
from visitplanner.desktop.qt import override
from visitplanner.desktop.tasks import Task, Tasks
from visitplanner.desktop.timeline import type as setting
from visitplanner.desktop.widgets.controls import label, push_button
from visitplanner.desktop.widgets.empty import EmptyState
from visitplanner.desktop.widgets.room import column_in, open_at
from visitplanner.desktop.wording import _, plural

if TYPE_CHECKING:
    from visitplanner.planning.completeness import Completeness

DELAY_MS = 150
"""How long after an edit it is looked at anew."""
Index = QModelIndex | QPersistentModelIndex


class _ScoreDelegate(QStyledItemDelegate):
    """A name, its figure at the right, and a thin bar below both."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, 30)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.color("accent_soft"))
        left, right = box.left() + 8, box.right() - 8
        percent = index.data(rows.PERCENT)
        figure = "" if percent is None else f"{percent} %"
        small = theme.figures(12)
        wide = QFontMetrics(small).horizontalAdvance(figure)
        token = "ok" if percent == 100 else "muted"
        baseline = box.top() + (20 if percent is None else 17)  # where there is a bar, above it
        setting.draw(painter, right - wide, baseline, figure, small, theme.color(token))
        weight = QFont.Weight.Normal if index.data(rows.KEY) else QFont.Weight.DemiBold
        font = theme.figures(13, weight=weight)
        text = setting.elided(str(index.data()), font, right - wide - left - 8)
        setting.draw(painter, left, baseline, text, font, theme.color("ink"))
        if percent is not None:
            whole = right - left
            painter.fillRect(left, box.bottom() - 6, whole, 3, theme.color("line"))
            filled = whole * percent // 100
            shade = theme.color("ok" if percent == 100 else "accent")
            painter.fillRect(left, box.bottom() - 6, filled, 3, shade)


class _AskDelegate(QStyledItemDelegate):
    """Who can answer with role, number and day; below, one sentence a row."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, 26 if index.parent().isValid() else 32)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.color("accent_soft"))
        x, right = box.left() + 4, box.right() - 10
        small = theme.figures(12)
        baseline = box.center().y() + QFontMetrics(small).ascent() // 2 - 1
        side = str(index.data(rows.SIDE) or "")
        wide = QFontMetrics(small).horizontalAdvance(side)
        setting.draw(painter, right - wide, baseline, side, small, theme.color("muted"))
        head = not index.parent().isValid()
        weight = QFont.Weight.DemiBold if head else QFont.Weight.Normal
        font = theme.figures(13, weight=weight)
        room = right - wide - x - 12 * bool(side)
        text = setting.elided(str(index.data()), font, room)
        setting.draw(painter, x, baseline, text, font, theme.color("ink"))
        x += QFontMetrics(font).horizontalAdvance(text) + 10
        detail = str(index.data(rows.DETAIL) or "")
        detail = setting.elided(detail, small, right - wide - x - 12)
        setting.draw(painter, x, baseline, detail, small, theme.color("muted"))


class AskTree(QTreeView):
    """Who can answer, and what; Enter or a double click goes there."""

    wanted = Signal(QModelIndex)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wanted.emit(self.currentIndex())
            return
        super().keyPressEvent(event)


class MissingDialog(QDialog):
    """Stays open beside the window and follows the plan; it looks at it off the window's thread."""

    field_wanted = Signal(str, str)
    """Go to a record, by its internal id, and to one of its fields."""

    def __init__(self, parent: QWidget, document: Document, tasks: Tasks) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("What is missing"))
        open_at(self, 960, 720)
        self._window, self._document, self._tasks = parent, document, tasks
        self._task: Task | None = None
        self.found: Completeness | None = None
        self.shown: Completeness | None = None
        """What the filters let through."""
        self.headline = label(_("Looking through the plan…"), "heading", wrap=True)
        self.said = label("", "small")
        self.papers, self.days = _scores(_("Papers")), _scores(_("Days"))
        self.tree = AskTree()
        self._empty = EmptyState("")
        self._build()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(DELAY_MS)
        self._soon.timeout.connect(self.look)
        document.changed.connect(self._on_changed)
        self.look()

    # --- building

    def _build(self) -> None:
        self._build_tree()
        for view in (self.papers, self.days):
            view.selectionModel().selectionChanged.connect(self._on_filtered)
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(label(_("Papers"), "pane"))
        left.addWidget(self.papers, 5)
        left.addWidget(label(_("Days"), "pane"))
        left.addWidget(self.days, 3)
        beside = QWidget()
        beside.setFixedWidth(240)
        beside.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        body = QWidget()
        self._stack = QStackedLayout(body)
        self._stack.addWidget(self.tree)
        self._stack.addWidget(self._empty)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(beside)
        middle.addWidget(body, 1)
        column = column_in(self, 12)
        column.addWidget(self.headline)
        column.addLayout(middle, 1)
        column.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        self.copy_button = push_button(_("Copy as text"), self.copy, icon="copy")
        self.add_button = push_button(_("Add to the tasks"), self.add_tasks, icon="plus")
        row = QHBoxLayout()
        row.addWidget(self.copy_button)
        row.addWidget(self.add_button)
        row.addWidget(self.said, 1)
        row.addWidget(push_button(_("Close"), self.reject))
        return row

    def _build_tree(self) -> None:
        tree = self.tree
        tree.setAccessibleName(_("Who can answer what"))
        tree.setModel(QStandardItemModel(tree))
        tree.setItemDelegate(_AskDelegate(tree))
        tree.setHeaderHidden(True)
        tree.setIndentation(18)
        tree.setExpandsOnDoubleClick(False)
        tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tree.wanted.connect(self._go)
        tree.doubleClicked.connect(self._go)

    # --- looking

    def _on_changed(self, _before: object, _after: object) -> None:
        self._soon.start()

    def look(self) -> None:
        """Look at the plan as it is now; a look that is still under way is dropped."""
        from visitplanner.planning.completeness import completeness

        if self._task is not None:
            self._task.cancel()
        visit, today = self._document.visit, datetime.now().astimezone().date()
        self._task = self._tasks.run(
            lambda _task: completeness(visit, today), self._on_found, quiet=True
        )

    def _on_found(self, found: Completeness) -> None:
        self._task, self.found = None, found
        for view, fill in ((self.papers, rows.fill_papers), (self.days, rows.fill_days)):
            fill(_model(view), found)
            if not view.currentIndex().isValid():
                view.setCurrentIndex(view.model().index(0, 0))
        self._filter()

    def _on_filtered(self, _now: QItemSelection, _before: QItemSelection) -> None:
        self.said.setText("")
        self._filter()

    def _filter(self) -> None:
        if self.found is None:
            return
        paper = rows.chosen_paper(_key(self.papers))
        day = rows.chosen_day(_key(self.days))
        self.shown = shown = self.found.only(paper, day)
        self.headline.setText(_headline(self.found))
        self._show(shown)
        for button in (self.copy_button, self.add_button):
            button.setEnabled(bool(shown.missing))
        if not shown.missing:
            everything = paper is None and day is None
            self._empty.say(
                _("Nothing is missing.") if everything else _("Nothing is missing here.")
            )
        self._stack.setCurrentIndex(0 if shown.missing else 1)

    def _show(self, shown: Completeness) -> None:
        """Fill the tree; what was folded stays folded, and where one was one stays."""
        tree, model = self.tree, _model(self.tree)
        folded = {
            model.index(row, 0).data()
            for row in range(model.rowCount())
            if not tree.isExpanded(model.index(row, 0))
        }
        here = _place(tree.currentIndex())
        rows.fill_asks(model, shown)
        for row in range(model.rowCount()):
            head = model.index(row, 0)
            tree.setExpanded(head, head.data() not in folded)
            for number in range(model.rowCount(head)):
                if here is not None and _place(model.index(number, 0, head)) == here:
                    tree.setCurrentIndex(model.index(number, 0, head))

    # --- doing

    def _go(self, index: QModelIndex) -> None:
        place = _place(index)
        if place is not None:
            self.field_wanted.emit(*place)
            self._window.activateWindow()
        elif index.isValid():
            self.tree.setExpanded(index, not self.tree.isExpanded(index))

    def copy(self) -> None:
        """Put what is shown on the clipboard, as text."""
        from visitplanner.planning.completeness import text

        if self.shown is not None:
            QGuiApplication.clipboard().setText(text(self.shown))
            self.said.setText(_("Copied."))

    def add_tasks(self) -> None:
        """Add what is shown to the tasks of the visit, as one undoable step."""
        from visitplanner.planning.completeness import add_missing_tasks

        if self.shown is None:
            return
        before = len(self._document.visit.tasks)
        self._document.try_edit(
            _("Add what is missing to the tasks"), add_missing_tasks, self.shown
        )
        added = len(self._document.visit.tasks) - before
        none = _("The tasks are there already.")
        self.said.setText(
            plural("{count} task added.", "{count} tasks added.", added) if added else none
        )

    @override
    def done(self, result: int) -> None:
        if self._task is not None:
            self._task.cancel()
        self._soon.stop()
        super().done(result)


def _scores(name: str) -> QListView:
    view = QListView()
    view.setAccessibleName(name)
    view.setModel(QStandardItemModel(view))
    view.setItemDelegate(_ScoreDelegate(view))
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return view


def _model(view: QAbstractItemView) -> QStandardItemModel:
    model = view.model()
    if not isinstance(model, QStandardItemModel):
        raise TypeError("the view has another model")
    return model


def _key(view: QListView) -> str:
    return str(view.currentIndex().data(rows.KEY) or "")


def _place(index: QModelIndex) -> tuple[str, str] | None:
    """The record and the field of a row; None for somebody who can answer."""
    record = index.data(rows.RECORD) if index.isValid() else None
    return (str(record), str(index.data(rows.FIELD) or "")) if record else None


def _headline(found: Completeness) -> str:
    count = len(found.missing)
    if not count:
        return _("Nothing is missing.")
    missing = plural("{count} thing is missing", "{count} things are missing", count)
    if said := rows.unmeasured(found.visit):
        return f"{missing}. {said}"
    return _("{missing}; {percent} % of what the papers need is there.").format(
        missing=missing, percent=found.score.percent
    )
