"""Days that tire people: hours without a break, and too many hours.

What people have to attend counts: nothing that is optional, a mere idea, free time or a note.
Lengths are real minutes, also over a clock change or from one zone to another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import reduce
from operator import or_
from typing import Final

from visitplanner.domain.vocabulary import ItemKind
from visitplanner.i18n import N_
from visitplanner.planning.checks.compiled import Day, Plan, Row
from visitplanner.planning.checks.problem import Finding, Severity
from visitplanner.planning.checks.registry import day_rule
from visitplanner.planning.checks.rules.common import about
from visitplanner.planning.checks.spells import (
    Spell,
    give,
    is_pause,
    spells,
    takes_the_night,
    wall_at,
)
from visitplanner.planning.checks.wording import Words

BREAK_MINUTES: Final = 15
"""A free stretch of this length is a break, and so is a journey."""
LONG_MINUTES: Final = 4 * 60
"""Programme of this length needs one."""


# --- No break ------------------------------------------------------------------------------------


@day_rule("no-break", Severity.WARNING, N_("Hours of programme without a break"))
def no_break(plan: Plan, words: Words, day: Day) -> Iterator[Finding]:
    """Four hours or more in which people have not a quarter of an hour to themselves.

    Meals, social events and journeys of a quarter of an hour are breaks.
    """
    for (start, end), people in sorted(plan.shared(_unbroken, day).items()):
        rows = [row for row in day.rows if _is_work(row) and _is_in(row, start, end, people)]
        first, last = words.pair((start, rows[0].zones[0]), (end, rows[-1].zones[1]))
        yield Finding(
            **about(plan, *rows, people=people),
            day=day.day,
            clock=wall_at(start, rows[0].zones[0]).time(),
            message=words.ngettext(
                "{people} has no break between {first} and {last} on {day}.",
                "{people} have no break between {first} and {last} on {day}.",
                people.bit_count(),
                people=words.people(people),
                first=first,
                last=last,
                day=words.day(day.day),
            ),
            fix=_make_room(words, rows),
        )


def _make_room(words: Words, rows: list[Row]) -> str:
    length = words.length(BREAK_MINUTES)
    if len(rows) == 1:
        return words.gettext(
            "Agree on a break with those who host {entry}, or divide it in two.",
            entry=words.entry(rows[0]),
        )
    return words.gettext("Leave {length} free in between, or add a coffee break.", length=length)


def _is_in(row: Row, start: int, end: int, people: int) -> bool:
    return bool(row.who & people and row.lasts and row.start < end and row.until > start)


def _unbroken(plan: Plan, day: Day, people: int) -> Mapping[tuple[int, int], int]:
    """Who has no break from when until when."""
    runs: list[tuple[int, int, int]] = []  # long ones: until when, from when, who
    begun: list[tuple[int, int]] = []  # from when, who; somebody's newest run counts
    recent: list[tuple[int, int]] = []  # until when, who; without a break since then
    going_on, now = 0, -1
    for spell in spells(plan, filter(_is_work, day.rows), people):
        if spell.start != now:
            now = spell.start
            recent = [one for one in recent if now - one[0] < BREAK_MINUTES]
            going_on = reduce(or_, (who for _, who in recent), 0)
        begun.append((now, spell.who & ~going_on))
        end = now + 1 if spell.end is None else spell.end
        recent.append((end, spell.who))
        going_on |= spell.who
        for start, who in _begun_by(begun, spell.who):
            if end - start >= LONG_MINUTES:
                runs.append((end, start, who))
    found: dict[tuple[int, int], int] = {}
    known: dict[int, int] = {}
    for end, start, who in sorted(runs, reverse=True):
        give(found, (start, end), who & ~known.get(start, 0))
        give(known, start, who)
    return found


def _begun_by(begun: list[tuple[int, int]], people: int) -> Iterator[tuple[int, int]]:
    """When the run that people are in has begun, and whose has."""
    for start, who in reversed(begun):
        its = people & who
        if its:
            yield start, its
            people ^= its
        if not people:
            return


def _is_work(row: Row) -> bool:
    if not row.busy or not row.firm or takes_the_night(row):
        return False
    if row.journey is not None:
        return row.end is not None and row.until - row.start < BREAK_MINUTES
    return not is_pause(row)


# --- Too full ------------------------------------------------------------------------------------


@day_rule("day-too-full", Severity.WARNING, N_("A day has more programme than is good for people"))
def day_too_full(plan: Plan, words: Words, day: Day) -> Iterator[Finding]:
    """More time at items than the organiser allows for; meals and free time do not count.

    What takes place at the same time counts once for each person.
    """
    limit = plan.limits.longest_day
    for minutes, people in sorted(plan.shared(_too_much, day).items(), reverse=True):
        its = (row for row in day.rows if row.who & people and _is_programme(row))
        yield Finding(
            **about(plan, *its, people=people, names=(day.day.isoformat(),)),
            message=words.ngettext(
                "{people} has {length} of programme on {day}, more than {limit}.",
                "{people} have {length} of programme on {day}, more than {limit}.",
                people.bit_count(),
                people=words.people(people),
                length=words.length(minutes),
                limit=words.length(limit),
                day=words.day(day.day),
            ),
            fix=words.gettext("Move something to another day, or make it optional."),
            day=day.day,
        )


def _is_programme(row: Row) -> bool:
    item = row.item
    if item is None or item.kind is ItemKind.MEAL or row.end is None:
        return False
    return row.busy and row.firm and not takes_the_night(row)


def _too_much(plan: Plan, day: Day, people: int) -> Mapping[int, int]:
    """Who has how many minutes of programme, as far as these are more than the limit."""
    limit = plan.limits.longest_day
    rows = [row for row in day.rows if row.who & people and _is_programme(row)]
    begins = min((row.start for row in rows), default=0)
    if max((row.until for row in rows), default=0) - begins <= limit:
        return {}
    all_spells = spells(plan, rows, people)
    suspects = _above(limit, all_spells)
    states: dict[tuple[int, int], int] = {}  # by the minutes so far, and until when
    for spell in all_spells if suspects else ():
        states = _with(states, spell, spell.who & suspects)
    found: dict[int, int] = {}
    for (minutes, _), who in states.items():
        if minutes > limit:
            give(found, minutes, who)
    return found


def _above(limit: int, all_spells: list[Spell]) -> int:
    """Who has more minutes than the limit, if what overlaps is counted twice.

    The minutes of all people are added up at once: `digits[n]` holds those with the n-th binary
    digit set in the sum of theirs. Most days and most people need no closer look.
    """
    digits = [0] * 24
    for spell in all_spells:
        carry = 0
        minutes = (spell.end or spell.start) - spell.start
        for n, digit in enumerate(digits):
            added = spell.who if minutes >> n & 1 else 0
            digits[n] = digit ^ added ^ carry
            carry = digit & added | carry & (digit ^ added)
    above, same = 0, -1
    for n in reversed(range(len(digits))):
        if limit >> n & 1:
            same &= digits[n]
        else:
            above |= same & digits[n]
            same &= ~digits[n]
    return above


def _with(
    states: dict[tuple[int, int], int], spell: Spell, people: int
) -> dict[tuple[int, int], int]:
    """The minutes of everybody once some have had this spell too."""
    if not people:
        return states
    after: dict[tuple[int, int], int] = {}
    end = spell.end or spell.start
    for (minutes, until), their in states.items():
        there = their & people
        if there:
            more = max(0, end - max(spell.start, until))
            give(after, (minutes + more, max(until, end)), there)
            people ^= there
        give(after, (minutes, until), their ^ there)
    give(after, (end - spell.start, end), people)
    return after
