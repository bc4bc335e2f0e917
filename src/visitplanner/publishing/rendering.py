"""Making the files of a release: papers by the engines, calendars revised from the last ones.

Mails are made last, since they carry what was made before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Final

from visitplanner.domain.versions import SentCalendar
from visitplanner.i18n import closest
from visitplanner.publishing.documents.model.pictures import Pictures, no_pictures
from visitplanner.publishing.editions import edition_of
from visitplanner.publishing.filenames import distinct
from visitplanner.publishing.frame import Cancelled, Frame, Progress
from visitplanner.publishing.kinds import (
    BRIEFING_PACK,
    CALENDAR,
    INVITATION,
    KINDS,
    MAIL_DRAFT,
    PAPER_FORMATS,
    PERSONAL_PACK,
    Format,
)
from visitplanner.publishing.names import label_of, name_of, source
from visitplanner.publishing.recipients import Output
from visitplanner.publishing.unprinted import explained

if TYPE_CHECKING:
    from visitplanner.publishing.documents.model import Document
    from visitplanner.publishing.documents.pdf.pen import MissingGlyph
    from visitplanner.publishing.edition import Edition


@dataclass(frozen=True)
class Rendered:
    """A file that was made; without bytes in a dry run.

    Attributes:
        output: Which file.
        data: Its bytes.
        pages: How many pages it has, if it has pages.
        events: How many events, if it is a calendar.
        calendar: What is to be remembered of the calendar that was sent with it.
        missing: The characters that no font has.
    """

    output: Output
    data: bytes
    pages: int | None = None
    events: int | None = None
    calendar: SentCalendar | None = None
    missing: tuple[MissingGlyph, ...] = ()


def render_all(
    frame: Frame, wanted: Sequence[Output], progress: Progress | None, warnings: list[str]
) -> list[tuple[str, Rendered]]:
    """Make every file that is wanted, each with its name, and prove that they say the same.

    A calendar without events is left out with a warning.

    Raises:
        Cancelled: the user stopped it.
        ParityProblem: a paper and a calendar of the same reader do not say the same.
    """
    from visitplanner.publishing.calendars.proving import Reading
    from visitplanner.publishing.parity import order, prove_many

    mails = [output for output in wanted if output.kind == MAIL_DRAFT]
    others = [output for output in wanted if output.kind != MAIL_DRAFT]
    steps = _reported(frame, (*others, *mails), progress)
    rendered: list[Rendered] = []
    with Reading() as reading:
        for output in islice(steps, len(others)):
            made = list(_ENGINES[KINDS[output.kind].format](frame, output, warnings))
            for one in made:
                if one.calendar and output.kind == CALENDAR:
                    reading.add(order(label_of(frame, output), one.data, one.calendar.events))
            rendered += made
        prove_many(reading, lambda _done, _all: _go_on(progress))
    missing = ((label_of(frame, one.output), one.missing) for one in rendered)
    warnings.extend(explained(missing, frame.dossier.visit))
    files = named(frame, rendered)
    drafts = [_draft(frame, output, files) for output in steps]
    return named(frame, (*rendered, *drafts))


def foreseen(frame: Frame, wanted: Iterable[Output], warnings: list[str]) -> list[Rendered]:
    """The files that `render_all` would make, in its order, but without bytes."""
    last = sorted(wanted, key=lambda output: output.kind == MAIL_DRAFT)
    return [one for output in last for one in _foreseen(frame, output, warnings)]


def named(frame: Frame, rendered: Iterable[Rendered]) -> list[tuple[str, Rendered]]:
    """Files with their names, no two of which are the same."""
    files = list(rendered)
    names = distinct(name_of(frame, item.output) for item in files)
    return list(zip(names, files, strict=True))


def _reported(
    frame: Frame, outputs: Sequence[Output], progress: Progress | None
) -> Iterator[Output]:
    """The outputs one by one, with word of how far that is.

    Raises:
        Cancelled: the user stopped it.
    """
    for done, output in enumerate(outputs):
        _go_on(progress)
        if progress:
            progress.report(done, len(outputs), label_of(frame, output))
        yield output
    if progress:
        progress.report(len(outputs), len(outputs), "")


def _go_on(progress: Progress | None) -> None:
    if progress and progress.cancelled:
        raise Cancelled("Publishing was stopped; nothing was written.")


# --- papers -------------------------------------------------------------------------------------


def document_of(frame: Frame, output: Output) -> Document:
    """What a paper says; with labels in the visit's second language, if it has one."""
    return document_from(frame, output, edition_of(frame, output))


