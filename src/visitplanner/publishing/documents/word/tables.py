"""Tables: lists with a head that is repeated, and layouts without lines."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from visitplanner.publishing.documents import model as m
from visitplanner.publishing.documents.plainer import Shade
from visitplanner.publishing.documents.word.styles import LINE, RUST, TABLE, WARM, WHITE, Palette
from visitplanner.publishing.documents.word.xml import Element, clean, el, mm

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from visitplanner.publishing.documents.word.text import Writer

_LEAST: Final = 6.0
"""Millimetres that a column has at least."""
_PLACES: Final = {m.Align.RIGHT: "right", m.Align.CENTRE: "center"}
_LETTER: Final = 128
"""What a letter or a figure takes at most, on average, in twentieths of a point."""
_MARGINS: Final = 240
_LONGEST_WORD: Final = 14
"""Letters; longer words may be parted."""
_MOST_TOGETHER: Final = 700
"""Letters up to which a row is kept on one page."""


def grid(
    widths: Sequence[int],
    rows: Iterable[Element],
    *,
    style: str = "",
    alt: str = "",
    headed: bool = False,
) -> Element:
    """A table of fixed widths in twentieths of a point."""
    look = el(
        "tblPr",
        el("tblStyle", val=style) if style else None,
        el("tblW", w=sum(widths), type="dxa"),
        el("tblLayout", type="fixed"),
        el("tblLook", val="0420" if headed else "0400", firstRow=int(headed), noVBand=1)
        if style
        else None,
        el("tblDescription", val=clean(alt)[:500]) if alt else None,
    )
    columns = el("tblGrid", *(el("gridCol", w=width) for width in widths))
    return el("tbl", look, columns, *rows)


def cell(width: int, content: Iterable[Element], *looks: Element) -> Element:
    """A cell; it ends with a paragraph, as it must."""
    inside = list(content)
    if not inside or inside[-1].tag.endswith("}tbl"):
        inside.append(el("p", el("pPr", el("pStyle", val="Gap"))))
    return el("tc", el("tcPr", el("tcW", w=width, type="dxa"), *looks), *inside)


def row(
    cells: Iterable[Element], *, height: int = 0, head: bool = False, split: bool = False
) -> Element:
    """A row; `height` is its least height."""
    look = el(
        "trPr",
        None if split else el("cantSplit"),
        el("trHeight", val=height, hRule="atLeast") if height else None,
        el("tblHeader") if head else None,
    )
    return el("tr", look if len(look) else None, *cells)


def shading(shade: Shade, colours: Palette) -> list[Element]:
    """Edges and ground of a cell."""
    navy = colours.accent
    fills = {Shade.PALE: colours.pale, Shade.STRONG: colours.field, Shade.WARM: WARM}
    edges = {
        Shade.WARM: ("single", 24, RUST, ("left",)),
        Shade.EDGED: ("single", 18, navy, ("left",)),
        Shade.DASHED: ("dashed", 8, navy, ("top", "left", "bottom", "right")),
    }
    if shade is Shade.STRONG and colours.field == WHITE:
        edges[shade] = ("single", 12, navy, ("top", "left", "bottom", "right"))
    found = []
    if shade in edges:
        kind, size, colour, sides = edges[shade]
        lines = (el(side, val=kind, sz=size, space=0, color=colour) for side in sides)
        found.append(el("tcBorders", *lines))
    if shade in fills:
        found.append(el("shd", val="clear", color="auto", fill=fills[shade]))
    if shade is not Shade.NONE:
        found.append(padding(130, 70))
    return found


def padding(side: int, above: int) -> Element:
    """The space inside a cell."""
    return el(
        "tcMar",
        el("top", w=above, type="dxa"),
        el("left", w=side, type="dxa"),
        el("bottom", w=above, type="dxa"),
        el("right", w=side, type="dxa"),
    )


# --- lists --------------------------------------------------------------------------------------


def table(block: m.Table, writer: Writer, width: int) -> list[Element]:
    """A list. Columns that hold nothing but page numbers are left out: a link says more."""
    shown = [n for n, _ in enumerate(block.columns) if not _only_pages(block, n)]
    columns = [block.columns[n] for n in shown]
    widths = _widened(_widths(columns, width), [_longest(block, n) for n in shown], width)
    body = list(_rows(block, shown, writer, widths))
    if not block.rows and block.empty:
        body.append(row([_empty(block.empty, writer, widths)]))
    headed = any(column.heading for column in columns)
    if headed:
        heads = (
            cell(size, [writer.paragraph(c.heading, "Table Heading", align=c.align)], _bottom())
            for c, size in zip(columns, widths, strict=True)
        )
        body.insert(0, row(heads, head=True))
    return [grid(widths, body, style=TABLE, alt=block.summary, headed=headed)] if body else []


def _bottom() -> Element:
    return el("vAlign", val="bottom")


def _empty(text: str, writer: Writer, widths: Sequence[int]) -> Element:
    made = cell(sum(widths), [writer.paragraph(text, "Muted Text")])
    made[0].insert(1, el("gridSpan", val=len(widths)))
    return made


def _only_pages(block: m.Table, number: int) -> bool:
    cells = [row.cells[number] for row in block.rows if number < len(row.cells)]
    return bool(cells) and all(
        not isinstance(text, str) and len(text) == 1 and isinstance(text[0], m.PageRef)
        for text in cells
    )


def _rows(
    block: m.Table, shown: Sequence[int], writer: Writer, widths: Sequence[int]
) -> Iterable[Element]:
    height = mm(block.row_height)
    for number, one in enumerate((*block.rows, *block.totals)):
        total = number >= len(block.rows)
        first_total = number == len(block.rows)
        cells = []
        for place, (n, size) in enumerate(zip(shown, widths, strict=True)):
            text = one.cells[n] if n < len(one.cells) else ""
            if place == 0 and one.changed:
                text = (*_runs(text), m.Run(f" {one.changed}", m.Role.SMALL))
            column = block.columns[n]
            looks = _cell_looks(column, heavy=first_total)
            cells.append(cell(size, _cell_text(text, column, writer, strong=total), *looks))
        letters = sum(len(m.plain(text)) for text in one.cells)
        yield row(cells, height=0 if total else height, split=letters > _MOST_TOGETHER)


def _runs(text: m.Text) -> tuple[m.Inline, ...]:
    return (m.Run(text),) if isinstance(text, str) else text


def _cell_text(text: m.Text, column: m.Column, writer: Writer, *, strong: bool) -> list[Element]:
    """The lines of a cell, each a paragraph."""
    if (column.strong or strong) and isinstance(text, str) and text:
        text = (m.Run(text, m.Role.STRONG),)
    return [
        writer.paragraph(line, "Table Text", align=column.align) for line in _lines(_runs(text))
    ]


def _lines(text: tuple[m.Inline, ...]) -> Iterator[m.Text]:
    """A text line by line."""
    line: list[m.Inline] = []
    for piece in text:
        if not isinstance(piece, m.Run):
            line.append(piece)
            continue
        first, *others = piece.text.split("\n")
        line.append(replace(piece, text=first))
        for other in others:
            yield tuple(line)
            line = [replace(piece, text=other)]
    yield tuple(line)


def _cell_looks(column: m.Column, *, heavy: bool) -> list[Element]:
    lines = []
    if heavy:
        lines.append(el("top", val="single", sz=10, space=0, color="auto"))
    if column.signing:
        lines += [el(side, val="single", sz=4, space=0, color=LINE) for side in ("left", "right")]
    return [el("tcBorders", *lines)] if lines else []


def _longest(block: m.Table, number: int) -> int:
    """The room that the longest word of a column takes, in twentieths of a point."""
    heading = block.columns[number].heading
    texts = [heading, *(m.plain(r.cells[number]) for r in block.rows if number < len(r.cells))]
    letters = max((len(word) for text in texts for word in text.split()), default=0)
    return min(letters, _LONGEST_WORD) * _LETTER + _MARGINS


def _widened(widths: list[int], least: list[int], width: int) -> list[int]:
    """Columns that would break their words, a time above all, take room from those with more."""
    lacking = sum(max(want - size, 0) for size, want in zip(widths, least, strict=True))
    spare = sum(max(size - want, 0) for size, want in zip(widths, least, strict=True))
    free = max(width - sum(widths), 0)
    share = max(lacking - free, 0) / spare if spare else 0.0
    if not lacking or share > 1:
        return widths
    return [
        want if size < want else size - round((size - want) * share)
        for size, want in zip(widths, least, strict=True)
    ]


def _widths(columns: Sequence[m.Column], width: int) -> list[int]:
    """The width of each column; those that say theirs keep it as far as all have room."""
    fixed = sum(mm(c.width) for c in columns if c.width is not None)
    shares = sum(c.share for c in columns if c.width is None)
    left = max(width - fixed, round(shares * mm(_LEAST)) + (width // 4 if shares else 0))
    wanted = [
        mm(c.width) if c.width is not None else left * c.share / (shares or 1) for c in columns
    ]
    scale = width / sum(wanted) if sum(wanted) else 1
    scale = scale if shares or scale < 1 else 1.0
    return [max(1, round(want * scale)) for want in wanted]
