"""A paper as it comes back from the background."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from visitplanner.desktop.paper.sheets import Sheets
    from visitplanner.publishing.preview import Preview


@dataclass(frozen=True)
class Drawn:
    """What the background gives back: a paper and its pages."""

    preview: Preview
    sheets: Sheets
