"""Whatever people type: a file, on the page, nothing over anything else, nothing lost."""

from __future__ import annotations

import dataclasses
import re
from functools import lru_cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.publishing.documents.pdf.demo import demo_document
from tests.publishing.documents.pdf.demo_people import ABOUT_SOLARTYS
from tests.publishing.documents.pdf.hostile import replaced, strings
from tests.publishing.documents.pdf.reading import pages
from tests.publishing.documents.pdf.watch import watching
from visitplanner.publishing.documents.pdf.engine import render_pdf

if TYPE_CHECKING:
    from collections.abc import Callable

    from visitplanner.publishing.documents import model as m

PROSE = "Lorem ipsum dolor sit amet, consectetur adipiscing elit; sed do eiusmod. "

CASES: dict[str, Callable[[str], str]] = {
    "as it is": lambda s: s,
    "empty": lambda s: "",
    "blank": lambda s: " \n\t ",
    "twice": lambda s: f"{s} {s}",
    "long names": lambda s: "Wilhelmina-Konstantina von und zu Hohenzollern-Sigmaringen",
    "60 wide letters": lambda s: "W" * 60,
    "200 unbreakable letters": lambda s: "m" * 200,
    "300 letters": lambda s: (PROSE * 5)[:300],
    "markup": lambda s: f"<b>&amp;{s}</font><para>",
    "no font": lambda s: f"漢😀{s}",
    "breaks": lambda s: f"{s}\n\r\n\x00\x1b\u202e{s}",
}


@pytest.mark.parametrize("case", CASES)
def test_any_text_everywhere(case: str) -> None:
    document = replaced(demo_document(), CASES[case])
    with watching() as watch:
        render_pdf(document)
    assert watch.outside() == []
    assert watch.collisions() == []


def test_markup_stays_text_in_every_field() -> None:
    text = " ".join(pages(replaced(demo_document(), lambda s: f"<b>&amp;{s}")))
    assert text.count("<b>&amp;") > 200
    assert "<b>&amp;Jan Przykładowski" in text.replace("\n", " ")


@lru_cache
def _parts() -> tuple[m.Part, ...]:
    return demo_document().parts


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_ten_thousand_letters_in_any_one_field(data: st.DataObject) -> None:
    part = data.draw(st.sampled_from(_parts()))
    at = data.draw(st.integers(0, len(strings(part)) - 1))
    left = iter(range(10_000))
    long = replaced(part, lambda s: (PROSE * 140)[:10_000] if next(left) == at else s)
    with watching() as watch:
        render_pdf(dataclasses.replace(demo_document(), parts=(long,)))
    assert watch.outside() == []
    assert watch.collisions() == []


def test_long_notes_are_printed_to_the_last_word() -> None:
    """In fields for prose nothing is cut; only furniture, figures and the overview may be."""
    count = 137
    prose = {
        "Led by Alba Álvarez, Solartys · in English",
        "Coordination of the partnership",
        ABOUT_SOLARTYS,
        "Hotel lobby, with bags",
        "Autocars Exemple, ramp.",
        "a booking",
        "two lessons and one action each.",
        "One question per organisation on cluster funding.",
        "Carrer de Balmes 1, 08007 Barcelona",
        "Solartys, logistics · Spanish, Catalan, English",
        "13 people, one wheelchair space",
    }
    changed: list[str] = []

    def change(text: str) -> str:
        if text in prose:
            changed.append(text)
            return "Zyxw " * count
        return text

    document = replaced(demo_document(), change)
    text = " ".join(pages(document))
    assert len(re.findall("Zyxw", text)) == count * len(changed)
    assert len(changed) >= 11
