"""Breaking boxes into pages.

A heading goes along with what follows it; what is short stays whole; what is long is cut where it
says so; and a box that says no on an empty page is cut all the same. No content can stop a page
from being made.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from visitplanner.publishing.documents.model import Heading, Page, Space
from visitplanner.publishing.documents.pdf.boxes import EPS, Blank, Box
from visitplanner.publishing.documents.pdf.builders import Break
from visitplanner.publishing.documents.pdf.flow import Fill
from visitplanner.publishing.documents.pdf.fullpage import FullPage
from visitplanner.publishing.documents.pdf.paper import A4, Paper
from visitplanner.publishing.documents.pdf.styles import STEP, Family

if TYPE_CHECKING:
    from collections.abc import Sequence

    from visitplanner.publishing.documents.model import Part

_LEAST_LAST_PAGE: Final = 5 * STEP
"""A page with less than five lines is not worth turning."""
_THIN: Final = 0.4
"""A last page that is filled less looks left over where the one before is full."""
_THIN_OVER_NOTES: Final = 0.25
"""The same where lines to write on follow."""
_LEAST_BEFORE: Final = 0.55
"""How full the page before stays when it gives to the last."""


@dataclass
class Sheet:
    """A page with what stands on it.

    Attributes:
        family: Its family.
        head: The running head at the right.
        placed: The boxes with their distance from the top of the page.
        y: Where the next box may stand.
        fill: The lines to write on that end it.
    """

    family: Family
    head: str
    y: float
    top: float
    placed: list[tuple[float, Box]] = field(default_factory=list)
    fill: Fill | None = None

    @property
    def room(self) -> float:
        """What is left, without white space above the next box."""
        return self.family.bottom - self.y

    @property
    def only_kept(self) -> bool:
        """Whether nothing stands here but headings that wait for what follows."""
        return all(box.keep for _, box in self.placed)


class Pager:
    """Collects the pages of a document."""

    def __init__(self, paper: Paper = A4) -> None:
        """Start without pages."""
        self.families = paper.families
        self.sheets: list[Sheet] = []
        self._gap = 0.0

    def finished(self) -> list[Sheet]:
        """The pages; a document that says nothing has one, empty."""
        if not self.sheets:
            self._new(self.families[Page.PORTRAIT], "")
        for sheet in self.sheets:
            if sheet.placed:
                y, box = sheet.placed[0]
                sheet.placed[0] = y, box.at_top()
        return self.sheets

    def part(self, part: Part, boxes: Sequence[Box], *, balanced: bool = True) -> int:
        """Set a part; returns the number of its first page, from 1.

        Args:
            part: The part.
            boxes: What it says, from top to bottom.
            balanced: Whether boxes move over to a last page that would be nearly empty.
        """
        family = self.families[part.page]
        head = part.title if part.head is None else part.head
        first_new = len(self.sheets)
        queue = deque(boxes)
        continues = (
            not part.new_page
            and self.sheets
            and self.sheets[-1].family is family
            and not isinstance(
                self.sheets[-1].placed[-1][1] if self.sheets[-1].placed else None, FullPage
            )
        )
        if continues and part.together:
            continues = not _better_apart(boxes, self.sheets[-1])
        begun = len(self.sheets[-1].placed) if continues else 0
        if continues:
            first = len(self.sheets)
        else:
            if not (queue and isinstance(queue[0], FullPage)):
                self._new(family, head, kicker=_opens_with_kicker(part))
            first = first_new + 1
        while queue:
            self._next(queue, family, head)
        if continues and len(self.sheets) > first and len(self.sheets[first - 1].placed) <= begun:
            first += 1  # nothing of it found room below the part before
        if balanced:
            self._balance(first_new)
        return first

    def _new(self, family: Family, head: str, *, kicker: bool = False) -> None:
        top = family.kicker_top if kicker else family.top
        self.sheets.append(Sheet(family, head, top, top))
        self._gap = 0.0

    def _next(self, queue: deque[Box], family: Family, head: str) -> None:
        box = queue.popleft()
        if isinstance(box, FullPage):
            self._new(box.family, head)
            self.sheets[-1].placed.append((0.0, box))
            self.sheets[-1].y = box.family.bottom
            return
        sheet = self.sheets[-1] if self.sheets else None
        if sheet is None or (sheet.placed and isinstance(sheet.placed[-1][1], FullPage)):
            self._new(family, head)
            sheet = self.sheets[-1]
        if isinstance(box, Break):
            if sheet.placed:
                self._new(family, head)
        elif isinstance(box, Blank):
            self._gap += box.before
        elif isinstance(box, Fill):
            self._fill(sheet, box)
        elif box.height > 0:
            self._flow(sheet, box, queue, family, head)

    def _fill(self, sheet: Sheet, box: Fill) -> None:
        filled = box.filled(sheet.room - box.before)
        if filled:
            sheet.placed.append((sheet.y + box.before, filled))
            sheet.y = sheet.family.bottom
            sheet.fill = box

    def _flow(self, sheet: Sheet, box: Box, queue: deque[Box], family: Family, head: str) -> None:
        gap = box.before + self._gap if sheet.placed else 0.0
        room = sheet.room - gap
        need = box.height + (_least_of_followers(queue) if box.keep else 0.0)
        if need <= room + EPS or (box.keep and not sheet.placed and box.height <= room + EPS):
            self._place(sheet, box, gap)
            return
        alone = sheet.only_kept
        parts = _cut(box, room, force=alone)
        if parts:
            self._place(sheet, parts[0], gap)
            queue.appendleft(parts[1])
            self._new(family, head)
        elif sheet.placed and not (alone and box.height > family.bottom - family.top):
            queue.appendleft(box)
            self._move_kept(queue, sheet)
            self._new(family, head)
        else:
            self._place(sheet, box, gap)

    def _move_kept(self, queue: deque[Box], sheet: Sheet) -> None:
        """Headings at the foot of a page go along with what they belong to."""
        while len(sheet.placed) > 1 and sheet.placed[-1][1].keep:
            queue.appendleft(sheet.placed.pop()[1])

    def _place(self, sheet: Sheet, box: Box, gap: float) -> None:
        y = sheet.y + gap
        if box.grounded:
            y = max(y, sheet.family.bottom - box.height)
        sheet.placed.append((y, box))
        sheet.y = y + box.height
        self._gap = 0.0

    def _balance(self, first: int) -> None:
        """Move boxes over to a last page that would hold less than five lines."""
        if len(self.sheets) - first < 2:
            return
        before, last = self.sheets[-2], self.sheets[-1]
        fill, last.fill = last.fill, None
        if fill:  # lines to write on are no reason to turn a page
            last.placed.pop()
            last.y = max((y + box.height for y, box in last.placed), default=last.top)
        while _is_short(last) and self._moved_over(before, last):
            continue
        self._even_out(before, last, _THIN if fill is None else _THIN_OVER_NOTES)
        if fill:
            self._fill(last, fill)

    def _even_out(self, before: Sheet, last: Sheet, thin: float) -> None:
        """Let a full page give to a last one that would look left over."""
        if not last.placed or last.family is not before.family:
            return
        if any(isinstance(box, FullPage) for _, box in (*last.placed, *before.placed)):
            return
        height = last.family.bottom - last.top
        while (lacking := thin * height - _used(last)) > 0:
            kept = list(before.placed), before.y, list(last.placed), last.y
            moved = self._cut_earlier(before, last, lacking) or self._moved_over(before, last)
            if not moved or _used(before) < max(_LEAST_BEFORE * height, _used(last)):
                before.placed, before.y, last.placed, last.y = kept
                return

    def _cut_earlier(self, before: Sheet, last: Sheet, lacking: float) -> bool:
        """Cut the box at the end of a page so that more of it stands on the last."""
        y, first = before.placed[-1]
        rest, tail = last.placed[0][1], [box for _, box in last.placed]
        whole = first
        if rest.continues is first and rest.cut_from is not None:
            whole, tail = rest.cut_from, tail[1:]
        elif not first.shares or first.keep:
            return False
        parts = whole.split(first.height - lacking, force=False)
        if parts is None or parts[0].height >= first.height:
            return False
        _follow(whole, parts)
        parts[0].before, parts[0].continues = first.before, first.continues
        before.placed[-1] = y, parts[0]
        before.y = y + parts[0].height
        self._set_anew(last, [parts[1], *tail])
        return True

    def _set_anew(self, sheet: Sheet, boxes: Sequence[Box]) -> None:
        """Put boxes on a page from its top."""
        sheet.placed, sheet.y = [], sheet.top
        for box in boxes:
            self._place(sheet, box, box.before if sheet.placed else 0.0)

    def _moved_over(self, before: Sheet, last: Sheet) -> bool:
        """Move the last box of a page, with its headings, to the next; False if that is no gain."""
        if last.family is not before.family or len(before.placed) < 3:
            return False
        if last.placed[0][1].continues is before.placed[-1][1]:
            return False  # the end of a box cannot go before its beginning
        moved: list[Box] = [before.placed.pop()[1]]
        while len(before.placed) > 1 and before.placed[-1][1].keep:
            moved.insert(0, before.placed.pop()[1])
        boxes = [*moved, *(box for _, box in last.placed)]
        if sum(box.height + box.before for box in boxes) > last.family.bottom - last.top:
            for box in moved:
                self._place(before, box, box.before)
            return False
        before.y = before.placed[-1][0] + before.placed[-1][1].height
        self._set_anew(last, boxes)
        return True


def _better_apart(boxes: Sequence[Box], sheet: Sheet) -> bool:
    """Whether boxes would be broken here, and stand whole on a page of their own."""
    height = sum(box.height + box.before for box in boxes)
    return sheet.room < height <= sheet.family.bottom - sheet.family.top


def _is_short(sheet: Sheet) -> bool:
    """Whether a page holds too little to be worth turning."""
    if not sheet.placed or isinstance(sheet.placed[0][1], FullPage):
        return False
    return sheet.y - sheet.top < _LEAST_LAST_PAGE


def _cut(box: Box, room: float, *, force: bool) -> tuple[Box, Box] | None:
    """Split a box so that the rest is at least five lines, if that can be had."""
    parts = box.split(room, force=force) if room > 0 else None
    if parts and parts[1].height < _LEAST_LAST_PAGE:
        shorter = box.split(room - (_LEAST_LAST_PAGE - parts[1].height), force=force)
        parts = shorter or parts
    if parts:
        _follow(box, parts)
    return parts


def _follow(whole: Box, parts: tuple[Box, Box]) -> None:
    """Let the parts of a box know what they are parts of."""
    first, rest = parts
    first.key, first.opens = whole.key, whole.opens
    rest.continues, rest.cut_from = first, whole


def _used(sheet: Sheet) -> float:
    """How much of a page is taken, from its top, without what stands at its foot."""
    ends = [y + box.height for y, box in sheet.placed if not box.grounded]
    return max(ends, default=sheet.top) - sheet.top


def _least_of_followers(queue: Sequence[Box] | deque[Box]) -> float:
    """The room that what follows a heading needs on its page."""
    need = 0.0
    for box in queue:
        if isinstance(box, Fill):
            return need + box.wanted_room
        if isinstance(box, (FullPage, Break)):
            return need
        need += box.before + (box.height if box.keep else box.least())
        if box.height > 0 and not box.keep:
            return need
    return need


def _opens_with_kicker(part: Part) -> bool:
    first = next((block for block in part.blocks if not isinstance(block, Space)), None)
    return isinstance(first, Heading) and bool(first.kicker)
