"""The window keeps its room: panes have their width, glyphs are as sharp as the screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from visitplanner.desktop import icons
from visitplanner.desktop.widgets.stack import Stack


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_glyphs_have_a_pixel_of_their_own_for_each_of_the_screen(
    qtbot: QtBot, scale: float
) -> None:
    drawn = icons.icon("plus").pixmap(QSize(16, 16), scale)
    assert drawn.size() == QSize(round(16 * scale), round(16 * scale))
    assert drawn.devicePixelRatio() == scale


def test_a_stack_asks_for_the_room_of_the_page_in_front(qtbot: QtBot) -> None:
    stack = Stack()
    qtbot.addWidget(stack)
    assert stack.minimumSizeHint().isValid()
    sizes = QSize(300, 200), QSize(80, 40)
    for size in sizes:
        page = _Page(size)
        stack.addWidget(page)
    for number, size in enumerate(sizes):
        stack.setCurrentIndex(number)
        assert stack.minimumSizeHint() == size


class _Page(QWidget):
    def __init__(self, least: QSize) -> None:
        super().__init__()
        self._least = least

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return self._least
