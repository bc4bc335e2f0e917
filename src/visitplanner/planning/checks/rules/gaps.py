"""Hours of a day in which people stand about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time
from functools import partial, reduce
from operator import or_
from typing import Any, Final, NamedTuple

from visitplanner.domain import edits
from visitplanner.domain.programme import Item
from visitplanner.domain.queries import Span
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ItemKind, Mode
from visitplanner.i18n import N_
from visitplanner.planning.checks.compiled import Day, Plan, Row
from visitplanner.planning.checks.problem import Finding, Severity
from visitplanner.planning.checks.registry import day_rule
from visitplanner.planning.checks.repairs import Offer
from visitplanner.planning.checks.rules.common import about
from visitplanner.planning.checks.spells import (
    Spell,
    give,
    is_leg,
    is_note,
    on_the_day,
    spells,
    wall_at,
)
from visitplanner.planning.checks.wording import Words

LONG_MINUTES: Final = 150
"""From this length on, a gap is more than a late lunch or a way that nobody has typed."""
DAYTIME: Final = (time(9), time(18))
"""What of a gap lies outside these hours is people's own time."""
CHECK_IN_MINUTES: Final = 120
"""How long before a flight people are on their way to it."""


class _Gap(NamedTuple):
    """From when until when, in minutes, each with the zone on whose clocks people read it."""

    start: int
    end: int
    start_zone: str
    end_zone: str

    def meets(self, start: int, end: int) -> bool:
        """Whether it has time in common with those minutes."""
        return start < self.end and self.start < end


@day_rule("nothing-planned", Severity.NOTE, N_("People have nothing planned for hours"))
def nothing_planned(plan: Plan, words: Words, day: Day) -> Iterator[Finding]:
    """Gaps of two and a half hours in the daytime between two entries that people must attend.

    Free time fills a gap, and so does whatever else people may do; notes do not. Who has just
    arrived has no programme to wait for yet. It is a warning where it is everybody's gap.
    """
    gaps = _gaps(plan, day)
    for gap, people in sorted(gaps.items()):
        rows = [row for row in day.rows if row.who & people and _borders(row, gap)]
        label, repair = _free_time(plan, words, gap, people, rows)
        yield Finding(
            **about(plan, *rows, people=people),
            message=_in_words(plan, words, day, gap, people),
            fix=words.gettext("Plan something, or mark it as free time if that is meant."),
            repair=repair,
            repair_label=label,
            day=day.day,
            clock=wall_at(gap.start, gap.start_zone).time(),
            severity=Severity.WARNING if _is_everybodys(plan, day, gaps, gap) else None,
        )


def _in_words(plan: Plan, words: Words, day: Day, gap: _Gap, people: int) -> str:
    first, last = words.pair((gap.start, gap.start_zone), (gap.end, gap.end_zone))
    count, day_text = people.bit_count(), words.day(day.day)
    if count > 1 and not _others(plan, gap, people):
        return words.gettext(
            "The whole delegation ({people}) has nothing planned from {first} to {last} on {day}.",
            people=words.how_many(count),
            first=first,
            last=last,
            day=day_text,
        )
    return words.ngettext(
        "{people} has nothing planned from {first} to {last} on {day}.",
        "{people} have nothing planned from {first} to {last} on {day}.",
        count,
        people=words.people(people),
        first=first,
        last=last,
        day=day_text,
    )


# --- Whose gap it is -----------------------------------------------------------------------------


def _is_everybodys(plan: Plan, day: Day, gaps: Mapping[_Gap, int], gap: _Gap) -> bool:
    """Whether nobody has anything then, but for those on their way between cities."""
    others = _others(plan, gap, gaps[gap])
    for one, people in gaps.items() if others else ():
        if one.meets(gap.start, gap.end):
            others &= ~people
    for row in (*day.others, *day.rows) if others else ():
        if row.who & others and is_leg(row) and gap.meets(row.start or gap.start, row.until):
            others &= ~row.who
    return not others


