"""What has changed since a published version, in words."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from visitplanner.desktop import wording as w
from visitplanner.desktop.models.changes import RECORD, ChangeRow, ChangesModel, rows
from visitplanner.desktop.tasks import Task, Tasks
from visitplanner.desktop.widgets.controls import label, push_button
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.versions import Dossier, Version


class CompareDialog(QDialog):
    """A published version beside the plan as it is now."""

    record_wanted = Signal(str)
    """Go to a record; the dialog is closed by then."""

    def __init__(self, parent: QWidget | None, dossier: Dossier, tasks: Tasks) -> None:
        super().__init__(parent)
        self._dossier, self._tasks = dossier, tasks
        self._task: Task | None = None
        self.setWindowTitle(_("Compare versions"))
        self.resize(860, 520)
        self.headline = label("", "heading", wrap=True)
        self.version = QComboBox()
        self.version.setAccessibleName(_("Version to compare with"))
        for version in reversed(dossier.versions):
            self.version.addItem(_described(version), version.number)
        self.model = ChangesModel()
        self.table = QTableView()
        self.go = push_button(_("Show in the plan"), self._go)
        self._build()
        self.version.currentIndexChanged.connect(lambda _n: self.refresh())
        self.finished.connect(lambda _code: self._stop())
        self.refresh()

    def _build(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName(_("Changes"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(30)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        table.activated.connect(self._on_activated)
        table.selectionModel().currentRowChanged.connect(lambda _n, _o: self._enable())
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(label(_("Since"), "small"))
        top.addWidget(self.version)
        top.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.go)
        foot.addStretch(1)
        foot.addWidget(push_button(_("Close"), self.accept, primary=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(self.headline)
        column.addLayout(top)
        column.addWidget(table, 1)
        column.addLayout(foot)

    def refresh(self) -> None:
        """Compare with the version that is chosen."""
        self._stop()
        version = self._dossier.version(int(self.version.currentData() or 0))
        if version is None:
            self.headline.setText(_("Nothing has been published yet."))
            self._enable()
            return
        old, new = version.visit, self._dossier.visit
        self._task = self._tasks.run(lambda _task: rows(old, new), self._show, quiet=True)

    def _show(self, found: list[ChangeRow]) -> None:
        self._task = None
        self.model.show(found)
        number = self.version.currentData()
        records = len({(row.what, row.record) for row in found})
        if found:
            text = plural("{count} change since version", "{count} changes since version", records)
            self.headline.setText(f"{text} {number}")
        else:
            text = _("Nothing has changed since version {n}.")
            self.headline.setText(text.format(n=number))
        self._enable()

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _enable(self) -> None:
        self.go.setEnabled(bool(self.table.currentIndex().data(RECORD)))

    def _go(self) -> None:
        self._on_activated(self.table.currentIndex())

    def _on_activated(self, index: QModelIndex) -> None:
        record = index.data(RECORD)
        if record:
            self.accept()
            self.record_wanted.emit(record)


def _described(version: Version) -> str:
    day = w.day_full(version.at.astimezone().date())
    text = _("Version {number}, {day}").format(number=version.number, day=day)
    return w.joined(text, version.note)
