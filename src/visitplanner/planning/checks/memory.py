"""What was worked out for rows and people, kept from plan to plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import compress
from operator import attrgetter, not_
from typing import TYPE_CHECKING, Any, Final, Generic, NamedTuple, TypeVar, cast

from visitplanner.planning.checks.bitsets import bit_set

if TYPE_CHECKING:
    from visitplanner.planning.checks.rows import Day

T = TypeVar("T")

Work = Callable[..., Any]
Known = dict[tuple[Hashable, ...], Any]
Shared = dict[tuple[Work, date], Mapping[Any, int]]


_NOTHING: Final = object()


class Memory:
    """Answers by the work that gave them, and by what it was asked for.

    Those for which a plan has asked serve the next one; those of works that it has left alone
    as well.

    Args:
        before: the memory of the plan before an edit.
        stale: the rows that are the same, but of which other answers are to be expected.
    """

    def __init__(
        self, before: Memory | None = None, stale: AbstractSet[Hashable] = frozenset()
    ) -> None:
        self._asked: dict[Work, Known] = {}
        self._stale = stale
        self._older: Mapping[Work, Known] = before.left() if before else {}

    def left(self) -> Mapping[Work, Known]:
        """All that the next plan may ask for."""
        unasked = self._older.keys() - self._asked.keys()
        return self._asked | {work: _without(self._older[work], self._stale) for work in unasked}

    def recall(self, work: Work, plan: object, key: tuple[Hashable, ...]) -> Any:
        """What `work(plan, *key)` gives, or gave when it was asked for the same."""
        asked = self._asked.get(work)
        if asked is None:
            asked = self._asked[work] = {}
        answer = asked.get(key, _NOTHING)
        if answer is not _NOTHING:
            return answer
        older = self._older.get(work)
        if older is not None and (not self._stale or self._stale.isdisjoint(key)):
            answer = older.get(key, _NOTHING)
        if answer is _NOTHING:
            answer = work(plan, *key)
        asked[key] = answer
        return answer


class Patches:
    """Answers that after an edit are worked out again only for the people whom it concerns.

    Args:
        before: those of the plan before the edit.
        people: of whom anything may differ since then, and who of them may have another stay or be
            called otherwise, as bit sets; None if that may be anybody.
    """

    def __init__(
        self, before: Patches | None = None, people: tuple[int, int] | None = None
    ) -> None:
        self._known: dict[Hashable, Any] = {}
        self._older: dict[Hashable, tuple[Any, int, int]] = {}
        if before is not None and people is not None:
            self._older = before.left(*people)

    def left(self, since: int, faces: int) -> dict[Hashable, tuple[Any, int, int]]:
        """All that the next plan may patch, with those whom it concerns by then."""
        older = {
            key: (its, one | since, other | faces) for key, (its, one, other) in self._older.items()
        }
        return older | {key: (its, since, faces) for key, its in self._known.items()}

    def of(self, key: Hashable, work: Callable[[], T], patch: Callable[[T, int, int], T]) -> T:
        """What `work` gives, or what `patch` makes of what was known under the key."""
        if key not in self._known:
            older = self._older.pop(key, None)
            self._known[key] = work() if older is None else patch(*older)
        return cast("T", self._known[key])


class Shares:
    """Sets of people that works give for days, where each person's share in them is their own.

    Args:
        before: those of the plan before an edit.
        same: the days for which they are as they were.
        people: the only people who may have another share in the others, as a bit set; None if
            anybody may.

    Attributes:
        known: The sets by the works that gave them, and by day.
    """

    def __init__(
        self,
        before: Shares | None = None,
        same: AbstractSet[date] = frozenset(),
        people: int | None = None,
    ) -> None:
        older = before.known if before else {}
        self.known: Shared = {key: sets for key, sets in older.items() if key[1] in same}
        self._older: Shared = {} if people is None else older
        self._people = people or 0
        self._parts: dict[date, Day] = {}

    def of(self, work: Work, plan: object, day: Day) -> Mapping[Any, int]:
        """The sets of people that the work gives for a day."""
        key = work, day.day
        if key not in self.known:
            older = self._older.get(key)
            self.known[key] = (
                work(plan, day, -1)
                if older is None
                else _with_share(older, self._people, work(plan, self._part(day), self._people))
            )
        return self.known[key]

    def _part(self, day: Day) -> Day:
        """What a day has for these people."""
        if day.day not in self._parts:
            self._parts[day.day] = day.only(self._people)
        return self._parts[day.day]


def _with_share(
    sets: Mapping[Any, int], people: int, share: Mapping[Any, int]
) -> Mapping[Any, int]:
    """The sets with another share of some people in them."""
    found = {key: rest for key, who in sets.items() if (rest := who & ~people)}
    for key, who in share.items():
        found[key] = found.get(key, 0) | who
    return found


@dataclass(frozen=True)
class Field:
    """A work that gives what a field of a thing holds, if anything."""

    name: str

    def __call__(self, _plan: object, thing: object) -> Any:
        """What it gives for a thing."""
        return getattr(thing, self.name)

    @cached_property
    def get(self) -> Callable[[object], Any]:
        """The same for one thing after the other, and quicker."""
        return attrgetter(self.name)


class Unlike(NamedTuple):
    """A field of a thing where it holds something, but not what a quick test calls right.

    With `bool` as the test it is one that holds nothing.
    """

    name: str
    is_right: Callable[[Any], object]


Fields = tuple[str | Unlike, ...]


class Answers(Generic[T]):
    """What works give for all things of a kind alike, such as rows, kept from plan to plan.

    Args:
        things: the things by their keys.
        order: where each of them stands in the order, by the same keys.
    """

    def __init__(self, things: Mapping[str, T], order: Mapping[str, int]) -> None:
        self._things, self._order = things, order
        self._known: dict[Work, dict[str, Any]] = {}
        self._in_order: dict[Work, list[str]] = {}
        self._sets: dict[Work, dict[Any, int]] = {}
        self._filled: dict[str | Unlike, dict[str, T]] = {}

    def follow(
        self,
        before: Answers[T],
        plan: object,
        fresh: AbstractSet[str],
        gone: Collection[str],
        *,
        steady: bool = False,
    ) -> None:
        """Take over the answers from before an edit, and ask about the `fresh` things again.

        Args:
            before: what was known of the things that there were.
            plan: where they are now.
            fresh: those that the edit has changed, or brought, or moved in the order.
            gone: those that are not there any more.
            steady: those that stay stand at the same places in the order.
        """
        for work, known in before._known.items():
            old = [key for key in (*fresh, *gone) if key in known]
            new = {key: answer for key in fresh if (answer := work(plan, self._things[key]))}
            if old or new:
                kept = known.copy()
                for key in old:
                    del kept[key]
                self._known[work] = kept | new
            else:
                self._known[work] = known
                if work in before._in_order:
                    self._in_order[work] = before._in_order[work]
            if work in before._sets and steady:
                bits = {key: 1 << before._order[key] for key in old}
                self._sets[work] = self._changed(before._sets[work], known, bits, new)

    def _changed(
        self,
        sets: dict[Any, int],
        was: Mapping[str, Any],
        old: Mapping[str, int],
        new: Mapping[str, Any],
    ) -> dict[Any, int]:
        """The sets once some of the things have lost their answers, and some have others."""
        after = sets.copy() if old or new else sets
        for key, bit in old.items():
            after[was[key]] ^= bit
            if not after[was[key]]:
                del after[was[key]]
        for key, answer in new.items():
            after[answer] = after.get(answer, 0) | 1 << self._order[key]
        return after

    def sets(self, work: Work, plan: object, fields: Fields = ()) -> Mapping[Any, int]:
        """Each thing that the work gives for any, and for which, as a bit set of their places."""
        sets = self._sets.get(work)
        if sets is None:
            positions: dict[Any, list[int]] = defaultdict(list)
            known = self._all(work, plan, fields)
            places = map(self._order.__getitem__, known)
            for place, answer in zip(places, known.values(), strict=True):
                positions[answer].append(place)
            size = max(self._order.values(), default=0) + 1
            sets = {answer: bit_set(those, size) for answer, those in positions.items()}
            self._sets[work] = sets
        return sets

    def alike(self, work: Work, plan: object) -> list[list[T]]:
        """Those for which the work gives the same, if there are several, in order."""
        known = self._all(work, plan)
        if len(set(known.values())) == len(known):  # as nearly always
            return []
        found: dict[Any, list[T]] = {}
        for thing, answer in self.of(work, plan):
            found.setdefault(answer, []).append(thing)
        return [things for things in found.values() if len(things) > 1]

    def _all(self, work: Work, plan: object, fields: Fields = ()) -> dict[str, Any]:
        known = self._known.get(work)
        if known is None:
            if isinstance(work, Field):
                answers = zip(self._things, map(work.get, self._things.values()), strict=True)
                known = {key: answer for key, answer in answers if answer}
            else:
                those = self._having(fields).items() if fields else self._things.items()
                known = {key: answer for key, thing in those if (answer := work(plan, thing))}
            self._known[work] = known
        return known

    def _standing_out(self, field: str | Unlike) -> dict[str, T]:
        if isinstance(field, str):
            return dict(
                compress(self._things.items(), map(attrgetter(field), self._things.values()))
            )
        # Nothing is asked about blanks: tests may be slow there, and load libraries.
        those = self._things if field.is_right is bool else self._having((field.name,))
        right = map(field.is_right, map(attrgetter(field.name), those.values()))
        return dict(compress(those.items(), map(not_, right)))

    def _having(self, fields: Fields) -> dict[str, T]:
        """The things of which any of the fields has something in it, or something wrong."""
        found: dict[str, T] = {}
        for field in fields:
            if field not in self._filled:
                self._filled[field] = self._standing_out(field)
            found |= self._filled[field]
        return found

    def of(self, work: Work, plan: object, fields: Fields = ()) -> Iterator[tuple[T, Any]]:
        """The things for which the work gives something, in order, with what it gives.

        With some fields named, these are such that have something in one of them.
        """
        known = self._all(work, plan, fields)
        in_order = self._in_order.get(work)
        if in_order is None:
            in_order = self._in_order[work] = sorted(known, key=self._order.__getitem__)
        things = map(self._things.__getitem__, in_order)
        return zip(things, map(known.__getitem__, in_order), strict=True)


def _without(known: Known, stale: AbstractSet[Hashable]) -> Known:
    if not stale:
        return known
    return {key: answer for key, answer in known.items() if stale.isdisjoint(key)}
