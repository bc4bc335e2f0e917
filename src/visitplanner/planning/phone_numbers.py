"""Whether something typed as a phone number can be dialled, by the numbering plans of the world.

A number is judged by its length, as `libphonenumber` knows it for each country: whether somebody
answers is beyond any table. A field may hold several numbers, extensions and words.

The library is loaded when the first number is judged. Most numbers consist of digits alone and
have a right length; these are told without parsing, which takes a hundred times as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from typing import Final

LEAST_DIGITS: Final = 5
"""Shorter runs of digits beside a number are an extension, a room or an hour."""

# Spaces and hyphens that do not break are as good as those that do.
_NO_DIGITS: Final = str.maketrans(
    dict.fromkeys(" \t-.()/\N{NO-BREAK SPACE}\N{NON-BREAKING HYPHEN}")
)
_LEVELS: Final = tuple(map(re.compile, (r"[;,|\n]", "/", r"[^\W\d_]{2,}[.:]?")))
"""What parts the numbers of a field: marks, then slashes, then words."""


class Fault(Enum):
    """What is wrong with a number."""

    SHORT = "it has too few digits"
    LONG = "it has too many digits"
    NONE = "it is no number, or of no country"


@dataclass(frozen=True, slots=True)
class Unusable:
    """A number that nobody can dial.

    Attributes:
        number: As typed.
        fault: What is wrong with it.
        country: The ISO code of its country; empty where that is not known.
    """

    number: str
    fault: Fault
    country: str


@lru_cache(maxsize=16_384)
def unusable_numbers(
    text: str, countries: tuple[str, ...], *, short: bool = False
) -> tuple[Unusable, ...]:
    """What in a field cannot be dialled.

    Args:
        text: as typed, on one line or several.
        countries: ISO codes of the countries whose number it may be where it does not say so;
            without any, only numbers with a country code are judged.
        short: numbers such as 112 will do.
    """
    if not any(map(str.isalnum, text)) or _is_plain(text, countries):
        return ()
    return _faults(text, countries, short=short)


@cache
def example_number(country: str, *, mobile: bool) -> str:
    """What a number of a country looks like, with its country code; empty for unknown ones."""
    import phonenumbers as library

    kind = library.PhoneNumberType.MOBILE if mobile else library.PhoneNumberType.FIXED_LINE
    number = library.example_number_for_type(country, kind) if country else None
    if number is None:
        return ""
    return library.format_number(number, library.PhoneNumberFormat.INTERNATIONAL)


# --- At a glance ---------------------------------------------------------------------------------


def _is_plain(text: str, countries: Iterable[str]) -> bool:
    """Whether it is but digits, and as many of them as its country has; False leaves it open."""
    digits = text.translate(_NO_DIGITS)
    if digits.startswith("+"):
        return is_international(text)
    return _is_decimal(digits) and any(_is_national(digits, country) for country in countries)


def _is_decimal(text: str) -> bool:
    return text.isascii() and text.isdecimal()


@lru_cache(maxsize=16_384)
def is_international(text: str) -> bool:
    """Whether it is a plus, a calling code (ITU-T E.164) and as many digits as belong to it.

    False leaves open whether it can be dialled: see `unusable_numbers`.
    """
    digits = text.translate(_NO_DIGITS)
    number = digits[1:]
    if not digits.startswith("+") or not _is_decimal(number):
        return False
    for length in (1, 2, 3):
        lengths = _lengths_abroad(number[:length])
        if lengths:
            return len(number) - length in lengths
    return False


def _is_national(digits: str, country: str) -> bool:
    lengths, prefix = _numbering(country)
    if len(digits) in lengths:
        return True
    return bool(prefix) and digits.startswith(prefix) and len(digits) - len(prefix) in lengths


@cache
def _lengths_abroad(code: str) -> frozenset[int]:
    import phonenumbers as library

    regions = library.COUNTRY_CODE_TO_REGION_CODE.get(int(code or 0), ())
    return _numbering(regions[0])[0] if regions else frozenset()


@cache
def _numbering(country: str) -> tuple[frozenset[int], str]:
    """How many digits the numbers of a country have, and what is dialled before them there."""
    import phonenumbers as library

    known = library.PhoneMetadata.metadata_for_region(country)
    if known is None or known.general_desc is None:
        return frozenset(), ""
    lengths = (length for length in known.general_desc.possible_length if length > 0)
    return frozenset(lengths), known.national_prefix or ""


# --- By the book ---------------------------------------------------------------------------------

# By `NumberParseException.TOO_SHORT_AFTER_IDD`, `TOO_SHORT_NSN` and `TOO_LONG`.
_UNREAD: Final = {2: Fault.SHORT, 3: Fault.SHORT, 4: Fault.LONG}


def _faults(
    text: str, countries: tuple[str, ...], *, short: bool, level: int = 0
) -> tuple[Unusable, ...]:
    """What is wrong with a text as a whole, or with the numbers into which it can be parted."""
    whole = _judged(text, countries, short=short)
    if whole is None:
        return ()
    for depth in range(level, len(_LEVELS)):
        parts = _LEVELS[depth].split(text)
        numbers = [part.strip(" (:-–") for part in parts if _is_number(part)]
        if len(parts) > 1 and numbers:
            found = (_faults(number, countries, short=short, level=depth + 1) for number in numbers)
            return tuple(fault for faults in found for fault in faults)
    return (whole,)


def _is_number(text: str) -> bool:
    """Whether a part of a field stands for a number of its own."""
    return _digits(text) >= LEAST_DIGITS or "+" in text


def _digits(text: str) -> int:
    return sum(map(str.isdecimal, text))


def _judged(text: str, countries: tuple[str, ...], *, short: bool) -> Unusable | None:
    """What is wrong with one number: by the first country, if it is right in none of them."""
    if text.startswith("00"):
        text = f"+{text[2:]}"
    if not (countries or text.lstrip("( ").startswith("+")):
        return None if _digits(text) else Unusable(text, Fault.NONE, "")
    first: Unusable | None = None
    for country in countries or ("",):
        found = _judged_in(text, country, short=short)
        if found is None:
            return None
        first = first or found
    return first


def _judged_in(text: str, country: str, *, short: bool) -> Unusable | None:
    import phonenumbers as library

    try:
        number = library.parse(text, country or None)
    except library.NumberParseException as problem:
        return Unusable(text, _UNREAD.get(problem.error_type, Fault.NONE), country)
    if short and library.is_valid_short_number_for_region(number, country):
        return None
    # A number that is possible within one town only cannot be dialled by a visitor.
    reason = library.is_possible_number_with_reason(number)
    if reason == library.ValidationResult.IS_POSSIBLE:
        return None
    fault = Fault.LONG if reason == library.ValidationResult.TOO_LONG else Fault.SHORT
    if reason == library.ValidationResult.INVALID_LENGTH:
        fault = Fault.NONE
    regions = library.COUNTRY_CODE_TO_REGION_CODE.get(number.country_code or 0, ())
    return Unusable(text, fault, regions[0] if regions else country)
