"""Lists that are ticked or signed: every page can be told alone, and what closes them is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from visitplanner.publishing.documents.model import (
    Callout,
    FootNote,
    Paragraph,
    SheetTable,
    Signatures,
)
from visitplanner.publishing.documents.pdf import flow
from visitplanner.publishing.documents.pdf import styles as st
from visitplanner.publishing.documents.pdf.boxes import EPS, Box, Stack, spaced
from visitplanner.publishing.documents.pdf.sheets import foot_note, signatures
from visitplanner.publishing.documents.pdf.styles import MM
from visitplanner.publishing.documents.pdf.tables import table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from visitplanner.publishing.documents.model import Block
    from visitplanner.publishing.documents.pdf.setting import Setting

_ENDINGS: Final[dict[type, Callable[[Any, Setting, float, Block | None], Box]]] = {
    Callout: flow.callout,
    FootNote: foot_note,
    Paragraph: flow.paragraph,
    Signatures: signatures,
}
_AGAIN_GAP: Final = 3 * MM
_BELOW: Final = st.SHEET.height - st.SHEET.bottom
_KEPT: Final = 34 * MM
"""So much of a list goes along with what closes it: the head and two rows to sign in."""


class Closing(Stack):
    """What closes a list; small print in it stands on the last lines of the page."""

    def draw(self, pen: Any, x: float, y: float) -> None:
        """Draw it downwards."""
        for index, box in enumerate(self.boxes):
            y += box.before if index else 0
            if box.grounded:
                y = max(y, pen.height - _BELOW - box.height)
            box.draw(pen, x, y)
            y += box.height


class ListBox(Box):
    """A table with its closing boxes; on further pages a line above says what it is."""

    shares = True

    def __init__(self, table: Box, again: Box, end: Box, *, continued: bool = False) -> None:
        """Take the table; `again` is drawn only where it is continued."""
        self.table, self.again, self.end, self.continued = table, again, end, continued
        self._top = again.height + _AGAIN_GAP if continued and again.height else 0.0
        self._gap = end.before if end.height else 0.0
        self.height = self._top + table.height + self._gap + end.height
        self.before = table.before

    def draw(self, pen: Any, x: float, y: float) -> None:
        """Draw them downwards."""
        if self._top:
            self.again.draw(pen, x, y)
        self.table.draw(pen, x, y + self._top)
        self.end.draw(pen, x, y + self._top + self.table.height + self._gap)

    def least(self) -> float:
        """As much as the beginning of the table."""
        return min(self.height, self._top + self.table.least())

    def inner(self) -> Sequence[Box]:
        """The table and what closes it."""
        return (self.table, self.end)

    def split(self, room: float, *, force: bool) -> tuple[Box, Box] | None:
        """Cut the table so that enough of it goes along with the end."""
        room -= self._top
        fits = self.table.height <= room + EPS
        parts = self._cut(min(room, self.table.height - 1), force=force)
        if parts:
            first = ListBox(parts[0], self.again, Stack([]), continued=self.continued)
            return first, ListBox(parts[1], self.again, self.end, continued=True)
        if not (fits and force) or not self.end.height:
            return None
        return ListBox(self.table, self.again, Stack([]), continued=self.continued), self.end

    def _cut(self, room: float, *, force: bool) -> tuple[Box, Box] | None:
        parts = self.table.split(room, force=force)
        while parts and parts[1].height < _KEPT:
            shorter = room - (_KEPT - parts[1].height) - EPS
            if shorter >= room or shorter <= 0:
                break
            room = shorter
            fewer = self.table.split(room, force=False)
            if fewer is None:
                break
            parts = fewer
        return parts


def sheet_table(block: SheetTable, setting: Setting, width: float, previous: Block | None) -> Box:
    """A list with what closes it."""
    made = table(block.table, setting, width, previous)
    again = setting.text(block.again, st.SECOND, width)
    boxes: list[Box] = []
    last: Block | None = block.table
    for ending in block.end:
        boxes.append(_ENDINGS[type(ending)](ending, setting, width, last))
        last = ending
    end = spaced(Closing(boxes), boxes[0].before if boxes else 0)
    return ListBox(made, again, end)
