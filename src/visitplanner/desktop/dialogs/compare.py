"""What differs between any two versions, or a version and the plan as it is now."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from visitplanner.desktop import speech
from visitplanner.desktop import wording as w
from visitplanner.desktop.models.changes import RECORD, ChangeRow, ChangesModel, all_rows
from visitplanner.desktop.services import Services
from visitplanner.desktop.tasks import Task, Tasks
from visitplanner.desktop.widgets.controls import label, push_button
from visitplanner.desktop.widgets.empty import EmptyState
from visitplanner.desktop.widgets.lists import set_up_filter, set_up_reading
from visitplanner.desktop.widgets.room import open_at
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.identity import told_apart
from visitplanner.domain.versions import Dossier, Version
from visitplanner.errors import VisitPlannerError

if TYPE_CHECKING:
    from collections.abc import Callable

_NOW = 0
"""The number that stands for the plan as it is now."""


class CompareDialog(QDialog):
    """Two versions side by side."""

    record_wanted = Signal(str)
    """Go to a record; the dialog is closed by then."""

    def __init__(
        self, parent: QWidget | None, dossier: Dossier, services: Services, tasks: Tasks
    ) -> None:
        super().__init__(parent)
        self._dossier, self._services, self._tasks = dossier, services, tasks
        self._task: Task | None = None
        self._drawing: Task | None = None
        self.setWindowTitle(_("Compare versions"))
        open_at(self, 960, 580)
        self.headline = label("", "heading", wrap=True)
        self.message = label("", "error", wrap=True)
        self.message.hide()
        self.old, self.new = self._choice(_("Before")), self._choice(_("After"))
        self.new.insertItem(0, _("The plan as it is now"), _NOW)
        self._choose()
        self.filter = QLineEdit()
        self.model = ChangesModel()
        self.table = QTableView()
        self._body, self._empty = QStackedLayout(), EmptyState("")
        self.go = push_button(_("Show in the plan"), self._go)
        self.save_button = push_button(_("Save as PDF…"), self._ask_where, icon="file-pdf")
        self.open_button = push_button(_("Open as PDF"), self._open)
        self._build()
        for box in (self.old, self.new):
            box.currentIndexChanged.connect(lambda _n: self.refresh())
        self.finished.connect(lambda _code: self._stop())
        self.refresh()

    def _choose(self) -> None:
        """The last version and the plan, or what that version changed where the plan is as it."""
        versions = self._dossier.versions
        published = len(versions) > 1 and versions[-1].visit == self._dossier.visit
        self.old.setCurrentIndex(int(published))  # the last one is the first of them
        self.new.setCurrentIndex(int(published))  # below the plan as it is now

    # --- building

    def _choice(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(24)
        for version in reversed(self._dossier.versions):
            box.addItem(_described(version), version.number)
        return box

    def _build(self) -> None:
        self._build_table()
        set_up_filter(self.filter)
        self.filter.textChanged.connect(self._on_filter)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(label(_("From"), "small"))
        top.addWidget(self.old, 2)
        top.addWidget(label(_("to"), "small"))
        top.addWidget(self.new, 2)
        top.addWidget(self.filter, 1)
        foot = QHBoxLayout()
        for button in (self.go, self.save_button, self.open_button):
            foot.addWidget(button)
        foot.addWidget(self.message, 1)
        foot.addStretch(1)
        foot.addWidget(push_button(_("Close"), self.accept, primary=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(10)
        column.addWidget(self.headline)
        column.addLayout(top)
        for part in (self.table, self._empty):
            self._body.addWidget(part)
        column.addLayout(self._body, 1)
        column.addLayout(foot)

    def _build_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setProperty("boxed", True)
        set_up_reading(table, _("Changes"))
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(1, 130)
        table.activated.connect(self._on_activated)
        table.selectionModel().currentRowChanged.connect(lambda _n, _o: self._enable())

    # --- comparing

    def versions(self) -> tuple[Version, Version] | None:
        """The two that are chosen; None where there is none."""
        old = self._dossier.version(int(self.old.currentData() or 0))
        number = int(self.new.currentData() or _NOW)
        new = self._dossier.version(number) if number else self._plan_now()
        return (old, new) if old and new else None

    def _plan_now(self) -> Version:
        """The plan as it is now, as if it were the next version."""
        number = self._dossier.last_number + 1
        at = datetime.now().astimezone()
        return Version(number=number, at=at, visit=told_apart(self._dossier))

    def refresh(self) -> None:
        """Compare the two that are chosen."""
        self._stop()
        both = self.versions()
        if both is None:
            self.headline.setText(_("Nothing has been published yet."))
            self._enable()
            return
        old, new, services = both[0].visit, both[1].visit, self._services
        language = speech.language()

        def work(_task: Task) -> list[ChangeRow]:
            return all_rows(services.differences(old, new, language), old, new)

        self._task = self._tasks.run(work, self._show, on_error=self._failed, quiet=True)

    def _show(self, found: list[ChangeRow]) -> None:
        self._task = None
        self.model.show(found)
        number = self.old.currentData()
        records = len({(row.what, row.record) for row in found})
        if not found and int(self.new.currentData() or _NOW) == _NOW:
            text = _("Nothing has changed since version {n}.").format(n=number)
        elif not found:
            text = _("These two do not differ.")
        elif int(self.new.currentData() or _NOW) == _NOW:
            text = plural("{count} change since version", "{count} changes since version", records)
            text = f"{text} {number}"
        else:
            text = plural("{count} change", "{count} changes", records)
        self.headline.setText(text)
        self._show_body()

    def _on_filter(self, text: str) -> None:
        self.model.set_filter(text)
        self._show_body()

    def _show_body(self) -> None:
        self._empty.say(_("Nothing fits the filter.") if self.model.all else _("No differences."))
        self._body.setCurrentWidget(self.table if self.model.rows else self._empty)
        self._enable()

    def _stop(self) -> None:
        for task in (self._task, self._drawing):
            if task is not None:
                task.cancel()
        self._task = self._drawing = None

    def _failed(self, error: BaseException) -> None:
        self._task = self._drawing = None
        if not isinstance(error, VisitPlannerError):
            raise error
        self.message.setText(str(error))
        self.message.show()
        self._enable()

    def _enable(self) -> None:
        record = self.table.currentIndex().data(RECORD)
        self.go.setEnabled(bool(record) and record in self._known())
        for button in (self.save_button, self.open_button):
            button.setEnabled(self.versions() is not None and self._drawing is None)

    def _known(self) -> frozenset[str]:
        from visitplanner.domain.index import index

        return frozenset(index(self._dossier.visit).by_id)

    def _go(self) -> None:
        self._on_activated(self.table.currentIndex())

    def _on_activated(self, index: QModelIndex) -> None:
        record = index.data(RECORD)
        if record and record in self._known():
            self.accept()
            self.record_wanted.emit(record)

    # --- as a page

    def _name(self) -> str:
        visit = self._dossier.visit
        both = self.versions()
        numbers = (both[0].number, both[1].number) if both else (0, 0)
        text = _("{code} changes v{old} to v{new}.pdf").format(
            code=visit.code or _("Visit"), old=numbers[0], new=numbers[1]
        )
        return text.replace("/", "-").replace("\\", "-")

    def _ask_where(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(
            self, _("Save as PDF"), str(Path.home() / self._name()), _("PDF (*.pdf)")
        )
        if name:
            self.draw(Path(name), lambda: None)

    def _open(self) -> None:
        path = Path(tempfile.mkdtemp(prefix="visit-")) / self._name()
        self.draw(path, lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))

    def draw(self, path: Path, then: Callable[[], object]) -> None:
        """Write the page on what differs into a file, then do something."""
        both, services, language = self.versions(), self._services, speech.language()
        if both is None:
            return
        self.message.hide()

        def work(_task: Task) -> None:
            from visitplanner.storage.atomic import write_bytes

            write_bytes(path, services.compare(*both, language))

        def done(_none: object) -> None:
            self._drawing = None
            self._enable()
            then()

        self._drawing = self._tasks.run(
            work, done, on_error=self._failed, label=_("Writing {name}").format(name=path.name)
        )
        self._enable()


def _described(version: Version) -> str:
    day = w.day_full(version.at.astimezone().date())
    text = _("Version {number}, {day}").format(number=version.number, day=day)
    return w.joined(text, " ".join(version.note.split()))
