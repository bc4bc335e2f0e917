"""Right-to-left scripts: joined letters, order on the line, and the text that comes back out."""

from __future__ import annotations

import datetime as dt
import io
import itertools
import unicodedata

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from visitplanner.publishing.documents import model as m
from visitplanner.publishing.documents.pdf import fonts, joining, scripts, styles
from visitplanner.publishing.documents.pdf.engine import render_pdf
from visitplanner.publishing.documents.pdf.setting import LEFT, RIGHT, Setting
from visitplanner.publishing.documents.pdf.text import compose

AHMED, SARA = "أحمد علي", "שרה לוי"
ARABIC_NAMES = (
    *("أحمد علي الزهراني", "محمد عبد الله بن سالم", "عبد الرحمن الإدريسي", "لالا مريم"),
    *("علاء الدين", "سلام الآن", "پدرام گنجی", "آدم"),
)
NAMES = (*ARABIC_NAMES, "שרה לוי־כהן", "יוסף בן־דוד")


def setting() -> Setting:
    fonts.load()
    return Setting(m.Words(), frozenset())


def shown(text: m.Text, width: float = 400) -> list[str]:
    """The letters of each line from left to right, as they are typed."""
    box = setting().text(text, styles.BODY, width)
    lines = []
    for line in box.lines:
        pieces = sorted(line.pieces, key=lambda placed: placed[0])
        lines.append("".join(joining.said(piece.text) for _, piece in pieces).strip())
    return lines


def backwards(text: str) -> str:
    return text[::-1]


def drawn(*texts: m.Text) -> bytes:
    part = m.Part(title="Names", blocks=tuple(map(m.Paragraph, texts)))
    issued = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    return render_pdf(
        m.Document(title="Names", language="en-GB", issued=issued, parts=(part,))
    ).data


@pytest.mark.parametrize("name", NAMES)
def test_a_name_stands_from_right_to_left(name: str) -> None:
    assert shown(name) == [backwards(name)]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_comes_back_as_typed(name: str) -> None:
    text = pypdf.PdfReader(io.BytesIO(drawn(name))).pages[0].extract_text()
    assert name in text


def test_letters_are_joined() -> None:
    assert joining.joined("علي") == "\ufecb\ufee0\ufef2"
    assert joining.joined("لا")[1] == "\ufefb"
    assert joining.joined("سلا")[2] == "\ufefc"


def test_a_joiner_parts_letters_and_is_gone() -> None:
    assert joining.joined("می\u200cروم") == joining.joined("می") + joining.joined("روم")
    assert "\u200c" not in joining.joined("می\u200cروم")


@given(st.text(st.characters(min_codepoint=0x621, max_codepoint=0x64A), max_size=12))
def test_joined_letters_are_said_as_typed(text: str) -> None:
    typed = unicodedata.normalize("NFC", text)
    assert joining.said(joining.joined(typed)) == typed


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"Ahmed ({AHMED}) +34 600 123 456", f"Ahmed ({backwards(AHMED)}) +34 600 123 456"),
        (f"Host: {AHMED} +34 600 123 456", f"Host: {backwards(AHMED)} +34 600 123 456"),
        (f"Anna, {AHMED}, {SARA}", f"Anna, {backwards(AHMED)}, {backwards(SARA)}"),
        (f"Sara Levy {SARA}", f"Sara Levy {backwards(SARA)}"),
        (
            "Hotel فندق (المركز) room",
            "Hotel (" + backwards("المركز") + ") " + backwards("فندق") + " room",
        ),
        ("שרה 12 לוי", "יול 12 הרש"),
        ("בשעה +34 600 123", "+34 600 123 העשב"),
        ("דוד (דודו) כהן", "ןהכ (ודוד) דוד"),
    ],
)
def test_mixed_lines(text: str, line: str) -> None:
    assert shown(text) == [line]


def test_lines_are_broken_before_words_are_put_in_order() -> None:
    lines = shown("אבג דהו זחט יכל", styles.BODY.size * 4.2)
    assert len(lines) > 1
    assert lines[0].startswith("והד") or lines[0] == "גבא"
    assert " ".join(backwards(line) for line in lines) == "אבג דהו זחט יכל"


def test_a_paragraph_that_runs_to_the_left_begins_at_the_right() -> None:
    words = "אבג דהו זחט יכל " * 6
    assert setting().text(words, styles.BODY, 120).shift == RIGHT
    assert setting().text("אבג", styles.BODY, 120).shift == LEFT
    assert setting().text("Latin words " * 9 + words, styles.BODY, 120).shift == LEFT


def test_a_bold_name_and_its_neighbours_keep_their_order() -> None:
    text = (m.Run("Host "), m.Run("שרה", m.Role.STRONG), m.Run(" לוי"), m.Run(" room 5"))
    assert shown(text) == ["Host יול הרש room 5"]


def test_nothing_overlaps_on_a_mixed_line() -> None:
    text = (m.Run(f"Host {AHMED} "), m.Symbol(m.Icon.PHONE), m.Run(f" {SARA} end"))
    (line,) = setting().text(text, styles.BODY, 400).lines
    placed = sorted((x, x + piece.width) for x, piece in line.pieces)
    assert all(end <= start + 0.01 for (_, end), (start, _) in itertools.pairwise(placed))
    assert placed[-1][1] <= line.width + 0.01


@given(st.text(st.sampled_from("ab אב عل12 (.,·+)"), max_size=30), st.sampled_from([30.0, 60, 300]))
def test_no_letter_is_lost_or_doubled(text: str, width: float) -> None:
    fonts.load()
    words = compose(text, styles.BODY, str).words
    before = "".join(piece.text for word in words for piece in word.pieces)
    box = setting().text(text, styles.BODY, width)
    after = "".join(piece.text for line in box.lines for _, piece in line.pieces)
    mirrored = str.maketrans(")", "(", " ")
    assert sorted(after.translate(mirrored)) == sorted(before.translate(mirrored))


def test_a_word_in_one_sign_is_one_on_the_line() -> None:
    allah = "\ufdf2"
    (line,) = setting().text(f"{allah} {AHMED}", styles.BODY, 400).lines
    assert "".join(piece.text for _, piece in line.pieces).endswith(allah)


def test_text_without_such_letters_is_left_alone() -> None:
    box = setting().text("Latin only (12), Ελένη", styles.BODY, 400)
    before = [list(line.pieces) for line in box.lines]
    assert scripts.settle(box.lines) is False
    assert [line.pieces for line in box.lines] == before
