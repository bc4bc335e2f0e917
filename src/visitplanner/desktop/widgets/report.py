"""A column of headings, lines and small tables that a dialog fills anew whenever it has to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from visitplanner.desktop import icons
from visitplanner.desktop.widgets.controls import label


class Report(QScrollArea):
    """Words to read, never to edit; they can be selected and copied."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("ground", "base")  # behind the bar by which it scrolls as well
        self.setAccessibleName(name)
        self._column = QVBoxLayout()
        self.clear()

    def clear(self) -> None:
        """Begin again with nothing."""
        inside = QWidget()
        inside.setProperty("ground", "base")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        outer = QVBoxLayout(inside)
        outer.setContentsMargins(12, 8, 12, 12)
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        outer.addLayout(self._column)
        outer.addStretch(1)
        self.setWidget(inside)

    def heading(self, text: str) -> None:
        """A heading with some air above it."""
        if self._column.count():
            self._column.addSpacing(10)
        self._column.addWidget(label(text, "pane"))

    def line(self, text: str, tone: str = "") -> None:
        """A sentence."""
        self._column.addWidget(_words(text, tone))

    def problem(self, severity: str, text: str, fix: str = "") -> None:
        """A sentence with the sign of its severity, and what to do in small type below it."""
        sign = label()
        sign.setPixmap(
            icons.icon(icons.SEVERITIES[severity], icons.SEVERITY_COLORS[severity]).pixmap(16, 16)
        )
        sign.setAccessibleName(severity)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(_words(text))
        if fix:
            words.addWidget(_words(fix, "small"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self._column.addLayout(row)

    def table(self, rows: Sequence[Sequence[str]], tones: Sequence[str] = ()) -> None:
        """Rows of short texts, in columns; the last column takes the room that is left."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                tone = tones[column] if column < len(tones) else ""
                last = column == len(row) - 1
                words = _words(text, tone) if last else label(text, tone)
                grid.addWidget(words, number, column, Qt.AlignmentFlag.AlignTop)
        if rows:
            grid.setColumnStretch(len(rows[0]) - 1, 1)
        self._column.addLayout(grid)


def _words(text: str, tone: str = "") -> QWidget:
    words = label(text, tone, wrap=True)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return words
