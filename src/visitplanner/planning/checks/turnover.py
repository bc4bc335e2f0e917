"""What an edit does to the people, so that bit sets can be kept instead of being made anew."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from visitplanner.domain.index import People, differing, swapped_people
from visitplanner.domain.people import Delegate
from visitplanner.planning.checks.bitsets import bit_set

MOST: Final = 32
"""An edit of more people than this is no edit but another list."""

EVERYBODY: Final = "*"
"""The key of a rule that means all people, beside the names, the IDs and the groups of others."""


@dataclass(frozen=True, slots=True)
class Turnover:
    """What has become of the people; bit sets are in their new positions unless said otherwise.

    Attributes:
        size: How many people there were.
        removed: The old positions of those who have left the list, highest first.
        inserted: The positions of those who are new in it, lowest first. Somebody who has moved
            within the order is in both.
        vacated: The positions of those who have left the list while all others have kept theirs,
            as a bit set; somebody who has come may be there now.
        faces: New people, those who have vacated their positions, and those whose name, ID, groups
            or stay has changed, or of whom messages now speak differently.
        touched: All of whom anything has changed.
        keys: The names, IDs and groups by which references may now mean others than before.
        renamed: Names, IDs or groups differ, and not only stays or who is active.
    """

    size: int = 0
    removed: tuple[int, ...] = ()
    inserted: tuple[int, ...] = ()
    vacated: int = 0
    faces: int = 0
    touched: int = 0
    keys: frozenset[str] = frozenset()
    renamed: bool = False

    @property
    def left(self) -> int:
        """Those who have left the list, as a bit set of old positions."""
        return bit_set(self.removed, self.size) | self.vacated

    @property
    def shifts(self) -> bool:
        """Whether others are not at the positions where they were.

        Who joins or leaves at the end of the list moves nobody.
        """
        last = self.size - len(self.removed)
        return min((*self.removed, *self.inserted), default=last) < last

    def carried(self, people: int) -> int:
        """A bit set of old positions in the new ones, without those who left or are new."""
        people &= ~self.vacated
        for position in self.removed:
            people = people & ((1 << position) - 1) | people >> (position + 1) << position
        for position in self.inserted:
            people = people & ((1 << position) - 1) | people >> position << (position + 1)
        return people


NOBODY: Final = Turnover()
"""Nothing has become of anybody."""


Pair = tuple[Delegate | None, Delegate | None]
"""A person before and after an edit; None on the side that is not there."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """The people before and after an edit, as far as they differ.

    Attributes:
        out: Those who are not in the list any more, or stand elsewhere in the order of the bits.
        in_: Those who are new in it, or stand elsewhere.
        pairs: Everybody who has changed.
    """

    out: tuple[Delegate, ...]
    in_: tuple[Delegate, ...]
    pairs: tuple[Pair, ...]

    @property
    def faces(self) -> Iterator[Pair]:
        """The pairs of those who are not to be recognised by what they were."""
        return (pair for pair in self.pairs if _face(pair[0]) != _face(pair[1]))


def order(person: Delegate) -> tuple[str, str, str]:
    """The order of the bits."""
    return person.code, person.sort_name, person.id


def _face(person: Delegate | None) -> tuple[object, ...]:
    """All that decides by what references somebody is meant, how messages say it, and when."""
    if person is None:
        return ()
    return *called(person), person.joins, person.leaves, person.active


def called(person: Delegate | None) -> tuple[object, ...]:
    """All that decides by what references somebody is meant."""
    if person is None:
        return ()
    names = (person.given_name, person.family_name, person.native_name, person.preferred_name)
    return person.code, *names, person.groups


def replaced(before: People, after: People) -> Replaced | None:
    """How two lists of people differ; None where they have too little in common."""
    pairs = _pairs(before, after)
    if pairs is None or len(pairs) > MOST:
        return None
    moved = [(a, b) for a, b in pairs if a is None or b is None or order(a) != order(b)]
    return Replaced(
        tuple(a for a, _ in moved if a is not None),
        tuple(b for _, b in moved if b is not None),
        tuple(pairs),
    )


def _pairs(before: People, after: People) -> list[Pair] | None:
    """Everybody who has changed, before and after; None where people have changed places."""
    swapped = swapped_people(before.delegates, after.delegates)
    if swapped is not None:
        return list[Pair](swapped)
    was, now = before.delegates, after.delegates
    if len(before.by_id) == len(was) and len(after.by_id) == len(now):  # no two with one ID
        was, now = differing(was, now)
    if not _in_order(was, now):
        return None
    old, new = before.by_id, after.by_id
    gone: list[Pair] = [(one, None) for one in was if one.id not in new]
    return gone + [(old.get(one.id), one) for one in now if old.get(one.id) is not one]


def _in_order(before: Sequence[Delegate], after: Sequence[Delegate]) -> bool:
    """Whether those who stay are in the same order; of two with one ID the first one counts."""
    old, new = [one.id for one in before], [one.id for one in after]
    if old == new:
        return True
    both = set(old) & set(new)
    return [one for one in old if one in both] == [one for one in new if one in both]


def reordered(
    slots: Sequence[Delegate], gone: AbstractSet[int], after: People, change: Replaced
) -> tuple[list[Delegate], tuple[int, ...], tuple[int, ...]]:
    """Everybody in the order of the bits; then the old positions left and the new ones taken.

    Args:
        slots: who was at which position.
        gone: the positions at which nobody is left.
        after: everybody now.
        change: who has changed.
    """
    kept = [after.by_id[person.id] for n, person in enumerate(slots) if n not in gone]
    for person in change.in_:
        kept.insert(bisect_left(kept, order(person), key=order), person)
    in_ = {person.id for person in change.in_}
    inserted = [n for n, person in enumerate(kept) if person.id in in_] if in_ else []
    return kept, tuple(sorted(gone, reverse=True)), tuple(inserted)


def seated(
    slots: Sequence[Delegate], position: Mapping[str, int], free: AbstractSet[int], change: Replaced
) -> tuple[list[Delegate], set[int]] | None:
    """Everybody at a position, if those who stay can keep theirs; then the holes.

    Positions are in the order of people. None where somebody has come between two others who are
    next to one another, or where there are too many holes.

    Args:
        slots: who was at which position.
        position: the positions by internal ids.
        free: those at which nobody is left.
        change: who has changed.
    """
    new, holes = list(slots), set(free)
    moved = {person.id for person in change.in_}
    for old, person in change.pairs:
        if old and person and person.id not in moved:
            new[position[old.id]] = person
    for person in change.in_:
        taken = [n for n in range(len(new)) if n not in holes]
        place = bisect_left(taken, order(person), key=lambda n: order(new[n]))
        first = taken[place - 1] + 1 if place else 0
        last = taken[place] if place < len(taken) else len(new)
        between = [n for n in holes if first <= n < last]
        if between:
            seat = min(between)
            holes.remove(seat)
            new[seat] = person
        elif last == len(new):
            new.append(person)
        else:
            return None
    return (new, holes) if len(holes) <= MOST + len(new) // 8 else None
