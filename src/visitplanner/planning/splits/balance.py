"""Sharing people out over groups evenly: who may go where is given, so is who leads.

All of it is deterministic: the same people in the same order give the same groups.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

P = TypeVar("P", bound=Hashable)


def even_sizes(people: int, groups: int) -> list[int]:
    """How many people each group has if sizes differ by one at most, the larger ones first."""
    size, more = divmod(people, groups)
    return [size + (number < more) for number in range(groups)]


def spread_leaders(options: Mapping[P, Sequence[int]], groups: int) -> dict[P, int]:
    """A group for each leader, no two in one, so that as many groups as can be have one.

    Leaders are given in the order of their rank, each with the groups that they may go to. Those
    who find every such group led already are left out.
    """
    led: dict[int, P] = {}

    def find(leader: P, tried: set[int]) -> bool:
        free = [group for group in options[leader] if group not in led]
        for group in free or options[leader]:
            if group in tried:
                continue
            tried.add(group)
            if group not in led or find(led[group], tried):
                led[group] = leader
                return True
        return False

    for leader in options:
        if len(led) < groups:
            find(leader, set())
    places = {leader: group for group, leader in led.items()}
    return {leader: places[leader] for leader in options if leader in places}


def assign(
    options: Mapping[P, Sequence[int]], groups: int, pinned: Mapping[P, int]
) -> dict[P, int]:
    """A group for everybody, as even in size as their options allow.

    People are taken in the order given; each goes to the first of their options that is not full
    yet. Then people move along chains of options from larger groups to smaller ones until no such
    move makes sizes more even, which is when they are as even as can be (Harvey, Ladner, Lovász,
    Tamir: "Semi-matchings for bipartite graphs and load balancing", 2003, theorem 3.1).

    Args:
        options: for each person the groups that they may go to, the preferred one first.
        groups: how many groups there are.
        pinned: people whose group is settled.
    """
    sizes = even_sizes(len(options), groups)
    found = {person: pinned[person] for person in options if person in pinned}
    loads = [list(found.values()).count(group) for group in range(groups)]
    for person, may in options.items():
        if person not in found:
            roomy = (group for group in may if loads[group] < sizes[group])
            least = min(may, key=lambda group: loads[group])
            found[person] = next(roomy, least)
            loads[found[person]] += 1
    while _even_out(options, found, loads, pinned):
        pass
    return {person: found[person] for person in options}


def _even_out(
    options: Mapping[P, Sequence[int]],
    found: dict[P, int],
    loads: list[int],
    pinned: Mapping[P, int],
) -> bool:
    """Move people along one chain that makes sizes more even; False if there is none."""
    for start in sorted(range(len(loads)), key=lambda group: -loads[group]):
        came = _chains(options, found, start, pinned)
        smaller = [group for group in came if loads[group] <= loads[start] - 2]
        if smaller:
            end = min(smaller, key=lambda group: (loads[group], group))
            loads[start], loads[end] = loads[start] - 1, loads[end] + 1
            while end != start:
                person, before = came[end]
                found[person], end = end, before
            return True
    return False


def _chains(
    options: Mapping[P, Sequence[int]], found: Mapping[P, int], start: int, pinned: Mapping[P, int]
) -> dict[int, tuple[P, int]]:
    """Each group that can be reached from `start`, by whose move and from where, shortest first."""
    members: dict[int, list[P]] = {}
    for person in reversed(list(options)):  # the last come move first
        if person not in pinned:
            members.setdefault(found[person], []).append(person)
    came: dict[int, tuple[P, int]] = {}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        for person in members.get(here, ()):
            for group in options[person]:
                if group != start and group not in came and group != here:
                    came[group] = (person, here)
                    waiting.append(group)
    return came


def pack(units: Sequence[tuple[int, bool]], groups: int) -> list[int]:
    """A group for each unit that stays together: its size, and whether it has a leader.

    The largest go first, each to the group with fewest people, units with a leader to groups that
    have none. Then units move or change places as long as that makes sizes more even and leaves
    no group without a leader that had one.
    """
    found = [-1] * len(units)
    loads, leads = [0] * groups, [0] * groups
    for number in sorted(range(len(units)), key=lambda n: (not units[n][1], -units[n][0], n)):
        size, leader = units[number]
        group = min(range(groups), key=lambda g: (leader and leads[g] > 0, loads[g], g))
        found[number] = group
        loads[group], leads[group] = loads[group] + size, leads[group] + leader
    while _improve(units, found, groups):
        pass
    return found


def _improve(units: Sequence[tuple[int, bool]], found: list[int], groups: int) -> bool:
    """Make the move or the exchange that evens out the most unequal groups that can be."""
    loads, leads = [0] * groups, [0] * groups
    for (size, leader), group in zip(units, found, strict=True):
        loads[group], leads[group] = loads[group] + size, leads[group] + leader
    pairs = [(a, b) for a in range(groups) for b in range(groups) if loads[a] > loads[b] + 1]
    for larger, smaller in sorted(pairs, key=lambda pair: loads[pair[1]] - loads[pair[0]]):
        moving = [n for n, group in enumerate(found) if group == larger]
        coming = [None, *(n for n, group in enumerate(found) if group == smaller)]
        trades = [
            (_gain(units, loads[larger] - loads[smaller], one, other), one, other)
            for one in moving
            for other in coming
            if _keeps_leaders(units, one, other, leads[larger], leads[smaller])
        ]
        gain, one, other = max(trades, key=lambda trade: trade[0], default=(0, 0, None))
        if gain > 0:
            found[one] = smaller
            if other is not None:
                found[other] = larger
            return True
    return False


def _gain(units: Sequence[tuple[int, bool]], apart: int, one: int, other: int | None) -> int:
    """By how much a trade lessens the sum of squared sizes, halved; none if not above zero."""
    moved = units[one][0] - (0 if other is None else units[other][0])
    return moved * (apart - moved)


def _keeps_leaders(
    units: Sequence[tuple[int, bool]], one: int, other: int | None, larger: int, smaller: int
) -> bool:
    """Whether no group that had leaders, so and so many, has none after a trade."""
    change = units[one][1] - (False if other is None else units[other][1])
    return bool(larger - change or not larger) and bool(smaller + change or not smaller)
