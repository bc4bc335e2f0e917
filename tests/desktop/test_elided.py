"""Sentences on buttons are cut where least is lost."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from visitplanner.desktop import theme
from visitplanner.desktop.widgets.elided import cut_title

SENTENCE = "Start “Lessons learnt and action list” at 14:20"


@pytest.fixture
def metrics(qtbot: QtBot) -> QFontMetrics:
    return QFontMetrics(theme.font(12))


def test_a_title_gives_way_before_what_is_to_be_done(metrics: QFontMetrics) -> None:
    whole = metrics.horizontalAdvance(SENTENCE)
    assert cut_title(SENTENCE, metrics, whole) == SENTENCE
    for room in range(whole - 1, metrics.horizontalAdvance("Start “L…” at 14:20"), -3):
        said = cut_title(SENTENCE, metrics, room)
        assert said.startswith("Start “L")
        assert said.endswith("…” at 14:20")
        assert metrics.horizontalAdvance(said) <= room


@pytest.mark.parametrize("text", [SENTENCE, "Move both to the afternoon", "Take “ off"])
def test_where_that_is_too_little_the_middle_is_cut(metrics: QFontMetrics, text: str) -> None:
    said = cut_title(text, metrics, 40)
    assert "…" in said
    assert metrics.horizontalAdvance(said) <= 40
