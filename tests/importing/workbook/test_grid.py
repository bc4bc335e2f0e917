"""Reading worksheets: what openpyxl sees in them, and what it does not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.importing.workbook.books import SAMPLE, packed, parts, save, wall, with_sheet_xml
from visitplanner.importing.workbook.archive import open_archive
from visitplanner.importing.workbook.book import Book, Shown, escaped, open_book, unescaped
from visitplanner.importing.workbook.grid import Merge, as_time, column_letters, read_rows
from visitplanner.importing.workbook.values import CellError, Formula, Raw


class Everything:
    """Keeps all cells of a sheet."""

    def __init__(self) -> None:
        self.wanted: frozenset[int] | None = None
        self.strays: set[int] = set()
        self.cells: dict[tuple[int, int], Raw] = {}

    def row(self, number: int, cells: dict[int, Raw]) -> None:
        self.cells |= {(number, column): raw for column, raw in cells.items()}


@contextmanager
def opened(path: Path) -> Iterator[Book]:
    with open_archive(path) as archive:
        yield open_book(archive)


def cells_of(path: Path, sheet: str) -> dict[tuple[int, int], Raw]:
    with opened(path) as book:
        (part,) = [each.part for each in book.sheets if each.title == sheet]
        sink = Everything()
        read_rows(book, part, sink)
    return sink.cells


@pytest.mark.parametrize("sheet", [sheet.title for sheet in openpyxl.load_workbook(SAMPLE)])
def test_the_sample_reads_as_openpyxl_reads_it(sheet: str) -> None:
    cells = openpyxl.load_workbook(SAMPLE)[sheet]
    seen = {
        (cell.row, cell.column): cell.value
        for row in cells.iter_rows()
        for cell in row
        if cell.value is not None
    }
    assert cells_of(SAMPLE, sheet) == seen


VALUES: tuple[tuple[Any, str, Any], ...] = (
    ("text", "General", "text"),
    ("=1", "General", Formula("=1")),
    (" spaces  kept ", "General", " spaces  kept "),
    ("two\nlines", "General", "two\nlines"),
    ("#N/A", "General", CellError("#N/A")),
    (True, "General", True),
    (42, "General", 42),
    (0.1, "General", 0.1),
    (125 * 10**17, "General", 1.25e19),
    (43045, "General", 43045),
    (43045, "dd/mm/yyyy", wall(2017, 11, 6)),
    (43045, '[$-C0A]d" de "mmmm" de "yyyy;@', wall(2017, 11, 6)),
    (43045.375, "dd/mm/yyyy hh:mm", wall(2017, 11, 6, 9)),
    (43045.375, "hh:mm", wall(2017, 11, 6, 9)),
    (0.375, "hh:mm", time(9)),
    (0.375, "[h]:mm", timedelta(hours=9)),
    (1, "hh:mm", timedelta(days=1)),
    (1.5, "[h]:mm:ss", timedelta(hours=36)),
    (0.38194444, "h:mm AM/PM", time(9, 10)),
    (-1, "dd/mm/yyyy", -1.0),
    (9e9, "dd/mm/yyyy", 9e9),
    (3000000, "dd/mm/yyyy", 3e6),
    (5, '0" days"', 5),
    (7, "0.00E+00", 7),
)


def test_kinds_of_cells(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    for row, (value, number_format, _) in enumerate(VALUES, start=1):
        sheet.cell(row, 1, value).number_format = number_format
    seen = cells_of(save(workbook, tmp_path / "kinds.xlsx"), "Sheet")
    assert [seen.get((row, 1)) for row, _ in enumerate(VALUES, start=1)] == [v[2] for v in VALUES]


CELLS: tuple[tuple[str, Any], ...] = (
    ('<c r="A50" t="s"><v>0</v></c>', "shared"),
    ('<c r="A50" t="s"><v>1</v></c>', "rich text"),
    ('<c r="A50" t="s"><v>2</v></c>', "東京"),
    ('<c r="A50" t="inlineStr"><is><r><rPr/><t>bo</t></r><r><t>ld</t></r></is></c>', "bold"),
    ('<c r="A50" t="inlineStr"><is><t>a_x000D__x000A_b_x005F_x0041_</t></is></c>', "a\r\nb_x0041_"),
    ('<c r="A50" t="inlineStr"><is><t>_xD83D__xDE00_</t></is></c>', "😀"),
    ('<c r="A50" t="str"><f>A1</f><v>stored</v></c>', "stored"),
    ('<c r="A50" t="str"><f>A1</f><v></v></c>', None),
    ('<c r="A50"><f>A1+1</f><v>7</v></c>', 7),
    ('<c r="A50"><f>A1+1</f></c>', Formula("=A1+1")),
    ('<c r="A50"><f>A1+1</f><v></v></c>', Formula("=A1+1")),
    ('<c r="A50"><f t="shared" si="0"/></c>', Formula("")),
    ('<c r="A50" t="e"><f>1/0</f><v>#DIV/0!</v></c>', CellError("#DIV/0!")),
    ('<c r="A50" t="d"><v>2017-11-06T09:30:00Z</v></c>', wall(2017, 11, 6, 9, 30)),
    ('<c r="A50" t="d"><v>09:30</v></c>', time(9, 30)),
    ('<c r="A50" t="d"><v>whenever</v></c>', "whenever"),
    ('<c r="A50"><v>nan</v></c>', CellError("nan")),
    ('<c r="A50"><v>1e999</v></c>', CellError("1e999")),
    ('<c r="A50" s="99999"><v>43045</v></c>', 43045),
    ('<c t="inlineStr"><is><t>no address</t></is></c>', "no address"),
    ('<c r="A50"/>', None),
)  # fmt: skip
SHARED = (
    '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>shared</t></si>'
    "<si><r><t>rich</t></r><r><rPr><b/></rPr><t> text</t></r></si>"
    '<si><t>東京</t><rPh sb="0" eb="2"><t>とうきょう</t></rPh></si></sst>'
)


@pytest.mark.parametrize(("xml", "value"), CELLS)
def test_cells_as_other_programs_write_them(tmp_path: Path, xml: str, value: Raw) -> None:
    path = with_sheet_xml(
        tmp_path / "cells.xlsx",
        "Programme",
        lambda sheet: sheet.replace("</sheetData>", f'<row r="50">{xml}</row></sheetData>'),
    )
    contents = parts(path.read_bytes())
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    rels = contents["xl/_rels/workbook.xml.rels"].decode()
    extra = f'<Relationship Id="s" Type="{kind}" Target="/xl/sharedStrings.xml"/></Relationships>'
    contents["xl/_rels/workbook.xml.rels"] = rels.replace("</Relationships>", extra).encode()
    contents["xl/sharedStrings.xml"] = SHARED.encode()
    path.write_bytes(packed(contents))
    assert cells_of(path, "Programme").get((50, 1)) == value


def test_the_strict_schema_and_the_other_epoch(tmp_path: Path) -> None:
    contents = parts(SAMPLE.read_bytes())
    transitional = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strict = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    contents = {name: data.replace(transitional, strict) for name, data in contents.items()}
    book = contents["xl/workbook.xml"]
    assert b"<workbookPr " in book
    contents["xl/workbook.xml"] = book.replace(b"<workbookPr ", b'<workbookPr date1904="1" ')
    path = tmp_path / "strict.xlsx"
    path.write_bytes(packed(contents))
    cells = cells_of(path, "Programme")
    assert (cells[2, 2], cells[2, 3]) == (wall(2021, 11, 6), time(20, 30))


def test_merged_cells_are_seen(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.worksheets[0].merge_cells("B2:B5")
    workbook.worksheets[0].merge_cells("C1:E1")
    with opened(save(workbook, tmp_path / "merged.xlsx")) as book:
        merges = read_rows(book, book.sheets[0].part, Everything())
    assert set(merges) == {Merge(2, 2, 5, 2), Merge(1, 3, 1, 5)}


def test_letters_of_columns() -> None:
    numbers = (1, 26, 27, 702, 703, 16_384)
    assert [column_letters(number) for number in numbers] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]


@given(st.text())
def test_texts_survive_their_codes(text: str) -> None:
    control = {chr(code) for code in range(32)} - {"\n", "\t"}
    expected = "".join(c for c in text if c not in control and not 0xD800 <= ord(c) <= 0xDFFF)
    assert unescaped(escaped(text)) == expected


@pytest.mark.parametrize(
    "text", ["_x0041_", "_x005F_x0041_", "__x0041__", "_x004", "\uffff_x_", "_xFFFE_x0041_"]
)
def test_texts_that_look_like_codes(text: str) -> None:
    assert unescaped(escaped(text)) == text
    assert not set(escaped(text)) & {"\ufffe", "\uffff"}


@given(st.datetimes(datetime(1950, 1, 1), datetime(2100, 12, 31)))  # noqa: DTZ001
def test_moments_are_read_to_the_second(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    epoch = wall(1899, 12, 30)
    assert as_time((moment - epoch) / timedelta(days=1), Shown.MOMENT, epoch) == moment
