"""What importing a calendar would do, event by event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject

from visitplanner.desktop import wording as w
from visitplanner.desktop.forms import spec, values
from visitplanner.desktop.models.lists import TickList
from visitplanner.desktop.qt import override
from visitplanner.desktop.wording import _
from visitplanner.domain.programme import Item

if TYPE_CHECKING:
    from datetime import date

    from visitplanner.importing.calendars import CalendarResult, LeftOut, Outcome

_GLYPHS: Final = {
    "new": ("plus-circle", "ok"),
    "changed": ("note-pencil", "note"),
    "same": ("check", "muted"),
    "already there": ("copy", "warn"),
    "cancelled": ("prohibit", "error"),
    "missing": ("calendar-x", "warn"),
    "": ("x", "muted"),
}
TICK, TITLE, WHEN, WHERE, FATE, KNOW = range(6)


@dataclass(frozen=True)
class EventRow:
    """An event of a calendar, or of the plan; or something that was left out.

    Attributes:
        key: By which it is ticked; empty where there is nothing to decide.
        fate: What happens to it if it is ticked, by its word; empty where it was left out.
        title: What it is called.
        when: When it is, in words.
        where: Where it is.
        doubts: What somebody should look at.
        notes: What was read or changes, one thing each.
    """

    key: str
    fate: str
    title: str
    when: str = ""
    where: str = ""
    doubts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def rows_of(result: CalendarResult) -> tuple[EventRow, ...]:
    """Doubtful ones first, then the others in the order of their begin, then what was left out."""
    first = result.read.base.first_day
    found = [_outcome(one, first) for one in result.outcomes]
    doubtful = [row for row in found if row.doubts]
    plain = [row for row in found if not row.doubts]
    return (*doubtful, *plain, *(_left_out(one) for one in result.read.left_out))


def _outcome(one: Outcome, first: date | None) -> EventRow:
    item, event = one.item, one.event
    read = event.doubts if event else ()
    same = one.fate.value == "same"
    changes = tuple(_change(*pair) for pair in one.fields.items())
    return EventRow(
        key="" if same else one.key,
        fate=one.fate.value,
        title=item.title or _("Without a title"),
        when=_when(item, first),
        where=w.joined(item.place, item.city, by=", "),
        doubts=tuple(map(sentence, (*(() if event is None else one.reasons), *read))),
        notes=(*changes, *(map(sentence, event.remarks) if event else ())),
    )


def _change(name: str, pair: tuple[Any, Any]) -> str:
    if name not in spec.fields(Item):
        return ""
    field = spec.field_of(Item, name)
    old, new = (values.write(field, value) or _("nothing") for value in pair)
    text = _("{field}: {old} becomes {new}.")
    return text.format(field=field.label, old=_short(old), new=_short(new))


def _left_out(one: LeftOut) -> EventRow:
    reason = w.joined(one.why.value, one.reason, by=": ")
    line = _("Line {number}").format(number=one.line) if one.line else ""
    note = w.joined(line, sentence(reason), by=": ")
    day = w.day_range(one.day, one.day, year=True) if one.day else ""
    return EventRow("", "", one.title or _("Without a title"), day, notes=(note,))


def _when(item: Item, first: date | None) -> str:
    """When it is, with the year where that is not the year of the visit."""
    if item.day is None:
        return _("no time")
    clock = "–".join(filter(None, (w.clock(item.start), w.clock(item.end))))
    same = first is not None and first.year == item.day.year
    day = w.day_short(item.day) if same else w.day_full(item.day)
    return w.joined(day, clock or _("all day"), by=", ")


def sentence(text: str) -> str:
    """What the reader of calendars says, as a sentence of its own."""
    return f"{w.capitalised(text).rstrip('.')}."


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"


class CalendarEventsModel(TickList[EventRow]):
    """One row an event; the first column is ticked by the user."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ticks: dict[str, bool] = {}

    def show_events(self, rows: Iterable[EventRow], ticks: Mapping[str, bool]) -> None:
        """Show other events; `ticks` says of each key whether it is ticked."""
        self._ticks = dict(ticks)
        self.show(rows)
        self.ticks_changed.emit()

    @property
    def ticks(self) -> Mapping[str, bool]:
        """Which keys are ticked."""
        return self._ticks

    @property
    def ticked(self) -> tuple[EventRow, ...]:
        """The events that are carried out."""
        return tuple(row for row in self.rows if row.key and self.is_ticked(row))

    def tick(self, keys: Iterable[str], *, on: bool) -> None:
        """Tick events by their keys."""
        self._ticks.update((key, on) for key in keys if key in self._ticks)
        self.refresh()

    @override
    def tick_row(self, number: int, *, on: bool) -> None:
        self.tick([self.rows[number].key], on=on)

    @override
    def can_be_ticked(self, row: EventRow) -> bool:
        return bool(row.key)

    @override
    def is_ticked(self, row: EventRow) -> bool:
        return self._ticks.get(row.key, False)

    @override
    def tick_name(self, row: EventRow) -> str:
        return _("Take {name}").format(name=row.title)

    @override
    def headings(self) -> Sequence[str]:
        return (
            _("Tick"),
            _("Event"),
            _("When"),
            _("Where"),
            _("What happens"),
            _("What to know"),
        )

    @override
    def glyph(self, row: EventRow, column: int) -> tuple[str, str] | None:
        if column == FATE:
            return _GLYPHS[row.fate]
        return ("warning", "warn") if column == KNOW and row.doubts else None

    @override
    def text(self, row: EventRow, column: int) -> str:
        match column:
            case 1:
                return row.title
            case 2:
                return row.when
            case 3:
                return row.where
            case 4:
                return fate_words(row, ticked=self.is_ticked(row))
            case 5:
                return w.joined(*row.doubts, *row.notes, by=" ")
        return ""


def fate_words(row: EventRow, *, ticked: bool) -> str:
    """What happens to an event, as it is ticked."""
    match row.fate:
        case "new":
            return _("Added") if ticked else _("Not added")
        case "changed":
            return _("Changed") if ticked else _("Left as it is")
        case "same":
            return _("As it is")
        case "already there":
            return _("Added once more") if ticked else _("There already")
        case "cancelled":
            return _("Cancelled") if ticked else _("Left as it is")
        case "missing":
            return _("Cancelled") if ticked else _("Kept")
    return _("Left out")
