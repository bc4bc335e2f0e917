"""What a calendar carries of an event, and what it makes of an event that makes no sense."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.publishing.calendars.examples import ATHENS, CANARY, at, event, events
from visitplanner.domain.times import Moment
from visitplanner.domain.versions import CalendarEvent
from visitplanner.errors import PlanError
from visitplanner.publishing.calendars.content import begins, carried, digest, is_over

any_event = events(st.just("a"))


@given(any_event)
def test_a_second_pass_changes_nothing(some: CalendarEvent) -> None:
    once = carried(some)
    assert carried(once) == once
    assert digest(once) == digest(some)


@given(any_event)
def test_the_end_is_after_the_start_and_of_its_kind(some: CalendarEvent) -> None:
    start, end = carried(some).start, carried(some).end
    if isinstance(start, Moment):
        assert isinstance(end, Moment)
        assert end.instant > start.instant
        assert start.instant == some.start.instant  # type: ignore[union-attr]
    else:
        assert not isinstance(end, Moment)
        assert end > start


@pytest.mark.parametrize(
    "end", ["2017-11-08 09:00", "2017-11-08 08:00", "2016-01-01 00:00"], ids=["none", "before", ""]
)
def test_an_end_that_is_not_given_is_a_minute_later(end: str) -> None:
    found = carried(event(start=at("2017-11-08 09:00"), end=at(end)))
    assert found.end == at("2017-11-08 09:01")


def test_an_end_is_judged_by_instants() -> None:
    flight = event(start=at("2017-11-08 13:00", ATHENS), end=at("2017-11-08 12:30", CANARY))
    assert carried(flight) == flight


def test_kinds_do_not_mix() -> None:
    day = date(2017, 11, 8)
    assert carried(event(start=day, end=at("2017-11-09 10:00"))).end == date(2017, 11, 9)
    assert carried(event(start=day, end=day)).end == date(2017, 11, 9)
    assert carried(event(start=day, end=date(2017, 11, 1))).end == date(2017, 11, 9)
    timed = event(start=at("2017-11-08 09:00"), end=date(2017, 11, 10))
    assert carried(timed).end == at("2017-11-08 09:01")


def test_a_fold_is_said_only_where_it_matters() -> None:
    plain = event(start=at("2017-11-08 09:00", fold=1))
    assert carried(plain) == carried(event(start=at("2017-11-08 09:00")))
    undecided, first, second = (
        carried(event(start=at("2017-10-29 02:30", fold=fold))) for fold in (None, 0, 1)
    )
    assert undecided == first != second


@pytest.mark.parametrize(
    ("latitude", "longitude", "expected"),
    [
        (28.1235, -15.4363, (28.1235, -15.4363)),
        (1e-7, -1e-9, (0.0, 0.0)),
        (28.12345678, 1.0, (28.123457, 1.0)),
        (None, 1.0, (None, None)),
        (1.0, None, (None, None)),
        (91.0, 1.0, (None, None)),
        (1.0, 180.5, (None, None)),
        (math.nan, 1.0, (None, None)),
        (1.0, math.inf, (None, None)),
    ],
)
def test_positions(latitude: Any, longitude: Any, expected: Any) -> None:
    found = carried(event(latitude=latitude, longitude=longitude))
    assert (found.latitude, found.longitude) == expected
    assert "-" not in str(found.latitude)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        (" http://example.org/%20x ", "http://example.org/%20x"),
        ("https://example.org/mañana y más", "https://example.org/ma%C3%B1ana%20y%20m%C3%A1s"),
        ("HTTPS://EXAMPLE.ORG", "HTTPS://EXAMPLE.ORG"),
        ("https://", ""),
        ("https:///x", ""),
        ("www.example.org", ""),
        ("javascript:alert(1)", ""),
        ("https://example.org/\r\nATTENDEE:mailto:a@b.example", ""),
        ("", ""),
    ],
)
def test_addresses(url: str, expected: str) -> None:
    assert carried(event(url=url)).url == expected


def test_a_cancelled_event_occupies_nobody() -> None:
    assert not carried(event(status="CANCELLED", busy=True)).busy


def test_categories_say_something_once() -> None:
    assert carried(event(categories=("Meal", "", " Meal ", "Site visit"))).categories == (
        "Meal",
        "Site visit",
    )


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(PlanError):
        carried(event(start=at("2017-11-08 09:00", zone=""), end=date(2017, 11, 9)))


def test_the_digest_of_an_event_is_frozen() -> None:
    some = event(location="Town Hall", latitude=28.1, longitude=-15.4, categories=("Meal",))
    assert digest(some) == ("df7344f4681462206923db57ea9c4df9178ddff05e0429a9083daacacfbd31ec")


def test_everything_that_is_said_changes_the_digest() -> None:
    base = event()
    changes: dict[str, Any] = {
        "uid": "b",
        "summary": "Other",
        "start": at("2017-11-08 09:05"),
        "end": at("2017-11-08 11:00"),
        "status": "TENTATIVE",
        "busy": False,
        "location": "Town Hall",
        "description": "Text",
        "url": "https://example.org",
        "categories": ("Meal",),
    }
    found = {digest(base.model_copy(update={name: value})) for name, value in changes.items()}
    found.add(digest(base.model_copy(update={"latitude": 1.0, "longitude": 1.0})))
    assert len(found | {digest(base)}) == len(changes) + 2
    assert {*changes, "latitude", "longitude"} == set(CalendarEvent.model_fields)


def test_over() -> None:
    timed = event(start=at("2017-11-08 09:00"), end=at("2017-11-08 10:00"))  # ends at 09:00 UTC
    end = datetime(2017, 11, 8, 9, tzinfo=UTC)
    assert is_over(timed, end)
    assert not is_over(timed, end - timedelta(seconds=1))
    whole = event(start=date(2017, 11, 8))
    assert not is_over(whole, datetime(2017, 11, 9, 11, 59, tzinfo=UTC))
    assert is_over(whole, datetime(2017, 11, 9, 12, tzinfo=UTC))


def test_order() -> None:
    in_order = [
        event("z", start=date(2017, 11, 8)),
        event("y", start=at("2017-11-08 09:30", ATHENS)),  # 07:30 UTC
        event("a", start=at("2017-11-08 09:00")),  # 08:00 UTC
        event("b", start=at("2017-11-08 08:00", CANARY)),  # 08:00 UTC
    ]
    assert sorted(Random(1).sample(in_order, 4), key=begins) == in_order
