"""QR codes, drawn as squares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from visitplanner.publishing.documents.pdf.boxes import Box, Drawing
from visitplanner.publishing.documents.pdf.styles import Ink

if TYPE_CHECKING:
    from visitplanner.publishing.documents.pdf.pen import Pen

_MOST_BYTES: Final = 800
"""Longer texts make squares too small for a telephone at 25 mm."""


def code_box(text: str, size: float) -> Box | None:
    """A QR code (level M) of a text in a square, without quiet zone; None if it cannot be one."""
    if not text or len(text.encode("utf-8", "replace")) > _MOST_BYTES:
        return None
    rows = _modules(text)
    each = size / len(rows)
    spans = [span for y, row in enumerate(rows) for span in _spans(row, y)]

    def paint(pen: Pen, x: float, y: float) -> None:
        for left, top, count in spans:
            pen.rect(x + left * each, y + top * each, count * each, each + 0.02, Ink.INK)

    return Drawing(size, paint)


def _modules(text: str) -> list[list[bool]]:
    from reportlab.graphics.barcode.qrencoder import QR8bitByte, QRCode, QRErrorCorrectLevel

    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(QR8bitByte(text))
    code.make()
    return [[bool(cell) for cell in row] for row in code.modules]


def _spans(row: list[bool], y: int) -> list[tuple[int, int, int]]:
    """Neighbouring dark squares as one: (left, top, count)."""
    found: list[tuple[int, int, int]] = []
    start: int | None = None
    for x, dark in enumerate([*row, False]):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            found.append((start, y, x - start))
            start = None
    return found
