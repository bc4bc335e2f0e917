"""Making the files of a release: papers by the engine, calendars revised from the last ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from gettext import NullTranslations
from typing import TYPE_CHECKING, Protocol

from visitplanner.domain.index import index
from visitplanner.domain.people import Delegate
from visitplanner.domain.privacy import Audience
from visitplanner.domain.versions import (
    Dossier,
    Recipient,
    SentCalendar,
    SentEvent,
    last_received,
)
from visitplanner.domain.visit import Visit
from visitplanner.errors import VisitPlannerError
from visitplanner.i18n import N_, closest
from visitplanner.publishing.documents.model.pictures import Pictures, no_pictures
from visitplanner.publishing.edition import Edition, Issue, make_edition
from visitplanner.publishing.filenames import file_name, person_part
from visitplanner.publishing.kinds import KINDS, Format, about_code, source_of
from visitplanner.publishing.phrasing import phrasing
from visitplanner.publishing.readership import Reader
from visitplanner.publishing.recipients import Output, visit_languages
from visitplanner.publishing.unprinted import explained

if TYPE_CHECKING:
    from visitplanner.publishing.documents.model import Document


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
class Frame:
    """What all files of a release share."""

    dossier: Dossier
    number: int
    at: datetime
    note: str
    pictures: Pictures = no_pictures


@dataclass(frozen=True)
class Rendered:
    """A file that was made; without bytes in a dry run."""

    output: Output
    data: bytes
    pages: int | None = None
    calendar: SentCalendar | None = None


def render_all(
    frame: Frame, wanted: Sequence[Output], progress: Progress | None, warnings: list[str]
) -> list[Rendered]:
    """Make every file that is wanted; a calendar without events is left out with a warning.

    Raises:
        Cancelled: the user stopped it.
    """
    rendered = []
    for done, output in enumerate(wanted):
        if progress:
            if progress.cancelled:
                raise Cancelled("Publishing was stopped; nothing was written.")
            progress.report(done, len(wanted), _label(output))
        item = _render(frame, output, warnings)
        if item:
            rendered.append(item)
    if progress:
        progress.report(len(wanted), len(wanted), "")
    return rendered


def _label(output: Output) -> str:
    name = output.recipient.name or output.recipient.audience.value
    return f"{output.kind} · {name}"


def _render(frame: Frame, output: Output, warnings: list[str]) -> Rendered | None:
    return _ENGINES[KINDS[output.kind].format](frame, output, warnings)


def _render_ics(frame: Frame, output: Output, warnings: list[str]) -> Rendered | None:
    edition = edition_of(frame, output)
    calendar = _render_calendar(frame, output, edition)
    if calendar is None:
        warnings.append(f"{_label(output)}: nothing is planned, so there is no calendar.")
    return calendar


def document_of(frame: Frame, output: Output) -> Document:
    """What a paper says; with labels in the visit's second language, if it has one."""
    from visitplanner.publishing.documents.bilingual import bilingual
    from visitplanner.publishing.documents.papers import PAPERS

    edition = edition_of(frame, output)
    build = PAPERS[source(output)].build
    document = build(edition)
    second = closest(frame.dossier.visit.second_language)
    if not frame.dossier.visit.second_language or second == closest(edition.language):
        return document
    return bilingual(document, build(replace(edition, language=second)))


def source(output: Output) -> str:
    """The kind of paper whose words a file has."""
    recipient = output.recipient
    return source_of(output.kind, recipient.person, recipient.name)


def file_of(kind: str, document: Document, pictures: Pictures = no_pictures) -> bytes:
    """A document as a file of a kind that is no PDF.

    Args:
        kind: Of the file.
        document: What is said.
        pictures: Where the bytes of its pictures come from.
    """
    if KINDS[kind].format is Format.WORKBOOK:
        from visitplanner.publishing.documents.excel.engine import render_xlsx

        return render_xlsx(document)
    from visitplanner.publishing.documents.word.engine import render_docx

    return render_docx(document, pictures)


def _render_office(frame: Frame, output: Output, warnings: list[str]) -> Rendered:
    del warnings
    data = file_of(output.kind, document_of(frame, output), frame.pictures)
    return Rendered(output, data)


def _render_paper(frame: Frame, output: Output, warnings: list[str]) -> Rendered:
    from visitplanner.publishing.documents.pdf.engine import render_pdf

    drawn = render_pdf(document_of(frame, output), frame.pictures)
    said = explained(drawn.missing, frame.dossier.visit)
    warnings.extend(f"{_label(output)}: {sentence}" for sentence in said)
    return Rendered(output, drawn.data, pages=drawn.pages)


_ENGINES: Mapping[Format, Callable[[Frame, Output, list[str]], Rendered | None]] = {
    Format.PDF: _render_paper,
    Format.CALENDAR: _render_ics,
    Format.WORD: _render_office,
    Format.WORKBOOK: _render_office,
}


