"""Items of a day: time at the left edge, a bar for the kind, what happens at the right."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from visitplanner.publishing.documents.model import (
    Icon,
    ItemBody,
    ItemRow,
    Kind,
    NightLine,
    Role,
    Run,
)
from visitplanner.publishing.documents.model import Symbol as InlineSymbol
from visitplanner.publishing.documents.pdf import styles as st
from visitplanner.publishing.documents.pdf.bars import draw_bar, draw_change
from visitplanner.publishing.documents.pdf.boxes import Box, Columns, Padded, Stack, spaced
from visitplanner.publishing.documents.pdf.flow import callout_box
from visitplanner.publishing.documents.pdf.setting import (
    RIGHT,
    Setting,
    joined,
    place_text,
    strong,
)
from visitplanner.publishing.documents.pdf.styles import (
    BAR_WIDTH,
    MM,
    PORTRAIT,
    TIME_WIDTH,
    Ink,
)
from visitplanner.publishing.documents.pdf.tagging import decoration, tagged, within

if TYPE_CHECKING:
    from collections.abc import Sequence

    from visitplanner.publishing.documents.model import Block
    from visitplanner.publishing.documents.pdf.pen import Pen

_TOP, _BOTTOM = 5.2, 6.4
_WHOLE_BELOW = 8 * st.STEP
"""An item lower than eight lines is never split."""
_KIND_WIDTH = 34 * MM


@dataclass
class _Lane:
    """One body of an item, with its bar: where it starts, and what it says."""

    left: float
    kind: Kind
    tentative: bool
    content: Box


class ItemBox(Box):
    """An item with its times, its bars and the mark of a change. It can go on on the next page."""

    def __init__(
        self,
        times: Box,
        lanes: Sequence[_Lane],
        width: float,
        again: Box,
        label: Box | None,
        air: float = 1.0,
    ) -> None:
        """Take the parts. `again` stands at the left edge of a continuation.

        `air` is the part of the usual white space above and below.
        """
        self.times, self.lanes, self.width = times, list(lanes), width
        self.again, self.label = again, label
        self.content = max([times.height, *(lane.content.height for lane in self.lanes)])
        self.top, self.bottom, self.air = _TOP * air, _BOTTOM * air, air
        self.height = self.top + self.content + self.bottom

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Hairline, times, bars, bodies, change mark."""
        pen.rule(x, y, x + self.width, y)
        if self.label:
            draw_change(pen, x, y, self.height, self.label.draw)
        self.times.draw(pen, x, y + self.top)
        for lane in self.lanes:
            if not lane.content.height:
                continue
            left = x + lane.left
            height = max(self.content, st.STEP) - 2.2
            draw_bar(pen, left, y + self.top + 1.6, height, lane.kind, tentative=lane.tentative)
            lane.content.draw(pen, left + BAR_WIDTH, y + self.top)

    def least(self) -> float:
        """A short item goes along whole."""
        return self.height if self.content < _WHOLE_BELOW else 80.0

    def split(self, room: float, *, force: bool) -> tuple[Box, Box] | None:
        """Cut a long item; its time is repeated with "continued"."""
        if self.content < _WHOLE_BELOW and not force:
            return None
        inner = room - self.top - self.bottom
        if self.times.height > inner:
            return None
        heads, tails = [], []
        for lane in self.lanes:
            parts: tuple[Box, Box] | None = (lane.content, Stack([]))
            if lane.content.height > inner:
                parts = lane.content.split(inner, force=force)
            if parts is None:
                return None
            heads.append(replace(lane, content=parts[0]))
            tails.append(replace(lane, content=parts[1]))
        head = ItemBox(self.times, heads, self.width, self.again, self.label, self.air)
        label = decoration(self.label) if self.label else None
        return head, ItemBox(self.again, tails, self.width, self.again, label, self.air)


