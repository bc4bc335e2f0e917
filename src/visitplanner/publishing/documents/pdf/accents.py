"""Accents on letters that Unicode does not compose, such as K̄ and M̂ of official transliterations.

The PDF library draws an accent behind its letter. So it is moved to where the font attaches it.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from visitplanner import resources
from visitplanner.publishing.documents.pdf import fonts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from visitplanner.publishing.documents.pdf.styles import Face

ACCENT: Final = re.compile("[\u0300-\u036f]")
_STEP: Final = 0.2
"""How far a second accent on the same side stands from the first, in ems."""
_ABOVE: Final = 300
"""An accent attached higher than this (in thousandths of the em) stands above its letter."""
Spot = tuple[int, int]


def accented(text: str, face: Face) -> Iterator[tuple[str, float, float]]:
    """A text in pieces: letters, and accents with how far they move from where they would be drawn.

    Yields:
        The piece, and in ems how far it goes to the right and up; accents have no width.
    """
    start, letter = 0, ""
    seen: dict[bool, int] = {}
    for index, character in enumerate(text):
        if not ACCENT.match(character):
            letter, seen = character, {}
            continue
        if index > start:
            yield text[start:index], 0.0, 0.0
        start = index + 1
        right, up, above = _moved(face, letter, character)
        stacked = seen.get(above, 0)
        seen[above] = stacked + 1
        yield character, right, up + stacked * (_STEP if above else -_STEP)
    if start < len(text):
        yield text[start:], 0.0, 0.0


@lru_cache(maxsize=500)
def _moved(face: Face, letter: str, accent: str) -> tuple[float, float, bool]:
    """How far an accent goes to the right and up, and whether it stands above."""
    marks, letters = _points(face)
    width = fonts.em_width(letter, face) if letter else 0.0
    if accent not in marks:
        return 0.0, 0.0, True
    kind, (x, y) = marks[accent]
    places = letters.get(letter) or letters.get(unicodedata.normalize("NFD", letter)[:1]) or {}
    if kind not in places:
        return -width / 2, 0.0, y > _ABOVE
    to_x, to_y = places[kind]
    return (to_x - x) / 1000 - width, (to_y - y) / 1000, y > _ABOVE


@cache
def _points(
    face: Face,
) -> tuple[Mapping[str, tuple[str, Spot]], Mapping[str, Mapping[str, Spot]]]:
    """By accent its class and point, and by letter the point of each class."""
    found = _table().get(fonts.FILES[face], {"marks": {}, "letters": {}})
    marks = {mark: next(_spots(text)) for mark, text in found["marks"].items()}
    letters = {letter: dict(_spots(text)) for letter, text in found["letters"].items()}
    return marks, letters


def _spots(text: str) -> Iterator[tuple[str, Spot]]:
    words = text.split()
    for kind, x, y in zip(words[::3], words[1::3], words[2::3], strict=True):
        yield kind, (int(x), int(y))


@cache
def _table() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    path = resources.path("fonts", "accents.json")
    table: dict[str, dict[str, dict[str, str]]] = json.loads(path.read_text(encoding="utf-8"))
    return table
