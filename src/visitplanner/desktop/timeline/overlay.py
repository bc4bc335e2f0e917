"""What lies over the blocks: hatched overlaps, the focus ring, the present time, a drag."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QLine, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QWidget

from visitplanner.desktop import theme
from visitplanner.desktop.qt import override
from visitplanner.desktop.timeline import type as setting
from visitplanner.desktop.timeline.block import Block, draw_words
from visitplanner.desktop.timeline.looks import Look
from visitplanner.desktop.timeline.words import set_words

_HATCH = 9
_REACH = 6


@dataclass(frozen=True)
class Mark:
    """The time a block shares with another one; the hatch is on the side where the other is."""

    box: QRect
    lane: int


@dataclass(frozen=True)
class Ghost:
    """An entry while it is dragged: where it stood, where it would land, how it looks."""

    old: QRect
    new: QRect
    look: Look | None


class Overlay(QWidget):
    """Painted above all blocks; the mouse goes through it.

    It asks for no more than what changes: whatever lies below is painted anew with it.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._marks: tuple[Mark, ...] = ()
        self._rings: tuple[QRect, ...] = ()
        self._focused: Block | None = None
        self._focus_box = QRect()
        self._ghosts: tuple[Ghost, ...] = ()
        self._label = ""
        self._now = QLine()
        self._band = QRect()

    # --- what it shows

    def show_marks(self, marks: Iterable[Mark]) -> None:
        """Hatch these times."""
        new = tuple(marks)
        if new != self._marks:
            self._refresh([mark.box for mark in {*new} ^ {*self._marks}])
            self._marks = new

    def show_rings(self, boxes: Iterable[QRect]) -> None:
        """Put a ring around these blocks: they are selected."""
        new = tuple(boxes)
        if new != self._rings:
            changed = [box for box in (*new, *self._rings) if (box in new) != (box in self._rings)]
            self._rings = new
            self._refresh(changed)

    def show_focus(self, block: Block | None) -> None:
        """Put the ring of the focus around a block; none takes it away."""
        old, self._focused = self._focus_box, block
        self._focus_box = block.geometry() if block is not None else QRect()
        self._refresh([old, self._focus_box])

    def follow_focus(self) -> None:
        """Keep the ring of the focus around its block, which may have moved, or have gone."""
        block = self._focused
        if block is not None and (not block.isVisible() or block.geometry() != self._focus_box):
            self.show_focus(block if block.isVisible() else None)

    def show_ghosts(self, ghosts: Iterable[Ghost], label: str) -> None:
        """Show entries where they would land, with a label; none ends it."""
        old, self._ghosts, self._label = self._ghosts, tuple(ghosts), label
        touched = [box for ghost in (*old, *self._ghosts) for box in (ghost.old, ghost.new)]
        if touched:
            self._refresh([*touched, *(self._label_room(some) for some in (old, self._ghosts))])

    def show_now(self, line: QLine) -> None:
        """Draw the present time; an empty line takes it away."""
        if line != self._now:
            for one in (self._now, line):
                self.update(QRect(one.p1(), one.p2()).normalized().adjusted(-6, -6, 6, 6))
            self._now = line

    def show_band(self, band: QRect) -> None:
        """Show the rubber band; an empty one takes it away."""
        old, self._band = self._band, band
        self._refresh([old, band])

    @property
    def drag_label(self) -> str:
        """What the label beside the dragged block says; empty when nothing is dragged."""
        return self._label

    @property
    def ghosts(self) -> tuple[Ghost, ...]:
        """What is being dragged."""
        return self._ghosts

    @property
    def now(self) -> QLine:
        """The line of the present time; empty where it is not on the page."""
        return self._now

    @property
    def band(self) -> QRect:
        """The rubber band."""
        return self._band

    @staticmethod
    def _label_room(ghosts: tuple[Ghost, ...]) -> QRect:
        if not ghosts:
            return QRect()
        top = ghosts[0].new
        return QRect(top.left(), top.top() - 28, 420, top.height() + 60)

    def _refresh(self, boxes: Iterable[QRect]) -> None:
        region = QRegion()
        for box in boxes:
            if not box.isEmpty():
                region += box.adjusted(-_REACH, -_REACH, _REACH, _REACH)
        if not region.isEmpty():
            self.update(region)

    # --- painting

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = event.rect()
        for mark in self._marks:
            if mark.box.intersects(area):
                self._hatch(painter, mark)
        for box in self._rings:
            self._ring(painter, box, 2.5)
        if not self._focus_box.isEmpty():
            self._ring(painter, self._focus_box, 3)
        if not self._now.isNull():
            self._paint_now(painter)
        if not self._band.isEmpty():
            self._paint_band(painter)
        for ghost in reversed(self._ghosts):
            self._paint_ghost(painter, ghost)
        if self._ghosts:
            self._paint_label(painter, self._ghosts[0].new)

    @staticmethod
    def _hatch(painter: QPainter, mark: Mark) -> None:
        box = mark.box
        if box.height() < 2 * _HATCH:  # a few strokes look like a smudge: the frame says it all
            return
        x = box.left() + 4 if mark.lane else box.right() - _HATCH - 1
        painter.save()
        painter.setClipRect(QRect(x, box.top() + 2, _HATCH, box.height() - 4))
        painter.setPen(QPen(theme.color("error"), 1.5))
        for y in range(box.top() - _HATCH, box.bottom() + _HATCH, 5):
            painter.drawLine(x, y + _HATCH, x + _HATCH, y)
        painter.restore()

    @staticmethod
    def _ring(painter: QPainter, box: QRect, reach: float) -> None:
        painter.setPen(QPen(theme.color("focus"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(box).adjusted(-reach, -reach, reach, reach), 6, 6)

    def _paint_now(self, painter: QPainter) -> None:
        painter.setPen(QPen(theme.color("accent"), 2))
        painter.drawLine(self._now)
        painter.setBrush(theme.color("accent"))
        painter.drawEllipse(self._now.p1(), 3, 3)

    def _paint_band(self, painter: QPainter) -> None:
        painter.setPen(QPen(theme.color("accent"), 1, Qt.PenStyle.DashLine))
        painter.setBrush(theme.color("accent", 28))
        painter.drawRect(self._band)

    @staticmethod
    def _paint_ghost(painter: QPainter, ghost: Ghost) -> None:
        if not ghost.old.isEmpty():
            painter.setPen(QPen(theme.color("line3"), 1, Qt.PenStyle.DashLine))
            painter.setBrush(theme.color("canvas", 180))
            painter.drawRoundedRect(QRectF(ghost.old), 4, 4)
        if ghost.new.isEmpty():
            return
        look = ghost.look
        fill = "accent_soft" if look is None else "navy" if look.style == "whole" else look.fill
        painter.setBrush(theme.color(fill))
        painter.setPen(QPen(theme.color("accent"), 2))
        painter.drawRoundedRect(QRectF(ghost.new).adjusted(1, 1, -1, -1), 4, 4)
        if look is not None:
            painter.save()
            painter.translate(ghost.new.topLeft())
            draw_words(painter, set_words(look, ghost.new.width(), ghost.new.height()))
            painter.restore()

    def _paint_label(self, painter: QPainter, target: QRect) -> None:
        if not self._label:
            return
        font, metrics = setting.measured(12, bold=True)
        shown = self.visibleRegion().boundingRect()
        wide = min(metrics.horizontalAdvance(self._label) + 16, max(60, shown.width() - 8))
        box = QRect(target.left(), target.top() - 26, wide, 22)
        if box.top() < shown.top():
            box.moveTop(target.bottom() + 4)
        box.moveLeft(max(shown.left() + 2, min(box.left(), shown.right() - wide - 2)))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawRoundedRect(box, 5, 5)
        painter.setFont(font)
        painter.setPen(theme.color("accent_ink"))
        text = setting.elided(self._label, font, wide - 12)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
