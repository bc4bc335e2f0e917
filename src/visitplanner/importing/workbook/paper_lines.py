"""Fields of the sheet Visit about papers: their chapters, one paper a line, size and colour."""

from __future__ import annotations

import re
from collections.abc import Iterable

from visitplanner.domain.chapters import ChapterChoice, parse_choice
from visitplanner.domain.vocabulary import PaperSize
from visitplanner.importing.workbook.cells import Doubtful, judged, letters
from visitplanner.importing.workbook.values import Raw, Written, plain_text, quoted


def chapters(raw: Raw) -> tuple[ChapterChoice, ...]:
    """What was chosen for papers.

    Raises:
        Doubtful: a line that says nothing of a paper; the others are kept.
    """
    found, doubts = [], []
    for line in filter(None, map(str.strip, plain_text(judged(raw)).splitlines())):
        try:
            found.append(parse_choice(line))
        except ValueError as bad:
            doubts.append(f"{quoted(line)} names no paper: {_reason(bad)}")
    if doubts:
        raise Doubtful(doubts[0], tuple(found))
    return tuple(found)


def _reason(bad: ValueError) -> str:
    from pydantic import ValidationError

    if isinstance(bad, ValidationError):
        return "its chapters have short names, such as days"
    return str(bad)


def to_write(choices: Iterable[ChapterChoice]) -> Written:
    """The choices as they are written."""
    return "\n".join(map(str, choices)) or None


def paper_size(raw: Raw) -> PaperSize:
    """What papers are printed on; A4 for an empty cell.

    Raises:
        Doubtful: another size; papers are then A4.
    """
    typed = plain_text(judged(raw))
    known = {letters(size.value): size for size in PaperSize} | {"usletter": PaperSize.LETTER}
    found = known.get(letters(typed)) if typed.strip() else PaperSize.A4
    if found is None:
        raise Doubtful(f"{quoted(typed)} is neither A4 nor Letter: papers are A4", PaperSize.A4)
    return found


def colour(raw: Raw) -> str:
    """A colour as `#1F3A5F`, or an empty text.

    Raises:
        Doubtful: it is none; the colour is then the usual one.
    """
    typed = plain_text(judged(raw)).strip()
    if not typed:
        return ""
    found = re.fullmatch(r"#?([0-9A-Fa-f]{6})", typed)
    if not found:
        raise Doubtful(f"{quoted(typed)} is no colour such as #1F3A5F")
    return f"#{found[1].upper()}"
