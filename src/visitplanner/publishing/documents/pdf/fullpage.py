"""Pages that are one drawing: the cover, the programme at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visitplanner.publishing.documents.pdf.boxes import Box

if TYPE_CHECKING:
    from collections.abc import Callable

    from visitplanner.publishing.documents.pdf.pen import Pen
    from visitplanner.publishing.documents.pdf.styles import Family


class FullPage(Box):
    """A page drawn at fixed places."""

    def __init__(self, family: Family, paint: Callable[[Pen], None]) -> None:
        """Take the family of the page and what draws it."""
        self.family = family
        self.paint = paint
        self.height = family.height

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw the page."""
        del x, y
        self.paint(pen)
