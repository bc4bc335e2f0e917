"""The hours of a day in which people have nothing, between what they have to attend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time
from itertools import groupby
from operator import itemgetter
from typing import Final, NamedTuple

from visitplanner.domain.vocabulary import Mode
from visitplanner.planning.checks.compiled import Day, Plan, Row
from visitplanner.planning.checks.spells import Spell, give, is_leg, is_note, on_the_day, spells

LONG_MINUTES: Final = 150
"""From this length on, a gap is more than a late lunch or a way that nobody has typed."""
DAYTIME: Final = (time(9), time(18))
"""What of a gap lies outside these hours is people's own time."""
CHECK_IN_MINUTES: Final = 120
"""How long before a flight people are on their way to it."""


class Gap(NamedTuple):
    """From when until when, in minutes, each with the zone on whose clocks people read it."""

    start: int
    end: int
    start_zone: str
    end_zone: str

    def meets(self, start: int, end: int) -> bool:
        """Whether it has time in common with those minutes."""
        return start < self.end and self.start < end


def gaps(plan: Plan, day: Day) -> Mapping[Gap, int]:
    """The gaps of a day, and who has each."""
    return plan.shared(_gaps, day)


def _gaps(plan: Plan, day: Day, people: int) -> dict[Gap, int]:
    found: dict[Gap, int] = {}
    progress = _Progress()
    rows = [row for row in (*day.others, *day.rows) if not is_note(row)]
    # What begins together is no rest from one another.
    for _, group in groupby(spells(plan, rows, people), key=itemgetter(0)):
        together = list(group)
        for gap, their in _before(progress, together):
            if _is_long(gap, day):
                give(found, gap, their)
        for spell in together:
            progress.go_on(spell)
    # Nobody knows when in the day these take place.
    sometime = 0
    for row in day.others:
        sometime |= row.who if row.begins is None and not is_note(row) else 0
    return {gap: rest for gap, their in found.items() if (rest := their & ~sometime)}


def _before(progress: _Progress, together: Sequence[Spell]) -> Iterator[tuple[Gap, int]]:
    """The gaps before spells that begin at one time, and who has each."""
    busy: dict[int, int] = {}
    for spell in together:
        end = spell.start - spell.row.start + due(spell.row)
        people = progress.waiting(spell)
        if not people:
            continue
        if end not in busy:
            busy[end] = _busy(progress.had, end)
        idle = people & ~busy[end]
        for last, their in _last_of(progress.had, idle) if idle else ():
            yield Gap(last.end or 0, end, last.row.zones[1], spell.row.zones[0]), their


def due(row: Row) -> int:
    """When people set out for it: a flight waits for nobody."""
    is_flight = row.journey is not None and row.journey.mode is Mode.FLIGHT
    return row.start - (CHECK_IN_MINUTES if is_flight else 0)


@dataclass
class _Progress:
    """What people have had of the day so far, as bit sets.

    Attributes:
        had: All spells with a known end.
        begun: For whom the programme has begun.
        arrived: Whom a leg has brought to where they are.
        lost: Of whom nobody knows when they are free again.
    """

    had: list[Spell] = field(default_factory=list)
    begun: int = 0
    arrived: int = 0
    lost: int = 0

    def waiting(self, spell: Spell) -> int:
        """Who may have had to wait for a spell: nobody waits on the way between cities."""
        row = spell.row
        if not (row.busy and row.firm):
            return 0
        return spell.who & self.begun & ~self.lost & ~(self.arrived if is_leg(row) else 0)

    def go_on(self, spell: Spell) -> None:
        """Have a spell."""
        row, who = spell.row, spell.who
        if row.item is not None:
            self.arrived &= ~who
            self.begun |= who if row.busy and row.firm else 0
        elif is_leg(row):
            self.arrived |= who
        elif row.firm:
            self.begun |= who & ~self.arrived
        if spell.end is None:
            self.lost |= who
        else:
            self.lost &= ~who
            self.had.append(spell)


def _busy(had: Sequence[Spell], minute: int) -> int:
    """Who has had something in the long time before a minute."""
    people, earliest = 0, minute - LONG_MINUTES
    for one in had:
        if (one.end or 0) > earliest:
            people |= one.who
    return people


def _last_of(had: Sequence[Spell], people: int) -> Iterator[tuple[Spell, int]]:
    """What people have had last, and who has had it."""
    theirs = [spell for spell in had if spell.who & people]
    for spell in sorted(theirs, key=lambda spell: spell.end or 0, reverse=True):
        its = spell.who & people
        if its:
            yield spell, its
        people ^= its


def _is_long(gap: Gap, day: Day) -> bool:
    first, last = (on_the_day(day.day, clock, gap.start_zone) for clock in DAYTIME)
    return min(gap.end, last) - max(gap.start, first) >= LONG_MINUTES
