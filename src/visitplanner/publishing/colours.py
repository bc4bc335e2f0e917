"""The accent colour of papers: whether it can be read, and what is printed if it cannot.

Contrast as in WCAG 2.2, 1.4.3: text in the accent stands on white and on its own tint, and white
text stands on it.
"""

from __future__ import annotations

import re
from typing import Final

LEAST_CONTRAST: Final = 4.5
USUAL: Final = "1F3A5F"
"""Navy."""
_TINT: Final = 0.84
"""The palest field with words in the accent is so much lighter than it."""
_FIGURES: Final = re.compile(r"#?([0-9A-Fa-f]{6})")


def accent(typed: str) -> str:
    """Six hexadecimal figures for a colour as typed: navy for none, darker where it is too light.

    The hue stays; only as much darkness is added as reading needs.
    """
    found = _FIGURES.fullmatch(typed.strip())
    if not found:
        return USUAL
    colour = found[1].upper()
    red, green, blue = channels(colour)
    for percent in range(100, -1, -1):
        darker = joined(red * percent / 100, green * percent / 100, blue * percent / 100)
        if contrast(darker, tint(darker, _TINT)) >= LEAST_CONTRAST:
            return darker
    return USUAL


def tint(figures: str, part: float) -> str:
    """A colour with white mixed in: 0 none, 1 white."""
    red, green, blue = (value + (255 - value) * part for value in channels(figures))
    return joined(red, green, blue)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def channels(figures: str) -> tuple[int, int, int]:
    """Red, green and blue of six hexadecimal figures, from 0 to 255."""
    return int(figures[:2], 16), int(figures[2:4], 16), int(figures[4:], 16)


def joined(red: float, green: float, blue: float) -> str:
    """Six hexadecimal figures."""
    return "".join(f"{round(value):02X}" for value in (red, green, blue))


def _luminance(figures: str) -> float:
    linear = (_linear(value / 255) for value in channels(figures))
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
