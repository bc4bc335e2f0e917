"""Entries moved where they stand: several at once, past a neighbour, with all that comes after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from visitplanner.domain import edits, moves, shifts
from visitplanner.domain.index import index
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.queries import Entry, attendees, entries, entry_day, entry_start
from visitplanner.domain.records import find
from visitplanner.domain.references import follows_its_day
from visitplanner.domain.relocation import booked
from visitplanner.domain.times import Moment, moment_at
from visitplanner.domain.visit import Visit
from visitplanner.errors import PlanError


def zone_when_on(visit: Visit, entry: Entry, day: date) -> str:
    """In which zone the start of an entry is read once it is on `day`."""
    if isinstance(entry, Journey):
        return entry.origin_zone
    if entry.zone and not follows_its_day(visit, entry):
        return entry.zone
    stop = index(visit).stop_on(day)
    return stop.zone if stop else entry.zone


def put(visit: Visit, entry_id: str, start: datetime) -> Visit:
    """Let an entry begin at that wall clock of its own zone; it keeps its length."""
    if isinstance(find(visit, entry_id), Item):
        return moves.move_item(visit, entry_id, start.date(), start.time())
    return moves.move_journey(visit, entry_id, start.date(), start.time())


def put_all(visit: Visit, starts: Mapping[str, datetime]) -> Visit:
    """The same for several entries, as one edit."""
    for entry_id, start in starts.items():
        visit = put(visit, entry_id, start)
    return visit


def put_copies(visit: Visit, starts: Mapping[str, datetime]) -> Visit:
    """Let copies of entries begin at those times; the entries themselves stay, as one edit."""
    for entry_id, start in starts.items():
        known = {row.id for row in visit.records()}
        visit = edits.duplicate(visit, entry_id)
        copy = next(row.id for row in visit.records() if row.id not in known)
        visit = put(visit, copy, start)
    return visit


def unschedule_all(visit: Visit, item_ids: Iterable[str]) -> Visit:
    """Put several items into the tray, as one edit."""
    for item_id in item_ids:
        visit = moves.unschedule(visit, item_id)
    return visit


# --- Neighbours ----------------------------------------------------------------------------------


def neighbour(visit: Visit, item_id: str, *, later: bool) -> Item:
    """The item before or after another one on its day, for people who are at both.

    Raises:
        PlanError: there is none, or the item has no times.
    """
    item = find(visit, item_id)
    if not isinstance(item, Item) or item.begins is None or item.ends is None:
        raise PlanError("Only an item with a beginning and an end can change places.")
    people = {person.id for person in attendees(visit, item)}
    found = [
        row
        for row in visit.items
        if row.id != item.id
        and row.day == item.day
        and row.status.counts
        and row.begins
        and row.ends
        and (row.begins.instant > item.begins.instant) is later
        and row.begins.instant != item.begins.instant
        and (not people or people & {person.id for person in attendees(visit, row)})
    ]
    if not found:
        where = "after" if later else "before"
        name = item.title or item.code
        raise PlanError(f"Nothing comes {where} “{name}” on its day for the same people.")
    in_order = sorted(((row.begins.instant, row.id), row) for row in found if row.begins)
    return in_order[0 if later else -1][1]


def swap(visit: Visit, item_id: str, *, later: bool) -> Visit:
    """Let an item and its neighbour change places; the time before, between and after stays.

    Raises:
        PlanError: there is no neighbour.
    """
    item, other = find(visit, item_id), neighbour(visit, item_id, later=later)
    first, second = (item, other) if later else (other, item)
    if not isinstance(first, Item) or not isinstance(second, Item):
        raise PlanError("Only items of the programme change places.")
    begins, ends = first.begins, second.ends
    if begins is None or ends is None:
        raise PlanError("Only an item with a beginning and an end can change places.")
    last = ends.instant - timedelta(minutes=max(0, first.minutes or 0))
    return put_all(
        visit,
        {
            second.id: moment_at(begins.instant, second.zone).wall,
            first.id: moment_at(last, first.zone).wall,
        },
    )


# --- What comes after ----------------------------------------------------------------------------


def following(
    visit: Visit,
    entry_id: str,
    *,
    whole_visit: bool = False,
    keep_booked: bool = True,
    with_it: bool = False,
) -> tuple[Entry, ...]:
    """The timed entries that begin after one has begun, in order.

    Args:
        visit: the plan.
        entry_id: internal id of the entry after which they come.
        whole_visit: those of later days as well, not only those of its own day.
        keep_booked: without journeys that have a booking reference.
        with_it: with the entry itself.

    Raises:
        PlanError: the entry has no time.
    """
    entry = find(visit, entry_id)
    begins = _begin(entry)
    if not isinstance(entry, Item | Journey) or begins is None:
        raise PlanError("It has no time yet: nothing comes after it.")
    staying = booked(visit) if keep_booked else frozenset()
    found = []
    for row in entries(visit):
        start = entry_start(row)
        if start is None or row.id in staying:
            continue
        after = start.instant > begins.instant and row.id != entry_id
        on_its_day = whole_visit or entry_day(row) == entry_day(entry)
        if (after and on_its_day) or (with_it and row.id == entry_id):
            found.append(row)
    return tuple(found)


def _begin(entry: object) -> Moment | None:
    return entry_start(entry) if isinstance(entry, Item | Journey) else None


def shift_all(visit: Visit, entry_ids: Iterable[str], minutes: int) -> Visit:
    """Move entries by real minutes, earlier if negative, as one edit."""
    return shifts.shift(visit, {one: shifts.Shift(minutes, minutes) for one in entry_ids})


def lengthened(visit: Visit, entry_id: str, minutes: int) -> Visit:
    """Give an entry a length in real minutes; a journey arrives so much after it leaves.

    Raises:
        PlanError: it has no start, or the length is not at least one minute.
    """
    entry = find(visit, entry_id)
    if isinstance(entry, Item):
        return moves.resize_item(visit, entry_id, minutes)
    if not isinstance(entry, Journey) or entry.departs is None:
        raise PlanError("It has no time yet: give it one first.")
    if minutes < 1:
        raise PlanError("A journey takes at least one minute.")
    there = moment_at(entry.departs.plus(minutes).instant, entry.destination_zone)
    wall = there.wall
    return edits.change(
        visit, entry_id, arrive_day=wall.date(), arrive=wall.time(), arrive_fold=there.fold
    )


def lengthen_all(visit: Visit, minutes: Mapping[str, int]) -> Visit:
    """The same for several entries, by internal id, as one edit."""
    for entry_id, length in minutes.items():
        visit = lengthened(visit, entry_id, length)
    return visit
