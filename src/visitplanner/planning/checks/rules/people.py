"""The list of people: who is in it twice, whom to call for them, what is not said of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, partial

from visitplanner.domain.base import same_name
from visitplanner.domain.edits import remove
from visitplanner.domain.people import Delegate
from visitplanner.domain.visit import Visit
from visitplanner.domain.who import TermKind, parse_who
from visitplanner.i18n import N_
from visitplanner.planning.checks.compiled import Plan
from visitplanner.planning.checks.memory import Unlike
from visitplanner.planning.checks.problem import Finding, Severity
from visitplanner.planning.checks.registry import rule
from visitplanner.planning.checks.repairs import Offer
from visitplanner.planning.checks.rules.common import about_people
from visitplanner.planning.checks.wording import NAMED, Words
from visitplanner.planning.names import name_key

# --- Twice ---------------------------------------------------------------------------------------


@rule(
    "duplicate-person",
    Severity.WARNING,
    N_("Somebody seems to be in the list twice"),
    reads=("delegates", "rows", "rooms"),
)
def duplicate_person(plan: Plan, words: Words) -> Iterator[Finding]:
    """Active people with the same e-mail address, or the same full name in one organisation."""
    told: set[tuple[str, ...]] = set()
    for address, people in _by_address(plan):
        told.add(tuple(person.id for person in people))
        yield _twice(
            plan,
            words,
            people,
            words.gettext(
                "{people} have the same e-mail address, {address}.",
                people=words.people(plan.crowd.those(people)),
                address=address,
            ),
            words.gettext("Remove whoever is there twice, or correct the address."),
        )
    for people in plan.alike(_name):
        if tuple(person.id for person in people) not in told:
            yield _twice(
                plan,
                words,
                people,
                words.gettext(
                    "{people} of {organisation} have the same name.",
                    people=words.people(plan.crowd.those(people)),
                    organisation=people[0].organisation,
                ),
                words.gettext("Remove whoever is there twice, unless they are namesakes."),
            )


def _twice(plan: Plan, words: Words, people: list[Delegate], message: str, fix: str) -> Finding:
    label, repair = _drop_one(plan, words, people)
    return Finding(
        **about_people(people), message=message, fix=fix, repair=repair, repair_label=label
    )


def _by_address(plan: Plan) -> tuple[tuple[str, list[Delegate]], ...]:
    return tuple((people[0].email, people) for people in plan.alike(_address))


def _address(_plan: Plan, person: Delegate) -> str:
    # Without the sign it is none: "to follow".
    return person.email.casefold() if "@" in person.email and person.active else ""


def _name(_plan: Plan, person: Delegate) -> str:
    given, family, of = person.given_name, person.family_name, person.organisation
    return _full_name(given, family, of) if person.active and given and family and of else ""


@lru_cache(maxsize=8192)
def _full_name(given: str, family: str, organisation: str) -> str:
    """The same whichever name comes first, however accents were typed; with the organisation."""
    words = f"{given} {family}".replace("-", " ").split()
    plain = (word.casefold() if word.isascii() else name_key(word) for word in words)
    return "\n".join((*sorted(plain), "", same_name(organisation)))


def _drop_one(plan: Plan, words: Words, people: list[Delegate]) -> Offer:
    """One of two may go if it says nothing that the other does not, and nothing refers to it."""
    if len(people) == 2:
        for spare, other in (people[::-1], people):
            if _adds_nothing(spare, other) and not _is_named(plan, spare):
                name = f"{spare.name} ({spare.code})" if spare.code else spare.name
                label = words.gettext("Remove {person}", person=name)
                return label, partial(_removed, person=spare.id)
    return None, None


def _removed(visit: Visit, person: str) -> Visit:
    return remove(visit, person)


def _adds_nothing(spare: Delegate, other: Delegate) -> bool:
    """Whether every field of `spare` is as good as blank, or says what `other` says."""
    return all(
        getattr(spare, name) in (field.default, getattr(other, name))
        for name, field in Delegate.model_fields.items()
        if name not in {"id", "code"}
    )


def _is_named(plan: Plan, person: Delegate) -> bool:
    """Whether a room, an office or the rule of an entry means this person in particular."""
    bit, meant = plan.crowd.bit(person), plan.crowd.person
    references = [plan.visit.head, plan.visit.rapporteur]
    references += [name for room in plan.rooms for name in room.occupants]
    references += [
        term.value
        for row in plan.rows
        for term in parse_who(row.record.who).terms
        if term.kind is TermKind.PERSON
    ]
    return any(meant(reference) & bit for reference in references if reference)


# --- What is not said ----------------------------------------------------------------------------


@rule(
    "no-emergency-contact",
    Severity.WARNING,
    N_("There is nobody to call for somebody in an emergency"),
    reads=("delegates",),
)
def no_emergency_contact(plan: Plan, words: Words) -> Iterator[Finding]:
    """Active people without a number to call in an emergency; one finding for all."""
    people = [
        person
        for person, _ in plan.each_person(_has_nobody_to_call, Unlike("emergency_phone", bool))
    ]
    if people:
        yield Finding(
            **about_people(people),
            message=words.gettext(
                "Nobody to call in an emergency is known for {people}.",
                people=words.some([words.person(p) for p in people[:NAMED]], len(people)),
            ),
            fix=words.gettext("Ask for a name and a phone number before you leave."),
        )


def _has_nobody_to_call(_plan: Plan, person: Delegate) -> bool:
    if person.emergency_phone or not person.active:
        return False
    return not any(map(str.isdecimal, person.emergency_contact))


@rule(
    "allergy-not-described",
    Severity.WARNING,
    N_("A serious allergy is noted, and not what to avoid"),
    reads=("delegates",),
)
def allergy_not_described(plan: Plan, words: Words) -> Iterator[Finding]:
    """Active people whose allergy is serious, and for whom nothing to avoid is stated."""
    for person, _ in plan.each_person(_has_to_avoid_something, "serious_allergy"):
        name = words.person(person)
        yield Finding(
            **about_people([person]),
            message=words.gettext(
                "{person} has a serious allergy, and the plan does not say what to avoid.",
                person=name,
            ),
            fix=words.gettext("Ask {person}, and note it under Avoid.", person=name),
        )


def _has_to_avoid_something(_plan: Plan, person: Delegate) -> bool:
    return person.serious_allergy and not person.avoid and person.active