def item(block: ItemRow, setting: Setting, width: float, previous: Block | None) -> list[Box]:
    """An item: one body, two side by side, or more stacked under one time."""
    times = time_column(block.time, block.until, setting, note=block.note)
    again = decoration(
        time_column(f"{block.time}," if block.time else "", setting.words.continued, setting)
    )
    label = setting.line(block.changed, st.CHANGE, 9 * MM) if block.changed else None
    first_gap = 0.0 if previous is None or isinstance(previous, ItemRow) else 2.4
    if len(block.bodies) > 2:
        groups = within(_stacked(block, setting, width, times, again, label), "Div")
        boxes = _together(groups)
    else:
        lanes = _lanes(block.bodies, setting, width - TIME_WIDTH)
        boxes = [tagged(ItemBox(times, lanes, width, again, label, setting.air), "Div")]
    boxes[0].key = block.key
    boxes[0].before = first_gap
    return boxes


def _together(boxes: list[Box]) -> list[Box]:
    """Groups that fit half a page stay on one, under their time."""
    stack = Stack(boxes, whole=True)
    return [stack] if stack.height <= PORTRAIT.bottom / 2 else boxes


def time_column(time: str, until: str, setting: Setting, *, note: str = "") -> Stack:
    """The times at the left edge: start, "to 10:30", and a rust note."""
    measure = TIME_WIDTH - 2
    rust = replace(st.KICKER, size=8.3, leading=11)
    return Stack(
        [
            setting.text(time, st.TIME, measure, most=2),
            setting.text(until, st.SECOND, measure, most=3),
            spaced(_whole_words(note, rust, setting, measure - 3), 2),
        ]
    )


def _whole_words(note: str, style: st.Style, setting: Setting, width: float) -> Box:
    """A note of which no word is broken: smaller, if its longest one is too long."""
    longest = setting.longest_word(note, style)
    if longest > width:
        style = style.sized(max(6.6, style.size * width / longest))
    return setting.text(note, style, width, most=4)


def _lanes(bodies: Sequence[ItemBody], setting: Setting, width: float) -> list[_Lane]:
    lanes = []
    each = width / max(len(bodies), 1)
    for index, body in enumerate(bodies):
        gap = 4 * MM if index + 1 < len(bodies) else 0
        content = body_box(body, setting, each - BAR_WIDTH - gap)
        left = TIME_WIDTH + index * each
        lanes.append(_Lane(left, body.kind, body.tentative, content))
    return lanes


def _stacked(
    block: ItemRow,
    setting: Setting,
    width: float,
    times: Box,
    again: Box,
    label: Box | None,
) -> list[Box]:
    """Three or more groups: rows under one time, held together by a bracket line."""
    boxes: list[Box] = []
    last = len(block.bodies) - 1
    for index, body in enumerate(block.bodies):
        content = body_box(body, setting, width - TIME_WIDTH - BAR_WIDTH)
        lanes = [_Lane(TIME_WIDTH, body.kind, body.tentative, content)]
        column = times if index == 0 else Stack([])
        boxes.append(
            _GroupBox(column, lanes, width, again, label if index == 0 else None, setting.air)
        )
        box = boxes[-1]
        if isinstance(box, _GroupBox):
            box.first, box.last, box.changed = index == 0, index == last, label is not None
    return boxes


