"""Workbooks, read back."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook

from tests.publishing.documents.every import HOSTILE, document, every_document, of
from visitplanner.domain.privacy import Audience
from visitplanner.publishing.documents import model as m
from visitplanner.publishing.documents.excel.engine import render_xlsx

FORMULAS = (
    "=1+1",
    '=HYPERLINK("https://evil.example","x")',
    "+34 600 000 000",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=cmd|' /C calc'!A0",
    "#N/A",
    "TRUE",
    "12",
    "1/2",
    "'=1",
)


def table(*cells: m.Text) -> m.Table:
    return m.Table((m.Column("What"),), tuple(m.TableRow((cell,)) for cell in cells))


def read(made: m.Document) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(render_xlsx(made)))


def lists() -> m.Document:
    return document("workbook", Audience.STAFF)


@pytest.mark.parametrize("text", FORMULAS)
def test_text_never_becomes_a_formula(text: str) -> None:
    sheet = read(of(table(text))).worksheets[0]
    cell = sheet["A2"]
    assert cell.data_type == "s"
    kept = text.replace("\r", "\n")
    assert cell.value == kept
    assert cell.quotePrefix is kept.startswith(("=", "+", "-", "@", "\t", "\n"))


def test_no_formula_stands_in_the_file_itself() -> None:
    data = render_xlsx(of(table(*FORMULAS), title="=1+1", subject="=1"))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                ET.fromstring(package.read(name))


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_text(text: str) -> None:
    sheet = read(of(table(text, "end"))).worksheets[0]
    assert sheet["A2"].data_type in ("s", "n")
    assert sheet["A2"].data_type == "s" or sheet["A2"].value is None
    assert sheet["A3"].value == "end"


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_odd_texts_can_be_kept_and_read(text: str) -> None:
    made = of(m.Table((m.Column(text or "x"),), (m.TableRow((text,)),)), title=text, author=text)
    assert read(made).worksheets[0].max_row >= 1


def test_a_text_that_is_too_long_for_a_cell_shows_that_it_goes_on() -> None:
    value = read(of(table("x" * 40_000))).worksheets[0]["A2"].value
    assert len(value) == 32_767
    assert value.endswith("…")


def test_counts_days_and_times_are_what_they_are() -> None:
    day, clock = dt.date(2026, 5, 4), dt.time(9, 30)
    values = (m.Value("12", value=12), m.Value("4 May", value=day), m.Value("09:30", value=clock))
    night = (m.Symbol(m.Sign.NIGHT),)
    sheet = read(of(table(*((value,) for value in values), night))).worksheets[0]
    assert sheet["A2"].value == 12
    assert sheet["A3"].value == dt.datetime(2026, 5, 4)  # noqa: DTZ001 - a sheet knows no zones
    assert sheet["A4"].value == clock
    assert (sheet["A5"].value, sheet["A5"].number_format) == (1, '"■";;')


def test_sheets_can_be_filtered_and_printed() -> None:
    sheets: list[Any] = list(read(lists()).worksheets)
    for sheet in sheets:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert all(sheet.cell(1, n).value for n in range(1, sheet.max_column + 1))
        assert "Version 2" in sheet.oddFooter.left.text


def test_ampersands_in_heads_are_no_codes() -> None:
    made = of(table("x"), furniture=m.Furniture(head_left="R&D &P " + "&" * 300))
    data = render_xlsx(made)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = ET.fromstring(package.read("xl/worksheets/sheet1.xml"))
    head = next(e.text or "" for e in root.iter() if e.tag.endswith("}oddHeader"))
    assert head.startswith("&LR&&D &&P &&")
    assert len(head) <= 255


def test_names_of_sheets_are_such_as_excel_allows() -> None:
    titles = ("A/B:C*D?[E]\\F", "a b c d  e f", "'x'", "", "History", "x" * 60, "x" * 60)
    parts = tuple(m.Part(title=title, blocks=(table("x"),)) for title in titles)
    made = m.Document(
        title="T", language="en-GB", issued=dt.datetime(2026, 1, 1, tzinfo=dt.UTC), parts=parts
    )
    names = read(made).sheetnames
    assert len({name.casefold() for name in names}) == len(titles)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)
    assert "History" not in names


def test_the_same_document_gives_the_same_bytes() -> None:
    data = render_xlsx(lists())
    assert data == render_xlsx(lists())
    known = openpyxl.load_workbook(io.BytesIO(data)).properties
    issued = lists().issued.replace(tzinfo=None, microsecond=0)
    assert known.created == known.modified == issued
    assert known.creator == lists().author


def test_any_document_can_be_a_workbook() -> None:
    for made in every_document()[::4]:
        assert read(made).worksheets
