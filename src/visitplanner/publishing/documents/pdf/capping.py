"""The last resort where a space is fixed: the longest texts end earlier, with an ellipsis.

A card has two sides and no third. What is still too much for it at the smallest size is cut, but
fairly: a text of forty lines gives way before one of two, so that an address that somebody filled
with a report does not push the telephone number off the card.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence

from visitplanner.publishing.documents.pdf.boxes import Box, Columns, Padded, Stack, TextBox
from visitplanner.publishing.documents.pdf.lines import clip
from visitplanner.publishing.documents.pdf.tagging import Around


def capped(stack: Stack, room: float) -> Stack:
    """Boxes one under the other that are together no higher than room.

    Every text keeps as many lines as can be granted to all; if one line each is too much, the last
    boxes are left out. What fits is returned as it is.

    Args:
        stack: The boxes.
        room: In points.
    """
    most = _most_lines(stack.boxes)
    while stack.height > room and most > 1:
        most -= 1
        stack = _with_lines(stack, most)
    while stack.height > room and stack.boxes:
        stack = Stack(stack.boxes[:-1], whole=stack.whole)
    return stack


def _most_lines(boxes: Sequence[Box]) -> int:
    """Of the longest text."""
    own = (len(box.lines) for box in boxes if isinstance(box, TextBox))
    inner = (_most_lines(box.inner()) for box in boxes)
    return max((*own, *inner), default=0)


def _with_lines(stack: Stack, most: int) -> Stack:
    return Stack([_cut(box, most) for box in stack.boxes], whole=stack.whole)


def _cut(box: Box, most: int) -> Box:
    """A copy in which no text has more lines."""
    made = copy.copy(box)
    match made:
        case TextBox():
            made.lines = clip(made.lines, most, made.width)
            made.height = len(made.lines) * made.style.leading
        case Stack():
            made = _with_lines(made, most)
        case Columns():
            made = Columns([(x, _cut(b, most)) for x, b in made.columns], whole=made.whole)
        case Padded():
            made.content = _cut(made.content, most)
            made.height = made.top + made.content.height + made.bottom
        case Around():
            made.content = _cut(made.content, most)
            made.height = made.content.height
        case _:
            pass
    made.before, made.keep, made.key = box.before, box.keep, box.key
    return made