class _GroupBox(ItemBox):
    """One of three or more parallel groups, with its piece of the bracket line."""

    first = last = changed = False

    def at_top(self) -> Box:
        """One that goes on under the time of the page before says that time again."""
        if self.first or self.times.height:
            return self
        made = copy(self)
        made.times = self.again
        return made

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw the row, its hairline only beside the bracket unless it is the first."""
        left = x + TIME_WIDTH - 2.2 * MM
        if not self.first:
            pen.rect(x - 1, y - 0.5, left - x + 1, 1, Ink.WHITE)
        super().draw(pen, x, y)
        if not self.first:
            pen.rect(x - 1, y - 0.4, left - x + 1, 0.8, Ink.WHITE)
            if self.changed and not self.label:
                draw_change(pen, x, y, self.height, None)
        top = y + (self.top + 1.6 if self.first else 0)
        bottom = y + self.height - (self.bottom + 0.6 if self.last else 0)
        pen.rule(left, top, left, bottom, Ink.NAVY, 0.8)
        if self.first:
            pen.rule(left, top, left + 1.2 * MM, top, Ink.NAVY, 0.8)
        if self.last:
            pen.rule(left, bottom, left + 1.2 * MM, bottom, Ink.NAVY, 0.8)


def body_box(body: ItemBody, setting: Setting, width: float) -> Stack:
    """What happens, in fixed order: title and kind, place, who leads, text, changes, callout."""
    parts: list[Box] = [_title_line(body, setting, width)]
    if body.place and (body.place.name or body.place.number):
        parts.append(setting.text(place_text(body.place), st.PLACE, width))
    parts.append(setting.text(body.led_by, st.SECOND, width))
    for text in body.paragraphs:
        measure = min(width, st.PROSE_WIDTH)
        parts.append(spaced(setting.text(text, st.BODY, measure), 2.4))
    if body.people_label or body.people:
        label = (Run(body.people_label, Role.STRONG),) if body.people_label else ""
        style = replace(st.SMALL, leading=10.8, strong=Ink.NAVY)
        names = setting.text(joined(label, body.people), style, width)
        parts.append(spaced(names, 2.4))
    parts.append(setting.text(body.was, st.SECOND, width))
    if body.callout and (body.callout.word or body.callout.text):
        parts.append(spaced(callout_box(body.callout, setting, width), 4))
    if body.rides:
        parts.append(spaced(_rides(body, setting, width), 3.6))
    return Stack(parts)


def _title_line(body: ItemBody, setting: Setting, width: float) -> Box:
    kind = setting.line(body.kind_word, st.SECOND, min(_KIND_WIDTH, width * 0.4), RIGHT)
    taken = kind.natural_width
    icon = body.icon
    if icon and kind.lines:
        taken += 10.5 + 1.2 * MM
    title = setting.text(body.title, st.TITLE, width - (taken + 4 * MM if taken else 0))
    if not kind.lines:
        return title
    drop = max(title.baseline() - kind.baseline(), 0)
    words = Padded(kind, top=drop)

    def paint(pen: Pen, x: float, y: float, height: float) -> None:
        del height
        if icon:
            left = x + kind.width - taken
            pen.icon(icon, left, y + drop + kind.baseline() + 2, 10.5, Ink.NAVY)

    return Columns([(0, title), (width - kind.width, Padded(words, paint=paint))])


def _rides(body: ItemBody, setting: Setting, width: float) -> Box:
    """The small pale panel with the transfers of one group."""
    left = 5 + (12 + 1.8 * MM if body.ride_icon else 0)
    inner = width - left - 5
    rows: list[Box] = []
    for ride in body.rides:
        when = joined(strong(ride.time), ride.place)
        rows.append(
            Columns(
                [
                    (0, setting.text(strong(ride.name), st.SMALL, inner * 0.26 - 4)),
                    (inner * 0.26, setting.text(when, st.SMALL, inner * 0.42 - 4)),
                    (inner * 0.68, setting.text(ride.last_call, st.SMALL, inner * 0.32)),
                ]
            )
        )

    def paint(pen: Pen, x: float, y: float, height: float) -> None:
        pen.rect(x, y, width, height, Ink.PALE)
        if body.ride_icon:
            pen.icon(body.ride_icon, x + 5, y + 15.6, 12, Ink.NAVY)

    return Padded(Stack(rows), left=left, top=2.6, bottom=3, paint=paint, whole=True, least=16.6)


def night(block: NightLine, setting: Setting, width: float, previous: Block | None) -> Box:
    """Where the night is spent, under a navy rule that ends the day."""
    del previous
    left = TIME_WIDTH + BAR_WIDTH
    label = setting.line(
        (InlineSymbol(Icon.NIGHT), Run(" "), Run(block.label, Role.STRONG)),
        replace(st.CALLOUT, strong=Ink.NAVY),
        left - 2,
    )
    name = (Run(block.name, Role.STRONG),) if block.name else ""
    text = Stack(
        [
            setting.text(joined(name, block.text, by=""), st.CALLOUT, width - left),
            spaced(setting.text(block.note, st.SECOND, width - left), 0.6),
        ]
    )

    def paint(pen: Pen, x: float, y: float, height: float) -> None:
        del height
        pen.rule(x, y + 0.5, x + width, y + 0.5, Ink.NAVY, 1)

    return spaced(Padded(Columns([(0, label), (left, text)]), top=5, paint=paint), 7)
