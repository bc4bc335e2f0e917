"""How a document is printed."""

from __future__ import annotations

from dataclasses import dataclass

from visitplanner.domain.vocabulary import PaperSize


@dataclass(frozen=True, slots=True)
class PageSetup:
    """Size and sides of the sheets, and what colour is used on them.

    Attributes:
        size: Of the sheets.
        duplex: Printed on both sides: the margins of even pages are mirrored.
        economy: Saves ink: no large fields of colour.
        accent: In place of navy, as `#1F3A5F`; empty for navy.
    """

    size: PaperSize = PaperSize.A4
    duplex: bool = False
    economy: bool = False
    accent: str = ""
