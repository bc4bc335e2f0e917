"""The last pass over the file: what the PDF library cannot write.

The result keeps to PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2).
"""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import TYPE_CHECKING, Final

from visitplanner.publishing.documents.pdf.joining import said
from visitplanner.publishing.documents.pdf.metadata import PRODUCER, title_of, xmp
from visitplanner.publishing.documents.pdf.srgb import profile
from visitplanner.publishing.documents.pdf.structure import Numbers, with_structure

if TYPE_CHECKING:
    import pikepdf

    from visitplanner.publishing.documents.model import Document
    from visitplanner.publishing.documents.pdf.marks import Marks

_PRINTED: Final = 4
"""The flag of an annotation that is printed (ISO 32000-1, table 165)."""
_LONGEST_BLOCK: Final = 100
"""Entries in a block of a map to Unicode (Adobe technical note 5014)."""
_MAPPED: Final = re.compile(rb"<([0-9A-F]{2})> <([0-9A-F]{4,8})>")
_NO_CHARACTERS: Final = frozenset({0, 0xFEFF, 0xFFFE})


def finish(data: bytes, document: Document, language: str, marks: Marks) -> bytes:
    """Add tags, language, metadata, page labels and colour space; compress the structure.

    The dates are the document's own moment of issue, and the identifier follows from the content:
    the same document gives the same file.
    """
    import pikepdf

    root = 0
    if marks.on:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            numbers = _numbers(pdf)
        data, root = with_structure(data, marks, numbers)
    issued = _utc(document.issued)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        _catalogue(pdf, document, language, issued, tagged=marks.on)
        if marks.on:
            pdf.Root.StructTreeRoot = pdf.get_object(root, 0)
            pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
            _keys(pdf, marks)
            _colour_space(pdf)
        _clean_fonts(pdf)
        out = io.BytesIO()
        pdf.save(
            out,
            min_version="1.7",
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
        )
    return out.getvalue()


def _numbers(pdf: pikepdf.Pdf) -> Numbers:
    pages = [page.obj for page in pdf.pages]
    notes = [[note.objgen[0] for note in page.get("/Annots", [])] for page in pages]
    return Numbers([page.objgen[0] for page in pages], notes)


def _catalogue(
    pdf: pikepdf.Pdf, document: Document, language: str, issued: dt.datetime, *, tagged: bool
) -> None:
    """Language, window title, page labels, and the two ways in which a file tells its title."""
    import pikepdf

    pdf.Root.Lang = pikepdf.String(language)
    pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    pdf.Root.PageLabels = pikepdf.Dictionary(
        Nums=pikepdf.Array([0, pikepdf.Dictionary(S=pikepdf.Name.D)])
    )
    stamp = pikepdf.String(issued.strftime("D:%Y%m%d%H%M%SZ"))
    pdf.docinfo["/Title"] = pikepdf.String(title_of(document))
    pdf.docinfo["/CreationDate"] = stamp
    pdf.docinfo["/ModDate"] = stamp
    pdf.docinfo["/Producer"] = pikepdf.String(PRODUCER)
    if "/Trapped" in pdf.docinfo:
        del pdf.docinfo["/Trapped"]
    metadata = pdf.make_stream(xmp(document, language, issued, tagged=tagged))
    metadata.Type, metadata.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
    pdf.Root.Metadata = metadata


def _keys(pdf: pikepdf.Pdf, marks: Marks) -> None:
    """Tell pages and links their place in the tree, and links what they say."""
    import pikepdf

    pages = [page.obj for page in pdf.pages]
    for key, page in enumerate(pages):
        page.StructParents = key
        page.Tabs = pikepdf.Name.S
    for key, link in enumerate(marks.notes, len(pages)):
        note = pages[link.page].Annots[link.index]
        note.StructParent = key
        note.F = _PRINTED
        note.Contents = pikepdf.String("".join(link.words).strip() or PRODUCER)


def _colour_space(pdf: pikepdf.Pdf) -> None:
    import pikepdf

    stream = pdf.make_stream(profile())
    stream.N = 3
    intent = pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name.GTS_PDFA1,
        DestOutputProfile=stream,
        OutputConditionIdentifier=pikepdf.String("sRGB"),
        Info=pikepdf.String("sRGB IEC61966-2.1"),
        RegistryName=pikepdf.String("http://www.color.org"),
    )
    pdf.Root.OutputIntents = pikepdf.Array([intent])


def _clean_fonts(pdf: pikepdf.Pdf) -> None:
    """Repair the maps from letters to Unicode."""
    import pikepdf

    seen: set[tuple[int, int]] = set()
    for page in pdf.pages:
        for font in page.resources.get("/Font", pikepdf.Dictionary()).values():
            letters = font.get("/ToUnicode")
            if letters is not None and letters.objgen not in seen:
                seen.add(letters.objgen)
                letters.write(clean_map(letters.read_bytes()))


def clean_map(data: bytes) -> bytes:
    """A map to Unicode without letters that are none, in blocks that are short enough.

    The PDF library maps code 0 to U+0000, which ISO 14289-1, 7.21.7 forbids, and writes letters
    beyond U+FFFF as one number instead of UTF-16. Joined forms of Arabic letters become the letters
    themselves.
    """
    begin = re.search(rb"\d+ beginbfchar\n", data)
    end = data.rfind(b"endbfchar\n")
    if begin is None or end < 0:
        return data
    rows = []
    for code, letter in _MAPPED.findall(data[begin.end() : end]):
        number = int(letter, 16)
        if number not in _NO_CHARACTERS:
            letters = said(chr(number)).encode("utf-16-be", "surrogatepass").hex().upper()
            rows.append(b"<%s> <%s>\n" % (code, letters.encode()))
    blocks = (rows[i : i + _LONGEST_BLOCK] for i in range(0, len(rows), _LONGEST_BLOCK))
    written = (b"%d beginbfchar\n%sendbfchar\n" % (len(b), b"".join(b)) for b in blocks)
    return data[: begin.start()] + b"".join(written) + data[end + len(b"endbfchar\n") :]


def _utc(moment: dt.datetime) -> dt.datetime:
    """The moment in UTC; one without a zone counts as UTC, so that no machine's zone matters."""
    if moment.tzinfo is None:
        return moment.replace(tzinfo=dt.UTC)
    return moment.astimezone(dt.UTC)
