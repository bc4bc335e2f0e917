"""VTIMEZONEs against `zoneinfo`: every zone, in the past and to come."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from importlib import resources
from random import Random
from zoneinfo import ZoneInfo

import pytest

from tests.publishing.calendars.reading import Zone, read, yearly
from visitplanner.errors import PlanError
from visitplanner.publishing.calendars.lines import render
from visitplanner.publishing.calendars.vtimezone import YearlyChange, vtimezone_lines

WEEK = timedelta(days=7)
HALF_HOUR = timedelta(minutes=30)
ZONES = sorted(resources.files("tzdata").joinpath("zones").read_text("ascii").split())


def written(name: str, first: date, last: date) -> Zone | None:
    """The zone as a reader of the file understands it."""
    lines = vtimezone_lines(name, first, last)
    if lines is None:
        return None
    (part,) = read(render(["BEGIN:VCALENDAR", *lines, "END:VCALENDAR"])).parts
    return Zone(part)


def check(name: str, first: date, last: date) -> bool:
    """Compare every half-hour of these days; False if there is no VTIMEZONE for them."""
    zone = written(name, first, last)
    if zone is None:
        return False
    rules = ZoneInfo(name)
    assert zone.name == name
    assert zone.kinds in (["STANDARD"], ["DAYLIGHT", "STANDARD"])
    # Half a day more at either end: the dates are local ones.
    instant = datetime(first.year, first.month, first.day, tzinfo=UTC) - timedelta(hours=14)
    end = datetime(last.year, last.month, last.day, tzinfo=UTC) + timedelta(hours=36)
    while instant < end:
        assert zone.at(instant) == instant.astimezone(rules).utcoffset(), (name, instant)
        instant += HALF_HOUR
    return True


def change_after(name: str, start: datetime) -> date | None:
    """The day of a change of clocks within a year of `start`."""
    rules = ZoneInfo(name)
    before = start.astimezone(rules).utcoffset()
    for days in range(366):
        day = start + timedelta(days=days)
        if day.astimezone(rules).utcoffset() != before:
            return day.date()
    return None


def test_every_zone_in_a_week_of_its_own() -> None:
    chance, silent = Random(2015), []
    for name in ZONES:
        first = date(2015, 1, 1) + timedelta(days=chance.randrange(21 * 365))
        if not check(name, first, first + WEEK):
            silent.append(name)
    assert len(silent) < 20, silent


def test_every_zone_across_a_change_of_clocks() -> None:
    chance, across, silent = Random(2035), 0, set()
    for name in ZONES:
        change = change_after(name, datetime(chance.randrange(2015, 2035), 1, 1, tzinfo=UTC))
        if change is None:
            continue
        first = change - timedelta(days=chance.randrange(1, 5))
        if check(name, first, first + WEEK):
            across += 1
        else:
            silent.add(name)
    assert across > 150, across
    assert "Europe/Madrid" not in silent


def test_every_zone_in_the_week_of_the_sample_visit() -> None:
    silent = [n for n in ZONES if not check(n, date(2017, 11, 5), date(2017, 11, 12))]
    without = {"Etc/UTC", "Etc/UCT", "UCT", "UTC", "Zulu", "Etc/Zulu", "Universal", "Etc/Universal"}
    across = {n for n in ZONES if change_after(n, datetime(2017, 11, 4, tzinfo=UTC)) is not None}
    assert without <= set(silent)
    assert set(silent) - without <= across | {"Factory"}


@pytest.mark.parametrize(
    ("name", "daylight", "standard"),
    [
        (
            "Europe/Madrid",
            ("19700329T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "CEST", "+0100", "+0200"),
            ("19701025T030000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "CET", "+0200", "+0100"),
        ),
        (
            "Atlantic/Canary",
            ("19700329T010000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "WEST", "+0000", "+0100"),
            (
                "19701025T020000",
                "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
                "WET",
                "+0100",
                "+0000",
            ),
        ),
        (
            "Europe/Dublin",  # in tzdata summer is the standard and winter the exception
            ("19700329T010000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "IST", "+0000", "+0100"),
            ("19701025T020000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "GMT", "+0100", "+0000"),
        ),
        (
            "America/New_York",
            ("19700308T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU", "EDT", "-0500", "-0400"),
            ("19701101T020000", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU", "EST", "-0400", "-0500"),
        ),
        (
            "Australia/Lord_Howe",
            ("19701004T020000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=1SU", "+11", "+1030", "+1100"),
            ("19700405T020000", "RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU", "+1030", "+1100", "+1030"),
        ),
        ("Asia/Kolkata", None, ("19700101T000000", None, "IST", "+0530", "+0530")),
    ],
)
def test_text(name: str, daylight: tuple[str, ...] | None, standard: tuple[str, ...]) -> None:
    def part(kind: str, said: tuple[str | None, ...] | None) -> list[str]:
        if said is None:
            return []
        start, rule, letters, before, after = said
        return [
            f"BEGIN:{kind}",
            f"DTSTART:{start}",
            *([rule] if rule else []),
            f"TZNAME:{letters}",
            f"TZOFFSETFROM:{before}",
            f"TZOFFSETTO:{after}",
            f"END:{kind}",
        ]

    assert vtimezone_lines(name, date(2025, 11, 5), date(2025, 11, 12)) == [
        "BEGIN:VTIMEZONE",
        f"TZID:{name}",
        *part("DAYLIGHT", daylight),
        *part("STANDARD", standard),
        "END:VTIMEZONE",
    ]


@pytest.mark.parametrize(
    ("name", "first", "last", "letters", "offset"),
    [
        ("Europe/Istanbul", "2015-08-01", "2015-08-08", "EEST", "+0300"),  # had summer time then
        ("Europe/Istanbul", "2016-11-05", "2016-11-12", "+03", "+0300"),
        ("Europe/Volgograd", "2019-06-01", "2019-06-08", "+04", "+0400"),  # an hour more then
        ("Asia/Pyongyang", "2018-01-10", "2018-01-17", "KST", "+0830"),
        ("America/Mexico_City", "2017-07-01", "2017-07-08", "CDT", "-0500"),
        ("Africa/Cairo", "2026-01-10", "2026-01-17", "EET", "+0200"),
        ("Africa/Cairo", "2026-07-10", "2026-07-17", "EEST", "+0300"),
        ("America/Santiago", "2026-07-10", "2026-07-17", "-04", "-0400"),
    ],
)
def test_fixed_where_clocks_stay(
    name: str, first: str, last: str, letters: str, offset: str
) -> None:
    lines = vtimezone_lines(name, date.fromisoformat(first), date.fromisoformat(last))
    assert lines == [
        "BEGIN:VTIMEZONE",
        f"TZID:{name}",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        f"TZNAME:{letters}",
        f"TZOFFSETFROM:{offset}",
        f"TZOFFSETTO:{offset}",
        "END:STANDARD",
        "END:VTIMEZONE",
    ]


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("Europe/Istanbul", "2015-11-05", "2015-11-12"),  # two weeks later than by the rule
        ("Europe/Volgograd", "2018-10-25", "2018-10-31"),
        ("America/Mexico_City", "2017-03-30", "2017-04-05"),
        ("Asia/Pyongyang", "2018-05-01", "2018-05-08"),
        ("Africa/Cairo", "2026-04-20", "2026-04-27"),
        ("Asia/Jerusalem", "2026-03-25", "2026-03-30"),
        ("America/Santiago", "2026-04-01", "2026-04-08"),
        ("Africa/Cairo", "2026-04-23", "2026-04-23"),  # the night after is near enough
        ("UTC", "2026-01-10", "2026-01-17"),  # says it without a VTIMEZONE
        ("Europe/Madrid", "1970-06-01", "1970-06-08"),  # before the rule begins
    ],
)
def test_none(name: str, first: str, last: str) -> None:
    assert vtimezone_lines(name, date.fromisoformat(first), date.fromisoformat(last)) is None


def test_a_rule_of_the_past_serves_where_it_was_right() -> None:
    lines = vtimezone_lines("Europe/Berlin", date(1997, 3, 28), date(1997, 10, 28))
    assert lines
    assert sum(line.startswith("RRULE") for line in lines) == 2
    assert vtimezone_lines("Europe/Berlin", date(1995, 9, 20), date(1995, 9, 27)) is None


@pytest.mark.parametrize("week", range(1, 6))
@pytest.mark.parametrize("weekday", range(7))
def test_a_yearly_change_is_the_day_that_its_rule_says(week: int, weekday: int) -> None:
    change = YearlyChange(2, week, weekday, timedelta(hours=2))
    for year in range(1970, 2036):
        assert change.wall(year) == yearly(change.rule, change.wall(1970), year)
        assert change.wall(year).isoweekday() % 7 == weekday


@pytest.mark.parametrize("name", ["", "Mars/Base", "../../etc/passwd", "/etc/localtime", "Europe"])
def test_no_zone(name: str) -> None:
    with pytest.raises(PlanError):
        vtimezone_lines(name, date(2026, 1, 1), date(2026, 1, 2))


def test_every_line_is_short_and_plain() -> None:
    for name in ZONES:
        for line in vtimezone_lines(name, date(2026, 1, 10), date(2026, 1, 17)) or ():
            assert len(line) <= 75
            assert re.fullmatch(r"[A-Z]+:[A-Za-z0-9_/+;=-]+", line), line
