"""One entry on the timeline: a real button, so that keyboard and screen readers reach it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, Qt
from PySide6.QtGui import (
    QEnterEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QWidget

from visitplanner.desktop import icons, theme
from visitplanner.desktop.qt import override
from visitplanner.desktop.timeline import type as setting
from visitplanner.desktop.timeline.facts import Facts

if TYPE_CHECKING:
    from visitplanner.desktop.timeline.drag import Dragger

RESIZE_ZONE = 6
"""The height of the edge at the bottom by which a block is made longer or shorter."""
_LINE, _SMALL_LINE = 14, 13
_ONE_LINE = 30
_NARROW = 100


@dataclass(frozen=True)
class Look:
    """How a block is drawn."""

    facts: Facts
    icon: str
    token: str
    fill: str
    style: str = "plain"
    """`plain`, `dashed` (not certain yet), `cancelled`, `part` or `whole` (journeys)."""
    clash: str = ""
    """The overlap in words, such as `30 min`; empty where there is none."""
    dimmed: bool = False


class Block(QAbstractButton):
    """An item or a journey. Mouse and keys go to the dragger; painting is done here."""

    def __init__(self, parent: QWidget, record_id: str, dragger: Dragger) -> None:
        super().__init__(parent)
        self.record_id = record_id
        self.first_part = self.last_part = True
        self._dragger = dragger
        self._look: Look | None = None
        self.chosen = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_look(self, look: Look) -> None:
        """Take on the words and colours of the plan as it is now."""
        if look == self._look:
            return
        self._look = look
        self.setAccessibleName(look.facts.spoken)
        self.setToolTip("\n".join(filter(None, (look.facts.title, *look.facts.lines))))
        self.setEnabled(not look.dimmed)
        self.update()

    @property
    def look(self) -> Look | None:
        """What it shows."""
        return self._look

    def choose(self, chosen: bool) -> None:
        """Show it as selected or not."""
        self.chosen = chosen
        self.setChecked(chosen)

    @override
    def nextCheckState(self) -> None:
        """Only the selection of the document checks a block."""

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
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._dragger.key(self, event):
            super().keyPressEvent(event)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    # --- painting

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._look is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._look.dimmed:
            painter.setOpacity(0.35)
        self._paint_shape(painter, self._look)
        self._paint_words(painter, self._look)

    def _paint_shape(self, painter: QPainter, look: Look) -> None:
        width, edge, fill, dashes = self._edge(look)
        shape = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        outline = QPainterPath()
        outline.addRoundedRect(shape, 4, 4)
        painter.fillPath(outline, fill)
        painter.save()
        painter.setClipPath(outline)
        bar = theme.color("line3" if look.style == "cancelled" else look.token)
        pen = QPen(bar, 4)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if dashes:
            pen.setDashPattern([5 / 4, 3 / 4])
        if look.style != "whole":
            painter.setPen(pen)
            painter.drawLine(2, 0, 2, self.height())
        painter.restore()
        pen = QPen(edge, width)
        if dashes and not look.clash:
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.drawPath(outline)

    def _edge(self, look: Look):  # type: ignore[no-untyped-def]
        """Width and colour of the edge, the fill, and whether it is dashed."""
        hover = self.underMouse()
        edge, width = theme.mixed(look.token, look.fill, 1.0 if hover else 0.28), 1.0
        fill, dashes = theme.color(look.fill), False
        match look.style:
            case "dashed":
                edge, fill, dashes = theme.color(look.token), theme.color("canvas"), True
            case "cancelled":
                edge, fill = theme.color("line2"), theme.color("canvas")
            case "part":
                edge, fill = theme.color("leg"), theme.color("base")
            case "open":
                edge, fill, dashes = theme.color("leg"), theme.color("base"), True
            case "whole":
                edge = fill = theme.color("navy")
        if look.clash:
            edge, width = theme.color("error"), 2.0
        return width, edge, fill, dashes

    def _inks(self, look: Look):  # type: ignore[no-untyped-def]
        if look.style == "whole":
            white = theme.color("navy_ink")
            return white, white, "navy_ink"
        muted = theme.color("muted")
        if look.style == "cancelled":
            return muted, muted, "muted"
        return theme.color("ink"), muted, look.token

    def _paint_words(self, painter: QPainter, look: Look) -> None:
        if self.height() < _ONE_LINE:
            self._paint_one_line(painter, look)
        elif look.style in ("whole", "part", "open"):
            self._paint_journey(painter, look)
        else:
            self._paint_item(painter, look)

    def _title_font(self, look: Look, size: int) -> QFont:
        font = theme.font(size, weight=QFont.Weight.DemiBold)
        font.setStrikeOut(look.style == "cancelled")
        return font

    def _paint_one_line(self, painter: QPainter, look: Look) -> None:
        ink, muted, token = self._inks(look)
        font = self._title_font(look, 11)
        metrics = QFontMetrics(font)
        baseline = (self.height() + metrics.ascent() - metrics.descent()) // 2
        room = self.width() - 10 - 5 - 18
        title = setting.elided(look.facts.title, font, room)
        setting.draw(painter, 10, baseline, title, font, ink)
        used = metrics.horizontalAdvance(title)
        mark = look.clash or look.facts.when
        small = theme.figures(11)
        if QFontMetrics(small).horizontalAdvance(mark) + 8 <= room - used:
            color = theme.color("error") if look.clash else muted
            setting.draw(painter, 10 + used + 6, baseline, mark, small, color)
        icon_y = (self.height() - 13) // 2
        icons.paint(painter, look.icon, self.width() - 18, icon_y, token, 13)

    def _paint_item(self, painter: QPainter, look: Look) -> None:
        ink, muted, token = self._inks(look)
        narrow = self.width() < _NARROW
        room = self.width() - 15
        font = self._title_font(look, 12)
        lines = self._second_lines(look, narrow=narrow)
        kept = 17 if narrow else 0  # for the icon, and the overlap beside it
        title_rows = max(1, (self.height() - 4 - kept) // _LINE)
        shorter = 0 if narrow else 18
        title = setting.wrapped(look.facts.title, font, room, title_rows, shorter)
        baseline = 14
        for line in title:
            setting.draw(painter, 10, baseline, line, font, ink)
            baseline += _LINE
        small = theme.figures(11)
        for text, color in lines:
            if baseline > self.height() - 3:
                break
            if color:
                icons.paint(painter, "warning-octagon-fill", 10, baseline - 10, color, 12)
            tail = 20 if narrow and not look.clash and baseline > self.height() - 20 else 0
            left = 25 if color else 10
            shown = setting.elided(text, small, room - tail - left + 10)
            tone = theme.color(color) if color else muted
            setting.draw(painter, left, baseline, shown, small, tone)
            baseline += _SMALL_LINE
        if narrow and look.clash:
            return  # the overlap stands where the glyph would; the bar still tells the kind
        icon_y = self.height() - 18 if narrow else 4
        icons.paint(painter, look.icon, self.width() - 19, icon_y, token, 14)

    @staticmethod
    def _second_lines(look: Look, *, narrow: bool) -> list[tuple[str, str]]:
        texts = [text for text in look.facts.lines if text]
        if narrow and texts:
            texts[0] = texts[0].split("–")[0]
        lines = [(text, "") for text in texts]
        if look.clash:
            lines.insert(0, (look.clash, "error"))
        return lines

    def _paint_journey(self, painter: QPainter, look: Look) -> None:
        ink, muted, token = self._inks(look)
        font, small = self._title_font(look, 12), theme.figures(11)
        room = self.width() - 16
        icons.paint(painter, look.icon, 11, 5, token, 15)
        baseline = 16
        title = setting.elided(look.facts.title, font, room - 20)
        setting.draw(painter, 31, baseline, title, font, ink)
        baseline += _LINE + 1
        foot_top = self.height() - 18
        clash = ((look.clash, "error"),) if look.clash else ()
        for text, color in (*clash, *((line, "") for line in look.facts.lines)):
            if baseline > self.height() - 3 or not text:
                continue
            tone = theme.color(color) if color else muted
            setting.draw(painter, 11, baseline, setting.elided(text, small, room), small, tone)
            baseline += _LINE
        if baseline <= foot_top + 4:
            box = QRect(11, foot_top, room, 14)
            painter.setFont(small)
            painter.setPen(ink)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, look.facts.foot)
