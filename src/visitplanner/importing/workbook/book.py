"""The parts of a workbook that its sheets lean on: their names, shared texts, formats, the epoch.

ECMA-376 part 1, chapter 18. Element names are matched without their namespace.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Final

from openpyxl.styles.numbers import (
    BUILTIN_FORMATS,
    is_date_format,
    is_datetime,
    is_timedelta_format,
)

from visitplanner.importing.workbook.archive import Archive, Damaged, part_name
from visitplanner.importing.workbook.sax import attribute, parse


class Shown(Enum):
    """What the number format of a cell makes of its number."""

    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    MOMENT = "date and time"
    LENGTH = "length of time"


@dataclass(frozen=True)
class SheetPart:
    """One worksheet: its name on the tab, and where it lies in the zip."""

    title: str
    part: str
    hidden: bool


@dataclass
class Book:
    """What is needed to read cells."""

    archive: Archive
    sheets: list[SheetPart] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    formats: list[Shown] = field(default_factory=list)
    epoch: datetime = datetime(1899, 12, 30)  # noqa: DTZ001 - a wall clock


# Formats that Excel has in some languages without writing them down (18.8.30, numFmtId).
_UNWRITTEN_DATES: Final = frozenset([*range(27, 37), *range(50, 59)])
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff]")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def open_book(archive: Archive) -> Book:
    """Read the workbook's table of contents, its formats and its shared texts.

    Raises:
        Damaged: a part is missing or broken.
    """
    book = Book(archive)
    main = _main_part(archive)
    if main not in archive:
        raise Damaged("it has no workbook inside")
    targets = _targets(archive, main)
    _read_contents(book, main, {rid: target for rid, (_, target) in targets.items()})
    for kind, part in targets.values():
        if kind.endswith("/styles") and part in archive:
            _read_formats(book, part)
        elif kind.endswith("/sharedStrings") and part in archive:
            _read_texts(book, part)
    return book


def _main_part(archive: Archive) -> str:
    for kind, part in _targets(archive, "").values():
        if kind.endswith("/officeDocument"):
            return part
    return "xl/workbook.xml"


def _targets(archive: Archive, source: str) -> dict[str, tuple[str, str]]:
    """The relationships of a part: id to type and part name (ECMA-376 part 2, clause 9)."""
    folder, name = posixpath.split(source)
    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    found: dict[str, tuple[str, str]] = {}

    def start(element: str, attributes: Mapping[str, str]) -> None:
        if element == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
            kind = attributes.get("Type", "")
            found[attributes.get("Id", "")] = (kind, part_name(target))

    if rels in archive:
        parse(archive.chunks(rels), start)
    return found


def _read_contents(book: Book, main: str, targets: Mapping[str, str]) -> None:
    def start(element: str, attributes: Mapping[str, str]) -> None:
        if element == "sheet":
            part = targets.get(attribute(attributes, "id") or "", "")
            hidden = attributes.get("state", "visible") != "visible"
            book.sheets.append(SheetPart(attributes.get("name", ""), part, hidden))
        elif element == "workbookPr" and attributes.get("date1904") in ("1", "true"):
            book.epoch = datetime(1904, 1, 1)  # noqa: DTZ001 - a wall clock

    parse(book.archive.chunks(main), start)


def _read_formats(book: Book, part: str) -> None:
    codes: dict[int, str] = dict(BUILTIN_FORMATS)
    in_cells = False

    def start(element: str, attributes: Mapping[str, str]) -> None:
        nonlocal in_cells
        if element == "numFmt":
            codes[_whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif element == "cellXfs":
            in_cells = True
        elif element == "xf" and in_cells:
            number = _whole(attributes.get("numFmtId"))
            book.formats.append(_shown(number, codes.get(number, "")))

    def end(element: str) -> None:
        nonlocal in_cells
        if element == "cellXfs":
            in_cells = False

    parse(book.archive.chunks(part), start, end)


def _shown(number: int, code: str) -> Shown:
    if not code and number in _UNWRITTEN_DATES:
        return Shown.DATE
    if is_timedelta_format(code):
        return Shown.LENGTH
    if not is_date_format(code):
        return Shown.NUMBER
    return {"date": Shown.DATE, "time": Shown.TIME}.get(is_datetime(code) or "", Shown.MOMENT)


def _whole(text: str | None) -> int:
    try:
        return int(text or "0")
    except ValueError:
        return 0


def _read_texts(book: Book, part: str) -> None:
    pieces: list[str] = []
    collecting = phonetic = False

    def start(element: str, _: Mapping[str, str]) -> None:
        nonlocal collecting, phonetic
        if element == "rPh":  # how a name is read aloud, not part of it
            phonetic = True
        elif element == "t":
            collecting = not phonetic

    def data(text: str) -> None:
        if collecting:
            pieces.append(text)

    def end(element: str) -> None:
        nonlocal collecting, phonetic
        if element == "t":
            collecting = False
        elif element == "rPh":
            phonetic = False
        elif element == "si":
            book.texts.append(unescaped("".join(pieces)))
            pieces.clear()

    parse(book.archive.chunks(part), start, end, data)


def unescaped(text: str) -> str:
    """Text with `_x000D_` and its like read as the characters they stand for (22.9.2.19)."""
    if "_x" not in text:
        return text
    read = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text)
    return read.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def escaped(text: str) -> str:
    """Text in which what looks like `_x000D_` is written as such a code; no control characters.

    XML 1.0 (2.2) has no place for U+FFFE and U+FFFF either, which are nobody's letters but kept.
    """
    if text.isprintable() and "_x" not in text:
        return text
    text = _UNWRITABLE.sub("", text)
    text = _LOOKS_ESCAPED.sub("_x005F_", text)
    return text.replace("\ufffe", "_xFFFE_").replace("\uffff", "_xFFFF_")
