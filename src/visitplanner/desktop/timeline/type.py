"""Setting short texts into small boxes: wrapped, elided, the first line shorter by an icon."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextLayout, QTextOption

from visitplanner.desktop import theme

_MOST_FONTS = 100


class _Fonts:
    """The fonts of blocks with what they measure; made once for each theme."""

    kept: dict[tuple[int, bool, bool], tuple[QFont, QFontMetrics]] = {}  # noqa: RUF012 - a cache
    metrics: dict[int, tuple[QFont, QFontMetrics]] = {}  # noqa: RUF012 - a cache


def measured(size: int, *, bold: bool = False, struck: bool = False) -> tuple[QFont, QFontMetrics]:
    """A font with figures of one width, and what it measures."""
    key = (size + theme.larger(), bold, struck)
    found = _Fonts.kept.get(key)
    if found is None:
        weight = QFont.Weight.DemiBold if bold else QFont.Weight.Normal
        font = theme.figures(size, weight=weight)
        if struck:
            font = QFont(font)
            font.setStrikeOut(True)
        found = _Fonts.kept[key] = font, measured_by(font)
    return found


def forget_fonts() -> None:
    """The fonts of the window have changed."""
    _Fonts.kept, _Fonts.metrics = {}, {}


def wrapped(text: str, font: QFont, width: int, most: int, shorter: int = 0) -> list[str]:
    """`text` in at most `most` lines `width` pixels wide, the first `shorter`, the last elided."""
    metrics = measured_by(font)
    if metrics.horizontalAdvance(text) <= width - shorter:
        return [text]
    if most <= 1:
        return [metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(width - shorter, 1))]
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[str] = []
    while len(lines) < most:
        line = layout.createLine()
        if not line.isValid():
            break
        room = width - (0 if lines else shorter)
        line.setLineWidth(max(room, 1))
        start, count = line.textStart(), line.textLength()
        if len(lines) == most - 1 and start + count < len(text):
            rest = text[start:].replace("\n", " ")
            lines.append(metrics.elidedText(rest, Qt.TextElideMode.ElideRight, max(room, 1)))
            break
        # A word that is too long for a line is cut, not broken: half a word reads as another.
        part = text[start : start + count].rstrip()
        lines.append(metrics.elidedText(part, Qt.TextElideMode.ElideRight, max(room, 1)))
    layout.endLayout()
    return lines


def measured_by(font: QFont) -> QFontMetrics:
    """What a font measures; quick for those of the theme, which are the same again and again."""
    kept, metrics = _Fonts.metrics.get(id(font), (None, None))
    if kept is not font or metrics is None:
        if len(_Fonts.metrics) >= _MOST_FONTS:
            _Fonts.metrics = {}
        metrics = QFontMetrics(font)
        _Fonts.metrics[id(font)] = font, metrics  # held, so that no other one gets its number
    return metrics


def elided(text: str, font: QFont, width: int) -> str:
    """`text` cut with an ellipsis to fit `width`."""
    return measured_by(font).elidedText(text, Qt.TextElideMode.ElideRight, max(width, 1))


def draw(painter: QPainter, x: int, baseline: int, text: str, font: QFont, color: QColor) -> None:
    """Draw one line of text."""
    painter.setFont(font)
    painter.setPen(color)
    painter.drawText(QPointF(x, baseline), text)


def room_of(x: int, baseline: int, text: str, font: QFont) -> QRect:
    """What one line of text covers, with a little air at both ends."""
    metrics = measured_by(font)
    top, wide = baseline - metrics.ascent() + 1, metrics.horizontalAdvance(text)
    return QRect(x - 3, top, wide + 6, metrics.height() - 2)


def draw_right(painter: QPainter, box: QRect, text: str, font: QFont, color: QColor) -> None:
    """Draw one line of text against the right edge of a box."""
    painter.setFont(font)
    painter.setPen(color)
    painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
