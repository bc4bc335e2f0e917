"""Words of the window, and how it writes times, days and lengths.

All text goes through `_`, the gettext call of the whole program. Times are in 24 hours.
"""

from __future__ import annotations

import datetime as dt

from visitplanner.desktop.speech import _, plural

__all__ = [
    "_",
    "capitalised",
    "clock",
    "day_full",
    "day_range",
    "day_short",
    "joined",
    "length",
    "month",
    "plural",
    "weekday",
    "weekday_long",
]


def weekday(day: dt.date) -> str:
    """`Tue`."""
    names = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
    return names[day.weekday()]


def weekday_long(day: dt.date) -> str:
    """`Tuesday`."""
    names = (
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    )
    return names[day.weekday()]


def month(day: dt.date) -> str:
    """`Nov`."""
    names = (
        _("Jan"),
        _("Feb"),
        _("Mar"),
        _("Apr"),
        _("May"),
        _("Jun"),
        _("Jul"),
        _("Aug"),
        _("Sep"),
        _("Oct"),
        _("Nov"),
        _("Dec"),
    )
    return names[day.month - 1]


def day_short(day: dt.date) -> str:
    """`Tue 7 Nov`."""
    return f"{weekday(day)} {day.day} {month(day)}"


def day_full(day: dt.date) -> str:
    """`Tue 7 Nov 2017`."""
    return f"{day_short(day)} {day.year}"


def day_range(first: dt.date | None, last: dt.date | None, *, year: bool = False) -> str:
    """`5–9 Nov`, `30 Oct – 2 Nov`; with `year`, `5–9 Nov 2017`; empty where nothing is known."""
    if first is None or last is None:
        known = first or last
        return f"{known.day} {month(known)}" if known else ""
    tail = f" {last.year}" if year else ""
    if first == last:
        return f"{first.day} {month(first)}{tail}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {month(last)}{tail}"
    head = f" {first.year}" if year and first.year != last.year else ""
    return f"{first.day} {month(first)}{head} – {last.day} {month(last)}{tail}"


def clock(time: dt.time | None) -> str:
    """`09:00`, or nothing."""
    return f"{time:%H:%M}" if time else ""


def length(minutes: int) -> str:
    """`20 min`, `1 h 30`, `2 h`."""
    sign, minutes = ("-" if minutes < 0 else ""), abs(minutes)
    hours, rest = divmod(minutes, 60)
    if not hours:
        return sign + _("{minutes} min").format(minutes=rest)
    if not rest:
        return sign + _("{hours} h").format(hours=hours)
    return sign + _("{hours} h {minutes:02d}").format(hours=hours, minutes=rest)


def capitalised(text: str) -> str:
    """`text` with its first letter in upper case and the rest as it is."""
    return text[:1].upper() + text[1:]


def unbroken(text: str) -> str:
    """`text` on one line wherever it stands: `1 h 30` is one word."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def joined(*parts: str, by: str = " · ") -> str:
    """The parts that are not empty, in one line."""
    return by.join(part for part in parts if part)
