"""People by name where the plan keeps their IDs: nobody needs to know an ID.

What is shown can be typed again: a name stands in the place of an ID only where it means that
person and nobody else.
"""

from __future__ import annotations

from visitplanner.domain.base import same_name
from visitplanner.domain.index import Index, index
from visitplanner.domain.people import Delegate
from visitplanner.domain.visit import Visit
from visitplanner.domain.who import Term, TermKind, WhoRule, map_terms, parse_who


def shown_name(ix: Index, person: Delegate) -> str:
    """The name of a person, or the ID where the name would mean somebody else, or nobody."""
    name = person.name
    alone = parse_who(name) == WhoRule((Term(TermKind.PERSON, name),))
    return name if alone and ix.person(name) is person else person.code or name


def shown_person(ix: Index, reference: str) -> str:
    """What is shown for a reference to a person; one that means nobody stays as it is."""
    person = ix.person(reference)
    return shown_name(ix, person) if person else reference


def meant_person(ix: Index, typed: str) -> str:
    """The reference that the plan keeps for what was typed: the ID of the one who is meant."""
    person = ix.person(typed)
    if person is None or not person.code or same_name(person.code) == same_name(typed):
        return typed
    return person.code if ix.person(person.code) is person else typed


class _Rules:
    """The rules of the visit that was asked for last; many entries have the same."""

    people: object = None
    shown: dict[str, str] = {}  # noqa: RUF012 - replaced as a whole


def shown_rule(visit: Visit, rule: str) -> str:
    """A rule of who takes part, with names for IDs: `all except Zutana Modelo`."""
    if _Rules.people is not visit.delegates:
        _Rules.people, _Rules.shown = visit.delegates, {}
    found = _Rules.shown.get(rule)
    if found is None:
        ix = index(visit)

        def term(part: Term) -> Term:
            person = part.kind is TermKind.PERSON
            return Term(part.kind, shown_person(ix, part.value)) if person else part

        found = _Rules.shown[rule] = map_terms(rule, term)
    return found


def meant_rule(visit: Visit, typed: str) -> str:
    """A rule as the plan keeps it, with IDs for names."""
    ix = index(visit)

    def term(part: Term) -> Term:
        person = part.kind is TermKind.PERSON
        return Term(part.kind, meant_person(ix, part.value)) if person else part

    return map_terms(typed, term)
