"""Where labels go, so that none covers another. No widgets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QPointF, QRectF, QSizeF

GAP = 3.0


class Labels:
    """The room on a map that is taken.

    Args:
        room: all there is.
    """

    def __init__(self, room: QRectF) -> None:
        self._room = room
        self._taken: list[QRectF] = []

    def take(self, box: QRectF) -> None:
        """Keep everything else away from a box."""
        self._taken.append(box)

    def place(self, boxes: Iterable[QRectF]) -> QRectF | None:
        """The first of some boxes that covers nothing and lies within the room; it is taken."""
        for box in boxes:
            roomy = box.adjusted(-GAP, -GAP, GAP, GAP)
            if self._room.contains(box) and not any(roomy.intersects(t) for t in self._taken):
                self.take(box)
                return box
        return None


def around(point: QPointF, size: QSizeF, away: float) -> Iterator[QRectF]:
    """Boxes of a size beside a point: right, left, below, above, then the corners."""
    wide, high = size.width(), size.height()
    x, y = point.x(), point.y()
    yield QRectF(x + away, y - high / 2, wide, high)
    yield QRectF(x - away - wide, y - high / 2, wide, high)
    yield QRectF(x - wide / 2, y + away, wide, high)
    yield QRectF(x - wide / 2, y - away - high, wide, high)
    for left in (x + away * 0.7, x - away * 0.7 - wide):
        for top in (y + away * 0.7, y - away * 0.7 - high):
            yield QRectF(left, top, wide, high)
