"""Who goes from where to where: the order of everybody's entries, worked out once for a plan.

People are bit sets. What nobody has to attend (something optional, a mere idea, free time, a note)
is no step, and neither is what is cancelled.

    for step in steps(plan):  # everybody's next entry, wherever it is
        ...
    for step in before(plan, row):  # from where its people come
        ...
    spots = whereabouts_at_night(plan)[day]  # where they are when the night of `day` begins
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import chain, islice
from operator import or_
from types import MappingProxyType
from typing import Final, NamedTuple, cast

from visitplanner.domain.programme import Journey
from visitplanner.planning.checks.compiled import Plan, Row, Segment
from visitplanner.planning.checks.ground import Spot

APART_KM: Final = 30.0
"""Towns that are further from one another than this need a journey between them."""

_AHEAD_MINUTES: Final = 2 * 24 * 60
_AHEAD_ROWS: Final = 400


class Step(NamedTuple):
    """Two entries that follow one another for some people, as a bit set."""

    first: Row
    second: Row
    people: int


class Jump(NamedTuple):
    """A step from one town into another that no journey of its people bridges.

    Attributes:
        first: Where they are.
        second: What starts elsewhere.
        people: They, as a bit set.
        staying: Those of them who go on from the town of the first entry after all, so that it is
            the second that is out of place.
    """

    first: Row
    second: Row
    people: int
    staying: int


def steps(plan: Plan) -> tuple[Step, ...]:
    """Everybody's next entry after each entry, in the order in which the next ones begin."""
    return plan.once(_all_steps)


def placed_steps(plan: Plan) -> tuple[Step, ...]:
    """The same between entries that state where they are.

    Those at an unknown spot are passed over: the way from the one before to the one after takes
    no less for them.
    """
    return plan.once(_placed_steps)


def going_on(plan: Plan, first: Row, second: Row) -> int:
    """Who goes from one placed entry straight to another, with no journey in between."""
    all_, start = placed_steps(plan), second.start or 0
    people = 0
    for position in range(bisect_left(all_, start, key=_begins), len(all_)):
        step = all_[position]
        if _begins(step) > start:
            break
        if step.first is first and step.second is second:
            people |= step.people
    return people and people & ~undecided(plan, first, second)


def _begins(step: Step) -> int:
    return step.second.start or 0


def before(plan: Plan, row: Row) -> tuple[Step, ...]:
    """The steps that lead to a row; those of its people who have none begin with it."""
    return plan.once(_leading_to).get(row, ())


def following(plan: Plan, row: Row) -> tuple[Step, ...]:
    """The steps that lead on from a row; those of its people who have none end with it."""
    return plan.once(_leading_on).get(row, ())


def jumps(plan: Plan) -> tuple[Jump, ...]:
    """The steps into another town without a journey; where nothing is stated, there is none."""
    return plan.once(_trail).jumps


def whereabouts_at_night(plan: Plan) -> Mapping[date, Mapping[Spot, int]]:
    """Where people are at three in the morning after each evening of the visit, as bit sets.

    It is where their last entry has left them, or where a journey takes them that night. Who has
    had no entry yet is in none of them. Compare spots with `apart`.
    """
    return plan.once(_nights)


def apart(plan: Plan, one: Spot, other: Spot) -> bool:
    """Whether two spots are in different towns, further apart than a short ride.

    Towns are apart above `APART_KM`, or where the visit has a stop in each; False where the plan
    does not say.
    """
    if not one.city_key or not other.city_key or one.city_key == other.city_key:
        return False
    ground = plan.ground
    here, there = ground.town(one.city), ground.town(other.city)
    if here and there and here.geoname_id == there.geoname_id:
        return False
    way = ground.way(one, other)
    if way is not None and way.km > APART_KM:
        return True
    if way is None and one.position and other.position:
        return False  # next door to one another
    return bool(plan.index.stop(one.city) and plan.index.stop(other.city))


def undecided(plan: Plan, first: Row, second: Row) -> int:
    """Who may be on a journey between two entries: one without a time yet, or a mere idea."""
    people = 0
    for row in plan.once(_undecided_journeys):
        first_day, last_day = first.day, second.day
        if row.day is None or (first_day and last_day and first_day <= row.day <= last_day):
            people |= row.who
    return people


def _undecided_journeys(plan: Plan) -> tuple[Row, ...]:
    return tuple(row for row in plan.journeys if row.start is None or not row.firm)


# --- Steps ---------------------------------------------------------------------------------------


def _all_steps(plan: Plan) -> tuple[Step, ...]:
    return tuple(step for part in plan.sweep(_steps_in) for step in part.steps)


def _placed_steps(plan: Plan) -> tuple[Step, ...]:
    return tuple(step for part in parts_of_placed_steps(plan) for step in part.steps)


class Part:
    """Some steps: those that lead to the rows of one segment of the plan."""

    __slots__ = ("steps",)

    def __init__(self, steps_: Iterable[Step]) -> None:
        self.steps = tuple(steps_)


