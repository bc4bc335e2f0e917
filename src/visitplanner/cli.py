"""The command line: the same services as the window, for scripts and for people in a hurry.

Exit status: 0 done; 1 done, and there is something to look at; 2 not done, with one line on
standard error that says what, where and what to do.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from visitplanner import __version__, app
from visitplanner.domain.privacy import Audience
from visitplanner.errors import FileProblem, VisitPlannerError

if TYPE_CHECKING:
    from visitplanner.domain.visit import Visit
    from visitplanner.importing.workbook import ImportResult
    from visitplanner.storage.visitfile import Opened

DONE, LOOK, NOT_DONE = 0, 1, 2

cli = typer.Typer(
    name="visitplanner",
    help="Plan a delegation's visit once; every paper and calendar follows from it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
)

VisitFile = Annotated[Path, typer.Argument(metavar="FILE.visit", help="The visit.")]
Force = Annotated[bool, typer.Option("--force", help="Overwrite files that exist.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


def run_cli(argv: list[str]) -> int:
    """Run one command and return its exit status; errors become one line, never a traceback."""
    _speak_utf8()
    try:
        result = cli(args=argv, standalone_mode=False)
    except VisitPlannerError as problem:
        return _refused(str(problem))
    except (typer.Exit, SystemExit) as leaving:
        return int(getattr(leaving, "exit_code", None) or getattr(leaving, "code", None) or 0)
    except typer.Abort:
        return _refused("Stopped.")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as unexpected:
        message = getattr(unexpected, "format_message", None)
        if message:  # a usage error of the command line itself
            return _refused(f"{message()} Try --help.")
        if os.environ.get("VISITPLANNER_DEBUG"):
            raise
        kind = type(unexpected).__name__
        return _refused(f"Something went wrong inside the program ({kind}: {unexpected}).")
    return result if isinstance(result, int) else DONE


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")


def _refused(sentence: str) -> int:
    typer.echo(" ".join(sentence.split()), err=True)
    return NOT_DONE


def _say(*lines: str) -> None:
    for line in lines:
        typer.echo(line)


def _print_json(document: Any) -> None:
    typer.echo(json.dumps(document, ensure_ascii=False, indent=2))


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"Visit Planner {__version__}")
        raise typer.Exit


@cli.callback()
def _about(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Plan a delegation's visit once; every paper and calendar follows from it.

    A first word that is no command is a file to open in the window: visitplanner spring.visit
    """


# --- plan workbooks -----------------------------------------------------------------------------


@cli.command("import")
def import_(
    sources: Annotated[
        list[Path], typer.Argument(metavar="SOURCE…", help="Plan workbooks (.xlsx).")
    ],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE.visit", help="The visit to write."),
    ] = None,
    into: Annotated[
        Path | None, typer.Option("--into", metavar="FILE.visit", help="Update this visit.")
    ] = None,
    sync: Annotated[
        bool, typer.Option("--sync", help="With --into: remove what the workbook no longer has.")
    ] = False,
    force: Force = False,
) -> int:
    """Read a plan workbook into a visit, or update one.

    Names every cell that is doubtful; exit status 1 if there is any.

    Example: visitplanner import plan.xlsx -o spring.visit
    """
    if sync and into is None:
        raise VisitPlannerError("--sync goes with --into: say which visit to bring up to date.")
    target = output or into
    if target is None:
        raise VisitPlannerError("Say where the visit goes: -o FILE.visit, or --into FILE.visit.")
    _refuse_foreign(sources)
    overwrite = force or (into is not None and _same_file(target, into))
    app.refuse_existing(target, overwrite=overwrite)
    opened = app.open_visit(into) if into else None
    results = _import_all(sources, opened, sync=sync)
    _store(results[-1].visit, target, opened, into, overwrite=overwrite)
    _say(*(line for result in results for line in _import_report(result)), f"Wrote {target}.")
    return LOOK if any(result.doubts for result in results) else DONE


def _refuse_foreign(sources: Iterable[Path]) -> None:
    for source in sources:
        if source.suffix.lower() != ".xlsx":
            raise FileProblem(f"{source} is not a plan workbook: give an .xlsx file.")


