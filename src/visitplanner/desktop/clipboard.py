"""Rows of a table as other programs take and give them: tab-separated text and HTML. No Qt.

Spreadsheets and word processors put both on the clipboard; the HTML keeps cells of several lines
together. What a user typed is text: never markup, never a formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from html.parser import HTMLParser
from itertools import islice
from typing import Final

from visitplanner.desktop.qt import override

MAX_ROWS: Final = 20_000
MAX_COLUMNS: Final = 200
_MAX_CELL = 32_767
"""What a cell of a spreadsheet holds."""
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_SPECIAL = re.compile('[\t\n\r"]')
_HEAD_STYLE = "font-weight:600;text-align:left"
_TEXT_STYLE = "mso-number-format:'\\@';white-space:pre-wrap"  # Excel keeps such a cell as text

Grid = list[list[str]]


def safe(cell: str) -> str:
    """A cell that a spreadsheet keeps as text: what would begin a formula is quoted."""
    return f"'{cell}" if cell.lstrip("'").startswith(_FORMULA) else cell


def plain(cell: str) -> str:
    """The cell that `safe` quoted, or any other as it is."""
    quoted = cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA)
    return cell[1:] if quoted else cell


def as_text(rows: Iterable[Sequence[str]]) -> str:
    """Rows as tab-separated text, the way spreadsheets write it."""
    return "".join("\t".join(_quoted(safe(cell)) for cell in row) + "\r\n" for row in rows)


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _SPECIAL.search(cell) else cell


def as_html(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows below their heads as an HTML table in which every cell is text."""
    lines = ['<meta charset="utf-8"><table>', _html_row(heads, "th", _HEAD_STYLE)]
    lines += [_html_row(row, "td", _TEXT_STYLE) for row in rows]
    return "\n".join([*lines, "</table>"])


def _html_row(row: Sequence[str], tag: str, style: str) -> str:
    cells = (escape(cell).replace("\n", "<br>") for cell in row)
    return "<tr>" + "".join(f'<{tag} style="{style}">{cell}</{tag}>' for cell in cells) + "</tr>"


# --- Reading -------------------------------------------------------------------------------------


def from_text(text: str) -> Grid:
    """The rows of tab-separated text; cells in quotes may hold tabs and line ends."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    rows: Grid = []
    row: list[str] = []
    place = 0
    while place < len(text) and len(rows) < MAX_ROWS:
        cell, place, ended = _next_cell(text, place)
        row.append(plain(cell[:_MAX_CELL]))
        if ended:
            rows.append(row)
            row = []
    if row:
        rows.append(row)
    return _tidy(rows)


def _next_cell(text: str, start: int) -> tuple[str, int, bool]:
    """A cell, where the next one begins, and whether the row ends with this one."""
    if text.startswith('"', start):
        end = start + 1
        while (end := text.find('"', end)) >= 0:
            if not text.startswith('"', end + 1):
                after = text[end + 1 : end + 2]
                if after in ("", "\t", "\n"):
                    inside = text[start + 1 : end].replace('""', '"')
                    last = after != "\t"
                    return inside, end + 2, last
                break  # a quote inside a word: it means nothing
            end += 2
    found = _CELL_END.search(text, start)
    if found is None:
        return text[start:], len(text) + 1, True
    return text[start : found.start()], found.end(), found[0] == "\n"


_CELL_END = re.compile("[\t\n]")


class _Tables(HTMLParser):
    """Collects the cells of the first table; those that span several stand in the first."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: Grid = []
        self._cell: list[str] | None = None
        self._size = 0
        self._wide = 1
        self._depth = 0
        self._hidden = 0
        self.done = False

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("style", "script", "title"):
            self._hidden += 1
        if tag == "table":
            self._depth += 1
        if self.done or self._depth != 1:
            return
        if tag == "tr":
            self._close_cell()
            if len(self.rows) >= MAX_ROWS:
                self.done = True
                return
            self.rows.append([])
        elif tag in ("td", "th"):
            self._close_cell()
            self._cell, self._size = [], 0
            self._wide = _span(dict(attrs).get("colspan"))
        elif tag in ("br", "p", "div", "li") and self._cell:
            self._cell.append("\n")

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag in ("style", "script", "title"):
            self._hidden = max(0, self._hidden - 1)
        if tag in ("td", "th", "tr") and self._depth == 1:
            self._close_cell()
        if tag == "table":
            if self._depth == 1:
                self._close_cell()
                self.done = bool(self.rows)
            self._depth = max(0, self._depth - 1)

    @override
    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._hidden and self._size < _MAX_CELL:
            self._cell.append(re.sub(r"[ \t\r\n\f]+", " ", data))
            self._size += len(data)

    def _close_cell(self) -> None:
        if self._cell is None:
            return
        lines = ("".join(self._cell)).replace("\xa0", " ").split("\n")
        text = "\n".join(line.strip() for line in lines).strip()
        if not self.rows:
            self.rows.append([])
        row = self.rows[-1]
        if len(row) < MAX_COLUMNS:
            row += [text[:_MAX_CELL], *[""] * (self._wide - 1)]
        self._cell = None


def _span(written: str | None) -> int:
    return (
        min(int(written), MAX_COLUMNS) if written and written.isdecimal() and written != "0" else 1
    )


def from_html(html: str) -> Grid:
    """The rows of the first table of an HTML page; none where it has no table."""
    tables = _Tables()
    tables.feed(html.replace("\x00", ""))
    tables.close()
    return _tidy(tables.rows)


def _tidy(rows: Grid) -> Grid:
    """Equally long rows without the empty ones, and without empty columns at the right."""
    filled = [[cell.strip() for cell in islice(row, MAX_COLUMNS)] for row in rows]
    filled = [row for row in filled if any(row)]
    width = max((n + 1 for row in filled for n, cell in enumerate(row) if cell), default=0)
    return [(row + [""] * width)[:width] for row in filled]


def read(html: str, text: str) -> Grid:
    """The rows on the clipboard: of its HTML table where there is one, else of its text."""
    return (from_html(html) if "<t" in html.casefold() else []) or from_text(text)