def _others(plan: Plan, gap: _Gap, people: int) -> int:
    """Who else is with the visit all that time."""
    there = plan.crowd.active & ~people
    for minute, zone in ((gap.start, gap.start_zone), (gap.end, gap.end_zone)):
        wall = wall_at(minute, zone)
        there &= plan.crowd.present(Span(wall, wall))
    return there


def _borders(row: Row, gap: _Gap) -> bool:
    return row.busy and (row.end == gap.start or _due(row) == gap.end)


def _due(row: Row) -> int:
    """When people set out for it: a flight waits for nobody."""
    is_flight = not isinstance(row.record, Item) and row.record.mode is Mode.FLIGHT
    return (row.start or 0) - (CHECK_IN_MINUTES if is_flight else 0)


# --- Gaps ----------------------------------------------------------------------------------------


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
        if isinstance(row.record, Item):
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


def _gaps(plan: Plan, day: Day) -> Mapping[_Gap, int]:
    """The gaps of a day, and who has each."""
    gaps: dict[_Gap, int] = {}
    progress, free = _Progress(), _Free()
    rows = [row for row in (*day.others, *day.rows) if not is_note(row)]
    for spell in spells(plan, rows):
        end = spell.start - (spell.row.start or 0) + _due(spell.row)
        people = progress.waiting(spell)
        people &= people and free.since(progress.had, end)
        for last, their in _last_of(progress.had, people):
            gap = _Gap(last.end or 0, end, last.row.zones[1], spell.row.zones[0])
            if _is_long(gap, day):
                give(gaps, gap, their)
        progress.go_on(spell)
    # Nobody knows when in the day these take place.
    sometime = 0
    for row in day.others:
        sometime |= row.who if row.start is None and not is_note(row) else 0
    return {gap: rest for gap, people in gaps.items() if (rest := people & ~sometime)}


class _Free:
    """Who has been free for long; asked about one time after the other."""

    def __init__(self) -> None:
        self._at = -1
        self._people = 0

    def since(self, had: Sequence[Spell], minute: int) -> int:
        """Who has had nothing for long before a minute."""
        if minute != self._at:
            busy = (one.who for one in had if (one.end or 0) > minute - LONG_MINUTES)
            self._at, self._people = minute, ~reduce(or_, busy, 0)
        return self._people


def _last_of(had: Sequence[Spell], people: int) -> Iterator[tuple[Spell, int]]:
    """What people have had last, and who has had it."""
    if not people:
        return
    theirs = [spell for spell in had if spell.who & people]
    for spell in sorted(theirs, key=lambda spell: spell.end or 0, reverse=True):
        its = spell.who & people
        if its:
            yield spell, its
        people ^= its


def _is_long(gap: _Gap, day: Day) -> bool:
    first, last = (on_the_day(day.day, clock, gap.start_zone) for clock in DAYTIME)
    return min(gap.end, last) - max(gap.start, first) >= LONG_MINUTES


# --- The way out ---------------------------------------------------------------------------------


def _free_time(plan: Plan, words: Words, gap: _Gap, people: int, rows: Sequence[Row]) -> Offer:
    """Let the gap be free time, said of the same people as what is around it."""
    codes = [person.code for person in plan.crowd.members(people)]
    rules = [row.record.who for row in rows if row.who == people]
    start, end = wall_at(gap.start, gap.start_zone), wall_at(gap.end, gap.end_zone)
    if gap.start_zone != gap.end_zone or start.date() != end.date() or not (rules or all(codes)):
        return None, None
    fields: dict[str, Any] = {
        "day": start.date(),
        "start": start.time(),
        "end": end.time(),
        "zone": gap.start_zone,
        "kind": ItemKind.FREE_TIME,
        "title": words.gettext("Free time"),
        "city": next((row.destination.city for row in rows), ""),
        "who": rules[-1] if rules else "; ".join(codes),
    }
    label = words.gettext(
        "Add free time from {first} to {last}",
        first=words.clock(start.time()),
        last=words.clock(end.time()),
    )
    return label, partial(_add_item, fields=fields)


def _add_item(visit: Visit, fields: dict[str, Any]) -> Visit:
    return edits.add(visit, Item(code=edits.free_code(visit), **fields))
