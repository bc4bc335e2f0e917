"""Published versions as they lie in the file, read when somebody asks for them.

A visit of 300 people that was published ten times may hold 300,000 calendar events, of which
opening the file needs none. So a stored version knows its number, date, note and files at once, and
reads its snapshot and its calendars at first use. That their bytes are whole is checked when the
file is opened. What was published never changes, so its part goes from save to save as it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, NoReturn

from pydantic import PrivateAttr, TypeAdapter

from visitplanner.domain.collector import collector_at_rest
from visitplanner.domain.versions import SentCalendar, SentEvent, SentFile, Version
from visitplanner.domain.visit import Visit
from visitplanner.storage import limits
from visitplanner.storage.container import Part
from visitplanner.storage.content import (
    Json,
    decode,
    decode_rows,
    decode_visit,
    parse,
)
from visitplanner.storage.refusal import damaged

Reader = Callable[[str], Any]

PLAN, CALENDARS = "visit", "calendars"
LAZY = (PLAN, CALENDARS)
"""The members that are read at first use; `encode` writes them last, in this order."""
_HEAD = frozenset(Version.model_fields).difference(LAZY)
_BEFORE_NAME = re.compile(r"\s*[{,]\s*")
_BEFORE_VALUE = re.compile(r"\s*:\s*")
_ANY_PLAN = Visit()
_CALENDARS = TypeAdapter(tuple[SentCalendar, ...])


class StoredVersion(Version):
    """A version in a file: reading `visit` or `calendars` raises `FileProblem` if it is damaged.

    Pydantic sees only what has been read so far; `whole` gives a version to be dumped.
    """

    _read: Reader = PrivateAttr()

    def __getattr__(self, name: str) -> Any:
        # Called only for what is not there (yet).
        if name not in LAZY:
            return super().__getattr__(name)  # type: ignore[misc] # hidden from type checkers
        value = self.__dict__[name] = self._read(name)
        return value

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Version):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in Version.model_fields)

    def __hash__(self) -> int:
        return hash(whole(self))


def whole(version: Version) -> Version:
    """The version as a plain value, with everything read."""
    values = {name: getattr(version, name) for name in Version.model_fields}
    return Version.model_construct(**values)


def stored(head: Version, read: Reader) -> StoredVersion:
    """A version like `head` whose plan and calendars come from `read` at first use."""
    values = {name: getattr(head, name) for name in _HEAD}
    version = StoredVersion.model_construct(**values)
    for name in LAZY:
        version.__dict__.pop(name, None)  # the defaults, which would count as read
    version._read = read  # noqa: SLF001 - its own module
    return version


def encode(version: Version) -> bytes:
    """The version as its part holds it, what is read first in front."""
    plain = whole(version)
    head = plain.model_dump_json(exclude={PLAN, CALENDARS}).encode()
    plan = plain.visit.model_dump_json().encode()
    calendars = _CALENDARS.dump_json(plain.calendars)
    return head[:-1] + b',"visit":' + plan + b',"calendars":' + calendars + b"}"


def read_head(part: Part, *, tolerant: bool = False) -> Version:
    """The number, date, note and files of the version in `part`, with an empty plan.

    Raises:
        Refusal: the part is damaged, or not a version of the number in its name.
    """
    raw = part.content()
    limits.check_json(raw, part.name)
    head = _members_before(PLAN, raw, part.name)
    if head.keys() != _HEAD:  # another program has ordered them otherwise
        document = parse(raw, part.name)
        head = {name: value for name, value in document.items() if name not in LAZY}
    version = _decoded(head, part.name, _ANY_PLAN, (), tolerant=tolerant)
    if part.name != part_name(version.number):
        raise damaged(part.name, f"it is version {version.number}")
    return version


def decode_version(document: Json, part: str) -> Version:
    """The whole of a version.

    Raises:
        Refusal: something in it is not acceptable.
    """
    head = {name: value for name, value in document.items() if name not in LAZY}
    plan = decode_visit(document.get(PLAN), part)
    return _decoded(head, part, plan, _calendars(document.get(CALENDARS, []), part))


def _decoded(
    head: Json,
    part: str,
    plan: Visit,
    calendars: tuple[SentCalendar, ...],
    *,
    tolerant: bool = False,
) -> Version:
    files = head.get("files")
    if isinstance(files, list):
        head = head | {"files": decode_rows(SentFile, files, part, "files", tolerant=tolerant)}
    limits.check_breadth(head, part, "the version")
    values = head | {PLAN: plan, CALENDARS: calendars}
    return decode(Version, values, part, tolerant=tolerant)


def part_name(number: int) -> str:
    """The name of the part that holds the version of that number."""
    return f"versions/{number}.json"


def read_member(part: Part, name: str, *, tolerant: bool = False) -> Any:
    """The plan or the calendars of the version in `part`.

    Raises:
        Refusal: the part is damaged.
    """
    raw = part.content()
    members = _members_before(CALENDARS, raw, part.name) if name == PLAN else {}
    if name not in members:
        members = parse(raw, part.name)
    if name == PLAN:
        return decode_visit(members.get(name), part.name, tolerant=tolerant)
    return _calendars(members.get(name, []), part.name, tolerant=tolerant)


def _calendars(rows: Any, part: str, *, tolerant: bool = False) -> tuple[SentCalendar, ...]:
    if not isinstance(rows, list):
        raise damaged(part, "calendars: not a list")
    with collector_at_rest():
        calendars = [
            _with_events(row, part, f"calendars, row {number}, events", tolerant=tolerant)
            for number, row in enumerate(rows, 1)
        ]
    return decode_rows(SentCalendar, calendars, part, "calendars", tolerant=tolerant)


def _with_events(calendar: Any, part: str, where: str, *, tolerant: bool) -> Any:
    """The calendar with its events read, if it has some: there may be more than a list may have."""
    if not isinstance(calendar, dict) or not isinstance(calendar.get("events"), list):
        return calendar
    events = decode_rows(SentEvent, calendar["events"], part, where, tolerant=tolerant)
    return calendar | {"events": events}


def _members_before(stop: str, raw: bytes, part: str) -> Json:
    """The members of the JSON object `raw` that stand before the member `stop`.

    The depth of `raw` has been checked.
    """
    try:
        return _read_members(raw.decode(), stop)
    except ValueError as broken:
        raise damaged(part, "not valid JSON") from broken


def _read_members(text: str, stop: str) -> Json:
    decoder = json.JSONDecoder(parse_constant=_refuse_constant)
    members: Json = {}
    position = 0
    while between := _BEFORE_NAME.match(text, position):
        name, position = decoder.raw_decode(text, between.end())
        colon = _BEFORE_VALUE.match(text, position)
        if name == stop or colon is None:
            break
        members[name], position = decoder.raw_decode(text, colon.end())
    return members


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")
