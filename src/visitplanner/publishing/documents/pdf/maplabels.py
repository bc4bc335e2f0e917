"""Where the names of the route stand on the cover, so that they cover little of it."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from visitplanner.publishing.documents.model import Run
from visitplanner.publishing.documents.pdf import styles as st
from visitplanner.publishing.documents.pdf.setting import LEFT, RIGHT, Setting
from visitplanner.publishing.documents.pdf.styles import MM, Ink

if TYPE_CHECKING:
    from collections.abc import Sequence

    from visitplanner.publishing.documents.model import CoverStop
    from visitplanner.publishing.documents.pdf.boxes import TextBox

WIDTH: Final = 210 * MM
HEIGHT: Final = 166 * MM
Bounds = tuple[float, float, float, float]
_DATES = "C9D7E6"
_NAMED: Final = 5
_TOP: Final = 30 * MM
_BOTTOM: Final = 158 * MM
_NAME = st.Style(st.Face.SERIF_SEMI, 17.6, 20, Ink.WHITE)
_SMALL = st.Style(st.Face.SANS, 9.6, 12, _DATES)


@dataclass
class Stop:
    """A stop with its place on the field and its number on the route, from 1."""

    stop: CoverStop
    x: float
    y: float
    number: int


@dataclass
class Label:
    """A text on the map with the place of its upper left corner."""

    box: TextBox
    x: float
    y: float

    def bounds(self) -> Bounds:
        """Left, top, right, bottom."""
        return self.x, self.y, self.x + self.box.natural_width, self.y + self.box.height


def bend(start: Stop, end: Stop) -> tuple[tuple[float, float], tuple[float, float]]:
    """Control points of a slight curve, so that there and back are two lines."""
    dx, dy = end.x - start.x, end.y - start.y
    middle = (start.x + dx / 2 + 0.16 * dy, start.y + dy / 2 - 0.16 * dx)
    one = (start.x + 2 / 3 * (middle[0] - start.x), start.y + 2 / 3 * (middle[1] - start.y))
    two = (end.x + 2 / 3 * (middle[0] - end.x), end.y + 2 / 3 * (middle[1] - end.y))
    return one, two


def places_of(stops: Sequence[Stop]) -> list[Stop]:
    """Each place once; where the route comes back, the later stop."""
    places: dict[tuple[int, int], Stop] = {}
    for stop in stops:
        key = (round(stop.x / MM), round(stop.y / MM))
        places[key] = stop
    return list(places.values())


def labels_of(setting: Setting, stops: Sequence[Stop]) -> list[Label]:
    """Names and dates where they cover least, or only figures where there are many stops."""
    places = places_of(stops)
    if len(places) > _NAMED:
        return _numbered(setting, places)
    taken = [(s.x - 9, s.y - 9, s.x + 9, s.y + 9) for s in places]
    taken += [(x - 2, y - 2, x + 2, y + 2) for x, y in _route_points(stops)]
    labels: list[Label] = []
    for stop in places:
        name = setting.fitted(stop.stop.name, _NAME, 62 * MM, 11)
        dates = setting.line(stop.stop.dates, _SMALL, 62 * MM)
        wide = max(name.natural_width, dates.natural_width)
        high = name.height + dates.height
        choices = _choices(stop, wide, high)
        x, y, shift = min(choices, key=lambda c: _cost(c, wide, high, taken))
        taken.append((x, y, x + wide, y + high))
        for box in (name, dates):
            labels.append(Label(box, x + shift * (wide - box.natural_width), y))
            y += box.height
    return labels


def _choices(stop: Stop, wide: float, high: float) -> list[tuple[float, float, float]]:
    """Places for a label: right, left, below, above; as x, y, share of the width on the left."""
    away = 5 * MM
    drop = stop.y - 18
    return [
        (stop.x + away, drop, LEFT),
        (stop.x - away - wide, drop, RIGHT),
        (stop.x - wide / 2, stop.y + 4 * MM, 0.5),
        (stop.x - wide / 2, stop.y - 4 * MM - high, 0.5),
        (stop.x + away * 0.7, stop.y + 1 * MM, LEFT),
        (stop.x - away * 0.7 - wide, stop.y + 1 * MM, RIGHT),
    ]


def _cost(
    choice: tuple[float, float, float],
    wide: float,
    high: float,
    taken: Sequence[Bounds],
) -> float:
    """How much a label would cover, and how far it would leave the field."""
    x, y, _ = choice
    cost = 0.0
    for left, top, right, bottom in taken:
        over = min(x + wide, right) - max(x, left), min(y + high, bottom) - max(y, top)
        if over[0] > 0 and over[1] > 0:
            cost += over[0] * over[1] + 50
    outside = (10 * MM - x, x + wide - WIDTH + 10 * MM, _TOP - y, y + high - _BOTTOM)
    return cost + sum(1000 + 100 * value for value in outside if value > 0)


def _route_points(stops: Sequence[Stop]) -> list[tuple[float, float]]:
    points = []
    for start, end in itertools.pairwise(stops):
        one, two = bend(start, end)
        for i in range(1, 12):
            t = i / 12
            u = 1 - t
            a, b, c, d = u**3, 3 * u * u * t, 3 * u * t * t, t**3
            points.append(
                (
                    a * start.x + b * one[0] + c * two[0] + d * end.x,
                    a * start.y + b * one[1] + c * two[1] + d * end.y,
                )
            )
    return points


def _numbered(setting: Setting, places: Sequence[Stop]) -> list[Label]:
    """More stops than names fit: figures on the map, names below."""
    small = st.Style(st.Face.SEMI, 8.3, 10, Ink.WHITE)
    ordered = sorted(places, key=lambda s: s.number)
    labels: list[Label] = []
    taken = [(s.x - 7, s.y - 7, s.x + 7, s.y + 7) for s in ordered]
    for number, stop in enumerate(ordered, 1):
        figure = setting.line(str(number), small, 20)
        wide, high = figure.natural_width, figure.height
        around = [
            (stop.x + dx * (3 * MM + wide / 2) - wide / 2, stop.y + dy * 9 - high / 2, LEFT)
            for dx, dy in ((1, 0), (-1, 0), (0, 1.2), (0, -1.2), (1, 1), (-1, 1), (1, -1), (-1, -1))
        ]
        x, y, _ = min(around, key=lambda c: _cost(c, wide, high, taken))
        taken.append((x, y, x + wide, y + high))
        labels.append(Label(figure, x, y))
    names = " · ".join(f"{i}\u00a0{s.stop.name}" for i, s in enumerate(ordered, 1))
    line = setting.fitted((Run(names),), _SMALL, 172 * MM, 7.4, most=2)
    labels.append(Label(line, st.LEFT, HEIGHT - 4 * MM - line.height))
    return labels


def between(gaps: Sequence[tuple[float, float]], length: float) -> list[tuple[float, float]]:
    """What is left of a line from 0 to `length` without the gaps and a little around them."""
    pieces: list[tuple[float, float]] = []
    at = 0.0
    for start, end in sorted(gaps):
        if start - 3 > at:
            pieces.append((at, start - 3))
        at = max(at, end + 3)
    if at < length:
        pieces.append((at, length))
    return pieces
