"""Days on which some guests may fast, and the hours of the fast where they are.

The days are those of the calendars that come with the `holidays` library: the Umm al-Qura calendar
for Ramadan, from which local sightings of the moon may differ by a day, and the fixed Hebrew
calendar for Yom Kippur. They are known up to 2100. Nothing here knows, or asks, who keeps them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from visitplanner.domain.times import zone_info

if TYPE_CHECKING:
    from astral import Observer

_DAWN_DEGREES: Final = 18.0
"""The sun stands this far below the horizon when the fast of a day of Ramadan begins."""
_NIGHTFALL_DEGREES: Final = 8.5
"""Three medium stars are seen when the sun stands this far below the horizon."""
_LONGEST_RAMADAN: Final = timedelta(days=30)


class FastKind(Enum):
    """Which fast it is."""

    RAMADAN = "Ramadan"
    YOM_KIPPUR = "Yom Kippur"


@dataclass(frozen=True, slots=True)
class Fast:
    """A month or a day of fasting: `first` and `last` are its days, the eve not counted."""

    kind: FastKind
    first: date
    last: date


@lru_cache(maxsize=512)
def fasts_near(day: date) -> tuple[Fast, ...]:
    """The fasts of which some hours fall on `day`, the eve of Yom Kippur included.

    Now and then there are two: in 2038 Yom Kippur falls in Ramadan.
    """
    return tuple(fast for fast in _fasts(day.year) if _eve(fast) <= day <= fast.last)


def _eve(fast: Fast) -> date:
    """The first day that has hours of a fast in it."""
    return fast.first - timedelta(days=1 if fast.kind is FastKind.YOM_KIPPUR else 0)


@lru_cache(maxsize=16)
def _fasts(year: int) -> tuple[Fast, ...]:
    """The fasts that touch a year."""
    from holidays.calendars.hebrew import _HebrewLunisolar
    from holidays.calendars.islamic import _IslamicLunar

    islamic = _IslamicLunar()
    # The library gives each year together with the one before it.
    begins = {day for day, _ in islamic.ramadan_beginning_dates(year)}
    ends = {day for y in (year, year + 1) for day, _ in islamic.eid_al_fitr_dates(y)}
    fasts = [
        Fast(FastKind.RAMADAN, first, _eid(first, ends) - timedelta(days=1))
        for first in sorted(begins)
    ]
    if day := _HebrewLunisolar().yom_kippur_date(year):
        fasts.append(Fast(FastKind.YOM_KIPPUR, day, day))
    return tuple(fasts)


def _eid(first: date, ends: set[date]) -> date:
    last = first + _LONGEST_RAMADAN
    return min((day for day in ends if first < day <= last), default=last)


@dataclass(frozen=True, slots=True)
class Hours:
    """From when to when some may fast, to the minute; aware, on the clock of the place."""

    begins: datetime
    ends: datetime


@lru_cache(maxsize=1024)
def hours_of(fast: Fast, day: date, latitude: float, longitude: float, zone: str) -> Hours | None:
    """The hours of a fast that touch a local day at a place; None where the sun does not set.

    A day of Ramadan lasts from dawn to sunset, Yom Kippur from sunset on its eve to nightfall.
    """
    from astral import Observer

    observer = Observer(latitude, longitude)
    if fast.kind is FastKind.YOM_KIPPUR:
        begins = _sunset(observer, _eve(fast), zone)
        ends = _nightfall(observer, fast.last, zone)
    else:
        begins, ends = _dawn(observer, day, zone), _sunset(observer, day, zone)
    return Hours(_to_the_minute(begins), _to_the_minute(ends)) if begins and ends else None


def _to_the_minute(moment: datetime) -> datetime:
    return (moment + timedelta(seconds=30)).replace(second=0, microsecond=0)


def _sunset(observer: Observer, day: date, zone: str) -> datetime | None:
    from astral.sun import sunset

    try:
        return sunset(observer, date=day, tzinfo=zone_info(zone))
    except ValueError:
        return None


def _nightfall(observer: Observer, day: date, zone: str) -> datetime | None:
    """When the stars are out; where it never gets dark enough, sunset."""
    from astral.sun import dusk

    try:
        return dusk(observer, date=day, tzinfo=zone_info(zone), depression=_NIGHTFALL_DEGREES)
    except ValueError:
        return _sunset(observer, day, zone)


def _dawn(observer: Observer, day: date, zone: str) -> datetime:
    """When the first light is seen; where the night is never dark, midnight."""
    from astral.sun import dawn

    try:
        return dawn(observer, date=day, tzinfo=zone_info(zone), depression=_DAWN_DEGREES)
    except ValueError:
        return datetime(day.year, day.month, day.day, tzinfo=zone_info(zone))
