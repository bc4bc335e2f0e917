"""Publishing: the next version, its files, and what is remembered of them.

Nothing here writes to disk: a release is computed whole, and whoever asked for it stores the files
and then the dossier. A published version is a fact; publishing an unchanged plan again renders the
same version and touches nobody.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from visitplanner.domain.diff import diff
from visitplanner.domain.people import Delegate
from visitplanner.domain.privacy import Audience
from visitplanner.domain.versions import (
    Dossier,
    Recipient,
    SentCalendar,
    SentEvent,
    SentFile,
    Version,
    last_received,
)
from visitplanner.domain.visit import Visit
from visitplanner.errors import VisitPlannerError
from visitplanner.i18n import N_
from visitplanner.publishing.edition import Edition, Issue, make_edition
from visitplanner.publishing.filenames import distinct, file_name, person_part
from visitplanner.publishing.phrasing import phrasing
from visitplanner.publishing.recipients import CALENDAR, Output, Request, outputs, visit_languages
from visitplanner.publishing.redaction import Reader
from visitplanner.publishing.touched import Touched, changes_for

_OFFICE = frozenset({"task", "budget line"})
"""What no paper shows: a change here makes no new version."""


class Progress(Protocol):
    """Where a long task reports to, and from where it learns that it shall stop."""

    @property
    def cancelled(self) -> bool:
        """Whether the user has asked to stop."""

    def report(self, done: int, total: int, label: str) -> None:
        """`done` of `total` steps are made; `label` is the one under way."""


class Cancelled(VisitPlannerError):
    """The user stopped a task; nothing was written."""


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


@dataclass(frozen=True)
class _Frame:
    """What all files of a release share."""

    dossier: Dossier
    number: int
    at: datetime
    note: str


def prepare(
    dossier: Dossier, request: Request, progress: Progress | None = None, *, dry_run: bool = False
) -> Release:
    """Compute the version that `request` asks for.

    Raises:
        VisitPlannerError: the request names somebody or something that there is not.
        Cancelled: the user stopped it.
    """
    warnings: list[str] = []
    wanted = outputs(dossier, request, warnings)
    is_new = _has_changed(dossier)
    latest = dossier.latest
    number = (latest.number if latest else 0) + is_new
    at = request.now.astimezone(UTC).replace(microsecond=0)
    if latest and not is_new:
        at = latest.at
    frame = _Frame(dossier, number, at, request.note)
    rendered = [] if dry_run else _render_all(frame, wanted, progress, warnings)
    files = _files(frame, wanted, rendered)
    calendars = tuple(item.calendar for item in rendered if item.calendar)
    return Release(
        version=number,
        replaces=latest.number if latest and is_new else None,
        is_new=is_new,
        files=files,
        touched=_touched(frame, wanted, request.now),
        warnings=tuple(warnings),
        dossier=dossier if dry_run else _recorded(frame, files, calendars),
    )


def _has_changed(dossier: Dossier) -> bool:
    latest = dossier.latest
    if latest is None:
        return True
    return any(change.type_name not in _OFFICE for change in diff(latest.visit, dossier.visit))


# --- rendering ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Rendered:
    data: bytes
    pages: int | None = None
    calendar: SentCalendar | None = None


def _render_all(
    frame: _Frame, wanted: tuple[Output, ...], progress: Progress | None, warnings: list[str]
) -> list[_Rendered]:
    rendered = []
    for done, output in enumerate(wanted):
        if progress:
            if progress.cancelled:
                raise Cancelled("Publishing was stopped; nothing was written.")
            progress.report(done, len(wanted), _label(output))
        rendered.append(_render(frame, output, warnings))
    if progress:
        progress.report(len(wanted), len(wanted), "")
    return rendered


def _label(output: Output) -> str:
    name = output.recipient.name or output.recipient.audience.value
    return f"{output.kind} · {name}"


def _render(frame: _Frame, output: Output, warnings: list[str]) -> _Rendered:
    edition = _edition(frame, output)
    if output.kind == CALENDAR:
        return _render_calendar(frame, output, edition)
    from visitplanner.publishing.documents.papers import PAPERS
    from visitplanner.publishing.documents.pdf.engine import render_pdf

    drawn = render_pdf(PAPERS[output.kind].build(edition))
    warnings.extend(
        f"{_label(output)}: no font has {missing}; it is printed as its code."
        for missing in drawn.missing
    )
    return _Rendered(drawn.data, pages=drawn.pages)


def _edition(frame: _Frame, output: Output) -> Edition:
    replaces = last_received(frame.dossier, output.recipient, before=frame.number)
    replaced = frame.dossier.version(replaces) if replaces else None
    issue = Issue(frame.number, frame.at, replaces, replaced.at if replaced else None)
    reader = Reader(output.recipient.audience, person=output.person)
    return make_edition(frame.dossier.visit, reader, output.language, issue)


def _render_calendar(frame: _Frame, output: Output, edition: Edition) -> _Rendered:
    from visitplanner.publishing.agenda import agenda, calendar_name
    from visitplanner.publishing.calendars.revision import revise
    from visitplanner.publishing.calendars.writer import write_calendar

    gone = output.person is not None and edition.person is None
    wanted = () if gone else agenda(edition)  # somebody who left has no events any more
    prefix = phrasing(output.language).t.gettext("CANCELLED: ")
    previous = _previous_events(frame, output)
    events = revise(previous, wanted, frame.at, prefix)
    name = calendar_name(edition)
    if gone:
        name = f"{name} – {_person_name(frame, output)}"
    sent = SentCalendar(recipient=output.recipient, language=output.language, events=events)
    return _Rendered(write_calendar(name, events), calendar=sent)


def _previous_events(frame: _Frame, output: Output) -> tuple[SentEvent, ...]:
    for version in reversed(frame.dossier.versions):
        for calendar in version.calendars:
            if (calendar.recipient, calendar.language) == (output.recipient, output.language):
                return calendar.events
    return ()


# --- files --------------------------------------------------------------------------------------


def _files(
    frame: _Frame, wanted: tuple[Output, ...], rendered: list[_Rendered]
) -> tuple[File, ...]:
    names = distinct(_name(frame, output) for output in wanted)
    made = rendered or [_Rendered(b"")] * len(wanted)
    return tuple(
        File(_sent_file(output, name, item), item.data)
        for output, name, item in zip(wanted, names, made, strict=True)
    )


def _sent_file(output: Output, name: str, item: _Rendered) -> SentFile:
    return SentFile(
        recipient=output.recipient,
        kind=output.kind,
        language=output.language,
        path=name,
        sha256=hashlib.sha256(item.data).hexdigest() if item.data else "",
        pages=item.pages,
        events=len(item.calendar.events) if item.calendar else None,
    )


_LABELS: Mapping[str, str] = {
    "briefing-pack": N_("Briefing pack"),
    "personal-pack": N_("Programme"),
    "calendar": N_("Calendar"),
}
_AUDIENCE_LABELS: Mapping[Audience, str] = {
    Audience.DELEGATE: N_("delegates"),
    Audience.STAFF: N_("staff"),
    Audience.PUBLIC: N_("public"),
}


def _name(frame: _Frame, output: Output) -> str:
    t = phrasing(output.language).t
    visit = frame.dossier.visit
    if output.recipient.name:
        whose = person_part(_person_name(frame, output), output.recipient.name)
    else:
        whose = t.gettext(_AUDIENCE_LABELS[output.recipient.audience])
    tag = "" if output.language == visit_languages(visit)[0] else f" [{output.language}]"
    suffix = ".ics" if output.kind == CALENDAR else ".pdf"
    parts = (t.gettext(_LABELS[output.kind]), whose + (tag if not output.recipient.name else ""))
    return file_name(visit.code or visit.title, frame.number, parts, suffix)


def _person_name(frame: _Frame, output: Output) -> str:
    person = _delegate(frame.dossier, output.person)
    return person.name if person else output.recipient.name or ""


def _delegate(dossier: Dossier, person_id: str | None) -> Delegate | None:
    visits: list[Visit] = [dossier.visit, *(v.visit for v in reversed(dossier.versions))]
    return next((d for visit in visits for d in visit.delegates if d.id == person_id), None)


# --- what is remembered -------------------------------------------------------------------------


def _recorded(
    frame: _Frame, files: tuple[File, ...], calendars: tuple[SentCalendar, ...]
) -> Dossier:
    """The dossier with this version; a version rendered again keeps what it sent before."""
    latest = frame.dossier.latest
    again = latest if latest and latest.number == frame.number else None
    sent = tuple(file.sent for file in files)
    version = Version(
        number=frame.number,
        at=frame.at,
        note=frame.note or (again.note if again else ""),
        visit=again.visit if again else frame.dossier.visit,
        files=_merged(again.files if again else (), sent),
        calendars=_merged_calendars(again.calendars if again else (), calendars),
    )
    return frame.dossier.with_version(version)


def _merged(old: tuple[SentFile, ...], new: tuple[SentFile, ...]) -> tuple[SentFile, ...]:
    def key(file: SentFile) -> tuple[Recipient, str, str, str | None]:
        return file.recipient, file.kind, file.language, file.about

    replaced = {key(file) for file in new}
    return tuple(file for file in old if key(file) not in replaced) + new


def _merged_calendars(
    old: tuple[SentCalendar, ...], new: tuple[SentCalendar, ...]
) -> tuple[SentCalendar, ...]:
    replaced = {(calendar.recipient, calendar.language) for calendar in new}
    kept = tuple(c for c in old if (c.recipient, c.language) not in replaced)
    return kept + new


def _touched(frame: _Frame, wanted: tuple[Output, ...], now: datetime) -> tuple[Touched, ...]:
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
            found.append(Touched(recipient.audience, recipient.name, changes))
    return tuple(found)
