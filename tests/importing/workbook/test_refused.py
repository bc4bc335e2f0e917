"""What is refused, in one sentence, and what no file may do to the machine."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook

from tests.importing.workbook.books import (
    SAMPLE,
    STOPS,
    edited,
    packed,
    parts,
    set_cell,
    small,
    with_sheet_xml,
)
from visitplanner.errors import FileProblem
from visitplanner.importing.workbook import archive, read_plan, tables
from visitplanner.storage import limits

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "plan.xlsx"


def refusal(path: Path) -> str:
    """The sentence with which a file is refused: one line that names the file."""
    with pytest.raises(FileProblem) as raised:
        read_plan(path)
    sentence = str(raised.value)
    assert path.name in sentence
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return sentence


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def changed(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """The sample with one part changed."""
    contents = parts(SAMPLE.read_bytes())
    contents[part] = change(contents[part])
    return written(path, packed(contents))


# --- Not a workbook -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"ID;Date\nA01;2017-11-06\n", "is not a workbook"),
        (b"%PDF-1.7\n", "is not a workbook"),
        (b"<html><table>", "is not a workbook"),
        (b"PK\x03\x04 and no more", "is damaged"),
        (OLE + "Workbook".encode("utf-16-le"), "is an old .xls workbook"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "is protected by a password"),
    ],
)
def test_content_that_is_no_zip(book: Path, data: bytes, says: str) -> None:
    assert says in refusal(written(book, data))


@pytest.mark.parametrize(
    "names",
    [
        ["mimetype", "visit.json"],
        ["[Content_Types].xml", "word/document.xml"],
        ["mimetype", "content.xml", "META-INF/manifest.xml"],
        [],
    ],
)
def test_zips_of_another_kind(book: Path, names: list[str]) -> None:
    assert "another kind" in refusal(written(book, packed(dict.fromkeys(names, b"<x/>"))))


def test_a_binary_workbook(book: Path) -> None:
    data = packed({"[Content_Types].xml": b"<x/>", "xl/workbook.bin": b"x"})
    assert "is an .xlsb workbook" in refusal(written(book, data))


def test_another_suffix(tmp_path: Path) -> None:
    path = written(tmp_path / "plan.csv", SAMPLE.read_bytes())
    assert "give an .xlsx file" in refusal(path)


def test_no_file_and_a_folder(book: Path) -> None:
    assert "is not there" in refusal(book)
    book.mkdir()
    assert "cannot be read" in refusal(book)


def test_a_suffix_in_capitals_is_fine(tmp_path: Path) -> None:
    assert read_plan(written(tmp_path / "PLAN.XLSX", SAMPLE.read_bytes())).doubts == ()


def test_encrypted_parts(book: Path) -> None:
    data = bytearray(packed(parts(SAMPLE.read_bytes())))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(signature)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(signature, place + 4)
    assert "is protected by a password" in refusal(written(book, bytes(data)))


def test_another_way_of_packing(book: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as target:
        for name, data in parts(SAMPLE.read_bytes()).items():
            target.writestr(name, data)
    assert "packed in a way" in refusal(written(book, buffer.getvalue()))


# --- Damaged ------------------------------------------------------------------------------------


def test_a_truncated_file(book: Path) -> None:
    data = SAMPLE.read_bytes()
    assert "is damaged (its end is missing)" in refusal(written(book, data[: len(data) // 2]))


def test_a_broken_checksum(book: Path) -> None:
    data = bytearray(SAMPLE.read_bytes())
    with zipfile.ZipFile(SAMPLE) as sample:
        sheet = sample.getinfo("xl/worksheets/sheet3.xml")
    data[sheet.header_offset + 200] ^= 0xFF
    assert "is damaged" in refusal(written(book, bytes(data)))


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/worksheets/sheet3.xml", b"</worksheet>", b""),
        ("xl/worksheets/sheet3.xml", b'<row r="2">', b'<row r="x">'),
        ("xl/worksheets/sheet3.xml", b'<row r="2">', b'<row r="99999999">'),
        ("xl/worksheets/sheet3.xml", b'r="B2"', b'r="ZZZZ2"'),
        ("xl/worksheets/sheet3.xml", b't="inlineStr"', b't="s"'),
        ("xl/worksheets/sheet3.xml", b"<worksheet ", b"<!DOCTYPE worksheet><worksheet "),
        ("xl/worksheets/sheet3.xml", b"<sheetData>", b"<sheetData>" + b"<x>" * 99),
        ("xl/worksheets/sheet3.xml", b"<sheetData>", b"<sheetData " + b'a="1" ' * 999_999),
        ("xl/workbook.xml", b"<workbook", b"<notebook"),
        ("xl/_rels/workbook.xml.rels", b"worksheets/sheet3.xml", b"worksheets/sheet99.xml"),
    ],
)
def test_broken_parts(book: Path, part: str, old: bytes, new: bytes) -> None:
    def change(data: bytes) -> bytes:
        assert old in data
        data = data.replace(old, new)
        # Of a shared text only the number is kept.
        return data.replace(b"<is><t>", b"<v>7</v><is><t>") if new == b't="s"' else data

    sentence = refusal(changed(book, part, change))
    assert "is damaged" in sentence


def test_entities_are_not_opened(book: Path) -> None:
    secret = SAMPLE.parent / "clusgrid.xlsx"
    bomb = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>'
    path = with_sheet_xml(book, "Programme", lambda xml: bomb + xml.replace("Lunch", "&e;"))
    assert "declares a document type" in refusal(path)


# --- Limits -------------------------------------------------------------------------------------


def test_more_than_fifty_megabytes_unpacked(book: Path) -> None:
    contents = parts(SAMPLE.read_bytes()) | {"xl/media/huge.bin": bytes(archive.MAX_UNPACKED)}
    assert "is too large: 50 MB unpacked" in refusal(written(book, packed(contents)))


def test_a_directory_that_lies_about_sizes(book: Path) -> None:
    contents = parts(SAMPLE.read_bytes())
    contents["xl/worksheets/sheet3.xml"] += b" " * (80 << 20)
    data = bytearray(packed(contents))
    true, said = struct.pack("<I", len(contents["xl/worksheets/sheet3.xml"])), struct.pack("<I", 99)
    while (place := data.find(true)) >= 0:
        data[place : place + 4] = said
    written(book, bytes(data))
    tracemalloc.start()
    try:
        assert "is damaged" in refusal(book)
        assert tracemalloc.get_traced_memory()[1] < 20 << 20
    finally:
        tracemalloc.stop()


def test_too_many_parts(book: Path) -> None:
    contents = parts(SAMPLE.read_bytes()) | {f"x/{n}": b"" for n in range(archive.MAX_PARTS)}
    assert "parts" in refusal(written(book, packed(contents)))


def _many_rows(count: int) -> Callable[[str], str]:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>N{n}</t></is></c></row>'
        for n in range(100, 100 + count)
    )
    return lambda xml: xml.replace("</sheetData>", f"{rows}</sheetData>")


def test_twenty_thousand_rows_are_taken(book: Path) -> None:
    path = with_sheet_xml(book, "Organisations", _many_rows(20_000 - 17))
    assert read_plan(path).taken["Organisations"] == 20_000


def test_one_row_more_is_not(book: Path) -> None:
    path = with_sheet_xml(book, "Organisations", _many_rows(20_001 - 17))
    assert "the sheet Organisations has more than 20,000 rows" in refusal(path)


def test_a_cell_in_the_last_corner_costs_nothing(book: Path) -> None:
    def corner(workbook: Workbook) -> None:
        workbook["Programme"]["XFD1048576"] = "far away"
        workbook["Places"]["A1048576"] = "Last place"

    path = edited(book, corner)
    tracemalloc.start()
    try:
        result = read_plan(path)
        assert tracemalloc.get_traced_memory()[1] < 20 << 20
    finally:
        tracemalloc.stop()
    assert result.left_out == ("Programme, column XFD: it has no heading",)
    assert result.visit.places[-1].name == "Last place"


def test_very_many_merged_cells(book: Path) -> None:
    merges = '<mergeCell ref="A2:A1048576"/>' * 100_001
    path = with_sheet_xml(
        book,
        "Programme",
        lambda xml: xml.replace("</sheetData>", f"</sheetData><mergeCells>{merges}</mergeCells>"),
    )
    assert "too many merged cells" in refusal(path)


# --- What a plan must have ----------------------------------------------------------------------


@pytest.mark.parametrize("sheet", ["Visit", "Stops", "Programme", "Delegates"])
def test_a_core_sheet_is_missing(book: Path, sheet: str) -> None:
    path = edited(book, lambda workbook: workbook.remove(workbook[sheet]))
    assert f"is no plan workbook: it has no sheet {sheet}" in refusal(path)


def test_several_core_sheets_are_missing(book: Path) -> None:
    openpyxl.Workbook().save(book)
    assert "it has no sheets Visit, Stops, Programme, Delegates" in refusal(book)


def test_a_key_column_is_missing(book: Path) -> None:
    path = small(book, Programme=[["Date", "Title"], ["2017-11-06", "Lunch"]])
    assert "has no column ID on the sheet Programme" in refusal(path)
    path = small(book, Places=[["City", "Capacity"], ["Barcelona", 3]])
    assert "has no column Name on the sheet Places" in refusal(path)
    path = small(book, Stops=[row[:1] for row in STOPS])
    assert "has no heading City and Arrive on the sheet Stops" in refusal(path)


def test_a_core_sheet_without_headings(book: Path) -> None:
    assert "has no heading ID on the sheet Delegates" in refusal(small(book, Delegates=[]))


@pytest.mark.parametrize(
    ("sheet", "row", "code", "says"),
    [
        ("Programme", 9, "A03", "uses the ID A03 twice (Programme, row 3, and Programme, row 9)"),
        ("Programme", 9, " a03", "uses the ID a03 twice (Programme, row 3, and Programme, row 9)"),
        ("Journeys", 4, "A03", "uses the ID A03 twice (Programme, row 3, and Journeys, row 4)"),
        ("Delegates", 4, "P01", "uses the ID P01 twice (Delegates, row 2, and Delegates, row 4)"),
    ],
)
def test_an_id_used_twice(book: Path, sheet: str, row: int, code: str, says: str) -> None:
    assert says in refusal(edited(book, set_cell(sheet, row, "ID", code)))


def test_people_and_items_may_share_an_id(book: Path) -> None:
    assert (
        read_plan(edited(book, set_cell("Programme", 9, "ID", "P01"))).visit.items[7].code == "P01"
    )


def test_more_rows_than_a_visit_file_holds(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert tables.MAX_RECORDS == limits.MAX_RECORDS
    monkeypatch.setattr(tables, "MAX_RECORDS", 50)
    assert "its sheets have more than 50 rows together" in refusal(
        written(book, SAMPLE.read_bytes())
    )
