"""Which clock a day's column shows: zones, the crossing into another one, clock changes. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from visitplanner.desktop import wording as w
from visitplanner.desktop.wording import _
from visitplanner.domain.index import index
from visitplanner.domain.programme import Item, Journey, Stop
from visitplanner.domain.queries import all_entries, entry_day, entry_start
from visitplanner.domain.times import Moment, at, zone_info, zone_label
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import JourneyKind


@dataclass(frozen=True)
class DayClock:
    """The clock of one column.

    Attributes:
        zone: whose clock the column shows from midnight on, as the rail at the left has it.
        then: the zone of the evening where its clock shows something else; empty otherwise.
        crossing: from which minute of the column on that other clock is in force.
        ahead: by how many minutes it is ahead of the column.
        change: by how many minutes clocks go forward on that day; negative where they go back.
        change_at: the minute of the column at which they do.
    """

    zone: str
    then: str = ""
    crossing: int = 0
    ahead: int = 0
    change: int = 0
    change_at: int = 0


def _fallback(visit: Visit) -> str:
    found = next((stop.zone for stop in visit.stops if stop.zone), "")
    return found or next((item.zone for item in visit.items if item.zone), "UTC")


def _morning(visit: Visit, day: date) -> Stop | None:
    """The stop that the delegation wakes up in, or None on its first day."""
    staying = [s for s in visit.stops if s.arrive and s.arrive < day <= (s.leave or s.arrive)]
    return max(staying, key=lambda stop: stop.arrive or date.min, default=None)


def zones(visit: Visit, days: Sequence[date]) -> list[str]:
    """The clock of each day's column: that of the city the delegation wakes up in.

    On the first day of the first city, that city's.
    """
    fallback, ix = _fallback(visit), index(visit)
    stops = (_morning(visit, day) or ix.stop_on(day) for day in days)
    return [stop.zone if stop and stop.zone else fallback for stop in stops]


def clocks(visit: Visit, days: Sequence[date]) -> tuple[DayClock, ...]:
    """The clock of each day's column."""
    return tuple(
        _clock(visit, day, zone) for day, zone in zip(days, zones(visit, days), strict=True)
    )


def _clock(visit: Visit, day: date, zone: str) -> DayClock:
    change, change_at = clock_change(day, zone)
    evening = index(visit).stop_on(day)
    then = evening.zone if evening and evening.zone else zone
    ahead = _offset(day, then) - _offset(day, zone)
    if not ahead:
        return DayClock(zone, change=change, change_at=change_at)
    crossing = _crossing(visit, day, zone, then)
    return DayClock(zone, then, crossing, ahead, change, change_at)


def _offset(day: date, zone: str) -> int:
    """Minutes that a zone is ahead of UTC at the end of a day."""
    return _minutes_ahead(datetime.combine(day, time(23)), zone)


def _minutes_ahead(wall: datetime, zone: str) -> int:
    offset = wall.replace(tzinfo=zone_info(zone)).utcoffset() or timedelta()
    return round(offset.total_seconds() / 60)


def _crossing(visit: Visit, day: date, zone: str, then: str) -> int:
    """When the other clock comes into force: at the last arrival there, else at the first entry."""
    arrivals, begins = [], []
    for entry in all_entries(visit):
        if entry_day(entry) != day or not entry.status.counts:
            continue
        if isinstance(entry, Journey) and entry.kind is JourneyKind.LEG:
            arrives = entry.arrives
            if arrives and arrives.zone == then and entry.origin_zone != then:
                arrivals.append(wall_minute(arrives, day, zone))
        elif isinstance(entry, Item) and entry.zone == then and (start := entry_start(entry)):
            begins.append(wall_minute(start, day, zone))
    return max(arrivals, default=min(begins, default=12 * 60))


def clock_change(day: date, zone: str) -> tuple[int, int]:
    """By how many minutes clocks go forward on a day, and when; 0 where they do not."""
    midnight = datetime.combine(day, time.min)
    first = _minutes_ahead(midnight, zone)
    change = _minutes_ahead(midnight + timedelta(days=1), zone) - first
    if not change:
        return 0, 0
    quarters = (15 * n for n in range(1, 97))
    after = next(
        (m for m in quarters if _minutes_ahead(midnight + timedelta(minutes=m), zone) != first), 0
    )
    # The hour that is left out is read with the offset before, the one that comes twice as its
    # first pass: forward shows an hour late, back at once.
    return change, after - max(0, change)


def change_words(clock: DayClock) -> str:
    """`Clocks go back 1 h at 03:00`, or nothing."""
    if not clock.change:
        return ""
    text = _("Clocks go forward {length} at {time}")
    if clock.change < 0:
        text = _("Clocks go back {length} at {time}")
    return text.format(length=w.length(abs(clock.change)), time=clock_of(clock.change_at))


def change_short(clock: DayClock) -> str:
    """`Clocks back 1 h`, or nothing."""
    text = _("Clocks on {length}") if clock.change > 0 else _("Clocks back {length}")
    return text.format(length=w.length(abs(clock.change))) if clock.change else ""


def clock_of(minute: int) -> str:
    """`14:30`, also for minutes beyond midnight."""
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}"


def zone_words(zone: str, day: date) -> str:
    """`CET, UTC+1`."""
    if not zone:
        return ""
    moment = at(day, time(12), zone)
    label = zone_label(moment)
    ahead = _minutes_ahead(moment.wall, zone)
    hours, minutes = divmod(abs(ahead), 60)
    utc = f"UTC{'-' if ahead < 0 else '+'}{hours}" + (f":{minutes:02d}" if minutes else "")
    return label if label == utc else f"{label}, {utc}"


def short_zone(zone: str, day: date) -> str:
    """`CET`."""
    return zone_label(at(day, time(12), zone)) if zone else ""


def wall_minute(moment: Moment, day: date, zone: str) -> int:
    """Minutes from the midnight that begins `day` to `moment`, on the clock of `zone`."""
    return minute_of(moment.instant, day, zone)


def minute_of(instant: datetime, day: date, zone: str) -> int:
    """Minutes from the midnight that begins `day` to a UTC instant, on the clock of `zone`."""
    wall = instant.astimezone(zone_info(zone)).replace(tzinfo=None)
    return round((wall - datetime.combine(day, time.min)).total_seconds() / 60)


def wall_in_zone(day: date, minute: int, column_zone: str, zone: str) -> datetime:
    """The wall clock in `zone` when that of `column_zone` shows `minute` of `day`."""
    wall = datetime.combine(day, time.min) + timedelta(minutes=minute)
    if column_zone == zone or not zone:
        return wall
    there = wall.replace(tzinfo=zone_info(column_zone)).astimezone(zone_info(zone))
    return there.replace(tzinfo=None, fold=0)
