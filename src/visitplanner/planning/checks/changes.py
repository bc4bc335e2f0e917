"""What differs between two compiled plans, in the terms in which rules say what they read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import compress
from operator import attrgetter, or_
from typing import TYPE_CHECKING, Any, Final

from visitplanner.domain.base import same_name
from visitplanner.domain.index import Index, unchanged
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.visit import COLLECTIONS, Visit
from visitplanner.planning.checks.known import Known
from visitplanner.planning.checks.rows import Day, Row

if TYPE_CHECKING:
    from visitplanner.planning.checks.compiled import Plan

ROWS: Final = "rows"
"""What a check reads that looks at the compiled items and journeys: `plan.rows`, `plan.timed` and
`plan.days`, with their people and their spots, and the ways between these."""
PEOPLE: Final = "people"
"""What it reads that looks at names, IDs, groups and stays of people, as every rule may."""
NAMES: Final = "names"
"""What it reads that looks people up by name, ID or group, and asks neither for their stays nor
whether they are active."""

_OWN: Final = tuple(Visit.model_fields.keys() - COLLECTIONS.keys() - {"waivers"})
"""The visit's own fields. Waivers are none of the rules' business: the engine applies them."""
_FREE: Final = ("stops", "travel_times")
"""The collections that every rule may read without saying so."""

_ITEM_NAMES: Final = (
    *("place", "alternative_place", "host_organisation", "host_contact"),
    *("alternative_contact", "city"),
)
_JOURNEY_NAMES: Final = ("origin", "destination", "contact", "carrier", "meeting_point")

_NAMES: Final[Mapping[str, Callable[[Any], tuple[str, ...]]]] = {
    "places": lambda place: (place.name,),
    "organisations": lambda organisation: (organisation.name,),
    "contacts": lambda contact: (contact.name, contact.organisation),
}
"""By which names rows come to the records of a collection."""

Rows = tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What an edit has changed.

    Attributes:
        parts: The collections that differ, with `ROWS`, `PEOPLE` and `NAMES`.
        gone: Internal ids of the rows that are not there any more.
        ids: Those of the rows that an entry rule must judge again.
        records: Those of them that differ by more than their people.
        rows: These rows themselves.
        rows_by_traits: The same for one that looks at more of the people than every rule may.
        days: The days that a day rule must judge again.
        days_alone: Those that one must that looks at nothing of the day after.
        days_gone: Those on which nothing begins any more.
        faces: Those whom messages may now name otherwise, as a bit set; None if people stand at
            other positions.
        people: Those of whom anything may differ on any day: these, and all who take part in rows
            that have changed, or did; None likewise.
    """

    parts: frozenset[str]
    gone: frozenset[str]
    ids: frozenset[str]
    records: frozenset[str]
    rows: tuple[Row, ...]
    rows_by_traits: tuple[Row, ...]
    days: tuple[Day, ...]
    days_alone: tuple[Day, ...]
    days_gone: frozenset[date]
    faces: int | None
    people: int | None

    def reach(self, reads: frozenset[str] | None) -> bool:
        """Whether anything has changed that something reads; None for all there is."""
        return bool(self.parts) if reads is None else not self.parts.isdisjoint(reads)


def changes(before: Plan, plan: Plan) -> Changes | None:
    """What an edit has changed; None where all must be checked again.

    Args:
        before: the compiled plan before the edit.
        plan: the one that was compiled from it.
    """
    turnover = plan.turnover
    if turnover is None or not _same_world(before, plan):
        return None
    parts = {
        name
        for name in COLLECTIONS
        if not unchanged(getattr(before.visit, name), getattr(plan.visit, name))
    }
    renamed = frozenset(name for kind in _NAMES for name in _renamed(kind, before, plan, parts))
    if plan.changed:
        parts.add(ROWS)
    people = bool(turnover.keys or turnover.faces or turnover.left)
    if people:
        parts.add(PEOPLE)
    if turnover.renamed:
        parts.add(NAMES)
    rows = _rows(before, plan, renamed)
    ids = frozenset(row.record.id for row in rows)
    touched = turnover.touched
    if touched & ~turnover.faces:
        by_traits = tuple(row for row in plan.rows if row.who & touched or row.record.id in ids)
    else:
        by_traits = rows
    shifts = bool(turnover.removed or turnover.inserted)
    return Changes(
        parts=frozenset(parts),
        gone=frozenset(one for one in plan.changed if one not in plan.by_id),
        ids=ids,
        records=frozenset(one for one in plan.anew if one in plan.by_id)
        | _renamed_rows(before, rows, renamed),
        rows=rows,
        rows_by_traits=by_traits,
        days=plan.days if people else _days(before, plan, rows, _all_of),
        days_alone=plan.days if people else _days(before, plan, rows, _own_of),
        days_gone=frozenset({day.day for day in before.days} - {day.day for day in plan.days}),
        faces=None if shifts else turnover.faces,
        people=None if shifts else turnover.faces | _taking_part(before, plan),
    )


