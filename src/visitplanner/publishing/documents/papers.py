"""Which papers there are, and what builds them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from visitplanner.publishing.documents.chapters import (
    addresscards,
    badges,
    certificate,
    daysheet,
    emergencycard,
    evaluation,
    letter,
    pack,
    personal,
    runsheet,
    tentcards,
)
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
        daysheet.DAY_SHEET: Paper(daysheet.day_sheet, daysheet.CHAPTERS),
        runsheet.RUN_SHEET: Paper(runsheet.run_sheet, runsheet.CHAPTERS),
        badges.BADGES: Paper(badges.badges, badges.CHAPTERS),
        tentcards.TENT_CARDS: Paper(tentcards.tent_cards, tentcards.CHAPTERS),
        certificate.CERTIFICATE: Paper(certificate.certificate, certificate.CHAPTERS),
        emergencycard.EMERGENCY_CARD: Paper(emergencycard.emergency_card, emergencycard.CHAPTERS),
        addresscards.ADDRESS_CARDS: Paper(addresscards.address_cards, addresscards.CHAPTERS),
        evaluation.EVALUATION_FORM: Paper(evaluation.evaluation_form, evaluation.CHAPTERS),
        letter.LETTER: Paper(letter.letter, letter.CHAPTERS),
    }
)
"""The papers by their kind."""
