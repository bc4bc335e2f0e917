"""Letters after DIN 5008 form B, and lines to write answers on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from visitplanner.publishing.documents.model import AnswerLines, Letter, Pairs, Role, Run
from visitplanner.publishing.documents.pdf import styles as st
from visitplanner.publishing.documents.pdf.boxes import Box, Columns, Drawing, Padded, Stack, spaced
from visitplanner.publishing.documents.pdf.capping import capped
from visitplanner.publishing.documents.pdf.fitting import fitting, on_baseline, whole
from visitplanner.publishing.documents.pdf.flow import pair_rows
from visitplanner.publishing.documents.pdf.setting import Setting, joined, strong
from visitplanner.publishing.documents.pdf.styles import LETTER, MM, Ink
from visitplanner.publishing.documents.pdf.tagging import NUMBERED, tagged

if TYPE_CHECKING:
    from collections.abc import Callable

    from visitplanner.publishing.documents.model import Block, Text
    from visitplanner.publishing.documents.pdf.pen import Pen

_WIDTH: Final = LETTER.text_width
_WINDOW: Final = 45 * MM
"""Form B: the field of the address begins 45 mm from the top; it is 85 mm wide, 45 mm high."""
_RETURN: Final = 17.7 * MM
"""Height of the zone for return line and endorsements; the address has 27.3 mm."""
_SENDER_TOP: Final = 15 * MM
_SENDS: Final = [(1, 10.0), (3, 8.0)]
_ADDRESS_ROOM: Final = 27.3 * MM
_REFERENCE: Final = 125 * MM
_SUBJECT: Final = 103 * MM
_FOLDS: Final = (105 * MM, 210 * MM)
_HOLES: Final = 148.5 * MM
_SENDER = st.Style(st.Face.SERIF_SEMI, 14, 18, Ink.NAVY)
_ADDRESS = st.Style(st.Face.SANS, 10.6, 12.8)
_TEXT = st.Style(st.Face.SANS, 10.6, 14.4)
_SUBJECT_STYLE = st.Style(st.Face.SEMI, 11.4, 14.4, Ink.NAVY)
_LINE: Final = 14.4


def letter(block: Letter, setting: Setting, width: float, previous: Block | None) -> list[Box]:
    """The head at its fixed place; then text that may go on on a second page."""
    del width, previous
    boxes: list[Box] = [_head(block, setting)]
    subject = setting.text(block.subject, _SUBJECT_STYLE, _WIDTH)
    boxes.append(tagged(subject, "H1"))
    boxes.append(spaced(setting.text(block.salutation, _TEXT, _WIDTH), 2 * _LINE))
    boxes += [_paragraph(text, setting) for text in block.before]
    if block.facts:
        boxes.append(spaced(_facts(block, setting), _LINE * 0.8))
    if block.numbered:
        boxes.append(_paragraph(block.between, setting))
        boxes.append(_numbered(block, setting))
    boxes += [_paragraph(text, setting) for text in block.after]
    boxes[-1].keep = True  # a page with nothing but a signature is no letter
    boxes.append(_ending(block, setting))
    return boxes


def _paragraph(text: Text, setting: Setting) -> Box:
    return spaced(setting.text(text, _TEXT, _WIDTH), _LINE * 0.8)


def _facts(block: Letter, setting: Setting) -> Box:
    return pair_rows(Pairs(block.facts, 45), setting, _WIDTH)


def _numbered(block: Letter, setting: Setting) -> Box:
    rows: list[Box] = []
    for number, text in enumerate(block.numbered, 1):
        mark = setting.text(f"{number}", _TEXT.inked(Ink.NAVY), 7 * MM)
        body = setting.text(text, _TEXT, _WIDTH - 7 * MM)
        row = Columns([(0, tagged(mark, "Lbl")), (7 * MM, tagged(body, "LBody"))])
        rows.append(spaced(tagged(row, "LI"), 3))
    return spaced(tagged(Stack(rows), "L", attributes=NUMBERED), _LINE * 0.5)


def _ending(block: Letter, setting: Setting) -> Box:
    """Closing and signatures; they stay together."""
    wide = 72 * MM
    signed: list[tuple[float, Box]] = []
    for index, lines in enumerate(block.signatures[:2]):
        names = [
            setting.text(strong(line) if not row else line, st.SMALL, wide)
            for row, line in enumerate(lines)
        ]
        signed.append((index * (_WIDTH - wide), Padded(Stack(names), top=4, paint=_signing(wide))))
    closing = setting.text(block.closing, _TEXT, _WIDTH)
    return spaced(Stack([closing, spaced(Columns(signed), 17 * MM)], whole=True), _LINE)


def _signing(width: float) -> Callable[[Pen, float, float, float], None]:
    def paint(pen: Pen, x: float, y: float, height: float) -> None:
        del height
        pen.rule(x, y, x + width, y, Ink.INK, 0.7)

    return paint


# --- the head -----------------------------------------------------------------------------------


def _head(block: Letter, setting: Setting) -> Box:
    """Everything above the subject, and the marks at the edge of the first page."""
    sender = fitting(
        lambda scale: [
            whole(setting, block.sender, _SENDER.sized(_SENDER.size * scale), 90 * MM, _SENDS),
            *(whole(setting, line, st.SECOND, 90 * MM, [(2, 7)]) for line in block.sender_lines),
        ],
        _WINDOW - _SENDER_TOP - 1 * MM,
    )
    address = fitting(
        lambda scale: [
            whole(setting, line, _ADDRESS.sized(_ADDRESS.size * scale), 80 * MM, [(1, 8), (3, 6)])
            for line in block.address
        ],
        _ADDRESS_ROOM,
    )
    line = setting.fitted(block.return_line, st.CREDIT, 80 * MM, 6)
    reference = _reference(block, setting)
    date = setting.line(block.place_and_date, _TEXT, 65 * MM)

    def paint(pen: Pen, x: float, y: float) -> None:
        left, top = x, y - LETTER.top
        sender.draw(pen, left, top + _SENDER_TOP)
        zone = top + _WINDOW + _RETURN
        if line.lines:
            on_baseline(pen, line, left, zone - 2.2 * MM)
            pen.rule(left, zone - 1.2 * MM, left + 80 * MM, zone - 1.2 * MM)
        address.draw(pen, left, zone)
        reference.draw(pen, _REFERENCE, top + _WINDOW + 5 * MM)
        on_baseline(pen, date, _REFERENCE, top + _SUBJECT - 8.4 * MM)
        _marks(pen, top)

    return Drawing(_SUBJECT - LETTER.top, paint)


def _reference(block: Letter, setting: Setting) -> Stack:
    width = 65 * MM
    rows: list[Box] = []
    for pair in block.reference:
        label = setting.text(pair.label, st.CREDIT, width)
        said = setting.text(pair.text, st.CARD, width, most=2)
        rows.append(spaced(Stack([label, said]), 3))
    return capped(Stack(rows), _SUBJECT - _WINDOW - 18 * MM)


def _marks(pen: Pen, top: float) -> None:
    """Where to fold, and where to punch."""
    for y in _FOLDS:
        pen.rule(5 * MM, top + y, 9 * MM, top + y)
    pen.rule(5 * MM, top + _HOLES, 11 * MM, top + _HOLES)


# --- answers ------------------------------------------------------------------------------------


def answer_lines(block: AnswerLines, setting: Setting, width: float, previous: Block | None) -> Box:
    """A question over dotted lines."""
    del previous
    hint = (Run(block.hint, Role.MUTED),) if block.hint else ""
    question = setting.text(joined(strong(block.question), hint), st.BODY, width)
    gap = 8 * MM

    def paint(pen: Pen, x: float, y: float) -> None:
        for row in range(1, block.lines + 1):
            line = y + row * gap
            pen.rule(x, line, x + width, line, Ink.DASH, 0.6, dash=(0, 1.6), rounded=True)

    return spaced(Stack([question, Drawing(block.lines * gap + 2, paint)], whole=True), 5 * MM)
