"""The map itself: sea, land and borders, the legs by how one travels, the cities by number.

Outlines are cut and made into paths off the window's thread; until they are there, those of the
last sight are shown in their place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSizeF, Qt, QTimer
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from visitplanner.desktop import icons, theme
from visitplanner.desktop.map.labels import Labels, around
from visitplanner.desktop.map.marks import LegChip, NumberMark
from visitplanner.desktop.map.scene import LegLine, Position, Scene, StopMark
from visitplanner.desktop.map.sight import Sight, scale_bar
from visitplanner.desktop.qt import override
from visitplanner.desktop.timeline import type as setting
from visitplanner.desktop.views.base import Context
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.vocabulary import Mode

if TYPE_CHECKING:
    from visitplanner.desktop.tasks import Task

Towns = Callable[[tuple[float, float, float, float], int], Sequence[tuple[str, Position]]]
_SETTLED_MS: Final = 60
_MARGIN: Final = 260.0
"""Pixels of outlines beyond the edges, so that a small push shows no empty ground."""
_MOST_TOWNS: Final = 16
_LABEL_SIZES: Final = {"name": 15, "detail": 12, "town": 12}
_DASHES: Final = {Mode.TRAIN: (3.0, 2.0), Mode.FLIGHT: (1.0, 2.6), Mode.FERRY: (4.0, 2.0, 1.0, 2.0)}
_WIDTHS: Final = {Mode.TRAIN: 3.4, Mode.FLIGHT: 2.0, Mode.FERRY: 2.6}


@dataclass(frozen=True)
class Ground:
    """Outlines as paths in the pixels of the sight for which they were cut."""

    sight: Sight
    land: QPainterPath
    borders: QPainterPath
    towns: tuple[tuple[str, Position], ...]


class MapCanvas(QWidget):
    """Shows a scene; the wheel and the keys + and - zoom, dragging and the arrows push."""

    def __init__(self, context: Context, towns: Towns) -> None:
        super().__init__()
        self._context, self._document, self._towns = context, context.document, towns
        self.scene = Scene()
        self.sight = Sight()
        self.marks: list[NumberMark] = []
        self.chips: list[LegChip] = []
        self._ground: Ground | None = None
        self._running: Task | None = None
        self._labels: list[tuple[QRectF, str, str]] = []
        self._room = Labels(QRectF())
        self._grabbed: QPoint | None = None
        self._own_sight = False
        """The user has chosen what is in sight: edits leave it alone."""
        self.setAccessibleName(_("Map"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(240, 200)
        self.setMouseTracking(False)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SETTLED_MS)
        self._soon.timeout.connect(self._cut)
        self._document.selection_changed.connect(self._follow_selection)

    # --- following

    def show_scene(self, scene: Scene) -> None:
        """Show another scene; what is in sight stays if the user has chosen it."""
        if scene == self.scene:
            return
        cities = {stop.at for stop in self.scene.stops} != {stop.at for stop in scene.stops}
        self.scene = scene
        for mark in (*self.marks, *self.chips):
            mark.hide()
            mark.deleteLater()
        self.marks = [self._stop_mark(stop) for stop in scene.stops]
        self.chips = [self._leg_chip(leg) for leg in scene.legs]
        if cities or not self._own_sight:
            self.show_all()
        else:
            self._lay_out()
        self._follow_selection()

    def _stop_mark(self, stop: StopMark) -> NumberMark:
        name = _("{number}: {city}, {detail}").format(
            number=stop.label, city=stop.name, detail=stop.detail
        )
        mark = NumberMark(self, stop.label, name, stop.ids)
        mark.clicked.connect(lambda _on=False: self._document.select(stop.ids[:1]))
        return mark

    def _leg_chip(self, leg: LegLine) -> LegChip:
        chip = LegChip(self, icons.MODES[leg.mode], leg.title, leg.detail, leg.ids)
        chip.clicked.connect(lambda _on=False: self._document.select(leg.ids))
        return chip

    def _follow_selection(self) -> None:
        chosen = set(self._document.selection)
        for mark in (*self.marks, *self.chips):
            mark.choose(not chosen.isdisjoint(mark.ids))
        self.update()

    # --- what is in sight

    def show_all(self) -> None:
        """Bring all cities into sight."""
        self._own_sight = False
        cities = [stop.at for stop in self.scene.stops]
        self._look(Sight.of(cities or list(self.scene.positions), self._size()))

    def look_at(self, position: Position) -> None:
        """Bring a position into the middle."""
        self._own_sight = True
        there = Sight.of([position], self._size())
        scale = max(self.sight.scale, 40.0)
        self._look(Sight(there.x, there.y, scale, self._size()))

    def zoom_by(self, factor: float, about: QPointF | None = None) -> None:
        """Larger or smaller, about a point of the widget or its middle."""
        self._own_sight = True
        middle = QPointF(self.width() / 2, self.height() / 2)
        self._look(self.sight.zoomed(factor, about or middle))

    def push(self, pixels: QPointF) -> None:
        """Push the ground."""
        self._own_sight = True
        self._look(self.sight.moved(pixels))

    def _size(self) -> QSizeF:
        return QSizeF(max(self.width(), 1), max(self.height(), 1))

    def _look(self, sight: Sight) -> None:
        if sight != self.sight:
            self.sight = sight
            self._soon.start()
        self._lay_out()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._own_sight:
            self._look(self.sight.resized(self._size()))
        else:
            self.show_all()

    # --- outlines

    def _cut(self) -> None:
        """Have the outlines of what is in sight cut, off this thread."""
        if self._running is not None:
            self._running.cancel()
        sight, towns = self.sight, self._towns
        self._running = self._context.tasks.run(
            lambda _task: _cut(sight, towns), self._on_cut, quiet=True
        )

    def _on_cut(self, ground: Ground) -> None:
        if not isValid(self):  # the visit was closed meanwhile
            return
        self._running = None
        self._ground = ground
        self._lay_out()

    # --- laying out

    def _lay_out(self) -> None:
        """Put marks, chips and labels where there is room for them."""
        sight = self.sight
        labels = Labels(sight.rect.adjusted(4, 4, -4, -22))
        labels.take(QRectF(0, 0, 60, 130))  # the buttons that zoom
        points = [(stop, sight.point(stop.at)) for stop in self.scene.stops]
        for mark, (_stop, point) in zip(self.marks, points, strict=True):
            mark.put(point)
            mark.setVisible(sight.rect.contains(point))
            if not mark.isHidden():
                labels.take(QRectF(mark.geometry()))
        for leg in self.scene.legs:
            labels.draw(leg_path(sight, leg))
        self._room = labels
        self._labels = []
        for stop, point in points:
            self._label(labels, point, stop.name, stop.detail, 24.0)
        for leg, chip in zip(self.scene.legs, self.chips, strict=True):
            chip.setVisible(self._place_chip(labels, leg, chip))
        if self._ground is not None:
            for name, at in self._ground.towns:
                self._label(labels, sight.point(at), name, "", 7.0)
        self.update()

    def _label(self, labels: Labels, point: QPointF, name: str, detail: str, away: float) -> None:
        if not self.sight.rect.contains(point):
            return
        bold, plain = _fonts(town=not detail)
        width = max(
            setting.measured_by(bold).horizontalAdvance(name),
            setting.measured_by(plain).horizontalAdvance(detail),
        )
        size = QSizeF(width + 4, 36 if detail else 17)
        if not detail:
            labels_box = QRectF(point.x() - 3, point.y() - 3, 6, 6)
            if labels.place([labels_box]) is None:
                return
        box = labels.write(around(point, size, away), across=bool(detail))
        if box is not None:
            self._labels.append((box, name, detail))

    def _place_chip(self, labels: Labels, leg: LegLine, chip: LegChip) -> bool:
        path = leg_path(self.sight, leg)
        size = QSizeF(chip.size())

        def boxes() -> Iterable[QRectF]:
            for share in (0.5, 0.35, 0.65, 0.2, 0.8, 0.1, 0.9, 0.03, 0.97):
                point = path.pointAtPercent(share)
                if self.sight.rect.contains(point):
                    yield from around(point, size, 12.0)

        box = labels.place(boxes())
        if box is not None:
            chip.move(box.topLeft().toPoint())
        return box is not None

    # --- painting

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.color("map_sea"))
        self._paint_ground(painter)
        for leg in self.scene.legs:
            self._paint_leg(painter, leg)
        self._paint_labels(painter)
        self._paint_foot(painter)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _paint_ground(self, painter: QPainter) -> None:
        ground = self._ground
        if ground is None:
            return
        painter.save()
        painter.setTransform(_from_to(ground.sight, self.sight))
        shelf = QPen(theme.color("map_shelf"), 7)
        shelf.setCosmetic(True)
        shelf.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        coast = QPen(theme.color("map_coast"), 0.8)
        coast.setCosmetic(True)
        painter.strokePath(ground.land, shelf)
        painter.fillPath(ground.land, theme.color("map_land"))
        painter.strokePath(ground.land, coast)
        border = QPen(theme.color("map_coast"), 0.8)
        border.setCosmetic(True)
        border.setDashPattern([4.0, 3.0])
        painter.strokePath(ground.borders, border)
        painter.restore()

    def _paint_leg(self, painter: QPainter, leg: LegLine) -> None:
        path = leg_path(self.sight, leg)
        chosen = not set(leg.ids).isdisjoint(self._document.selection)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        halo = QPen(theme.color("map_land"), _WIDTHS.get(leg.mode, 2.4) + 3)
        painter.strokePath(path, halo)
        painter.strokePath(path, leg_pen(leg.mode, chosen=chosen))

    def _paint_labels(self, painter: QPainter) -> None:
        if self._ground is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("map_name"))
            shown = {name for _box, name, detail in self._labels if not detail}
            for name, at in self._ground.towns:
                if name in shown:
                    painter.drawEllipse(self.sight.point(at), 2.5, 2.5)
        for box, name, detail in self._labels:
            bold, plain = _fonts(town=not detail)
            token = "ink" if detail else "map_name"
            ascent = setting.measured_by(bold).ascent()
            begin = QPointF(box.left() + 2, box.top() + ascent)
            _with_halo(painter, begin, name, bold, token)
            if detail:
                _with_halo(painter, begin + QPointF(0, 17), detail, plain, "muted")

    def _paint_foot(self, painter: QPainter) -> None:
        font, color = theme.figures(11), theme.color("muted")
        km, length = scale_bar(self.sight.km_per_pixel)
        y = self.height() - 12
        words = _("{km} km").format(km=f"{km:g}") if km >= 1 else f"{1000 * km:g} m"
        far = length + setting.measured_by(font).horizontalAdvance(words)
        high = self.height() - y + 12  # down to the edge: nothing of a line is left below
        self._paint_plate(painter, QRectF(-4, y - 10, far + 36, high))
        painter.setPen(QPen(color, 1.4))
        painter.drawLine(QPointF(16, y), QPointF(16 + length, y))
        for x in (16.0, 16 + length):
            painter.drawLine(QPointF(x, y - 4), QPointF(x, y + 4))
        _with_halo(painter, QPointF(24 + length, y + 4), words, font, "muted")
        credit = _("Outlines: Natural Earth, public domain. Towns: GeoNames, CC BY 4.0")
        width = setting.measured_by(font).horizontalAdvance(credit)
        if width + length + 90 < self.width():
            self._paint_plate(painter, QRectF(self.width() - width - 20, y - 10, width + 24, high))
            _with_halo(painter, QPointF(self.width() - width - 12, y + 4), credit, font, "muted")

    def _paint_plate(self, painter: QPainter, box: QRectF) -> None:
        """Cover a line that runs where something is to be read."""
        if self._room.is_crossed(box):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("map_land"))
            painter.drawRoundedRect(box, 4, 4)

    # --- mouse and keys

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        steps = event.angleDelta().y() / 120
        if steps:
            self.zoom_by(1.25**steps, event.position())
        event.accept()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._grabbed = event.position().toPoint()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed is not None:
            here = event.position().toPoint()
            self.push(QPointF(here - self._grabbed))
            self._grabbed = here

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grabbed = None
        self.unsetCursor()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.zoom_by(2.0, event.position())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        pushes = {
            Qt.Key.Key_Left: QPointF(80, 0),
            Qt.Key.Key_Right: QPointF(-80, 0),
            Qt.Key.Key_Up: QPointF(0, 80),
            Qt.Key.Key_Down: QPointF(0, -80),
        }
        zooms = {Qt.Key.Key_Plus: 1.5, Qt.Key.Key_Equal: 1.5, Qt.Key.Key_Minus: 1 / 1.5}
        key = Qt.Key(event.key())
        if key in pushes:
            self.push(pushes[key])
        elif key in zooms:
            self.zoom_by(zooms[key])
        elif key == Qt.Key.Key_0:
            self.show_all()
        else:
            super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)

    def words(self) -> str:
        """The map in a sentence, for those who cannot see it."""
        stops = "; ".join(f"{stop.label} {stop.name}, {stop.detail}" for stop in self.scene.stops)
        legs = plural("{count} leg", "{count} legs", len(self.scene.legs))
        return _("Map of {stops}; {legs}.").format(stops=stops, legs=legs)


def leg_path(sight: Sight, leg: LegLine) -> QPainterPath:
    """A leg as a line that bends a little, on the widget."""
    return bent(sight.point(leg.start), sight.point(leg.end), leg.mode)


def bent(start: QPointF, end: QPointF, mode: Mode) -> QPainterPath:
    """A line between two points that bends a little, a flight more than others."""
    way = end - start
    bend = 0.12 if mode is Mode.FLIGHT else 0.06
    middle = (start + end) / 2 + QPointF(way.y(), -way.x()) * bend
    path = QPainterPath(start)
    path.quadTo(middle, end)
    return path


def leg_pen(mode: Mode, *, chosen: bool = False) -> QPen:
    """How one travels: trains dashed, flights dotted, roads solid."""
    pen = QPen(theme.color("accent" if chosen else "leg"), _WIDTHS.get(mode, 2.4))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if mode in _DASHES:
        pen.setDashPattern(list(_DASHES[mode]))
    return pen


def _fonts(*, town: bool) -> tuple[QFont, QFont]:
    if town:
        plain = theme.figures(_LABEL_SIZES["town"])
        return plain, plain
    bold = theme.figures(_LABEL_SIZES["name"], weight=QFont.Weight.DemiBold)
    return bold, theme.figures(_LABEL_SIZES["detail"])


_AROUND = ((-1.5, 0), (1.5, 0), (0, -1.5), (0, 1.5), (-1, -1), (1, -1), (-1, 1), (1, 1))
"""Where the halo of a text stands, in pixels from it."""


def _with_halo(painter: QPainter, at: QPointF, text: str, font: QFont, token: str) -> None:
    """Text that can be read on land, sea and lines alike.

    The halo is the text itself, drawn around: stroking its outline takes five times as long.
    """
    painter.setFont(font)
    painter.setPen(theme.color("map_land"))
    for x, y in _AROUND:
        painter.drawText(QPointF(at.x() + x, at.y() + y), text)
    painter.setPen(theme.color(token))
    painter.drawText(at, text)


def _from_to(before: Sight, now: Sight) -> QTransform:
    """From the pixels of one sight to those of another."""
    factor = now.scale / before.scale
    x = (before.x - now.x) * now.scale + now.size.width() / 2 - before.size.width() / 2 * factor
    y = (now.y - before.y) * now.scale + now.size.height() / 2 - before.size.height() / 2 * factor
    return QTransform(factor, 0, 0, factor, x, y)


def _cut(sight: Sight, towns: Towns) -> Ground:
    from visitplanner.planning.coast import outlines

    window = sight.window
    land, borders = outlines(window, _MARGIN)
    around_it = towns(window.bounds(0), _MOST_TOWNS)
    return Ground(sight, _path(land, closed=True), _path(borders, closed=False), tuple(around_it))


def _path(lines: Iterable[Sequence[tuple[float, float]]], *, closed: bool) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for line in lines:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in line]))
        if closed:
            path.closeSubpath()
    return path
