"""The file around the document: numbering, settings, properties, and the same bytes each time."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from visitplanner.publishing.documents.packing import repacked
from visitplanner.publishing.documents.word.xml import Element, clean, el

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.document import Document as WordDocument

    from visitplanner.publishing.documents import model as m

_COMPATIBILITY: Final = "http://schemas.microsoft.com/office/word"
_THUMBNAIL: Final = "metadata/thumbnail"


def write_settings(root: Element, document: m.Document) -> None:
    """Current Word, margins mirrored for both sides of the paper; no field asks to be renewed."""
    for child in list(root):
        root.remove(child)
    mode = el("compatSetting", name="compatibilityMode", uri=_COMPATIBILITY, val=15)
    settings = (
        el("zoom", percent=100),
        el("mirrorMargins") if document.setup.duplex else None,
        el("defaultTabStop", val=709),
        el("characterSpacingControl", val="doNotCompress"),
        el("compat", mode),
        el("themeFontLang", val=document.language),
        el("decimalSymbol", val="."),
        el("listSeparator", val=","),
    )
    root.extend(one for one in settings if one is not None)


def write_numbering(root: Element, restarted: Iterable[int]) -> None:
    """Points and figures of lists; each numbered list begins with 1."""
    for child in list(root):
        root.remove(child)
    root.append(_scheme(0, "bullet", "•", 284))
    root.append(_scheme(1, "decimal", "%1.", 360))
    for number, scheme in ((1, 0), (2, 1)):
        root.append(el("num", el("abstractNumId", val=scheme), numId=number))
    for number in restarted:
        again = el("lvlOverride", el("startOverride", val=1), ilvl=0)
        root.append(el("num", el("abstractNumId", val=1), again, numId=number))


def _scheme(number: int, kind: str, text: str, indent: int) -> Element:
    level = el(
        "lvl",
        el("start", val=1),
        el("numFmt", val=kind),
        el("lvlText", val=text),
        el("lvlJc", val="left"),
        el("pPr", el("ind", left=indent, hanging=indent)),
        ilvl=0,
    )
    return el("abstractNum", el("multiLevelType", val="singleLevel"), level, abstractNumId=number)


def write_properties(file: WordDocument, document: m.Document) -> None:
    """Title, author and the moment of the version; nothing of who or what made the file."""
    known = file.core_properties
    moment = document.issued.replace(microsecond=0)
    known.title = clean(document.title)[:255]
    known.subject = clean(document.subject)[:255]
    known.author = known.last_modified_by = clean(document.author)[:255]
    known.language = document.language
    known.created = known.modified = moment.replace(tzinfo=None)
    known.comments = known.keywords = known.category = ""
    known.revision = 1


def packed(file: WordDocument) -> bytes:
    """The bytes of the file: those of the same document are the same, whenever it is made."""
    package = file.part.package
    for name, relation in list(package.rels.items()):
        if relation.reltype.endswith(_THUMBNAIL):
            del package.rels[name]
    raw = io.BytesIO()
    file.save(raw)
    return repacked(raw.getvalue())
