"""What is over: nobody needs to hear of it any more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from visitplanner.domain import queries
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Item, Room
from visitplanner.domain.times import zone_info
from visitplanner.domain.visit import Visit
from visitplanner.publishing.changes.facts import Record


@dataclass(frozen=True)
class Moment:
    """When changes are told.

    Attributes:
        instant: The moment, aware.
        wall: What the clock of the first stop shows then; a day or a time without a zone is
            compared with it.
    """

    instant: datetime
    wall: datetime

    def is_past(self, record: Record) -> bool:
        """Whether an entry has ended, a room was left, or somebody has gone home."""
        if isinstance(record, Room):
            return record.check_out is not None and record.check_out <= self.wall.date()
        if isinstance(record, Delegate):
            return record.leaves is not None and record.leaves.closes() <= self.wall
        end = queries.entry_end(record) or queries.entry_start(record)
        if end is not None:
            return end.instant <= self.instant
        day = queries.entry_day(record)
        if isinstance(record, Item) and day:
            day += timedelta(days=record.end_day)
        return day is not None and day < self.wall.date()


def moment_of(now: datetime, *visits: Visit) -> Moment:
    """`now` (aware) on the clock of the first stop that has one; else on its own."""
    stops = (stop for visit in visits for stop in queries.stays(visit))
    zone = next((stop.zone for stop in stops if stop.zone), "")
    there = now.astimezone(zone_info(zone)) if zone else now
    return Moment(now, there.replace(tzinfo=None))
