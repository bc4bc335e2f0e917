"""A letter as blocks, and both ways of writing them: as plain text and as HTML.

Whatever is said is said in a block, so both parts of a mail say the same. The HTML loads nothing,
sets no colour (a dark window stays dark) and lets the reader choose type and size.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from visitplanner.domain.base import clean_line, clean_text

_WIDTH = 72
_BODY = "font-family:system-ui,sans-serif;line-height:1.5;max-width:38em;margin:1em"
_HEADING = "font-size:1.1em;margin:1.5em 0 0.4em"
_LIST = "margin:0.4em 0;padding-left:1.4em"
_ENTRY = "margin:0.3em 0"
_SMALL = "font-size:0.85em;margin:0"


@dataclass(frozen=True)
class Paragraph:
    """Lines of running text, each beginning anew."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Heading:
    """A title above what follows."""

    text: str


@dataclass(frozen=True)
class Entry:
    """An entry of a list, and what is to be said below it."""

    text: str
    below: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bullets:
    """A list; numbered if its order matters."""

    entries: tuple[Entry, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Foot:
    """Small print at the end."""

    lines: tuple[str, ...]


Block = Paragraph | Heading | Bullets | Foot


def paragraph(*lines: str) -> Paragraph:
    """A paragraph of the lines that say something."""
    return Paragraph(tuple(filter(None, map(clean_line, lines))))


def plain(blocks: Sequence[Block]) -> str:
    """The letter as text in lines of at most 72 characters; longer words stay whole."""
    written = ["\n".join(_plain(block)) for block in blocks]
    parts: list[str] = []
    for number, text in enumerate(written):
        under_heading = number > 0 and isinstance(blocks[number - 1], Heading)
        parts += [("\n" if under_heading else "\n\n") if parts else "", text]
    return "".join(parts) + "\n"


def _plain(block: Block) -> list[str]:
    match block:
        case Paragraph(lines):
            return [folded for line in lines for folded in _wrapped(line)]
        case Heading(text):
            return _wrapped(text)
        case Bullets(entries, numbered):
            marks = [f"{n}. " if numbered else "- " for n in range(1, len(entries) + 1)]
            pairs = zip(marks, entries, strict=True)
            return [line for mark, entry in pairs for line in _plain_entry(mark, entry)]
        case Foot(lines):
            return ["-- ", *(folded for line in lines for folded in _wrapped(line))]


def _plain_entry(mark: str, entry: Entry) -> list[str]:
    below = " " * len(mark)
    lines = _wrapped(entry.text, mark, below)
    for text in entry.below:
        lines += _wrapped(text, below, below)
    return lines


def _wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    return textwrap.wrap(
        clean_line(text),
        _WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [first.rstrip()]


def html(blocks: Sequence[Block], language: str, title: str) -> str:
    """The letter as an HTML document; every text is escaped.

    Args:
        blocks: What it says.
        language: The tag of its language.
        title: What it is called.
    """
    body = "\n".join(_html(block) for block in blocks)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language.replace("_", "-"))}">\n<head>\n'
        '<meta charset="utf-8">\n<meta name="color-scheme" content="light dark">\n'
        f"<title>{_text(title)}</title>\n</head>\n"
        f'<body style="{_BODY}">\n{body}\n</body>\n</html>\n'
    )


def _html(block: Block) -> str:
    match block:
        case Paragraph(lines):
            return f'<p dir="auto">{_broken(lines)}</p>'
        case Heading(text):
            return f'<h2 style="{_HEADING}">{_text(text)}</h2>'
        case Bullets(entries, numbered):
            tag = "ol" if numbered else "ul"
            inner = "".join(f"\n{_html_entry(entry)}" for entry in entries)
            return f'<{tag} style="{_LIST}">{inner}\n</{tag}>'
        case Foot(lines):
            return f'<hr>\n<p dir="auto" style="{_SMALL}">{_broken(lines)}</p>'


def _html_entry(entry: Entry) -> str:
    text = _broken((entry.text, *entry.below))
    return f'<li dir="auto" style="{_ENTRY}">{text}</li>'


def _broken(lines: Sequence[str]) -> str:
    return "<br>\n".join(map(_text, lines))


def _text(text: str) -> str:
    return escape(clean_text(text))
