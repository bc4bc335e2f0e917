"""References that are not found: kept as they were typed, and named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from visitplanner.domain.base import Entity, same_name
from visitplanner.domain.index import Index, index
from visitplanner.domain.visit import Visit
from visitplanner.domain.who import Term, TermKind, parse_who
from visitplanner.importing.workbook.columns import Column, Refers
from visitplanner.importing.workbook.values import quoted
from visitplanner.importing.workbook.zones import Clocks


class References:
    """Looks up what the cells of a visit refer to; each answer is kept."""

    def __init__(self, visit: Visit, clocks: Clocks) -> None:
        self._index: Index = index(visit)
        self._clocks = clocks
        self._answers: dict[tuple[Refers, str], tuple[str, ...]] = {}
        self._rules: dict[Refers, Callable[[str], Iterable[str]]] = {
            Refers.CITY: self._city,
            Refers.PLACE: self._place,
            Refers.SPOT: self._spot,
            Refers.ORGANISATION: self._organisation,
            Refers.CONTACT: self._contact,
            Refers.PERSON: self._person,
            Refers.WHO: self._who,
        }

    def doubts(self, column: Column, record: Entity) -> Iterator[str]:
        """What is wrong with the references in one cell."""
        if column.refers is None:
            return
        value: Any = getattr(record, column.fields[0])
        for name in value if isinstance(value, tuple) else (value,):
            if name:
                yield from self._ask(column.refers, name)

    def _ask(self, refers: Refers, name: str) -> tuple[str, ...]:
        question = refers, name
        if question not in self._answers:
            self._answers[question] = tuple(self._rules[refers](name))
        return self._answers[question]

    def _city(self, name: str) -> Iterator[str]:
        if not self._clocks.is_city(name):
            yield f"{quoted(name)} is not a known city"

    def _place(self, name: str) -> Iterator[str]:
        if self._index.place(name) is None:
            yield f"{quoted(name)} is not on the sheet Places"

    def _spot(self, name: str) -> Iterator[str]:
        known = self._index.place(name) or self._clocks.airport(name)
        if not known and not self._clocks.is_city(name):
            yield f"{quoted(name)} is neither on the sheet Places nor a known city"

    def _organisation(self, name: str) -> Iterator[str]:
        if self._index.organisation(name) is None:
            yield f"{quoted(name)} is not on the sheet Organisations"

    def _contact(self, name: str) -> Iterator[str]:
        if self._index.contact(name) is None:
            yield f"{quoted(name)} is not on the sheet Contacts"

    def _person(self, name: str) -> Iterator[str]:
        found = self._index.people_named(name)
        if not found:
            yield f"nobody has the ID or name {quoted(name)}"
        elif len(found) > 1:
            yield f"{len(found)} people are called {quoted(name)}: give an ID"

    def _who(self, rule: str) -> Iterator[str]:
        for term in dict.fromkeys(parse_who(rule).terms):
            yield from self._term(term)

    def _term(self, term: Term) -> Iterator[str]:
        if term.kind is TermKind.PERSON:
            yield from self._ask(Refers.PERSON, term.value)
        elif term.kind is TermKind.GROUP and not self._index.group(term.value):
            yield f"nobody is in the group {quoted(term.value)}"


def repeated(names: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The rows whose name an earlier row has, given as row and name, and what is wrong."""
    first: dict[str, int] = {}
    for number, name in names:
        key = same_name(name)
        if key and first.setdefault(key, number) != number:
            yield number, f"{quoted(name)} is in row {first[key]} too, which is the one meant"
