"""Selecting blocks with a rubber band on the empty ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from visitplanner.desktop.timeline.canvas import Canvas

_ADDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class Marquee:
    """One rubber band; with Ctrl or Shift it adds to what is selected."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._from: QPoint | None = None
        self._kept: tuple[str, ...] = ()
        self._before: tuple[str, ...] = ()
        self._drawn = False

    def press(self, event: QMouseEvent) -> None:
        """Begin on empty ground."""
        self._from, self._drawn = event.position().toPoint(), False
        document = self._canvas.document
        self._before = document.selection
        self._kept = self._before if event.modifiers() & _ADDS else ()
        document.select(self._kept)

    def move(self, event: QMouseEvent) -> None:
        """Draw the band and select what it touches."""
        if self._from is None:
            return
        here = event.position().toPoint()
        way = here - self._from
        if not self._drawn and way.manhattanLength() < QApplication.startDragDistance():
            return
        self._drawn = True
        self._show(QRect(self._from, here).normalized())
        place = event.globalPosition()
        self._canvas.scroll_near(place, lambda: self._follow(place.toPoint()))

    def _follow(self, place: QPoint) -> None:
        if self._from is not None:
            here = self._canvas.mapFromGlobal(place)
            self._show(QRect(self._from, here).normalized())

    def _show(self, band: QRect) -> None:
        canvas = self._canvas
        canvas.overlay.show_band(band)
        touched = [
            block.record_id
            for block in canvas.blocks_in_order()
            if block.isEnabled() and block.geometry().intersects(band)
        ]
        canvas.document.select([*self._kept, *touched])

    def cancel(self) -> bool:
        """Select again what was selected before; whether a band was being drawn."""
        if not self._drawn:
            return False
        self.release()
        self._canvas.document.select(self._before)
        return True

    def release(self) -> bool:
        """Take the band away; whether there was one."""
        drawn, self._from, self._drawn = self._drawn, None, False
        self._canvas.overlay.show_band(QRect())
        self._canvas.stop_scrolling()
        return drawn
