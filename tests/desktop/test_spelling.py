"""Misspelt words: which dictionary is taken, what is judged, what is marked."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import settle
from visitplanner.desktop import spelling
from visitplanner.desktop.spelling import Marks, Speller, find, misspelt, offer_spellings
from visitplanner.desktop.views.base import Context


@pytest.fixture
def shelf_of_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    words = ["lunch", "with", "the", "delegation", "don't"]
    for name in ("en_US", "en_GB", "de_AT", "broken_XX"):
        (tmp_path / f"{name}.aff").write_text("SET UTF-8\nTRY esianrtolcdugmphbyfvkwz'\n")
        (tmp_path / f"{name}.dic").write_text("\n".join([str(len(words)), *words]))
    monkeypatch.setattr(spelling, "folders", lambda: iter([tmp_path]))
    spelling._dictionary.cache_clear()
    return tmp_path


def test_the_nearest_dictionary_is_taken(shelf_of_words: Path) -> None:
    def name(language: str) -> str:
        path = find(language)
        return path.name if path else ""

    assert [name(tag) for tag in ("en", "en-US", "de", "fr", "")] == [
        "en_GB",
        "en_US",
        "de_AT",
        "",
        "",
    ]


def test_names_numbers_and_addresses_are_not_judged() -> None:
    text = "lunhc with Jan PLC at 14:20, ask p04@example.orgg or www.exampel.org; A16b teh"
    wrong = [text[start : start + length] for start, length in misspelt(text, _knows)]
    assert wrong == ["lunhc", "teh"]


def _knows(word: str) -> bool:
    return not word[0].islower() or word in {"with", "at", "ask", "or"} or word == "PLC"


@given(st.text(max_size=80))
def test_what_is_marked_are_words_of_the_text(text: str) -> None:
    end = 0
    for start, length in misspelt(text, lambda _word: False):
        assert start >= end
        end = start + length
        assert end <= len(text)
        assert not any(c.isspace() or c.isdecimal() for c in text[start:end])


def test_a_field_is_marked_once_the_dictionary_is_there(
    shelf_of_words: Path, context: Context, qtbot: QtBot
) -> None:
    speller = Speller(context.tasks)
    document = QTextDocument("lunch with teh delegation, don't")
    marks = Marks(document, speller)
    assert marked(document) == []
    speller.use("en")
    settle(qtbot)
    assert speller.is_ready
    assert marked(document) == ["teh"]
    speller.accept("teh")
    assert marked(document) == []
    found: list[list[str]] = []
    speller.suggest("deligation", found.append)
    settle(qtbot)
    assert "delegation" in found[0]
    speller.use("fr")
    settle(qtbot)
    assert speller.is_right("teh")
    marks.deleteLater()


def marked(document: QTextDocument) -> list[str]:
    layout, text = document.firstBlock().layout(), document.firstBlock().text()
    return [text[f.start : f.start + f.length] for f in layout.formats()]


def test_notes_are_marked_and_put_right_from_the_menu(
    shelf_of_words: Path, context: Context, qtbot: QtBot
) -> None:
    from PySide6.QtWidgets import QMenu

    from visitplanner.desktop.forms.editors import TextEditor

    speller, editor, menu = Speller(context.tasks), TextEditor(), QMenu()
    typed: list[bool] = []
    editor.typed.connect(lambda: typed.append(True))
    editor.spell_with(speller)
    speller.use("en")
    editor.show_text("with teh delegation")
    settle(qtbot)
    assert marked(editor.document()) == ["teh"]
    assert typed == []
    cursor = editor.textCursor()
    cursor.setPosition(6)
    offer_spellings(menu, cursor, speller)
    settle(qtbot)
    offered = [action for action in menu.actions() if action.isVisible()]
    next(action for action in offered if action.text() == "the").trigger()
    assert editor.text() == "with the delegation"
    assert typed == [True]
    menu.deleteLater()
    editor.deleteLater()
    settle(qtbot)
