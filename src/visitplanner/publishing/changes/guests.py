"""When the guests of a hotel come and go, as far as the hotel may know it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING, Final

from visitplanner.domain import queries
from visitplanner.domain.base import same_name
from visitplanner.domain.programme import Journey, Room

if TYPE_CHECKING:
    from visitplanner.domain.people import Delegate
    from visitplanner.publishing.edition import Edition

_DAWN: Final = time(6)  # whoever comes before then still sleeps the night of the day before


@dataclass(frozen=True)
class Coming:
    """An arrival at a hotel or a departure from it.

    Attributes:
        record: The internal id of the journey, or of the room where none is planned.
        arriving: Whether it is an arrival.
        edge: The day of check-in or check-out.
        day: On which day.
        clock: When, on the clock of the hotel; None: not known.
    """

    record: str
    arriving: bool
    edge: date
    day: date
    clock: time | None = None

    @property
    def moment(self) -> tuple[date, time | None]:
        """What a hotel goes by."""
        return self.day, self.clock


Key = tuple[str, int, bool]
"""Whose (by internal id), which stay of theirs in the hotel, and whether they arrive."""


def comings(edition: Edition) -> Mapping[Key, tuple[Delegate, Coming]]:
    """When each guest of a hotel arrives and leaves, for each of their stays."""
    found: dict[Key, tuple[Delegate, Coming]] = {}
    stays: dict[str, int] = {}
    rooms = sorted(edition.visit.rooms, key=lambda room: room.check_in or date.max)
    for room in rooms:
        for person in queries.sleepers(edition.visit, room):
            number = stays[person.id] = stays.get(person.id, 0) + 1
            for arriving in (True, False):
                coming = _coming(edition, room, person, arriving=arriving)
                if coming:
                    found[person.id, number, arriving] = person, coming
    return found


def _coming(edition: Edition, room: Room, person: Delegate, *, arriving: bool) -> Coming | None:
    edge = room.check_in if arriving else room.check_out
    if edge is None:
        return None
    # Somebody may come back in the afternoon: the first ride in and the last ride out count.
    rides = list(_rides(edition, room, person, arriving=arriving))
    if rides:
        ride = rides[0] if arriving else rides[-1]
        day = (ride.arrive_day or ride.depart_day if arriving else ride.depart_day) or edge
        return Coming(ride.id, arriving, edge, day, ride.arrive if arriving else ride.depart)
    presence = edition.presences.get(person.id)
    stay = (presence.joins if arriving else presence.leaves) if presence else None
    known = stay.clock if stay and stay.day == edge else None
    return Coming(room.id, arriving, edge, edge, known)


def _rides(edition: Edition, room: Room, person: Delegate, *, arriving: bool) -> Iterator[Journey]:
    for ride in queries.programme_of(edition.visit, person):
        if isinstance(ride, Journey) and _touches(room, ride, arriving=arriving):
            yield ride


def _touches(room: Room, ride: Journey, *, arriving: bool) -> bool:
    """Whether a ride brings to the hotel in the first night, or takes away on the last day."""
    if not arriving:
        away = same_name(ride.origin) == same_name(room.hotel)
        return away and ride.depart is not None and ride.depart_day == room.check_out
    day = ride.arrive_day or ride.depart_day
    there = same_name(ride.destination) == same_name(room.hotel)
    if not (there and day and room.check_in and ride.arrive):
        return False
    return day == room.check_in or ((day - room.check_in).days == 1 and ride.arrive < _DAWN)
