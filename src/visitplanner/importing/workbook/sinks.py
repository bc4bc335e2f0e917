"""Who takes the rows of a worksheet: finding headings, and keeping what stands below them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from visitplanner.importing.workbook.cells import letters
from visitplanner.importing.workbook.columns import Column, Sheet
from visitplanner.importing.workbook.grid import column_letters
from visitplanner.importing.workbook.sax import Enough
from visitplanner.importing.workbook.sheets import EXAMPLE_MARK, VISIT
from visitplanner.importing.workbook.values import Raw, is_blank, plain_text, quoted

MAX_ROWS: Final = 20_000
"""Rows with content that a sheet may have below its headings."""
_HEADINGS_WITHIN: Final = 30
_MAX_NAMED: Final = 20
_NO_PART: Final = "it is not part of a plan workbook"
_CONTINUED = re.compile(r"(.+?)continued(\d{0,3})")


class Refused(Exception):
    """The workbook cannot be taken: what is wrong and what to do, to go behind the file's name."""


class Headings:
    """The columns of a sheet by what a user may write as their heading."""

    def __init__(self, sheet: Sheet) -> None:
        self._known = {
            letters(name): column
            for column in sheet.columns
            for name in (column.heading, *column.aliases)
        }

    def find(self, raw: Raw) -> tuple[Column, int] | None:
        """The column, and its part: 0, or the n-th continuation of a text too long for a cell."""
        key = letters(plain_text(raw))
        if column := self._known.get(key):
            return column, 0
        continued = _CONTINUED.fullmatch(key)
        column = self._known.get(continued[1]) if continued else None
        return (column, int(continued[2] or 1)) if column and continued else None


class TableSink:
    """Takes a sheet of one record a row: finds its headings, keeps the columns that have one."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.wanted: frozenset[int] | None = None
        self.strays: set[int] = set()
        self.rows: dict[int, dict[int, Raw]] = {}
        self.placed: dict[int, tuple[Column, int]] = {}
        self.left_out: list[str] = []
        self._headings = Headings(sheet)
        self._heading_row = 0
        self._unknown: set[int] = set()

    def row(self, number: int, cells: dict[int, Raw]) -> None:
        """Take one row: above the headings, the headings, or a record."""
        if all(is_blank(raw) for raw in cells.values()):
            return
        if self.wanted is None:
            self._look_for_headings(number, cells)
        elif number > self._heading_row:
            self.rows.setdefault(number, {}).update(cells)
            if len(self.rows) > MAX_ROWS:
                raise Refused(
                    f"is too large: the sheet {self.sheet.name} has more than {MAX_ROWS:,} rows;"
                    " split the plan, or delete what is no longer needed"
                )

    def _look_for_headings(self, number: int, cells: dict[int, Raw]) -> None:
        found = {n: hit for n, raw in cells.items() if (hit := self._headings.find(raw))}
        columns = {column for column, _ in found.values()}
        missing = [key.heading for key in self.sheet.keys if key not in columns]
        if len(columns) < 2 and missing:
            self._stands_above(number, cells)
        elif missing:
            names = " and ".join(missing)
            raise Refused(f"has no column {names} on the sheet {self.sheet.name}: add it")
        else:
            self._place(number, cells, found)

    def _place(
        self, number: int, cells: dict[int, Raw], found: dict[int, tuple[Column, int]]
    ) -> None:
        self._heading_row = number
        twice: list[str] = []
        for column_number, hit in sorted(found.items()):
            if hit in self.placed.values():
                twice.append(quoted(cells[column_number]))
                self._unknown.add(column_number)
            else:
                self.placed[column_number] = hit
        unknown = [n for n, raw in sorted(cells.items()) if n not in found and not is_blank(raw)]
        self._unknown.update(unknown)
        self.left_out += named(self.sheet, twice, "it is there twice, and the first was taken")
        self.left_out += named(self.sheet, [quoted(cells[n]) for n in unknown], _NO_PART)
        self.wanted = frozenset(self.placed)

    def _stands_above(self, number: int, cells: dict[int, Raw]) -> None:
        shown = quoted(next(raw for _, raw in sorted(cells.items()) if not is_blank(raw)))
        self.left_out.append(f"{self.sheet.name}, row {number}: {shown} stands above the headings")
        if len(self.left_out) >= _HEADINGS_WITHIN:
            raise Enough

    def without_heading(self) -> list[str]:
        """Columns that hold something below no heading, one sentence each."""
        bare = sorted(self.strays - self._unknown)
        return named(self.sheet, map(column_letters, bare), "it has no heading")


def named(sheet: Sheet, columns: Iterable[str], reason: str) -> list[str]:
    """One sentence for each column that is left out; very many are counted."""
    names = list(columns)
    sentences = [f"{sheet.name}, column {name}: {reason}" for name in names[:_MAX_NAMED]]
    if len(names) > _MAX_NAMED:
        sentences.append(f"{sheet.name}, {len(names) - _MAX_NAMED:,} more columns: {reason}")
    return sentences


class FieldSink:
    """Takes the sheet Visit: a field on the left, its value right of it."""

    def __init__(self) -> None:
        self.wanted: frozenset[int] | None = None
        self.strays: set[int] = set()
        self.fields: dict[Column, tuple[int, Raw]] = {}
        self.left_out: list[str] = []
        self._headings = Headings(VISIT)
        self._left = 0

    def row(self, number: int, cells: dict[int, Raw]) -> None:
        """Take one field."""
        if self.wanted is None and not self._find_fields(cells):
            shown = next((raw for _, raw in sorted(cells.items()) if not is_blank(raw)), None)
            self._leave_strange(number, shown)
            return
        label, value, beside = (cells.get(self._left + n) for n in range(3))
        if hit := self._headings.find(label):
            self._take(number, hit, value)
        else:
            self._leave_strange(number, value if is_blank(label) else label)
        if not is_blank(beside) and not plain_text(beside).startswith(EXAMPLE_MARK):
            self._leave(f"row {number}: {quoted(beside)} stands beside the value")

    def _find_fields(self, cells: dict[int, Raw]) -> bool:
        """Whether the fields are found: they stand in the column of the first one known."""
        known = [n for n, raw in cells.items() if self._headings.find(raw)]
        if known:
            self._left = min(known)
            # The column of fields, that of values, and that of the template's examples.
            self.wanted = frozenset(range(self._left, self._left + 3))
        return bool(known)

    def _leave_strange(self, number: int, shown: Raw) -> None:
        if not is_blank(shown) and letters(plain_text(shown)) != "field":
            self._leave(f"row {number}: {quoted(shown)} is no field of the visit")

    def _take(self, number: int, hit: tuple[Column, int], value: Raw) -> None:
        column, part = hit
        row, before = self.fields.get(column, (number, None))
        if part:
            value = f"{plain_text(before)}{plain_text(value)}"
        elif not is_blank(before):
            if not is_blank(value):
                self._leave(f"row {number}: {column.heading} is there twice")
            return
        self.fields[column] = (row, value)

    def _leave(self, what: str) -> None:
        if len(self.left_out) < _MAX_NAMED:
            self.left_out.append(f"{VISIT.name}, {what}")
        elif len(self.left_out) == _MAX_NAMED:
            self.left_out.append(f"{VISIT.name}: further rows are no fields of the visit")

    def beside(self) -> list[str]:
        """Columns that hold something beside fields and values, one sentence each."""
        return named(VISIT, map(column_letters, sorted(self.strays)), _NO_PART)
