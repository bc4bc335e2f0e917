"""People as bit sets: bit *n* of an integer stands for the *n*-th person.

Intersections of whole delegations are then one machine operation, which makes checking a thousand
people as quick as checking ten. The order of bits is that of the IDs, so that nothing depends on
the order in which rows were typed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, reduce
from itertools import compress, count, filterfalse, pairwise
from operator import attrgetter, not_, or_

from visitplanner.domain.base import same_name
from visitplanner.domain.index import People, code_of, keys_of
from visitplanner.domain.people import Delegate
from visitplanner.domain.queries import Span
from visitplanner.domain.vocabulary import WHEELCHAIR_WORDS
from visitplanner.domain.who import Term, TermKind, parse_who
from visitplanner.planning.checks.bitsets import bit_set, bits
from visitplanner.planning.checks.turnover import (
    EVERYBODY,
    NOBODY,
    Replaced,
    Turnover,
    called,
    order,
    reordered,
    replaced,
    seated,
)


@dataclass(frozen=True, slots=True)
class Party:
    """The people whom a rule such as `group: Energy; P04 except P09` means.

    Attributes:
        open: Meant by *all* or as members of a group, hence only while they are with the visit.
        named: Meant by ID or name, hence always.
        out: Left out.
    """

    open: int = 0
    named: int = 0
    out: int = 0


class _Edges:
    """For any time of day, who has passed an edge (begun or ended a stay) by then."""

    def __init__(self, edges: Iterable[tuple[datetime, int]], size: int) -> None:
        ordered = sorted(edges)
        self.times = sorted({when for when, _ in ordered})
        bounds = [bisect_left(ordered, (when, -1)) for when in self.times] + [len(ordered)]
        self.sets = [0]
        for first, last in pairwise(bounds):
            new = bit_set((position for _, position in ordered[first:last]), size)
            self.sets.append(self.sets[-1] | new)

    def before(self, when: datetime) -> int:
        return self.sets[bisect_left(self.times, when)]

    def until(self, when: datetime) -> int:
        return self.sets[bisect_right(self.times, when)]


class Crowd:
    """The people of a visit, and who of them is meant or present.

    Attributes:
        people: Everybody, cancelled people included; their order is that of the bits.
        slots: The same by position. Somebody whom an edit has removed leaves a hole, in which they
            stand until somebody else comes there, so that nobody else has to move.
        holes: The positions of those who have left, as a bit set.
        position: Everybody's position, by internal id.
        ids: The internal ids by position.
        codes: The IDs as people know them, by position.
        unresolved: The parts of rules seen so far that mean nobody, or nobody in particular.
    """

    def __init__(self, table: People) -> None:
        self._table = table
        self.slots, self.holes = tuple(_in_order(table.delegates)), 0
        self._count()
        self.codes = tuple(map(code_of, self.slots))
        people = self.people
        self.active = bit_set(compress(count(), map(attrgetter("active"), people)), self.size)
        self.wheelchairs = bit_set(
            compress(count(), map(needs_wheelchair_space, people)), self.size
        )
        self._names = Counter(map(attrgetter("name"), people))
        self._stays()
        self.unresolved: set[Term] = set()
        # Nearly all references are IDs, spelt as they were given.
        holders = table.holders
        self._persons = {code_of(one): 1 << self.position[one.id] for one in holders}
        self._groups: dict[Term, int] = {}
        self._parties: dict[str, Party] = {}

    def _count(self) -> None:
        self.size = len(self.slots)
        self.everyone = ((1 << self.size) - 1) & ~self.holes
        there = [*filterfalse(set(bits(self.holes)).__contains__, range(self.size))]
        self.people = tuple(map(self.slots.__getitem__, there)) if self.holes else self.slots
        self.ids = tuple(map(attrgetter("id"), self.slots))
        ids: Iterable[str] = map(self.ids.__getitem__, there)
        self.position: dict[str, int] = dict(zip(ids, there, strict=True))

    def _stays(self) -> None:
        position, people = self.position, self.people
        joining = compress(people, map(attrgetter("joins"), people))  # few of hundreds
        leaving = compress(people, map(attrgetter("leaves"), people))
        joins = [(p.joins.opens(), position[p.id]) for p in joining if p.joins]
        leaves = [(p.leaves.closes(), position[p.id]) for p in leaving if p.leaves]
        self._bounded_joins = bit_set((n for _, n in joins), self.size)
        self._joins, self._leaves = _Edges(joins, self.size), _Edges(leaves, self.size)

    def bit(self, person: Delegate) -> int:
        """The bit set of one person."""
        return 1 << self.position[person.id]

    def those(self, people: Iterable[Delegate]) -> int:
        """The bit set of some people."""
        return bit_set((self.position[person.id] for person in people), self.size)

    def members(self, people: int) -> Iterator[Delegate]:
        """The people of a bit set, in the order of their IDs."""
        return (self.slots[position] for position in bits(people))

    def shares_name(self, person: Delegate) -> bool:
        """Whether somebody else bears the same name."""
        return self._names[person.name] > 1

    def present(self, when: Span | None) -> int:
        """Who is with the visit at some time of `when`; see `queries.present`."""
        if when is None or not (self._joins.times or self._leaves.times):
            return self.everyone
        there = self.everyone & ~self._leaves.until(when.start)
        if when.end < when.start:  # an arrival typed before the departure bounds nothing
            return there
        instant = when.start == when.end
        joined = self._joins.until(when.start) if instant else self._joins.before(when.end)
        return there & (joined | ~self._bounded_joins)

    def party(self, text: str) -> Party:
        """The people whom the rule `text` means."""
        party = self._parties.get(text)
        if party is None:
            party = self._parties[text] = self._parse(text)
        return party

    def taking_part(self, party: Party, when: Span | None) -> int:
        """The active people of a party at `when`; see `queries.resolve`."""
        meant = party.named
        if party.open:
            meant |= party.open & self.present(when)
        return (meant & ~party.out if party.out else meant) & self.active

    def _parse(self, text: str) -> Party:
        names, others = _included(text)
        known = [*map(self._persons.get, names)]
        if not all(known):
            known = [self._term(Term(TermKind.PERSON, name)) for name in names]
        return Party(
            open=reduce(or_, map(self._term, others), 0),
            named=reduce(or_, filter(None, known), 0),
            out=reduce(or_, map(self._term, parse_who(text).exclude), 0),
        )

    def _term(self, term: Term) -> int:
        if term.kind is TermKind.PERSON:
            people = self.person(term.value)
        elif term.kind is TermKind.ALL:
            return self.everyone
        else:
            people = self._group(term)
        if not people:
            self.unresolved.add(term)
        return people

    def person(self, reference: str) -> int:
        """The one person whom an ID or a name means, as a bit set; empty for nobody or several."""
        if reference not in self._persons:
            person = self._table.person(reference)
            self._persons[reference] = 1 << self.position[person.id] if person else 0
        return self._persons[reference]

    def strangers(self, references: AbstractSet[str]) -> set[str]:
        """Those references that mean nobody, or several."""
        for name in references - self._persons.keys():
            self.person(name)
        means = map(self._persons.__getitem__, references)
        return set(compress(references, map(not_, means)))

    def persons(self, references: Iterable[str]) -> int:
        """All whom these mean, each as `person` says."""
        people, known = 0, self._persons
        for reference in references:
            people |= known.get(reference) or self.person(reference)
        return people

    def _group(self, term: Term) -> int:
        if term not in self._groups:
            self._groups[term] = self.those(self._table.group(term.value))
        return self._groups[term]

    # --- After an edit -----------------------------------------------------------------------

    def after(self, table: People) -> tuple[Crowd, Turnover | None]:
        """The crowd after an edit, and what the edit did; None if it is made from the beginning.

        All that the edit cannot have changed is kept.
        """
        if table is self._table:
            return self, NOBODY
        change = replaced(self._table, table)
        if change is None:
            return Crowd(table), None
        new = copy(self)
        new._table = table  # noqa: SLF001 - a copy of this one
        if not change.pairs:  # the same people, looked up in other tables
            return new, NOBODY
        return new, new._replace(change)

    def _replace(self, change: Replaced) -> Turnover:
        """Turn this copy of the crowd before into the crowd after."""
        size, holes = self.size, set(bits(self.holes))
        out = {self.position[person.id] for person in change.out}
        places = seated(self.slots, self.position, holes | out, change)
        removed: tuple[int, ...] = ()
        inserted: tuple[int, ...] = ()
        if places is None:
            holes |= out
            slots, removed, inserted = reordered(self.slots, holes, self._table, change)
            self.slots, self.holes, out = tuple(slots), 0, set()
        else:
            self.slots, self.holes = tuple(places[0]), bit_set(places[1], len(places[0]))
        if change.out or change.in_:
            self._count()
        else:
            self.people = tuple(self.members(self.everyone)) if self.holes else self.slots
        vacated = bit_set(out, size)
        faces = tuple(change.faces)
        renamed = tuple(pair for pair in faces if called(pair[0]) != called(pair[1]))
        told = self._rename(renamed) if renamed else ()
        turnover = Turnover(
            size,
            removed,
            inserted,
            vacated,
            self.those((*told, *(new for _, new in faces if new))) | vacated,
            self.those(new for _, new in change.pairs if new),
            _touched_keys(renamed, everybody=bool(change.out or change.in_)),
            bool(renamed),
        )
        self._carry(change, turnover)
        return turnover

    def _rename(
        self, faces: Iterable[tuple[Delegate | None, Delegate | None]]
    ) -> tuple[Delegate, ...]:
        """Count the names anew; gives those who have begun or ceased to share theirs."""
        was, self._names = self._names, self._names.copy()
        for old, new in faces:
            if old:
                self._names[old.name] -= 1
            if new:
                self._names[new.name] += 1
        names = {person.name for pair in faces for person in pair if person}
        turned = [name for name in names if (was[name] > 1) is not (self._names[name] > 1)]
        return tuple(p for name in turned for p in self._table.namesakes(name) if p.name == name)

    def _carry(self, change: Replaced, turnover: Turnover) -> None:
        """Bring all bit sets into the new positions; those that may have changed are dropped."""
        move = turnover.carried
        self.active, self.wheelchairs = move(self.active), move(self.wheelchairs)
        for _, person in change.pairs:
            if person:
                bit = 1 << self.position[person.id]
                self.active = _with(self.active, bit, has=person.active)
                self.wheelchairs = _with(self.wheelchairs, bit, has=needs_wheelchair_space(person))
        if turnover.keys or any(map(_has_other_stay, *zip(*change.pairs, strict=True))):
            self._stays()
        if not turnover.keys:
            return
        self.codes = tuple(map(code_of, self.slots))
        self._forget(turnover.keys)
        if turnover.shifts:
            self._persons = {name: move(people) for name, people in self._persons.items()}
            self._groups = {term: move(people) for term, people in self._groups.items()}
            self._parties = {
                text: Party(move(party.open), move(party.named), move(party.out))
                for text, party in self._parties.items()
            }

    def _forget(self, keys: frozenset[str]) -> None:
        """Ask again whom names, groups and rules mean, as far as these are among the keys."""
        self._persons = persons = self._persons.copy()
        stale = compress(persons, map(keys.__contains__, map(same_name, persons)))
        for name in tuple(stale):
            del persons[name]
        self._groups = {
            term: people
            for term, people in self._groups.items()
            if same_name(term.value) not in keys
        }
        self._parties = {
            text: party
            for text, party in self._parties.items()
            if keys.isdisjoint(party_keys(text))
        }
        self.unresolved = {term for term in self.unresolved if same_name(term.value) not in keys}


def _with(people: int, bit: int, *, has: bool) -> int:
    return people | bit if has else people & ~bit


def _has_other_stay(old: Delegate | None, new: Delegate | None) -> bool:
    return not old or not new or (old.joins, old.leaves) != (new.joins, new.leaves)


def _touched_keys(
    faces: Iterable[tuple[Delegate | None, Delegate | None]], *, everybody: bool
) -> frozenset[str]:
    keys = {EVERYBODY} if everybody else set()
    for pair in faces:
        for person in pair:
            if person:
                of = keys_of(person)
                keys |= {of.code, *of.names, *of.groups}
    return frozenset(keys)


@lru_cache(maxsize=8192)
def _included(text: str) -> tuple[tuple[str, ...], tuple[Term, ...]]:
    """The people whom the rule `text` names, and the groups that it means besides."""
    terms = parse_who(text).include
    names = tuple(term.value for term in terms if term.kind is TermKind.PERSON)
    return names, tuple(term for term in terms if term.kind is not TermKind.PERSON)


@lru_cache(maxsize=8192)
def party_keys(text: str) -> frozenset[str]:
    """The names, IDs and groups on which the meaning of the rule `text` depends."""
    terms = parse_who(text).terms
    return frozenset(EVERYBODY if t.kind is TermKind.ALL else same_name(t.value) for t in terms)


def _in_order(people: tuple[Delegate, ...]) -> list[Delegate]:
    """The people in the order of their bits; names tell those without an ID of their own apart."""
    codes = {person.code for person in people}
    return sorted(people, key=order if len(codes) < len(people) else attrgetter("code"))


def needs_wheelchair_space(person: Delegate) -> bool:
    """Whether one of the person's access needs takes a wheelchair space in a vehicle."""
    return bool(person.access_needs) and any(
        word in need.casefold() for need in person.access_needs for word in WHEELCHAIR_WORDS
    )
