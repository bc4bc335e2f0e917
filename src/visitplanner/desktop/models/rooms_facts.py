"""What the grid of rooms says: nights, who sleeps where, and the words of each cell. No Qt."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from visitplanner.desktop import wording as w
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.base import same_name
from visitplanner.domain.index import index, swapped_people
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Room
from visitplanner.domain.queries import active_people, nights_needed
from visitplanner.domain.rooming import guests
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import RoomKind
from visitplanner.i18n import N_

if TYPE_CHECKING:
    from visitplanner.planning.checks import Problem

KINDS: Final[Mapping[RoomKind, str]] = {
    RoomKind.SINGLE: N_("single"),
    RoomKind.SINGLE_USE_DOUBLE: N_("single use double"),
    RoomKind.DOUBLE: N_("double"),
    RoomKind.TWIN: N_("twin"),
    RoomKind.TRIPLE: N_("triple"),
    RoomKind.APARTMENT: N_("apartment"),
    RoomKind.OWN: N_("own bed"),
    RoomKind.OTHER: N_("room"),
}
_AROUND = 40
"""Nights before and after the visit for which rooms still show; any further is a slip."""


class Bed(StrEnum):
    """How somebody is off for a night."""

    ROOM = "room"
    TWICE = "twice"
    MISSING = "missing"  # the check says so
    PENDING = "pending"  # the plan has no rooms at all yet
    NONE = "none"  # with the visit, without a room, and the check does not mind
    AWAY = "away"  # not with the visit


@dataclass(frozen=True)
class Cell:
    """One night of one row."""

    bed: Bed
    rooms: tuple[Room, ...] = ()
    trouble: str = ""
    """What the check says of it, in a sentence."""

    @property
    def room(self) -> Room | None:
        """The room that shows, if there is one."""
        return self.rooms[0] if self.rooms else None


@dataclass(frozen=True)
class Marks:
    """What the last check said of beds, by person and night; of rooms by room.

    Attributes:
        beds: Who has no bed on which night, in a sentence.
        elsewhere: Whose bed is in another town.
        unplanned: The nights of a plan that has no rooms yet.
        full: The rooms with more guests than beds.
    """

    beds: Mapping[tuple[str, date], str] = field(default_factory=dict)
    elsewhere: Mapping[tuple[str, date], str] = field(default_factory=dict)
    unplanned: frozenset[date] = frozenset()
    full: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, problems: Sequence[Problem]) -> Marks:
        """The marks that follow from the problems of a check; accepted ones leave none."""
        found: dict[str, dict[tuple[str, date], str]] = {"no-bed": {}, "bed-elsewhere": {}}
        unplanned: set[date] = set()
        full: dict[str, str] = {}
        for problem in problems:
            if problem.waived is not None:
                continue
            if problem.code in found and problem.day is not None:
                for one in problem.records:
                    found[problem.code][one, problem.day] = problem.message
            elif problem.code == "no-rooms":
                unplanned |= {date.fromisoformat(day) for day in problem.subjects}
            elif problem.code == "room-over-capacity" and problem.records:
                full[problem.records[0]] = problem.message
        return cls(found["no-bed"], found["bed-elsewhere"], frozenset(unplanned), full)


_Held = tuple[Room, tuple[Delegate, ...]]


def _nights_of(held: _Held) -> list[tuple[str, date]]:
    """The nights for which a hotel holds a room, each with the hotel; see `queries.is_booked`."""
    room, people = held
    if room.kind is RoomKind.OWN or (room.occupants and not people):
        return []
    hotel = same_name(room.hotel)
    return [(hotel, night) for night in room.nights]


class Lodging:
    """Who sleeps where, of one plan."""

    def __init__(self, visit: Visit, before: Lodging | None = None) -> None:
        self.visit = visit
        self.people = {person.id: person for person in active_people(visit)}
        if before is not None and before.visit.delegates is not visit.delegates:
            before = None
        known = before.guests if before else {}
        self.guests: dict[str, _Held] = {}
        """For each room, by internal id, who takes part and sleeps there."""
        for room in visit.rooms:
            held = known.get(room.id)
            if held is None or held[0] is not room:
                held = room, tuple(person for person in guests(visit, room) if person.active)
            self.guests[room.id] = held
        self.by_person = self._by_person()
        self._on: dict[tuple[str, date], tuple[Room, ...]] = {}
        self.counts = self._counted(before)
        """How many rooms each hotel, by its name in comparable form, holds on each night."""

    def _by_person(self) -> dict[str, list[Room]]:
        """For each person, by internal id, their rooms in order of check-in."""
        found: dict[str, list[Room]] = defaultdict(list)
        for room, people in self.guests.values():
            for person in people:
                found[person.id].append(room)
        for rooms in found.values():
            if len(rooms) > 1:
                rooms.sort(key=lambda room: (room.check_in or date.max, room.check_out or date.max))
        return found

    @cached_property
    def nights(self) -> tuple[date, ...]:
        """The nights of the visit, and those before and after for which there are rooms."""
        days = self.visit.days
        ends = [(r.check_in, r.check_out) for r in self.visit.rooms if r.check_in and r.check_out]
        if not days and not ends:
            return ()
        first = days[0] if days else min(begin for begin, _end in ends)
        last = days[-1] if days else max(end for _begin, end in ends)
        least, most = first - timedelta(_AROUND), last + timedelta(_AROUND)
        for begin, end in ends:
            if begin < end and least <= begin and end <= most:
                first, last = min(first, begin), max(last, end)
        return tuple(first + timedelta(n) for n in range(min((last - first).days, 366)))

    @cached_property
    def needed(self) -> Mapping[str, frozenset[date]]:
        """The nights that each person spends with the visit."""
        found: dict[tuple[object, object], frozenset[date]] = {}
        stays: dict[str, frozenset[date]] = {}
        for person in self.people.values():
            key = person.joins, person.leaves
            if key not in found:
                found[key] = frozenset(nights_needed(self.visit, person))
            stays[person.id] = found[key]
        return stays

    def _counted(self, before: Lodging | None) -> Counter[tuple[str, date]]:
        found = before.counts.copy() if before else Counter[tuple[str, date]]()
        known = before.guests if before else {}
        for one, held in self.guests.items():
            if known.get(one) is not held:
                found.update(_nights_of(held))
        for one, held in known.items():
            if self.guests.get(one) is not held:
                found.subtract(_nights_of(held))
        return found

    def count(self, hotel: str, night: date) -> int:
        """How many rooms a hotel holds on a night."""
        return self.counts[same_name(hotel), night]

    def total(self, night: date) -> int:
        """How many rooms there are on a night."""
        return sum(self.count(hotel, night) for hotel in self.hotels)

    @cached_property
    def hotels(self) -> tuple[str, ...]:
        """The hotels in the order of the rooms, each once."""
        found: dict[str, str] = {}
        for room in self.visit.rooms:
            if room.kind is not RoomKind.OWN:
                found.setdefault(same_name(room.hotel), room.hotel)
        return tuple(found.values())

    @cached_property
    def _hotel_numbers(self) -> Mapping[str, int]:
        return {same_name(name): number for number, name in enumerate(self.hotels)}

    def hotel_number(self, room: Room) -> int:
        """The place of a room's hotel among all, for its colour; -1 for people's own beds."""
        return -1 if room.kind is RoomKind.OWN else self.number_of(room.hotel)

    def number_of(self, hotel: str) -> int:
        """The place of a hotel among all."""
        return self._hotel_numbers.get(same_name(hotel), 0)

    @cached_property
    def vacant(self) -> tuple[Room, ...]:
        """The rooms in which nobody who takes part sleeps."""
        return tuple(room for room, people in self.guests.values() if not people)

    def on(self, person_id: str, night: date) -> tuple[Room, ...]:
        """The rooms of a person on a night."""
        found = self._on.get((person_id, night))
        if found is None:
            found = self._on[person_id, night] = tuple(
                room
                for room in self.by_person.get(person_id, ())
                if room.check_in and room.check_out and room.check_in <= night < room.check_out
            )
        return found

    def sleepers(self, room: Room) -> tuple[Delegate, ...]:
        """Those who take part and sleep in a room."""
        held = self.guests.get(room.id)
        return held[1] if held else ()

    def cell(self, person_id: str, night: date, marks: Marks) -> Cell:
        """How a person is off for a night."""
        rooms = self.on(person_id, night)
        if len(rooms) > 1:
            return Cell(Bed.TWICE, rooms)
        if rooms:
            trouble = marks.full.get(rooms[0].id) or marks.elsewhere.get((person_id, night), "")
            return Cell(Bed.ROOM, rooms, trouble)
        said = marks.beds.get((person_id, night), "")
        if said:
            return Cell(Bed.MISSING, (), said)
        if night not in self.needed.get(person_id, frozenset()):
            return Cell(Bed.AWAY)
        return Cell(Bed.PENDING if night in marks.unplanned else Bed.NONE)


_TELLING: Final = attrgetter(
    "code",
    "given_name",
    "family_name",
    "preferred_name",
    "native_name",
    "organisation",
    "groups",
    "joins",
    "leaves",
    "status",
    "access_needs",
)


def people_alike(before: Visit, after: Visit) -> bool:
    """Whether nothing has changed of the people that shows beside rooms and seats."""
    pairs = swapped_people(before.delegates, after.delegates)
    return pairs is not None and all(_TELLING(old) == _TELLING(new) for old, new in pairs)


def over_full(lodging: Lodging, room: Room) -> int:
    """How many people a room has more than beds."""
    beds = room.kind.beds
    return max(0, len(lodging.sleepers(room)) - beds) if beds else 0


def kind_word(room: Room) -> str:
    """`twin`, `single use double`."""
    return _(KINDS[room.kind])


def words(lodging: Lodging, cell: Cell, person_id: str) -> str:
    """What a cell shows: `Twin with Petar Testov`, `No bed`."""
    match cell.bed:
        case Bed.TWICE:
            return plural("{count} room", "{count} rooms", len(cell.rooms))
        case Bed.MISSING:
            return _("No bed")
        case Bed.PENDING:
            return _("No bed yet")
        case Bed.NONE:
            return _("No room")
        case Bed.AWAY:
            return ""
    room = cell.rooms[0]
    sleepers = lodging.sleepers(room)
    kind = w.capitalised(kind_word(room))
    if over_full(lodging, room):
        return _("{count} in a {kind}").format(count=len(sleepers), kind=kind_word(room))
    mates = [person.name for person in sleepers if person.id != person_id]
    if not mates or room.kind is RoomKind.OWN:
        return kind
    return _("{kind} with {people}").format(kind=kind, people=", ".join(mates))


def spoken(lodging: Lodging, cell: Cell, name: str, person_id: str, night: date) -> str:
    """What a screen reader says: `Jan Kowalski, Monday 6 November, twin with …, Hotel Exemple`."""
    said = words(lodging, cell, person_id) or _("not with the visit")
    parts = [name, f"{w.weekday_long(night)} {night.day} {w.month(night)}", _lowered(said)]
    for room in cell.rooms:
        parts.append(room.hotel)
        if room.accessible:
            parts.append(_("accessible room"))
    if cell.trouble:
        parts.append(cell.trouble)
    return w.joined(*parts, by=", ")


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def tooltip(lodging: Lodging, cell: Cell, person_id: str) -> str:
    """All that there is to say of a cell, in lines."""
    lines = [cell.trouble]
    for room in cell.rooms:
        nights = plural("{count} night", "{count} nights", len(room.nights))
        said = words(lodging, Cell(Bed.ROOM, (room,)), person_id)
        lines += [said, w.joined(room.hotel, w.day_range(room.check_in, room.check_out), nights)]
        lines.append(_("Accessible room") if room.accessible else "")
        if room.option_until and not room.confirmation:
            lines.append(_("Held until {day}").format(day=w.day_short(room.option_until)))
    return w.joined(*lines, by="\n") or words(lodging, cell, person_id)


def totals(lodging: Lodging) -> str:
    """`46 room-nights      Hotel Exemple 21 · Las Arenas 25`; the nights are in the heads below."""
    every = sum(lodging.total(night) for night in lodging.nights)
    if not every:
        return ""
    by_hotel = {
        hotel: sum(lodging.count(hotel, night) for night in lodging.nights)
        for hotel in lodging.hotels
        if hotel
    }
    parts = [f"{hotel} {count}" for hotel, count in by_hotel.items() if count]
    nights = plural("{count} room-night", "{count} room-nights", every)
    return w.joined(nights, " · ".join(parts), by="      ")


def night_heading(lodging: Lodging, night: date) -> tuple[str, str]:
    """The two lines above a column: `Sun 5 Nov`, `10 rooms · Barcelona`."""
    stop = index(lodging.visit).stop_on(night)
    return w.day_short(night), w.joined(night_count(lodging, night), stop.city if stop else "")


def night_count(lodging: Lodging, night: date) -> str:
    """The second of those lines where there is little room: `10 rooms`."""
    return plural("{count} room", "{count} rooms", lodging.total(night))
