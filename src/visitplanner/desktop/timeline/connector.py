"""A transfer between two items: a thin upright line with the mode and the minutes beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen

from visitplanner.desktop import icons, theme
from visitplanner.desktop.qt import override
from visitplanner.desktop.timeline import type as setting
from visitplanner.desktop.timeline.block import Block


class Connector(Block):
    """A transfer; amber and dotted where it is tight, red with an octagon where it is too short."""

    severity = ""

    def show_severity(self, severity: str) -> None:
        """Take on the worst severity among its problems; hints leave it as it is."""
        wanted = "" if severity == "note" else severity
        if wanted != self.severity:
            self.severity = wanted
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = self.look
        if look is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if look.dimmed:
            painter.setOpacity(0.35)
        severity = "error" if look.clash else self.severity
        token = {"error": "error", "warning": "warn"}.get(severity, "transfer")
        if self.underMouse():
            painter.fillRect(self.rect(), theme.color("hover"))
        pen = QPen(theme.color(token), 2)
        if severity == "warning" or look.style == "dashed":
            pen.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(pen)
        painter.drawLine(3, 1, 3, self.height() - 2)
        self._paint_label(painter, token, severity)

    def _paint_label(self, painter: QPainter, token: str, severity: str) -> None:
        look = self.look
        if look is None:
            return
        weight = QFont.Weight.DemiBold if severity == "error" else QFont.Weight.Normal
        font = theme.figures(11, weight=weight)
        metrics = QFontMetrics(font)
        middle = self.height() // 2
        icon = icons.SEVERITIES[severity] if severity else look.icon
        icons.paint(painter, icon, 10, middle - 7, token, 13)
        text = look.facts.foot
        text = f"{text}, {look.clash}" if look.clash else text
        baseline = middle + (metrics.ascent() - metrics.descent()) // 2
        room = self.width() - 30
        setting.draw(
            painter, 27, baseline, setting.elided(text, font, room), font, theme.color(token)
        )
