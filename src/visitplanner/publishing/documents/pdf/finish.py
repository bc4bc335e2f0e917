"""The last pass over the file: what the PDF library cannot write."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from visitplanner.publishing.documents.model import Document

PRODUCER = "Visit Planner"


def finish(data: bytes, document: Document, language: str) -> bytes:
    """Set language, metadata, page labels and the window's title; compress the structure.

    The dates are the document's own moment of issue, and the identifier follows from the content:
    the same document gives the same file.
    """
    import pikepdf

    issued = _utc(document.issued)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.Root.Lang = pikepdf.String(language)
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        pdf.Root.PageLabels = pikepdf.Dictionary(
            Nums=pikepdf.Array([0, pikepdf.Dictionary(S=pikepdf.Name.D)])
        )
        stamp = pikepdf.String(issued.strftime("D:%Y%m%d%H%M%SZ"))
        pdf.docinfo["/CreationDate"] = stamp
        pdf.docinfo["/ModDate"] = stamp
        pdf.docinfo["/Producer"] = pikepdf.String(PRODUCER)
        _describe_links(pdf)
        _metadata(pdf, document, language, issued)
        out = io.BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
        )
    return out.getvalue()


def _describe_links(pdf: object) -> None:
    """Say in words where a link leads, for readers who hear it."""
    import pikepdf

    if not isinstance(pdf, pikepdf.Pdf):
        raise TypeError
    for page in pdf.pages:
        for note in page.obj.get("/Annots", []):
            uri = note.get("/A", pikepdf.Dictionary()).get("/URI")
            if uri is not None:
                note["/Contents"] = pikepdf.String(unquote(str(uri)).partition(":")[2])


def _metadata(pdf: object, document: Document, language: str, issued: dt.datetime) -> None:
    import pikepdf

    if not isinstance(pdf, pikepdf.Pdf):
        raise TypeError
    stamp = issued.strftime("%Y-%m-%dT%H:%M:%SZ")
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as meta:
        meta["dc:title"] = _xml_text(document.title)
        meta["dc:language"] = [language]
        if document.author:
            meta["dc:creator"] = [_xml_text(document.author)]
        if document.subject:
            meta["dc:description"] = _xml_text(document.subject)
        meta["pdf:Producer"] = PRODUCER
        meta["xmp:CreatorTool"] = PRODUCER
        meta["xmp:CreateDate"] = stamp
        meta["xmp:ModifyDate"] = stamp


def _xml_text(text: str) -> str:
    """A text without the characters XML does not know."""
    return "".join(c for c in text if c.isprintable() and not "\ud800" <= c <= "\udfff")


def _utc(moment: dt.datetime) -> dt.datetime:
    """The moment in UTC; one without a zone counts as UTC, so that no machine's zone matters."""
    if moment.tzinfo is None:
        return moment.replace(tzinfo=dt.UTC)
    return moment.astimezone(dt.UTC)
