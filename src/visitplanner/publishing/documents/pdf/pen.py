"""The pen: draws lines, fields, text and symbols on the page, y counted downwards from its top."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from visitplanner.publishing.documents.model import Icon, Sign
from visitplanner.publishing.documents.pdf import fonts
from visitplanner.publishing.documents.pdf.glyphs import colour, icon_paths, show_kerned
from visitplanner.publishing.documents.pdf.styles import Ink

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlab.pdfgen.canvas import Canvas
    from reportlab.pdfgen.textobject import PDFTextObject

    from visitplanner.publishing.documents.pdf.lines import Line
    from visitplanner.publishing.documents.pdf.text import Piece

_SCHEMES: Final = re.compile(r"(?:mailto|tel|geo|https?):\S", re.IGNORECASE)
_URL_SAFE: Final = "%/:=&?~#+!$,;'@()*[]-._"

Dash = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class MissingGlyph:
    """A character that none of the fonts has.

    Attributes:
        character: The character; it stands on the page as ‹U+XXXX›.
        page: The first page it is on, from 1.
        sample: The beginning of the word it is in.
    """

    character: str
    page: int
    sample: str

    def __str__(self) -> str:
        """The character with its code and page, for a message."""
        shown = f"{self.character} (U+{ord(self.character):04X})"
        return f"{shown} on page {self.page}"


class Pen:
    """Draws on the current page of a canvas."""

    def __init__(self, canvas: Canvas, destinations: frozenset[str]) -> None:
        """Take a canvas, and the keys that links may lead to."""
        self.canvas = canvas
        self.height = 0.0
        self.page = 0
        self.missing: dict[str, MissingGlyph] = {}
        self.outline_level = -1
        self._destinations = destinations
        self._set: set[str] = set()
        self._forms: set[str] = set()
        self._fill = self._stroke = ""

    def start_page(self, width: float, height: float) -> None:
        """Begin a page; call `end_page` when it is drawn."""
        self.height = height
        self.page += 1
        self._fill = self._stroke = ""
        self.canvas.setPageSize((width, height))

    def end_page(self) -> None:
        """Finish the page."""
        self.canvas.showPage()

    @contextmanager
    def turned(self, x: float, y: float) -> Iterator[None]:
        """Draw from (x, y) upwards, as if the page were turned a quarter to the right."""
        height = self.height
        self.canvas.saveState()
        self.canvas.translate(x, height - y)
        self.canvas.rotate(90)
        self.height = 0.0
        self.forget()
        yield
        self.height = height
        self.canvas.restoreState()
        self.forget()

    def forget(self) -> None:
        """Forget the colours set last, after drawing on the canvas directly."""
        self._fill = self._stroke = ""

    # fields and lines
    def rect(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        """A filled rectangle; `y` is its top."""
        self._filled(fill)
        self.canvas.rect(x, self.height - y - height, width, height, stroke=0, fill=1)

    def frame(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        ink: str,
        line: float,
        *,
        fill: str = "",
        dash: Dash = (),
    ) -> None:
        """A rectangle's edge, drawn inside it, over an optional fill."""
        if fill:
            self.rect(x, y, width, height, fill)
        self._stroked(ink, line, dash)
        self.canvas.rect(
            x + line / 2,
            self.height - y - height + line / 2,
            max(width - line, 0),
            max(height - line, 0),
            stroke=1,
            fill=0,
        )

    def rule(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        ink: str = Ink.RULE,
        line: float = 0.5,
        *,
        dash: Dash = (),
        rounded: bool = False,
    ) -> None:
        """A straight line. With `rounded` and a dash of (0, n) it is dotted."""
        self._stroked(ink, line, dash, rounded=rounded)
        self.canvas.line(x1, self.height - y1, x2, self.height - y2)

    def disc(
        self, x: float, y: float, radius: float, fill: str = "", ink: str = "", line: float = 1
    ) -> None:
        """A circle around (x, y), filled or with an edge inside the radius, or both."""
        if fill:
            self._filled(fill)
        if ink:
            self._stroked(ink, line)
            radius -= line / 2
        self.canvas.circle(x, self.height - y, radius, stroke=int(bool(ink)), fill=int(bool(fill)))

    def _filled(self, fill: str) -> None:
        if self._fill != fill:
            self.canvas.setFillColor(colour(fill))
            self._fill = fill

    def _stroked(self, ink: str, line: float, dash: Dash = (), *, rounded: bool = False) -> None:
        key = f"{ink} {line} {dash} {rounded}"
        if self._stroke != key:
            self.canvas.setStrokeColor(colour(ink))
            self.canvas.setLineWidth(line)
            self.canvas.setLineCap(1 if rounded else 0)
            self.canvas.setDash(list(dash))
            self._stroke = key

    # text
    def lines(self, lines: Sequence[tuple[float, float, Line]]) -> None:
        """Draw set lines, each at its left end and baseline."""
        text = self.canvas.beginText()
        marks: list[tuple[float, float, Piece]] = []
        for x, baseline, line in lines:
            for offset, piece in line.pieces:
                if piece.look.symbol or piece.look.circled:
                    marks.append((x + offset, baseline, piece))
                else:
                    self._piece(text, x + offset, baseline, piece)
        self.canvas.drawText(text)
        self._fill = ""
        for x, baseline, piece in marks:
            self._mark(x, baseline, piece)

    def _piece(self, text: PDFTextObject, x: float, baseline: float, piece: Piece) -> None:
        look = piece.look
        text.setTextOrigin(x, self.height - baseline)
        text.setFont(look.face.value, look.size)
        text.setFillColor(colour(look.colour))
        if look.kerned:
            show_kerned(text, piece)
        else:
            if look.tracking:
                text.setCharSpace(look.tracking)
            text.textOut(piece.text)
            if look.tracking:
                text.setCharSpace(0)
        if look.struck:
            y = baseline - 0.27 * look.size
            self.rule(x, y, x + piece.width, y, look.colour, 0.6)
        if look.target:
            self.link(x, baseline - look.size, piece.width, 1.35 * look.size, look.target)

    def _mark(self, x: float, baseline: float, piece: Piece) -> None:
        look = piece.look
        if look.circled:
            self.circled(x, baseline, piece)
            if look.target:
                self.link(x, baseline - 7.6, piece.width, 9.4, look.target)
        elif isinstance(look.symbol, Icon):
            self.icon(look.symbol, x, baseline + 0.2 * look.size, look.size, look.colour)
        elif look.symbol is Sign.NIGHT:
            self.rect(x, baseline - 0.82 * look.size, look.size, look.size, look.colour)
        else:
            size = look.size * 1.2
            self.frame(x, baseline - 0.85 * size, size, size, look.colour, 0.8)

    def circled(self, x: float, baseline: float, piece: Piece) -> None:
        """A map number: white in a navy circle, or a pill where it is long."""
        middle = self.height - baseline + 2.9
        self._filled(Ink.NAVY)
        self.canvas.roundRect(x, middle - 4.7, piece.width, 9.4, 4.7, stroke=0, fill=1)
        self._filled(Ink.WHITE)
        text = self.canvas.beginText()
        text.setFont(piece.look.face.value, piece.look.size)
        inside = piece.look.width(piece.text)
        text.setTextOrigin(x + (piece.width - inside) / 2, self.height - baseline + 0.6)
        text.textOut(piece.text)
        self.canvas.drawText(text)

    def icon(self, icon: Icon, x: float, bottom: float, size: float, ink: str) -> None:
        """An icon in a square of `size`; `bottom` is the square's lower edge.

        Icons are outlines, not letters of a font: a font's would be private-use characters that
        nobody can search or copy.
        """
        name = f"icon-{icon.value.replace(' ', '-')}"
        if name not in self._forms:
            self.canvas.beginForm(name, 0, 0, 1000, 1000)
            self.canvas.addLiteral(f"{icon_paths()[icon.value]} f")
            self.canvas.endForm()
            self._forms.add(name)
        self.canvas.saveState()
        self.canvas.setFillColor(colour(ink))
        self.canvas.translate(x, self.height - bottom)
        self.canvas.scale(size / 1000, size / 1000)
        self.canvas.doForm(name)
        self.canvas.restoreState()

    # links
    def link(self, x: float, y: float, width: float, height: float, target: str) -> None:
        """Make a rectangle lead to a target; an unknown scheme or key leads nowhere."""
        box = (x, self.height - y - height, x + width, self.height - y)
        if target.startswith("#"):
            if target[1:] in self._destinations:
                self.canvas.linkRect("", target[1:], box, relative=0, thickness=0)
        elif _SCHEMES.match(target):
            url = quote(fonts.clean(target).replace("\n", "").replace(" ", ""), safe=_URL_SAFE)
            self.canvas.linkURL(url, box, relative=0, thickness=0)

    def anchor(self, key: str, y: float) -> None:
        """Let links to `key` lead here. The first of equal keys wins."""
        if key and key not in self._set:
            self._set.add(key)
            self.canvas.bookmarkHorizontalAbsolute(key, self.height - max(y - 12, 0))

    def report(self, characters: tuple[str, ...], sample: str) -> None:
        """Note characters without a glyph, on this page."""
        for character in characters:
            self.missing.setdefault(character, MissingGlyph(character, self.page, sample))
