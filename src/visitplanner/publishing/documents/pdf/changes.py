"""A change notice: what was and what is side by side, and the little that goes with it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from visitplanner.publishing.documents.model import ChangeRow, Icon, LeadPanel, SideNote
from visitplanner.publishing.documents.pdf import styles as st
from visitplanner.publishing.documents.pdf.boxes import (
    Box,
    Columns,
    Drawing,
    Padded,
    Stack,
    TextBox,
    spaced,
)
from visitplanner.publishing.documents.pdf.setting import Setting, strong
from visitplanner.publishing.documents.pdf.styles import MM, Ink
from visitplanner.publishing.documents.pdf.tagging import decoration, tagged

if TYPE_CHECKING:
    from visitplanner.publishing.documents.model import Block
    from visitplanner.publishing.documents.pdf.pen import Pen

_TAG: Final = 30.6 * MM
_BEFORE: Final = 54 * MM
_ARROW: Final = 8 * MM
_SIGN: Final = 6.2 * MM
_WORD: Final = replace(st.TITLE, size=10, colour=Ink.NAVY)
_WAS: Final = replace(st.BODY, colour=Ink.MUTED)
_NOTE: Final = replace(st.CALLOUT, leading=12.4)
_PANEL: Final = 51 * MM
_WHOLE: Final = 90 * MM  # a higher row may be cut
_ARROW_AT: Final = 20 * MM  # from the top at most


def change_row(block: ChangeRow, setting: Setting, width: float, previous: Block | None) -> Box:
    """What happened at the left; beside it how the row read, an arrow, and how it reads."""
    tag = _tag(block, setting)
    measure = width - _TAG
    title = setting.text(block.title, st.TITLE, measure)
    title.keep = True
    content = Stack([tagged(title, "H3"), spaced(_sides(block, setting, measure), 4)])

    def paint(pen: Pen, x: float, y: float, height: float) -> None:
        del height
        pen.rule(x, y, x + width, y)

    row = Columns([(0, tag), (_TAG, content)])
    row.whole = row.height < _WHOLE
    box = Padded(row, top=6.6, bottom=8, paint=paint, whole=row.whole)
    return spaced(box, 0 if isinstance(previous, ChangeRow) else 6 * MM)


def _tag(block: ChangeRow, setting: Setting) -> Box:
    left = _SIGN if block.icon else 0.0
    word = setting.text(block.word, _WORD, _TAG - left - 2 * MM)
    day = setting.text(block.date, st.SECOND, _TAG - left - 2 * MM)
    words = Stack([word, day])
    if block.icon is None:
        return words
    icon = block.icon

    def paint(pen: Pen, x: float, y: float) -> None:
        pen.icon(icon, x, y + 11.4, 11.4, Ink.RUST)

    return Columns([(0, decoration(Drawing(13, paint))), (left, words)])


def _sides(block: ChangeRow, setting: Setting, width: float) -> Box:
    """The two boxes, equally high; one alone where there is no other side."""
    if not (block.before or block.now):
        return Stack([])
    if not block.before:
        inner = _now(block, setting, width - 14)
        return _filled(inner, width, inner.height)
    if not block.now:
        return _dashed(_was(block, setting, width), width)
    was = _was(block, setting, _BEFORE)
    after = width - _BEFORE - _ARROW
    now = _now(block, setting, after - 14)
    high = max(was.height, now.height)

    level = high if high < _WHOLE else 0.0  # what may be cut ends where its own words end
    middle = min((high + 8) / 2, _ARROW_AT)

    def arrow(pen: Pen, x: float, y: float) -> None:
        pen.icon(Icon.ARROW, x, y + middle + 5, 10, Ink.NAVY)

    between = decoration(Drawing(middle + 5, arrow))
    return Columns(
        [
            (0, _dashed(was, _BEFORE, level)),
            (_BEFORE + (_ARROW - 10) / 2, between),
            (_BEFORE + _ARROW, _filled(now, after, level)),
        ],
        whole=level > 0,
    )


def _was(block: ChangeRow, setting: Setting, width: float) -> Stack:
    """How it read; what reads otherwise now is struck out."""
    boxes: list[Box] = [setting.text(block.before_label, st.SECOND, width - 12)]
    for line in block.before:
        text = setting.text(line, _WAS, width - 12)
        boxes.append(text if line in block.now else _Struck(text))
    return Stack(boxes)


class _Struck(Padded):
    """A text with a line through it; read out, the label before it says that it was."""

    def __init__(self, text: TextBox) -> None:
        """Strike a text out."""
        self._text = text
        super().__init__(text, paint=self._strike)

    def _strike(self, pen: Pen, x: float, y: float, height: float) -> None:
        del height
        step = self._text.style.leading
        for number, line in enumerate(self._text.lines):
            middle = y + step * number + step * 0.56
            pen.rule(x, middle, x + line.width, middle, Ink.MUTED, 0.6)

    def split(self, room: float, *, force: bool) -> tuple[Box, Box] | None:
        """Cut the text; what is struck is struck in both parts."""
        parts = self._text.split(room, force=force)
        if parts is None:
            return None
        first, rest = (_Struck(one) if isinstance(one, TextBox) else one for one in parts)
        return first, rest


def _now(block: ChangeRow, setting: Setting, width: float) -> Stack:
    """How it reads; what is not as it was stands in strong type."""
    texts = [setting.text(block.now_label, st.SECOND, width)]
    for line in block.now:
        new = isinstance(line, str) and line not in block.before
        texts.append(setting.text(strong(str(line)) if new else line, st.BODY, width))
    return Stack(texts)


def _dashed(inner: Box, width: float, high: float = 0.0) -> Box:
    def paint(pen: Pen, x: float, y: float, height: float) -> None:
        pen.frame(x, y, width, height, Ink.MUTED, 0.6, dash=(2.4, 2))

    return Padded(inner, left=6, top=3.6, bottom=4.4, paint=paint, least=high + 8)


def _filled(inner: Box, width: float, high: float) -> Box:
    def paint(pen: Pen, x: float, y: float, height: float) -> None:
        pen.rect(x, y, width, height, Ink.WARM)
        pen.rect(x, y, 2, height, Ink.RUST)

    return Padded(inner, left=9, top=3.6, bottom=4.4, paint=paint, least=high + 8)


# --- around the rows ----------------------------------------------------------------------------


def side_note(block: SideNote, setting: Setting, width: float, previous: Block | None) -> Box:
    """A heading with its text beside it, under a rule."""
    title = setting.text(block.title, st.H3, _TAG - 2 * MM)
    text = setting.text(block.text, _NOTE, width - _TAG)

    def paint(pen: Pen, x: float, y: float, height: float) -> None:
        del height
        ink, line = (Ink.NAVY, 1) if block.heavy else (Ink.RULE, 0.5)
        pen.rule(x, y, x + width, y, ink, line)

    row = Columns([(0, tagged(title, "H3")), (_TAG, text)])
    box = Padded(row, top=6, bottom=6, paint=paint, whole=row.height < 60 * MM)
    return spaced(box, 1 * MM if isinstance(previous, ChangeRow) else 0)


def lead_panel(block: LeadPanel, setting: Setting, width: float, previous: Block | None) -> Box:
    """The first words, and at their right the one thing to do."""
    del previous
    if not block.lines:
        return spaced(setting.text(block.text, st.BODY, min(width, st.PROSE_WIDTH)), 4 * MM)
    text = setting.text(block.text, st.BODY, width - _PANEL - 8 * MM)
    label = setting.text(block.label, st.SECOND, _PANEL - 18)
    lines = [setting.text(strong(line), st.BODY, _PANEL - 18) for line in block.lines]

    def paint(pen: Pen, x: float, y: float, height: float) -> None:
        pen.rect(x, y, _PANEL, height, Ink.PALE)
        pen.rect(x, y, 2, height, Ink.NAVY)

    panel = Padded(Stack([label, *lines]), left=10, top=4.4, bottom=5.6, paint=paint)
    return spaced(Columns([(0, text), (width - _PANEL, panel)]), 4 * MM)
