"""What a box is to those who have a page read to them: its place in the tree of tags."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Final

from visitplanner.publishing.documents.pdf.boxes import Box, TextBox
from visitplanner.publishing.documents.pdf.marks import Mark

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from visitplanner.publishing.documents.pdf.pen import Pen

_PICTURES: Final = frozenset({"Figure", "Formula"})
COLUMN_HEAD: Final[Mapping[str, object]] = {"O": "Table", "Scope": "Column"}
ROW_HEAD: Final[Mapping[str, object]] = {"O": "Table", "Scope": "Row"}
NUMBERED: Final[Mapping[str, object]] = {"O": "List", "ListNumbering": "Decimal"}
BULLETED: Final[Mapping[str, object]] = {"O": "List", "ListNumbering": "Disc"}


def tagged(
    box: Box,
    tag: str,
    *,
    alt: str = "",
    language: str = "",
    attributes: Mapping[str, object] | None = None,
) -> Box:
    """A box as an element of the document's structure (ISO 32000-1, 14.8.4).

    A text becomes the element itself. What stands in any other box becomes the element's children;
    in a heading, a paragraph or a label the words are the element's own. The parts of a box that
    goes on on the next page stay one element. Measure a box before it is tagged: it comes back as
    a plain `Box`.

    Args:
        box: What is drawn.
        tag: "H1", "P", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "Figure", "Div" …
        alt: What a figure shows, in words. A figure without words is a decoration.
        language: BCP 47, where it differs from the document's.
        attributes: Of the element; "O" names their owner: `COLUMN_HEAD`, `{"O": "Table",
            "ColSpan": 3}`.
    """
    if tag in _PICTURES and not alt:
        return decoration(box)
    mark = Mark(tag, alt=alt, language=language, attributes=attributes)
    if isinstance(box, TextBox) and box.mark is None:
        box.mark = mark
        return box
    return Tagged(box, mark)


def text_as(box: TextBox, tag: str, *, language: str = "") -> TextBox:
    """A text as an element; it can still be measured."""
    box.mark = Mark(tag, language=language)
    return box


def nested(box: Box, *tags: str) -> Box:
    """A box within several elements, the innermost first: `nested(row, "Reference", "TOCI")`."""
    for tag in tags:
        box = tagged(box, tag)
    return box


def within(
    boxes: Sequence[Box], tag: str, *, attributes: Mapping[str, object] | None = None
) -> list[Box]:
    """Boxes that are placed one by one, as children of one element."""
    mark = Mark(tag, attributes=attributes)
    return [Tagged(box, mark) for box in boxes]


def decoration(box: Box) -> Box:
    """A box that says nothing which is not said elsewhere: it is not read out."""
    return Decoration(box)


class Around(Box):
    """A box that stands exactly where another one does."""

    def __init__(self, content: Box) -> None:
        """Take on the measures of the content."""
        self.content = content
        self.height, self.before = content.height, content.before
        self.keep, self.key, self.opens = content.keep, content.key, content.opens
        self.grounded = content.grounded

    def least(self) -> float:
        """As the content."""
        return self.content.least()

    def at_top(self) -> Box:
        """Around the content as it stands there."""
        made = copy(self)
        made.content = self.content.at_top()
        return made

    def inner(self) -> Sequence[Box]:
        """The content."""
        return (self.content,)

    def split(self, room: float, *, force: bool) -> tuple[Box, Box] | None:
        """Cut the content."""
        parts = self.content.split(room, force=force)
        return (self._around(parts[0]), self._around(parts[1])) if parts else None

    def _around(self, content: Box) -> Box:
        raise NotImplementedError


class Tagged(Around):
    """A box that is an element; its parts on several pages are one."""

    def __init__(self, content: Box, mark: Mark) -> None:
        """Take the box and what it is."""
        super().__init__(content)
        self.mark = mark

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw the content within its element."""
        marks = pen.marks
        if self.mark.tag in _PICTURES:
            with marks.figure(self.mark, pen.bounds(x, y, self.content)):
                self.content.draw(pen, x, y)
        else:
            with marks.element(self.mark):
                self.content.draw(pen, x, y)

    def _around(self, content: Box) -> Box:
        return Tagged(content, self.mark)


class Decoration(Around):
    """A box that is not read out."""

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw the content as an artifact."""
        with pen.marks.silence():
            self.content.draw(pen, x, y)

    def _around(self, content: Box) -> Box:
        return Decoration(content)
