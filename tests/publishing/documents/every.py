"""Documents of all kinds, for engines that must be able to draw any."""

from __future__ import annotations

from functools import cache

from tests.publishing.documents.chapters.papers import SECOND, sample
from tests.publishing.documents.pdf.demo import demo_document
from visitplanner.domain.privacy import Audience
from visitplanner.publishing import kinds
from visitplanner.publishing.documents import model as m
from visitplanner.publishing.documents.papers import PAPERS
from visitplanner.publishing.edition import make_edition
from visitplanner.publishing.readership import Reader


@cache
def every_document() -> tuple[m.Document, ...]:
    """One document of each kind and audience of the bundled visit, and the demo."""
    return (demo_document(), *(document(kind, audience) for kind, audience in _offered()))


def _offered() -> list[tuple[str, Audience]]:
    return [
        (kind, audience)
        for kind in PAPERS
        for audience in kinds.KINDS[kind].audiences
        if kinds.paper_subjects(sample(), kind, audience)
    ]


@cache
def document(kind: str, audience: Audience, language: str = "en") -> m.Document:
    subject = kinds.paper_subjects(sample(), kind, audience)[0]
    who = subject.recipient
    body = None if who.person else who.name
    reader = Reader(audience, person=who.person, body=body)
    return PAPERS[kind].build(make_edition(sample(), reader, language, SECOND, subject.about))


@cache
def every_block() -> tuple[m.Block, ...]:
    return tuple(b for d in every_document() for part in d.parts for b in part.blocks)


def with_text(text: str, **more: object) -> m.Document:
    """A document in which one text stands wherever people's texts can."""
    from tests.publishing.documents.pdf.hostile import replaced

    changed: m.Document = replaced(demo_document(), lambda _old: text)
    from dataclasses import replace

    return replace(changed, language="en-GB", **more)  # type: ignore[arg-type]


def of(*blocks: m.Block, **more: object) -> m.Document:
    """A document of a few blocks."""
    part = m.Part(title="Part", blocks=blocks, key="part", page=m.Page.SHEET)
    values: dict[str, object] = {
        "title": "Title",
        "language": "en-GB",
        "issued": SECOND.at,
        "parts": (part,),
        **more,
    }
    return m.Document(**values)  # type: ignore[arg-type]


HOSTILE = (
    "x" * 10_000,
    "word " * 500,
    "\x00\x01\x0b\x1f\ud800\ufffe\uffff",
    "<b>&amp;</b> ]]> <w:p/> { PAGE } \\* MERGEFORMAT",
    "שלום עולם مرحبا بالعالم (12:30)",
    "👩‍👩‍👧 日本語 Żółć\u202e\u2028\r\n\t",
    "",
)
