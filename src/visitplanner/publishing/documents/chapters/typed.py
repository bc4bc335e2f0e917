"""Longer texts that somebody typed: paragraphs, lists, abbreviations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.text import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable

_POINT = re.compile(r"[-–—•*]\s+(?P<text>\S.*)")
_ABBREVIATION = re.compile(
    r"(?P<short>[^\W\d_][\w&/.-]{1,11}?(?: [\w&/.-]{1,9}?)?)\s*(?::|=|\s[–—-])\s+(?P<long>\S.*)"
)
_CAPITALS = 2  # at least so many make a word an abbreviation
_LEAST = 2  # so many lines make a list


def typed(text: str) -> tuple[model.Block, ...]:
    """A typed text: empty lines part paragraphs, lines that begin with a dash are a list.

    Lines that explain an abbreviation each are left out: `abbreviations` has them.
    """
    blocks: list[model.Block] = []
    for paragraph in paragraphs(text):
        lines = [line.strip() for line in paragraph.splitlines() if line.strip()]
        if _glossary(lines):
            continue
        points = [match.group("text") for line in lines if (match := _POINT.fullmatch(line))]
        if len(points) == len(lines) >= _LEAST:
            blocks.append(model.Bullets(tuple(points)))
        else:
            blocks.append(model.Paragraph(paragraph))
    return tuple(blocks)


def abbreviations(text: str) -> tuple[model.Pair, ...]:
    """The abbreviations that a text explains, `COSME: programme for …` line by line, in order."""
    found: dict[str, str] = {}
    for paragraph in paragraphs(text):
        lines = [line.strip() for line in paragraph.splitlines() if line.strip()]
        for short, meaning in _glossary(lines):
            found.setdefault(short, meaning)
    ordered = sorted(found.items(), key=lambda pair: pair[0].casefold())
    return tuple(model.Pair(short, meaning) for short, meaning in ordered)


def _glossary(lines: Iterable[str]) -> list[tuple[str, str]]:
    """The abbreviations of a paragraph, if each of its lines explains one."""
    known = list(lines)
    matches = [match for line in known if (match := _ABBREVIATION.fullmatch(line))]
    pairs = [(match.group("short"), match.group("long")) for match in matches]
    capitals = all(sum(c.isupper() for c in short) >= _CAPITALS for short, _ in pairs)
    return pairs if len(pairs) == len(known) >= _LEAST and capitals else []
