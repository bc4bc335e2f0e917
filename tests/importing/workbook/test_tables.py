"""Sheets as people keep them: headings in any order, merged cells, rows of their own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment

from tests.importing.workbook.books import (
    DELEGATES,
    PROGRAMME,
    SAMPLE,
    STOPS,
    Rows,
    edited,
    programme,
    said,
    save,
    small,
)
from visitplanner.domain.diff import diff
from visitplanner.importing.workbook import read_plan


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "plan.xlsx"


def test_headings_in_any_order_case_and_spacing(book: Path) -> None:
    def edit(workbook: Workbook) -> None:
        for sheet in workbook.worksheets[1:]:
            rows = [list(reversed(row)) for row in sheet.iter_rows(values_only=True)]
            sheet.delete_rows(1, sheet.max_row)
            rows[0] = [f"  {str(heading).upper().replace(' ', '  ')}*" for heading in rows[0]]
            for row in rows:
                sheet.append(row)
            sheet.title = f" {sheet.title.lower()}"
        workbook.move_sheet(" budget", -9)

    result = read_plan(edited(book, edit))
    assert (result.doubts, result.left_out) == ((), ())
    assert diff(read_plan(SAMPLE).visit, result.visit) == ()


def test_american_spelling(book: Path) -> None:
    workbook = Workbook()
    workbook.worksheets[0].title = "Visit"
    named = {"Stops": STOPS, "Program": PROGRAMME, "Organizations": [["Name"], ["X"]]}
    for name, rows in named.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    sheet = workbook.create_sheet("Delegates")
    sheet.append(["ID", "Organization"])
    sheet.append(["P01", "X"])
    result = read_plan(save(workbook, book))
    assert (said(result), result.visit.delegates[0].organisation) == ([], "X")


def test_what_is_no_part_of_a_plan_is_named_and_left_out(book: Path) -> None:
    def edit(workbook: Workbook) -> None:
        sheet = workbook["Programme"]
        sheet["S1"], sheet["S3"], sheet["U3"] = "Colour", "red", "stray"
        sheet["T1"] = "title"
        sheet["T3"] = "Another title"
        workbook.create_sheet("My notes")["A1"] = "x"
        workbook.create_sheet("programme 2")
        workbook.create_sheet("Help")["A1"] = "x"
        workbook.create_sheet("Lists").sheet_state = "hidden"
        workbook["Visit"]["A15"], workbook["Visit"]["B15"] = "Weather", "sunny"
        workbook["Visit"]["D3"] = "stray"

    result = read_plan(edited(book, edit))
    assert said(result) == []
    assert set(result.left_out) == {
        'Programme, column "Colour": it is not part of a plan workbook',
        'Programme, column "title": it is there twice, and the first was taken',
        "Programme, column U: it has no heading",
        'Sheet "My notes": not part of a plan workbook',
        'Sheet "programme 2": not part of a plan workbook',
        'Sheet "Lists": not part of a plan workbook',
        'Visit, row 15: "Weather" is no field of the visit',
        "Visit, column D: it is not part of a plan workbook",
    }
    assert diff(read_plan(SAMPLE).visit, result.visit) == ()


def test_very_many_strange_columns_are_counted(book: Path) -> None:
    headings = ["ID", *(f"x{n}" for n in range(500))]
    result = read_plan(small(book, Programme=[headings, ["A01"]]))
    assert len(result.left_out) == 21
    assert result.left_out[-1] == "Programme, 480 more columns: it is not part of a plan workbook"


def test_a_hidden_sheet_of_the_plan_is_read(book: Path) -> None:
    def edit(workbook: Workbook) -> None:
        workbook["Budget"].sheet_state = "hidden"
        workbook["Tasks"].sheet_state = "veryHidden"

    assert diff(read_plan(SAMPLE).visit, read_plan(edited(book, edit)).visit) == ()


def test_a_title_above_the_headings_and_blank_rows(book: Path) -> None:
    def edit(workbook: Workbook) -> None:
        sheet = workbook["Programme"]
        sheet.insert_rows(1, 3)
        sheet["A1"] = "Programme of the visit"
        sheet.insert_rows(10, 4)
        sheet["C11"] = "   "

    result = read_plan(edited(book, edit))
    assert result.left_out == (
        'Programme, row 1: "Programme of the visit" stands above the headings',
    )
    assert diff(read_plan(SAMPLE).visit, result.visit) == ()


def test_rows_are_named_as_the_spreadsheet_numbers_them(book: Path) -> None:
    def edit(workbook: Workbook) -> None:
        sheet = workbook["Programme"]
        sheet.insert_rows(1, 2)
        sheet.insert_rows(6)
        sheet["D9"] = "25:10"

    assert said(read_plan(edited(book, edit))) == ['Programme, row 9, End: "25:10" is not a time']


def test_merged_cells_fill_down(book: Path) -> None:
    workbook = Workbook()
    workbook.worksheets[0].title = "Visit"
    for name, rows in (("Stops", STOPS), ("Delegates", DELEGATES)):
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    sheet = workbook.create_sheet("Programme")
    sheet.append(["ID", "Date", "Start", "Title", "City"])
    sheet.append(["Monday 6 November"])
    sheet.append(["A1", "2017-11-06", "9:00", "One", "Barcelona"])
    sheet.append(["A2", None, "10:00", "Two"])
    sheet.append([])
    sheet.append(["A3", None, None, "Three", "Valencia"])
    sheet.append(["A4", None, "9:00", "Four"])
    sheet.merge_cells("A2:E2")
    sheet.merge_cells("B3:B6")
    sheet.merge_cells("E3:E4")
    result = read_plan(save(workbook, book))
    days = [item.day for item in result.visit.items]
    assert days == [date(2017, 11, 6)] * 3 + [None]
    assert [item.city for item in result.visit.items] == ["Barcelona", "Barcelona", "Valencia", ""]
    assert result.left_out == (
        'Programme, row 2: "Monday 6 November" runs across several columns as a heading',
    )


def test_a_text_continued_in_further_columns(book: Path) -> None:
    notes = "Internal notes"
    headings = ["ID", f"{notes} (continued 2)", notes, f"{notes} (continued)"]
    rows: Rows = [headings, ["A1", "three", "one ", "two "], ["A2", None, "one"]]
    first, second = read_plan(small(book, Programme=rows)).visit.items
    assert (first.internal_notes, second.internal_notes) == ("one two three", "one")


def test_the_sheet_visit_may_stand_anywhere(book: Path) -> None:
    fields = [[None, "CODE", "X1"], [None, "title ", "A visit"], [None, "Purpose"]]
    rows: Rows = [[], [None, "Field", "Value"], *fields]
    result = read_plan(small(book, Visit=rows))
    assert (result.visit.title, result.visit.code, result.visit.purpose) == ("A visit", "X1", "")
    assert (result.taken["Visit"], result.left_out) == (2, ())


def test_a_field_given_twice(book: Path) -> None:
    rows: Rows = [["Title", "First"], ["Title", "Second"], ["Code", None], ["Code", "X1"]]
    result = read_plan(small(book, Visit=rows))
    assert (result.visit.title, result.visit.code) == ("First", "X1")
    assert result.left_out == ("Visit, row 2: Title is there twice",)


def test_columns_other_than_keys_may_be_missing(book: Path) -> None:
    result = programme(
        book, {}, Places=[["Name"], ["Hall"]], Rooms=[["Hotel", "Occupants", "Check-in"]]
    )
    assert (result.visit.items[0].title, result.visit.places[0].capacity) == ("", None)
    assert result.taken["Rooms"] == 0


def test_an_optional_sheet_may_be_blank(book: Path) -> None:
    assert dict(read_plan(small(book, Budget=[])).taken)["Budget"] == 0


def test_what_lies_on_top_of_the_cells_is_named(book: Path) -> None:
    def edit(workbook: Workbook) -> None:
        workbook["Programme"]["A2"].comment = Comment("Ask Anna", "Otto")
        chart = BarChart()
        chart.add_data(Reference(workbook["Budget"], min_col=3, min_row=2, max_row=6))
        workbook["Budget"].add_chart(chart, "J2")  # type: ignore[call-arg]

    assert read_plan(edited(book, edit)).left_out == (
        "Comments on cells: they are no part of the plan",
        "Pictures and charts: they are no part of the plan",
    )
