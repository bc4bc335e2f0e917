"""The bar beside an item: width, hollow, dots or dashes say what kind it is, colour only helps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from visitplanner.publishing.documents.model import Kind
from visitplanner.publishing.documents.pdf.styles import MM, Ink

if TYPE_CHECKING:
    from visitplanner.publishing.documents.pdf.pen import Pen

HOLLOW: Final = frozenset({Kind.MEAL, Kind.SOCIAL, Kind.FREE_TIME})
DOTTED: Final = frozenset({Kind.TRANSFER})
_DOTS: Final = (0.0, 3.2)
_DASHES: Final = (4.0, 2.6)
_CHANGE_BAR: Final = -5.4 * MM
_CHANGE_LABEL: Final = -9.6 * MM


def bar_width(kind: Kind) -> float:
    """Width of the bar in points."""
    if kind is Kind.SITE_VISIT:
        return 4.0
    if kind in HOLLOW:
        return 3.4
    return 1.8 if kind in DOTTED else 2.2


def draw_bar(
    pen: Pen, x: float, y: float, height: float, kind: Kind, *, tentative: bool = False
) -> None:
    """Draw the bar of a kind; what is to be confirmed is dashed. Notes have none."""
    width = bar_width(kind)
    ink = Ink.RUST if kind is Kind.SITE_VISIT else Ink.NAVY
    if kind is Kind.NOTE:
        return
    if kind in DOTTED:
        pen.rule(x + 0.9, y + 0.9, x + 0.9, y + height - 0.9, ink, 1.8, dash=_DOTS, rounded=True)
    elif kind in HOLLOW:
        pen.frame(x, y, width, height, ink, 0.8, dash=(2.4, 1.8) if tentative else ())
    elif tentative:
        middle = x + width / 2
        pen.rule(middle, y, middle, y + height, ink, width, dash=_DASHES)
    else:
        pen.rect(x, y, width, height, ink)


def draw_change(pen: Pen, x: float, y: float, height: float, label: DrawLabel | None) -> None:
    """The rust bar in the left margin of something changed, and its label ("v2") beside it."""
    pen.rect(x + _CHANGE_BAR, y, 1.4, height, Ink.RUST)
    if label:
        label(pen, x + _CHANGE_LABEL, y + 5.6)


if TYPE_CHECKING:
    from collections.abc import Callable

    DrawLabel = Callable[[Pen, float, float], None]
