"""Set lines become the operators of a text object, with the marks of what is read out.

We write the operators ourselves: a page holds hundreds of small texts, and the PDF library sets
face, leading and colour anew for each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from visitplanner.publishing.documents.model import Icon, Sign
from visitplanner.publishing.documents.pdf import fonts
from visitplanner.publishing.documents.pdf.glyphs import parts
from visitplanner.publishing.documents.pdf.marks import END, MAY_BE_EMPTY, REVERSED, span
from visitplanner.publishing.documents.pdf.styles import Ink

if TYPE_CHECKING:
    from collections.abc import Sequence

    from visitplanner.publishing.documents.pdf.lines import Line
    from visitplanner.publishing.documents.pdf.marks import Element, Mark
    from visitplanner.publishing.documents.pdf.pen import Pen
    from visitplanner.publishing.documents.pdf.styles import Face
    from visitplanner.publishing.documents.pdf.text import Look, Piece

_SOFT_HYPHEN: Final = "\u00ad"


class TextObject:
    """The operators of one text object, written as needed."""

    def __init__(self, pen: Pen) -> None:
        """Start without face and colour."""
        self.code: list[str] = []
        self._canvas = pen.canvas
        self._face: Face | None = None
        self._size = 0.0
        self._subset = ""
        self._colour = ""

    def at(self, x: float, y: float) -> None:
        """Go to a place on the page, `y` upwards."""
        self.code.append(f"1 0 0 1 {x:.3f} {y:.3f} Tm")

    def look(self, face: Face, size: float, colour: str) -> None:
        """Set what follows in a face and a colour."""
        if face is not self._face or size != self._size:
            self._face, self._size, self._subset = face, size, ""
        if colour != self._colour:
            self._colour = colour
            self.code.append(f"{parts(colour)} rg")

    def spacing(self, points: float) -> None:
        """Add space after each letter of what follows."""
        self.code.append(f"{points:.4g} Tc")

    def show(self, text: str) -> None:
        """Show letters; a face is embedded in sets of letters, each a font of its own."""
        if self._face is None or not text:
            return
        font, canvas = fonts.registered(self._face), self._canvas
        document = canvas._doc  # type: ignore[attr-defined] # noqa: SLF001
        for number, letters in font.splitString(text, document):
            name = font.getSubsetInternalName(number, document)
            if name != self._subset:
                self._subset = name
                self.code.append(f"{name} {self._size:.4g} Tf")
            self.code.append(f"({canvas._escape(letters)}) Tj")  # type: ignore[attr-defined] # noqa: SLF001


def draw_lines(
    pen: Pen, lines: Sequence[tuple[float, float, Line]], mark: Mark | None = None
) -> None:
    """Draw set lines, each at its left end and baseline, as one element."""
    says = any(line.pieces for _, _, line in lines) or (mark and mark.tag in MAY_BE_EMPTY)
    element = pen.marks.text(mark) if says else None
    setter = _Setter(pen, element)
    for x, baseline, line in lines:
        setter.line(x, baseline, line)
    setter.finish()


class _Setter:
    """Draws the lines of one text; its links become elements around their words."""

    def __init__(self, pen: Pen, element: Element | None) -> None:
        self.pen, self.element = pen, element
        self.text = TextObject(pen)
        self.open: Element | None = None
        self.link: Element | None = None
        self.target = ""
        self.words: list[str] = []

    def line(self, x: float, baseline: float, line: Line) -> None:
        """Draw a line."""
        start = end = size = 0.0
        last = len(line.pieces) - 1
        words = _with_accents(line) if self.element is not None else {}
        for index, (offset, piece) in enumerate(line.pieces):
            look, left = piece.look, x + offset
            if look.target != self.target:
                self._rectangle(start, end, baseline, size)
                self._turn_to(look.target)
                start, size = left, 0.0
            elif not size:
                start = left
            end, size = left + piece.width, max(size, look.size)
            if look.symbol is not None:
                self._symbol(look, left, baseline)
            else:
                if index in words:
                    self._within()
                    self.text.code.append(span(actual=words[index][1]))
                self._piece(left, baseline, piece, line.after if index == last else "")
                if any(index == final for final, _ in words.values()):
                    self.text.code.append(END)
        self._rectangle(start, end, baseline, size)

    def finish(self) -> None:
        """Close what is open, and put the text on the page."""
        self._close()
        code = self.text.code
        if not code:
            return
        marks = self.pen.marks
        text = f"BT {' '.join(code)} ET"
        if self.element is None:
            marks.code.append(text)
        else:
            marks.interrupt()
            marks.code.append(text)
            marks.resume()
        self.pen.forget()
        self.text = TextObject(self.pen)

    # links
    def _turn_to(self, target: str) -> None:
        """Words with another target follow."""
        self.target, self.link, self.words = target, None, []
        if target and self.element is not None and self.pen.leads(target):
            self.link = self.pen.marks.link(self.element)

    def _rectangle(self, left: float, right: float, baseline: float, size: float) -> None:
        """Make the words of this line that lead somewhere clickable."""
        if size and self.target:
            self.pen.link(
                left, baseline - size, right - left, 1.35 * size, self.target, self.link, self.words
            )

    # words
    def _within(self) -> None:
        """The words that follow belong to the link, or to the text itself."""
        element = self.link or self.element
        if element is None or element is self.open:
            return
        self._close()
        self.text.code.append(self.pen.marks.begin(element))
        self.open = element

    def _close(self) -> None:
        if self.open is not None:
            self.text.code.append(END)
            self.open = None

    def _piece(self, x: float, baseline: float, piece: Piece, after: str) -> None:
        look, text, pen = piece.look, self.text, self.pen
        self._within()
        if self.target:
            self.words.append(piece.text)
        ink, x_text, y = look.colour, x, pen.height - baseline
        if look.circled:
            pen.pill(x, baseline, piece.width)
            ink, y = Ink.WHITE, y + 0.6
            x_text += (piece.width - look.width(piece.text)) / 2
        spoken = self.element is not None and (look.actual or look.language)
        if spoken:
            text.code.append(span(actual=look.actual or None, language=look.language))
        if look.moved:
            y += look.moved[1]
        if look.backward:
            text.code.append(REVERSED)
        text.at(x_text, y)
        text.look(look.face, look.size, ink)
        self._show(piece, after)
        if look.backward:
            text.code.append(END)
        if spoken:
            text.code.append(END)
        if look.struck:
            y = baseline - 0.27 * look.size
            pen.rule(x, y, x + piece.width, y, look.colour, 0.6)

    def _show(self, piece: Piece, after: str) -> None:
        """Show a piece. At a line's end, a hyphen of ours and the space between words are said."""
        look, text, words = piece.look, self.text, piece.text
        hyphen = after == "-" and self.element is not None
        if hyphen:
            words = words[:-1]
        elif after == " ":
            words += " "
        if look.tracking:
            text.spacing(look.tracking)
        if look.kerned:
            _show_kerned(text, words, look)
        else:
            text.show(words)
        if hyphen:
            text.code.append(span(actual=_SOFT_HYPHEN))
            text.show(piece.text[-1:])
            text.code.append(END)
        if look.tracking:
            text.spacing(0)

    # symbols
    def _symbol(self, look: Look, x: float, baseline: float) -> None:
        if isinstance(look.symbol, Icon):
            self.pen.icon(look.symbol, x, baseline + 0.2 * look.size, look.size, look.colour)
        elif isinstance(look.symbol, Sign):
            word = self.pen.words_of(look.symbol)
            if self.element is None or not word:
                self.pen.sign(look.symbol, x, baseline, look.size, look.colour)
            else:
                self._said(look.symbol, word, look, x, baseline)

    def _said(self, sign: Sign, word: str, look: Look, x: float, baseline: float) -> None:
        """A sign that is read out, with a space in its place for those who copy the text."""
        self.finish()
        marks = self.pen.marks
        marks.interrupt()
        if self.element is not None:
            marks.code.append(f"{marks.begin(self.element)} {span(actual=word)}")
        self.pen.sign(sign, x, baseline, look.size, look.colour)
        space = TextObject(self.pen)
        space.at(x, self.pen.height - baseline)
        space.look(look.face, look.size, look.colour)
        space.show(" ")
        marks.code.append(f"BT {' '.join(space.code)} ET {END} {END}")
        marks.resume()
        self.pen.forget()


