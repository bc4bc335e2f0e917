"""Many entries moved at once by real minutes."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.plans import MONDAY, TUESDAY, by_code, clock, item, journey, small_visit
from tests.strategies import visits
from visitplanner.domain.diff import diff
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.queries import all_entries, entry_end, entry_start
from visitplanner.domain.shifts import Shift, shift
from visitplanner.domain.times import minutes_between
from visitplanner.domain.visit import Visit


def moved(row: Item | Journey, begin: int, end: int) -> Item | Journey:
    visit = Visit(items=(row,)) if isinstance(row, Item) else Visit(journeys=(row,))
    return all_entries(shift(visit, {row.id: Shift(begin, end)}))[0]


def test_an_item_moves_into_the_next_day() -> None:
    row = moved(item("A1", MONDAY, "23:00", "23:50"), 30, 30)
    assert isinstance(row, Item)
    assert (row.day, row.start, row.end, row.end_day) == (
        MONDAY, clock("23:30"), clock("00:20"), 1,
    )  # fmt: skip
    later = moved(row, 30, 30)
    assert isinstance(later, Item)
    assert (later.day, later.start, later.end, later.end_day) == (
        TUESDAY, clock("00:00"), clock("00:50"), 0,
    )  # fmt: skip


def test_only_the_end_may_move() -> None:
    row = moved(item("A1", MONDAY, "09:00", "10:00"), 0, 25)
    assert isinstance(row, Item)
    assert (row.start, row.end) == (clock("09:00"), clock("10:25"))


def test_a_whole_day_has_no_time_to_move() -> None:
    row = item("A1", MONDAY)
    assert moved(row, 25, 25) == row


def test_meeting_time_and_cut_off_go_with_the_departure() -> None:
    row = journey(
        "T1", MONDAY, "23:50", "23:59", meeting_time=clock("23:40"), cut_off=clock("23:55")
    )
    late = moved(row, 10, 10)
    assert isinstance(late, Journey)
    assert (late.meeting_time, late.cut_off) == (clock("23:50"), clock("00:05"))
    assert (late.depart_day, late.depart) == (TUESDAY, clock("00:00"))
    assert (late.arrive_day, late.arrive) == (None, clock("00:09"))
    slow = moved(row, 0, 10)
    assert isinstance(slow, Journey)
    assert (slow.meeting_time, slow.depart) == (row.meeting_time, row.depart)
    assert (slow.arrive_day, slow.arrive) == (TUESDAY, clock("00:09"))


def test_lengths_are_real_minutes_when_clocks_go_back() -> None:
    night = date(2017, 10, 29)  # 03:00 is 02:00 again
    row = item("A1", night, "01:30", "02:30", end_fold=0)
    late = moved(row, 60, 60)
    assert isinstance(late, Item)
    assert (late.start, late.start_fold) == (clock("02:30"), 0)
    assert (late.end, late.end_fold) == (clock("02:30"), 1)
    assert late.minutes == row.minutes == 60


def test_what_is_not_in_the_plan_is_left_alone() -> None:
    visit = small_visit()
    assert shift(visit, {"nobody": Shift(5, 5), visit.items[0].id: Shift(0, 0)}) is visit
    once = shift(visit, {by_code(visit, "A1").id: Shift(5, 5)})
    assert [change.key for change in diff(visit, once)] == ["A1"]


@given(visits(), st.integers(1, 3000))
def test_forth_and_back_is_where_it_was(visit: Visit, minutes: int) -> None:
    """In real time; what is said of it may be clearer, such as which pass of an hour is meant."""
    near = [
        row
        for row in all_entries(visit)
        if entry_start(row) and _day(row).year < 2100 and getattr(row, "end_day", 0) < 31
    ]  # longer than a month nothing may last
    there = shift(visit, {row.id: Shift(minutes, minutes) for row in near})
    for row in near:
        now = next(other for other in all_entries(there) if other.id == row.id)
        for when in (entry_start, entry_end):
            old, new = when(row), when(now)
            assert (old is None) == (new is None)
            if old and new and _is_ordered(row):
                assert minutes_between(old, new) == minutes


def _day(row: Item | Journey) -> date:
    moment = entry_end(row) or entry_start(row)
    assert moment
    return moment.wall.date()


def _is_ordered(row: Item | Journey) -> bool:
    begins, ends = entry_start(row), entry_end(row)
    return bool(begins and (not ends or ends.wall >= begins.wall))
