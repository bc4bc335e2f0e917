"""Journeys between cities as tickets, transfers within a city as pale lines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from visitplanner.publishing.documents.model import (
    Booking,
    Heading,
    ItemRow,
    Kind,
    Role,
    Run,
    Stage,
    Symbol,
    Text,
    Ticket,
    TicketEnd,
    TransferLine,
)
from visitplanner.publishing.documents.pdf import styles as st
from visitplanner.publishing.documents.pdf.bars import draw_bar, draw_change
from visitplanner.publishing.documents.pdf.boxes import (
    Box,
    Columns,
    Drawing,
    Padded,
    Stack,
    TextBox,
    spaced,
)
from visitplanner.publishing.documents.pdf.items import time_column
from visitplanner.publishing.documents.pdf.light import Light
from visitplanner.publishing.documents.pdf.setting import (
    CENTRE,
    RIGHT,
    Setting,
    joined,
    place_text,
    strong,
)
from visitplanner.publishing.documents.pdf.styles import BAR_WIDTH, MM, TIME_WIDTH, Ink, Style
from visitplanner.publishing.documents.pdf.tagging import tagged

if TYPE_CHECKING:
    from visitplanner.publishing.documents.model import Block
    from visitplanner.publishing.documents.pdf.pen import Pen

_STAGES = (31 * MM, 27 * MM, 17 * MM)
"""Widths of the first columns of a transfer's stages; the last takes the rest."""
_WHAT = 45 * MM
_STAGE_GAP = 1 * MM
_DETAIL_LINES = 2
"""Details of more lines stand below the stages, in the whole width, one after the other."""


def transfer(block: TransferLine, setting: Setting, width: float, previous: Block | None) -> Box:
    """A transfer: vehicle and its stages on a pale ground, dots beside it."""
    left = TIME_WIDTH + BAR_WIDTH
    panel = _transfer_panel(block, setting, width - left)
    times = Padded(time_column(block.time, block.until, setting), top=4.6)
    label = setting.line(block.changed, st.CHANGE, 9 * MM) if block.changed else None
    ruled = isinstance(previous, ItemRow)

    def paint(pen: Pen, x: float, y: float, height: float) -> None:
        top = y + (4 if ruled else 0)
        if ruled:
            pen.rule(x, y, x + width, y)
        if label:
            draw_change(pen, x, top, height - (top - y), label.draw)
        draw_bar(pen, x + TIME_WIDTH, top, height - (top - y), Kind.TRANSFER)

    inner = Columns([(0, times), (left, Padded(panel, top=2.6, bottom=2.6))])
    box = Padded(inner, top=4 if ruled else 0, paint=paint, whole=True)
    return spaced(tagged(box, "Div"), 0 if ruled else 5)


def _transfer_panel(block: TransferLine, setting: Setting, width: float) -> Box:
    icon = 13 + 1.8 * MM if block.icon else 0
    what_width = _WHAT - 1 * MM - icon
    parts: list[Box] = [setting.text(strong(block.title), st.FIELD, what_width)]
    beside = [setting.text(text, st.SMALL, what_width) for text in block.details]
    below: Text = ""
    if sum(len(detail.lines) for detail in beside) <= _DETAIL_LINES:
        parts += beside
    else:
        below = joined(*block.details, by=" · ")
    columns: list[tuple[float, Box]] = [(6 + icon, Stack(parts))]
    x = 6 + _WHAT + _STAGE_GAP
    for stage, each in zip(
        block.stages, _stage_widths(len(block.stages), width - x - 6), strict=True
    ):
        columns.append((x, _stage(stage, setting, each)))
        x += each + _STAGE_GAP

    def paint(pen: Pen, x: float, y: float, height: float) -> None:
        if block.tentative:
            pen.frame(x, y, width, height, Ink.NAVY, 0.7, fill=Ink.PALE, dash=(3, 2))
        else:
            pen.rect(x, y, width, height, Ink.PALE)
        if block.icon:
            pen.icon(block.icon, x + 6, y + 16.6, 13, Ink.NAVY)

    details = Padded(setting.text(below, st.SMALL, width - 12 - icon), left=6 + icon)
    return Padded(Stack([Columns(columns), spaced(details, 1.5)]), top=3.4, bottom=3.8, paint=paint)


