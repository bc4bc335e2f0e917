"""A sheet that spills onto one page more by a few lines is set a little closer, or smaller."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from visitplanner.publishing.documents.pdf.builders import build
from visitplanner.publishing.documents.pdf.pager import Pager

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from visitplanner.publishing.documents.model import Part
    from visitplanner.publishing.documents.pdf.boxes import Box
    from visitplanner.publishing.documents.pdf.setting import Setting

_SPILL: Final = 0.22
"""The part of a page up to which a spill is worth it."""
_MOST_PAGES: Final = 3
"""A part of more pages keeps its size: nobody reads it as one sheet."""


class Step(NamedTuple):
    """How close parts are set: parts of the usual type, of the white in rows, and above blocks."""

    scale: float
    air: float
    gaps: float


_STEPS: Final = (Step(1.0, 0.7, 0.8), Step(0.95, 0.7, 0.9), Step(0.95, 0.5, 0.6))
"""White space goes first, then size; under that, a further page is the better answer."""


def boxes_of(part: Part, setting: Setting, step: Step | None = None) -> list[Box]:
    """The boxes of a part, as close as a step says."""
    family = setting.paper.families[part.page]
    if step is None:
        return build(part, setting, family.text_width)
    with setting.tighter(step.scale, step.air):
        boxes = build(part, setting, family.text_width)
    for box in boxes:
        box.before *= step.gaps
    return boxes


def closeness(
    parts: Sequence[Part], setting: Setting, make: Callable[[int, Step | None], list[Box]]
) -> Step | None:
    """How close parts are set that follow one another on the same pages; None: as usual.

    They are set closer where that saves a page that would be nearly empty.

    Args:
        parts: The first begins a page, the others do not.
        setting: How their document is set.
        make: Gives the boxes of one of the parts, by its index.
    """
    if not parts[0].new_page:
        return None
    pages, spill = _measured(parts, setting, make, None)
    family = setting.paper.families[parts[-1].page]
    if not 1 < pages <= _MOST_PAGES or spill > _SPILL * (family.bottom - family.top):
        return None
    for step in _STEPS:
        if _measured(parts, setting, make, step)[0] < pages:
            return step
    return None


def _measured(
    parts: Sequence[Part],
    setting: Setting,
    make: Callable[[int, Step | None], list[Box]],
    step: Step | None,
) -> tuple[int, float]:
    """How many pages parts take, and by how much they are too much for one page less."""
    pager = Pager(setting.paper)
    for index, part in enumerate(parts):
        pager.part(part, make(index, step), balanced=False)
    *before, last = pager.sheets
    placed = last.placed[:-1] if last.fill else last.placed
    standing = [y + box.height for y, box in placed if not box.grounded]
    used = max(standing, default=last.top) - last.top
    used += sum(box.height for _, box in placed if box.grounded)
    return len(pager.sheets), used - (before[-1].room if before else 0.0)
