"""The chapters that the organiser writes, funding, note pages; and texts as they are typed."""

from __future__ import annotations

import pytest

from tests.publishing.documents.chapters.papers import (
    blocks,
    keys,
    pack,
    part,
    plan,
    said,
    sample,
    stop,
)
from visitplanner.domain.chapters import ChapterChoice
from visitplanner.domain.privacy import Audience
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.pack import CHAPTERS
from visitplanner.publishing.documents.chapters.typed import abbreviations, typed
from visitplanner.publishing.documents.pdf.engine import render_pdf

_LETTERS = "COSME: programme for small firms\nDG GROW: directorate\nACCIÓ – agency for business"


def test_empty_lines_part_paragraphs_and_dashes_make_a_list() -> None:
    assert typed("One.\nStill one.\n\n- first\n- second\n\nLast <b>.") == (
        model.Paragraph("One.\nStill one."),
        model.Bullets(("first", "second")),
        model.Paragraph("Last <b>."),
    )


@pytest.mark.parametrize(
    "text",
    ["- a single line", "Hotel: bring a passport", "Bring: this\nWear: that", "a: b\nC: d", ""],
)
def test_what_is_no_list_stays_as_typed(text: str) -> None:
    assert typed(text) == ((model.Paragraph(text),) if text else ())
    assert abbreviations(text) == ()


def test_abbreviations_are_told_apart_and_sorted() -> None:
    known = abbreviations(f"Text.\n\n{_LETTERS}")
    assert [pair.label for pair in known] == ["ACCIÓ", "COSME", "DG GROW"]
    assert known[0].text == "agency for business"
    assert typed(f"Text.\n\n{_LETTERS}") == (model.Paragraph("Text."),)


def test_background_has_the_text_and_the_abbreviations() -> None:
    visit = sample().model_copy(update={"background": f"Energy in Catalonia.\n\n{_LETTERS}"})
    page = part(pack(visit), "background")
    assert page.title == "Background"
    assert "Energy in Catalonia." in said(page)
    assert "DG GROW\ndirectorate" in said(page)


def test_protocol_and_practical_are_chapters_of_their_own() -> None:
    visit = sample().model_copy(update={"practical": "Bring cash.", "protocol": "Shake hands."})
    document = pack(visit)
    assert "Bring cash." in said(part(document, "practical"))
    assert "Types C and F" in said(part(document, "practical"))
    assert "Shake hands." in said(part(document, "protocol"))


def test_chapters_without_content_are_left_out() -> None:
    found = keys(pack(plan(title="Bare")))
    assert not {"background", "practical", "protocol", "funding", "hotels", "travel"} & set(found)
    assert "notes" in found


def test_funding_says_whose_the_data_are() -> None:
    page = part(pack(sample()), "funding")
    words = said(page)
    assert sample().disclaimer in words
    assert "Solartys is answerable for these data" in words
    (strip,) = [block for block in page.blocks if isinstance(block, model.Funding)]
    assert strip.eu_emblem
    assert sample().disclaimer not in said(part(pack(sample()), "purpose"))


def test_the_public_is_told_of_the_funder_alone() -> None:
    words = said(part(pack(sample(), "public"), "funding"))
    assert sample().disclaimer in words
    assert "Personal data" not in words
    assert "notes" not in keys(pack(sample(), "public"))


def test_the_note_page_is_full_of_lines() -> None:
    document = pack(plan(stop()))
    (page,) = [one for one in document.parts if one.key == "notes"]
    assert any(isinstance(block, model.NotePage) for block in page.blocks)
    alone = model.Document(title="Notes", language="en", issued=document.issued, parts=(page,))
    drawn = render_pdf(alone)
    assert drawn.pages == 1


def test_hotels_stand_below_the_journeys_or_for_themselves() -> None:
    with_travel = part(pack(sample()), "hotels")
    assert not with_travel.new_page
    choice = ChapterChoice(paper="briefing-pack", audience=Audience.DELEGATE, left_out=("travel",))
    alone = part(pack(sample().model_copy(update={"chapters": (choice,)})), "hotels")
    assert alone.new_page
    (heading,) = [block for block in alone.blocks if isinstance(block, model.Heading)]
    assert heading.level == 1


def test_the_pack_has_every_chapter_in_an_order_that_works() -> None:
    order = [chapter.key for chapter in CHAPTERS]
    assert order.index("hosts") < order.index("background") < order.index("travel")
    assert order.index("practical") < order.index("protocol") < order.index("funding")
    assert order[-2:] == ["notes", "emergency"]
    assert len(blocks(pack(sample()), model.PocketCard)) == 1
