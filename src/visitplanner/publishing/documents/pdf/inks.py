"""The colours in force: those of the paper, those of a visit's own accent, or light for dark.

One document is drawn at a time (the engine holds a lock), so what is in force is kept here.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from visitplanner.publishing.colours import channels, tint
from visitplanner.publishing.documents.pdf.styles import Ink

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SHADES: Final = (
    *(Ink.NAVY, Ink.MIST, Ink.SESSION, Ink.ON_NAVY, Ink.NAVY_RULE),
    *("2A4A74", "4C6B93", "284770", "2D4D78", "345480", "2B4870", "C9D7E6"),
)
"""Navy and the shades of it, on the cover too: each is navy with a part of white."""
_LIGHT: Final = {
    Ink.NAVY: Ink.WHITE,
    Ink.WHITE: Ink.NAVY,
    Ink.ON_NAVY: Ink.MUTED,
    Ink.NAVY_RULE: Ink.RULE,
    "C9D7E6": Ink.MUTED,
    "2A4A74": "F4F6F8",
    "4C6B93": "B4C0CB",
    "2B4870": "EEF1F4",
    "284770": Ink.WHITE,
    "2D4D78": Ink.WHITE,
    "345480": Ink.WHITE,
}
"""What is white on navy becomes navy on white."""
_now: dict[str, str] = {}


def ink(figures: str) -> str:
    """The colour in force for one of the paper's colours."""
    return _now.get(figures, figures) if _now else figures


@contextmanager
def accented(accent: str) -> Iterator[None]:
    """Draw in another colour instead of navy."""
    with _in_force(_shades(accent) if accent != Ink.NAVY else {}):
        yield


@contextmanager
def inverted() -> Iterator[None]:
    """Draw navy on white what is usually white on navy."""
    with _in_force(_now | {dark: _now.get(light, light) for dark, light in _LIGHT.items()}):
        yield


@contextmanager
def _in_force(colours: Mapping[str, str]) -> Iterator[None]:
    before = dict(_now)
    _now.clear()
    _now.update(colours)
    try:
        yield
    finally:
        _now.clear()
        _now.update(before)


def _shades(accent: str) -> dict[str, str]:
    least = sum(channels(Ink.NAVY))
    return {
        shade: tint(accent, max(0.0, (sum(channels(shade)) - least) / (765 - least)))
        for shade in _SHADES
    }
