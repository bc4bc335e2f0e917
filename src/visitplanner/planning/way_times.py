"""What the way of each journey takes: a band, or what somebody has timed; its own times apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from visitplanner.domain.programme import Journey
from visitplanner.planning import travel
from visitplanner.planning.checks.compiled import Plan
from visitplanner.planning.checks.durations import of_journey


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
        ride = of_journey(plan, row, journey.mode) if isinstance(journey, Journey) else None
        if ride is None:
            continue
        if ride.learnt is not None:
            minutes = round(ride.minutes)
            found[journey.id] = WayTime(minutes, minutes, ride.learnt.source, timed=True)
        else:
            band = travel.band(ride.mode, ride.minutes)
            found[journey.id] = WayTime(band.low, band.high)
    return found
