"""When an event is: on the clock on the wall of the town in which the delegation is that day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

from visitplanner.domain.times import LocalTime, Moment, classify, moment_at, zone_info
from visitplanner.importing.calendars.clocks import Clock
from visitplanner.importing.calendars.result import FLOATING, Aspect

_LONGEST: Final = timedelta(days=31)


@dataclass(frozen=True)
class Edge:
    """One end of an event: a day, or a time on a clock."""

    value: date
    clock: Clock

    @property
    def day(self) -> date:
        """The day on its own clock."""
        return self.value.date() if isinstance(self.value, datetime) else self.value

    @property
    def instant(self) -> datetime | None:
        """The moment in UTC, where it is one."""
        return self.clock.instant(self.value) if isinstance(self.value, datetime) else None

    @property
    def said(self) -> str:
        """It as a text that is the same however the moment was written."""
        instant = self.instant
        if instant:
            return f"{instant:%Y%m%dT%H%MZ}"
        if isinstance(self.value, datetime):
            return f"{self.value:%Y%m%dT%H%M} {self.clock.name}"
        return f"{self.value:%Y%m%d}"


@dataclass
class Timing:
    """What an event says about its time, and what is to be said about that.

    `asked` is the zone of which somebody has to say what it means, `proposed` the one taken for it.
    """

    fields: dict[str, Any]
    said: str
    doubts: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    asked: str = ""
    proposed: str = ""

    @property
    def aspect(self) -> Aspect:
        """It as an aspect of the event."""
        return Aspect(self.said, self.fields)

    @property
    def days(self) -> tuple[date, date]:
        """Its first and last day."""
        day: date = self.fields["day"]
        return day, day + timedelta(days=self.fields["end_day"])


Zone = Callable[[date, str], str]
"""Whose clock holds on a day, for an event in a zone of its own; empty if nobody knows."""


def timing(begin: Edge, end: Edge | None, zone: Zone, default: str) -> Timing:
    """The time of an event; `default` is the zone of the calendar, if it says one."""
    if not isinstance(begin.value, datetime):
        return _days(begin.value, end)
    if end is not None and not isinstance(end.value, datetime):
        found = timing(begin, None, zone, default)
        found.doubts.append("it begins at a time and ends on a day: its end was left out")
        return found
    instant = begin.instant
    if instant is None:
        return _unknown(begin, end, zone, default)
    own = begin.clock.zone
    wanted = zone(begin.value.date(), own)
    doubts: list[str] = []
    if not wanted:
        wanted = own if own and own != "UTC" else default
    if not wanted:
        wanted = "UTC"
        doubts.append("nothing says on whose clock it is: its time was left in UTC")
    start = moment_at(instant, wanted)
    found = Timing(_fields(start), f"{begin.said}/", doubts)
    _compare_clocks(found, begin, start)
    if end is not None:
        _add_end(found, begin, end, wanted)
    return found


def _fields(start: Moment) -> dict[str, Any]:
    return {
        "day": start.wall.date(),
        "start": start.wall.time().replace(second=0),
        "end": None,
        "end_day": 0,
        "zone": start.zone,
        "start_fold": start.fold,
        "end_fold": None,
    }


def _compare_clocks(found: Timing, begin: Edge, start: Moment) -> None:
    """Say where the clock of the calendar is not that of the town."""
    wall = begin.value
    if not isinstance(wall, datetime) or begin.clock.zone == "UTC":
        return
    if begin.clock.zone and classify(wall, begin.clock.zone) is LocalTime.MISSING:
        text = f"{wall:%H:%M} is left out by the clocks of that day: {start.wall:%H:%M} was taken"
        found.doubts.append(text)
    elif start.wall != wall:
        name = begin.clock.zone if begin.clock.name == FLOATING else begin.clock.name
        text = f"{wall:%H:%M} in {name} is {start.wall:%H:%M} in {start.zone}"
        (found.remarks if begin.clock.zone else found.doubts).append(text)


def _add_end(found: Timing, begin: Edge, end: Edge, zone: str) -> None:
    first, last = begin.instant, end.instant
    if last is None and isinstance(end.value, datetime):  # its end is on a clock of no name
        last = begin.clock.instant(end.value)
    if first is None or last is None:
        return
    if last < first:
        found.doubts.append("it ends before it begins: its end was left out")
    elif last - first > _LONGEST:
        found.doubts.append(f"it lasts {(last - first).days} days: its end was left out")
    elif last > first:
        moment = moment_at(last, zone)
        _put_end(found, moment.wall)
        found.fields["end_fold"] = moment.fold
        found.said += f"{last:%Y%m%dT%H%MZ}"


def _put_end(found: Timing, wall: datetime) -> None:
    day: date = found.fields["day"]
    later = min(max((wall.date() - day).days, 0), 31)
    found.fields |= {"end": wall.time().replace(second=0), "end_day": later}


def _unknown(begin: Edge, end: Edge | None, zone: Zone, default: str) -> Timing:
    """A time on a clock that nobody knows: the wall is kept, the zone proposed and asked about."""
    wall = begin.value
    assert isinstance(wall, datetime)
    proposed = zone(wall.date(), "") or default
    if proposed:
        zone_info(proposed)
    found = Timing(_fields(Moment(wall=wall, zone=proposed)), f"{begin.said}/")
    found.asked, found.proposed = begin.clock.name, proposed
    what = "has no time zone" if begin.clock.name == FLOATING else ""
    what = what or f"is in the time zone “{begin.clock.name}”, which is unknown"
    taken = f"{proposed} was taken" if proposed else "no zone was taken"
    found.doubts.append(f"its time {what}: {taken}")
    if end is not None and isinstance(end.value, datetime):
        last = end.value
        if end.clock != begin.clock:
            instant = end.instant
            last = moment_at(instant, proposed).wall if instant and proposed else wall
        if last < wall:
            found.doubts.append("it ends before it begins: its end was left out")
        elif last - wall > _LONGEST:
            found.doubts.append(f"it lasts {(last - wall).days} days: its end was left out")
        elif last > wall:
            _put_end(found, last)
            found.said += f"{last:%Y%m%dT%H%M}"
    return found


def _days(day: date, end: Edge | None) -> Timing:
    """Whole days; the end is the day after the last (RFC 5545 section 3.6.1)."""
    fields = {"day": day, "start": None, "end": None, "end_day": 0, "zone": ""}
    found = Timing(fields | {"start_fold": None, "end_fold": None}, f"{day:%Y%m%d}/")
    if end is None:
        return found
    if isinstance(end.value, datetime):
        found.doubts.append("it begins on a day and ends at a time: its end was left out")
        return found
    count = (end.value - day).days
    if count < 0:
        found.doubts.append("it ends before it begins: its end was left out")
    elif count - 1 > _LONGEST.days:
        found.doubts.append(f"it lasts {count} days: its end was left out")
    elif count > 1:
        found.fields["end_day"] = count - 1
        found.said += f"{end.value:%Y%m%d}"
    return found
