"""The paper's measures: type scale, colours, page families.

Lengths are points (1/72 inch) with y counted downwards from the top of the page; `MM` turns
millimetres into points.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

MM: Final = 72 / 25.4


class Face(StrEnum):
    """The five faces of the paper, and those that step in for letters that these lack.

    The value is the name in the PDF library's register.
    """

    SANS = "Plan-Sans"
    SEMI = "Plan-Sans-Semi"
    ITALIC = "Plan-Sans-Italic"
    SERIF = "Plan-Serif"
    SERIF_SEMI = "Plan-Serif-Semi"
    HEBREW = "Plan-Hebrew"
    HEBREW_SEMI = "Plan-Hebrew-Semi"
    ARABIC = "Plan-Arabic"
    ARABIC_SEMI = "Plan-Arabic-Semi"
    ARMENIAN = "Plan-Armenian"
    ARMENIAN_SEMI = "Plan-Armenian-Semi"
    GEORGIAN = "Plan-Georgian"
    GEORGIAN_SEMI = "Plan-Georgian-Semi"
    SIGNS = "Plan-Signs"


class Ink:
    """Colours, as six hexadecimal figures."""

    NAVY = "1F3A5F"
    RUST = "B5452C"
    INK = "22303C"
    MUTED = "5E6B76"
    RULE = "C9D3D9"
    PALE = "F2F5F7"
    WARM = "FBEFEA"
    MIST = "DCE4EC"
    BAND = "E6E9E4"
    SESSION = "EDF1F5"
    WHITE = "FFFFFF"
    BLACK = "000000"
    ON_NAVY = "DCE6F0"
    """Second text on navy."""
    NAVY_RULE = "6F8BAE"
    DASH = "8FA0B0"
    HOUR = "DDE4E9"


@dataclass(frozen=True, slots=True)
class Style:
    """How a piece of text is set.

    Attributes:
        face: The face of plain runs.
        size: In points.
        leading: Distance of baselines, in points.
        colour: Of plain runs.
        strong: Colour of SemiBold runs; None keeps `colour`.
        muted: Colour of muted runs.
        accent: Colour of warning runs.
        tracking: Added between letters, in points.
        kerned: Whether pairs are kerned (headings only; the body is searched and copied).
        hyphens: Whether words may be parted (in text, never in headings and names).
    """

    face: Face
    size: float
    leading: float
    colour: str = Ink.INK
    strong: str | None = None
    muted: str = Ink.MUTED
    accent: str = Ink.RUST
    tracking: float = 0.0
    kerned: bool = False
    hyphens: bool = False

    def sized(self, size: float) -> Style:
        """The same style at another size, the leading in proportion."""
        return replace(self, size=size, leading=self.leading * size / self.size)

    def inked(self, colour: str) -> Style:
        """The same style in another colour."""
        return replace(self, colour=colour)

    def on_navy(self) -> Style:
        """The same style in white, for navy and rust fields."""
        return replace(
            self, colour=Ink.WHITE, strong=Ink.WHITE, muted=Ink.ON_NAVY, accent=Ink.WHITE
        )


COVER_TITLE = Style(Face.SERIF_SEMI, 33, 38, Ink.NAVY, tracking=-0.3, kerned=True)
COVER_DATES = Style(Face.SERIF, 16, 22)
COVER_FACT = Style(Face.SERIF_SEMI, 14, 17, Ink.NAVY)
BIG_NUMBER = Style(Face.SERIF_SEMI, 46, 50, Ink.WHITE)
H1 = Style(Face.SERIF_SEMI, 23, 27, Ink.NAVY, tracking=-0.1, kerned=True)
H2 = Style(Face.SERIF_SEMI, 14, 18, Ink.NAVY)
H3 = Style(Face.SEMI, 10.6, 13.4, Ink.NAVY)
KICKER = Style(Face.SEMI, 9.8, 13.4, Ink.RUST)
TICKET_TIME = Style(Face.SERIF_SEMI, 19, 20, Ink.NAVY)
LIST_TIME = Style(Face.SERIF_SEMI, 17, 19, Ink.NAVY)
NAME = Style(Face.SERIF_SEMI, 12, 15, Ink.NAVY)
INITIALS = Style(Face.SERIF_SEMI, 13, 13, Ink.NAVY)
TITLE = Style(Face.SEMI, 10.6, 13.4)
TIME = Style(Face.SEMI, 10.6, 13.4, Ink.NAVY)
BODY = Style(Face.SANS, 9.8, 13.4, hyphens=True)
PLACE = Style(Face.SANS, 9.8, 12.4)
CALLOUT = Style(Face.SANS, 9, 12, hyphens=True)
CARD = Style(Face.SANS, 9, 11.8, hyphens=True)
CELL = Style(Face.SANS, 9, 11.6, hyphens=True)
FIELD = Style(Face.SANS, 9.2, 11.6)
TABLE_HEAD = Style(Face.SEMI, 8.3, 10.6, Ink.NAVY)
SECOND = Style(Face.SANS, 8.3, 11, Ink.MUTED)
SMALL = Style(Face.SANS, 8.3, 11)
FURNITURE = Style(Face.SANS, 7.8, 10, Ink.MUTED)
CREDIT = Style(Face.SANS, 7.4, 9.4, Ink.MUTED)
CHANGE = Style(Face.SEMI, 7.4, 9.4, Ink.RUST)
MAP_NUMBER = Style(Face.SEMI, 7.4, 9.4, Ink.WHITE)

LEFT: Final = 20 * MM
RIGHT: Final = 18 * MM
TEXT_WIDTH: Final = 172 * MM
PROSE_WIDTH: Final = 127.8 * MM
"""Nine columns: the longest line of prose."""
HALF_GAP: Final = 8.9 * MM
TIME_WIDTH: Final = 19 * MM
BAR_WIDTH: Final = 4.6 * MM
STEP: Final = 13.4
"""The baseline step."""


@dataclass(frozen=True, slots=True)
class Family:
    """A family of pages: its size, where text may stand, and its furniture.

    Attributes:
        width: Of the sheet.
        height: Of the sheet.
        top: First line of text.
        kicker_top: First line where the page opens with a kicker.
        bottom: Last line of text.
        foot: Baseline of the foot.
        head: Whether there is a running head.
        framed: False for the cover: neither head nor foot.
        left: The margin in which nothing stands.
        right: The same at the other side.
        mirrored: Whether the margins change sides where both sides of a sheet are printed.
    """

    width: float
    height: float
    top: float
    kicker_top: float
    bottom: float
    foot: float
    head: bool = True
    framed: bool = True
    left: float = LEFT
    right: float = RIGHT
    mirrored: bool = False

    @property
    def text_width(self) -> float:
        """Width between the margins."""
        return self.width - self.left - self.right


PORTRAIT = Family(210 * MM, 297 * MM, 25 * MM, 22 * MM, 276 * MM, 285 * MM, mirrored=True)
SHEET = Family(210 * MM, 297 * MM, 14 * MM, 14 * MM, 276 * MM, 285 * MM, head=False, mirrored=True)
LANDSCAPE = Family(297 * MM, 210 * MM, 9.6 * MM, 9.6 * MM, 194 * MM, 202 * MM, head=False)
A3_SCALE: Final = 1.25
"""By how much what hangs on a wall is larger than what is held in hands."""
A3 = Family(
    420 * MM,
    297 * MM,
    9.6 * MM * A3_SCALE,
    9.6 * MM * A3_SCALE,
    275 * MM,
    287 * MM,
    head=False,
    left=LEFT * A3_SCALE,
    right=RIGHT * A3_SCALE,
)
"""A landscape sheet for a wall."""
LETTER = Family(
    210 * MM,
    297 * MM,
    14 * MM,
    14 * MM,
    276 * MM,
    285 * MM,
    head=False,
    left=25 * MM,
    right=20 * MM,
)
"""A business letter (DIN 5008:2020, 4): text 25 mm from the left edge, 20 mm from the right."""
CARDS = Family(
    210 * MM, 297 * MM, 0, 0, 297 * MM, 285 * MM, head=False, left=15 * MM, right=15 * MM
)
"""Sheets of cards to cut."""
FOLDED = Family(297 * MM, 210 * MM, 0, 0, 210 * MM, 0, head=False, framed=False)
"""Landscape pages to their edge: certificates, and cards that are folded in the middle."""
COVER = Family(210 * MM, 297 * MM, 0, 0, 297 * MM, 0, head=False, framed=False)
