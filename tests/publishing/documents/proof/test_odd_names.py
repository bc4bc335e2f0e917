"""A name with a character no font has, an emoji, an accent of its own, sixty letters."""

from __future__ import annotations

import pytest

from tests.publishing.documents.chapters.cards import LONG
from tests.publishing.documents.chapters.papers import person, plan, stop
from tests.publishing.documents.pdf.watch import watching
from tests.publishing.documents.proof.papers import READERS, bare, documents, drawn, read_by
from visitplanner.publishing.documents.pdf.badges import GRID
from visitplanner.publishing.documents.pdf.engine import render_pdf
from visitplanner.publishing.unprinted import explained

ODD = person("P01", given_name="漢 😀 M\u0301aria", family_name=LONG, organisation=LONG)
VISIT = plan(stop(), ODD, *(person(f"P{n:02}", given_name=LONG) for n in range(2, 9)))
KINDS = ("badges", "tent-cards", "participants-booklet", "certificate", "personal-pack")


@pytest.mark.parametrize("kind", KINDS)
def test_what_no_font_has_is_told_and_marked(kind: str) -> None:
    made = drawn(VISIT, kind)
    assert {glyph.character for glyph in made.missing} == {"漢", "😀"}
    (warning,) = explained([(kind, made.missing)], VISIT)
    assert "漢 (U+6F22), 😀 (U+1F600) in Given name of P01;" in warning
    found = read_by("pypdf", made.data)
    assert "‹U+6F22›" in found
    assert "‹U+1F600›" in found
    assert "漢" not in found


@pytest.mark.parametrize("reader", READERS)
def test_an_accent_typed_apart_is_found(reader: str) -> None:
    assert bare("M\u0301aria") in read_by(reader, drawn(VISIT, "tent-cards").data)


def test_sixty_letters_stay_on_their_badge() -> None:
    assert len(LONG) == 60
    ((_, document),) = documents(VISIT, "badges")
    with watching() as watch:
        render_pdf(document)
    assert watch.collisions() == []
    front = [ink for ink in watch.inks if ink.page == 1]
    cards = [GRID.corner(n) for n in range(8)]
    for ink in front:
        inside = [
            (x, y)
            for x, y in cards
            if x + 4 < ink.left
            and ink.right < x + GRID.width - 4
            and y + 4 < ink.top
            and ink.bottom < y + GRID.height - 4
        ]
        below = cards[-1][1] + GRID.height
        assert len(inside) == 1 or ink.bottom < cards[0][1] or ink.top > below, ink
    # nothing of a name is left out
    words = "".join(ink.text for ink in front).replace(" ", "")
    assert words.count(LONG.replace(" ", "")) == 9
