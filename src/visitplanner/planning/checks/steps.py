"""Who goes from where to where: the order of everybody's entries, worked out once for a plan.

People are bit sets. What nobody has to attend (something optional, a mere idea, free time, a note)
is no step, and neither is what is cancelled.

    for step in steps(plan):  # everybody's next entry, wherever it is
        ...
    for step in before(plan, row):  # from where its people come
        ...
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import reduce
from itertools import chain
from operator import or_
from typing import Final, NamedTuple, cast

from visitplanner.domain.index import unchanged
from visitplanner.planning.checks.compiled import Plan, Row, Segment
from visitplanner.planning.checks.ground import Spot

APART_KM: Final = 30.0
"""Towns that are further from one another than this need a journey between them."""


class Step(NamedTuple):
    """Two entries that follow one another for some people, as a bit set."""

    first: Row
    second: Row
    people: int


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
    all_, start = placed_steps(plan), second.start
    people = 0
    for position in range(bisect_left(all_, start, key=_begins), len(all_)):
        step = all_[position]
        if _begins(step) > start:
            break
        if step.first is first and step.second is second:
            people |= step.people
    return people and people & ~undecided(plan, first, second)


def _begins(step: Step) -> int:
    return step.second.start


def before(plan: Plan, row: Row) -> tuple[Step, ...]:
    """The steps that lead to a row; those of its people who have none begin with it."""
    all_, start = steps(plan), row.start
    first = bisect_left(all_, start, key=_begins)
    last = bisect_right(all_, start, lo=first, key=_begins)
    return tuple(step for step in all_[first:last] if step.second is row)


def following(plan: Plan, row: Row) -> tuple[Step, ...]:
    """The steps that lead on from a row; those of its people who have none end with it."""
    return plan.once(_leading_on).get(row, ())


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
    return tuple(row for row in plan.journeys if row.begins is None or not row.firm)


# --- Steps ---------------------------------------------------------------------------------------


def _all_steps(plan: Plan) -> tuple[Step, ...]:
    return tuple(chain.from_iterable(part.steps for part in _parts(plan)))


def _parts(plan: Plan) -> list[Part]:
    return plan.sweep(_steps_in, _steps_again)


def _placed_steps(plan: Plan) -> tuple[Step, ...]:
    return tuple(chain.from_iterable(part.steps for part in parts_of_placed_steps(plan)))


class Part:
    """Some steps: those that lead to the rows of one segment of the plan."""

    __slots__ = ("steps",)

    def __init__(self, steps_: Iterable[Step]) -> None:
        self.steps = tuple(steps_)


def parts_of_placed_steps(plan: Plan) -> list[Part]:
    """The steps of `placed_steps` in parts, each the same object for as long as it stays."""
    return plan.once(_parts_of_placed_steps)


def _parts_of_placed_steps(plan: Plan) -> list[Part]:
    if any(_counts(row) and row.begins is not None for row, _ in plan.each(_is_anywhere)):
        return plan.sweep(_placed_steps_in, _placed_steps_again)
    return _parts(plan)


def _is_anywhere(_plan: Plan, row: Row) -> bool:
    return not _is_placed(row)


def _counts(row: Row) -> bool:
    return bool(row.busy and row.firm and row.who)


def _is_placed(row: Row) -> bool:
    return bool(row.origin.key and row.destination.key)


Pairs = list[tuple[Row, int]]
"""Entries in order, each with some people."""
State = tuple[Row | int, ...]
"""Entries after which people have had none yet, each with these people."""


def _steps_in(_plan: Plan, segment: Segment, *state: Row | int) -> tuple[Part, State]:
    return _part([(row, row.who) for row in segment.rows if _counts(row)], _pairs(state))


def _placed_steps_in(_plan: Plan, segment: Segment, *state: Row | int) -> tuple[Part, State]:
    return _part([(row, row.who) for row in segment.rows if _is_counted_placed(row)], _pairs(state))


def _is_counted_placed(row: Row) -> bool:
    return _counts(row) and _is_placed(row)


def _pairs(state: State) -> Pairs:
    return cast("Pairs", list(zip(state[::2], state[1::2], strict=True)))


def _part(rows: Pairs, last: Pairs) -> tuple[Part, State]:
    part = Part(_steps(rows, last))
    return part, tuple(chain.from_iterable(last))


def _steps(rows: Pairs, last: Pairs) -> Iterator[Step]:
    """The steps that lead to some rows; `last` is what people had before, and then had last."""
    seen = reduce(or_, (people for _, people in last), 0)
    for row, who in rows:
        left = seen & who
        if left:
            kept: Pairs = []
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
        last.append((row, who))
        seen |= who


# --- Steps after an edit -------------------------------------------------------------------------


def _steps_again(
    _plan: Plan, segment: Segment, state: State, was: tuple[Part, State], people: int
) -> tuple[Part, State]:
    return _again(_counts, segment, state, was, people)


def _placed_steps_again(
    _plan: Plan, segment: Segment, state: State, was: tuple[Part, State], people: int
) -> tuple[Part, State]:
    return _again(_is_counted_placed, segment, state, was, people)


def _again(
    counts: Callable[[Row], bool],
    segment: Segment,
    state: State,
    was: tuple[Part, State],
    people: int,
) -> tuple[Part, State]:
    """The steps of a part, and the state after it, once some people go otherwise than before.

    Each goes their own way, hence those of the others stay.
    """
    part, after = was
    rows = [(row, some) for row in segment.rows if (some := row.who & people) and counts(row)]
    last = [(row, some) for row, theirs in _pairs(state) if (some := theirs & people)]
    new = {(step.first, step.second): step.people for step in _steps(rows, last)}
    place = {row: n for n, row in enumerate((*state[::2], *segment.rows))}
    led_to = {second for _, second in new}
    found: list[Step] = []
    for step in part.steps:
        if not step.people & people and step.second not in led_to:  # as most
            found.append(step)
            continue
        theirs = step.people & ~people | new.pop((step.first, step.second), 0)
        if theirs == step.people:
            found.append(step)
        elif theirs:
            found.append(Step(step.first, step.second, theirs))
    for (first, second), theirs in new.items():
        step = Step(first, second, theirs)
        insort(found, step, key=lambda step: (place[step.second], place[step.first]))
    if not unchanged(found, part.steps):
        part = Part(found)
    ended = {row: rest for row, theirs in _pairs(after) if (rest := theirs & ~people)}
    for row, theirs in last:
        ended[row] = ended.get(row, 0) | theirs
    in_order = sorted(ended, key=place.__getitem__)
    return part, tuple(chain.from_iterable((row, ended[row]) for row in in_order))


def _leading_on(plan: Plan) -> dict[Row, tuple[Step, ...]]:
    found: dict[Row, tuple[Step, ...]] = {}
    for part in _parts(plan):
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
