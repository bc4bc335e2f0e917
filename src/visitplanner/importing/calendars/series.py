"""The dates of an event that repeats, as far as they fall into the days of a visit.

All of it is reckoned on the wall clock of the event, since it is the clock on the wall that repeats
(RFC 5545 section 3.3.10). A rule that would take long to follow is not followed.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any, Final

import recurring_ical_events
from dateutil.rrule import rrulestr
from icalendar import Calendar, Event
from icalendar.prop import vDDDTypes, vRecur

_RULE: Final = re.compile(r"[A-Z0-9=;,:+-]{6,400}")
_ENDS: Final = re.compile(r"COUNT|UNTIL", re.IGNORECASE)
_STEPS: Final = {
    "SECONDLY": timedelta(seconds=1),
    "MINUTELY": timedelta(minutes=1),
    "HOURLY": timedelta(hours=1),
    "DAILY": timedelta(days=1),
    "WEEKLY": timedelta(days=1),
    "MONTHLY": timedelta(days=1),
    "YEARLY": timedelta(days=1),
}
_MOST_STEPS: Final = 60_000
"""Steps of one rule: those of a daily one since 1950, and then some."""
_ALL_STEPS: Final = 600_000
_MOST_RULES: Final = 5
MOST_DATES: Final = 400
"""Dates of one series that are taken within the days of a visit."""


_COUNTED: Final = timedelta(days=1000)
"""For so long after its first date the dates of a series are counted."""
_STRANGE: Final = "repeats by a rule that is not understood"
_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class NotFollowed(Exception):
    """A rule that is not followed; the text says why."""


@dataclass(frozen=True)
class Occurrence:
    """One date of a series: when it was to begin at first, its begin and end, and its text.

    `index` is that of the event that describes it: 0 for the series itself, more for one of those
    that change it from a date on.
    """

    first: date
    begin: date
    end: date
    index: int = 0


@dataclass(frozen=True)
class Series:
    """An event that repeats; all times on its own wall clock.

    Attributes:
        begin: Its first begin: a day or a time.
        end: That of its end.
        rules: Its RRULEs.
        more: Dates that it has besides, with an end where one was given.
        without: Dates that it does not have.
        from_then_on: For each of the events that change it from a date on, that date, its begin and
            its end.
    """

    begin: date
    end: date
    rules: Sequence[str]
    more: Sequence[tuple[date, date | None]] = ()
    without: Sequence[date] = ()
    from_then_on: Sequence[tuple[date, date, date]] = ()


class Expander:
    """Follows the rules of one file, as long as that takes no more than a moment."""

    def __init__(self) -> None:
        self._steps = 0

    def dates(self, series: Series, since: date, until: date) -> tuple[list[Occurrence], bool]:
        """The occurrences that touch the days from `since` to `until`, and whether it was cut.

        Raises:
            NotFollowed: a rule is not understood, or takes too many steps.
        """
        rules = [self._bounded(rule, series, until) for rule in series.rules[:_MOST_RULES]]
        try:
            found = self._between(series, list(filter(None, rules)), since, until)
        except NotFollowed:
            raise
        except Exception as wrong:  # whatever a library makes of what a stranger wrote
            raise NotFollowed(_STRANGE) from wrong
        found.sort(key=lambda one: (_as_time(one.begin), one.index))
        return found[:MOST_DATES], len(found) > MOST_DATES

    def count(self, series: Series) -> int | None:
        """How many dates a series has in all; None where it has no end, or that takes too long."""
        if not all(_ENDS.search(rule) for rule in series.rules):
            return None
        first = _as_time(series.begin).date()
        try:
            found, cut = self.dates(series, first - timedelta(days=1), first + _COUNTED)
        except (NotFollowed, OverflowError):
            return None
        late = any(_as_time(one.begin).date() > first + _COUNTED * 0.9 for one in found)
        return None if cut or late else len(found)

    def _bounded(self, rule: str, series: Series, until: date) -> str:
        """The rule with an end that is near; empty where it has no date before that.

        A rule that never matches would be followed to the year 9999 to find that out.
        """
        text = rule.upper().replace(" ", "").removeprefix("RRULE:").strip(";")
        if not _RULE.fullmatch(text):
            raise NotFollowed(_STRANGE)
        parts = dict(part.partition("=")[::2] for part in text.split(";") if part)
        begin, last = _as_time(series.begin), _as_time(until) + timedelta(days=1)
        if end := parts.pop("UNTIL", ""):
            last = min(last, _end(end))
        count = parts.pop("COUNT", "1000000")
        self._pay(parts, begin, last)
        if last < begin or not _can_match(parts, begin, last):
            return ""
        if not count.isdigit() or not 0 < int(count) <= 1_000_000:
            raise NotFollowed(_STRANGE)
        plain = ";".join(f"{name}={value}" for name, value in parts.items())
        last = self._last(plain, begin, last, int(count)) or begin
        form = "%Y%m%dT%H%M%S" if isinstance(series.begin, datetime) else "%Y%m%d"
        return f"{plain};UNTIL={last:{form}}"

    def _pay(self, parts: dict[str, str], begin: datetime, last: datetime) -> None:
        step = _STEPS.get(parts.get("FREQ", ""))
        every = parts.get("INTERVAL", "1")
        if step is None or not every.isdigit() or not 0 < int(every) < 10_000:
            raise NotFollowed(_STRANGE)
        each = 1
        for name in ("BYHOUR", "BYMINUTE", "BYSECOND"):
            each *= parts[name].count(",") + 1 if name in parts else 1
        coarse = step >= timedelta(days=1)
        steps = max((last - begin) / (step if coarse else step * int(every)), 1) * each
        self._steps += int(min(steps, _ALL_STEPS))
        if steps > _MOST_STEPS:
            raise NotFollowed("repeats more often than can be followed")
        if self._steps > _ALL_STEPS:
            raise NotFollowed("repeats, as do too many others before it")

    def _last(self, plain: str, begin: datetime, last: datetime, count: int) -> datetime | None:
        """When the last date before `last` is, or None: there is none."""
        found: datetime | None = None
        before: datetime | None = None
        try:
            rule = rrulestr(plain, dtstart=begin, ignoretz=True)
            for found in islice(rule, count):
                if found > last:
                    break
                before = found
        except (ValueError, TypeError, IndexError, KeyError) as wrong:
            raise NotFollowed(_STRANGE) from wrong
        if found is None:
            self._steps += _ALL_STEPS // 4  # to the year 9999, and that is a long way
        return before

    @staticmethod
    def _between(series: Series, rules: list[str], since: date, until: date) -> list[Occurrence]:
        calendar = Calendar()
        calendar.add_component(_event(0, series.begin, series.end, series, rules))
        for index, (when, begin, end) in enumerate(series.from_then_on, start=1):
            event = _event(index, begin, end)
            event.add("RECURRENCE-ID", when, parameters={"RANGE": "THISANDFUTURE"})
            calendar.add_component(event)
        query = recurring_ical_events.of(calendar, keep_recurrence_attributes=True)
        events = islice(
            query.between(_as_time(since), _as_time(until) + timedelta(days=1)),
            MOST_DATES * 4,
        )
        return [_occurrence(event, series) for event in events]


def _event(
    index: int, begin: date, end: date, series: Series | None = None, rules: Sequence[str] = ()
) -> Event:
    event = Event()
    event.add("UID", "series")
    event.add("X-INDEX", str(index))
    event.add("DTSTART", begin)
    event.add("DTEND", end)
    for rule in rules:
        event.add("RRULE", vRecur.from_ical(rule))
    if series:
        for when, its_end in series.more:
            period = [(when, its_end)] if its_end else None
            event.add("RDATE", period or when, parameters={"VALUE": "PERIOD"} if period else {})
        for when in series.without:
            event.add("EXDATE", when)
    return event


def _occurrence(event: Any, series: Series) -> Occurrence:
    begin: date = event["DTSTART"].dt
    end: date = event["DTEND"].dt if "DTEND" in event else begin  # zero long: it is left out
    index = int(event["X-INDEX"])
    named = event.get("RECURRENCE-ID")
    first: Any = named.dt if isinstance(named, vDDDTypes) and index == 0 else begin
    if index:  # a series that is put off keeps the names that its dates had
        when, moved, _ = series.from_then_on[index - 1]
        first = begin - (_as_time(moved) - _as_time(when))
    return Occurrence(first, begin, end, index)


def _can_match(parts: dict[str, str], begin: datetime, last: datetime) -> bool:
    """Whether a rule of days or weeks has any day between two times."""
    if parts["FREQ"] in ("MONTHLY", "YEARLY"):
        return True
    if not {"BYYEARDAY", "BYWEEKNO", "BYSETPOS", "BYEASTER"}.isdisjoint(parts):
        raise NotFollowed(_STRANGE)
    try:
        months = {int(part) for part in parts.get("BYMONTH", "").split(",") if part}
        days = {int(part) for part in parts.get("BYMONTHDAY", "").split(",") if part}
    except ValueError as wrong:
        raise NotFollowed(_STRANGE) from wrong
    weekdays = {part[-2:] for part in parts.get("BYDAY", "").split(",") if part}
    step = int(parts.get("INTERVAL", "1")) if parts["FREQ"] == "DAILY" else 1
    for number in range(0, (last - begin).days + 1, step):
        day = begin.date() + timedelta(days=number)
        left = day.day - monthrange(day.year, day.month)[1] - 1
        if (
            (not months or day.month in months)
            and (not days or day.day in days or left in days)
            and (not weekdays or _WEEKDAYS[day.weekday()] in weekdays)
        ):
            return True
    return False


def _end(written: str) -> datetime:
    try:
        if len(written) == 8:
            day = datetime.strptime(written, "%Y%m%d").date()  # noqa: DTZ007 - a wall clock
            return datetime.combine(day, time.max).replace(microsecond=0)
        return datetime.strptime(written.rstrip("Z"), "%Y%m%dT%H%M%S")  # noqa: DTZ007
    except ValueError as wrong:
        raise NotFollowed(_STRANGE) from wrong


def _as_time(when: date) -> datetime:
    return when if isinstance(when, datetime) else datetime.combine(when, time())
