"""One entry on the timeline: a real button, so that keyboard and screen readers reach it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QWidget

from visitplanner.desktop import icons, theme
from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.qt import override
from visitplanner.desktop.timeline import type as setting
from visitplanner.desktop.timeline.looks import Look
from visitplanner.desktop.timeline.words import Words, set_words

if TYPE_CHECKING:
    from visitplanner.desktop.timeline.drag import Dragger

__all__ = ["Block", "Look"]

RESIZE_ZONE = 6
"""The height of the edge at the bottom by which a block is made longer or shorter."""
DIMMED = 0.35
_ROUND, _BAR = 4, 4
"""The radius of its corners, and the width of the bar at its left."""


class Edge(NamedTuple):
    """How the outline of a block is drawn."""

    width: float
    color: QColor
    fill: QColor
    dashes: bool


class Block(QAbstractButton):
    """An item or a journey. Mouse and keys go to the dragger; painting is done here."""

    def __init__(self, parent: QWidget, record_id: str, dragger: Dragger) -> None:
        super().__init__(parent)
        self.record_id = record_id
        self.first_part = self.last_part = True
        self._dragger = dragger
        self._look: Look | None = None
        self._words: Words | None = None
        self.chosen = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_look(self, look: Look) -> None:
        """Take on the words and colours of the plan as it is now."""
        before = self._look
        if look is before or look == before:
            return
        self._look, self._words = look, None
        if before is None or look.facts.spoken != before.facts.spoken:
            self.setAccessibleName(look.facts.spoken)
            self.setAccessibleDescription(" ".join(look.facts.more))
        if before is None or look.facts.tip != before.facts.tip:
            self.setToolTip(tooltip(look.facts.tip))
        if self.isEnabled() is look.dimmed:
            self.setEnabled(not look.dimmed)
        self.update()

    def forget_words(self) -> None:
        """The fonts have changed: set the words anew."""
        self._words = None
        self.update()

    @property
    def look(self) -> Look | None:
        """What it shows."""
        return self._look

    def choose(self, chosen: bool) -> None:
        """Show it as selected or not."""
        if chosen is not self.chosen:
            self.chosen = chosen
            self.setChecked(chosen)

    @override
    def nextCheckState(self) -> None:
        """Only the selection of the document checks a block."""

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._words = None

    # --- mouse and keys

    def in_resize_zone(self, y: float) -> bool:
        """Whether a press at that height takes hold of the lower edge."""
        return (
            self.last_part and self.height() > 2 * RESIZE_ZONE and y > self.height() - RESIZE_ZONE
        )

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._dragger.press(self, event)
        else:
            super().mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._dragger.move(event)
            return
        edge = self.in_resize_zone(event.position().y()) and self._dragger.can_resize(self)
        self.setCursor(Qt.CursorShape.SizeVerCursor if edge else Qt.CursorShape.ArrowCursor)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._dragger.release(event)
        else:
            super().mouseReleaseEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._dragger.open(self)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._dragger.key(self, event):
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._dragger.menu(self, event)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    # Not by a filter of events: hundreds of blocks would pass each of theirs through Python.

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._dragger.focus(self, there=True)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._dragger.focus(self, there=False)

    @property
    def tip(self) -> str:
        """Everything that it says, with what is elided."""
        return self._look.facts.tip if self._look else ""

    # --- painting

    @property
    def words(self) -> Words:
        """What stands where on it."""
        if self._words is None and self._look is not None:
            self._words = set_words(self._look, self.width(), self.height())
        return self._words or Words()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._look is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._look.dimmed:
            painter.setOpacity(DIMMED)
        self._paint_shape(painter, self._look)
        draw_words(painter, self.words)

    def _paint_shape(self, painter: QPainter, look: Look) -> None:
        edge = self._edge(look)
        half = edge.width / 2
        shape = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(edge.fill)
        painter.drawRoundedRect(shape, _ROUND, _ROUND)
        if look.style != "whole":
            self._paint_bar(painter, look, shape, dashes=edge.dashes)
        pen = QPen(edge.color, edge.width)
        if edge.dashes and not look.clash:
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(shape, _ROUND, _ROUND)

    def _paint_bar(self, painter: QPainter, look: Look, shape: QRectF, *, dashes: bool) -> None:
        """The colour of its kind along the left edge. To clip by a path would take far longer."""
        color = theme.color("line3" if look.style == "cancelled" else look.token)
        if dashes:
            pen = QPen(color, _BAR)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern([5 / _BAR, 3 / _BAR])
            painter.setPen(pen)
            painter.drawLine(_BAR // 2, _ROUND, _BAR // 2, self.height() - _ROUND)
            return
        painter.setClipRect(0, 0, _BAR, self.height())
        painter.setBrush(color)
        painter.drawRoundedRect(shape, _ROUND, _ROUND)
        painter.setClipping(False)

    def _edge(self, look: Look) -> Edge:
        share = 1.0 if self.underMouse() else 0.28
        edge = Edge(1.0, theme.mixed(look.token, look.fill, share), theme.color(look.fill), False)
        match look.style:
            case "dashed":
                edge = Edge(1.0, theme.color(look.token), theme.color("canvas"), True)
            case "cancelled":
                edge = Edge(1.0, theme.color("line2"), theme.color("canvas"), False)
            case "part":
                edge = Edge(1.0, theme.color("leg"), theme.color("base"), False)
            case "open":
                edge = Edge(1.0, theme.color("leg"), theme.color("base"), True)
            case "whole":
                edge = Edge(1.0, theme.color("navy"), theme.color("navy"), False)
        if look.clash:
            edge = edge._replace(width=2.0, color=theme.color("error"))
        return edge


def draw_words(painter: QPainter, words: Words) -> None:
    """Draw what stands on a block."""
    for line in words.lines:
        painter.setFont(setting.measured(line.size, bold=line.bold, struck=line.struck)[0])
        painter.setPen(theme.color(line.tone))
        painter.drawText(QPointF(line.x, line.baseline), line.text)
    for glyph in words.glyphs:
        icons.paint(painter, glyph.name, glyph.x, glyph.y, glyph.tone, glyph.size)
