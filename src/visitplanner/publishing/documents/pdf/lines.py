"""From words to lines: filling a measure, cutting with an ellipsis, fitting a size."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from visitplanner.publishing.documents.pdf.text import Look, Piece, Word, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from visitplanner.publishing.documents.pdf.styles import Style

_RAGGED = 0.22
"""The part of a line that may stay empty before a word is parted."""
_SLACK = 0.01
"""Points a line may be too long: rounding, not type."""


@dataclass(slots=True)
class Line:
    """A set line: pieces with their distance from the line's left end.

    `after` says what the break after it stands for to those who read on: a space between words
    (" "), a word that was parted with a hyphen of ours ("-"), or neither.
    """

    pieces: list[tuple[float, Piece]] = field(default_factory=list)
    width: float = 0.0
    after: str = ""

    def add(self, text: str, width: float, look: Look) -> None:
        """Append text; what looks like the piece before is drawn as one string with it."""
        if self.pieces and look.joins:
            last = self.pieces[-1][1]
            if last.look is look or last.look == look:
                width += look.joint(last.text, text)
                last.text += text
                last.width += width
                self.width += width
                return
        x = self.width + (look.moved[0] if look.moved else 0.0)
        self.pieces.append((x, Piece(text, width, look)))
        self.width += width

    def space(self) -> None:
        """Append a space, in the look of the last piece."""
        last = self.pieces[-1][1]
        width = space_width(last)
        if last.look.joins:
            last.text += " "
            last.width += width
        self.width += width

    def text(self) -> str:
        """The words of the line."""
        return "".join(piece.text for _, piece in self.pieces)


def space_width(piece: Piece) -> float:
    """Width of the space after a piece."""
    return 0.34 * piece.look.size if piece.look.symbol else piece.look.width(" ")


def fill(words: list[Word], width: float) -> list[Line]:
    """Break words into lines of at most `width`; a word longer than a line is cut."""
    filler = _Filler(max(width, 1.0))
    last = len(words) - 1
    for index, word in enumerate(words):
        if word.language and filler.parts(word, ends=index == last or word.after == "\n"):
            for part in word.parted():
                filler.add(part)
        else:
            filler.add(word)
    return filler.finish()


class _Filler:
    def __init__(self, width: float) -> None:
        self.width = width + _SLACK
        self.lines: list[Line] = []
        self.line = Line()
        self.after = ""

    def parts(self, word: Word, *, ends: bool) -> bool:
        """Whether to part a word: the line would stay short without its beginning.

        A paragraph does not end on a part of a word, and no three lines in a row on a hyphen.
        """
        line = self.line
        gap = space_width(line.pieces[-1][1]) if line.pieces and self.after == " " else 0.0
        room = self.width - line.width - gap
        if word.width <= room:
            return False
        if word.width > self.width:
            return True
        if word.may_be_name or ends or not line.pieces:
            return False
        hyphens = [one.after for one in self.lines[-2:]] == ["-", "-"]
        return room > _RAGGED * self.width and not hyphens

    def add(self, word: Word) -> None:
        if word.pieces:
            line = self.line
            if line.pieces:
                gap = space_width(line.pieces[-1][1]) if self.after == " " else 0.0
                if line.width + gap + _needed(word) > self.width:
                    self._break()
                elif gap:
                    line.space()
            if word.width > self.width:
                self._cut(word)
            else:
                for piece in word.pieces:
                    self.line.add(piece.text, piece.width, piece.look)
        self.after = word.after
        if word.after == "\n":
            self.line.after = " "
            self._new()

    def _break(self) -> None:
        if self.after == "-":
            look = self.line.pieces[-1][1].look
            hyphen = look.width("-")
            if self.line.width + hyphen <= self.width:  # a part may fill the line on its own
                self.line.add("-", hyphen, look)
        self.line.after = self.after if self.after in {" ", "-"} else ""
        self._new()

    def _new(self) -> None:
        self.lines.append(self.line)
        self.line = Line()
        self.after = ""

    def _cut(self, word: Word) -> None:
        """Set a word that is longer than the line, letter by letter."""
        for piece in word.pieces:
            rest, look = piece.text, piece.look
            if not look.joins:
                if self.line.pieces and self.line.width + piece.width > self.width:
                    self._new()
                self.line.add(rest, min(piece.width, self.width), look)
                continue
            while rest:
                count = letters_that_fit(look, rest, self.width - self.line.width)
                if count == 0 and self.line.pieces:
                    self._new()
                    continue
                count = _good_cut(rest, max(count, 1))
                part, rest = rest[:count].rstrip(" "), rest[count:].lstrip(" ")
                self.line.add(part, look.width(part), look)
                if rest:
                    self.line.after = " " if piece.text[-len(rest) - 1] == " " else ""
                    self._new()

    def finish(self) -> list[Line]:
        if self.line.pieces:
            self.lines.append(self.line)
        while self.lines and not self.lines[-1].pieces:
            self.lines.pop()
        return self.lines


def _needed(word: Word) -> float:
    """The width a word needs at the end of a line, with the hyphen that may follow it."""
    return word.width + (word.pieces[-1].look.width("-") if word.after == "-" else 0.0)


def _good_cut(text: str, most: int) -> int:
    """Where to cut a long word: before the last sign of an address, if that is not too early.

    A number is cut between its groups.
    """
    if most >= len(text):
        return most
    if (group := text.rfind(" ", 1, most + 1)) > 0:
        return group + 1
    at = max(text.rfind(sign, most // 3, most + 1) for sign in "@./_?&=#")
    return at if at > most // 3 else most


def letters_that_fit(look: Look, text: str, room: float) -> int:
    """How many letters of a text fit into `room` points."""
    used = 0.0
    for count, letter in enumerate(text):
        used += look.width(letter)
        if used > room:
            return count
    return len(text)


def clip(lines: list[Line], most: int, width: float) -> list[Line]:
    """At most `most` lines; what is left out is shown by an ellipsis at the end of the last."""
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], _with_ellipsis(lines[most - 1], width)] if most > 0 else []


def _with_ellipsis(line: Line, width: float) -> Line:
    pieces = list(line.pieces)
    while pieces:
        x, last = pieces.pop()
        look = last.look
        if not look.joins or (pieces and x + look.width("…") > width):
            continue
        count = letters_that_fit(look, last.text, width - x - look.width("…"))
        text = last.text[:count].rstrip(" ,.;:") + "…"
        wide = look.width(text)
        return Line([*pieces, (x, Piece(text, wide, look))], x + wide)
    return Line()


def fit(
    compose: Callable[[Style], Words], style: Style, width: float, floor: float, most: int = 1
) -> tuple[list[Line], Words]:
    """Set a text in at most `most` lines at the largest size that fits, not under `floor`.

    At the floor, what does not fit is cut with an ellipsis.

    Returns:
        The lines, and the words they were filled from (with the style at its final size).
    """
    size = style.size
    while True:
        words = compose(style.sized(size))
        lines = fill(words.words, width)
        whole = all(word.width <= width + _SLACK for word in words.words)
        if (len(lines) <= most and whole) or size <= floor:
            return clip(lines, most, width), words
        if most == 1:
            size = max(floor, min(size - 0.1, int(10 * size * width / _length(words)) / 10))
        else:
            size = max(floor, size - 0.5)


def _length(words: Words) -> float:
    """Width of all words on one line."""
    spaces = (space_width(w.pieces[-1]) for w in words.words[:-1] if w.after == " " and w.pieces)
    return max(1.0, sum(w.width for w in words.words) + sum(spaces))
