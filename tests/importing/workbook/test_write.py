"""The workbook back: what it holds, that nothing in it runs, and that it says the same visit."""

from __future__ import annotations

import os
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.importing.workbook.books import SAMPLE, parts, wall
from tests.importing.workbook.sayable import of_unique_codes, sayable, zones
from tests.strategies import visits
from visitplanner.domain.diff import diff
from visitplanner.domain.office import BudgetLine, Task
from visitplanner.domain.people import Contact, Delegate
from visitplanner.domain.programme import Alert, Item, Journey, Place, Stop
from visitplanner.domain.times import Edge
from visitplanner.domain.visit import Visit
from visitplanner.importing.workbook import ImportResult, read_plan, write_plan
from visitplanner.importing.workbook.looks import MAX_TEXT, pieces

DAY = date(2017, 11, 6)
STOP = Stop(city="Barcelona", country="ES", zone="Europe/Madrid", arrive=DAY)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "plan.xlsx"


def there_and_back(visit: Visit, book: Path) -> ImportResult:
    book.write_bytes(write_plan(visit))
    return read_plan(book)


def sheet_of(visit: Visit, book: Path, name: str) -> Any:
    book.write_bytes(write_plan(visit))
    return openpyxl.load_workbook(book)[name]


def test_the_sample_comes_back(book: Path) -> None:
    before = read_plan(SAMPLE)
    after = there_and_back(before.visit, book)
    assert diff(before.visit, after.visit) == ()
    taken = {**before.taken, "Travel times": 0}
    assert (after.doubts, after.left_out, after.taken) == ((), (), taken)


def test_sheets_and_headings_are_those_of_the_sample(book: Path) -> None:
    book.write_bytes(write_plan(read_plan(SAMPLE).visit))
    written, sample = openpyxl.load_workbook(book), openpyxl.load_workbook(SAMPLE)
    assert written.sheetnames == [*sample.sheetnames, "Travel times"]
    for sheet in sample.worksheets[1:]:
        headings = [cell.value for cell in sheet[1]]
        assert [cell.value for cell in written[sheet.title][1]][: len(headings)] == headings


@settings(max_examples=10)
@given(visits())
def test_any_visit_comes_back(tmp_path_factory: pytest.TempPathFactory, drawn: Visit) -> None:
    visit = of_unique_codes(drawn)
    result = there_and_back(visit, tmp_path_factory.mktemp("any") / "plan.xlsx")
    assert sayable(result.visit) == sayable(visit)
    pairs = zip(zones(visit), zones(result.visit), strict=True)
    assert all(before in ("", after) for before, after in pairs)


def test_the_same_plan_gives_the_same_bytes() -> None:
    visit = read_plan(SAMPLE).visit
    assert write_plan(visit) == write_plan(visit)
    assert str(os.getpid()) not in parts(write_plan(visit))["docProps/core.xml"].decode()


def test_values_are_real_dates_times_and_numbers(book: Path) -> None:
    item = Item(code="A1", day=DAY, start=time(9), end=time(0, 30), end_day=1, extra_covers=3)
    midnight = Item(code="A2", day=DAY, start=time(9), end=time(0), end_day=1)
    sheet = sheet_of(Visit(items=(item, midnight)), book, "Programme")
    cells = {cell.value: sheet.cell(2, cell.column) for cell in sheet[1]}
    assert (cells["Date"].value, cells["Date"].number_format) == (wall(2017, 11, 6), "yyyy-mm-dd")
    assert (cells["Start"].value, cells["Start"].number_format) == (time(9), "hh:mm")
    assert (cells["End"].value, cells["Extra covers"].value) == ("00:30 +1", 3)
    assert sheet.cell(3, cells["End"].column).value == "24:00"


def test_times_that_only_text_can_say(book: Path) -> None:
    people = (
        Delegate(code="P1", joins=Edge(day=DAY, clock=time(10, 30)), leaves=Edge(day=DAY)),
        Delegate(code="P2", joins=Edge(day=DAY, clock=time(0))),
    )
    sheet = sheet_of(Visit(delegates=people), book, "Delegates")
    column = next(cell.column for cell in sheet[1] if cell.value == "Joins")
    assert sheet.cell(2, column).value == wall(2017, 11, 6, 10, 30)
    assert sheet.cell(2, column + 1).value == wall(2017, 11, 6)
    assert sheet.cell(3, column).value == "2017-11-06 00:00"
    assert read_plan(book).visit.delegates[1].joins == people[1].joins


NASTY = (
    *("=1+1", "+34 600", "-2", "@SUM(A1)", '=HYPERLINK("http://x")', "="),
    *("#N/A", "#REF!", "TRUE", "12"),
)


@pytest.mark.parametrize("text", NASTY)
def test_no_text_becomes_a_formula(book: Path, text: str) -> None:
    visit = Visit(title=text, items=(Item(code=text, title=text, notes=text, who=text),))
    book.write_bytes(write_plan(visit))
    workbook = openpyxl.load_workbook(book)
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value == text} <= {"s", "inlineStr", "e"}
    sheets = [data for name, data in parts(book.read_bytes()).items() if "sheet" in name]
    assert not any(b"<f>" in data or b"<f " in data for data in sheets)
    quoted = [cell.quotePrefix for cell in cells if cell.value == text]
    assert len(quoted) == 5
    assert all(quoted) is text.startswith(("=", "+", "-", "@"))
    result = read_plan(book)
    assert (result.visit.title, result.visit.items[0].notes) == (text, text)


