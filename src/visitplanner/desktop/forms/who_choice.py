"""Who takes part, chosen by ticking: everyone, groups and people. No Qt.

A rule stays a rule: whoever is ticked off below "everyone" becomes an exception, so that a person
who is added tomorrow is in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from visitplanner.domain import edits
from visitplanner.domain.base import same_name
from visitplanner.domain.index import Index, index
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.queries import Span, active_people, resolve, span
from visitplanner.domain.records import find
from visitplanner.domain.visit import Visit
from visitplanner.domain.who import Term, TermKind, WhoRule, parse_who

_ALL = Term(TermKind.ALL)


@dataclass(frozen=True)
class WhoChoice:
    """A rule that is being chosen.

    Attributes:
        visit: whose people they are.
        rule: what is chosen so far.
        when: the time that it is about, which tells who is there at all.
    """

    visit: Visit
    rule: WhoRule
    when: Span | None = None

    @classmethod
    def of(cls, visit: Visit, text: str, when: Span | None = None) -> WhoChoice:
        """The choice that a rule as the plan keeps it stands for."""
        return cls(visit, parse_who(text), when)

    @property
    def text(self) -> str:
        """The rule as the plan keeps it."""
        return str(self.rule)

    @property
    def everyone(self) -> bool:
        """Whether it begins with everybody."""
        return self.rule.for_everyone

    def groups(self) -> tuple[str, ...]:
        """The groups there are, as they are first written."""
        found: dict[str, str] = {}
        for person in self.visit.delegates:
            for group in person.groups:
                found.setdefault(same_name(group), group)
        return tuple(found.values())

    def has_group(self, group: str) -> bool:
        """Whether the rule names a group."""
        return any(_is_group(term, group) for term in self.rule.include)

    def people(self) -> frozenset[str]:
        """The internal ids of those who take part."""
        return frozenset(p.id for p in resolve(self.visit, self.rule, self.when))

    def count(self) -> tuple[int, int]:
        """How many take part, of how many."""
        return len(self.people()), len(active_people(self.visit))

    # --- ticking

    def with_everyone(self, *, ticked: bool) -> WhoChoice:
        """With everybody, or without; whoever is named stays."""
        include = tuple(term for term in self.rule.include if term.kind is not TermKind.ALL)
        if ticked:
            return self.chosen_as((_ALL,), ())  # all of them: exceptions and names say nothing more
        return self.chosen_as(include, () if not include else self.rule.exclude)

    def with_group(self, group: str, *, ticked: bool) -> WhoChoice:
        """With a group, or without."""
        include = tuple(term for term in self.rule.include if not _is_group(term, group))
        exclude = tuple(term for term in self.rule.exclude if not _is_group(term, group))
        if ticked:
            include = (*include, Term(TermKind.GROUP, group))
        return self.chosen_as(include, exclude)

    def with_person(self, person: Delegate, *, ticked: bool) -> WhoChoice:
        """With a person, or without."""
        ix = index(self.visit)
        own = Term(TermKind.PERSON, person.code or person.name)
        if not ticked:
            include = tuple(term for term in self.rule.include if not _means(ix, term, person))
            changed = self.chosen_as(include, self.rule.exclude)
            if person.id in changed.people():
                changed = changed.chosen_as(include, (*self.rule.exclude, own))
            return changed
        changed = self.chosen_as(self.rule.include, self._exceptions_without(ix, person))
        if person.id in changed.people():
            return changed
        return changed.chosen_as((*changed.rule.include, own), changed.rule.exclude)

    def _exceptions_without(self, ix: Index, person: Delegate) -> tuple[Term, ...]:
        """The exceptions but for one person; a group with that person in it is named one by one."""
        kept: list[Term] = []
        for term in self.rule.exclude:
            if _means(ix, term, person):
                continue
            members = ix.group(term.value) if term.kind is TermKind.GROUP else ()
            if any(member.id == person.id for member in members):
                rest = (m for m in members if m.id != person.id)
                kept += [Term(TermKind.PERSON, m.code or m.name) for m in rest]
            else:
                kept.append(term)
        return tuple(dict.fromkeys(kept))

    def chosen_as(self, include: tuple[Term, ...], exclude: tuple[Term, ...]) -> WhoChoice:
        """The choice with another rule."""
        return WhoChoice(self.visit, WhoRule(include, exclude), self.when)


def _is_group(term: Term, group: str) -> bool:
    return term.kind is TermKind.GROUP and same_name(term.value) == same_name(group)


def _means(ix: Index, term: Term, person: Delegate) -> bool:
    if term.kind is not TermKind.PERSON:
        return False
    found = ix.person(term.value)
    return found is not None and found.id == person.id


def assigned(visit: Visit, entry_id: str, people: Iterable[str]) -> Visit:
    """The visit in which some people (by internal id) take part in an entry as well.

    Raises:
        PlanError: there is no such entry.
    """
    entry = find(visit, entry_id)
    if not isinstance(entry, Item | Journey):
        return visit
    choice = WhoChoice.of(visit, entry.who, span(entry))
    wanted = set(people)
    for person in visit.delegates:
        if person.id in wanted:
            choice = choice.with_person(person, ticked=True)
    return edits.change(visit, entry_id, who=choice.text)
