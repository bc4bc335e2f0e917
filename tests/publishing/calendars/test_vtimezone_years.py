"""VTIMEZONEs against `zoneinfo`: every zone in every year from 2015 to 2035."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib import resources
from itertools import pairwise
from zoneinfo import ZoneInfo

from tests.publishing.calendars.reading import Zone, read
from tests.publishing.calendars.test_vtimezone import ZONES
from visitplanner.publishing.calendars.lines import render
from visitplanner.publishing.calendars.vtimezone import vtimezone_lines

FIRST, LAST = datetime(2015, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC)
STRIDE = timedelta(days=5)  # no zone changed its clocks twice in so few days
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


def offset(rules: ZoneInfo, instant: datetime) -> timedelta:
    found = instant.astimezone(rules).utcoffset()
    assert found is not None
    return found


def rules_of(name: str) -> bytes:
    return resources.files("tzdata").joinpath("zoneinfo", *name.split("/")).read_bytes()


DISTINCT = sorted({rules_of(name): name for name in reversed(ZONES)}.values())
"""A zone for each set of rules; the others are further names of one of these."""


def test_further_names_of_a_zone_have_its_rules() -> None:
    by_rules = {rules_of(name): name for name in DISTINCT}
    week = date(2026, 6, 1), date(2026, 6, 7)
    for name in ZONES:
        known = by_rules[rules_of(name)]
        lines, same = vtimezone_lines(name, *week), vtimezone_lines(known, *week)
        assert lines == (same and [line.replace(f"TZID:{known}", f"TZID:{name}") for line in same])


@cache
def changes(name: str) -> tuple[datetime, ...]:
    """The first second of each new offset."""
    return tuple(_changes(name))


def _changes(name: str) -> Iterator[datetime]:
    rules, start = ZoneInfo(name), FIRST
    old = offset(rules, start)
    while start < LAST:
        later = start + STRIDE
        new = offset(rules, later)
        if new != old:
            before, after = start, later
            while after - before > SECOND:
                middle = before + (after - before) // (2 * SECOND) * SECOND
                same = offset(rules, middle) == old
                before, after = (middle, after) if same else (before, middle)
            yield after
        start, old = later, new


@cache
def parsed(lines: tuple[str, ...]) -> Zone:
    """A VTIMEZONE as a reader of the file understands it; most of a zone's are the same."""
    (part,) = read(render(["BEGIN:VCALENDAR", *lines, "END:VCALENDAR"])).parts
    return Zone(part, range(1970, 2037))


def is_right(name: str, first: date, last: date, instants: list[datetime]) -> bool:
    """False if there is none for these dates."""
    lines = vtimezone_lines(name, first, last)
    if lines is None:
        return False
    zone, rules = parsed(tuple(lines)), ZoneInfo(name)
    for instant in instants:
        assert zone.at(instant) == offset(rules, instant), (name, instant)
    return True


def test_a_week_around_every_change_of_clocks() -> None:
    """Right to the second before and after the change, and at both ends of the week."""
    told, silent = 0, set()
    for name in DISTINCT:
        for change in changes(name):
            first, last = (change - 3 * DAY).date(), (change + 3 * DAY).date()
            near = [change - SECOND, change, change - 3 * DAY, change + 3 * DAY]
            if is_right(name, first, last, near):
                told += 1
            else:
                silent.add(name)
    assert told > 3_000
    # Those that change by decree or by the moon, or have given it up since then.
    assert len(silent) < 90, sorted(silent)
    assert not silent & {"Europe/Madrid", "Atlantic/Canary", "Europe/Athens", "Europe/Paris"}


def test_a_week_between_any_two_changes_and_in_every_year() -> None:
    """Away from the changes there is always one: by the rule, or of clocks that stand still."""
    for name in DISTINCT:
        if name in _WITHOUT:
            continue
        years = [datetime(year, 1, 1, tzinfo=UTC) for year in range(FIRST.year, LAST.year + 1)]
        edges = sorted({*changes(name), *years})
        for one, two in pairwise(edges):
            if two - one < 12 * DAY:
                continue
            middle = one + (two - one) / 2
            week = [middle + n * DAY for n in (-3, 0, 3)]
            assert is_right(name, week[0].date(), week[2].date(), week), (name, middle)


_WITHOUT = {
    "Etc/UCT", "Etc/UTC", "Etc/Universal", "Etc/Zulu", "Factory", "UCT", "UTC", "Universal", "Zulu",
}  # fmt: skip
"""UTC itself, and a zone that is none."""
