"""The head of a person's card: the initials in the place of a picture."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from visitplanner.desktop import theme
from visitplanner.desktop.qt import override


class InitialsTile(QWidget):
    """The initials of a person, where a picture may be one day."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(56, 64)
        self._letters = ""

    def show_name(self, given: str, family: str) -> None:
        """Show these names' first letters."""
        self._letters = (given[:1] + family[:1]).upper()
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("band1"))
        painter.drawRoundedRect(self.rect(), 4, 4)
        painter.setPen(theme.color("band_ink"))
        painter.setFont(theme.font(18, weight=QFont.Weight.DemiBold))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._letters)