def test_no_control_character_reaches_the_file(book: Path) -> None:
    odd = "a\x00b\x07c\x0bd\x1be\x7ff\ud800g\rh"
    item = Item.model_construct(**{**Item(code="A1").__dict__, "notes": odd})
    visit = Visit().model_copy(update={"items": (item,)})
    assert there_and_back(visit, book).visit.items[0].notes == "abcdefgh"


@pytest.mark.parametrize("text", ["_x000D_", "_x005F_x0041_", "\ufffe and \uffff", "_x_x0041_"])
def test_texts_that_look_like_codes_come_back(book: Path, text: str) -> None:
    assert there_and_back(Visit(purpose=text), book).visit.purpose == text


LONG = (
    *("Wörter " * 1_400, "x" * 32_767, "x" * 32_768, "=long " * 20_000),
    *("😀" * 40_000, "_x0041_" * 9_000),
)


@pytest.mark.parametrize("text", LONG, ids=lambda text: f"{text[:7]} {len(text)}")
def test_long_texts_lose_nothing(book: Path, text: str) -> None:
    text = text.strip()
    item = Item(code="A1", notes=text, title=text, internal_notes="short")
    result = there_and_back(Visit(purpose=text, items=(Item(code="A0"), item)), book)
    back = result.visit.items[1]
    assert (back.notes, back.title, back.internal_notes) == (text, text, "short")
    assert result.visit.purpose == text
    assert (result.left_out, result.doubts) == ((), ())
    for sheet in openpyxl.load_workbook(book):
        for row in sheet.iter_rows(values_only=True):
            assert all(len(str(value).encode("utf-16-le")) <= 2 * MAX_TEXT for value in row)


@given(st.text(alphabet="a😀_x0041 ", min_size=1), st.integers(1, 9_000))
def test_pieces_fit_and_make_the_whole(text: str, times: int) -> None:
    whole = text * times
    assert "".join(pieces(whole)) == whole


def test_values_with_separators_come_back(book: Path) -> None:
    groups = ("Research, development", 'He said "no"', '"quoted"', "a;b", "plain")
    visit = Visit(
        objectives=("Meet, talk; agree", "Go home"),
        delegates=(Delegate(code="P1", groups=groups, languages=("en",)),),
        contacts=(Contact(name="Doe, John", languages=("Serbian, Croatian",)),),
    )
    assert diff(visit, there_and_back(visit, book).visit) == ()


def test_amounts_come_back_exactly(book: Path) -> None:
    usual = ("32.5", "0.1", "1234567.89", "-7", "1.234")
    amounts = (*usual, "0.12345678901234567", "99999999999.999999999")
    lines = tuple(BudgetLine(item=str(n), actual=Decimal(a)) for n, a in enumerate(amounts))
    back = there_and_back(Visit(budget=lines), book).visit.budget
    assert [line.actual for line in back] == [Decimal(amount) for amount in amounts]


def test_coordinates_alerts_and_due_dates_come_back(book: Path) -> None:
    alerts = (Alert(day=DAY, text="strike: no trains"), Alert(day=DAY, text="fog; rain, snow"))
    visit = Visit(
        stops=(STOP.model_copy(update={"alerts": alerts}),),
        places=(Place(name="Hall", latitude=41.38257731, longitude=-0.1 + 0.3),),
        tasks=(Task(title="Go", due=DAY), Task(title="Stop")),
    )
    assert diff(visit, there_and_back(visit, book).visit) == ()


def test_zones_that_follow_are_left_to_the_city(book: Path) -> None:
    own = STOP.model_copy(update={"id": "own", "city": "Valencia", "zone": "Asia/Tokyo"})
    journey = Journey(
        code="J1",
        origin="Barcelona",
        origin_zone="Europe/Madrid",
        destination="Valencia",
        destination_zone="Europe/Madrid",
    )
    visit = Visit(stops=(STOP, own), journeys=(journey,))
    sheet = sheet_of(visit, book, "Stops")
    assert [sheet.cell(row, 3).value for row in (2, 3)] == [None, "Asia/Tokyo"]
    rows = openpyxl.load_workbook(book)["Journeys"].values
    said = dict(zip(*list(rows)[:2], strict=True))
    assert (said["From time zone"], said["To time zone"]) == (None, "Europe/Madrid")
    assert diff(visit, read_plan(book).visit) == ()


def test_an_empty_visit(book: Path) -> None:
    result = there_and_back(Visit(), book)
    assert diff(Visit(), result.visit) == ()
    assert set(result.taken.values()) == {0}


def test_it_is_pleasant_to_read(book: Path) -> None:
    sheet = sheet_of(read_plan(SAMPLE).visit, book, "Programme")
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", "A1:Z23")
    assert sheet["A1"].font.bold
    assert sheet["Q2"].alignment.wrap_text
    offered = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert offered["M2:M323"] == '"idea,requested,tentative,confirmed,cancelled"'
    assert offered["H2:H323"] == "Places!$A$2:$A$1000"
