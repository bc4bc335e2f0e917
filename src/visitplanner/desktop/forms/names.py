"""People by name where the plan keeps their IDs: nobody needs to know an ID. No Qt.

What is shown can be typed again: a name stands in the place of an ID only where it means that
person and nobody else.
"""

from __future__ import annotations

from visitplanner.desktop.forms.spec import Field, Kind
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


def _shown(ix: Index, reference: str) -> str:
    person = ix.person(reference)
    return shown_name(ix, person) if person else reference


def _meant(ix: Index, typed: str) -> str:
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
        found = _Rules.shown[rule] = _shown_rule(visit, rule)
    return found


def _shown_rule(visit: Visit, rule: str) -> str:
    ix = index(visit)

    def term(part: Term) -> Term:
        return Term(part.kind, _shown(ix, part.value)) if part.kind is TermKind.PERSON else part

    return map_terms(rule, term)


def meant_rule(visit: Visit, typed: str) -> str:
    """A rule as the plan keeps it, with IDs for names."""
    ix = index(visit)

    def term(part: Term) -> Term:
        return Term(part.kind, _meant(ix, part.value)) if part.kind is TermKind.PERSON else part

    return map_terms(typed, term)


def shown(field: Field, text: str, visit: Visit) -> str:
    """What a field shows of a text of the plan."""
    if field.kind is Kind.WHO:
        return shown_rule(visit, text)
    if field.source != "people" or not text:
        return text
    ix = index(visit)
    if field.kind is Kind.LINES:
        return "; ".join(_shown(ix, part.strip()) for part in text.split(";"))
    return _shown(ix, text)


def meant(field: Field, typed: str, visit: Visit) -> str:
    """What the plan keeps of a text that was typed into a field."""
    if field.kind is Kind.WHO:
        return meant_rule(visit, typed)
    if field.source != "people" or not typed.strip():
        return typed
    ix = index(visit)
    if field.kind is Kind.LINES:
        return "; ".join(_meant(ix, part.strip()) for part in typed.replace("\n", ";").split(";"))
    return _meant(ix, typed.strip())
