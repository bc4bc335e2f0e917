"""Ways that take longer than the time there is for them.

A way is impossible below seven tenths of its bare estimate (nine tenths by air): no real train
or car was ever that much faster, so this is never a matter of taste. Whether time is tight is
another question. Something optional, or a mere idea, is left out: nobody has to be there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.vocabulary import Mode
from visitplanner.i18n import N_
from visitplanner.planning.checks.compiled import Plan, Row
from visitplanner.planning.checks.problem import Finding, Severity
from visitplanner.planning.checks.registry import rule
from visitplanner.planning.checks.repairs import arrive_later, rounded_up, start_later
from visitplanner.planning.checks.rules.common import about, when
from visitplanner.planning.checks.wording import Words

ANYWHERE_MINUTES: Final = 26 * 60
"""In this time one flies to any place on earth, the airports included."""

_MADE_TO_MEASURE: Final = frozenset({Mode.WALK, Mode.TAXI, Mode.CAR, Mode.COACH, Mode.MINIBUS})
"""Modes without a timetable, which leave and arrive when one likes."""


@rule("transfer-too-short", Severity.ERROR, N_("There is too little time to get from A to B"))
def transfer_too_short(plan: Plan, words: Words) -> Iterator[Finding]:
    """Journeys that cannot be that quick, then gaps between entries of the same people."""
    for row in plan.timed:
        if isinstance(row.record, Journey) and row.end is not None:
            yield from _too_quick(plan, words, row, row.record)
    for first, second, people in _steps(plan):
        yield from _too_near(plan, words, first, second, people)


# --- Journeys ------------------------------------------------------------------------------------


def _too_quick(plan: Plan, words: Words, row: Row, journey: Journey) -> Iterator[Finding]:
    way = plan.ground.way(row.origin, row.destination)
    minutes = row.until - (row.start or 0)
    if way is None or journey.mode is Mode.OTHER or minutes >= ANYWHERE_MINUTES:
        return
    estimate = way.estimate(journey.mode)
    if minutes >= way.least(journey.mode):
        return
    latest = rounded_up((row.start or 0) + round(estimate))
    made_to_measure = journey.mode in _MADE_TO_MEASURE
    label, repair = arrive_later(plan, words, row, latest) if made_to_measure else (None, None)
    yield Finding(
        **about(plan, row, people=row.who),
        **when(row),
        message=words.gettext(
            "{entry} takes {minutes} for {distance} on {day}; {by} it takes about {estimate}.",
            entry=words.entry(row),
            minutes=words.length(minutes),
            distance=words.distance(way),
            day=words.local_day(row.start or 0, row.zones[0]),
            by=words.by(journey.mode),
            estimate=words.about(estimate, journey.mode),
        ),
        fix=words.gettext(
            "Let it arrive at {time} or later, or correct the times.",
            time=words.local(latest, row.zones[1]),
        ),
        repair=repair,
        repair_label=label,
    )


# --- Gaps ----------------------------------------------------------------------------------------


def _steps(plan: Plan) -> Iterator[tuple[Row, Row, int]]:
    """From where to where people go next, and who does, as a bit set.

    Entries at an unknown spot are passed over: the way from the one before to the one after
    takes no less for them.
    """
    last: list[tuple[Row, int]] = []
    seen = 0
    for row in plan.timed:
        if not (row.busy and row.firm and row.who and row.origin.key and row.destination.key):
            continue
        if seen & row.who:
            left: list[tuple[Row, int]] = []
            for other, people in last:
                moving = people & row.who
                if moving:
                    yield other, row, moving
                if people != moving:
                    left.append((other, people ^ moving))
            last = left
        last.append((row, row.who))
        seen |= row.who


def _too_near(plan: Plan, words: Words, first: Row, second: Row, people: int) -> Iterator[Finding]:
    # Without an end, the first may end at once: then there is the most time.
    leaves = (first.start or 0) if first.end is None else first.end
    minutes = (second.start or 0) - leaves
    if not 0 <= minutes < ANYWHERE_MINUTES:
        return
    way = plan.ground.way(first.destination, second.origin)
    if way is None or way.is_walked_in(minutes):
        return
    mode, estimate, least = way.quickest
    if minutes >= least:
        return
    yield _gap(plan, words, (first, leaves), second, people, (mode, estimate))


def _gap(
    plan: Plan,
    words: Words,
    departure: tuple[Row, int],
    second: Row,
    people: int,
    way: tuple[Mode, float],
) -> Finding:
    first, leaves = departure
    mode, estimate = way
    begins = second.start or 0
    until, from_ = words.pair((leaves, first.zones[1]), (begins, second.zones[0]))
    possible = rounded_up(leaves + round(estimate))
    label, repair = start_later(plan, words, second, possible, first)
    # Outside the call: messages are not collected from within another message's call.
    minutes = words.length(begins - leaves) if begins > leaves else words.phrase(N_("no time"))
    return Finding(
        **about(plan, first, second, people=people),
        **when(second),
        message=words.ngettext(
            "{people} has {minutes} to get from {origin} ({first} until {until}) to {destination}"
            " ({second} from {begins}) on {day}; {by} it takes about {estimate}.",
            "{people} have {minutes} to get from {origin} ({first} until {until}) to {destination}"
            " ({second} from {begins}) on {day}; {by} it takes about {estimate}.",
            people.bit_count(),
            people=words.people(people),
            minutes=minutes,
            origin=first.destination.name,
            first=words.entry(first),
            until=until,
            destination=second.origin.name,
            second=words.entry(second),
            begins=from_,
            day=words.local_day(begins, second.zones[0]),
            by=words.by(mode),
            estimate=words.about(estimate, mode),
        ),
        fix=_fix(words, second, words.local(possible, second.zones[0])),
        repair=repair,
        repair_label=label,
    )


def _fix(words: Words, second: Row, clock: str) -> str:
    message = (
        N_("Start {second} at {time} or later, or choose places that are closer.")
        if isinstance(second.record, Item)
        else N_("Take a connection that leaves at {time} or later, or end earlier.")
    )
    return words.gettext(message, second=words.entry(second), time=clock)
