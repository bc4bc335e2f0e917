"""The empty plan workbook: headings, drop-downs, an example in grey, and an explanation."""

from __future__ import annotations

from typing import Final

from openpyxl import Workbook

from visitplanner.importing.workbook import looks
from visitplanner.importing.workbook.columns import Sheet
from visitplanner.importing.workbook.sheets import EXAMPLE_MARK, HELP_SHEET, SHEETS, VISIT
from visitplanner.importing.workbook.values import plain_text

_INTRODUCTION: Final = """\
Fill in the sheet Visit and as many of the others as you need; Visit, Stops, Programme and Delegates must be there.
The rows in grey are examples and are not imported. Overwrite or delete them.
Headings may stand in any order. Columns other than the keys (marked •) may be deleted; columns of your own are left out, and named.
Dates: real dates, or 2027-05-10, 10/05/2027 (day first), 10 May 2027. Times: real times, or 9:00, 09.00, 9h30. An end on the next day: 00:30 +1, or 24:00.
Several values in one cell are separated by ; or , or a new line. A value that contains such a mark goes in double quotes: "Research, development".
Places, organisations and contacts are referred to by their Name, people by ID or name. A text that begins with = + - @ is a text, never a formula."""  # noqa: E501


def write_template() -> bytes:
    """The empty plan workbook as .xlsx; reading it gives an empty visit and no doubts."""
    workbook = looks.new_workbook()
    _write_visit(workbook)
    for sheet in SHEETS:
        _write_sheet(workbook, sheet)
    _write_help(workbook)
    return looks.to_bytes(workbook)


def _write_visit(workbook: Workbook) -> None:
    page = looks.Page(workbook, VISIT.name)
    for letter, width in (("A", 22), ("B", 70), ("C", 50)):
        page.sheet.column_dimensions[letter].width = width
    page.sheet.column_dimensions["B"].number_format = "@"
    for row, column in enumerate(VISIT.columns, start=1):
        looks.offer(page, column, f"B{row}")
        shown = plain_text(column.example)
        example = f"{EXAMPLE_MARK} {shown}" if shown else None
        page.row((column.heading, "Plan field"), (None, ""), (example, "Plan example long"))


def _write_sheet(workbook: Workbook, plan: Sheet) -> None:
    page = looks.Page(workbook, plan.name)
    looks.lay_out(page, plan.columns, 2)
    page.row(*((column.heading, "Plan heading") for column in plan.columns))
    page.row(*((c.example, looks.style_of(c, c.example, example=True)) for c in plan.columns))


def _write_help(workbook: Workbook) -> None:
    page = looks.Page(workbook, HELP_SHEET)
    for letter, width in (("A", 16), ("B", 26), ("C", 62), ("D", 62)):
        page.sheet.column_dimensions[letter].width = width
    page.row(("The plan of a visit", "Plan title"))
    for paragraph in _INTRODUCTION.splitlines():
        page.row((paragraph, "Plan paragraph"))
    page.row()
    titles = ("Sheet", "Column", "What belongs there", "Words")
    page.row(*((title, "Plan heading") for title in titles))
    for plan in (VISIT, *SHEETS):
        _explain(page, plan)


def _explain(page: looks.Page, plan: Sheet) -> None:
    needed = " Must be there." if plan.core else ""
    page.row((plan.name, "Plan field"), (None, ""), (plan.help + needed, "Plan field"))
    for column in plan.columns:
        heading = f"{column.heading}{' •' if column.key else ''}"
        words = ", ".join(column.words or column.usual)
        page.row(
            (None, ""), (heading, "Plan text"), (column.help, "Plan long"), (words, "Plan long")
        )
