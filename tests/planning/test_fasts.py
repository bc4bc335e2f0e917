from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from visitplanner.planning.fasts import Fast, FastKind, fasts_near, hours_of

MADRID = "Europe/Madrid"
BARCELONA = (41.38, 2.17)
RAMADAN_2026 = Fast(FastKind.RAMADAN, date(2026, 2, 18), date(2026, 3, 19))
YOM_KIPPUR_2026 = Fast(FastKind.YOM_KIPPUR, date(2026, 9, 21), date(2026, 9, 21))


@pytest.mark.parametrize(
    ("day", "fast"),
    [
        (date(2026, 2, 17), None),
        (date(2026, 2, 18), RAMADAN_2026),
        (date(2026, 3, 19), RAMADAN_2026),
        (date(2026, 3, 20), None),
        (date(2026, 9, 19), None),
        (date(2026, 9, 20), YOM_KIPPUR_2026),  # it begins on the eve
        (date(2026, 9, 21), YOM_KIPPUR_2026),
        (date(2026, 9, 22), None),
        # One that begins in December, seen from either year; and two in one year.
        (date(2030, 12, 26), Fast(FastKind.RAMADAN, date(2030, 12, 26), date(2031, 1, 23))),
        (date(2031, 1, 23), Fast(FastKind.RAMADAN, date(2030, 12, 26), date(2031, 1, 23))),
        (date(2030, 1, 5), Fast(FastKind.RAMADAN, date(2030, 1, 5), date(2030, 2, 3))),
        (date(2031, 1, 24), None),
        (date(2101, 1, 1), None),
    ],
)
def test_the_days_of_a_fast(day: date, fast: Fast | None) -> None:
    assert fasts_near(day) == ((fast,) if fast else ())


def test_two_fasts_may_meet() -> None:
    kinds = [fast.kind for fast in fasts_near(date(2038, 10, 9))]
    assert kinds == [FastKind.RAMADAN, FastKind.YOM_KIPPUR]


@pytest.mark.parametrize("year", range(2017, 2041))
def test_a_month_of_fasting_is_a_month(year: int) -> None:
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]
    fasts = {fast for day in days for fast in fasts_near(day)}
    lengths = [(f.last - f.first).days + 1 for f in fasts if f.kind is FastKind.RAMADAN]
    assert lengths
    assert set(lengths) <= {29, 30}
    assert sum(f.kind is FastKind.YOM_KIPPUR for f in fasts) == 1


def _clock(moment: datetime) -> str:
    return f"{moment.astimezone(ZoneInfo(MADRID)):%d %H:%M}"


def test_a_day_of_ramadan_lasts_from_dawn_to_sunset() -> None:
    hours = hours_of(RAMADAN_2026, date(2026, 3, 10), *BARCELONA, MADRID)
    assert hours is not None
    assert (_clock(hours.begins), _clock(hours.ends)) == ("10 05:40", "10 18:52")


def test_yom_kippur_lasts_from_the_eve_to_nightfall() -> None:
    for day in (date(2026, 9, 20), date(2026, 9, 21)):
        hours = hours_of(YOM_KIPPUR_2026, day, *BARCELONA, MADRID)
        assert hours is not None
        assert (_clock(hours.begins), _clock(hours.ends)) == ("20 19:52", "21 20:32")


def test_where_the_sun_does_not_set_there_is_no_end_to_wait_for() -> None:
    (ramadan,) = fasts_near(date(2017, 6, 21))
    tromso, helsinki = (69.65, 18.96), (60.17, 24.94)
    assert hours_of(ramadan, date(2017, 6, 21), *tromso, "Europe/Oslo") is None
    # Where the night is never dark, the day begins at midnight.
    white = hours_of(ramadan, date(2017, 6, 21), *helsinki, "Europe/Helsinki")
    assert white is not None
    assert white.begins == datetime(2017, 6, 21, tzinfo=ZoneInfo("Europe/Helsinki"))


def test_where_it_is_never_dark_a_fast_ends_at_sunset() -> None:
    june = Fast(FastKind.YOM_KIPPUR, date(2017, 6, 21), date(2017, 6, 21))
    hours = hours_of(june, date(2017, 6, 21), 60.9, 24.94, "Europe/Helsinki")
    assert hours is not None
    assert f"{hours.ends:%H}" == "22"
