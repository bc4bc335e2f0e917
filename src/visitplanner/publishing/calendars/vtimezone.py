"""VTIMEZONE components that every calendar program reads alike.

Outlook takes one STANDARD and at most one DAYLIGHT, each with one yearly RRULE of a month and a
weekday with its ordinal, and passes over RDATE (MS-OXCICAL section 2.1.3.1.1.19); Thunderbird reads
only the first date of an RDATE. So nothing else is written. Each DTSTART is the rule's own day in
1970, the same in every file.

The rule is the one that ends the zone's TZif file (RFC 8536 section 3.3), read from the `tzdata`
package, since Windows has no such files. It is the rule of today: whether it was right on the
dates of a file, which may be years ago, is checked against `zoneinfo` change by change. If it was
not, and the clocks stay as they are throughout these dates, one fixed STANDARD says so; else there
is no VTIMEZONE that all programs understand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from importlib import resources
from typing import Literal

from visitplanner.domain.times import zone_info

_FIRST_YEAR = 1970
_MARGIN = timedelta(days=1)  # a calendar program may look at the evening before, or the day after
_STEP = timedelta(hours=6)  # since 1970 no zone has changed its clocks twice within a day
_SECOND = timedelta(seconds=1)
_DAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")

_NAME = r"(<[^>]+>|[A-Za-z]{3,})"
_OFFSET = r"([+-]?\d{1,2}(?::\d\d){0,2})"
_CHANGE = r",M(\d{1,2})\.([1-5])\.([0-6])(?:/([+-]?\d{1,3}(?::\d\d){0,2}))?"
_RULE = re.compile(f"{_NAME}{_OFFSET}(?:{_NAME}{_OFFSET}?{_CHANGE}{_CHANGE})?")

Change = tuple[datetime, timedelta]
"""An instant in UTC and the offset from UTC that holds from then on."""


@dataclass(frozen=True)
class YearlyChange:
    """A day of each year and a wall-clock time on it, such as the last Sunday of March at 02:00.

    `week` is 1 to 5, and 5 is the last of the month; `weekday` counts from Sunday, 0.
    """

    month: int
    week: int
    weekday: int
    at: timedelta

    def wall(self, year: int) -> datetime:
        """The wall-clock time of the change in `year`, by the clock that held before it."""
        first = datetime(year, self.month, 1)  # noqa: DTZ001  a wall clock
        day = first + timedelta(days=(self.weekday - first.isoweekday()) % 7, weeks=self.week - 1)
        if day.month != self.month:
            day -= timedelta(weeks=1)
        return day + self.at

    @property
    def rule(self) -> str:
        """The change as a recurrence rule (RFC 5545 section 3.3.10)."""
        ordinal = -1 if self.week == 5 else self.week
        return f"FREQ=YEARLY;BYMONTH={self.month};BYDAY={ordinal}{_DAYS[self.weekday]}"


@dataclass(frozen=True)
class Observance:
    """A spell of one offset: what it is called, what held before it and when in the year it begins.

    Without `change` it holds always.
    """

    kind: Literal["STANDARD", "DAYLIGHT"]
    name: str
    before: timedelta
    offset: timedelta
    change: YearlyChange | None = None

    def onset(self, year: int) -> datetime:
        """The instant at which it begins in `year`."""
        assert self.change is not None
        return (self.change.wall(year) - self.before).replace(tzinfo=UTC)

    def lines(self) -> list[str]:
        """The component of a VTIMEZONE, line by line."""
        wall = self.change.wall(_FIRST_YEAR) if self.change else datetime(_FIRST_YEAR, 1, 1)  # noqa: DTZ001
        return [
            f"BEGIN:{self.kind}",
            f"DTSTART:{wall:%Y%m%dT%H%M%S}",
            *([f"RRULE:{self.change.rule}"] if self.change else []),
            f"TZNAME:{self.name}",
            f"TZOFFSETFROM:{_utc_offset(self.before)}",
            f"TZOFFSETTO:{_utc_offset(self.offset)}",
            f"END:{self.kind}",
        ]


@dataclass(frozen=True)
class Clocks:
    """What a VTIMEZONE says of a zone."""

    zone: str
    standard: Observance
    daylight: Observance | None = None

    def hold(self, first: date, last: date) -> bool:
        """Whether they are right from the day before `first` to the day after `last`."""
        return first.year > _FIRST_YEAR and self._changes(first, last) == _changes(
            self.zone, first, last
        )

    def lines(self) -> list[str]:
        """The VTIMEZONE, line by line, none longer than a line may be."""
        daylight = self.daylight.lines() if self.daylight else []
        return [
            "BEGIN:VTIMEZONE",
            f"TZID:{self.zone}",
            *daylight,
            *self.standard.lines(),
            "END:VTIMEZONE",
        ]

    def _changes(self, first: date, last: date) -> tuple[Change, ...]:
        start, end = _bounds(first, last)
        if self.daylight is None:
            return ((start, self.standard.offset),)
        onsets = sorted(
            (part.onset(year), part.offset)
            for part in (self.daylight, self.standard)
            for year in range(start.year - 1, end.year + 2)
        )
        before = [change for change in onsets if change[0] <= start]
        within = [change for change in onsets if start < change[0] <= end]
        return ((start, before[-1][1]), *within)


@lru_cache(maxsize=1024)
def clocks(zone: str, first: date, last: date) -> Clocks | None:
    """The clocks of `zone` as a VTIMEZONE can say them for the local dates `first` to `last`.

    None if it can't, or need not: for UTC itself, for a zone that the `tzdata` package does not
    know (the name would mean nothing elsewhere), and for dates before 1971.

    Raises:
        PlanError: this computer does not know the zone.
    """
    rule = _rule(zone)
    if rule in (None, "UTC0") or first.year <= _FIRST_YEAR:
        return None
    by_rule = _by_rule(zone, rule)
    if by_rule and by_rule.hold(first, last):
        return by_rule
    changes = _changes(zone, first, last)
    return _fixed(zone, *changes[0]) if len(changes) == 1 else None


def vtimezone_lines(zone: str, first: date, last: date) -> list[str] | None:
    """The VTIMEZONE of `zone`, line by line, right for the local dates `first` to `last`.

    None if there is none that every calendar program reads alike: write those times in UTC.

    Raises:
        PlanError: this computer does not know the zone.
    """
    found = clocks(zone, first, last)
    return found.lines() if found else None


@cache
def _rule(zone: str) -> str | None:
    """The POSIX rule in the footer of the zone's TZif file; None if there is none."""
    zone_info(zone)  # refuses names that are no zone, among them ways out of the folder
    try:
        data = resources.files("tzdata").joinpath("zoneinfo", *zone.split("/")).read_bytes()
    except (OSError, ModuleNotFoundError):
        return None
    if data[:4] != b"TZif" or data[4:5] < b"2":
        return None
    return data.rstrip(b"\n").rpartition(b"\n")[2].decode("ascii") or None


