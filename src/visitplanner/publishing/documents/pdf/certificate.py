"""The certificate: a landscape page in a frame, the route as its ornament."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from visitplanner.publishing.documents.pdf import styles as st
from visitplanner.publishing.documents.pdf.boxes import (
    Box,
    Columns,
    Drawing,
    Stack,
    TextBox,
    spaced,
)
from visitplanner.publishing.documents.pdf.emblem import draw_eu_emblem
from visitplanner.publishing.documents.pdf.fitting import fitting, on_baseline, whole
from visitplanner.publishing.documents.pdf.fullpage import FullPage
from visitplanner.publishing.documents.pdf.setting import CENTRE, LEFT, RIGHT, Setting
from visitplanner.publishing.documents.pdf.styles import FOLDED, MM, Ink
from visitplanner.publishing.documents.pdf.tagging import tagged

if TYPE_CHECKING:
    from visitplanner.publishing.documents.model import Block, Certificate, Funding
    from visitplanner.publishing.documents.pdf.pen import Pen

_WIDTH, _HEIGHT = FOLDED.width, FOLDED.height
_SIDE: Final = 40 * MM
_INNER: Final = _WIDTH - 2 * _SIDE
_TOP: Final = 54 * MM
_LEAST_TOP: Final = 47 * MM
_SIGNING: Final = 162.1 * MM
_FOOT: Final = 191 * MM
_ROUTE: Final = 35 * MM
_MOST_STOPS: Final = 7
_TITLE = st.Style(st.Face.SERIF, 19, 24)
_NAME = st.Style(st.Face.SERIF_SEMI, 38, 46, Ink.NAVY)
_ABOUT = st.Style(st.Face.SANS, 12.6, 17)
_SENTENCE = st.Style(st.Face.SERIF, 12.6, 20)
_STOP = st.Style(st.Face.SANS, 8.5, 11, Ink.MUTED)
_FUNDING = st.Style(st.Face.SANS, 8, 10, Ink.BLACK)
_EMBLEM: Final = 18 * MM, 12 * MM


def certificate(block: Certificate, setting: Setting, width: float, previous: Block | None) -> Box:
    """The page."""
    del width, previous
    room = _SIGNING - 15 * MM - _TOP
    words = fitting(lambda scale: _words(block, setting, scale), room)
    route = _route(block, setting)

    def paint(pen: Pen) -> None:
        _frames(pen)
        route.draw(pen, 0, _ROUTE)
        words.draw(pen, _SIDE, _TOP)
        _signatures(pen, block, setting)
        _funding(pen, block.funding, setting)
        number = setting.fitted(block.number, st.SECOND, 80 * MM, 6, shift=RIGHT)
        on_baseline(pen, number, _SIDE + _INNER - number.width, _FOOT - 5.1 * MM)

    return FullPage(FOLDED, paint)


def _frames(pen: Pen) -> None:
    outer, inner = 9 * MM, 11 * MM
    pen.frame(outer, outer, _WIDTH - 2 * outer, _HEIGHT - 2 * outer, Ink.NAVY, 0.5 * MM)
    pen.frame(inner, inner, _WIDTH - 2 * inner, _HEIGHT - 2 * inner, Ink.RULE, 0.25 * MM)


def _words(block: Certificate, setting: Setting, scale: float) -> list[Box]:
    def in_the_middle(
        text: str, style: st.Style, steps: list[tuple[int, float]], wide: float = _INNER
    ) -> TextBox:
        return whole(setting, text, style, wide, steps, CENTRE)

    name = _NAME.sized(_NAME.size * scale)
    sentence = _SENTENCE.sized(_SENTENCE.size * scale)
    title = in_the_middle(block.title, _TITLE, [(1, 12), (2, 10)])
    owner: Box = _line_for_a_name()
    if block.name:
        owner = in_the_middle(block.name, name, [(1, min(24, name.size)), (2, 15)])
    about = in_the_middle(block.about, _ABOUT, [(1, 9.8), (2, 9), (3, 7.4)])
    said = setting.text(block.sentence, sentence, 190 * MM, CENTRE)
    issued = in_the_middle(block.issued, replace(st.BODY, colour=Ink.MUTED), [(1, 8), (2, 7.4)])
    return [
        tagged(title, "H1"),
        spaced(owner, 9 * MM * scale),
        spaced(about, 1 * MM),
        spaced(_centred(said), 9 * MM * scale),
        spaced(issued, 7 * MM * scale),
    ]


def _centred(box: TextBox) -> Box:
    """A text narrower than the page, in its middle."""
    return Columns([((_INNER - box.width) / 2, box)])


def _line_for_a_name() -> Box:
    def paint(pen: Pen, x: float, y: float) -> None:
        line, half = y + 40, 60 * MM
        pen.rule(x + _INNER / 2 - half, line, x + _INNER / 2 + half, line, Ink.INK, 0.7)

    return Drawing(46, paint)


# --- the route ----------------------------------------------------------------------------------


def _route(block: Certificate, setting: Setting) -> Box:
    """An open stop, a line, a filled stop; cities between them lie on the line."""
    stops = block.stops[:_MOST_STOPS] if len(block.stops) <= _MOST_STOPS else block.stops

    def paint(pen: Pen, x: float, y: float) -> None:
        if len(stops) > 1:
            _long_route(pen, setting, stops, x, y)
        elif stops:
            _stop(pen, x + _WIDTH / 2, y, last=True)
            _below(pen, setting, stops[0], x + _WIDTH / 2, y, 80 * MM)

    return tagged(Drawing(1, paint), "Figure", alt=block.route)


def _long_route(pen: Pen, setting: Setting, stops: tuple[str, ...], x: float, y: float) -> None:
    count = len(stops)
    length = 80 * MM if count == 2 else min(count * 42, 190) * MM
    left, each = x + (_WIDTH - length) / 2, length / (count - 1)
    pen.rule(left, y, left + length, y, Ink.NAVY, 0.5 * MM)
    for index, name in enumerate(stops):
        at = left + index * each
        _stop(pen, at, y, last=index == count - 1)
        if count > 2 and (count <= _MOST_STOPS or index in (0, count - 1)):
            _below(pen, setting, name, at, y, min(each, 60 * MM) - 2 * MM)
    if count == 2:
        first = setting.fitted(stops[0], _STOP, 60 * MM, 6, shift=RIGHT)
        last = setting.fitted(stops[1], _STOP, 60 * MM, 6, shift=LEFT)
        on_baseline(pen, first, left - 4 * MM - first.width, y + 3)
        on_baseline(pen, last, left + length + 4 * MM, y + 3)


def _stop(pen: Pen, x: float, y: float, *, last: bool) -> None:
    if last:
        pen.disc(x, y, 1.9 * MM, Ink.RUST)
    else:
        pen.disc(x, y, 2 * MM, Ink.WHITE, Ink.NAVY, 0.6 * MM)


def _below(pen: Pen, setting: Setting, name: str, x: float, y: float, width: float) -> None:
    box = whole(setting, name, _STOP, width, [(1, 7.4), (2, 6)], CENTRE)
    on_baseline(pen, box, x - box.width / 2, y + 6.4 * MM)


# --- the foot -----------------------------------------------------------------------------------


def _signatures(pen: Pen, block: Certificate, setting: Setting) -> None:
    wide = 80 * MM
    places = [_SIDE, _SIDE + _INNER - wide]
    for x, name in zip(places, block.signatures, strict=False):
        pen.rule(x, _SIGNING, x + wide, _SIGNING, Ink.INK, 0.7)
        label = whole(setting, name, st.SECOND, wide, [(1, 7.4), (3, 6.5)])
        label.draw(pen, x, _SIGNING + 1 * MM)


def _funding(pen: Pen, funding: Funding, setting: Setting) -> None:
    wide, high = _EMBLEM
    x = _SIDE
    if funding.eu_emblem:
        emblem = Drawing(high, lambda pen, x, y: draw_eu_emblem(pen, x, y, wide))
        tagged(emblem, "Figure", alt=" ".join(funding.lines)).draw(pen, x, _FOOT - high)
        x += wide + 3 * MM
    lines = [whole(setting, line, _FUNDING, 110 * MM, [(1, 7), (3, 5.5)]) for line in funding.lines]
    stack = Stack(lines)
    stack.draw(pen, x, _FOOT - (high + stack.height) / 2)
