"""Time to change, time before a flight, time to arrive.

The figures are what carriers and stations ask for, not what a quick traveller manages: a group
waits for its slowest member and for its last bag. Something optional, or a mere idea, is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import or_
from types import MappingProxyType
from typing import Final

from visitplanner.domain.programme import Journey
from visitplanner.domain.vocabulary import JourneyKind, Mode
from visitplanner.i18n import N_
from visitplanner.planning.checks.compiled import Day, Plan, Row
from visitplanner.planning.checks.durations import Ride, learnt, quickest, rides_on
from visitplanner.planning.checks.ground import Spot
from visitplanner.planning.checks.problem import Finding, Severity
from visitplanner.planning.checks.registry import day_rule, rule
from visitplanner.planning.checks.repairs import STEP
from visitplanner.planning.checks.rules.common import about, when
from visitplanner.planning.checks.rules.travel import estimate
from visitplanner.planning.checks.spells import joining_during
from visitplanner.planning.checks.steps import Step, apart, before
from visitplanner.planning.checks.wording import Words
from visitplanner.planning.travel import BEFORE_FLIGHT

CHANGES: Final = MappingProxyType(
    {
        # Above the minimum that large airports publish (35 to 60 minutes), since bags and a
        # passport control between Schengen and elsewhere lie in between.
        (Mode.FLIGHT, Mode.FLIGHT): 60,
        # Check-in, as for everybody else who comes to an airport.
        (Mode.TRAIN, Mode.FLIGHT): BEFORE_FLIGHT,
        (Mode.FERRY, Mode.FLIGHT): BEFORE_FLIGHT,
        # Bags, and the way from the gate to the platform or the quay.
        (Mode.FLIGHT, Mode.TRAIN): 45,
        (Mode.FLIGHT, Mode.FERRY): 60,
        # Platforms of a large station are up to ten minutes apart, and trains are late by five.
        (Mode.TRAIN, Mode.TRAIN): 15,
        # Ferries close their check-in of foot passengers half an hour before they sail.
        (Mode.TRAIN, Mode.FERRY): 30,
        (Mode.FERRY, Mode.FERRY): 30,
        (Mode.FERRY, Mode.TRAIN): 30,
    }
)
"""Minutes that a change takes at one station, port or airport, from what and to what."""

ONE_SITE_KM: Final = 1.5
"""Terminals and the station of an airport may be this far apart and are one place to change."""

SHORT_LEG: Final = 60
"""Minutes below which a ride to another town is an outing: people bring no bags, and need no rest.
By air and by sea nobody travels like that."""

LONG_LEG: Final = 120
"""Minutes from which on people move on to another town, even in the middle of a day."""

TO_SETTLE: Final = 90
"""Minutes between a leg and the first item: bags, the way, and the delay that one has to reckon
with. A quarter of an hour late counts as on time with railways and airlines."""


_WITH_BAGS: Final = (Mode.FLIGHT, Mode.FERRY)


# --- Changing ------------------------------------------------------------------------------------


@rule(
    "tight-connection",
    Severity.WARNING,
    N_("There is little time to change"),
    reads=("rows", "places"),
)
def tight_connection(plan: Plan, words: Words) -> Iterator[Finding]:
    """Legs with a timetable that follow one another at one station, port or airport."""
    for row in plan.departures:
        for step in before(plan, row) if _is_leg(row) else ():
            usual = _usual(plan, step)
            minutes = row.start - step.first.until
            if usual is not None and 0 <= minutes < usual:
                yield _tight(plan, words, step, minutes, usual)


def _is_leg(row: Row) -> bool:
    return row.journey is not None and row.journey.kind is not JourneyKind.TRANSFER


def _usual(plan: Plan, step: Step) -> int | None:
    """How long the change of a step usually takes; None where it is none."""
    first, second = step.first.record, step.second.record
    if not isinstance(first, Journey) or not isinstance(second, Journey):
        return None
    usual = CHANGES.get((first.mode, second.mode))
    if usual is None or not _is_leg(step.first) or step.first.end is None:
        return None
    there, from_ = step.first.destination, step.second.origin
    if first.mode is second.mode and _no_more_than_a_town(there, from_):
        return usual
    return usual if _one_site(plan, there, from_) else None


def _no_more_than_a_town(one: Spot, other: Spot) -> bool:
    """Whether both are in one town, and of one of them no more is said.

    A change within a town takes at least what it takes at one of its stations or airports.
    """
    return one.city_key == other.city_key != "" and one.city_key in (one.key, other.key)


def _one_site(plan: Plan, one: Spot, other: Spot) -> bool:
    if not one.key or not other.key:
        return False
    if one.key == other.key:
        # A town is no port with a station: whoever comes by train may have to cross it.
        return one.key != one.city_key or one.position is not None
    way = plan.ground.way(one, other)
    if way is not None:
        return bool(one.position and other.position) and way.km <= ONE_SITE_KM
    return bool(one.position and other.position)


def _tight(plan: Plan, words: Words, step: Step, minutes: int, usual: int) -> Finding:
    first, second = step.first, step.second
    return Finding(
        **about(plan, first, second, people=step.people),
        **when(second),
        message=words.ngettext(
            "{people} has {minutes} to change from {first} to {second} at {place} on {day};"
            " {usual} is usual.",
            "{people} have {minutes} to change from {first} to {second} at {place} on {day};"
            " {usual} is usual.",
            step.people.bit_count(),
            people=words.people(step.people),
            minutes=words.length(minutes),
            first=words.entry(first),
            second=words.entry(second),
            place=second.origin.name,
            day=words.local_day(second.start, second.zones[0]),
            usual=words.length(usual),
        ),
        fix=words.gettext(
            "Take a later connection, or an earlier one to {place}.", place=second.origin.name
        ),
    )


# --- Before a flight -----------------------------------------------------------------------------


@rule(
    "airport-margin",
    Severity.WARNING,
    N_("What people do before a flight ends too late"),
    reads=("rows", "places"),
)
def airport_margin(plan: Plan, words: Words) -> Iterator[Finding]:
    """The end of what people do before each flight, and the way from there to the airport."""
    for row in plan.departures:
        if row.journey is None or row.journey.mode is not Mode.FLIGHT:
            continue
        for step in before(plan, row):
            if _usual(plan, step) is None and step.first.end is not None:
                yield from _late(plan, words, step)


def _late(plan: Plan, words: Words, step: Step) -> Iterator[Finding]:
    first, flight = step.first, step.second
    minutes = flight.start - first.until
    if minutes < 0:
        return  # that is a clash
    if apart(plan, first.destination, flight.origin):
        return  # that lacks a journey
    best = quickest(plan, first.destination, flight.origin)
    if best and minutes < best.least:
        return  # and that cannot be done at all
    ride = _on_the_ground(plan, first.destination, flight.origin)
    on_the_way = ride.minutes if ride else 0
    if minutes >= BEFORE_FLIGHT + on_the_way:
        return
    latest = flight.start - BEFORE_FLIGHT - round(on_the_way)
    yield Finding(
        **about(plan, first, flight, people=step.people),
        **when(flight),
        message=_late_message(words, step, minutes, ride),
        fix=words.gettext(
            N_("End {entry} by {time}, or take a later flight.")
            if first.item is not None
            else N_("Let {entry} arrive by {time}, or take a later flight."),
            entry=words.entry(first),
            time=words.local(latest // STEP * STEP, first.zones[1]),
        ),
    )


def _on_the_ground(plan: Plan, start: Spot, end: Spot) -> Ride | None:
    """The quickest way to the airport that is no flight, without margins, if any is known."""
    way, known = plan.ground.way(start, end), learnt(plan, start, end)
    rides = rides_on(way, known, (Mode.WALK, Mode.TAXI), (Mode.TAXI, Mode.TRAIN))
    by_land = (ride for ride in rides if ride.mode is not Mode.FLIGHT)
    return min(by_land, key=lambda ride: ride.minutes, default=None)


def _late_message(words: Words, step: Step, minutes: int, ride: Ride | None) -> str:
    first, flight = step.first, step.second
    fields = {
        "people": words.people(step.people),
        "minutes": words.length(minutes),
        "first": words.entry(first),
        "flight": words.entry(flight),
        "time": words.local(flight.start, flight.zones[0]),
        "day": words.local_day(flight.start, flight.zones[0]),
        "usual": words.length(BEFORE_FLIGHT),
    }
    if ride is None:
        return words.ngettext(
            "{people} has {minutes} between {first} and {flight} at {time} on {day}; {usual} at"
            " the airport are usual.",
            "{people} have {minutes} between {first} and {flight} at {time} on {day}; {usual} at"
            " the airport are usual.",
            step.people.bit_count(),
            **fields,
        )
    return words.ngettext(
        "{people} has {minutes} between {first} and {flight} at {time} on {day}; {usual} at the"
        " airport are usual, and {by} it takes about {estimate} to get there.",
        "{people} have {minutes} between {first} and {flight} at {time} on {day}; {usual} at the"
        " airport are usual, and {by} it takes about {estimate} to get there.",
        step.people.bit_count(),
        **fields,
        by=words.by(ride.mode),
        estimate=estimate(words, ride),
    )


# --- After arriving ------------------------------------------------------------------------------


@day_rule(
    "soon-after-arrival",
    Severity.WARNING,
    N_("The programme begins soon after an arrival"),
    overnight=True,
)
def soon_after_arrival(plan: Plan, words: Words, day: Day) -> Iterator[Finding]:
    """People's first item after their leg arrives, if it begins on the day of the arrival.

    Only the last leg before the item counts, and only what comes after it: who arrives too late
    altogether has another problem. Who has had programme that day already, and then rides to a
    town not far off, is on an excursion.
    """
    legs = sorted(filter(_arrives, day.rows), key=lambda row: row.until, reverse=True)
    for rows in (day.rows, day.next_rows) if legs else ():
        coming, arrived, busy = list(legs), 0, 0
        for row in rows:
            start = row.start
            if start >= legs[0].until + TO_SETTLE:
                break
            while coming and coming[-1].until <= start:
                leg = coming.pop()
                arrived |= leg.who & ~busy if _is_excursion(leg) else leg.who
            if row.item is not None and row.busy and row.firm:
                new = row.who & arrived & ~joining_during(plan, row) if row.who & arrived else 0
                arrived &= ~row.who
                busy |= row.who
                if new:
                    yield from _soon(plan, words, legs, row, new)


def _arrives(row: Row) -> bool:
    leg = row.journey is not None and row.journey.kind is JourneyKind.LEG
    return leg and row.firm and row.end is not None


def _leads_to(leg: Row, other: Row) -> bool:
    return not _is_outing(leg) and leg.until <= other.start


def _is_outing(leg: Row) -> bool:
    return _is_by_land_within(SHORT_LEG, leg)


def _is_excursion(leg: Row) -> bool:
    return _is_by_land_within(LONG_LEG, leg)


def _is_by_land_within(minutes: int, leg: Row) -> bool:
    record = leg.record
    by_land = isinstance(record, Journey) and record.mode not in _WITH_BAGS
    return by_land and leg.until - leg.start < minutes


def _soon(plan: Plan, words: Words, legs: list[Row], row: Row, people: int) -> Iterator[Finding]:
    for leg in legs:
        minutes = row.start - leg.until
        arriving = people & leg.who
        if minutes < 0 or not arriving or not _on_one_day(leg, row):
            continue
        people ^= arriving
        if _is_outing(leg):  # unless it is the last part of a longer way
            arriving &= reduce(or_, (one.who for one in legs if _leads_to(one, leg)), 0)
        if arriving and minutes < TO_SETTLE:
            yield _arrival(plan, words, (leg, row), minutes, arriving)


def _on_one_day(leg: Row, row: Row) -> bool:
    arrives, begins = leg.ends, row.begins
    return bool(arrives and begins and arrives.wall.date() == begins.wall.date())


def _arrival(plan: Plan, words: Words, pair: tuple[Row, Row], minutes: int, people: int) -> Finding:
    leg, row = pair
    arrives, begins = words.pair((leg.until, leg.zones[1]), (row.start, row.zones[0]))
    return Finding(
        **about(plan, leg, row, people=people),
        **when(row),
        message=words.ngettext(
            "{people} arrives with {leg} at {arrival} on {day}, {minutes} before {item} begins at"
            " {time}.",
            "{people} arrive with {leg} at {arrival} on {day}, {minutes} before {item} begins at"
            " {time}.",
            people.bit_count(),
            people=words.people(people),
            leg=words.entry(leg),
            arrival=arrives,
            day=words.local_day(row.start, row.zones[0]),
            minutes=words.length(minutes),
            item=words.entry(row),
            time=begins,
        ),
        fix=words.gettext(
            "Leave {length} for bags, the way and a delay, or take an earlier connection.",
            length=words.length(TO_SETTLE),
        ),
    )