def edition_of(frame: Frame, output: Output) -> Edition:
    """What the reader of a file may see, at the version that is made."""
    replaces = last_received(frame.dossier, output.recipient, before=frame.number)
    replaced = frame.dossier.version(replaces) if replaces else None
    issue = Issue(frame.number, frame.at, replaces, replaced.at if replaced else None)
    reader = reader_of(frame.dossier.visit, output.recipient)
    return make_edition(frame.dossier.visit, reader, output.language, issue, output.about)


def reader_of(visit: Visit, recipient: Recipient) -> Reader:
    """Who reads what a recipient gets."""
    body = recipient.name if recipient.audience in _BODIES else None
    asked = bool(body) and _asks_for_identity(visit, recipient.audience, body or "")
    return Reader(recipient.audience, recipient.person, body, asked_for_identity=asked)


def _asks_for_identity(visit: Visit, audience: Audience, name: str) -> bool:
    """Whether a host keeps a gate list, or a hotel registers its guests."""
    if audience is Audience.HOST:
        host = index(visit).organisation(name)
        return bool(host and host.gate_list)
    hotel = index(visit).place(name) if audience is Audience.HOTEL else None
    return bool(hotel and hotel.registers)


_BODIES = frozenset({Audience.HOST, Audience.HOTEL, Audience.CATERER, Audience.DRIVER})


def _render_calendar(frame: Frame, output: Output, edition: Edition) -> Rendered | None:
    from visitplanner.publishing.agenda import agenda, calendar_name
    from visitplanner.publishing.calendars.revision import revise
    from visitplanner.publishing.calendars.writer import write_calendar

    gone = output.person is not None and edition.person is None
    wanted = () if gone else agenda(edition)  # somebody who left has no events any more
    prefix = phrasing(output.language).t.gettext("CANCELLED: ")
    previous = _previous_events(frame, output)
    events = revise(previous, wanted, frame.at, prefix)
    if not events:
        return None
    name = calendar_name(edition)
    if gone:
        name = f"{name} – {_person_name(frame, output)}"
    sent = SentCalendar(recipient=output.recipient, language=output.language, events=events)
    return Rendered(output, write_calendar(name, events), calendar=sent)


def _previous_events(frame: Frame, output: Output) -> tuple[SentEvent, ...]:
    """Each event as its recipient last got it, in this language if that version had it in several.

    UIDs carry no language: somebody whose papers change language keeps their events.
    """
    found: dict[str, SentEvent] = {}
    for version in reversed(frame.dossier.versions):
        mine = [c for c in version.calendars if c.recipient.key == output.recipient.key]
        for calendar in sorted(mine, key=lambda c: c.language != output.language):
            for sent in calendar.events:
                found.setdefault(sent.event.uid, sent)
    return tuple(found.values())


# --- names ----------------------------------------------------------------------------------------

_AUDIENCE_LABELS: Mapping[Audience, str] = {
    Audience.DELEGATE: N_("delegates"),
    Audience.STAFF: N_("staff"),
    Audience.PUBLIC: N_("public"),
    Audience.HEAD: N_("head"),
}


def name_of(frame: Frame, output: Output) -> str:
    """The name of a file, in the language of its paper."""
    t = phrasing(output.language).t
    visit, kind = frame.dossier.visit, KINDS[output.kind]
    tag = "" if output.language == visit_languages(visit)[0] else f"[{output.language}]"
    parts = [t.gettext(KINDS[source(output)].label), *_whose(frame, output, t)]
    if not output.person:
        parts[-1] = f"{parts[-1]} {tag}".strip()
    return file_name(visit.code or visit.title, frame.number, parts, kind.suffix)


def _whose(frame: Frame, output: Output, t: NullTranslations) -> Iterator[str]:
    """For whom a file is and what it is about, as far as its kind does not say so."""
    recipient = output.recipient
    about = about_code(frame.dossier.visit, output.about)
    if recipient.person:
        yield person_part(_person_name(frame, output), recipient.name or "")
    elif recipient.name:
        yield recipient.name
    elif len(KINDS[output.kind].audiences) > 1:
        yield t.gettext(_AUDIENCE_LABELS[recipient.audience])
    if about and about != recipient.name:
        yield about


def _person_name(frame: Frame, output: Output) -> str:
    person = _delegate(frame.dossier, output.person)
    return person.name if person else output.recipient.name or ""


def _delegate(dossier: Dossier, person_id: str | None) -> Delegate | None:
    visits: list[Visit] = [dossier.visit, *(v.visit for v in reversed(dossier.versions))]
    return next((d for visit in visits for d in visit.delegates if d.id == person_id), None)