def document_from(frame: Frame, output: Output, edition: Edition) -> Document:
    """What a paper says to the reader of an edition."""
    from visitplanner.publishing.documents.bilingual import bilingual
    from visitplanner.publishing.documents.papers import PAPERS

    build = PAPERS[source(output)].build
    document = build(edition)
    second = closest(frame.dossier.visit.second_language)
    if not frame.dossier.visit.second_language or second == closest(edition.language):
        return document
    return bilingual(document, build(replace(edition, language=second)))


def says_the_same(frame: Frame, output: Output) -> bool:
    """Whether a paper says what it said in the version that its reader holds.

    Both are laid side by side as if they were issued today, so a newer program or date is no
    difference.
    """
    held = frame.held(output.recipient)
    if held is None or KINDS[output.kind].format not in PAPER_FORMATS:
        return False
    from visitplanner.publishing.editions import unmarked

    then = replace(frame, dossier=frame.dossier.with_visit(held.visit), memo={})
    before = document_from(then, output, unmarked(frame, output, held.visit))
    return before == document_from(frame, output, unmarked(frame, output))


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


def _render_office(frame: Frame, output: Output, warnings: list[str]) -> Iterator[Rendered]:
    del warnings
    yield Rendered(output, file_of(output.kind, document_of(frame, output), frame.pictures))


def _render_paper(frame: Frame, output: Output, warnings: list[str]) -> Iterator[Rendered]:
    del warnings
    from visitplanner.publishing.documents.pdf.engine import render_pdf

    edition = edition_of(frame, output)
    document = document_from(frame, output, edition)
    drawn = render_pdf(document, frame.pictures)
    if output.kind in _PROVEN:
        _prove(frame, output, edition, document, drawn.data, drawn.pages)
    yield Rendered(output, drawn.data, pages=drawn.pages, missing=drawn.missing)


def _prove(
    frame: Frame, output: Output, edition: Edition, document: Document, data: bytes, pages: int
) -> None:
    """Lay a paper beside its reader's calendar, and read it back.

    Raises:
        ParityProblem: they do not say the same.
    """
    from visitplanner.publishing.feeds import feed_of, has_left
    from visitplanner.publishing.parity import prove_pages, prove_parity

    if not has_left(frame, output):
        prove_parity(edition, document, feed_of(frame, output).events)
    prove_pages(data, document, pages)


# --- calendars and mails ------------------------------------------------------------------------


def _foreseen(frame: Frame, output: Output, warnings: list[str]) -> Iterator[Rendered]:
    """What is made of an output: of a person's invitations none or many, else one or none."""
    if output.kind == INVITATION:
        for one in _render_invitations(frame, output, warnings):
            yield Rendered(one.output, b"")
    elif KINDS[output.kind].format not in _CALENDARS or _has_events(frame, output, warnings):
        yield Rendered(output, b"")


def _has_events(frame: Frame, output: Output, warnings: list[str]) -> bool:
    from visitplanner.publishing.feeds import is_empty

    if is_empty(frame, output):
        warnings.append(f"{label_of(frame, output)}: nothing is planned, so there is no calendar.")
        return False
    return True


def _render_calendar(frame: Frame, output: Output, warnings: list[str]) -> Iterator[Rendered]:
    from visitplanner.publishing.feeds import feed_of, written

    if _has_events(frame, output, warnings):
        feed = feed_of(frame, output)
        yield Rendered(output, written(feed, output), events=len(feed.events), calendar=feed.sent)


def _render_invitations(frame: Frame, output: Output, warnings: list[str]) -> Iterator[Rendered]:
    from visitplanner.publishing.invitations import invitations

    sent, mails = invitations(frame, output, warnings)
    for about, data in mails:
        yield Rendered(replace(output, about=about), data, events=1, calendar=sent)


def _draft(frame: Frame, output: Output, files: Sequence[tuple[str, Rendered]]) -> Rendered:
    from visitplanner.publishing.drafts import draft_of

    return Rendered(output, draft_of(frame, output, files))


_CALENDARS: Final = frozenset({Format.CALENDAR, Format.ARCHIVE})
_PROVEN: Final = frozenset({BRIEFING_PACK, PERSONAL_PACK})
"""The papers that print each day in full."""
_Engine = Callable[[Frame, Output, list[str]], Iterable[Rendered]]
_ENGINES: Final[Mapping[Format, _Engine]] = {
    Format.PDF: _render_paper,
    Format.CALENDAR: _render_calendar,
    Format.ARCHIVE: _render_calendar,
    Format.MAIL: _render_invitations,
    Format.WORD: _render_office,
    Format.WORKBOOK: _render_office,
}
