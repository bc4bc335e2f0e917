"""Which papers there are, and what builds them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from visitplanner.publishing.documents.chapters import (
    addresscards,
    attendance,
    badges,
    booklet,
    catering,
    certificate,
    contactsheet,
    daysheet,
    drivers,
    emergencycard,
    evaluation,
    headbrief,
    hostpack,
    letter,
    logistics,
    notice,
    pack,
    passengers,
    personal,
    rooming,
    runsheet,
    tentcards,
    wallgrid,
    workbook,
)
from visitplanner.publishing.documents.chapters.outline import Chapter
from visitplanner.publishing.kinds import BRIEFING_PACK, CHANGE_NOTICE, PERSONAL_PACK, WORKBOOK

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
        CHANGE_NOTICE: Paper(notice.change_notice, notice.CHAPTERS),
        daysheet.DAY_SHEET: Paper(daysheet.day_sheet, daysheet.CHAPTERS),
        runsheet.RUN_SHEET: Paper(runsheet.run_sheet, runsheet.CHAPTERS),
        wallgrid.WALL_GRID: Paper(wallgrid.wall_grid, wallgrid.CHAPTERS),
        badges.BADGES: Paper(badges.badges, badges.CHAPTERS),
        tentcards.TENT_CARDS: Paper(tentcards.tent_cards, tentcards.CHAPTERS),
        certificate.CERTIFICATE: Paper(certificate.certificate, certificate.CHAPTERS),
        emergencycard.EMERGENCY_CARD: Paper(emergencycard.emergency_card, emergencycard.CHAPTERS),
        addresscards.ADDRESS_CARDS: Paper(addresscards.address_cards, addresscards.CHAPTERS),
        evaluation.EVALUATION_FORM: Paper(evaluation.evaluation_form, evaluation.CHAPTERS),
        letter.LETTER: Paper(letter.letter, letter.CHAPTERS),
        rooming.ROOMING_LIST: Paper(rooming.rooming_list, rooming.CHAPTERS),
        catering.CATERING_SHEET: Paper(catering.catering_sheet, catering.CHAPTERS),
        drivers.TRANSFER_ORDER: Paper(drivers.transfer_order, drivers.CHAPTERS),
        passengers.PASSENGER_LIST: Paper(passengers.passenger_list, passengers.CHAPTERS),
        attendance.ATTENDANCE_SHEET: Paper(attendance.attendance_sheet, attendance.CHAPTERS),
        booklet.PARTICIPANTS: Paper(booklet.participants_booklet, booklet.CHAPTERS),
        contactsheet.CONTACT_SHEET: Paper(contactsheet.contact_sheet, contactsheet.CHAPTERS),
        headbrief.HEAD_BRIEF: Paper(headbrief.head_brief, headbrief.CHAPTERS),
        hostpack.HOST_PACK: Paper(hostpack.host_pack, hostpack.CHAPTERS),
        WORKBOOK: Paper(workbook.workbook, workbook.CHAPTERS),
        logistics.LOGISTIC_NOTE: Paper(logistics.logistic_note, logistics.CHAPTERS),
    }
)
"""The papers by their kind."""
