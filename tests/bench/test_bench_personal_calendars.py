"""The calendars of 300 people in a plan of 400 items, beside plain `icalendar`.

Ours begins at the plan: who may read what, what it says, what was sent before, the bytes. Plain
`icalendar` is given the finished events and writes them, with the time zones that it makes itself.
Reading back is measured alone, in one process and in two.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from time import process_time
from typing import TYPE_CHECKING, Any

from tests.bench.large_plan import large
from visitplanner.domain.privacy import Audience
from visitplanner.domain.times import Moment
from visitplanner.domain.versions import SentEvent
from visitplanner.domain.visit import Visit
from visitplanner.publishing.agenda import agenda
from visitplanner.publishing.calendars.proving import Reading
from visitplanner.publishing.calendars.revision import revise
from visitplanner.publishing.calendars.writer import write_calendar
from visitplanner.publishing.edition import Issue, make_edition
from visitplanner.publishing.parity import order, prove_many
from visitplanner.publishing.readership import Reader

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

NOW = datetime(2026, 10, 1, tzinfo=UTC)
ISSUE = Issue(1, NOW)
Calendars = list[tuple[bytes, tuple[SentEvent, ...]]]


@cache
def plan() -> Visit:
    return large(300, 400)


def ours(visit: Visit) -> Calendars:
    made: Calendars = []
    for person in visit.delegates:
        reader = make_edition(visit, Reader(Audience.DELEGATE, person.id), "en", ISSUE)
        events = revise((), agenda(reader), NOW, "CANCELLED: ")
        made.append((write_calendar("A visit", events), events))
    return made


@cache
def finished() -> Calendars:
    return ours(plan())


def plain(events: tuple[SentEvent, ...]) -> bytes:
    """The same events as somebody writes them who trusts the library."""
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//plain//EN")
    calendar.add("x-wr-calname", "A visit")
    for sent in events:
        event, component = sent.event, Event()
        properties: dict[str, Any] = {
            "uid": event.uid,
            "dtstamp": sent.modified,
            "created": sent.created,
            "last-modified": sent.modified,
            "sequence": sent.sequence,
            "dtstart": event.start.aware if isinstance(event.start, Moment) else event.start,
            "dtend": event.end.aware if isinstance(event.end, Moment) else event.end,
            "summary": event.summary,
            "status": event.status,
            "transp": "OPAQUE" if event.busy else "TRANSPARENT",
            "location": event.location,
            "geo": (event.latitude, event.longitude) if event.latitude else None,
            "description": event.description,
            "categories": list(event.categories),
        }
        for name, value in properties.items():
            if value not in (None, "", []):
                component.add(name, value)
        calendar.add_component(component)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def test_300_calendars_from_the_plan(benchmark: BenchmarkFixture) -> None:
    """At most 1.3 times what plain `icalendar` takes for the same events, in time of the processor.

    Both run in one process, which the clock on the wall would make wait for others.
    """
    events = [events for _, events in finished()]
    spent = []
    for _ in range(2):
        start = process_time()
        for each in events:
            plain(each)
        spent.append(process_time() - start)
    own = []

    def measured(visit: Visit) -> None:
        start = process_time()
        ours(visit)
        own.append(process_time() - start)

    # An edited plan is a new one: nothing is remembered of it.
    benchmark.pedantic(  # type: ignore[no-untyped-call]
        measured, setup=lambda: ((plan().model_copy(),), {}), rounds=2
    )
    best, ratio = min(spent), min(own) / min(spent)
    benchmark.extra_info.update(
        events=sum(map(len, events)), plain=round(best, 2), ratio=round(ratio, 2)
    )
    print(f"\n{sum(map(len, events))} events; plain {best:.2f} s; ours / plain {ratio:.2f}")  # noqa: T201
    assert ratio <= 1.3


def read_back(*, parallel: bool) -> int:
    with Reading(parallel=parallel) as reading:
        for number, (data, events) in enumerate(finished()):
            reading.add(order(str(number), data, events))
        prove_many(reading)
        return reading.processes


def test_reading_300_calendars_in_this_process(benchmark: BenchmarkFixture) -> None:
    finished()
    assert benchmark.pedantic(lambda: read_back(parallel=False), rounds=1) == 0  # type: ignore[no-untyped-call]


def test_reading_300_calendars_in_two_processes(benchmark: BenchmarkFixture) -> None:
    finished()
    assert benchmark.pedantic(lambda: read_back(parallel=True), rounds=1) == 2  # type: ignore[no-untyped-call]
