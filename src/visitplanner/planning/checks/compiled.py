"""The plan in the form that checks read: compiled once, then only looked at.

Times are minutes of UTC since 1970, people are bit sets, references are resolved, and rows are in
an order that does not depend on how they were typed. Cancelled items and journeys are left out,
for they count nowhere.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final, TypeVar, cast

from visitplanner.domain.index import Index, index, unchanged
from visitplanner.domain.programme import Item, Journey, Room
from visitplanner.domain.queries import Span, entry_day, entry_end, entry_start, span
from visitplanner.domain.times import Moment, zone_info
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ItemKind, Status
from visitplanner.planning.checks.crowd import Crowd, Party
from visitplanner.planning.checks.ground import Ground, Spot
from visitplanner.planning.checks.known import NOTHING_ELSE, Known
from visitplanner.planning.checks.turnover import NOBODY, Turnover
from visitplanner.planning.gazetteer import Gazetteer

T = TypeVar("T")

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)

_LEAVES_PEOPLE_FREE: Final = frozenset({ItemKind.FREE_TIME, ItemKind.NOTE})


def minute_of(moment: Moment) -> int:
    """The minutes of UTC since 1970 at a moment."""
    return int(moment.aware.timestamp() // 60)


@lru_cache(maxsize=16_384)  # messages speak of the same few minutes over and over
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
        span: The time it takes, on the clocks there; None in the tray.
        party: Those whom it means, present or not.
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
    span: Span | None
    party: Party
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

    Args:
        visit: the plan as typed.
        today: the day that is asked about.
        gazetteer: the list of towns, if not the one that comes with the program.
        known: what is known besides the plan.
        before: the compiled plan before an edit, from which all is taken that the edit has left as
            it was; it is not kept.

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
        turnover: What has become of the people since the plan before; None where there was none,
            or where it had other people.
        changed: Internal ids of the items and journeys that have changed since then, or whose
            places or people have; also those that are gone.
    """

    def __init__(
        self,
        visit: Visit,
        today: date | None = None,
        gazetteer: Gazetteer | None = None,
        known: Known = NOTHING_ELSE,
        before: Plan | None = None,
    ) -> None:
        self.visit = visit
        self.index: Index = index(visit)
        self.today = judged_from(visit, today)
        self.asked = today
        self.known = known
        self.limits = limits_of(visit)
        self.turnover: Turnover | None = None
        if before is None:
            self.crowd = Crowd(self.index.people)
        else:
            self.crowd, self.turnover = before.crowd.after(self.index.people)
        self.ground: Ground = Ground(self.index, gazetteer, before.ground if before else None)
        self.changed: set[str] = set()
        self.rows = self._compile(before)
        self.rooms = tuple(sorted(visit.rooms, key=lambda r: (r.hotel, r.kind, r.occupants, r.id)))
        timed = (row for row in self.rows if row.start is not None)
        self.timed = tuple(sorted(timed, key=lambda row: (row.start or 0, row.until)))
        self.days: tuple[Day, ...] = _by_day(self.rows, self.timed, before.days if before else ())
        self._done: dict[Callable[[Plan], object], object] = {}
        self._starts = [row.start or 0 for row in self.timed]
        self._longest = max((row.until - (row.start or 0) for row in self.timed), default=0)

    def _compile(self, before: Plan | None) -> tuple[Row, ...]:
        """The rows; those that the edit has left as they were are the same objects as before."""
        entries: list[Item | Journey] = [*self.visit.items, *self.visit.journeys]
        counting = sorted(
            (entry for entry in entries if entry.status.counts), key=lambda e: (e.code, e.id)
        )
        old = {row.record.id: row for row in before.rows} if before else {}
        rows = tuple(self._row(entry, old.get(entry.id)) for entry in counting)
        self.changed |= old.keys() - {row.record.id for row in rows}
        return rows

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

    def _row(self, entry: Item | Journey, old: Row | None) -> Row:
        if old is not None and old.record is entry:
            spots = self._spots(entry)
            if spots[0] is old.origin and spots[1] is old.destination:
                return self._joined(old)
        self.changed.add(entry.id)
        return self._anew(entry)

    def _joined(self, row: Row) -> Row:
        """A row of which at most the people have changed."""
        turnover = self.turnover
        if turnover is NOBODY:
            return row
        party = self.crowd.party(row.record.who)
        who = self.crowd.taking_part(party, row.span)
        new = replace(row, party=party, who=who, named=party.named & who)
        if turnover is None or not _same_people(row, new, turnover):
            self.changed.add(row.record.id)
        elif party is row.party:
            return row
        return new

    def _spots(self, entry: Item | Journey) -> tuple[Spot, Spot]:
        if isinstance(entry, Item):
            spot = self.ground.item_spot(entry)
            return spot, spot
        return self.ground.spot(entry.origin), self.ground.spot(entry.destination)

    def _anew(self, entry: Item | Journey) -> Row:
        party, when = self.crowd.party(entry.who), span(entry)
        who = self.crowd.taking_part(party, when)
        begins, ends = entry_start(entry), entry_end(entry)
        busy, firm = True, entry.status is not Status.IDEA
        if isinstance(entry, Item):
            busy, firm = entry.kind not in _LEAVES_PEOPLE_FREE, firm and not entry.optional
        return Row(
            entry,
            entry_day(entry),
            when,
            party,
            who,
            party.named & who,
            begins,
            ends,
            *_minutes(begins, ends),
            busy,
            firm,
            *self._spots(entry),
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


def _same_people(old: Row, new: Row, turnover: Turnover) -> bool:
    """Whether the same people take part, wherever they stand in the order of the bits now."""
    who, named = turnover.carried(old.who), turnover.carried(old.named)
    return not old.who & turnover.left and (who, named) == (new.who, new.named)


def _by_day(
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
