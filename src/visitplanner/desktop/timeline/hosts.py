"""When the host of an item can receive people, as stretches of the columns. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import NamedTuple

from visitplanner.desktop.timeline.clocks import DayClock, clock_of, minute_of
from visitplanner.desktop.timeline.layout import DAY
from visitplanner.desktop.wording import _
from visitplanner.domain.index import index
from visitplanner.domain.people import Window
from visitplanner.domain.programme import Item
from visitplanner.domain.queries import Entry
from visitplanner.domain.times import zone_info
from visitplanner.domain.visit import Visit


class Stretch(NamedTuple):
    """A stretch of one column in which a host can receive people, or cannot."""

    column: int
    start: int
    end: int
    free: bool
    words: str = ""


def host_hours(
    visit: Visit, entry: Entry | None, days: Sequence[date], clocks: Sequence[DayClock]
) -> tuple[Stretch, ...]:
    """When the host of an item is free and when not; nothing where it has not said so."""
    if not isinstance(entry, Item) or not entry.host_organisation:
        return ()
    host = index(visit).organisation(entry.host_organisation)
    if host is None or not host.available:
        return ()
    found: list[Stretch] = []
    for column, (day, clock) in enumerate(zip(days, clocks, strict=True)):
        open_ = sorted(
            _minutes(window, day, entry.zone or clock.zone, clock.zone)
            for window in host.available
            if window.day in (None, day)
        )
        found += _column(host.name, column, open_)
    return tuple(found)


def _minutes(window: Window, day: date, zone: str, column_zone: str) -> tuple[int, int]:
    """A window on the clock of a column."""
    ends = (_minute(day, clock, zone, column_zone) for clock in (window.begins, window.ends))
    first, last = ends
    return first, last


def _minute(day: date, clock: time, zone: str, column_zone: str) -> int:
    wall = datetime.combine(day, clock).replace(tzinfo=zone_info(zone))
    return minute_of(wall, day, column_zone)


def _column(host: str, column: int, open_: Sequence[tuple[int, int]]) -> list[Stretch]:
    if not open_:
        words = _("{host} is not free on this day").format(host=host)
        return [Stretch(column, 0, DAY, free=False, words=words)]
    found, reach = [], 0
    for first, last in open_:
        if first > reach:
            found.append(Stretch(column, reach, first, free=False))
        text = _("{host} is free until {time}").format(host=host, time=clock_of(last))
        found.append(Stretch(column, max(first, reach), last, free=True, words=text))
        reach = max(reach, last)
    if reach < DAY:
        found.append(Stretch(column, reach, DAY, free=False))
    return found
