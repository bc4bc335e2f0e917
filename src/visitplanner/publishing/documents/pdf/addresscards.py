"""Addresses to show a driver: four large cards on a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from visitplanner.publishing.documents.model import AddressCard, AddressSheet, Role, Run
from visitplanner.publishing.documents.pdf import styles as st
from visitplanner.publishing.documents.pdf.boxes import Box, Drawing, Stack, spaced
from visitplanner.publishing.documents.pdf.code import code_box
from visitplanner.publishing.documents.pdf.cropmarks import Grid
from visitplanner.publishing.documents.pdf.fitting import fitting, whole
from visitplanner.publishing.documents.pdf.fullpage import FullPage
from visitplanner.publishing.documents.pdf.setting import Setting
from visitplanner.publishing.documents.pdf.sheettitle import draw_title
from visitplanner.publishing.documents.pdf.styles import CARDS, MM, Ink
from visitplanner.publishing.documents.pdf.tagging import tagged

if TYPE_CHECKING:
    from visitplanner.publishing.documents.model import Block
    from visitplanner.publishing.documents.pdf.pen import Pen

GRID: Final = Grid(15 * MM, 33 * MM, 90 * MM, 116 * MM, 2, 2)
_INSIDE: Final = 7 * MM
_WIDTH: Final = GRID.width - 2 * _INSIDE
_CODE: Final = 30 * MM
_RULE: Final = 3.0
_REQUEST = st.Style(st.Face.SERIF, 15, 19)
_NAME = st.Style(st.Face.SERIF_SEMI, 21, 25, Ink.NAVY)
_ADDRESS = st.Style(st.Face.SEMI, 20, 25)
_PHONE = st.Style(st.Face.SERIF_SEMI, 12, 15, Ink.NAVY)


def address_sheet(
    block: AddressSheet, setting: Setting, width: float, previous: Block | None
) -> Box:
    """A sheet."""
    del width, previous
    cards = [_card(card, setting) for card in block.cards[: GRID.count]]

    def paint(pen: Pen) -> None:
        draw_title(pen, setting, CARDS, block.title, block.hint)
        GRID.draw(pen)
        for index, card in enumerate(cards):
            card.draw(pen, *GRID.corner(index))

    return FullPage(CARDS, paint)


def _card(card: AddressCard, setting: Setting) -> Box:
    code = code_box(card.code, _CODE)
    foot = _foot(card, setting, _WIDTH - (_CODE + 4 * MM if code else 0))
    foot_height = max(foot.height, _CODE if code else 0.0)
    bottom = GRID.height - _INSIDE
    top = _INSIDE
    room = bottom - foot_height - 4 * MM - top
    words = fitting(lambda scale: _words(card, setting, scale), room)

    def paint(pen: Pen, x: float, y: float) -> None:
        words.draw(pen, x + _INSIDE, y + top)
        foot.draw(pen, x + _INSIDE, y + bottom - foot.height)
        if code:
            figure = tagged(code, "Figure", alt=card.code_note)
            figure.draw(pen, x + GRID.width - _INSIDE - _CODE, y + bottom - _CODE)

    return tagged(Drawing(GRID.height, paint), "Div")


def _words(card: AddressCard, setting: Setting, scale: float) -> list[Box]:
    request, name, address = (s.sized(s.size * scale) for s in (_REQUEST, _NAME, _ADDRESS))
    asked = whole(setting, card.request, request, _WIDTH, [(1, 11 * scale), (2, 9)])
    called = whole(setting, card.name, name, _WIDTH, [(1, 14 * scale), (2, 12 * scale), (3, 9)])
    steps = [(1, 16 * scale), (2, 15 * scale), (4, 9.0)]
    sizes = [whole(setting, line, address, _WIDTH, steps).style.size for line in card.lines]
    address = address.sized(min(sizes, default=address.size))
    lines: list[Box] = [whole(setting, line, address, _WIDTH, steps) for line in card.lines]
    rule = Drawing(_RULE, lambda pen, x, y: pen.rect(x, y, _WIDTH, _RULE, Ink.NAVY))
    return [
        tagged(asked, "P", language=card.language),
        whole(setting, card.meaning, st.SECOND, _WIDTH, [(1, 7.4), (2, 7)]),
        spaced(rule, 3 * MM),
        spaced(called, 4 * MM),
        whole(setting, card.other_name, st.SECOND, _WIDTH, [(1, 7.4), (2, 7)]),
        spaced(Stack(lines), 3 * MM),
    ]


def _foot(card: AddressCard, setting: Setting, width: float) -> Stack:
    phone = (Run(card.phone, target=card.target),) if card.phone else ""
    city = (Run(card.city, Role.MUTED),) if card.city else ""
    return Stack(
        [
            whole(setting, phone, _PHONE, width, [(1, 9), (3, 7)]),
            spaced(whole(setting, city, st.SMALL, width, [(1, 7.4), (2, 7)]), 1),
            spaced(whole(setting, card.code_note, st.CREDIT, width, [(2, 7.4)]), 1),
        ]
    )
