"""Sea and land on a piece of paper, with waterlines along the coast."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from visitplanner.planning.coast import outlines
from visitplanner.publishing.documents.pdf.glyphs import colour
from visitplanner.publishing.documents.pdf.styles import MM

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reportlab.pdfgen.canvas import Canvas

    from visitplanner.planning.coast import Window
    from visitplanner.publishing.documents.pdf.pen import Pen

_FINE: Final = 0.5
"""Points between two vertices of a coast; less is not seen in print."""
_LEAST_POINTS: Final = 4
_MARGIN: Final = 6 * MM
"""How far land goes on beyond the frame, so that waterlines along its cut edges are not seen."""

_EVEN_ODD: Final = 0
"""How reportlab calls the rule by which a rectangle within another is a hole."""
_Rectangle = tuple[float, float, float, float]
"""Left, bottom, width and height, upwards from the foot of the page."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a map.

    Attributes:
        sea: The ground.
        land: Of the land.
        coast: The line along it, and the borders.
        waterlines: Width in millimetres and colour of each stroke, from the sea to the shore.
        line: Width of the coast, in points.
    """

    sea: str
    land: str
    coast: str
    waterlines: tuple[tuple[float, str], ...] = ()
    line: float = 0.22 * MM


def draw_land(
    pen: Pen,
    window: Window,
    x: float,
    y: float,
    palette: Palette,
    under: Callable[[], None] | None = None,
    texts: Sequence[tuple[float, float, float, float]] = (),
) -> None:
    """Draw sea and land into the rectangle of a window whose upper left corner is at (x, y).

    What `under` draws lies on the sea and under the land. No line of the coast, of its waters or of
    a border runs through the rectangles `texts`: left, top, right and bottom on the page.
    """
    canvas = pen.canvas
    pen.rect(x, y, window.width, window.height, palette.sea)
    canvas.saveState()
    frame = x, pen.height - y - window.height, window.width, window.height
    path = canvas.beginPath()
    path.rect(*frame)
    canvas.clipPath(path, stroke=0, fill=0)
    gaps = [
        (left, pen.height - bottom, right - left, bottom - top)
        for left, top, right, bottom in texts
    ]
    if under:
        under()
    margin = _MARGIN if palette.waterlines else MM
    coast, borders = _paths(window, x, pen.height - y, margin)
    # A form holds the coast once for all its strokes; width and colour come from outside.
    line, area = f"coast-{pen.page}-{x:.0f}-{y:.0f}", f"land-{pen.page}-{x:.0f}-{y:.0f}"
    for name, paint in ((line, "S"), (area, "f*")):
        canvas.beginForm(
            name,
            int(x) - 1,
            int(pen.height - y - window.height) - 1,
            int(x + window.width) + 1,
            int(pen.height - y) + 1,
        )
        canvas.addLiteral(f"{coast} {paint}" if coast else "")
        canvas.endForm()
    canvas.setLineJoin(1)
    with _beside(canvas, frame, gaps):
        for width, ink in palette.waterlines:
            canvas.setStrokeColor(colour(ink))
            canvas.setLineWidth(width * MM)
            canvas.doForm(line)
    canvas.setFillColor(colour(palette.land))
    canvas.doForm(area)
    with _beside(canvas, frame, gaps):
        canvas.setStrokeColor(colour(palette.coast))
        canvas.setLineWidth(palette.line)
        canvas.doForm(line)
        canvas.addLiteral(f"{borders} S" if borders else "")
    canvas.restoreState()
    pen.forget()


@contextmanager
def _beside(canvas: Canvas, frame: _Rectangle, gaps: Sequence[_Rectangle]) -> Iterator[None]:
    """Draw in the frame, but not in the gaps."""
    canvas.saveState()
    for gap in gaps:  # one by one: even-odd would draw again where two overlap
        path = canvas.beginPath()
        path.rect(*frame)
        path.rect(*gap)
        canvas.clipPath(path, stroke=0, fill=0, fillMode=_EVEN_ODD)
    yield
    canvas.restoreState()


@lru_cache(maxsize=16)
def coast_of(window: Window) -> tuple[tuple[tuple[float, float], ...], ...]:
    """The rings of land on a window, in points of it."""
    land, _borders = outlines(window, margin=_MARGIN)
    return tuple(map(tuple, land))


def is_land(rings: Sequence[Sequence[tuple[float, float]]], point: tuple[float, float]) -> bool:
    """Whether a point lies on land: an odd number of coasts is between it and the far right."""
    x, y = point
    inside = False
    for ring in rings:
        for (ax, ay), (bx, by) in pairwise((*ring, ring[0])):
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                inside = not inside
    return inside


@lru_cache(maxsize=16)
def _paths(window: Window, x: float, top: float, margin: float) -> tuple[str, str]:
    """Coast and borders as path operators, the upper left corner at (x, top)."""
    land, borders = outlines(window, margin=margin)
    coast = " ".join(filter(None, (_operators(ring, x, top, closed=True) for ring in land)))
    between = " ".join(filter(None, (_operators(b, x, top, closed=False) for b in borders)))
    return coast, between


def _operators(
    points: Sequence[tuple[float, float]], left: float, top: float, *, closed: bool
) -> str:
    """A line as path operators, no finer than paper shows; empty for a speck of land."""
    kept: list[tuple[float, float]] = []
    for x, y in points:
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= _FINE:
            kept.append((x, y))
    if len(kept) < (_LEAST_POINTS if closed else 2):
        return ""
    text = " ".join(
        f"{left + x:.1f} {top - y:.1f} {'l' if i else 'm'}" for i, (x, y) in enumerate(kept)
    )
    return f"{text} h" if closed else text
