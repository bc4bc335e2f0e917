"""How a row of the palette is painted: glyph, title, second text, keys."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from visitplanner.desktop import icons, theme
from visitplanner.desktop.palette.model import HIT, Index
from visitplanner.desktop.palette.ranking import Hit, Marks
from visitplanner.desktop.qt import override
from visitplanner.desktop.wording import _

ROW, HEAD = 36, 28
_LEFT, _TEXT, _RIGHT = 18, 46, 16


def key_parts(keys: str) -> list[str]:
    """The single keys of a shortcut: `Ctrl`, `Shift`, `R`."""
    if "+" not in keys:
        return [keys] if keys else []
    rest, plus = (keys[:-2], ["+"]) if keys.endswith("++") else (keys, [])
    return [*rest.split("+"), *plus]


def draw_keys(painter: QPainter, keys: str, right: int, middle: int) -> int:
    """Draw a shortcut as small caps of keys that end at `right`; gives where they begin."""
    font = theme.font(11)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    for part in reversed(key_parts(keys)):
        wide = max(20, round(metrics.horizontalAdvance(part)) + 10)
        tall = max(18, round(metrics.height()) + 2)
        box = QRectF(right - wide + 0.5, middle - tall // 2 + 0.5, wide - 1, tall)
        painter.setPen(QPen(theme.color("line2"), 1))
        painter.setBrush(theme.color("base"))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(theme.color("muted"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, part)
        right -= wide + 4
    return right


class HitDelegate(QStyledItemDelegate):
    """Paints headings and hits."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, ROW if index.data(HIT) else HEAD)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box: QRect = option.rect
        hit = index.data(HIT)
        if hit is None:
            painter.setFont(theme.font(12, weight=QFont.Weight.DemiBold))
            painter.setPen(theme.color("muted"))
            words = box.adjusted(16, 6, -8, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, str(index.data()))
        else:
            view = self.parent()
            chosen = isinstance(view, QListView) and view.currentIndex() == index
            self._paint_hit(painter, box, hit, chosen=chosen)
        painter.restore()

    def _paint_hit(self, painter: QPainter, box: QRect, hit: Hit, *, chosen: bool) -> None:
        middle = box.center().y() + 1
        if chosen:
            painter.fillRect(box, theme.color("accent_soft"))
            painter.fillRect(box.left(), box.top(), 3, box.height(), theme.color("accent"))
        entry = hit.entry
        if entry.icon:
            icons.paint(painter, entry.icon, box.left() + _LEFT, middle - 9, entry.token, 18)
        keys = entry.keys or (_("Enter") if chosen else "")
        right = draw_keys(painter, keys, box.right() - _RIGHT, middle) - 10
        left = box.left() + _TEXT
        room = right - left
        detail_room = min(room * 0.45, self._width(entry.detail, theme.figures(12))) + 12
        used = self._draw(
            painter,
            QPointF(left, middle),
            hit.title,
            hit.title_marks,
            room - (detail_room if entry.detail else 0),
            theme.font(13),
            "ink",
        )
        if entry.detail:
            self._draw(
                painter,
                QPointF(left + used + 11, middle),
                entry.detail,
                hit.detail_marks,
                room - used - 11,
                theme.figures(12),
                "muted",
            )

    @staticmethod
    def _width(text: str, font: QFont) -> float:
        return QFontMetricsF(font).horizontalAdvance(text)

    @staticmethod
    def _draw(
        painter: QPainter,
        at: QPointF,
        text: str,
        marks: Marks,
        room: float,
        font: QFont,
        token: str,
    ) -> float:
        """Draw a line of text with what was found marked; gives how wide it came out."""
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
        kept = len(shown) - 1 if shown != text else len(shown)
        layout = QTextLayout(shown, font)
        formats = []
        plain = QTextLayout.FormatRange()
        plain.start, plain.length = 0, len(shown)
        plain.format = QTextCharFormat()
        plain.format.setForeground(theme.color(token))
        formats.append(plain)
        for first, length in marks:
            if first >= kept:
                continue
            one = QTextLayout.FormatRange()
            one.start, one.length = first, min(length, kept - first)
            style = QTextCharFormat()
            style.setFontWeight(QFont.Weight.DemiBold)
            style.setForeground(theme.color("ink"))
            style.setBackground(theme.color("accent_soft"))
            style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            style.setUnderlineColor(theme.color("accent"))
            one.format = style
            formats.append(one)
        layout.setFormats(formats)
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()
        layout.draw(painter, QPointF(at.x(), at.y() - line.height() / 2))
        return line.naturalTextWidth()
