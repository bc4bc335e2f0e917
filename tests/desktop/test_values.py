"""What may be typed into a field, and how it is shown again."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.desktop.conftest import small_plan
from visitplanner.desktop.forms import spec, values
from visitplanner.desktop.forms.spec import Kind
from visitplanner.domain.base import FIRST_YEAR, LAST_YEAR, Entity
from visitplanner.domain.people import Organisation
from visitplanner.domain.programme import Stop
from visitplanner.domain.times import Edge
from visitplanner.domain.visit import COLLECTIONS, Visit

DAY = date(2017, 11, 6)


@pytest.mark.parametrize(
    "text",
    ["2017-11-06", "06/11/2017", "6.11.2017", "6 Nov 2017", "Mon 6 Nov 2017", "6 November", "6/11"],
)
def test_days(text: str) -> None:
    assert values.read_day(text, near=date(2017, 1, 1)) == DAY


@pytest.mark.parametrize("text", ["31/02/2017", "6 Foo 2017", "tomorrow", "2017-13-01", "1"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(values.Refused):
        values.read_day(text, near=DAY)


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("9", time(9)),
        ("9:05", time(9, 5)),
        ("09.30", time(9, 30)),
        ("0930", time(9, 30)),
        ("", None),
    ],
)
def test_clocks(text: str, clock: time | None) -> None:
    assert values.read_clock(text) == clock


@pytest.mark.parametrize("text", ["25:10", "9:60", "nine", "9:3o", "24:30"])
def test_what_is_no_clock_is_refused(text: str) -> None:
    with pytest.raises(values.Refused):
        values.read_clock(text)


@pytest.mark.parametrize(
    ("text", "end"),
    [("00:30 +1", (time(0, 30), 1)), ("24:00", (time(0), 1)), ("14:00", (time(14), None))],
)
def test_ends_may_say_on_which_day(text: str, end: tuple[time, int | None]) -> None:
    assert values.read_end(text) == end


@given(st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)), st.none() | st.times())
def test_a_stay_is_read_as_it_is_written(day: date, clock: time | None) -> None:
    clock = clock.replace(second=0, microsecond=0, tzinfo=None) if clock else None
    edge = Edge(day=day, clock=clock)
    field = spec.Field("joins", "Joins", Kind.EDGE)
    assert values.read(field, values.write(field, edge)) == edge


def test_every_value_of_a_plan_is_read_as_it_is_written() -> None:
    plan = small_plan()
    for record in (plan, *plan.records()):
        for field in spec.fields(type(record)).values():
            value = getattr(record, field.name)
            text = values.write(field, value)
            assert values.read(field, text, plan.first_day) == value, field


def test_forms_hold_every_field_of_every_type() -> None:
    kinds: list[type[Entity]] = [Visit, *COLLECTIONS.values()]
    for kind in kinds:
        own = ("waivers", "chapters", *COLLECTIONS) if kind is Visit else ()
        hidden = {"id", "namespace", "attachments", "foreign", *own}
        assert set(spec.fields(kind)) == kind.model_fields.keys() - hidden


def test_alerts_are_one_a_line() -> None:
    field = spec.field_of(Stop, "alerts")
    alerts = values.read(field, "2017-11-08: general strike\n9 Nov: fog", DAY)
    assert [(a.day, a.text) for a in alerts] == [
        (date(2017, 11, 8), "general strike"),
        (date(2017, 11, 9), "fog"),
    ]
    with pytest.raises(values.Refused):
        values.read(field, "general strike", DAY)


def test_times_of_a_host_are_one_a_line() -> None:
    field = spec.field_of(Organisation, "available")
    windows = values.read(field, "2017-11-08 10:00-12:00\n9 Nov 14:00–15:30\n9:00-10:00", DAY)
    assert [str(window) for window in windows] == [
        "2017-11-08 10:00-12:00",
        "2017-11-09 14:00-15:30",
        "09:00-10:00",
    ]
    assert values.read(field, values.write(field, windows), DAY) == windows
    for text in ("mornings", "12:00-10:00", "10:00"):
        with pytest.raises(values.Refused):
            values.read(field, text, DAY)


def test_days_stand_on_one_line() -> None:
    field = spec.field_of(Visit, "signed_lists")
    days = values.read(field, "2017-11-06; 7 Nov", DAY)
    assert days == (date(2017, 11, 6), date(2017, 11, 7))
    assert values.write(field, days) == "2017-11-06; 2017-11-07"


def test_what_happened_with_a_host_is_one_a_line() -> None:
    field = spec.field_of(Organisation, "host_log")
    text = "2017-10-02 idea\n14 Oct asked: by mail: twice\ncall"
    events = values.read(field, text, DAY)
    assert [str(event) for event in events] == [
        "2017-10-02 idea",
        "2017-10-14 asked: by mail: twice",
        "call",
    ]
    assert values.read(field, values.write(field, events), DAY) == events
    for bad in ("hello", "2017-10-02: asked", "some day asked"):
        with pytest.raises(values.Refused):
            values.read(field, bad, DAY)


def test_a_word_that_need_not_be_chosen_may_be_left_out() -> None:
    field = spec.field_of(Organisation, "host_step")
    assert (field.optional, values.read(field, "", DAY)) == (True, None)
    assert values.read(field, "asked", DAY) == "asked"
    with pytest.raises(values.Refused):
        values.read(field, "won", DAY)
    status = spec.field_of(COLLECTIONS["items"], "status")
    with pytest.raises(values.Refused):
        values.read(status, "", DAY)
