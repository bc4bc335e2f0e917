"""Who comes to the towns of the visit, or goes away from them, and what they miss by it.

A journey crosses the border of the visit if one of its ends is in a town of a stop, or near one,
and the other is elsewhere. People arrive with the first of their crossings, if that is a leg that
leads in, and leave with the last, if that is one that leads out; a detour to another town and back
is neither. Where an end of a journey is not known, nothing is known of its people either.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from visitplanner.domain.programme import Journey
from visitplanner.domain.vocabulary import JourneyKind, Mode, Status
from visitplanner.planning.checks.compiled import Plan, Row
from visitplanner.planning.checks.ground import Spot
from visitplanner.planning.checks.spells import joining_from, leaving_by
from visitplanner.planning.checks.steps import apart


@dataclass(frozen=True, slots=True, eq=False)
class Missed:
    """Some people, the leg with which they arrive or leave, and what they miss by it."""

    leg: Row
    people: int
    rows: tuple[Row, ...]


def expected(row: Row) -> int:
    """Those who should come to an item: all its people, or those named for what is optional."""
    if row.record.status is Status.IDEA:
        return 0
    return row.who if row.firm else row.named


class _Side(Enum):
    """Where a spot lies."""

    INSIDE = "in a town of the visit, or near one"
    OUTSIDE = "elsewhere"
    UNKNOWN = "not known"


def arrivals(plan: Plan) -> Mapping[Row, int]:
    """Who comes from elsewhere with which leg: the first journey over the border of each."""
    return plan.once(_arrivals)


def _arrivals(plan: Plan) -> dict[Row, int]:
    been = 0
    found: dict[Row, int] = {}
    for leg, inbound in plan.once(_crossings):
        coming = leg.who & ~been if inbound and _is_leg(leg) and leg.end is not None else 0
        been |= leg.who
        if coming:
            found[leg] = coming
    return found


def missed_on_arrival(plan: Plan) -> Iterator[Missed]:
    """What people miss who come from elsewhere, by their first journey over the border.

    Who is stated to join something in the middle misses nothing of it by being there by then.
    """
    found = arrivals(plan)
    items = plan.once(_items) if found else ()
    for leg, coming in found.items():
        arrives = (leg.until, leg.zones[1])
        begun = items[: bisect_left(items, leg.until, key=_start)]
        missed = ((row, expected(row) & ~joining_from(plan, row, *arrives)) for row in begun)
        yield from _parted(leg, coming, missed)


def missed_on_departure(plan: Plan) -> Iterator[Missed]:
    """What people miss who go elsewhere, by their last journey over the border."""
    crossings = plan.once(_crossings)
    items = plan.once(_items) if crossings else ()
    been = 0
    for leg, inbound in reversed(crossings):
        going = leg.who & ~been if not inbound and inbound is not None and _is_leg(leg) else 0
        been |= leg.who
        if going:
            leaves = (_start(leg), leg.zones[0])
            late = (row for row in items if row.until > leaves[0])
            missed = ((row, expected(row) & ~leaving_by(plan, row, *leaves)) for row in late)
            yield from _parted(leg, going, missed)


def _start(row: Row) -> int:
    return row.start


def _is_leg(row: Row) -> bool:
    """Whether a journey is one between cities, as people arrive and leave with."""
    journey = row.record
    return isinstance(journey, Journey) and (
        journey.kind is JourneyKind.LEG or journey.mode is Mode.FLIGHT
    )


def _parted(leg: Row, people: int, rows: Iterable[tuple[Row, int]]) -> Iterator[Missed]:
    """The people who miss something, those together who miss the same.

    Args:
        leg: how they come or go.
        people: they.
        rows: what there is to miss, and for whom.
    """
    parts: dict[tuple[Row, ...], int] = {(): people}
    for row, theirs in rows:
        if not theirs & people:
            continue
        split: dict[tuple[Row, ...], int] = {}
        for missed, those in parts.items():
            if those & theirs:
                split[*missed, row] = those & theirs
            if those & ~theirs:
                split[missed] = those & ~theirs
        parts = split
    yield from (Missed(leg, those, missed) for missed, those in parts.items() if missed)


def _crossings(plan: Plan) -> tuple[tuple[Row, bool | None], ...]:
    """The journeys into the towns of the visit (True), out of them (False), or perhaps either."""
    journeys = plan.once(_across, frozenset({"journeys", "places"}))
    rows = ((plan.by_id[one], inwards) for one, inwards in journeys)
    return tuple((row, inwards) for row, inwards in rows if row.who)


def _across(plan: Plan) -> tuple[tuple[str, bool | None], ...]:
    """The same whoever is on board, if anybody, by internal id."""
    side = _Sides(plan)
    found: list[tuple[str, bool | None]] = []
    for row in plan.departures:
        if row.firm:
            origin, destination = side(row.origin), side(row.destination)
            if _Side.UNKNOWN in (origin, destination):
                found.append((row.record.id, None))
            elif origin is not destination:
                found.append((row.record.id, destination is _Side.INSIDE))
    return tuple(found)


def _items(plan: Plan) -> tuple[Row, ...]:
    """What people are expected at in towns that are known to be the visit's, in order."""
    side = _Sides(plan)
    return tuple(
        row
        for row in plan.timed
        if row.item is not None and row.busy and expected(row) and side(row.origin) is _Side.INSIDE
    )


class _Sides:
    """Tells the towns of the visit and their surroundings from all others."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        cities = {stop.city for stop in plan.visit.stops if stop.city}
        self._stops = [plan.ground.spot(city) for city in sorted(cities)]
        self._known: dict[int, _Side] = {}

    def __call__(self, spot: Spot) -> _Side:
        """On which side a spot lies."""
        if spot.token not in self._known:
            self._known[spot.token] = self._side(spot)
        return self._known[spot.token]

    def _side(self, spot: Spot) -> _Side:
        if not spot.city_key or not self._stops:
            return _Side.UNKNOWN
        if self._plan.index.stop(spot.city):
            return _Side.INSIDE
        if all(apart(self._plan, spot, stop) for stop in self._stops):
            return _Side.OUTSIDE
        located = spot.position or self._plan.ground.town(spot.city)
        return _Side.INSIDE if located else _Side.UNKNOWN
