"""Setting a text whole: smaller, then in more lines; cut only where nothing else helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visitplanner.publishing.documents.pdf.boxes import Box, Stack
from visitplanner.publishing.documents.pdf.capping import capped
from visitplanner.publishing.documents.pdf.setting import LEFT, Setting

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from visitplanner.publishing.documents.model import Text
    from visitplanner.publishing.documents.pdf.boxes import TextBox
    from visitplanner.publishing.documents.pdf.pen import Pen
    from visitplanner.publishing.documents.pdf.styles import Style

_STEP = 0.5
_SCALES = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4)


def whole(
    setting: Setting,
    text: Text,
    style: Style,
    width: float,
    steps: Sequence[tuple[int, float]],
    shift: float = LEFT,
) -> TextBox:
    """Set a text so that nothing of it is cut.

    Args:
        setting: Sets the text.
        text: What is said.
        style: At its largest.
        width: Of the lines, in points.
        steps: Numbers of lines, each with the least size (points) at which so many are tried; the
            next step begins at that size, or a fifth larger where it has more lines.
        shift: Share of the free width on the left of a line.

    At the last step's size, words that are longer than a line are broken, and only what is too much
    even then is cut with an ellipsis.
    """
    size = style.size
    for most, floor in steps:
        while size >= floor:
            box = setting.text(text, style.sized(size), width, shift)
            if len(box.lines) <= most and setting.longest_word(text, box.style) <= width:
                return box
            size = floor if floor < size < floor + _STEP else size - _STEP
        size = min(floor * 1.2, style.size)
    most, floor = steps[-1]
    return setting.fitted(text, style.sized(min(floor, style.size)), width, floor, most, shift)


def fitting(make: Callable[[float], Sequence[Box]], room: float) -> Stack:
    """Boxes one under the other, no higher than room.

    They are set as `scaled` does it; what is too much even then ends earlier (see `capping`).
    """
    return capped(scaled(make, room), room)


def scaled(make: Callable[[float], Sequence[Box]], room: float) -> Stack:
    """Boxes one under the other, made at the largest scale at which they are no higher than room.

    If there is no such scale, they are higher.

    Args:
        make: The boxes at a scale of at most 1.
        room: In points.
    """
    for scale in _SCALES:
        stack = Stack(list(make(scale)))
        if stack.height <= room:
            break
    return stack


def on_baseline(pen: Pen, box: TextBox, x: float, baseline: float) -> None:
    """Draw a text so that its first line stands on a baseline."""
    box.draw(pen, x, baseline - box.baseline())