def _stage_widths(count: int, room: float) -> list[float]:
    """Columns of the stages: fixed, the last takes the rest; equal ones if there are many."""
    if count > len(_STAGES) + 1:
        return [room / count - _STAGE_GAP] * count
    widths = list(_STAGES[: max(count - 1, 0)])
    rest = room - sum(widths) - _STAGE_GAP * len(widths)
    return [*widths, rest] if count else []


def _stage(stage: Stage, setting: Setting, width: float) -> Box:
    parts: list[Box] = [
        setting.text(stage.label, st.CREDIT, width),
        setting.text(strong(stage.time), st.FIELD, width),
    ]
    if stage.place:
        small = replace(st.SMALL, leading=10)
        parts.append(setting.text(place_text(stage.place), small, width))
    return Stack(parts)


@dataclass(frozen=True)
class _TicketLook:
    """Measures of a ticket on a day page or in a list."""

    time: Style
    top: float
    bottom: float
    route_gap: float
    stop: float
    line: float
    title: Style


_DAY = _TicketLook(
    replace(st.TICKET_TIME, leading=21.4), 3 * MM, 2.4 * MM, 2.4 * MM, 3 * MM, 1.3, st.TITLE
)
_LIST = _TicketLook(
    replace(st.LIST_TIME, leading=20.4), 2.2 * MM, 2.4 * MM, 1.4 * MM, 2.6 * MM, 1.1, st.BODY
)
_SIDE = 4 * MM
_LIGHT_EDGE = 1.6
"""Of a ticket of the whole group where ink is saved, in points."""


def ticket(block: Ticket, setting: Setting, width: float, previous: Block | None) -> Box:
    """A journey; solid navy if everybody travels, dashed if it is not booked."""
    in_day = bool(block.time)
    left = TIME_WIDTH + BAR_WIDTH if in_day else 0.0
    panel = _ticket_panel(block, setting, width - left, _DAY if in_day else _LIST)
    label = setting.line(block.changed, st.CHANGE, 9 * MM) if block.changed else None

    def paint(pen: Pen, x: float, y: float, height: float) -> None:
        if label:
            draw_change(pen, x, y, height, label.draw)

    if not in_day:
        after_title = isinstance(previous, Heading)
        box = tagged(Padded(panel, paint=paint, whole=True), "Div")
        return spaced(box, (3.6 if after_title else 2.6) * MM)
    times = Padded(time_column(block.time, block.until, setting), top=4)
    box = Padded(Columns([(0, times), (left, panel)]), paint=paint, whole=True)
    return spaced(tagged(box, "Div"), 7 if isinstance(previous, ItemRow) else 5)


def _ticket_panel(block: Ticket, setting: Setting, width: float, look: _TicketLook) -> Box:
    solid = block.booking is Booking.WHOLE_GROUP
    inner = width - 2 * _SIDE

    def ink(style: Style) -> Style:
        return style.on_navy() if solid else style

    rows = [
        _ticket_head(block, setting, inner, ink(look.title)),
        spaced(_ticket_route(block, setting, inner, look, solid=solid), look.route_gap),
    ]
    if block.facts:
        rows.append(spaced(_ticket_facts(block, setting, inner, solid=solid), 2.2 * MM))

    light = solid and setting.paper.economy

    def paint(pen: Pen, x: float, y: float, height: float) -> None:
        if light:
            pen.frame(x, y, width, height, Ink.WHITE, _LIGHT_EDGE)
        elif solid:
            pen.rect(x, y, width, height, Ink.NAVY)
        else:
            dash = (3.0, 2.0) if block.booking is Booking.NOT_BOOKED else ()
            pen.frame(x, y, width, height, Ink.NAVY, 0.8, dash=dash)

    box = Padded(Stack(rows), left=_SIDE, top=look.top, bottom=look.bottom, paint=paint)
    return Light(box) if light else box


