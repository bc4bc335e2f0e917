"""Words on one line that give way where there is little room: cut, and whole in the tooltip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel

from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.qt import override


def cut_title(text: str, metrics: QFontMetrics, room: int) -> str:
    """A sentence that fits into `room` pixels: a title quoted in it is cut before its own words."""
    before, opening, rest = text.partition("“")
    title, closing, after = rest.partition("”")
    lack = metrics.horizontalAdvance(text) - room
    if lack <= 0:
        return text
    if closing:
        left = metrics.horizontalAdvance(title) - lack
        short = metrics.elidedText(title, Qt.TextElideMode.ElideRight, left)
        if len(short) > 1:  # more than the ellipsis
            return f"{before}{opening}{short}{closing}{after}"
    return metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, room)


class Elided(QLabel):
    """A line in a tone of the style sheet, cut with an ellipsis where it does not fit."""

    def __init__(self, text: str, tone: str = "") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setToolTip(tooltip(text))
        if tone:
            self.setProperty("tone", tone)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = self.contentsRect()
        cut = Qt.TextElideMode.ElideRight
        text = self.fontMetrics().elidedText(self.text(), cut, box.width())
        painter.setPen(self.palette().windowText().color())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
