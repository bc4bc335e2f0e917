"""The services of the program, where its floors are wired together.

The command line and the window call these and nothing below them, so both do the same things.
All of them speak of files and plans; none of them knows who asked. Heavy libraries are imported
when a service is used.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from visitplanner import resources
from visitplanner.errors import FileExists, FileProblem

if TYPE_CHECKING:
    from visitplanner.domain.attachment import Attachment
    from visitplanner.domain.office import Task
    from visitplanner.domain.programme import TravelTime
    from visitplanner.domain.versions import Dossier, SentFile
    from visitplanner.domain.visit import Visit
    from visitplanner.importing.workbook import ImportResult, Pasted
    from visitplanner.planning.checks import Problem
    from visitplanner.planning.checks.known import Known
    from visitplanner.publishing.frame import Progress
    from visitplanner.publishing.outlook import Outlook
    from visitplanner.publishing.preview import Glimpse, PaperRequest, Preview
    from visitplanner.publishing.recipients import Request
    from visitplanner.publishing.release import Release
    from visitplanner.publishing.touched import Touched
    from visitplanner.storage.visitfile import Opened

SAMPLE = ("sample", "clusgrid.xlsx")


# --- visit files --------------------------------------------------------------------------------


def open_visit(path: Path) -> Opened:
    """Open a visit file.

    Raises:
        FileProblem: it is not there, damaged, or beyond the limits.
    """
    from visitplanner.storage.visitfile import load

    return load(path)


def save_visit(
    dossier: Dossier, path: Path, opened: Opened | None, *, overwrite: bool = False
) -> Opened:
    """Save a dossier; a file that somebody else changed since `opened` is never overwritten.

    Raises:
        FileProblem: it cannot be written, exists already, or was changed by somebody else.
    """
    from visitplanner.storage.blobs import Blobs
    from visitplanner.storage.visitfile import save

    return save(dossier, path, opened=opened, overwrite=overwrite, blobs=Blobs())


def attach(data: bytes, name: str) -> Attachment:
    """Prepare a photo, a logo, a ticket or a plan to be attached, and keep it until it is saved.

    Raises:
        FileProblem: it is no picture and no PDF, damaged, protected, too big, or cannot be kept.
    """
    from visitplanner.importing.attachments import read
    from visitplanner.storage.blobs import Blobs

    attachment, kept = read(data, name)
    blobs = Blobs()
    blobs.put(kept)
    blobs.sweep()  # what was attached long ago is in its visit file by now, or was given up
    return attachment


def attached(opened: Opened | None, digest: str) -> bytes | None:
    """The bytes of an attached file, saved or not yet; None where they are not to be found."""
    from visitplanner.storage.blobs import Blobs

    saved = opened.attachment(digest) if opened else None
    return Blobs().get(digest) if saved is None else saved


def keep_attached(opened: Opened | None, visit: Visit) -> None:
    """Keep the attached files of `visit` that `opened` holds, until it is saved in another place.

    Raises:
        FileProblem: they cannot be written.
    """
    from visitplanner.domain.attachments import digests
    from visitplanner.storage.blobs import Blobs

    there = dict(opened.attachments) if opened else {}
    for digest in sorted(digests(visit) & there.keys()):
        Blobs().put(there[digest].content())


def sample_visit() -> Visit:
    """The bundled CLUSGRID visit, as its workbook says."""
    return import_plan(resources.path(*SAMPLE)).visit


# --- the plan workbook --------------------------------------------------------------------------


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


def write_output(path: Path, make: Callable[[], bytes], *, overwrite: bool) -> None:
    """Write what `make` gives to `path`, whole or not at all.

    Raises:
        FileProblem: the file exists already or cannot be written.
    """
    from visitplanner.storage.atomic import write_bytes

    refuse_existing(path, overwrite=overwrite)
    write_bytes(path, make())


def refuse_existing(path: Path, *, overwrite: bool) -> None:
    """Make sure that writing `path` destroys nothing.

    Raises:
        FileProblem: it exists and may not be overwritten.
    """
    # Path.exists raises for a name that no disk takes; writing it will say so.
    if os.path.exists(path) and not overwrite:  # noqa: PTH110
        raise FileExists(f"{path} exists already: choose another name.")


def refuse_replacing(source: Path, target: Path) -> None:
    """Make sure that what is read is not what is written, whatever the user has allowed.

    Raises:
        FileProblem: the two paths lead to one file.
    """
    from visitplanner.storage.conflicts import same_file

    if same_file(source, target):
        raise FileProblem(f"{target} would be replaced by what is made of it: choose another name.")


# --- checking -----------------------------------------------------------------------------------


def check(dossier: Dossier, today: date | None = None) -> tuple[Problem, ...]:
    """The problems of a plan, most severe first; a visit that is over is judged on its eve."""
    from visitplanner.planning.checks import run_checks

    return run_checks(dossier.visit, today, known=known(dossier))


def known(dossier: Dossier) -> Known:
    """What is known besides a plan: what people hold, what was learnt, the age of zone rules."""
    from visitplanner.planning.checks.known import Known, Sent
    from visitplanner.planning.zone_rules import release

    last = dossier.versions[-1] if dossier.versions else None
    return Known(
        sent=Sent(last.number, last.visit) if last else None,
        travel_times=learnt_times(dossier.visit),
        zone_rules=release(),
    )


# --- what was learnt ----------------------------------------------------------------------------


def learn_from(visit: Visit, today: date) -> bool:
    """Keep in the user's library how long the ways of a visit take.

    Its confirmed journeys and its own travel times are kept, the latter without a day as of
    `today`. Gives whether that could be written; nothing depends on it.
    """
    from visitplanner.planning.lessons import lessons
    from visitplanner.storage import library

    try:
        return library.learn(lessons(visit, today))
    except FileProblem:  # the list of towns cannot be read; other checks will say so
        return False


def learnt_times(visit: Visit) -> tuple[TravelTime, ...]:
    """The travel times of the user's library that a visit can use, for `Known.travel_times`.

    They change when something is learnt, or when the visit gets other places, towns or journeys.
    """
    from visitplanner.planning.lessons import useful
    from visitplanner.storage import library

    return useful(visit, library.lessons())


# --- publishing ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class PublishOutcome:
    """What a publish did.

    Attributes:
        version: The version's number; `replaces`: the one before, if this one is new.
        files: Their records; paths relative to the output folder.
        touched: Whom the version concerns.
        warnings: What the user should know.
        opened: The visit file after recording the version.
    """

    version: int
    replaces: int | None
    files: tuple[SentFile, ...]
    touched: tuple[Touched, ...]
    warnings: tuple[str, ...]
    opened: Opened


def publish(
    opened: Opened,
    out: Path,
    request: Request,
    *,
    progress: Progress | None = None,
    dry_run: bool = False,
    overwrite: bool = False,
    learn: bool = True,
) -> PublishOutcome:
    """Publish the plan of an open file: write the files into `out`, then record the version.

    A dry run computes who would get what and writes nothing. What is published is learnt from,
    unless `learn` is false.

    Raises:
        FileProblem: a file stands in the way or cannot be written; nothing was recorded.
        VisitPlannerError: the request names somebody or something that there is not.
        Cancelled: the user stopped it; nothing was written.
    """
    from visitplanner.publishing.release import prepare

    if opened.read_only and not dry_run:
        raise FileProblem(f"{opened.path} is open for reading only: update the program first.")
    pictures = partial(attached, opened)
    release = prepare(opened.dossier, request, progress, dry_run=dry_run, pictures=pictures)
    left = _errors_left(opened.dossier, request.now.date())
    if not dry_run:
        _refuse_other_content(out, release, overwrite=overwrite)
        opened = _carry_out(opened, out, release)
        if learn:
            learn_from(opened.dossier.visit, request.now.date())
    return PublishOutcome(
        version=release.version,
        replaces=release.replaces,
        files=tuple(file.sent for file in release.files),
        touched=release.touched,
        warnings=(*release.warnings, *left),
        opened=opened,
    )


def preview(
    dossier: Dossier,
    request: PaperRequest,
    progress: Progress | None = None,
    opened: Opened | None = None,
) -> Preview:
    """One paper as a publish would write it, with its chapters and what its reader does not get.

    Args:
        dossier: The plan and its versions.
        request: Which paper.
        progress: By which it can be stopped.
        opened: The file whose attached pictures are shown, besides those not saved yet.

    Raises:
        VisitPlannerError: there is no such paper, or its person does not take part.
        Cancelled: nobody waits for it any more.
    """
    from visitplanner.publishing.preview import preview as draw

    return draw(dossier, request, progress, partial(attached, opened))


def glimpse(
    dossier: Dossier,
    request: PaperRequest,
    pages: Collection[int],
    progress: Progress | None = None,
    opened: Opened | None = None,
) -> Glimpse:
    """Some pages of a paper, counted from 1, sooner than `preview` has all of it.

    Raises:
        VisitPlannerError: there is no such paper, or its person does not take part.
    """
    from visitplanner.publishing.preview import glimpse as draw

    return draw(dossier, request, pages, progress, partial(attached, opened))


def outlook(dossier: Dossier, now: datetime) -> Outlook:
    """What a publish at `now` (aware) would do: which version, whom it concerns, how many files."""
    from visitplanner.publishing.outlook import outlook as foresee

    return foresee(dossier, now)


def _errors_left(dossier: Dossier, today: date) -> tuple[str, ...]:
    """A warning where the plan that goes out cannot work as it stands."""
    from visitplanner.planning.checks import Severity

    errors = [p for p in check(dossier, today) if p.severity is Severity.ERROR and not p.waived]
    if not errors:
        return ()
    count = "1 error" if len(errors) == 1 else f"{len(errors)} errors"
    return (f"The plan has {count}, such as: {errors[0].message}",)


def _refuse_other_content(out: Path, release: Release, *, overwrite: bool) -> None:
    if os.path.exists(out) and not out.is_dir():  # noqa: PTH110
        raise FileProblem(f"{out} is not a folder: choose another one.")
    for file in release.files:
        path = out / file.sent.path
        if not _holds(path, file.data):
            refuse_existing(path, overwrite=overwrite)


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.is_file() and path.read_bytes() == data
    except (OSError, ValueError):  # closed to us, or no name at all; writing it will say so
        return False


def _carry_out(opened: Opened, out: Path, release: Release) -> Opened:
    """Write the files, then record the version; if either fails, all is as it was before."""
    before: dict[Path, bytes | None] = {}
    try:
        _write_files(out, release, before)
        return save_visit(release.dossier, opened.path, opened)
    except BaseException:  # stopped by the user, too: papers of no version must not lie about
        _put_back(before)
        raise


def _write_files(out: Path, release: Release, before: dict[Path, bytes | None]) -> None:
    """Write the files; `before` takes what each was, None for a new one."""
    from visitplanner.storage.atomic import read_bytes, write_bytes
    from visitplanner.storage.limits import MAX_FILE

    make_folder(out)
    for file in release.files:
        path = out / file.sent.path
        if _holds(path, file.data):
            continue
        old = read_bytes(path, MAX_FILE) if os.path.exists(path) else None  # noqa: PTH110
        write_bytes(path, file.data)
        before[path] = old


def _put_back(before: Mapping[Path, bytes | None]) -> None:
    from visitplanner.storage.atomic import write_bytes

    for path, data in before.items():
        with suppress(FileProblem, OSError):  # the first failure is the one to tell
            if data is None:
                path.unlink(missing_ok=True)
            else:
                write_bytes(path, data)


def make_folder(folder: Path) -> None:
    """Make a folder that may be there already, and those above it.

    Raises:
        FileProblem: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as trouble:
        raise FileProblem(f"{folder} is not a folder: choose another one.") from trouble
    except (OSError, ValueError) as trouble:
        reason = getattr(trouble, "strerror", None) or trouble
        raise FileProblem(f"{folder} cannot be made ({reason}): choose another one.") from trouble


def build_demo(folder: Path, *, overwrite: bool = False) -> PublishOutcome:
    """Build the bundled visit in `folder` and publish version 1 beside it.

    Raises:
        FileProblem: the folder has a visit already, or cannot be written.
    """
    from zoneinfo import ZoneInfo

    from visitplanner.domain.versions import Dossier
    from visitplanner.publishing.recipients import Request

    path = folder / "CLUSGRID.visit"
    refuse_existing(path, overwrite=overwrite)
    make_folder(folder)
    is_new = not path.exists()
    opened = save_visit(Dossier(visit=sample_visit()), path, None, overwrite=overwrite)
    when = datetime(2017, 10, 20, 10, 0, tzinfo=ZoneInfo("Europe/Madrid"))
    try:
        # Its times are made up: nobody should meet them again.
        return publish(opened, folder, Request(now=when), overwrite=overwrite, learn=False)
    except BaseException:
        if is_new:
            path.unlink(missing_ok=True)
        raise
