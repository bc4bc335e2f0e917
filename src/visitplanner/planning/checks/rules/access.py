"""Needs for access that what is planned does not meet.

Only what is stated counts: where nobody has said whether a place is step-free, nothing is known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Item
from visitplanner.i18n import N_
from visitplanner.planning.access_needs import cannot_do_with_steps
from visitplanner.planning.checks.compiled import Plan, Row
from visitplanner.planning.checks.nights import Booking, bookings
from visitplanner.planning.checks.problem import Finding, Severity
from visitplanner.planning.checks.registry import entry_rule, rule
from visitplanner.planning.checks.rules.common import about, about_members, when
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


@rule(
    "hotel-not-step-free",
    Severity.ERROR,
    N_("Somebody who needs step-free access sleeps where there is none"),
    reads=("rooms", "places", "delegates"),
)
def hotel_not_step_free(plan: Plan, words: Words) -> Iterator[Finding]:
    """Hotels that are stated not to be step-free; one finding each, for all who sleep there."""
    needy = plan.once(_cannot_do_with_steps, frozenset({"delegates"}))
    stays: dict[str, list[Booking]] = defaultdict(list)
    for booking in bookings(plan) if needy else ():
        hotel = None if booking.own else plan.index.place(booking.hotel)
        if hotel and hotel.step_free is False and booking.people & needy:
            stays[hotel.name].append(booking)
    for name, found in stays.items():
        people, first = 0, min(booking.check_in for booking in found)
        for booking in found:
            people |= booking.people & needy
        yield Finding(
            **about_members(plan, people, name),
            message=words.ngettext(
                "{people} needs step-free access, but sleeps from {day} at {hotel}, which is not"
                " step-free.",
                "{people} need step-free access, but sleep from {day} at {hotel}, which is not"
                " step-free.",
                people.bit_count(),
                people=words.people(people),
                day=words.day(first),
                hotel=name,
            ),
            fix=words.gettext("Find a room in another hotel, or ask there for a way in."),
            day=first,
        )


def _cannot_do_with_steps(plan: Plan) -> int:
    return plan.crowd.those(
        person for person, _ in plan.each_person(_needs_no_steps, "access_needs")
    )


def _needs_no_steps(_plan: Plan, person: Delegate) -> bool:
    return cannot_do_with_steps(person)
