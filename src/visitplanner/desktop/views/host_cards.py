"""How the card of a host is drawn on the board."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from visitplanner.desktop import icons, theme
from visitplanner.desktop.models.hosts import CARD_ROLE, Card
from visitplanner.desktop.qt import override
from visitplanner.desktop.timeline import type as setting
from visitplanner.desktop.wording import _

Index = QModelIndex | QPersistentModelIndex
MARGIN, GAP = 6, 9
_LEFT, _RIGHT, _TOP = 14, 10, 9
_WIDTHS = 20
"""In how many widths the heights of a card are remembered."""
_TITLE, _SECOND = 20, 17
"""How high the lines of a card are, in pixels at the usual size of text."""


class CardDelegate(QStyledItemDelegate):
    """Name, contact, what it does, and below a hairline what is to be done next."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._heights: dict[str, tuple[Card, dict[tuple[int, int], int]]] = {}
        """Of each card its height in so much room: a column is laid out in more than one width."""

    # --- measuring

    def _room(self) -> int:
        return max(self._view.viewport().width() - 2 * MARGIN - _LEFT - _RIGHT, 40)

    def _lines(self, card: Card) -> list[tuple[str, str]]:
        font, _metrics = setting.measured(12)
        first = setting.wrapped(card.lines[0], font, self._room(), 2) if card.lines[0] else []
        found = [(line, "ink") for line in first]
        if card.lines[1]:
            found.append((setting.elided(card.lines[1], font, self._room()), "muted"))
        return found

    def _todo(self, card: Card) -> list[str]:
        if card.action is None:
            return []
        font, metrics = setting.measured(12, bold=card.overdue)
        day = metrics.horizontalAdvance(card.action.day) + 8 if card.action.day else 0
        return setting.wrapped(card.action.text, font, max(self._room() - 20 - day, 30), 3)

    def _foot(self, card: Card) -> int:
        if card.action is not None:
            return 11 + len(self._todo(card)) * self._line()
        return 0 if card.stated else 4 + self._line()

    @staticmethod
    def _line() -> int:
        return max(_SECOND, setting.measured(12)[1].height() + 1)

    @staticmethod
    def _head() -> int:
        return max(_TITLE, setting.measured(13, bold=True)[1].height() + 2)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        card = index.data(CARD_ROLE)
        if not isinstance(card, Card):
            return QSize(100, 40)
        held, heights = self._heights.get(card.id, (None, {}))
        if held is not card or len(heights) > _WIDTHS:
            heights = {}
            self._heights[card.id] = card, heights
        room = self._room(), self._line()
        if room in heights:
            return QSize(100, heights[room])
        lines = len(self._lines(card))
        inside = self._head() + self._line() + 3 + lines * self._line() + self._foot(card)
        height = 2 * _TOP + inside + GAP
        heights[room] = height
        return QSize(100, height)

    # --- drawing

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card = index.data(CARD_ROLE)
        if not isinstance(card, Card):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole: QRect = option.rect
        box = whole.adjusted(MARGIN, 1, -MARGIN, -GAP + 1)
        chosen = self._view.selectionModel().isSelected(index)
        focused = chosen and self._view.hasFocus() and self._view.currentIndex() == index
        self._frame(painter, box, card, chosen=chosen, focused=focused)
        y = self._words(painter, box, card)
        self._draw_foot(painter, box, card, y)
        painter.restore()

    @staticmethod
    def _frame(painter: QPainter, box: QRect, card: Card, *, chosen: bool, focused: bool) -> None:
        shape = QPainterPath()
        edge = 2 if chosen else 1
        inner = QRectF(box).adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2)
        shape.addRoundedRect(inner, 4, 4)
        painter.fillPath(shape, theme.color("base"))
        painter.save()
        painter.setClipPath(shape)
        token = card.glyphs[0][1] if card.glyphs else "line3"
        painter.fillRect(QRect(box.left(), box.top(), 4, box.height()), theme.color(token))
        painter.restore()
        ink = "focus" if focused else "accent" if chosen else "line2"
        painter.setPen(QPen(theme.color(ink), edge))
        painter.drawPath(shape)

    def _words(self, painter: QPainter, box: QRect, card: Card) -> int:
        x, y, room = box.left() + _LEFT, box.top() + _TOP, self._room()
        bold, metrics = setting.measured(13, bold=True)
        small, narrow = setting.measured(12)
        name = setting.elided(card.name, bold, room)
        setting.draw(painter, x, y + metrics.ascent(), name, bold, theme.color("ink"))
        y += self._head()
        right = box.right() - _RIGHT
        for glyph, token in reversed(card.glyphs):
            icons.paint(painter, glyph, right - 15, y, token, 15)
            right -= 19
        contact = setting.elided(card.contact, small, right - x - 2)
        setting.draw(painter, x, y + narrow.ascent(), contact, small, theme.color("muted"))
        y += self._line() + 3
        for line, token in self._lines(card):
            setting.draw(painter, x, y + narrow.ascent(), line, small, theme.color(token))
            y += self._line()
        return y

    def _draw_foot(self, painter: QPainter, box: QRect, card: Card, y: int) -> None:
        x, right = box.left() + _LEFT, box.right() - _RIGHT
        if card.action is None:
            if not card.stated:
                font, metrics = setting.measured(11)
                text = setting.elided(_("as the programme says"), font, right - x)
                at = y + 4 + metrics.ascent()
                setting.draw(painter, x, at, text, font, theme.color("faint"))
            return
        painter.fillRect(QRect(x, y + 4, right - x, 1), theme.color("line"))
        y += 10
        token = "error" if card.overdue else "muted"
        glyph = "warning-octagon-fill" if card.overdue else "clock"
        icons.paint(painter, glyph, x, y, token, 14)
        font, metrics = setting.measured(12, bold=card.overdue)
        day = QFontMetrics(font).horizontalAdvance(card.action.day)
        setting.draw(
            painter, right - day, y + metrics.ascent(), card.action.day, font, theme.color(token)
        )
        for line in self._todo(card):
            setting.draw(painter, x + 20, y + metrics.ascent(), line, font, theme.color(token))
            y += self._line()


def shadow_of(view: QListView, index: Index) -> QRect:
    """Where a card stands in its list."""
    return view.visualRect(index).adjusted(MARGIN, 1, -MARGIN, -GAP + 1)
