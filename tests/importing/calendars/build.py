"""Calendars for tests, a line at a time."""

from __future__ import annotations

from visitplanner.domain.visit import Visit
from visitplanner.importing.calendars import CalendarResult, merge_calendar, read_calendar


def event(*lines: str, uid: str = "u1", title: str = "Session", begin: str = "T090000") -> str:
    """An event on 11 May, in Madrid unless its begin says more."""
    start = begin if ":" in begin else f"DTSTART;TZID=Europe/Madrid:20270511{begin}"
    return "\r\n".join(
        ("BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{title}", start, *lines, "END:VEVENT")
    )


def calendar(*events: str, name: str = "Conference", head: str = "") -> bytes:
    """A calendar of events."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//EN"]
    lines += [f"X-WR-CALNAME:{name}"] if name else []
    lines += [head] if head else []
    return "\r\n".join((*lines, *events, "END:VCALENDAR", "")).encode()


def merged(visit: Visit, data: bytes, *, sync: bool = False) -> CalendarResult:
    """A visit brought up to date with a calendar."""
    return merge_calendar(visit, read_calendar(data, visit), sync=sync)