def _same_world(before: Plan, plan: Plan) -> bool:
    """Whether all is the same that every rule may read without saying so."""
    one, other = before.visit, plan.visit
    return (
        (before.today, before.asked) == (plan.today, plan.asked)
        and _same_known(before.known, plan.known)
        and all(unchanged(getattr(one, name), getattr(other, name)) for name in _FREE)
        and all(getattr(one, name) == getattr(other, name) for name in _OWN)
    )


def _same_known(one: Known, other: Known) -> bool:
    # A sent plan is compared by identity: whole plans are long to compare, and never change.
    sent, again = one.sent, other.sent
    same = (
        sent is again
        if sent is None or again is None
        else sent.number == again.number and sent.visit is again.visit
    )
    rest = (one.travel_times, one.zone_rules) == (other.travel_times, other.zone_rules)
    return one is other or (same and rest)


def _renamed(kind: str, before: Plan, plan: Plan, differing: Collection[str]) -> Iterable[str]:
    """The names by which rows may now come to something else."""
    if kind not in differing:
        return ()
    old, new = getattr(before.visit, kind), getattr(plan.visit, kind)
    was, now = {row.id: row for row in old}, {row.id: row for row in new}
    kept = {one for one, row in now.items() if was.get(one) is row}
    in_order = [one for one in was if one in kept] == [one for one in now if one in kept]
    # Of two records of one name the first counts, hence the order matters too.
    rows = [row for row in (*old, *new) if not in_order or row.id not in kept]
    return (same_name(name) for row in rows for name in _NAMES[kind](row))


def _rows(before: Plan, plan: Plan, renamed: frozenset[str]) -> tuple[Row, ...]:
    """The rows that an entry rule must judge again, in order."""
    changed, faces = plan.changed, plan.turnover.faces if plan.turnover else 0
    if not renamed:
        told = compress(plan.rows, map(faces.__and__, map(attrgetter("who"), plan.rows)))
        ids = changed.union(row.record.id for row in told) if faces else changed
        rows = (plan.by_id[one] for one in ids if one in plan.by_id)
        return tuple(sorted(rows, key=lambda row: (row.record.code, row.record.id)))
    return tuple(
        row
        for row in plan.rows
        if row.record.id in changed or row.who & faces or not renamed.isdisjoint(before.names(row))
    )


def _renamed_rows(before: Plan, rows: Iterable[Row], renamed: frozenset[str]) -> frozenset[str]:
    """The rows that may come to other records by the same names."""
    if not renamed:
        return frozenset()
    return frozenset(r.record.id for r in rows if not renamed.isdisjoint(before.names(r)))


def _taking_part(before: Plan, plan: Plan) -> int:
    """Who takes part in the rows that have changed, or did before the edit."""
    ids = plan.changed | plan.renewed
    rows = (its.get(one) for one in ids for its in (before.by_id, plan.by_id))
    return reduce(or_, (row.who for row in rows if row), 0)


def _days(
    before: Plan, plan: Plan, rows: Iterable[Row], parts: Callable[[Day], tuple[Rows, ...]]
) -> tuple[Day, ...]:
    """The days that are to be judged again by who looks at these parts of them."""
    old, again = {day.day: day for day in before.days}, frozenset(rows)
    found = []
    for day in plan.days:
        was = old.get(day.day)
        same = was is day or (was and all(map(unchanged, parts(was), parts(day))))
        if not same or not all(map(again.isdisjoint, parts(day))):
            found.append(day)
    return tuple(found)


def _all_of(day: Day) -> tuple[Rows, ...]:
    return day.rows, day.next_rows, day.others


def _own_of(day: Day) -> tuple[Rows, ...]:
    return day.rows, day.others


def names_of(index: Index, record: Item | Journey) -> frozenset[str]:
    """The names, in comparable form, by which an entry rule may come from a row to other records.

    These are those that the row states, and the organisations of the contacts among them.
    """
    fields = _ITEM_NAMES if isinstance(record, Item) else _JOURNEY_NAMES
    names = [name for field in fields if (name := getattr(record, field))]
    contacts = (index.contact(name) for name in names)
    names += [contact.organisation for contact in contacts if contact]
    return frozenset(map(same_name, names))


def entries_in_order(visit: Visit) -> list[Item | Journey]:
    """The items and journeys that count, in the order of the rows."""
    entries: list[Item | Journey] = [*visit.items, *visit.journeys]
    return sorted((e for e in entries if e.status.counts), key=attrgetter("code", "id"))


def edited_entries(before: Visit, after: Visit) -> dict[str, Item | Journey] | None:
    """What an edit has changed of them, by internal id; None where the order may be another."""
    if before.items is after.items and before.journeys is after.journeys:
        return {}
    old: list[Item | Journey] = [*before.items, *before.journeys]
    new: list[Item | Journey] = [*after.items, *after.journeys]
    if len(old) != len(new):
        return None
    pairs = [pair for pair in zip(old, new, strict=True) if pair[0] is not pair[1]]
    if any((a.id, a.code, a.status.counts) != (b.id, b.code, b.status.counts) for a, b in pairs):
        return None
    return {b.id: b for _, b in pairs}
