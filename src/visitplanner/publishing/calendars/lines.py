r"""Content lines of iCalendar: escaping and folding (RFC 5545 sections 3.1 and 3.3.11).

Written here and not by the `icalendar` library because that (7.3) turns the `\N` of a user's
`C:\New` into a line break and folds between a backslash and what it escapes, which some readers
take for another text.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

LIMIT: Final = 75
"""The octets of a physical line, without its end."""
_CONTROLS = (*range(0x09), *range(0x0A, 0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000))
# One pass over the text, so that no escape is escaped again. The tab may stand in a text.
_ESCAPES: Final[dict[int, str | None]] = dict.fromkeys(_CONTROLS) | {
    ord("\\"): "\\\\",
    ord(";"): "\\;",
    ord(","): "\\,",
    ord("\n"): "\\n",
    ord("\u2028"): "\\n",
    ord("\u2029"): "\\n",
}


def text(value: str) -> str:
    """`value` as an escaped TEXT, without characters that could end a line or hide in one."""
    return value.replace("\r\n", "\n").replace("\r", "\n").translate(_ESCAPES)


def quotable(value: str) -> bool:
    """Whether a parameter can carry the one-line text `value` as it is.

    Quotes cannot stand in a parameter; the caret is the escape of RFC 6868, which many readers show
    as it is written; and some take a backslash for an escape, which it is not here.
    """
    return not set('"^\\\n') & set(value)


def render(lines: Iterable[str]) -> bytes:
    """The lines as they stand in a file: folded, in UTF-8, each ended by CRLF."""
    return b"".join(fold(line.encode()) + b"\r\n" for line in lines)


def fold(line: bytes) -> bytes:
    """A line of at most 75 octets each, cut neither inside a character nor inside an escape."""
    if len(line) <= LIMIT:
        return line
    parts, start, room = [], 0, LIMIT
    while len(line) - start > room:
        cut = _cut(line, start, start + room)
        parts.append(line[start:cut])
        start, room = cut, LIMIT - 1  # the blank that begins a continuation counts
    parts.append(line[start:])
    return b"\r\n ".join(parts)


def _cut(line: bytes, start: int, cut: int) -> int:
    while line[cut] & 0xC0 == 0x80:  # the second and later octets of a UTF-8 character
        cut -= 1
    part = line[start:cut]
    return cut - (len(part) - len(part.rstrip(b"\\"))) % 2
