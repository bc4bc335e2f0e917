"""The pieces of the first page: the poster, the cards, the lines of recent visits.

They are part of the first painted frame. The namespace `Qt` with its hundred enumerations is not
touched before that frame, since loading it costs a tenth of the whole time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QBrush, QFont, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QWidget

from visitplanner.desktop import theme
from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.qt import override
from visitplanner.desktop.speech import _

_V_CENTRE, _H_CENTRE, _RIGHT, _TOP, _BOTTOM, _WRAP = 0x80, 0x04, 0x02, 0x20, 0x40, 0x1000
"""`Qt.AlignmentFlag` and `Qt.TextFlag` as numbers."""
PaintIcon = Callable[[QPainter, str, int, int, str, int], None]


class _Icons:
    """How to paint a glyph; nothing until the icons are loaded."""

    paint: PaintIcon | None = None


def load_icons(paint: PaintIcon) -> None:
    """From now on the page has icons."""
    _Icons.paint = paint


def _glyph(painter: QPainter, name: str, x: int, y: int, token: str, size: int) -> None:
    if _Icons.paint is not None:
        _Icons.paint(painter, name, x, y, token, size)


def plain_label(text: str, tone: str = "") -> QLabel:
    """Words in a tone of the style sheet."""
    made = QLabel(text)
    if tone:
        made.setProperty("tone", tone)
    return made


def _balanced(painter: QPainter, text: str, room: int) -> int:
    """The least width in which a text takes no more lines: no word stands on the last alone."""

    def height(width: int) -> int:
        return painter.boundingRect(QRect(0, 0, width, 1000), _WRAP, text).height()

    lines, width = height(room), room
    while width > room // 2 and height(width - 12) <= lines:
        width -= 12
    return width


class Poster(QWidget):
    """The navy side: the name, what it is for, and a route."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Visit Planner"))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.fixed("#1F3A5F"))
        left = 56 if self.width() > 400 else 32
        top = 64 if self.height() > 560 else 24
        painter.setPen(theme.fixed("#FFFFFF"))
        painter.setFont(theme.serif(38 if self.width() > 400 else 32))
        painter.drawText(left, top + 37, _("Visit Planner"))
        painter.setPen(theme.fixed("#C9D7E6"))
        painter.setFont(theme.font(17))
        words = _("One plan for the whole delegation.") + "\n" + _("Every paper follows from it.")
        box = QRect(left, top + 58, self.width() - left - 12, 110)
        shown = painter.drawText(box, _TOP | _WRAP, words)
        self._paint_points(painter, left, shown.bottom() + 28)
        self._paint_route(painter)

    def _paint_points(self, painter: QPainter, left: int, top: int) -> None:
        painter.setFont(theme.font(13))
        points = (
            ("path", _("Cities, sessions, meals, trains and rooms, each at its own local time")),
            ("book-open", _("Packs, day sheets and calendars for each reader, always in step")),
            ("shield-check", _("Works without a network; nothing leaves this computer unasked")),
        )
        for glyph, text in points:
            if top + 44 > self.height():
                return
            _glyph(painter, glyph, left, top + 10, "poster", 20)
            wide = _balanced(painter, text, self.width() - left - 32 - 40)
            painter.drawText(QRect(left + 32, top, wide, 44), _V_CENTRE | _WRAP, text)
            top += 52

    def _paint_route(self, painter: QPainter) -> None:
        w, h = self.width(), self.height()
        if h < 660:
            return
        stops = [(0.24, 0.742), (0.56, 0.622), (0.79, 0.766)]
        a, b, c = (QPointF(w * x, h * y) for x, y in stops)
        dash = QPen(theme.fixed("#9DB4CF"), 2)
        dash.setDashPattern([4, 3])
        line = QPen(theme.fixed("#9DB4CF"), 2)
        reach = w * 0.14
        for start, end, pen in (
            (QPointF(0, h * 0.865), a, line),
            (a, b, dash),
            (b, c, line),
            (c, QPointF(w, h * 0.76), dash),
        ):
            path = QPainterPath(start)
            bend = QPointF(reach, 0)
            path.cubicTo(start + bend, end - bend, end)
            painter.setPen(pen)
            painter.drawPath(path)
        for place, here in ((a, False), (b, True), (c, False)):
            painter.setPen(QPen(theme.fixed("#FFFFFF"), 2))
            painter.setBrush(theme.fixed("#FFFFFF" if here else "#1F3A5F"))
            painter.drawEllipse(place, 9, 9)
            if here:
                painter.setPen(theme.fixed("#B5452C"))
                painter.setBrush(theme.fixed("#B5452C"))
                painter.drawEllipse(place, 4, 4)
        painter.setBrush(QBrush())


