"""What a cell means: tolerant with spellings, never guessing.

A parser gives the value, or raises `Doubtful`: the sentence names what is wrong, and `kept` is what
is taken nevertheless, where there is something to take. An empty cell is never doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time, timedelta
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, Final
from zoneinfo import available_timezones

from visitplanner.domain.base import clean_line, clean_text
from visitplanner.importing.workbook.lists import Separated
from visitplanner.importing.workbook.values import (
    CellError,
    Formula,
    Raw,
    is_blank,
    plain_text,
    quoted,
)

NOTHING: Final = object()
"""In `Doubtful.kept`: there is nothing to keep."""
LONGEST_VALUE: Final = 200
"""No date, time or number that anybody types has more characters."""

_YES = frozenset("yes y true x ✓ ✔ ☑ sí si sì s oui ja sim tak da 1".split())  # noqa: SIM905
_NO = frozenset("no n false ✗ ☐ non nein não nie ne 0".split())  # noqa: SIM905


class Doubtful(Exception):
    """A cell that could not be taken as it stands."""

    def __init__(self, reason: str, kept: Any = NOTHING) -> None:
        super().__init__(reason)
        self.reason = reason
        self.kept = kept


def judged(raw: Raw) -> Raw:
    """The value of a cell that is neither an error nor a formula without a result."""
    if isinstance(raw, CellError):
        raise Doubtful(f"holds the error {quoted(raw)}")
    if isinstance(raw, Formula):
        shown = quoted(raw) if raw.text else "this"
        raise Doubtful(f"{shown} is a formula without a stored result: type the value")
    return raw


# --- Text ---------------------------------------------------------------------------------------


def text(raw: Raw) -> str:
    """Text of several lines, as typed. Numbers are text as well; a date has lost its spelling."""
    if isinstance(raw, str):
        return clean_text(raw)
    if isinstance(raw, Formula) and raw.text:
        reason = f"{quoted(raw)} is a formula without a stored result: its text was taken"
        raise Doubtful(reason, clean_text(raw.text))
    if isinstance(judged(raw), bool | date | time | timedelta):
        raise Doubtful(f"{quoted(raw)} is not a text: it was taken as it stands", plain_text(raw))
    return plain_text(raw)


def line(raw: Raw) -> str:
    """Text on one line."""
    try:
        return clean_line(text(raw))
    except Doubtful as doubt:
        raise changed(doubt, clean_line) from None


def changed(doubt: Doubtful, change: Callable[[Any], Any]) -> Doubtful:
    """The same doubt, with what is kept brought into another form."""
    return doubt if doubt.kept is NOTHING else Doubtful(doubt.reason, change(doubt.kept))


def several(raw: Raw, separated: Separated) -> tuple[str, ...]:
    """Several values in one cell."""
    try:
        return separated.split(text(raw))
    except Doubtful as doubt:
        raise changed(doubt, separated.split) from None


_AT = re.compile(r"\s*[\[({<]\s*(?:at|arroba)\s*[\])}>]\s*|\s+(?:at|arroba)\s+", re.IGNORECASE)
_DOT = re.compile(
    r"\s*[\[({<]\s*(?:dot|punto|punt)\s*[\])}>]\s*|\s+(?:dot|punto|punt)\s+", re.IGNORECASE
)
_ADDRESS = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>.]+")
_MAILTO = re.compile(r"mailto:([^?]+)(?:\?.*)?", re.IGNORECASE)


def email(raw: Raw) -> str:
    """An address; one that was hidden from robots is understood, anything else kept as typed."""
    typed = line(raw)
    plain = link[1].strip() if (link := _MAILTO.fullmatch(typed)) else typed
    plain = _DOT.sub(".", _AT.sub("@", plain, count=1))
    return plain if _ADDRESS.fullmatch(plain) else typed


# --- Words of a vocabulary ----------------------------------------------------------------------

_OTHER_SPELLINGS: Final = {
    "canceled": "cancelled",
    "waitinglist": "waiting",
    "waitlisted": "waiting",
    "deputyheadofdelegation": "deputyhead",
    "deputy": "deputyhead",
    "head": "headofdelegation",
}


def word(raw: Raw, words: type[StrEnum], empty: StrEnum | None) -> StrEnum | None:
    """A word of a vocabulary, whatever its case, spaces and hyphens; `empty` for an empty cell."""
    typed = clean_line(plain_text(judged(raw)))
    if not typed:
        return empty
    key, known = letters(typed), _known(words)
    found = known.get(key) or known.get(_OTHER_SPELLINGS.get(key, ""))
    if found is None:
        expected = ", ".join(each.value for each in words)
        reason = f"{quoted(typed)} is none of {expected}: it was taken as other"
        raise Doubtful(reason, words("other"))
    return found


@cache
def _known(words: type[StrEnum]) -> dict[str, StrEnum]:
    return {letters(each.value): each for each in words}


@lru_cache(maxsize=4096)
def letters(typed: str) -> str:
    """Only the letters and digits of a word, without case: how headings and words are compared."""
    return "".join(c for c in typed.casefold() if c.isalnum())


def flag(raw: Raw) -> bool | None:
    """Yes, no, or None for an empty cell."""
    value = judged(raw)
    if is_blank(value):
        return None
    if isinstance(value, bool):
        return value
    typed = plain_text(value).strip().casefold()
    if typed in _YES or typed in _NO:
        return typed in _YES
    raise Doubtful(f"{quoted(raw)} is neither yes nor no")


def zone(raw: Raw) -> str:
    """An IANA zone in its own spelling, or an empty text."""
    typed = clean_line(plain_text(judged(raw)))
    if not typed:
        return ""
    found = _zones().get(typed.casefold().replace(" ", "_"))
    if found is None:
        raise Doubtful(f"{quoted(typed)} is not a time zone such as Europe/Madrid")
    return found


@cache
def _zones() -> dict[str, str]:
    return {name.casefold(): name for name in sorted(available_timezones())}
