"""How pages lie on the sheets they are printed on: their size, and which margin is the inner one.

Pages are set in the measures of A4. US Letter is wider and shorter: flowing pages end earlier and
stand in the middle, the cover fills the width, cards keep their size, and other pages that are one
drawing become a little smaller.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from visitplanner.domain.vocabulary import PaperSize
from visitplanner.publishing.documents.model import Page, PageSetup
from visitplanner.publishing.documents.pdf.styles import (
    A3,
    CARDS,
    COVER,
    LANDSCAPE,
    LEFT,
    LETTER,
    MM,
    PORTRAIT,
    RIGHT,
    SHEET,
    Family,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

_LETTER: Final = 215.9 * MM, 279.4 * MM
_SHORTER: Final = PORTRAIT.height - _LETTER[1]
_HIGHER: Final = _LETTER[0] - LANDSCAPE.height
_NARROWER: Final = LANDSCAPE.width - _LETTER[1]


@dataclass(frozen=True, slots=True)
class Lay:
    """Where a page lies on its sheet.

    Attributes:
        width: Of the sheet, in points.
        height: Of the sheet.
        scale: Of the page.
        right: How far the page is moved to the right.
        up: How far it is moved up.
        logical_height: The height that the page is set in.
    """

    width: float
    height: float
    scale: float
    right: float
    up: float
    logical_height: float

    @property
    def is_plain(self) -> bool:
        """Whether the page lies on the sheet as it is set."""
        return (self.scale, self.right, self.up) == (1.0, 0.0, 0.0)

    def box(self, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        """A rectangle of the page on the sheet: left, bottom, right, top."""
        left, bottom, right, top = (value * self.scale for value in box)
        return left + self.right, bottom + self.up, right + self.right, top + self.up

    def bleed(self, width: float) -> float:
        """How far a page of this width must be drawn over its edges to fill the sheet."""
        return max(self.right, self.width - self.right - width * self.scale, 0.0) / self.scale


class Paper:
    """The sheets of one document.

    Attributes:
        families: The measures of each family of pages.
        economy: Whether ink is saved.
    """

    def __init__(self, setup: PageSetup) -> None:
        """Work out the pages of a setup."""
        self._letter = setup.size is PaperSize.LETTER
        self._duplex = setup.duplex
        self.economy = setup.economy
        chosen = _letter_families() if self._letter else (PORTRAIT, LANDSCAPE, SHEET, LETTER)
        kinds = (Page.PORTRAIT, Page.LANDSCAPE, Page.SHEET, Page.LETTER)
        self.families: Mapping[Page, Family] = {
            **dict(zip(kinds, chosen, strict=True)),
            Page.A3: A3,
        }

    @property
    def landscape(self) -> Family:
        """The measures of landscape pages."""
        return self.families[Page.LANDSCAPE]

    def lay(self, family: Family, number: int) -> Lay:
        """Where the page of a family lies that is the `number`th of its document."""
        lay = self._on_letter(family) if self._letter else _as_it_is(family)
        if self._duplex and number % 2 == 0 and family.mirrored:
            lay = replace(lay, right=lay.right - (LEFT - RIGHT))
        return lay

    def _on_letter(self, family: Family) -> Lay:
        if family == COVER:  # fills the width, and is set in what is left of the height
            width, height = _LETTER
            scale = width / family.width
            return Lay(width, height, scale, 0.0, 0.0, height / scale)
        if family == A3:  # the largest American sheet that an office prints
            wide, high = 2 * _LETTER[0], _LETTER[1]
            scale = min(wide / family.width, high / family.height)
            right, up = (wide - family.width * scale) / 2, (high - family.height * scale) / 2
            return Lay(wide, high, scale, right, up, family.height)
        width, height = _LETTER if family.width < family.height else _LETTER[::-1]
        scale = 1.0
        if family not in self.families.values() and family != CARDS:
            scale = min(1.0, width / family.width, height / family.height)
        right = (width - family.width * scale) / 2
        up = (height - family.height * scale) / 2
        return Lay(width, height, scale, right, up, family.height)


def _as_it_is(family: Family) -> Lay:
    return Lay(family.width, family.height, 1.0, 0.0, 0.0, family.height)


def _letter_families() -> tuple[Family, Family, Family, Family]:
    portrait, sheet, letter = (
        replace(
            family,
            height=_LETTER[1],
            bottom=family.bottom - _SHORTER,
            foot=family.foot - _SHORTER,
        )
        for family in (PORTRAIT, SHEET, LETTER)
    )
    landscape = replace(
        LANDSCAPE,
        width=_LETTER[1],
        height=_LETTER[0],
        bottom=LANDSCAPE.bottom + _HIGHER,
        foot=LANDSCAPE.foot + _HIGHER,
    )
    return portrait, landscape, sheet, letter


A4: Final = Paper(PageSetup())
"""One side of A4, in navy."""
