"""Which papers there are, and what builds them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from visitplanner.publishing.documents.chapters import pack, personal
from visitplanner.publishing.documents.chapters.outline import Chapter
from visitplanner.publishing.kinds import BRIEFING_PACK, PERSONAL_PACK

if TYPE_CHECKING:
    from visitplanner.publishing.documents.model import Document
    from visitplanner.publishing.edition import Edition


@dataclass(frozen=True)
class Paper:
    """A kind of paper.

    Attributes:
        build: Turns an edition into the neutral document that an engine draws.
        chapters: Its chapters in their usual order.
    """

    build: Callable[[Edition], Document]
    chapters: tuple[Chapter, ...]


PAPERS: Mapping[str, Paper] = MappingProxyType(
    {
        BRIEFING_PACK: Paper(pack.briefing_pack, pack.CHAPTERS),
        PERSONAL_PACK: Paper(personal.personal_pack, personal.CHAPTERS),
    }
)
"""The papers by their kind."""
