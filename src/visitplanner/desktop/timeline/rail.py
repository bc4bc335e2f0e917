"""The hours at the left of the days; they stay when the days scroll sideways."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from visitplanner.desktop import theme
from visitplanner.desktop.qt import override
from visitplanner.desktop.timeline import layout
from visitplanner.desktop.timeline import type as setting
from visitplanner.desktop.timeline.layout import Scale


class Rail(QWidget):
    """`08:00` and so on."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.scale = Scale()
        self.offset = 0

    def show_hours(self, scale: Scale, offset: int) -> None:
        """Follow the canvas, scrolled down by `offset`."""
        if (scale, offset) != (self.scale, self.offset):
            self.scale, self.offset = scale, offset
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("canvas"))
        painter.fillRect(layout.RAIL - 1, 0, 1, self.height(), theme.color("line"))
        font, color = setting.measured(11)[0], theme.color("muted")
        for minute in range(self.scale.first_minute, self.scale.last_minute + 1, 60):
            if self.scale.fold_at(minute) is not None:
                continue
            y = self.scale.y(minute) - self.offset
            text = f"{minute // 60 % 24:02d}:00"
            setting.draw_right(painter, QRect(0, y - 8, layout.RAIL - 6, 16), text, font, color)
