"""Head and foot of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visitplanner.publishing.documents.model import Furniture, Role, Run
from visitplanner.publishing.documents.pdf import styles as st
from visitplanner.publishing.documents.pdf.setting import CENTRE, RIGHT, Setting
from visitplanner.publishing.documents.pdf.styles import MM, Family, Ink

if TYPE_CHECKING:
    from visitplanner.publishing.documents.pdf.boxes import TextBox
    from visitplanner.publishing.documents.pdf.pen import Pen

_HEAD = 14.6 * MM
_HEAD_RULE = 17 * MM
_GAP = 6 * MM


def draw_furniture(
    pen: Pen,
    setting: Setting,
    furniture: Furniture,
    family: Family,
    head_right: str,
    number: int,
    total: int,
) -> None:
    """Draw the running head and the foot with version, duty phone and page number."""
    if not family.framed:
        return
    width = family.text_width
    if family.head:
        right = setting.line(head_right, st.FURNITURE, width * 0.48, RIGHT)
        left = setting.line(furniture.head_left, st.FURNITURE, width * 0.48)
        with pen.marks.pagination(head=True):
            _on(pen, left, family.left, _HEAD)
            _on(pen, right, family.left + width - right.width, _HEAD)
            pen.rule(family.left, _HEAD_RULE, family.left + width, _HEAD_RULE)
    with pen.marks.pagination(head=False):
        _foot(pen, setting, furniture, family, f"{number} / {total}")


def _foot(pen: Pen, setting: Setting, furniture: Furniture, family: Family, page: str) -> None:
    width = family.text_width
    number_style = st.FURNITURE.inked(Ink.NAVY)
    number = setting.line((Run(page, Role.STRONG),), number_style, 26 * MM, RIGHT)
    centre = setting.line(furniture.foot_centre, st.FURNITURE, width * 0.36, CENTRE)
    used = centre.natural_width + _GAP if centre.lines else 0
    room = width - number.natural_width - _GAP - used
    left = setting.line(_foot_left(furniture), st.FURNITURE, room)
    start = left.natural_width + (_GAP if left.lines else 0)
    middle = max((width - centre.natural_width) / 2, start)
    middle = min(middle, width - number.natural_width - _GAP - centre.natural_width)
    _on(pen, left, family.left, family.foot)
    shift = (centre.width - centre.natural_width) / 2
    _on(pen, centre, family.left + middle - shift, family.foot)
    _on(pen, number, family.left + width - number.width, family.foot)


def _foot_left(furniture: Furniture) -> str:
    return " · ".join(part for part in (furniture.foot_left, furniture.replaces) if part)


def _on(pen: Pen, box: TextBox, x: float, baseline: float) -> None:
    box.draw(pen, x, baseline - box.baseline())