def _same_file(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()


def _import_all(sources: list[Path], opened: Opened | None, *, sync: bool) -> list[ImportResult]:
    results: list[ImportResult] = []
    visit = opened.dossier.visit if opened else None
    for source in sources:
        result = app.update_plan(visit, source, sync=sync) if visit else app.import_plan(source)
        results.append(result)
        visit = result.visit
    return results


def _store(
    visit: Visit, target: Path, opened: Opened | None, into: Path | None, *, overwrite: bool
) -> None:
    from visitplanner.domain.versions import Dossier

    if opened is None or into is None:
        app.save_visit(Dossier(visit=visit), target, None, overwrite=overwrite)
        return
    dossier = opened.dossier.with_visit(visit)
    same = _same_file(target, into)
    app.save_visit(dossier, target, opened if same else None, overwrite=overwrite)


def _import_report(result: ImportResult) -> list[str]:
    taken = ", ".join(f"{count} {sheet}" for sheet, count in result.taken.items() if count)
    lines = [f"Taken: {taken or 'nothing'}."]
    lines += [f"Changed: {c.kind.value} {c.type_name} {c.key}" for c in result.changes]
    lines += [f"Left out: {what}" for what in result.left_out]
    lines += [f"Missing from the workbook: {what}" for what in result.missing]
    lines += [f"Doubtful: {doubt}" for doubt in result.doubts]
    return lines


@cli.command()
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
    app.export_plan(app.open_visit(file).dossier.visit, output, overwrite=force)
    _say(f"Wrote {output}.")
    return DONE


@cli.command()
def template(
    output: Annotated[Path, typer.Argument(metavar="OUT.xlsx", help="The workbook to write.")],
    force: Force = False,
) -> int:
    """Write the empty plan workbook, with drop-downs, examples and help.

    Example: visitplanner template plan.xlsx
    """
    app.write_template(output, overwrite=force)
    _say(f"Wrote {output}.")
    return DONE


# --- looking at a plan --------------------------------------------------------------------------


@cli.command()
def check(
    file: Annotated[Path | None, typer.Argument(metavar="FILE.visit", help="The visit.")] = None,
    as_json: AsJson = False,
    today: Annotated[
        str | None, typer.Option("--today", metavar="DATE", help="Judge as on this day.")
    ] = None,
    codes: Annotated[
        bool, typer.Option("--codes", help="List what is checked, without a file.")
    ] = False,
) -> int:
    """List the problems of a plan; exit status 1 if there is an error.

    Example: visitplanner check spring.visit
    """
    from visitplanner.planning.checks import CODES, Severity
    from visitplanner.planning.checks import as_json as problems_json

    if codes:
        _say(*(f"{code:32} {text}" for code, text in CODES.items()))
        return DONE
    if file is None:
        raise VisitPlannerError("Say which visit to check: visitplanner check FILE.visit.")
    problems = app.check(app.open_visit(file).dossier.visit, _day(today) if today else None)
    if as_json:
        _print_json(problems_json(problems))
    else:
        _say(*(f"{p.severity.value}: {p.message}{_fix(p.fix)}" for p in problems))
        _say(_tally([p.severity.value for p in problems if p.waived is None]))
    unwaived = any(p.severity is Severity.ERROR and p.waived is None for p in problems)
    return LOOK if unwaived else DONE


def _fix(fix: str | None) -> str:
    return f" → {fix}" if fix else ""


def _tally(severities: list[str]) -> str:
    if not severities:
        return "No problems found."
    kinds = (("error", "errors"), ("warning", "warnings"), ("note", "notes"))
    counts = [(severities.count(one), one, many) for one, many in kinds]
    return ", ".join(f"{n} {one if n == 1 else many}" for n, one, many in counts if n) + "."


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise VisitPlannerError(f"“{text}” is not a date: write it as 2017-11-05.") from wrong


@cli.command()
def facts(file: VisitFile) -> int:
    """Print what follows from the plan, as JSON.

    Example: visitplanner facts spring.visit
    """
    from visitplanner.domain.facts import facts as figures

    _print_json(figures(app.open_visit(file).dossier.visit))
    return DONE


@cli.command()
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A visit, or FILE.visit@1.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="A visit, or FILE.visit@2.")],
    as_json: AsJson = False,
) -> int:
    """List what differs between two visits, or two published versions of one.

    Exit status 1 if anything differs.

    Example: visitplanner diff spring.visit@1 spring.visit
    """
    from visitplanner.domain import diff as comparing

    changes = comparing.diff(_visit_or_version(old), _visit_or_version(new))
    if as_json:
        _print_json(comparing.as_json(changes))
    else:
        _say(*comparing.as_lines(changes))
    return LOOK if changes else DONE


def _visit_or_version(text: str) -> Visit:
    name, at, number = text.rpartition("@")
    if Path(text).exists() or not (at and number.isdigit()):
        return app.open_visit(Path(text)).dossier.visit
    dossier = app.open_visit(Path(name)).dossier
    version = dossier.version(int(number))
    if version is None:
        known = ", ".join(str(v.number) for v in dossier.versions) or "none"
        raise VisitPlannerError(f"{name} has no version {number}: published are {known}.")
    return version.visit


# --- publishing ---------------------------------------------------------------------------------


