"""Journeys that nobody has planned, though people are in one place and then in another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import partial
from itertools import pairwise
from typing import Final

from visitplanner.domain.programme import Stop
from visitplanner.domain.queries import stays
from visitplanner.errors import PlanError
from visitplanner.i18n import N_
from visitplanner.planning.checks.compiled import Plan, Row, minute_of, moment_at
from visitplanner.planning.checks.crossings import arrivals
from visitplanner.planning.checks.gaps import WITHOUT_A_JOURNEY_KM, Gap, gaps
from visitplanner.planning.checks.problem import Finding, Severity
from visitplanner.planning.checks.proposals import proposal, suggested
from visitplanner.planning.checks.registry import rule
from visitplanner.planning.checks.repairs import Offer
from visitplanner.planning.checks.rules.common import about, when
from visitplanner.planning.checks.steps import apart, following, going_on, undecided
from visitplanner.planning.checks.strays import strays
from visitplanner.planning.checks.trail import Jump, jumps
from visitplanner.planning.checks.wording import Words
from visitplanner.planning.transfers import insert_transfer

EVENING: Final = time(18)
FREE_BEFORE_EVENING: Final = 90
"""Minutes in which people go by their hotel and get to where they dine as they like."""

_READS: Final = ("rows", "places", "delegates", "travel_times")


@rule(
    "no-transfer",
    Severity.WARNING,
    N_("People are in one place and next in another, and no journey is planned"),
    reads=_READS,
)
def no_transfer(plan: Plan, words: Words) -> Iterator[Finding]:
    """Within a town between two entries; then from one stop of the visit to the next."""
    for gap in gaps(plan):
        if _lacks_a_transfer(plan, gap):
            yield from _missing(plan, words, gap)
    for change in plan.once(_unbridged, frozenset({"journeys", "places"})):
        yield _no_way_on(plan, words, change)


@rule(
    "starts-elsewhere",
    Severity.ERROR,
    N_("Something starts where its people are not, and no journey takes them there"),
    reads=_READS,
)
def starts_elsewhere(plan: Plan, words: Words) -> Iterator[Finding]:
    """Entries in another town than the one before, as far as the plan says where they are."""
    for jump in jumps(plan):
        first, second = jump.first, jump.second
        overlap = first.until > second.start  # which is another problem
        if not first.firm or not second.firm or overlap:
            continue
        late = arrivals(plan).get(second, 0) & jump.people
        if late and first.journey is not None:
            yield _too_early(plan, words, first, second, late)
        # Who is late for an item is told so, and so is who is wanted where the visit is not.
        people = jump.people & ~(late | _wanted_elsewhere(plan, first, second))
        if people:
            yield _elsewhere(plan, words, jump._replace(people=people))


# --- Within a town -------------------------------------------------------------------------------


def _lacks_a_transfer(plan: Plan, gap: Gap) -> bool:
    way = gap.way
    if way is None or way.km <= WITHOUT_A_JOURNEY_KM or gap.minutes < 0 or gap.short:
        return False
    first, second = gap.step.first, gap.step.second
    if not _is_planned_through(gap):
        return False
    return not apart(plan, first.destination, second.origin)


def _is_planned_through(gap: Gap) -> bool:
    """Whether it is for the visit to say how people get there.

    After the day's programme they go to their hotel, and come from there: of that way nothing is
    known. From a station, an airport or a stop of the coach somebody has to take them on.
    """
    first, second = gap.step.first, gap.step.second
    begins = moment_at(second.start, second.zones[0]).wall
    ended = moment_at(gap.leaves, first.zones[1]).wall
    if first.journey is not None:
        return gap.minutes < 24 * 60
    if begins.date() != ended.date():
        return False
    by_the_hotel = begins.time() >= EVENING and gap.minutes >= FREE_BEFORE_EVENING
    return second.journey is not None or not by_the_hotel


def _missing(plan: Plan, words: Words, gap: Gap) -> Iterator[Finding]:
    first, second = gap.step.first, gap.step.second
    people = gap.step.people & ~undecided(plan, first, second)
    if not people or gap.way is None:
        return
    begins = second.start
    until, from_ = _times(words, gap)
    origin, destination = first.destination.name, second.origin.name
    label, repair = add_transfer(plan, words, first, second, people)
    mode = suggested(plan, first, second, people)
    yield Finding(
        **about(plan, first, second, people=people, names=(origin, destination)),
        **when(second),
        message=words.gettext(
            "Nothing takes {people} from {origin} ({first} until {until}) to {destination}"
            " ({second} from {begins}) on {day}, {distance} away.",
            people=words.people(people),
            origin=origin,
            first=words.entry(first),
            until=until,
            destination=destination,
            second=words.entry(second),
            begins=from_,
            day=words.local_day(begins, second.zones[0]),
            distance=words.distance(gap.way),
        ),
        fix=words.gettext(
            "Add the journey; {by} it takes about {estimate}.",
            by=words.by(mode),
            estimate=words.about(gap.way.estimate(mode), mode),
        ),
        repair=repair,
        repair_label=label,
    )


def _times(words: Words, gap: Gap) -> tuple[str, str]:
    """Until when people are busy and from when again; with the day where that is another one."""
    first, second = gap.step.first, gap.step.second
    begins = second.start
    until, from_ = words.pair((gap.leaves, first.zones[1]), (begins, second.zones[0]))
    leaves = moment_at(gap.leaves, first.zones[1]).wall.date()
    if leaves != moment_at(begins, second.zones[0]).wall.date():
        until = words.phrase(N_("{time} on {day}"), time=until, day=words.day(leaves))
    return until, from_


def add_transfer(plan: Plan, words: Words, first: Row, second: Row, people: int) -> Offer:
    """Put the journey between two entries that follow one another, where one fits."""
    if people != going_on(plan, first, second):
        return None, None
    try:
        journey = proposal(plan, first, second, people)
    except PlanError:
        return None, None
    departs, arrives = journey.departs, journey.arrives
    if departs is None or arrives is None:
        return None, None
    if not plan.is_free(people, minute_of(departs), minute_of(arrives), first, second):
        return None, None
    label = words.gettext(
        "Add {entry} at {time}",
        entry=words.quoted(words.title(journey)),
        time=words.clock(departs.wall.time()),
    )
    edit = partial(insert_transfer, first_id=first.record.id, second_id=second.record.id)
    return label, edit


# --- From stop to stop ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Change:
    """The delegation leaves one city and arrives in another."""

    first: Stop
    second: Stop
    leaves: date
    arrives: date


def _unbridged(plan: Plan) -> tuple[_Change, ...]:
    """The changes of cities for which no journey is planned."""
    stops = [stop for stop in stays(plan.visit) if stop.city]
    changes = (_change(plan, first, second) for first, second in pairwise(stops))
    return tuple(
        change
        for change in changes
        if change and not any(_may_bridge(plan, change, row) for row in plan.journeys)
    )


def _change(plan: Plan, first: Stop, second: Stop) -> _Change | None:
    leaves, arrives = first.leave or first.arrive, second.arrive
    start, end = plan.ground.spot(first.city), plan.ground.spot(second.city)
    if leaves is None or arrives is None or not apart(plan, start, end):
        return None
    return _Change(first, second, min(leaves, arrives), arrives)


def _no_way_on(plan: Plan, words: Words, change: _Change) -> Finding:
    first, second, arrives = change.first, change.second, change.arrives
    label, repair = _mend(plan, words, change)
    return Finding(
        subjects=(*dict.fromkeys((str(change.leaves), str(arrives))), first.city, second.city),
        records=(first.id, second.id),
        day=arrives,
        message=_no_way_message(words, change),
        fix=words.gettext(
            "Add the journey from {origin} to {destination}.",
            origin=first.city,
            destination=second.city,
        ),
        repair=repair,
        repair_label=label,
    )


def _no_way_message(words: Words, change: _Change) -> str:
    origin, destination = change.first.city, change.second.city
    if change.leaves == change.arrives:
        return words.gettext(
            "The delegation goes from {origin} to {destination} on {day}, and no journey is"
            " planned.",
            origin=origin,
            destination=destination,
            day=words.day(change.arrives),
        )
    return words.gettext(
        "{day} ends in {origin}, {next_day} starts in {destination}, and no journey is planned in"
        " between.",
        day=words.day(change.leaves),
        origin=origin,
        next_day=words.day(change.arrives),
        destination=destination,
    )


def _may_bridge(plan: Plan, change: _Change, row: Row) -> bool:
    """Whether a journey leaves the one city in those days, or goes to the other, or may do so."""
    if row.day is not None and not _is_about(change, row):
        return False
    start, end = plan.ground.spot(change.first.city), plan.ground.spot(change.second.city)
    from_, to = row.origin, row.destination
    if not from_.key or not to.key:
        return True
    leaves = not apart(plan, start, from_) and apart(plan, start, to)
    arrives = not apart(plan, end, to) and apart(plan, end, from_)
    return leaves or arrives


def _mend(plan: Plan, words: Words, change: _Change) -> Offer:
    """The journey for the people of whom the plan knows where they are before and after."""
    start, end = plan.ground.spot(change.first.city), plan.ground.spot(change.second.city)
    for jump in jumps(plan):
        here = not apart(plan, start, jump.first.destination)
        there = not apart(plan, end, jump.second.origin)
        in_time = _is_about(change, jump.first) and _is_about(change, jump.second)
        if here and there and in_time and not jump.staying:
            return add_transfer(plan, words, jump.first, jump.second, jump.people)
    return None, None


def _is_about(change: _Change, row: Row) -> bool:
    """Whether a row is on the days around the change of cities."""
    day = timedelta(days=1)
    return row.day is not None and change.leaves - day <= row.day <= change.arrives + day


# --- Somewhere else ------------------------------------------------------------------------------


def _elsewhere(plan: Plan, words: Words, jump: Jump) -> Finding:
    first, second, people = jump.first, jump.second, jump.people
    begins = second.start
    fix, (label, repair) = _way_there(plan, words, jump)
    return Finding(
        **about(plan, second, first, people=people),
        **when(second),
        message=words.ngettext(
            "{people} is in {origin} after {first}, but {second} starts in {destination} at"
            " {begins} on {day}, and no journey goes there.",
            "{people} are in {origin} after {first}, but {second} starts in {destination} at"
            " {begins} on {day}, and no journey goes there.",
            people.bit_count(),
            people=words.people(people),
            origin=first.destination.city,
            first=words.entry(first),
            second=words.entry(second),
            destination=second.origin.city,
            begins=words.local(begins, second.zones[0]),
            day=words.local_day(begins, second.zones[0]),
        ),
        fix=fix,
        repair=repair,
        repair_label=label,
    )


def _wanted_elsewhere(plan: Plan, *rows: Row) -> int:
    people = 0
    for row in rows:
        stray = strays(plan).get(row)
        people |= stray.people if stray else 0
    return people


def _too_early(plan: Plan, words: Words, first: Row, leg: Row, people: int) -> Finding:
    """A journey that takes people on before the leg has brought them there."""
    leaves, arrives = words.pair((first.start, first.zones[0]), (leg.until, leg.zones[1]))
    return Finding(
        **about(plan, first, leg, people=people),
        **when(first),
        message=words.ngettext(
            "{first} leaves {origin} at {leaves} on {day}, but {people} arrives only at {arrives}"
            " on {other_day} with {leg}.",
            "{first} leaves {origin} at {leaves} on {day}, but {people} arrive only at {arrives}"
            " on {other_day} with {leg}.",
            people.bit_count(),
            first=words.entry(first),
            origin=first.origin.name,
            leaves=leaves,
            day=words.local_day(first.start, first.zones[0]),
            people=words.people(people),
            arrives=arrives,
            other_day=words.local_day(leg.until, leg.zones[1]),
            leg=words.entry(leg),
        ),
        fix=words.gettext(
            "Let {first} leave after {leg} has arrived, or find an earlier connection.",
            first=words.entry(first),
            leg=words.entry(leg),
        ),
    )


def _way_there(plan: Plan, words: Words, jump: Jump) -> tuple[str, Offer]:
    """What to do: take the journey that goes there later, or add one."""
    later = _goes_there(plan, jump)
    if later is not None:
        fix = words.gettext(
            "Let it start after {journey} has arrived, or correct its times.",
            journey=words.entry_at(later),
        )
        return fix, (None, None)
    fix = words.gettext(
        "Add a journey from {origin} to {destination}, or correct where {second} starts.",
        origin=jump.first.destination.city,
        destination=jump.second.origin.city,
        second=words.entry(jump.second),
    )
    if jump.staying:
        return fix, (None, None)
    return fix, add_transfer(plan, words, jump.first, jump.second, jump.people)


def _goes_there(plan: Plan, jump: Jump) -> Row | None:
    """The journey that takes all of them from the one town to the other, if that comes next."""
    for step in following(plan, jump.second):
        row = step.second
        if (
            row.journey is not None
            and not jump.people & ~step.people
            and not apart(plan, jump.first.destination, row.origin)
            and apart(plan, jump.first.destination, jump.second.destination)
            and apart(plan, jump.first.destination, row.destination)
            and not apart(plan, jump.second.origin, row.destination)
        ):
            return row
    return None
