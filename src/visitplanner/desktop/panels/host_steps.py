"""The six steps of a host on one line; each is a button that says so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from visitplanner.desktop import icons, theme
from visitplanner.desktop.models import host_words as words
from visitplanner.desktop.qt import override
from visitplanner.desktop.timeline import type as setting
from visitplanner.desktop.today import today
from visitplanner.desktop.wording import _
from visitplanner.domain.vocabulary import HostStep

_RADIUS = 8
_STEPS = list(HostStep)


class StepDot(QAbstractButton):
    """One step: a disc with a tick once it is behind, a ring with a dot where the host is."""

    def __init__(self, step: HostStep) -> None:
        super().__init__()
        self.step = step
        self._here = HostStep.IDEA
        self._stated = True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(words.step_word(step))

    def show_step(self, here: HostStep, on: date | None, *, stated: bool) -> None:
        """Show where the host is, and when it reached this step."""
        self._here, self._stated = here, stated
        state = ""
        if self.step is here:
            state = _("the present step") if stated else _("as the programme says")
        parts = [words.step_meaning(self.step), words.near_day(on, today()) if on else "", state]
        text = ", ".join(filter(None, parts))
        self.setToolTip(f"{words.step_word(self.step)}: {text}")
        self.setAccessibleDescription(text)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        metrics = setting.measured(11, bold=True)[1]
        wide = metrics.horizontalAdvance(words.step_word(self.step)) + 6
        return QSize(max(40, wide), 30 + metrics.height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(34, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(self.width() / 2, 14)
        place, here = _STEPS.index(self.step), _STEPS.index(self._here)
        self._paint_line(painter, middle, place, here)
        done, now = place < here, place == here
        token = "accent" if done or now else "line3"
        painter.setPen(QPen(theme.color(token), 2, self._pen_style(now=now)))
        painter.setBrush(theme.color("accent" if done else "panel"))
        painter.drawEllipse(middle, _RADIUS, _RADIUS)
        if done:
            icons.paint(
                painter, "check-bold", int(middle.x()) - 5, int(middle.y()) - 5, "accent_ink", 10
            )
        elif now:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent"))
            painter.drawEllipse(middle, 4, 4)
        self._paint_word(painter, now=now)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def _pen_style(self, *, now: bool) -> Qt.PenStyle:
        return Qt.PenStyle.DotLine if now and not self._stated else Qt.PenStyle.SolidLine

    def _paint_line(self, painter: QPainter, middle: QPointF, place: int, here: int) -> None:
        for goes, ends, on in (
            (place > 0, 0.0, place <= here),
            (place < len(_STEPS) - 1, float(self.width()), place < here),
        ):
            if goes:
                painter.setPen(QPen(theme.color("accent" if on else "line2"), 2))
                near = middle.x() + (_RADIUS + 3) * (1 if ends else -1)
                painter.drawLine(QPointF(ends, middle.y()), QPointF(near, middle.y()))

    def _paint_word(self, painter: QPainter, *, now: bool) -> None:
        font, metrics = setting.measured(11, bold=now)
        word = setting.elided(words.step_word(self.step), font, self.width() - 1)
        x = (self.width() - metrics.horizontalAdvance(word)) // 2
        token = "ink" if now else "muted"
        setting.draw(painter, x, 28 + metrics.ascent(), word, font, theme.color(token))


class StepLine(QWidget):
    """All steps; a click on one takes the host there."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.dots = [StepDot(step) for step in HostStep]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.setAccessibleName(_("Steps of the host"))
        for dot in self.dots:
            row.addWidget(dot)
            dot.clicked.connect(lambda _on=False, step=dot.step: self.chosen.emit(step.value))

    def show_step(
        self, here: HostStep, days: Mapping[HostStep, date | None], *, stated: bool
    ) -> None:
        """Show where the host is, and when it reached each step."""
        for dot in self.dots:
            dot.show_step(here, days.get(dot.step), stated=stated)
