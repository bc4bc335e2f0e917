"""Boxes: what a page is built of. They know their height, draw themselves, and can be split.

Every component is put together from these few, so that any of them, however much somebody wrote
into it, can go on on the next page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from visitplanner.publishing.documents.pdf.fonts import ASCENT, DESCENT
from visitplanner.publishing.documents.pdf.marks import Mark

if TYPE_CHECKING:
    from visitplanner.publishing.documents.pdf.lines import Line
    from visitplanner.publishing.documents.pdf.pen import Pen
    from visitplanner.publishing.documents.pdf.styles import Style

EPS = 0.01


class Box:
    """A rectangle of content.

    Attributes:
        height: In points.
        before: White space above, dropped at the top of a page.
        keep: Whether it must stay on the page of what follows.
        key: Links to this key lead to its top.
        opens: The level of the part that begins with it, or None.
        grounded: Whether it stands on the last lines of its page.
        continues: The box whose rest it is, where that was cut at the end of a page.
        cut_from: What both were before.
        shares: Whether rows of it may go over to a page that would look left over.
    """

    height: float = 0.0
    before: float = 0.0
    keep: bool = False
    key: str = ""
    opens: int | None = None
    grounded: bool = False
    continues: Box | None = None
    cut_from: Box | None = None
    shares: bool = False

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw with the upper left corner at (x, y)."""

    def split(self, room: float, *, force: bool) -> tuple[Box, Box] | None:
        """Cut into what fits in `room` and the rest, or None.

        With `force` even what should stay whole is cut; it is set only where the box stands alone
        on a page and is still too high.
        """
        del room, force
        return None

    def least(self) -> float:
        """The room its beginning needs: a heading before it goes along if there is less."""
        return min(self.height, 80.0)

    def at_top(self) -> Box:
        """The box, as high as it is, as it stands at the top of a page."""
        return self

    def inner(self) -> Sequence[Box]:
        """The boxes inside it."""
        return ()

    def anchors(self) -> Iterator[str]:
        """Keys that lead to it or into it."""
        if self.key:
            yield self.key
        for box in self.inner():
            yield from box.anchors()


@dataclass
class TextBox(Box):
    """Set lines of text."""

    lines: list[Line]
    style: Style
    width: float
    shift: float = 0.0
    """Part of the free width on the left: 0 left, 0.5 centred, 1 right."""
    missing: tuple[str, ...] = ()
    sample: str = ""
    mark: Mark | None = None
    """What it is; None: a paragraph, or words of the element around it."""

    def __post_init__(self) -> None:
        self.height = len(self.lines) * self.style.leading

    @property
    def natural_width(self) -> float:
        """Width of the longest line."""
        return max((line.width for line in self.lines), default=0.0)

    def baseline(self) -> float:
        """Distance of the first baseline from the top."""
        style = self.style
        ascent, descent = ASCENT[style.face] * style.size, DESCENT[style.face] * style.size
        return (style.leading - ascent - descent) / 2 + ascent

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw the lines."""
        first, leading = y + self.baseline(), self.style.leading
        pen.lines(
            [
                (x + self.shift * (self.width - line.width), first + i * leading, line)
                for i, line in enumerate(self.lines)
            ],
            self.mark,
        )
        if self.missing:
            pen.report(self.missing, self.sample)

    def split(self, room: float, *, force: bool) -> tuple[Box, Box] | None:
        """Cut between lines, two at least on either side."""
        count = int((room + EPS) / self.style.leading)
        least = 1 if force else 2
        count = min(count, len(self.lines) - least)
        if count < least:
            return None
        mark = self.mark or Mark("P")
        return self._part(self.lines[:count], mark), self._part(self.lines[count:], mark)

    def _part(self, lines: list[Line], mark: Mark) -> TextBox:
        return TextBox(lines, self.style, self.width, self.shift, self.missing, self.sample, mark)


class Stack(Box):
    """Boxes one under the other, each with its `before`."""

    def __init__(self, boxes: Sequence[Box], *, whole: bool = False) -> None:
        """Stack boxes; empty ones leave no space. `whole`: split only if it must be."""
        self.boxes = [box for box in boxes if box.height > 0]
        self.whole = whole
        self.height = sum(b.height + (b.before if i else 0) for i, b in enumerate(self.boxes))

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw them downwards."""
        for index, box in enumerate(self.boxes):
            y += box.before if index else 0
            pen.anchor(box.key, y)
            box.draw(pen, x, y)
            y += box.height

    def split(self, room: float, *, force: bool) -> tuple[Box, Box] | None:
        """Cut between boxes, or inside one."""
        if self.whole and not force:
            return None
        used = 0.0
        for index, box in enumerate(self.boxes):
            gap = box.before if index else 0
            if used + gap + box.height <= room + EPS:
                used += gap + box.height
                continue
            parts = box.split(room - used - gap, force=force)
            if parts is None:
                cut = index
                while cut > 0 and self.boxes[cut - 1].keep:
                    cut -= 1
                return self._cut(self.boxes[:cut], self.boxes[cut:]) if cut else None
            parts[0].before, parts[0].key = box.before, box.key
            return self._cut([*self.boxes[:index], parts[0]], [parts[1], *self.boxes[index + 1 :]])
        return None

    def least(self) -> float:
        """All of it if it stays whole."""
        return self.height if self.whole else super().least()

    def at_top(self) -> Box:
        """With what stands first in it at the top of the page."""
        made = copy(self)
        made.boxes = [self.boxes[0].at_top(), *self.boxes[1:]] if self.boxes else []
        return made

    def inner(self) -> Sequence[Box]:
        """The stacked boxes."""
        return self.boxes

    def _cut(self, head: Sequence[Box], tail: Sequence[Box]) -> tuple[Box, Box]:
        return Stack(head, whole=self.whole), Stack(tail, whole=self.whole)


