"""What is white on navy, drawn navy on white to save ink."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visitplanner.publishing.documents.pdf.boxes import Box

if TYPE_CHECKING:
    from collections.abc import Sequence

    from visitplanner.publishing.documents.pdf.pen import Pen


class Light(Box):
    """A box whose dark colours are light, and whose light ones are dark."""

    def __init__(self, content: Box) -> None:
        """Take what is drawn."""
        self.content = content
        self.height = content.height

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw it in the other colours."""
        with pen.inverted():
            self.content.draw(pen, x, y)

    def split(self, room: float, *, force: bool) -> tuple[Box, Box] | None:
        """Cut the content."""
        parts = self.content.split(room, force=force)
        return (Light(parts[0]), Light(parts[1])) if parts else None

    def least(self) -> float:
        """What the content needs."""
        return self.content.least()

    def inner(self) -> Sequence[Box]:
        """The content."""
        return (self.content,)
