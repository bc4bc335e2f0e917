"""Dates and times as people write them.

`06/11/2017` is day first. Months may be named in the languages of the delegations' usual
correspondence; a two-digit year, or a month above 12, is no date: nothing is guessed.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import Final, NamedTuple

from visitplanner.domain.base import FIRST_YEAR, LAST_YEAR, clean_line
from visitplanner.domain.office import RelativeDue, parse_relative
from visitplanner.domain.people import HostEvent, Window
from visitplanner.domain.programme import Alert
from visitplanner.domain.times import Edge
from visitplanner.domain.vocabulary import HostEventKind
from visitplanner.importing.workbook.cells import LONGEST_VALUE, NOTHING, Doubtful, changed, judged
from visitplanner.importing.workbook.values import Raw, is_blank, plain_text, quoted

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "jan january ene enero gen gener janv janvier januar jan janner gennaio janeiro",
            "feb february febrero febr febrer fev fevr fevrier februar febbraio fevereiro",
            "mar march marzo marc mars marz mrz marco",
            "apr april abr abril avr avril aprile",
            "may mayo maig mai maggio mag maio",
            "jun june junio juny juin juni giugno giu junho",
            "jul july julio juliol juil juillet juli luglio lug julho",
            "aug august ago agosto ag agost aout",
            "sep sept september septiembre setiembre set setembre septembre settembre setembro",
            "oct october octubre octobre okt oktober ott ottobre out outubro",
            "nov november noviembre novembre novembro",
            "dec december dic diciembre des desembre decembre dez dezember dicembre dezembro",
        ),
        start=1,
    )
    for name in names.split()
}
_FILLERS: Final = frozenset(
    word
    for words in (
        "st nd rd th of the de del d di er le el den am",
        "monday tuesday wednesday thursday friday saturday sunday",
        "mon tue tues wed thu thur thurs fri sat sun",
        "lunes martes miercoles jueves viernes sabado domingo lun mie jue vie sab dom",
    )
    for word in words.split()
)
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4})", re.ASCII)
_TOKENS = re.compile(r"[0-9]+|[a-z]+|[^\s.,º'/-]")
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:\s?[:.h]\s?(?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?|\s?h)?"
    r"\s*(?P<half>[ap])?(?:(?<=[ap])\.?\s?m\.?)?\s*(?:h|hs|hrs|uhr)?\.?"
    r"\s*(?:\(?\+\s?(?P<later>\d{1,2})\s?(?:d|day|days)?\)?)?",
    re.IGNORECASE | re.ASCII,
)
_DAY_AND_CLOCK = re.compile(
    r"(?P<day>.+?)(?:(?<=\d)T|[\s,]+(?:at\s)?)(?P<clock>\d{1,2}\s?[:.h]\s?\d{2}.*)",
    re.IGNORECASE | re.DOTALL,
)
_MIDNIGHT = time(0, 0)
_MAX_LATER = 31


class ClockTime(NamedTuple):
    """A wall-clock time, and how many days later than the row's date it is."""

    clock: time
    days_later: int = 0


# --- Times --------------------------------------------------------------------------------------


def clock(raw: Raw) -> time | None:
    """A wall-clock time, to the minute; None for an empty cell."""
    try:
        found = later_clock(raw)
    except Doubtful as doubt:
        raise changed(doubt, lambda kept: kept.clock) from None
    if found and found.days_later:
        raise Doubtful(f"{quoted(raw)} is not a time of that day")
    return found.clock if found else None


def later_clock(raw: Raw) -> ClockTime | None:
    """A time that may lie on a later day: `00:30 +1`, `24:00`."""
    value = judged(raw)
    if is_blank(value):
        return None
    if isinstance(value, str):
        return _typed_clock(value)
    if isinstance(value, datetime):
        kept = ClockTime(value.time().replace(second=0))
        raise Doubtful(f"{quoted(raw)} has a date, which was left out here", kept)
    if isinstance(value, time):
        return _to_the_minute(raw, timedelta(hours=value.hour, minutes=value.minute), value.second)
    if isinstance(value, float | int) and not isinstance(value, bool) and 0 <= value < 1:
        value = timedelta(seconds=round(value * 86_400))
    if isinstance(value, timedelta) and timedelta() <= value <= timedelta(days=1):
        return _to_the_minute(raw, value - value % timedelta(minutes=1), value.seconds % 60)
    raise Doubtful(f"{quoted(raw)} is not a time")


