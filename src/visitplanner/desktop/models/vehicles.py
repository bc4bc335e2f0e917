"""Vehicles of a day: which go the same way, who rides in which, and who has no seat.

Vehicles of one way leave on one day from one place to another, within ninety minutes of each
other; people can be moved between them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from visitplanner.desktop import wording as w
from visitplanner.desktop.models.people import uses_wheelchair
from visitplanner.desktop.models.table import ID_ROLE, ROOT, SECOND_ROLE, Index
from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.qt import override
from visitplanner.desktop.timeline.facts import journey_title, time_range
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.base import same_name
from visitplanner.domain.index import index
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Journey
from visitplanner.domain.queries import (
    Entry,
    Span,
    all_entries,
    attendees,
    city_at,
    entry_day,
    present,
    span,
)
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import JourneyKind, Mode

ONE_WAY: Final = timedelta(minutes=90)


def is_vehicle(journey: Journey) -> bool:
    """Whether people have seats on a journey: it is no walk, or somebody has counted seats."""
    counts = journey.status.counts and journey.depart_day is not None
    return counts and (journey.mode is not Mode.WALK or journey.seats is not None)


def vehicle_days(visit: Visit) -> list[date]:
    """The days on which something drives."""
    return sorted({j.depart_day for j in visit.journeys if is_vehicle(j) and j.depart_day})


@dataclass(frozen=True)
class Way:
    """Vehicles that go from one place to another at about the same time.

    Attributes:
        vehicles: Those with seats, in order.
        others: Walks over the same way.
    """

    vehicles: tuple[Journey, ...]
    others: tuple[Journey, ...] = ()

    @property
    def first(self) -> Journey:
        """The vehicle that leaves first."""
        return self.vehicles[0]

    @property
    def key(self) -> str:
        """By which it is told from other ways."""
        return self.first.id

    @property
    def all(self) -> tuple[Journey, ...]:
        """The vehicles and the walks."""
        return self.vehicles + self.others


def _moment(journey: Journey) -> datetime:
    clock = journey.depart or time.min
    return datetime.combine(journey.depart_day or date.min, clock)


def ways_on(visit: Visit, day: date) -> list[Way]:
    """The ways of a day in the order of departure."""
    rows = [j for j in visit.journeys if j.depart_day == day and j.status.counts]
    rows.sort(key=lambda j: (_moment(j), j.code))
    groups: list[list[Journey]] = []
    last: dict[tuple[str, str], list[Journey]] = {}
    for journey in rows:
        ends = same_name(journey.origin), same_name(journey.destination)
        group = last.get(ends)
        if group is None or _moment(journey) - _moment(group[-1]) > ONE_WAY or not any(ends):
            group = last[ends] = []
            groups.append(group)
        group.append(journey)
    made = []
    for group in groups:
        vehicles = tuple(filter(is_vehicle, group))
        if vehicles:
            made.append(Way(vehicles, tuple(j for j in group if not is_vehicle(j))))
    return made


@dataclass(frozen=True, slots=True)
class _Stretch:
    """An entry of the day; its places are names in comparable form, and those of their cities."""

    begins: datetime
    ends: datetime
    entry: Entry
    start: tuple[str, str]
    end: tuple[str, str]


class DayOut:
    """Where everybody is before and after each journey of a day."""

    def __init__(self, visit: Visit, day: date) -> None:
        self._visit, self._ix = visit, index(visit)
        self._midnight = datetime.combine(day, time.min)
        self._cities: dict[str, tuple[str, str]] = {}
        rows = [e for e in all_entries(visit) if entry_day(e) == day and _has_time(e)]
        found = [self._stretch(e) for e in rows if e.status.counts]
        self._rows = sorted(found, key=lambda row: (row.begins, row.ends))
        self._last_night = self._beds(day - timedelta(1))
        self._tonight = self._beds(day)
        self._mine: dict[str, list[_Stretch]] | None = None

    def _spot(self, name: str) -> tuple[str, str]:
        """A place and its city, in comparable form."""
        if name not in self._cities:
            self._cities[name] = same_name(name), same_name(city_at(self._ix, name))
        return self._cities[name]

    def _stretch(self, entry: Entry) -> _Stretch:
        if isinstance(entry, Journey):
            ends = self._spot(entry.origin), self._spot(entry.destination)
        else:
            ends = (self._spot(entry.place or self._ix.city_of(entry)),) * 2
        when = span(entry) or Span(self._midnight, self._midnight)
        return _Stretch(when.start, when.end, entry, *ends)

    def _beds(self, evening: date) -> dict[str, tuple[str, str]]:
        """The hotel of each person for the night that begins on an evening."""
        found: dict[str, tuple[str, str]] = {}
        for room in self._visit.rooms:
            if room.check_in and room.check_out and room.check_in <= evening < room.check_out:
                spot = self._spot(room.hotel)
                for name in room.occupants:
                    if person := self._ix.person(name):
                        found[person.id] = spot
        return found

    def _by_person(self) -> dict[str, list[_Stretch]]:
        if self._mine is None:
            self._mine = defaultdict(list)
            for row in self._rows:
                for person in attendees(self._visit, row.entry):
                    self._mine[person.id].append(row)
        return self._mine

    def without_seat(self, way: Way) -> list[Delegate]:
        """Those who are where a way begins, are next where it ends, and ride in no vehicle."""
        when, goal = span(way.first), self._spot(way.first.destination)
        if when is None or not goal[0]:
            return []
        part = int(way.first.kind is JourneyKind.LEG)  # a leg takes people to a city
        aboard = {p.id for journey in way.all for p in attendees(self._visit, journey)}
        bound = {one for one, hotel in self._tonight.items() if hotel[part] == goal[part]}
        for row in self._rows:
            if row.begins >= when.start and row.start[part] == goal[part]:
                bound |= {person.id for person in attendees(self._visit, row.entry)}
        bound -= aboard
        if not bound:
            return []
        people = (person for person in self._visit.delegates if person.id in bound)
        return [p for p in people if p.active and present(p, when) and self._needs(p, way, part)]

    def _needs(self, person: Delegate, way: Way, part: int) -> bool:
        """Whether somebody stands where a way begins, and has to be next where it ends."""
        origin, goal = self._spot(way.first.origin), self._spot(way.first.destination)
        start, ids = _moment(way.first), {journey.id for journey in way.all}
        last = following = None
        for row in self._by_person().get(person.id, ()):
            if row.entry.id in ids:
                continue
            if row.ends <= start:
                last = row
            elif row.begins < start:  # it goes on while the vehicle leaves
                return False
            elif following is None:
                following = row
        nowhere = ("", "")
        tonight = self._tonight.get(person.id, nowhere)
        there = following.start if following else tonight
        # From an item people walk to their hotel, where a coach may wait, without being told.
        here = (last.end if last else nowhere, self._last_night.get(person.id, nowhere), tonight)
        begins = any(one[part] == origin[part] for one in here if one[part])
        return begins and there[part] == goal[part]


def _has_time(entry: Entry) -> bool:
    return (entry.depart if isinstance(entry, Journey) else entry.start) is not None


# --- Words ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Load:
    """How full a vehicle is.

    Attributes:
        people: How many ride in it.
        seats: How many seats it has; None where nobody has said.
        wheelchairs: How many of the people take a wheelchair space.
        spaces: How many of those it has; None where nobody has said.
    """

    people: int
    seats: int | None
    wheelchairs: int = 0
    spaces: int | None = None

    @property
    def over(self) -> int:
        """How many people too many there are."""
        return max(0, self.people - self.seats) if self.seats is not None else 0

    @property
    def over_spaces(self) -> int:
        """How many wheelchair spaces are missing."""
        return max(0, self.wheelchairs - self.spaces) if self.spaces is not None else 0

    def seats_text(self) -> str:
        """`13 of 20 seats`, `2 too many: 22 of 20 seats`."""
        if self.seats is None:
            people = plural("{count} person", "{count} people", self.people)
            return _("{people}, seats not counted").format(people=people)
        seats = plural("{count} seat", "{count} seats", self.seats)
        text = _("{people} of {seats}").format(people=self.people, seats=seats)
        if not self.over:
            return text
        return _("{count} too many: {seats}").format(count=self.over, seats=text)

    def spaces_text(self) -> str:
        """`1 of 1 wheelchair space`; empty where neither people nor spaces call for words."""
        if not self.wheelchairs and not self.spaces:
            return ""
        users = plural("{count} wheelchair user", "{count} wheelchair users", self.wheelchairs)
        if self.spaces is None:
            return _("{users}, spaces not counted").format(users=users)
        if self.over_spaces and not self.spaces:
            return _("{users}, no space").format(users=users)
        spaces = plural("{count} wheelchair space", "{count} wheelchair spaces", self.spaces)
        text = _("{people} of {seats}").format(people=self.wheelchairs, seats=spaces)
        return _("Too few: {spaces}").format(spaces=text) if self.over_spaces else text


def load_of(visit: Visit, journey: Journey) -> Load:
    """How full a vehicle is."""
    people = attendees(visit, journey)
    users = sum(map(uses_wheelchair, people))
    return Load(len(people), journey.seats, users, journey.wheelchair_spaces)


def vehicle_name(visit: Visit, journey: Journey) -> str:
    """`Coach to CEEC, 14:00`."""
    return w.joined(journey_title(visit, journey), w.clock(journey.depart), by=", ")


def vehicle_times(journey: Journey) -> str:
    """`14:00–14:40 · 40 min · Renfe Euromed`, with the status where it is not confirmed."""
    minutes = journey.minutes
    length = w.length(minutes) if minutes and minutes > 0 else ""
    status = "" if not journey.status.tentative else w.capitalised(journey.status.value)
    name = w.joined(journey.carrier, journey.number, by=" ")
    return w.joined(time_range(journey), length, status, name)


# --- The list of one vehicle ---------------------------------------------------------------------


class PassengersModel(QAbstractListModel):
    """The people of one vehicle, or those without a seat, by family name."""

    def __init__(self, name: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._people: list[Delegate] = []
        self._all: tuple[Delegate, ...] = ()
        self._filter: tuple[str, ...] = ()
        self.cut: frozenset[str] = frozenset()
        """Those who have been cut and wait to be put somewhere else."""

    def show_people(self, people: Sequence[Delegate]) -> None:
        """Bring the rows in line with who rides there."""
        self._all = tuple(people)
        self._update()

    def set_filter(self, text: str) -> None:
        """Show only people whose name, organisation or groups contain every word."""
        self._filter = tuple(same_name(text).split())
        self._update()

    def mark_cut(self, ids: frozenset[str]) -> None:
        """Show these as cut."""
        if ids != self.cut:
            self.cut = ids
            self._touch(0, len(self._people) - 1)

    def _update(self) -> None:
        wanted = [person for person in self._all if self._passes(person)]
        ids = {person.id for person in wanted}
        for row in range(len(self._people) - 1, -1, -1):
            if self._people[row].id not in ids:
                self.beginRemoveRows(ROOT, row, row)
                del self._people[row]
                self.endRemoveRows()
        known = {person.id for person in self._people}
        if [p.id for p in self._people] != [p.id for p in wanted if p.id in known]:
            self.beginResetModel()
            self._people = wanted
            self.endResetModel()
            return
        for row, person in enumerate(wanted):
            if row >= len(self._people) or self._people[row].id != person.id:
                self.beginInsertRows(ROOT, row, row)
                self._people.insert(row, person)
                self.endInsertRows()
            elif self._people[row] is not person:
                self._people[row] = person
                self._touch(row, row)

    def _touch(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first), self.index(last))

    def _passes(self, person: Delegate) -> bool:
        text = same_name(" ".join((person.name, person.organisation, person.code, *person.groups)))
        return all(term in text for term in self._filter)

    def person_at(self, row: int) -> Delegate | None:
        """The person of a row."""
        return self._people[row] if 0 <= row < len(self._people) else None

    def row_of(self, person_id: str) -> int:
        """The row of a person, or -1."""
        return next((n for n, p in enumerate(self._people) if p.id == person_id), -1)

    @override
    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._people)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        person = self.person_at(index.row()) if index.isValid() else None
        if person is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return person.name
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(w.joined(person.name, person.organisation, *person.access_needs))
            case Qt.ItemDataRole.AccessibleTextRole:
                cut = _("cut") if person.id in self.cut else ""
                needs = _("takes a wheelchair space") if uses_wheelchair(person) else ""
                return w.joined(person.name, needs, self._name(), cut, by=", ")
            case _ if role == ID_ROLE:
                return person.id
            case _ if role == SECOND_ROLE:
                return ", ".join(person.groups) or person.organisation
        return None
