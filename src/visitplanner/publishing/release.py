"""Publishing: the next version, its files, and what is remembered of them.

Nothing here writes to disk: a release is computed whole, and whoever asked for it stores the files
and then the dossier. A published version is a fact; publishing an unchanged plan again renders the
same version and touches nobody.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from visitplanner.domain.diff import diff
from visitplanner.domain.identity import first_names, settled
from visitplanner.domain.index import code_of
from visitplanner.domain.versions import (
    Dossier,
    Recipient,
    SentCalendar,
    SentFile,
    Version,
    last_received,
)
from visitplanner.domain.visit import Visit
from visitplanner.errors import undisguised
from visitplanner.publishing.documents.model.pictures import Pictures, SmallPictures, no_pictures
from visitplanner.publishing.edition import Edition
from visitplanner.publishing.editions import edition_for
from visitplanner.publishing.frame import Frame, Progress
from visitplanner.publishing.kinds import about_code
from visitplanner.publishing.phrasing import phrasing
from visitplanner.publishing.reaching import unreached
from visitplanner.publishing.recipients import Output, Request, outputs, visit_languages
from visitplanner.publishing.rendering import Rendered, foreseen, named, render_all
from visitplanner.publishing.selection import Selection
from visitplanner.publishing.touched import Touched, touched_by
from visitplanner.publishing.untold import untold

__all__ = ["File", "Release", "concerned", "frame_of", "has_it", "prepare"]

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
        untold: One sentence on what papers that are not written say otherwise now, if any.
    """

    version: int
    replaces: int | None
    is_new: bool
    files: tuple[File, ...]
    touched: tuple[Touched, ...]
    warnings: tuple[str, ...]
    dossier: Dossier
    untold: str = ""


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
    if request.small_pictures:
        pictures = SmallPictures(pictures)
    frame = frame_of(dossier, request.now, request.note, pictures)
    if request.author or request.sender:
        frame = replace(frame, author=request.author, sender=request.sender)
    possible = outputs(frame.dossier, request, warnings)
    touched = concerned(frame, possible)
    wanted = Selection(frame, touched).of(
        possible, only_touched=request.only_touched, progress=progress
    )
    warnings += unreached(frame, wanted)
    if dry_run:
        made = named(frame, foreseen(frame, wanted, warnings))
    else:
        made = render_all(frame, wanted, progress, warnings)
    warnings += _doubts(dossier, frame, request.now)
    warnings += _written_over(dossier, frame)
    files = tuple(_file(frame, name, item) for name, item in made)
    if not files:
        warnings.append("There is nothing to write: nobody who was asked for needs a file.")
    calendars = tuple(item.calendar for _, item in made if item.calendar)
    latest = dossier.latest
    return Release(
        version=frame.number,
        replaces=latest.number if latest and frame.is_new else None,
        is_new=frame.is_new,
        files=files,
        touched=tuple(one for one in touched if not has_it(frame, one)),
        warnings=tuple(map(undisguised, warnings)),
        dossier=dossier
        if dry_run
        else dossier.with_version(_version(frame, dossier.latest, files, calendars)),
        untold=untold(frame, touched) if request.only_touched else "",
    )


def _doubts(dossier: Dossier, frame: Frame, now: datetime) -> Iterator[str]:
    """Word of a clock that is wrong, and of a version that was lost."""
    if dossier.latest and frame.is_new and now < dossier.latest.at:
        yield (
            f"Version {frame.number} is dated before version {dossier.latest.number}: check the "
            "clock of the computer."
        )
    if (lost := dossier.lost_note) and dossier.last_number in dossier.lost:
        yield f"{lost[0].upper()}{lost[1:]}"


def _written_over(dossier: Dossier, frame: Frame) -> Iterator[str]:
    """Word of people in whose rows somebody else was written since the last version."""
    if not (dossier.latest and frame.is_new):
        return
    known = {person.id: person for person in dossier.latest.visit.delegates}
    for typed, person in zip(dossier.visit.delegates, frame.dossier.visit.delegates, strict=True):
        before = known.get(typed.id)
        if before and person.id not in known and before.active:
            said = f"{code_of(person)} was {before.name} and is {person.name} now: both are told."
            if before.email and before.email == person.email:
                said = f"{said[:-1]}, but the e-mail address is still that of {before.name}."
            yield said