@cli.command()
def publish(
    file: VisitFile,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the files go.")],
    audiences: Annotated[
        list[str] | None,
        typer.Option("--for", metavar="AUDIENCE", help="delegate, staff or public; repeats."),
    ] = None,
    people: Annotated[
        list[str] | None,
        typer.Option("--person", metavar="ID", help="Only this delegate's own files; repeats."),
    ] = None,
    languages: Annotated[
        list[str] | None, typer.Option("--lang", metavar="LANGUAGE", help="en or es; repeats.")
    ] = None,
    kinds: Annotated[
        list[str] | None,
        typer.Option(
            "--only", metavar="KIND", help="briefing-pack, personal-pack or calendar; repeats."
        ),
    ] = None,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="Why this version.")] = "",
    now: Annotated[
        str | None,
        typer.Option("--now", metavar="DATETIME", help="The moment of publishing."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say who would get what and why; write nothing.")
    ] = False,
    as_json: AsJson = False,
    force: Force = False,
) -> int:
    """Freeze the next version, write its files, and record it in the visit.

    Example: visitplanner publish spring.visit --out papers --for delegate
    """
    from visitplanner.publishing.recipients import Request

    opened = app.open_visit(file)
    request = Request(
        now=_moment(now, opened.dossier.visit),
        audiences=tuple(map(_audience, audiences or ())),
        people=tuple(people or ()),
        languages=tuple(languages or ()),
        kinds=tuple(kinds or ()),
        note=note,
    )
    bar = None if dry_run or not sys.stderr.isatty() else _Bar()
    outcome = app.publish(opened, out, request, progress=bar, dry_run=dry_run, overwrite=force)
    if as_json:
        _print_json(_outcome_json(outcome))
    else:
        _say(*_outcome_lines(outcome, out, dry_run=dry_run))
    return DONE


class _Bar:
    """Progress on standard error, for a terminal."""

    cancelled = False

    def report(self, done: int, total: int, label: str) -> None:
        """Show how far it is, on one line."""
        end = "\n" if done == total else ""
        typer.echo(f"\r{done}/{total} {label[:60]:60}{end}", err=True, nl=False)


def _audience(text: str) -> Audience:
    try:
        return Audience(text.casefold())
    except ValueError as unknown:
        raise VisitPlannerError(
            f"“{text}” is no audience: choose from delegate, staff, public."
        ) from unknown


def _moment(text: str | None, visit: Visit) -> datetime:
    from visitplanner.domain.times import zone_info

    if text is None:
        return datetime.now().astimezone()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as wrong:
        raise VisitPlannerError(
            f"“{text}” is not a moment: write it as 2017-10-20T10:00."
        ) from wrong
    zone = next((stop.zone for stop in visit.stops if stop.zone), "UTC")
    return moment if moment.tzinfo else moment.replace(tzinfo=zone_info(zone))


def _outcome_json(outcome: app.PublishOutcome) -> dict[str, Any]:
    return {
        "version": outcome.version,
        "replaces": outcome.replaces,
        "files": [
            {
                "path": file.path,
                "kind": file.kind,
                "audience": file.recipient.audience.value,
                "recipient": file.recipient.name,
                "language": file.language,
                "about": file.about,
                "sha256": file.sha256 or None,
                "pages": file.pages,
                "events": file.events,
            }
            for file in outcome.files
        ],
        "touched": [
            {"audience": t.audience.value, "recipient": t.recipient, "changes": list(t.changes)}
            for t in outcome.touched
        ],
        "warnings": list(outcome.warnings),
    }


def _outcome_lines(outcome: app.PublishOutcome, out: Path, *, dry_run: bool) -> list[str]:
    replaces = f", replaces version {outcome.replaces}" if outcome.replaces else ""
    verb = "would write" if dry_run else "wrote"
    lines = [f"Version {outcome.version}{replaces}: {verb} {len(outcome.files)} files to {out}."]
    lines += [f"  {file.path}" for file in outcome.files]
    lines += [f"Touched: {t.recipient}: {' '.join(t.changes)}" for t in outcome.touched]
    lines += [f"Warning: {warning}" for warning in outcome.warnings]
    return lines


@cli.command()
def demo(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to build it.")] = Path(
        "visitplanner-demo"
    ),
    force: Force = False,
) -> int:
    """Build the bundled CLUSGRID visit and publish its version 1.

    Example: visitplanner demo
    """
    outcome = app.build_demo(folder, overwrite=force)
    _say(*_outcome_lines(outcome, folder, dry_run=False)[:1])
    packs = [file for file in outcome.files if file.kind == "briefing-pack"]
    own = [file for file in outcome.files if file.kind == "personal-pack"]
    calendars = [file for file in outcome.files if file.kind == "calendar"]
    _say(
        f"  the visit: {outcome.opened.path}",
        *(f"  {file.path} ({file.pages} pages)" for file in packs),
        f"  {len(own)} personal packs, such as {own[8].path}",
        f"  {len(calendars)} calendars, such as {calendars[0].path}",
        f"Open first: {folder / packs[0].path}",
        f"Then open the visit in the window: visitplanner {outcome.opened.path}",
    )
    return DONE