def parts_of_placed_steps(plan: Plan) -> list[Part]:
    """The steps of `placed_steps` in parts, each the same object for as long as it stays."""
    return plan.once(_parts_of_placed_steps)


def _parts_of_placed_steps(plan: Plan) -> list[Part]:
    counting = (row for row in plan.timed if _counts(row))
    return plan.sweep(_steps_in if all(map(_is_placed, counting)) else _placed_steps_in)


def _counts(row: Row) -> bool:
    return bool(row.busy and row.firm and row.who)


def _is_placed(row: Row) -> bool:
    return bool(row.origin.key and row.destination.key)


State = tuple[Row | int, ...]
"""Entries after which people have had none yet, each with these people."""


def _steps_in(_plan: Plan, segment: Segment, *state: Row | int) -> tuple[Part, State]:
    return _part([row for row in segment.rows if _counts(row)], state)


def _placed_steps_in(_plan: Plan, segment: Segment, *state: Row | int) -> tuple[Part, State]:
    return _part([row for row in segment.rows if _counts(row) and _is_placed(row)], state)


def _part(rows: Iterable[Row], state: State) -> tuple[Part, State]:
    last = cast("list[tuple[Row, int]]", list(zip(state[::2], state[1::2], strict=True)))
    part = Part(_steps(rows, last))
    return part, tuple(chain.from_iterable(last))


def _steps(rows: Iterable[Row], last: list[tuple[Row, int]]) -> Iterator[Step]:
    """The steps that lead to some rows; `last` is what people had before, and then had last."""
    seen = reduce(or_, (people for _, people in last), 0)
    for row in rows:
        left = seen & row.who
        if left:
            kept: list[tuple[Row, int]] = []
            for position, (other, people) in enumerate(last):
                moving = people & left
                if moving:
                    yield Step(other, row, moving)
                    left ^= moving
                if people != moving:
                    kept.append((other, people ^ moving))
                if not left:
                    kept += last[position + 1 :]
                    break
            last[:] = kept
        last.append((row, row.who))
        seen |= row.who


def _leading_to(plan: Plan) -> dict[Row, tuple[Step, ...]]:
    found: dict[Row, tuple[Step, ...]] = {}
    for part in plan.sweep(_steps_in):
        found |= plan.recall(_by_second, part)
    return found


def _by_second(_plan: Plan, part: Part) -> dict[Row, tuple[Step, ...]]:
    return _by_row(part.steps, lambda step: step.second)


def _leading_on(plan: Plan) -> dict[Row, tuple[Step, ...]]:
    found: dict[Row, tuple[Step, ...]] = {}
    for part in plan.sweep(_steps_in):
        for row, its in plan.recall(_by_first, part).items():
            found[row] = found[row] + its if row in found else its
    return found


def _by_first(_plan: Plan, part: Part) -> dict[Row, tuple[Step, ...]]:
    return _by_row(part.steps, lambda step: step.first)


def _by_row(found: tuple[Step, ...], end: Callable[[Step], Row]) -> dict[Row, tuple[Step, ...]]:
    rows: dict[Row, list[Step]] = defaultdict(list)
    for step in found:
        rows[end(step)].append(step)
    return {row: tuple(its) for row, its in rows.items()}


# --- Whereabouts ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Trail:
    """Where everybody goes.

    Attributes:
        rows: The entries that bring people somewhere.
        movers: Whom each of them brings there.
        jumps: Those that it brings there from elsewhere, though no journey leads from there.
    """

    rows: tuple[Row, ...]
    movers: tuple[int, ...]
    jumps: tuple[Jump, ...]


def _trail(plan: Plan) -> _Trail:
    """Follow everybody through the plan.

    An entry in another town, without a journey there, from which people do not go on but from
    where they were before, moves nobody: it is the one that is out of place.
    """
    parts = [plan.recall(_moving, segment) for segment in plan.segments]
    rows = tuple(chain.from_iterable(parts))
    trail: tuple[list[int], list[Jump]] = ([], [])
    towns: dict[str, int] = {}
    for segment, part in zip(plan.segments, parts, strict=True):
        after = plan.recall(_straight, segment, *chain.from_iterable(towns.items()))
        if after is None:
            towns = _astray(plan, rows, len(part), trail, towns)
        else:
            trail[0].extend(row.who for row in part)
            towns = after
    movers, found = trail
    return _Trail(rows, tuple(movers), tuple(found))


def _moving(_plan: Plan, segment: Segment) -> tuple[Row, ...]:
    return tuple(row for row in segment.rows if _moves(row))


