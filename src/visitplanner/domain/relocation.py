"""Moving a whole visit, or some of it, to other days.

Wall-clock times stay as they are: what begins at nine begins at nine on its new day. Nothing is
ever deleted, and what does not move keeps its days, even where the delegation is elsewhere by then;
the checks say so. What other people have said about days of the calendar is left alone: when a host
can receive people, until when a hotel holds a room, strikes, days on which something was noted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeAlias

from visitplanner.domain.base import Entity
from visitplanner.domain.index import index
from visitplanner.domain.office import Task
from visitplanner.domain.people import Delegate, Organisation
from visitplanner.domain.programme import Item, Journey, Room, Stop
from visitplanner.domain.records import map_rows, rebuilt
from visitplanner.domain.references import follows_its_day
from visitplanner.domain.times import Edge
from visitplanner.domain.visit import Visit

Dated: TypeAlias = Stop | Item | Journey | Room | Delegate | Task | Organisation
"""What has days of the visit: people where they join or leave on a day of their own, tasks and next
steps with hosts where they have a day that does not move by itself."""


@dataclass(frozen=True, slots=True)
class Relocation:
    """By how many days to move a visit; earlier if negative.

    Attributes:
        days: How many.
        staying: Internal ids of what keeps the days it has.
    """

    days: int
    staying: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Relocated:
    """One record in a relocation: its first and last day before and after it."""

    record: Dated
    before: tuple[date, date]
    after: tuple[date, date]

    @property
    def moves(self) -> bool:
        """Whether it is on other days than before."""
        return self.before != self.after


def dated(visit: Visit) -> Iterator[tuple[Dated, date, date]]:
    """Everything that has days of the visit, with its first and its last day."""
    rows = (visit.stops, visit.items, visit.journeys, visit.rooms, visit.delegates)
    for collection in (*rows, visit.tasks, visit.organisations):
        for row in collection:
            days = days_of(row)
            if days:
                yield row, min(days), max(days)


def days_of(record: Entity) -> tuple[date, ...]:
    """The days of the visit that a record states; empty where it states none."""
    match record:
        case Stop(arrive=arrive, leave=leave):
            found: tuple[Any, ...] = (arrive, leave)
        case Item(day=day):
            found = (day, day and day + timedelta(days=record.end_day))
        case Journey(depart_day=leaves, arrive_day=arrives):
            found = (leaves, arrives)
        case Room(check_in=first, check_out=last):
            found = (first, last)
        case Delegate(joins=joins, leaves=leaves_at):
            found = (joins and joins.day, leaves_at and leaves_at.day)
        case Task(due=date() as due, done=False) | Organisation(next_due=date() as due):
            found = (due,)
        case _:
            found = ()
    return tuple(day for day in found if day is not None)


def booked(visit: Visit) -> frozenset[str]:
    """What somebody has been paid for: journeys and rooms with a booking reference."""
    journeys = {row.id for row in visit.journeys if row.booking_reference and row.status.counts}
    return frozenset(journeys | {row.id for row in visit.rooms if row.confirmation})


def elsewhere(visit: Visit, days: Collection[date]) -> frozenset[str]:
    """What is not wholly on some days: it stays if only these days are moved.

    A room counts by its nights: its check-out may be on another day.
    """
    chosen = set(days)
    found = set()
    for record, first, last in dated(visit):
        nights = isinstance(record, Room) and last > first
        if not chosen.issuperset(_range(first, last - timedelta(days=nights))):
            found.add(record.id)
    return frozenset(found)


def _range(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def preview(visit: Visit, relocation: Relocation) -> tuple[Relocated, ...]:
    """What a relocation would do to everything that has days, in the order of the days.

    Raises:
        PlanError: it would lead beyond the years that a plan can have.
    """
    after = index(relocate(visit, relocation)).by_id
    found = []
    for record, first, last in dated(visit):
        days = days_of(after[record.id])
        found.append(Relocated(record, (first, last), (min(days), max(days))))
    return tuple(sorted(found, key=lambda one: one.before))


def relocate(visit: Visit, relocation: Relocation) -> Visit:
    """Move everything that has days of the visit, but for what stays.

    Raises:
        PlanError: that would lead beyond the years that a plan can have; nothing has moved.
    """
    by, staying = timedelta(days=relocation.days), relocation.staying
    if not by:
        return visit
    moved = visit
    for kind in (Stop, Item, Journey, Room, Delegate, Task, Organisation):

        def row(record: Any) -> Any:
            if record.id in staying or not days_of(record):
                return record
            return rebuilt(record, _fields(record, by))

        moved = map_rows(moved, kind, row)
    return _on_the_clock_of_its_day(visit, moved)


def _fields(record: Dated, by: timedelta) -> dict[str, Any]:
    """The fields that move; which of two equal clock times is meant is asked on the new day."""

    def later(day: date | None) -> date | None:
        return day and day + by

    def edge(at: Edge | None) -> Edge | None:
        return at and Edge(day=at.day + by, clock=at.clock)

    match record:
        case Stop():
            return {"arrive": later(record.arrive), "leave": later(record.leave)}
        case Item():
            return {"day": later(record.day), "start_fold": None, "end_fold": None}
        case Journey():
            days = {"depart_day": later(record.depart_day), "arrive_day": later(record.arrive_day)}
            return days | {"depart_fold": None, "arrive_fold": None}
        case Room():
            return {"check_in": later(record.check_in), "check_out": later(record.check_out)}
        case Delegate():
            return {"joins": edge(record.joins), "leaves": edge(record.leaves)}
        case Task(due=date() as due):
            return {"due": due + by}
        case Organisation(next_due=date() as due):
            return {"next_due": due + by}
    return {}


def _on_the_clock_of_its_day(before: Visit, after: Visit) -> Visit:
    """Items without a town of their own take the zone of where the delegation is on their day."""
    old, new = index(before), index(after)

    def row(item: Item) -> Item:
        was = old.by_id[item.id]
        if item is was or not isinstance(was, Item) or not item.day or not item.zone:
            return item
        stop = new.stop_on(item.day) if follows_its_day(before, was) else None
        zone = stop.zone if stop else ""
        return rebuilt(item, {"zone": zone}) if zone and zone != item.zone else item

    return map_rows(after, Item, row)
