from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visitplanner.publishing import coverage
from visitplanner.publishing.documents.pdf import fonts
from visitplanner.publishing.documents.pdf.styles import Face


@pytest.fixture(autouse=True)
def _loaded() -> None:
    fonts.load()


NAMES = """Żółć-Testowska Příkladná Łukasz Đorđević Guðmundsdóttir Ħal Ġorġ Čičmanec Őrsi Şahin İpek
Ὀδυσσεύς Ελένη Παπαδοπούλου Иванка Примерова Ђорђе Њежић Їжак Ґалаґан Ѓорѓи Ќосев Ўладзімір Ÿ ß ẞ
ŵŷ ĳ Ŀŀ ŋŦ Áåæøœ ÇĞŰŪŅĶĢ — – … “„’‚ « » ‹ › € £ → ✓ • × ½ ° № §"""


FACES = (Face.SANS, Face.SEMI, Face.ITALIC, Face.SERIF, Face.SERIF_SEMI)


@pytest.mark.parametrize("face", FACES)
def test_latin_greek_and_cyrillic_are_all_drawn(face: Face) -> None:
    pieces, missing = fonts.split(fonts.clean(NAMES).replace("\n", " "), face)
    assert missing == []
    assert "".join(text for _, text in pieces) == fonts.clean(NAMES).replace("\n", " ")


def test_a_character_of_another_face_is_borrowed_from_it() -> None:
    assert fonts.split("a → b", Face.SERIF_SEMI)[0] == [
        (Face.SERIF_SEMI, "a "),
        (Face.SEMI, "→"),
        (Face.SERIF_SEMI, " b"),
    ]


def test_a_character_nobody_has_is_written_out_and_reported() -> None:
    pieces, missing = fonts.split("ab漢😀c", Face.SANS)
    assert pieces == [(Face.SANS, "ab‹U+6F22›‹U+1F600›c")]
    assert missing == ["漢", "😀"]
    assert fonts.uncovered("Ж漢\n漢😀") == ("漢", "😀")
    assert fonts.split("\ud800", Face.SANS)[0] == [(Face.SANS, "‹U+D800›")]


def test_decomposed_letters_are_composed() -> None:
    assert fonts.clean("e\u0301 \u0418\u0306") == "é Й"


def test_a_mark_without_composed_form_stays_with_its_letter() -> None:
    assert fonts.split("x\u0301y", Face.SANS) == ([(Face.SANS, "x\u0301y")], [])


def test_direction_and_control_characters_are_taken_out() -> None:
    assert fonts.clean("a\u202eb\u200fc\x00d\x1b[0m\ufeff") == "abcd[0m"


def test_line_breaks_are_one_kind() -> None:
    assert fonts.clean("a\r\nb\rc\u2028d\x0be\tf") == "a\nb\nc\nd\ne f"


@given(st.text(max_size=60), st.sampled_from(FACES))
def test_every_piece_is_covered_by_its_face(text: str, face: Face) -> None:
    fonts.load()
    for by, part in fonts.split(fonts.clean(text), face)[0]:
        known = fonts.registered(by).face.charToGlyph
        uncovered = [c for c in part if ord(c) not in known]
        assert [c for c in uncovered if c != "\n"] == []


def test_kerning_tightens_the_heading_face_only() -> None:
    assert fonts.kern("AVATAR", Face.SERIF_SEMI) < -0.1
    assert fonts.kern("AVATAR", Face.SANS) == 0


def test_figures_are_tabular() -> None:
    for face in (Face.SANS, Face.SEMI, Face.SERIF, Face.SERIF_SEMI):
        assert len({fonts.em_width(figure, face) for figure in "0123456789"}) == 1


SCRIPTS = {
    "Արամ Խաչատրյան": (Face.ARMENIAN, Face.ARMENIAN_SEMI),
    "გიორგი": (Face.GEORGIAN, Face.GEORGIAN_SEMI),
    "שרה": (Face.HEBREW, Face.HEBREW_SEMI),
    "أحمد": (Face.ARABIC, Face.ARABIC_SEMI),
    "☎✈①": (Face.SIGNS, Face.SIGNS),
}


@pytest.mark.parametrize("text", SCRIPTS)
def test_other_scripts_have_faces_of_the_same_weight(text: str) -> None:
    regular, semi = SCRIPTS[text]
    assert {by for by, part in fonts.split(text, Face.SANS)[0] if part.strip()} == {regular}
    assert {by for by, part in fonts.split(text, Face.SERIF_SEMI)[0] if part.strip()} == {semi}


def test_a_mark_takes_its_letter_along() -> None:
    pieces, missing = fonts.split("ab\u05d0\u05b8", Face.SANS)
    assert pieces == [(Face.SANS, "ab"), (Face.HEBREW, "\u05d0\u05b8")]
    assert missing == []


def test_faces_are_loaded_when_they_are_needed() -> None:
    code = (
        "from visitplanner.publishing.documents.pdf import fonts, styles\n"
        "fonts.load(); fonts.split('plain', styles.Face.SANS)\n"
        "print(sorted(fonts._registered))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[<Face.SANS: 'Plan-Sans'>]"


@pytest.mark.parametrize("face", fonts.FILES)
def test_every_face_can_end_a_line(face: Face) -> None:
    """A hyphen, an ellipsis and the space behind a word are drawn in the face of the word."""
    known = fonts.registered(face).face.charToGlyph
    assert {ord(c) for c in " -…"} <= known.keys()


@pytest.mark.parametrize("face", fonts.FILES)
def test_the_table_of_characters_is_that_of_the_fonts(face: Face) -> None:
    added = {0xA0, 0xFFFF}  # by the PDF library
    known = {code for code in fonts.registered(face).face.charToGlyph if code >= 0x20} - added
    assert coverage.characters(fonts.FILES[face]) - added == known
