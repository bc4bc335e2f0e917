"""The plan in the form that checks read: compiled once, then only looked at.

Times are minutes of UTC since 1970, people are bit sets, references are resolved, and rows are in
an order that does not depend on how they were typed. Cancelled items and journeys are left out,
for they count nowhere.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final, TypeVar, cast

from visitplanner.domain.index import Index, index
from visitplanner.domain.programme import Item, Journey, Room
from visitplanner.domain.queries import entry_day, entry_end, entry_start, span
from visitplanner.domain.times import Moment, zone_info
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ItemKind, Status
from visitplanner.planning.checks.crowd import Crowd
from visitplanner.planning.checks.ground import Ground, Spot
from visitplanner.planning.checks.known import NOTHING_ELSE, Known
from visitplanner.planning.gazetteer import Gazetteer

T = TypeVar("T")

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)

_LEAVES_PEOPLE_FREE: Final = frozenset({ItemKind.FREE_TIME, ItemKind.NOTE})


def minute_of(moment: Moment) -> int:
    """The minutes of UTC since 1970 at a moment."""
    return int(moment.aware.timestamp() // 60)


def moment_at(minute: int, zone: str) -> Moment:
    """What the clocks of a zone show at a minute of UTC since 1970."""
    local = (EPOCH + timedelta(minutes=minute)).astimezone(zone_info(zone))
    wall = local.replace(tzinfo=None, fold=0)
    return Moment(wall=wall, zone=zone, fold=1 if local.fold else 0)


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """An item or a journey.

    Attributes:
        record: The row of the plan.
        day: The day it is printed on.
        who: Its people, as a bit set.
        named: Those whom it names, and who thus take part beyond their stay.
        begins: When it begins, as typed; None for whole days and where the zone is not known.
        ends: When it ends, as typed.
        start: When it begins, in minutes.
        end: When it ends; None if nobody said, or if it was said to end before it begins.
        busy: It takes its people's time while it lasts; notes and free time do not.
        firm: It must work out: neither optional nor a mere idea.
        origin: Where it begins.
        destination: Where it ends; the same for an item.
    """

    record: Item | Journey
    day: date | None
    who: int
    named: int
    begins: Moment | None
    ends: Moment | None
    start: int | None
    end: int | None
    busy: bool
    firm: bool
    origin: Spot
    destination: Spot

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
        """The zones in which its start and its end are written."""
        record = self.record
        if isinstance(record, Item):
            return record.zone, record.zone
        return record.origin_zone, record.destination_zone


@dataclass(frozen=True, slots=True, eq=False)
class Day:
    """What begins on a day, on the clocks of where it begins, in order; and on the day after it."""

    day: date
    rows: tuple[Row, ...]
    next_rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """What the organiser allows for; the usual where nothing was said.

    Attributes:
        buffer: Minutes added to every estimate of a way.
        buffer_stated: The organiser has asked for that buffer.
        longest_day: Minutes of programme in one day.
        shortest_night: Minutes from the end of one day's programme to the start of the next.
    """

    buffer: int
    buffer_stated: bool
    longest_day: int
    shortest_night: int


class Plan:
    """A visit as the checks see it.

    Attributes:
        visit: The plan as typed.
        index: Its look-up tables.
        today: The day from which it is judged; None where no day is known.
        asked: The day that was asked about, also when the visit is long over.
        known: What is known besides the plan.
        limits: What the organiser allows for.
        crowd: Its people.
        ground: Its places.
        rooms: Its rooms.
        rows: Its items and journeys, cancelled ones excepted.
        timed: Those that have a start, in order.
        days: Those by the day on which they begin, in order.
    """

    def __init__(
        self,
        visit: Visit,
        today: date | None = None,
        gazetteer: Gazetteer | None = None,
        known: Known = NOTHING_ELSE,
    ) -> None:
        self.visit = visit
        self.index: Index = index(visit)
        self.today = judged_from(visit, today)
        self.asked = today
        self.known = known
        self.limits = limits_of(visit)
        self.crowd = Crowd(self.index)
        self.ground = Ground(self.index, gazetteer)
        entries: list[Item | Journey] = [*visit.items, *visit.journeys]
        counting = sorted(
            (entry for entry in entries if entry.status.counts), key=lambda e: (e.code, e.id)
        )
        self.rows = tuple(map(self._row, counting))
        self.rooms = tuple(sorted(visit.rooms, key=lambda r: (r.hotel, r.kind, r.occupants, r.id)))
        timed = (row for row in self.rows if row.start is not None)
        self.timed = tuple(sorted(timed, key=lambda row: (row.start or 0, row.until)))
        self.days = _by_day(self.timed)
        self._done: dict[Callable[[Plan], object], object] = {}
        self._starts = [row.start or 0 for row in self.timed]
        self._longest = max((row.until - (row.start or 0) for row in self.timed), default=0)

    def within(self, start: int, end: int) -> Iterator[Row]:
        """The rows that share some time with the minutes from `start` up to `end`."""
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, end)
        return (row for row in self.timed[first:last] if row.until > start and row.lasts)

    def beginning(self, start: int, end: int) -> tuple[Row, ...]:
        """The rows that begin in the minutes from `start` up to `end`."""
        return self.timed[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def is_free(self, people: int, start: int, end: int, *except_for: Row) -> bool:
        """Whether nothing else occupies any of these people from `start` up to `end`."""
        return not any(
            row.busy and row.who & people and row not in except_for
            for row in self.within(start, end)
        )

    def _row(self, entry: Item | Journey) -> Row:
        party = self.crowd.party(entry.who)
        who = self.crowd.taking_part(party, span(entry))
        begins, ends = entry_start(entry), entry_end(entry)
        busy, firm = True, entry.status is not Status.IDEA
        if isinstance(entry, Item):
            origin = destination = self.ground.item_spot(entry)
            busy, firm = entry.kind not in _LEAVES_PEOPLE_FREE, firm and not entry.optional
        else:
            origin, destination = (
                self.ground.spot(entry.origin),
                self.ground.spot(entry.destination),
            )
        return Row(
            entry,
            entry_day(entry),
            who,
            party.named & who,
            begins,
            ends,
            *_minutes(begins, ends),
            busy,
            firm,
            origin,
            destination,
        )

    def sleepers(self, room: Room) -> int:
        """The active people who sleep in a room, as a bit set."""
        people = 0
        for occupant in room.occupants:
            people |= self.crowd.person(occupant)
        return people & self.crowd.active

    def once(self, work: Callable[[Plan], T]) -> T:
        """What `work` makes of this plan, done for the first rule that asks and kept for others."""
        if work not in self._done:
            self._done[work] = work(self)
        return cast("T", self._done[work])


def _by_day(timed: tuple[Row, ...]) -> tuple[Day, ...]:
    rows: dict[date, list[Row]] = {}
    for row in timed:
        if row.begins is not None:
            rows.setdefault(row.begins.wall.date(), []).append(row)
    return tuple(
        Day(day, tuple(rows[day]), tuple(rows.get(day + timedelta(days=1), ())))
        for day in sorted(rows)
    )


def limits_of(visit: Visit) -> Limits:
    """What the organiser of a visit allows for; the usual where nothing was said."""
    return Limits(
        buffer=15 if visit.buffer is None else visit.buffer,
        buffer_stated=visit.buffer is not None,
        longest_day=60 * (9 if visit.longest_day is None else visit.longest_day),
        shortest_night=60 * (9 if visit.shortest_night is None else visit.shortest_night),
    )


def _minutes(begins: Moment | None, ends: Moment | None) -> tuple[int | None, int | None]:
    start = minute_of(begins) if begins else None
    end = minute_of(ends) if ends else None
    known = start is not None and end is not None and end >= start
    return start, end if known else None


def judged_from(visit: Visit, today: date | None) -> date | None:
    """The day from which a visit is judged: `today`, or the eve of its first day once it is over.

    Without `today` it is that eve as well.
    """
    first, last = visit.first_day, visit.last_day
    if first is None or last is None:
        return today
    if today is None or today > last:
        return first - timedelta(days=1)
    return today
