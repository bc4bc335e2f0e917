"""Journeys that leave before their people can, that nobody can meet, or that are too long.

Something optional, or a mere idea, never makes more than a warning.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import time
from typing import Final, NamedTuple

from visitplanner.domain.programme import Journey
from visitplanner.domain.vocabulary import Mode
from visitplanner.i18n import N_
from visitplanner.planning.checks.compiled import Plan, Row
from visitplanner.planning.checks.crossings import arrivals
from visitplanner.planning.checks.problem import Finding, Severity
from visitplanner.planning.checks.registry import entry_rule, rule
from visitplanner.planning.checks.repairs import Offer, after, leave_later, set_fields
from visitplanner.planning.checks.rules.common import about, when
from visitplanner.planning.checks.rules.presence import FAR_MINUTES, Clash, clashes
from visitplanner.planning.checks.wording import Words

BY_TIMETABLE: Final = (Mode.TRAIN, Mode.FLIGHT, Mode.FERRY, Mode.METRO, Mode.TRAM)
"""Modes that wait for nobody."""

GRACE_MINUTES: Final = 10
"""A coach may wait for latecomers until so long after the departure that was announced."""
MEET_BEFORE: Final = 10
"""Minutes before the departure at which a group usually meets."""
HALF_A_DAY: Final = 12 * 60
"""Two times of day that are further apart belong to two days: meet at 23:50, leave at 00:10."""

LONG_RIDE: Final = 120
"""Minutes after which people in a coach need a stop. Drivers may go on for 4 h 30 (Regulation (EC)
561/2006, article 7); road safety bodies of Europe advise a break every two hours."""
_RIDES: Final = (Mode.COACH, Mode.MINIBUS)


# --- Leaving before people are free --------------------------------------------------------------


@rule(
    "leaves-before-free",
    Severity.ERROR,
    N_("A journey leaves while its people are still busy"),
    reads=("rows", "places"),
)
def leaves_before_free(plan: Plan, words: Words) -> Iterator[Finding]:
    """Items that run on while a journey of the same people departs; one finding a pair."""
    for clash in clashes(plan):
        # Who only arrives with it from elsewhere does not leave anything: that is `arrives-late`.
        people = clash.people & ~arrivals(plan).get(clash.second, 0)
        if clash.leaves_early and people:
            yield _early(plan, words, replace(clash, people=people))


def _early(plan: Plan, words: Words, clash: Clash) -> Finding:
    item, journey, people = clash.first, clash.second, clash.people
    leaves, until = words.pair((journey.start, journey.zones[0]), (item.until, item.zones[0]))
    label, repair = _wait(plan, words, clash)
    return Finding(
        **about(plan, item, journey, people=people),
        **when(journey),
        message=words.ngettext(
            "{journey} leaves at {time} on {day}, but {people} is in {item} until {until}.",
            "{journey} leaves at {time} on {day}, but {people} are in {item} until {until}.",
            people.bit_count(),
            journey=words.entry(journey),
            time=leaves,
            day=words.local_day(journey.start, journey.zones[0]),
            people=words.people(people),
            item=words.entry(item),
            until=until,
        ),
        fix=words.gettext(
            "Leave later, or end {item} in time for the way there.", item=words.entry(item)
        ),
        repair=repair,
        repair_label=label,
        severity=None if item.firm and journey.firm else Severity.WARNING,
    )


def _wait(plan: Plan, words: Words, clash: Clash) -> Offer:
    """Let what has no timetable leave when the item is over, if that is not far off."""
    item, journey = clash.first, clash.second
    leaves = after(plan, item, journey)
    made_to_measure = journey.journey is not None and not _is_booked(journey.journey)
    if leaves is None or not made_to_measure or leaves > journey.start + FAR_MINUTES:
        return None, None
    return leave_later(plan, words, journey, leaves, item)


def _is_booked(journey: Journey) -> bool:
    return journey.mode in BY_TIMETABLE or journey.mode is Mode.OTHER or bool(journey.number)


# --- Meeting too late ----------------------------------------------------------------------------


class _Slip(NamedTuple):
    """Two times of a journey that are in the wrong order."""

    message: str
    fix: str
    field: str
    better: time
    label: str


@entry_rule(
    "meeting-after-departure",
    Severity.ERROR,
    N_("A journey is met or waited for until after it has left"),
    of=Journey,
)
def meeting_after_departure(plan: Plan, words: Words, row: Row) -> Iterator[Finding]:
    """Meeting times and cut-offs against the departure, all on the clock of the origin."""
    journey = row.journey
    if journey is None:
        return
    for slip in _slips(journey):
        clocks = _clocks(words, journey, slip)
        yield Finding(
            **about(plan, row, people=row.who),
            **when(row),
            message=words.gettext(slip.message, entry=words.entry(row), **clocks),
            fix=words.gettext(slip.fix, **clocks),
            repair=set_fields(journey, **{slip.field: slip.better}),
            repair_label=words.gettext(slip.label, **clocks),
            severity=None if row.firm else Severity.WARNING,
        )


def _clocks(words: Words, journey: Journey, slip: _Slip) -> dict[str, str]:
    return {
        "meeting": words.clock(journey.meeting_time or time.min),
        "cut_off": words.clock(journey.cut_off or time.min),
        "departure": words.clock(journey.depart or time.min),
        "time": words.clock(slip.better),
    }


def _slips(journey: Journey) -> Iterator[_Slip]:
    """The times that are in the wrong order, and those that would be right."""
    meeting, cut_off, departure = journey.meeting_time, journey.cut_off, journey.depart
    if meeting and departure and _minutes(departure, meeting) > 0:
        yield _meets_late(
            N_("{entry} leaves at {departure}, but its passengers meet at {meeting}."),
            min((t for t in (departure, cut_off) if t), key=lambda t: _minutes(departure, t)),
        )
    elif meeting and cut_off and _minutes(cut_off, meeting) > 0:
        yield _meets_late(
            N_("{entry} waits until {cut_off}, but its passengers meet at {meeting}."), cut_off
        )
    if cut_off and departure and _minutes(departure, cut_off) > _grace(journey):
        yield _Slip(
            N_("{entry} leaves at {departure}, but its cut-off is at {cut_off}."),
            N_("Set the cut-off to {time} or earlier, or leave later."),
            "cut_off",
            _shifted(departure, _grace(journey)),
            N_("Set the cut-off to {time}"),
        )


def _meets_late(message: str, last: time) -> _Slip:
    return _Slip(
        message,
        N_("Meet at {time} or earlier, or correct the other time."),
        "meeting_time",
        _shifted(last, -MEET_BEFORE),
        N_("Meet at {time}"),
    )


def _grace(journey: Journey) -> int:
    return 0 if journey.mode in BY_TIMETABLE else GRACE_MINUTES


def _minutes(first: time, second: time) -> int:
    """From one time of day to the other, whichever way is shorter; negative if it is earlier."""
    minutes = second.hour * 60 + second.minute - first.hour * 60 - first.minute
    return (minutes + HALF_A_DAY) % (2 * HALF_A_DAY) - HALF_A_DAY


def _shifted(clock: time, minutes: int) -> time:
    minute = (clock.hour * 60 + clock.minute + minutes) % (2 * HALF_A_DAY)
    return time(*divmod(minute, 60))


# --- Long rides ----------------------------------------------------------------------------------


@entry_rule("long-ride", Severity.WARNING, N_("A long ride by road has no stop"), of=Journey)
def long_ride(plan: Plan, words: Words, row: Row) -> Iterator[Finding]:
    """Rides of more than two hours by coach or minibus that name no stop on the way."""
    journey = row.journey
    if journey is None or journey.mode not in _RIDES or journey.via:
        return
    if row.end is None or not row.firm or row.until - row.start <= LONG_RIDE:
        return
    yield Finding(
        **about(plan, row, people=row.who),
        **when(row),
        message=words.gettext(
            "{entry} takes {length} without a stop.",
            entry=words.entry_at(row),
            length=words.length(row.until - row.start),
        ),
        fix=words.gettext("Plan a stop every two hours, and name it under Via."),
    )
