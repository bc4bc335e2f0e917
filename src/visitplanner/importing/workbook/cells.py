"""What a cell means: tolerant with spellings, never guessing.

A parser gives the value, or raises `Doubtful`: the sentence names what is wrong, and `kept` is what
is taken nevertheless, where there is something to take. An empty cell is never doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time, timedelta
from decimal import Decimal
from enum import Enum, StrEnum
from functools import cache, lru_cache
from typing import Any, Final
from zoneinfo import available_timezones

from visitplanner.domain.base import clean_line, clean_text
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
MAX_COUNT: Final = 1_000_000
_MAX_AMOUNT: Final = Decimal(10) ** 12
_LONGEST_LIST: Final = 100_000
LONGEST_VALUE: Final = 200
"""No date, time or number that anybody types has more characters."""

_YES = frozenset("yes y true x ✓ ✔ ☑ sí si sì s oui o ja j sim tak da 1".split())  # noqa: SIM905
_NO = frozenset("no n false ✗ ☐ non nein não nie ne 0".split())  # noqa: SIM905


class Separated:
    """Several values in one cell, parted by any of some marks.

    A value in double quotes may contain the marks; a quote inside is doubled. Values are written
    in quotes only where they must be.
    """

    def __init__(self, marks: str, join: str) -> None:
        self._mark = re.compile(f"[{marks}]")
        self._quoted = re.compile(rf'\s*"([^"]*(?:""[^"]*)*)"\s*(?:[{marks}]|$)')
        self._plain = re.compile(rf'([^"{marks}][^{marks}]*|)(?:[{marks}]|$)')
        self._join = join

    def split(self, written: str) -> tuple[str, ...]:
        """The values, each on one line; empty ones do not count."""
        parts: list[str] = []
        if '"' in written and len(written) <= _LONGEST_LIST:
            end = 0
            while end < len(written) and (found := self._next(written, end)):
                parts.append(found[1].replace('""', '"') if found.re is self._quoted else found[1])
                end = found.end()
            written = written[end:]  # from a quote on that is never closed, quotes mean nothing
        return tuple(filter(None, map(clean_line, [*parts, *self._mark.split(written)])))

    def _next(self, written: str, start: int) -> re.Match[str] | None:
        return self._quoted.match(written, start) or self._plain.match(written, start)

    def joined(self, values: tuple[str, ...]) -> str:
        """The cell that `split` reads as `values`."""
        return self._join.join(map(self._quote, values))

    def _quote(self, value: str) -> str:
        if not self._mark.search(value) and not value.startswith('"'):
            return value
        return '"' + value.replace('"', '""') + '"'


LIST: Final = Separated(";,\n", "; ")
SENTENCES: Final = Separated(";\n", "\n")
"""For sentences, in which a comma is nothing special."""


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


# --- Numbers ------------------------------------------------------------------------------------

_DECIMAL = re.compile(r"[+-]?(?:\d+(?:[.,]\d+)?|[.,]\d+)(?:[eE][+-]?\d{1,3})?")
_THOUSANDS = re.compile(
    r"[+-]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3})+(?:,\d+)?)", re.ASCII
)
_EITHER = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_SPACES = re.compile(r"[\s'\u2019]")


class Mark(Enum):
    """What the mark in `1,234` or `1.234` means, where nothing else tells."""

    UNSURE = "either"
    DECIMAL = "decimal"
    THOUSANDS = "thousands"


def _number(raw: Raw, mark: Mark) -> Decimal | None:
    """A number, exact; None for an empty cell."""
    value = judged(raw)
    if is_blank(value):
        return None
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not isinstance(value, str):
        raise Doubtful(f"{quoted(raw)} is not a number")
    return _typed_number(value, mark)


def _typed_number(typed: str, mark: Mark) -> Decimal:
    plain = _SPACES.sub("", typed[:LONGEST_VALUE]).replace("\u2212", "-")
    if _EITHER.fullmatch(plain):
        if mark is Mark.UNSURE:
            either = f"{plain.replace(',', '.')} or {re.sub('[.,]', '', plain)}"
            raise Doubtful(f"{quoted(typed)} may be {either}")
        return Decimal(re.sub("[.,]", "." if mark is Mark.DECIMAL else "", plain))
    if len(typed) > LONGEST_VALUE:
        raise Doubtful(f"{quoted(typed)} is not a number")
    if _DECIMAL.fullmatch(plain):
        return Decimal(plain.replace(",", "."))
    if _THOUSANDS.fullmatch(plain):
        first = next(c for c in plain if c in ".,")
        return Decimal(plain.replace(first, "").replace(",", "."))
    raise Doubtful(f"{quoted(typed)} is not a number")


def count(raw: Raw) -> int | None:
    """A whole number from 0 to a million, or None for an empty cell."""
    number = _number(raw, Mark.THOUSANDS)
    if number is None:
        return None
    if number != number.to_integral_value():
        raise Doubtful(f"{quoted(raw)} is not a whole number")
    if number < 0:
        raise Doubtful(f"{quoted(raw)} is below zero")
    if number > MAX_COUNT:
        raise Doubtful(f"{quoted(raw)} is more than a million")
    return int(number)


def amount(raw: Raw) -> Decimal | None:
    """An amount of money or a quantity, exact."""
    number = _number(raw, Mark.UNSURE)
    if number is not None and abs(number) > _MAX_AMOUNT:
        raise Doubtful(f"{quoted(raw)} is too large")
    return number


def degrees(raw: Raw, limit: int) -> float | None:
    """A coordinate in degrees, between minus and plus `limit`."""
    number = _number(raw, Mark.DECIMAL)
    if number is None:
        return None
    if abs(number) > limit:
        raise Doubtful(f"{quoted(raw)} is not between -{limit} and {limit}")
    return float(number)


def amount_to_write(number: Decimal | None) -> int | float | str | None:
    """A number as a number, or as text where the spreadsheet's would not be exact."""
    if number is None:
        return None
    if number == number.to_integral_value() and abs(number) < 10**15:
        return int(number)
    exact = Decimal(repr(float(number))) == number and _is_short(float(number))
    return float(number) if exact else str(number)


def degrees_to_write(number: float | None) -> float | str | None:
    """A coordinate as a number, or as text where the spreadsheet's would not be exact."""
    return number if number is None or _is_short(number) else repr(number)


def _is_short(number: float) -> bool:
    """Whether a number survives the sixteen digits with which openpyxl writes it."""
    return float(f"{number:.16g}") == number
