"""Finding room for words on a map: beside what they name, over nothing else."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from visitplanner.publishing.documents.pdf.boxes import Box

Point = tuple[float, float]
Bounds = tuple[float, float, float, float]
"""Left, top, right, bottom."""
_ROUNDS: Final = 16
_RINGS: Final = 9


class Room:
    """What is taken of a rectangle, and where there is room for more."""

    def __init__(self, frame: Bounds) -> None:
        """Take the rectangle within which words must stand."""
        self.frame = frame
        self.taken: list[Bounds] = []

    def take(self, bounds: Bounds) -> None:
        """Nothing else may stand here."""
        self.taken.append(bounds)

    def take_line(self, points: Iterable[Point], half: float) -> None:
        """Nothing may stand on a line, given by points along it."""
        for x, y in points:
            self.take((x - half, y - half, x + half, y + half))

    def free(self, bounds: Bounds) -> bool:
        """Whether a rectangle is within the frame and over nothing."""
        return self.cost(bounds) == 0

    def cost(self, bounds: Bounds) -> float:
        """How much of what is taken a rectangle covers; leaving the frame is worst."""
        left, top, right, bottom = bounds
        cost = 0.0
        for other in self.taken:
            wide = min(right, other[2]) - max(left, other[0])
            high = min(bottom, other[3]) - max(top, other[1])
            if wide > 0 and high > 0:
                cost += wide * high + 50
        frame = self.frame
        outside = (frame[0] - left, frame[1] - top, right - frame[2], bottom - frame[3])
        return cost + sum(10_000 + 100 * over for over in outside if over > 0)

    def best(self, choices: Sequence[Bounds], *, must: bool) -> Bounds | None:
        """The choice that covers least, the first of equals; it is then taken.

        Without `must` only one that covers nothing.
        """
        if not choices:
            return None
        chosen = min(choices, key=self.cost)
        if not must and not self.free(chosen):
            return None
        self.take(chosen)
        return chosen


def around(point: Point, box: Box, width: float, away: float) -> list[Bounds]:
    """Where words can stand beside a point: right, left, then above, below, and the corners."""
    x, y = point
    high = box.height
    corners = (
        (x + away, y - high / 2),
        (x - away - width, y - high / 2),
        (x - width / 2, y - away - high),
        (x - width / 2, y + away),
        (x + away * 0.75, y - away * 0.75 - high),
        (x - away * 0.75 - width, y - away * 0.75 - high),
        (x + away * 0.75, y + away * 0.75),
        (x - away * 0.75 - width, y + away * 0.75),
    )
    return [(left, top, left + width, top + high) for left, top in corners]


def near(point: Point, width: float, height: float, step: float) -> list[Bounds]:
    """Rectangles around a point, nearest first, on rings."""
    found = []
    for ring in range(_RINGS):
        for turn in range(max(1, 8 * (ring > 0))):
            angle = math.tau * turn / 8
            x = point[0] + ring * step * math.cos(angle) - width / 2
            y = point[1] + ring * step * math.sin(angle) - height / 2
            found.append((x, y, x + width, y + height))
    return found


def apart(points: Sequence[Point], least: float) -> list[Point]:
    """The points, pushed apart where marks on them would cover each other."""
    pushed = [complex(x, y) for x, y in points]
    for _round in range(_ROUNDS):
        moved = False
        for first, second in combinations(range(len(pushed)), 2):
            way = pushed[second] - pushed[first]
            length = abs(way)
            if length < least - 1e-6:
                unit = way / length if length else complex(math.cos(second), math.sin(second))
                pushed[first] -= unit * (least - length) / 2
                pushed[second] += unit * (least - length) / 2
                moved = True
        if not moved:
            break
    return [(point.real, point.imag) for point in pushed]


def bow(start: Point, end: Point, bend: float) -> list[Point]:
    """A bowed line as the four points of a cubic curve; `bend` is its sagitta as a share of it."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    middle = (start[0] + dx / 2 + 2 * bend * dy, start[1] + dy / 2 - 2 * bend * dx)
    one = tuple(start[i] + 2 / 3 * (middle[i] - start[i]) for i in (0, 1))
    two = tuple(end[i] + 2 / 3 * (middle[i] - end[i]) for i in (0, 1))
    return [start, (one[0], one[1]), (two[0], two[1]), end]


def along(curve: Sequence[Point], steps: int = 24) -> list[Point]:
    """Points along a cubic curve, the ends left out."""
    a, b, c, d = curve
    points = []
    for number in range(1, steps):
        t = number / steps
        u = 1 - t
        weights = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
        points.append(
            (
                sum(w * p[0] for w, p in zip(weights, (a, b, c, d), strict=True)),
                sum(w * p[1] for w, p in zip(weights, (a, b, c, d), strict=True)),
            )
        )
    return points
