"""Reading XML that nobody vouches for, piece by piece and within bounds.

Expat opens no external entity by itself. A document type, without which there are no entities to
blow up either, ends the reading; so do elements that are nested, or tags that are long, beyond
what any spreadsheet needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final, NoReturn
from xml.parsers import expat

from visitplanner.importing.workbook.archive import Damaged

Start = Callable[[str, Mapping[str, str]], None]
End = Callable[[str], None]
Data = Callable[[str], None]

_MAX_DEPTH: Final = 64
_MAX_TAG: Final = 1 << 20
"""One tag with all its attributes, in bytes; Excel's longest have some thousand."""


class Enough(Exception):
    """Raised by a handler that needs no more of the document."""


def parse(
    chunks: Iterable[bytes], start: Start, end: End | None = None, data: Data | None = None
) -> None:
    """Call the handlers for what a document holds.

    Names come without their namespace, so that the transitional and the strict schema
    (ECMA-376 parts 4 and 1) read alike.

    Raises:
        Damaged: it is not well-formed, or not what a spreadsheet has.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.buffer_size = 1 << 16
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler, parser.EndElementHandler = _bounded(start, end)
    if data:
        parser.CharacterDataHandler = data
    fed = 0
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
            fed += len(chunk)
            if fed - parser.CurrentByteIndex > _MAX_TAG:
                raise Damaged("a tag in it has no end")
        parser.Parse(b"", True)
    except Enough:
        return
    except (expat.ExpatError, UnicodeError, LookupError) as trouble:
        raise Damaged("its XML is broken") from trouble


def _refuse_doctype(*_: object) -> NoReturn:
    raise Damaged("it declares a document type, which no workbook does")


def _bounded(start: Start, end: End | None) -> tuple[Start, End]:
    """The handlers behind a guard against endless nesting, names cut down to their local part."""
    depth = 0
    local: dict[str, str] = {}

    def opened(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _MAX_DEPTH:
            raise Damaged("its XML is nested too deeply")
        start(local.get(name) or local.setdefault(name, _local(name)), attributes)

    def closed(name: str) -> None:
        nonlocal depth
        depth -= 1
        if end:
            end(local[name])

    return opened, closed


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def attribute(attributes: Mapping[str, str], name: str) -> str | None:
    """An attribute by its local name, whatever namespace it stands in."""
    if name in attributes:
        return attributes[name]
    return next((value for key, value in attributes.items() if _local(key) == name), None)
