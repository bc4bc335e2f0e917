"""Days without a lunch."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Final

from visitplanner.domain.vocabulary import ItemKind
from visitplanner.i18n import N_
from visitplanner.planning.checks.compiled import Day, Plan, Row
from visitplanner.planning.checks.problem import Finding, Severity
from visitplanner.planning.checks.registry import ROWS, case_rule
from visitplanner.planning.checks.rules.common import about_members
from visitplanner.planning.checks.spells import Spell, is_food, is_leg, spells, wall_at
from visitplanner.planning.checks.wording import Words

NOON: Final = (time(12), time(15))
"""The hours in which people look for something to eat."""
BEFORE: Final = time(12, 30)
AFTER: Final = time(14, 30)
"""Who has programme before the one and after the other cannot see to it on their own."""

_EARLIEST: Final = time(11)
"""Lunches in the north begin at this time."""
_EVENING: Final = time(18)


Hungry = tuple[int, date]
"""Some people, and the day on which they have nothing to eat."""


def _without_lunch(plan: Plan) -> Iterator[Hungry]:
    for day in plan.days:
        for people in plan.shared(_hungry, day).values():
            yield people, day.day


@case_rule(
    "no-meal",
    Severity.WARNING,
    N_("There is no lunch between morning and afternoon"),
    cases=_without_lunch,
    reads=(ROWS,),
)
def no_meal(plan: Plan, words: Words, case: Hungry) -> Iterator[Finding]:
    """People with programme in the morning and in the afternoon, and no meal in between.

    Free time will do, since people see to it themselves, and so will a leg, on which they are
    their own masters, or whatever calls itself a lunch. All is read on the clocks on the spot.
    """
    hungry, day = case
    first, last = map(words.clock, NOON)
    yield Finding(
        **about_members(plan, hungry, day.isoformat()),
        message=words.ngettext(
            "{people} has nothing to eat between {first} and {last} on {day}.",
            "{people} have nothing to eat between {first} and {last} on {day}.",
            hungry.bit_count(),
            people=words.people(hungry),
            first=first,
            last=last,
            day=words.day(day),
        ),
        fix=words.gettext("Add a lunch, or free time if people see to it themselves."),
        day=day,
        clock=NOON[0],
    )


def _hungry(plan: Plan, day: Day, people: int) -> dict[None, int]:
    before, after, evening = (_at(day, clock) for clock in (BEFORE, AFTER, _EVENING))
    morning = afternoon = 0
    for spell in spells(plan, filter(_is_programme, day.rows), people):
        starts, who = _starts(spell), spell.who
        if starts < before:
            morning |= who
        if who & ~afternoon and starts < evening and _stops(spell, starts) > after:
            afternoon |= who
    hungry = morning & afternoon
    noon = _at(day, NOON[1])
    for row in (*day.others, *day.rows) if hungry else ():
        late = row.begins is not None and row.begins.wall >= noon
        if not late and (is_food(row) or is_leg(row)) and _is_at_noon(row, day):
            hungry &= ~row.who
    return {None: hungry} if hungry else {}


def _is_programme(row: Row) -> bool:
    item = row.item
    return item is not None and item.kind is not ItemKind.MEAL and row.busy and row.firm


def _starts(spell: Spell) -> datetime:
    row = spell.row
    if row.begins is not None and spell.start == row.start:
        return row.begins.wall
    return wall_at(spell.start, row.zones[0])


def _stops(spell: Spell, starts: datetime) -> datetime:
    """When it is over; an unknown end counts as the start, the least it can be."""
    row = spell.row
    if spell.end is None:
        return starts
    if row.ends is not None and spell.end == row.end:
        return row.ends.wall
    return wall_at(spell.end, row.zones[1])


def _is_at_noon(row: Row, day: Day) -> bool:
    """Whether it takes place at noon, or may do so, since its time is not known."""
    if row.begins is None:
        return True
    begins = row.begins.wall
    is_meal = row.item is not None and row.item.kind is not ItemKind.FREE_TIME
    if row.ends is None or row.end is None:
        late = begins >= _at(day, _EARLIEST) or not is_meal
    else:
        late = row.ends.wall > _at(day, NOON[0]) or (is_meal and begins >= _at(day, _EARLIEST))
    return late and begins < _at(day, NOON[1])


def _at(day: Day, clock: time) -> datetime:
    return datetime.combine(day.day, clock)
