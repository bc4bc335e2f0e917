"""Draws a document as a PDF.

Setting and drawing are apart: boxes are built and broken into pages until the page numbers in the
contents are right (two passes, boxes are reused), then every page is drawn once.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Final

from visitplanner.publishing.colours import accent
from visitplanner.publishing.documents.model import Heading, HostBlock, ItemRow, PersonCards
from visitplanner.publishing.documents.model.pictures import Pictures, SmallPictures, no_pictures
from visitplanner.publishing.documents.pdf import fonts
from visitplanner.publishing.documents.pdf.finish import finish
from visitplanner.publishing.documents.pdf.furniture import draw_furniture
from visitplanner.publishing.documents.pdf.inks import accented
from visitplanner.publishing.documents.pdf.pager import Pager, Sheet
from visitplanner.publishing.documents.pdf.paper import Paper
from visitplanner.publishing.documents.pdf.pen import MissingGlyph, Pen
from visitplanner.publishing.documents.pdf.remembered import Remembered
from visitplanner.publishing.documents.pdf.setting import ContentsEntry, Setting
from visitplanner.publishing.documents.pdf.shrinking import Step, boxes_of, closeness
from visitplanner.publishing.documents.pdf.styles import Face

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from reportlab.pdfgen.canvas import Canvas

    from visitplanner.publishing.documents.model import Document, Part
    from visitplanner.publishing.documents.pdf.boxes import Box

_PASSES: Final = 4
"""Page numbers settle in two passes; more only if a number changes the length of its line."""
_remembered = Remembered()
_last_pages: dict[str, int] = {}
"""Where keys were found last; a glance at a page begins with them and is mostly right."""
_drawing = Lock()  # the PDF library keeps global state while it writes


@dataclass(frozen=True, slots=True)
class RenderedPdf:
    """A drawn document.

    Attributes:
        data: The file.
        pages: How many pages it has.
        missing: Characters no font has; they stand on the page as ‹U+XXXX›.
        spans: For each part of the document its first and its last page, from 1.
    """

    data: bytes
    pages: int
    missing: tuple[MissingGlyph, ...]
    spans: tuple[tuple[int, int], ...] = ()


def render_pdf(
    document: Document,
    pictures: Pictures = no_pictures,
    only: Collection[int] | None = None,
) -> RenderedPdf:
    """Draw a document. The same document gives the same bytes.

    Args:
        document: What is said.
        pictures: Where the bytes of its pictures come from.
        only: The pages to draw, from 1; all others are there, but empty. None draws all. What is
            looked at can be shown sooner so; it is nothing to publish.

    Raises:
        FileProblem: a font is missing from the installation.
    """
    return _render(document, pictures, only, tags=True)


def _render(
    document: Document,
    pictures: Pictures = no_pictures,
    only: Collection[int] | None = None,
    *,
    tags: bool,
) -> RenderedPdf:
    """Draw a document; without tags only to measure what they cost."""
    fonts.load()
    with _drawing, accented(accent(document.setup.accent)):
        layout = _Layout(document, pictures)
        if only is not None:
            layout.expect(_last_pages)
        sheets = layout.run()
        _last_pages.clear()
        _last_pages.update(layout.setting.pages)
        data, pen = _draw(document, layout, sheets, only, tags=tags)
    data = finish(data, document, layout.language, pen.marks)
    return RenderedPdf(data, len(sheets), tuple(pen.missing.values()), tuple(layout.spans))


class _Layout:
    """Sets the parts in passes until all page numbers are known."""

    def __init__(self, document: Document, pictures: Pictures) -> None:
        self.document = document
        self.pictures = pictures
        self._small = isinstance(pictures, SmallPictures)
        self.language = document.language or "en"
        self.parts = [
            (part.key or f"part-{number}", part) for number, part in enumerate(document.parts, 1)
        ]
        self.keys = frozenset({key for key, _ in self.parts} | set(_inner_keys(document)))
        self.setting = self._setting()
        self.spans: list[tuple[int, int]] = []
        self._built: dict[tuple[int, Step | None], list[Box]] = {}
        self._referring: set[int] = set()
        self._taken: dict[int, int] = {}

    def _setting(self) -> Setting:
        contents = [ContentsEntry(p, key) for key, p in self.parts if p.in_contents and p.title]
        head = self.document.furniture.head_left
        paper = Paper(self.document.setup)
        setting = Setting(self.document.words, self.keys, contents, head, self.pictures, paper)
        setting.language = self.language
        return setting

    def expect(self, pages: Mapping[str, int]) -> None:
        """Begin with page numbers that are probably right, to spare a pass."""
        self.setting.pages = {key: page for key, page in pages.items() if key in self.keys}

    def run(self) -> list[Sheet]:
        """The pages."""
        sheets = self._set()
        for _ in range(_PASSES - 1):
            found = self._found(sheets)
            if self.setting.pages == found:
                break
            self.setting.pages = found
            if not self._referring:
                break
            sheets = self._set()
        return sheets

    def _set(self) -> list[Sheet]:
        pager = Pager(self.setting.paper)
        self.spans = []
        for run in self._runs():
            step = self._step(run)
            for index in run:
                part = self.parts[index][1]
                first = pager.part(part, self._boxes(index, step))
                self.spans.append((first, max(first, len(pager.sheets))))
        return pager.finished()

    def _runs(self) -> list[list[int]]:
        """The parts that follow one another on the same pages, by their indices."""
        runs: list[list[int]] = []
        for index, (_, part) in enumerate(self.parts):
            if runs and not part.new_page and part.page is self.parts[index - 1][1].page:
                runs[-1].append(index)
            else:
                runs.append([index])
        return runs

    def _step(self, run: Sequence[int]) -> Step | None:
        """How close the parts of a run are set."""
        parts = [self.parts[index][1] for index in run]
        return closeness(parts, self.setting, lambda at, step: self._boxes(run[at], step))

    def _boxes(self, index: int, step: Step | None) -> list[Box]:
        """The boxes of a part; those without page numbers are built once."""
        if (index, step) in self._built:
            return self._built[index, step]
        self.setting.referred = False
        boxes = _remembered.boxes(
            self.parts[index][1],
            self.setting,
            lambda part, setting: _opened(part, setting, step),
            like=(self.language, self.document.setup, step, self._small),
            free=lambda known: self._taken.get(id(known), index) == index,
        )
        self._taken[id(boxes)] = index
        if self.setting.referred:
            self._referring.add(index)
        else:
            self._built[index, step] = boxes
        return boxes

    def _found(self, sheets: Sequence[Sheet]) -> dict[str, int]:
        found: dict[str, int] = {}
        for (key, _), (page, _last) in zip(self.parts, self.spans, strict=True):
            found.setdefault(key, page)
        for number, sheet in enumerate(sheets, 1):
            for _, box in sheet.placed:
                for key in box.anchors():
                    found.setdefault(key, number)
        return found


def _opened(part: Part, setting: Setting, step: Step | None) -> list[Box]:
    """The boxes of a part; the first one opens it."""
    boxes = boxes_of(part, setting, step)
    if boxes:
        boxes[0].opens = part.level
    return boxes


def _inner_keys(document: Document) -> Iterator[str]:
    """Keys of blocks and cards that links may lead to."""
    for part in document.parts:
        for block in part.blocks:
            if isinstance(block, Heading | HostBlock | ItemRow) and block.key:
                yield block.key
            elif isinstance(block, PersonCards):
                yield from (card.key for card in block.cards if card.key)


def _draw(
    document: Document,
    layout: _Layout,
    sheets: Sequence[Sheet],
    only: Collection[int] | None = None,
    *,
    tags: bool = True,
) -> tuple[bytes, Pen]:
    buffer = io.BytesIO()
    canvas = _canvas(buffer, document)
    pen = Pen(canvas, layout.keys, document.words, tags=tags)
    opening = _opening(layout)
    for number, sheet in enumerate(sheets, 1):
        lay = layout.setting.paper.lay(sheet.family, number)
        pen.start_page(sheet.family.width, lay.logical_height, lay)
        for key, part in opening.get(number, ()):
            _open_part(pen, canvas, key, part)
        if only is None or number in only:
            _draw_sheet(pen, sheet)
            draw_furniture(
                pen,
                layout.setting,
                document.furniture,
                sheet.family,
                sheet.head,
                number,
                len(sheets),
            )
        else:
            _mark_places(pen, sheet)
        pen.end_page()
    canvas.save()
    return buffer.getvalue(), pen


def _draw_sheet(pen: Pen, sheet: Sheet) -> None:
    x = sheet.family.left if sheet.family.framed else 0.0
    for y, box in sheet.placed:
        if box.opens is not None:
            pen.marks.section(box.opens)
        pen.anchor(box.key, y)
        box.draw(pen, x, y)


def _mark_places(pen: Pen, sheet: Sheet) -> None:
    """Let links lead to a page that is not drawn."""
    for y, box in sheet.placed:
        for key in box.anchors():
            pen.anchor(key, y)


def _opening(layout: _Layout) -> dict[int, list[tuple[str, Part]]]:
    opening: dict[int, list[tuple[str, Part]]] = {}
    for (page, _last), keyed in zip(layout.spans, layout.parts, strict=True):
        opening.setdefault(page, []).append(keyed)
    return opening


def _open_part(pen: Pen, canvas: Canvas, key: str, part: Part) -> None:
    pen.anchor(key, 0)
    title = fonts.clean(part.title).replace("\n", " ")
    if title:
        level = min(max(part.level, 0), pen.outline_level + 1, 1)
        canvas.addOutlineEntry(title, key, level)
        pen.outline_level = level


def _canvas(buffer: io.BytesIO, document: Document) -> Canvas:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(
        buffer,
        pageCompression=1,
        invariant=1,
        initialFontName=Face.SANS.value,  # type: ignore[arg-type] # the stub is wrong
        lang=document.language or "en",
    )
    canvas.setTitle(document.title)
    canvas.setAuthor(document.author)
    canvas.setSubject(document.subject)
    canvas.setCreator("Visit Planner")
    canvas.showOutline()
    return canvas


__all__ = ["MissingGlyph", "RenderedPdf", "render_pdf"]
