"""What a builder needs to set text: the composer, the page numbers, the document's words."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from visitplanner.publishing.documents.model import Place, Role, Run, Text, Words
from visitplanner.publishing.documents.model.pictures import Pictures, no_pictures
from visitplanner.publishing.documents.pdf.boxes import TextBox
from visitplanner.publishing.documents.pdf.lines import clip, fill, fit
from visitplanner.publishing.documents.pdf.paper import A4, Paper
from visitplanner.publishing.documents.pdf.scripts import settle
from visitplanner.publishing.documents.pdf.styles import Face, Style
from visitplanner.publishing.documents.pdf.text import compose

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from visitplanner.publishing.documents.model import Inline, Part

LEFT, CENTRE, RIGHT = 0.0, 0.5, 1.0
"""Shares of the free width on a line's left."""
_UNKNOWN_PAGE = "00"
"""Stands for a page number in the first pass, before pages are known."""


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A part that the contents name."""

    part: Part
    key: str


class Setting:
    """Sets the text of a document.

    Attributes:
        words: The engine's own words.
        contents: What the contents name.
        head_left: The visit's title, for pages without a running head.
        pictures: Where the bytes of pictures come from.
        pages: The page of every key, as far as it is known from the pass before.
        referred: Set when a page number was asked for.
        paper: The sheets it is printed on.
        language: Of the document, BCP 47; words are parted as it does.
        scale: Of all type.
        air: A part of the usual white space in rows.
    """

    def __init__(
        self,
        words: Words,
        keys: frozenset[str],
        contents: Sequence[ContentsEntry] = (),
        head_left: str = "",
        pictures: Pictures = no_pictures,
        paper: Paper = A4,
    ) -> None:
        """Take what stays the same in all passes; `pages` is set anew before each."""
        self.pages: Mapping[str, int] = {}
        self.words = words
        self.contents = tuple(contents)
        self.referred = False
        self.head_left = head_left
        self.pictures = pictures
        self.paper = paper
        self.language = ""
        self.scale = self.air = 1.0
        self._keys = keys
        self._asked: dict[str, str] = {}

    @contextmanager
    def noting(self) -> Iterator[tuple[dict[str, str], set[str]]]:
        """Note the page numbers that are asked for, and the pictures that are not there."""
        pages, missed, pictures = self._asked, set[str](), self.pictures

        def noted(digest: str) -> bytes | None:
            found = pictures(digest)
            if found is None:
                missed.add(digest)
            return found

        self._asked, self.pictures = {}, noted
        try:
            yield self._asked, missed
        finally:
            self._asked, self.pictures = pages, pictures

    @contextmanager
    def tighter(self, scale: float, air: float) -> Iterator[None]:
        """Set what is built meanwhile at a part of its size, with a part of the white in rows."""
        self.scale, self.air = scale, air
        try:
            yield
        finally:
            self.scale = self.air = 1.0

    def _sized(self, style: Style) -> Style:
        return style if self.scale == 1 else style.sized(style.size * self.scale)

    def page_of(self, key: str) -> str:
        """The page number of a key; a stand-in in the first pass, empty for an unknown key."""
        self.referred = True
        if key in self.pages:
            page = str(self.pages[key])
        else:
            page = _UNKNOWN_PAGE if key in self._keys else ""
        self._asked[key] = page
        return page

    def text(
        self, text: Text, style: Style, width: float, shift: float = LEFT, most: int = 0
    ) -> TextBox:
        """Set a text in lines of `width`; at most `most` of them (0: as many as it takes)."""
        style = self._sized(style)
        if most and isinstance(text, str):
            text = text[: _more_than_fits(style, width, most)]
        words = compose(text, style, self.page_of, self.language)
        lines = fill(words.words, width)
        if most:
            lines = clip(lines, most, width)
        if settle(lines) and len(lines) > 1 and shift == LEFT:
            shift = RIGHT
        return TextBox(lines, style, width, shift, words.missing, words.sample)

    def fitted(
        self,
        text: Text,
        style: Style,
        width: float,
        floor: float,
        most: int = 1,
        shift: float = LEFT,
    ) -> TextBox:
        """Set a text in at most `most` lines, smaller if need be, not under `floor` points."""
        style = self._sized(style)
        lines, words = fit(lambda s: compose(text, s, self.page_of), style, width, floor, most)
        settle(lines)
        return TextBox(lines, words.style, width, shift, words.missing, words.sample)

    def longest_word(self, text: Text, style: Style) -> float:
        """Width of the longest word."""
        words = compose(text, self._sized(style), self.page_of).words
        return max((word.width for word in words), default=0.0)

    def snug(self, text: Text, style: Style, width: float) -> TextBox:
        """Set a text; one that is a hair too long for one line is set a hair smaller."""
        box = self.text(text, style, width)
        if len(box.lines) == 2:
            smaller = self.text(text, style.sized(style.size * 0.95), width)
            if len(smaller.lines) == 1:
                return smaller
        return box

    def line(self, text: Text, style: Style, width: float, shift: float = LEFT) -> TextBox:
        """Set one line; what does not fit is cut with an ellipsis."""
        return self.text(text, style, width, shift, most=1)

    def zoned(
        self, time: str, zone: str, style: Style, zone_ink: str, width: float, shift: float
    ) -> TextBox:
        """A large time with the letters of its zone beside it, small."""
        style = self._sized(style)
        words = compose(time, style, self.page_of)
        if zone:
            small = Style(Face.SEMI, 8.3, 11, zone_ink)
            words.words.extend(compose(f"\u00a0{zone}", small, self.page_of).words)
        lines = fill(words.words, width)
        return TextBox(lines, style, width, shift, words.missing, words.sample)


def _more_than_fits(style: Style, width: float, most: int) -> int:
    """A number of letters that is too much even if all of them are narrow."""
    return int(most * (8 * max(width, 1) / style.size + 8))


def runs(text: Text) -> tuple[Inline, ...]:
    """A text as runs, for putting texts together."""
    if isinstance(text, str):
        return (Run(text),) if text else ()
    return text


def joined(*texts: Text, by: str = " ") -> Text:
    """Texts one after the other, without the empty ones."""
    parts: list[Inline] = []
    for text in texts:
        if not text:
            continue
        if parts and by:
            parts.append(Run(by))
        parts.extend(runs(text))
    return tuple(parts)


def place_text(place: Place) -> Text:
    """A place's name with the number it has on the map; both stay on one line."""
    name = Run(place.name, target=place.target)
    if not place.number:
        return (name,)
    return (name, Run("\u00a0" if place.name else ""), Run(place.number, Role.MAP_NUMBER))


def strong(text: str, target: str = "") -> Text:
    """A SemiBold text."""
    return (Run(text, Role.STRONG, target),)
