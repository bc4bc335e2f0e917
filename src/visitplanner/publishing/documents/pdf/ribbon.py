"""The day in one line, to scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visitplanner.publishing.documents.model import DayRibbon, Kind, RibbonBlock
from visitplanner.publishing.documents.pdf import styles as st
from visitplanner.publishing.documents.pdf.bars import DOTTED, HOLLOW
from visitplanner.publishing.documents.pdf.boxes import Blank, Box, Drawing, TextBox, spaced
from visitplanner.publishing.documents.pdf.setting import Setting
from visitplanner.publishing.documents.pdf.styles import MM, Ink
from visitplanner.publishing.documents.pdf.tagging import tagged

if TYPE_CHECKING:
    from visitplanner.publishing.documents.model import Block
    from visitplanner.publishing.documents.pdf.pen import Pen

_AXIS = 6.4 * MM
_HEIGHT = 10.4 * MM + 3.4 * MM
_EARLIEST, _LATEST = 8 * 60, 23 * 60
_HOUR = 60
_DAY = 24 * 60


def hours(starts: list[int], ends: list[int]) -> tuple[int, int]:
    """First and last hour of an axis: 08 to 23, or further to the first and last item."""
    first = min([_EARLIEST, *starts])
    last = max([_LATEST, *ends])
    return max(first, 0) // _HOUR, min(-(-last // _HOUR), 48)


def ribbon(block: DayRibbon, setting: Setting, width: float, previous: Block | None) -> Box:
    """Blocks over an axis of hours."""
    del previous
    if not block.blocks:
        return Blank(0)
    first, last = hours([b.start for b in block.blocks], [b.end for b in block.blocks])
    scale = width / ((last - first) * _HOUR)
    step = 2 if last - first <= 18 else 3
    figures = [
        (h, setting.line(f"{h % 24:02d}:00", _FIGURES, 40)) for h in range(first, last, step)
    ]
    labels = [setting.line(b.label, _LABEL, 400) for b in block.blocks]

    def at(minute: int) -> float:
        return (min(max(minute, first * _HOUR), last * _HOUR) - first * _HOUR) * scale

    def paint(pen: Pen, x: float, y: float) -> None:
        axis = y + _AXIS
        pen.rule(x, axis, x + width, axis)
        for hour in range(first, last + 1):
            left = x + at(hour * _HOUR)
            pen.rule(left, axis, left, axis + 0.9 * MM, Ink.DASH)
        for hour, figure in figures:
            shift = 0 if hour == first else figure.natural_width / 2
            figure.draw(pen, x + at(hour * _HOUR) - shift, axis + 1.1 * MM)
        for piece, label in zip(block.blocks, labels, strict=True):
            _piece(pen, x + at(piece.start), y, at(piece.end) - at(piece.start), piece, label)

    drawing = Drawing(_HEIGHT, paint, width)
    return spaced(tagged(drawing, "Figure", alt=setting.words.day_line), 3 * MM)


_FIGURES = st.Style(st.Face.SANS, 7.4, 9.4, Ink.MUTED)
_LABEL = st.Style(st.Face.SEMI, 8.3, 10, Ink.WHITE)


def _piece(pen: Pen, x: float, y: float, width: float, piece: RibbonBlock, label: TextBox) -> None:
    top, height = y + 0.4 * MM, 5.2 * MM
    if piece.half:
        height = 2.4 * MM
        top += 2.8 * MM if piece.half > 1 else 0
    width = max(width, 1.4)
    if piece.kind in DOTTED:
        middle = top + height / 2
        pen.rule(
            x + 1.4,
            middle,
            x + max(width - 1, 1.5),
            middle,
            Ink.NAVY,
            2,
            dash=(0, 3.6),
            rounded=True,
        )
        return
    ink = Ink.RUST if piece.kind is Kind.SITE_VISIT else Ink.NAVY
    inside = max(width - 0.9, 1.0)
    if piece.kind in HOLLOW or piece.tentative or piece.kind is Kind.NOTE:
        dash = (2.4, 1.8) if piece.tentative else ()
        pen.frame(x + 0.45, top, inside, height, ink, 0.85, fill=Ink.WHITE, dash=dash)
    else:
        pen.rect(x + 0.45, top, inside, height, ink)
    solid = piece.kind is Kind.LEG and not piece.half
    if solid and label.lines and label.natural_width + 8 <= inside:
        label.draw(pen, x + 6.4, top + (height - label.height) / 2)
