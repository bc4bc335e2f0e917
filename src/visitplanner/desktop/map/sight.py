"""Which piece of the world is in sight, and where on the widget things then are. No widgets."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF

from visitplanner.desktop.map.scene import Position
from visitplanner.planning.coast import Window, latitude_of, mercator

LEAST: Final = 2.2
MOST: Final = 40_000.0
"""Pixels per degree of longitude: the whole world, and a few streets."""
_KM_PER_DEGREE: Final = 111.32


@dataclass(frozen=True, slots=True)
class Sight:
    """The middle of what is in sight, in degrees east and Mercator height, and how large it is."""

    x: float = 8.0
    y: float = 55.0
    scale: float = 14.0
    size: QSizeF = field(default_factory=lambda: QSizeF(100, 100))

    @classmethod
    def of(cls, positions: Sequence[Position], size: QSizeF, margin: float = 90.0) -> Sight:
        """All of some positions, with a margin in pixels around them."""
        if not positions:
            return cls(size=size)
        xs = [at.longitude for at in positions]
        ys = [mercator(at.latitude) for at in positions]
        wide = max(max(xs) - min(xs), 0.02)
        high = max(max(ys) - min(ys), 0.02)
        scale = min(
            max(size.width() - 2 * margin, 60.0) / wide,
            max(size.height() - 2 * margin, 60.0) / high,
        )
        middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
        return cls(*middle, _within(scale), size)

    def resized(self, size: QSizeF) -> Sight:
        """The same middle on a widget of another size."""
        return replace(self, size=size)

    def moved(self, pixels: QPointF) -> Sight:
        """The ground pushed by some pixels."""
        y = min(max(self.y + pixels.y() / self.scale, -120.0), 150.0)
        return replace(self, x=self.x - pixels.x() / self.scale, y=y)

    def zoomed(self, factor: float, about: QPointF) -> Sight:
        """Larger or smaller; what lies under a point stays under it."""
        scale = _within(self.scale * factor)
        back = about - QPointF(self.size.width() / 2, self.size.height() / 2)
        shift = 1 / self.scale - 1 / scale
        return replace(self, x=self.x + back.x() * shift, y=self.y - back.y() * shift, scale=scale)

    def point(self, at: Position) -> QPointF:
        """Where a position is on the widget."""
        return QPointF(
            (at.longitude - self.x) * self.scale + self.size.width() / 2,
            (self.y - mercator(at.latitude)) * self.scale + self.size.height() / 2,
        )

    @property
    def rect(self) -> QRectF:
        """The widget."""
        return QRectF(0, 0, self.size.width(), self.size.height())

    @property
    def window(self) -> Window:
        """The same for reading outlines."""
        west = self.x - self.size.width() / 2 / self.scale
        north = self.y + self.size.height() / 2 / self.scale
        return Window(west, north, self.scale, self.size.width(), self.size.height())

    @property
    def km_per_pixel(self) -> float:
        """At the middle."""
        return _KM_PER_DEGREE * math.cos(math.radians(latitude_of(self.y))) / self.scale


def scale_bar(km_per_pixel: float, most: float = 160.0) -> tuple[float, float]:
    """The longest round length that is at most so many pixels long: kilometres, pixels."""
    length = 0.01
    while True:
        for step in (1, 2, 5):
            if step * length / km_per_pixel > most:
                last = {1: length / 2, 2: length, 5: 2 * length}[step]
                return last, last / km_per_pixel
        length *= 10


def _within(scale: float) -> float:
    return min(max(scale, LEAST), MOST)
