"""How the people of an item come to its host, what they need there, and what to mind with cameras.

Groups that a host receives at the same time are in the house together: their places and what is
provided for them add up; whoever is in two of them needs it once. What one group has left, the next
one finds. Cameras are there all day.

A host learns when and by what a group arrives at its own door. How and where it goes on stays with
those who travel; when a host is free again, the end of its item says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import Final

from visitplanner.domain import queries
from visitplanner.domain.base import same_name
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.times import Moment
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import Mode, Status
from visitplanner.publishing.readership import is_shared

_NEAR: Final = timedelta(hours=3)  # farther apart, the journey and the item have nothing to do
_MOMENT: Final = timedelta(minutes=1)  # what has no end lasts that long at least
_SHARE: Final = 2  # of the people of an item, at least half come or leave together


@dataclass(frozen=True)
class Ride:
    """A vehicle at the host's door: by what, and when on the clock of the place."""

    mode: Mode
    clock: time


@dataclass(frozen=True)
class Reception:
    """What a host must know of the people of one item beyond who they are.

    Attributes:
        arrives: The vehicle in which most of them come; None if that is not planned.
        at_once: How many people the host has in the house when it begins.
        provide: What has to be provided for these, and for how many.
        without_photos: How many of those whom it receives on that day have not agreed to be
            photographed.
    """

    arrives: Ride | None = None
    at_once: int = 0
    provide: Mapping[str, int] = field(default_factory=dict)
    without_photos: int = 0


def reception(visit: Visit, item: Item, items: Iterable[Item] = ()) -> Reception:
    """How the people of an item come, and what they need there.

    Args:
        visit: The whole plan.
        item: The item.
        items: All that the same host receives.
    """
    that_day = [item, *(one for one in items if one.id != item.id and one.day == item.day)]
    there = _people(visit, (one for one in that_day if one is item or _is_under_way(one, item)))
    arrivals = _coming(visit, item)
    return Reception(
        arrives=_ride(arrivals.mode, arrivals.arrive) if arrivals else None,
        at_once=len(there),
        provide=_provided(there),
        without_photos=sum(not person.photo_consent for person in _people(visit, that_day)),
    )


def _people(visit: Visit, items: Iterable[Item]) -> Collection[Delegate]:
    """The people of some items, each once."""
    return {one.id: one for item in items for one in queries.attendees(visit, item)}.values()


def _is_under_way(other: Item, item: Item) -> bool:
    """Whether another item has begun and not ended when an item begins."""
    start, began = item.begins, other.begins
    if start and began:
        ends = other.ends or began
        return began.instant <= start.instant < max(ends.instant, began.instant + _MOMENT)
    now, then = queries.span(item), queries.span(other)
    if not (now and then and item.start and other.start):
        return False
    return then.start <= now.start < max(then.end, then.start + _MOMENT)


def _provided(people: Iterable[Delegate]) -> Mapping[str, int]:
    """The access needs of people as counts; of two spellings of one the first."""
    spelling: dict[str, str] = {}
    counted: Counter[str] = Counter()
    for person in people:
        for need in {same_name(word): word for word in person.access_needs}.values():
            counted[spelling.setdefault(same_name(need), need)] += 1
    return counted


def _ride(mode: Mode, clock: time | None) -> Ride | None:
    return Ride(mode, clock) if clock else None


def _coming(visit: Visit, item: Item) -> Journey | None:
    """The last journey that brings most people of an item before it begins."""
    found = [
        (ends.instant, journey)
        for journey in _of_its_people(visit, item)
        if same_name(journey.destination) == same_name(item.place)
        and (ends := journey.arrives)
        and _is_near(ends, item.begins)
    ]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _is_near(first: Moment | None, second: Moment | None) -> bool:
    """Whether the second follows on the first."""
    if first is None or second is None:
        return False
    return timedelta() <= second.instant - first.instant <= _NEAR


def _of_its_people(visit: Visit, item: Item) -> Iterable[Journey]:
    """The journeys that all people of an item make, or the group's with at least half of them.

    The taxi of one of several is nothing that a host must know.
    """
    coming = {person.id for person in queries.attendees(visit, item)}
    if not (coming and item.place):
        return
    for journey in visit.journeys:
        if not journey.status.counts or journey.status is Status.IDEA:
            continue
        together = sum(p.id in coming for p in queries.attendees(visit, journey))
        group = together * _SHARE >= len(coming) and is_shared(visit, journey)
        if group or together == len(coming):
            yield journey
