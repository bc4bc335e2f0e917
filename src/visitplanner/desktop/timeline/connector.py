"""A transfer between two items: a thin upright line with the mode and the minutes beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from visitplanner.desktop import icons, theme
from visitplanner.desktop.qt import override
from visitplanner.desktop.timeline import type as setting
from visitplanner.desktop.timeline.block import DIMMED, Block, draw_words
from visitplanner.desktop.timeline.words import Glyph, Line, Words

_TOKENS = {"error": "error", "warning": "warn", "": "transfer"}

_TELLING = 44
"""Below so many pixels words that are cut tell nothing: `30 …`."""


class Connector(Block):
    """A transfer; amber and dotted where it is tight, red with an octagon where it is too short."""

    @property
    def severity(self) -> str:
        """`error`, `warning`, or nothing."""
        look = self.look
        if look is None:
            return ""
        return "error" if look.clash else look.severity

    @property
    @override
    def words(self) -> Words:
        if self._words is None and self.look is not None:
            facts = self.look.facts
            texts = (facts.foot, *facts.shorter)
            self._words = _set(texts, self.look.icon, self.severity, self)
        return self._words or Words()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = self.look
        if look is None:
            return
        dotted = self.severity == "warning" or look.style == "dashed"
        paint_connector(self, self.words, _TOKENS[self.severity], dotted=dotted, dimmed=look.dimmed)


def _set(texts: Sequence[str], icon: str, severity: str, widget: QWidget) -> Words:
    """The glyph and the words beside the line, the first that fit; the glyph alone without room."""
    token = _TOKENS[severity]
    bold = severity == "error"
    font, metrics = setting.measured(11, bold=bold)
    middle = widget.height() // 2
    glyph = Glyph(10, middle - 7, icons.SEVERITIES[severity] if severity else icon, token, 13)
    room = widget.width() - 28
    if room < 16:
        return Words((), (glyph,))
    baseline = middle + (metrics.ascent() - metrics.descent()) // 2
    fitting = (text for text in texts if metrics.horizontalAdvance(text) <= room)
    shown = next(fitting, "")
    if not shown and room >= _TELLING:
        shown = setting.elided(texts[-1], font, room)
    return Words((Line(27, baseline, shown, token, 11, bold=bold),), (glyph,))


def paint_connector(
    widget: QWidget, words: Words, token: str, *, dotted: bool, dimmed: bool = False
) -> None:
    """Draw the line and what stands beside it; no line of an hour runs through the words."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for box in _boxes(words):
        painter.fillRect(box, theme.color("canvas"))
    if dimmed:
        painter.setOpacity(DIMMED)
    if widget.underMouse():
        painter.fillRect(widget.rect(), theme.color("hover"))
    pen = QPen(theme.color(token), 2)
    if dotted:
        pen.setStyle(Qt.PenStyle.DotLine)
    painter.setPen(pen)
    painter.drawLine(3, 1, 3, widget.height() - 2)
    draw_words(painter, words)


def _boxes(words: Words) -> Iterator[QRect]:
    """What the words and the glyph beside a line cover."""
    for line in words.lines:
        if line.text:
            font = setting.measured(line.size, bold=line.bold)[0]
            yield setting.room_of(line.x, line.baseline, line.text, font)
    for glyph in words.glyphs:
        yield QRect(glyph.x - 3, glyph.y, glyph.size + 6, glyph.size + 1)


class MissingWay(Block):
    """Where a journey is missing: an amber dotted line that says so, after the entry before it."""

    @property
    @override
    def words(self) -> Words:
        if self._words is None and self.look is not None:
            self._words = _set((self.look.facts.title,), self.look.icon, "warning", self)
        return self._words or Words()

    # It stands for no entry: it cannot be dragged, and asks for the journey instead.

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._dragger.pick(self)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        event.accept()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._dragger.fill(self)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._dragger.fill(self)
        elif not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)

    @override
    def choose(self, chosen: bool) -> None:
        """It is never selected: the entry after it is."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = self.look
        if look is not None:
            paint_connector(self, self.words, "warn", dotted=True, dimmed=look.dimmed)
