"""Tables: head over a navy line, hairlines between rows, no other rules; the head is repeated."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from visitplanner.publishing.documents.model import (
    Align,
    Column,
    Heading,
    Role,
    Run,
    Table,
    TableRow,
    Text,
    plain,
)
from visitplanner.publishing.documents.pdf import styles as st
from visitplanner.publishing.documents.pdf.bars import draw_change
from visitplanner.publishing.documents.pdf.boxes import EPS, Box, Columns, Padded, Stack, spaced
from visitplanner.publishing.documents.pdf.marks import Mark
from visitplanner.publishing.documents.pdf.setting import CENTRE, LEFT, RIGHT, Setting
from visitplanner.publishing.documents.pdf.styles import MM, Ink
from visitplanner.publishing.documents.pdf.tagging import (
    COLUMN_HEAD,
    ROW_HEAD,
    decoration,
    nested,
    tagged,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from visitplanner.publishing.documents.model import Block
    from visitplanner.publishing.documents.pdf.pen import Pen

_GUTTER = 2 * MM
_APART = 4 * MM
"""Between figures at the right of their column and words at the left of the next."""
_SHIFT = {Align.LEFT: LEFT, Align.RIGHT: RIGHT, Align.CENTRE: CENTRE}
_KEPT_WITH_TOTALS = 2
_TIME = re.compile(r"\d\d?:\d\d.{0,9}")
_TALL = 7.5
"""Rows from so many millimetres are to be signed in; their words are as large as prose."""
_SIGNED = replace(st.PLACE, hyphens=True)


class TableBox(Box):
    """A head and rows; split between rows, or inside a row that is higher than the page."""

    shares = True

    def __init__(
        self,
        head: Box,
        rows: Sequence[Box],
        totals: Sequence[Box],
        marks: tuple[Mark, Mark] | None = None,
    ) -> None:
        """Take the rows; the totals stay together with the last two rows."""
        self.head, self.rows, self.totals = head, list(rows), list(totals)
        self.marks = marks or (Mark("Table"), Mark("TBody"))
        self.height = head.height + sum(row.height for row in (*self.rows, *self.totals))

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw head, rows, totals."""
        table, body = self.marks
        with pen.marks.element(table):
            self.head.draw(pen, x, y)
            y += self.head.height
            with pen.marks.element(body):
                for box in (*self.rows, *self.totals):
                    box.draw(pen, x, y)
                    y += box.height

    def least(self) -> float:
        """Head and two rows."""
        return self.head.height + sum(row.height for row in self.rows[:2])

    def split(self, room: float, *, force: bool) -> tuple[Box, Box] | None:
        """Cut between rows; the rest has the head again. Totals alone are cut like rows."""
        if force and self.totals and not self.rows:
            return TableBox(self.head, self.totals, (), self.marks).split(room, force=True)
        used, count = self.head.height, 0
        while count < len(self.rows) and used + self.rows[count].height <= room + EPS:
            used += self.rows[count].height
            count += 1
        if self.totals:
            most = len(self.rows) - _KEPT_WITH_TOTALS
            count = min(count, max(most, 1 if force else 0))
        if count:
            return self._first(self.rows[:count]), self._rest(self.rows[count:])
        if not force or not self.rows:
            return None
        parts = self.rows[0].split(room - self.head.height, force=True)
        if parts is None:
            return None
        return self._first([parts[0]]), self._rest([parts[1], *self.rows[1:]])

    def _first(self, rows: Sequence[Box]) -> TableBox:
        return TableBox(self.head, rows, (), self.marks)

    def _rest(self, rows: Sequence[Box]) -> TableBox:
        """The continuation; its head is there for the eye alone."""
        return TableBox(decoration(self.head), rows, self.totals, self.marks)


