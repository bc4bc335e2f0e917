"""The lines of the right-hand pane: a sign, words that are cut or go on below, a figure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from visitplanner.desktop import icons
from visitplanner.desktop.paper import whom
from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.qt import override
from visitplanner.desktop.widgets.controls import label, push_button

SIGNS: Final = (
    ("dots-six-vertical", "faint", 15),
    ("check-bold", "accent_ink", 11),
    ("lock-key", "muted", 14),
    ("eye-slash", "muted", 15),
    ("warning", "warn", 15),
    ("check-circle", "ok", 15),
    *((name, "muted", 15) for name in whom.GLYPHS.values()),
)
"""What both panes paint at first, with colour and size."""
Box = TypeVar("Box", bound=QBoxLayout)


class Cut(QLabel):
    """Words on one line that end in an ellipsis where there is no room; all of them as tooltip."""

    def __init__(self, text: str, tone: str = "", tip: str = "") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setToolTip(tooltip(tip or text))
        self.setAccessibleName(tip or text)
        if tone:
            self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(30, super().minimumSizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        text = QFontMetrics(self.font()).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.width()
        )
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, text)


class Sign(QWidget):
    """A glyph that follows the theme."""

    def __init__(self, name: str, token: str, *, top: int = 1) -> None:
        super().__init__()
        self._name, self._token, self._top = name, token, top
        self.setFixedSize(17, 18)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        icons.paint(QPainter(self), self._name, 0, self._top, self._token, 15)


def line(
    sign: tuple[str, str],
    text: str,
    figure: str = "",
    *,
    below: str = "",
    tip: str = "",
    link: tuple[str, Callable[[], object]] | None = None,
    whole: bool = False,
) -> QWidget:
    """One line.

    Args:
        sign: The name and the colour of its glyph.
        text: What it says.
        figure: What stands at the right, small.
        below: A second line.
        tip: All of it, for a tooltip.
        link: Words at the right and what they do.
        whole: Whether what it says goes on below where there is no room, instead of being cut.
    """
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(Sign(*sign), 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(0)
    first = QHBoxLayout()
    first.setSpacing(8)
    first.addWidget(_whole(text, tip) if whole else Cut(text, "strong" if below else "", tip), 1)
    if figure:
        first.addWidget(label(figure, "small"), 0, Qt.AlignmentFlag.AlignTop)
    if link:
        button = push_button(link[0], link[1], small=True, link=True)
        button.setAccessibleName(f"{link[0]}: {text}")
        first.addWidget(button)
    column.addLayout(first)
    if below:
        column.addWidget(Cut(below, "small", tip))
    row.addLayout(column, 1)
    return made


def _whole(text: str, tip: str) -> QLabel:
    made = label(text, wrap=True)
    made.setToolTip(tooltip(tip))
    return made


def emptied(column: Box) -> Box:
    """A column without what stood in it."""
    while column.count():
        item = column.takeAt(0)
        widget = item.widget() if item else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
    return column
