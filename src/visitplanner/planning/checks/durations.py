"""How long the ways of one plan take, as far as it says, anybody knows, or can be estimated.

What the visit states wins, then the journeys that it has over the same pair of places, then what
was learnt on other visits; only then comes the estimate.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final, NamedTuple

from visitplanner.domain.index import code_of
from visitplanner.domain.vocabulary import Mode
from visitplanner.planning import travel
from visitplanner.planning.checks.compiled import Plan, Row
from visitplanner.planning.checks.ground import (
    AROUND_A_FLIGHT,
    IMPOSSIBLE,
    IMPOSSIBLE_BY_AIR,
    Spot,
    Way,
)
from visitplanner.planning.travel import Durations, Margins, Timed, timed

_ROAD: Final = (Mode.TAXI, Mode.CAR, Mode.MINIBUS, Mode.COACH)
JOURNEYS: Final = frozenset({"journeys", "places"})
"""What the plan's own ways are read from."""
_NOTHING: Final[Mapping[Mode, Timed]] = MappingProxyType({})


class Ride(NamedTuple):
    """One way of getting from A to B.

    Attributes:
        mode: How.
        minutes: What it takes without margins.
        least: Below this it is impossible.
        learnt: Who says so, if it is no estimate.
    """

    mode: Mode
    minutes: float
    least: float
    learnt: Timed | None = None


class Need(NamedTuple):
    """How long people should be given for a way.

    Attributes:
        ride: How they go.
        margins: What they need besides.
        minutes: All in all.
    """

    ride: Ride
    margins: Margins
    minutes: float


def timetable(plan: Plan) -> Durations:
    """All that the plan says of how long ways take, and all that is known besides."""
    return plan.once(_durations, JOURNEYS)


def learnt(plan: Plan, start: Spot, end: Spot) -> Mapping[Mode, Timed]:
    """What is known of the way between two spots, in either direction, by mode."""
    found = _between(timetable(plan), start, end)
    if not found:
        return found
    roads = [time for mode, time in found.items() if mode in _ROAD and time.stated]
    if not roads:
        return found
    # Who has timed a taxi has timed the road.
    by_road = min(roads, key=lambda time: time.minutes)
    return dict.fromkeys(_ROAD, by_road) | dict(found)


def of_journey(plan: Plan, row: Row, mode: Mode) -> Ride | None:
    """What is known of the way of a planned journey, its own times apart.

    What was learnt elsewhere can only be in its favour.
    """
    way = plan.ground.way(row.origin, row.destination)
    time = _between(plan.once(_statements, frozenset()), row.origin, row.destination).get(mode)
    if time and (time.stated or way is not None):
        ride = _learnt_ride(time, way)
        if time.stated or (way is not None and ride.minutes < way.estimate(mode)):
            return ride
    return None if way is None else _estimated(way, mode)


def _between(durations: Durations, start: Spot, end: Spot) -> Mapping[Mode, Timed]:
    if not durations.knows(start.key, start.city_key) or start.key == end.key:
        return _NOTHING
    # Within a town, its name means too many places; but everybody knows the way to its airport.
    if start.city_key == end.city_key and not (start.airport or end.airport):
        return durations.between((start.key,), (end.key,))
    return durations.between((start.key, start.city_key), (end.key, end.city_key))


def quickest(plan: Plan, start: Spot, end: Spot) -> Ride | None:
    """The quickest mode where none was planned; None where the plan does not say how far it is.

    By air the minutes include those at the airports, without which nobody flies.
    """
    way, known = plan.ground.way(start, end), learnt(plan, start, end)
    if not known:
        if way is None:
            return None
        mode, estimate, least = way.quickest
        return Ride(mode, estimate, least)
    around = {Mode.FLIGHT: AROUND_A_FLIGHT}
    rides = (
        Ride(
            ride.mode,
            ride.minutes + around.get(ride.mode, 0),
            ride.least + around.get(ride.mode, 0),
            ride.learnt,
        )
        for ride in rides_on(way, known, (Mode.WALK, Mode.TAXI), (Mode.CAR, Mode.TRAIN))
    )
    return min(rides, key=lambda ride: ride.least)


def rides_on(
    way: Way | None,
    known: Mapping[Mode, Timed],
    in_town: tuple[Mode, ...],
    between_towns: tuple[Mode, ...],
) -> Iterator[Ride]:
    """The rides that a way allows for: those usual there, and those that somebody has timed."""
    usual: tuple[Mode, ...] = ()
    if way is not None:
        usual = in_town if way.in_town else (*between_towns, Mode.FLIGHT)
    for mode in dict.fromkeys((*usual, *known)):
        time = known.get(mode)
        if time:
            # Somebody's taxi ride tells how long a coach takes.
            yield _learnt_ride(replace(time, mode=mode), way)
        elif way is not None:
            yield _estimated(way, mode)


