"""The field of the sheet Visit that says which chapters a paper has, one paper a line."""

from __future__ import annotations

from collections.abc import Iterable

from visitplanner.domain.chapters import ChapterChoice, parse_choice
from visitplanner.importing.workbook.cells import Doubtful, judged
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
