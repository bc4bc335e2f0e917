"""Which characters the fonts of the papers have, known without loading a font.

The window asks while somebody types, so nothing here imports the PDF library: the characters of
each font are kept in a table beside the fonts.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

from visitplanner import resources
from visitplanner.errors import code_point

if TYPE_CHECKING:
    from collections.abc import Mapping

# Characters that leave no mark of their own: joiners, variation selectors, direction marks.
# Direction overrides must go in any case: they would turn a name around without a trace.
_INVISIBLE: Final = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u061c\u180e\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_JOINERS: Final = re.compile("[\u200c\u200d]")
_BREAKS: Final = re.compile("\r\n?|[\u000b\u000c\u0085\u2028\u2029]")
_DRAWS_NOTHING: Final = frozenset(map(ord, "\n\u00ad\u200b"))


def clean(text: str, *, joiners: bool = False) -> str:
    """Composed characters (NFC), one kind of line break, no control or direction characters.

    Half of a surrogate pair is kept: it is reported like any character without a glyph. Joiners
    (U+200C, U+200D) say which forms Arabic letters take; they go unless `joiners` keeps them.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _BREAKS.sub("\n", text).replace("\t", " ")
    text = _INVISIBLE.sub("", text)
    return unicodedata.normalize("NFC", text if joiners else _JOINERS.sub("", text))


def uncovered(text: str) -> tuple[str, ...]:
    """The characters of a text that none of the papers' fonts has, each once, in order.

    Raises:
        FileProblem: the table is missing from the installation.
    """
    if text.isascii():
        return ()
    known = _known()
    return tuple(dict.fromkeys(c for c in clean(text) if ord(c) not in known))


def written_out(character: str) -> str:
    """What is printed for a character that no font has: ‹U+6F22›."""
    return code_point(character)


@cache
def characters(file: str) -> frozenset[int]:
    """The code points that a font file has a glyph for, from the space on."""
    found: set[int] = set()
    for part in _table()[file].split():
        first, _, last = part.partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(found)


@cache
def _known() -> frozenset[int]:
    return _DRAWS_NOTHING.union(*map(characters, _table()))


@cache
def _table() -> Mapping[str, str]:
    path = resources.path("fonts", "coverage.json")
    table: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return table
