"""Dates, times and lengths as calendars write them, the usual mistakes included."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Final

from visitplanner.domain.base import FIRST_YEAR, LAST_YEAR
from visitplanner.importing.calendars.properties import Property

_STAMP: Final = re.compile(
    r"(\d{4})(-?)(\d\d)-?(\d\d)"
    r"(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?",
    re.ASCII | re.IGNORECASE,
)
_LENGTH: Final = re.compile(
    r"([+-]?)P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?",
    re.ASCII | re.IGNORECASE,
)


class Unreadable(Exception):
    """A value that means nothing; the text says why."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A day, or a time on a wall clock.

    Attributes:
        value: A date, or a datetime without zone; in UTC where `utc` is set.
        zone: The TZID; empty where there is none.
        faults: What was mended.
    """

    value: date
    utc: bool = False
    zone: str = ""
    faults: tuple[str, ...] = ()

    @property
    def wall(self) -> datetime | None:
        """The time, or None for a day."""
        return self.value if isinstance(self.value, datetime) else None

    @property
    def day(self) -> date:
        """The day, or that of the time."""
        return self.value.date() if isinstance(self.value, datetime) else self.value


def stamp(one: Property) -> Stamp:
    """What a DTSTART, DTEND or RECURRENCE-ID says.

    Raises:
        Unreadable: it is no date, or in a year that no plan has.
    """
    return stamp_of(one.value, one.parameters.get("TZID", ""), one.parameters.get("VALUE", ""))


def stamp_of(written: str, zone: str = "", kind: str = "") -> Stamp:
    """A date or a time.

    Raises:
        Unreadable: it is no date, or in a year that no plan has.
    """
    text = written.strip()
    found = _STAMP.fullmatch(text)
    if found is None:
        raise Unreadable(f"“{text[:40]}” is no date")
    year = int(found[1])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Unreadable(f"“{text[:40]}” is in a year that no plan has")
    faults = [f"“{text}” is not written as calendars do"] if found[2] else []
    try:
        day = date(year, int(found[3]), int(found[4]))
        if found[5] is None:
            return Stamp(day, faults=tuple(faults))
        wall = _wall(day, int(found[5]), int(found[6]), int(found[7] or 0))
    except ValueError as wrong:
        raise Unreadable(f"“{text[:40]}” is no date") from wrong
    if kind.upper() == "DATE":
        faults.append(f"“{text}” is said to be a day: its time was taken")
    return _with_offset(wall, found[8] or "", zone, faults)


def _wall(day: date, hour: int, minute: int, second: int) -> datetime:
    if (hour, minute, second) == (24, 0, 0):
        return datetime.combine(day + timedelta(days=1), time())
    return datetime.combine(day, time(hour, minute, min(second, 59)))


def _with_offset(wall: datetime, offset: str, zone: str, faults: list[str]) -> Stamp:
    if not offset:
        return Stamp(wall, zone=zone, faults=tuple(faults))
    if zone:
        faults.append(f"“{zone}” was ignored beside a time in UTC")
    if offset.upper() != "Z":
        digits = offset[1:].replace(":", "")
        minutes = int(digits[:2]) * 60 + int(digits[2:])
        by = timedelta(minutes=-minutes if offset[0] == "-" else minutes)
        if abs(by) >= timedelta(days=1):
            raise Unreadable(f"“{offset}” is no offset from UTC")
        wall = wall.replace(tzinfo=timezone(by)).astimezone(UTC).replace(tzinfo=None)
    return Stamp(wall, utc=True, faults=tuple(faults))


def length(written: str) -> timedelta:
    """What a DURATION says.

    Raises:
        Unreadable: it is none.
    """
    found = _LENGTH.fullmatch(written.strip())
    if found is None or not any(found.groups()[1:]):
        raise Unreadable(f"“{written.strip()[:40]}” is no length")
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    span = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -span if found[1] == "-" else span
