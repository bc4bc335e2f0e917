"""Stays the wrong way round: of people, in rooms and in towns.

Nobody is anywhere in such a stay, so that all else in the plan leaves it out in silence.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Room, Stop
from visitplanner.domain.times import Edge
from visitplanner.i18n import N_
from visitplanner.planning.checks.compiled import Plan
from visitplanner.planning.checks.problem import Finding, Severity
from visitplanner.planning.checks.registry import rule
from visitplanner.planning.checks.repairs import set_fields
from visitplanner.planning.checks.rules.common import about_members, about_people
from visitplanner.planning.checks.wording import Words


@rule(
    "stay-reversed",
    Severity.ERROR,
    N_("A stay ends before it begins"),
    reads=("delegates", "rooms", "stops"),
)
def stay_reversed(plan: Plan, words: Words) -> Iterator[Finding]:
    """Active people who leave before they join, then rooms, then stops; one finding each.

    A stay of one moment, and a room for no night, are the right way round.
    """
    for person, (first, last) in plan.each_person(_reversed, "joins", "leaves"):
        begins, ends = _edge(words, first), _edge(words, last)
        yield Finding(
            **about_people([person]),
            message=words.gettext(
                "The stay of {person} ends before it begins: from {first} to {last}.",
                person=words.person(person),
                first=begins,
                last=ends,
            ),
            **_way_out(words, person, joins=last, leaves=first),
            day=first.day,
            clock=first.clock,
        )
    for room, first_day, last_day in plan.once(_rooms, frozenset({"rooms"})):
        if plan.sleepers(room) or not room.occupants:
            yield _room(plan, words, room, first_day, last_day)
    for stop in plan.visit.stops:
        if stop.arrive and stop.leave and stop.leave < stop.arrive:
            yield _stop(words, stop, stop.arrive, stop.leave)


def _reversed(_plan: Plan, person: Delegate) -> tuple[Edge, Edge] | None:
    first, last = person.joins, person.leaves
    if first is None or last is None or not person.active or last.closes() >= first.opens():
        return None
    return first, last


def _rooms(plan: Plan) -> list[tuple[Room, date, date]]:
    dated = ((room, room.check_in, room.check_out) for room in plan.rooms)
    return [(room, first, last) for room, first, last in dated if first and last and last < first]


def _edge(words: Words, edge: Edge) -> str:
    day = words.day(edge.day)
    if edge.clock is None:
        return day
    return words.phrase(N_("{time} on {day}"), time=words.clock(edge.clock), day=day)


def _room(plan: Plan, words: Words, room: Room, first: date, last: date) -> Finding:
    hotel = room.hotel or words.phrase(N_("a hotel without name"))
    found = about_members(plan, plan.sleepers(room), *([room.hotel] if room.hotel else []))
    return Finding(
        subjects=found["subjects"],
        records=(room.id, *found["records"]),
        message=words.gettext(
            "A room at {hotel} is left before it is taken: check-in on {first}, check-out on"
            " {last}.",
            hotel=hotel,
            first=words.day(first),
            last=words.day(last),
        ),
        **_way_out(words, room, check_in=last, check_out=first),
        day=first,
    )


def _stop(words: Words, stop: Stop, first: date, last: date) -> Finding:
    # Outside the call: messages are not collected from within another message's call.
    city = stop.city or words.phrase(N_("a city without name"))
    return Finding(
        subjects=(*([stop.city] if stop.city else []), first.isoformat(), last.isoformat()),
        records=(stop.id,),
        message=words.gettext(
            "The visit leaves {city} on {last}, before it arrives there on {first}.",
            city=city,
            first=words.day(first),
            last=words.day(last),
        ),
        **_way_out(words, stop, arrive=last, leave=first),
        day=first,
    )


def _way_out(words: Words, record: Delegate | Room | Stop, **swapped: Any) -> dict[str, Any]:
    return {
        "fix": words.gettext("Swap the two, or correct one of them."),
        "repair": set_fields(record, **swapped),
        "repair_label": words.gettext("Swap the two"),
    }
