"""Numbers as people type them, and as they are written without losing a digit."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum
from typing import Final

from visitplanner.importing.workbook.cells import LONGEST_VALUE, Doubtful, judged
from visitplanner.importing.workbook.values import Raw, is_blank, quoted

MAX_COUNT: Final = 1_000_000
_MAX_AMOUNT: Final = Decimal(10) ** 12
_DECIMAL = re.compile(r"[+-]?(?:\d+(?:[.,]\d+)?|[.,]\d+)(?:[eE][+-]?\d{1,3})?")
_THOUSANDS = re.compile(
    r"[+-]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3})+(?:,\d+)?)", re.ASCII
)
_EITHER = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_GROUPING_SPACE = re.compile(r"(?<=\d)[\s'\u2019](?=\d{3}(?!\d))")


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
    plain = _GROUPING_SPACE.sub("", typed[:LONGEST_VALUE].strip()).replace("\u2212", "-")
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
