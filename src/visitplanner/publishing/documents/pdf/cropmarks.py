"""Where to cut: marks outside the cards, and hairlines between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from visitplanner.publishing.documents.pdf.styles import MM, Ink

if TYPE_CHECKING:
    from visitplanner.publishing.documents.pdf.pen import Pen

_LENGTH: Final = 4.5 * MM
_OFF: Final = 2.5 * MM


@dataclass(frozen=True, slots=True)
class Grid:
    """Cards side by side and one under the other without gaps; lengths in points.

    Attributes:
        left: Of the first card.
        top: Of the first card.
        width: Of a card.
        height: Of a card.
        columns: How many beside each other.
        rows: How many under each other.
    """

    left: float
    top: float
    width: float
    height: float
    columns: int
    rows: int

    @property
    def count(self) -> int:
        """How many cards a sheet holds."""
        return self.columns * self.rows

    def corner(self, index: int, *, mirrored: bool = False) -> tuple[float, float]:
        """Upper left corner of a card, counted from left to right; `mirrored` from the right."""
        row, column = divmod(index, self.columns)
        if mirrored:
            column = self.columns - 1 - column
        return self.left + column * self.width, self.top + row * self.height

    def draw(self, pen: Pen) -> None:
        """Draw hairlines around the cards and marks in line with them outside."""
        right = self.left + self.columns * self.width
        bottom = self.top + self.rows * self.height
        for column in range(self.columns + 1):
            x = self.left + column * self.width
            pen.rule(x, self.top, x, bottom)
            _mark(pen, x, self.top - _OFF, x, self.top - _OFF - _LENGTH)
            _mark(pen, x, bottom + _OFF, x, bottom + _OFF + _LENGTH)
        for row in range(self.rows + 1):
            y = self.top + row * self.height
            pen.rule(self.left, y, right, y)
            _mark(pen, self.left - _OFF, y, self.left - _OFF - _LENGTH, y)
            _mark(pen, right + _OFF, y, right + _OFF + _LENGTH, y)


def _mark(pen: Pen, x1: float, y1: float, x2: float, y2: float) -> None:
    pen.rule(x1, y1, x2, y2, Ink.INK, 0.5)
