"""The last day of what fills several days goes through a workbook and back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from tests.importing.workbook.books import programme, said, save, set_cell
from visitplanner.domain.programme import ForeignEvent, Item
from visitplanner.domain.visit import Visit
from visitplanner.importing.workbook import read_plan, update_plan, write_plan
from visitplanner.importing.workbook.sheets import SHEETS

FIRST = date(2027, 5, 13)
CLOCKS = st.none() | st.times().map(lambda clock: clock.replace(second=0, microsecond=0, fold=0))


def visit(**fields: Any) -> Visit:
    return Visit(items=(Item(code="A01", title="Water fair", **{"day": FIRST} | fields),))


def written(path: Path, plan: Visit) -> Path:
    path.write_bytes(write_plan(plan))
    return path


def edited(path: Path, edit: Callable[[Workbook], object]) -> Path:
    workbook = openpyxl.load_workbook(path)
    edit(workbook)
    return save(workbook, path)


@given(st.integers(0, 31), CLOCKS, CLOCKS, st.none() | st.just(FIRST))
def test_any_end_comes_back(
    tmp_path_factory: pytest.TempPathFactory,
    days: int,
    start: time | None,
    end: time | None,
    day: date | None,
) -> None:
    plan = visit(start=start, end=end, end_day=days, day=day)
    book = written(tmp_path_factory.mktemp("any") / "plan.xlsx", plan)
    (item,) = read_plan(book).visit.items
    unsaid = day is None and end is None
    assert (item.day, item.start, item.end) == (day, start, end)
    assert item.end_day == (0 if unsaid else days)
    assert update_plan(plan, book, sync=True).changes == ()


def test_a_workbook_from_before_the_column_changes_nothing(tmp_path: Path) -> None:
    plan = visit(end_day=1)

    def older(workbook: Workbook) -> None:
        sheet = workbook["Programme"]
        headings = [cell.value for cell in sheet[1]]
        sheet.delete_cols(headings.index("End date") + 1)
        sheet.cell(2, headings.index("Title") + 1).value = "Fair"

    result = update_plan(plan, edited(written(tmp_path / "plan.xlsx", plan), older))
    assert (result.visit.items[0].title, result.visit.items[0].end_day) == ("Fair", 1)


@pytest.mark.parametrize(
    ("edits", "day", "end_day"),
    [
        ({"End date": date(2027, 5, 15)}, 13, 2),
        ({"End date": None}, 13, 0),
        ({"Date": date(2027, 5, 14)}, 14, 0),  # it still ends on the 14th
        ({"Date": date(2027, 5, 14), "End date": date(2027, 5, 15)}, 14, 1),
        ({"Start": time(9), "End": time(17)}, 13, 1),
    ],
)
def test_a_changed_cell(tmp_path: Path, edits: dict[str, Any], day: int, end_day: int) -> None:
    plan = visit(end_day=1)
    book = written(tmp_path / "plan.xlsx", plan)
    for heading, value in edits.items():
        book = edited(book, set_cell("Programme", 2, heading, value))
    (item,) = update_plan(plan, book).visit.items
    assert (item.day, item.end_day) == (FIRST.replace(day=day), end_day)


def test_no_end_date_leaves_the_end_as_it_was(tmp_path: Path) -> None:
    plan = visit(start=time(21), end=time(0, 30), end_day=1)
    book = written(tmp_path / "plan.xlsx", plan)
    book = edited(book, set_cell("Programme", 2, "Date", date(2027, 5, 14)))
    assert update_plan(plan, book).visit.items[0].end_day == 1


@pytest.mark.parametrize(
    ("row", "reason", "end_day"),
    [
        ({"End date": date(2027, 5, 12)}, "2027-05-12 is not within 31 days after 2027-05-13", 0),
        ({"End date": date(2028, 5, 12)}, "2028-05-12 is not within 31 days after 2027-05-13", 0),
        (
            {"End date": date(2027, 5, 15), "Start": "21:00", "End": "00:30 +1"},
            "is 2027-05-15, but End means 2027-05-14",
            1,
        ),
        (
            {"End date": date(2027, 5, 15), "Date": None},
            "there is no Date to count from, so it was left out",
            0,
        ),
    ],
)
def test_a_last_day_that_cannot_be(
    tmp_path: Path, row: dict[str, Any], reason: str, end_day: int
) -> None:
    result = programme(tmp_path / "plan.xlsx", {"ID": "A01", "Date": FIRST} | row)
    assert f"Programme, row 2, End date: {reason}" in said(result)
    assert result.visit.items[0].end_day == end_day


def test_what_only_we_read_is_last_hidden_and_on_one_line(tmp_path: Path) -> None:
    event = ForeignEvent(uid="key@conf", marks=("start 12ab", "end 34cd"))
    book = openpyxl.load_workbook(written(tmp_path / "plan.xlsx", visit(foreign=event)))
    sheet = book["Programme"]
    cell = sheet.cell(2, sheet.max_column)
    assert "key@conf" in str(cell.value)
    assert not cell.alignment.wrap_text
    hidden = [name for name, look in sheet.column_dimensions.items() if look.hidden]
    assert hidden == [get_column_letter(sheet.max_column)]
    assert all(not c.machine for plan in SHEETS for c in plan.columns[:-1])
