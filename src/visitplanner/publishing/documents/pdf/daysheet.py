"""The day sheet: a navy head from edge to edge, large times, the numbers to call at the foot.

A sheet is set as roomily as its day allows: what matters less is dropped before the type gets
smaller, and only a day that is still too full goes on on a second page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from visitplanner.publishing.documents.model import Notes, Run
from visitplanner.publishing.documents.pdf import flow
from visitplanner.publishing.documents.pdf import styles as st
from visitplanner.publishing.documents.pdf.boxes import Box, Columns, Padded, Stack
from visitplanner.publishing.documents.pdf.dayrows import (
    DENSITIES,
    ROOMY,
    Density,
    alert_box,
    row_boxes,
)
from visitplanner.publishing.documents.pdf.fullpage import FullPage
from visitplanner.publishing.documents.pdf.setting import RIGHT, Setting, strong
from visitplanner.publishing.documents.pdf.styles import LEFT, MM, SHEET, TEXT_WIDTH, Face, Ink
from visitplanner.publishing.documents.pdf.tagging import tagged

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from visitplanner.publishing.documents.model import Block, DayCall, DaySheet
    from visitplanner.publishing.documents.pdf.boxes import TextBox
    from visitplanner.publishing.documents.pdf.pen import Pen

_HEAD: Final = 33 * MM
_EDGE: Final = 3.0
"""The rule in place of a field of colour, in points."""
_TOP: Final = 36 * MM
_BOTTOM: Final = SHEET.height - 19 * MM
_MANY_ROWS: Final = 9
"""A day with more rows is set smaller from the start."""
_FEW_ROWS: Final = 4
"""A day with no more is set larger."""
_FREE: Final = 70 * MM
"""Under so much free space nothing is added to a day."""
_ABOVE_NOTES: Final = 9 * MM
_ASIDE: Final = 48 * MM
_CALLS: Final = (34 * MM, 66 * MM, 72 * MM)
"""How wide the numbers stand."""
_NUMBER: Final = st.Style(Face.SERIF_SEMI, 46, 51, Ink.WHITE)
_WEEKDAY: Final = st.Style(Face.SERIF_SEMI, 19, 23, Ink.WHITE)
_LINE: Final = st.Style(Face.SANS, 10.6, 14, Ink.ON_NAVY)
_NOTE: Final = st.Style(Face.SANS, 9, 12.4, Ink.ON_NAVY)
_TOMORROW: Final = st.Style(Face.SANS, 12.6, 17, strong=Ink.NAVY)
_NEXT: Final = st.Style(Face.SANS, 12.6, 17)
_CALL: Final = st.Style(Face.SERIF_SEMI, 19, 22, Ink.NAVY)


def day_sheet(block: DaySheet, setting: Setting, width: float, previous: Block | None) -> list[Box]:
    """One page, or as many as a crowded day takes."""
    del width, previous
    foot = Stack([_calls(block.calls, setting)])
    tomorrow = _tomorrow(block, setting)
    pages = _pages(block, setting, _BOTTOM - foot.height - _TOP, tomorrow.height)
    last = len(pages) - 1
    return [
        FullPage(SHEET, _painter(block, setting, rows, foot, tomorrow if i == last else Stack([])))
        for i, rows in enumerate(pages)
    ]


def _pages(block: DaySheet, setting: Setting, room: float, tomorrow: float) -> list[Stack]:
    """The rows of each page, at the first density at which they need no further page."""
    roomy = ROOMY if 0 < len(block.rows) <= _FEW_ROWS else ()
    for density in (*roomy, *DENSITIES):
        if density.scale == 1 and len(block.rows) > _MANY_ROWS:
            continue
        rows = Stack(_rows(block, setting, density))
        if rows.height <= room - tomorrow:
            return [rows]
    small = [density for density in DENSITIES if density.scale < 1]
    broken = (_broken(_rows(block, setting, density), room, tomorrow) for density in small)
    return min(broken, key=len)  # the roomiest of those that take the fewest pages


def _rows(block: DaySheet, setting: Setting, density: Density) -> list[Box]:
    boxes: list[Box] = [alert_box(alert, setting, density) for alert in block.alerts]
    if not block.rows and block.empty:
        boxes.append(Padded(setting.text(block.empty, _NEXT, TEXT_WIDTH), top=5 * MM))
    for index, row in enumerate(block.rows):
        before = block.rows[index - 1] if index else None
        boxes += row_boxes(row, before, setting, density)
    return boxes


def _broken(boxes: Sequence[Box], room: float, tomorrow: float) -> list[Stack]:
    """Rows on pages of about one height; the last one also has the lines about tomorrow."""
    total = sum(box.height for box in boxes) + tomorrow
    count = max(int(-(-total // room)), 2)
    aim = min(total / count * 1.04, room)
    pages: list[list[Box]] = [[]]
    used = 0.0
    for index, box in enumerate(boxes):
        rest = sum(other.height for other in boxes[index:]) + tomorrow
        over = used + box.height > aim if rest > room - used else False
        if pages[-1] and (over or used + box.height > room):
            pages.append([])
            used = 0.0
        pages[-1].append(box)
        used += box.height
    if used + tomorrow > room and len(pages[-1]) > 1:
        pages.append([pages[-1].pop()])
    return [Stack(page) for page in pages]


def _painter(
    block: DaySheet, setting: Setting, rows: Stack, foot: Stack, tomorrow: Box
) -> Callable[[Pen], None]:
    def paint(pen: Pen) -> None:
        _head(pen, block, setting)
        rows.draw(pen, LEFT, _TOP)
        top = _BOTTOM - foot.height
        _notes(pen, block, setting, _TOP + rows.height, top - tomorrow.height)
        tomorrow.draw(pen, LEFT, top - tomorrow.height)
        foot.draw(pen, LEFT, top)

    return paint


def _notes(pen: Pen, block: DaySheet, setting: Setting, top: float, foot: float) -> None:
    """Lines to write on, where a short day leaves much of its page free."""
    if not block.notes or foot - top < _FREE:
        return
    fill = flow.notes(Notes(block.notes), setting, TEXT_WIDTH, None)
    lines = fill.filled(foot - top - 2 * _ABOVE_NOTES) if isinstance(fill, flow.Fill) else None
    if lines:
        lines.draw(pen, LEFT, top + _ABOVE_NOTES)


def _head(pen: Pen, block: DaySheet, setting: Setting) -> None:
    if setting.paper.economy:
        pen.rect(0, _HEAD - _EDGE, SHEET.width, _EDGE, Ink.NAVY)
    with pen.inverted(when=setting.paper.economy):
        _head_field(pen, block, setting)


def _head_field(pen: Pen, block: DaySheet, setting: Setting) -> None:
    if not setting.paper.economy:
        pen.rect(0, 0, SHEET.width, _HEAD, Ink.NAVY)
    number = setting.fitted(block.number, _NUMBER, 40 * MM, 19)
    left = number.natural_width + 5 * MM if number.lines else 0.0
    aside = Stack(
        [setting.fitted(line, _NOTE, _ASIDE, 7.4, shift=RIGHT) for line in block.aside if line]
    )
    measure = TEXT_WIDTH - left - (_ASIDE if aside.boxes else 0)
    words = Stack(
        [
            setting.fitted(block.weekday, _WEEKDAY, measure, 12),
            setting.fitted(block.line, _LINE, measure, 8.3, most=2),
        ]
    )
    middle = 18 * MM
    number.draw(pen, LEFT, middle - number.height / 2 - 0.6)
    tagged(words, "H1").draw(pen, LEFT + left, middle - words.height / 2)
    aside.draw(pen, LEFT + TEXT_WIDTH - _ASIDE, middle + 9 * MM - aside.height)


def _tomorrow(block: DaySheet, setting: Setting) -> Box:
    """How tomorrow begins, just above the numbers."""
    if not block.tomorrow:
        return Stack([])
    title = setting.text(strong(block.tomorrow), _TOMORROW, TEXT_WIDTH, most=1)
    text = setting.text(block.next_day, _NEXT, TEXT_WIDTH, most=3)
    return Padded(Stack([title, text]), top=3 * MM, bottom=7 * MM)


# --- the numbers at the foot --------------------------------------------------------------------


def _calls(calls: Sequence[DayCall], setting: Setting) -> Box:
    """The numbers side by side, between a navy rule and a hairline."""
    columns: list[tuple[float, Box]] = []
    left = 0.0
    for call, width in zip(calls, _CALLS, strict=False):
        style = _CALL if width is not _CALLS[-1] else _CALL.sized(14)
        columns.append((left, _call(call, setting, width - 3 * MM, style)))
        left += width
    if not columns:
        return Stack([])

    def paint(pen: Pen, x: float, y: float, height: float) -> None:
        pen.rect(x, y, TEXT_WIDTH, 2.2, Ink.NAVY)
        pen.rule(x, y + height, x + TEXT_WIDTH, y + height)

    return Padded(Columns(columns), top=2.2 + 2.6 * MM, bottom=2.8 * MM, paint=paint)


def _call(call: DayCall, setting: Setting, width: float, style: st.Style) -> Stack:
    ink = Ink.RUST if call.urgent else Ink.NAVY
    number = setting.fitted((Run(call.number, target=call.target),), style.inked(ink), width, 9)
    return Stack([setting.fitted(call.label, st.SECOND, width, 7.4), _on_line(number)])


def _on_line(number: TextBox) -> Box:
    """A number as high as the largest, so that all stand on one line."""
    drop = (_CALL.leading - number.style.leading) / 2
    return Padded(number, top=max(drop, 0), least=_CALL.leading)
