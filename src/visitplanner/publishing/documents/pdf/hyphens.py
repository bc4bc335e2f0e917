"""Where words may be parted, by the patterns of their language (Liang's algorithm).

The patterns are those that come with Pyphen. We read them ourselves: parsing all of a language
before the first word takes a second, and a paper needs a few words of them.
"""

from __future__ import annotations

import itertools
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

SHORTEST: Final = 8
"""Shorter words stay whole."""
_ENDS: Final = 3
"""So many letters at least stand before a hyphen, and after it."""
_LONGEST: Final = 40
"""No pattern has more letters; so the time that a word takes grows with its letters alone."""
_WORD: Final = re.compile(r"(\W*)([^\W\d_]+)(\W*)")
_ESCAPED: Final = re.compile(r"\^\^([0-9a-f]{2})")
_NO_FIGURES: Final = str.maketrans("", "", "0123456789")
_VALUES: Final = re.compile(r"(\d?)(\D?)")


@lru_cache(maxsize=4000)
def parts(word: str, language: str) -> tuple[str, ...]:
    """The parts between which a hyphen may be put; one part where none may.

    Signs before and after the word stay with it. What is no word (an address, a code, an acronym)
    stays whole, and so does a word of a language without patterns.

    Args:
        word: Without white space.
        language: BCP 47.
    """
    found = _WORD.fullmatch(word)
    if not found or len(found[2]) < SHORTEST or found[2].isupper():
        return (word,)
    patterns = _patterns(language.replace("-", "_"))
    if not patterns:
        return (word,)
    cuts = [found.start(2) + place for place in _places(found[2].lower(), patterns)]
    edges = [0, *cuts, len(word)]
    return tuple(word[a:b] for a, b in itertools.pairwise(edges))


def _places(word: str, patterns: Mapping[str, str]) -> list[int]:
    """How many letters stand before each hyphen that is allowed."""
    framed = f".{word}."
    values = [0] * (len(framed) + 1)
    for start in range(len(framed)):
        for end in range(start + 1, min(start + _LONGEST, len(framed)) + 1):
            pattern = patterns.get(framed[start:end])
            if pattern:
                for offset, (figure, _) in enumerate(_VALUES.findall(pattern)):
                    if figure and int(figure) > values[start + offset]:
                        values[start + offset] = int(figure)
    return [at for at in range(_ENDS, len(word) - _ENDS + 1) if values[at + 1] % 2]


@cache
def _patterns(language: str) -> Mapping[str, str]:
    """The patterns of a language by their letters; none if there are none."""
    from pyphen import LANGUAGES, language_fallback

    known = language_fallback(language)
    return _read(Path(LANGUAGES[known])) if known else {}


@cache
def _read(path: Path) -> Mapping[str, str]:
    data = path.read_bytes()
    encoding = data.split(b"\n", 1)[0].decode("ascii").strip().replace("microsoft-", "")
    lines = data.decode(encoding).splitlines()[1:]
    patterns: dict[str, str] = {}
    for line in lines:
        pattern = line.strip()
        if not pattern or pattern[0] in "%#" or pattern[0].isupper() or "/" in pattern:
            continue  # a remark, an instruction, or a hyphen that changes the spelling
        if "^^" in pattern:
            pattern = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), pattern)
        patterns[pattern.translate(_NO_FIGURES)] = pattern
    return patterns
