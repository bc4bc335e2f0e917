"""Which clock a calendar means by the name of a time zone.

Calendars name zones as IANA does, as Windows does, in words of their own with the rules beside
them (VTIMEZONE), or in words alone. A name that tells nothing is never guessed: somebody is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from typing import Final
from zoneinfo import available_timezones

from dateutil.rrule import rrulestr
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from visitplanner.domain.times import zone_info
from visitplanner.errors import VisitPlannerError
from visitplanner.importing.calendars.properties import Properties, first, properties, text_of
from visitplanner.importing.calendars.result import FLOATING
from visitplanner.importing.calendars.source import Block, SourceLine

_OFFSET: Final = re.compile(r"([+-])(\d\d)(\d\d)(\d\d)?", re.ASCII)
_YEARLY: Final = re.compile(
    r"FREQ=YEARLY(;(INTERVAL=1|BY(DAY|MONTH|MONTHDAY|YEARDAY)=[\w,+-]{1,60}))*"
)
_SAID_ELSEWHERE: Final = ("UNTIL=", "WKST=", "BYHOUR=", "BYMINUTE=", "BYSECOND=")
"""Parts of a rule that are taken from elsewhere: the time of day from the first moment."""
_UTC_NAMES: Final = frozenset(
    ("utc", "gmt", "z", "etc/utc", "etc/gmt", "utc+0", "gmt+0", "zulu", "tzone://microsoft/utc")
)
_MOST_RULES: Final = 60


@dataclass(frozen=True)
class Rule:
    """One part of a VTIMEZONE: from which moments on its offset holds, and by which rule."""

    begins: datetime
    rule: str
    others: tuple[datetime, ...]
    until: datetime | None
    offset: timedelta

    def last_before(self, wall: datetime) -> datetime | None:
        """The last moment up to `wall` from which this offset was to hold."""
        moments = [moment for moment in (self.begins, *self.others) if moment <= wall]
        if self.rule and self.begins <= wall:
            year = max(self.begins.year, wall.year - 2)
            try:
                begin = self.begins.replace(year=year)
            except ValueError:  # 29 February
                begin = self.begins.replace(year=year, day=28)
            last = min(wall, self.until) if self.until else wall
            yearly = rrulestr(self.rule, dtstart=begin, ignoretz=True)
            moments += yearly.between(begin, last, inc=True)
        return max(moments, default=None)


@dataclass(frozen=True)
class Clock:
    """A clock that times of a calendar are on.

    Attributes:
        name: As the calendar writes it; `FLOATING` where it says none.
        zone: The IANA zone, where it is one.
        rules: The rules that the calendar gives in place of one.
    """

    name: str
    zone: str = ""
    rules: tuple[Rule, ...] = field(default=(), repr=False)

    @property
    def is_known(self) -> bool:
        """Whether its times are moments."""
        return bool(self.zone or self.rules)

    def instant(self, wall: datetime) -> datetime | None:
        """The moment in UTC at which it shows `wall`, or None: it is not known."""
        if self.zone:
            return wall.replace(tzinfo=zone_info(self.zone)).astimezone(UTC)
        if self.rules:
            return wall.replace(tzinfo=timezone(self._offset(wall))).astimezone(UTC)
        return None

    def shows(self, instant: datetime) -> datetime:
        """What it shows at a moment in UTC, without zone; of an unknown one, what UTC shows."""
        if self.zone:
            return instant.astimezone(zone_info(self.zone)).replace(tzinfo=None, fold=0)
        if self.rules:
            by = self._offset((instant + self._offset(_naive(instant))).replace(tzinfo=None))
            return (instant + by).replace(tzinfo=None)
        return _naive(instant)

    def _offset(self, wall: datetime) -> timedelta:
        found = [(last, rule) for rule in self.rules if (last := rule.last_before(wall))]
        if not found:
            return min(self.rules, key=lambda rule: rule.begins).offset
        return max(found, key=lambda pair: pair[0])[1].offset


UTC_CLOCK: Final = Clock("UTC", "UTC")


class Clocks:
    """The clocks that a file names."""

    def __init__(self, zones: Iterable[Block], answers: Mapping[str, str]) -> None:
        """Take the VTIMEZONEs of a file, and what somebody has said about unknown names.

        Raises:
            VisitPlannerError: an answer is no time zone.
        """
        self._answers = {_key(name): _answered(zone) for name, zone in answers.items()}
        self._given: dict[str, Properties] = {}
        self._blocks: dict[str, Block] = {}
        self._found: dict[str, Clock] = {}
        for block in zones:
            own = properties([line for line in block.lines if line.text])
            name = text_of(own, "TZID")
            if name and _key(name) not in self._blocks:
                self._blocks[_key(name)] = block
                self._given[_key(name)] = own

    def named(self, name: str) -> Clock:
        """The clock of a TZID, or that of times without one (an empty name)."""
        name = name or FLOATING
        if name not in self._found:
            self._found[name] = self._look_up(name)
        return self._found[name]

    def _look_up(self, name: str) -> Clock:
        key = _key(name)
        if key in self._answers:
            return Clock(name, self._answers[key])
        if name == FLOATING:
            return Clock(name)
        own = self._given.get(key, {})
        if zone := iana(name) or iana(text_of(own, "X-LIC-LOCATION")):
            return Clock(name, zone)
        if key in self._blocks and (rules := _rules(self._blocks[key])):
            return Clock(name, rules=rules)
        return Clock(name)


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def _answered(zone: str) -> str:
    found = iana(zone)
    if not found:
        raise VisitPlannerError(
            f"“{zone}” is not a time zone: use an IANA name such as Europe/Madrid."
        )
    return found


def iana(name: str) -> str:
    """The IANA zone that a name means for certain, or an empty text.

    It may stand behind a path, as Evolution, Mozilla and Citadel write it, or be that of Windows,
    of which CLDR says which zone it is.
    """
    plain = _key(name).strip('"')
    if not plain or len(plain) > 200:
        return ""
    if plain in _UTC_NAMES:
        return "UTC"
    parts = plain.replace(" ", "_").strip("/").split("/")
    for begin in range(len(parts)):
        rest = "/".join(parts[begin:])
        if (begin == 0 or "/" in rest) and rest in _iana_names():
            return _iana_names()[rest]
    return _windows_names().get(plain, "")


@cache
def _iana_names() -> Mapping[str, str]:
    return {name.casefold(): name for name in sorted(available_timezones()) if name != "Factory"}


@cache
def _windows_names() -> Mapping[str, str]:
    return {_key(name): zone for name, zone in WINDOWS_TO_OLSON.items()}


# --- The rules that a calendar gives --------------------------------------------------------------


def _rules(block: Block) -> tuple[Rule, ...]:
    """The parts of a VTIMEZONE; none where one that still holds is not understood."""
    parts: list[list[SourceLine]] = []
    for line in block.lines:
        word = line.text.strip().upper()
        if word.startswith("BEGIN:"):
            parts.append([])
        elif parts and not word.startswith("END:"):
            parts[-1].append(line)
    try:
        found = [_rule(properties(lines)) for lines in parts[:_MOST_RULES]]
    except ValueError:
        return ()
    return tuple(rule for rule in found if rule)


def _rule(own: Properties) -> Rule | None:
    """One part, or None: it says nothing.

    Raises:
        ValueError: it repeats in a way that is not understood, and still does.
    """
    begin, offset = first(own, "DTSTART"), _OFFSET.match(text_of(own, "TZOFFSETTO"))
    if begin is None or offset is None:
        return None
    by = timedelta(hours=int(offset[2]), minutes=int(offset[3]))
    if by >= timedelta(hours=24):
        return None
    begins = _early(begin.value)
    if begins is None:
        return None
    rule, until = _yearly(text_of(own, "RRULE"))
    return Rule(begins, rule, _moments(own), until, -by if offset[1] == "-" else by)


def _early(written: str) -> datetime | None:
    """The begin of a rule, which may lie centuries ago."""
    try:
        return datetime.strptime(written[:15], "%Y%m%dT%H%M%S")  # noqa: DTZ007 - a wall clock
    except ValueError:
        return None


def _moments(own: Properties) -> tuple[datetime, ...]:
    texts = [part for one in own.get("RDATE", ()) for part in one.value.split(",")]
    return tuple(moment for text in texts[:500] if (moment := _early(text.strip())))


def _yearly(written: str) -> tuple[str, datetime | None]:
    """A rule without its end, and its end; one that has ended is only taken if it is understood.

    Raises:
        ValueError: it has no end and is not understood.
    """
    parts = [part for part in written.upper().replace(" ", "").split(";") if part]
    end = next((p.removeprefix("UNTIL=") for p in parts if p.startswith("UNTIL=")), "")
    until = _early(f"{end}T000000"[:15] if len(end) == 8 else end)
    rule = ";".join(part for part in parts if not part.startswith(_SAID_ELSEWHERE))
    try:
        if rule and not _YEARLY.fullmatch(rule):
            raise ValueError(rule)
        if rule:
            # The day is any that there is every year.
            rrulestr(rule, dtstart=datetime(2000, 1, 1), ignoretz=True)  # noqa: DTZ001 - on a wall
    except (ValueError, TypeError) as wrong:
        if until is None:
            raise ValueError(rule) from wrong
        rule = ""
    return rule, until


def _naive(instant: datetime) -> datetime:
    return instant.astimezone(UTC).replace(tzinfo=None)
