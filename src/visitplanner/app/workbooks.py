"""The plan workbook and other tables: read, written, pasted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from visitplanner import resources
from visitplanner.app.output import write_output
from visitplanner.errors import FileProblem

if TYPE_CHECKING:
    from visitplanner.domain.office import Task
    from visitplanner.domain.visit import Visit
    from visitplanner.importing.workbook import ImportResult, Pasted

SAMPLE = ("sample", "clusgrid.xlsx")


def import_plan(path: Path) -> ImportResult:
    """Read a plan workbook into a new visit.

    Raises:
        FileProblem: it is not a plan workbook, damaged, or beyond the limits.
    """
    from visitplanner.importing.workbook import read_plan

    return read_plan(path)


def update_plan(visit: Visit, path: Path, *, sync: bool = False) -> ImportResult:
    """Bring a visit up to date with a plan workbook.

    Raises:
        FileProblem: it is not a plan workbook, damaged, or beyond the limits.
    """
    from visitplanner.importing.workbook import update_plan as update

    return update(visit, path, sync=sync)


def paste_rows(
    visit: Visit,
    collection: str,
    grid: Sequence[Sequence[str]],
    order: Sequence[str],
    labels: Mapping[str, str],
) -> Pasted:
    """Read rows that were copied from a spreadsheet into one collection of a visit.

    `order` and `labels` are the fields of the table's columns, as they stand and by their labels.
    """
    from visitplanner.importing.workbook import paste

    return paste(visit, collection, grid, order, labels)


def export_plan(visit: Visit, path: Path, *, overwrite: bool = False) -> None:
    """Write a visit as a plan workbook.

    Raises:
        FileProblem: the file exists already or cannot be written.
    """
    from visitplanner.importing.workbook import write_plan

    write_output(path, lambda: write_plan(visit), overwrite=overwrite)


def write_template(path: Path, *, overwrite: bool = False) -> None:
    """Write the empty plan workbook.

    Raises:
        FileProblem: the file exists already or cannot be written.
    """
    from visitplanner.importing.workbook import write_template as template

    write_output(path, template, overwrite=overwrite)


def export_tasks(tasks: Iterable[Task], path: Path, *, overwrite: bool = False) -> None:
    """Write tasks by themselves, as an .xlsx workbook or a .csv table by the name of the file.

    Raises:
        FileProblem: the file exists already or cannot be written, or its name says neither.
    """
    refuse_foreign_list(path)
    from visitplanner.importing.workbook import tasks_as_text, tasks_as_workbook

    make = tasks_as_workbook if path.suffix.lower() == ".xlsx" else tasks_as_text
    write_output(path, lambda: make(tasks), overwrite=overwrite)


def refuse_foreign_list(path: Path) -> None:
    """Make sure that the name of a file says which kind of list it is to be.

    Raises:
        FileProblem: it says neither .csv nor .xlsx.
    """
    if path.suffix.lower() not in (".csv", ".xlsx"):
        raise FileProblem(f"{path} names no kind of list: choose a name with .csv or .xlsx.")


def sample_visit() -> Visit:
    """The bundled CLUSGRID visit, as its workbook says."""
    return import_plan(resources.path(*SAMPLE)).visit
