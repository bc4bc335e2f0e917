"""A drag in the grid of rooms: what is held, where it would go, and the words beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication

from visitplanner.desktop import wording as w
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.programme import Room

if TYPE_CHECKING:
    from visitplanner.desktop.models.rooms import RoomsModel
    from visitplanner.desktop.views.rooms_edits import RoomEdits

EDGE = 7
"""So near to the end of a bar one takes hold of that end, in pixels."""


@dataclass(frozen=True)
class Target:
    """A cell."""

    row: int
    column: int


def zone_at(bar: QRect, point: QPoint) -> str:
    """What of a bar is at a point: its `start`, its `end`, its `body`, or nothing."""
    if not bar.adjusted(-EDGE, 0, EDGE, 0).contains(point):
        return ""
    if point.x() > bar.right() - EDGE:
        return "end"
    return "start" if point.x() < bar.left() + EDGE else "body"


@dataclass
class Drag:
    """A bar that is held.

    Attributes:
        zone: by which part; see `zone_at`.
        room: the room.
        source: the cell where it was taken.
        point: where the mouse is.
        moving: it was moved far enough to be no click.
        target: the cell below the mouse, if it is one of somebody.
        nights: how many columns away the mouse is.
    """

    zone: str
    room: Room
    source: Target
    point: QPoint
    moving: bool = False
    target: Target | None = None
    nights: int = 0

    def starts(self, point: QPoint) -> bool:
        """Whether a move to a point makes it a drag, or it is one already."""
        far = (point - self.point).manhattanLength() >= QApplication.startDragDistance()
        self.moving = self.zone != "" and (self.moving or far)
        return self.moving

    def to(self, point: QPoint, target: Target | None, column: int) -> None:
        """Follow the mouse; at least one night is left."""
        self.point, self.target = point, target
        nights, most = column - self.source.column, len(self.room.nights) - 1
        if self.zone == "start":
            nights = min(nights, most)
        elif self.zone == "end":
            nights = max(nights, -most)
        self.nights = nights


def label_of(model: RoomsModel, edits: RoomEdits, drag: Drag) -> str:
    """What would happen: `5–8 Nov, 3 nights`, `Share with Petar Testov`."""
    room, by = drag.room, timedelta(drag.nights)
    if room.check_in is None or room.check_out is None:
        return ""
    target = drag.target
    if drag.zone == "body" and target is not None and target.row != drag.source.row:
        return _shared(model, edits, drag, target)
    first = room.check_in + (by if drag.zone in ("start", "body") else timedelta())
    last = room.check_out + (by if drag.zone in ("end", "body") else timedelta())
    count = plural("{count} night", "{count} nights", (last - first).days)
    return w.joined(w.day_range(first, last), count, by=", ")


def _shared(model: RoomsModel, edits: RoomEdits, drag: Drag, target: Target) -> str:
    other, room = model.person_at(target.row), model.cell(target.row, target.column).room
    if room is not None and room.id == drag.room.id:
        return _("They share this room already")
    if model.person_at(drag.source.row) is None:
        return _("Give this room to {name}").format(name=other.name) if other else ""
    if room is None:
        return _("{name} joins").format(name=other.name) if other else ""
    if model.lodging.sleepers(room):
        return _("Share with {people}").format(people=edits.names(room))
    return _("Move to the empty room")