def table(block: Table, setting: Setting, width: float, previous: Block | None) -> Box:
    """A table."""
    words = [
        max(setting.longest_word(column.heading, st.TABLE_HEAD), _widest_time(block, at, setting))
        for at, column in enumerate(block.columns)
    ]
    widths = column_widths(block.columns, width, words)
    head = _head(block.columns, widths, setting, width)
    naming = _naming(block)
    rows = [_row(r, block, widths, setting, width, naming) for r in block.rows]
    if not rows and block.empty:
        empty = setting.text(block.empty, st.SECOND, width)
        span = {"O": "Table", "ColSpan": len(block.columns)}
        cell = tagged(empty, "TD", attributes=span)
        rows.append(tagged(Padded(cell, top=3.4, bottom=3.6), "TR"))
    totals = [_total(r, block, widths, setting, width, naming) for r in block.totals]
    summary = {"O": "Table", "Summary": block.summary} if block.summary else None
    box = TableBox(head, rows, totals, (Mark("Table", attributes=summary), Mark("TBody")))
    return spaced(box, (2 if isinstance(previous, Heading) else 4) * MM)


def _widest_time(block: Table, at: int, setting: Setting) -> float:
    """Width of the widest time in a column; 0 where it has none. A time is never broken."""
    if block.columns[at].width is None:
        return 0.0
    texts = {plain(row.cells[at]) for row in block.rows if at < len(row.cells)}
    times = (text for text in sorted(texts) if _TIME.fullmatch(text))
    widths = (setting.longest_word((Run(text, Role.STRONG),), st.CELL) for text in times)
    return max(widths, default=0.0)


def column_widths(columns: Sequence[Column], width: float, words: Sequence[float]) -> list[float]:
    """Widths in points, gutter included; they fill the width and are never too much for it.

    A column is never narrower than the longest word of its heading or its widest time (`words`, in
    points), as long as there is room at all.
    """
    fixed = [
        max(column.width * MM, min(word + gutter, 30 * MM)) if column.width is not None else 0.0
        for column, word, gutter in zip(columns, words, _gutters(columns), strict=True)
    ]
    shares = [max(c.share, 0.01) if c.width is None else 0.0 for c in columns]
    free, total = width - sum(fixed), sum(shares)
    if not total:
        scale = width / max(sum(fixed), 1.0)
        return [w * min(scale, 1.0) for w in fixed]
    least = 14 * MM * len([s for s in shares if s])
    if free < least:
        squeeze = max(width - least, 0) / max(sum(fixed), 1.0)
        fixed = [w * squeeze for w in fixed]
        free = width - sum(fixed)
    return [w or free * share / total for w, share in zip(fixed, shares, strict=True)]


def _cells(
    cells: Sequence[Text],
    columns: Sequence[Column],
    widths: Sequence[float],
    setting: Setting,
    style: st.Style,
    *,
    strong: bool,
    head: bool = False,
    naming: int = -1,
) -> Columns:
    boxes: list[tuple[float, Box]] = []
    x = 0.0
    last, gutters = len(columns) - 1, _gutters(columns)
    for index, (column, width) in enumerate(zip(columns, widths, strict=True)):
        text: Text = cells[index] if index < len(cells) else ""
        if (column.strong or strong) and isinstance(text, str):
            text = (Run(text, Role.STRONG),)
        gutter = 0.0 if index == last else gutters[index]
        left = x + (4 if column.signing else 0)
        shift = _SHIFT[column.align]
        box = setting.text(text, style, width - gutter, shift, most=4 if head else 0)
        if head and text:
            boxes.append((left, tagged(box, "TH", attributes=COLUMN_HEAD)))
        elif index == naming and plain(text):
            boxes.append((left, tagged(box, "TH", attributes=ROW_HEAD)))
        else:
            boxes.append((left, tagged(box, "TD")))
        x += width
    return Columns(boxes)


def _gutters(columns: Sequence[Column]) -> list[float]:
    """The white space at the right of each column but the last, which has the usual one."""
    return [*map(_gutter, columns, columns[1:]), _GUTTER][: len(columns)]


def _gutter(column: Column, following: Column) -> float:
    """The white space between a column and the next."""
    meet = column.align is Align.RIGHT and following.align is Align.LEFT
    return _APART if meet and not (column.signing or following.signing) else _GUTTER


