"""Which papers there are, and what builds them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from visitplanner.publishing.documents.chapters.pack import briefing_pack
from visitplanner.publishing.documents.chapters.personal import personal_pack
from visitplanner.publishing.recipients import BRIEFING_PACK, PERSONAL_PACK

if TYPE_CHECKING:
    from visitplanner.publishing.documents.model import Document
    from visitplanner.publishing.edition import Edition


@dataclass(frozen=True)
class Paper:
    """A kind of paper.

    Attributes:
        build: Turns an edition into the neutral document that an engine draws.
    """

    build: Callable[[Edition], Document]


PAPERS: Mapping[str, Paper] = MappingProxyType(
    {BRIEFING_PACK: Paper(briefing_pack), PERSONAL_PACK: Paper(personal_pack)}
)
"""The papers by their kind."""
