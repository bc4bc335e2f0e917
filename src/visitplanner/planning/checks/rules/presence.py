"""Who cannot be where the plan has them: in two places at once, or there for a part only.

Free time and notes leave people free, and so does a whole day; a clash with something optional,
or with a mere idea, is a warning. What overlaps is the time in UTC, ends excluded. An entry
without an end counts as its first minute, the least it can be.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from itertools import chain
from operator import or_
from typing import Final

from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Item
from visitplanner.domain.queries import Span, span
from visitplanner.i18n import N_
from visitplanner.planning.checks.compiled import Plan, Row, Segment, moment_at
from visitplanner.planning.checks.problem import Finding, Severity
from visitplanner.planning.checks.registry import PEOPLE, ROWS, case_rule, rule
from visitplanner.planning.checks.repairs import after, can_start_later, starting
from visitplanner.planning.checks.rules.common import about
from visitplanner.planning.checks.wording import Words

FAR_MINUTES: Final = 120
"""An item that had to move by more than this is not just late: which one gives way is open."""


Torn = tuple[int, Row, Row, int | None]
"""People, the two entries, and when the second can start instead, if it can."""


def _two_places(plan: Plan) -> Iterator[Torn]:
    for clash in clashes(plan):
        if not clash.leaves_early:
            first, second = clash.first, clash.second
            yield clash.people, first, second, _instead(plan, first, second)


@case_rule(
    "person-in-two-places",
    Severity.ERROR,
    N_("Somebody is in two places at the same time"),
    cases=_two_places,
    reads=(ROWS,),
)
def person_in_two_places(plan: Plan, words: Words, case: Torn) -> Iterator[Finding]:
    """Pairs of entries that share people and time; one finding a pair.

    A journey that does not wait for the end of an item is another matter: `leaves-before-free`.
    """
    people, first, second, instead = case
    begins = max(first.start, second.start)
    moment = moment_at(begins, first.zones[0])
    label, repair = (None, None) if instead is None else starting(words, second, instead)
    yield Finding(
        **about(plan, first, second, people=people),
        message=words.ngettext(
            "{people} is in {first} and {second} at {time} on {day}.",
            "{people} are in {first} and {second} at {time} on {day}.",
            people.bit_count(),
            people=words.people(people),
            first=words.entry(first),
            second=words.entry(second),
            time=words.both(begins, first.zones[0], second.zones[0]),
            day=words.day(moment.wall.date()),
        ),
        fix=_fix(words, first, second, people),
        repair=repair,
        repair_label=label,
        day=moment.wall.date(),
        clock=moment.wall.time(),
        severity=None if first.firm and second.firm else Severity.WARNING,
    )


@dataclass(frozen=True, slots=True, eq=False)
class Clash:
    """Two entries, in the order of their beginnings, at each of which people should be at a time.

    Attributes:
        people: Who should, as a bit set.
    """

    first: Row
    second: Row
    people: int

    @property
    def leaves_early(self) -> bool:
        """Whether it is a journey that departs while an item is still running."""
        waits = self.first.item is not None and self.second.journey is not None
        return waits and self.first.start < self.second.start


def clashes(plan: Plan) -> tuple[Clash, ...]:
    """Every pair of entries that share people and time, found once for a plan."""
    return plan.once(_clashes)


def _clashes(plan: Plan) -> tuple[Clash, ...]:
    return tuple(chain.from_iterable(plan.sweep(_clashes_in)))


def _clashes_in(
    plan: Plan, segment: Segment, *running: Row
) -> tuple[tuple[Clash, ...], tuple[Row, ...]]:
    """The clashes of the rows of a part with one another, and with those that still run."""
    found = []
    current = list(running)
    for first, second in _overlapping(segment.rows, current):
        people = _torn(plan, first, second)
        if people and not (_on_board(first, second) or _on_board(second, first)):
            found.append(Clash(first, second, people))
    begins = segment.rows[-1].start
    return tuple(found), tuple(row for row in current if row.until > begins)


def _overlapping(rows: tuple[Row, ...], running: list[Row]) -> Iterator[tuple[Row, Row]]:
    """Pairs of busy rows with common people and common time, in one sweep over some rows.

    `running` holds the rows from before that may still run, and afterwards those that may.
    """
    taken = reduce(or_, (row.who for row in running), 0)
    for row in rows:
        who = row.who
        if not who or not row.busy or not row.lasts:
            continue
        if taken & who:
            begins = row.start
            running[:] = [other for other in running if other.until > begins]
            taken = 0
            for other in running:
                taken |= other.who
                if other.who & who:
                    yield other, row
        running.append(row)
        taken |= who


def _torn(plan: Plan, first: Row, second: Row) -> int:
    """Who is in both during the time they share, as a bit set.

    Somebody who is meant as one of a group, and joins or leaves during an entry, is there for
    that part only.
    """
    people = first.who & second.who
    if not people & ~(first.named & second.named):
        return people
    begins = max(first.start, second.start)
    ends = min(first.until, second.until)
    zone = first.zones[0]
    shared = Span(moment_at(begins, zone).wall, moment_at(ends, zone).wall)
    there = plan.crowd.present(shared if shared.end >= shared.start else None)
    return people & (first.named | there) & (second.named | there)


def _on_board(inner: Row, outer: Row) -> bool:
    """Whether an item that is at no place of its own takes place during a journey: on the train."""
    item = inner.record
    return (
        outer.journey is not None
        and isinstance(item, Item)
        and not (item.place or item.city)
        and outer.start <= inner.start
        and inner.until <= outer.until
    )


def _fix(words: Words, first: Row, second: Row, people: int) -> str:
    if first.journey is not None and second.journey is not None:
        return words.gettext("Correct who takes which, or take a later connection.")
    if people.bit_count() == 1:
        return words.gettext(
            "Move one of them, or take {person} off one.", person=words.people(people)
        )
    return words.gettext("Move one of them, or split the group.")


def _instead(plan: Plan, first: Row, second: Row) -> int | None:
    """When the later one can start, once the earlier one is over, if that is not far off."""
    begins = after(plan, first, second)
    if begins is None or not first.start < second.start >= begins - FAR_MINUTES:
        return None
    return begins if can_start_later(plan, second, begins, first) else None


_DURING: Final = {
    "joins": N_("{person} joins at {time} on {day}, during {entry} ({first}–{last})."),
    "leaves": N_("{person} leaves at {time} on {day}, during {entry} ({first}–{last})."),
}


@rule(
    "joins-or-leaves-during",
    Severity.NOTE,
    N_("Somebody is there for a part of an item only"),
    reads=(ROWS,),
)
def joins_or_leaves_during(plan: Plan, words: Words) -> Iterator[Finding]:
    """People whose stay is stated to begin or to end in the middle of one of their items."""
    edges = plan.once(_edges, frozenset({PEOPLE}))
    for row in plan.timed if edges else ():
        when = span(row.record)
        if row.item is None or row.end is None or when is None or not row.busy:
            continue
        for bit, wall, side in edges:
            if row.who & bit and when.start < wall < when.end:
                yield Finding(
                    **about(plan, row, people=bit),
                    message=words.gettext(
                        _DURING[side],
                        person=words.people(bit),
                        time=words.clock(wall.time()),
                        day=words.day(wall.date()),
                        entry=words.entry(row),
                        first=words.clock(when.start.time()),
                        last=words.clock(when.end.time()),
                    ),
                    day=wall.date(),
                    clock=wall.time(),
                    basis=(side, *map(str, (wall, when.start, when.end))),
                )


def _edges(plan: Plan) -> tuple[tuple[int, datetime, str], ...]:
    return tuple(_stated_edges(plan))


def _stated_edges(plan: Plan) -> Iterator[tuple[int, datetime, str]]:
    """The ends of stays for which a time was given, on the wall clock of wherever people are."""
    for person, edges in plan.each_person(_edges_of, "joins", "leaves"):
        for wall, side in edges:
            yield 1 << plan.crowd.position[person.id], wall, side


def _edges_of(_plan: Plan, person: Delegate) -> list[tuple[datetime, str]]:
    if person.joins is person.leaves is None:  # as nearly always
        return []
    sides = ((person.joins, "joins"), (person.leaves, "leaves"))
    return [(datetime.combine(e.day, e.clock), side) for e, side in sides if e and e.clock]
