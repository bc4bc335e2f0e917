"""Sets of people as integers: bit *n* stands for the person at position *n*."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

_ONE: Final = ord("1")


@lru_cache(maxsize=512)  # a plan has some hundred different sets of people
def bits(people: int) -> tuple[int, ...]:
    """The positions of the bits that are set, lowest first."""
    # Scanning text takes time in proportion to the size; taking bits off a large integer, the
    # square of it.
    digits, found = f"{people:b}"[::-1], []
    position = digits.find("1")
    while position >= 0:
        found.append(position)
        position = digits.find("1", position + 1)
    return tuple(found)


def bit_set(positions: Iterable[int], size: int) -> int:
    """The integer with these bits set; `size` is one more than the highest position."""
    digits = bytearray(b"0") * (size + 1)
    for position in positions:
        digits[~position] = _ONE  # the lowest comes last
    return int(digits, 2)
