"""The items and journeys of a plan in the form that checks read, and the days they begin on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from operator import attrgetter
from typing import Final, NamedTuple

from visitplanner.domain.index import unchanged
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.queries import Span, span
from visitplanner.domain.times import LocalTime, Moment, classify, zone_info
from visitplanner.domain.vocabulary import ItemKind, Status
from visitplanner.planning.checks.crowd import Party
from visitplanner.planning.checks.ground import Spot

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)

NIGHT_BEGINS: Final = timedelta(hours=3)
"""What begins before three in the morning still belongs to the evening before."""

_DAY: Final = 24 * 60
_LEAVES_PEOPLE_FREE: Final = (ItemKind.FREE_TIME, ItemKind.NOTE)


def minute_of(moment: Moment) -> int:
    """The minutes of UTC since 1970 at a moment."""
    return _read(moment.wall, moment.zone, moment.fold or 0)[0]


@lru_cache(maxsize=16_384)
def _read(wall: datetime, zone: str, fold: int) -> tuple[int, bool]:
    """The minute at which a clock shows a time, and whether it shows that once and not twice."""
    minute = int(wall.replace(tzinfo=zone_info(zone), fold=fold).timestamp() // 60)
    return minute, classify(wall, zone) is LocalTime.PLAIN


@lru_cache(maxsize=16_384)  # messages speak of the same few minutes over and over
def moment_at(minute: int, zone: str) -> Moment:
    """What the clocks of a zone show at a minute of UTC since 1970."""
    local = (EPOCH + timedelta(minutes=minute)).astimezone(zone_info(zone))
    wall = local.replace(tzinfo=None, fold=0)
    return Moment(wall=wall, zone=zone, fold=1 if local.fold else 0)


class _Fields(NamedTuple):
    record: Item | Journey
    item: Item | None
    journey: Journey | None
    day: date | None
    party: Party
    who: int
    named: int
    busy: bool
    firm: bool
    origin: Spot
    destination: Spot
    span: Span | None
    begins: Moment | None
    ends: Moment | None
    start: int
    end: int | None
    plain: bool
    even: bool
    until: int
    lasts: bool
    begins_on: date | None
    ends_on: date | None
    zones: tuple[str, str]
    evening: date


class Row(_Fields):
    """An item or a journey; every row is itself, and equal to no other.

    Attributes:
        record: The row of the plan.
        item: The same if it is an item; quicker to ask for than the type of the record.
        journey: The same if it is a journey.
        day: The day it is printed on.
        span: The time it takes, on the clocks there; None in the tray.
        party: Those whom it means, present or not.
        who: Its people, as a bit set.
        named: Those whom it names, and who thus take part beyond their stay.
        begins: When it begins, as typed; None for whole days and where the zone is not known.
        ends: When it ends, as typed.
        start: When it begins, in minutes; 0 where `begins` is not known.
        end: When it ends; None if nobody said, or if it was said to end before it begins.
        plain: Both times exist once on the clocks there, as far as they are known.
        even: It takes as long as the clocks of its one zone say, since these do not change in it.
        busy: It takes its people's time while it lasts; notes and free time do not.
        firm: It must work out: neither optional nor a mere idea.
        origin: Where it begins.
        destination: Where it ends; the same for an item.
        until: The first minute after it; an unknown length counts as the least there is.
        lasts: It takes some time; a mere mark on the clock does not.
        begins_on: The day on the wall when it begins.
        ends_on: The day on the wall when it ends.
        zones: The zones in which its start and its end are written; of one that is not, the other.
        evening: The day whose programme it belongs to: what begins before three is of the last.
    """

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        """Whether it is the same object: two rows of equal values are a mistake of the plan."""
        return self is other

    __hash__ = object.__hash__


class Times(NamedTuple):
    """When an entry begins and ends: the last attributes of a `Row`, which says what they are."""

    span: Span | None
    begins: Moment | None
    ends: Moment | None
    start: int
    end: int | None
    plain: bool
    even: bool
    until: int
    lasts: bool
    begins_on: date | None
    ends_on: date | None
    zones: tuple[str, str]
    evening: date


_ITEM_TIMES: Final = attrgetter("day", "start", "end", "end_day", "zone", "start_fold", "end_fold")
_JOURNEY_TIMES: Final = attrgetter(
    *("depart_day", "depart", "origin_zone", "depart_fold"),
    *("arrive_day", "arrive", "destination_zone", "arrive_fold"),
)
"""All fields on which the times depend."""
_known: dict[tuple[object, ...], Times] = {}
"""The times by these fields: the entries of a plan begin and end at the same few times."""
_MOST_KNOWN: Final = 16_384


def times_of(entry: Item | Journey) -> Times:
    """When an entry begins and ends."""
    key = (_ITEM_TIMES if type(entry) is Item else _JOURNEY_TIMES)(entry)
    times = _known.get(key)
    if times is None:
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        times = _known[key] = _times_of(entry)
    return times


def _times_of(entry: Item | Journey) -> Times:
    if isinstance(entry, Item):
        begins, ends, zones = entry.begins, entry.ends, (entry.zone, entry.zone)
    else:
        begins, ends, first = entry.departs, entry.arrives, entry.origin_zone
        zones = first or entry.destination_zone, entry.destination_zone or first
    start, end, plain = _minutes_of(begins, ends)
    until = start + 1 if end is None else end
    return Times(
        span(entry),
        begins,
        ends,
        start,
        end,
        plain,
        _is_even(begins, ends, start, end),
        until,
        begins is not None and until > start,
        begins.wall.date() if begins else None,
        ends.wall.date() if ends else None,
        zones,
        (begins.wall - NIGHT_BEGINS).date() if begins else date.min,
    )


def _is_even(begins: Moment | None, ends: Moment | None, start: int, end: int | None) -> bool:
    if begins is None or ends is None or end is None:
        return False
    return begins.zone == ends.zone and ends.wall - begins.wall == timedelta(minutes=end - start)


def row_of(
    entry: Item | Journey, times: Times, people: tuple[Party, int], spots: tuple[Spot, Spot]
) -> Row:
    """A row as rules see it.

    Args:
        entry: the item or the journey.
        times: when it begins and ends.
        people: whom it means, and who of them takes part.
        spots: where it begins, and where it ends.
    """
    party, who = people
    named, firm = party.named & who, entry.status is not Status.IDEA
    item = journey = None
    if isinstance(entry, Item):
        item, day, busy = entry, entry.day, entry.kind not in _LEAVES_PEOPLE_FREE
        firm = firm and not entry.optional
    else:
        journey, day, busy = entry, entry.depart_day, True
    own = entry, item, journey, day, party, who, named, busy, firm
    return tuple.__new__(Row, (*own, *spots, *times))


def in_place(old: tuple[Row, ...], new: tuple[Row, ...]) -> dict[Row, Row] | None:
    """The rows that are others than before, if all have kept their places and times."""
    if old is new:
        return {}
    if len(old) != len(new):
        return None
    changed = {a: b for a, b in zip(old, new, strict=True) if a is not b}
    return changed if all(_place(a) == _place(b) for a, b in changed.items()) else None


def _place(row: Row) -> tuple[object, ...]:
    """All on which the place of a row among the others depends."""
    return type(row.record), row.record.id, row.day, row.begins, row.ends


def exchanged(changed: Mapping[Row, Row], rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Rows with others in the places of some; the same tuple if it has none of these."""
    if not changed or changed.keys().isdisjoint(rows):
        return rows
    return tuple(map(changed.get, rows, rows))  # a row that has not changed stands for itself


