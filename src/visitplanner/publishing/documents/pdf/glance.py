"""The programme at a glance: a landscape page with a column for each day, hours down."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from visitplanner.publishing.documents.model import (
    Glance,
    GlanceBlock,
    GlanceDay,
    Icon,
    Kind,
    LegendKey,
    Run,
    Symbol,
)
from visitplanner.publishing.documents.pdf import styles as st
from visitplanner.publishing.documents.pdf.bars import draw_bar
from visitplanner.publishing.documents.pdf.fullpage import FullPage
from visitplanner.publishing.documents.pdf.glance_blocks import draw_block
from visitplanner.publishing.documents.pdf.glance_tags import Reading
from visitplanner.publishing.documents.pdf.lanes import Slot, lay_out
from visitplanner.publishing.documents.pdf.ribbon import hours
from visitplanner.publishing.documents.pdf.setting import RIGHT, Setting, strong
from visitplanner.publishing.documents.pdf.styles import A3, A3_SCALE, LANDSCAPE, LEFT, MM, Ink
from visitplanner.publishing.documents.pdf.tagging import decoration, tagged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from visitplanner.publishing.documents.model import Block
    from visitplanner.publishing.documents.pdf.boxes import Box
    from visitplanner.publishing.documents.pdf.pen import Pen

_FIRST_DAY: Final = 31 * MM
_GAP: Final = 2.2 * MM
_GRID_TOP: Final = 40.5 * MM
_MOST_PER_HOUR: Final = 9.5 / 142.5
"""Of the height of the grid."""
_LEAST_PER_HOUR: Final = 7.6 * MM
_LEAST_DAY: Final = 33 * MM
_BANDS: Final = (Ink.MIST, Ink.BAND)
_WIDEST_DAY: Final = 82 * MM


@dataclass(frozen=True)
class _Frame:
    """A sheet of paper, measured before it is enlarged."""

    family: st.Family
    scale: float = 1.0

    @property
    def right(self) -> float:
        """Where the lines end."""
        return self.family.width / self.scale - st.RIGHT

    @property
    def days_width(self) -> float:
        """Room for all days."""
        return self.right - _FIRST_DAY - 1 * MM

    @property
    def bottom(self) -> float:
        """The lower edge of the sheet."""
        return self.family.height / self.scale

    @property
    def grid_height(self) -> float:
        """Room for all hours."""
        return self.bottom - _GRID_TOP - 27 * MM

    @property
    def most_days(self) -> int:
        """How many columns there is room for."""
        return int(self.days_width / _LEAST_DAY)


_WALL: Final = _Frame(A3, A3_SCALE)


@dataclass(frozen=True)
class _View:
    """The part of the programme on one page: days and hours, and how they are scaled."""

    first_day: int
    days: int
    first_hour: int
    last_hour: int
    frame: _Frame

    @property
    def pitch(self) -> float:
        """Width of a day with the gap after it."""
        return min(self.frame.days_width / self.days, _WIDEST_DAY)

    @property
    def per_hour(self) -> float:
        """Height of an hour."""
        span = max(self.last_hour - self.first_hour, 1)
        return self.frame.grid_height * min(_MOST_PER_HOUR, 1 / span)

    @property
    def bottom(self) -> float:
        """Where the last hour ends."""
        return _GRID_TOP + (self.last_hour - self.first_hour) * self.per_hour

    def x(self, day: float) -> float:
        """Left edge of a day of the visit, or a place within it."""
        return _FIRST_DAY + (day - self.first_day) * self.pitch

    def y(self, minute: float) -> float:
        """Height of a minute, kept within the grid."""
        hour = min(max(minute / 60, self.first_hour), self.last_hour)
        return _GRID_TOP + (hour - self.first_hour) * self.per_hour

    def shows(self, block: GlanceBlock) -> bool:
        """Whether any of a block is on this page."""
        in_days = self.first_day <= block.day < self.first_day + self.days
        end = max(block.end, block.start + 1)
        return in_days and end > self.first_hour * 60 and block.start < self.last_hour * 60


def glance(block: Glance, setting: Setting, width: float, previous: Block | None) -> list[Box]:
    """One page, or more where there are more days or hours than a page can show."""
    del previous
    reading = Reading(block)
    frame = _WALL if width > LANDSCAPE.text_width + 1 else _Frame(setting.paper.landscape)
    return [
        FullPage(frame.family, _painter(block, view, setting, reading, again=number > 0))
        for number, view in enumerate(_views(block, frame))
    ]


def _views(block: Glance, frame: _Frame) -> Iterator[_View]:
    count = max(len(block.days), 1)
    pages = -(-count // frame.most_days)
    each = -(-count // pages)
    first, last = hours([b.start for b in block.blocks], [b.end for b in block.blocks])
    cuts = [first, last]
    if (last - first) * _LEAST_PER_HOUR > frame.grid_height:
        cuts = [first, _quiet_hour(block, first, last, frame), last]
    for day in range(0, count, each):
        for begin, end in itertools.pairwise(cuts):
            yield _View(day, min(each, count - day), begin, end, frame)


def _quiet_hour(block: Glance, first: int, last: int, frame: _Frame) -> int:
    """The hour near the middle that cuts through the fewest blocks."""
    middle = (first + last) // 2
    most = int(frame.grid_height / _LEAST_PER_HOUR)
    candidates = range(max(first + 1, last - most), min(last - 1, first + most) + 1)

    def cost(hour: int) -> tuple[int, int]:
        cut = sum(b.start < hour * 60 < b.end for b in block.blocks)
        return cut, abs(hour - middle)

    return min(candidates, key=cost, default=middle)


def _painter(
    block: Glance, view: _View, setting: Setting, reading: Reading, *, again: bool
) -> Callable[[Pen], None]:
    frame = view.frame

    def paint(pen: Pen) -> None:
        with pen.scaled(frame.scale):
            _title(pen, block, frame, setting, again=again)
            _hours(pen, view, setting)
            _bands(pen, block, view, setting, reading)
            _days(pen, block, view, setting, reading)
            _stays(pen, block, view, setting, reading)
            _legend(pen, block, frame, setting, reading)

    return paint


def _title(pen: Pen, block: Glance, frame: _Frame, setting: Setting, *, again: bool) -> None:
    aside = setting.line(setting.head_left, st.FURNITURE, 110 * MM, RIGHT)
    title = setting.fitted(block.title, st.H2, 145 * MM, 9)
    top = 9.6 * MM
    below = top + title.baseline() - aside.baseline()
    (decoration(title) if again else tagged(title, "H1")).draw(pen, LEFT, top)
    with pen.marks.pagination(head=True):
        aside.draw(pen, frame.right - aside.width, below)


def _hours(pen: Pen, view: _View, setting: Setting) -> None:
    for hour in range(view.first_hour, view.last_hour + 1):
        y = view.y(hour * 60)
        pen.rule(28 * MM, y, view.frame.right, y, Ink.HOUR, 0.4)
        text = decoration(setting.line(f"{hour % 24:02d}", st.FURNITURE, 6 * MM, RIGHT))
        text.draw(pen, 20 * MM, y - text.height / 2)


def _day_head(pen: Pen, day: GlanceDay, left: float, width: float, setting: Setting) -> None:
    big = st.Style(st.Face.SERIF_SEMI, 19, 21, Ink.NAVY)
    pen.rule(left, 20.4 * MM + 0.5, left + width, 20.4 * MM + 0.5, Ink.NAVY, 1)
    number = setting.fitted(day.number, big, width * 0.4, 9)
    top = 20.4 * MM + 1 + 1 * MM
    number.draw(pen, left, top)
    beside = number.natural_width + 1.6 * MM
    small = st.Style(st.Face.SANS, 8.3, 13.4, Ink.MUTED)
    weekday = setting.line(strong(day.weekday), st.BODY, width - beside)
    line = top + number.baseline()
    weekday.draw(pen, left + beside, line - weekday.baseline())
    beside += weekday.natural_width + 2.4
    if width - beside > 8 * MM:
        title = setting.line(day.title, small, width - beside)
        title.draw(pen, left + beside, line - title.baseline())


def _bands(pen: Pen, block: Glance, view: _View, setting: Setting, reading: Reading) -> None:
    top, height = 31 * MM, 5.4 * MM
    style = st.Style(st.Face.SEMI, 8.3, 11, Ink.NAVY)
    shown = view.first_day, view.first_day + view.days
    for index, band in enumerate(block.bands):
        start, end = max(band.start, shown[0]), min(band.end, shown[1])
        if end <= start:
            continue
        left = view.x(start) + (1 * MM if start != int(start) else 0)
        right = view.x(end) - (_GAP if end == int(end) else 0)
        if right - left < 1:
            continue
        pen.rect(left, top, right - left, height, _BANDS[index % 2])
        text = setting.line(band.text, style, max(right - left - 4 * MM, 1))
        if right - left > 8 * MM:
            with reading.once(pen.marks, "city", index):
                text.draw(pen, left + 2 * MM, top + (height - text.height) / 2 - 0.4)


def _days(pen: Pen, block: Glance, view: _View, setting: Setting, reading: Reading) -> None:
    """Each day after the other, as it is read: its head, then what happens."""
    for index in range(view.first_day, min(view.first_day + view.days, len(block.days))):
        with reading.day(pen.marks, index):
            _day_head(pen, block.days[index], view.x(index), view.pitch - _GAP, setting)
        _day(pen, block, index, view, setting, reading)


def _day(
    pen: Pen, block: Glance, index: int, view: _View, setting: Setting, reading: Reading
) -> None:
    gap = 0.25 * MM
    shown = [b for b in block.blocks if b.day == index and view.shows(b)]
    shown.sort(key=lambda b: (b.start, b.lane))
    slots = [Slot(b, view.y(b.start) + gap, view.y(max(b.end, b.start)) - gap) for b in shown]
    laid = lay_out(slots, view.bottom)
    for slot in sorted(laid, key=lambda slot: (slot.block.start, slot.block.lane)):
        left = view.x(index) + slot.left * (view.pitch - _GAP)
        width = slot.width * (view.pitch - _GAP)
        if slot.left + slot.width < 1:
            width -= 0.9 * MM
        with reading.entry(pen.marks, index, slot.block):
            draw_block(pen, setting, slot.block, left, slot.top, width, slot.bottom - slot.top)
    for b in shown:
        if b.changed:
            x, y = view.x(index) - 1.4 * MM, view.y(b.start)
            pen.rect(x, y, 1.4, max(view.y(b.end) - y, 2), Ink.RUST)


def _stays(pen: Pen, block: Glance, view: _View, setting: Setting, reading: Reading) -> None:
    top = max(view.bottom + 1.2 * MM, view.frame.bottom - 25.8 * MM)
    style = st.Style(st.Face.SEMI, 8.3, 11, Ink.NAVY)
    for number, stay in enumerate(block.stays):
        first = max(stay.first_day, view.first_day)
        last = min(stay.first_day + stay.nights, view.first_day + view.days)
        if last <= first:
            continue
        left, width = view.x(first), (last - first) * view.pitch - _GAP
        pen.rect(left, top, width, 2.2, Ink.NAVY)
        text = setting.line((Symbol(Icon.NIGHT), Run(" "), Run(stay.text)), style, width)
        with reading.once(pen.marks, "hotel", number):
            text.draw(pen, left, top + 3.4)


def _legend(pen: Pen, block: Glance, frame: _Frame, setting: Setting, reading: Reading) -> None:
    """What the looks mean, for those who see them; the note is for all."""
    y = frame.bottom - 18.2 * MM
    x = _FIRST_DAY
    note = setting.text(block.note, st.CREDIT, 110 * MM, RIGHT, most=2)
    limit = frame.right - note.natural_width - 4 * MM
    for entry in block.legend:
        text = setting.line(entry.text, st.CREDIT, 60 * MM)
        sample = 4 + (5 if entry.key in _WIDE else 0)
        if x + sample + text.natural_width + 5 > limit:
            break
        _sample(pen, entry.key, x, y + 0.8)
        decoration(text).draw(pen, x + sample + 1.2 * MM, y)
        x += sample + text.natural_width + 7.2 * MM
    with reading.once(pen.marks, "note"):
        note.draw(pen, frame.right - note.width, y)


_WIDE: Final = frozenset({LegendKey.EVERYONE_TRAVELS, LegendKey.TENTATIVE})


def _sample(pen: Pen, key: LegendKey, x: float, y: float) -> None:
    height = 7.4
    match key:
        case LegendKey.EVERYONE_TRAVELS:
            pen.rect(x, y, 9, height, Ink.NAVY)
        case LegendKey.TENTATIVE:
            pen.frame(x, y, 9, height, Ink.RUST, 0.7, dash=(2.4, 1.6))
        case LegendKey.CHANGED:
            pen.rect(x, y, 1.4, height, Ink.RUST)
        case _:
            draw_bar(pen, x, y, height, Kind(key.value))
