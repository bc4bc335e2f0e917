"""A glyph that stands by itself, in the colour of the theme that is in force."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from visitplanner.desktop import icons
from visitplanner.desktop.qt import override


class Glyph(QWidget):
    """One glyph; it says nothing that the words beside it do not say."""

    def __init__(self, name: str, token: str = "ink", size: int = 16) -> None:
        super().__init__()
        self._name, self._token, self._size = name, token, size
        self.setFixedSize(QSize(size, size + 3))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        icons.paint(QPainter(self), self._name, 0, 2, self._token, self._size)
