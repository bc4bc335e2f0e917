"""Sheets of paper: sizes, sides, an accent of one's own, and less ink."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import replace

import pikepdf
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.publishing.documents.pdf.demo import demo_document
from visitplanner.domain.vocabulary import PaperSize
from visitplanner.publishing import colours
from visitplanner.publishing.documents import model as m
from visitplanner.publishing.documents.pdf import inks, styles
from visitplanner.publishing.documents.pdf.engine import render_pdf
from visitplanner.publishing.documents.pdf.paper import Paper
from visitplanner.publishing.documents.pdf.styles import CARDS, COVER, FOLDED, MM, SHEET

LETTER = m.PageSetup(PaperSize.LETTER)


def drawn(setup: m.PageSetup) -> bytes:
    return render_pdf(replace(demo_document(), setup=setup)).data


def words(pages: Iterable[pypdf.PageObject]) -> str:
    """What upright pages say; the glance at the programme cuts more where it is narrower."""
    upright = (page for page in pages if page.mediabox.height > page.mediabox.width)
    return "\n".join(page.extract_text() for page in upright)


def test_letter_pages_have_their_size_and_all_their_text() -> None:
    pages = pypdf.PdfReader(io.BytesIO(drawn(LETTER))).pages
    sizes = {tuple(sorted(round(float(side)) for side in page.mediabox[2:])) for page in pages}
    assert sizes == {(612, 792)}
    text, before = words(pages), words(pypdf.PdfReader(io.BytesIO(drawn(m.PageSetup()))).pages)
    lost = {word for word in before.split() if word.isalpha()} - set(text.split())
    assert lost <= {"Notes", "Numbers", "map"}  # what stands only where there is room for it


def test_letter_keeps_the_width_of_text_and_ends_earlier() -> None:
    portrait = Paper(LETTER).families[m.Page.PORTRAIT]
    assert portrait.text_width == pytest.approx(styles.TEXT_WIDTH)
    assert portrait.bottom == pytest.approx(styles.PORTRAIT.bottom - 17.6 * MM)
    lay = Paper(LETTER).lay(portrait, 1)
    left, _, right, _ = lay.box((portrait.left, 0, portrait.width - portrait.right, 0))
    assert left == pytest.approx(22.95 * MM)
    assert lay.width - right == pytest.approx(20.95 * MM)


@pytest.mark.parametrize("family", [COVER, FOLDED, CARDS, SHEET])
def test_pages_that_are_one_drawing_fit_on_letter(family: styles.Family) -> None:
    lay = Paper(LETTER).lay(family, 1)
    left, bottom, right, top = lay.box((0, 0, family.width, lay.logical_height))
    assert left >= -0.01
    assert right <= lay.width + 0.01
    if family == CARDS:  # badges fit their holders, whatever they are printed on
        assert lay.scale == 1.0
    else:
        assert bottom >= -0.01
        assert top <= lay.height + 0.01


def test_even_pages_are_mirrored_on_both_sides() -> None:
    paper = Paper(m.PageSetup(duplex=True))
    portrait = paper.families[m.Page.PORTRAIT]
    assert paper.lay(portrait, 1).right == 0
    assert paper.lay(portrait, 2).right == pytest.approx(-2 * MM)
    assert paper.lay(CARDS, 2).right == 0
    assert Paper(m.PageSetup()).lay(portrait, 2).right == 0


def test_links_lie_where_their_words_do() -> None:
    """On a mirrored or centred page, a clickable rectangle moves along with its words."""
    plain = m.Part(title="A", blocks=(m.Paragraph((m.Run("word", target="https://a.example"),)),))
    document = replace(demo_document(), parts=(plain, replace(plain, title="B")))
    boxes = {}
    for setup in (m.PageSetup(), m.PageSetup(PaperSize.LETTER, duplex=True)):
        pdf = pikepdf.open(io.BytesIO(render_pdf(replace(document, setup=setup)).data))
        boxes[setup] = [[float(v) for v in page.Annots[0].Rect] for page in pdf.pages]
    for number, (plain_box, moved) in enumerate(zip(*boxes.values(), strict=True)):
        assert moved[0] - plain_box[0] == pytest.approx((2.95 - 2 * number) * MM, abs=0.01)
        assert moved[3] - plain_box[3] == pytest.approx(-17.6 * MM, abs=0.01)


def test_an_accent_takes_the_place_of_navy_but_not_of_rust() -> None:
    def colours_of(setup: m.PageSetup) -> bytes:
        pdf = pikepdf.open(io.BytesIO(drawn(setup)))
        return b"".join(page.Contents.read_bytes() for page in pdf.pages)

    navy, rust, green = b"0.1216 0.2275 0.3725", b"0.7098 0.2706 0.1725", b"0 0.3922 0 rg"
    assert navy in colours_of(m.PageSetup())
    other = colours_of(m.PageSetup(accent="#006400"))
    assert navy not in other
    assert green in other
    assert rust in other
    assert inks.ink(styles.Ink.NAVY) == styles.Ink.NAVY


def test_economy_draws_no_large_field_of_navy() -> None:
    def field(setup: m.PageSetup) -> bool:
        pdf = pikepdf.open(io.BytesIO(drawn(setup)))
        content = pdf.pages[0].Contents.read_bytes()
        navy = False
        for line in content.replace(b" rg", b" rg\n").replace(b" f", b" f\n").splitlines():
            navy = line.strip() == b"0.1216 0.2275 0.3725 rg" if line.endswith(b" rg") else navy
            if navy and line.endswith(b" re f") and float(line.split()[-3]) > 100:
                return True
        return False

    assert field(m.PageSetup())
    assert not field(m.PageSetup(economy=True))


@pytest.mark.parametrize("typed", ["", "navy", "#12", "#GGGGGG"])
def test_no_colour_is_navy(typed: str) -> None:
    assert colours.accent(typed) == styles.Ink.NAVY


@given(st.integers(0, 0xFFFFFF))
def test_any_accent_can_be_read(number: int) -> None:
    found = colours.accent(f"#{number:06x}")
    assert colours.contrast(found, "FFFFFF") >= colours.LEAST_CONTRAST
    assert colours.contrast(found, colours.tint(found, 0.84)) >= colours.LEAST_CONTRAST
    assert colours.accent(found) == found


def test_a_colour_that_is_dark_enough_stays() -> None:
    assert colours.accent("#006400") == "006400"
    assert colours.accent("ffcc00") != "FFCC00"


def test_contrast_is_that_of_the_standard() -> None:
    assert colours.contrast("FFFFFF", "000000") == pytest.approx(21)
    assert colours.contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.01)
