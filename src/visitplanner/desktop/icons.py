"""The glyphs of the window, drawn from bundled SVG files in the colour of the text beside them.

Importing this module loads Qt's SVG renderer: it is imported after the first painted frame.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from visitplanner import resources
from visitplanner.desktop import theme
from visitplanner.desktop.qt import override
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.vocabulary import ItemKind, Mode, Registration, Status

KINDS = {
    ItemKind.SESSION: "presentation-chart",
    ItemKind.SITE_VISIT: "factory",
    ItemKind.MEAL: "fork-knife",
    ItemKind.SOCIAL_EVENT: "wine",
    ItemKind.FREE_TIME: "coffee",
    ItemKind.BRIEFING: "presentation-chart",
    ItemKind.NOTE: "note",
    ItemKind.OTHER: "note",
}
KIND_COLORS = {
    ItemKind.SESSION: "session",
    ItemKind.SITE_VISIT: "visit",
    ItemKind.MEAL: "meal",
    ItemKind.SOCIAL_EVENT: "social",
    ItemKind.FREE_TIME: "free",
    ItemKind.BRIEFING: "session",
    ItemKind.NOTE: "free",
    ItemKind.OTHER: "free",
}
MODES = {
    Mode.WALK: "person-simple-walk",
    Mode.TAXI: "taxi",
    Mode.COACH: "bus",
    Mode.MINIBUS: "van",
    Mode.METRO: "train-simple",
    Mode.TRAM: "tram",
    Mode.TRAIN: "train",
    Mode.FLIGHT: "airplane-tilt",
    Mode.FERRY: "boat",
    Mode.CAR: "car",
    Mode.OTHER: "path",
}
STATES = {
    Status.IDEA: "lightbulb",
    Status.REQUESTED: "question",
    Status.TENTATIVE: "hourglass",
    Status.CONFIRMED: "check-circle",
    Status.CANCELLED: "prohibit",
    Status.OTHER: "question",
}
REGISTRATIONS = {
    Registration.INVITED: "paper-plane-tilt",
    Registration.REGISTERED: "identification-card",
    Registration.CONFIRMED: "check-circle",
    Registration.WAITING: "hourglass",
    Registration.CANCELLED: "x-circle",
    Registration.OTHER: "question",
}
SEVERITIES = {"error": "warning-octagon-fill", "warning": "warning", "note": "info"}
SEVERITY_COLORS = {"error": "error", "warning": "warn", "note": "note"}


def of_entry(entry: Item | Journey) -> str:
    """The glyph of an item's kind or a journey's mode."""
    return MODES[entry.mode] if isinstance(entry, Journey) else KINDS[entry.kind]


def color_of_entry(entry: Item | Journey) -> str:
    """The colour token of an item's kind or a journey."""
    return "leg" if isinstance(entry, Journey) else KIND_COLORS[entry.kind]


@lru_cache(maxsize=256)
def _renderer(name: str) -> QSvgRenderer:
    file = resources.path("icons", f"{name}.svg")
    return QSvgRenderer(QByteArray(file.read_bytes()))


@lru_cache(maxsize=1024)
def _drawn(
    name: str, width: int, height: int, ratio: float, rgba: int, share: float = 1.0
) -> QPixmap:
    """The glyph at the left of a box; what is left of a wider box is air beside it.

    With a `share` below 1 it takes no more than that of its place, in the middle of it.
    """
    pixels = QPixmap(QSize(round(width * ratio), round(height * ratio)))
    pixels.fill(Qt.GlobalColor.transparent)
    side = min(pixels.width(), pixels.height())
    painter = QPainter(pixels)
    inset = side * (1 - share) / 2
    _renderer(name).render(painter, QRectF(inset, inset, side * share, side * share))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(pixels.rect(), QColor.fromRgba(rgba))
    painter.end()
    pixels.setDevicePixelRatio(ratio)
    return pixels


def pixmap(name: str, token: str = "ink", size: int = 16, *, ratio: float = 0.0) -> QPixmap:
    """A glyph in the colour of a token, crisp at the screen's pixel ratio."""
    instance = QGuiApplication.instance()
    if not ratio and isinstance(instance, QGuiApplication):
        ratio = instance.devicePixelRatio()
    return _drawn(name, size, size, ratio or 1.0, theme.color(token).rgba())


def paint(painter: QPainter, name: str, x: int, y: int, token: str, size: int = 14) -> None:
    """Draw a glyph with its upper left corner at `x`, `y`."""
    painter.drawPixmap(QPoint(x, y), pixmap(name, token, size))


class _Engine(QIconEngine):
    """An icon that takes its colour from the theme whenever it is painted."""

    def __init__(self, name: str, token: str, share: float) -> None:
        super().__init__()
        self._name, self._token, self._share = name, token, share

    def _rgba(self, mode: QIcon.Mode) -> int:
        token = "line3" if mode is QIcon.Mode.Disabled else self._token
        return theme.color(token).rgba()

    def _drawn(self, box: QRect | QSize, ratio: float, mode: QIcon.Mode) -> QPixmap:
        width, height, rgba = box.width(), box.height(), self._rgba(mode)
        return _drawn(self._name, width, height, ratio, rgba, self._share)

    @override
    def paint(self, painter, rect, mode, state):  # type: ignore[no-untyped-def]
        ratio = painter.device().devicePixelRatioF()
        drawn = self._drawn(rect, ratio, mode)
        painter.drawPixmap(rect.topLeft(), drawn)

    @override
    def pixmap(self, size, mode, state):  # type: ignore[no-untyped-def]
        return self._drawn(size, 1.0, mode)

    @override
    def scaledPixmap(self, size, mode, state, scale):  # type: ignore[no-untyped-def]
        # The size comes as it is on the page; the pixels are that times the scale.
        return self._drawn(size, scale, mode)

    @override
    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._token, self._share)


_engines: list[_Engine] = []


@lru_cache(maxsize=256)
def icon(name: str, token: str = "ink", share: float = 1.0) -> QIcon:
    """A glyph as an icon for actions and buttons; it follows the theme.

    Args:
        name: of the glyph.
        token: of its colour.
        share: how much of the usual size it has, from 0 to 1.
    """
    engine = _Engine(name, token, share)
    _engines.append(engine)  # QIcon takes the C++ half; this keeps the Python half alive with it
    return QIcon(engine)
