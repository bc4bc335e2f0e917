"""Workbooks for tests: the sample with something changed, or small ones from scratch."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl import Workbook

from visitplanner import resources
from visitplanner.importing.workbook import ImportResult, read_plan

SAMPLE = resources.path("sample", "clusgrid.xlsx")
Rows = Sequence[Sequence[Any]]

VISIT_ROWS: Rows = [["Title", "A visit"], ["Code", "VISIT"]]
STOPS: Rows = [
    ["City", "Country", "Time zone", "Arrive", "Leave"],
    ["Barcelona", "ES", None, "2017-11-05", "2017-11-07"],
    ["Valencia", "ES", None, "2017-11-07", "2017-11-09"],
]
PROGRAMME: Rows = [["ID", "Date", "Start", "End", "Title"]]
DELEGATES: Rows = [["ID", "Given name", "Family name"], ["P01", "Anna", "Muster"]]


def wall(*parts: int) -> datetime:
    """A wall-clock time, as spreadsheets hold it: without a zone."""
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001


def save(workbook: Workbook, path: Path) -> Path:
    workbook.save(path)
    return path


def edited(path: Path, edit: Callable[[Workbook], object]) -> Path:
    """The sample, edited, at `path`."""
    workbook = openpyxl.load_workbook(SAMPLE)
    edit(workbook)
    return save(workbook, path)


def small(path: Path, **sheets: Rows | None) -> Path:
    """A plan of few rows: the sheets given, and the core ones; None leaves one out."""
    core: dict[str, Rows | None] = {
        "Visit": VISIT_ROWS,
        "Stops": STOPS,
        "Programme": PROGRAMME,
        "Delegates": DELEGATES,
    }
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in (core | sheets).items():
        if rows is not None:
            sheet = workbook.create_sheet(name)
            for row in rows:
                sheet.append(list(row))
    return save(workbook, path)


def programme(path: Path, *items: Mapping[str, Any], **sheets: Rows | None) -> ImportResult:
    """What is read from a small plan with these items; A01, A02 … unless they have an ID."""
    headings = list(dict.fromkeys(["ID", *(name for item in items for name in item)]))
    rows = [
        [{"ID": f"A{n:02d}", **item}.get(heading) for heading in headings]
        for n, item in enumerate(items, start=1)
    ]
    return read_plan(small(path, Programme=[headings, *rows], **sheets))


def said(result: ImportResult) -> list[str]:
    """The doubts as sentences."""
    return [str(doubt) for doubt in result.doubts]


def set_cell(sheet: str, row: int, heading: str, value: Any) -> Callable[[Workbook], None]:
    """An edit of one cell, found by its heading."""

    def edit(workbook: Workbook) -> None:
        found = workbook[sheet]
        columns = {cell.value: cell.column for cell in found[1]}
        found.cell(row, columns[heading] or 0).value = value

    return edit


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a workbook, unpacked."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(contents: Mapping[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Parts as a workbook."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", packing) as archive:
        for name, data in contents.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def with_sheet_xml(path: Path, sheet: str, change: Callable[[str], str]) -> Path:
    """The sample with the XML of one sheet changed."""
    contents = parts(SAMPLE.read_bytes())
    names = [s.title for s in openpyxl.load_workbook(SAMPLE).worksheets]
    part = f"xl/worksheets/sheet{names.index(sheet) + 1}.xml"
    contents[part] = change(contents[part].decode()).encode()
    path.write_bytes(packed(contents))
    return path
