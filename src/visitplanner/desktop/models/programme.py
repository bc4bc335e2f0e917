"""The programme as a table: items and journeys, with a row before each day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, time
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject, Qt

from visitplanner.desktop import icons
from visitplanner.desktop import wording as w
from visitplanner.desktop.document import Document
from visitplanner.desktop.filtering import Key, day_key, status_key, text_key
from visitplanner.desktop.forms import clocks
from visitplanner.desktop.forms.names import shown_rule
from visitplanner.desktop.models.columns import field_words
from visitplanner.desktop.models.table import Column, TableModel, field_edit, field_text
from visitplanner.desktop.qt import override
from visitplanner.desktop.timeline.facts import cities_on, title_of
from visitplanner.desktop.wording import _, plural
from visitplanner.domain import edits, moves
from visitplanner.domain.index import index
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.queries import Entry, attendees, city_at, entry_day, sort_key
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ItemKind, Mode, Status
from visitplanner.domain.who import TermKind, parse_who
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
    if not entry.who:
        return ""
    return f"{shown_rule(visit, entry.who)} ({len(attendees(visit, entry))})"


def _status_icon(_visit: Visit, entry: Entry) -> tuple[str, str]:
    token = "ok" if entry.status is Status.CONFIRMED else "muted"
    return icons.STATES[entry.status], token


def programme_columns() -> tuple[Column, ...]:
    """The columns of the programme table."""
    return (*_time_columns(), *_other_columns(), *_state_columns())


def _organisations(visit: Visit) -> list[str]:
    return [one.name for one in visit.organisations]


def _place_name(entry: Entry) -> str:
    return entry.destination if isinstance(entry, Journey) else entry.place


def _cities(visit: Visit, entry: Entry) -> Iterable[str]:
    ix = index(visit)
    if isinstance(entry, Item):
        return (ix.city_of(entry),)
    return city_at(ix, entry.origin), city_at(ix, entry.destination)


def _kinds(_visit: Visit, entry: Entry) -> Iterable[str]:
    if isinstance(entry, Journey):
        return entry.kind.value, entry.mode.value, "journey"
    return (entry.kind.value,)


def _who(visit: Visit, entry: Entry) -> Iterable[str]:
    """The rule, and everybody who takes part by name and ID."""
    yield entry.who
    for person in attendees(visit, entry):
        yield person.name
        yield person.code


def _groups_of(_visit: Visit, entry: Entry) -> Iterable[str]:
    return (term.value for term in parse_who(entry.who).include if term.kind is TermKind.GROUP)


def _groups(visit: Visit) -> Iterable[str]:
    return (group for person in visit.delegates for group in person.groups)


def _contact(_visit: Visit, entry: Entry) -> Iterable[str]:
    return (entry.contact if isinstance(entry, Journey) else entry.host_contact,)


def _words(kind: type[StrEnum]) -> list[str]:
    return [one.value for one in kind]


_SETTLED = frozenset({Status.CONFIRMED.value, Status.CANCELLED.value})


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
            fields=("start",),
        ),
        Column(
            "end",
            _("End"),
            _end_text,
            66,
            sort=lambda _v, e: (_end(e) or last, e.code),
            edit=_edit_end,
            edit_text=lambda e: _end_text(Visit(), e),
            fields=("end", "end_day"),
        ),
        Column(
            "title",
            _("What"),
            title_of,
            250,
            edit=_edit_title,
            bold=True,
            edit_text=lambda e: getattr(e, "title", ""),
            names=("title", "what"),
            fields=("title",),
            icon=lambda _v, e: (icons.of_entry(e), icons.color_of_entry(e)),
        ),
    )


def _edit_day(visit: Visit, entry: Entry, text: str) -> Visit:
    from visitplanner.desktop.forms.values import read_day

    day = _readable(lambda typed: read_day(typed, visit.first_day), text)
    if isinstance(entry, Item):
        return moves.move_item(visit, entry.id, day) if day else moves.unschedule(visit, entry.id)
    if day and entry.depart:
        return moves.move_journey(visit, entry.id, day, entry.depart)
    return edits.change(visit, entry.id, depart_day=day)


def _day_text(_visit: Visit, entry: Entry) -> str:
    day = entry_day(entry)
    return w.day_full(day) if day else ""


def _other_columns() -> tuple[Column, ...]:
    return (
        Column(
            "day",
            _("Day"),
            _day_text,
            110,
            edit=_edit_day,
            filter=lambda _v, _e: "",
            shown=False,
            fields=("day",),
            always_copied=True,
        ),
        Column(
            "host",
            _("Host or carrier"),
            _host,
            130,
            edit=_edit_host,
            edit_text=lambda e: _host(Visit(), e),
            suggest=_organisations,
            names=("host", "carrier", "org"),
            offers=_organisations,
            fields=("host_organisation",),
        ),
        Column(
            "place",
            _("Place"),
            _place,
            190,
            edit=_edit_place,
            edit_text=lambda e: e.destination if isinstance(e, Journey) else e.place,
            suggest=lambda v: [place.name for place in v.places],
            offers=lambda v: [place.name for place in v.places],
            fields=("place",),
        ),
    )


def _state_columns() -> tuple[Column, ...]:
    return (
        Column(
            "who",
            _("Who"),
            _people,
            120,
            edit=field_edit("who"),
            edit_words=field_words("who"),
            filter=lambda v, e: shown_rule(v, e.who),
            fields=("who",),
        ),
        Column(
            "status",
            _("Status"),
            lambda _v, e: w.capitalised(e.status.value),
            120,
            icon=_status_icon,
            edit=field_edit("status"),
            edit_text=field_text("status"),
            choices=Status,
            fields=("status",),
        ),
        Column(
            "code",
            _("ID"),
            lambda _v, e: e.code,
            70,
            edit=field_edit("code"),
            edit_text=field_text("code"),
            names=("id", "code"),
            fields=("code",),
            shown=False,
        ),
    )


class ProgrammeModel(TableModel):
    """Items and journeys by day; sorting is within the days."""

    pasted_into = "items"
    watched = ("delegates", "places", "stops")

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        self._sorted: tuple[Visit | None, list[Entry]] = (None, [])
        columns = (*programme_columns(), self.problems_column())
        super().__init__(document, columns, parent)
        self.follow()

    @override
    def records(self, visit: Visit) -> Sequence[Entry]:
        held, rows = self._sorted
        if held is not visit:
            rows = sorted((*visit.items, *visit.journeys), key=sort_key)
            self._sorted = (visit, rows)
        return rows

    @override
    def keys(self) -> tuple[Key, ...]:
        return (
            status_key(_words(Status), _SETTLED),
            day_key(lambda _v, e: [day] if (day := entry_day(e)) else []),
            text_key("city", _cities, lambda visit: visit.cities),
            text_key("kind", _kinds, lambda _v: [*_words(ItemKind), *_words(Mode)]),
            text_key("host", lambda v, e: (_host(v, e),), _organisations, ("org", "carrier")),
            text_key("who", _who, lambda visit: [person.name for person in visit.delegates]),
            text_key("group", _groups_of, _groups),
            text_key("contact", _contact, lambda visit: [one.name for one in visit.contacts]),
        )

    @override
    def has(self) -> Mapping[str, Callable[[Any], bool]]:
        return {
            "place": lambda e: bool(_place_name(e)),
            "host": lambda e: bool(_host(Visit(), e)),
            "who": lambda e: bool(e.who),
            "notes": lambda e: bool(e.notes),
        }

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
