"""The emergency card: for each hotel a card to cut out, fold and carry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from visitplanner.domain.base import same_name
from visitplanner.i18n import N_
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.issue import document, reader_line
from visitplanner.publishing.documents.chapters.outline import Chapter, printed
from visitplanner.publishing.documents.chapters.pocket import (
    emergency_note,
    geo,
    hotels,
    request,
    visit_dates,
    visit_name,
    written_lines,
)
from visitplanner.publishing.documents.chapters.text import dotted, phone, phone_target
from visitplanner.publishing.documents.chapters.urgent import urgent
from visitplanner.publishing.documents.chapters.words import said_all

if TYPE_CHECKING:
    from collections.abc import Sequence

    from visitplanner.domain.people import Delegate
    from visitplanner.domain.programme import Stop
    from visitplanner.publishing.documents.chapters.draft import Draft
    from visitplanner.publishing.edition import Edition

EMERGENCY_CARD = "emergency-card"
_ON_A_PAGE = 4
"""Cards for everybody; who cuts them needs many."""


def emergency_card(edition: Edition) -> model.Document:
    """A sheet of cards, one for each hotel, as often as a page takes; without hotels one card."""
    draft, parts = printed(edition, EMERGENCY_CARD, CHAPTERS, numbered=False)
    return document(draft, draft.t.gettext("Emergency card"), parts)


def _sheet(draft: Draft) -> tuple[model.Part, ...]:
    t = draft.t
    title = t.gettext("Emergency card")
    hint = t.gettext(
        "Cut along the line and fold in the middle: 86 × 54 mm, the size of a bank card."
    )
    blocks: list[model.Block] = [
        model.Heading(title, kicker=reader_line(draft)),
        model.Paragraph(hint, model.Tone.SECONDARY),
    ]
    cards = [_card(draft, hotel) for hotel in hotels(draft) or [""]]
    copies = 1 if draft.edition.person else max(_ON_A_PAGE // len(cards), 1)
    blocks += cards * copies
    part = model.Part(
        title=title, blocks=tuple(blocks), page=model.Page.SHEET, in_contents=False, key="card"
    )
    return (part,)


def _card(draft: Draft, hotel: str) -> model.PocketCard:
    t, number, person = draft.t, draft.visit.emergency_phone, draft.edition.person
    dial, (address, spot) = phone_target(number), _address(draft, hotel)
    stops = _stops(draft, hotel)
    numbers = urgent(draft, stops)
    return model.PocketCard(
        title="",
        heading="\n".join(part for part in (visit_name(draft), _days(draft, hotel)) if part),
        emergency=numbers.number,
        emergency_note=emergency_note(draft, numbers),
        phone_label=t.gettext("Duty phone"),
        phone=number,
        name_label=t.gettext("My name"),
        name=person.name if person else "",
        notes=_notes(draft, person) if person else (),
        driver=t.gettext("To the driver: please take me to") if address else "",
        driver_local=request(draft, draft.countries(stops)) if address else "",
        addresses=(address,) if address else (),
        to_write="" if address else t.gettext("Hotel and address"),
        code=spot,
        code_note=t.gettext("the hotel on a map") if spot else "",
        front_code=dial,
        front_code_note=t.gettext("calls the duty phone") if dial else "",
    )


def _days(draft: Draft, hotel: str) -> str:
    """`Barcelona, 5 to 7 November`, or the dates of the visit."""
    stays = [s for s in draft.edition.stays if same_name(s.hotel) == same_name(hotel)]
    if not stays:
        return visit_dates(draft)
    days = draft.phrases.days_in_words(stays[0].check_in, stays[-1].check_out)
    record = draft.ix.place(hotel)
    return dotted(record.city if record else "", days)


def _address(draft: Draft, hotel: str) -> tuple[model.Address | None, str]:
    """The hotel as a driver reads it, and where it is."""
    record = draft.ix.place(hotel) if hotel else None
    if record is None:
        return None, ""
    lines = written_lines(record)
    if not lines:
        return None, geo(record)
    name = record.local_name or record.name
    return model.Address(name, lines, phone(record.phone)), geo(record)


def _stops(draft: Draft, hotel: str) -> Sequence[Stop]:
    """Where the hotel is; every stop where that is not known."""
    record = draft.ix.place(hotel)
    stop = draft.ix.stop(record.city) if record and record.city else None
    return (stop,) if stop else draft.visit.stops


def _notes(draft: Draft, person: Delegate) -> tuple[str, ...]:
    """Whom to call for the person, and what a doctor should know; their own card alone has it."""
    t = draft.t
    call = dotted(person.emergency_contact, person.emergency_phone)
    severe = dotted(said_all(draft, person.diet), person.avoid) if person.serious_allergy else ""
    lines = (
        t.gettext("For me call: {whom}").format(whom=call) if call else "",
        t.gettext("Serious allergy: {what}").format(what=severe) if severe else "",
    )
    return tuple(line for line in lines if line)


CHAPTERS: Final = (Chapter("card", N_("Emergency card"), _sheet, opens=True),)
"""One chapter."""