def frame_of(
    dossier: Dossier, now: datetime, note: str = "", pictures: Pictures = no_pictures
) -> Frame:
    """The version that a publish at `now` would make: the next, or the last one once more.

    Args:
        dossier: The plan and its versions; those typed over somebody else are told apart.
        now: The moment of publishing, aware.
        note: Why the version is made.
        pictures: Where the bytes of attached pictures come from.
    """
    known_as, dossier = first_names(dossier), settled(dossier)
    is_new, latest = _has_changed(dossier), dossier.latest
    number = dossier.last_number + is_new
    at = now.astimezone(UTC).replace(microsecond=0)
    if latest and not is_new:
        at = latest.at
    return Frame(dossier, number, at, note, pictures, known_as=known_as)


def _has_changed(dossier: Dossier) -> bool:
    latest = dossier.latest
    if latest is None or latest.number < dossier.last_number:
        return True  # or one was published that is lost: it may have said something else
    if _identities(latest.visit) != _identities(dossier.visit):
        return True  # somebody or something was entered anew: their events are others
    return any(change.type_name not in _OFFICE for change in diff(latest.visit, dossier.visit))


def _identities(visit: Visit) -> frozenset[str]:
    rows = (*visit.items, *visit.journeys, *visit.delegates)
    return frozenset(row.id for row in rows)


# --- files --------------------------------------------------------------------------------------


def _file(frame: Frame, name: str, item: Rendered) -> File:
    output = item.output
    sent = SentFile(
        recipient=output.recipient,
        kind=output.kind,
        language=output.language,
        path=name,
        sha256=hashlib.sha256(item.data).hexdigest() if item.data else "",
        size=len(item.data),
        pages=item.pages,
        events=item.events,
        about=about_code(frame.dossier.visit, output.about),
    )
    return File(sent, item.data)


# --- what is remembered -------------------------------------------------------------------------


def _version(
    frame: Frame,
    latest: Version | None,
    files: tuple[File, ...],
    calendars: tuple[SentCalendar, ...],
) -> Version:
    """The version as it is remembered; one that is rendered again keeps what it sent before."""
    again = latest if latest and latest.number == frame.number else None
    sent = tuple(file.sent for file in files)
    return Version(
        number=frame.number,
        at=frame.at,
        author=again.author if again else frame.author,
        note=again.note if again else frame.note,
        visit=again.visit if again else frame.dossier.visit,
        files=_merged(again.files if again else (), sent),
        calendars=_merged_calendars(again.calendars if again else (), calendars),
        deliveries=again.deliveries if again else (),
    )


def _merged(old: tuple[SentFile, ...], new: tuple[SentFile, ...]) -> tuple[SentFile, ...]:
    def key(file: SentFile) -> tuple[object, ...]:
        return file.recipient.key, file.kind, file.language, file.about

    replaced = {key(file) for file in new}
    return tuple(file for file in old if key(file) not in replaced) + new


def _merged_calendars(
    old: tuple[SentCalendar, ...], new: tuple[SentCalendar, ...]
) -> tuple[SentCalendar, ...]:
    return tuple({(c.recipient.key, c.language, c.kind): c for c in (*old, *new)}.values())


# --- whom it concerns ---------------------------------------------------------------------------


def concerned(frame: Frame, possible: tuple[Output, ...]) -> tuple[Touched, ...]:
    """Those of the recipients for whom something changed since the version that they hold."""

    def held(recipient: Recipient) -> Visit | None:
        version = frame.held(recipient)
        return version.visit if version else None

    def seen(visit: Visit, recipient: Recipient) -> Edition:
        return edition_for(frame, visit, recipient, language)

    language = visit_languages(frame.dossier.visit)[0]
    recipients = {o.recipient.key: o.recipient for o in possible if o.recipient.name}
    earlier = [one for one in frame.dossier.versions if one.number < frame.number]
    return touched_by(
        held,
        frame.dossier.visit,
        recipients.values(),
        frame.at,
        phrasing(language),
        seen,
        earlier[-1].visit if earlier else None,
    )


def has_it(frame: Frame, one: Touched) -> bool:
    """Whether somebody has got this very version already."""
    recipient = Recipient(audience=one.audience, name=one.recipient, person=one.person)
    return last_received(frame.dossier, recipient) == frame.number
