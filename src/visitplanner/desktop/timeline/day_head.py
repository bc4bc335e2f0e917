"""The head of one day: its name, what is wrong on it, and how full it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from visitplanner.desktop import icons, theme
from visitplanner.desktop import wording as w
from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.qt import override
from visitplanner.desktop.timeline import type as setting
from visitplanner.desktop.timeline.loads import DayLoad
from visitplanner.desktop.wording import _, plural

_COUNTS = {
    "error": ("{count} error", "{count} errors"),
    "warning": ("{count} warning", "{count} warnings"),
    "note": ("{count} hint", "{count} hints"),
}
_WIDEST = 280
_TICK = 1 / 1.2
"""Where on the meter the longest day lies: beyond it there is some room to be longer."""


class DayHead(QAbstractButton):
    """A button: it selects what is on the day."""

    def __init__(self, parent: QWidget, day: date) -> None:
        super().__init__(parent)
        self.day = day
        self.load: DayLoad | None = None
        self.counts: Mapping[str, int] = {}
        self.remark = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_facts(self, load: DayLoad, counts: Mapping[str, int], remark: str = "") -> None:
        """Take on what the plan says about the day, and where it is."""
        if (load, dict(counts), remark) == (self.load, dict(self.counts), self.remark):
            return
        self.load, self.counts, self.remark = load, counts, remark
        words = [f"{w.weekday_long(self.day)} {self.day.day} {w.month(self.day)}"]
        words.append(plural("{count} item", "{count} items", load.count))
        words.append(w.length(load.minutes))
        if load.long:
            words.append(_("longer than {length}").format(length=w.length(load.most)))
        words += [plural(*_COUNTS[name], counts[name]) for name in _COUNTS if counts.get(name)]
        words.append(remark)
        self.setAccessibleName(", ".join(word for word in words if word))
        self.setToolTip(tooltip("\n".join(word for word in words if word)))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "hover" if self.underMouse() else "base"
        painter.fillRect(self.rect(), theme.color(ground))
        painter.fillRect(0, 0, 1, self.height(), theme.color("line"))
        bold, metrics = setting.measured(16, bold=True)
        name = f"{w.weekday(self.day)} {self.day.day}"
        setting.draw(painter, 9, 22, name, bold, theme.color("ink"))
        after = 9 + metrics.horizontalAdvance(name) + 6
        small = setting.measured(12)[0]
        setting.draw(painter, after, 22, w.month(self.day), small, theme.color("muted"))
        self._paint_problems(painter)
        self._paint_load(painter)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    @property
    def _shown(self) -> int:
        """The width that the words take: in a very wide column they stay beside the name."""
        return min(self.width(), _WIDEST)

    def _paint_problems(self, painter: QPainter) -> None:
        """The gravest severity, with how many there are of it."""
        severity = next((name for name in _COUNTS if self.counts.get(name)), "")
        if not severity:
            return
        font, metrics = setting.measured(12, bold=True)
        token, count = icons.SEVERITY_COLORS[severity], str(self.counts[severity])
        left = self._shown - 8 - metrics.horizontalAdvance(count)
        setting.draw(painter, left, 20, count, font, theme.color(token))
        icons.paint(painter, icons.SEVERITIES[severity], left - 19, 8, token, 15)

    def _paint_load(self, painter: QPainter) -> None:
        load = self.load or DayLoad(0, 0)
        text = w.length(load.minutes) if load.minutes else ""
        if load.long:
            text = _("{length}, long").format(length=text)
        font, metrics = setting.measured(11, bold=load.long)
        wide = metrics.horizontalAdvance(text)
        color = theme.color("warn" if load.long else "muted")
        setting.draw(painter, self._shown - 8 - wide, 39, text, font, color)
        bar = QRectF(9, 33, max(20, self._shown - 17 - wide - 8), 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("sunken"))
        painter.drawRoundedRect(bar, 2, 2)
        full = bar.width() * _TICK
        share = min(bar.width(), full * load.minutes / max(load.most, 1))
        painter.setBrush(theme.color("warn" if load.long else "line3"))
        if share:
            painter.drawRoundedRect(QRectF(bar.x(), bar.y(), share, 4), 2, 2)
        painter.fillRect(QRectF(bar.x() + full, 31, 1, 8), theme.color("line3"))
