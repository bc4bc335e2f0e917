"""The map of the route: land and sea, the stops, and how one gets from each to the next."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from visitplanner.planning.coast import Window, mercator
from visitplanner.publishing.documents.model import LegLine, MapNameKind, RouteMap
from visitplanner.publishing.documents.pdf import styles as st
from visitplanner.publishing.documents.pdf.boxes import Box, Drawing, Stack, TextBox, spaced
from visitplanner.publishing.documents.pdf.glyphs import colour
from visitplanner.publishing.documents.pdf.land import Palette, coast_of, draw_land, is_land
from visitplanner.publishing.documents.pdf.mapplaces import (
    Bounds,
    Point,
    Room,
    along,
    around,
    bow,
    near,
)
from visitplanner.publishing.documents.pdf.setting import CENTRE, Setting, strong
from visitplanner.publishing.documents.pdf.styles import MM, Face, Ink
from visitplanner.publishing.documents.pdf.tagging import tagged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from visitplanner.publishing.documents.model import Block, MapLeg
    from visitplanner.publishing.documents.pdf.pen import Pen

_ASPECT: Final = 126 / 172
_PALETTE: Final = Palette(
    sea="E3EDF3",
    land="FBF8F1",
    coast="8FA6B5",
    waterlines=(
        (7.0, "C9D9E3"),
        (6.7, "DFEAF1"),
        (4.4, "BFD2DE"),
        (4.1, "D9E6EE"),
        (2.2, "B2C8D6"),
        (1.9, "D2E1EA"),
    ),
)
_INSET: Final = replace(_PALETTE, waterlines=(), line=0.14 * MM)
_INSET_SIZE: Final = (34 * MM, 26 * MM)
_INSET_WIDER: Final = 5.5
_STOP: Final = 3.3 * MM
_NAME: Final = st.Style(Face.SERIF_SEMI, 14.7, 17, Ink.NAVY)
_NOTE: Final = st.Style(Face.SANS, 8.3, 10.6, Ink.MUTED)
_LETTER: Final = st.Style(Face.SEMI, 9.4, 11, Ink.WHITE)
_TOWN: Final = st.Style(Face.SANS, 7.8, 9.4, Ink.MUTED)
_COUNTRY: Final = st.Style(Face.SERIF, 12.5, 15, "6F6B5A")
_SEA: Final = st.Style(Face.ITALIC, 11.3, 14, "566B7A", tracking=1.2)
_LEG: Final = st.Style(Face.SEMI, 8.8, 11, Ink.NAVY)
_SCALE: Final = st.Style(Face.SANS, 7.4, 9.4)
_CLEAR: Final = 2 * MM
"""White around the name of a country or a sea."""
_MOST_TOWNS: Final = 14
_TOWNS_APART: Final = 34.0
_BENDS: Final = {LegLine.AIR: 0.11, LegLine.SEA: 0.07, LegLine.RAIL: 0.07}
_KM_PER_DEGREE: Final = 111.2


def route_map(block: RouteMap, setting: Setting, width: float, previous: Block | None) -> Box:
    """The map as wide as the text, and a small line under it."""
    del previous
    height = width * _ASPECT
    plan = _Plan(block, setting, width, height)
    drawing = tagged(Drawing(height, plan.paint, width), "Figure", alt=block.alt)
    credit = setting.text(block.credit, st.CREDIT, width)
    return spaced(Stack([drawing, spaced(credit, 1.4 * MM)], whole=True), 3 * MM)


class _Plan:
    """Where everything on the map stands; worked out once, then drawn."""

    def __init__(self, block: RouteMap, setting: Setting, width: float, height: float) -> None:
        self.block, self.setting = block, setting
        self.width, self.height = width, height
        self.window = _window(block, width, height)
        self.stops = [self.window.project(s.longitude, s.latitude) for s in block.stops]
        self.curves = self._bows()
        self.room = Room((2 * MM, 2 * MM, width - 2 * MM, height - 2 * MM))
        self.texts: list[tuple[TextBox, float, float]] = []
        self.panels: list[Bounds] = []
        self.dots: list[Point] = []
        self.scale = self._scale()
        self.inset = self._place()

    def _bows(self) -> list[tuple[MapLeg, list[Point]]]:
        """The line of each leg; there and back, and a second journey, are lines of their own."""
        seen: dict[frozenset[int], int] = {}
        bows = []
        for leg in self.block.legs:
            pair = frozenset((leg.start, leg.end))
            seen[pair] = seen.get(pair, 0) + 1
            bend = _BENDS.get(leg.line, 0.05) * (1 + 0.8 * (seen[pair] - 1))
            bows.append((leg, bow(self.stops[leg.start], self.stops[leg.end], bend)))
        return bows

    # --- finding places

    def _place(self) -> Bounds | None:
        for x, y in self.stops:
            self.room.take((x - _STOP, y - _STOP, x + _STOP, y + _STOP))
        for _leg, curve in self.curves:
            self.room.take_line(along(curve), 3.0)
        self.room.take(self.scale[1])
        self._place_stops()
        self._place_legs()
        inset = self._place_inset()
        self._place_names()
        self._place_towns()
        return inset

    def _place_stops(self) -> None:
        done: set[str] = set()
        for stop, point in zip(self.block.stops, self.stops, strict=True):
            if stop.name in done:
                continue
            done.add(stop.name)
            name = self.setting.fitted(stop.name, _NAME, 62 * MM, 10)
            note = self.setting.line(stop.note, _NOTE, 62 * MM)
            both = Stack([name, note])
            wide = max(name.natural_width, note.natural_width)
            found = self.room.best(around(point, both, wide, _STOP + 2 * MM), must=True)
            if found:
                self._put([name, note], found, point)

    def _put(self, boxes: Sequence[TextBox], at: Bounds, point: Point) -> None:
        """Set lines under each other; towards the point where they stand at its left."""
        y = at[1]
        for box in boxes:
            left = at[2] - box.natural_width if at[2] < point[0] else at[0]
            if at[0] < point[0] < at[2]:
                left = (at[0] + at[2] - box.natural_width) / 2
            self.texts.append((box, left, y))
            y += box.height

    def _place_legs(self) -> None:
        for leg, curve in self.curves:
            if not leg.label:
                continue
            label = self.setting.line(strong(leg.label), _LEG, 70 * MM)
            note = self.setting.line(leg.note, _NOTE, 70 * MM)
            wide = max(label.natural_width, note.natural_width) + 4 * MM
            high = label.height + note.height + 5
            middles = [along(curve)[index] for index in (11, 7, 15)]
            choices = [
                bounds for middle in middles for bounds in _beside(middle, wide, high, 4.5 * MM)
            ]
            found = self.room.best(choices, must=False)
            if found is None:
                continue
            self.panels.append(found)
            self.texts.append((label, found[0] + 2 * MM, found[1] + 2))
            self.texts.append((note, found[0] + 2 * MM, found[1] + 2 + label.height))

    def _place_inset(self) -> Bounds | None:
        if not self.block.inset:
            return None
        wide, high = _INSET_SIZE
        right, bottom = self.width, self.height
        corners = [
            (right - wide, bottom - high, right, bottom),
            (right - wide, 0.0, right, high),
            (0.0, 0.0, wide, high),
        ]
        inner = Room((0.0, 0.0, self.width, self.height))
        inner.taken = self.room.taken
        return inner.best(corners, must=False)

    def _place_names(self) -> None:
        """Names of countries stand on land, those of seas on the sea, none across a coast."""
        coast = coast_of(self.window)
        before = len(self.room.taken)
        for ring in coast:
            self.room.take_line(ring[::4], 2.5)
        kept = []
        for name in self.block.names:
            on_land = name.kind is MapNameKind.COUNTRY
            box = self.setting.line(name.text, _COUNTRY if on_land else _SEA, 70 * MM)
            point = self.window.project(name.longitude, name.latitude)
            wide, high = box.natural_width + 2 * _CLEAR, box.height + 2 * _CLEAR
            choices = [
                bounds
                for bounds in near(point, wide, high, 7 * MM)
                if is_land(coast, _middle(bounds)) is on_land
            ]
            found = self.room.best(choices, must=False)
            if found:
                kept.append(found)
                self.texts.append((box, found[0] + _CLEAR, found[1] + _CLEAR))
        self.room.taken[before:] = kept

    def _place_towns(self) -> None:
        kept = list(self.stops)
        for town in self.block.towns:
            if len(self.dots) >= _MOST_TOWNS:
                return
            point = self.window.project(town.longitude, town.latitude)
            if any(math.dist(point, other) < _TOWNS_APART for other in kept):
                continue
            dot = (point[0] - 3, point[1] - 3, point[0] + 3, point[1] + 3)
            if not self.room.free(dot):
                continue
            box = self.setting.line(town.name, _TOWN, 50 * MM)
            found = self.room.best(around(point, box, box.natural_width, 4.5), must=False)
            if found is None:
                continue
            self.room.take(dot)
            kept.append(point)
            self.dots.append(point)
            self._put([box], found, point)

    def _scale(self) -> tuple[float, Bounds, TextBox]:
        """The scale bar: its length, where it stands, and what it says."""
        middle = (self.block.south + self.block.north) / 2
        km = self.window.scale / (_KM_PER_DEGREE * math.cos(math.radians(middle)))
        # The largest round distance that is not longer than a fifth of the map.
        steps = [f * 10**e for e in range(5) for f in (1, 2, 5)]
        far = max((s for s in steps if s * km <= self.width / 5), default=1)
        text = self.setting.line(f"{far} km", _SCALE, 40 * MM)
        left, bottom = 6 * MM, self.height - 6 * MM
        bounds = (left - 4, bottom - 18, left + max(far * km, text.natural_width) + 6, bottom + 4)
        return far * km, bounds, text

    # --- drawing

    def paint(self, pen: Pen, x: float, y: float) -> None:
        """Draw all of it."""
        draw_land(pen, self.window, x, y, _PALETTE)
        for leg, curve in self.curves:
            draw_way(pen, [(x + px, y + py) for px, py in curve], leg.line)
        for px, py in self.dots:
            pen.disc(x + px, y + py, 1.7, Ink.WHITE, Ink.MUTED, 0.7)
        if self.inset:
            self._paint_inset(pen, x, y, self.inset)
        for left, top, right, bottom in self.panels:
            pen.frame(x + left, y + top, right - left, bottom - top, Ink.RULE, 0.5, fill=Ink.WHITE)
        self._paint_stops(pen, x, y)
        for box, left, top in self.texts:
            box.draw(pen, x + left, y + top)
        self._paint_scale(pen, x, y)
        pen.frame(x, y, self.width, self.height, "8FA0B0", 0.7)

    def _paint_stops(self, pen: Pen, x: float, y: float) -> None:
        done: set[tuple[int, int]] = set()
        for stop, (px, py) in reversed(list(zip(self.block.stops, self.stops, strict=True))):
            if (key := (round(px), round(py))) in done:
                continue
            done.add(key)
            pen.disc(x + px, y + py, _STOP, Ink.WHITE)
            pen.disc(x + px, y + py, _STOP - 1.2, Ink.RUST if stop.last else Ink.NAVY)
            letter = self.setting.line(stop.letter, _LETTER, 2 * _STOP, CENTRE)
            letter.draw(pen, x + px - _STOP, y + py - letter.height / 2)

    def _paint_scale(self, pen: Pen, x: float, y: float) -> None:
        length, bounds, text = self.scale
        left, foot = x + bounds[0] + 4, y + bounds[3] - 4
        pen.rule(left, foot, left + length, foot, Ink.INK, 0.7)
        for end in (left, left + length):
            pen.rule(end, foot - 3.4, end, foot, Ink.INK, 0.7)
        text.draw(pen, left, foot - 4 - text.height)

    def _paint_inset(self, pen: Pen, x: float, y: float, bounds: Bounds) -> None:
        left, top, right, bottom = bounds
        wide, high = right - left, bottom - top
        scale = self.window.scale * wide / self.width / _INSET_WIDER
        middle = self.window.west + self.width / self.window.scale / 2
        centre = self.window.north - self.height / self.window.scale / 2
        window = Window(
            west=middle - wide / scale / 2,
            north=centre + high / scale / 2,
            scale=scale,
            width=wide,
            height=high,
        )
        draw_land(pen, window, x + left, y + top, _INSET)
        frame = self.width * scale / self.window.scale, self.height * scale / self.window.scale
        pen.frame(
            x + left + (wide - frame[0]) / 2,
            y + top + (high - frame[1]) / 2,
            *frame,
            Ink.RUST,
            0.8,
        )
        pen.frame(x + left, y + top, wide, high, "8FA0B0", 0.7)


def _window(block: RouteMap, width: float, height: float) -> Window:
    """The piece of the world, so large that all of what is asked for is on it."""
    north, south = mercator(block.north), mercator(block.south)
    wide, high = max(block.east - block.west, 1e-3), max(north - south, 1e-3)
    scale = min(width / wide, height / high)
    middle = (block.west + block.east) / 2, (north + south) / 2
    return Window(
        west=middle[0] - width / scale / 2,
        north=middle[1] + height / scale / 2,
        scale=scale,
        width=width,
        height=height,
    )


def _middle(bounds: Bounds) -> Point:
    return (bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2


def _beside(point: Point, width: float, height: float, away: float) -> list[Bounds]:
    x, y = point
    corners = (
        (x + away, y - height / 2),
        (x - away - width, y - height / 2),
        (x + away, y + away / 2),
        (x - away - width, y - away / 2 - height),
        (x + away, y - away / 2 - height),
        (x - away - width, y + away / 2),
        (x - width / 2, y + away),
        (x - width / 2, y - away - height),
    )
    return [(left, top, left + width, top + height) for left, top in corners]


def draw_way(pen: Pen, curve: Sequence[Point], line: LegLine) -> None:
    """Draw a way: rail with white ties, road plain, air dashed, sea dotted, on foot fine dots."""
    strokes: dict[LegLine, tuple[tuple[float, str, tuple[float, ...]], ...]] = {
        LegLine.RAIL: ((1.05, Ink.NAVY, ()), (0.45, Ink.WHITE, (1.5, 1.5))),
        LegLine.ROAD: ((1.05, Ink.NAVY, ()),),
        LegLine.AIR: ((0.7, Ink.NAVY, (2.6, 1.5)),),
        LegLine.SEA: ((0.9, Ink.NAVY, (0.0, 1.8)),),
        LegLine.WALK: ((0.6, Ink.NAVY, (0.0, 1.3)),),
    }
    canvas = pen.canvas
    canvas.saveState()
    halo = ((1.9, Ink.WHITE, ()),)
    for width, ink, dash in (*halo, *strokes[line]):
        canvas.setStrokeColor(colour(ink))
        canvas.setLineWidth(width * MM)
        canvas.setLineCap(1 if dash and not dash[0] else 0)
        canvas.setDash([value * MM for value in dash])
        path = canvas.beginPath()
        path.moveTo(curve[0][0], pen.height - curve[0][1])
        path.curveTo(*(v for px, py in curve[1:] for v in (px, pen.height - py)))
        canvas.drawPath(path, stroke=1, fill=0)
    canvas.restoreState()
    pen.forget()
