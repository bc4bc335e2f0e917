"""The last page: numbers to dial, contacts, the card to cut out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from visitplanner.publishing.documents.model import (
    Address,
    BigNumber,
    ContactRow,
    ContactRows,
    EmergencyPanel,
    PocketCard,
    Run,
)
from visitplanner.publishing.documents.model import Role as TextRole
from visitplanner.publishing.documents.pdf import styles as st
from visitplanner.publishing.documents.pdf.boxes import (
    Box,
    Columns,
    Drawing,
    Padded,
    Stack,
    spaced,
)
from visitplanner.publishing.documents.pdf.capping import capped
from visitplanner.publishing.documents.pdf.code import code_box
from visitplanner.publishing.documents.pdf.fitting import fitting, scaled, whole
from visitplanner.publishing.documents.pdf.setting import CENTRE, RIGHT, Setting, strong
from visitplanner.publishing.documents.pdf.styles import MM, Ink
from visitplanner.publishing.documents.pdf.tagging import tagged, text_as

if TYPE_CHECKING:
    from visitplanner.publishing.documents.model import Block
    from visitplanner.publishing.documents.pdf.pen import Pen

_BETWEEN_CARDS = 3.6 * MM
_CARD_WIDTH, _CARD_HEIGHT = 86 * MM, 54 * MM
_ADDRESSES = 3
_CODE = 25 * MM
_LINES = 4  # of an address


def panel(block: EmergencyPanel, setting: Setting, width: float, previous: Block | None) -> Box:
    """The emergency number on rust, the duty phone on navy beside it."""
    del previous
    left = 53 * MM if block.duty else width
    first = _number(block.emergency, setting, left - 10 * MM, st.BIG_NUMBER)
    second: Box = Stack([])
    if block.duty:
        style = replace(st.BIG_NUMBER, size=28)
        second = _number(block.duty, setting, width - left - 12 * MM, style)

    def paint(pen: Pen, x: float, y: float, height: float) -> None:
        pen.rect(x, y, left, height, Ink.RUST)
        if block.duty:
            pen.rect(x + left, y, width - left, height, Ink.NAVY)

    inner = Columns([(5 * MM, first), (left + 6 * MM, second)])
    box = Padded(inner, top=4 * MM, bottom=4.4 * MM, paint=paint, whole=True)
    return spaced(box, 4 * MM)


def _number(number: BigNumber, setting: Setting, width: float, style: st.Style) -> Stack:
    small = st.CALLOUT.on_navy()
    digits = setting.fitted((Run(number.number, target=number.target),), style, width, 15)
    room = st.BIG_NUMBER.leading + 4 - digits.height
    return Stack(
        [
            setting.text(number.label, replace(small, leading=13.4), width),
            Padded(digits, top=room / 2, bottom=room / 2),
            setting.text(number.note, small, width),
        ]
    )


def contact_rows(
    block: ContactRows, setting: Setting, width: float, previous: Block | None
) -> list[Box]:
    """Contacts, hairlines between; a hint to write where nothing is known."""
    del previous
    boxes = [_contact(row, setting, width) for row in block.rows]
    if not boxes:
        return []
    boxes[0].before = 5 * MM
    boxes.append(Drawing(0.5, lambda pen, x, y: pen.rule(x, y, x + width, y)))
    return boxes


def _contact(row: ContactRow, setting: Setting, width: float) -> Box:
    middle = 40 * MM
    number_style = replace(st.NAME, leading=14)
    number = setting.fitted(
        (Run(row.number, target=row.target),), number_style, 60 * MM, 8, most=2, shift=RIGHT
    )
    taken = max(38 * MM, number.natural_width + 4 * MM if number.lines else 38 * MM)
    name = setting.text(strong(row.name), st.BODY, middle - 3 * MM)
    measure = width - middle - taken
    text = setting.text(row.text, st.BODY, measure)
    if not text.lines:
        text = setting.text(row.write_here, st.CREDIT, measure)
    line = max(box.baseline() for box in (name, text, number) if box.lines or box is name)

    def on_line(box: Box, baseline: float) -> Box:
        return Padded(box, top=max(line - baseline, 0))

    def paint(pen: Pen, x: float, y: float, height: float) -> None:
        del height
        pen.rule(x, y, x + width, y)

    columns = [
        (0.0, on_line(name, name.baseline())),
        (middle, on_line(text, text.baseline())),
        (width - number.width, on_line(number, number.baseline())),
    ]
    return Padded(Columns(columns), top=5.4, bottom=6, paint=paint)


def pocket_card(
    block: PocketCard, setting: Setting, width: float, previous: Block | None
) -> list[Box]:
    """A heading, and the card in two halves with a dashed edge and a dotted fold."""
    title = text_as(setting.text(block.title, st.H3, width * 0.3), "H3")
    hint = setting.text(block.hint, st.SECOND, width * 0.68, RIGHT)
    head = Columns([(0, title), (width * 0.32, Padded(hint, top=2))])
    head.keep = True
    front, back = _front(block, setting), _back(block, setting)

    def paint(pen: Pen, x: float, y: float) -> None:
        pen.frame(x, y, 2 * _CARD_WIDTH, _CARD_HEIGHT, Ink.DASH, 0.6, dash=(2.4, 1.8))
        fold = x + _CARD_WIDTH
        pen.rule(fold, y, fold, y + _CARD_HEIGHT, Ink.DASH, 0.5, dash=(0, 1.6), rounded=True)
        front.draw(pen, x + 5 * MM, y + 4 * MM)
        back.draw(pen, fold + 5 * MM, y + 4 * MM)

    card = Drawing(_CARD_HEIGHT, paint)
    if isinstance(previous, PocketCard) and not head.height:  # a sheet of cards to cut
        return [spaced(tagged(card, "Div"), _BETWEEN_CARDS)]
    return [spaced(head, 7 * MM), spaced(tagged(card, "Div"), 2.4 * MM)]


def _front(block: PocketCard, setting: Setting) -> Box:
    width = _CARD_WIDTH - 10 * MM
    code = code_box(block.front_code, _CODE)
    narrow = width - (_CODE + 3 * MM if code else 0)
    owner = _owner(block, setting, width)
    notes = [whole(setting, n, st.SMALL, width, [(1, 7.4), (2, 7)]) for n in block.notes[:2]]
    below = Stack([*notes, spaced(owner, 2)])
    foot = _CARD_HEIGHT - 7.4 * MM - below.height
    stack = fitting(lambda scale: _numbers(block, setting, narrow, scale), foot - 1 * MM)
    picture = tagged(code, "Figure", alt=block.front_code_note) if code else None
    caption = setting.text(block.front_code_note, st.CREDIT, _CODE, CENTRE, most=2)

    def paint(pen: Pen, x: float, y: float) -> None:
        stack.draw(pen, x, y)
        if picture:
            picture.draw(pen, x + narrow + 3 * MM, y)
            caption.draw(pen, x + narrow + 3 * MM, y + _CODE + 1 * MM)
        below.draw(pen, x, y + foot)

    return Drawing(_CARD_HEIGHT, paint)


def _numbers(block: PocketCard, setting: Setting, width: float, scale: float) -> list[Box]:
    """The visit, the emergency number, the duty phone or a line to write it on."""
    big = st.Style(st.Face.SERIF_SEMI, 26, 32, Ink.RUST)
    emergency = _emergency(block, setting, width, big.sized(26 * scale))
    style = st.Style(st.Face.SERIF_SEMI, 17, 20, Ink.NAVY)
    phone: Box = setting.fitted(block.phone, style.sized(17 * scale), width, 7)
    if block.phone_label and not block.phone:
        phone = _blank(width)
    return [
        whole(setting, block.heading, st.SECOND, width, [(2, 7.4), (3, 7)]),
        spaced(emergency, 1 * MM),
        spaced(setting.line(block.phone_label, st.SECOND, width), 1 * MM),
        phone,
    ]


def _emergency(block: PocketCard, setting: Setting, width: float, style: st.Style) -> Box:
    """The number with its note beside it; without one, the note before a line to write it on."""
    if not block.emergency:
        note = setting.line(block.emergency_note, st.SECOND, width / 2)
        beside = note.natural_width + 2 * MM
        return Columns([(0, Padded(note, top=20 - note.height)), (beside, _blank(width - beside))])
    number = setting.fitted(block.emergency, style, width * 0.5, 9)
    beside = number.natural_width + (3 if block.front_code else 6) * MM
    note = setting.fitted(block.emergency_note, st.SECOND, width - beside, 6, most=2)
    drop = max(number.baseline() - note.baseline(), 0)
    return Columns([(0, number), (beside, Padded(note, top=drop))])


def _blank(width: float) -> Box:
    """A line to write on."""
    return Drawing(20, lambda pen, x, y: pen.rule(x, y + 15, x + width, y + 15, Ink.INK, 0.5))


def _owner(block: PocketCard, setting: Setting, width: float) -> Box:
    """Whose card it is: the name, or a line to write it on."""
    label = setting.line(block.name_label, st.SMALL, width / 2)
    left = label.natural_width + 3
    name = whole(setting, strong(block.name), st.FIELD, width - left, [(1, 7.4), (2, 7)])
    height = max(label.height, name.height)

    def paint(pen: Pen, x: float, y: float) -> None:
        if not label.lines:
            return
        base = y + height - label.height + label.baseline()
        label.draw(pen, x, y + height - label.height)
        if name.lines:
            last = (len(name.lines) - 1) * name.style.leading
            name.draw(pen, x + left, base - last - name.baseline())
        else:
            pen.rule(x + left, base + 1, x + width - 8 * MM, base + 1, Ink.INK, 0.5)

    return Drawing(height, paint)


def _back(block: PocketCard, setting: Setting) -> Box:
    drawn = code_box(block.code, _CODE)
    width = _CARD_WIDTH - 10 * MM - (_CODE + 3 * MM if drawn else 0)
    foreign = (Run(block.driver_local, TextRole.FOREIGN),)
    intro: list[Box] = [
        setting.text(block.driver, st.SECOND, width, most=2),
        setting.text(foreign if block.driver_local else "", st.SECOND, width, most=3),
    ]
    room = _CARD_HEIGHT - 8 * MM - sum(box.height for box in intro)
    where = _addresses(block, setting, width, room - 5)
    if block.to_write and not block.addresses:
        where = Stack([setting.line(block.to_write, st.SECOND, width), _lines(width)])
    stack = Stack([*intro, spaced(where, 5)])
    note = setting.text(block.code_note, st.CREDIT, _CODE, CENTRE, most=3)
    picture = tagged(drawn, "Figure", alt=block.code_note) if drawn else None

    def paint(pen: Pen, x: float, y: float) -> None:
        stack.draw(pen, x, y)
        if picture:
            picture.draw(pen, x + width + 3 * MM, y)
            note.draw(pen, x + width + 3 * MM, y + _CODE + 1.4 * MM)

    return Drawing(_CARD_HEIGHT, paint)


def _addresses(block: PocketCard, setting: Setting, width: float, room: float) -> Stack:
    """As many addresses as there is room for; one alone is set larger."""
    alone = len(block.addresses) == 1
    style = st.Style(st.Face.SANS, 12, 14.6) if alone else replace(st.FIELD, leading=11.8)

    def make(scale: float) -> list[Box]:
        sized = style.sized(max(style.size * scale, 7))
        return [spaced(_address(a, setting, sized, width), 4) for a in block.addresses[:_ADDRESSES]]

    stack = scaled(make, room)
    while stack.height > room and len(stack.boxes) > 1:
        stack = Stack(stack.boxes[:-1])
    return capped(stack, room)


def _lines(width: float) -> Box:
    def paint(pen: Pen, x: float, y: float) -> None:
        for row in range(1, 5):
            line = y + row * 8 * MM
            pen.rule(x, line, x + width, line, Ink.DASH, 0.6, dash=(0, 1.6), rounded=True)

    return Drawing(33 * MM, paint)


def _address(address: Address, setting: Setting, style: st.Style, width: float) -> Stack:
    """Name, address, phone; what has many lines goes on in one."""
    few = len(address.lines) <= _LINES
    phone = setting.text(address.phone, replace(style, colour=Ink.NAVY), width)
    return Stack(
        [
            setting.text(strong(address.name), style, width),
            setting.text(("\n" if few else ", ").join(address.lines), style, width),
            spaced(phone, 2),
        ]
    )
