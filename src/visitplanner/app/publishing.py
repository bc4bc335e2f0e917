"""Publishing: files written, versions recorded, papers shown before."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from visitplanner.app.checking import check, learn_from
from visitplanner.app.output import make_folder, refuse_existing
from visitplanner.app.visits import attached, save_visit
from visitplanner.app.workbooks import sample_visit
from visitplanner.errors import FileProblem, undisguised

if TYPE_CHECKING:
    from visitplanner.domain.versions import Dossier, SentFile, Version
    from visitplanner.domain.visit import Visit
    from visitplanner.publishing.changes.model import Change
    from visitplanner.publishing.frame import Progress
    from visitplanner.publishing.outlook import Outlook
    from visitplanner.publishing.preview import Glimpse, PaperRequest, Preview
    from visitplanner.publishing.recipients import Request
    from visitplanner.publishing.release import Release
    from visitplanner.publishing.touched import Touched
    from visitplanner.storage.visitfile import Opened


@dataclass(frozen=True)
class PublishOutcome:
    """What a publish did.

    Attributes:
        version: The version's number; `replaces`: the one before, if this one is new.
        files: Their records; paths relative to the output folder.
        touched: Whom the version concerns.
        warnings: What the user should know.
        opened: The visit file after recording the version.
        untold: One sentence on what papers that are not written say otherwise now, if any.
    """

    version: int
    replaces: int | None
    files: tuple[SentFile, ...]
    touched: tuple[Touched, ...]
    warnings: tuple[str, ...]
    opened: Opened
    untold: str = ""


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
        warnings=(*map(undisguised, left), *release.warnings),
        opened=opened,
        untold=undisguised(release.untold),
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


def first_language(visit: Visit) -> str:
    """The language of what is for nobody in particular."""
    from visitplanner.publishing.recipients import spoken, visit_languages

    return spoken(visit_languages(visit)[0], [])


def compare(old: Version, new: Version, language: str) -> bytes:
    """A page on what differs between two versions, for the team, as a PDF."""
    from visitplanner.publishing.comparison import comparison_page

    return comparison_page(old, new, language)


def differences(old: Visit, new: Visit, language: str) -> tuple[Change, ...]:
    """What differs between two plans, as the team reads it."""
    from visitplanner.publishing.comparison import differences as differ

    return differ(old, new, language)


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
