"""Lines that take the height they need, and scroll where there is less."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from visitplanner.desktop.qt import override

_LEAST: Final = 116
"""How high it is at least where its lines need more, in pixels: five lines of words."""


class Shrinking(QScrollArea):
    """A column of lines, some of which go on below where they are too long for the width."""

    def __init__(self, name: str, spacing: int = 4) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.verticalScrollBar().rangeChanged.connect(self._let_focus)
        self._let_focus(0, 0)
        inside = QWidget()
        inside.setProperty("ground", "panel")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.lines = QVBoxLayout(inside)
        """Where the lines go."""
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(spacing)
        self.setWidget(inside)
        inside.installEventFilter(self)

    def _let_focus(self, _least: int, most: int) -> None:
        """The Tab key stops here only where the arrow keys have something to scroll."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if most else Qt.FocusPolicy.NoFocus)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()  # other lines go on below now

    @override
    def sizeHint(self) -> QSize:
        needed = self.lines.heightForWidth(self.viewport().width())
        # One more: between whole pixels of a screen it would have something to scroll.
        return QSize(200, 1 + (needed if needed > 0 else self.lines.sizeHint().height()))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(80, min(self.sizeHint().height(), _LEAST))
