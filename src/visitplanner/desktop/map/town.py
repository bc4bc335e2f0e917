"""A day within a city: its places by number and the ways between them, without streets."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from visitplanner.desktop import theme
from visitplanner.desktop.map.canvas import bent, leg_pen
from visitplanner.desktop.map.labels import Labels, around
from visitplanner.desktop.map.marks import NumberMark
from visitplanner.desktop.map.scene import DayRoute, PlaceMark
from visitplanner.desktop.map.sight import Sight, scale_bar
from visitplanner.desktop.qt import override
from visitplanner.desktop.timeline import type as setting
from visitplanner.desktop.wording import _
from visitplanner.domain.vocabulary import Mode

LOWEST = 150
"""The least height in which places can be told apart, in pixels."""
_LEAST_APART = 24.0
_LEAST_WAY = 32.0
"""How far apart the middles of two marks are if enough of a line shows between, in pixels."""
_SCALE_WITH_WORDS, _SCALE, _SCALE_HIGH = 170, 130, 26


class TownMap(QWidget):
    """Where the places of a day lie to each other."""

    place_chosen = Signal(str)
    """The internal id of a place."""

    def __init__(self) -> None:
        super().__init__()
        self.route = DayRoute()
        self.marks: list[NumberMark] = []
        self.ways: list[tuple[QPainterPath, Mode]] = []
        """The lines from mark to mark."""
        self._labels: list[tuple[QRectF, str]] = []
        self._sight, self._scale = Sight(), QRectF()
        self.setAccessibleName(_("Places of the day"))
        self.setMinimumHeight(LOWEST)

    @override
    def sizeHint(self) -> QSize:
        return QSize(380, 210)

    def show_route(self, route: DayRoute) -> None:
        """Show another day, or another city."""
        if route == self.route:
            return
        self.route = route
        for mark in self.marks[len(route.places) :]:
            mark.hide()
            mark.deleteLater()
        del self.marks[len(route.places) :]
        for number, place in enumerate(route.places):
            self._mark(number, place)
        self._lay_out()

    def _mark(self, number: int, place: PlaceMark) -> None:
        """Have a mark for a place: one that was there for another takes less than a new one."""
        name, ids = f"{place.number}: {place.name}", (place.place_id,)
        if number < len(self.marks):
            self.marks[number].show_number(str(place.number))
            self.marks[number].stand_for(name, ids)
            self.marks[number].choose(False)
            return
        mark = NumberMark(self, str(place.number), name, ids, small=True)
        mark.clicked.connect(lambda _on=False: self.place_chosen.emit(mark.ids[0]))
        mark.show()
        self.marks.append(mark)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        size = QSizeF(max(self.width(), 1), max(self.height(), 1))
        places = self.route.places
        self._sight = sight = Sight.of([place.at for place in places], size, margin=46.0)
        labels = Labels(sight.rect.adjusted(3, 3, -3, -3))
        points = apart([sight.point(place.at) for place in places])
        self._scale = self._room_for_scale(points)
        labels.take(self._scale)
        self.ways = self._ways(points)
        for mark, point in zip(self.marks, points, strict=True):
            mark.put(point)
            labels.take(QRectF(mark.geometry()))
        font = theme.figures(11, weight=QFont.Weight.DemiBold)
        metrics = setting.measured_by(font)
        self._labels = []
        for place, point in zip(places, points, strict=True):
            text = setting.elided(place.name, font, 130)
            box = labels.place(around(point, QSizeF(metrics.horizontalAdvance(text), 15), 18.0))
            if box is not None:
                self._labels.append((box, text))
        self.update()

    def _ways(self, points: Sequence[QPointF]) -> list[tuple[QPainterPath, Mode]]:
        """The lines between marks that stand at some points, which need not be where they belong.

        There is none where next to nothing of it would show between two marks, or where these were
        pushed so far that it would lead another way than people go.
        """
        real = {place.number: self._sight.point(place.at) for place in self.route.places}
        stands = dict(zip(real, points, strict=True))
        ways = []
        for start, end, mode in self.route.hops:
            real_way, way = real[end] - real[start], stands[end] - stands[start]
            if _length(way) >= _LEAST_WAY and _length(way - real_way) <= _length(real_way) / 2:
                ways.append((bent(stands[start], stands[end], mode), mode))
        return ways

    def _room_for_scale(self, points: Sequence[QPointF]) -> QRectF:
        """Where the scale stands: in a corner without a mark, with as many words as fit there."""
        for width in (_SCALE_WITH_WORDS, _SCALE):
            right, foot = self.width() - width, self.height() - _SCALE_HIGH
            for x, y in ((0, 0), (0, foot), (right, foot), (right, 0)):
                box = QRectF(x, y, width, _SCALE_HIGH)
                if not any(map(box.adjusted(-12, -12, 12, 12).contains, points)):
                    return box
        return QRectF(0, 0, _SCALE, _SCALE_HIGH)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme.color("line2"), 1))
        painter.setBrush(theme.color("map_land"))
        painter.drawRoundedRect(frame, 4, 4)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for way, mode in self.ways:
            painter.strokePath(way, leg_pen(mode))
        font = theme.figures(11, weight=QFont.Weight.DemiBold)
        for box, text in self._labels:
            baseline = round(box.top()) + setting.measured_by(font).ascent()
            setting.draw(painter, round(box.left()), baseline, text, font, theme.color("ink"))
        if self.route.places:
            self._paint_scale(painter)

    def _paint_scale(self, painter: QPainter) -> None:
        km, length = scale_bar(self._sight.km_per_pixel, 80.0)
        left, top = self._scale.left() + 12, self._scale.top()
        painter.setPen(QPen(theme.color("muted"), 1.4))
        painter.drawLine(QPointF(left, top + 14), QPointF(left + length, top + 14))
        for x in (left, left + length):
            painter.drawLine(QPointF(x, top + 10), QPointF(x, top + 18))
        far = _("{km} km").format(km=f"{km:g}") if km >= 1 else f"{1000 * km:g} m"
        full = self._scale.width() >= _SCALE_WITH_WORDS
        words = _("{far}, no streets").format(far=far) if full else far
        x, y = round(left + length) + 8, round(top) + 18
        setting.draw(painter, x, y, words, theme.figures(11), theme.color("muted"))


def _length(way: QPointF) -> float:
    return math.hypot(way.x(), way.y())


def apart(points: list[QPointF], least: float = _LEAST_APART) -> list[QPointF]:
    """Points pushed apart where marks on them would cover each other."""
    pushed = [complex(point.x(), point.y()) for point in points]
    for _round in range(12):
        moved = False
        for first, second in combinations(range(len(pushed)), 2):
            way = pushed[second] - pushed[first]
            length = abs(way)
            if length < least:
                unit = way / length if length else complex(math.cos(second), math.sin(second))
                pushed[first] -= unit * (least - length) / 2
                pushed[second] += unit * (least - length) / 2
                moved = True
        if not moved:
            break
    return [QPointF(point.real, point.imag) for point in pushed]
