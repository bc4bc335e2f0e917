"""Land and borders for a map window, from the baked Natural Earth outlines.

Projection: Mercator, as sheets of this scale are expected to look; y grows downwards.
"""

from __future__ import annotations

import json
import math
import zlib
from array import array
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from sys import byteorder
from typing import TYPE_CHECKING, Final

from visitplanner import resources

if TYPE_CHECKING:
    from collections.abc import Sequence

Point = tuple[float, float]
_MOST_LATITUDE: Final = 83.0


@dataclass(frozen=True, slots=True)
class Window:
    """A piece of the world on a rectangle of paper.

    Attributes:
        west: Longitude of the left edge.
        north: Mercator height of the upper edge, in degrees of longitude.
        scale: Points per degree of longitude.
        width: Of the rectangle, in points.
        height: Of the rectangle, in points.
    """

    west: float
    north: float
    scale: float
    width: float
    height: float

    def project(self, longitude: float, latitude: float) -> Point:
        """Where a place is on the rectangle."""
        x = (longitude - self.west) * self.scale
        return x, (self.north - mercator(latitude)) * self.scale

    def bounds(self, margin: float) -> tuple[float, float, float, float]:
        """West, south, east, north in degrees, with a margin in points around the rectangle."""
        more = margin / self.scale
        east = self.west + self.width / self.scale
        bottom = self.north - self.height / self.scale
        return (
            self.west - more,
            latitude_of(bottom - more),
            east + more,
            latitude_of(self.north + more),
        )


def mercator(latitude: float) -> float:
    """Mercator height of a latitude, in degrees of longitude at the equator."""
    capped = math.radians(min(max(latitude, -_MOST_LATITUDE), _MOST_LATITUDE))
    return math.degrees(math.asinh(math.tan(capped)))


def latitude_of(height: float) -> float:
    """The latitude of a Mercator height."""
    return math.degrees(math.atan(math.sinh(math.radians(height))))


@dataclass(frozen=True, slots=True)
class _Atlas:
    unit: float
    box: tuple[float, float, float, float]
    land: list[list[int]]
    borders: list[list[int]]
    steps: array[int]


@lru_cache(maxsize=2)
def _atlas(name: str) -> _Atlas:
    data = zlib.decompress(resources.path("map", name).read_bytes())
    head, _, body = data.partition(b"\n")
    index = json.loads(head)
    steps: array[int] = array("h")
    steps.frombytes(body)
    if byteorder == "big":
        steps.byteswap()
    return _Atlas(index["unit"], tuple(index["box"]), index["land"], index["borders"], steps)


def outlines(window: Window, margin: float) -> tuple[list[list[Point]], list[list[Point]]]:
    """Rings of land and lines of borders within a window and a margin of points around it.

    Returns:
        Land and borders in points of the window.
    """
    bounds = window.bounds(margin)
    atlas = _atlas("europe.bin")
    if not _within(bounds, atlas.box):
        atlas = _atlas("world.bin")
    offset = 0
    lines: list[list[list[Point]]] = []
    for group, closed in ((atlas.land, True), (atlas.borders, False)):
        found: list[list[Point]] = []
        for entry in group:
            count = entry[2]
            if _meets(entry, bounds, atlas.unit):
                steps = atlas.steps[offset : offset + 2 * count]
                points = _points(entry, steps, atlas.unit)
                if closed:
                    points = _clipped(points, bounds)
                if points:
                    found.append([window.project(x, y) for x, y in points])
            offset += 2 * count
        lines.append(found)
    return lines[0], lines[1]


def _within(
    bounds: tuple[float, float, float, float], box: tuple[float, float, float, float]
) -> bool:
    return (
        bounds[0] >= box[0] and bounds[1] >= box[1] and bounds[2] <= box[2] and bounds[3] <= box[3]
    )


def _meets(entry: Sequence[int], bounds: tuple[float, float, float, float], unit: float) -> bool:
    west, south, east, north = (value * unit for value in entry[3:7])
    return not (west > bounds[2] or east < bounds[0] or south > bounds[3] or north < bounds[1])


def _points(entry: Sequence[int], steps: Sequence[int], unit: float) -> list[Point]:
    xs = accumulate(steps[0::2], initial=entry[0])
    ys = accumulate(steps[1::2], initial=entry[1])
    return [(x * unit, y * unit) for x, y in zip(xs, ys, strict=True)]


def _clipped(ring: list[Point], bounds: tuple[float, float, float, float]) -> list[Point]:
    """A ring cut to the bounds (Sutherland and Hodgman, one side after the other)."""
    for axis, limit, sign in (
        (0, bounds[0], 1.0),
        (0, bounds[2], -1.0),
        (1, bounds[1], 1.0),
        (1, bounds[3], -1.0),
    ):
        if not ring:
            break
        out: list[Point] = []
        before = ring[-1]
        was_inside = sign * (before[axis] - limit) >= 0
        for point in ring:
            inside = sign * (point[axis] - limit) >= 0
            if inside != was_inside:
                part = (limit - before[axis]) / (point[axis] - before[axis])
                out.append(
                    (
                        before[0] + part * (point[0] - before[0]),
                        before[1] + part * (point[1] - before[1]),
                    )
                )
            if inside:
                out.append(point)
            before, was_inside = point, inside
        ring = out
    return ring
