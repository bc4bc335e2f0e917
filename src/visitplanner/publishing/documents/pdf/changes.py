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

    row = Columns([(0, tag), (_TAG, content)], whole=True)
    box = Padded(row, top=6.6, bottom=8, paint=paint, whole=row.height < 90 * MM)
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
    if not block.before:
        inner = _now(block, setting, width - 14)
        return _filled(inner, width, inner.height)
    if not block.now:
        return _dashed(_was(block, setting, width), width)
    was = _was(block, setting, _BEFORE)
    after = width - _BEFORE - _ARROW
    now = _now(block, setting, after - 14)
    high = max(was.height, now.height)

    def arrow(pen: Pen, x: float, y: float) -> None:
        middle = y + (high + 8) / 2
        pen.icon(Icon.ARROW, x, middle + 5, 10, Ink.NAVY)

    between = decoration(Drawing(high + 8, arrow))
    return Columns(
        [
            (0, _dashed(was, _BEFORE, high)),
            (_BEFORE + (_ARROW - 10) / 2, between),
            (_BEFORE + _ARROW, _filled(now, after, high)),
        ],
        whole=True,
    )


def _was(block: ChangeRow, setting: Setting, width: float) -> Stack:
    """How it read; what reads otherwise now is struck out."""
    boxes: list[Box] = [setting.text(block.before_label, st.SECOND, width - 12)]
    for line in block.before:
        text = setting.text(line, _WAS, width - 12)
        boxes.append(text if line in block.now else _struck(text))
    return Stack(boxes)


def _struck(text: TextBox) -> Box:
    """A text with a line through it; read out, the label before it says that it was."""
    step = text.height / max(len(text.lines), 1)

    def paint(pen: Pen, x: float, y: float, height: float) -> None:
        del height
        for number, line in enumerate(text.lines):
            middle = y + step * number + step * 0.56
            pen.rule(x, middle, x + line.width, middle, Ink.MUTED, 0.6)

    return Padded(text, paint=paint)


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

    bottom = 4.4 + max(high - inner.height, 0)
    return Padded(inner, left=6, top=3.6, bottom=bottom, paint=paint)


def _filled(inner: Box, width: float, high: float) -> Box:
    def paint(pen: Pen, x: float, y: float, height: float) -> None:
        pen.rect(x, y, width, height, Ink.WARM)
        pen.rect(x, y, 2, height, Ink.RUST)

    bottom = 4.4 + max(high - inner.height, 0)
    return Padded(inner, left=9, top=3.6, bottom=bottom, paint=paint)


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
