"""The field of the cover: sea, land, waterlines, and the route as the only ornament."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from visitplanner.publishing.documents.model import CoverStop, Run
from visitplanner.publishing.documents.pdf import styles as st
from visitplanner.publishing.documents.pdf.coast import Window, mercator, outlines
from visitplanner.publishing.documents.pdf.pen import colour
from visitplanner.publishing.documents.pdf.setting import LEFT, RIGHT, Setting
from visitplanner.publishing.documents.pdf.styles import MM, Ink

if TYPE_CHECKING:
    from collections.abc import Sequence

    from visitplanner.publishing.documents.pdf.boxes import TextBox
    from visitplanner.publishing.documents.pdf.pen import Pen

WIDTH: Final = 210 * MM
HEIGHT: Final = 166 * MM
_LAND, _COAST, _GRID = "2A4A74", "4C6B93", "2B4870"
_DATES = "C9D7E6"
_WATERLINES: Final = (
    (9.0, "284770"),
    (8.6, Ink.NAVY),
    (5.6, "2D4D78"),
    (5.2, Ink.NAVY),
    (2.8, "345480"),
    (2.4, Ink.NAVY),
)
_CENTRE: Final = (112 * MM, 88 * MM)
_ROUTE: Final = (92 * MM, 64 * MM)
"""The rectangle the route should fill; names need the rest."""
_LEAST_KM: Final = 20.0
_SINGLE_STOP_DEGREES: Final = 5.0
_FINEST: Final = 60 * MM
"""Points per degree; the outlines are no finer."""
_NAMED: Final = 5
_FINE: Final = 0.5
"""Points between two vertices of a coast; less is not seen in print."""
_LEAST_POINTS: Final = 4
_TOP: Final = 30 * MM
_BOTTOM: Final = 158 * MM
_LINE: Final = 0.18 * MM
Bounds = tuple[float, float, float, float]
_NAME = st.Style(st.Face.SERIF_SEMI, 17.6, 20, Ink.WHITE)
_SMALL = st.Style(st.Face.SANS, 9.6, 12, _DATES)


@dataclass
class _Stop:
    stop: CoverStop
    x: float
    y: float
    number: int


@dataclass
class _Label:
    """A text on the map with the place of its upper left corner."""

    box: TextBox
    x: float
    y: float

    def bounds(self) -> Bounds:
        """Left, top, right, bottom."""
        return self.x, self.y, self.x + self.box.natural_width, self.y + self.box.height


def draw_map(
    pen: Pen, setting: Setting, stops: Sequence[CoverStop], avoid: Sequence[Bounds]
) -> None:
    """Draw the field with land and route; without known places it stays plain navy.

    No line of the graticule runs through the rectangles in `avoid`, where other text stands.
    """
    pen.rect(0, 0, WIDTH, HEIGHT, Ink.NAVY)
    placed = [s for s in stops if s.latitude is not None and s.longitude is not None]
    if not placed:
        return
    near = _extent_km(placed) < _LEAST_KM and len({s.name for s in placed}) > 1
    window: Window | None = None
    if near:
        drawn = _straight(placed)
    else:
        window = _window(placed)
        drawn = [
            _Stop(s, *window.project(s.longitude or 0, s.latitude or 0), number)
            for number, s in enumerate(placed, 1)
        ]
    labels = _labels(setting, drawn)
    if window:
        _sea_and_land(pen, window, [*avoid, *(label.bounds() for label in labels)])
    _route(pen, drawn)
    for label in labels:
        label.box.draw(pen, label.x, label.y)


def _extent_km(stops: Sequence[CoverStop]) -> float:
    latitudes = [s.latitude or 0.0 for s in stops]
    longitudes = [s.longitude or 0.0 for s in stops]
    middle = math.radians(sum(latitudes) / len(latitudes))
    east = (max(longitudes) - min(longitudes)) * math.cos(middle)
    return 111.2 * math.hypot(max(latitudes) - min(latitudes), east)


def _straight(stops: Sequence[CoverStop]) -> list[_Stop]:
    """Places too near each other for an honest map: evenly on a line."""
    step = 110 * MM / max(len(stops) - 1, 1)
    return [_Stop(s, 50 * MM + i * step, 92 * MM, i + 1) for i, s in enumerate(stops)]


def _window(stops: Sequence[CoverStop]) -> Window:
    longitudes = [s.longitude or 0.0 for s in stops]
    heights = [mercator(s.latitude or 0.0) for s in stops]
    wide = max(longitudes) - min(longitudes)
    high = max(heights) - min(heights)
    if wide < 0.05 and high < 0.05:
        wide = high = _SINGLE_STOP_DEGREES / 2
    scale = min(_ROUTE[0] / max(wide, 0.001), _ROUTE[1] / max(high, 0.001), _FINEST)
    middle = (max(longitudes) + min(longitudes)) / 2, (max(heights) + min(heights)) / 2
    return Window(
        west=middle[0] - _CENTRE[0] / scale,
        north=middle[1] + _CENTRE[1] / scale,
        scale=scale,
        width=WIDTH,
        height=HEIGHT,
    )


def _sea_and_land(pen: Pen, window: Window, texts: Sequence[Bounds]) -> None:
    canvas = pen.canvas
    canvas.saveState()
    frame = canvas.beginPath()
    frame.rect(0, pen.height - HEIGHT, WIDTH, HEIGHT)
    canvas.clipPath(frame, stroke=0, fill=0)
    _graticule(pen, window, texts)
    land, borders = outlines(window, margin=6 * MM)
    coast = " ".join(filter(None, (_operators(pen, ring, closed=True) for ring in land)))
    # A form holds the coast once for all its strokes; width and colour come from outside.
    line, area = f"coast-{pen.page}", f"land-{pen.page}"
    for name, paint in ((line, "S"), (area, "B*")):
        canvas.beginForm(name, 0, int(pen.height - HEIGHT) - 1, int(WIDTH) + 1, int(pen.height) + 1)
        canvas.addLiteral(f"{coast} {paint}")
        canvas.endForm()
    canvas.setLineJoin(1)
    for width, ink in _WATERLINES:
        canvas.setStrokeColor(colour(ink))
        canvas.setLineWidth(width * MM)
        canvas.doForm(line)
    canvas.setStrokeColor(colour(_COAST))
    canvas.setFillColor(colour(_LAND))
    canvas.setLineWidth(0.25 * MM)
    canvas.doForm(area)
    between = " ".join(filter(None, (_operators(pen, b, closed=False) for b in borders)))
    canvas.addLiteral(f"{between} S" if between else "")
    canvas.restoreState()
    pen.forget()
    # Some readers round a clip to whole pixels: cover what reaches over the field's edge.
    pen.rect(0, HEIGHT, WIDTH, 2 * MM, Ink.WHITE)


def _operators(pen: Pen, points: Sequence[tuple[float, float]], *, closed: bool) -> str:
    """A line as path operators, no finer than paper shows; empty for a speck of land."""
    kept: list[tuple[float, float]] = []
    for x, y in points:
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= _FINE:
            kept.append((x, y))
    if len(kept) < (_LEAST_POINTS if closed else 2):
        return ""
    text = " ".join(
        f"{x:.1f} {pen.height - y:.1f} {'l' if i else 'm'}" for i, (x, y) in enumerate(kept)
    )
    return f"{text} h" if closed else text


def _graticule(pen: Pen, window: Window, texts: Sequence[Bounds]) -> None:
    """Lines of the grid, interrupted where text stands."""
    west, south, east, north = window.bounds(0)
    step = next(s for s in (0.25, 0.5, 1, 2, 5, 10, 30, 90) if (east - west) / s <= 12)
    for i in range(math.floor(west / step), math.ceil(east / step) + 1):
        x, _ = window.project(i * step, 0)
        crossed = [(top, bottom) for left, top, right, bottom in texts if left - 2 < x < right + 2]
        for start, end in _between(crossed, HEIGHT):
            pen.rule(x, start, x, end, _GRID, _LINE)
    for i in range(math.floor(south / step), math.ceil(north / step) + 1):
        _, y = window.project(0, i * step)
        crossed = [(left, right) for left, top, right, bottom in texts if top < y < bottom]
        for start, end in _between(crossed, WIDTH):
            pen.rule(start, y, end, y, _GRID, _LINE)


def _between(gaps: Sequence[tuple[float, float]], length: float) -> list[tuple[float, float]]:
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


def _route(pen: Pen, stops: Sequence[_Stop]) -> None:
    canvas = pen.canvas
    canvas.saveState()
    canvas.setStrokeColor(colour(Ink.WHITE))
    canvas.setLineWidth(0.85 * MM)
    canvas.setLineCap(1)
    canvas.setDash([0, 2.1 * MM])
    for start, end in itertools.pairwise(stops):
        path = canvas.beginPath()
        path.moveTo(start.x, pen.height - start.y)
        bend = _bend(start, end)
        path.curveTo(*(v for x, y in (*bend, (end.x, end.y)) for v in (x, pen.height - y)))
        canvas.drawPath(path, stroke=1, fill=0)
    canvas.restoreState()
    pen.forget()
    places = _places(stops)
    for stop in reversed(places):
        last = stop.number == len(stops) and len(stops) > 1
        if last:
            pen.disc(stop.x, stop.y, 2.9 * MM, Ink.WHITE)
            pen.disc(stop.x, stop.y, 2.05 * MM, Ink.RUST)
        else:
            pen.disc(stop.x, stop.y, 2.3 * MM, Ink.WHITE)
            pen.disc(stop.x, stop.y, 1.1 * MM, Ink.NAVY)


def _bend(start: _Stop, end: _Stop) -> tuple[tuple[float, float], tuple[float, float]]:
    """Control points of a slight curve, so that there and back are two lines."""
    dx, dy = end.x - start.x, end.y - start.y
    middle = (start.x + dx / 2 + 0.16 * dy, start.y + dy / 2 - 0.16 * dx)
    one = (start.x + 2 / 3 * (middle[0] - start.x), start.y + 2 / 3 * (middle[1] - start.y))
    two = (end.x + 2 / 3 * (middle[0] - end.x), end.y + 2 / 3 * (middle[1] - end.y))
    return one, two


def _places(stops: Sequence[_Stop]) -> list[_Stop]:
    """Each place once; where the route comes back, the later stop."""
    places: dict[tuple[int, int], _Stop] = {}
    for stop in stops:
        key = (round(stop.x / MM), round(stop.y / MM))
        places[key] = stop
    return list(places.values())


def _labels(setting: Setting, stops: Sequence[_Stop]) -> list[_Label]:
    """Names and dates where they cover least, or only figures where there are many stops."""
    places = _places(stops)
    if len(places) > _NAMED:
        return _numbered(setting, places)
    taken = [(s.x - 9, s.y - 9, s.x + 9, s.y + 9) for s in places]
    taken += [(x - 2, y - 2, x + 2, y + 2) for x, y in _route_points(stops)]
    labels: list[_Label] = []
    for stop in places:
        name = setting.fitted(stop.stop.name, _NAME, 62 * MM, 11)
        dates = setting.line(stop.stop.dates, _SMALL, 62 * MM)
        wide = max(name.natural_width, dates.natural_width)
        high = name.height + dates.height
        choices = _choices(stop, wide, high)
        x, y, shift = min(choices, key=lambda c: _cost(c, wide, high, taken))
        taken.append((x, y, x + wide, y + high))
        for box in (name, dates):
            labels.append(_Label(box, x + shift * (wide - box.natural_width), y))
            y += box.height
    return labels


def _choices(stop: _Stop, wide: float, high: float) -> list[tuple[float, float, float]]:
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


def _route_points(stops: Sequence[_Stop]) -> list[tuple[float, float]]:
    points = []
    for start, end in itertools.pairwise(stops):
        one, two = _bend(start, end)
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


def _numbered(setting: Setting, places: Sequence[_Stop]) -> list[_Label]:
    """More stops than names fit: figures on the map, names below."""
    small = st.Style(st.Face.SEMI, 8.3, 10, Ink.WHITE)
    ordered = sorted(places, key=lambda s: s.number)
    labels: list[_Label] = []
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
        labels.append(_Label(figure, x, y))
    names = " · ".join(f"{i}\u00a0{s.stop.name}" for i, s in enumerate(ordered, 1))
    line = setting.fitted((Run(names),), _SMALL, 172 * MM, 7.4, most=2)
    labels.append(_Label(line, st.LEFT, HEIGHT - 4 * MM - line.height))
    return labels
