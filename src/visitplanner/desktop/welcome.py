"""The first page: what to begin with, what was open lately, what was not saved.

It is part of the first painted frame and imports nothing but Qt; its icons and the recent files are
added afterwards. The namespace `Qt` with its hundred enumerations is not touched before that frame,
since loading it costs a tenth of the whole time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Signal
from PySide6.QtGui import QBrush, QFont, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from visitplanner.desktop import theme
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


def _label(text: str, tone: str = "") -> QLabel:
    made = QLabel(text)
    if tone:
        made.setProperty("tone", tone)
    return made


class Poster(QWidget):
    """The navy side: the name, what it is for, and a route."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(440)
        self.setAccessibleName(_("Visit Planner"))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.fixed("#1F3A5F"))
        painter.setPen(theme.fixed("#FFFFFF"))
        painter.setFont(theme.serif(38))
        painter.drawText(56, 128, _("Visit Planner"))
        painter.setPen(theme.fixed("#C9D7E6"))
        painter.setFont(theme.font(17))
        painter.drawText(56, 170, _("One plan for the whole delegation."))
        painter.drawText(56, 196, _("Every paper follows from it."))
        self._paint_points(painter)
        self._paint_route(painter)

    def _paint_points(self, painter: QPainter) -> None:
        painter.setFont(theme.font(13))
        points = (
            ("path", _("Cities, sessions, meals, trains and rooms, each at its own local time")),
            ("book-open", _("Packs, programmes and calendars for each reader, always in step")),
            ("shield-check", _("Works without a network; nothing leaves this computer unasked")),
        )
        top = 236
        for glyph, text in points:
            _glyph(painter, glyph, 56, top + 8, "poster", 20)
            box = QRect(88, top, self.width() - 130, 40)
            painter.drawText(box, _V_CENTRE | _WRAP, text)
            top += 52

    def _paint_route(self, painter: QPainter) -> None:
        w, h = self.width(), self.height()
        if h < 560:
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
        painter.setPen(theme.color(ink))
        painter.setFont(theme.font(14, weight=QFont.Weight.DemiBold))
        painter.drawText(56, 29, self.text())
        painter.setPen(theme.color(ink if primary else "muted"))
        painter.setFont(theme.font(12))
        painter.drawText(56, 49, self._detail)
        if self._shortcut:
            painter.setFont(theme.font(11))
            wide = QFontMetrics(painter.font()).horizontalAdvance(self._shortcut) + 12
            key = QRectF(self.width() - wide - 16, 24, wide, 18)
            painter.setPen(QPen(theme.color("accent_ink" if primary else "line2"), 1))
            painter.setBrush(QBrush())
            painter.drawRoundedRect(key, 3, 3)
            painter.setPen(theme.color(ink if primary else "muted"))
            painter.drawText(key.toRect(), _V_CENTRE | _H_CENTRE, self._shortcut)


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
        self.setToolTip(row.path)
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


