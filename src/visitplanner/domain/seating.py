"""Who rides in which vehicle: moving people between journeys, with rules that stay readable.

A rule keeps the form it has: `all except P13` gets one more exception, a list one more name. Only
where that grows long is it put shorter, by groups and exceptions; it always means the very same
people, and no second vehicle of a way ever becomes one for `all`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from visitplanner.domain.base import same_name
from visitplanner.domain.index import code_of, index
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.queries import Entry, present, resolve, span
from visitplanner.domain.records import find, rebuilt, swapped
from visitplanner.domain.visit import Visit
from visitplanner.domain.who import Term, TermKind, WhoRule, parse_who
from visitplanner.errors import PlanError

FEW = 3
"""Up to so many terms a rule is left as it is."""
WORTH = 2
"""By so many terms a rule must become shorter to be put in another form."""


def meant(visit: Visit, entry: Entry) -> tuple[Delegate, ...]:
    """The active people whom the rule of an entry means, also while the entry is cancelled."""
    return resolve(visit, parse_who(entry.who), span(entry))


def seat(visit: Visit, entry_id: str, person_ids: Iterable[str]) -> Visit:
    """Let people take part in an entry: passengers of a journey, people of an item."""
    return move_people(visit, person_ids, None, entry_id)


def move_people(
    visit: Visit, person_ids: Iterable[str], source_id: str | None, target_id: str | None
) -> Visit:
    """Take people off one entry and put them on another; either may be None.

    Who is on the target already stays there, once.

    Raises:
        PlanError: an entry or a person is not in the plan, does not take part in the visit, or
            cannot be told from somebody else by ID.
    """
    ids = set(person_ids)
    everyone = False
    for person in (find(visit, one) for one in ids):
        if not isinstance(person, Delegate) or not person.active:
            raise PlanError("Only people who take part in the visit can be given a seat.")
    if source_id == target_id:
        return visit
    if source_id is not None:
        source = _entry(visit, source_id)
        rule = parse_who(source.who)
        people = {p.id for p in meant(visit, source)} - ids
        who = who_meaning(visit, source, people, everyone=rule.for_everyone)
        everyone = rule.for_everyone and not parse_who(who).for_everyone
        visit = _with_who(visit, source, who)
    if target_id is not None:
        target = _entry(visit, target_id)
        everyone = everyone or parse_who(target.who).for_everyone
        people = {p.id for p in meant(visit, target)} | ids
        visit = _with_who(visit, target, who_meaning(visit, target, people, everyone=everyone))
    return visit


def _entry(visit: Visit, entry_id: str) -> Entry:
    entry = find(visit, entry_id)
    if not isinstance(entry, Item | Journey):
        raise PlanError("That is neither an item nor a journey.")
    return entry


def _with_who(visit: Visit, entry: Entry, who: str) -> Visit:
    return visit if who == entry.who else swapped(visit, rebuilt(entry, {"who": who}))


def who_meaning(visit: Visit, entry: Entry, people: set[str], *, everyone: bool) -> str:
    """The rule for an entry that means exactly these active people, by internal id.

    Args:
        visit: the plan.
        entry: whose rule it will be; what it says now is changed as little as reads well.
        people: who is meant.
        everyone: whether the rule may say `all`.

    Raises:
        PlanError: somebody cannot be told from somebody else by ID.
    """
    writer = _Writer(visit, entry, frozenset(people))
    if writer.means(parse_who(entry.who)):
        return entry.who
    near = writer.nearest(parse_who(entry.who))
    rules = [near] if writer.means(near) else []
    if not rules or len(near.terms) > FEW:
        others = writer.others(everyone=everyone)
        shorter = [r for r in others if not rules or len(r.terms) + WORTH <= len(near.terms)]
        rules = [*sorted(filter(writer.means, shorter), key=lambda r: len(r.terms)), *rules]
    if not rules:
        raise PlanError("Two people have the same ID or name: give each of them an ID first.")
    return str(rules[0])


@dataclass(frozen=True)
class _Writer:
    """Writes rules for one entry that mean certain people."""

    visit: Visit
    entry: Entry
    people: frozenset[str]

    def resolved(self, rule: WhoRule) -> set[str]:
        return {p.id for p in resolve(self.visit, rule, span(self.entry))}

    def means(self, rule: WhoRule) -> bool:
        """Whether a rule means these people, also when it is read again from its text."""
        return self.resolved(parse_who(str(rule))) == self.people

    def nearest(self, rule: WhoRule) -> WhoRule:
        """The rule with as few terms changed as can be."""
        ix = index(self.visit)

        def named(term: Term) -> str:
            person = ix.person(term.value) if term.kind is TermKind.PERSON else None
            return person.id if person and person.active else ""

        include = [t for t in rule.include if not named(t) or named(t) in self.people]
        exclude = [t for t in rule.exclude if named(t) not in self.people]
        exclude = [t for t in exclude if not self._reaches(t)]
        by_id = {person.id: person for person in self.visit.delegates}
        now = self.resolved(WhoRule(tuple(include), tuple(exclude)))
        include += self._terms(p for one, p in by_id.items() if one in self.people - now)
        exclude += self._terms(p for one, p in by_id.items() if one in now - self.people)
        if all(term.kind is TermKind.PERSON for term in include):
            exclude = []
        return WhoRule(tuple(include), tuple(exclude))

    def _reaches(self, term: Term) -> bool:
        """Whether leaving out a whole group would leave out somebody who is wanted."""
        if term.kind is TermKind.PERSON:
            return False
        group = index(self.visit).group(term.value)
        members = self.visit.delegates if term.kind is TermKind.ALL else group
        return any(person.id in self.people for person in members)

    @staticmethod
    def _terms(people: Iterable[Delegate]) -> list[Term]:
        return [Term(TermKind.PERSON, code_of(person)) for person in people]

    def others(self, *, everyone: bool) -> list[WhoRule]:
        """Other forms of the rule: a plain list, groups, and all with exceptions."""
        when = span(self.entry)
        there = [p for p in self.visit.delegates if p.active and present(p, when)]
        forms = [self._rule([], there, 0), self._grouped(there)]
        if everyone:
            forms.append(self._rule([Term(TermKind.ALL)], there, len(there)))
        return forms

    def _rule(self, heads: Sequence[Term], there: Sequence[Delegate], covers: int) -> WhoRule:
        """`heads` cover the first so many of `there`; the rest is named, who is wrong excepted."""
        covered = {person.id for person in there[:covers]}
        named = [p for p in self.visit.delegates if p.id in self.people - covered]
        wrong = [p for p in there[:covers] if p.id not in self.people]
        include = (*heads, *self._terms(named), *self._unknown(lambda rule: rule.include))
        left_out = self._unknown(lambda rule: rule.exclude) if heads else []
        return WhoRule(include, (*self._terms(wrong), *left_out))

    def _unknown(self, part: Callable[[WhoRule], tuple[Term, ...]]) -> list[Term]:
        """The names in the rule that mean nobody who takes part: they stay as they were typed."""
        ix, found = index(self.visit), []
        for term in part(parse_who(self.entry.who)):
            person = ix.person(term.value) if term.kind is TermKind.PERSON else None
            if term.kind is TermKind.PERSON and (person is None or not person.active):
                found.append(term)
        return found

    def _grouped(self, there: Sequence[Delegate]) -> WhoRule:
        """Groups that cover many of the people with few exceptions, the best first."""
        members: dict[str, dict[str, Delegate]] = {}
        spelling: dict[str, str] = {}
        for person in there:
            for group in person.groups:
                members.setdefault(same_name(group), {})[person.id] = person
                spelling.setdefault(same_name(group), group)
        chosen: list[str] = []
        covered: dict[str, Delegate] = {}
        while members:
            name = max(members, key=lambda key: self._gain(members[key], covered))
            if self._gain(members[name], covered) < WORTH:
                break
            chosen.append(name)
            covered |= members.pop(name)
        heads = [Term(TermKind.GROUP, spelling[name]) for name in chosen]
        return self._rule(heads, list(covered.values()), len(covered))

    def _gain(self, members: dict[str, Delegate], covered: dict[str, Delegate]) -> int:
        """How many terms a group saves."""
        new = members.keys() - covered.keys()
        return len(new & self.people) - 1 - len(new - self.people)
