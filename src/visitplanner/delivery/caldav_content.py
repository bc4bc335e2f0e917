"""What an event says, to tell whether a server's copy still says the same.

Servers write events anew: in another order, folded otherwise, with stamps of their own. So not
their bytes are compared but what a reader sees.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

_FOLD: Final = re.compile(rb"\r?\n[ \t]")
_EVENT: Final = re.compile(rb"(?ims)^BEGIN:VEVENT\s*$(.*?)^END:VEVENT\s*$")
_UID: Final = re.compile(rb"(?im)^UID(?:;[^:\r\n]*)?:([^\r\n]*)")
_STAMPS: Final = frozenset({"DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE", "UID"})
_ABSENT: Final = ("DESCRIPTION", "DURATION", "GEO", "LOCATION", "RRULE", "URL")
"""What others may have added where we say nothing."""
_LONGEST_TITLE: Final = 120


def uid_of(data: bytes) -> str:
    """The UID of the event in a resource; empty if it has none. Nothing else of it is read."""
    event = _EVENT.search(_FOLD.sub(b"", data))
    found = _UID.search(event[1]) if event else None
    text = found[1].decode("utf-8", "replace").strip() if found else ""
    return re.sub(r"\\([\\,;])", r"\1", text)


def title_of(data: bytes) -> str:
    """When an event is and what it is called, for a list: `2017-11-08 09:30 Visit of the plant`."""
    event = _event(data)
    if event is None:
        return uid_of(data)
    start = getattr(event.get("DTSTART"), "dt", None)
    day = "" if start is None else start.strftime("%Y-%m-%d")
    clock = start.strftime("%H:%M") if isinstance(start, datetime) else ""
    summary = " ".join(str(event.get("SUMMARY", "")).split())[:_LONGEST_TITLE]
    return " ".join(filter(None, (day, clock, summary)))


def says_the_same(ours: bytes, theirs: bytes) -> bool:
    """Whether a server's copy of an event shows what ours does."""
    if ours == theirs:
        return True
    mine, there = _facts(ours), _facts(theirs)
    if mine is None or there is None:
        return False
    return all(there.get(name) == mine.get(name) for name in (*mine, *_ABSENT))


def _facts(data: bytes) -> Mapping[str, Any] | None:
    event = _event(data)
    if event is None:
        return None
    facts = {}
    try:
        for name, value in event.items():
            if name not in _STAMPS and not name.startswith("X-"):
                values = value if isinstance(value, list) else [value]
                facts[name] = [_fact(each) for each in values]
    except (ValueError, AttributeError, TypeError):  # damaged by somebody: it is written anew
        return None
    return facts


def _fact(value: Any) -> Any:
    when = getattr(value, "dt", None)
    if isinstance(when, datetime):
        return when.astimezone(UTC) if when.tzinfo else when
    return value.to_ical() if when is None else when


def _event(data: bytes) -> Any:
    """The first event of a resource; None if there is none that can be read."""
    from icalendar import Calendar

    try:
        events = Calendar.from_ical(data).walk("VEVENT")
    except (ValueError, IndexError, KeyError, TypeError, AttributeError):
        return None
    return events[0] if events else None
