"""Scrolling by itself while something is dragged near the edge of what shows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, QTimer
from PySide6.QtWidgets import QScrollArea

NEAR = 28
"""Pixels from the edge within which it scrolls."""
_MOST = 18
_TICK_MS = 30


def speed(place: float, size: int) -> int:
    """By how many pixels to scroll for a position along one side; faster further out."""
    if place < NEAR:
        return -min(_MOST, round((NEAR - place) / 2) + 1)
    if place > size - NEAR:
        return min(_MOST, round((place - size + NEAR) / 2) + 1)
    return 0


class EdgeScroller(QObject):
    """Scrolls an area while a place that it is told stays near its edge."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.area: QScrollArea | None = None
        self._place = QPointF()
        self._again: Callable[[], object] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._scroll)

    @property
    def active(self) -> bool:
        """Whether it scrolls."""
        return self._timer.isActive()

    def near(self, place: QPointF, again: Callable[[], object]) -> None:
        """A global position is held; `again` is called after each step of scrolling."""
        self._place, self._again = place, again
        if self._steps() == (0, 0):
            self.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        """Scroll no more."""
        self._timer.stop()

    def _steps(self) -> tuple[int, int]:
        if self.area is None:
            return 0, 0
        port = self.area.viewport()
        here = port.mapFromGlobal(self._place)
        return speed(here.x(), port.width()), speed(here.y(), port.height())

    def _scroll(self) -> None:
        if self.area is None:
            return
        across, down = self._steps()
        bars = self.area.horizontalScrollBar(), self.area.verticalScrollBar()
        before = [bar.value() for bar in bars]
        for bar, step in zip(bars, (across, down), strict=True):
            bar.setValue(bar.value() + step)
        if [bar.value() for bar in bars] == before:
            self.stop()
        elif self._again is not None:
            self._again()
