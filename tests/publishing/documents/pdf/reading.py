"""Reading the result back with other programs' eyes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
import pypdf
import pypdfium2

from visitplanner.publishing.documents.pdf.engine import render_pdf

if TYPE_CHECKING:
    from visitplanner.publishing.documents.model import Document


def reader(document: Document) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(render_pdf(document).data))


def pages(document: Document) -> list[str]:
    """The text of each page; runs of white space are one space."""
    return [" ".join(page.extract_text().split()) for page in reader(document).pages]


def texts_of(data: bytes) -> list[str]:
    """The text of each page of a file, by the reader that is quickest: many files are read."""
    with pypdfium2.PdfDocument(data) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def fonts_of(data: bytes) -> dict[str, set[str]]:
    """Every font of the file, by name, with the keys of the font and of its descriptor."""
    found: dict[str, set[str]] = {}
    with opened(data) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font":
                about = item.get("/FontDescriptor", pikepdf.Dictionary())
                found[str(item.BaseFont)] = {*item.keys(), *about.keys()}
    return found


def addresses_of(data: bytes) -> dict[str, str]:
    """Every address that a link leads to, with its description."""
    with opened(data) as pdf:
        notes = [note for page in pdf.pages for note in page.obj.get("/Annots", [])]
        return {
            str(note.A.URI): str(note.Contents)
            for note in notes
            if "/URI" in note.get("/A", pikepdf.Dictionary())
        }


def inner_links_of(data: bytes) -> set[int]:
    """The pages of the document that a link leads to, from 1."""
    with opened(data) as pdf:
        notes = [note for page in pdf.pages for note in page.obj.get("/Annots", [])]
        targets = [note.Dest[0].objgen for note in notes if "/Dest" in note]
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        return {numbers[target] for target in targets}
