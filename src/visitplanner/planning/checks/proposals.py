"""The journey that is missing between two entries of the same people, where one is plainly due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import Final

from visitplanner.domain.edits import free_code
from visitplanner.domain.index import code_of
from visitplanner.domain.programme import Journey
from visitplanner.domain.queries import Span, all_entries
from visitplanner.domain.records import find
from visitplanner.domain.times import LocalTime, Moment
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import JourneyKind, Mode, Status
from visitplanner.errors import PlanError
from visitplanner.planning import travel
from visitplanner.planning.access_needs import cannot_do_with_steps
from visitplanner.planning.checks.compiled import Plan, Row, moment_at
from visitplanner.planning.checks.durations import is_guarded, is_over_sea, learnt
from visitplanner.planning.checks.ground import Way
from visitplanner.planning.checks.repairs import STEP
from visitplanner.planning.checks.steps import apart, going_on
from visitplanner.planning.checks.wording import Words

UNKNOWN_MINUTES: Final = 30
"""What a way within a town is given where nobody knows how far it is."""

AFTER_ARRIVAL: Final = 10
"""Minutes until people have left the platform or the quay."""

FIRST_DEPARTURE: Final = time(6)
LAST_ARRIVAL: Final = time(22)


@dataclass(frozen=True, slots=True)
class _Gap:
    """What is to be bridged; `way` is None within a town of which no more is known."""

    first: Row
    second: Row
    people: int
    way: Way | None
    mode: Mode
    minutes: float  # on the way
    known: bool  # somebody has timed it


def between(plan: Plan, first_id: str, second_id: str) -> Journey:
    """The journey from one entry to the next, both by internal id; see `travel`.

    Raises:
        PlanError: there is no such journey; the sentence says why.
    """
    first, second = _row(plan, first_id), _row(plan, second_id)
    people = going_on(plan, first, second)
    if not people:
        words = Words(plan)
        raise PlanError(
            f"Nobody goes from {words.entry(first)} straight to {words.entry(second)}: choose two"
            " entries that follow one another."
        )
    return proposal(plan, first, second, people)


def _row(plan: Plan, record_id: str) -> Row:
    for row in plan.rows:
        if row.record.id == record_id:
            return row
    find(plan.visit, record_id)
    raise PlanError("Choose an item or a journey that is not cancelled.")


def proposal(plan: Plan, first: Row, second: Row, people: int) -> Journey:
    """The journey for these people, as a bit set, from one row to another.

    Raises:
        PlanError: there is no such journey; the sentence says why.
    """
    gap = _gap(plan, first, second, people)
    departs, arrives = _times(plan, gap)
    zones = first.zones[1], second.zones[0]
    begins, ends = moment_at(departs, zones[0]), moment_at(arrives, zones[1])
    if begins.kind is not LocalTime.PLAIN or ends.kind is not LocalTime.PLAIN:
        raise PlanError("The clocks change in between: type the journey yourself.")
    leg = apart(plan, first.destination, second.origin)
    return Journey(
        code=_code(plan.visit, second),
        kind=JourneyKind.LEG if leg else JourneyKind.TRANSFER,
        mode=gap.mode,
        origin=first.destination.name,
        origin_zone=zones[0],
        depart_day=begins.wall.date(),
        depart=begins.wall.time(),
        destination=second.origin.name,
        destination_zone=zones[1],
        arrive_day=None if ends.wall.date() == begins.wall.date() else ends.wall.date(),
        arrive=ends.wall.time(),
        who=_who(plan, gap, begins, ends),
        status=Status.TENTATIVE,
    )


def _gap(plan: Plan, first: Row, second: Row, people: int) -> _Gap:
    words = Words(plan)
    for row in (first, second):
        if row.begins is None:
            raise PlanError(f"{words.entry(row)} has no time yet: give it one first.")
    if first.end is None:
        raise PlanError(f"{words.entry(first)} has no end: say first when it ends.")
    if first.end > second.start:
        raise PlanError(
            f"{words.entry(first)} is not over when {words.entry(second)} begins: move one of them"
            " first."
        )
    start, end = first.destination, second.origin
    for row, spot in ((first, start), (second, end)):
        if not spot.key:
            raise PlanError(f"{words.entry(row)} has no place: say first where it is.")
    if start.key == end.key:
        raise PlanError(f"Both are at {start.name}: no journey is needed.")
    way = plan.ground.way(start, end)
    mode = suggested(plan, first, second, people)
    known = learnt(plan, start, end)
    if known and way is None and mode not in known:
        mode = min(known, key=lambda other: known[other].minutes)
    if mode in known:
        return _Gap(first, second, people, way, mode, known[mode].minutes, known=True)
    if way is not None:
        return _Gap(first, second, people, way, mode, way.estimate(mode), known=False)
    if start.city_key != end.city_key or not start.city_key:
        raise PlanError(
            f"It is not known how far it is from {start.name} to {end.name}: give both an address"
            " or a city first."
        )
    return _Gap(first, second, people, way, mode, UNKNOWN_MINUTES, known=False)


def suggested(plan: Plan, first: Row, second: Row, people: int) -> Mode:
    """The mode that suits the way between two rows and these people."""
    start, end = first.destination, second.origin
    way = plan.ground.way(start, end)
    return travel.suggest_mode(
        way.km if way else None,
        people.bit_count(),
        in_town=way.in_town if way else None,
        on_foot=not people & plan.once(_not_on_foot, _TRAITS),
        sea=way is not None and is_over_sea(plan, start, end, way),
        countries=way.countries if way else ("", ""),
    )


_TRAITS: Final = frozenset({"delegates"})


def _not_on_foot(plan: Plan) -> int:
    """Those who need step-free ways, or a wheelchair."""
    return plan.crowd.those(filter(cannot_do_with_steps, plan.crowd.people))


def _times(plan: Plan, gap: _Gap) -> tuple[int, int]:
    """When it leaves and when it arrives.

    What there is of time goes to the ride first, up to its band, then to the margins.
    """
    earliest, latest = _window(plan, gap)
    least, free = _up(gap.minutes), latest - earliest
    if free < least:
        raise PlanError(_too_little(plan, gap))
    slow = least if gap.known else _up(gap.minutes * travel.slowest(gap.mode))
    length = max(least, min(slow, free // STEP * STEP))
    reserve = min(plan.limits.buffer, free - length)
    late = max(earliest, (latest - reserve - length) // STEP * STEP)
    departs = earliest if _goes_at_once(plan, gap, earliest + length, late) else late
    return departs, departs + length


def _goes_at_once(plan: Plan, gap: _Gap, arrives: int, late: int) -> bool:
    """Whether people leave as soon as they can, or so as to arrive shortly before they must.

    Nobody waits where they have just arrived. To another town people travel in the evening before
    rather than in the small hours.
    """
    if gap.first.journey is not None:
        return True
    if not apart(plan, gap.first.destination, gap.second.origin):
        return False
    there = moment_at(arrives, gap.second.zones[0]).wall
    same_day = there.date() == moment_at(gap.first.until, gap.first.zones[1]).wall.date()
    early = moment_at(late, gap.first.zones[1]).wall.time() < FIRST_DEPARTURE
    return early or (same_day and there.time() <= LAST_ARRIVAL)


def _window(plan: Plan, gap: _Gap) -> tuple[int, int]:
    """From when to when people can be on the way."""
    earliest, latest = gap.first.until, gap.second.start
    around = travel.margins(
        gap.mode,
        gap.people.bit_count(),
        km=gap.way.km if gap.way else None,
        buffer=0,
        buffer_stated=True,
        guarded=is_guarded(plan, gap.second),
        airport=bool(gap.way and gap.way.airport),
    )
    latest -= around.security
    if gap.mode is Mode.FLIGHT:
        road = (around.airports - travel.BEFORE_FLIGHT - travel.AFTER_FLIGHT) // 2
        return earliest + travel.BEFORE_FLIGHT + road, latest - travel.AFTER_FLIGHT - road
    if around.stations:
        return earliest + around.stations - STEP * 2, latest - STEP * 2
    arrival = gap.first.journey.mode if gap.first.journey is not None else None
    if arrival is Mode.FLIGHT:
        leave = earliest + travel.AFTER_FLIGHT
    elif arrival is not None:
        leave = earliest + AFTER_ARRIVAL
    else:
        leave = earliest
    if gap.second.journey is not None and gap.second.journey.mode is Mode.FLIGHT:
        latest -= travel.BEFORE_FLIGHT
    leave += around.boarding
    if latest - leave >= _up(gap.minutes):
        return leave, latest
    # Better in a hurry than not at all.
    return earliest, gap.second.start


def _too_little(plan: Plan, gap: _Gap) -> str:
    words = Words(plan)
    free = gap.second.start - gap.first.until
    return (
        f"There are only {words.length(free)} between {words.entry(gap.first)} and"
        f" {words.entry(gap.second)}; {words.by(gap.mode)} it takes about"
        f" {words.about(gap.minutes, gap.mode)}: move one of them first."
    )


def _up(minutes: float) -> int:
    return STEP * max(1, -int(-minutes // STEP))


def _who(plan: Plan, gap: _Gap, begins: Moment, ends: Moment) -> str:
    """The rule of an entry if it means the same people at that time, else their IDs."""
    when = Span(begins.wall, max(begins.wall, ends.wall))
    crowd = plan.crowd
    for rule in (gap.second.record.who, gap.first.record.who):
        if crowd.taking_part(crowd.party(rule), when) == gap.people:
            return rule
    rule = "; ".join(person.code or person.name for person in crowd.members(gap.people))
    if crowd.taking_part(crowd.party(rule), when) != gap.people:
        raise PlanError("Some of these people have no ID of their own: give them one first.")
    return rule


def _code(visit: Visit, second: Row) -> str:
    """`A09t` for the way to A09, else the next one that is free."""
    if not second.record.code:
        return free_code(visit)
    wish = f"{code_of(second.record)}t"
    used = {entry.code.casefold() for entry in all_entries(visit)}
    return wish if wish.casefold() not in used else free_code(visit, wish)
