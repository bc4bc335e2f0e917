"""Personal data: consents that were not given, and data that is due for deletion.

Diets, allergies and access needs are data on health and beliefs (GDPR Art. 9): they are stored
with explicit consent and for the visit alone. Whether a visit asks for consents is seen from its
having some: a list without any has not been used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import partial
from typing import Final

from visitplanner.domain.people import Delegate
from visitplanner.domain.records import map_rows, rebuilt
from visitplanner.domain.visit import Visit
from visitplanner.i18n import N_
from visitplanner.planning.checks.compiled import Plan
from visitplanner.planning.checks.memory import Unlike
from visitplanner.planning.checks.problem import Finding, Repair, Severity
from visitplanner.planning.checks.registry import case_rule, rule
from visitplanner.planning.checks.rules.common import about_members, about_people
from visitplanner.planning.checks.wording import Words

KEPT_DAYS: Final = 14
"""How long after the last day data on needs is kept: until the last invoice has been checked."""


def has_needs(person: Delegate) -> bool:
    """Whether anything of a special category is stored of a person."""
    return bool(person.diet or person.serious_allergy or person.avoid or person.access_needs)


def _without_needs(visit: Visit, ids: frozenset[str]) -> Visit:
    """Delete diets, allergies and access needs of some people, as one edit."""
    nothing = {"diet": (), "serious_allergy": False, "avoid": "", "access_needs": ()}

    def cleared(person: Delegate) -> Delegate:
        return rebuilt(person, nothing) if person.id in ids and has_needs(person) else person

    return map_rows(visit, Delegate, cleared)


def _delete(words: Words, people: list[Delegate]) -> tuple[str, Repair]:
    label = words.ngettext(
        "Delete diets, allergies and access needs of {count} person",
        "Delete diets, allergies and access needs of {count} people",
        len(people),
    )
    return label, partial(_without_needs, ids=frozenset(person.id for person in people))


def _named(plan: Plan, words: Words, people: Iterable[Delegate]) -> str:
    return words.people(plan.crowd.those(people))


# --- Consents ------------------------------------------------------------------------------------


def _not_agreed(plan: Plan) -> Iterator[tuple[int]]:
    without = plan.people_by(_has_not_agreed, Unlike("photo_consent", bool)).get(True, 0)
    people = without & plan.crowd.active
    if people and without.bit_count() < len(plan.crowd.people):
        yield (people,)


@case_rule(
    "consent-missing",
    Severity.NOTE,
    N_("Somebody has not agreed to be photographed"),
    cases=_not_agreed,
    reads=("delegates",),
)
def consent_missing(plan: Plan, words: Words, case: tuple[int]) -> Iterator[Finding]:
    """Active people without consent to photographs, where others have given theirs."""
    (people,) = case
    yield Finding(
        **about_members(plan, people),
        message=words.ngettext(
            "{people} has not agreed to be photographed.",
            "{people} have not agreed to be photographed.",
            people.bit_count(),
            people=words.people(people),
        ),
        fix=words.gettext("Ask them, or point them out to whoever takes photographs."),
    )


def _has_not_agreed(_plan: Plan, person: Delegate) -> bool:
    return not person.photo_consent


@rule(
    "need-without-consent",
    Severity.NOTE,
    N_("A diet, an allergy or an access need is stored without consent"),
    reads=("delegates",),
)
def need_without_consent(plan: Plan, words: Words) -> Iterator[Finding]:
    """Needs of those who have refused, and of those who were not asked while others were."""
    if all(person.health_consent is None for person in plan.crowd.people):
        return
    needy = [
        person for person, _ in plan.each_person(_needs_to_agree, Unlike("health_consent", bool))
    ]
    refused = [person for person in needy if person.health_consent is False]
    if refused:
        label, repair = _delete(words, refused)
        yield Finding(
            **about_people(refused),
            message=words.ngettext(
                "Needs of {people} are stored, who has refused consent to that.",
                "Needs of {people} are stored, who have refused consent to that.",
                len(refused),
                people=_named(plan, words, refused),
            ),
            fix=words.gettext("Delete diets, allergies and access needs, or ask again."),
            repair=repair,
            repair_label=label,
        )
    open_ = [person for person in needy if person.health_consent is None]
    if open_:
        yield Finding(
            **about_people(open_),
            message=words.ngettext(
                "Needs of {people} are stored, who has not been asked for consent to that.",
                "Needs of {people} are stored, who have not been asked for consent to that.",
                len(open_),
                people=_named(plan, words, open_),
            ),
            fix=words.gettext("Ask for it, or delete diets, allergies and access needs."),
        )


def _needs_to_agree(_plan: Plan, person: Delegate) -> bool:
    return person.health_consent is not True and has_needs(person)


# --- Retention -----------------------------------------------------------------------------------


@rule(
    "retention-due",
    Severity.NOTE,
    N_("Diets, allergies and access needs are due for deletion"),
    reads=("delegates", "stops", "rows", "today"),
)
def retention_due(plan: Plan, words: Words) -> Iterator[Finding]:
    """Needs of anybody, cancelled people included, once the visit is over for long enough.

    Seen from the day that was asked about: a visit long over is judged from its eve in all else.
    """
    last, asked = plan.visit.last_day, plan.asked
    due = last + timedelta(days=KEPT_DAYS) if last else None
    if due is None or asked is None or asked < due:
        return
    people = [person for person in plan.crowd.people if has_needs(person)]
    if not people:
        return
    label, repair = _delete(words, people)
    yield Finding(
        **about_people(people),
        message=words.gettext(
            "Diets, allergies and access needs of {people} are due for deletion since {day}.",
            people=_named(plan, words, people),
            day=words.dated(due),
        ),
        fix=words.gettext("Delete them; what was published of them stays with its readers."),
        repair=repair,
        repair_label=label,
    )
