"""From worksheets to tables: which heading stands where, which rows count, what is left out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from visitplanner.importing.workbook.archive import Archive
from visitplanner.importing.workbook.book import Book, SheetPart, open_book
from visitplanner.importing.workbook.cells import letters
from visitplanner.importing.workbook.columns import Column, Sheet
from visitplanner.importing.workbook.grid import Merge, read_rows
from visitplanner.importing.workbook.sheets import HELP_SHEET, SHEETS, VISIT
from visitplanner.importing.workbook.sinks import FieldSink, Refused, TableSink
from visitplanner.importing.workbook.values import Raw, is_blank, plain_text, quoted

MAX_RECORDS = 100_000
"""Rows of all sheets together: what a visit file holds."""
_MAX_FILLED = 2_000_000


@dataclass
class TableRow:
    """A row of a sheet: its number, and the cells that hold something, by column."""

    number: int
    cells: dict[Column, Raw]


@dataclass
class Table:
    """A sheet as read: the columns it has, and its rows."""

    sheet: Sheet
    columns: tuple[Column, ...] = ()
    rows: list[TableRow] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


@dataclass
class Tables:
    """All that a workbook says, sheet by sheet."""

    visit: Table
    sheets: dict[str, Table]
    left_out: list[str]


def read_tables(archive: Archive) -> Tables:
    """Read the sheets of a plan workbook.

    Raises:
        Damaged: a part of the file is broken.
        Refused: a core sheet or key column is missing, or a sheet is too long.
    """
    book = open_book(archive)
    left_out: list[str] = []
    parts = _assigned(book.sheets, left_out)
    visit = _read_visit(book, parts[VISIT.name])
    tables: dict[str, Table] = {}
    for sheet in SHEETS:
        if sheet.name in parts:
            tables[sheet.name] = _read_table(book, sheet, parts[sheet.name])
            _refuse_too_many(tables.values())
    for table in (visit, *tables.values()):
        left_out += table.left_out
    return Tables(visit, tables, left_out + _beside_cells(archive))


_BESIDE_CELLS = {
    "Comments on cells": ("xl/comments", "xl/threadedcomments"),
    "Pictures and charts": ("xl/media/", "xl/charts/"),
}


def _beside_cells(archive: Archive) -> list[str]:
    """What people may have put on top of the cells."""
    return [
        f"{what}: they are no part of the plan"
        for what, parts in _BESIDE_CELLS.items()
        if any(name.startswith(parts) for name in archive.names)
    ]


def _refuse_too_many(tables: Iterable[Table]) -> None:
    if sum(len(table.rows) for table in tables) > MAX_RECORDS:
        raise Refused(
            f"is too large: its sheets have more than {MAX_RECORDS:,} rows together;"
            " split the plan, or delete what is no longer needed"
        )


def _assigned(found: Iterable[SheetPart], left_out: list[str]) -> dict[str, SheetPart]:
    """Which worksheet is which sheet of the plan; visible ones come before hidden ones."""
    names = {letters(name): s.name for s in (VISIT, *SHEETS) for name in (s.name, *s.aliases)}
    parts: dict[str, SheetPart] = {}
    for part in sorted(found, key=lambda part: part.hidden):
        name = names.get(letters(part.title))
        if name and name not in parts:
            parts[name] = part
        elif name:
            left_out.append(f"Sheet {quoted(part.title)}: a second sheet {name}")
        elif letters(part.title) != letters(HELP_SHEET):
            left_out.append(f"Sheet {quoted(part.title)}: not part of a plan workbook")
    missing = [s.name for s in (VISIT, *SHEETS) if s.core and s.name not in parts]
    if missing:
        sheets = "sheets" if len(missing) > 1 else "sheet"
        raise Refused(
            f"is no plan workbook: it has no {sheets} {', '.join(missing)};"
            " compare it with the template"
        )
    return parts


# --- Sheets of one record a row -----------------------------------------------------------------


def _read_table(book: Book, sheet: Sheet, part: SheetPart) -> Table:
    sink = TableSink(sheet)
    merges = read_rows(book, part.part, sink)
    if not sink.placed:
        _refuse_headless(sheet, blank=not sink.left_out)
        return Table(sheet)
    _fill_down(sink, merges)
    present = tuple(dict.fromkeys(column for column, _ in sink.placed.values()))
    table = Table(sheet, present, left_out=[*sink.left_out, *sink.without_heading()])
    banners = {merge.top for merge in merges if merge.right - merge.left > 1}
    for number, cells in sorted(sink.rows.items()):
        _take_row(table, TableRow(number, _by_column(sink, cells)), banner=number in banners)
    return table


def _refuse_headless(sheet: Sheet, *, blank: bool) -> None:
    if sheet.core or not blank:
        keys = " and ".join(column.heading for column in sheet.keys)
        raise Refused(
            f"has no heading {keys} on the sheet {sheet.name}: compare it with the template"
        )


def _fill_down(sink: TableSink, merges: Iterable[Merge]) -> None:
    """Give the rows of a merged cell its value, where they hold anything of their own."""
    numbers = sorted(sink.rows)
    budget = _MAX_FILLED
    for merge in merges:
        value = sink.rows.get(merge.top, {}).get(merge.left)
        if is_blank(value) or merge.left not in sink.placed:
            continue
        first, last = bisect_right(numbers, merge.top), bisect_right(numbers, merge.bottom)
        for number in numbers[first:last]:
            sink.rows[number].setdefault(merge.left, value)
        budget -= last - first
        if budget < 0:
            raise Refused(f"has too many merged cells on the sheet {sink.sheet.name}: undo some")


def _by_column(sink: TableSink, cells: Mapping[int, Raw]) -> dict[Column, Raw]:
    """The cells of a row by column; a text that was continued in further columns is one again."""
    found: dict[Column, Raw] = {}
    placed = ((*sink.placed[number], raw) for number, raw in cells.items())
    for column, part, raw in sorted(placed, key=lambda cell: cell[1]):
        found[column] = f"{plain_text(found.get(column))}{plain_text(raw)}" if part else raw
    return {column: raw for column, raw in found.items() if not is_blank(raw)}


def _take_row(table: Table, row: TableRow, *, banner: bool) -> None:
    where = f"{table.sheet.name}, row {row.number}"
    key = table.sheet.keys[0]
    if not row.cells:
        return
    if row.cells.get(key) == key.example:
        if any(plain_text(raw) != plain_text(c.example) for c, raw in row.cells.items()):
            table.left_out.append(f"{where}: {quoted(key.example)} marks the template's example")
    elif banner and len(row.cells) == 1:
        shown = quoted(next(iter(row.cells.values())))
        table.left_out.append(f"{where}: {shown} runs across several columns as a heading")
    else:
        table.rows.append(row)


# --- The sheet Visit ----------------------------------------------------------------------------


def _read_visit(book: Book, part: SheetPart) -> Table:
    sink = FieldSink()
    read_rows(book, part.part, sink)
    rows = [TableRow(number, {column: raw}) for column, (number, raw) in sink.fields.items()]
    left_out = [*sink.left_out, *sink.beside()]
    return Table(VISIT, tuple(sink.fields), rows, left_out)
