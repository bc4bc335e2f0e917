"""Long words in the narrowest cell: a hyphen that is seen, and nothing over a rule."""

from __future__ import annotations

import datetime as dt

import pypdfium2
import pypdfium2.raw as raw
import pytest

from tests.publishing.documents.pdf.watch import watching
from tests.publishing.documents.proof.papers import bare, read_by
from visitplanner.publishing.documents import model as m
from visitplanner.publishing.documents.pdf.engine import render_pdf

WORDS = {
    "de": "Verkehrsentwicklungsplanungsgesellschaft Rindfleischetikettierungsüberwachung",
    "hu": "megszentségteleníthetetlenségeskedéseitekért elkelkáposztástalanítottátok",
    "fi": "lentokonesuihkuturbiiniapumekaanikkoaliupseerioppilas kolmivaihekilowattituntimittari",
}
PATTERNS = {"de", "hu"}
NARROWEST = 14.0


def _table(words: str, language: str) -> m.Document:
    """Rows to sign in, between rules, each with all of the words in its narrowest cell."""
    columns = (
        m.Column("Name", width=NARROWEST, strong=True),
        m.Column("Word", width=NARROWEST, signing=True),
        m.Column("Sign", width=NARROWEST, signing=True),
        m.Column("Rest"),
    )
    rows = tuple(m.TableRow((word, words, word, "rest")) for word in words.split())
    part = m.Part(title="T", blocks=(m.Heading("T"), m.Table(columns, rows, row_height=9.8)))
    return m.Document(
        title="T", language=language, issued=dt.datetime(2026, 1, 1, tzinfo=dt.UTC), parts=(part,)
    )


def _boxes(page: pypdfium2.PdfPage) -> list[tuple[float, float, float, float]]:
    """Where letters stand: left, bottom, right, top."""
    text = page.get_textpage()
    return [
        text.get_charbox(index)
        for index in range(text.count_chars())
        if text.get_text_range(index, 1).strip()
    ]


def _upright_rules(page: pypdfium2.PdfPage) -> list[tuple[float, float, float, float]]:
    bounds = [line.get_bounds() for line in page.get_objects([raw.FPDF_PAGEOBJ_PATH])]
    return [(x, low, right, high) for x, low, right, high in bounds if right - x < 2 < high - low]


@pytest.mark.parametrize("language", WORDS)
def test_nothing_stands_over_a_rule(language: str) -> None:
    data = render_pdf(_table(WORDS[language], language)).data
    with pypdfium2.PdfDocument(data) as pdf:
        rules, letters = _upright_rules(pdf[0]), _boxes(pdf[0])
    assert len(rules) >= 6
    assert len(letters) > 200
    crossed = [
        (letter, rule)
        for letter in letters
        for rule in rules
        if letter[0] + 0.2 < (rule[0] + rule[2]) / 2 < letter[2] - 0.2
        and letter[1] < rule[3]
        and rule[1] < letter[3]
    ]
    assert crossed == []


@pytest.mark.parametrize("language", sorted(PATTERNS))
def test_a_parted_word_shows_its_hyphen_and_is_found_whole(language: str) -> None:
    document = _table(WORDS[language], language)
    with watching() as watch:
        data = render_pdf(document).data
    assert watch.collisions() == []
    hyphens = [ink for ink in watch.inks if ink.text.endswith("-")]
    assert len(hyphens) >= 10
    found = read_by("pypdf", data)
    assert all(bare(word) in found for word in WORDS[language].split())


def test_without_patterns_words_are_parted_without_loss() -> None:
    document = _table(WORDS["fi"], "fi")
    with watching() as watch:
        render_pdf(document)
    assert watch.collisions() == []
    text = "".join(ink.text for ink in watch.inks)
    assert all(text.count(word) >= 2 for word in WORDS["fi"].split())
