"""What those who feed, lodge and drive the group must know of it beyond the programme.

Counts, times and connections, never a record: none of them says whose need it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import time, timedelta
from typing import Final

from visitplanner.domain import queries
from visitplanner.domain.base import same_name
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.times import Edge
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import JourneyKind, Mode, Status
from visitplanner.planning.diets import diets_in
from visitplanner.publishing.readership import Reader, held_rooms

_WAIT: Final = timedelta(hours=6)  # longer than that and it is no connection


@dataclass(frozen=True)
class Plate:
    """People of a meal who are to get the same.

    Attributes:
        count: How many; extra covers are among those without a wish.
        diets: What they keep, as typed.
        avoid: What must not be in it, as typed.
        serious: Whether that is a matter of health, and no traces may be in it.
    """

    count: int
    diets: tuple[str, ...] = ()
    avoid: str = ""
    serious: bool = False

    @property
    def standard(self) -> bool:
        """Whether it is what everybody gets who asks for nothing."""
        return not (self.diets or self.avoid or self.serious)

    def same_as(self, other: Plate) -> bool:
        """Whether both are the same food."""
        return _food(self) == _food(other)


@dataclass(frozen=True)
class Presence:
    """When somebody joins and leaves the group, where that is not when the others do."""

    joins: Edge | None = None
    leaves: Edge | None = None


@dataclass(frozen=True)
class Connection:
    """The journey between cities from which, or to which, a passenger changes.

    Attributes:
        mode: By what.
        clock: When it arrives, or when it leaves, on the clock of the place of the change.
        arriving: Whether the passenger comes from it.
        last_call: When it takes nobody any more; only of one that leaves.
    """

    mode: Mode
    clock: time
    arriving: bool
    last_call: time | None = None


# --- meals --------------------------------------------------------------------------------------


def plate_of(person: Delegate) -> Plate:
    """What one person is to get, as far as their record says it."""
    diets = tuple(diet for diet in dict.fromkeys(person.diet) if diets_in(diet))
    return Plate(1, diets, " ".join(person.avoid.split()), person.serious_allergy)


def plates(visit: Visit, item: Item) -> tuple[Plate, ...]:
    """The plates of a meal: those without a wish, then what is serious, then the others."""
    found: dict[object, Plate] = {}
    for person in queries.attendees(visit, item):
        plate = plate_of(person)
        known = found.get(_food(plate))
        found[_food(plate)] = replace(known, count=known.count + 1) if known else plate
    plain = found.pop(_food(Plate(0)), Plate(0))
    extra = item.extra_covers if item.status.counts else 0
    plain = replace(plain, count=plain.count + extra)
    others = sorted(found.values(), key=lambda one: (not one.serious, -one.count))
    return tuple(plate for plate in (plain, *others) if plate.count)


def _food(plate: Plate) -> tuple[frozenset[str], str, bool]:
    diets = frozenset[str]().union(*(diets_in(diet) for diet in plate.diets))
    return diets, same_name(plate.avoid), plate.serious


# --- beds ---------------------------------------------------------------------------------------


def presences(visit: Visit, reader: Reader) -> Mapping[str, Presence]:
    """When the sleepers of a hotel come and go, by their internal id, where a time was given."""
    held = held_rooms(visit, reader)
    return {
        person.id: Presence(_timed(person.joins), _timed(person.leaves))
        for room in held
        for person in queries.sleepers(visit, room)
        if _timed(person.joins) or _timed(person.leaves)
    }


def _timed(edge: Edge | None) -> Edge | None:
    return edge if edge and edge.clock else None


# --- vehicles -----------------------------------------------------------------------------------


def connections(visit: Visit, journey: Journey) -> Mapping[str, tuple[Connection, ...]]:
    """From what, and to what, each passenger of a journey changes, by internal id."""
    found = {
        person.id: tuple(_changes(visit, journey, person))
        for person in queries.attendees(visit, journey)
    }
    return {person: changes for person, changes in found.items() if changes}


def _changes(visit: Visit, journey: Journey, person: Delegate) -> Iterator[Connection]:
    legs = [
        leg
        for leg in queries.programme_of(visit, person)
        if isinstance(leg, Journey) and leg.kind is JourneyKind.LEG and leg.id != journey.id
    ]
    planned = [leg for leg in legs if leg.status is not Status.IDEA]
    before = [leg for leg in planned if _follow(leg, journey)]
    after = [leg for leg in planned if _follow(journey, leg)]
    if before and (clock := before[-1].arrive):
        yield Connection(before[-1].mode, clock, arriving=True)
    if after and (clock := after[0].depart):
        yield Connection(after[0].mode, clock, arriving=False, last_call=after[0].cut_off)


def _follow(first: Journey, second: Journey) -> bool:
    """Whether one changes from the first to the second."""
    arrives, departs = first.arrives, second.departs
    if arrives is None or departs is None or not first.destination:
        return False
    if same_name(first.destination) != same_name(second.origin):
        return False
    return timedelta() <= departs.instant - arrives.instant <= _WAIT
