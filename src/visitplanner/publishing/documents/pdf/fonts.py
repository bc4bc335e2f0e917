"""The embedded fonts: registered when first needed, measured fast, honest about what they lack.

The PDF library draws an empty box, silently, for a character a font lacks. So every string passes
`split`, which looks for another of our faces that has the character, and writes it as ‹U+6F22› if
none has.
"""

from __future__ import annotations

import itertools
import json
import unicodedata
from functools import cache, lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Final

from visitplanner import resources
from visitplanner.publishing.coverage import characters, clean, uncovered, written_out
from visitplanner.publishing.documents.pdf.styles import Face

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reportlab.pdfbase.ttfonts import TTFont

__all__ = [
    "ASCENT",
    "DESCENT",
    "clean",
    "em_width",
    "kern",
    "kerning",
    "load",
    "registered",
    "split",
    "uncovered",
]

FILES: Final = {
    Face.SANS: "SourceSans3-Regular.ttf",
    Face.SEMI: "SourceSans3-SemiBold.ttf",
    Face.ITALIC: "SourceSans3-It.ttf",
    Face.SERIF: "NotoSerif-Regular.ttf",
    Face.SERIF_SEMI: "NotoSerif-SemiBold.ttf",
    Face.HEBREW: "NotoSansHebrew-Regular.ttf",
    Face.HEBREW_SEMI: "NotoSansHebrew-SemiBold.ttf",
    Face.ARABIC: "PlanArabic-Regular.ttf",
    Face.ARABIC_SEMI: "PlanArabic-SemiBold.ttf",
    Face.ARMENIAN: "NotoSansArmenian-Regular.ttf",
    Face.ARMENIAN_SEMI: "NotoSansArmenian-SemiBold.ttf",
    Face.GEORGIAN: "NotoSansGeorgian-Regular.ttf",
    Face.GEORGIAN_SEMI: "NotoSansGeorgian-SemiBold.ttf",
    Face.SIGNS: "PlanSigns-Regular.ttf",
}
_REGULAR: Final = (Face.HEBREW, Face.ARABIC, Face.ARMENIAN, Face.GEORGIAN, Face.SIGNS)
_SEMI: Final = (
    *(Face.HEBREW_SEMI, Face.ARABIC_SEMI, Face.ARMENIAN_SEMI, Face.GEORGIAN_SEMI),
    *(Face.SANS, Face.SERIF, Face.SIGNS),
)
FALLBACK: Final = {
    Face.SANS: (Face.SERIF, *_REGULAR),
    Face.SEMI: (Face.SERIF_SEMI, *_SEMI),
    Face.ITALIC: (Face.SANS, Face.SERIF, *_REGULAR),
    Face.SERIF: (Face.SANS, *_REGULAR),
    Face.SERIF_SEMI: (Face.SEMI, *_SEMI),
}
_LEFTWARD: Final = frozenset({Face.HEBREW, Face.HEBREW_SEMI, Face.ARABIC, Face.ARABIC_SEMI})
# Ascent and descent of each family in ems: they place the baseline within its line.
ASCENT: Final = {face: 1.069 if face.startswith("Plan-Serif") else 1.024 for face in Face}
DESCENT: Final = {face: 0.293 if face.startswith("Plan-Serif") else 0.4 for face in Face}

_CACHED_LENGTH: Final = 40
"""Longer texts are measured anew: the cache is for words."""
_lock = Lock()
_registered: dict[Face, TTFont] = {}


def load() -> None:
    """Get ready to set text; each face follows when it is first needed.

    Raises:
        FileProblem: a font file is missing from the installation.
    """
    registered(Face.SANS)


def registered(face: Face) -> TTFont:
    """The font of a face, registered with the PDF library (about 10 ms, once in a process).

    Raises:
        FileProblem: its file is missing from the installation.
    """
    if face in _registered:
        return _registered[face]
    with _lock:
        from reportlab import rl_config
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont

        rl_config.useA85 = 0  # streams as bytes: the detour over text costs a tenth of the time

        font = TTFont(face.value, str(resources.path("fonts", FILES[face])))
        pdfmetrics.registerFont(font)
        return _registered.setdefault(face, font)


def leftward(face: Face) -> bool:
    """Whether the letters of a face run from right to left."""
    return face in _LEFTWARD


@cache
def _letters(face: Face) -> frozenset[int]:
    return characters(FILES[face])


def split(text: str, face: Face) -> tuple[list[tuple[Face, str]], list[str]]:
    """Cut a clean text into pieces that one face can draw.

    Returns:
        The pieces, and the characters no face has (in the pieces they stand as ‹U+XXXX›).
    """
    if _letters(face).issuperset(map(ord, text)):
        return [(face, text)], []
    pieces: list[tuple[Face, str]] = []
    missing: list[str] = []
    for cluster in _clusters(text):
        whole = _face_for(cluster, face)
        for part in (cluster,) if whole else cluster:
            drawn, by = part, whole or _face_for(part, face)
            if by is None:
                missing.append(part)
                drawn, by = written_out(part), face
            if pieces and pieces[-1][0] is by:
                pieces[-1] = (by, pieces[-1][1] + drawn)
            else:
                pieces.append((by, drawn))
    return pieces, missing


def _clusters(text: str) -> Iterator[str]:
    """Letters with the marks that belong to them."""
    start = 0
    for index in range(1, len(text) + 1):
        if index == len(text) or not unicodedata.combining(text[index]):
            yield text[start:index]
            start = index


def _face_for(cluster: str, face: Face) -> Face | None:
    """The first face that has a letter and its marks, the one asked for before others."""
    codes = set(map(ord, cluster))
    return next((f for f in (face, *FALLBACK.get(face, ())) if codes <= _letters(f)), None)


def em_width(text: str, face: Face) -> float:
    """Width of a covered text at size 1, unkerned."""
    return _word_width(text, face) if len(text) <= _CACHED_LENGTH else _sum(text, face)


@lru_cache(maxsize=20_000)
def _word_width(text: str, face: Face) -> float:
    return _sum(text, face)


def _sum(text: str, face: Face) -> float:
    widths: Mapping[int, float] = registered(face).face.charWidths
    return sum(widths.get(ord(c), 0.0) for c in text) / 1000


@lru_cache(maxsize=1)
def kerning() -> Mapping[str, int]:
    """Kerning pairs of the heading face, in thousandths of an em."""
    path = resources.path("fonts", "kerning.json")
    pairs: dict[str, int] = json.loads(path.read_text(encoding="utf-8"))
    return pairs


def kern(text: str, face: Face) -> float:
    """What kerning adds to a text's width at size 1; only the heading face has pairs."""
    if face is not Face.SERIF_SEMI:
        return 0.0
    pairs = kerning()
    return sum(pairs.get(a + b, 0) for a, b in itertools.pairwise(text)) / 1000
