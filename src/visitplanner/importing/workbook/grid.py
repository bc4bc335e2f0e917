"""Reading one worksheet as a stream of rows.

openpyxl reads either values or formulas, and in its streaming mode sees no merged cells; in its
other mode it keeps every cell of every sheet. This reader needs both, keeps what is asked for
alone, and leaves formats and dates to openpyxl's own functions and rules.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import Final, Protocol

from visitplanner.importing.workbook.archive import Damaged
from visitplanner.importing.workbook.book import Book, Shown, unescaped
from visitplanner.importing.workbook.sax import parse
from visitplanner.importing.workbook.values import CellError, Formula, Raw

MAX_ROW: Final = 1_048_576
MAX_COLUMN: Final = 16_384
_MAX_MERGES: Final = 100_000
_CORNERS = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})")
_LETTERS = re.compile("[A-Za-z]{1,3}")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Merge:
    """A rectangle of cells that shows one value; rows and columns count from 1, both included."""

    top: int
    left: int
    bottom: int
    right: int


class RowSink(Protocol):
    """Who takes the rows, and says which columns matter (None: all of them)."""

    wanted: frozenset[int] | None
    strays: set[int]
    """Columns that hold something and were not wanted."""

    def row(self, number: int, cells: dict[int, Raw]) -> None:
        """Take one row that is not blank."""


def read_rows(book: Book, part: str, sink: RowSink) -> list[Merge]:
    """Hand the rows of a worksheet to `sink`, in the order of the file; give back merged cells.

    Raises:
        Damaged: the sheet is missing or broken.
    """
    reader = _SheetReader(book, sink)
    parse(book.archive.chunks(part), reader.start, reader.end, reader.data)
    return reader.merges


class _SheetReader:
    """Handlers for the elements of a worksheet (ECMA-376 part 1, 18.3.1)."""

    def __init__(self, book: Book, sink: RowSink) -> None:
        self.merges: list[Merge] = []
        self._book, self._sink = book, sink
        self._row = 0
        self._column = 0
        self._cells: dict[int, Raw] = {}
        self._kind, self._style = "n", 0
        self._value: str | None = None
        self._formula: str | None = None
        self._text: list[str] = []
        self._collecting = self._phonetic = False

    def start(self, element: str, attributes: Mapping[str, str]) -> None:
        if element == "c":
            self._open_cell(attributes)
        elif element == "v":
            self._text.clear()
            self._collecting = True
        elif element == "t":
            self._collecting = not self._phonetic
        elif element == "row":
            self._row = self._row_number(attributes.get("r"))
            self._column, self._cells = 0, {}
        elif element == "is":
            self._text.clear()
        elif element == "f":
            self._text.clear()
            self._collecting = True
        elif element == "rPh":
            self._phonetic = True
        elif element == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def data(self, text: str) -> None:
        if self._collecting:
            self._text.append(text)

    def end(self, element: str) -> None:
        if element == "c":
            self._close_cell()
        elif element == "v":
            self._value = "".join(self._text)
            self._collecting = False
        elif element == "t":
            self._collecting = False
        elif element == "is":
            self._value = "".join(self._text)
        elif element == "f":
            self._formula = "".join(self._text)
            self._collecting = False
        elif element == "row":
            if self._cells:
                self._sink.row(self._row, self._cells)
        elif element == "rPh":
            self._phonetic = False

    def _row_number(self, text: str | None) -> int:
        try:
            number = int(text) if text else self._row + 1
        except ValueError:
            number = 0
        if not 1 <= number <= MAX_ROW:
            raise Damaged("a row has an impossible number")
        return number

    def _open_cell(self, attributes: Mapping[str, str]) -> None:
        reference = attributes.get("r")
        self._column = _column_of(reference) if reference else self._column + 1
        if not 1 <= self._column <= MAX_COLUMN:
            raise Damaged("a cell has an impossible address")
        self._kind = attributes.get("t", "n")
        style = attributes.get("s", "0")
        self._style = int(style) if style.isdecimal() and len(style) < 7 else 0
        self._value = self._formula = None

    def _close_cell(self) -> None:
        if self._value is None and self._formula is None:
            return
        wanted = self._sink.wanted
        if wanted is not None and self._column not in wanted:
            if self._value or self._formula is not None:
                self._sink.strays.add(self._column)
            return
        raw = self._raw()
        if raw is not None and raw != "":
            self._cells[self._column] = raw

    def _raw(self) -> Raw:
        kind, value = self._kind, self._value
        if self._formula is not None and not value and kind != "str":
            return Formula(f"={self._formula}" if self._formula else "")
        if value is None:
            return None
        if kind == "s":
            return self._shared(value)
        if kind in ("inlineStr", "str"):
            return unescaped(value)
        if kind == "b":
            return value.strip() in ("1", "true")
        if kind == "e":
            return CellError(value)
        if kind == "d":
            return _iso(value)
        return self._number(value)

    def _shared(self, value: str) -> str:
        try:
            position = int(value)
            if position >= 0:
                return self._book.texts[position]
        except (ValueError, IndexError):
            pass
        raise Damaged("a cell refers to a text that is not there")

    def _number(self, value: str) -> Raw:
        try:
            number = float(value)
        except ValueError:
            return CellError(value)
        if not math.isfinite(number):
            return CellError(value)
        formats = self._book.formats
        shown = formats[self._style] if self._style < len(formats) else Shown.NUMBER
        if shown is not Shown.NUMBER:
            return as_time(number, shown, self._book.epoch)
        return int(number) if number.is_integer() and abs(number) < 1e15 else number

    def _merge(self, reference: str) -> None:
        corners = _CORNERS.fullmatch(reference)
        if not corners:
            return
        left, top, right, bottom = corners.groups()
        self.merges.append(Merge(int(top), _letters(left), int(bottom), _letters(right)))
        if len(self.merges) > _MAX_MERGES:
            raise Damaged("it has too many merged cells")


def _column_of(reference: str) -> int:
    return _letters(reference.rstrip("0123456789"))


@lru_cache(maxsize=MAX_COLUMN)
def _letters(letters: str) -> int:
    """The number of a column, 0 if it is none."""
    if not _LETTERS.fullmatch(letters):
        return 0
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def as_time(number: float, shown: Shown, epoch: datetime) -> Raw:
    """What a number means under a format for dates or times, to the second.

    Days are counted from the epoch, times are parts of a day (ECMA-376 part 1, 18.17.4). A number
    that lies outside the calendar stays a number.
    """
    seconds = timedelta(seconds=round(number * 86_400)) if abs(number) < 1e7 else None
    if seconds is None or number < 0:
        return number
    if shown is Shown.LENGTH or (shown is Shown.TIME and seconds == _DAY):
        return seconds
    if seconds < _DAY:
        return (epoch + seconds).time()
    try:
        return epoch + seconds
    except OverflowError:
        return number


def _iso(value: str) -> Raw:
    """A cell of type `d`, ISO 8601 (18.18.11); what is no date stays text, to be judged there."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return _iso_time(value)
    return moment.replace(tzinfo=None, microsecond=0)


def _iso_time(value: str) -> Raw:
    try:
        return time.fromisoformat(value).replace(tzinfo=None, microsecond=0)
    except ValueError:
        return value
