"""The time that people have from one entry to the next, beside what the way takes.

Worked out once for a plan: several rules speak of it, each of another side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from math import inf
from typing import Final, NamedTuple

from visitplanner.domain.vocabulary import Mode
from visitplanner.planning import travel
from visitplanner.planning.checks.compiled import Plan, Row, Segment
from visitplanner.planning.checks.crossings import arrivals
from visitplanner.planning.checks.durations import (
    JOURNEYS,
    Need,
    Ride,
    is_guarded,
    learnt,
    needed_by,
    quickest,
    timetable,
)
from visitplanner.planning.checks.ground import Spot, Way
from visitplanner.planning.checks.spells import has_edges, joining_during, leaving_during
from visitplanner.planning.checks.steps import Part, Step, parts_of_placed_steps
from visitplanner.planning.checks.strays import strays
from visitplanner.planning.checks.trail import jumps
from visitplanner.planning.distance import estimate_minutes
from visitplanner.planning.travel import Durations

ANYWHERE_MINUTES: Final = 26 * 60
"""In this time one flies to any place on earth, the airports included."""

WITHOUT_A_JOURNEY_KM: Final = 1.0
"""People walk as far as this without being told how."""

_SHORT_WALK_MINUTES_PER_KM: Final = travel.SLOWEST_SHORT_WALK * estimate_minutes(
    "walk", 1.0, countries=("", ""), in_town=True
)


class Gap(NamedTuple):
    """From where to where some people go next, and how long they have.

    Attributes:
        step: The two entries, at different spots, and the people.
        leaves: When they can leave, in minutes; an entry without an end may end at once.
        minutes: How long they have from then; negative where the entries overlap.
        way: How far it is, if the plan says.
        short: The quickest ride, if even that is impossible.
        tight: What they should be given, if they have less, though not impossibly so.
    """

    step: Step
    leaves: int
    minutes: int
    way: Way | None
    short: Ride | None
    tight: Need | None


def gaps(plan: Plan) -> tuple[Gap, ...]:
    """The gaps of a plan of which there is something to say, in the order of `placed_steps`.

    The others, next door and with time enough, are by far the most.
    """
    return plan.once(_all)


def _all(plan: Plan) -> tuple[Gap, ...]:
    return tuple(_gaps(plan))


def _gaps(plan: Plan) -> Iterator[Gap]:
    durations, quiet = timetable(plan), _quiet(plan)
    for segment, part in zip(plan.segments, parts_of_placed_steps(plan), strict=True):
        for gap in plan.recall(_gaps_in, segment, part, durations):
            first, second, people = gap.step
            told = people & (quiet.after.get(first, 0) | quiet.before.get(second, 0))
            if not told:
                yield gap
            elif told != people:
                yield gap._replace(step=Step(first, second, people ^ told))


class _Quiet(NamedTuple):
    """Of whom a gap says nothing, since something else is the matter with its two entries.

    Attributes:
        after: Who leaves in the middle of an entry, or plainly is not in its town.
        before: Who joins in the middle of an entry, or comes with it from elsewhere and so is late
            for what is before it.
    """

    after: dict[Row, int]
    before: dict[Row, int]


def _quiet(plan: Plan) -> _Quiet:
    quiet = _Quiet(defaultdict(int), defaultdict(int, arrivals(plan)))
    for jump in jumps(plan):
        quiet.after[jump.second] |= jump.staying
    for row, stray in strays(plan).items():
        quiet.after[row] |= stray.people
    for row in plan.timed if has_edges(plan) else ():
        if people := plan.recall(leaving_during, row):
            quiet.after[row] |= people
        if people := plan.recall(joining_during, row):
            quiet.before[row] |= people
    return quiet


def _gaps_in(plan: Plan, _: Segment, part: Part, durations: Durations) -> tuple[Gap, ...]:
    """The gaps of the steps that lead to the rows of a part, by what is known of ways."""
    found: list[Gap] = []
    enough = plan.once(_strolls, JOURNEYS)
    for step in part.steps:
        start, end = step.first.destination, step.second.origin
        if start is not end:
            ends = start.token, end.token
            if ends not in enough:
                enough[ends] = _enough(plan, start, end, durations)
            if step.second.start - _free_at(step.first) < enough[ends]:
                found += _gap(plan, step, durations)
    return tuple(found)


def _strolls(_plan: Plan) -> dict[tuple[int, int], float]:
    """For ways from spot to spot, by their tokens, how many minutes are enough: see `_enough`."""
    return {}


def _enough(plan: Plan, start: Spot, end: Spot, durations: Durations) -> float:
    """In how many minutes a way is so short a walk that there is nothing to say of it."""
    if durations.knows(start.key, start.city_key) and learnt(plan, start, end):
        return inf
    way = plan.ground.way(start, end)
    if way is None:
        return -inf
    if not way.in_town or way.km >= min(travel.SHORT_WALK_KM, WITHOUT_A_JOURNEY_KM):
        return inf
    reserve = plan.limits.buffer if plan.limits.buffer_stated else 0
    return way.km * _SHORT_WALK_MINUTES_PER_KM + reserve + travel.SECURITY


def _free_at(row: Row) -> int:
    """From when on people can leave; what has no end may end at once."""
    return row.start if row.end is None else row.end


def _gap(plan: Plan, step: Step, durations: Durations) -> Iterator[Gap]:
    first, second, people = step
    start, end = first.destination, second.origin
    if start is end:
        return
    leaves = _free_at(first)
    minutes = second.start - leaves
    way = plan.ground.way(start, end)
    short, tight = None, None
    if 0 <= minutes < ANYWHERE_MINUTES and (
        (durations.knows(start.key, start.city_key) and learnt(plan, start, end))
        or (way is not None and not _is_strolled_in(plan, second, way, minutes))
    ):
        short, tight = _judged(plan, first, second, minutes, people.bit_count())
    far = way is not None and way.km > WITHOUT_A_JOURNEY_KM
    if short or tight or far:
        yield Gap(step, leaves, minutes, way, short, tight)


def _judged(
    plan: Plan, first: Row, second: Row, minutes: int, count: int
) -> tuple[Ride | None, Need | None]:
    """What so many people lack between two rows: see `Gap.short` and `Gap.tight`.

    It depends on little of them, and is the same for one person more or less, but for a few.
    """
    flies = second.journey is not None and second.journey.mode is Mode.FLIGHT
    how = travel.ride(count), travel.boarding(count), is_guarded(plan, second), flies
    key = first.destination.token, second.origin.token, minutes, *how
    known = plan.once(_judgements, JOURNEYS)
    if key not in known:
        short = _short(plan, first, second, minutes)
        known[key] = short, None if short else _tight(plan, first, second, minutes, count)
    return known[key]


def _judgements(_plan: Plan) -> dict[tuple[object, ...], tuple[Ride | None, Need | None]]:
    """What `_judged` has come to know; see there for the keys."""
    return {}


def _is_strolled_in(plan: Plan, second: Row, way: Way, minutes: int) -> bool:
    """Whether there is time for a short walk, whatever else; asked before what costs more."""
    if not way.in_town or way.km >= travel.SHORT_WALK_KM:
        return False
    reserve = plan.limits.buffer if plan.limits.buffer_stated else 0
    spare = minutes - way.km * _SHORT_WALK_MINUTES_PER_KM - reserve
    return spare >= travel.SECURITY or (spare >= 0 and not is_guarded(plan, second))


def _short(plan: Plan, first: Row, second: Row, minutes: int) -> Ride | None:
    ride = quickest(plan, first.destination, second.origin)
    return ride if ride and minutes < ride.least else None


def _tight(plan: Plan, first: Row, second: Row, minutes: int, count: int) -> Need | None:
    """What people need, if that is more.

    Airports are a matter of their own: who flies has to be early whatever the way.
    """
    if second.journey is not None and second.journey.mode is Mode.FLIGHT:
        return None
    need = needed_by(plan, first, second, count)
    return need if need and minutes < need.minutes else None
