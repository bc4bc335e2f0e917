"""Words parted by the rules of their language, only where a line would stay short."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pypdf
import pyphen
import pytest
from hypothesis import given
from hypothesis import strategies as st

from visitplanner.publishing.documents import model as m
from visitplanner.publishing.documents.pdf import fonts, hyphens, styles
from visitplanner.publishing.documents.pdf.engine import render_pdf
from visitplanner.publishing.documents.pdf.setting import Setting

NARROW = 14 * styles.MM
WORDS = {
    "en_GB": "international responsibilities conference programme internationalisation",
    "es": "responsabilidades empresarial internacionales",
    "de_DE": "Verkehrsentwicklungsplanung Gesellschaft Donaudampfschifffahrt",
    "pl": "odpowiedzialność",
}


def lines(
    text: m.Text, width: float, language: str = "en", style: styles.Style = styles.CELL
) -> list[str]:
    fonts.load()
    setting = Setting(m.Words(), frozenset())
    setting.language = language
    box = setting.text(text, style, width)
    assert all(line.width <= width + 0.02 for line in box.lines)
    return [line.text() for line in box.lines]


@pytest.mark.parametrize("language", WORDS)
def test_the_places_are_those_of_the_patterns(language: str) -> None:
    known = pyphen.Pyphen(lang=language, left=3, right=3)
    for word in WORDS[language].split():
        assert "-".join(hyphens.parts(word, language.replace("_", "-"))) == known.inserted(word)


def test_no_pattern_is_longer_than_what_is_looked_up() -> None:
    read = [hyphens._read(path) for path in set(map(Path, pyphen.LANGUAGES.values()))]
    assert 30 < max(len(letters) for patterns in read for letters in patterns) <= hyphens._LONGEST


def test_a_word_of_thousands_of_letters_is_looked_at_once_a_letter() -> None:
    asked: list[str] = []

    class Patterns(dict[str, str]):
        def get(self, letters: str, _default: object = None) -> None:  # type: ignore[override]
            asked.append(letters)

    hyphens._places("x" * 5000, Patterns())
    assert len(asked) <= 5002 * hyphens._LONGEST


@pytest.mark.parametrize(
    "word",
    [
        *("meeting", "INTERREG", "https://a.example/programme", "info@programme.example"),
        *("A320-Programme", "CEEC2017Programme", "+34600000000"),
    ],
)
def test_short_words_codes_and_addresses_stay_whole(word: str) -> None:
    assert hyphens.parts(word, "en") == (word,)


@pytest.mark.parametrize("language", ["fi", "ga", "mt", "tr", "xx", ""])
def test_a_language_without_patterns_parts_nothing(language: str) -> None:
    assert hyphens.parts("lentokonesuihkuturbiini", language) == ("lentokonesuihkuturbiini",)


@given(st.text(max_size=30), st.sampled_from(["en", "de", "fi"]))
def test_no_letter_is_lost(word: str, language: str) -> None:
    assert "".join(hyphens.parts(word, language)) == word


@pytest.mark.parametrize(
    ("word", "language"),
    [("Verkehrsentwicklungsplanungsgesellschaft", "de"), ("megszentségteleníthetetlen", "hu")],
)
def test_a_word_longer_than_a_cell_shows_a_hyphen(word: str, language: str) -> None:
    found = lines(word, NARROW, language)
    assert len(found) > 1
    assert all(line.endswith("-") for line in found[:-1])
    assert "".join(line.removesuffix("-") for line in found) == word
    assert len(found[-1]) >= 3


def test_without_patterns_a_word_breaks_and_stays_in_its_cell() -> None:
    found = lines("lentokonesuihkuturbiiniapumekaanikko", NARROW, "fi")
    assert len(found) > 1
    assert "".join(found) == "lentokonesuihkuturbiiniapumekaanikko"


def test_a_run_is_parted_in_its_own_language() -> None:
    word = "verkehrsentwicklungsplanung"
    own = lines((m.Run(word, language="de"),), NARROW, "en")
    assert own[0] in {"verkehrs-", "ver-"}
    assert own == lines(word, NARROW, "de")


LONG = "internationalisation"


def test_a_word_is_parted_only_where_the_line_would_stay_short() -> None:
    short = lines(f"a big {LONG} b c d", 30 * styles.MM)
    assert short[0].startswith("a big inter")
    assert short[0].endswith("-")
    full = lines(f"many words come here first of all, {LONG} and more", 55 * styles.MM)
    assert not any(line.endswith("-") for line in full)


def test_a_paragraph_does_not_end_on_a_part_of_a_word() -> None:
    assert lines(f"a big {LONG}", 30 * styles.MM) == ["a big", LONG]
    assert lines(f"a big {LONG}\nmore", 30 * styles.MM)[:2] == ["a big", LONG]


@pytest.mark.parametrize(
    "text",
    [
        f"a big {LONG.capitalize()} b c d",
        (m.Run("a big "), m.Run(LONG, m.Role.STRONG), m.Run(" b c d")),
        (m.Run("a big "), m.Run(LONG, target="https://a.example"), m.Run(" b c d")),
    ],
)
def test_names_and_links_stay_whole(text: m.Text) -> None:
    assert not any(line.endswith("-") for line in lines(text, 34 * styles.MM))


def test_a_word_with_a_map_number_stays_whole() -> None:
    text = (m.Run(f"a big {LONG}"), m.Run("12", m.Role.MAP_NUMBER), m.Run(" b c d"))
    assert not any(line.endswith("-") for line in lines(text, 36 * styles.MM))


def test_headings_are_not_parted() -> None:
    assert not any(
        line.endswith("-") for line in lines(f"a big {LONG} of", 60 * styles.MM, "en", styles.H2)
    )


def test_never_three_lines_in_a_row_end_on_a_hyphen() -> None:
    found = lines(" ".join(["a internationalisation"] * 12), 27 * styles.MM)
    ends = "".join("-" if line.endswith("-") else " " for line in found)
    assert "-" in ends
    assert "---" not in ends


def test_words_stay_whole_for_those_who_search_and_copy() -> None:
    part = m.Part(title="T", blocks=(m.Paragraph("plain responsibilities"),))
    issued = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    data = render_pdf(m.Document(title="T", language="en", issued=issued, parts=(part,))).data
    text = pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text()
    assert "plain responsibilities" in text
    assert "\u00ad" not in text
