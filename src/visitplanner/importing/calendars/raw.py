"""One VEVENT: its properties, begin and end, before anything is made of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from visitplanner.domain.base import clean_line
from visitplanner.importing.calendars.clocks import UTC_CLOCK, Clock, Clocks
from visitplanner.importing.calendars.names import made_up, uid_of
from visitplanner.importing.calendars.properties import (
    Properties,
    Property,
    first,
    properties,
    text_of,
)
from visitplanner.importing.calendars.source import Block
from visitplanner.importing.calendars.stamps import Stamp, Unreadable, length, stamp, stamp_of
from visitplanner.importing.calendars.when import Edge

MOST_DATES = 2_000
"""Dates of an RDATE or EXDATE that are read."""


@dataclass
class RawEvent:
    """An event of the file.

    Attributes:
        line: Where it begins.
        own: Its properties.
        uid: Its UID, or one made up from title and begin.
        begin: Its begin; `None` where it could not be read, and `unread` says why.
        end: Its end, if it has one.
        which: Its RECURRENCE-ID.
        onwards: Whether it changes its series from that date on.
        cancelled: Whether it, or all of the file, takes something back.
        clocks: The clocks that its calendar names.
        faults: What was mended.
    """

    line: int
    own: Properties
    uid: str = ""
    has_uid: bool = True
    begin: Edge | None = None
    end: Edge | None = None
    which: Edge | None = None
    onwards: bool = False
    cancelled: bool = False
    unread: str = ""
    clocks: Clocks = field(default_factory=lambda: Clocks((), {}))
    faults: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        """Its title, for sentences."""
        return clean_line(text_of(self.own, "SUMMARY"))[:300]

    @property
    def rank(self) -> tuple[int, str]:
        """By which of two states of one event the later is told."""
        number = text_of(self.own, "SEQUENCE").strip()
        digits = number.isascii() and number.isdigit() and len(number) < 10
        return int(number) if digits else 0, text_of(self.own, "LAST-MODIFIED").strip()

    @property
    def repeats(self) -> bool:
        """Whether it is a series."""
        return self.which is None and not {"RRULE", "RDATE"}.isdisjoint(self.own)


def read_event(block: Block, clocks: Clocks, *, cancelling: bool) -> RawEvent:
    """What an event says, as far as it can be read."""
    own = properties(block.lines)
    event = RawEvent(block.line, own, clocks=clocks, faults=list(block.faults))
    status = text_of(own, "STATUS").strip().upper()
    event.cancelled = cancelling or status in ("CANCELLED", "CANCELED")
    try:
        _read_times(event, clocks)
    except (Unreadable, OverflowError) as wrong:
        event.unread = str(wrong) if isinstance(wrong, Unreadable) else "its dates are too far away"
    begin = first(own, "DTSTART")
    written = uid_of(text_of(own, "UID"))
    event.has_uid = bool(written)
    event.uid = written or made_up(event.title, begin.value if begin else "")
    return event


def _read_times(event: RawEvent, clocks: Clocks) -> None:
    own = event.own
    named = first(own, "RECURRENCE-ID")
    if named:
        event.which = _edge(event, stamp(named), clocks)
        event.onwards = named.parameters.get("RANGE", "").upper() == "THISANDFUTURE"
    begin = first(own, "DTSTART")
    if begin is None:
        raise Unreadable("it has no begin")
    event.begin = _edge(event, stamp(begin), clocks)
    event.end = _end(event, event.begin, clocks)
    _whole_days(event)


def _edge(event: RawEvent, found: Stamp, clocks: Clocks) -> Edge:
    event.faults += [fault for fault in found.faults if fault not in event.faults]
    return Edge(found.value, UTC_CLOCK if found.utc else clocks.named(found.zone))


def _end(event: RawEvent, begin: Edge, clocks: Clocks) -> Edge | None:
    written, lasts = first(event.own, "DTEND"), first(event.own, "DURATION")
    try:
        if written:
            return _edge(event, stamp(written), clocks)
        if lasts is None:
            return None
        value: date = begin.value + length(lasts.value)
        return Edge(value, begin.clock)
    except Unreadable as wrong:
        event.faults.append(f"its end was left out: {wrong}")
        return None


def _whole_days(event: RawEvent) -> None:
    """Outlook writes whole days as times from midnight to midnight, and says so."""
    begin, end = event.begin, event.end
    if text_of(event.own, "X-MICROSOFT-CDO-ALLDAYEVENT").strip().upper() != "TRUE":
        return
    if begin and isinstance(begin.value, datetime) and begin.value.time() == time():
        event.begin = Edge(begin.value.date(), begin.clock)
        if end and isinstance(end.value, datetime):
            event.end = Edge(end.value.date(), end.clock)


def dates(event: RawEvent, name: str, clock: Clock) -> list[tuple[date, date | None]]:
    """The dates of an RDATE or EXDATE on the clock of its series, each with its end, if any."""
    clocks = event.clocks
    found: list[tuple[date, date | None]] = []
    for one in event.own.get(name, ()):
        for text in one.value.split(",")[:MOST_DATES]:
            begin, _, end = text.partition("/")
            try:
                start = _on(clock, begin, one, clocks)
                found.append((start, _until(start, end, clock, one, clocks) if end else None))
            except (Unreadable, OverflowError) as wrong:
                event.faults.append(f"a date of its {name} was left out: {wrong}")
    return found[:MOST_DATES]


def _until(start: date, end: str, clock: Clock, one: Property, clocks: Clocks) -> date:
    last = start + length(end) if end[:1] in "P+-" else _on(clock, end, one, clocks)
    if type(last) is not type(start) or last <= start:
        raise Unreadable(f"“{end[:40]}” is no end")
    return last


def _on(clock: Clock, written: str, one: Property, clocks: Clocks) -> date:
    """A date on another clock."""
    found = stamp_of(written, one.parameters.get("TZID", ""))
    wall = found.wall
    if wall is None:
        return found.value
    other = UTC_CLOCK if found.utc else clocks.named(found.zone)
    return on_clock(clock, wall, other)


def on_clock(clock: Clock, wall: datetime, other: Clock) -> datetime:
    """What a clock shows when another shows `wall`; the same where either is unknown."""
    instant = other.instant(wall)
    if other == clock or instant is None or not clock.is_known:
        return wall
    return clock.shows(instant)


def on_series(series: RawEvent, edge: Edge) -> date:
    """An edge of another event on the clock of a series."""
    if series.begin is None or not isinstance(edge.value, datetime):
        return edge.value
    return on_clock(series.begin.clock, edge.value, edge.clock)


def span(event: RawEvent) -> timedelta:
    """How long it lasts on the clock of its begin; nothing where its end makes no sense."""
    begin, end = event.begin, event.end
    if begin is None:
        return timedelta()
    whole = not isinstance(begin.value, datetime)
    if end is None:
        return timedelta(days=1) if whole else timedelta()
    if whole or not isinstance(end.value, datetime) or not isinstance(begin.value, datetime):
        same = type(begin.value) is type(end.value)
        return max(end.value - begin.value, timedelta(days=1)) if same else timedelta(days=1)
    return max(on_clock(begin.clock, end.value, end.clock) - begin.value, timedelta())
