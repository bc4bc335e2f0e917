"""Colours, outlines of icons, and kerned text for the pen."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING

from reportlab.lib.colors import HexColor

from visitplanner import resources
from visitplanner.publishing.documents.pdf import fonts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportlab.lib.colors import Color
    from reportlab.pdfgen.textobject import PDFTextObject

    from visitplanner.publishing.documents.pdf.text import Piece


@lru_cache(maxsize=64)
def colour(figures: str) -> Color:
    """The colour of six hexadecimal figures."""
    return HexColor(f"#{figures}")


@lru_cache(maxsize=1)
def icon_paths() -> Mapping[str, str]:
    """Outlines of the icons, as PDF path operators in thousandths, y upwards."""
    path = resources.path("fonts", "icons.json")
    paths: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return paths


def show_kerned(text: PDFTextObject, piece: Piece) -> None:
    """Show a heading with kerned pairs, as one run of text.

    The distance goes into the letter space of the letter before: moving the text position instead
    would make readers see separate words.
    """
    look = piece.look
    pairs = fonts.kerning()
    start = 0
    for index in range(len(piece.text) - 1):
        kern = pairs.get(piece.text[index : index + 2], 0)
        if kern and look.face.value == "Plan-Serif-Semi":
            if index > start:
                text.setCharSpace(look.tracking)
                text.textOut(piece.text[start:index])
            text.setCharSpace(look.tracking + kern * look.size / 1000)
            text.textOut(piece.text[index])
            start = index + 1
    text.setCharSpace(look.tracking)
    text.textOut(piece.text[start:])
    text.setCharSpace(0)
