"""What stands above the cards of a sheet and is cut away: which sheet it is, how to cut it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visitplanner.publishing.documents.pdf import styles as st
from visitplanner.publishing.documents.pdf.fitting import on_baseline, whole
from visitplanner.publishing.documents.pdf.setting import RIGHT, Setting
from visitplanner.publishing.documents.pdf.styles import MM, Family
from visitplanner.publishing.documents.pdf.tagging import tagged

if TYPE_CHECKING:
    from visitplanner.publishing.documents.pdf.pen import Pen

_TOP = 16 * MM


def draw_title(pen: Pen, setting: Setting, family: Family, title: str, hint: str) -> None:
    """Draw the title at the left and the hint at the right, on one line."""
    width = family.text_width
    name = setting.fitted(title, st.H2, width * 0.45, 9)
    room = width - name.natural_width - 6 * MM
    baseline = _TOP + name.baseline()
    tagged(name, "H1").draw(pen, family.left, _TOP)
    note = whole(setting, hint, st.SECOND, room, [(1, 7.4), (3, 7)], RIGHT)
    first = baseline - (len(note.lines) - 1) * note.style.leading
    on_baseline(pen, note, family.left + width - note.width, first)
