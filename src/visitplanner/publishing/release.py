"""Publishing: the next version, its files, and what is remembered of them.

Nothing here writes to disk: a release is computed whole, and whoever asked for it stores the files
and then the dossier. A published version is a fact; publishing an unchanged plan again renders the
same version and touches nobody.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from visitplanner.domain.diff import diff
from visitplanner.domain.versions import (
    Dossier,
    SentCalendar,
    SentFile,
    Version,
    last_received,
)
from visitplanner.domain.visit import Visit
from visitplanner.publishing.documents.model.pictures import Pictures, no_pictures
from visitplanner.publishing.filenames import distinct
from visitplanner.publishing.kinds import about_code
from visitplanner.publishing.phrasing import phrasing
from visitplanner.publishing.recipients import Output, Request, outputs, visit_languages
from visitplanner.publishing.rendering import (
    Cancelled,
    Frame,
    Progress,
    Rendered,
    name_of,
    render_all,
)
from visitplanner.publishing.touched import Touched, changes_for

__all__ = ["Cancelled", "File", "Progress", "Release", "prepare"]

_OFFICE = frozenset({"task", "budget line"})
"""What no paper shows: a change here makes no new version."""


@dataclass(frozen=True)
class File:
    """A file of a release: its record and its bytes."""

    sent: SentFile
    data: bytes


@dataclass(frozen=True)
class Release:
    """A computed version.

    Attributes:
        version: Its number.
        replaces: The version before it, if it is new.
        is_new: False if the plan has not changed since that version.
        files: What it consists of; without bytes in a dry run.
        touched: Whom it concerns.
        warnings: What the user should know.
        dossier: The dossier with the version recorded.
    """

    version: int
    replaces: int | None
    is_new: bool
    files: tuple[File, ...]
    touched: tuple[Touched, ...]
    warnings: tuple[str, ...]
    dossier: Dossier


def prepare(
    dossier: Dossier,
    request: Request,
    progress: Progress | None = None,
    *,
    dry_run: bool = False,
    pictures: Pictures = no_pictures,
) -> Release:
    """Compute the version that `request` asks for.

    Args:
        dossier: The plan and its versions.
        request: What to publish.
        progress: Where to report to.
        dry_run: Make no file, and record nothing.
        pictures: Where the bytes of attached pictures come from.

    Raises:
        VisitPlannerError: the request names somebody or something that there is not.
        Cancelled: the user stopped it.
    """
    warnings: list[str] = []
    frame = frame_of(dossier, request.now, request.note, pictures)
    is_new, latest = is_new_version(frame), dossier.latest
    wanted = outputs(dossier, request, warnings)
    touched = _touched(frame, wanted, request.now)
    if request.only_touched:
        people = {one.person for one in touched}
        wanted = tuple(o for o in wanted if o.person is None or o.person in people)
    if dry_run:
        rendered = [Rendered(output, b"") for output in wanted]
    else:
        rendered = render_all(frame, wanted, progress, warnings)
    files = _files(frame, rendered)
    calendars = tuple(item.calendar for item in rendered if item.calendar)
    return Release(
        version=frame.number,
        replaces=latest.number if latest and is_new else None,
        is_new=is_new,
        files=files,
        touched=touched,
        warnings=tuple(warnings),
        dossier=dossier if dry_run else _recorded(frame, files, calendars),
    )


def frame_of(
    dossier: Dossier, now: datetime, note: str = "", pictures: Pictures = no_pictures
) -> Frame:
    """The version that a publish at `now` would make: the next, or the last one once more.

    Args:
        dossier: The plan and its versions.
        now: The moment of publishing, aware.
        note: Why the version is made.
        pictures: Where the bytes of attached pictures come from.
    """
    is_new, latest = _has_changed(dossier), dossier.latest
    number = (latest.number if latest else 0) + is_new
    at = now.astimezone(UTC).replace(microsecond=0)
    if latest and not is_new:
        at = latest.at
    return Frame(dossier, number, at, note, pictures)


def is_new_version(frame: Frame) -> bool:
    """Whether a version differs from all that were published."""
    return frame.dossier.version(frame.number) is None


def _has_changed(dossier: Dossier) -> bool:
    latest = dossier.latest
    if latest is None:
        return True
    if _identities(latest.visit) != _identities(dossier.visit):
        return True  # somebody or something was entered anew: their events are others
    return any(change.type_name not in _OFFICE for change in diff(latest.visit, dossier.visit))


def _identities(visit: Visit) -> frozenset[str]:
    rows = (*visit.items, *visit.journeys, *visit.delegates)
    return frozenset(row.id for row in rows)


# --- files --------------------------------------------------------------------------------------


def _files(frame: Frame, rendered: list[Rendered]) -> tuple[File, ...]:
    names = distinct(name_of(frame, item.output) for item in rendered)
    pairs = zip(rendered, names, strict=True)
    visit = frame.dossier.visit
    return tuple(File(_sent_file(visit, item, name), item.data) for item, name in pairs)


def _sent_file(visit: Visit, item: Rendered, name: str) -> SentFile:
    output = item.output
    return SentFile(
        recipient=output.recipient,
        kind=output.kind,
        language=output.language,
        path=name,
        sha256=hashlib.sha256(item.data).hexdigest() if item.data else "",
        pages=item.pages,
        events=len(item.calendar.events) if item.calendar else None,
        about=about_code(visit, output.about),
    )


# --- what is remembered -------------------------------------------------------------------------


def _recorded(
    frame: Frame, files: tuple[File, ...], calendars: tuple[SentCalendar, ...]
) -> Dossier:
    """The dossier with this version; a version rendered again keeps what it sent before."""
    latest = frame.dossier.latest
    again = latest if latest and latest.number == frame.number else None
    sent = tuple(file.sent for file in files)
    version = Version(
        number=frame.number,
        at=frame.at,
        note=again.note if again else frame.note,
        visit=again.visit if again else frame.dossier.visit,
        files=_merged(again.files if again else (), sent),
        calendars=_merged_calendars(again.calendars if again else (), calendars),
    )
    return frame.dossier.with_version(version)


def _merged(old: tuple[SentFile, ...], new: tuple[SentFile, ...]) -> tuple[SentFile, ...]:
    def key(file: SentFile) -> tuple[object, ...]:
        return file.recipient.key, file.kind, file.language, file.about

    replaced = {key(file) for file in new}
    return tuple(file for file in old if key(file) not in replaced) + new


def _merged_calendars(
    old: tuple[SentCalendar, ...], new: tuple[SentCalendar, ...]
) -> tuple[SentCalendar, ...]:
    replaced = {(calendar.recipient.key, calendar.language) for calendar in new}
    kept = tuple(c for c in old if (c.recipient.key, c.language) not in replaced)
    return kept + new


def _touched(frame: Frame, wanted: tuple[Output, ...], now: datetime) -> tuple[Touched, ...]:
    """The delegates among the recipients whom this version concerns; others come to no harm."""
    phrases = phrasing(visit_languages(frame.dossier.visit)[0])
    people = {o.person: o.recipient for o in wanted if o.person}
    found = []
    for person_id, recipient in people.items():
        received = last_received(frame.dossier, recipient)
        if received == frame.number:
            continue
        version = frame.dossier.version(received) if received else None
        before = version.visit if version else None
        changes = changes_for(person_id, before, frame.dossier.visit, now, phrases)
        if changes:
            found.append(Touched(recipient.audience, recipient.name, changes, person_id))
    return tuple(found)