def _to_the_minute(raw: Raw, since_midnight: timedelta, seconds: int) -> ClockTime:
    hours, minutes = divmod(since_midnight.seconds // 60, 60)
    found = ClockTime(time(hours, minutes), since_midnight.days)
    if seconds:
        raise Doubtful(f"{quoted(raw)} has seconds, which were left out", found)
    return found


def _typed_clock(typed: str) -> ClockTime:
    no_time = Doubtful(f"{quoted(typed)} is not a time")
    match = _CLOCK.fullmatch(clean_line(typed)) if len(typed) <= LONGEST_VALUE else None
    if match is None:
        raise no_time
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if not match["minute"] and not match["half"] and "h" not in typed.casefold():
        raise no_time  # a bare "9" may be anything
    if match["half"]:
        if not 1 <= hour <= 12:
            raise no_time
        hour = hour % 12 + (12 if match["half"] in "pP" else 0)
    length = timedelta(hours=hour, minutes=minute, days=int(match["later"] or 0))
    if minute > 59 or hour > 24 or (hour == 24 and minute) or length.days > _MAX_LATER:
        raise no_time
    return _to_the_minute(typed, length, int(match["second"] or 0))


def clock_to_write(value: time | None, days_later: int) -> time | str | None:
    """A time as a time, or as text with the days behind it: `00:30 +1`, `24:00`."""
    if value is None or not days_later:
        return value
    if value == _MIDNIGHT and days_later == 1:
        return "24:00"
    return f"{value:%H:%M} +{days_later}"


# --- Days ---------------------------------------------------------------------------------------


def day(raw: Raw) -> date | None:
    """A calendar day between 1950 and 2100; None for an empty cell."""
    found = _moment(raw)
    if found is None:
        return None
    if found[1] not in (None, _MIDNIGHT):
        raise Doubtful(f"{quoted(raw)} has a time of day, which was left out", found[0])
    return found[0]


def edge(raw: Raw) -> Edge | None:
    """A day, and a time where one is given."""
    found = _moment(raw)
    return Edge(day=found[0], clock=found[1]) if found else None


def edge_to_write(value: Edge | None) -> date | datetime | str | None:
    """A date, or a date and time; midnight as text, since a date at midnight shows as a date."""
    if value is None or value.clock is None:
        return value.day if value else None
    moment = datetime.combine(value.day, value.clock)
    return f"{moment:%Y-%m-%d %H:%M}" if value.clock == _MIDNIGHT else moment


def _moment(raw: Raw) -> tuple[date, time | None] | None:
    value = judged(raw)
    if is_blank(value):
        return None
    found: tuple[date, time | None]
    if isinstance(value, datetime):
        clock_time = value.time().replace(second=0)
        found = value.date(), None if clock_time == _MIDNIGHT else clock_time
    elif isinstance(value, date):
        found = value, None
    elif isinstance(value, str):
        found = _typed_moment(value)
    else:
        raise Doubtful(f"{quoted(raw)} is not a date")
    if not FIRST_YEAR <= found[0].year <= LAST_YEAR:
        raise Doubtful(f"{quoted(raw)} is not between the years {FIRST_YEAR} and {LAST_YEAR}")
    return found


def _typed_moment(typed: str) -> tuple[date, time | None]:
    written = clean_line(typed[: LONGEST_VALUE + 1])
    if len(written) > LONGEST_VALUE:
        raise Doubtful(f"{quoted(typed)} is not a date")
    found = _typed_day(written)
    if found:
        return found, None
    parts = _DAY_AND_CLOCK.fullmatch(written)
    found = _typed_day(parts["day"]) if parts else None
    if found is None or parts is None:
        raise Doubtful(f"{quoted(typed)} is not a date")
    try:
        return found, clock(parts["clock"])
    except Doubtful:
        raise Doubtful(f"{quoted(typed)} is not a date with a time") from None


def _typed_day(written: str) -> date | None:
    if match := _ISO.fullmatch(written):
        return _calendar_day(match[1], int(match[3]), match[4])
    if match := _DAY_FIRST.fullmatch(written):
        return _calendar_day(match[4], int(match[3]), match[1])
    return _named_day(written)


def _named_day(written: str) -> date | None:
    """A day whose month is a word: `6 Nov 2017`, `lunes, 6 de noviembre de 2017`."""
    spread = unicodedata.normalize("NFKD", written.casefold())
    plain = "".join(c for c in spread if not unicodedata.combining(c))
    tokens = [token for token in _TOKENS.findall(plain) if token not in _FILLERS]
    numbers = [token for token in tokens if token.isdecimal()]
    months = [token for token in tokens if token in _MONTHS]
    if len(tokens) != 3 or len(numbers) != 2 or len(months) != 1:
        return None
    day_number, year = numbers if len(numbers[1]) == 4 else reversed(numbers)
    return _calendar_day(year, _MONTHS[months[0]], day_number)


def _calendar_day(year: str, month: int, day_number: str) -> date | None:
    if len(year) != 4 or len(day_number) > 2:
        return None
    try:
        return date(int(year), month, int(day_number))
    except ValueError:
        return None


# --- What else has a date -----------------------------------------------------------------------


def due(raw: Raw) -> date | RelativeDue | None:
    """A date, or some days or weeks before or after the visit's first day: `T-6w`."""
    if isinstance(raw, str):
        relative = parse_relative(raw.replace("\u2212", "-").replace("–", "-"))
        if relative:
            return relative
    try:
        return day(raw)
    except Doubtful as doubt:
        if doubt.kept is NOTHING and isinstance(raw, str):
            raise Doubtful(f"{quoted(raw)} is neither a date nor of the form T-6w") from None
        raise


def alerts(raw: Raw) -> tuple[Alert, ...]:
    """Lines of the form `DATE: text`; the lines that are not are left out and named."""
    found, bad = [], []
    lines = plain_text(judged(raw)).split("\n")
    for written in filter(None, map(str.strip, lines)):
        first, mark, rest = written.partition(":")
        on = _typed_day(clean_line(first)) if mark and len(first) <= LONGEST_VALUE else None
        if on is None or not FIRST_YEAR <= on.year <= LAST_YEAR or not rest.strip():
            bad.append(written)
        else:
            found.append(Alert(day=on, text=rest))
    if bad:
        raise Doubtful(f"{quoted(bad[0])} is not of the form DATE: text", tuple(found))
    return tuple(found)


def alerts_to_write(values: tuple[Alert, ...]) -> str:
    """One line for each alert."""
    return "\n".join(f"{alert.day.isoformat()}: {alert.text}" for alert in values)


_FROM_TO = re.compile(r"(?P<day>.*?)\s*(?P<begins>\d{1,2}\S*)\s*[-–—]\s*(?P<ends>\d{1,2}\S*)")


def windows(raw: Raw) -> tuple[Window, ...]:
    """Lines of the form `DATE 10:00-12:00` or `10:00-12:00`; others are left out and named."""
    found, bad = [], []
    lines = re.split("[;\n]", plain_text(judged(raw)))
    for written in filter(None, map(clean_line, lines)):
        window = _window(written) if len(written) <= LONGEST_VALUE else None
        if window:
            found.append(window)
        else:
            bad.append(written)
    if bad:
        reason = f"{quoted(bad[0])} is not of the form DATE 10:00-12:00"
        raise Doubtful(reason, tuple(found))
    return tuple(found)


def _window(written: str) -> Window | None:
    parts = _FROM_TO.fullmatch(written)
    if parts is None:
        return None
    on = _typed_day(parts["day"]) if parts["day"] else None
    try:
        begins, ends = clock(parts["begins"]), clock(parts["ends"])
    except Doubtful:
        return None
    if parts["day"] and (on is None or not FIRST_YEAR <= on.year <= LAST_YEAR):
        return None
    if begins is None or ends is None or ends <= begins:
        return None
    return Window(day=on, begins=begins, ends=ends)


def windows_to_write(values: tuple[Window, ...]) -> str:
    """One line for each time."""
    return "\n".join(map(str, values))


def host_events(raw: Raw) -> tuple[HostEvent, ...]:
    """Lines of the form `DATE asked: text`; those that are not are left out and named."""
    found, bad = [], []
    for written in filter(None, map(clean_line, plain_text(judged(raw)).split("\n"))):
        event = _host_event(written)
        if event:
            found.append(event)
        else:
            bad.append(written)
    if bad:
        raise Doubtful(f"{quoted(bad[0])} is not of the form DATE asked: text", tuple(found))
    return tuple(found)


def _host_event(written: str) -> HostEvent | None:
    head, _mark, text = written.partition(":")
    before, _gap, word = head.strip().rpartition(" ")
    on = _typed_day(before.strip()) if before and len(before) <= LONGEST_VALUE else None
    kind = next((one for one in HostEventKind if one.value == word.casefold()), None)
    if kind is None or (before and on is None):
        return None
    if on is not None and not FIRST_YEAR <= on.year <= LAST_YEAR:
        return None
    return HostEvent(day=on, kind=kind, text=text)


def host_events_to_write(values: tuple[HostEvent, ...]) -> str:
    """One line for each event."""
    return "\n".join(map(str, values))


def days(raw: Raw) -> tuple[date, ...]:
    """Several days; those that are none are left out and named."""
    if not isinstance(judged(raw), str):
        return _alone(raw)
    found, doubts = [], []
    for written in filter(None, map(clean_line, re.split("[;,\n]", plain_text(raw)))):
        try:
            one = day(written)
        except Doubtful as doubt:
            doubts.append(doubt)
        else:
            found += [one] if one else []
    if doubts:
        raise Doubtful(doubts[0].reason, tuple(found))
    return tuple(found)


def _alone(raw: Raw) -> tuple[date, ...]:
    """One day in a cell of its own, which a spreadsheet may have given a time as well."""
    try:
        one = day(raw)
    except Doubtful as doubt:
        raise changed(doubt, lambda kept: (kept,)) from None
    return () if one is None else (one,)


def days_to_write(values: tuple[date, ...]) -> str:
    """All of them in one cell, as text."""
    return "; ".join(value.isoformat() for value in values)
