"""The programme for a wall."""

from __future__ import annotations

import io

import pypdf
import pytest

from tests.publishing.documents.chapters.papers import blocks, edition, pack, plan, sample
from tests.publishing.documents.pdf.watch import watching
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.papers import PAPERS
from visitplanner.publishing.documents.pdf.engine import render_pdf


def _document(audience: str) -> model.Document:
    return PAPERS["wall-grid"].build(edition(sample(), audience))


@pytest.mark.parametrize("audience", ["delegate", "staff"])
def test_the_grid_is_one_sheet_of_a3(audience: str) -> None:
    with watching() as watch:
        data = render_pdf(_document(audience)).data
    (page,) = pypdf.PdfReader(io.BytesIO(data)).pages
    width, height = (float(side) * 25.4 / 72 for side in page.mediabox[2:])
    assert (round(width), round(height)) == (420, 297)
    assert watch.collisions() == []


def test_it_says_what_the_page_of_the_pack_says() -> None:
    (wall,), (hand,) = (
        blocks(document, model.Glance) for document in (_document("staff"), pack(sample(), "staff"))
    )
    assert [block.title for block in wall.blocks if block.kind is not model.Kind.TRANSFER] == [
        block.title for block in hand.blocks if block.kind is not model.Kind.TRANSFER
    ]
    assert (wall.days, wall.bands, wall.stays) == (hand.days, hand.bands, hand.stays)


def _size(document: model.Document, page: int) -> float:
    """The size of the type in which an item is named on a page."""
    found: list[float] = []

    def visit(text: str, cm: list[float], tm: list[float], _: object, size: float) -> None:
        if "Efficient energy" in text:
            found.append(size * cm[3] * tm[3])

    pages = pypdf.PdfReader(io.BytesIO(render_pdf(document).data)).pages
    pages[page].extract_text(visitor_text=visit)
    return max(found)


def test_type_is_larger_than_in_the_hand() -> None:
    in_the_hand = _size(pack(sample(), "delegate"), 3)
    assert _size(_document("delegate"), 0) == pytest.approx(1.25 * in_the_hand, rel=0.01)


def test_a_plan_without_times_has_a_sheet() -> None:
    assert render_pdf(PAPERS["wall-grid"].build(edition(plan(), "delegate"))).pages == 1
