"""The bytes of a foreign calendar as components and lines, whatever state they are in.

Nothing in a file stops the reading of the rest of it: a component that is never closed ends where
the next one begins, what stands outside of a calendar is passed over, and every line keeps its
number, so that a doubt can say where it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

LARGEST: Final = 10 * 2**20
"""Bytes that a calendar may have."""
MOST_EVENTS: Final = 20_000
"""Events that a calendar may have."""

_LONGEST: Final = 20_000
"""Characters up to which a line takes in what follows it without being a property."""
_MOST_FAULTS: Final = 5

_LOST: Final = "\ufffd"
"""What stands for bytes that are no letter."""
_BREAK: Final = re.compile(rb"\r\n|\n|\r")
_FRAME: Final = re.compile(r"\s*(BEGIN|END)\s*:\s*([\w-]+)\s*", re.IGNORECASE)
_NAME: Final = re.compile(r"([A-Za-z][A-Za-z0-9-]*)\s*[;:]")
_SEEN_IN_LOWER_CASE: Final = frozenset(
    (
        *("attach", "attendee", "categories", "class", "comment", "contact", "created"),
        *("description", "dtend", "dtstamp", "dtstart", "duration", "exdate", "geo"),
        *("last-modified", "location", "method", "organizer", "priority", "prodid", "rdate"),
        *("recurrence-id", "resources", "rrule", "sequence", "status", "summary", "transp"),
        *("uid", "url", "version"),
    )
)


class Refused(Exception):
    """The file cannot be read as a calendar; the text is what it is, behind its name."""


@dataclass(slots=True)
class SourceLine:
    """One unfolded line and the number that it has in the file."""

    number: int
    text: str


@dataclass(slots=True)
class Block:
    """One event or time zone: where it begins, its lines, and what was wrong with its frame."""

    line: int
    lines: list[SourceLine] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


@dataclass(slots=True)
class SourceCalendar:
    """One VCALENDAR: its own lines, its events and time zones."""

    lines: list[SourceLine] = field(default_factory=list)
    events: list[Block] = field(default_factory=list)
    zones: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class Source:
    """A file: its calendars, what else it has by kind, and what is wrong with it."""

    calendars: list[SourceCalendar] = field(default_factory=list)
    others: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def read_source(data: bytes) -> Source:
    """Take a file apart.

    Raises:
        Refused: it is no calendar, too large, or holds too many events.
    """
    if len(data) > LARGEST:
        raise Refused(f"has more than {LARGEST // 2**20} MB: import a shorter period")
    source = Source()
    splitter = _Splitter(source)
    for line in _lines(_as_utf8(data), source):
        splitter.take(line)
    splitter.close()
    if not source.calendars:
        raise Refused(f"is not a calendar{_what_else(data)}: give an .ics file")
    return source


def _what_else(data: bytes) -> str:
    head = data[:400].lstrip().lower()
    if not data.strip():
        return " but empty"
    if head.startswith((b"<!doctype", b"<html")):
        return " but a web page"
    return " but a packed file" if head.startswith(b"pk\x03\x04") else ""


# --- Lines ---------------------------------------------------------------------------------------


def _as_utf8(data: bytes) -> bytes:
    """The bytes without a mark of their order; UTF-16 as UTF-8, all else as it is."""
    head = data[:4]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace").encode("utf-8", "replace")
    if len(head) == 4 and head[1::2] == b"\0\0":
        return data.decode("utf-16-le", "replace").encode("utf-8", "replace")
    if len(head) == 4 and head[::2] == b"\0\0":
        return data.decode("utf-16-be", "replace").encode("utf-8", "replace")
    return data.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"")


def _lines(data: bytes, source: Source) -> Iterable[SourceLine]:
    """The unfolded lines; folds may part the bytes of one letter, so they go before decoding."""
    number, parts = 0, list[bytes]()
    for count, raw in enumerate(_BREAK.split(data), start=1):
        if parts and raw[:1] in (b" ", b"\t"):
            parts.append(raw[1:])
        elif raw.strip():
            if parts:
                yield SourceLine(number, _decoded(b"".join(parts), source))
            number, parts = count, [raw]
    if parts:
        yield SourceLine(number, _decoded(b"".join(parts), source))


def _decoded(raw: bytes, source: Source) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        fault, text = _read_anyway(raw)
        if fault not in source.faults:
            source.faults.append(fault)
        return text


def _read_anyway(raw: bytes) -> tuple[str, str]:
    """A line that is not in UTF-8, and what there is to say of it."""
    text = raw.decode("utf-8", "replace")
    lost = text.count(_LOST)
    if sum(not letter.isascii() for letter in text) > 2 * lost:
        return "some letters of the file are damaged: they were left out", text.replace(_LOST, "")
    fault = "the file is not in UTF-8: its letters were read as those of Windows-1252"
    return fault, raw.decode("cp1252", "replace")


# --- Components ----------------------------------------------------------------------------------


class _Splitter:
    """Sorts lines into components."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._calendar: SourceCalendar | None = None
        self._event: Block | None = None
        self._zone: Block | None = None
        self._inner: list[str] = []  # what stands within an event, or beside the events
        self._count = 0

    def take(self, line: SourceLine) -> None:
        frame = _FRAME.fullmatch(line.text)
        if frame:
            name = frame[2].upper()
            if frame[1].upper() == "BEGIN":
                self._begin(name, line)
            else:
                self._end(name, line)
        elif not self._inner:
            self._property(line)

    def close(self) -> None:
        """The end of the file, or of a calendar."""
        if self._event:
            self._event.faults.append("it is cut off: what stood before was taken")
        elif self._calendar is not None:
            self._source.faults.append("the file ends in the middle: there may have been more")
        self._event = self._zone = self._calendar = None
        self._inner.clear()

    def _begin(self, name: str, line: SourceLine) -> None:
        if name == "VCALENDAR":
            self._leave_event()
            self._open_calendar()
        elif name == "VEVENT":
            self._leave_event()
            self._begin_event(line)
        elif name == "VTIMEZONE" and not self._event:
            zone = Block(line.number)
            self._open().zones.append(zone)
            self._zone = zone
            self._inner.clear()
        elif self._zone and name in ("STANDARD", "DAYLIGHT"):
            self._zone.lines.append(line)
        else:
            if not (self._inner or self._event or self._zone):
                self._source.others[name] += 1
            self._inner.append(name)

    def _begin_event(self, line: SourceLine) -> None:
        self._count += 1
        if self._count > MOST_EVENTS:
            raise Refused(f"holds more than {MOST_EVENTS:,} events: import a shorter period")
        self._event, self._zone = Block(line.number), None
        self._open().events.append(self._event)
        self._inner.clear()

    def _end(self, name: str, line: SourceLine) -> None:
        if name == "VCALENDAR":
            self._leave_event()
            self._calendar = self._zone = None
            self._inner.clear()
        elif name == "VEVENT":
            self._event = None
            self._inner.clear()
        elif name == "VTIMEZONE":
            self._zone = None
            self._inner.clear()
        elif self._zone and name in ("STANDARD", "DAYLIGHT"):
            self._zone.lines.append(line)
        elif name in self._inner:
            del self._inner[self._inner.index(name) :]

    def _leave_event(self) -> None:
        if self._event:
            self._event.faults.append("it has no end: what stood before the next was taken")
        self._event = None

    def _open_calendar(self) -> SourceCalendar:
        self._calendar = SourceCalendar()
        self._source.calendars.append(self._calendar)
        self._zone = None
        self._inner.clear()
        return self._calendar

    def _open(self) -> SourceCalendar:
        if self._calendar is None:
            fault = "an event stands outside of a calendar: it was taken"
            self._source.faults.append(fault) if fault not in self._source.faults else None
            return self._open_calendar()
        return self._calendar

    def _property(self, line: SourceLine) -> None:
        block = self._event or self._zone
        if block:
            lines = block.lines
        elif self._calendar is not None:
            lines = self._calendar.lines
        else:
            return
        if _is_property(line.text):
            lines.append(line)
        elif self._event and lines and len(lines[-1].text) < _LONGEST:
            lines[-1].text += "\\n" + line.text
            name = lines[-1].text.partition(":")[0].partition(";")[0]
            if len(self._event.faults) < _MOST_FAULTS:
                fault = f"line {line.number} was read as a part of its {name.upper()[:30]}"
                self._event.faults.append(fault)


def _is_property(text: str) -> bool:
    """Whether a line begins like a property; a text that was never folded may have colons too."""
    found = _NAME.match(text.lstrip())
    return found is not None and (found[1].isupper() or found[1].lower() in _SEEN_IN_LOWER_CASE)
