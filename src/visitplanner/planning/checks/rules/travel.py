"""Ways that take longer than the time there is for them.

A way is impossible below seven tenths of its bare estimate (nine tenths by air): no real train
or car was ever that much faster, so this is never a matter of taste. It is tight where there is
less time than a slow ride takes, with what a group needs besides: to board, to pass a gate, to
find its platform. What somebody has found out about a way wins over every estimate. Something
optional, or a mere idea, is left out: nobody has to be there.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator
from typing import Final
from weakref import WeakKeyDictionary

from visitplanner.domain.vocabulary import Mode
from visitplanner.i18n import N_
from visitplanner.planning import travel
from visitplanner.planning.checks.compiled import Plan, Row
from visitplanner.planning.checks.crowd import Crowd
from visitplanner.planning.checks.durations import Need, Ride, of_journey
from visitplanner.planning.checks.gaps import ANYWHERE_MINUTES, Gap, gaps
from visitplanner.planning.checks.problem import Finding, Severity
from visitplanner.planning.checks.registry import rule
from visitplanner.planning.checks.repairs import arrive_later, rounded_up, start_later
from visitplanner.planning.checks.rules.common import About, about, when
from visitplanner.planning.checks.sentence import joined
from visitplanner.planning.checks.wording import Words
from visitplanner.planning.travel import MADE_TO_MEASURE, Margins

_SCHEDULED: Final = (Mode.TRAIN, Mode.FERRY)
"""Modes whose times are those of a timetable once a carrier or a number is given."""

_READS: Final = ("rows", "places", "travel_times")


@rule(
    "transfer-too-short",
    Severity.ERROR,
    N_("There is too little time to get from A to B"),
    reads=_READS,
)
def transfer_too_short(plan: Plan, words: Words) -> Iterator[Finding]:
    """Journeys that cannot be that quick, then gaps between entries of the same people."""
    for row, ride in plan.each(_too_quick, "journey"):
        yield _slower(plan, words, row, ride, (_TOO_QUICK, _TOO_QUICK_ANYWHERE))
    for gap in gaps(plan):
        if gap.short:
            yield _impossible(plan, words, gap, gap.short)


@rule(
    "transfer-tight",
    Severity.WARNING,
    N_("The time to get from A to B is short"),
    reads=_READS,
)
def transfer_tight(plan: Plan, words: Words) -> Iterator[Finding]:
    """The same where it is possible, but leaves nothing for what usually happens."""
    for row, ride in plan.each(_hurried, "journey"):
        yield _slower(plan, words, row, ride, (_HURRIED, _HURRIED_ANYWHERE))
    for gap in gaps(plan):
        if gap.tight:
            yield _tight(plan, words, gap, gap.tight)


# --- Journeys ------------------------------------------------------------------------------------

_TOO_QUICK: Final = N_(
    "{entry} takes {minutes} for {distance} on {day}; {by} it takes about {estimate}."
)
_TOO_QUICK_ANYWHERE: Final = N_("{entry} takes {minutes} on {day}; {by} it takes about {estimate}.")
_HURRIED: Final = N_(
    "{entry} has only {minutes} for {distance} on {day}; {by} it usually takes {estimate}."
)
_HURRIED_ANYWHERE: Final = N_(
    "{entry} has only {minutes} on {day}; {by} it usually takes {estimate}."
)


def _too_quick(plan: Plan, row: Row) -> Ride | None:
    """What is known of the way of a journey that cannot be that quick."""
    journey = row.journey
    if journey is None or row.end is None:
        return None
    minutes = row.until - row.start
    if journey.mode is Mode.OTHER or minutes >= ANYWHERE_MINUTES:
        return None
    ride = of_journey(plan, row, journey.mode)
    return ride if ride and minutes < ride.least else None


def _hurried(plan: Plan, row: Row) -> Ride | None:
    """The same of one that is quicker than usual.

    What somebody has typed is taken for what they know, unless it is below the usual.
    """
    journey = row.journey
    if journey is None or row.end is None:
        return None
    by_timetable = journey.mode in _SCHEDULED and (journey.carrier or journey.number)
    minutes = row.until - row.start
    if journey.mode in (Mode.OTHER, Mode.FLIGHT) or by_timetable or minutes >= ANYWHERE_MINUTES:
        return None
    ride = of_journey(plan, row, journey.mode)
    return ride if ride and ride.least <= minutes < _usual(ride) else None


def _usual(ride: Ride) -> float:
    low = travel.band(ride.mode, ride.minutes).low
    return ride.minutes if ride.learnt else min(ride.minutes, low)


def _slower(plan: Plan, words: Words, row: Row, ride: Ride, messages: tuple[str, str]) -> Finding:
    start = row.start
    latest = rounded_up(start + round(ride.minutes))
    label, repair = (
        arrive_later(plan, words, row, latest) if ride.mode in MADE_TO_MEASURE else (None, None)
    )
    way = plan.ground.way(row.origin, row.destination)
    return Finding(
        **about(plan, row, people=row.who),
        **when(row),
        message=words.gettext(
            messages[0 if way else 1],
            entry=words.entry(row),
            minutes=words.length(row.until - start),
            distance=words.distance(way) if way else "",
            day=words.local_day(start, row.zones[0]),
            by=words.by(ride.mode),
            estimate=estimate(words, ride),
        ),
        fix=words.gettext(
            "Let it arrive at {time} or later, or correct the times.",
            time=words.local(latest, row.zones[1]),
        ),
        repair=repair,
        repair_label=label,
    )


# --- Gaps ----------------------------------------------------------------------------------------


def _impossible(plan: Plan, words: Words, gap: Gap, ride: Ride) -> Finding:
    first, second, people = gap.step.first, gap.step.second, gap.step.people
    begins = second.start
    until, from_ = words.pair((gap.leaves, first.zones[1]), (begins, second.zones[0]))
    possible = rounded_up(gap.leaves + round(ride.minutes))
    label, repair = start_later(plan, words, second, possible, first)
    # Outside the call: messages are not collected from within another message's call.
    minutes = words.length(gap.minutes) if gap.minutes > 0 else words.phrase(N_("no time"))
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
            by=words.by(ride.mode),
            estimate=estimate(words, ride),
        ),
        fix=_fix(words, second, words.local(possible, second.zones[0])),
        repair=repair,
        repair_label=label,
    )


def _tight(plan: Plan, words: Words, gap: Gap, need: Need) -> Finding:
    first, second = gap.step.first, gap.step.second
    possible = rounded_up(gap.leaves + math.ceil(need.minutes))
    label, repair = start_later(plan, words, second, possible, first)
    about_, message = _said_of(plan, words, gap, need)
    return Finding(
        **about_,
        **when(second),
        message=message,
        fix=_fix(words, second, words.local(possible, second.zones[0])),
        repair=repair,
        repair_label=label,
    )


_Said = tuple[About, str]
_said: WeakKeyDictionary[Crowd, dict[Hashable, _Said]] = WeakKeyDictionary()
# What was said of the same people before the last edit: a large plan has many tight gaps, and an
# edit leaves nearly all of them as they were.
_MOST_SAID: Final = 5000


def _said_of(plan: Plan, words: Words, gap: Gap, need: Need) -> _Said:
    """Whom and what a tight gap concerns, and how it is put into words."""
    said = _said.setdefault(plan.crowd, {})
    key = (words.language, words.years, *gap.step, gap.leaves, need)
    found = said.get(key)
    if found is None:
        if len(said) >= _MOST_SAID:
            said.clear()
        first, second, people = gap.step
        found = about(plan, first, second, people=people), _tight_message(words, gap, need)
        said[key] = found
    return found


def _tight_message(words: Words, gap: Gap, need: Need) -> str:
    first, second, people = gap.step
    begins = second.start
    until, from_ = words.pair((gap.leaves, first.zones[1]), (begins, second.zones[0]))
    takes = _takes(words, need)
    return words.gettext(
        "It is tight for {people}: {minutes} from {origin} ({first} until {until}) to"
        " {destination} ({second} from {begins}) on {day}, while {takes}.",
        people=words.people(people),
        minutes=words.length(gap.minutes),
        origin=first.destination.name,
        first=words.entry(first),
        until=until,
        destination=second.origin.name,
        second=words.entry(second),
        begins=from_,
        day=words.local_day(begins, second.zones[0]),
        takes=takes,
    )


def _takes(words: Words, need: Need) -> str:
    """`by coach it takes about 25–40 min, with 15 min of reserve and 10 min to board`."""
    parts = [
        words.phrase(message, minutes=words.length(minutes))
        for message, minutes in _margins(need.margins)
        if minutes
    ]
    by, length = words.by(need.ride.mode), estimate(words, need.ride)
    if not parts:
        return words.phrase(N_("{by} it takes about {estimate}"), by=by, estimate=length)
    return words.phrase(
        N_("{by} it takes about {estimate}, and another {margins}"),
        by=by,
        estimate=length,
        margins=words.listed(parts),
    )


def _margins(margins: Margins) -> Iterator[tuple[str, int]]:
    yield N_("{minutes} to board"), margins.boarding
    yield N_("{minutes} at the stations"), margins.stations
    yield N_("{minutes} for the airports"), margins.airports
    yield N_("{minutes} at the gate"), margins.security
    yield N_("{minutes} of reserve"), margins.reserve


def _fix(words: Words, second: Row, clock: str) -> str:
    message = (
        N_("Start {second} at {time} or later, or choose places that are closer.")
        if second.item is not None
        else N_("Take a connection that leaves at {time} or later, or end earlier.")
    )
    return words.gettext(message, second=words.entry(second), time=clock)


def estimate(words: Words, ride: Ride) -> str:
    """`25–40 min`; `3 h 20 (Renfe Euromed, CLUSGRID 2017)` where somebody has timed it."""
    if ride.learnt is None:
        return words.about(ride.minutes, ride.mode)
    minutes = words.length(round(ride.minutes))
    source = ride.learnt.source
    return joined([minutes, f"({source})"], " ") if source else minutes
