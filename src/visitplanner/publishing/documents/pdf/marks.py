"""The tree of tags, and the marks in a page's content that belong to it (ISO 32000-1, 14.6–14.8).

Everything drawn is an artifact until a text or a figure says what it is: an artifact sequence is
always open, and text interrupts it. So nothing on a page is neither read out nor left out.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reportlab.pdfgen.canvas import Canvas

    from visitplanner.publishing.documents.pdf.paper import Lay

ARTIFACT: Final = "/Artifact BMC"
END: Final = "EMC"
REVERSED: Final = "/ReversedChars BMC"
"""What follows is shown from its last letter to its first (ISO 32000-1, 14.8.2.3.3)."""
LEAVES: Final = frozenset(
    {"H1", "H2", "H3", "H4", "H5", "H6", "P", "Lbl", "Caption", "Span", "Reference"}
)
"""Elements that hold their words themselves; texts in all others become paragraphs."""
_NO_TEXT: Final = frozenset({"Table", "THead", "TBody", "TFoot", "TR", "L", "TOC"})
"""Elements in which no words may stand; a text painted there is said nowhere."""
MAY_BE_EMPTY: Final = frozenset({"TD", "TH"})
"""Elements that are there even if they say nothing: they keep their place in a row."""
_HEADINGS: Final = {f"H{level}": level for level in range(1, 7)}


class Mark:
    """What a box is. Boxes that share a mark, on whatever pages, are one element.

    Attributes:
        tag: Its structure type.
        alt: What it shows, in words; read in place of what is drawn.
        language: BCP 47, where it differs from the document's.
        attributes: By name; "O" is their owner ("Table", "Layout", "List").
    """

    __slots__ = ("alt", "attributes", "language", "tag")

    def __init__(
        self,
        tag: str,
        *,
        alt: str = "",
        language: str = "",
        attributes: Mapping[str, object] | None = None,
    ) -> None:
        """Take what a box is; equal marks are different elements."""
        self.tag, self.alt, self.language = tag, alt, language
        self.attributes = attributes


class Element:
    """A node of the tree.

    Attributes:
        tag: Its structure type.
        kids: In reading order: elements, marked contents (page and number, from 0), links.
        mark: Where its words and attributes are.
        box: The rectangle of a figure on its page: left, bottom, right, top.
    """

    __slots__ = ("box", "kids", "mark", "tag")

    def __init__(self, tag: str, mark: Mark | None = None) -> None:
        """Make an element without kids."""
        self.tag = tag
        self.mark = mark
        self.kids: list[Element | tuple[int, int] | Note] = []
        self.box: tuple[float, float, float, float] | None = None


@dataclass(slots=True, eq=False)
class Note:
    """A clickable rectangle.

    Attributes:
        page: Its page, from 0.
        index: Its place among the page's annotations, from 0.
        element: The link that it belongs to.
        words: What is clicked, in words; more may be appended while the link is drawn.
    """

    page: int
    index: int
    element: Element
    words: list[str]


class Marks:
    """Records the tree while a canvas is drawn on.

    Attributes:
        root: The document.
        pages: For every page the elements of its marked contents, in their order.
        notes: All links.
        on: False draws a file without tags.
    """

    def __init__(self, canvas: Canvas, *, on: bool = True) -> None:
        """Start with an empty tree."""
        self.on = on
        self.root = Element("Document")
        self.pages: list[list[Element]] = []
        self.notes: list[Note] = []
        self._canvas = canvas
        self._stack = [self.root]
        self._found: dict[Mark, Element] = {}
        self._silent = 0 if on else 1
        self._solid = 0
        self._heading = 0
        self.lay: Lay | None = None

    # pages
    def start_page(self, lay: Lay | None = None) -> None:
        """Begin a page, lying so on its sheet: whatever comes is an artifact."""
        self.pages.append([])
        self.lay = lay
        self.resume()

    def end_page(self) -> None:
        """Close what is open."""
        self.interrupt()

    def interrupt(self) -> None:
        """Close the artifact that is open."""
        if self.on and not self._solid:
            code = self.code
            if code and code[-1] is ARTIFACT:
                code.pop()
            else:
                code.append(END)

    def resume(self) -> None:
        """What follows is an artifact again."""
        if self.on and not self._solid:
            self.code.append(ARTIFACT)

    @property
    def code(self) -> list[str]:
        """The operators of the page (or form) that is drawn."""
        code: list[str] = self._canvas._code  # type: ignore[attr-defined] # noqa: SLF001
        return code

    # elements
    @property
    def silent(self) -> bool:
        """Whether what is drawn is not to be read out, or stands in a figure."""
        return self._silent > 0

    @contextmanager
    def element(self, mark: Mark) -> Iterator[None]:
        """What is drawn within becomes the kids of an element."""
        if self._silent:
            yield
            return
        self._stack.append(self.find(mark))
        yield
        self._stack.pop()

    @contextmanager
    def silence(self) -> Iterator[None]:
        """What is drawn within is not read out."""
        self._silent += 1
        yield
        self._silent -= 1

    @contextmanager
    def pagination(self, *, head: bool) -> Iterator[None]:
        """What is drawn within is the running head or foot."""
        self.interrupt()
        if self.on:
            kind = "/Header /Attached [/Top]" if head else "/Footer /Attached [/Bottom]"
            self.code.append(f"/Artifact <</Type /Pagination /Subtype {kind}>> BDC")
        self._silent += 1
        yield
        self._silent -= 1
        if self.on:
            self.code.append(END)
        self.resume()

    @contextmanager
    def figure(self, mark: Mark, box: tuple[float, float, float, float]) -> Iterator[None]:
        """All that is drawn within is one picture with the words of its mark.

        A picture without words is a decoration.
        """
        if self._silent or not mark.alt:
            with self.silence():
                yield
            return
        element = self.find(mark)
        if element.box is None:
            element.box = self.lay.box(box) if self.lay else box
        self.interrupt()
        self.code.append(self.begin(element))
        self._silent += 1
        self._solid += 1
        yield
        self._solid -= 1
        self._silent -= 1
        self.code.append(END)
        self.resume()

    def section(self, level: int) -> None:
        """Begin a part of the document; of level 1, within the last one of level 0."""
        if not self.on:
            return
        parent = self.root
        if level > 0 and len(self._stack) > 1:
            parent = self._stack[1]
        element = Element("Sect")
        parent.kids.append(element)
        self._stack = [self.root, element] if parent is self.root else [self.root, parent, element]

    def find(self, mark: Mark) -> Element:
        """The element of a mark; a new one stands in the one that is open."""
        element = self._found.get(mark)
        if element is None:
            element = self._found[mark] = Element(self._tag(mark.tag), mark)
            self._stack[-1].kids.append(element)
        return element

    def knows(self, mark: Mark) -> bool:
        """Whether there is an element of a mark already."""
        return mark in self._found

    def text(self, mark: Mark | None) -> Element | None:
        """The element that a text belongs to; None where it is not read out."""
        if self._silent:
            return None
        if mark is not None:
            return self.find(mark)
        top = self._stack[-1]
        if top.tag in LEAVES:
            return top
        if top.tag in _NO_TEXT:
            return None
        element = Element("LBody" if top.tag == "LI" else "P")
        top.kids.append(element)
        return element

    def begin(self, element: Element) -> str:
        """The operator that begins a marked content of an element."""
        contents = self.pages[-1]
        element.kids.append((len(self.pages) - 1, len(contents)))
        contents.append(element)
        return f"/{element.tag} <</MCID {len(contents) - 1}>> BDC"

    def link(self, parent: Element | None) -> Element:
        """A new link within an element, or within the one that is open."""
        element = Element("Link")
        (parent or self._stack[-1]).kids.append(element)
        return element

    def note(self, index: int, element: Element, words: list[str]) -> None:
        """Add a clickable rectangle to its link."""
        note = Note(len(self.pages) - 1, index, element, words)
        element.kids.append(note)
        self.notes.append(note)

    def _tag(self, tag: str) -> str:
        """A heading goes at most one level deeper than the one before (ISO 14289-1, 7.4.2)."""
        level = _HEADINGS.get(tag)
        if level is None:
            return tag
        self._heading = min(level, self._heading + 1)
        return f"H{self._heading}"


def literal(text: str) -> str:
    """A text string for a dictionary: UTF-16 in hexadecimal figures (ISO 32000-1, 7.9.2.2)."""
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"


def span(*, actual: str | None = None, language: str = "") -> str:
    """The operator that begins words that are read differently from how they are drawn."""
    said = f" /ActualText {literal(actual)}" if actual is not None else ""
    spoken = f" /Lang {literal(language)}" if language else ""
    return f"/Span <<{said}{spoken} >> BDC"
