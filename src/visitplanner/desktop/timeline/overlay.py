"""What lies over the blocks: rings, hatches of shared time, and the ghost while dragging."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from visitplanner.desktop import theme
from visitplanner.desktop.qt import override
from visitplanner.desktop.timeline.block import Block

_HATCH = 9


@dataclass(frozen=True)
class Mark:
    """The time a block shares with another one; the hatch is on the side where the other is."""

    box: QRect
    lane: int


class Overlay(QWidget):
    """Painted above all blocks; the mouse goes through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._ground = parent
        self._marks: list[Mark] = []
        self._dragged: Block | None = None
        self._target, self._label = QRect(), ""

    def show_marks(self, marks: list[Mark]) -> None:
        """Hatch these times."""
        self._marks = marks
        self.raise_()
        self.update()

    def show_drag(self, block: Block | None, target: QRect, label: str) -> None:
        """Show a block at `target` with a label; an empty target ends it."""
        self._dragged, self._target, self._label = block, target, label
        self.update()

    @property
    def drag_label(self) -> str:
        """What the label beside the dragged block says; empty when nothing is dragged."""
        return self._label

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.Hide):
            self.update()
        return False

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for mark in self._marks:
            self._hatch(painter, mark)
        for block in self._ground.findChildren(Block):
            if block.isVisible() and (block.chosen or block.hasFocus()):
                self._ring(painter, block.geometry(), focused=block.hasFocus())
        if not self._target.isNull():
            self._paint_drag(painter)

    def _hatch(self, painter: QPainter, mark: Mark) -> None:
        box = mark.box
        x = box.left() + 4 if mark.lane else box.right() - _HATCH - 1
        painter.save()
        painter.setClipRect(QRect(x, box.top() + 2, _HATCH, box.height() - 4))
        painter.setPen(QPen(theme.color("error"), 1.5))
        for y in range(box.top() - _HATCH, box.bottom() + _HATCH, 5):
            painter.drawLine(x, y + _HATCH, x + _HATCH, y)
        painter.restore()

    @staticmethod
    def _ring(painter: QPainter, box: QRect, *, focused: bool) -> None:
        pen = QPen(theme.color("focus"), 2)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        reach = 3 if focused else 2.5
        painter.drawRoundedRect(QRectF(box).adjusted(-reach, -reach, reach, reach), 6, 6)

    def _paint_drag(self, painter: QPainter) -> None:
        if self._dragged is not None:
            old = QRectF(self._dragged.geometry())
            painter.fillRect(old.toRect(), theme.color("canvas", 180))
            painter.setPen(QPen(theme.color("line3"), 1, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(old, 4, 4)
            look = self._dragged.look
            fill = look.fill if look and look.style != "whole" else "navy"
            painter.setBrush(theme.color(fill))
        else:
            painter.setBrush(theme.color("accent_soft"))
        painter.setPen(QPen(theme.color("accent"), 2))
        painter.drawRoundedRect(QRectF(self._target).adjusted(1, 1, -1, -1), 4, 4)
        if self._dragged is not None and self._dragged.look is not None:
            look = self._dragged.look
            ink = "navy_ink" if look.style == "whole" else "ink"
            painter.setFont(theme.font(12, weight=QFont.Weight.DemiBold))
            painter.setPen(theme.color(ink))
            inside = self._target.adjusted(10, 3, -5, 0)
            flags = Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
            painter.drawText(inside, int(flags), look.facts.title)
        self._paint_label(painter)

    def _paint_label(self, painter: QPainter) -> None:
        font = theme.figures(12, weight=QFont.Weight.DemiBold)
        wide = QFontMetrics(font).horizontalAdvance(self._label) + 16
        box = QRect(self._target.left(), self._target.top() - 26, wide, 22)
        if box.top() < self.visibleRegion().boundingRect().top():
            box.moveTop(self._target.bottom() + 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawRoundedRect(box, 5, 5)
        painter.setFont(font)
        painter.setPen(theme.color("accent_ink"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._label)
