"""How the people of an item come to its host, and what to mind with cameras.

A host learns when and by what a group arrives at its own door. How and where it goes on stays with
those who travel; when a host is free again, the end of its item says.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time, timedelta
from typing import Final

from visitplanner.domain import queries
from visitplanner.domain.base import same_name
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.times import Moment
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import Mode, Status
from visitplanner.publishing.readership import is_shared

_NEAR: Final = timedelta(hours=3)  # farther apart, the journey and the item have nothing to do
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
        without_photos: How many have not agreed to be photographed.
    """

    arrives: Ride | None = None
    without_photos: int = 0


def reception(visit: Visit, item: Item) -> Reception:
    """How the people of an item come."""
    people = queries.attendees(visit, item)
    arrivals = _coming(visit, item)
    return Reception(
        arrives=_ride(arrivals.mode, arrivals.arrive) if arrivals else None,
        without_photos=sum(not person.photo_consent for person in people),
    )


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
