"""The cover: a navy field with the route, the title, four facts, version, funder."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from visitplanner.publishing.documents.model import Cover, Funding, Picture, Role, Run
from visitplanner.publishing.documents.pdf import styles as st
from visitplanner.publishing.documents.pdf.boxes import Box, Drawing, Stack, TextBox, spaced
from visitplanner.publishing.documents.pdf.covermap import draw_map
from visitplanner.publishing.documents.pdf.emblem import draw_eu_emblem
from visitplanner.publishing.documents.pdf.fitting import fitting, whole
from visitplanner.publishing.documents.pdf.fullpage import FullPage
from visitplanner.publishing.documents.pdf.maplabels import HEIGHT, Label
from visitplanner.publishing.documents.pdf.pictures import logo
from visitplanner.publishing.documents.pdf.setting import RIGHT, Setting, joined
from visitplanner.publishing.documents.pdf.styles import COVER, LEFT, MM, TEXT_WIDTH, Ink
from visitplanner.publishing.documents.pdf.tagging import tagged, text_as

if TYPE_CHECKING:
    from collections.abc import Sequence

    from visitplanner.publishing.documents.model import Block
    from visitplanner.publishing.documents.pdf.pen import Pen

_RULE = 25 * MM
"""Where the line below the head of the field is."""
_FACTS = 4
_NAMED = 5
"""With more stops their names stand in a line at the foot of the field."""
_EDGE = 3.0
"""The rule in place of a field of colour, in points."""
_FACT_WIDTH = 44.1 * MM
EMBLEM = 18 * MM, 12 * MM
"""Width and height of the emblem of the European Union."""
_TOP_LINE = st.Style(st.Face.SANS, 9.9, 13, "C9D7E6")
_STATEMENT = 68 * MM
FUNDING = st.Style(st.Face.SANS, 8, 10, Ink.BLACK)
_FIRST_LOGO = st.Style(st.Face.SERIF_SEMI, 12.5, 14, Ink.NAVY)
_LOGO = st.Style(st.Face.SEMI, 11, 14, Ink.MUTED)


def cover(block: Cover, setting: Setting, width: float, previous: Block | None) -> Box:
    """The cover, edge to edge."""
    del width, previous

    light = setting.paper.economy

    def paint(pen: Pen) -> None:
        cut = COVER.height - pen.height
        high = cut if len(block.stops) > _NAMED else cut / 2
        with pen.inverted(when=light):
            heads = _heads(block, setting)
            with pen.raised(high):
                avoid = [
                    (x, y + high, right, _RULE + high)
                    for x, y, right, _foot in map(Label.bounds, heads)
                ]
                labels = draw_map(pen, setting, block.stops, avoid)
            _top_line(pen, heads)
        with pen.raised(cut):
            if cut:
                pen.rect(0, HEIGHT, COVER.width, cut - high + 2 * MM, Ink.WHITE)
            if light:
                pen.rect(0, HEIGHT - _EDGE, COVER.width, _EDGE, Ink.NAVY)
            _titles(pen, block, setting)
        with pen.inverted(when=light), pen.raised(high):
            for label in labels:  # read out after the title
                label.box.draw(pen, label.x, label.y)
        with pen.raised(cut):
            _facts(pen, block, setting)
            _version(pen, block, setting)
            _foot(pen, block, setting)

    return FullPage(COVER, paint)


def _heads(block: Cover, setting: Setting) -> list[Label]:
    """What paper it is and whom it is for, on one line at the top of the field."""
    paper = setting.line(
        (Run(block.paper, Role.STRONG),), replace(_TOP_LINE, strong=Ink.WHITE), 80 * MM
    )
    audience = setting.line(block.audience, _TOP_LINE, 88 * MM)
    right = LEFT + TEXT_WIDTH
    placed = (paper, LEFT), (audience, right - audience.natural_width)
    return [Label(box, x, 21 * MM - box.baseline()) for box, x in placed if box.lines]


def _top_line(pen: Pen, heads: Sequence[Label]) -> None:
    for head in heads:
        head.box.draw(pen, head.x, head.y)
    if heads:
        pen.rule(LEFT, _RULE, LEFT + TEXT_WIDTH, _RULE, Ink.NAVY_RULE, 0.5)


def _titles(pen: Pen, block: Cover, setting: Setting) -> None:
    kicker = replace(st.KICKER, size=10.6)
    title = setting.fitted(block.title, st.COVER_TITLE, TEXT_WIDTH, 26)
    if title.style.size <= 26:
        title = setting.fitted(block.title, st.COVER_TITLE.sized(26), TEXT_WIDTH, 20, most=2)
    parts: list[Box] = [
        setting.fitted(block.kicker, kicker, TEXT_WIDTH, 8.3),
        spaced(text_as(title, "H1"), 2 * MM),
        spaced(setting.fitted(block.dates, st.COVER_DATES, TEXT_WIDTH, 9), 1 * MM),
    ]
    stack = Stack(parts)
    top = 175 * MM if stack.height < 36.6 * MM else (212 * MM - stack.height)
    stack.draw(pen, LEFT, top)


def _facts(pen: Pen, block: Cover, setting: Setting) -> None:
    top = 212.6 * MM
    pen.rule(LEFT, top + 0.5, LEFT + TEXT_WIDTH, top + 0.5, Ink.NAVY, 1)
    for index, fact in enumerate(block.facts[:_FACTS]):
        measure = (_FACT_WIDTH if index < _FACTS - 1 else 39.7 * MM) - 3 * MM
        figure = setting.fitted(fact.figure, st.COVER_FACT, measure, 9)
        note = setting.text(fact.note, st.SECOND, measure, most=2)
        Stack([figure, note]).draw(pen, LEFT + index * _FACT_WIDTH, top + 1 + 3 * MM)


def _version(pen: Pen, block: Cover, setting: Setting) -> None:
    top = 234 * MM
    privacy = Stack(
        [setting.fitted(line, st.SECOND, 70 * MM, 6.8, shift=RIGHT) for line in block.privacy[:3]]
    )
    width = TEXT_WIDTH - (74 * MM if privacy.boxes else 0)
    version = joined(
        (Run(block.version, Role.STRONG),) if block.version else "", block.version_rest, by=" · "
    )
    style = replace(st.BODY, strong=Ink.NAVY)
    stack = Stack(
        [
            setting.text(version, style, width, most=2),
            spaced(setting.text(block.replaces, st.SECOND, width, most=3), 1),
        ]
    )
    stack.draw(pen, LEFT, top)
    privacy.draw(pen, LEFT + TEXT_WIDTH - 70 * MM, top + 1.4)


def _foot(pen: Pen, block: Cover, setting: Setting) -> None:
    if not (block.logos or block.funding.lines or block.funding.eu_emblem):
        return
    bottom = 284 * MM
    pen.rule(LEFT, 267.4 * MM, LEFT + TEXT_WIDTH, 267.4 * MM)
    taken = _funding(pen, block.funding, setting, LEFT + TEXT_WIDTH, bottom)
    x, limit = LEFT, LEFT + TEXT_WIDTH - taken - 6 * MM
    for index, organiser in enumerate(block.logos):
        room = min(limit - x, 60 * MM)
        if room < 14 * MM:
            break
        drawn = _drawn_logo(pen, organiser, setting, x, bottom, room)
        if drawn is None:
            name = organiser if isinstance(organiser, str) else organiser.alt
            box = setting.fitted(name, _LOGO if index else _FIRST_LOGO, room, 8)
            _on(pen, box, x, bottom - 3.6)
            drawn = box.natural_width
        x += drawn + 9 * MM


def _drawn_logo(
    pen: Pen, organiser: str | Picture, setting: Setting, x: float, bottom: float, room: float
) -> float | None:
    """Draw a logo, no higher than the emblem; its width, or None if there is none to draw."""
    if isinstance(organiser, str):
        return None
    made = logo(organiser, setting.pictures, room, EMBLEM[1])
    if made is None:
        return None
    box, width = made
    box.draw(pen, x, bottom - box.height)
    return width


def _funding(pen: Pen, funding: Funding, setting: Setting, right: float, bottom: float) -> float:
    """The funder's statement and emblem, right-aligned on `bottom`; returns the width taken."""
    wide, high = EMBLEM
    taken = 0.0
    if funding.eu_emblem:
        emblem = Drawing(high, lambda pen, x, y: draw_eu_emblem(pen, x, y, wide), wide)
        figure = tagged(emblem, "Figure", alt=setting.words.eu_emblem)
        figure.draw(pen, right - wide, bottom - high)
        taken = wide + 3 * MM
    lines = _statement(funding, setting)
    if lines.boxes:
        lines.draw(pen, right - taken - _STATEMENT, bottom - (high + lines.height) / 2)
        taken += max(box.natural_width for box in lines.boxes if isinstance(box, TextBox))
    return taken


def _statement(funding: Funding, setting: Setting) -> Stack:
    """What the funder prescribes, whole: each of its lines on one, if need be on several."""

    def make(scale: float) -> list[Box]:
        style, least = FUNDING.sized(FUNDING.size * scale), 6.4 * scale
        steps = [(1, least), (2, least), (8, min(5.5, least))]
        return [whole(setting, line, style, _STATEMENT, steps, RIGHT) for line in funding.lines]

    return fitting(make, EMBLEM[1] + 3.4 * MM)


def funding_strip(block: Funding, setting: Setting, width: float, previous: Block | None) -> Box:
    """The funder's statement and emblem at the foot of a text."""
    del previous
    high = 4.6 * MM + EMBLEM[1]

    def paint(pen: Pen, x: float, y: float) -> None:
        pen.rule(x, y, x + width, y)
        _funding(pen, block, setting, x + width, y + high)

    empty = not (block.lines or block.eu_emblem)
    return spaced(Drawing(0 if empty else high, paint), 8 * MM)


def _on(pen: Pen, box: TextBox, x: float, baseline: float) -> None:
    box.draw(pen, x, baseline - box.baseline())
