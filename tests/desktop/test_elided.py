"""Words that have too little room: cut where least is lost, or scrolled."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from visitplanner.desktop import theme
from visitplanner.desktop.paper.rows import line
from visitplanner.desktop.widgets.elided import cut_title
from visitplanner.desktop.widgets.shrinking import Shrinking

SENTENCE = "Start “Lessons learnt and action list” at 14:20"


@pytest.fixture
def metrics(qtbot: QtBot) -> QFontMetrics:
    return QFontMetrics(theme.font(12))


def test_a_title_gives_way_before_what_is_to_be_done(metrics: QFontMetrics) -> None:
    whole = metrics.horizontalAdvance(SENTENCE)
    assert cut_title(SENTENCE, metrics, whole) == SENTENCE
    for room in range(whole - 1, metrics.horizontalAdvance("Start “L…” at 14:20") + 4, -3):
        said = cut_title(SENTENCE, metrics, room)
        assert said.startswith("Start “L")
        assert said.endswith("…” at 14:20")
        assert metrics.horizontalAdvance(said) <= room + 1  # kerning beside the ellipsis


@pytest.mark.parametrize("text", [SENTENCE, "Move both to the afternoon", "Take “ off"])
def test_where_that_is_too_little_the_middle_is_cut(metrics: QFontMetrics, text: str) -> None:
    said = cut_title(text, metrics, 40)
    assert "…" in said
    assert metrics.horizontalAdvance(said) <= 40


@pytest.mark.parametrize(("height", "scrolls"), [(400, False), (180, True)])
def test_lines_scroll_where_there_is_no_room_and_are_never_cut(
    height: int, scrolls: bool, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    lines, rest = Shrinking("Lines"), QPlainTextEdit()
    rest.setMinimumHeight(40)
    for number in range(4):
        lines.lines.addWidget(line(("warning", "warn"), f"{number} {SENTENCE}", whole=True))
    column = QVBoxLayout(window)
    column.addWidget(lines)
    column.addWidget(rest, 1)
    window.resize(200, height)
    window.show()
    qtbot.wait(1)
    assert (lines.verticalScrollBar().maximum() > 0) is scrolls
    assert (lines.focusPolicy() is Qt.FocusPolicy.StrongFocus) is scrolls
    for words in lines.findChildren(QLabel):
        assert words.height() >= words.heightForWidth(words.width())
