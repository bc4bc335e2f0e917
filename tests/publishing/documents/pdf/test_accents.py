"""Accents on letters that Unicode does not compose stand over (or under) their letters."""

from __future__ import annotations

import pytest

from visitplanner.publishing.documents import model as m
from visitplanner.publishing.documents.pdf import fonts, styles
from visitplanner.publishing.documents.pdf.accents import accented
from visitplanner.publishing.documents.pdf.setting import Setting
from visitplanner.publishing.documents.pdf.styles import Face

FACES = (Face.SANS, Face.SEMI, Face.ITALIC)  # those whose accents are drawn around their origin
# Letters of DIN 91379 that are written with an accent of their own.
OF_NAMES = "C̀ D̂ F̀ H̱ J̌ K̀ K̄ L̂ L̥ M̀ M̂ N̂ P̀ R̥ S̀ T̄ U̇ Z̀ c̀ c̄ c̆ d̂ f̀ h̄ k̂ l̂ m̂ n̂ p̄ r̥ s̄ t̀ z̆ ạ̄ ọ̈"


@pytest.fixture(autouse=True)
def _loaded() -> None:
    fonts.load()


@pytest.mark.parametrize("face", FACES)
def test_an_accent_stands_within_its_letter(face: Face) -> None:
    for letters in OF_NAMES.split():
        (letter, _, _), *marks = accented(letters, face)
        width = fonts.em_width(letter, face)
        for _, right, _ in marks:
            assert -width < right < 0.35 * width, letters


def test_capitals_lift_an_accent_that_small_letters_do_not() -> None:
    small, high = (list(accented(text, Face.SANS))[1][2] for text in ("n\u0302", "M\u0302"))
    assert high > small + 0.1


def test_accents_on_one_side_are_stacked() -> None:
    _, (_, _, below), (_, _, above), (_, _, higher) = accented("L\u0325\u0304\u0301", Face.SANS)
    assert higher > above + 0.1
    assert abs(above - below) < 0.5


def test_accents_take_no_room_and_stay_in_the_word() -> None:
    setting = Setting(m.Words(), frozenset())
    with_accent, without = (
        setting.text(text, styles.BODY, 300).lines[0].width for text in ("aM\u0302b", "aMb")
    )
    assert with_accent == pytest.approx(without)
    box = setting.text("M\u0302" * 40, styles.BODY, 60)
    assert all(line.text()[:1] == "M" for line in box.lines)
