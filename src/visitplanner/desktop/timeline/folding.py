"""A stretch of free hours that is folded away: a button that says how long, and unfolds."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from visitplanner.desktop import theme
from visitplanner.desktop import wording as w
from visitplanner.desktop.qt import override
from visitplanner.desktop.timeline import type as setting
from visitplanner.desktop.timeline.clocks import clock_of
from visitplanner.desktop.timeline.layout import Columns, Fold
from visitplanner.desktop.wording import _


class FoldButton(QAbstractButton):
    """`2 h 30 free`, across all days."""

    def __init__(self, parent: QWidget, fold: Fold) -> None:
        super().__init__(parent)
        self.fold = fold
        self.columns = Columns()
        self.setText(_("{length} free").format(length=w.length(fold.minutes)))
        self.setAccessibleName(
            _("{length} free on every day, {start} to {end}. Opens the gap.").format(
                length=w.length(fold.minutes), start=clock_of(fold.start), end=clock_of(fold.end)
            )
        )
        self.setToolTip(
            _("{start} to {end}: show these hours").format(
                start=clock_of(fold.start), end=clock_of(fold.end)
            )
        )
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = self.rect().adjusted(0, 2, 0, -2)
        painter.fillRect(box, theme.color("hover" if self.underMouse() else "sunken"))
        painter.setPen(QPen(theme.color("line2"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(box.topLeft(), box.topRight())
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.setFont(setting.measured(11)[0])
        painter.setPen(theme.color("muted"))
        for column in range(self.columns.count):
            place = QRect(self.columns.x(column), 0, self.columns.width(column), self.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
