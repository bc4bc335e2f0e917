"""The days of a visit on a line, to slide along."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSlider

from visitplanner.desktop import theme
from visitplanner.desktop import wording as w
from visitplanner.desktop.qt import override
from visitplanner.desktop.timeline import type as setting
from visitplanner.desktop.wording import _

_EDGE = 44


class DaySlider(QSlider):
    """A slider with a stop for each day; the arrow keys go from day to day."""

    day_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._days: tuple[date, ...] = ()
        self.setPageStep(1)
        self.setFixedHeight(58)
        self.valueChanged.connect(self._on_value)

    def show_days(self, days: Sequence[date]) -> None:
        """Take the days of the visit; the one that is chosen stays if it is among them."""
        if tuple(days) == self._days:
            return
        before = self.day
        self._days = tuple(days)
        self.blockSignals(True)
        self.setRange(0, max(0, len(days) - 1))
        self.setValue(self._days.index(before) if before in self._days else 0)
        self.blockSignals(False)
        self.setEnabled(len(days) > 1)
        self._on_value(self.value())

    @property
    def day(self) -> date | None:
        """The day that is chosen."""
        return self._days[self.value()] if self.value() < len(self._days) else None

    def choose(self, day: date) -> None:
        """Go to a day."""
        if day in self._days:
            self.setValue(self._days.index(day))

    def _on_value(self, _value: int) -> None:
        day = self.day
        words = w.day_full(day) if day else ""
        self.setAccessibleName(_("Day: {day}").format(day=words) if words else _("Day"))
        self.update()
        self.day_chosen.emit(day)

    @override
    def sizeHint(self) -> QSize:
        return QSize(400, 58)

    def _x(self, number: int) -> float:
        room = self.width() - 2 * _EDGE
        steps = max(1, len(self._days) - 1)
        return self.width() / 2 if len(self._days) == 1 else _EDGE + room * number / steps

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event)

    def _go(self, event: QMouseEvent) -> None:
        if self._days:
            x = event.position().x()
            nearest = min(range(len(self._days)), key=lambda number: abs(self._x(number) - x))
            self.setValue(nearest)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._days:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        y, last, value = 20.0, len(self._days) - 1, self.value()
        painter.setPen(QPen(theme.color("line2"), 4))
        painter.drawLine(QPointF(self._x(0), y), QPointF(self._x(last), y))
        painter.setPen(QPen(theme.color("accent"), 4))
        painter.drawLine(QPointF(self._x(0), y), QPointF(self._x(value), y))
        room = (self._x(1) - self._x(0)) if last else float(self.width())
        every = max(1, round(76 / max(room, 1)))
        for number, day in enumerate(self._days):
            x, chosen = self._x(number), number == value
            token = "accent" if number <= value else "line3"
            painter.setPen(QPen(theme.color(token), 2))
            painter.setBrush(theme.color("accent" if number <= value else "base"))
            radius = 7.0 if chosen else 4.5
            painter.drawEllipse(QPointF(x, y), radius, radius)
            if chosen and self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(theme.color("focus"), 2))
                painter.drawEllipse(QPointF(x, y), 11, 11)
            if chosen or number % every == 0:
                weight = QFont.Weight.DemiBold if chosen else QFont.Weight.Normal
                font = theme.figures(12, weight=weight)
                text = w.day_short(day)
                width = setting.measured_by(font).horizontalAdvance(text)
                box = QRectF(x - width / 2, 36, width, 16)
                ink = theme.color("ink" if chosen else "muted")
                setting.draw(painter, round(box.left()), 49, text, font, ink)
