"""One paper as it would be published now, and what there is to say of it.

The pages are those of the file itself: a preview and a publish at the same moment give the same
bytes, because both build the same document and draw it with the same engine.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from visitplanner.domain.chapters import choice_for
from visitplanner.domain.identity import id_now
from visitplanner.domain.index import index
from visitplanner.domain.privacy import Audience
from visitplanner.errors import VisitPlannerError, undisguised
from visitplanner.publishing.documents.model.pictures import Pictures, no_pictures
from visitplanner.publishing.editions import reader_of, unmarked
from visitplanner.publishing.frame import Cancelled, Frame, Progress
from visitplanner.publishing.kinds import (
    BRIEFING_PACK,
    CHANGE_NOTICE,
    KINDS,
    PAPER_FORMATS,
    PERSONAL_PACK,
    Format,
    Subject,
    paper_subjects,
    source_of,
)
from visitplanner.publishing.names import name_of
from visitplanner.publishing.readership import TEAM
from visitplanner.publishing.recipients import Output, language_for, spoken
from visitplanner.publishing.release import frame_of
from visitplanner.publishing.rendering import document_from, document_of, file_of
from visitplanner.publishing.unprinted import explained
from visitplanner.publishing.withholding import Withheld, withheld

if TYPE_CHECKING:
    from visitplanner.domain.versions import Dossier
    from visitplanner.domain.visit import Visit
    from visitplanner.publishing.documents.model import Document, Part

PAPER_AUDIENCES = {
    name: kind.audiences for name, kind in KINDS.items() if kind.format in PAPER_FORMATS
}
"""The kinds of papers, and who gets them."""


@dataclass(frozen=True, kw_only=True)
class PaperRequest:
    """Which paper to show.

    Attributes:
        now: The moment at which it would be published, aware.
        paper: Its kind.
        audience: For whom.
        person: The internal id of the delegate whose own it is, for papers that are somebody's own.
        body: The host, hotel, caterer or driver it is for.
        about: The item, journey, day or hotel it is about, as `Edition.about`.
        language: A tag; empty: the reader's own.
    """

    now: datetime
    paper: str = BRIEFING_PACK
    audience: Audience = Audience.DELEGATE
    person: str | None = None
    body: str | None = None
    about: str | None = None
    language: str = ""


class Presence(StrEnum):
    """Whether a chapter is on paper, and if not, why."""

    PRINTED = "printed"
    LEFT_OUT = "left-out"
    EMPTY = "empty"  # there is nothing to say in it yet
    NOT_FOR_READER = "not-for-reader"  # this audience never gets it


@dataclass(frozen=True)
class ChapterPages:
    """A chapter of a paper.

    Attributes:
        key: Its stable name.
        title: What it is called, in English, to be translated.
        presence: Whether it is on paper.
        first: Its first page, from 1; 0 if it is not on paper.
        last: Its last page.
        changed: It says something else than in the version that its reader got last.
        opens: It opens the paper: it is never left out and never moved.
        team_only: Only the team ever gets it.
    """

    key: str
    title: str
    presence: Presence
    first: int = 0
    last: int = 0
    changed: bool = False
    opens: bool = False
    team_only: bool = False


@dataclass(frozen=True)
class Preview:
    """A paper as it would be published.

    Attributes:
        data: The pages, as a PDF.
        pages: How many pages it has.
        name: The name of its file.
        language: The tag of its language.
        version: The number of the version.
        chapters: All chapters the paper can have, in the order that was chosen.
        withheld: What its reader does not get.
        warnings: What the user should know.
        format: What the file is; one that is no PDF has the same words as the pages.
        file: The file that a publish would write.
    """

    data: bytes
    pages: int
    name: str
    language: str
    version: int
    chapters: tuple[ChapterPages, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    warnings: tuple[str, ...] = ()
    format: Format = Format.PDF
    file: bytes = b""


@dataclass(frozen=True)
class Glimpse:
    """Some pages of a paper, drawn before all of it is.

    Attributes:
        data: A PDF with all pages; those that were not asked for are empty.
        pages: How many pages it has.
    """

    data: bytes
    pages: int


def outline(dossier: Dossier, request: PaperRequest) -> tuple[ChapterPages, ...]:
    """The chapters of a paper in the order that was chosen, without looking at what they say."""
    from visitplanner.publishing.documents.chapters.outline import in_order, is_printed
    from visitplanner.publishing.documents.papers import PAPERS

    paper = source_of(request.paper, request.person, request.body)
    choice = choice_for(dossier.visit.chapters, paper, request.audience)
    found = []
    for chapter in in_order(PAPERS[paper].chapters, choice):
        presence = Presence.PRINTED if is_printed(chapter, choice) else Presence.LEFT_OUT
        if request.audience not in chapter.readers:
            presence = Presence.NOT_FOR_READER
        team = chapter.readers <= TEAM
        found.append(
            ChapterPages(chapter.key, chapter.title, presence, opens=chapter.opens, team_only=team)
        )
    return tuple(found)


def preview(
    dossier: Dossier,
    request: PaperRequest,
    progress: Progress | None = None,
    pictures: Pictures = no_pictures,
) -> Preview:
    """Draw a paper as a publish at `request.now` would write it.

    Raises:
        VisitPlannerError: there is no such paper, or the person does not take part.
        Cancelled: the user wants another one by now.
    """
    from visitplanner.publishing.documents.pdf.engine import render_pdf

    warnings: list[str] = []
    frame, request = _settled(dossier, request)
    dossier = frame.dossier
    output = output_of(dossier, request, warnings)
    document = document_of(frame, output)
    _go_on(progress)
    before = _document_before(frame, output)
    now = document_from(frame, output, unmarked(frame, output)) if before else document
    _go_on(progress)
    drawn = render_pdf(document, pictures)
    warnings += explained([("", drawn.missing)], dossier.visit)
    kind = KINDS[request.paper].format
    spans = _spans(document, drawn.spans)
    changed = _changed(before, now) if before else frozenset()
    return Preview(
        data=drawn.data,
        pages=drawn.pages,
        name=name_of(frame, output),
        language=output.language,
        version=frame.number,
        chapters=tuple(_with_pages(c, spans, changed) for c in outline(dossier, request)),
        withheld=withheld(dossier.visit, reader_of(dossier.visit, output.recipient)),
        warnings=tuple(map(undisguised, warnings)),
        format=kind,
        file=drawn.data if kind is Format.PDF else file_of(request.paper, document, pictures),
    )


def glimpse(
    dossier: Dossier,
    request: PaperRequest,
    pages: Collection[int],
    progress: Progress | None = None,
    pictures: Pictures = no_pictures,
) -> Glimpse:
    """Draw some pages of a paper, counted from 1, to be shown until all of it is drawn.

    Raises:
        VisitPlannerError: there is no such paper, or the person does not take part.
        Cancelled: the user wants another one by now.
    """
    from visitplanner.publishing.documents.pdf.engine import render_pdf

    frame, request = _settled(dossier, request)
    document = document_of(frame, output_of(frame.dossier, request, []))
    _go_on(progress)
    drawn = render_pdf(document, pictures, only=pages)
    return Glimpse(drawn.data, drawn.pages)


def _settled(dossier: Dossier, request: PaperRequest) -> tuple[Frame, PaperRequest]:
    """The version of a paper, and the request with the id that its person has in it."""
    frame = frame_of(dossier, request.now)
    if request.person and frame.dossier.visit is not dossier.visit:
        request = replace(request, person=id_now(dossier, request.person))
    return frame, request


def _go_on(progress: Progress | None) -> None:
    if progress and progress.cancelled:
        raise Cancelled("The preview was stopped.")


def output_of(dossier: Dossier, request: PaperRequest, warnings: list[str]) -> Output:
    """The file that a request asks for, as a publish knows it.

    Raises:
        VisitPlannerError: there is no such paper, or the person does not take part.
    """
    if request.audience not in PAPER_AUDIENCES.get(request.paper, ()):
        raise VisitPlannerError(
            f"There is no {request.paper} for “{request.audience}”: choose another paper."
        )
    visit = dossier.visit
    subject = _subject(visit, request)
    person = next((d for d in visit.delegates if d.id == subject.recipient.person), None)
    own = language_for(visit, subject.recipient, person)
    language = spoken(request.language or own, warnings)
    return Output(subject.recipient, request.paper, language, subject.about)


def _subject(visit: Visit, request: PaperRequest) -> Subject:
    for subject in paper_subjects(visit, request.paper, request.audience):
        recipient = subject.recipient
        body = None if recipient.person else recipient.name
        if (recipient.person, body, subject.about) == (request.person, request.body, request.about):
            return subject
    if request.person or request.paper == PERSONAL_PACK:
        raise VisitPlannerError("Choose somebody who takes part, to see their own programme.")
    raise VisitPlannerError(
        f"There is nothing for a {request.paper} yet: choose another paper, or plan what it is for."
    )


# --- chapters -----------------------------------------------------------------------------------


def _with_pages(
    chapter: ChapterPages, spans: dict[str, tuple[int, int]], changed: frozenset[str]
) -> ChapterPages:
    values = dict(vars(chapter))
    if chapter.presence is Presence.PRINTED:
        span = spans.get(chapter.key)
        values["presence"] = Presence.PRINTED if span else Presence.EMPTY
        values["first"], values["last"] = span or (0, 0)
        values["changed"] = chapter.key in changed
    return ChapterPages(**values)


def _spans(document: Document, spans: tuple[tuple[int, int], ...]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for part, (first, last) in zip(document.parts, spans, strict=True):
        begun, ended = found.get(part.chapter, (first, last))
        found[part.chapter] = min(begun, first), max(ended, last)
    return found


def _document_before(frame: Frame, output: Output) -> Document | None:
    """What the paper said in the version that its reader got last, were it issued today."""
    held = frame.held(output.recipient)
    if held is None or output.kind == CHANGE_NOTICE:
        return None
    if output.person is not None and output.person not in index(held.visit).by_id:
        return None
    then = replace(frame, dossier=frame.dossier.with_visit(held.visit), memo={})
    return document_from(then, output, unmarked(frame, output, held.visit))


def _changed(before: Document, after: Document) -> frozenset[str]:
    """The chapters that say something else; the order of chapters is nothing they say."""
    old, new = _by_chapter(before), _by_chapter(after)
    return frozenset(key for key, parts in new.items() if parts != old.get(key))


def _by_chapter(document: Document) -> dict[str, list[Part]]:
    found: dict[str, list[Part]] = {}
    for part in document.parts:
        found.setdefault(part.chapter, []).append(part)
    return found
