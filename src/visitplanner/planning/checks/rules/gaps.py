"""Hours of a day in which people stand about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from visitplanner.domain import edits
from visitplanner.domain.programme import Item
from visitplanner.domain.queries import Span
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ItemKind
from visitplanner.i18n import N_
from visitplanner.planning.checks.compiled import Day, Plan, Row
from visitplanner.planning.checks.idle import Gap, due, gaps
from visitplanner.planning.checks.problem import Finding, Severity
from visitplanner.planning.checks.registry import day_rule
from visitplanner.planning.checks.repairs import Offer
from visitplanner.planning.checks.rules.common import about
from visitplanner.planning.checks.spells import is_leg, wall_at
from visitplanner.planning.checks.wording import Words


@day_rule("nothing-planned", Severity.NOTE, N_("People have nothing planned for hours"))
def nothing_planned(plan: Plan, words: Words, day: Day) -> Iterator[Finding]:
    """Gaps of two and a half hours in the daytime between two entries that people must attend.

    Free time fills a gap, and so does whatever else people may do; notes do not. Who has just
    arrived has no programme to wait for yet. It is a warning where it is everybody's gap.
    """
    found = gaps(plan, day)
    for gap, people in sorted(found.items()):
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
            severity=Severity.WARNING if _is_everybodys(plan, day, found, gap) else None,
        )


def _in_words(plan: Plan, words: Words, day: Day, gap: Gap, people: int) -> str:
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


def _is_everybodys(plan: Plan, day: Day, gaps: Mapping[Gap, int], gap: Gap) -> bool:
    """Whether nobody has anything then, but for those on their way between cities."""
    others = _others(plan, gap, gaps[gap])
    for one, people in gaps.items() if others else ():
        if one.meets(gap.start, gap.end):
            others &= ~people
    for row in (*day.others, *day.rows) if others else ():
        if gap.meets(row.start or gap.start, row.until) and row.who & others and is_leg(row):
            others &= ~row.who
    return not others


def _others(plan: Plan, gap: Gap, people: int) -> int:
    """Who else is with the visit all that time."""
    there = plan.crowd.active & ~people
    for minute, zone in ((gap.start, gap.start_zone), (gap.end, gap.end_zone)):
        wall = wall_at(minute, zone)
        there &= plan.crowd.present(Span(wall, wall))
    return there


def _borders(row: Row, gap: Gap) -> bool:
    return row.busy and (row.end == gap.start or due(row) == gap.end)


# --- The way out ---------------------------------------------------------------------------------


def _free_time(plan: Plan, words: Words, gap: Gap, people: int, rows: Sequence[Row]) -> Offer:
    """Let the gap be free time, said of the same people as what is around it."""
    start, end = wall_at(gap.start, gap.start_zone), wall_at(gap.end, gap.end_zone)
    who = _said(plan, people, rows, Span(start, max(start, end)))
    if gap.start_zone != gap.end_zone or start.date() != end.date() or who is None:
        return None, None
    fields: dict[str, Any] = {
        "day": start.date(),
        "start": start.time(),
        "end": end.time(),
        "zone": gap.start_zone,
        "kind": ItemKind.FREE_TIME,
        "title": words.gettext("Free time"),
        "city": next((row.destination.city for row in rows), ""),
        "who": who,
    }
    label = words.gettext(
        "Add free time from {first} to {last}",
        first=words.clock(start.time()),
        last=words.clock(end.time()),
    )
    return label, partial(_add_item, fields=fields)


def _said(plan: Plan, people: int, rows: Sequence[Row], when: Span) -> str | None:
    """What means these people at that time: the rule of a row around, else their IDs.

    None where somebody has no ID, or shares it with somebody else.
    """

    def rules() -> Iterator[str]:
        yield from (row.record.who for row in reversed(rows) if row.who == people)
        yield "; ".join(person.code for person in plan.crowd.members(people))

    crowd = plan.crowd
    those = (rule for rule in rules() if crowd.taking_part(crowd.party(rule), when) == people)
    return next(those, None)


def _add_item(visit: Visit, fields: dict[str, Any]) -> Visit:
    return edits.add(visit, Item(code=edits.free_code(visit), **fields))
