"""When the guests of a hotel come and go, as far as the plan says it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING, Final

from visitplanner.domain import queries
from visitplanner.domain.base import same_name
from visitplanner.domain.programme import Journey
from visitplanner.domain.vocabulary import Mode
from visitplanner.publishing.documents.chapters.words import BY_MODE

if TYPE_CHECKING:
    from visitplanner.domain.people import Delegate
    from visitplanner.domain.programme import Room
    from visitplanner.publishing.documents.chapters.draft import Draft


_DAWN: Final = time(6)
"""Whoever arrives before then still comes for the night of the day before."""


@dataclass(frozen=True)
class Coming:
    """Somebody's arrival at a hotel or departure from it, on the clock of the hotel.

    Attributes:
        day: On which day.
        clock: At what time.
        mode: By what; None where only a time is known.
        people: How many come or go so.
    """

    day: date
    clock: time
    mode: Mode | None = None
    people: int = 1

    def how(self, draft: Draft) -> str:
        """`by coach`, or nothing."""
        words = BY_MODE.get(self.mode) if self.mode else None
        return draft.t.gettext(words) if words else ""

    def same_time(self, other: Coming) -> bool:
        """Whether both are at the same moment."""
        return (self.day, self.clock) == (other.day, other.clock)


def comings(
    draft: Draft, room: Room, guests: Iterable[Delegate], *, arriving: bool
) -> Iterator[Coming]:
    """For each guest of a room whose time is known, when they arrive at it or leave it."""
    for person in guests:
        if found := _coming(draft, room, person, arriving=arriving):
            yield found


def _coming(draft: Draft, room: Room, person: Delegate, *, arriving: bool) -> Coming | None:
    rides = [
        entry
        for entry in queries.programme_of(draft.visit, person)
        if isinstance(entry, Journey) and _touches(room, entry, arriving=arriving)
    ]
    # Somebody may come back in the afternoon: the first ride in and the last ride out count.
    for ride in rides if arriving else reversed(rides):
        clock = ride.arrive if arriving else ride.depart
        day = ride.arrive_day or ride.depart_day if arriving else ride.depart_day
        if clock and day:
            return Coming(day, clock, ride.mode)
    presence = draft.edition.presences.get(person.id)
    edge = (presence.joins if arriving else presence.leaves) if presence else None
    if edge and edge.clock and edge.day == (room.check_in if arriving else room.check_out):
        return Coming(edge.day, edge.clock)
    return None


def _touches(room: Room, ride: Journey, *, arriving: bool) -> bool:
    """Whether a ride brings to the hotel in the first night, or takes away on the last day."""
    if arriving:
        there = same_name(ride.destination) == same_name(room.hotel)
        day = ride.arrive_day or ride.depart_day
        if not there or day is None or room.check_in is None:
            return False
        late = (day - room.check_in).days == 1 and ride.arrive is not None and ride.arrive < _DAWN
        return day == room.check_in or late
    return same_name(ride.origin) == same_name(room.hotel) and ride.depart_day == room.check_out


def group_coming(found: Iterable[Coming]) -> Coming | None:
    """The arrival or departure that most share, with how many; None if no two do.

    One person alone is no group, unless nobody else comes at all.
    """
    counts = Counter(found)
    if not counts:
        return None
    (first, people), *others = counts.most_common()
    if people == 1 and others:
        return None
    return Coming(first.day, first.clock, first.mode, people)
