"""Where the pages of a preview stand, in logical pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect

SCREEN = 96 / 72
"""Pixels for a point at 100 %."""
MARGIN, GAP = 24, 18


@dataclass(frozen=True)
class Layout:
    """All pages one below the other, or in pairs.

    Attributes:
        pages: The rectangle of each.
        width: Of everything, margins included.
        height: Of everything, margins included.
        zoom: Of an upright page, 1 for its natural size.
    """

    pages: tuple[QRect, ...] = ()
    width: int = 0
    height: int = 0
    zoom: float = 1.0


def arrange(
    sizes: Sequence[tuple[float, float]], room: int, zoom: float | None, *, pairs: bool
) -> Layout:
    """Place pages of `sizes`, in points.

    Args:
        sizes: Width and height of each page.
        room: How wide the view is.
        zoom: 1 for the natural size; None to fit the width.
        pairs: Two pages side by side.
    """
    if not sizes:
        return Layout()
    columns = 2 if pairs else 1
    free = max(room - 2 * MARGIN - GAP * (columns - 1), 120) / columns
    usual = min(width for width, _ in sizes)
    scale = SCREEN * zoom if zoom else free / usual
    boxes = [_box(size, scale, free if zoom is None else None) for size in sizes]
    rows = [boxes[start : start + columns] for start in range(0, len(boxes), columns)]
    widest = max(sum(w for w, _ in row) + GAP * (len(row) - 1) for row in rows)
    whole = max(room, widest + 2 * MARGIN)
    placed, y = [], MARGIN
    for row in rows:
        x = (whole - sum(w for w, _ in row) - GAP * (len(row) - 1)) // 2
        for width, height in row:
            placed.append(QRect(x, y, width, height))
            x += width + GAP
        y += max(height for _, height in row) + GAP
    return Layout(tuple(placed), whole, y - GAP + MARGIN, scale / SCREEN)


def _box(size: tuple[float, float], scale: float, most: float | None) -> tuple[int, int]:
    """The pixels of a page; one that lies across is made smaller where the width is to fit."""
    width, height = size
    if most is not None and width * scale > most:
        scale = most / width
    return round(width * scale), round(height * scale)
