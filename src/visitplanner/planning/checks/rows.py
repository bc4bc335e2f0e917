"""The items and journeys of a plan in the form that checks read, and the days they begin on."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import groupby
from typing import Final, NamedTuple

from visitplanner.domain.index import unchanged
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.queries import Span
from visitplanner.domain.times import Moment, zone_info
from visitplanner.planning.checks.crowd import Party
from visitplanner.planning.checks.ground import Spot

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def minute_of(moment: Moment) -> int:
    """The minutes of UTC since 1970 at a moment."""
    return _minute_of(moment.wall, moment.zone, moment.fold or 0)


@lru_cache(maxsize=16_384)
def _minute_of(wall: datetime, zone: str, fold: int) -> int:
    return int(wall.replace(tzinfo=zone_info(zone), fold=fold).timestamp() // 60)


@lru_cache(maxsize=16_384)  # messages speak of the same few minutes over and over
def moment_at(minute: int, zone: str) -> Moment:
    """What the clocks of a zone show at a minute of UTC since 1970."""
    local = (EPOCH + timedelta(minutes=minute)).astimezone(zone_info(zone))
    wall = local.replace(tzinfo=None, fold=0)
    return Moment(wall=wall, zone=zone, fold=1 if local.fold else 0)


class _Fields(NamedTuple):
    record: Item | Journey
    day: date | None
    span: Span | None
    party: Party
    who: int
    named: int
    begins: Moment | None
    ends: Moment | None
    start: int | None
    end: int | None
    plain: bool
    busy: bool
    firm: bool
    origin: Spot
    destination: Spot


class Row(_Fields):
    """An item or a journey; every row is itself, and equal to no other.

    Attributes:
        record: The row of the plan.
        day: The day it is printed on.
        span: The time it takes, on the clocks there; None in the tray.
        party: Those whom it means, present or not.
        who: Its people, as a bit set.
        named: Those whom it names, and who thus take part beyond their stay.
        begins: When it begins, as typed; None for whole days and where the zone is not known.
        ends: When it ends, as typed.
        start: When it begins, in minutes.
        end: When it ends; None if nobody said, or if it was said to end before it begins.
        plain: Both times exist once on the clocks there, as far as they are known.
        busy: It takes its people's time while it lasts; notes and free time do not.
        firm: It must work out: neither optional nor a mere idea.
        origin: Where it begins.
        destination: Where it ends; the same for an item.
    """

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        """Whether it is the same object: two rows of equal values are a mistake of the plan."""
        return self is other

    __hash__ = object.__hash__

    @property
    def until(self) -> int:
        """The first minute after it; an unknown length counts as the least there is."""
        start = self.start or 0
        return start + 1 if self.end is None else self.end

    @property
    def lasts(self) -> bool:
        """Whether it takes any time; a mere mark on the clock does not."""
        return self.start is not None and self.until > self.start

    @property
    def zones(self) -> tuple[str, str]:
        """The zones in which its start and its end are written; of one that is not, the other."""
        record = self.record
        if isinstance(record, Item):
            return record.zone, record.zone
        first, last = record.origin_zone, record.destination_zone
        return first or last, last or first


@dataclass(frozen=True, slots=True, eq=False)
class Day:
    """What there is on a day, on the clocks of where it begins.

    Attributes:
        rows: What begins on it, in order.
        next_rows: What begins on the day after it.
        others: What began on an earlier day and goes on into it, then what is on it at no time.
    """

    day: date
    rows: tuple[Row, ...]
    next_rows: tuple[Row, ...]
    others: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """The rows that begin on one day of UTC, in order; some sweeps go from one to the next."""

    rows: tuple[Row, ...]


def segments(timed: tuple[Row, ...], before: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """The rows that have a start in parts; one that is what it was is the same object as before."""
    old = {segment.rows[0]: segment for segment in before}
    found = []
    for _, group in groupby(timed, key=lambda row: (row.start or 0) // (24 * 60)):
        rows = tuple(group)
        was = old.get(rows[0])
        found.append(was if was and unchanged(was.rows, rows) else Segment(rows))
    return tuple(found)


def minutes_of(begins: Moment | None, ends: Moment | None) -> tuple[int | None, int | None]:
    """The minutes of a start and an end; no end where it comes first."""
    start = minute_of(begins) if begins else None
    end = minute_of(ends) if ends else None
    known = start is not None and end is not None and end >= start
    return start, end if known else None


def by_day(
    all_rows: tuple[Row, ...], timed: tuple[Row, ...], before: tuple[Day, ...]
) -> tuple[Day, ...]:
    """The rows day by day; a day that is what it was is the same object as before."""
    rows: dict[date, list[Row]] = {}
    for row in timed:
        if row.begins is not None:
            rows.setdefault(row.begins.wall.date(), []).append(row)
    old = {day.day: day for day in before}
    others = _on_other_days(all_rows, timed, sorted(rows))
    days = []
    for day in sorted(rows):
        next_rows = tuple(rows.get(day + timedelta(days=1), ()))
        new = Day(day, tuple(rows[day]), next_rows, tuple(others.get(day, ())))
        was = old.get(day)
        days.append(was if was and _is_same_day(was, new) else new)
    return tuple(days)


def _is_same_day(one: Day, other: Day) -> bool:
    return (
        unchanged(one.rows, other.rows)
        and unchanged(one.next_rows, other.next_rows)
        and unchanged(one.others, other.others)
    )


def _on_other_days(
    rows: tuple[Row, ...], timed: tuple[Row, ...], days: list[date]
) -> dict[date, list[Row]]:
    """For each of some days what is on it, but does not begin at a time of it."""
    found: dict[date, list[Row]] = {}
    for row in timed:
        if row.end is None or row.begins is None or row.ends is None:
            continue
        first, ends = row.begins.wall.date(), row.ends.wall
        last = ends.date()
        if last > first:
            for day in days[bisect_right(days, first) : bisect_right(days, last)]:
                if ends > datetime.combine(day, time.min):
                    found.setdefault(day, []).append(row)
    for row in rows:
        if row.start is None and row.day is not None:
            found.setdefault(row.day, []).append(row)
    return found