class Welcome(QWidget):
    """The page without a visit."""

    painted = Signal()
    """It has just been painted."""

    wanted = Signal(str)
    """The key of an action: `new`, `sample`, `open`, `import`, `forget_recent`."""
    recent_wanted = Signal(str)
    pin_wanted = Signal(str, bool)
    restore_wanted = Signal(str)
    discard_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("welcome")
        self.setProperty("ground", "base")
        right = QWidget()
        right.setProperty("ground", "base")
        self._right = QVBoxLayout(right)
        self._right.setContentsMargins(64, 56, 64, 24)
        self._right.setSpacing(12)
        self._recovery = QVBoxLayout()
        self._right.addLayout(self._recovery)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        grid = QGridLayout()
        grid.setHorizontalSpacing(48)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addLayout(self._start_column(), 0, 0)
        grid.addLayout(self._recent_column(), 0, 1)
        self._right.addLayout(grid)
        self._right.addStretch(1)
        scroller = QScrollArea()
        scroller.setWidgetResizable(True)
        scroller.setWidget(right)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(Poster())
        row.addWidget(scroller, 1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.color("base"))
        self.painted.emit()

    def _start_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addWidget(_label(_("Start"), "title"))
        cards = (
            (
                "new",
                Card(
                    "plus-circle",
                    _("New visit"),
                    _("Name it, add the cities and the nights"),
                    "Ctrl+N",
                    primary=True,
                ),
            ),
            (
                "sample",
                Card(
                    "compass", _("Open the sample"), _("CLUSGRID: 14 people, Barcelona to Valencia")
                ),
            ),
            ("open", Card("folder-open", _("Open…"), _("A visit on this computer"), "Ctrl+O")),
            ("import", Card("table", _("From a spreadsheet…"), _("A plan workbook, .xlsx"))),
        )
        for key, card in cards:
            card.clicked.connect(lambda _on=False, k=key: self.wanted.emit(k))
            column.addWidget(card)
        column.addWidget(DropHint())
        column.addStretch(1)
        return column

    def _recent_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(_label(_("Recent"), "title"))
        head.addStretch(1)
        self._clear = QPushButton(_("Clear list"))
        self._clear.setProperty("link", True)
        self._clear.setToolTip(_("Forget the recent visits that are not pinned"))
        self._clear.clicked.connect(lambda _on=False: self.wanted.emit("forget_recent"))
        self._clear.hide()
        head.addWidget(self._clear)
        column.addLayout(head)
        self._none = _label(_("Visits you open appear here."), "muted")
        self._recent.addWidget(self._none)
        column.addLayout(self._recent)
        column.addSpacing(24)
        column.addWidget(_label(_("Three things to know"), "strong"))
        for text in (
            _("Drag anything. If it clashes, it is marked and explained, never refused."),
            _("Every edit can be undone, even after saving."),
            _("Nothing is sent anywhere: publishing writes files into a folder of yours."),
        ):
            line = _label(text, "small")
            line.setWordWrap(True)
            column.addWidget(line)
        column.addStretch(1)
        return column

    # --- filled after the first frame

    def show_recent(self, rows: list[RecentRow]) -> None:
        """List the recent visits."""
        _empty(self._recent)
        self._clear.setVisible(any(not row.pinned for row in rows))
        if not rows:
            self._recent.addWidget(_label(_("Visits you open appear here."), "muted"))
        for row in rows[:6]:
            line = QWidget()
            layout = QHBoxLayout(line)
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
            button = RecentButton(row)
            button.clicked.connect(lambda _on=False, p=row.path: self.recent_wanted.emit(p))
            pin = PinButton(pinned=row.pinned)
            pin.clicked.connect(
                lambda _on=False, p=row.path, on=not row.pinned: self.pin_wanted.emit(p, on)
            )
            layout.addWidget(button, 1)
            layout.addWidget(pin)
            self._recent.addWidget(line)

    def show_recovery(self, works: list[tuple[str, str]]) -> None:
        """Offer unsaved work: pairs of key and sentence."""
        _empty(self._recovery)
        for key, text in works:
            self._recovery.addWidget(self._recovery_bar(key, text))

    def _recovery_bar(self, key: str, text: str) -> QFrame:
        from PySide6.QtCore import Qt

        bar = QFrame()
        bar.setProperty("ground", "note")
        row = QHBoxLayout(bar)
        row.setContentsMargins(14, 7, 10, 7)
        words = _label(text)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        row.addWidget(words, 1)
        restore = QPushButton(_("Restore"))
        restore.setProperty("primary", True)
        restore.clicked.connect(lambda _on=False: self.restore_wanted.emit(key))
        discard = QPushButton(_("Discard"))
        discard.clicked.connect(lambda _on=False: self.discard_wanted.emit(key))
        for button in (restore, discard):
            button.setAccessibleDescription(text)
            row.addWidget(button)
        return bar


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
        painter.drawText(box, _H_CENTRE | _TOP, ".visit  .xlsx")


def _empty(layout: QVBoxLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
