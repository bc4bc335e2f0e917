"""Journeys that were ordered for something that is cancelled now.

No field ties a journey to an item. It is taken for one of its journeys where it brings people of
the item to its place or takes them from there, in time for it, and where the plan has nothing else
for them there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Final, NamedTuple

from visitplanner.domain.base import same_name
from visitplanner.domain.index import code_of
from visitplanner.domain.programme import Item
from visitplanner.domain.queries import span
from visitplanner.domain.vocabulary import Mode
from visitplanner.i18n import N_
from visitplanner.planning.checks.compiled import Plan, Row
from visitplanner.planning.checks.gaps import WITHOUT_A_JOURNEY_KM
from visitplanner.planning.checks.ground import Spot
from visitplanner.planning.checks.problem import Finding, Severity
from visitplanner.planning.checks.registry import rule
from visitplanner.planning.checks.rows import times_of
from visitplanner.planning.checks.rules.common import about, when
from visitplanner.planning.checks.steps import before, following
from visitplanner.planning.checks.wording import Words

_ORDERED: Final = (Mode.COACH, Mode.MINIBUS, Mode.TAXI, Mode.CAR)
"""What comes for the delegation alone; a train goes all the same."""


class _Cancelled(NamedTuple):
    """An item that was called off: where and when it was to be, and for whom, as a bit set."""

    item: Item
    spot: Spot
    start: int
    until: int
    people: int


@rule(
    "ride-to-cancelled",
    Severity.WARNING,
    N_("A vehicle is still planned for an item that is cancelled"),
    reads=("rows", "items", "places", "rooms"),
)
def ride_to_cancelled(plan: Plan, words: Words) -> Iterator[Finding]:
    """Rides to a place where all that their people were to do is cancelled, and from there."""
    cancelled = [
        one for item in plan.once(_called_off, frozenset({"items"})) for one in _known(plan, item)
    ]
    for row in plan.journeys if cancelled else ():
        if row.journey is None or row.journey.mode not in _ORDERED or not row.firm:
            continue
        there = [one for one in cancelled if _leads_to(row, one) and not _has_use(plan, row, one)]
        items = there or [
            one for one in cancelled if _leads_from(row, one) and not _has_use(plan, row, one)
        ]
        if items:
            yield _in_vain(plan, words, row, items, there=bool(there))


def _called_off(plan: Plan) -> tuple[Item, ...]:
    """The cancelled items of which the plan says where and when they were to be."""
    off = (item for item in plan.visit.items if not item.status.counts)
    return tuple(sorted((i for i in off if i.place and i.start), key=attrgetter("code", "id")))


def _known(plan: Plan, item: Item) -> Iterator[_Cancelled]:
    times = times_of(item)
    if times.begins is not None:
        people = plan.crowd.taking_part(plan.crowd.party(item.who), span(item))
        spot = plan.ground.item_spot(item)
        yield _Cancelled(item, spot, times.start, times.until, people)


def _leads_to(row: Row, one: _Cancelled) -> bool:
    """Whether a ride brings people to a cancelled item before that would be over."""
    to_it = row.destination.key == one.spot.key != row.origin.key
    same_day = row.day == one.item.day and row.begins is not None
    return to_it and same_day and bool(row.who & one.people) and row.until <= one.until


def _leads_from(row: Row, one: _Cancelled) -> bool:
    """Whether a ride takes people away after the item would have begun."""
    from_it = row.origin.key == one.spot.key != row.destination.key
    same_day = row.day == one.item.day and row.begins is not None
    return from_it and same_day and bool(row.who & one.people) and row.start >= one.start


def _has_use(plan: Plan, row: Row, one: _Cancelled) -> bool:
    """Whether the passengers have, or may have, something else to do there."""
    if _has_guests(plan, one):
        return True
    for other in plan.rows:
        if other is not row and other.day == row.day and other.who & row.who:
            ordered = other.journey is not None and other.journey.mode in _ORDERED
            if not ordered and one.spot.key in (other.origin.key, other.destination.key):
                return True
    after = (step.second for step in following(plan, row))
    earlier = (step.first for step in before(plan, row))
    if row.destination.key == one.spot.key:
        return any(_is_there(plan, n, one) or n.start < one.start for n in after)
    return any(_is_there(plan, last, one) or last.until > one.until for last in earlier)


def _is_there(plan: Plan, row: Row, one: _Cancelled) -> bool:
    """Whether what comes before or after a ride is, or may be, within a walk of the item."""
    if row.item is None or not row.item.place or row.origin.key == one.spot.key:
        return row.item is not None
    way = plan.ground.way(row.origin, one.spot)
    next_door = way is None and row.origin.position and one.spot.position
    return bool(next_door) or (way is not None and way.km <= WITHOUT_A_JOURNEY_KM)


def _has_guests(plan: Plan, one: _Cancelled) -> bool:
    """Whether the place is a hotel of the delegation in those days."""
    day = one.item.day
    return day is not None and any(
        same_name(room.hotel) == one.spot.key
        and room.check_in is not None
        and room.check_in <= day <= (room.check_out or day)
        for room in plan.rooms
    )


def _in_vain(
    plan: Plan, words: Words, row: Row, items: Iterable[_Cancelled], *, there: bool
) -> Finding:
    called_off = [one.item for one in items]
    found = about(plan, row, names=map(code_of, called_off))
    return Finding(
        subjects=found["subjects"],
        records=(*found["records"], *(item.id for item in called_off)),
        **when(row),
        message=_message(words, row, called_off, there=there),
        fix=_fix(words, row),
    )


def _message(words: Words, row: Row, items: list[Item], *, there: bool) -> str:
    names = words.some([words.quoted(words.title(item)) for item in items])
    if there:
        return words.ngettext(
            "{ride} goes to {place}, but {items} there is cancelled, and its passengers have"
            " nothing else planned there.",
            "{ride} goes to {place}, but {items} there are cancelled, and its passengers have"
            " nothing else planned there.",
            len(items),
            ride=words.entry_at(row),
            place=row.destination.name,
            items=names,
        )
    return words.ngettext(
        "{ride} leaves from {place}, but {items} there is cancelled, and its passengers have"
        " nothing else planned there.",
        "{ride} leaves from {place}, but {items} there are cancelled, and its passengers have"
        " nothing else planned there.",
        len(items),
        ride=words.entry_at(row),
        place=row.origin.name,
        items=names,
    )


def _fix(words: Words, row: Row) -> str:
    journey = row.journey
    carrier = (journey.carrier or journey.contact) if journey else ""
    if carrier:
        return words.gettext(
            "Cancel the ride and tell {carrier}, or correct its route.", carrier=carrier
        )
    return words.gettext("Cancel the ride too, or correct its route.")
