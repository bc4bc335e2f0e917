"""People as bit sets: bit *n* of an integer stands for the *n*-th person.

Intersections of whole delegations are then one machine operation, which makes checking a thousand
people as quick as checking ten. The order of bits is that of the IDs, so that nothing depends on
the order in which rows were typed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from visitplanner.domain.index import Index
from visitplanner.domain.people import Delegate
from visitplanner.domain.queries import Span
from visitplanner.domain.vocabulary import WHEELCHAIR_WORDS
from visitplanner.domain.who import Term, TermKind, parse_who


def bits(people: int) -> Iterator[int]:
    """The positions of the bits that are set, lowest first."""
    # Scanning text takes time in proportion to the size; taking bits off a large integer, the
    # square of it.
    digits = f"{people:b}"[::-1]
    position = digits.find("1")
    while position >= 0:
        yield position
        position = digits.find("1", position + 1)


def bit_set(positions: Iterable[int], size: int) -> int:
    """The integer with these bits set; `size` is one more than the highest position."""
    octets = bytearray(size // 8 + 1)
    for position in positions:
        octets[position >> 3] |= 1 << (position & 7)
    return int.from_bytes(octets, "little")


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
        unresolved: The parts of rules seen so far that mean nobody, or nobody in particular.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        delegates = index.visit.delegates
        self.people = tuple(sorted(delegates, key=lambda d: (d.code, d.sort_name, d.id)))
        self.size = len(self.people)
        self.position = {person.id: n for n, person in enumerate(self.people)}
        self.everyone = (1 << self.size) - 1
        self.active = self.those(p for p in self.people if p.active)
        self.wheelchairs = self.those(p for p in self.people if needs_wheelchair_space(p))
        self._bounded_joins = self.those(p for p in self.people if p.joins)
        self._joins = _Edges(
            ((p.joins.opens(), n) for n, p in enumerate(self.people) if p.joins), self.size
        )
        self._leaves = _Edges(
            ((p.leaves.closes(), n) for n, p in enumerate(self.people) if p.leaves), self.size
        )
        self.unresolved: set[Term] = set()
        self._persons: dict[str, int] = {}
        self._groups: dict[Term, int] = {}
        self._parties: dict[str, Party] = {}

    def those(self, people: Iterable[Delegate]) -> int:
        """The bit set of some people."""
        return bit_set((self.position[person.id] for person in people), self.size)

    def members(self, people: int) -> Iterator[Delegate]:
        """The people of a bit set, in the order of their IDs."""
        return (self.people[position] for position in bits(people))

    def present(self, when: Span | None) -> int:
        """Who is with the visit at some time of `when`; see `queries.present`."""
        if when is None:
            return self.everyone
        instant = when.start == when.end
        joined = self._joins.until(when.start) if instant else self._joins.before(when.end)
        return (joined | self.everyone & ~self._bounded_joins) & ~self._leaves.until(when.start)

    def party(self, text: str) -> Party:
        """The people whom the rule `text` means."""
        if text not in self._parties:
            self._parties[text] = self._parse(text)
        return self._parties[text]

    def taking_part(self, party: Party, when: Span | None) -> int:
        """The active people of a party at `when`; see `queries.resolve`."""
        meant = party.named | (party.open and party.open & self.present(when))
        return meant & ~party.out & self.active

    def _parse(self, text: str) -> Party:
        rule, meant, named, out = parse_who(text), 0, 0, 0
        for term in rule.include:
            if term.kind is TermKind.PERSON:
                named |= self._term(term)
            else:
                meant |= self._term(term)
        for term in rule.exclude:
            out |= self._term(term)
        return Party(meant, named, out)

    def person(self, reference: str) -> int:
        """The one person whom an ID or a name means, as a bit set; empty for nobody or several."""
        if reference not in self._persons:
            person = self._index.person(reference)
            self._persons[reference] = 1 << self.position[person.id] if person else 0
        return self._persons[reference]

    def _term(self, term: Term) -> int:
        if term.kind is TermKind.ALL:
            return self.everyone
        people = self.person(term.value) if term.kind is TermKind.PERSON else self._group(term)
        if not people:
            self.unresolved.add(term)
        return people

    def _group(self, term: Term) -> int:
        if term not in self._groups:
            self._groups[term] = self.those(self._index.group(term.value))
        return self._groups[term]


def needs_wheelchair_space(person: Delegate) -> bool:
    """Whether one of the person's access needs takes a wheelchair space in a vehicle."""
    return any(word in need.casefold() for need in person.access_needs for word in WHEELCHAIR_WORDS)
