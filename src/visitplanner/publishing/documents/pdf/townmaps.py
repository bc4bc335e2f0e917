"""The places of a city: true positions over a grid, the ways between them, no streets."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from visitplanner.publishing.documents.model import (
    LegLine,
    MapEntry,
    MapKey,
    Role,
    Run,
    TownMap,
    TownMaps,
)
from visitplanner.publishing.documents.pdf import styles as st
from visitplanner.publishing.documents.pdf.boxes import (
    Box,
    Columns,
    Drawing,
    Stack,
    TextBox,
    spaced,
)
from visitplanner.publishing.documents.pdf.maplabels import between
from visitplanner.publishing.documents.pdf.mapplaces import (
    Bounds,
    Point,
    Room,
    along,
    apart,
    around,
    bow,
)
from visitplanner.publishing.documents.pdf.setting import Setting
from visitplanner.publishing.documents.pdf.styles import HALF_GAP, MM, Face, Ink
from visitplanner.publishing.documents.pdf.tagging import tagged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from visitplanner.publishing.documents.model import Block
    from visitplanner.publishing.documents.pdf.pen import Pen

_HEIGHT: Final = 54 * MM
_MARGIN: Final = (15 * MM, 8 * MM)
_LAND, _GRID = "FBF8F1", "E9E4D8"
_APART: Final = 4.2 * MM
_MARK: Final = 4.7
_NAME: Final = st.Style(Face.SANS, 7.8, 9.4)
_WAY: Final = st.Style(Face.SANS, 7.4, 9, Ink.NAVY)
_SCALE: Final = st.Style(Face.SANS, 7.4, 9.4)
_KM_PER_DEGREE: Final = 111.2
_LEAST_KM: Final = 0.8
_GRIDS: Final = (0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)
_MOST_LINES: Final = 12
_INDENT: Final = 6 * MM


def town_maps(block: TownMaps, setting: Setting, width: float, previous: Block | None) -> list[Box]:
    """Cities in rows of two; a row is not split."""
    del previous
    each = (width - HALF_GAP) / 2
    rows: list[Box] = []
    for index in range(0, len(block.maps), 2):
        pair = [_town(town, setting, each) for town in block.maps[index : index + 2]]
        columns = [(number * (each + HALF_GAP), box) for number, box in enumerate(pair)]
        rows.append(spaced(Columns(columns, whole=True), 4 * MM))
    if block.note:
        rows.append(spaced(setting.text(block.note, st.CREDIT, width), 1.4 * MM))
    return rows


def _town(town: TownMap, setting: Setting, width: float) -> Box:
    title = tagged(setting.line(town.title, st.H3, width), "H2")
    plan = _Plan(town, setting, width)
    drawing = tagged(Drawing(_HEIGHT, plan.paint, width), "Figure", alt=town.alt)
    return Stack([title, spaced(drawing, 1.4 * MM)], whole=True)


class _Plan:
    """Where everything in the box of a city stands."""

    def __init__(self, town: TownMap, setting: Setting, width: float) -> None:
        self.town, self.setting, self.width = town, setting, width
        self.km, true = self._positions()
        self.marks = apart(true, _APART)
        self.room = Room((1.5 * MM, 1.5 * MM, width - 1.5 * MM, _HEIGHT - 1.5 * MM))
        self.texts: list[tuple[TextBox, float, float]] = []
        self.grid = next((g for g in _GRIDS if width / (g * self.km) <= _MOST_LINES), _GRIDS[-1])
        self.scale = setting.line(f"{self.grid:g} km", _SCALE, 30 * MM)
        self._place()

    def _positions(self) -> tuple[float, list[Point]]:
        """Points per kilometre, and where the places are."""
        places = self.town.places
        middle = math.radians(sum(p.latitude for p in places) / len(places))
        east = [p.longitude * _KM_PER_DEGREE * math.cos(middle) for p in places]
        south = [-p.latitude * _KM_PER_DEGREE for p in places]
        wide, high = max(east) - min(east), max(south) - min(south)
        room = self.width - 2 * _MARGIN[0], _HEIGHT - 2 * _MARGIN[1]
        km = min(room[0] / max(wide, _LEAST_KM), room[1] / max(high, _LEAST_KM))
        shift = (min(east) + max(east)) / 2, (min(south) + max(south)) / 2
        points = [
            (self.width / 2 + (x - shift[0]) * km, _HEIGHT / 2 + (y - shift[1]) * km)
            for x, y in zip(east, south, strict=True)
        ]
        return km, points

    def _place(self) -> None:
        for place, (x, y) in zip(self.town.places, self.marks, strict=True):
            half = _MARK * (1 + 0.4 * (len(place.number) > 1))
            self.room.take((x - half, y - _MARK, x + half, y + _MARK))
        self.room.take(self._scale_bounds())
        self.curves = [
            (way, bow(self.marks[way.start], self.marks[way.end], 0.06)) for way in self.town.ways
        ]
        for _way, curve in self.curves:
            self.room.take_line(along(curve), 0.8)
        for place, point in zip(self.town.places, self.marks, strict=True):
            box = self.setting.line(place.name, _NAME, 42 * MM)
            found = self.room.best(around(point, box, box.natural_width, _MARK + 2.4), must=False)
            if found:
                self.texts.append((box, found[0], found[1]))
        for way, curve in self.curves:
            box = self.setting.line(way.label, _WAY, 20 * MM)
            middles = (along(curve)[index] for index in (11, 7, 15))
            choices = [b for m in middles for b in around(m, box, box.natural_width, 3.4)]
            found = self.room.best(choices, must=False) if way.label else None
            if found:
                self.texts.append((box, found[0], found[1]))

    def _scale_bounds(self) -> Bounds:
        left, foot = 4 * MM, _HEIGHT - 3.6 * MM
        return left, foot - 8, left + self.grid * self.km + self.scale.natural_width + 8, foot + 4

    def paint(self, pen: Pen, x: float, y: float) -> None:
        """Draw all of it."""
        pen.rect(x, y, self.width, _HEIGHT, _LAND)
        self._paint_grid(pen, x, y)
        for way, curve in self.curves:
            self._paint_way(pen, [(x + px, y + py) for px, py in curve], way.line)
        for place, (px, py) in zip(self.town.places, self.marks, strict=True):
            pen.disc(x + px, y + py, _MARK + 0.8, Ink.WHITE)
            number = self.setting.line(
                (Run(place.number, Role.MAP_NUMBER),), st.CELL, 30, shift=0.5
            )
            number.draw(pen, x + px - 15, y + py - number.baseline() + 2.9)
        for box, left, top in self.texts:
            box.draw(pen, x + left, y + top)
        left, foot = x + 4 * MM, y + _HEIGHT - 3.6 * MM
        length = self.grid * self.km
        pen.rule(left, foot, left + length, foot, Ink.INK, 0.7)
        for end in (left, left + length):
            pen.rule(end, foot - 2.6, end, foot, Ink.INK, 0.7)
        self.scale.draw(pen, left + length + 3, foot - self.scale.baseline() + 0.6)
        pen.frame(x, y, self.width, _HEIGHT, "8FA0B0", 0.7)

    def _paint_way(self, pen: Pen, curve: Sequence[Point], line: LegLine) -> None:
        """A hairline, or dots on foot: the order of places, not a road."""
        points = (curve[0], *along(curve), curve[-1])
        on_foot = line is LegLine.WALK
        for (ax, ay), (bx, by) in pairwise(points):
            if not on_foot:
                pen.rule(ax, ay, bx, by, Ink.DASH, 0.9)
        for px, py in points[::2] if on_foot else ():
            pen.disc(px, py, 0.6, Ink.DASH)

    def _paint_grid(self, pen: Pen, x: float, y: float) -> None:
        """The grid; its lines are interrupted where text stands."""
        step = self.grid * self.km
        texts = [
            (left, top, left + box.natural_width, top + box.height) for box, left, top in self.texts
        ]
        texts.append(self._scale_bounds())
        across = self.width / 2 % step
        while across < self.width:
            crossed = [(top, foot) for left, top, right, foot in texts if left < across < right]
            for start, end in between(crossed, _HEIGHT):
                pen.rule(x + across, y + start, x + across, y + end, _GRID, 0.5)
            across += step
        down = _HEIGHT / 2 % step
        while down < _HEIGHT:
            crossed = [(left, right) for left, top, right, foot in texts if top < down < foot]
            for start, end in between(crossed, self.width):
                pen.rule(x + start, y + down, x + end, y + down, _GRID, 0.5)
            down += step


def map_key(block: MapKey, setting: Setting, width: float, previous: Block | None) -> Box:
    """What the numbers mean, in two columns read downwards."""
    del previous
    each = (width - HALF_GAP) / 2
    half = -(-len(block.entries) // 2)
    columns: list[tuple[float, Box]] = []
    for index, entries in enumerate((block.entries[:half], block.entries[half:])):
        lines = [_entry(entry, setting, each) for entry in entries]
        columns.append((index * (each + HALF_GAP), Stack(lines)))
    return spaced(tagged(Columns(columns, whole=True), "L"), 3.4 * MM)


def _entry(entry: MapEntry, setting: Setting, width: float) -> Box:
    number = setting.text((Run(entry.number, Role.MAP_NUMBER),), st.SMALL, _INDENT)
    text = setting.text(entry.text, st.SMALL, width - _INDENT)
    row = Columns([(0, tagged(number, "Lbl")), (_INDENT, tagged(text, "LBody"))])
    return spaced(tagged(row, "LI"), 0.6)
