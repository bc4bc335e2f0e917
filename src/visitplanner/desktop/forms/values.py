"""Between what is typed and what the plan holds: one way to write, several ways to read. No Qt.

Every refusal is a sentence that goes beside the field.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any

from visitplanner.desktop import wording as w
from visitplanner.desktop.forms.spec import Field, Kind
from visitplanner.desktop.wording import _
from visitplanner.domain.office import parse_relative
from visitplanner.domain.people import HostEvent, Window
from visitplanner.domain.programme import Alert
from visitplanner.domain.times import Edge, is_zone
from visitplanner.domain.vocabulary import HostEventKind


class Refused(ValueError):
    """What was typed cannot be read; `str()` is the sentence for the user."""


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}|\d{2}))?\.?")
_WORDED = re.compile(r"(?:[^\W\d]+,?\s+)?(\d{1,2})\.?\s+([^\W\d]+)\.?(?:\s+(\d{4}))?")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2})?)?|(\d{1,2})(\d{2})")
_FROM_TO = re.compile(r"(.*?)\s*(\d{1,2}[:.h]\d{2})\s*[-–—]\s*(\d{1,2}[:.h]\d{2})")
_YES, _NO = ("yes", "y", "true", "1"), ("no", "n", "false", "0")


def read_day(text: str, near: date | None = None) -> date | None:
    """A day as people write it: `2017-11-06`, `6/11/2017`, `6 Nov`, `Mon 6 Nov 2017`.

    Without a year it is the one of `near`. Empty text is no day.
    """
    text = text.strip()
    if not text:
        return None
    year = near.year if near else None
    try:
        if found := _ISO.fullmatch(text):
            return date(*map(int, found.groups()))
        if found := _DAY_FIRST.fullmatch(text):
            day, month, typed = found.groups()
            return date(_year(typed, year), int(month), int(day))
        if found := _WORDED.fullmatch(text):
            day, name, typed = found.groups()
            month = _MONTHS.index(name[:3].casefold()) + 1
            return date(_year(typed, year), month, int(day))
    except ValueError as bad:
        raise Refused(_("There is no such day as “{text}”.").format(text=text)) from bad
    raise Refused(_("“{text}” is not a day: write it like 6 Nov 2017.").format(text=text))


def _year(typed: str | None, fallback: int | None) -> int:
    if typed:
        return int(typed) + (2000 if len(typed) == 2 else 0)
    if fallback is None:
        raise Refused(_("Say which year, like 6 Nov 2017."))
    return fallback


def read_clock(text: str) -> time | None:
    """A time as people write it: `9:00`, `09.00`, `9`, `0930`. Empty text is no time."""
    text = text.strip()
    if not text:
        return None
    found = _CLOCK.fullmatch(text)
    if not found:
        raise Refused(_("“{text}” is not a time: write it like 14:30.").format(text=text))
    hour, minute = int(found[1] or found[3]), int(found[2] or found[4] or 0)
    if hour == 24 and not minute:
        raise Refused(_("A day ends at 24:00: write 00:00 and one day later."))
    if hour > 23 or minute > 59:
        raise Refused(_("There is no such time as {text}.").format(text=text))
    return time(hour, minute)


def read_end(text: str) -> tuple[time | None, int | None]:
    """An end that may say on which day: `00:30 +1`, `24:00`; None where it does not say."""
    text = text.strip()
    if text in ("24:00", "24.00", "24"):
        return time(0), 1
    plain, plus, days = text.partition("+")
    if plus and not days.strip().isdigit():
        raise Refused(_("Write the days after the time like 00:30 +1."))
    return read_clock(plain), int(days) if plus else None


def _read_edge(text: str, near: date | None) -> Edge | None:
    words = text.strip().rsplit(maxsplit=1)
    if len(words) == 2 and re.search(r"\d[:.]\d\d$|\dh$", words[1]):
        day = read_day(words[0], near)
        return Edge(day=day, clock=read_clock(words[1])) if day else None
    day = read_day(text, near)
    return Edge(day=day) if day else None


def _read_count(text: str) -> int | None:
    if not text.strip():
        return None
    if not text.strip().isdecimal():
        raise Refused(_("Write a whole number, such as 12."))
    return int(text)


def _read_number(text: str) -> float | None:
    if not text.strip():
        return None
    try:
        return float(text.strip().replace(",", "."))
    except ValueError as bad:
        raise Refused(_("“{text}” is not a number.").format(text=text.strip())) from bad


def _read_amount(text: str) -> Decimal | None:
    if not text.strip():
        return None
    try:
        amount = Decimal(text.strip().replace(",", "."))
    except InvalidOperation as bad:
        raise Refused(_("“{text}” is not an amount.").format(text=text.strip())) from bad
    if not amount.is_finite():
        raise Refused(_("“{text}” is not an amount.").format(text=text.strip()))
    return amount


def _read_lines(text: str) -> tuple[str, ...]:
    parts = re.split(r"[;\n]", text)
    return tuple(part.strip() for part in parts if part.strip())


def _read_alerts(text: str, near: date | None) -> tuple[Alert, ...]:
    alerts = []
    for line in filter(str.strip, text.splitlines()):
        day, colon, words = line.partition(":")
        found = read_day(day, near)
        if not colon or found is None or not words.strip():
            raise Refused(_("Write one alert a line, like 2017-11-08: general strike."))
        alerts.append(Alert(day=found, text=words))
    return tuple(alerts)


def _read_windows(text: str, near: date | None) -> tuple[Window, ...]:
    windows = []
    for line in filter(str.strip, re.split(r"[;\n]", text)):
        found = _FROM_TO.fullmatch(line.strip())
        begins, ends = (read_clock(found[2]), read_clock(found[3])) if found else (None, None)
        if not found or begins is None or ends is None or ends <= begins:
            raise Refused(_("Write one time a line, like 2027-05-11 10:00-12:00."))
        windows.append(Window(day=read_day(found[1], near), begins=begins, ends=ends))
    return tuple(windows)


def _read_host_log(text: str, near: date | None) -> tuple[HostEvent, ...]:
    return tuple(_read_host_event(line, near) for line in filter(str.strip, text.splitlines()))


def _read_host_event(line: str, near: date | None) -> HostEvent:
    head, _mark, words = line.partition(":")
    day, _gap, word = head.strip().rpartition(" ")
    kind = next((one for one in HostEventKind if one.value == word.casefold()), None)
    if kind is None:
        raise Refused(_("Write one event a line, like 2027-03-01 asked: by mail."))
    return HostEvent(day=read_day(day, near), kind=kind, text=words)


def _read_days(text: str, near: date | None) -> tuple[date, ...]:
    return tuple(day for part in _read_lines(text) if (day := read_day(part, near)))


def _read_zone(text: str) -> str:
    if text.strip() and not is_zone(text.strip()):
        raise Refused(
            _("“{text}” is not a time zone: write it like Europe/Madrid.").format(text=text.strip())
        )
    return text.strip()


def _read_maybe(text: str) -> bool | None:
    word = text.strip().casefold()
    return True if word in _YES else False if word in _NO else None


def _read_due(text: str, near: date | None) -> object:
    return parse_relative(text) or read_day(text, near)


def _read_choice(text: str, field: Field) -> object:
    if field.choices is None:
        return text
    word = text.strip().casefold()
    if field.optional and not word:
        return None
    found = next((one for one in field.choices if one.value.casefold() == word), None)
    if found is None:
        raise Refused(_("Choose one of the list."))
    return found


_READERS: Mapping[Kind, Callable[[str], Any]] = {
    Kind.LINE: str,
    Kind.TEXT: str,
    Kind.WHO: str,
    Kind.FLAG: lambda text: _read_maybe(text) is True,
    Kind.MAYBE: _read_maybe,
    Kind.CLOCK: read_clock,
    Kind.COUNT: _read_count,
    Kind.NUMBER: _read_number,
    Kind.AMOUNT: _read_amount,
    Kind.LINES: _read_lines,
    Kind.ZONE: _read_zone,
    Kind.FOLD: lambda text: {"first": 0, "second": 1}.get(text.split(" ")[0].casefold()),
}
_DATED: Mapping[Kind, Callable[[str, date | None], Any]] = {
    Kind.DAY: read_day,
    Kind.EDGE: _read_edge,
    Kind.ALERTS: _read_alerts,
    Kind.WINDOWS: _read_windows,
    Kind.DAYS: _read_days,
    Kind.HOST_LOG: _read_host_log,
    Kind.DUE: _read_due,
}


def read(field: Field, text: str, near: date | None = None) -> Any:
    """The value that `text` means in a field; `near` gives a missing year.

    Raises:
        Refused: it cannot be read; the sentence goes beside the field.
    """
    if field.kind is Kind.CHOICE:
        return _read_choice(text, field)
    if field.kind in _DATED:
        return _DATED[field.kind](text, near)
    value = _READERS[field.kind](text)
    if value is None and field.kind is Kind.COUNT and field.name in ("extra_covers", "end_day"):
        return 0
    return value


def write(field: Field, value: Any) -> str:
    """How a field shows a value of the plan."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():  # of degrees, to a hand's breadth
            return str(round(value, 6))
        case Edge():
            return " ".join(part for part in (w.day_full(value.day), w.clock(value.clock)) if part)
        case date():
            return w.day_full(value)
        case time():
            return w.clock(value)
        case tuple():
            if field.kind is Kind.ALERTS:
                return "\n".join(f"{alert.day.isoformat()}: {alert.text}" for alert in value)
            if field.kind in (Kind.WINDOWS, Kind.HOST_LOG):
                return "\n".join(map(str, value))
            return "; ".join(map(str, value))
        case _ if field.kind is Kind.FOLD:
            return "second pass" if value else "first pass"
        case _:
            return str(value)
