"""Writing a visit as a plan workbook: what `read_plan` reads back as the same visit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from openpyxl import Workbook

from visitplanner.domain.base import Entity
from visitplanner.domain.visit import Visit
from visitplanner.importing.workbook import looks
from visitplanner.importing.workbook.columns import Column, Sheet
from visitplanner.importing.workbook.sheets import SHEETS, VISIT
from visitplanner.importing.workbook.values import Written
from visitplanner.importing.workbook.voice import Voice


def write_plan(visit: Visit) -> bytes:
    """The visit as an .xlsx workbook: the same bytes for the same plan.

    Texts are texts even where they begin with `= + - @`. One that is longer than a cell can hold
    goes on in columns headed `… (continued)`. Time zones that follow from the cities are left
    empty, so that they follow when somebody changes a city.
    """
    workbook = looks.new_workbook()
    voice = Voice(visit)
    _write_visit(workbook, visit)
    for sheet in SHEETS:
        records = [voice.said(record) for record in getattr(visit, sheet.collection)]
        write_rows(workbook, sheet, records)
    return looks.to_bytes(workbook)


def continued(column: Column, part: int) -> str:
    """The heading over a part of a text that is too long for one cell."""
    if part == 0:
        return column.heading
    return f"{column.heading} (continued{f' {part}' if part > 1 else ''})"


def _parts(value: Written) -> list[Written]:
    if value is None or value == "":
        return [None]
    return list(looks.pieces(value)) if isinstance(value, str) else [value]


def _write_visit(workbook: Workbook, visit: Visit) -> None:
    page = looks.Page(workbook, VISIT.name)
    page.sheet.column_dimensions["A"].width = 22
    page.sheet.column_dimensions["B"].width = 90
    page.sheet.column_dimensions["B"].number_format = "@"
    for column in VISIT.columns:
        for part, value in enumerate(_parts(column.show(visit))):
            page.row((continued(column, part), "Plan field"), (value, "Plan long"))


def write_rows(workbook: Workbook, plan: Sheet, records: Sequence[Entity]) -> None:
    """Add a sheet with a row for each record."""
    page = looks.Page(workbook, plan.name)
    rows = [[_parts(column.show(record)) for column in plan.columns] for record in records]
    spans = [max((len(row[n]) for row in rows), default=1) for n, _ in enumerate(plan.columns)]
    placed = [
        (column, part)
        for column, span in zip(plan.columns, spans, strict=True)
        for part in range(span)
    ]
    looks.lay_out(page, [column for column, _ in placed], len(rows) + 1)
    page.row(*((continued(*place), "Plan heading") for place in placed))
    for row in rows:
        page.row(*_cells(plan, spans, row))


def _cells(
    plan: Sheet, spans: list[int], row: list[list[Written]]
) -> Iterator[tuple[Written, str]]:
    for column, span, parts in zip(plan.columns, spans, row, strict=True):
        for value in (*parts, *[None] * (span - len(parts))):
            yield value, looks.style_of(column, value)