Exchange = Callable[[tuple[Row, ...]], tuple[Row, ...]]


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

    def with_rows(self, exchange: Exchange) -> Day:
        """The day with other rows at the same times; the same object if there are none."""
        old = self.rows, self.next_rows, self.others
        new = tuple(map(exchange, old))
        return self if unchanged(old, new) else Day(self.day, *new)

    def only(self, people: int) -> Day:
        """The day as far as it concerns some people, and nothing of the day after."""
        rows, others = (
            tuple(row for row in part if row.who & people) for part in (self.rows, self.others)
        )
        return Day(self.day, rows, (), others)


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """The rows that begin on one day of UTC, in order; some sweeps go from one to the next."""

    rows: tuple[Row, ...]

    @property
    def day(self) -> int:
        """The day, counted from the first of 1970."""
        return self.rows[0].start // _DAY

    def with_rows(self, exchange: Exchange) -> Segment:
        """The part with other rows at the same times; the same object if there are none."""
        rows = exchange(self.rows)
        return self if rows is self.rows else Segment(rows)

    def has(self, people: int) -> bool:
        """Whether any of these people take part in any of them."""
        return bool(people) and any(row.who & people for row in self.rows)


def segments(timed: tuple[Row, ...], before: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """The rows that have a start in parts; one that is what it was is the same object as before."""
    old = {segment.rows[0]: segment for segment in before}
    groups: dict[int, list[Row]] = {}
    for row in timed:
        groups.setdefault(row.start // _DAY, []).append(row)
    found = []
    for group in groups.values():
        rows = tuple(group)
        was = old.get(rows[0])
        found.append(was if was and unchanged(was.rows, rows) else Segment(rows))
    return tuple(found)


def _minutes_of(begins: Moment | None, ends: Moment | None) -> tuple[int, int | None, bool]:
    """The minutes of a start and an end, no end where it comes first; whether both are plain."""
    start, end = 0, None
    starts_once = ends_once = True
    if begins:
        start, starts_once = _read(begins.wall, begins.zone, begins.fold or 0)
    if ends:
        end, ends_once = _read(ends.wall, ends.zone, ends.fold or 0)
    known = begins is not None and end is not None and end >= start
    return start, end if known else None, starts_once and ends_once


def by_day(
    all_rows: tuple[Row, ...], timed: tuple[Row, ...], before: tuple[Day, ...]
) -> tuple[Day, ...]:
    """The rows day by day; a day that is what it was is the same object as before."""
    rows: dict[date, list[Row]] = {}
    for row in timed:
        if row.begins_on is not None:
            rows.setdefault(row.begins_on, []).append(row)
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
        first, last, ends = row.begins_on, row.ends_on, row.ends
        if first == last or first is None or last is None or ends is None or row.end is None:
            continue
        if last > first:
            for day in days[bisect_right(days, first) : bisect_right(days, last)]:
                if ends.wall > datetime.combine(day, time.min):
                    found.setdefault(day, []).append(row)
    for row in rows:
        if row.begins is None and row.day is not None:
            found.setdefault(row.day, []).append(row)
    return found
