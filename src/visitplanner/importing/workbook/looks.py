"""How a plan workbook looks, and how it becomes bytes that are the same every time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from visitplanner.importing.workbook.book import escaped
from visitplanner.importing.workbook.columns import Column
from visitplanner.importing.workbook.values import Written

MAX_TEXT: Final = 32_767
"""Characters a cell can hold, counted as UTF-16 does (Excel specifications and limits)."""

_NAVY, _GREY, _RULE = "FF1F3A5F", "FF8A8F98", "FFD5D9E0"
_FORMATS: Final = {
    "text": "@",
    "long": "General",
    "date": "yyyy-mm-dd",
    "time": "hh:mm",
    "moment": "yyyy-mm-dd hh:mm",
    "number": "General",
}
_FORMULA_SIGNS: Final = tuple("=+-@\t")
_TOP: Final = Alignment(vertical="top")
_OPEN_ROWS: Final = 300
"""Rows below the last one in which drop-downs are offered as well."""
_MAX_OFFERED: Final = 1_000
_CORE: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties'
    ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:creator>Visit Planner</dc:creator></cp:coreProperties>"
)


def new_workbook() -> Workbook:
    """A workbook without sheets that knows our styles."""
    workbook = Workbook(write_only=True)
    for style in _styles():
        workbook.add_named_style(style)
    return workbook


def _styles() -> Iterable[NamedStyle]:
    wrapped = Alignment(vertical="top", wrap_text=True)
    rule = Border(bottom=Side(style="thin", color=_RULE))
    for name, number_format in _FORMATS.items():
        for kind, font in (("", _font()), ("example ", _font(italic=True, color=_GREY))):
            yield NamedStyle(
                f"Plan {kind}{name}",
                font=font,
                number_format=number_format,
                alignment=wrapped if name == "long" else _TOP,
                border=rule,
            )
    yield NamedStyle(
        "Plan heading",
        font=_font(bold=True, color="FFFFFFFF"),
        fill=PatternFill("solid", fgColor=_NAVY),
        alignment=Alignment(vertical="center", wrap_text=True),
        number_format="@",
    )
    yield NamedStyle("Plan field", font=_font(bold=True, color=_NAVY), alignment=_TOP)
    yield NamedStyle("Plan paragraph", font=_font(), alignment=_TOP)
    yield NamedStyle("Plan title", font=_font(bold=True, size=16, color=_NAVY))


def _font(size: int = 11, **more: Any) -> Font:
    """The font of the sheets; without name and size each program would take its own."""
    return Font(name="Calibri", size=size, **more)


class Page:
    """A sheet to which rows are added one after the other."""

    def __init__(self, workbook: Workbook, title: str) -> None:
        self.sheet: Any = workbook.create_sheet(title)
        self._cells: dict[tuple[str, bool], Any] = {}

    def row(self, *cells: tuple[Written, str]) -> None:
        """Add a row of values, each with the name of its style; None and "" leave a cell out."""
        self.sheet.append(self._made(value, style) for value, style in cells)

    def _made(self, value: Written, style: str) -> Any:
        """A styled cell; text is text, whatever it begins with.

        openpyxl writes a cell before it asks for the next one, so one cell serves for each style:
        making and styling a new one each time takes three times as long.
        """
        if value is None or value == "":
            return None
        formula_like = isinstance(value, str) and value.startswith(_FORMULA_SIGNS)
        cell = self._cells.get((style, formula_like))
        if cell is None:
            cell = self._cells[style, formula_like] = WriteOnlyCell(self.sheet)
            cell.style = style
            # What Excel sets for a leading apostrophe: editing the cell makes it no formula.
            cell.quotePrefix = formula_like
        if isinstance(value, str):
            cell.value = escaped(value)
            cell.data_type = "s"  # openpyxl would read "=" as a formula and "#N/A" as an error
        else:
            number_format = cell.number_format
            cell.value = value
            cell.number_format = number_format
        return cell


def style_of(column: Column, value: Written, *, example: bool = False) -> str:
    """The name of the style in which a value of a column is shown."""
    name = column.style
    if name == "moment" and not isinstance(value, datetime):
        name = "date"
    if isinstance(value, str) and name not in ("text", "long"):
        name = "text"
    return f"Plan {'example ' if example else ''}{name}"


def pieces(text: str) -> list[str]:
    """`text` cut so that each piece fits into a cell; characters outside the BMP stay whole."""
    found = []
    while len(text) * 2 > MAX_TEXT and _length(text) > MAX_TEXT:
        size = MAX_TEXT
        while _length(text[:size]) > MAX_TEXT:
            size = size * 9 // 10
        found.append(text[:size])
        text = text[size:]
    return [*found, text]


def _length(text: str) -> int:
    return len(escaped(text).encode("utf-16-le", "replace")) // 2


def lay_out(page: Page, columns: Sequence[Column], last_row: int) -> None:
    """Widths, formats, a frozen heading, filters and drop-downs; before the first row is added."""
    sheet = page.sheet
    sheet.freeze_panes = "B2" if columns[0].key else "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{max(last_row, 2)}"
    for number, column in enumerate(columns, start=1):
        dimension = sheet.column_dimensions[get_column_letter(number)]
        dimension.width = max(column.width, len(column.heading) + 3 if column.width < 14 else 0)
        dimension.hidden = column.machine
        dimension.number_format = _FORMATS[column.style]
        letter = get_column_letter(number)
        offer(page, column, f"{letter}2:{letter}{last_row + _OPEN_ROWS}")
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"


def offer(page: Page, column: Column, cells: str) -> None:
    """A drop-down with the words or names that a column expects, if it has any."""
    words = column.words or column.usual
    if words:
        formula = f'"{",".join(words)}"'
    elif column.offers:
        formula = f"{column.offers}!$A$2:$A${_MAX_OFFERED}"
    else:
        return
    rule = DataValidation("list", formula1=formula, allow_blank=True, sqref=cells)
    rule.showErrorMessage = bool(column.words)
    if column.words:
        rule.errorStyle = "warning"
        rule.errorTitle = column.heading
        rule.error = f"The usual words are: {', '.join(column.words)}."[:255]
    page.sheet.data_validations.append(rule)


def to_bytes(workbook: Workbook) -> bytes:
    """The workbook as a file, without the hour at which it was made."""
    buffer, packed = io.BytesIO(), io.BytesIO()
    workbook.save(buffer)
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            data = _CORE.encode() if name == "docProps/core.xml" else source.read(name)
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, data)
    return packed.getvalue()
