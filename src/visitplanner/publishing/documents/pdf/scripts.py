"""Scripts that run from right to left: joined letters, and words in the order they stand in.

Lines are broken in the order in which a text is read; only then do the pieces of each line take
their places (Unicode Standard Annex #9, L1 to L4). What is read out, searched and copied stays in
reading order.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from visitplanner.publishing.documents.pdf import fonts
from visitplanner.publishing.documents.pdf.joining import said
from visitplanner.publishing.documents.pdf.lines import Line
from visitplanner.publishing.documents.pdf.text import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SYMBOL: Final = "\ufffc"
# In a line that runs to the right these part entries that have nothing to do with one another: a
# name and a telephone number stay side by side in the order typed.
_PARTS: Final = frozenset("·|,;:/–—•")
_NUMBER: Final = re.compile(r"\+?\(?\d[\d\s\u00a0\u202f()./:–-]*\d|\d")
_LONG_NUMBER: Final = 6
"""A number of so many figures, or with a plus, is a telephone number: it is read from the left."""
_BRACKETS: Final = {"(": ")", "[": "]", "{": "}", "‹": "›", "«": "»"}


def settle(lines: list[Line]) -> bool:
    """Put the pieces of lines that hold right-to-left letters in the order they stand in.

    Returns:
        Whether the text as a whole runs to the left.
    """
    if not any(_is_leftward(line) for line in lines):
        return False
    bases: list[int] = []
    for paragraph in _paragraphs(lines):
        base = _base("".join(map(_characters, paragraph)))
        bases.append(base)
        for line in paragraph:
            if _is_leftward(line) or base:
                _reorder(line, base)
    return all(bases)


def _is_leftward(line: Line) -> bool:
    return any(fonts.leftward(piece.look.face) for _, piece in line.pieces)


def _paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    paragraph: list[Line] = []
    for line in lines:
        paragraph.append(line)
        if not line.after:
            yield paragraph
            paragraph = []
    if paragraph:
        yield paragraph


def _characters(line: Line) -> str:
    """The characters of a line; a symbol or a number in a circle counts as one."""
    return "".join(piece.text if piece.look.joins else _SYMBOL for _, piece in line.pieces)


def _base(text: str) -> int:
    """0 if a paragraph runs to the right, 1 to the left: as its first letter does (P2, P3)."""
    classes = map(unicodedata.bidirectional, text)
    return int(next((c for c in classes if c in {"L", "R", "AL"}), "L") != "L")


def _levels(text: str, base: int) -> list[int]:
    """The embedding level of each character; odd ones run to the left."""
    from bidi import algorithm

    storage: dict[str, Any] = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = base, "LR"[base]
    # A sign that stands for a whole word, such as U+FDF2, is still one on the line.
    algorithm.get_embedding_levels("".join(said(sign)[:1] for sign in text), storage)
    for index, direction in _known(text, base):
        storage["chars"][index]["type"] = direction
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    levels = [one["level"] for one in storage["chars"]]
    for index in range(len(text) - 1, -1, -1):  # L1: white space at the end
        if not text[index].isspace():
            break
        levels[index] = base
    return levels


def _known(text: str, base: int) -> Iterator[tuple[int, str]]:
    """Places in a line whose characters do not simply follow the letters beside them.

    Yields:
        The place, and "L" or "R".
    """
    for index, character in enumerate(text if not base else ""):
        if character in _PARTS:
            yield index, "L"
        elif closing := _BRACKETS.get(character):
            end = text.find(closing, index)
            inside, before = text[index:end], text[:index].rstrip()
            if end > 0:  # a bracket goes with what it holds, inside an entry that runs to the left
                direction = "R" if _base(inside) and before and _base(before[-1]) else "L"
                yield from ((index, direction), (end, direction))
    for number in _NUMBER.finditer(text):
        figures = sum(map(str.isdigit, number.group()))
        if number.group().startswith("+") or figures >= _LONG_NUMBER:
            yield from ((place, "L") for place in range(number.start(), number.end()))


def _visual(levels: Sequence[int]) -> list[int]:
    """The places of characters from left to right (L2)."""
    order = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        start = None
        for at in range(len(order) + 1):
            inside = at < len(order) and levels[order[at]] >= level
            if inside and start is None:
                start = at
            elif not inside and start is not None:
                order[start:at] = reversed(order[start:at])
                start = None
    return order


def _reorder(line: Line, base: int) -> None:
    """Give each piece of a line its place; pieces are drawn in the order in which they are read."""
    text = _characters(line)
    levels = _levels(text, base)
    owners = [
        number
        for number, (_, piece) in enumerate(line.pieces)
        for _ in (piece.text if piece.look.joins else _SYMBOL)
    ]
    gaps = _gaps(line)
    x = 0.0
    placed: list[tuple[int, float, Piece]] = []
    for places in _grouped(_visual(levels), owners, levels):
        owner = owners[places[0]]
        backward = levels[places[0]] % 2 == 1
        piece = _piece(line.pieces[owner][1], text, places, backward=backward)
        if backward:
            x += gaps[owner]
            gaps[owner] = 0.0
        placed.append((min(places), x, piece))
        x += piece.width + (gaps[owner] if max(places) == _last(owners, owner) else 0.0)
    line.pieces = [(left, piece) for _, left, piece in sorted(placed, key=lambda one: one[0])]
    _end(line)


def _last(owners: Sequence[int], owner: int) -> int:
    """The place of the last character of a piece."""
    return len(owners) - 1 - owners[::-1].index(owner)


def _end(line: Line) -> None:
    """The space between lines follows the last word as it is read: to its left if it runs there."""
    if line.after == " " and line.pieces and line.pieces[-1][1].look.backward:
        x, last = line.pieces[-1]
        width = last.look.width(" ")
        line.pieces[-1] = (x - width, Piece(f" {last.text}", last.width + width, last.look))
        line.after = ""


def _gaps(line: Line) -> list[float]:
    """The white space after each piece that is not part of its text."""
    starts = [x for x, _ in line.pieces[1:]] + [line.width]
    return [
        max(0.0, start - x - piece.width)
        for start, (x, piece) in zip(starts, line.pieces, strict=True)
    ]


def _grouped(
    order: Sequence[int], owners: Sequence[int], levels: Sequence[int]
) -> Iterator[list[int]]:
    """Neighbours on the line that are of one piece and run one way."""
    group: list[int] = []
    for place in order:
        last = group[-1] if group else place
        if owners[place] != owners[last] or levels[place] % 2 != levels[last] % 2:
            yield group
            group = []
        group.append(place)
    if group:
        yield group


def _piece(piece: Piece, text: str, places: Sequence[int], *, backward: bool) -> Piece:
    look = piece.look
    if not look.joins:
        return piece
    letters = (text[place] for place in places)
    if not backward:
        shown = "".join(letters)
        return piece if shown == piece.text else Piece(shown, look.width(shown), look)
    shown = "".join(map(_mirrored, letters))
    return Piece(shown, look.width(shown), replace(look, backward=True))


@cache
def _mirrored(character: str) -> str:
    from bidi.mirror import MIRRORED

    mirrored: str = MIRRORED.get(character, character)
    return mirrored
