"""Dates and times as people write them."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawn_values import clocks, days, edges
from tests.importing.workbook.books import wall
from tests.importing.workbook.test_cells import doubt
from visitplanner.domain.office import RelativeDue
from visitplanner.domain.people import HostEvent, Window
from visitplanner.domain.programme import Alert
from visitplanner.domain.times import Edge
from visitplanner.domain.vocabulary import HostEventKind
from visitplanner.importing.workbook import when
from visitplanner.importing.workbook.cells import NOTHING, Doubtful
from visitplanner.importing.workbook.values import Formula, Raw

DAY = date(2017, 11, 6)


@pytest.mark.parametrize(
    "raw",
    [
        wall(2017, 11, 6),
        DAY,
        "2017-11-06",
        "06/11/2017",
        "6/11/2017",
        "6.11.2017",
        "6. 11. 2017",
        "06-11-2017",
        "2017/11/06",
        "6 Nov 2017",
        "06-Nov-2017",
        "6 November 2017",
        "Nov 6th, 2017",
        "Mon 6 Nov 2017",
        "Monday, 6 November 2017",
        "6 nov. 2017",
        "6 de noviembre de 2017",
        "lunes, 6 de noviembre de 2017",
        "6 de novembre de 2017",
        "6 novembre 2017",
        "2017-11-06 00:00:00",
        "2017-11-06T00:00",
    ],
)
def test_days(raw: Any) -> None:
    assert when.day(raw) == DAY


def test_months_of_several_languages() -> None:
    typed = [
        "1 ene 2020",
        "1 févr. 2020",
        "1 März 2020",
        "1 aprile 2020",
        "1 maig 2020",
        "1 juin 2020",
    ]
    assert [when.day(each) for each in typed] == [date(2020, n, 1) for n in range(1, 7)]


@pytest.mark.parametrize(
    "raw",
    [
        "06/11/17",
        "6 Nov 17",
        "6 Nov",
        "11/25/2017",
        "31 Feb 2017",
        "2017-02-29",
        "20171106",
        "next Monday",
        "6 Brumaire 2017",
        "6/11-2017",
        "2017-11-06-07",
        43045,
        20171106,
        43045.5,
        True,
        time(9),
        timedelta(days=2),
        "6 Nov 2017 " * 50,
        "٦/١١/٢٠١٧",
    ],
)
def test_what_is_no_day(raw: Any) -> None:
    raised = doubt(when.day, raw)
    assert (raised.kept, raised.reason.endswith("is not a date")) == (NOTHING, True)


@pytest.mark.parametrize("raw", ["9999-01-01", "1949-12-31", "01/01/2101", wall(1900, 1, 1)])
def test_years_out_of_bounds(raw: Any) -> None:
    raised = doubt(when.day, raw)
    assert (raised.kept, "is not between the years 1950 and 2100" in raised.reason) == (
        NOTHING,
        True,
    )


def test_a_time_does_not_vanish_from_a_date() -> None:
    raised = doubt(when.day, wall(2017, 11, 6, 9, 30))
    assert raised.kept == DAY
    assert raised.reason == '"2017-11-06 09:30" has a time of day, which was left out'


@pytest.mark.parametrize(
    "raw",
    [
        time(9, 30),
        "9:30",
        "09:30",
        "09.30",
        "9h30",
        "9 h 30",
        "9:30 h",
        "9:30:00",
        "9:30 am",
        "9:30 a.m.",
        "9:30 Uhr",
        0.3958333333,
        timedelta(hours=9, minutes=30),
    ],
)
def test_times(raw: Any) -> None:
    assert when.clock(raw) == time(9, 30)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("9h", time(9)), ("12 am", time(0)), ("12:15 pm", time(12, 15)), ("11 pm", time(23))],
)
def test_other_times(typed: str, meant: time) -> None:
    assert when.clock(typed) == meant


@pytest.mark.parametrize(
    "raw",
    [
        "25:10",
        "9",
        "9:60",
        "0900",
        "noon",
        "-1:00",
        "13 pm",
        "24:01",
        "9:00-10:30",
        9,
        1.5,
        -0.5,
        True,
        date(2017, 11, 6),
        timedelta(hours=25, minutes=10),
        timedelta(hours=-1),
        "9:00" * 99,
    ],
)
def test_what_is_no_time(raw: Any) -> None:
    for parse in (when.clock, when.later_clock):
        raised = doubt(parse, raw)
        assert (raised.kept, raised.reason.endswith("is not a time")) == (NOTHING, True)


@pytest.mark.parametrize("typed", ["00:30 +1", "00:30+1", "0.30 (+1)", "00:30 +1 day", "0h30 +1d"])
def test_a_time_on_the_next_day(typed: str) -> None:
    assert when.later_clock(typed) == (time(0, 30), 1)
    assert doubt(when.clock, typed).reason.endswith("is not a time of that day")


@pytest.mark.parametrize("raw", ["24:00", "24.00", "24h", timedelta(days=1)])
def test_midnight_at_the_end_of_a_day(raw: Any) -> None:
    assert when.later_clock(raw) == (time(0), 1)
    assert (
        doubt(when.clock, raw).reason
        == f'"{raw if isinstance(raw, str) else "24:00"}" is not a time of that day'
    )


def test_seconds_and_dates_do_not_vanish_from_a_time() -> None:
    assert doubt(when.clock, time(9, 30, 15)).kept == time(9, 30)
    assert doubt(when.clock, wall(2017, 11, 6, 9, 30)).kept == time(9, 30)
    assert doubt(when.later_clock, "9:30:15").kept == (time(9, 30), 0)


@given(clocks(), st.integers(0, 31))
def test_times_are_read_back(clock: time, later: int) -> None:
    assert when.later_clock(when.clock_to_write(clock, later)) == (clock, later)


@pytest.mark.parametrize(
    "raw",
    [
        wall(2017, 11, 8, 10, 30),
        "2017-11-08 10:30",
        "2017-11-08T10:30",
        "08/11/2017 10.30",
        "8 Nov 2017, 10:30",
        "8 Nov 2017 at 10h30",
    ],
)
def test_a_day_and_a_time(raw: Any) -> None:
    assert when.edge(raw) == Edge(day=date(2017, 11, 8), clock=time(10, 30))


def test_a_day_alone_has_no_time_but_midnight_can_be_meant() -> None:
    assert when.edge(wall(2017, 11, 8)) == Edge(day=date(2017, 11, 8))
    assert when.edge("2017-11-08 00:00") == Edge(day=date(2017, 11, 8), clock=time(0))
    assert doubt(when.edge, "2017-11-08 25:10").reason.endswith("is not a date with a time")


@given(edges())
def test_edges_are_read_back(edge: Edge) -> None:
    assert when.edge(when.edge_to_write(edge)) == edge


@given(days())
def test_days_are_read_back(day: date) -> None:
    assert when.day(day) == day
    assert when.day(f"{day:%d/%m/%Y}") == day


@pytest.mark.parametrize("typed", ["T-6w", "t - 6 W", "T−6w", "T–6w"])
def test_relative_dates(typed: str) -> None:
    assert when.due(typed) == RelativeDue(count=-6, unit="w")


def test_a_task_is_due_on_a_date_too() -> None:
    assert when.due("6 Nov 2017") == DAY
    assert doubt(when.due, "soon").reason == '"soon" is neither a date nor of the form T-6w'
    assert doubt(when.due, wall(2017, 11, 6, 9)).kept == DAY


def test_alerts() -> None:
    typed = "2017-11-08: general strike: no trains\n\n9 Nov 2017 : fog"
    assert when.alerts(typed) == (
        Alert(day=date(2017, 11, 8), text="general strike: no trains"),
        Alert(day=date(2017, 11, 9), text="fog"),
    )
    assert when.alerts(when.alerts_to_write(when.alerts(typed))) == when.alerts(typed)


def test_lines_that_are_no_alerts_are_named_and_the_others_kept() -> None:
    raised = doubt(when.alerts, "strike\n2017-11-08: fog\n1900-01-01: old")
    assert raised.reason == '"strike" is not of the form DATE: text'
    assert raised.kept == (Alert(day=date(2017, 11, 8), text="fog"),)


@given(
    st.one_of(
        st.text(max_size=30),
        st.floats(),
        st.integers(),
        st.booleans(),
        st.builds(Formula, st.text()),
    )
)
def test_anything_is_a_value_or_doubtful(raw: Any) -> None:
    for parse in (when.day, when.clock, when.later_clock, when.edge, when.due, when.alerts):
        with suppress(Doubtful):
            parse(raw)


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("10:00-12:00", [(None, 10, 12)]),
        ("2017-11-06 10:00–12:00", [(DAY, 10, 12)]),
        ("6 Nov 2017 10.00 - 12.00", [(DAY, 10, 12)]),
        ("06/11/2017 9:00-11:00; 14:00-15:00", [(DAY, 9, 11), (None, 14, 15)]),
        ("\n2017-11-06 10:00-12:00\n\n", [(DAY, 10, 12)]),
        (None, []),
    ],
)
def test_times_that_a_host_offers(raw: Any, found: list[tuple[date | None, int, int]]) -> None:
    windows = tuple(Window(day=on, begins=time(a), ends=time(b)) for on, a, b in found)
    assert when.windows(raw) == windows
    assert when.windows(when.windows_to_write(windows)) == windows


@pytest.mark.parametrize(
    "raw", ["mornings", "12:00-10:00", "soon 10:00-12:00", "10:00", "10:00-25:00"]
)
def test_times_that_no_host_can_offer(raw: str) -> None:
    with pytest.raises(Doubtful, match="is not of the form DATE 10:00-12:00") as doubtful:
        when.windows(f"{raw}\n10:00-12:00")
    assert doubtful.value.kept == (Window(begins=time(10), ends=time(12)),)


def test_several_days_in_one_cell() -> None:
    assert when.days("2017-11-06; 07/11/2017") == (DAY, date(2017, 11, 7))
    assert when.days(DAY) == (DAY,)
    assert when.days(None) == ()
    assert when.days_to_write((DAY, date(2017, 11, 7))) == "2017-11-06; 2017-11-07"
    with pytest.raises(Doubtful, match='"soon" is not a date') as doubtful:
        when.days("2017-11-06; soon")
    assert doubtful.value.kept == (DAY,)
    assert doubt(when.days, wall(2017, 11, 6, 9)).kept == (DAY,)


@pytest.mark.parametrize(
    ("raw", "events"),
    [
        (None, ()),
        ("idea", ((None, "idea", ""),)),
        ("2027-03-01 asked: by mail", ((date(2027, 3, 1), "asked", "by mail"),)),
        (
            "1 March 2027 CALL: prefers Catalan: or Spanish\n\nnote: bring gifts",
            (
                (date(2027, 3, 1), "call", "prefers Catalan: or Spanish"),
                (None, "note", "bring gifts"),
            ),
        ),
    ],
)
def test_what_happened_with_a_host(
    raw: Raw, events: tuple[tuple[date | None, str, str], ...]
) -> None:
    found = tuple(HostEvent(day=on, kind=HostEventKind(k), text=text) for on, k, text in events)
    assert when.host_events(raw) == found
    assert when.host_events(when.host_events_to_write(found)) == found


@pytest.mark.parametrize("raw", ["asked by mail", "31 Feb 2027 asked", "2027-03-01: asked", "x: y"])
def test_a_line_that_is_no_event_is_named_and_the_others_kept(raw: str) -> None:
    with pytest.raises(Doubtful) as doubt:
        when.host_events(f"{raw}\nidea")
    assert doubt.value.kept == (HostEvent(kind=HostEventKind.IDEA),)
