"""Who comes too late for what they are down for, or leaves too early.

The legs with which people come and go tell, and the stays that are stated for them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from operator import attrgetter
from typing import Final

from visitplanner.domain.index import code_of
from visitplanner.domain.people import Delegate
from visitplanner.domain.records import find, rebuilt, swapped
from visitplanner.domain.times import Edge
from visitplanner.domain.visit import Visit
from visitplanner.domain.who import Term, TermKind, WhoRule, parse_who
from visitplanner.i18n import N_
from visitplanner.planning.checks.compiled import Plan, Row, moment_at
from visitplanner.planning.checks.crossings import (
    Missed,
    expected,
    missed_on_arrival,
    missed_on_departure,
)
from visitplanner.planning.checks.durations import quickest
from visitplanner.planning.checks.problem import Finding, Repair, Severity
from visitplanner.planning.checks.registry import rule
from visitplanner.planning.checks.repairs import Offer
from visitplanner.planning.checks.rules.common import about, by_time, when
from visitplanner.planning.checks.wording import Words

_READS: Final = ("rows", "places")

_AHEAD_MINUTES: Final = 3 * 24 * 60
"""How far ahead the first entry is looked for that somebody who arrives can reach."""


@rule(
    "arrives-late",
    Severity.WARNING,
    N_("Somebody arrives too late for an item"),
    reads=_READS,
)
def arrives_late(plan: Plan, words: Words) -> Iterator[Finding]:
    """Items that begin before their people have arrived, or are over before they join."""
    told: dict[Row, int] = defaultdict(int)
    for missed in missed_on_arrival(plan):
        _remember(told, missed)
        minute, zone = missed.leg.until, missed.leg.zones[1]
        fix, (label, repair) = _join_later(plan, words, missed)
        wall = moment_at(minute, zone).wall
        yield Finding(
            **about(plan, missed.leg, *missed.rows, people=missed.people),
            message=words.ngettext(
                "{people} arrives at {time} on {day}, too late for {entries}.",
                "{people} arrive at {time} on {day}, too late for {entries}.",
                missed.people.bit_count(),
                people=words.people(missed.people),
                time=words.local(minute, zone),
                day=words.local_day(minute, zone),
                entries=words.entries(missed.rows),
            ),
            fix=fix,
            repair=repair,
            repair_label=label,
            day=wall.date(),
            clock=wall.time(),
        )
    yield from _before_joining(plan, words, told)


@rule(
    "leaves-early",
    Severity.WARNING,
    N_("Somebody leaves before an item is over"),
    reads=_READS,
)
def leaves_early(plan: Plan, words: Words) -> Iterator[Finding]:
    """Items that end after their people have left, or begin when their stay is over."""
    told: dict[Row, int] = defaultdict(int)
    for missed in missed_on_departure(plan):
        _remember(told, missed)
        minute, zone = missed.leg.start, missed.leg.zones[0]
        fix, (label, repair) = _leave_earlier(plan, words, missed)
        yield Finding(
            **about(plan, missed.leg, *missed.rows, people=missed.people),
            **when(missed.leg),
            message=words.ngettext(
                "{people} leaves at {time} on {day}, too early for {entries}.",
                "{people} leave at {time} on {day}, too early for {entries}.",
                missed.people.bit_count(),
                people=words.people(missed.people),
                time=words.local(minute, zone),
                day=words.local_day(minute, zone),
                entries=words.entries(missed.rows),
            ),
            fix=fix,
            repair=repair,
            repair_label=label,
        )
    yield from _after_leaving(plan, words, told)


def _remember(told: dict[Row, int], missed: Missed) -> None:
    for row in missed.rows:
        told[row] |= missed.people


# --- What to do ----------------------------------------------------------------------------------


def _join_later(plan: Plan, words: Words, missed: Missed) -> tuple[str, Offer]:
    """To join at the first entry they can reach."""
    if _leave_nobody(missed):
        entries = words.entries(missed.rows)
        fix = words.gettext("Move {entries}, or find an earlier connection.", entries=entries)
        return fix, (None, None)
    people = words.people(missed.people)
    wall = _joining(plan, missed)
    if wall is None:
        fix = words.gettext("Take {people} off, or find an earlier connection.", people=people)
        return fix, (None, None)
    at = {"people": people, "time": words.clock(wall.time()), "day": words.day(wall.date())}
    fix = words.gettext(
        "Mark {people} as joining at {time} on {day}, or find an earlier connection.", **at
    )
    if missed.leg.named & missed.people != missed.people:
        return fix, (None, None)  # who is on it as one of a group would be taken off the leg too
    edge = Edge(day=wall.date(), clock=wall.time())
    label = words.gettext("Mark {people} as joining at {time} on {day}", **at)
    return fix, (label, _stay(plan, missed, "joins", edge))


def _joining(plan: Plan, missed: Missed) -> datetime | None:
    """When they may join: with their first entry, but on the day on which they arrive.

    Or else nobody would look for a bed for the night in between.
    """
    first = _first_within_reach(plan, missed)
    if first is None or first.begins is None:
        return None
    zone = missed.leg.zones[1]
    arrives = moment_at(missed.leg.until, zone).wall
    free = moment_at(max(missed.leg.until, *(row.until for row in missed.rows)), zone).wall
    if first.begins.wall.date() > arrives.date() == free.date():
        return free
    return first.begins.wall


def _leave_nobody(missed: Missed) -> bool:
    """Whether nobody would be left if these people were not there."""
    return any(not row.who & ~missed.people for row in missed.rows)


def _first_within_reach(plan: Plan, missed: Missed) -> Row | None:
    """Their first entry for which there is time, once they have arrived.

    Journeys that name them are not asked: these are theirs in any case.
    """
    arrives = missed.leg.until
    for row in plan.beginning(arrives, arrives + _AHEAD_MINUTES):
        named = row.journey is not None and row.named & missed.people
        if not row.busy or not row.firm or row.who & missed.people != missed.people or named:
            continue
        ride = quickest(plan, missed.leg.destination, row.origin)
        if ride is None or row.start - arrives >= ride.least:
            return row
    return None


def _leave_earlier(plan: Plan, words: Words, missed: Missed) -> tuple[str, Offer]:
    """To leave when the leg does."""
    if _leave_nobody(missed):
        entries = words.entries(missed.rows)
        fix = words.gettext("Move {entries}, or book a later connection.", entries=entries)
        return fix, (None, None)
    people, leg = words.people(missed.people), missed.leg
    fix = words.gettext("Take {people} off, or book a later connection.", people=people)
    starts = leg.start
    running = any(row.start < starts for row in missed.rows)
    if running or leg.begins is None or leg.named & missed.people != missed.people:
        return fix, (None, None)
    wall = leg.begins.wall
    label = words.gettext(
        "Mark {people} as leaving at {time} on {day}",
        people=people,
        time=words.clock(wall.time()),
        day=words.day(wall.date()),
    )
    edge = Edge(day=wall.date(), clock=wall.time())
    return fix, (label, _stay(plan, missed, "leaves", edge))


def _stay(plan: Plan, missed: Missed, field: str, edge: Edge) -> Repair:
    """The edit that states when they join or leave, and takes them off what they miss by name."""
    people = tuple(person.id for person in plan.crowd.members(missed.people))
    rules = tuple(
        (row.record.id, _without(plan, row.record.who, missed.people))
        for row in missed.rows
        if row.named & missed.people
    )
    return partial(_set_stay, people=people, field=field, edge=edge, rules=rules)


def _set_stay(
    visit: Visit,
    people: tuple[str, ...],
    field: str,
    edge: Edge,
    rules: tuple[tuple[str, str], ...],
) -> Visit:
    for person in people:
        visit = swapped(visit, rebuilt(find(visit, person), {field: edge}))
    for record, who in rules:
        visit = swapped(visit, rebuilt(find(visit, record), {"who": who}))
    return visit


def _without(plan: Plan, who: str, people: int) -> str:
    """A rule that does not name these people."""

    def stays(term: Term) -> bool:
        return term.kind is not TermKind.PERSON or not plan.crowd.person(term.value) & people

    rule = parse_who(who)
    return str(WhoRule(tuple(filter(stays, rule.include)), rule.exclude))


# --- By a stay -----------------------------------------------------------------------------------


def _before_joining(plan: Plan, words: Words, told: dict[Row, int]) -> Iterator[Finding]:
    """Those who are named for something that is over when they join."""
    for person, rows in _absent(plan, told, late=True):
        edge = person.joins
        if edge is None:
            continue
        message = (
            N_("{person} is down for {entries}, but joins only at {time} on {day}.")
            if edge.clock
            else N_("{person} is down for {entries}, but joins only on {day}.")
        )
        fix = N_("Take {person} off, or correct the day of joining.")
        yield _outside_the_stay(plan, words, person, edge, rows, (message, fix))


def _after_leaving(plan: Plan, words: Words, told: dict[Row, int]) -> Iterator[Finding]:
    """Those who are named for something that begins when they have left."""
    for person, rows in _absent(plan, told, late=False):
        edge = person.leaves
        if edge is None:
            continue
        message = (
            N_("{person} is down for {entries}, but leaves at {time} on {day}.")
            if edge.clock
            else N_("{person} is down for {entries}, but leaves on {day}.")
        )
        fix = N_("Take {person} off, or correct the day of leaving.")
        yield _outside_the_stay(plan, words, person, edge, rows, (message, fix))


def _absent(
    plan: Plan, told: dict[Row, int], *, late: bool
) -> Iterator[tuple[Delegate, list[Row]]]:
    """People with the items that name them beyond their stay: before it, or after it."""
    found: dict[str, tuple[Delegate, list[Row]]] = {}
    for row, away in plan.once(_called_in_vain):
        for person in plan.crowd.members(away & ~told.get(row, 0)):
            # Whoever has left by then, and only else whoever has not joined yet.
            left = row.span and person.leaves and person.leaves.closes() <= row.span.start
            if bool(left) is not late:
                found.setdefault(person.id, (person, []))[1].append(row)
    yield from sorted(found.values(), key=lambda pair: (code_of(pair[0]), pair[0].id))


def _called_in_vain(plan: Plan) -> tuple[tuple[Row, int], ...]:
    """The items that name people who are not with the visit then, with these people."""
    found = (
        (row, row.named & ~plan.crowd.present(row.span))
        for row in filter(attrgetter("named"), plan.rows)
        if row.busy and expected(row) and row.item is not None
    )
    return tuple((row, away) for row, away in found if away)


def _outside_the_stay(
    plan: Plan, words: Words, person: Delegate, edge: Edge, rows: list[Row], texts: tuple[str, str]
) -> Finding:
    rows.sort(key=by_time)
    name = words.person(person)
    return Finding(
        **about(plan, *rows, people=plan.crowd.bit(person)),
        **when(rows[0]),
        message=words.gettext(
            texts[0],
            person=name,
            entries=words.entries(rows),
            time=words.clock(edge.clock) if edge.clock else "",
            day=words.day(edge.day),
        ),
        fix=words.gettext(texts[1], person=name),
    )
