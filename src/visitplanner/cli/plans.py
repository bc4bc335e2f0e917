"""Commands that read and write plan workbooks, and read calendars."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from visitplanner import app
from visitplanner.cli.calendars import Zones, calendar_report, zone_answers
from visitplanner.cli.speech import DONE, LOOK, Force, VisitFile, open_visit, say
from visitplanner.errors import FileExists, FileProblem, VisitPlannerError

if TYPE_CHECKING:
    from visitplanner.domain.visit import Visit
    from visitplanner.importing.workbook import ImportResult
    from visitplanner.storage.visitfile import Opened


def import_(
    sources: Annotated[
        list[Path],
        typer.Argument(metavar="SOURCE…", help="Plan workbooks (.xlsx) or calendars (.ics)."),
    ],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE.visit", help="The visit to write."),
    ] = None,
    into: Annotated[
        Path | None, typer.Option("--into", metavar="FILE.visit", help="Update this visit.")
    ] = None,
    sync: Annotated[
        bool,
        typer.Option(
            "--sync",
            help="With --into: remove what the workbook, cancel what the calendar no longer has.",
        ),
    ] = False,
    zones: Zones = None,
    force: Force = False,
) -> int:
    """Read a plan workbook or a calendar into a visit, or update one.

    Names every cell and every event that is doubtful; exit status 1 if there is any.

    Example: visitplanner import plan.xlsx -o spring.visit
    """
    if sync and into is None:
        raise VisitPlannerError("--sync goes with --into: say which visit to bring up to date.")
    target = output or into
    if target is None:
        raise VisitPlannerError("Say where the visit goes: -o FILE.visit, or --into FILE.visit.")
    _refuse_foreign(sources)
    for source in sources:
        app.refuse_replacing(source, target)
    overwrite = force or (into is not None and _same_file(target, into))
    _refuse_existing_visit(target, overwrite=overwrite)
    opened = open_visit(into) if into else None
    visit, reports, doubtful = opened.dossier.visit if opened else None, list[str](), False
    answers = zone_answers(zones or ())
    for source in sources:
        visit, lines, look = _import(source, visit, answers, sync=sync)
        reports += lines
        doubtful |= look
    if visit is not None:
        _store(visit, target, opened, into, overwrite=overwrite)
    say(*reports, f"Wrote {target}.")
    return LOOK if doubtful else DONE


def _import(
    source: Path, visit: Visit | None, answers: dict[str, str], *, sync: bool
) -> tuple[Visit, list[str], bool]:
    """One source into a visit, or a new one; what to say of it; whether somebody should look."""
    if source.suffix.lower() == ".ics":
        found = (
            app.update_from_calendar(visit, source, answers, sync=sync)
            if visit
            else app.import_calendar(source, answers)
        )
        return found.visit, calendar_report(found), bool(found.doubts)
    result = app.update_plan(visit, source, sync=sync) if visit else app.import_plan(source)
    return result.visit, _import_report(result), bool(result.doubts)


def _refuse_existing_visit(target: Path, *, overwrite: bool) -> None:
    try:
        app.refuse_existing(target, overwrite=overwrite)
    except FileExists as there:
        known = f"{target} exists already: update it with --into, choose another name."
        raise FileExists(known) from there


def _refuse_foreign(sources: Iterable[Path]) -> None:
    for source in sources:
        if source.suffix.lower() not in (".xlsx", ".ics"):
            raise FileProblem(
                f"{source} is not a plan workbook: give an .xlsx file, or a calendar as .ics."
            )


def _same_file(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()


def _store(
    visit: Visit, target: Path, opened: Opened | None, into: Path | None, *, overwrite: bool
) -> None:
    from visitplanner.domain.versions import Dossier

    if opened is None or into is None:
        app.save_visit(Dossier(visit=visit), target, None, overwrite=overwrite)
        return
    dossier = opened.dossier.with_visit(visit)
    app.save_visit(dossier, target, opened, overwrite=overwrite)


def _import_report(result: ImportResult) -> list[str]:
    from visitplanner.domain.diff import ChangeKind, as_lines

    taken = ", ".join(f"{count} {sheet}" for sheet, count in result.taken.items() if count)
    lines = [f"Taken: {taken or 'nothing'}."]
    # A row that was removed since the workbook lacks it is named as missing.
    changes = [change for change in result.changes if change.kind is not ChangeKind.REMOVED]
    lines += [f"Changed: {line}" for line in as_lines(changes)]
    lines += [f"Left out: {what}" for what in result.left_out]
    lines += [f"Renamed: {what}" for what in result.renamed]
    lines += [f"Missing from the workbook: {what}" for what in result.missing]
    lines += [f"Doubtful: {doubt}" for doubt in result.doubts]
    return lines


def export(
    file: VisitFile,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="PLAN.xlsx", help="The workbook to write.")
    ],
    force: Force = False,
) -> int:
    """Write a visit as a plan workbook.

    Example: visitplanner export spring.visit -o plan.xlsx
    """
    app.refuse_replacing(file, output)
    app.export_plan(open_visit(file).dossier.visit, output, overwrite=force)
    say(f"Wrote {output}.")
    return DONE


def template(
    output: Annotated[Path, typer.Argument(metavar="OUT.xlsx", help="The workbook to write.")],
    force: Force = False,
) -> int:
    """Write the empty plan workbook, with drop-downs, examples and help.

    Example: visitplanner template plan.xlsx
    """
    app.write_template(output, overwrite=force)
    say(f"Wrote {output}.")
    return DONE
