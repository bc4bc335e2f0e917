"""The embedded fonts: registered once, measured fast, and honest about what they cannot draw.

The PDF library draws an empty box, silently, for a character a font lacks. So every string passes
`split`, which looks for another of our faces that has the character, and writes it as ‹U+6F22› if
none has.
"""

from __future__ import annotations

import itertools
import json
import re
import unicodedata
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Final

from visitplanner import resources
from visitplanner.publishing.documents.pdf.styles import Face

if TYPE_CHECKING:
    from collections.abc import Mapping

FILES: Final = {
    Face.SANS: "SourceSans3-Regular.ttf",
    Face.SEMI: "SourceSans3-SemiBold.ttf",
    Face.ITALIC: "SourceSans3-It.ttf",
    Face.SERIF: "NotoSerif-Regular.ttf",
    Face.SERIF_SEMI: "NotoSerif-SemiBold.ttf",
}
FALLBACK: Final = {
    Face.SANS: (Face.SERIF,),
    Face.SEMI: (Face.SERIF_SEMI, Face.SANS, Face.SERIF),
    Face.ITALIC: (Face.SANS, Face.SERIF),
    Face.SERIF: (Face.SANS,),
    Face.SERIF_SEMI: (Face.SEMI, Face.SERIF, Face.SANS),
}
# Ascent and descent of each family in ems: they place the baseline within its line.
ASCENT: Final = {face: 1.069 if face.startswith("Plan-Serif") else 1.024 for face in Face}
DESCENT: Final = {face: 0.293 if face.startswith("Plan-Serif") else 0.4 for face in Face}

# Characters that leave no mark of their own: joiners, variation selectors, direction marks.
# Direction overrides must go in any case: they would turn a name around without a trace.
_INVISIBLE: Final = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u061c\u180e\u200c-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_BREAKS: Final = re.compile("\r\n?|[\u000b\u000c\u0085\u2028\u2029]")
_CACHED_LENGTH: Final = 40
"""Longer texts are measured anew: the cache is for words."""
_lock = Lock()
_coverage: dict[Face, frozenset[int]] = {}
_widths: dict[Face, Mapping[int, float]] = {}


def load() -> None:
    """Register the faces with the PDF library, once in a process (about 0.3 s).

    Raises:
        FileProblem: a font file is missing from the installation.
    """
    with _lock:
        if len(_coverage) == len(FILES):
            return
        from reportlab import rl_config
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont

        rl_config.useA85 = 0  # streams as bytes: the detour over text costs a tenth of the time

        for face, name in FILES.items():
            font = TTFont(face.value, str(resources.path("fonts", name)))
            pdfmetrics.registerFont(font)
            _widths[face] = font.face.charWidths
            _coverage[face] = frozenset(font.face.charToGlyph)


def clean(text: str) -> str:
    """Composed characters (NFC), one kind of line break, no control or direction characters.

    Half of a surrogate pair is kept: it is reported like any character without a glyph.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _BREAKS.sub("\n", text).replace("\t", " ")
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))


def split(text: str, face: Face) -> tuple[list[tuple[Face, str]], list[str]]:
    """Cut a clean text into pieces that one face can draw.

    Returns:
        The pieces, and the characters no face has (in the pieces they stand as ‹U+XXXX›).
    """
    if _coverage[face].issuperset(map(ord, text)):
        return [(face, text)], []
    pieces: list[tuple[Face, str]] = []
    missing: list[str] = []
    for character in text:
        drawn, by = character, _face_for(character, face)
        if by is None:
            missing.append(character)
            drawn, by = f"‹U+{ord(character):04X}›", face
        if pieces and unicodedata.combining(character) and drawn == character:
            by = pieces[-1][0] if ord(character) in _coverage[pieces[-1][0]] else by
        if pieces and pieces[-1][0] is by:
            pieces[-1] = (by, pieces[-1][1] + drawn)
        else:
            pieces.append((by, drawn))
    return pieces, missing


def _face_for(character: str, face: Face) -> Face | None:
    code = ord(character)
    return next((f for f in (face, *FALLBACK[face]) if code in _coverage[f]), None)


def uncovered(text: str) -> tuple[str, ...]:
    """The characters of a text that none of the paper's fonts can draw, each once, in order."""
    load()
    return tuple(dict.fromkeys(split(clean(text).replace("\n", " "), Face.SANS)[1]))


def em_width(text: str, face: Face) -> float:
    """Width of a covered text at size 1, unkerned."""
    return _word_width(text, face) if len(text) <= _CACHED_LENGTH else _sum(text, face)


@lru_cache(maxsize=20_000)
def _word_width(text: str, face: Face) -> float:
    return _sum(text, face)


def _sum(text: str, face: Face) -> float:
    widths = _widths[face]
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
