"""What the calendars of a large visit cost, and VTIMEZONEs against `zoneinfo` in full."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from tests.publishing.calendars.examples import ATHENS, CANARY, MADRID, NAMESPACE, NOW
from tests.publishing.calendars.test_vtimezone import WEEK, ZONES, change_after, check
from visitplanner.domain.times import Moment
from visitplanner.domain.versions import CalendarEvent
from visitplanner.publishing.calendars.revision import revise
from visitplanner.publishing.calendars.uids import personal_uid
from visitplanner.publishing.calendars.writer import write_calendar

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

PEOPLE, ITEMS = 300, 40
FIRST_MORNING = datetime.fromisoformat("2017-11-05 09:00")
PREFIX = "CANCELLED:"


def programme(person: int, renamed: int = 0) -> list[CalendarEvent]:
    """The events of a person in three zones, the first `renamed` of them under another title."""
    zones = (CANARY, MADRID, ATHENS)
    starts = [
        Moment(wall=FIRST_MORNING + timedelta(hours=3 * n), zone=zones[n // 14])
        for n in range(ITEMS)
    ]
    return [
        CalendarEvent(
            uid=personal_uid(NAMESPACE, f"item {n}", f"person {person}"),
            summary=f"Session {n}: Clústeres; energía, redes – Ελλάδα" + " (new)" * (n < renamed),
            start=start,
            end=start.plus(90),
            location=f"Hall {n}, Calle Mayor {n}, 35001 Las Palmas",
            latitude=28.1 + n / 100,
            longitude=-15.4,
            description="Agenda:\n" + "– point one, two; three\n" * 12,
            url="https://example.org/agenda",
            categories=("Session",),
        )
        for n, start in enumerate(starts)
    ]


def test_first_issue_of_300_calendars(benchmark: BenchmarkFixture) -> None:
    plans = [programme(person) for person in range(PEOPLE)]

    def publish() -> int:
        issues = [revise((), plan, NOW, PREFIX) for plan in plans]
        return sum(len(write_calendar("CLUSGRID", issue)) for issue in issues)

    size = benchmark.pedantic(publish, rounds=3)  # type: ignore[no-untyped-call]
    assert size > 10_000_000


def test_second_issue_of_300_calendars(benchmark: BenchmarkFixture) -> None:
    before = [revise((), programme(person), NOW, PREFIX) for person in range(PEOPLE)]
    plans = [programme(person, renamed=4)[:-1] for person in range(PEOPLE)]
    later = NOW + timedelta(days=1)

    def publish() -> int:
        issues = [revise(old, plan, later, PREFIX) for old, plan in zip(before, plans, strict=True)]
        for issue in issues:
            write_calendar("CLUSGRID", issue)
        return sum(sent.sequence for issue in issues for sent in issue)

    raised = benchmark.pedantic(publish, rounds=3)  # type: ignore[no-untyped-call]
    assert raised == 5 * PEOPLE


def test_every_zone_around_every_change_from_2015_to_2035(benchmark: BenchmarkFixture) -> None:
    """Also each week of its own, so that a rule that is right at its changes is so between them."""

    def sweep() -> tuple[int, int]:
        told = silent = 0
        for name in ZONES:
            start = datetime(2015, 1, 1, tzinfo=UTC)
            while start.year < 2036:
                change = change_after(name, start)
                first = change - timedelta(days=3) if change else start.date()
                if check(name, first, first + WEEK):
                    told += 1
                else:
                    silent += 1
                start = datetime.combine(change or date(start.year + 1, 1, 1), start.timetz())
                start += timedelta(days=1)
        return told, silent

    told, silent = benchmark.pedantic(sweep, rounds=1)  # type: ignore[no-untyped-call]
    benchmark.extra_info.update(told=told, in_utc=silent)
    assert told > 9 * silent
