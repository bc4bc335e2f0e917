"""People and hosts: cards with initials, organisations with facts at their side."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from visitplanner.publishing.documents.model import (
    Heading,
    HostBlock,
    HostPerson,
    HostSection,
    Hotels,
    HotelStay,
    PersonCard,
    PersonCards,
    SideFact,
    Speaker,
)
from visitplanner.publishing.documents.pdf import styles as st
from visitplanner.publishing.documents.pdf.boxes import (
    Box,
    Columns,
    Drawing,
    Padded,
    Stack,
    spaced,
)
from visitplanner.publishing.documents.pdf.pictures import photo
from visitplanner.publishing.documents.pdf.setting import CENTRE, RIGHT, Setting, strong
from visitplanner.publishing.documents.pdf.styles import HALF_GAP, MM, PORTRAIT, Ink
from visitplanner.publishing.documents.pdf.tagging import NUMBERED, decoration, tagged, text_as

if TYPE_CHECKING:
    from collections.abc import Sequence

    from visitplanner.publishing.documents.model import Block
    from visitplanner.publishing.documents.pdf.pen import Pen

_SQUARE = 13 * MM
_BESIDE = _SQUARE + 4 * MM
_PORTRAIT = 26 * MM, 32 * MM
_CARD_HEIGHT = 41.6 * MM
_PICTURED_HEIGHT = 52 * MM
_BEFORE_CARDS = 30 * MM
"""Title, introduction and the white space under them."""
_SIDE_WIDTH = 44.1 * MM
_HOST_TEXT = 116 * MM
_FIGURE = replace(st.NAME, leading=14, colour=Ink.RUST)


def initials_box(
    initials: str,
    setting: Setting,
    *,
    prominent: bool,
    frame: tuple[float, float] = (_SQUARE, _SQUARE),
) -> Box:
    """A square (or another frame) with initials: navy on mist, or white on navy."""
    width, height = frame
    style = st.INITIALS.inked(Ink.WHITE if prominent else Ink.NAVY)
    text = setting.fitted(initials, style.sized(style.size * width / _SQUARE), width - 4, 8)
    text.shift = CENTRE

    def paint(pen: Pen, x: float, y: float) -> None:
        pen.rect(x, y, width, height, Ink.NAVY if prominent else Ink.MIST)
        text.draw(pen, x + (width - text.width) / 2, y + (height - text.height) / 2)

    return decoration(Drawing(height, paint))  # the name stands beside them


def _face(card: PersonCard, setting: Setting, frame: tuple[float, float]) -> Box:
    """The photo of a person, else their initials in the same frame."""
    shown = photo(card.photo, setting.pictures, *frame) if card.photo else None
    return shown or initials_box(card.initials, setting, prominent=card.prominent, frame=frame)


def person_cards(
    block: PersonCards, setting: Setting, width: float, previous: Block | None
) -> list[Box]:
    """Cards in rows of two; a row is not split."""
    del previous
    each = (width - HALF_GAP) / 2
    pictured = any(card.photo for card in block.cards)
    least = _PICTURED_HEIGHT if pictured else _CARD_HEIGHT
    cards = [_card(card, setting, each, pictured=pictured) for card in block.cards]
    least = _least_height(least, max((box.height for box in cards), default=0.0), len(cards))
    rows: list[Box] = []
    for index in range(0, len(cards), 2):
        pair = [_ruled(*one, each, least) for one in zip(block.cards, cards, strict=True)][
            index : index + 2
        ]
        row = Columns([(i * (each + HALF_GAP), box) for i, box in enumerate(pair)], whole=True)
        row.before = 0 if rows else 5 * MM
        rows.append(row)
    return rows


def _least_height(usual: float, highest: float, cards: int) -> float:
    """The least height of a card: lower than usual where that saves a page."""
    rows = -(-cards // 2)
    wanted = _pages(rows, usual)
    height = usual
    while height > highest and _pages(rows, height) >= wanted:
        height -= 0.5 * MM
    return max(height, highest) if _pages(rows, max(height, highest)) < wanted else usual


def _pages(rows: int, height: float) -> int:
    """How many pages rows take, if the first of them has a title and a line or two."""
    room = PORTRAIT.bottom - PORTRAIT.top
    first = max(int((room - _BEFORE_CARDS) / height), 1)
    each = max(int(room / height), 1)
    return 1 + max(-(-(rows - first) // each), 0)


def _ruled(card: PersonCard, content: Box, width: float, least: float) -> Box:
    """A card under its hairline, as high as the others."""

    def paint(pen: Pen, x: float, y: float, height: float) -> None:
        del height
        pen.rule(x, y, x + width, y)

    box = tagged(Padded(content, paint=paint, least=least), "Div")
    box.key = card.key
    return box


def _card(card: PersonCard, setting: Setting, width: float, *, pictured: bool) -> Box:
    frame = _PORTRAIT if pictured else (_SQUARE, _SQUARE)
    beside = frame[0] + 4 * MM
    measure = width - beside
    role = replace(st.SMALL, accent=Ink.RUST).inked(Ink.RUST)
    parts: list[Box] = [
        setting.text(card.name, st.NAME, measure),
        setting.text(card.latin, st.SMALL, measure),
        setting.text(strong(card.role) if card.role else "", role, measure),
        *(setting.text(line, st.CARD, measure) for line in card.lines),
    ]
    rows: list[Box] = []
    for pair in card.pairs:
        label = setting.text(pair.label, st.SECOND, 11 * MM)
        text = setting.text(pair.text, st.SMALL, measure - 11.2 * MM)
        row = Columns([(0, tagged(label, "Lbl")), (11.2 * MM, tagged(text, "LBody"))])
        rows.append(tagged(row, "LI"))
    parts.append(spaced(tagged(Stack(rows), "L"), 3.4))
    contact = setting.text(card.contact, st.SMALL, measure)
    withheld = setting.snug(card.withheld, st.SECOND, measure)
    parts.append(spaced(Stack([contact, withheld]), 3.4))
    inner = Columns([(0, _face(card, setting, frame)), (beside, Stack(parts))])
    return Padded(inner, top=7 * setting.air, bottom=9 * setting.air)


def host(block: HostBlock, setting: Setting, width: float, previous: Block | None) -> Box:
    """An organisation: facts in the side column, text and people beside it."""
    side = Stack([_side_fact(fact, setting) for fact in block.side])
    measure = min(_HOST_TEXT, width - _SIDE_WIDTH)
    parts: list[Box] = [text_as(setting.text(block.name, st.H2, measure), "H2")]
    parts += [spaced(setting.text(text, st.BODY, measure), 2) for text in block.paragraphs]
    parts += [spaced(_host_person(p, setting, measure), 8) for p in block.people]
    parts += [spaced(_speaker(s, setting, measure), 8) for s in block.speakers]
    parts += [spaced(_host_section(s, setting, measure), 9) for s in block.sections]

    def paint(pen: Pen, x: float, y: float, height: float) -> None:
        del height
        pen.rule(x, y + 0.5, x + width, y + 0.5, Ink.NAVY, 1)

    inner = Columns([(_SIDE_WIDTH, Stack(parts)), (0, side)])  # read out after the name
    box = tagged(Padded(inner, top=9, paint=paint, whole=True), "Div")
    box.key = block.key
    return spaced(box, (5 if isinstance(previous, Heading) else 10) * MM)


def _side_fact(fact: SideFact, setting: Setting) -> Box:
    measure = _SIDE_WIDTH - 7 * MM
    lines = [setting.text(line, st.BODY, measure) for line in fact.lines]
    return spaced(Stack([setting.text(fact.label, st.SECOND, measure), *lines]), 5)


def _host_person(person: HostPerson, setting: Setting, width: float) -> Box:
    measure = width - _BESIDE
    text = Stack(
        [
            setting.text(person.name, st.NAME, measure),
            setting.text(person.job, st.BODY, measure),
            setting.text(person.note, st.SECOND, measure),
        ]
    )
    square = initials_box(person.initials, setting, prominent=False)

    def paint(pen: Pen, x: float, y: float, height: float) -> None:
        del height
        pen.rule(x, y, x + width, y)

    return Padded(Columns([(0, square), (_BESIDE, text)]), top=7, paint=paint, whole=True)


def _speaker(speaker: Speaker, setting: Setting, width: float) -> Box:
    inner = width - 22
    measure = inner - _BESIDE
    name = Stack(
        [
            setting.text(speaker.label, st.SECOND, measure),
            setting.text(speaker.name, replace(st.H2, leading=17), measure),
            setting.text(speaker.job, st.BODY, measure),
        ]
    )
    square = initials_box(speaker.initials, setting, prominent=True)
    rows: list[Box] = []
    for pair in speaker.pairs:
        label = setting.text(pair.label, st.SECOND, 18 * MM)
        text = setting.text(pair.text, st.BODY, inner - 19 * MM)
        drop = text.baseline() - label.baseline()
        said = Padded(tagged(label, "Lbl"), top=drop)
        row = Columns([(0, said), (19 * MM, tagged(text, "LBody"))])
        rows.append(spaced(tagged(row, "LI"), 1))
    stack = Stack([Columns([(0, square), (_BESIDE, name)]), spaced(tagged(Stack(rows), "L"), 7)])

    def paint(pen: Pen, x: float, y: float, height: float) -> None:
        pen.rect(x, y, width, height, Ink.PALE)
        pen.rect(x, y, 2, height, Ink.NAVY)

    return Padded(stack, left=12, top=9, bottom=10, paint=paint, whole=True)


def _host_section(section: HostSection, setting: Setting, width: float) -> Box:
    title = text_as(setting.text(section.title, st.H3, width), "H3")
    title.keep = True
    parts: list[Box] = [title]
    parts += [setting.text(text, st.BODY, width) for text in section.paragraphs]
    rows: list[Box] = []
    for pair in section.numbered:
        figure = setting.text(pair.label, _FIGURE, 7 * MM)
        text = setting.text(pair.text, st.BODY, width - 7 * MM)
        drop = max(figure.baseline() - text.baseline(), 0)
        body = Padded(tagged(text, "LBody"), top=drop)
        row = Columns([(0, tagged(figure, "Lbl")), (7 * MM, body)])
        rows.append(spaced(tagged(row, "LI"), 3))
    return Stack([*parts, spaced(tagged(Stack(rows), "L", attributes=NUMBERED), 3)])


def hotels(block: Hotels, setting: Setting, width: float, previous: Block | None) -> list[Box]:
    """Hotels in rows of two under navy rules."""
    each = (width - HALF_GAP) / 2
    rows: list[Box] = []
    for index in range(0, len(block.stays), 2):
        pair: Sequence[HotelStay] = block.stays[index : index + 2]
        boxes = [(i * (each + HALF_GAP), _stay(s, setting, each)) for i, s in enumerate(pair)]
        row = Columns(boxes, whole=True)
        row.before = (2.4 if not rows and isinstance(previous, Heading) else 4) * MM
        rows.append(row)
    return rows


def _stay(stay: HotelStay, setting: Setting, width: float) -> Box:
    aside = setting.text(stay.aside, st.SECOND, width * 0.45, RIGHT)
    taken = aside.natural_width + 3 * MM if aside.lines else 0
    name = setting.text(strong(stay.name), st.BODY, width - taken)
    head = Columns([(0, name), (width - aside.width, Padded(aside, top=1.2))])
    text = [
        setting.text(stay.address, st.BODY, width),
        setting.text(stay.details, st.SECOND, width),
    ]

    def paint(pen: Pen, x: float, y: float, height: float) -> None:
        del height
        pen.rect(x, y, width, 2.2, Ink.NAVY)

    return tagged(Padded(Stack([head, *text]), top=6.2, paint=paint), "Div")
