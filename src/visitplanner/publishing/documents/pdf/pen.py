"""The pen: draws lines, fields, text and symbols on the page, y counted downwards from its top."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote

from visitplanner.publishing.documents.model import Icon, Sign, Words
from visitplanner.publishing.documents.pdf import fonts
from visitplanner.publishing.documents.pdf.glyphs import colour, icon_paths, parts
from visitplanner.publishing.documents.pdf.inks import inverted
from visitplanner.publishing.documents.pdf.marks import Marks
from visitplanner.publishing.documents.pdf.styles import MM, RIGHT, Ink
from visitplanner.publishing.documents.pdf.textout import draw_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlab.pdfgen.canvas import Canvas

    from visitplanner.publishing.documents.pdf.boxes import Box
    from visitplanner.publishing.documents.pdf.lines import Line
    from visitplanner.publishing.documents.pdf.marks import Element, Mark
    from visitplanner.publishing.documents.pdf.paper import Lay

_SCHEMES: Final = re.compile(r"(?:mailto|tel|geo|https?):\S", re.IGNORECASE)
TICK_BOX: Final = 4.4 * MM
"""Side of a box to tick: large enough for a pen, whatever the size of the text."""
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

    def __init__(
        self,
        canvas: Canvas,
        destinations: frozenset[str],
        words: Words | None = None,
        *,
        tags: bool = True,
    ) -> None:
        """Take a canvas, the keys that links may lead to, and what is read out for signs."""
        self.canvas = canvas
        self.marks = Marks(canvas, on=tags)
        self._words = words or Words()
        self.width = 0.0
        self.height = 0.0
        self.bleed = 0.0
        self.lay: Lay | None = None
        self.page = 0
        self.missing: dict[str, MissingGlyph] = {}
        self.outline_level = -1
        self._destinations = destinations
        self._set: set[str] = set()
        self._forms: set[str] = set()
        self._fill = self._stroke = ""

    def start_page(self, width: float, height: float, lay: Lay | None = None) -> None:
        """Begin a page, lying so on its sheet; call `end_page` when it is drawn."""
        self.width, self.height = width, height
        self.page += 1
        self._fill = self._stroke = ""
        self.lay, self.bleed = lay, lay.bleed(width) if lay else 0.0
        self.canvas.setPageSize((lay.width, lay.height) if lay else (width, height))
        if lay and not lay.is_plain:
            self.canvas.transform(lay.scale, 0, 0, lay.scale, lay.right, lay.up)
        self.marks.start_page(lay)

    def end_page(self) -> None:
        """Finish the page."""
        self.marks.end_page()
        self.canvas.showPage()

    @contextmanager
    def raised(self, by: float) -> Iterator[None]:
        """Draw everything higher by some points."""
        self.height += by
        yield
        self.height -= by

    @contextmanager
    def inverted(self, *, when: bool = True) -> Iterator[None]:
        """Draw navy on white what is usually white on navy."""
        if not when:
            yield
            return
        self.forget()
        with inverted():
            yield
        self.forget()

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

    @contextmanager
    def scaled(self, scale: float) -> Iterator[None]:
        """Draw everything larger, from the upper left corner of the page.

        Links and anchors are not moved: there are none in what is scaled.
        """
        if scale == 1:
            yield
            return
        height, width = self.height, self.width
        self.canvas.saveState()
        self.canvas.scale(scale, scale)
        self.height, self.width = height / scale, width / scale
        self.forget()
        yield
        self.height, self.width = height, width
        self.canvas.restoreState()
        self.forget()

    def bounds(self, x: float, y: float, box: Box) -> tuple[float, float, float, float]:
        """The rectangle of a box on its page: left, bottom, right, top, upwards."""
        width = getattr(box, "width", 0.0) or self.width - RIGHT - x
        return x, self.height - y - box.height, x + width, self.height - y

    def forget(self) -> None:
        """Forget the colours set last, after drawing on the canvas directly."""
        self._fill = self._stroke = ""

    # fields and lines
    def rect(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        """A filled rectangle; `y` is its top. One from edge to edge fills the sheet."""
        self._filled(fill)
        if self.bleed and x <= 0 and x + width >= self.width:
            x, width = -self.bleed, self.width + 2 * self.bleed
            if y <= 0:
                y, height = y - self.bleed, height + self.bleed
        bottom = self.height - y - height
        self.marks.code.append(f"{x:.3f} {bottom:.3f} {width:.3f} {height:.3f} re f")

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
        left, bottom = x + line / 2, self.height - y - height + line / 2
        width, height = max(width - line, 0), max(height - line, 0)
        self.marks.code.append(f"{left:.3f} {bottom:.3f} {width:.3f} {height:.3f} re S")

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
        start, end = self.height - y1, self.height - y2
        self.marks.code.append(f"{x1:.3f} {start:.3f} m {x2:.3f} {end:.3f} l S")

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
            self.marks.code.append(f"{parts(fill)} rg")
            self._fill = fill

    def _stroked(self, ink: str, line: float, dash: Dash = (), *, rounded: bool = False) -> None:
        dashes = " ".join(f"{length:.3g}" for length in dash)
        stroke = f"{parts(ink)} RG {line:.3g} w {int(rounded)} J [{dashes}] 0 d"
        if self._stroke != stroke:
            self.marks.code.append(stroke)
            self._stroke = stroke

    # text
    def lines(self, lines: Sequence[tuple[float, float, Line]], mark: Mark | None = None) -> None:
        """Draw set lines, each at its left end and baseline, as the element of the mark."""
        draw_lines(self, lines, mark)

    def pill(self, x: float, baseline: float, width: float) -> None:
        """The navy circle of a map number, or a pill where it is long."""
        self._filled(Ink.NAVY)
        bottom = self.height - baseline + 2.9 - 4.7
        self.canvas.roundRect(x, bottom, width, 9.4, 4.7, stroke=0, fill=1)

    def sign(self, sign: Sign, x: float, baseline: float, size: float, ink: str) -> None:
        """A mark in a list: the square of a night, a box to tick."""
        if sign is Sign.NIGHT:
            self.rect(x, baseline - 0.82 * size, size, size, ink)
        else:
            left, top = x + (size - TICK_BOX) / 2, baseline - 0.34 * size - TICK_BOX / 2
            self.frame(left, top, TICK_BOX, TICK_BOX, ink, 0.8)

    def words_of(self, sign: Sign) -> str:
        """What is read out for a sign."""
        return self._words.sleeps if sign is Sign.NIGHT else self._words.tick_box

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
    def leads(self, target: str) -> bool:
        """Whether a target is one: a known key, or an address of a known scheme."""
        if target.startswith("#"):
            return target[1:] in self._destinations
        return bool(_SCHEMES.match(target))

    def link(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        target: str,
        element: Element | None = None,
        words: list[str] | None = None,
    ) -> None:
        """Make a rectangle lead to a target; an unknown scheme or key leads nowhere.

        Args:
            x: Its left edge.
            y: Its top.
            width: In points.
            height: In points.
            target: An address, or `#key`.
            element: The link that its words stand in; None makes one without words.
            words: What is clicked. For addresses, the address is told instead.
        """
        if not self.leads(target) or (self.marks.on and self.marks.silent):
            return
        box = (x, self.height - y - height, x + width, self.height - y)
        box = self.lay.box(box) if self.lay else box
        if target.startswith("#"):
            self.canvas.linkRect("", target[1:], box, relative=0, thickness=0)
            said = words if words is not None else [target[1:]]
        else:
            url = quote(fonts.clean(target).replace("\n", "").replace(" ", ""), safe=_URL_SAFE)
            self.canvas.linkURL(url, box, relative=0, thickness=0)
            said = [unquote(url).partition(":")[2]]
        if self.marks.on:
            index = len(self.canvas._annotationrefs) - 1  # type: ignore[attr-defined] # noqa: SLF001
            self.marks.note(index, element or self.marks.link(None), said)

    def anchor(self, key: str, y: float) -> None:
        """Let links to `key` lead here. The first of equal keys wins."""
        if key and key not in self._set:
            self._set.add(key)
            top = self.height - max(y - 12, 0)
            if self.lay:
                top = self.lay.box((0, 0, 0, top))[3]
            self.canvas.bookmarkHorizontalAbsolute(key, top)

    def report(self, characters: tuple[str, ...], sample: str) -> None:
        """Note characters without a glyph, on this page."""
        for character in characters:
            self.missing.setdefault(character, MissingGlyph(character, self.page, sample))
