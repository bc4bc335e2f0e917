"""Needs for access that what is planned does not meet.

Only what is stated counts: where nobody has said whether a place is step-free, nothing is known.
"""

from __future__ import annotations

from collections.abc import Iterator

from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Item
from visitplanner.i18n import N_
from visitplanner.planning.access_needs import cannot_do_with_steps
from visitplanner.planning.checks.compiled import Plan, Row
from visitplanner.planning.checks.problem import Finding, Severity
from visitplanner.planning.checks.registry import entry_rule
from visitplanner.planning.checks.rules.common import about, when
from visitplanner.planning.checks.wording import Words


@entry_rule(
    "step-free-unmet",
    Severity.ERROR,
    N_("Somebody needs step-free access where there is none"),
    traits=True,
)
def step_free_unmet(plan: Plan, words: Words, row: Row) -> Iterator[Finding]:
    """Journeys, and places of items, that are stated not to be step-free."""
    record = row.record
    place = plan.index.place(record.place) if isinstance(record, Item) else record
    if place is None or place.step_free is not False or not row.busy:
        return
    people = row.who & plan.once(_cannot_do_with_steps, frozenset({"delegates"}))
    if not people:
        return
    name = record.place if isinstance(record, Item) else ""
    yield Finding(
        **about(plan, row, people=people, names=(name,) if name else ()),
        **when(row),
        message=_message(words, row, people, name),
        fix=words.gettext(
            N_("Choose another place, or ask there for a way in without steps.")
            if name
            else N_("Book another vehicle, or ask the operator for one without steps.")
        ),
        severity=None if row.firm else Severity.WARNING,
    )


def _message(words: Words, row: Row, people: int, place: str) -> str:
    if not place:
        return words.ngettext(
            "{people} needs step-free access, but {entry} is not step-free.",
            "{people} need step-free access, but {entry} is not step-free.",
            people.bit_count(),
            people=words.people(people),
            entry=words.entry_at(row),
        )
    return words.ngettext(
        "{people} needs step-free access, but {place}, where {entry} takes place, is not"
        " step-free.",
        "{people} need step-free access, but {place}, where {entry} takes place, is not step-free.",
        people.bit_count(),
        people=words.people(people),
        place=place,
        entry=words.entry_at(row),
    )


def _cannot_do_with_steps(plan: Plan) -> int:
    return plan.crowd.those(
        person for person, _ in plan.each_person(_needs_no_steps, "access_needs")
    )


def _needs_no_steps(_plan: Plan, person: Delegate) -> bool:
    return cannot_do_with_steps(person)
