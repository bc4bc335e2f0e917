"""Draws a document as a workbook (ECMA-376): each part a sheet, each table with a real head.

Text is text: a cell never becomes a formula, whatever it begins with. Numbers, days and times are
those that the document says are (`model.Value`).
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from visitplanner.domain.vocabulary import PaperSize
from visitplanner.publishing.colours import accent, tint
from visitplanner.publishing.documents import model as m
from visitplanner.publishing.documents.packing import repacked
from visitplanner.publishing.documents.plainer import Line, plainer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

_FORBIDDEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_BREAKS: Final = re.compile("\r\n|[\r\x85\u2028\u2029]")
_DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\n")
"""What programs that import text take for the beginning of a formula."""
_LONGEST: Final = 32_767
"""Letters that a cell may hold (Excel specifications and limits)."""
_NAME: Final = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME: Final = 31
_LONGEST_LINE: Final = 100
"""Letters of a head or foot; three of them must stay under 255."""
_NARROW, _WIDE = 6.0, 46.0
_PAPERS: Final = {PaperSize.A4: "9", PaperSize.LETTER: "1"}
_NIGHT: Final = '"■";;'
"""Shows a night as a mark; the cell holds 1, so that nights can be added up."""
_FORMATS: Final = {"int": "0", "date": "d mmm yyyy", "time": "hh:mm"}
_WIDEST: Final = {"date": "30 Sept 2026", "time": "00:00"}
"""As wide as any of its kind is shown."""
_GREY: Final = "59636E"


def render_xlsx(document: m.Document) -> bytes:
    """A document as a workbook. The same document gives the same bytes."""
    book = Workbook()
    for sheet in list(book.worksheets):
        book.remove(sheet)
    names: set[str] = set()
    for part in document.parts:
        sheet = book.create_sheet(_sheet_name(part.title, names))
        _Sheet(sheet, document).write(part)
    if not book.worksheets:
        book.create_sheet(_sheet_name(document.title, names))
    return _saved(book, document)


class _Sheet:
    """A sheet while it is written."""

    def __init__(self, sheet: Worksheet, document: m.Document) -> None:
        self.sheet = sheet
        self.document = document
        self.colour = accent(document.setup.accent)
        self.row = 1
        self.widths: dict[int, float] = {}

    def write(self, part: m.Part) -> None:
        """The tables of a part from top to bottom; what is said beside them below."""
        blocks = plainer(part, self.document.words)
        listed = [block for block in blocks if isinstance(block, m.Table)]
        for number, table in enumerate(listed):
            if number:
                self.row += 1
            self._table(table, first=number == 0)
        for block in blocks:
            if isinstance(block, Line):
                self._line(block)
        for column, width in self.widths.items():
            self.sheet.column_dimensions[get_column_letter(column)].width = width
        self._page(part)

    def _table(self, table: m.Table, *, first: bool) -> None:
        head = self.row
        for column, one in enumerate(table.columns, 1):
            self._head(column, one)
        for row in table.rows:
            self.row += 1
            self._row(row, table.columns)
        if not table.rows and table.empty:
            self.row += 1
            _text(self.sheet.cell(self.row, 1), table.empty)
        last = self.row
        for number, row in enumerate(table.totals):
            self.row += 1
            self._row(row, table.columns, total=True, ruled=number == 0)
        self.row += 1
        if first:
            width = get_column_letter(max(len(table.columns), 1))
            self.sheet.freeze_panes = f"A{head + 1}"
            self.sheet.auto_filter.ref = f"A{head}:{width}{last}"
            self.sheet.print_title_rows = f"{head}:{head}"

    def _head(self, column: int, one: m.Column) -> None:
        cell = self.sheet.cell(self.row, column)
        text = _text(cell, one.heading)
        cell.font = Font(name="Calibri", size=11, bold=True, color=self.colour)
        cell.fill = PatternFill("solid", fgColor=tint(self.colour, 0.9))
        cell.border = Border(bottom=Side("medium", color=self.colour))
        cell.alignment = Alignment(_place(one), "bottom", wrap_text=True)
        # Room for the arrow of the filter beside the word.
        self._widen(column, max(map(len, text.split("\n"))) + 3.5)

    def _row(
        self,
        row: m.TableRow,
        columns: Sequence[m.Column],
        *,
        total: bool = False,
        ruled: bool = False,
    ) -> None:
        for column, (one, content) in enumerate(
            zip(columns, _filled(row, columns), strict=True), 1
        ):
            cell = self.sheet.cell(self.row, column)
            shown = self._content(cell, content)
            cell.font = Font(name="Calibri", size=11, bold=total or one.strong)
            top = Side("medium", color=self.colour) if ruled else None
            cell.border = Border(top=top, bottom=Side("hair", color="C9D0D8"))
            cell.alignment = Alignment(_place(one), "top", wrap_text=True)
            self._widen(column, max(map(len, shown.split("\n"))) + 1.5)

    def _content(self, cell: Any, content: m.Text) -> str:
        """Fill a cell, and how that looks."""
        if isinstance(content, tuple) and len(content) == 1:
            (piece,) = content
            if isinstance(piece, m.Value) and piece.value is not None:
                cell.value = piece.value
                kind = type(piece.value).__name__
                cell.number_format = _FORMATS[kind]
                return _WIDEST.get(kind, piece.text)
            if isinstance(piece, m.Symbol) and piece.sign is m.Sign.NIGHT:
                cell.value = 1
                cell.number_format = _NIGHT
                return "■"
        return _text(cell, _words(content))

    def _line(self, line: Line) -> None:
        self.row += 1
        cell = self.sheet.cell(self.row, 1)
        _text(cell, m.plain(line.text))
        cell.font = Font(name="Calibri", size=10, color=_GREY)

    def _widen(self, column: int, width: float) -> None:
        width = min(max(width, _NARROW), _WIDE)
        self.widths[column] = max(self.widths.get(column, 0.0), width)

    def _page(self, part: m.Part) -> None:
        """Printed across, as wide as the sheet, with what it is and which version."""
        sheet: Any = self.sheet  # the stubs lack half of what a page has
        foot = self.document.furniture
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = _PAPERS[self.document.setup.size]
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_margins.left = sheet.page_margins.right = 0.5
        sheet.sheet_view.showGridLines = False
        sheet.oddHeader.left.text = _furniture(foot.head_left)
        sheet.oddHeader.right.text = _furniture(part.title)
        sheet.oddFooter.left.text = _furniture(foot.foot_left)
        sheet.oddFooter.right.text = "&P / &N"


def _filled(row: m.TableRow, columns: Sequence[m.Column]) -> Iterator[m.Text]:
    for number, _ in enumerate(columns):
        yield row.cells[number] if number < len(row.cells) else ""


def _place(column: m.Column) -> Any:
    return {m.Align.RIGHT: "right", m.Align.CENTRE: "center"}.get(column.align, "left")


def _words(text: m.Text) -> str:
    if isinstance(text, str):
        return text
    signs = {m.Sign.NIGHT: "■", m.Sign.TICK_BOX: "☐"}
    found = []
    for piece in text:
        if isinstance(piece, m.Run):
            found.append(piece.text)
        elif isinstance(piece, m.Symbol):
            found.append(signs.get(piece.sign, "") if isinstance(piece.sign, m.Sign) else "")
    return "".join(found)


def _text(cell: Any, text: str) -> str:
    """Fill a cell with text, whatever it begins with; an empty one stays empty."""
    shown = _FORBIDDEN.sub("", _BREAKS.sub("\n", text))
    if len(shown) > _LONGEST:
        shown = shown[: _LONGEST - 1] + "…"
    if shown:
        cell.value = shown
        cell.data_type = "s"  # openpyxl would read "=" as a formula and "#N/A" as an error
        if shown.startswith(_DANGEROUS):
            cell.quotePrefix = True
    return shown


def _furniture(text: str) -> str:
    """Text of a head or foot, in which `&` begins a code (ECMA-376 18.3.1.46)."""
    shown = _FORBIDDEN.sub("", " ".join(text.split()))
    if len(shown) > _LONGEST_LINE // 2:
        shown = shown[: _LONGEST_LINE // 2 - 1] + "…"
    return shown.replace("&", "&&")


def _sheet_name(title: str, taken: set[str]) -> str:
    """A name that Excel allows, and that no other sheet has."""
    clean = _FORBIDDEN.sub("", _NAME.sub(" ", " ".join(title.split()))).strip("' ")
    name = base = clean[:_LONGEST_NAME].strip("' ") or "1"
    number = 1
    while name.casefold() in taken or name.casefold() == "history":
        number += 1
        name = f"{base[: _LONGEST_NAME - 5]} {number}"
    taken.add(name.casefold())
    return name


def _saved(book: Workbook, document: m.Document) -> bytes:
    """The bytes, with the moment of the version in place of that of the making."""
    moment = document.issued.replace(microsecond=0, tzinfo=None)
    known = book.properties
    known.title = _FORBIDDEN.sub("", document.title)[:255]
    known.subject = _FORBIDDEN.sub("", document.subject)[:255]
    known.creator = known.lastModifiedBy = _FORBIDDEN.sub("", document.author)[:255]
    known.language = document.language
    known.created = moment
    raw = io.BytesIO()
    book.save(raw)
    name = "docProps/core.xml"
    with zipfile.ZipFile(raw) as made:
        core = made.read(name)
    core = re.sub(
        rb"(<dcterms:modified[^>]*>)[^<]*",
        rb"\g<1>" + f"{moment:%Y-%m-%dT%H:%M:%SZ}".encode(),
        core,
    )
    return repacked(raw.getvalue(), {name: core})