class Columns(Box):
    """Boxes beside each other, tops aligned, each at its distance from the left."""

    def __init__(self, columns: Sequence[tuple[float, Box]], *, whole: bool = False) -> None:
        """Place boxes at their distances from the left edge."""
        self.columns = list(columns)
        self.whole = whole
        self.height = max((box.height for _, box in self.columns), default=0.0)

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw them from left to right."""
        for left, box in self.columns:
            pen.anchor(box.key, y)
            box.draw(pen, x + left, y)

    def split(self, room: float, *, force: bool) -> tuple[Box, Box] | None:
        """Cut every column that is too high; nothing is cut if one of those cannot be."""
        if self.whole and not force:
            return None
        heads: list[tuple[float, Box]] = []
        tails: list[tuple[float, Box]] = []
        for left, box in self.columns:
            if box.height <= room + EPS:
                heads.append((left, box))
                tails.append((left, Stack([])))
                continue
            parts = box.split(room, force=force)
            if parts is None:
                return None
            heads.append((left, parts[0]))
            tails.append((left, parts[1]))
        return Columns(heads, whole=self.whole), Columns(tails, whole=self.whole)

    def least(self) -> float:
        """All of it if it stays whole."""
        return self.height if self.whole else super().least()

    def inner(self) -> Sequence[Box]:
        """The boxes beside each other."""
        return [box for _, box in self.columns]


class Padded(Box):
    """A box with space around it and something painted behind it, in every part when split.

    Attributes:
        paint: Called with pen, x, y, height before the content is drawn.
    """

    def __init__(
        self,
        inner: Box,
        *,
        left: float = 0.0,
        top: float = 0.0,
        bottom: float = 0.0,
        paint: Callable[[Pen, float, float, float], None] | None = None,
        whole: bool = False,
        least: float = 0.0,
    ) -> None:
        """Surround a box. `least` is the least height of the whole."""
        self.content, self.left, self.top, self.bottom = inner, left, top, bottom
        self.paint, self.whole = paint, whole
        self.height = max(top + inner.height + bottom, least)

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Paint, then draw the content."""
        if self.paint:
            self.paint(pen, x, y, self.height)
        self.content.draw(pen, x + self.left, y + self.top)

    def split(self, room: float, *, force: bool) -> tuple[Box, Box] | None:
        """Cut the content; both parts are painted."""
        if self.whole and not force:
            return None
        parts = self.content.split(room - self.top - self.bottom, force=force)
        return (self._around(parts[0]), self._around(parts[1])) if parts else None

    def least(self) -> float:
        """All of it if it stays whole."""
        return self.height if self.whole else super().least()

    def inner(self) -> Sequence[Box]:
        """The surrounded box."""
        return (self.content,)

    def _around(self, inner: Box) -> Padded:
        return Padded(
            inner,
            left=self.left,
            top=self.top,
            bottom=self.bottom,
            paint=self.paint,
            whole=self.whole,
        )


class Drawing(Box):
    """Something of fixed height drawn by a function of pen, x, y."""

    def __init__(
        self, height: float, paint: Callable[[Pen, float, float], None], width: float = 0.0
    ) -> None:
        """Take the height and the function; `width` matters for figures only."""
        self.height = height
        self.width = width
        self.paint = paint

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Call the function."""
        self.paint(pen, x, y)


class Blank(Box):
    """White space; swallowed at the top of a page."""

    def __init__(self, height: float) -> None:
        """Take the height in points."""
        self.before = max(height, 0.0)
        self.height = 0.0


def spaced(box: Box, before: float) -> Box:
    """The box, with white space above it."""
    box.before = before
    return box
