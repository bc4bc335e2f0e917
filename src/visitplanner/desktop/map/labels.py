"""Where labels go, so that none covers another. No widgets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainterPath, QPainterPathStroker

GAP = 3.0
_LINE_WIDTH = 6.0


class Labels:
    """The room on a map that is taken.

    Args:
        room: all there is.
    """

    def __init__(self, room: QRectF) -> None:
        self._room = room
        self._taken: list[QRectF] = []
        self._lines: list[QPainterPath] = []

    def take(self, box: QRectF) -> None:
        """Keep everything else away from a box."""
        self._taken.append(box)

    def draw(self, line: QPainterPath) -> None:
        """Let a line run there, which words are better not written across."""
        stroker = QPainterPathStroker()
        stroker.setWidth(_LINE_WIDTH)
        self._lines.append(stroker.createStroke(line))

    def place(self, boxes: Iterable[QRectF]) -> QRectF | None:
        """The first of some boxes that covers nothing and lies within the room; it is taken."""
        box = next(filter(self._is_free, boxes), None)
        if box is not None:
            self.take(box)
        return box

    def write(self, boxes: Iterable[QRectF], *, across: bool) -> QRectF | None:
        """The same for words without a ground: where no line runs, else perhaps `across` one."""
        free = [box for box in boxes if self._is_free(box)]
        clear = [box for box in free if not self.is_crossed(box)]
        return self.place([*clear, *(free if across else ())][:1])

    def is_crossed(self, box: QRectF) -> bool:
        """Whether a line runs through a box."""
        return any(line.intersects(box) for line in self._lines)

    def _is_free(self, box: QRectF) -> bool:
        roomy = box.adjusted(-GAP, -GAP, GAP, GAP)
        return self._room.contains(box) and not any(roomy.intersects(t) for t in self._taken)


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
