"""From text to words: runs with their roles become pieces that one face draws in one colour.

We set lines ourselves instead of using the PDF library's paragraphs, which read their input as
markup. Here no string is ever interpreted: what was typed is what is printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from visitplanner.publishing.documents.model import Icon, PageRef, Role, Run, Sign, Symbol, Text
from visitplanner.publishing.documents.pdf import fonts
from visitplanner.publishing.documents.pdf.accents import ACCENT, accented
from visitplanner.publishing.documents.pdf.hyphens import SHORTEST, parts
from visitplanner.publishing.documents.pdf.joining import ARABIC, joined
from visitplanner.publishing.documents.pdf.styles import CHANGE, MAP_NUMBER, Face, Ink, Style

if TYPE_CHECKING:
    from collections.abc import Callable

_PARTED: Final = frozenset({Role.PLAIN, Role.MUTED, Role.FOREIGN})
"""What is said in words; what stands out is a name, a time or a label."""
_CAPITAL_NOUNS: Final = frozenset({"de", "lb"})
"""Languages in which a capital is no sign of a name."""
MAP_CIRCLE: Final = 9.4
"""Diameter of a map number's circle."""
_SEMI: Final = {Face.SANS: Face.SEMI, Face.ITALIC: Face.SEMI, Face.SERIF: Face.SERIF_SEMI}
# A break is allowed at white space, at a zero-width space or soft hyphen, and after a hyphen, dash
# or slash inside a word. No-break spaces are not white space here.
_SPACES: Final = r" \u1680\u2000-\u2006\u2008-\u200a\u205f\u3000"
_NUMBER: Final = r"\+\d[\d ()./-]{5,20}\d(?!\w)"
"""A telephone number with its country: it stays on one line."""
_TOKEN: Final = re.compile(
    rf"(?P<number>(?<!\w){_NUMBER})|(?P<line>\n)|(?P<space>[{_SPACES}]+)|(?P<zero>\u200b)|(?P<soft>\u00ad)"
    rf"|(?P<word>[^\n{_SPACES}\u200b\u00ad]+)"
)
_INNER: Final = re.compile(r"(?<=[^\W\d_]-)(?=\w)|(?<=[^\W\d_]/)(?=\w)|(?<=[^\W\d_][–—])(?=\w)")


@dataclass(frozen=True, slots=True)
class Look:
    """How a piece looks and where it leads.

    Attributes:
        face: The face.
        size: In points.
        colour: Hexadecimal.
        target: Where a click leads.
        struck: Whether a line goes through it.
        circled: Whether it is a map number.
        symbol: The symbol, for pieces without text.
        tracking: Added after each letter, in points.
        kerned: Whether pairs are kerned.
        actual: What is read out and copied instead of the drawn letters, such as a word in its
            reading order; empty: the letters themselves.
        language: BCP 47, where it differs from the document's.
        backward: Whether the letters stand in the reverse of the order they are read in.
        moved: How far an accent goes to the right and up from where it would be drawn, in points.
    """

    face: Face
    size: float
    colour: str
    target: str = ""
    struck: bool = False
    circled: bool = False
    symbol: Icon | Sign | None = None
    tracking: float = 0.0
    kerned: bool = False
    actual: str = ""
    language: str = ""
    backward: bool = False
    moved: tuple[float, float] | None = None

    @property
    def joins(self) -> bool:
        """Whether pieces of this look may be drawn as one string."""
        return not (self.circled or self.actual or self.moved) and self.symbol is None

    def width(self, text: str) -> float:
        """Width in points of a text that the face covers."""
        ems = fonts.em_width(text, self.face)
        if self.kerned:
            ems += fonts.kern(text, self.face)
        return ems * self.size + self.tracking * len(text)

    def joint(self, left: str, right: str) -> float:
        """Kerning between the end of one text and the start of another."""
        return fonts.kern(left[-1:] + right[:1], self.face) * self.size if self.kerned else 0.0


@dataclass(slots=True)
class Piece:
    """Text of one look (or a symbol, without text) and its width in points."""

    text: str
    width: float
    look: Look


@dataclass(slots=True)
class Word:
    r"""Pieces that no line break may part.

    `after` says what follows: a space, nothing (a break is allowed), a soft hyphen ("-"), or a
    line break ("\\n"). `language` is that of a word which may be parted where its line would stay
    short; one that may be a name is parted only where a whole line is too short for it.
    """

    pieces: list[Piece] = field(default_factory=list)
    width: float = 0.0
    after: str = ""
    language: str = ""
    may_be_name: bool = False

    def parted(self) -> list[Word]:
        """The word in parts between which a hyphen may stand."""
        if len(self.pieces) != 1:  # a map number or a symbol follows without a space
            return [self]
        (piece,) = self.pieces
        found = parts(piece.text, self.language)
        words = [Word([Piece(p, w := piece.look.width(p), piece.look)], w, "-") for p in found]
        words[-1].after = self.after
        return words


@dataclass(slots=True)
class Words:
    """A composed text, ready to be filled into lines.

    Attributes:
        words: In order.
        style: How plain runs are set; its leading holds for all lines.
        missing: Characters no font has.
        sample: The start of the first word with such a character.
    """

    words: list[Word]
    style: Style
    missing: tuple[str, ...] = ()
    sample: str = ""


