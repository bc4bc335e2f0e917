"""The pages of a PDF as pictures, drawn by PDFium off the window's thread."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from math import ceil
from threading import Lock

from PySide6.QtGui import QImage

_pdfium = Lock()  # the library may be used by one thread at a time
_MOST_PIXELS = 9000


@dataclass(frozen=True)
class Sheets:
    """A PDF that is looked at.

    Attributes:
        data: The file.
        digest: By which its pictures are known again.
        sizes: Width and height of each page, in points.
    """

    data: bytes
    digest: str
    sizes: tuple[tuple[float, float], ...]

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self.sizes)


def read(data: bytes) -> Sheets:
    """The pages of a PDF that this program has drawn."""
    import pypdfium2

    with _pdfium:
        document = pypdfium2.PdfDocument(data)
        try:
            sizes = tuple(document.get_page_size(n) for n in range(len(document)))
        finally:
            document.close()
    return Sheets(data, hashlib.sha256(data).hexdigest(), sizes)


def draw(data: bytes, page: int, width: int) -> QImage:
    """A page, counted from 0, as a picture `width` pixels wide; paper is white in every theme."""
    import pypdfium2

    with _pdfium:
        document = pypdfium2.PdfDocument(data)
        try:
            sheet = document[page]
            scale = min(max(width, 1), _MOST_PIXELS) / ceil(sheet.get_width())
            bitmap = sheet.render(scale=scale, prefer_bgrx=True)
            image = QImage(
                bytes(bitmap.buffer),
                bitmap.width,
                bitmap.height,
                bitmap.stride,
                QImage.Format.Format_RGB32,
            ).copy()
            bitmap.close()
            sheet.close()
        finally:
            document.close()
    return image


def words(data: bytes, page: int) -> str:
    """What a page, counted from 0, says: for those who hear it."""
    import pypdfium2

    with _pdfium:
        document = pypdfium2.PdfDocument(data)
        try:
            sheet = document[page]
            text = sheet.get_textpage()
            said = str(text.get_text_range())
            text.close()
            sheet.close()
        finally:
            document.close()
    return " ".join(said.split())