def _ticket_head(block: Ticket, setting: Setting, width: float, style: Style) -> Box:
    small = replace(st.SECOND, leading=10.8)
    solid = style.colour == Ink.WHITE
    aside_style = small.inked(Ink.ON_NAVY) if solid else small
    aside = setting.text(block.aside, aside_style, width * 0.45, RIGHT)
    icon = (Symbol(block.icon), Run(" ")) if block.icon else ()
    date = (Run(block.date, Role.STRONG), Run("\u00a0· \u00a0")) if block.date else ()
    taken = aside.natural_width + 4 * MM if aside.lines else 0
    title = setting.text((*date, *icon, Run(block.title)), style, width - taken)
    drop = Padded(aside, top=max(title.baseline() - aside.baseline(), 0))
    return Columns([(0, title), (width - aside.width, drop)])


def _ticket_route(
    block: Ticket, setting: Setting, width: float, look: _TicketLook, *, solid: bool
) -> Box:
    least = 0.0 if look is _DAY else 38 * MM
    most = width * 0.36
    start = _ticket_end(block.depart, setting, most, look, solid=solid, shift=0.0)
    end = _ticket_end(block.arrive, setting, most, look, solid=solid, shift=RIGHT)
    gap = (3.4 if look is _DAY else 4) * MM
    left = max(least, _natural(start)) + gap
    right = width - max(least, _natural(end)) - gap
    style = replace(st.SECOND, leading=10.6)
    length = setting.text(
        block.length, style.inked(Ink.ON_NAVY) if solid else style, right - left, CENTRE
    )
    white = Ink.WHITE if solid else Ink.NAVY
    ground = Ink.NAVY if solid else Ink.WHITE

    def line(pen: Pen, x: float, y: float) -> None:
        radius = look.stop / 2
        pen.rule(x, y + radius, x + right - left, y + radius, white, look.line)
        pen.disc(x + radius, y + radius, radius, ground, white, look.line + 0.1)
        pen.disc(x + right - left - radius, y + radius, radius, white)

    route = Stack([Drawing(look.stop, line), spaced(length, 0.6 * MM)])
    drop = max((look.time.leading - look.stop) / 2 + 0.8, 0)
    return Columns(
        [(0, start), (left, Padded(route, top=drop)), (width - most, end)],
    )


def _natural(box: Stack) -> float:
    return max((b.natural_width for b in box.boxes if isinstance(b, TextBox)), default=0.0)


def _ticket_end(
    end: TicketEnd,
    setting: Setting,
    width: float,
    look: _TicketLook,
    *,
    solid: bool,
    shift: float,
) -> Stack:
    time = look.time.on_navy() if solid else look.time
    small = replace(st.SECOND, leading=12.4)
    if solid:
        small = small.inked(Ink.ON_NAVY)
    zone_ink = Ink.ON_NAVY if solid else Ink.RUST
    when = setting.zoned(end.time, end.zone, time, zone_ink, width, shift)
    return Stack([when, setting.text(end.place, small, width, shift)])


def _ticket_facts(block: Ticket, setting: Setting, width: float, *, solid: bool) -> Box:
    style = replace(st.SMALL, leading=10.6)
    if solid:
        style = style.on_navy()
    gap = 8 * MM
    placed: list[Box] = []
    row: list[tuple[float, Box]] = []
    x = 0.0
    for fact in block.facts:
        box = setting.text(fact, style, width)
        if row and x + box.natural_width > width:
            placed.append(Columns(row))
            row, x = [], 0.0
        row.append((x, box))
        x += box.natural_width + gap
    if row:
        placed.append(Columns(row))

    def paint(pen: Pen, x: float, y: float, height: float) -> None:
        del height
        pen.rule(x, y, x + width, y, Ink.NAVY_RULE if solid else Ink.RULE)

    return Padded(Stack([spaced(b, 1.6) for b in placed]), top=1.6 * MM, paint=paint)
