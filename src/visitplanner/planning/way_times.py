"""What the way of each journey takes: a band, or what somebody has timed; its own times apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from visitplanner.domain.programme import Journey
from visitplanner.planning import travel
from visitplanner.planning.checks.compiled import Plan, Row
from visitplanner.planning.checks.durations import Ride, of_journey
from visitplanner.planning.lessons import source_of


@dataclass(frozen=True, slots=True)
class WayTime:
    """What a way takes, in minutes on the way, without the margins that people need besides.

    Attributes:
        low: When all goes well.
        high: When little does; the same where somebody has timed it.
        source: Who or what knows, where it is no estimate.
        timed: Somebody has timed it.
    """

    low: int
    high: int
    source: str = ""
    timed: bool = False


def way_times(plan: Plan) -> Mapping[str, WayTime]:
    """For each journey, by internal id, what its way takes; none where nobody can say."""
    found: dict[str, WayTime] = {}
    for row in plan.journeys:
        journey = row.record
        if isinstance(journey, Journey) and (ride := _ride(plan, row, journey)):
            found[journey.id] = _time_of(ride)
    return found


def _ride(plan: Plan, row: Row, journey: Journey) -> Ride | None:
    """What is known of the way; what it took on this very journey is no news about it."""
    ride = of_journey(plan, row, journey.mode)
    if ride is None or ride.learnt is None or ride.learnt.stated:
        return ride
    if ride.learnt.source != source_of(plan.visit, journey):
        return ride
    way = plan.ground.way(row.origin, row.destination)
    if way is None:
        return None
    return Ride(journey.mode, way.estimate(journey.mode), way.least(journey.mode))


def _time_of(ride: Ride) -> WayTime:
    if ride.learnt is not None:
        minutes = round(ride.minutes)
        return WayTime(minutes, minutes, ride.learnt.source, timed=True)
    band = travel.band(ride.mode, ride.minutes)
    return WayTime(band.low, band.high)
