"""Writes a document as plain text: 72 columns, times in a column of their own, for mails.

What is typed stays text; nothing in it is folded away, and no line of the house is longer than 72
letters (RFC 3676, 4.2 asks for at most 78). A single word that is longer stays whole.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any, Final

from visitplanner.publishing.documents import model as m
from visitplanner.publishing.documents import plainer as p
from visitplanner.publishing.documents.plainer import Style

WIDTH: Final = 72
_TIME: Final = 9
"""Letters of the column of times."""
_NARROWEST: Final = 6
_BETWEEN: Final = 2
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_BREAKS: Final = re.compile("\r\n|[\r\x85\u2028\u2029]")
_SIGNS: Final = {m.Sign.NIGHT: "x", m.Sign.TICK_BOX: "[ ]"}
_UNDERLINES: Final = {1: "=", 2: "-"}


def render_text(document: m.Document) -> str:
    """A document as plain text; each line ends with a line feed."""
    titles = {part.key: part.title for part in document.parts if part.key}
    writer = _Writer(titles, [part for part in document.parts if part.in_contents and part.title])
    lines: list[str] = []
    for part in document.parts:
        lines += ["", *writer.blocks(p.plainer(part, document.words), WIDTH)]
    foot = document.furniture
    about = (foot.foot_left, foot.replaces, foot.foot_centre)
    said = [line for text in about if text for line in _wrapped(_clean(text), WIDTH)]
    if said:
        lines += ["", "-- ", *said]
    return _tidy(lines)


def _tidy(lines: Iterable[str]) -> str:
    """The lines without white at their ends, and never two empty ones together."""
    kept: list[str] = []
    for line in lines:
        bare = line if line == "-- " else line.rstrip()
        if bare or (kept and kept[-1]):
            kept.append(bare)
    while kept and not kept[-1]:
        kept.pop()
    return "\n".join(kept) + "\n" if kept else ""


class _Writer:
    """Writes plain blocks as lines."""

    def __init__(self, titles: Mapping[str, str], parts: Sequence[m.Part]) -> None:
        self._titles = titles
        self._parts = parts
        self._write: dict[type, Callable[[Any, int], Iterable[str]]] = {
            p.Columns: self._columns,
            p.Entry: self._entry,
            p.Image: self._image,
            p.Line: self._line,
            p.Lines: self._space,
            p.Panel: self._panel,
            p.WriteLines: self._write_lines,
            m.Bullets: self._bullets,
            m.Callout: self._callout,
            m.Contents: self._contents,
            m.Heading: self._heading,
            m.PageBreak: self._space,
            m.Pairs: self._pairs,
            m.Signatures: self._signatures,
            m.Table: self._table,
        }

    def blocks(self, blocks: Iterable[p.Basic], width: int) -> list[str]:
        """The lines of blocks, each no longer than `width`."""
        return [line for block in blocks for line in self._write[type(block)](block, width)]

    def words(self, text: m.Text) -> str:
        """A text without its looks; a page is named by what stands on it."""
        if isinstance(text, str):
            return _clean(text)
        found = []
        for piece in text:
            if isinstance(piece, m.Run):
                number = f"({piece.text})" if piece.role is m.Role.MAP_NUMBER else piece.text
                found.append(number)
            elif isinstance(piece, m.PageRef):
                found.append(f"“{self._titles.get(piece.key, '')}”")
            elif isinstance(piece.sign, m.Sign):
                found.append(_SIGNS[piece.sign])
        return _clean("".join(found))

    # --- text

    def _line(self, line: p.Line, width: int) -> Iterator[str]:
        words = self.words(line.text)
        if line.style in (Style.TITLE, Style.FIGURE) and width == WIDTH:
            words = words.upper() if line.style is Style.TITLE else words
        yield from _wrapped(words, width)

    def _heading(self, block: m.Heading, width: int) -> Iterator[str]:
        yield ""
        yield from _wrapped(_clean(block.kicker), width) if block.kicker else ()
        aside = f" ({block.aside})" if block.aside else ""
        lines = list(_wrapped(_clean(block.text) + _clean(aside), width))
        yield from lines
        if mark := _UNDERLINES.get(block.level):
            yield mark * max(map(_length, lines), default=0)
        yield ""

    def _bullets(self, block: m.Bullets, width: int) -> Iterator[str]:
        for number, item in enumerate(block.items, 1):
            mark = f"{number}. " if block.numbered else "- "
            yield from _hanging(mark, self.words(item), width)

    def _callout(self, block: m.Callout, width: int) -> Iterator[str]:
        text = self.words(block.text)
        space = "" if text[:1] in ("", " ", ",", ":", ".") else " "
        mark = "! " if block.must_know else "> "
        yield from _hanging(mark, f"{_clean(block.word)}{space}{text}", width)

    def _contents(self, block: m.Contents, width: int) -> Iterator[str]:
        del block
        for part in self._parts:
            detail = f" – {part.detail}" if part.detail else ""
            yield from _hanging("  " * part.level, _clean(part.title + detail), width)

    def _space(self, block: object, width: int) -> Iterator[str]:
        del block, width
        yield ""

    def _write_lines(self, block: p.WriteLines, width: int) -> Iterator[str]:
        """One line stands for all: a mail has room enough."""
        yield "_" * width if block.count else ""

    def _image(self, block: p.Image, width: int) -> Iterator[str]:
        yield from _wrapped(_clean(block.alt), width) if block.picture and block.alt else ()

    # --- side by side

    def _columns(self, block: p.Columns, width: int) -> Iterator[str]:
        for cell in block.cells:
            yield from self.blocks(cell, width)
        yield ""

    def _panel(self, block: p.Panel, width: int) -> Iterator[str]:
        yield from self.blocks(block.body, width)
        yield ""

    def _pairs(self, block: m.Pairs, width: int) -> Iterator[str]:
        labels = [_clean(pair.label) for pair in block.pairs]
        column = min(max(map(_length, labels), default=0) + _BETWEEN, width // 3)
        for label, pair in zip(labels, block.pairs, strict=True):
            if _length(label) + _BETWEEN > column:
                yield from _wrapped(label, width)
                yield from _hanging(" " * column, self.words(pair.text), width)
            else:
                yield from _hanging(_padded(label, column), self.words(pair.text), width)
        yield ""

    def _entry(self, entry: p.Entry, width: int) -> Iterator[str]:
        """The time and what is under it on the left, what happens on the right."""
        body = self.blocks(entry.body, width - _TIME)
        left = [*_wrapped(self.words(entry.time), _TIME - 1)] or [""]
        for note in entry.notes:
            left += _wrapped(self.words(note.text), _TIME - 1)
        for one, other in zip_longest(left, body, fillvalue=""):
            yield _padded(one, _TIME) + other
        yield ""

    def _signatures(self, block: m.Signatures, width: int) -> Iterator[str]:
        for label in block.labels:
            yield from ("", "_" * min(width, 36), *_wrapped(_clean(label), width))
        yield ""

    # --- tables

    def _table(self, table: m.Table, width: int) -> Iterator[str]:
        """Columns as wide as their words; where these are too many, a line for each cell."""
        heads = [_clean(column.heading) for column in table.columns]
        rows = [self._cells(row, table) for row in (*table.rows, *table.totals)]
        yield ""
        if not rows:
            yield from _wrapped(_clean(table.empty), width) if table.empty else ()
            return
        widths = _fitting([heads, *rows], width)
        if widths is None:
            yield from self._labelled(heads, rows, width)
            return
        if any(heads):
            yield from _aligned(heads, widths, table.columns)
            yield "  ".join("-" * size for size in widths)
        for number, row in enumerate(rows):
            if number == len(table.rows):
                yield "  ".join("-" * size for size in widths)
            yield from _aligned(row, widths, table.columns)
        yield ""

    def _cells(self, row: m.TableRow, table: m.Table) -> list[str]:
        cells = [self.words(cell) for cell in row.cells]
        if row.changed and cells:
            cells[0] = f"{cells[0]} {_clean(row.changed)}"
        return cells + [""] * (len(table.columns) - len(cells))

    def _labelled(
        self, heads: Sequence[str], rows: Iterable[Sequence[str]], width: int
    ) -> Iterator[str]:
        for row in rows:
            for head, cell in zip(heads, row, strict=True):
                if cell and "\n" in cell:
                    yield from _wrapped(head.replace("\n", ", "), width)
                    for line in cell.split("\n"):
                        yield from _hanging("  ", line, width)
                elif cell:
                    label = head.replace("\n", ", ")
                    yield from _hanging("", f"{label}: {cell}" if label else cell, width)
            yield ""


def _fitting(rows: Sequence[Sequence[str]], width: int) -> list[int] | None:
    """The width of each column; the widest give way; None if they cannot stand side by side."""
    columns = list(zip(*rows, strict=True))
    wanted = [
        max((_length(line) for cell in column for line in cell.split("\n")), default=0)
        for column in columns
    ]
    room = width - _BETWEEN * (len(wanted) - 1)
    if room < _NARROWEST * len(wanted):
        return None
    least = [
        min(size, max(_longest_word(column), 1))
        for size, column in zip(wanted, columns, strict=True)
    ]
    if sum(least) > room:
        return None
    while sum(wanted) > room:
        free = [n for n, size in enumerate(wanted) if size > least[n]]
        widest = max(free, key=lambda n: wanted[n])
        wanted[widest] = max(least[widest], wanted[widest] - max(1, (sum(wanted) - room) // 4))
    return [max(size, 1) for size in wanted]


def _longest_word(cells: Iterable[str]) -> int:
    return max((_length(word) for cell in cells for word in cell.split()), default=0)


def _aligned(
    row: Sequence[str], widths: Sequence[int], columns: Sequence[m.Column]
) -> Iterator[str]:
    cells = [list(_wrapped(cell, size)) for cell, size in zip(row, widths, strict=True)]
    for lines in zip_longest(*cells, fillvalue=""):
        yield "  ".join(
            _padded(line, size, column.align)
            for line, size, column in zip(lines, widths, columns, strict=True)
        )


# --- letters ------------------------------------------------------------------------------------


def _clean(text: str) -> str:
    """A text without control characters; a tab is a space."""
    return _CONTROL.sub("", _BREAKS.sub("\n", text)).replace("\t", " ")


def _length(text: str) -> int:
    """How many columns a text takes: letters of East Asia two, accents on their own none."""
    return sum(
        0
        if unicodedata.combining(letter)
        else 2
        if unicodedata.east_asian_width(letter) in "WF"
        else 1
        for letter in text
    )


def _padded(text: str, width: int, align: m.Align = m.Align.LEFT) -> str:
    room = " " * max(width - _length(text), 0)
    if align is m.Align.RIGHT:
        return room + text
    half = len(room) // 2 if align is m.Align.CENTRE else 0
    return room[:half] + text + room[half:]


def _wrapped(text: str, width: int) -> Iterator[str]:
    """The lines of a text; words stay whole."""
    for line in text.split("\n"):
        yield from textwrap.wrap(
            line, max(width, 1), break_long_words=False, break_on_hyphens=False
        ) or [""]


def _hanging(mark: str, text: str, width: int) -> Iterator[str]:
    """A text after a mark, its further lines under the first."""
    indent = " " * _length(mark)
    for number, line in enumerate(_wrapped(text, width - len(indent))):
        yield (indent if number else mark) + line