def compose(text: Text, style: Style, page_of: Callable[[str], str], language: str = "") -> Words:
    """Turn a text into words.

    Args:
        text: What is said.
        style: How it is set.
        page_of: The page number of a key, for page references.
        language: BCP 47; empty if no word may be parted.
    """
    builder = _Builder(style, language if style.hyphens else "")
    for piece in (Run(text),) if isinstance(text, str) else text:
        if isinstance(piece, Symbol):
            builder.symbol(piece.sign)
        elif isinstance(piece, PageRef):
            number = page_of(piece.key)
            builder.run(Run(number, piece.role, f"#{piece.key}" if number else ""))
        else:
            builder.run(piece)
    words = [word for word in builder.words if word.pieces or word.after == "\n"]
    return Words(words, style, tuple(dict.fromkeys(builder.missing)), builder.sample)


class _Builder:
    """Collects words; a word goes on over the end of a run unless a break is allowed there."""

    def __init__(self, style: Style, language: str) -> None:
        self.style = style
        self.language = language
        self.words: list[Word] = [Word()]
        self.missing: list[str] = []
        self.sample = ""

    def run(self, run: Run) -> None:
        """Add a run."""
        text = fonts.clean(run.text)
        if not text.isascii() and ARABIC.search(text):
            text = joined(fonts.clean(run.text, joiners=True))
        if not text:
            return
        look = _look(run, self.style)
        if look.circled:
            self._add(text.replace("\n", " "), look)
            return
        for match in _TOKEN.finditer(text):
            kind = match.lastgroup
            if kind == "number":
                self._add(match.group(), look)
            elif kind == "word":
                for index, part in enumerate(_INNER.split(match.group())):
                    if index:
                        self._end("")
                    self._add(part, look)
                    self._part(part, run)
            else:
                self._end({"line": "\n", "space": " ", "soft": "-"}.get(kind or "", ""))

    def symbol(self, sign: Icon | Sign) -> None:
        """Add an icon or a sign; they are navy, or white on navy."""
        size = round(self.style.size * (1.2 if isinstance(sign, Icon) else 1.0), 1)
        colour = Ink.WHITE if self.style.muted == Ink.ON_NAVY else Ink.NAVY
        word = self.words[-1]
        word.pieces.append(Piece("", size, Look(self.style.face, size, colour, symbol=sign)))
        word.width += size

    def _add(self, text: str, look: Look) -> None:
        pieces, missing = fonts.split(text, look.face)
        if missing:
            self.sample = self.sample or text[:40]
            self.missing += missing
        word = self.words[-1]
        for face, part in pieces:
            as_drawn = look if face is look.face else replace(look, face=face, kerned=False)
            if not part.isascii() and ACCENT.search(part):
                self._accented(part, as_drawn)
                continue
            width = as_drawn.width(part)
            if look.circled:
                width = max(MAP_CIRCLE, width + 5)
            word.pieces.append(Piece(part, width, as_drawn))
            word.width += width

    def _part(self, text: str, run: Run) -> None:
        """Note whether the last word may be parted."""
        word = self.words[-1]
        language = run.language or self.language
        plain = run.role in _PARTED and not run.target and len(word.pieces) == 1
        word.language = language if self.language and plain and len(text) >= SHORTEST else ""
        word.may_be_name = text[:1].isupper() and language[:2] not in _CAPITAL_NOUNS

    def _accented(self, text: str, look: Look) -> None:
        """Add letters with accents that are moved to their places."""
        word = self.words[-1]
        for part, right, up in accented(text, look.face):
            if ACCENT.match(part):
                moved = right * look.size - look.tracking, up * look.size
                word.pieces.append(Piece(part, 0.0, replace(look, moved=moved)))
            else:
                word.pieces.append(Piece(part, look.width(part), look))
                word.width += word.pieces[-1].width

    def _end(self, after: str) -> None:
        last = self.words[-1]
        if last.pieces or after == "\n":
            last.after = after
            self.words.append(Word())
        elif len(self.words) > 1 and self.words[-2].after in {"", "-"} and after == " ":
            self.words[-2].after = " "


def _look(run: Run, style: Style) -> Look:
    face, size, colour, tracking = style.face, style.size, style.colour, style.tracking
    struck = run.role is Role.STRUCK
    match run.role:
        case Role.STRONG:
            face, colour = _SEMI.get(face, face), style.strong or colour
        case Role.MUTED | Role.STRUCK:
            colour = style.muted
        case Role.ACCENT:
            face, colour = _SEMI.get(face, face), style.accent
        case Role.FOREIGN:
            face = Face.ITALIC if face is Face.SANS else face
        case Role.SMALL:
            face, size, colour = CHANGE.face, CHANGE.size, style.accent
        case Role.MAP_NUMBER:
            return Look(MAP_NUMBER.face, MAP_NUMBER.size, Ink.WHITE, run.target, circled=True)
        case Role.PLAIN:
            pass
    return Look(
        face,
        size,
        colour,
        run.target,
        struck=struck,
        tracking=tracking,
        kerned=style.kerned,
        language=run.language,
    )