def _by_rule(zone: str, rule: str) -> Clocks | None:
    found = _RULE.fullmatch(rule)
    if not found:
        return None
    name, offset, summer_name, summer_offset, *changes = found.groups()
    name, usual = name.strip("<>"), -_duration(offset)  # POSIX counts westwards
    if summer_name is None:
        return None  # for a clock that never changes, what it showed on the dates says all
    summer_name = summer_name.strip("<>")
    summer = -_duration(summer_offset) if summer_offset else usual + timedelta(hours=1)
    into, back = _yearly(*changes[:4]), _yearly(*changes[4:])
    if into is None or back is None:
        return None
    if summer < usual:  # Ireland, where winter is the exception: programs know only the other way
        name, usual, back, summer_name, summer, into = summer_name, summer, into, name, usual, back
    return Clocks(
        zone,
        Observance("STANDARD", name, summer, usual, back),
        Observance("DAYLIGHT", summer_name, usual, summer, into),
    )


def _yearly(month: str, week: str, weekday: str, at: str | None) -> YearlyChange | None:
    """None for a change at a time outside its own day, which no plain rule can say."""
    moment = _duration(at) if at else timedelta(hours=2)
    if not timedelta(0) <= moment < timedelta(days=1):
        return None
    return YearlyChange(int(month), int(week), int(weekday), moment)


def _fixed(zone: str, start: datetime, offset: timedelta) -> Clocks:
    name = start.astimezone(zone_info(zone)).tzname() or zone
    return Clocks(zone, Observance("STANDARD", name, offset, offset))


def _bounds(first: date, last: date) -> tuple[datetime, datetime]:
    """In UTC, with at least ten hours before the first local midnight and after the last."""
    start = datetime.combine(first, time.min, UTC) - _MARGIN
    return start, datetime.combine(last, time.min, UTC) + 2 * _MARGIN


@lru_cache(maxsize=1024)
def _changes(zone: str, first: date, last: date) -> tuple[Change, ...]:
    """The offset at the start of the dates and every change within them, as `zoneinfo` has it."""
    return tuple(_walk(zone, *_bounds(first, last)))


def _walk(zone: str, start: datetime, end: datetime) -> Iterator[Change]:
    offset = _offset(zone, start)
    yield start, offset
    while start < end:
        later = min(start + _STEP, end)
        if (following := _offset(zone, later)) != offset:
            yield _turn(zone, start, later), following
        start, offset = later, following


def _turn(zone: str, before: datetime, after: datetime) -> datetime:
    """The second of the change of clocks after `before`, at `after` at the latest."""
    old = _offset(zone, before)
    while after - before > _SECOND:
        middle = before + (after - before) // (2 * _SECOND) * _SECOND
        before, after = (middle, after) if _offset(zone, middle) == old else (before, middle)
    return after


def _offset(zone: str, instant: datetime) -> timedelta:
    return instant.astimezone(zone_info(zone)).utcoffset() or timedelta(0)


def _duration(text: str) -> timedelta:
    hours, minutes, seconds = (*(int(part) for part in text.lstrip("+-").split(":")), 0, 0)[:3]
    length = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return -length if text.startswith("-") else length


def _utc_offset(offset: timedelta) -> str:
    """An offset as RFC 5545 section 3.3.14 writes it; seconds only where there are some."""
    minutes, seconds = divmod(abs(offset) // _SECOND, 60)
    sign = "-" if offset < timedelta(0) else "+"
    return f"{sign}{minutes // 60:02d}{minutes % 60:02d}" + (f"{seconds:02d}" if seconds else "")