def _straight(plan: Plan, segment: Segment, *state: str | int) -> dict[str, int] | None:
    """Who is in which town after a part in which nobody is ever to be elsewhere than they are.

    None where somebody is. The state is who is in which town before it.
    """
    towns = cast("dict[str, int]", dict(zip(state[::2], state[1::2], strict=True)))
    for row in plan.recall(_moving, segment):
        here = row.origin.city_key
        for town, people in towns.items():
            if people & row.who and town != here:
                return None
        if row.destination.city_key == here:
            towns[here] = towns.get(here, 0) | row.who  # and they are nowhere else, as seen
        else:
            towns = _moved(towns, row, row.who)
    return towns


def _astray(
    plan: Plan,
    rows: tuple[Row, ...],
    count: int,
    trail: tuple[list[int], list[Jump]],
    towns: dict[str, int],
) -> dict[str, int]:
    """Follow everybody through the next rows of the plan; gives who is in which town then.

    Args:
        plan: the plan.
        rows: all that moves people.
        count: how many of these come next.
        trail: whom those before have moved, and the jumps so far; this goes on.
        towns: who is in which town before.
    """
    movers, found = trail
    first = len(movers)
    for row in rows[first : first + count]:
        moving, elsewhere, here = row.who, 0, row.origin.city_key
        for town, people in towns.items():
            if town != here:
                elsewhere |= people & row.who
        for jump in _jumps(plan, rows, movers, elsewhere) if elsewhere else ():
            found.append(jump)
            moving &= ~jump.staying
        movers.append(moving)
        if elsewhere or row.destination.city_key != here:
            towns = _moved(towns, row, moving)
        else:
            towns = towns | {here: towns.get(here, 0) | moving}
    return towns


def _moved(towns: dict[str, int], row: Row, people: int) -> dict[str, int]:
    """Who is in which town once a row has begun."""
    after = {town: rest for town, there in towns.items() if (rest := there & ~people)}
    if people:
        town = row.destination.city_key
        after[town] = after.get(town, 0) | people
    return after


def _moves(row: Row) -> bool:
    """Whether people are in a town that is known once it has begun; a journey always moves them."""
    if not (row.busy and row.who):
        return False
    return isinstance(row.record, Journey) or bool(row.firm and row.origin.city_key)


def _jumps(plan: Plan, rows: tuple[Row, ...], movers: list[int], people: int) -> Iterator[Jump]:
    """The steps of these people to the row after those whose `movers` are known."""
    position = len(movers)
    row = rows[position]
    for before_it in range(position - 1, -1, -1):
        moving = people & movers[before_it]
        people ^= moving
        first = rows[before_it]
        if moving and apart(plan, first.destination, row.origin):
            moving &= ~undecided(plan, first, row)
            if moving:
                yield Jump(first, row, moving, _staying(plan, rows, position, first, moving))
        if not people:
            return


def _staying(plan: Plan, rows: tuple[Row, ...], position: int, first: Row, people: int) -> int:
    """Which of the people go on from the town of `first` after the row at `position`."""
    second = rows[position]
    until = (second.start or 0) + _AHEAD_MINUTES
    staying = 0
    for row in islice(rows, position + 1, position + 1 + _AHEAD_ROWS):
        if not people or (row.start or 0) > until:
            break
        here = row.who & people if row.origin.city_key else 0
        people ^= here
        back = here and not apart(plan, first.destination, row.origin)
        if back and apart(plan, second.destination, row.origin):
            staying |= here
    return staying


# --- Nights --------------------------------------------------------------------------------------


def _nights(plan: Plan) -> dict[date, Mapping[Spot, int]]:
    trail = plan.once(_trail)
    entries = list(zip(trail.rows, trail.movers, strict=True))
    there: Mapping[Spot, int] = MappingProxyType({})
    nights: dict[date, Mapping[Spot, int]] = {}
    first = 0
    for day in plan.visit.days[:-1]:
        last = first
        while last < len(entries) and entries[last][0].evening <= day:
            last += 1
        there = _after(there, *plan.recall(_moves_in, *chain.from_iterable(entries[first:last])))
        nights[day] = there
        first = last
    return nights


def _moves_in(_plan: Plan, *entries: Row | int) -> tuple[Mapping[int, tuple[Spot, int]], int]:
    """Where some entries, each before whom it moves, take people to in the end; and all of them."""
    moved = 0
    spots: dict[int, tuple[Spot, int]] = {}
    pairs = cast("list[tuple[Row, int]]", list(zip(entries[::2], entries[1::2], strict=True)))
    for row, people in reversed(pairs):
        here = people & ~moved
        if here:
            spot = row.destination
            spots[spot.token] = spot, here | spots.get(spot.token, (spot, 0))[1]
            moved |= here
    return spots, moved


def _after(
    there: Mapping[Spot, int], spots: Mapping[int, tuple[Spot, int]], moved: int
) -> Mapping[Spot, int]:
    """Where people are after they have moved to some spots, if they were `there` before."""
    after = {spot: rest for spot, people in there.items() if (rest := people & ~moved)}
    for spot, people in spots.values():
        after[spot] = after.get(spot, 0) | people
    return MappingProxyType(after)
