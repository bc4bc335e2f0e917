"""The lines of a component as properties: name, parameters, value (RFC 5545 section 3.1)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from visitplanner.importing.calendars.source import SourceLine

_NAME: Final = re.compile(r"\s*([A-Za-z][\w-]*)\s*")
_PARAMETER: Final = re.compile(
    r';\s*([\w-]+)\s*=\s*((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)'
)
_ESCAPED: Final = re.compile(r"\\([nN,;:\\\"])")
_CARET: Final = re.compile(r"\^([n'^])")
_LAST_TIME: Final = re.compile(r";TZID=([^;]*):(\d{8}(?:T\d{4,6}Z?)?)\s*\Z", re.IGNORECASE)
_CARETS: Final = {"n": "\n", "'": '"', "^": "^"}


@dataclass(frozen=True, slots=True)
class Property:
    """One property; names in capitals, the value as it is written."""

    name: str
    value: str
    parameters: Mapping[str, str]
    line: int

    @property
    def text(self) -> str:
        """The value of a property of the type TEXT."""
        return unescaped(self.value)


Properties = Mapping[str, list[Property]]


def properties(lines: list[SourceLine]) -> dict[str, list[Property]]:
    """All properties of a component by name; lines that are none are passed over."""
    found: dict[str, list[Property]] = {}
    for line in lines:
        one = parsed(line)
        if one:
            found.setdefault(one.name, []).append(one)
    return found


def parsed(line: SourceLine) -> Property | None:
    """The property of a line, or None: it has no name or no value.

    Parameters may be written as in RFC 6868. A name of a time zone with a colon that was not put
    in quotes is understood.
    """
    begin = _NAME.match(line.text)
    if begin is None:
        return None
    place, parameters = begin.end(), dict[str, str]()
    while found := _PARAMETER.match(line.text, place):
        parameters[found[1].upper()] = _plain(found[2])
        place = found.end()
    colon = line.text.find(":", place)
    if colon < 0:
        return None
    value = line.text[colon + 1 :].strip()
    if not value[:4].isdigit() and (late := _LAST_TIME.search(line.text)):
        parameters["TZID"], value = _plain(late[1]), late[2]
    return Property(begin[1].upper(), value, parameters, line.number)


def _plain(written: str) -> str:
    text = written.strip()
    if len(text) > 1 and text[0] == text[-1] == '"' and text.count('"') == 2:
        text = text[1:-1]
    return _CARET.sub(lambda found: _CARETS[found[1]], text).strip()


def unescaped(written: str) -> str:
    """A text without its backslashes (RFC 5545 section 3.3.11)."""
    return _ESCAPED.sub(lambda f: "\n" if f[1] in "nN" else f[1], written)


def first(found: Properties, name: str) -> Property | None:
    """The first property of a name that has a value."""
    return next((one for one in found.get(name, ()) if one.value), None)


def text_of(found: Properties, name: str) -> str:
    """The text of the first property of a name, or an empty one."""
    one = first(found, name)
    return one.text if one else ""
