"""The field of the cover: sea, land, waterlines, and the route as the only ornament."""

from __future__ import annotations

import itertools
import math
from functools import partial
from typing import TYPE_CHECKING, Final

from visitplanner.planning.coast import Window, mercator
from visitplanner.publishing.documents.pdf.glyphs import colour
from visitplanner.publishing.documents.pdf.land import Palette, draw_land
from visitplanner.publishing.documents.pdf.maplabels import (
    HEIGHT,
    WIDTH,
    Stop,
    bend,
    between,
    labels_of,
    places_of,
)
from visitplanner.publishing.documents.pdf.styles import MM, Ink

if TYPE_CHECKING:
    from collections.abc import Sequence

    from visitplanner.publishing.documents.model import CoverStop
    from visitplanner.publishing.documents.pdf.maplabels import Bounds, Label
    from visitplanner.publishing.documents.pdf.pen import Pen
    from visitplanner.publishing.documents.pdf.setting import Setting

_GRID: Final = "2B4870"
_PALETTE: Final = Palette(
    sea=Ink.NAVY,
    land="2A4A74",
    coast="4C6B93",
    waterlines=(
        (9.0, "284770"),
        (8.6, Ink.NAVY),
        (5.6, "2D4D78"),
        (5.2, Ink.NAVY),
        (2.8, "345480"),
        (2.4, Ink.NAVY),
    ),
    line=0.25 * MM,
)
_CENTRE: Final = (112 * MM, 88 * MM)
_ROUTE: Final = (92 * MM, 64 * MM)
"""The rectangle the route should fill; names need the rest."""
_LEAST_KM: Final = 20.0
_SINGLE_STOP_DEGREES: Final = 5.0
_FINEST: Final = 60 * MM
"""Points per degree; the outlines are no finer."""
_LINE: Final = 0.18 * MM
_ROOM: Final = 1 * MM
"""Between a text and the coast beside it."""


def draw_map(
    pen: Pen, setting: Setting, stops: Sequence[CoverStop], avoid: Sequence[Bounds]
) -> list[Label]:
    """Draw the field with land and route; without known places it stays plain navy.

    The map is a decoration. Returns the names and dates of the stops, which are still to be drawn.
    No line of grid or coast runs behind them, nor through the rectangles in `avoid`, where other
    text stands.
    """
    pen.rect(0, 0, WIDTH, HEIGHT, Ink.NAVY)
    placed = [s for s in stops if s.latitude is not None and s.longitude is not None]
    if not placed:
        return []
    near = _extent_km(placed) < _LEAST_KM and len({s.name for s in placed}) > 1
    window: Window | None = None
    if near:
        drawn = _straight(placed)
    else:
        window = _window(placed)
        drawn = [
            Stop(s, *window.project(s.longitude or 0, s.latitude or 0), number)
            for number, s in enumerate(placed, 1)
        ]
    labels = labels_of(setting, drawn)
    if window:
        _sea_and_land(pen, window, [*avoid, *(label.bounds() for label in labels)])
    _route(pen, drawn)
    return labels


def _extent_km(stops: Sequence[CoverStop]) -> float:
    latitudes = [s.latitude or 0.0 for s in stops]
    longitudes = [s.longitude or 0.0 for s in stops]
    middle = math.radians(sum(latitudes) / len(latitudes))
    east = (max(longitudes) - min(longitudes)) * math.cos(middle)
    return 111.2 * math.hypot(max(latitudes) - min(latitudes), east)


def _straight(stops: Sequence[CoverStop]) -> list[Stop]:
    """Places too near each other for an honest map: evenly on a line."""
    step = 110 * MM / max(len(stops) - 1, 1)
    return [Stop(s, 50 * MM + i * step, 92 * MM, i + 1) for i, s in enumerate(stops)]


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
    room = [
        (left - _ROOM, top - _ROOM, right + _ROOM, bottom + _ROOM)
        for left, top, right, bottom in texts
    ]
    under = partial(_graticule, pen, window, texts)
    draw_land(pen, window, 0.0, 0.0, _PALETTE, under, room)
    # Some readers round a clip to whole pixels: cover what reaches over the field's edge.
    pen.rect(0, HEIGHT, WIDTH, 2 * MM, Ink.WHITE)


def _graticule(pen: Pen, window: Window, texts: Sequence[Bounds]) -> None:
    """Lines of the grid, interrupted where text stands."""
    west, south, east, north = window.bounds(0)
    step = next(s for s in (0.25, 0.5, 1, 2, 5, 10, 30, 90) if (east - west) / s <= 12)
    for i in range(math.floor(west / step), math.ceil(east / step) + 1):
        x, _ = window.project(i * step, 0)
        crossed = [(top, bottom) for left, top, right, bottom in texts if left - 2 < x < right + 2]
        for start, end in between(crossed, HEIGHT):
            pen.rule(x, start, x, end, _GRID, _LINE)
    for i in range(math.floor(south / step), math.ceil(north / step) + 1):
        _, y = window.project(0, i * step)
        crossed = [(left, right) for left, top, right, bottom in texts if top < y < bottom]
        for start, end in between(crossed, WIDTH):
            pen.rule(start, y, end, y, _GRID, _LINE)


def _route(pen: Pen, stops: Sequence[Stop]) -> None:
    canvas = pen.canvas
    canvas.saveState()
    canvas.setStrokeColor(colour(Ink.WHITE))
    canvas.setLineWidth(0.85 * MM)
    canvas.setLineCap(1)
    canvas.setDash([0, 2.1 * MM])
    for start, end in itertools.pairwise(stops):
        path = canvas.beginPath()
        path.moveTo(start.x, pen.height - start.y)
        controls = bend(start, end)
        path.curveTo(*(v for x, y in (*controls, (end.x, end.y)) for v in (x, pen.height - y)))
        canvas.drawPath(path, stroke=1, fill=0)
    canvas.restoreState()
    pen.forget()
    places = places_of(stops)
    for stop in reversed(places):
        last = stop.number == len(stops) and len(stops) > 1
        if last:
            pen.disc(stop.x, stop.y, 2.9 * MM, Ink.WHITE)
            pen.disc(stop.x, stop.y, 2.05 * MM, Ink.RUST)
        else:
            pen.disc(stop.x, stop.y, 2.3 * MM, Ink.WHITE)
            pen.disc(stop.x, stop.y, 1.1 * MM, Ink.NAVY)
