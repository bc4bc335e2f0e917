"""Who needs a bed on which night, and who has one, or two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from operator import attrgetter
from typing import Final

from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Room
from visitplanner.domain.times import Moment
from visitplanner.domain.vocabulary import RoomKind
from visitplanner.planning.checks.changes import PEOPLE
from visitplanner.planning.checks.compiled import NAMED_ROOMS, OF_ROOMS, Plan, Row, minute_of

_LONGEST: Final = 400
"""Days, more than any visit has."""

ASLEEP: Final = time(3)
"""Somebody who is on a journey at this time of night needs no other bed."""
_OWN: Final = RoomKind.OWN


@dataclass(frozen=True, slots=True)
class Night:
    """The night that begins on the evening of `day`; people are bit sets.

    Attributes:
        need: Who is with the visit and not travelling.
        have: Who sleeps in a room, or has a bed of their own.
        twice: Who has more than one.
    """

    day: date
    need: int
    have: int
    twice: int


def nights(plan: Plan) -> tuple[Night, ...]:
    """The nights of the visit, in order."""
    evenings = plan.visit.days[:-1]
    need, away = _staying(plan, evenings), _travelling(plan, evenings)
    beds = _beds(plan, evenings)
    return tuple(Night(day, need[day] & ~away[day], *beds[day]) for day in evenings)


@dataclass(frozen=True, slots=True)
class Booking:
    """The rooms of one hotel for the same dates, taken together; people are bit sets.

    Attributes:
        hotel: Its name as typed; empty for beds that people arrange themselves somewhere.
        own: People arrange these beds themselves.
        check_in: The evening on which it is first slept in.
        check_out: The morning on which it is left.
        people: Who sleeps there.
        twice: Who has more than one of these rooms.
    """

    hotel: str
    own: bool
    check_in: date
    check_out: date
    people: int
    twice: int

    def is_on(self, day: date) -> bool:
        """Whether the night that begins on `day` is one of its nights."""
        return self.check_in <= day < self.check_out


def bookings(plan: Plan) -> tuple[Booking, ...]:
    """The rooms that have dates, by hotel and dates."""
    return plan.once(_active_bookings, OF_ROOMS)


def _active_bookings(plan: Plan) -> tuple[Booking, ...]:
    active = plan.crowd.active
    return tuple(
        replace(booking, people=booking.people & active, twice=booking.twice & active)
        for booking in plan.once(_bookings, NAMED_ROOMS)
    )


def _bookings(plan: Plan) -> tuple[Booking, ...]:
    people = plan.occupants.__getitem__
    return tuple(
        Booking(*key, *_together(map(people, rooms)))
        for key, rooms in plan.once(_dated_rooms, frozenset({"rooms"})).items()
    )


_DATED: Final = attrgetter("id", "hotel", "kind", "check_in", "check_out")


def _dated_rooms(plan: Plan) -> dict[tuple[str, bool, date, date], list[str]]:
    """The internal ids of the rooms of one hotel for the same dates."""
    rooms: dict[tuple[str, bool, date, date], list[str]] = defaultdict(list)
    for one, hotel, kind, first, last in map(_DATED, plan.rooms):
        if first and last:
            rooms[hotel, kind is _OWN, first, last].append(one)
    return rooms


def _together(sleepers: Iterable[int]) -> tuple[int, int]:
    """Who is in any of these sets, and who in more than one."""
    people = twice = 0
    for some in sleepers:
        twice |= people & some
        people |= some
    return people, twice


def is_slept_in(room: Room, day: date) -> bool:
    """Whether the night that begins on `day` is one of the room's."""
    return bool(room.check_in and room.check_out and room.check_in <= day < room.check_out)


def _staying(plan: Plan, evenings: tuple[date, ...]) -> dict[date, int]:
    """Who is with the visit on which night; see `queries.nights_needed`."""
    always, bounded = plan.once(_stays, frozenset({PEOPLE}))
    found = dict.fromkeys(evenings, always)
    for joins, leaves, people in bounded:
        for day in evenings:
            if joins <= day < leaves:
                found[day] |= people
    return found


def _stays(plan: Plan) -> tuple[int, tuple[tuple[date, date, int], ...]]:
    """Who is there all the time, and who from which day until which."""
    always, bounded = plan.crowd.active, []
    for (joins, leaves), people in plan.people_by(_bounds, "joins", "leaves").items():
        bounded.append((joins, leaves, people & plan.crowd.active))
        always &= ~people
    return always, tuple(bounded)


def _bounds(_plan: Plan, person: Delegate) -> tuple[date, date] | None:
    """From which day until which somebody is there who is not there all the time."""
    if not person.joins and not person.leaves:
        return None
    joins = person.joins.day if person.joins else date.min
    return joins, person.leaves.day if person.leaves else date.max


def _travelling(plan: Plan, evenings: tuple[date, ...]) -> dict[date, int]:
    """Who spends which night on a journey."""
    found = dict.fromkeys(evenings, 0)
    for row, days in plan.each(_nights_on_board, "journey"):
        for day in days:
            if day in found:
                found[day] |= row.who
    return found


def _nights_on_board(_plan: Plan, row: Row) -> tuple[date, ...]:
    """The nights, by the days before them, in the middle of which a journey is under way."""
    if row.journey is None or row.day is None or row.end is None:
        return ()
    if row.begins is None or row.ends is None or _is_by_day(row.begins.wall, row.ends.wall):
        return ()
    start, zone, days = row.start, row.zones[0], []
    for count in range(-1, min((row.until - start) // (24 * 60), _LONGEST) + 2):
        day = row.day + timedelta(days=count)
        wall = datetime.combine(day + timedelta(days=1), ASLEEP)
        if start <= minute_of(Moment(wall=wall, zone=zone)) < row.until:
            days.append(day)
    return tuple(days)


def _is_by_day(begins: datetime, ends: datetime) -> bool:
    return begins.date() == ends.date() and begins.time() > ASLEEP


def _beds(plan: Plan, evenings: tuple[date, ...]) -> dict[date, tuple[int, int]]:
    """Who has a bed on which night, and who has two."""
    found = dict.fromkeys(evenings, (0, 0))
    for booking in bookings(plan):
        for day in evenings:
            if booking.is_on(day):
                found[day] = _joined(found[day], (booking.people, booking.twice))
    return found


def _joined(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    return one[0] | other[0], one[1] | other[1] | (one[0] & other[0])
