"""How long the planned transfers of a visit would take by estimate, to be shown beside their times.

What the visit states of a way wins over the estimate, as in the checks.
"""

from __future__ import annotations

from typing import NamedTuple

from visitplanner.domain.index import index
from visitplanner.domain.programme import Journey
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import JourneyKind, Mode
from visitplanner.planning.checks.ground import Ground, Spot
from visitplanner.planning.gazetteer import Gazetteer
from visitplanner.planning.travel import Durations, band, timed


class Estimate(NamedTuple):
    """What a way takes, in minutes.

    Attributes:
        low: When all goes well; the figure to show where there is room for one only.
        high: When little does; the same as `low` where the visit states it.
    """

    low: int
    high: int


def estimates(visit: Visit, gazetteer: Gazetteer | None = None) -> dict[str, Estimate]:
    """What each transfer would take, by its internal id.

    Legs are left out, whose times are those of a timetable, and so is what has no length of its
    own, or ends of which the plan does not say where they are.

    Args:
        visit: the plan.
        gazetteer: the list of towns, if not the one that comes with the program.
    """
    ground = Ground(index(visit), gazetteer)
    stated = Durations(timed(visit.travel_times, stated=True))
    found: dict[str, Estimate] = {}
    for journey in visit.journeys:
        if journey.kind is JourneyKind.LEG or journey.mode is Mode.OTHER:
            continue
        estimate = _estimate(ground, stated, journey)
        if estimate is not None:
            found[journey.id] = estimate
    return found


def _estimate(ground: Ground, stated: Durations, journey: Journey) -> Estimate | None:
    start, end = ground.spot(journey.origin), ground.spot(journey.destination)
    known = stated.between(_names(start), _names(end)).get(journey.mode)
    if known is not None:
        return Estimate(known.minutes, known.minutes)
    way = ground.way(start, end)
    if way is None:
        return None
    minutes = way.estimate(journey.mode)
    if minutes < 1:
        return None
    likely = band(journey.mode, minutes)
    return Estimate(likely.low, likely.high)


def _names(spot: Spot) -> tuple[str, ...]:
    return (spot.key,) if spot.key else ()
