"""The programme as a table: items and journeys, with a row before each day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import Any

from PySide6.QtCore import QObject, Qt

from visitplanner.desktop import icons
from visitplanner.desktop import wording as w
from visitplanner.desktop.document import Document
from visitplanner.desktop.forms import clocks
from visitplanner.desktop.models.table import Column, TableModel, field_edit, field_text
from visitplanner.desktop.qt import override
from visitplanner.desktop.timeline.facts import cities_on, title_of
from visitplanner.desktop.wording import _, plural
from visitplanner.domain import edits, moves
from visitplanner.domain.index import index
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.queries import Entry, attendees, entry_day, sort_key
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import Status
from visitplanner.errors import PlanError

DAY_KEY = "day:"
_TRAY = "tray"


def _start(entry: Entry) -> time | None:
    return entry.depart if isinstance(entry, Journey) else entry.start


def _end(entry: Entry) -> time | None:
    return entry.arrive if isinstance(entry, Journey) else entry.end


def _end_text(_visit: Visit, entry: Entry) -> str:
    days = 0
    if isinstance(entry, Item):
        days = entry.end_day
    elif entry.arrive_day and entry.depart_day:
        days = (entry.arrive_day - entry.depart_day).days
    text = w.clock(_end(entry))
    return f"{text} +{days}" if text and days > 0 else text


def _edit_start(visit: Visit, entry: Entry, text: str) -> Visit:
    from visitplanner.desktop.forms.values import read_clock

    clock = _readable(read_clock, text)
    if isinstance(entry, Item):
        if clock and entry.day:
            return moves.move_item(visit, entry.id, entry.day, clock)
        return edits.change(visit, entry.id, start=clock)
    if clock and entry.depart_day:
        return moves.move_journey(visit, entry.id, entry.depart_day, clock)
    return edits.change(visit, entry.id, depart=clock)


def _edit_end(visit: Visit, entry: Entry, text: str) -> Visit:
    from visitplanner.desktop.forms.values import read_end

    clock, days = _readable(read_end, text)
    if isinstance(entry, Item):
        later = {"end_day": days} if days is not None else {}
        return edits.change(visit, entry.id, end=clock, **later)
    return edits.change(visit, entry.id, arrive=clock)


def _readable(reader: Any, text: str) -> Any:
    from visitplanner.desktop.forms.values import Refused

    try:
        return reader(text)
    except Refused as refused:
        raise PlanError(str(refused)) from refused


def _edit_title(visit: Visit, entry: Entry, text: str) -> Visit:
    if isinstance(entry, Journey):
        raise PlanError(_("A journey is named after its mode and its goal: change those."))
    return edits.change(visit, entry.id, title=text)


def _edit_place(visit: Visit, entry: Entry, text: str) -> Visit:
    name = "destination" if isinstance(entry, Journey) else "place"
    return clocks.change(visit, entry.id, **{name: text})


def _edit_host(visit: Visit, entry: Entry, text: str) -> Visit:
    name = "carrier" if isinstance(entry, Journey) else "host_organisation"
    return edits.change(visit, entry.id, **{name: text})


def _host(_visit: Visit, entry: Entry) -> str:
    return entry.carrier if isinstance(entry, Journey) else entry.host_organisation


def _place(visit: Visit, entry: Entry) -> str:
    if isinstance(entry, Journey):
        return " → ".join(part for part in (entry.origin, entry.destination) if part)
    return entry.place or index(visit).city_of(entry)


def _people(visit: Visit, entry: Entry) -> str:
    return f"{entry.who} ({len(attendees(visit, entry))})" if entry.who else ""


def _status_icon(_visit: Visit, entry: Entry) -> tuple[str, str]:
    token = "ok" if entry.status is Status.CONFIRMED else "muted"
    return icons.STATES[entry.status], token


def programme_columns() -> tuple[Column, ...]:
    """The columns of the programme table."""
    return (*_time_columns(), *_other_columns())


def _time_columns() -> tuple[Column, ...]:
    last = time.max
    return (
        Column(
            "start",
            _("Start"),
            lambda _v, e: w.clock(_start(e)),
            66,
            sort=lambda _v, e: (_start(e) or last, e.code),
            edit=_edit_start,
            edit_text=lambda e: w.clock(_start(e)),
        ),
        Column(
            "end",
            _("End"),
            _end_text,
            66,
            sort=lambda _v, e: (_end(e) or last, e.code),
            edit=_edit_end,
            edit_text=lambda e: _end_text(Visit(), e),
        ),
        Column(
            "title",
            _("What"),
            title_of,
            250,
            edit=_edit_title,
            bold=True,
            edit_text=lambda e: getattr(e, "title", ""),
            icon=lambda _v, e: (icons.of_entry(e), icons.color_of_entry(e)),
        ),
    )


def _other_columns() -> tuple[Column, ...]:
    return (
        Column(
            "host",
            _("Host or carrier"),
            _host,
            130,
            edit=_edit_host,
            edit_text=lambda e: _host(Visit(), e),
        ),
        Column(
            "place",
            _("Place"),
            _place,
            190,
            edit=_edit_place,
            edit_text=lambda e: e.destination if isinstance(e, Journey) else e.place,
        ),
        Column("who", _("Who"), _people, 120, edit=field_edit("who"), edit_text=field_text("who")),
        Column(
            "status",
            _("Status"),
            lambda _v, e: w.capitalised(e.status.value),
            120,
            icon=_status_icon,
            edit=field_edit("status"),
            edit_text=field_text("status"),
            choices=Status,
        ),
        Column(
            "code",
            _("ID"),
            lambda _v, e: e.code,
            70,
            edit=field_edit("code"),
            edit_text=field_text("code"),
        ),
    )


class ProgrammeModel(TableModel):
    """Items and journeys by day; sorting is within the days."""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(document, programme_columns(), parent)
        self.follow()

    @override
    def records(self, visit: Visit) -> Sequence[Entry]:
        rows: list[Entry] = [*visit.items, *visit.journeys]
        return sorted(rows, key=sort_key)

    @override
    def arranged(self, visit: Visit, records: Sequence[Any]) -> list[str]:
        by_day: dict[date | None, list[str]] = {}
        for entry in records:
            by_day.setdefault(entry_day(entry), []).append(entry.id)
        keys: list[str] = []
        for day in sorted(by_day, key=lambda d: d or date.max):
            keys.append(DAY_KEY + (day.isoformat() if day else _TRAY))
            keys += by_day[day]
        return keys

    @override
    def other_data(self, key: str, column: int, role: int) -> Any:
        if column or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        name = key.removeprefix(DAY_KEY)
        if name == _TRAY:
            return _("Not scheduled yet")
        day = date.fromisoformat(name)
        count = sum(entry_day(e) == day for e in self.records(self._document.visit))
        entries = plural("{count} entry", "{count} entries", count)
        words = (w.day_full(day), cities_on(self._document.visit, day), entries)
        return w.joined(*words)
