"""The shapes that stand for groups: square, ring, triangle, bar, each with the group's letter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from visitplanner.publishing.documents.model.cards import GroupMark
from visitplanner.publishing.documents.pdf import styles as st
from visitplanner.publishing.documents.pdf.fitting import on_baseline
from visitplanner.publishing.documents.pdf.glyphs import colour
from visitplanner.publishing.documents.pdf.setting import CENTRE, Setting
from visitplanner.publishing.documents.pdf.styles import MM, Ink

if TYPE_CHECKING:
    from visitplanner.publishing.documents.pdf.pen import Pen

MARK_SIZE: Final = 9 * MM
_LINE: Final = 1.2
_LETTER = st.Style(st.Face.SERIF_SEMI, 13, 15, Ink.NAVY)
_BASELINE: Final = {
    GroupMark.SQUARE: 0.5,
    GroupMark.RING: 0.5,
    GroupMark.TRIANGLE: 0.66,
    GroupMark.BAR: 0.42,
}
"""The middle of the letter, as a share of the height from the top."""


def draw_mark(pen: Pen, setting: Setting, mark: GroupMark, letter: str, x: float, y: float) -> None:
    """Draw a mark with its upper left corner at (x, y)."""
    size = MARK_SIZE
    ink = Ink.WHITE if mark is GroupMark.SQUARE else Ink.NAVY
    match mark:
        case GroupMark.SQUARE:
            pen.rect(x, y, size, size, Ink.NAVY)
        case GroupMark.RING:
            pen.disc(x + size / 2, y + size / 2, size / 2, "", Ink.NAVY, _LINE)
        case GroupMark.TRIANGLE:
            _triangle(pen, x, y, size)
        case GroupMark.BAR:
            pen.rect(x, y + size - 3, size, 3, Ink.NAVY)
    style = _LETTER.inked(ink).sized(10.5 if mark is GroupMark.TRIANGLE else 13)
    box = setting.fitted(letter, style, size * 0.8, 6, shift=CENTRE)
    capital = 0.714 * box.style.size  # the height of a capital letter
    on_baseline(pen, box, x + size * 0.1, y + size * _BASELINE[mark] + capital / 2)


def _triangle(pen: Pen, x: float, y: float, size: float) -> None:
    canvas = pen.canvas
    canvas.setStrokeColor(colour(Ink.NAVY))
    canvas.setLineWidth(_LINE)
    canvas.setDash([])
    pen.forget()
    path = canvas.beginPath()
    path.moveTo(x + size / 2, pen.height - y - _LINE)
    path.lineTo(x + size - _LINE / 2, pen.height - y - size + _LINE / 2)
    path.lineTo(x + _LINE / 2, pen.height - y - size + _LINE / 2)
    path.close()
    canvas.drawPath(path, stroke=1, fill=0)
