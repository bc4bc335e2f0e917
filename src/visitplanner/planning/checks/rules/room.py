"""Vehicles and venues that are too small."""

from __future__ import annotations

from collections.abc import Iterable

from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.queries import is_meal
from visitplanner.domain.vocabulary import ItemKind
from visitplanner.i18n import N_
from visitplanner.planning.checks.compiled import Plan, Row
from visitplanner.planning.checks.problem import Finding, Severity
from visitplanner.planning.checks.registry import entry_rule
from visitplanner.planning.checks.rules.common import about, when
from visitplanner.planning.checks.wording import Words


@entry_rule(
    "too-few-seats", Severity.ERROR, N_("A vehicle has fewer seats than passengers"), of=Journey
)
def too_few_seats(plan: Plan, words: Words, row: Row) -> Iterable[Finding]:
    """Passengers against the seats of a journey, where these are stated."""
    journey, people = row.record, row.who.bit_count()
    if not isinstance(journey, Journey) or journey.seats is None or people <= journey.seats:
        return ()
    message = words.ngettext(
        "{entry} has {count} seat for {people}.",
        "{entry} has {count} seats for {people}.",
        journey.seats,
        entry=words.entry_at(row),
        people=words.how_many(people),
    )
    found = Finding(
        **about(plan, row, people=row.who),
        **when(row),
        message=message,
        fix=words.gettext("Book a larger vehicle or a second one, or split the group."),
    )
    return (found,)


@entry_rule(
    "too-few-wheelchair-spaces",
    Severity.ERROR,
    N_("A vehicle has fewer wheelchair spaces than its passengers need"),
    traits=True,
    of=Journey,
)
def too_few_wheelchair_spaces(plan: Plan, words: Words, row: Row) -> Iterable[Finding]:
    """Passengers who need a wheelchair space against those stated; see `needs_wheelchair_space`."""
    journey, people = row.record, row.who & plan.crowd.wheelchairs
    if not isinstance(journey, Journey) or journey.wheelchair_spaces is None:
        return ()
    if people.bit_count() <= journey.wheelchair_spaces:
        return ()
    message = (
        words.ngettext(
            "{people} needs a wheelchair space, but {entry} has none.",
            "{people} need wheelchair spaces, but {entry} has none.",
            people.bit_count(),
            people=words.people(people),
            entry=words.entry_at(row),
        )
        if not journey.wheelchair_spaces
        else words.ngettext(
            "{people} need wheelchair spaces, but {entry} has only {count}.",
            "{people} need wheelchair spaces, but {entry} has only {count}.",
            journey.wheelchair_spaces,
            people=words.people(people),
            entry=words.entry_at(row),
        )
    )
    found = Finding(
        **about(plan, row, people=people),
        **when(row),
        message=message,
        fix=words.gettext("Order a vehicle with enough spaces, or an accessible taxi as well."),
    )
    return (found,)


@entry_rule("venue-too-small", Severity.ERROR, N_("A place holds fewer people than come"), of=Item)
def venue_too_small(plan: Plan, words: Words, row: Row) -> Iterable[Finding]:
    """People against the capacity of the place, where it is stated; at meals also extra covers."""
    item = row.item
    if item is None or item.kind is ItemKind.NOTE:
        return ()
    place = plan.index.place(item.place)
    people = row.who.bit_count() + (item.extra_covers if is_meal(item) else 0)
    if place is None or place.capacity is None or people <= place.capacity:
        return ()
    found = Finding(
        **about(plan, row, people=row.who, names=(place.name,)),
        **when(row),
        message=words.ngettext(
            "{entry} has {count} person, and {place} takes {capacity}.",
            "{entry} has {count} people, and {place} takes {capacity}.",
            people,
            entry=words.entry_at(row),
            place=place.name,
            capacity=place.capacity,
        ),
        fix=words.gettext("Choose a larger place, or split the group."),
    )
    return (found,)
