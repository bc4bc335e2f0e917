"""The emblem of the European Union, after its official construction.

A rectangle one and a half times as long as high; twelve stars on a circle with a radius of a third
of the height, each within a circle of an eighteenth of the height, one point upwards. Colours
Reflex Blue (003399) and Yellow (FFCC00). Source: Interinstitutional style guide, annex A1.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from visitplanner.publishing.documents.pdf.glyphs import colour

if TYPE_CHECKING:
    from visitplanner.publishing.documents.pdf.pen import Pen

_STARS: Final = 12
_POINTS: Final = 5
# Ratio of the inner to the outer radius of a regular five-pointed star.
_INNER: Final = math.sin(math.radians(18)) / math.sin(math.radians(54))


def draw_eu_emblem(pen: Pen, x: float, y: float, width: float) -> None:
    """Draw the emblem with its upper left corner at (x, y)."""
    height = width * 2 / 3
    pen.rect(x, y, width, height, "003399")
    canvas = pen.canvas
    canvas.setFillColor(colour("FFCC00"))
    pen.forget()
    path = canvas.beginPath()
    for star in range(_STARS):
        angle = math.tau * star / _STARS
        centre_x = x + width / 2 + math.sin(angle) * height / 3
        centre_y = y + height / 2 - math.cos(angle) * height / 3
        for point in range(2 * _POINTS):
            radius = height / 18 * (_INNER if point % 2 else 1)
            turn = math.pi * point / _POINTS
            to = (
                centre_x + math.sin(turn) * radius,
                pen.height - centre_y + math.cos(turn) * radius,
            )
            (path.lineTo if point else path.moveTo)(*to)
        path.close()
    canvas.drawPath(path, stroke=0, fill=1)