def _with_accents(line: Line) -> dict[int, tuple[int, str]]:
    """The words of a line in which accents are moved: first piece, last piece, what they say.

    An accent that is drawn apart from its letter is taken by some readers for a line of its own.
    """
    found: dict[int, tuple[int, str]] = {}
    start = 0
    for index, (_, piece) in enumerate(line.pieces):
        before = line.pieces[index - 1][1] if index else None
        if before is None or before.look.symbol or before.look.target != piece.look.target:
            start = index
        if piece.look.moved and index > start:
            said = "".join(one.text for _, one in line.pieces[start : index + 1])
            last = index == len(line.pieces) - 1 and line.after == " "
            found[start] = index, f"{said} " if last else said
    return found


def _show_kerned(text: TextObject, words: str, look: Look) -> None:
    """Show a heading with kerned pairs, as one run of text.

    The distance goes into the letter space of the letter before: moving the text position instead
    would make readers see separate words.
    """
    start = 0
    for index in range(len(words) - 1):
        kern = fonts.kern(words[index : index + 2], look.face)
        if kern:
            if index > start:
                text.spacing(look.tracking)
                text.show(words[start:index])
            text.spacing(look.tracking + kern * look.size)
            text.show(words[index])
            start = index + 1
    text.spacing(look.tracking)
    text.show(words[start:])
    text.spacing(0)
