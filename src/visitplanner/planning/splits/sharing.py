"""What rules are asked, and what they answer: groups before they have names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from visitplanner.domain.people import Delegate
from visitplanner.planning.checks.wording import Words
from visitplanner.planning.splits.balance import assign, spread_leaders

Leaders = Mapping[str, object]
"""Internal ids of those who can lead, the first in rank first."""


@dataclass(frozen=True)
class Asked:
    """What a rule is asked.

    Attributes:
        words: The language of its sentences.
        people: Whom it splits, at least two.
        leaders: Who of them can lead.
        groups: How many groups there are to be; 0 where nobody has said.
        largest: How many people a group may have.
    """

    words: Words
    people: tuple[Delegate, ...]
    leaders: Leaders
    groups: int = 0
    largest: int | None = None


@dataclass(frozen=True)
class Shared:
    """The people of one group, what holds it together, and the topic it is named after."""

    people: tuple[Delegate, ...]
    reasons: tuple[str, ...] = ()
    topic: str = ""


@dataclass(frozen=True)
class Sharing:
    """The groups, and what could not be met."""

    groups: tuple[Shared, ...]
    unmet: tuple[str, ...] = ()

    @property
    def largest(self) -> int:
        """The size of the largest group."""
        return max(len(group.people) for group in self.groups)


def members(
    people: Sequence[Delegate], found: Mapping[str, int], groups: int
) -> list[tuple[Delegate, ...]]:
    """The people of each group, in the order in which they were given."""
    return [tuple(one for one in people if found[one.id] == group) for group in range(groups)]


def evenly(
    asked: Asked, groups: int, options: Mapping[str, Sequence[int]] | None = None
) -> list[tuple[Delegate, ...]]:
    """People in groups as even as their options allow, leaders first; all groups by default."""
    may = options or {one.id: range(groups) for one in asked.people}
    pinned = spread_leaders({one: may[one] for one in asked.leaders}, groups)
    return members(asked.people, assign(may, groups, pinned), groups)


def by_size(asked: Asked) -> Sharing:
    """As even as can be."""
    return Sharing(tuple(map(Shared, evenly(asked, asked.groups or 2))))


def fitting(asked: Asked, made: Callable[[int], Sharing], groups: int, most: int) -> Sharing:
    """The fewest groups, from `groups` up to `most`, of which none is too large."""
    found = made(groups)
    if asked.largest is None:
        return found
    for number in range(groups, min(most, 2 * groups + 4) + 1):
        other = made(number)
        if other.largest <= asked.largest:
            return other
    too_large = asked.words.gettext(
        "The largest group has {people}, and not {largest} at most.",
        people=asked.words.how_many(found.largest),
        largest=asked.largest,
    )
    return Sharing(found.groups, (*found.unmet, too_large))


def named(words: Words, people: Iterable[Delegate]) -> str:
    """Up to three names, then a count."""
    return words.some([words.person(one) for one in people])
