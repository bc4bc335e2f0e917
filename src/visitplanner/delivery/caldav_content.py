"""What an event says, to tell whether a server's copy still says the same.

Servers write events anew: in another order, folded otherwise, with stamps of their own. So not
their bytes are compared but what a reader sees.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from visitplanner.domain.base import clean_line

_FOLD: Final = re.compile(r"\r?\n[ \t]")
_EVENT: Final = re.compile(r"(?ims)^BEGIN:VEVENT[ \t\r]*$(.*?)^END:VEVENT[ \t\r]*$")
_INNER: Final = re.compile(r"(?ims)^BEGIN:(\w+)[ \t\r]*$.*?^END:\1[ \t\r]*$")
_LINE: Final = re.compile(r"(?m)^([A-Za-z0-9-]+)([;:][^\r\n]*)")
_ESCAPED: Final = re.compile(r"\\(.)")
_TIME: Final = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d(Z?))?$")
_STAMPS: Final = frozenset({"DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE", "UID"})
_ABSENT: Final = ("DESCRIPTION", "DURATION", "GEO", "LOCATION", "RRULE", "URL")
"""What others may have added where we say nothing."""
_LONGEST_TITLE: Final = 120
_Facts = Mapping[str, Any]


def uid_of(data: bytes) -> str:
    """The UID of the event in a resource; empty if it has none."""
    return _value(_lines(data), "UID").strip()


def title_of(data: bytes) -> str:
    """When an event is and what it is called, for a list: `2017-11-08 09:30 Visit of the plant`."""
    lines = _lines(data)
    when = _TIME.search(_value(lines, "DTSTART").strip())
    year, month, day, hour, minute, utc = when.groups() if when else ("",) * 6
    return " ".join(
        filter(
            None,
            (
                f"{year}-{month}-{day}" if year else "",
                f"{hour}:{minute}" if hour else "",
                "UTC" if utc else "",
                clean_line(_value(lines, "SUMMARY"))[:_LONGEST_TITLE],
            ),
        )
    )


def _lines(data: bytes) -> dict[str, list[str]]:
    """The lines of the event in a resource, by name: all after the name."""
    event = _EVENT.search(_FOLD.sub("", data.decode("utf-8", "replace")))
    found: dict[str, list[str]] = {}
    for name, rest in _LINE.findall(_INNER.sub("", event[1])) if event else ():
        found.setdefault(name.upper(), []).append(rest)
    return found


def _value(lines: Mapping[str, list[str]], name: str) -> str:
    """The text of a property that has no colon in its parameters."""
    _, _, text = lines.get(name, [""])[0].partition(":")
    return _ESCAPED.sub(lambda found: " " if found[1] in "nN" else found[1], text)


def says_the_same(ours: bytes, theirs: bytes) -> bool:
    """Whether a server's copy of an event shows what ours does."""
    if _agree(_lines(ours), _lines(theirs)):  # the usual case, at a hundredth of the time
        return True
    mine, there = _facts(ours), _facts(theirs)
    return mine is not None and there is not None and _agree(mine, there)


def _agree(mine: _Facts, there: _Facts) -> bool:
    names = {name for name in mine if name not in _STAMPS and not name.startswith("X-")}
    return bool(mine) and all(mine.get(name) == there.get(name) for name in (*names, *_ABSENT))


def _facts(data: bytes) -> _Facts | None:
    """What the event in a resource says, by name; None if it cannot be read."""
    event = _event(data)
    if event is None:
        return None
    facts = {}
    try:
        for name, value in event.items():
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
