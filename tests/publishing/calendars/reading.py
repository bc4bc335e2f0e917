"""A reader of iCalendar by the letter of RFC 5545, sharing nothing with the writer."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=("[^"]*"|[^";:,]*)')
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class Property:
    name: str
    parameters: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        return re.sub(r"\\(.)", lambda m: {"n": "\n", "N": "\n"}.get(m[1], m[1]), self.value)


@dataclass
class Component:
    name: str
    properties: list[Property] = field(default_factory=list)
    parts: list[Component] = field(default_factory=list)
    source: list[str] = field(default_factory=list)

    def __getitem__(self, name: str) -> Property:
        (found,) = (p for p in self.properties if p.name == name)
        return found

    def names(self) -> list[str]:
        return [p.name for p in self.properties]

    def every(self, name: str) -> list[Component]:
        return [part for part in self.parts if part.name == name]


def unfold(data: bytes) -> list[str]:
    assert data.endswith(b"\r\n")
    physical = data[:-2].split(b"\r\n")
    for line in physical:
        assert len(line) <= 75, line
        assert line
        assert not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line), line
        line.decode()  # no character is cut in two
    return re.sub(r"\r\n ", "", data[:-2].decode()).split("\r\n")


def read(data: bytes) -> Component:
    """The one VCALENDAR of a file."""
    top = Component("")
    stack = [top]
    for line in unfold(data):
        head = re.match(r"[A-Za-z0-9-]+", line)
        assert head, line
        name, rest, parameters = head[0], line[head.end() :], {}
        while found := _PARAMETER.match(rest):
            parameters[found[1]] = found[2].strip('"')
            rest = rest[found.end() :]
        assert rest.startswith(":"), line
        for open_part in stack:
            open_part.source.append(line)
        if name == "BEGIN":
            stack.append(Component(rest[1:], source=[line]))
            stack[-2].parts.append(stack[-1])
        elif name == "END":
            assert stack.pop().name == rest[1:]
        else:
            stack[-1].properties.append(Property(name, parameters, rest[1:]))
    assert stack == [top]
    (only,) = top.parts
    assert only.name == "VCALENDAR"
    return only


class Zone:
    """The offsets that a VTIMEZONE says."""

    def __init__(self, part: Component, years: range = range(1970, 2041)) -> None:
        self.name = part["TZID"].value
        self.kinds = [observance.name for observance in part.parts]
        self.onsets: list[tuple[datetime, timedelta]] = []
        for observance in part.parts:
            before = offset(observance["TZOFFSETFROM"].value)
            after = offset(observance["TZOFFSETTO"].value)
            start = datetime.fromisoformat(observance["DTSTART"].value)
            walls = [start]
            if "RRULE" in observance.names():
                walls = [yearly(observance["RRULE"].value, start, year) for year in years]
                assert walls[0] == start, "DTSTART is the rule's own day"
            self.onsets += [((wall - before).replace(tzinfo=UTC), after) for wall in walls]
        self.onsets.sort()

    def at(self, instant: datetime) -> timedelta:
        return next(after for onset, after in reversed(self.onsets) if onset <= instant)


def offset(value: str) -> timedelta:
    found = re.fullmatch(r"([+-])(\d\d)(\d\d)(\d\d)?", value)
    assert found, value
    length = timedelta(hours=int(found[2]), minutes=int(found[3]), seconds=int(found[4] or 0))
    return -length if found[1] == "-" else length


def yearly(rule: str, start: datetime, year: int) -> datetime:
    found = re.fullmatch(r"FREQ=YEARLY;BYMONTH=(\d\d?);BYDAY=(-1|[1-4])([A-Z]{2})", rule)
    assert found, rule
    weekday = _DAYS.index(found[3])
    weeks = calendar.monthcalendar(year, int(found[1]))
    days = [week[weekday] for week in weeks if week[weekday]]
    nth = int(found[2])
    return start.replace(year=year, month=int(found[1]), day=days[nth if nth < 0 else nth - 1])
