"""A sheet that spills onto one page more by a few lines is set a little smaller."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from visitplanner.publishing.documents.pdf.builders import build
from visitplanner.publishing.documents.pdf.pager import Pager

if TYPE_CHECKING:
    from visitplanner.publishing.documents.model import Part
    from visitplanner.publishing.documents.pdf.boxes import Box
    from visitplanner.publishing.documents.pdf.setting import Setting

_SPILL: Final = 0.12
"""The part of a page up to which a spill is worth it."""
_MOST_PAGES: Final = 3
"""A part of more pages keeps its size: nobody reads it as one sheet."""


def boxes_of(part: Part, setting: Setting) -> list[Box]:
    """The boxes of a part, at 95 % where that saves a page that would be nearly empty."""
    family = setting.paper.families[part.page]
    boxes = build(part, setting, family.text_width)
    if not part.new_page:
        return boxes
    pages, spill = _measured(part, boxes, setting)
    if not 1 < pages <= _MOST_PAGES or spill > _SPILL * (family.bottom - family.top):
        return boxes
    with setting.smaller():
        smaller = build(part, setting, family.text_width)
    return smaller if _measured(part, smaller, setting)[0] < pages else boxes


def _measured(part: Part, boxes: list[Box], setting: Setting) -> tuple[int, float]:
    """How many pages boxes take, and by how much they are too much for one page less."""
    pager = Pager(setting.paper)
    pager.part(part, boxes, balanced=False)
    *before, last = pager.sheets
    placed = last.placed[:-1] if last.fill else last.placed
    standing = [y + box.height for y, box in placed if not box.grounded]
    used = max(standing, default=last.top) - last.top
    used += sum(box.height for _, box in placed if box.grounded)
    return len(pager.sheets), used - (before[-1].room if before else 0.0)