class Card(QAbstractButton):
    """A large button: glyph, title, one line below, the shortcut at the right."""

    def __init__(
        self, glyph: str, title: str, detail: str, shortcut: str = "", *, primary: bool = False
    ) -> None:
        super().__init__()
        self._glyph, self._detail, self._shortcut = glyph, detail, shortcut
        self._primary = primary
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(detail)
        self.setMinimumSize(280, 66)
        self.setMaximumHeight(66)

    def show_keys(self, keys: str) -> None:
        """Show that shortcut at the right."""
        self._shortcut = keys.replace("+", " ")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(372, 66)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        primary, hover = self._primary, self.underMouse()
        fill = "accent" if primary else ("hover" if hover else "base")
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        edge = QPen(theme.color("accent" if primary else "line2"), 1)
        if self.hasFocus():
            edge = QPen(theme.color("ink" if primary else "focus"), 2)
        painter.setPen(edge)
        painter.setBrush(theme.color(fill))
        painter.drawRoundedRect(box, 6, 6)
        ink = "accent_ink" if primary else "ink"
        _glyph(painter, self._glyph, 18, 22, ink if primary else "accent", 22)
        wide = 0
        if self._shortcut:
            wide = QFontMetrics(theme.font(11)).horizontalAdvance(self._shortcut) + 12
        for text, token, y, font in (
            (self.text(), ink, 29, theme.font(14, weight=QFont.Weight.DemiBold)),
            (self._detail, ink if primary else "muted", 49, theme.font(12)),
        ):
            painter.setPen(theme.color(token))
            painter.setFont(font)
            painter.drawText(56, y, _elided(text, font, self.width() - 56 - wide - 28))
        if self._shortcut:
            painter.setFont(theme.font(11))
            key = QRectF(self.width() - wide - 16, 24, wide, 18)
            painter.setPen(QPen(theme.color("accent_ink" if primary else "line2"), 1))
            painter.setBrush(QBrush())
            painter.drawRoundedRect(key, 3, 3)
            painter.setPen(theme.color(ink if primary else "muted"))
            painter.drawText(key.toRect(), _V_CENTRE | _H_CENTRE, self._shortcut)


def _elided(text: str, font: QFont, room: int) -> str:
    """As much of `text` as there is room for. Qt's own would load its enumerations."""
    metrics = QFontMetrics(font)
    if metrics.horizontalAdvance(text) <= room:
        return text
    while text and metrics.horizontalAdvance(text + "…") > room:
        text = text[:-1]
    return text + "…"


class TipLine(QWidget):
    """A glyph and a sentence beside it."""

    def __init__(self, glyph: str, text: str) -> None:
        super().__init__()
        self._glyph = glyph
        self.setMinimumHeight(24)
        words = plain_label(text, "small")
        words.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(28, 0, 0, 0)
        row.addWidget(words, 1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        _glyph(QPainter(self), self._glyph, 0, 3, "accent", 17)


class RecentRow(NamedTuple):
    """A visit that was open here lately."""

    path: str
    title: str
    detail: str
    when: str
    pinned: bool = False
    missing: bool = False


class RecentButton(QAbstractButton):
    """One recent visit."""

    def __init__(self, row: RecentRow) -> None:
        super().__init__()
        self._row = row
        self.setText(row.title)
        self.setAccessibleName(f"{row.title}, {row.detail}, {row.when}")
        self.setToolTip(tooltip(row.path))
        self.setEnabled(not row.missing)
        self.setFixedHeight(55)

    @override
    def sizeHint(self) -> QSize:
        return QSize(300, 55)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        from PySide6.QtCore import Qt

        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = self._row
        if self.underMouse() and not row.missing:
            painter.fillRect(self.rect(), theme.color("hover"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("line"))
        glyph, tone = ("file-x", "faint") if row.missing else ("file", "accent")
        _glyph(painter, glyph, 10, 17, tone, 20)
        metrics_room = self.width() - 42 - 90
        for text, y, size, token in (
            (row.title, 24, 13, "faint" if row.missing else "ink"),
            (row.detail, 43, 12, "muted"),
        ):
            weight = QFont.Weight.DemiBold if y == 24 else QFont.Weight.Normal
            painter.setFont(theme.font(size, weight=weight))
            painter.setPen(theme.color(token))
            metrics = QFontMetrics(painter.font())
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, metrics_room)
            painter.drawText(42, y, shown)
        painter.setFont(theme.font(12))
        painter.setPen(theme.color("muted"))
        box = QRect(self.width() - 96, 0, 88, self.height())
        painter.drawText(box, _RIGHT | _V_CENTRE, row.when)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -2), 4, 4)


class PinButton(QAbstractButton):
    """Keeps a recent visit at the top of the list."""

    def __init__(self, *, pinned: bool) -> None:
        super().__init__()
        self._pinned = pinned
        self.setFixedSize(28, 55)
        text = _("Unpin") if pinned else _("Keep at the top")
        self.setAccessibleName(text)
        self.setToolTip(text)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("line"))
        glyph, token = ("push-pin-fill", "accent") if self._pinned else ("push-pin", "muted")
        _glyph(painter, glyph, 6, 19, token, 16)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 12, -1, -12), 4, 4)


class DropHint(QWidget):
    """Says that files may be dropped; the whole window takes them."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumHeight(84)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QPen(theme.color("line3"), 1)
        edge.setDashPattern([4, 3])
        painter.setPen(edge)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.setPen(theme.color("muted"))
        painter.setFont(theme.font(13))
        box = self.rect().adjusted(0, 0, 0, -self.height() // 2 + 4)
        painter.drawText(box, _H_CENTRE | _BOTTOM, _("Or drop a file here"))
        painter.setFont(theme.font(12))
        box = self.rect().adjusted(0, self.height() // 2 + 6, 0, 0)
        painter.drawText(box, _H_CENTRE | _TOP, ".visit  .xlsx  .ics")
