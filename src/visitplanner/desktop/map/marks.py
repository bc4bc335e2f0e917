"""What can be pressed on a map: numbered cities and places, and the words of a leg."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from visitplanner.desktop import icons, theme
from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.qt import override
from visitplanner.desktop.timeline import type as setting


class _Mark(QAbstractButton):
    """A button that shows whether its record is selected."""

    def __init__(self, parent: QWidget, name: str, ids: tuple[str, ...]) -> None:
        super().__init__(parent)
        self.chosen = False
        self.stand_for(name, ids)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def stand_for(self, name: str, ids: tuple[str, ...]) -> None:
        """Be the mark of these records, by their internal ids."""
        self.ids = ids
        self.setAccessibleName(name)
        self.setToolTip(tooltip(name))

    def choose(self, chosen: bool) -> None:
        """Show it as selected, or not."""
        if chosen != self.chosen:
            self.chosen = chosen
            self.update()

    def _ring(self, painter: QPainter, box: QRectF, radius: float) -> None:
        if self.hasFocus() or self.chosen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(box, radius, radius)


class NumberMark(_Mark):
    """A disc with a number."""

    SIZE = 38

    def __init__(
        self, parent: QWidget, number: str, name: str, ids: tuple[str, ...], *, small: bool = False
    ) -> None:
        super().__init__(parent, name, ids)
        self._number, self._small = number, small
        width = 26 if small else max(self.SIZE, 24 + 9 * len(number))
        self.resize(width, 26 if small else self.SIZE)

    def show_number(self, number: str) -> None:
        """Have another number."""
        self._number = number
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return self.size()

    def put(self, middle: QPointF) -> None:
        """Put its middle on a point."""
        self.move(round(middle.x() - self.width() / 2), round(middle.y() - self.height() / 2))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inset = 4.0 if self._small else 6.0
        disc = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.setPen(QPen(theme.color("map_land"), 2))
        painter.setBrush(theme.color("navy"))
        painter.drawRoundedRect(disc, disc.height() / 2, disc.height() / 2)
        font = theme.figures(11 if self._small else 14, weight=QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(theme.color("navy_ink"))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, self._number)
        ring = disc.adjusted(-3, -3, 3, 3)
        self._ring(painter, ring, ring.height() / 2)


class LegChip(_Mark):
    """A card with what a leg is and when."""

    WIDTH = 280

    def __init__(
        self, parent: QWidget, icon: str, title: str, detail: str, ids: tuple[str, ...]
    ) -> None:
        super().__init__(parent, f"{title}, {detail}" if detail else title, ids)
        self._icon, self._title, self._detail = icon, title, detail
        bold = theme.figures(12, weight=QFont.Weight.DemiBold)
        plain = theme.figures(11)
        room = max(
            setting.measured_by(bold).horizontalAdvance(title),
            setting.measured_by(plain).horizontalAdvance(detail),
        )
        self.resize(min(room + 46, self.WIDTH), 42 if detail else 28)

    @override
    def sizeHint(self) -> QSize:
        return self.size()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(theme.color("line2"), 1))
        painter.setBrush(theme.color("hover" if self.underMouse() else "base"))
        painter.drawRoundedRect(box, 4, 4)
        icons.paint(painter, self._icon, 9, round(self.height() / 2) - 8, "leg", 16)
        bold = theme.figures(12, weight=QFont.Weight.DemiBold)
        plain, room = theme.figures(11), self.width() - 40
        ink: QColor = theme.color("ink")
        base = 17 if self._detail else 18
        setting.draw(painter, 33, base, setting.elided(self._title, bold, room), bold, ink)
        if self._detail:
            shown = setting.elided(self._detail, plain, room)
            setting.draw(painter, 33, 33, shown, plain, theme.color("muted"))
        self._ring(painter, box, 4)
