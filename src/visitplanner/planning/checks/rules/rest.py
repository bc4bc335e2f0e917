"""Nights that are too short."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta
from functools import lru_cache, reduce
from operator import or_
from typing import Final, NamedTuple

from visitplanner.i18n import N_
from visitplanner.planning.checks.compiled import Day, Plan, Row
from visitplanner.planning.checks.problem import Finding, Severity
from visitplanner.planning.checks.registry import day_rule
from visitplanner.planning.checks.rules.common import about, when
from visitplanner.planning.checks.spells import Spell, give, on_the_day, spells, takes_the_night
from visitplanner.planning.checks.wording import Words

NIGHT: Final = (time(0), time(6))
"""A rest is one of the night if it holds some time between these hours."""


class _Rest(NamedTuple):
    """From when until when, in minutes, each with the zone on whose clocks people read it."""

    start: int
    end: int
    start_zone: str
    end_zone: str

    @property
    def minutes(self) -> int:
        return self.end - self.start


@day_rule(
    "short-night", Severity.WARNING, N_("The rest between two days is too short"), overnight=True
)
def short_night(plan: Plan, words: Words, day: Day) -> Iterator[Finding]:
    """The longest rest in the night after the day is shorter than the organiser allows.

    What begins after midnight belongs to the evening as well as to the morning, hence the longest
    one. Those who are on a journey at three in the morning sleep on board.
    """
    limit = plan.limits.shortest_night
    for rest, people in _short_rests(plan, day, limit):
        rows = [row for row in _tiring(day) if row.who & people and _borders(row, rest)]
        last = next(row for row in reversed(rows) if _begins(row, rest))
        ends, begins = words.pair((rest.start, rest.start_zone), (rest.end, rest.end_zone))
        yield Finding(
            **about(plan, *rows, people=people),
            **when(last),
            message=words.ngettext(
                "{people} begins at {start} on {day} after finishing at {end}: {length} of rest.",
                "{people} begin at {start} on {day} after finishing at {end}: {length} of rest.",
                people.bit_count(),
                people=words.people(people),
                start=begins,
                day=words.local_day(rest.end, rest.end_zone),
                end=ends,
                length=words.length(rest.minutes),
            ),
            fix=words.gettext(
                "Leave at least {length} for the night: begin later, or finish earlier.",
                length=words.length(limit),
            ),
        )


def _borders(row: Row, rest: _Rest) -> bool:
    """Whether a row ends or begins a rest, be it for those who leave or join in its middle."""
    ends = rest.start == row.end or _goes_on(row, rest.start)
    return ends or _begins(row, rest)


def _begins(row: Row, rest: _Rest) -> bool:
    return rest.end == row.start or _goes_on(row, rest.end)


def _goes_on(row: Row, minute: int) -> bool:
    return row.start < minute < row.until


def _tiring(day: Day) -> Iterator[Row]:
    return (row for row in (*day.rows, *day.next_rows) if row.busy and row.firm)


def _short_rests(plan: Plan, day: Day, limit: int) -> Iterator[tuple[_Rest, int]]:
    """The rests that are too short, each with those who have no longer one that night."""
    people = _late_and_early(day, limit)
    rests = _rests(plan, day, limit, people & ~_on_board(day)) if people else {}
    rested = 0
    for rest in sorted(rests, key=lambda rest: (-rest.minutes, rest)):
        theirs = rests[rest] & ~rested
        rested |= theirs
        if theirs and rest.minutes < limit:
            yield rest, theirs


def _late_and_early(day: Day, limit: int) -> int:
    """Whose night may be short; asked before what costs more."""
    latest = max(row.until for row in day.rows)
    early = [row for row in day.next_rows if row.start < latest + limit]
    if not early:
        return 0
    earliest = min(row.start for row in early)
    late = (row.who for row in day.rows if row.until > earliest - limit)
    return reduce(or_, (row.who for row in early)) & reduce(or_, late, 0)


def _on_board(day: Day) -> int:
    """Who sleeps on a journey in the night after the day."""
    people = 0
    for row in (*day.others, *day.rows, *day.next_rows):
        if row.journey is not None and takes_the_night(row, day.day):
            people |= row.who
    return people


def _rests(plan: Plan, day: Day, limit: int, people: int) -> dict[_Rest, int]:
    """Every rest of these people in the night after the day, and who has it."""
    rests: dict[_Rest, int] = {}
    done: dict[tuple[int, str], int] = {}  # until when, and where, they have been busy so far
    for spell in spells(plan, _tiring(day)):
        who = spell.who & people
        begins, ends = _night(day.day, spell.row.zones[0])
        if spell.start >= ends + limit:
            break
        for (until, zone), their in done.items() if begins < spell.start else ():
            if their & who and until < ends and until < spell.start:
                give(rests, _Rest(until, spell.start, zone, spell.row.zones[0]), their & who)
        if who:
            done = _after(done, spell, who)
    return rests


def _after(done: dict[tuple[int, str], int], spell: Spell, who: int) -> dict[tuple[int, str], int]:
    """Until when people have been busy once some have had this spell too.

    Nobody knows of those whose spell has no end, until they are busy the next time.
    """
    after: dict[tuple[int, str], int] = {}
    for (until, zone), people in done.items():
        longer = people & who if spell.end is not None and until > spell.end else 0
        give(after, (until, zone), people & ~who | longer)
        who &= ~longer
    if spell.end is not None:
        give(after, (spell.end, spell.row.zones[1]), who)
    return after


@lru_cache(maxsize=256)
def _night(day: date, zone: str) -> tuple[int, int]:
    """From when until when it is night after a day."""
    begins, ends = (on_the_day(day + timedelta(days=1), clock, zone) for clock in NIGHT)
    return begins, ends
