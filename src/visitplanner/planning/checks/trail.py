"""Where everybody is: in which town after each entry, and at which spot each night.

People are bit sets. Each person is followed on their own, hence an edit has only those followed
again whom it concerns.

    for jump in jumps(plan):  # who is suddenly in another town
        ...
    spots = whereabouts_at_night(plan)[day]  # where they are when the night of `day` begins
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from types import MappingProxyType
from typing import Final, NamedTuple, cast

from visitplanner.planning.checks.compiled import Plan, Row, Segment
from visitplanner.planning.checks.ground import Spot
from visitplanner.planning.checks.steps import apart, undecided

_AHEAD_MINUTES: Final = 2 * 24 * 60


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


def jumps(plan: Plan) -> tuple[Jump, ...]:
    """The steps into another town without a journey; where nothing is stated, there is none."""
    return _trail(plan).jumps


def whereabouts_at_night(plan: Plan) -> Mapping[date, Mapping[Spot, int]]:
    """Where people are at three in the morning after each evening of the visit, as bit sets.

    It is where their last entry has left them, or where a journey takes them that night. Who has
    had no entry yet is in none of them. Compare spots with `apart`.
    """
    return _trail(plan).nights


_Nights = dict[date, Mapping[Spot, int]]


@dataclass(frozen=True, slots=True)
class _Trail:
    """Where everybody goes.

    Attributes:
        jumps: See `jumps`.
        nights: See `whereabouts_at_night`.
    """

    jumps: tuple[Jump, ...]
    nights: _Nights


def _trail(plan: Plan) -> _Trail:
    return plan.patched(_whole_trail, _trail_again)


def _whole_trail(plan: Plan) -> _Trail:
    """Follow everybody through the plan.

    An entry in another town, without a journey there, from which people do not go on but from
    where they were before, moves nobody: it is the one that is out of place.
    """
    parts = [plan.recall(_moving, segment) for segment in plan.segments]
    rows = tuple(chain.from_iterable(parts))
    trail = _Following(plan, rows)
    for segment, part in zip(plan.segments, parts, strict=True):
        after = plan.recall(_straight, segment, *chain.from_iterable(trail.towns.items()))
        if after is None:
            for row in part:
                trail.follow(row, row.who)
        else:
            trail.movers.extend(row.who for row in part)
            trail.towns = after
    return _Trail(tuple(trail.jumps), _nights(plan, rows, trail.movers))


def _trail_again(plan: Plan, was: _Trail, people: int) -> _Trail:
    """The trail once some people go otherwise than before."""
    if tuple(was.nights) != plan.visit.days[:-1]:
        return _whole_trail(plan)
    if not people:
        return was
    rows = tuple(row for row in plan.timed if row.who & people and _moves(row))
    theirs = _Following(plan, rows)
    for row in rows:
        theirs.follow(row, row.who & people)
    new = _nights(plan, rows, theirs.movers)
    nights = {day: _shared(there, new[day], people) for day, there in was.nights.items()}
    return _Trail(tuple(_joined(plan, was.jumps, theirs.jumps, people)), nights)


def _shared(
    there: Mapping[Spot, int], theirs: Mapping[Spot, int], people: int
) -> Mapping[Spot, int]:
    """Where everybody is, once some people are elsewhere than before."""
    spots = {spot: rest for spot, who in there.items() if (rest := who & ~people)}
    for spot, who in theirs.items():
        spots[spot] = spots.get(spot, 0) | who
    return MappingProxyType(spots)


def _joined(plan: Plan, old: Sequence[Jump], new: Sequence[Jump], people: int) -> list[Jump]:
    """The jumps of some people among those of the others before, in order."""
    found: dict[tuple[Row, Row], tuple[int, int]] = {}
    for jump in old:
        if rest := jump.people & ~people:
            found[jump.first, jump.second] = rest, jump.staying & ~people
    for jump in new:
        rest, staying = found.get((jump.first, jump.second), (0, 0))
        found[jump.first, jump.second] = rest | jump.people, staying | jump.staying
    place = {row: n for n, row in enumerate(plan.timed)} if len(found) > 1 else {}
    jumps_ = [Jump(*rows, *sets) for rows, sets in found.items()]
    if place:
        jumps_.sort(key=lambda jump: (place[jump.second], -place[jump.first]))
    return jumps_


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


class _Following:
    """Follows people through some rows.

    Args:
        plan: the plan.
        rows: all that moves these people, in order.

    Attributes:
        movers: Whom each of the rows so far has moved.
        jumps: The jumps so far.
        towns: Who is in which town now.
    """

    def __init__(self, plan: Plan, rows: tuple[Row, ...]) -> None:
        self._plan, self._rows = plan, rows
        self.movers: list[int] = []
        self.jumps: list[Jump] = []
        self.towns: dict[str, int] = {}

    def follow(self, row: Row, moving: int) -> None:
        """Go on with the next row, and with those whom it may move."""
        towns, elsewhere, here = self.towns, 0, row.origin.city_key
        for town, people in towns.items():
            if town != here:
                elsewhere |= people & moving
        for jump in self._jumps(elsewhere) if elsewhere else ():
            self.jumps.append(jump)
            moving &= ~jump.staying
        self.movers.append(moving)
        if elsewhere or row.destination.city_key != here:
            self.towns = _moved(towns, row, moving)
        else:
            self.towns = towns | {here: towns.get(here, 0) | moving}

    def _jumps(self, people: int) -> Iterator[Jump]:
        """The steps of these people to the row after those whose movers are known."""
        position, plan = len(self.movers), self._plan
        row = self._rows[position]
        for before_it in range(position - 1, -1, -1):
            moving = people & self.movers[before_it]
            people ^= moving
            first = self._rows[before_it]
            if moving and apart(plan, first.destination, row.origin):
                moving &= ~undecided(plan, first, row)
                if moving:
                    yield Jump(first, row, moving, self._staying(position, first, moving))
            if not people:
                return

    def _staying(self, position: int, first: Row, people: int) -> int:
        """Which of the people go on from the town of `first` after the row at `position`."""
        second, plan = self._rows[position], self._plan
        until = second.start + _AHEAD_MINUTES
        staying = 0
        for later in range(position + 1, len(self._rows)):
            row = self._rows[later]
            if not people or row.start > until:
                break
            here = row.who & people if row.origin.city_key else 0
            people ^= here
            back = here and not apart(plan, first.destination, row.origin)
            if back and apart(plan, second.destination, row.origin):
                staying |= here
        return staying


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
    return bool(row.firm and row.origin.city_key) or row.journey is not None


# --- Nights --------------------------------------------------------------------------------------


def _nights(plan: Plan, rows: Sequence[Row], movers: Sequence[int]) -> _Nights:
    """Where people are each night, by what moves whom, in order."""
    there: Mapping[Spot, int] = MappingProxyType({})
    nights: _Nights = {}
    entries = list(zip(rows, movers, strict=True))
    first = 0
    for day in plan.visit.days[:-1]:
        last = first
        while last < len(entries) and rows[last].evening <= day:
            last += 1
        there = _after(there, *_moves_in(entries[first:last]))
        nights[day] = there
        first = last
    return nights


def _moves_in(
    entries: Sequence[tuple[Row, int]],
) -> tuple[Mapping[int, tuple[Spot, int]], int]:
    """Where some entries, each with whom it moves, take people to in the end; and all of them."""
    moved = 0
    spots: dict[int, tuple[Spot, int]] = {}
    for row, people in reversed(entries):
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