def _estimated(way: Way, mode: Mode) -> Ride:
    return Ride(mode, way.estimate(mode), way.least(mode))


def _learnt_ride(time: Timed, way: Way | None) -> Ride:
    share = IMPOSSIBLE_BY_AIR if time.mode is Mode.FLIGHT else IMPOSSIBLE
    least = share * time.minutes
    if way is not None and not time.stated:
        least = min(least, way.least(time.mode))
    return Ride(time.mode, time.minutes, least, time)


def needed_by(plan: Plan, first: Row, second: Row, count: int) -> Need | None:
    """How long so many people should be given between two entries by the quickest sensible mode."""
    start, end = first.destination, second.origin
    way, known = plan.ground.way(start, end), learnt(plan, start, end)
    if way is None and not known:
        return None
    road = travel.ride(count)
    # A taxi, though somebody has timed it, takes no coachload.
    known = {mode: time for mode, time in known.items() if mode is road or mode not in _ROAD}
    by_land = way is not None and not is_over_sea(plan, start, end, way)
    rides = rides_on(way, known, (Mode.WALK, road), (road, Mode.TRAIN) if by_land else ())
    needs = (_need(plan, way, ride, second, count) for ride in rides)
    return min(needs, key=lambda need: need.minutes, default=None)


def _need(plan: Plan, way: Way | None, ride: Ride, second: Row, count: int) -> Need:
    km = way.km if way else None
    around = travel.margins(
        ride.mode,
        count,
        km=km,
        buffer=plan.limits.buffer,
        buffer_stated=plan.limits.buffer_stated,
        guarded=is_guarded(plan, second),
        airport=bool(way and way.airport),
    )
    share = 1.0
    if ride.learnt is None:
        short = ride.mode is Mode.WALK and (km or 0) < travel.SHORT_WALK_KM
        share = travel.SLOWEST_SHORT_WALK if short else travel.slowest(ride.mode)
    return Need(ride, around, share * ride.minutes + around.total)


def is_guarded(plan: Plan, row: Row) -> bool:
    """Whether people pass a gate to get to an item."""
    record = row.item
    if record is None or not record.place:
        return False
    place = plan.index.place(record.place)
    return place is not None and travel.is_guarded(place.kind)


def is_over_sea(plan: Plan, start: Spot, end: Spot, way: Way) -> bool:
    """Whether the sea lies between two spots, as far as the plan says where they are."""
    if way.in_town:
        return False
    ends = position(plan, start), position(plan, end)
    return bool(ends[0] and ends[1]) and travel.over_sea(
        ends[0] or (0, 0), ends[1] or (0, 0), way.countries
    )


def position(plan: Plan, spot: Spot) -> tuple[float, float] | None:
    """Where a spot is, in degrees north and east: the place itself, else its town."""
    if spot.position or not spot.city:
        return spot.position
    town = plan.ground.town(spot.city)
    return (town.latitude, town.longitude) if town else None


# --- Where durations come from -------------------------------------------------------------------


def _durations(plan: Plan) -> Durations:
    own = timed(plan.visit.travel_times, stated=True)
    return Durations(own, _of_journeys(plan), timed(plan.known.travel_times, stated=False))


def _statements(plan: Plan) -> Durations:
    own = timed(plan.visit.travel_times, stated=True)
    return Durations(own, timed(plan.known.travel_times, stated=False))


def _of_journeys(plan: Plan) -> Iterator[Timed]:
    """The plan's own journeys, as far as they tell something, the quickest last."""
    found = [
        (row.until - row.start, code_of(row.record), row)
        for row in plan.timed
        if row.journey is not None and row.end is not None and row.lasts
    ]
    for minutes, code, row in sorted(found, key=lambda entry: entry[:2], reverse=True):
        if row.journey is not None and _is_telling(plan, row, row.journey.mode, minutes):
            ends = row.origin.name, row.destination.name
            yield Timed(*ends, row.journey.mode, minutes, source=code)


def _is_telling(plan: Plan, row: Row, mode: Mode, minutes: int) -> bool:
    if mode is Mode.OTHER or not (row.origin.key and row.destination.key):
        return False
    way = plan.ground.way(row.origin, row.destination)
    return way is None or travel.is_telling(mode, minutes, way.estimate(mode), way.least(mode))