def _naming(block: Table) -> int:
    """The column that names the rows, or -1 where none has words.

    It is the first one with words; but a strong one that follows on columns without a heading,
    such as the part that somebody plays, names them better. Numbers, boxes to tick and columns to
    sign in name nothing.
    """
    worded = [
        index
        for index, column in enumerate(block.columns)
        if not column.signing and _has_words(block.rows, index)
    ]
    for index in worded:
        if block.columns[index].strong:
            return index
        if block.columns[index].heading:
            break
    return worded[0] if worded else -1


def _has_words(rows: Sequence[TableRow], index: int) -> bool:
    texts = (plain(row.cells[index]) for row in rows if index < len(row.cells))
    return any(any(map(str.isalpha, text)) for text in texts)


def _head(
    columns: Sequence[Column], widths: Sequence[float], setting: Setting, width: float
) -> Box:
    cells = _cells(
        [column.heading for column in columns],
        columns,
        widths,
        setting,
        st.TABLE_HEAD,
        strong=False,
        head=True,
    )
    drops: list[tuple[float, Box]] = [
        (x, Padded(box, top=cells.height - box.height)) for x, box in cells.columns
    ]

    def paint(pen: Pen, x: float, y: float, height: float) -> None:
        pen.rule(x, y + height - 0.5, x + width, y + height - 0.5, Ink.NAVY, 1)

    return nested(Padded(Columns(drops), bottom=3.4, paint=paint), "TR", "THead")


def _row(
    row: TableRow,
    block: Table,
    widths: Sequence[float],
    setting: Setting,
    width: float,
    naming: int,
) -> Box:
    least = block.row_height * MM
    style = _SIGNED if block.row_height >= _TALL else st.CELL
    cells = _cells(row.cells, block.columns, widths, setting, style, strong=False, naming=naming)
    above, below = 3.4 * setting.air, 4.1 * setting.air
    if block.row_height >= _TALL:
        # Where one signs, words stand in the middle of their row.
        above, below = 1.5, 1.8
        cells = _centred(cells)
        above = max((least - cells.height - 0.7) / 2, above)
    elif least:
        above = max((least - style.leading - 0.7) / 2, above)
    # The mark is for the eye; a cell says what has changed.
    label = decoration(setting.line(row.changed, st.CHANGE, 9 * MM)) if row.changed else None

    def paint(pen: Pen, x: float, y: float, height: float) -> None:
        pen.rule(x, y + height - 0.25, x + width, y + height - 0.25)
        _signing_rules(pen, x, y, height, block.columns, widths)
        if label:
            draw_change(pen, x, y, height, None)
            label.draw(pen, x - 9.6 * MM, y + 4.6)

    return tagged(Padded(cells, top=above, bottom=below, paint=paint, least=least), "TR")


def _centred(cells: Columns) -> Columns:
    return Columns([(x, Padded(b, top=(cells.height - b.height) / 2)) for x, b in cells.columns])


def _signing_rules(
    pen: Pen,
    x: float,
    y: float,
    height: float,
    columns: Sequence[Column],
    widths: Sequence[float],
) -> None:
    for column, width in zip(columns, widths, strict=True):
        if column.signing:
            pen.rule(x, y, x, y + height)
            pen.rule(x + width, y, x + width, y + height)
        x += width


def _total(
    row: TableRow,
    block: Table,
    widths: Sequence[float],
    setting: Setting,
    width: float,
    naming: int,
) -> Box:
    style = replace(st.CELL, colour=Ink.NAVY, strong=Ink.NAVY)
    cells = _cells(row.cells, block.columns, widths, setting, style, strong=True, naming=naming)

    def paint(pen: Pen, x: float, y: float, height: float) -> None:
        del height
        pen.rule(x, y, x + width, y, Ink.NAVY, 1)

    return tagged(Padded(Stack([cells]), top=3.9, bottom=3.6, paint=paint), "TR")
