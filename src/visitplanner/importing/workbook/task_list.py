"""Tasks by themselves, for other programs: as a workbook, and as a table of plain text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date
from typing import Final

from visitplanner.domain.office import Task
from visitplanner.importing.workbook import looks
from visitplanner.importing.workbook.sheets import TASKS
from visitplanner.importing.workbook.values import Written
from visitplanner.importing.workbook.write import write_rows

_DANGEROUS: Final = tuple("=+-@\t\r\n")
"""What a cell of a spreadsheet program takes for a formula (OWASP, "CSV Injection")."""


def tasks_as_workbook(tasks: Iterable[Task]) -> bytes:
    """The sheet Tasks of the plan workbook, as an .xlsx file of its own."""
    workbook = looks.new_workbook()
    write_rows(workbook, TASKS, list(tasks))
    return looks.to_bytes(workbook)


def tasks_as_text(tasks: Iterable[Task]) -> bytes:
    """The same columns as .csv: UTF-8 with the mark by which Excel knows it.

    What a spreadsheet program would take for a formula gets an apostrophe before it.
    """
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow([column.heading for column in TASKS.columns])
    for task in tasks:
        writer.writerow([_cell(column.show(task)) for column in TASKS.columns])
    return table.getvalue().encode("utf-8-sig")


def _cell(value: Written) -> str:
    if isinstance(value, date):
        return value.isoformat()
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_DANGEROUS) else text
