"""A calendar of somebody else, to be looked at event by event before any of it is taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QProgressBar,
    QWidget,
)

from visitplanner.desktop.dialogs.calendar_import_zones import ZoneQuestions
from visitplanner.desktop.dialogs.mails_table import TickTable
from visitplanner.desktop.models.calendar_events import (
    CalendarEventsModel,
    EventRow,
    rows_of,
    sentence,
)
from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.qt import override
from visitplanner.desktop.services import Services
from visitplanner.desktop.tasks import Task, Tasks
from visitplanner.desktop.widgets.controls import label, push_button
from visitplanner.desktop.widgets.room import column_in, open_at
from visitplanner.desktop.wording import _, plural
from visitplanner.errors import VisitPlannerError

if TYPE_CHECKING:
    from visitplanner.domain.visit import Visit
    from visitplanner.importing.calendars import CalendarResult

_WIDEST = (40, 300, 240, 200, 150, 330)
_MOST_DOUBTS = 3


class CalendarImportDialog(QDialog):
    """Reads one file; what is ticked is merged into the visit as it was when the dialog opened.

    Without a visit a new one is made of it.
    """

    imported = Signal(object)
    """The result, with the visit that came of it."""

    def __init__(
        self, parent: QWidget, path: Path, visit: Visit | None, services: Services, tasks: Tasks
    ) -> None:
        super().__init__(parent)
        self._path, self._visit, self._services, self._tasks = path, visit, services, tasks
        self._task: Task | None = None
        self._decided: dict[str, bool] = {}
        self.result_: CalendarResult | None = None
        self.setWindowTitle(_("Import a calendar"))
        open_at(self, 1180, 700)
        self.headline = label(self._reading(), "heading", wrap=True)
        self.into, self.doubts = (
            label(self._into(), "small", wrap=True),
            label("", "warn", wrap=True),
        )
        self.message = label("", "error", wrap=True)
        self.zones = ZoneQuestions(visit)
        self.model = CalendarEventsModel(self)
        self.table = TickTable(_("Events of the calendar"), _WIDEST)
        self.about = QPlainTextEdit()
        self.sync = QCheckBox(_("Cancel what came from this calendar and is no longer in it"))
        self.progress = QProgressBar()
        self._build()
        self._wire()
        self.read()

    # --- building

    def _reading(self) -> str:
        return _("Reading {name}…").format(name=self._path.name)

    def _into(self) -> str:
        if self._visit is None:
            return _("A new visit is made of it.")
        text = _("Into “{title}”. One undo takes all of it back.")
        return text.format(title=self._visit.title or _("New visit"))

    def _build(self) -> None:
        self.table.setModel(self.model)
        self.about.setReadOnly(True)
        self.about.setTabChangesFocus(True)
        self.about.setAccessibleName(_("About this event"))
        self.about.setFixedHeight(84)
        self.progress.setAccessibleName(_("Progress"))
        self.progress.setRange(0, 0)
        column = column_in(self, 8)
        for part in (self.headline, self.into, self.doubts, self.zones):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        column.addWidget(self.about)
        column.addWidget(self.sync)
        column.addWidget(self.message)
        column.addLayout(self._foot())
        hidden: tuple[QWidget, ...] = (self.doubts, self.zones, self.message, self.sync)
        for one in hidden:
            one.hide()

    def _foot(self) -> QHBoxLayout:
        self.take_button = push_button(_("Import"), self.take, primary=True)
        self.take_button.setDefault(True)
        row = QHBoxLayout()
        row.addWidget(self.progress, 1)
        row.addStretch(1)
        row.addWidget(push_button(_("Cancel"), self.reject))
        row.addWidget(self.take_button)
        return row

    def _wire(self) -> None:
        self.model.ticks_changed.connect(self._on_ticks)
        self.table.selectionModel().currentRowChanged.connect(lambda _n, _o: self._show_about())
        self.table.ticks_wanted.connect(self._tick)
        self.zones.answered.connect(self.read)
        self.sync.toggled.connect(self._on_sync)

    # --- reading

    def read(self) -> None:
        """Read the file as it is now, with the zones that were named so far."""
        if self._task is not None:
            self._task.cancel()
        path, visit, services = self._path, self._visit, self._services
        answers = self.zones.answers()

        def work(_task: Task) -> CalendarResult:
            from visitplanner.importing.calendars import merge_calendar

            read = services.read_calendar(path, visit, answers)
            return merge_calendar(read.base, read)

        self._start(work, self._on_read)

    def _start(
        self, work: Callable[[Task], CalendarResult], done: Callable[[CalendarResult], None]
    ) -> None:
        self.progress.show()
        self._task = self._tasks.run(work, done, on_error=self._on_error, quiet=True)
        self._enable()

    def _rest(self) -> None:
        self._task = None
        self.progress.hide()
        self._enable()

    def _on_error(self, error: BaseException) -> None:
        self._rest()
        if not isinstance(error, VisitPlannerError):
            raise error
        if self.result_ is None:
            self.headline.setText(self._path.name)
        self._say(str(error))

    def _say(self, text: str) -> None:
        self.message.setText(text)
        self.message.setVisible(bool(text))

    def _on_read(self, result: CalendarResult) -> None:
        self.result_ = result
        self._say("")
        self.zones.show_questions(result.read.questions)
        rows = rows_of(result)
        missing = {row.key for row in rows if row.fate == "missing"}
        self.sync.setVisible(bool(missing))
        ticks = {one.key: one.ticked for one in result.outcomes if one.fate.value != "same"}
        ticks |= dict.fromkeys(missing, self.sync.isChecked())
        ticks |= {key: on for key, on in self._decided.items() if key in ticks}
        self.model.show_events(rows, ticks)
        self.table.fit()
        self._rest()
        self._show_doubts([str(one) for one in result.read.doubts])
        self.headline.setText(_headline(self._path.name, rows))
        if rows:
            self.table.selectRow(0)

    def _show_doubts(self, doubts: Sequence[str]) -> None:
        shown = [sentence(one) for one in doubts[:_MOST_DOUBTS]]
        if more := len(doubts) - len(shown):
            shown.append(plural("And {count} more.", "And {count} more.", more))
        self.doubts.setText("\n".join(shown))
        self.doubts.setToolTip(tooltip("\n".join(map(sentence, doubts[:30]))))
        self.doubts.setVisible(bool(shown))

    # --- what is chosen

    def _tick(self, rows: list[int], on: bool) -> None:
        self.model.tick([self.model.rows[row].key for row in rows], on=on)

    def _on_ticks(self) -> None:
        self._decided |= self.model.ticks
        self._enable()

    def _on_sync(self, on: bool) -> None:
        self.model.tick([row.key for row in self.model.rows if row.fate == "missing"], on=on)

    def _enable(self) -> None:
        count = len(self.model.ticked)
        self.take_button.setEnabled(bool(count) and self._task is None)
        self.take_button.setText(
            plural("Import {count} event", "Import {count} events", count) if count else _("Import")
        )

    def _show_about(self) -> None:
        index = self.table.currentIndex()
        rows = self.model.rows
        text = _about(rows[index.row()]) if index.isValid() and index.row() < len(rows) else ""
        self.about.setPlainText(text)

    # --- taking

    def take(self) -> None:
        """Merge what is ticked; `imported` tells what came of it."""
        result = self.result_
        if result is None or self._task is not None:
            return
        chosen = {key for key, on in self.model.ticks.items() if on}
        chosen |= {one.key for one in result.outcomes if one.fate.value == "same"}
        sync = self.sync.isChecked()

        def work(_task: Task) -> CalendarResult:
            from visitplanner.importing.calendars import merge_calendar

            return merge_calendar(result.read.base, result.read, sync=sync, chosen=chosen)

        self._start(work, self._on_merged)

    def _on_merged(self, result: CalendarResult) -> None:
        self._rest()
        self.accept()
        self.imported.emit(result)

    @override
    def done(self, code: int) -> None:
        if self._task is not None:
            self._task.cancel()
        super().done(code)


def _about(row: EventRow) -> str:
    head = ", ".join(filter(None, (row.title, row.when, row.where)))
    return "\n".join((head, *row.doubts, *filter(None, row.notes)))


def _headline(name: str, rows: Sequence[EventRow]) -> str:
    words = {
        "new": _("{count} new"),
        "changed": _("{count} changed"),
        "cancelled": _("{count} cancelled"),
        "missing": _("{count} no longer in it"),
        "already there": _("{count} there already"),
        "same": _("{count} as it is"),
        "": _("{count} left out"),
    }
    counts = {fate: sum(row.fate == fate for row in rows) for fate in words}
    parts = [words[fate].format(count=count) for fate, count in counts.items() if count]
    said = ", ".join(parts) or _("no events")
    return _("{name}: {said}").format(name=name, said=said)


def result_words(result: CalendarResult, name: str) -> str:
    """What an import did, in a sentence."""
    parts = [
        (result.added, _("{count} added")),
        (result.updated, _("{count} changed")),
        (result.cancelled, _("{count} cancelled")),
    ]
    said = ", ".join(text.format(count=len(some)) for some, text in parts if some)
    return _("From {name}: {said}.").format(name=name, said=said or _("nothing changed"))
