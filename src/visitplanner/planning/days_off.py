"""Days on which hosts are closed: weekends, public holidays, and the days that lie between them.

Holidays of countries and of their regions come from the package `holidays`. Which region a town
belongs to, and which towns have a calendar of their own there, is in
`resources/days/calendars.json`. Days of towns that the package lacks are in
`resources/days/city-days.json`, each with its source and the day on which that was read. Nothing is
guessed: a town that no table knows has the holidays of its region, and a country that the package
lacks has none.

Regional and local lists are decreed year by year, so what lies beyond the next year is provisional.

Everything is a pure function of its arguments. A year of one calendar is worked out once; the
package is imported with the first question, and only the countries asked for are read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from visitplanner import resources

if TYPE_CHECKING:
    from holidays import HolidayBase

    from visitplanner.planning.gazetteer import City

FIRST_YEAR, LAST_YEAR = 1950, 2099
"""For other years nothing is said; moon calendars are not reckoned further."""

_TOWNS_ONLY: Final = frozenset({"IT", "PT"})
"""Where the package has the feast of a town under the name of its whole province or district."""
_WHOLE_DISTRICTS: Final = frozenset({("PT", "20"), ("PT", "30")})
"""The Azores and Madeira, whose days are those of the whole region."""

_DAY: Final = timedelta(days=1)


class Calendar(NamedTuple):
    """Whose days off are meant: a country, perhaps a part of it, perhaps a town.

    Attributes:
        country: ISO 3166-1 alpha-2.
        division: The part of the country as the package names it, mostly ISO 3166-2 without the
            country; empty for what holds everywhere.
        town: GeoNames identifier of the town; 0 for none.
    """

    country: str
    division: str = ""
    town: int = 0


@dataclass(frozen=True, slots=True)
class Bridge:
    """A working day between two days off, which many take off as well.

    Attributes:
        holiday: The day of the holiday beside it.
        name: What that is called.
    """

    holiday: date
    name: str


def calendar_of(town: City) -> Calendar:
    """The calendar that holds in a town."""
    own: str | None = _tables().towns.get(town.geoname_id)
    if own is None:
        own = _tables().regions.get((town.country, town.region), ("", ""))[0]
        if town.country in _TOWNS_ONLY and (town.country, own) not in _WHOLE_DISTRICTS:
            own = ""
    return Calendar(town.country, own, town.geoname_id)


def region_name(town: City) -> str:
    """What people there call the region of a town, such as `Catalunya`; empty if not known."""
    return _tables().regions.get((town.country, town.region), ("", ""))[1]


def holiday(calendar: Calendar, day: date, language: str = "en") -> str:
    """What a public holiday is called; empty where the day is none.

    Args:
        calendar: where.
        day: when.
        language: of the name; one that the package does not have gives the local name.
    """
    return holidays_in(calendar, day.year, language).get(day, "")


@lru_cache(maxsize=512)
def holidays_in(calendar: Calendar, year: int, language: str = "en") -> Mapping[date, str]:
    """The public holidays of a year by day, with their names; arguments as for `holiday`."""
    found: dict[date, str] = {}
    book = _book(calendar.country, calendar.division, year, language)
    for day, name in (book or {}).items():
        text = name.replace("; ", ", ")
        found[day] = text.replace("Labor Day", "Labour Day") if language == "en" else text
    for row in _tables().days.get(calendar.town, ()):
        day_there = _day_in(row["day"], year)
        if day_there:
            found.setdefault(day_there, row.get(language[:2]) or row["name"])
    return MappingProxyType(found)


def is_weekend(country: str, day: date) -> bool:
    """Whether offices of a country rest on that day of the week, days worked instead excepted."""
    return day in _weekends(country, day.year)


def is_off(calendar: Calendar, day: date) -> bool:
    """Whether the day is a holiday or at the weekend."""
    return is_weekend(calendar.country, day) or bool(holiday(calendar, day))


def bridge(calendar: Calendar, day: date, language: str = "en") -> Bridge | None:
    """What makes a working day a bridge: days off on both sides, one of them a holiday."""
    before, after = day - _DAY, day + _DAY
    if is_off(calendar, day) or not (is_off(calendar, before) and is_off(calendar, after)):
        return None
    for beside in (before, after):
        name = "" if is_weekend(calendar.country, beside) else holiday(calendar, beside, language)
        if name:
            return Bridge(beside, name)
    return None


def is_provisional(day: date, judged: date | None) -> bool:
    """Whether the holidays of that day's year are not decreed yet, seen from the day `judged`."""
    return judged is not None and day.year > judged.year + 1


# --- The package ---------------------------------------------------------------------------------


def _book(country: str, division: str, year: int, language: str) -> HolidayBase | None:
    """The holidays of a year; None where the package does not know the country."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    from holidays import country_holidays

    try:
        kind = type(country_holidays(country))
    except NotImplementedError:
        return None
    return country_holidays(
        country,
        subdiv=division if division in kind.subdivisions else None,
        years=year,
        expand=False,
        language=_language(kind.supported_languages, kind.default_language, language),
    )


def _language(known: tuple[str, ...], local: str | None, wanted: str) -> str | None:
    """The package's tag for a language; the local one where it does not have it."""
    base = wanted.replace("_", "-").partition("-")[0].casefold()
    same = sorted(tag for tag in known if tag.partition("_")[0] == base)
    return same[0] if same else local


@lru_cache(maxsize=256)
def _weekends(country: str, year: int) -> frozenset[date]:
    book = _book(country, "", year, "en")
    first = date(year, 1, 1)
    days = (first + n * _DAY for n in range((date(year, 12, 31) - first).days + 1))
    if book is None:
        return frozenset(day for day in days if day.weekday() >= 5)
    return frozenset(d for d in days if book.is_weekend(d) and d not in book.weekend_workdays)


# --- Tables --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Tables:
    regions: Mapping[tuple[str, str], tuple[str, str]]
    towns: Mapping[int, str]
    days: Mapping[int, tuple[Mapping[str, Any], ...]]


@cache
def _tables() -> _Tables:
    calendars = json.loads(resources.path("days", "calendars.json").read_text("utf-8"))
    rows = json.loads(resources.path("days", "city-days.json").read_text("utf-8"))["days"]
    return _Tables(
        regions={
            (country, region): (division, name)
            for country, divisions in calendars["regions"].items()
            for region, (division, name) in divisions.items()
        },
        towns={
            int(geoname): division
            for divisions in calendars["towns"].values()
            for division, towns in divisions.items()
            for geoname in towns
        },
        days={
            town: tuple(row for row in rows if row["geoname"] == town)
            for town in {row["geoname"] for row in rows}
        },
    )


def _day_in(text: str, year: int) -> date | None:
    """The day of a year that a row means: `05-15`, `2026-04-22` or `easter+60`."""
    if text.startswith("easter+"):
        return easter(year) + int(text.removeprefix("easter+")) * _DAY
    if len(text) == len("05-15"):
        text = f"{year}-{text}"
    day = date.fromisoformat(text)
    return day if day.year == year else None


def easter(year: int) -> date:
    """Easter Sunday of the Western churches (the anonymous Gregorian algorithm, Meeus 1991)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leaps, odd = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leaps - correction + 15) % 30
    quarter, over = divmod(rest, 4)
    weekday = (32 + 2 * odd + 2 * quarter - moon - over) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
