"""Cards of the tray that are dragged onto a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint
from PySide6.QtGui import QDragMoveEvent

from visitplanner.desktop import wording as w
from visitplanner.desktop.timeline.clocks import clock_of
from visitplanner.desktop.timeline.targets import Target
from visitplanner.domain.programme import Item

if TYPE_CHECKING:
    from visitplanner.desktop.timeline.canvas import Canvas

RECORD_MIME = "application/x-visitplanner-record"
"""What a card of the tray carries while it is dragged: the internal id of its item."""


class Drops:
    """What happens while a card is over the canvas."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._item: Item | None = None

    def enter(self, data: QMimeData) -> bool:
        """Whether it can be dropped here; the hours of its host show from now on."""
        if not data.hasFormat(RECORD_MIME) or not self._canvas.days:
            return False
        record = self._canvas.document.record(self._id(data))
        self._item = record if isinstance(record, Item) else None
        self._canvas.show_host_of(self._item)
        return True

    @staticmethod
    def _id(data: QMimeData) -> str:
        return bytes(data.data(RECORD_MIME).data()).decode()

    def move(self, event: QDragMoveEvent) -> bool:
        """Show where it would land; whether it can."""
        if not event.mimeData().hasFormat(RECORD_MIME):
            return False
        canvas = self._canvas
        place = canvas.mapToGlobal(event.position())
        self._show(event.position().toPoint())
        canvas.scroll_near(place, lambda: self._show(canvas.mapFromGlobal(place.toPoint())))
        return True

    def _show(self, place: QPoint) -> None:
        from visitplanner.desktop.panels.tray import own_minutes

        canvas = self._canvas
        found = canvas.day_at(place)
        if found is None:
            return
        day, minute = found
        length = own_minutes(self._item) if self._item else 60
        target = Target(canvas.days.index(day), minute, minute + length)
        label = f"{w.day_short(day)}, {clock_of(minute)}"
        canvas.show_ghosts({self._item.id if self._item else "": target}, label)

    def leave(self) -> None:
        """It is elsewhere now."""
        self._item = None
        self._canvas.show_ghosts({}, "")
        self._canvas.show_host_of(None)

    def drop(self, data: QMimeData, place: QPoint) -> bool:
        """Let it begin where it is dropped."""
        self.leave()
        found, one = self._canvas.day_at(place), self._id(data)
        if not found or not one:
            return False
        self._canvas.placed.emit(one, *found)
        return True
