"""The last page: whom to call, and a card for the pocket."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from visitplanner.domain import queries
from visitplanner.domain.base import same_name
from visitplanner.domain.vocabulary import ContactRole, DelegateRole
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.pocket import pocket_card
from visitplanner.publishing.documents.chapters.text import dotted, listed, phone_target
from visitplanner.publishing.documents.chapters.urgent import Urgent, urgent
from visitplanner.publishing.documents.chapters.words import ROLE_LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from visitplanner.domain.people import Delegate
    from visitplanner.domain.programme import Place
    from visitplanner.publishing.documents.chapters.draft import Draft

_MOST_STAFF = 4
_MOST_HOTELS = 4
_VENUE_FROM = 2  # items; a place with fewer is no venue


def emergency_parts(draft: Draft) -> tuple[model.Part, ...]:
    """The emergency page; the public has none."""
    if draft.public:
        return ()
    t = draft.t
    rows = _rows(draft)
    blocks: list[model.Block] = [
        model.Heading(t.gettext("If something happens")),
        *_panel(draft),
        _advice(draft),
        model.ContactRows(rows),
    ]
    card = pocket_card(draft)
    if card:
        blocks.append(card)
    title = t.gettext("Emergency and contacts")
    return (model.Part(title=title, blocks=tuple(blocks), key="emergency"),)


def _panel(draft: Draft) -> tuple[model.EmergencyPanel, ...]:
    """The numbers to dial; nothing where there is none that is known to be right."""
    duty, numbers = _duty(draft), urgent(draft)
    if numbers.numbers:
        return (model.EmergencyPanel(_ambulance(draft, numbers), duty),)
    return (model.EmergencyPanel(duty),) if duty else ()


def _ambulance(draft: Draft, numbers: Urgent) -> model.BigNumber:
    t = draft.t
    note = t.gettext("Free, day and night.") if numbers.everywhere else f"{numbers.where}."
    if numbers.elsewhere:
        note = f"{note} {_ask(draft)}"
    label = t.gettext("Ambulance, fire, police")
    return model.BigNumber(label, numbers.number, note, numbers.target)


def _ask(draft: Draft) -> str:
    return draft.t.gettext("Elsewhere ask your hosts for the local number.")


def _duty(draft: Draft) -> model.BigNumber | None:
    t, number = draft.t, draft.visit.emergency_phone
    if not number:
        return None
    first, last = draft.visit.first_day, draft.visit.last_day
    label = t.gettext("Duty phone of the organisers, day and night")
    if first and last:
        label = listed(label, draft.phrases.days_in_words(first, last))
    advice = t.gettext("Say where you are, who is with you and what you see.")
    return model.BigNumber(label, number, advice, phone_target(number))


def _advice(draft: Draft) -> model.InfoColumns:
    t = draft.t
    if draft.visit.emergency_phone:
        late = t.gettext(
            "Stay where you are. Phone the duty number. The vehicle leaves at the last call; "
            "follow by taxi, keep the receipt."
        )
        unwell = t.gettext(
            "Tell the duty phone first, or the emergency number if it is urgent. Somebody of the "
            "team goes with you."
        )
        lost = t.gettext(
            "Phone the duty number. Report it to the police; ask for the paper with the number."
        )
    else:
        late = t.gettext(
            "Stay where you are. Phone one of the numbers below. The vehicle leaves at the last "
            "call; follow by taxi, keep the receipt."
        )
        unwell = t.gettext(
            "Phone one of the numbers below, or the emergency number if it is urgent. Somebody "
            "goes with you."
        )
        lost = t.gettext(
            "Phone one of the numbers below. Report it to the police; ask for the paper with the "
            "number."
        )
    return model.InfoColumns(
        (
            model.Pair(t.gettext("Lost or late"), late),
            model.Pair(t.gettext("Unwell"), unwell),
            model.Pair(t.gettext("Lost documents or bag"), lost),
        )
    )


# --- rows ---------------------------------------------------------------------------------------


def _rows(draft: Draft) -> tuple[model.ContactRow, ...]:
    t = draft.t
    write = t.gettext("write here")
    ambulance = model.ContactRow(t.gettext("Ambulance, fire, police"), write_here=write)
    return (
        *(() if urgent(draft).numbers else (ambulance,)),
        *_special(draft),
        *_team(draft),
        *_hotels(draft),
        *_venues(draft),
        model.ContactRow(t.gettext("Your consulate"), write_here=write),
        model.ContactRow(t.gettext("Your insurer, policy"), write_here=write),
    )


def _special(draft: Draft) -> Iterable[model.ContactRow]:
    """The contacts that the plan keeps for emergencies, such as a hospital."""
    for contact in draft.visit.contacts:
        if contact.role is ContactRole.EMERGENCY:
            name = contact.name or contact.organisation
            work = contact.organisation if contact.name else ""
            text = listed(contact.job_title, work)
            if name or contact.phone:
                yield _row(name, text, contact.phone)


def _team(draft: Draft) -> Iterable[model.ContactRow]:
    """Those who run the visit, then the head of the delegation, where they can be phoned."""
    people = queries.active_people(draft.visit)
    staff = [p for p in people if draft.ix.role_of(p) is DelegateRole.STAFF and p.mobile]
    for person in staff[:_MOST_STAFF]:
        yield _row(person.name, _person(draft, person), person.mobile)
    head = draft.ix.head
    if head and head.active and head.mobile and head not in staff:
        role = draft.t.gettext(ROLE_LABELS[DelegateRole.HEAD])
        languages = draft.phrases.languages(head.languages)
        yield _row(head.name, dotted(role, languages), head.mobile)


def _person(draft: Draft, person: Delegate) -> str:
    work = listed(person.organisation, person.job_title)
    return dotted(work, draft.phrases.languages(person.languages))


def _hotels(draft: Draft) -> Iterable[model.ContactRow]:
    for stay in draft.edition.stays[:_MOST_HOTELS]:
        if draft.edition.person and not _sleeps_there(draft, stay.hotel):
            continue
        record = draft.ix.place(stay.hotel)
        days = draft.phrases.days_in_words(stay.check_in, stay.check_out)
        text = dotted(draft.address(stay.hotel), days)
        yield _row(stay.hotel, text, record.phone if record else "")


def _sleeps_there(draft: Draft, hotel: str) -> bool:
    person = draft.edition.person
    rooms = queries.rooms_of(draft.visit, person) if person else ()
    return any(same_name(room.hotel) == same_name(hotel) for room in rooms)


def _venues(draft: Draft) -> Iterable[model.ContactRow]:
    """In each city the place where most happens, if it has a phone."""
    hotels = {same_name(stay.hotel) for stay in draft.edition.stays}
    often = Counter(same_name(item.place) for item in draft.items if item.place)
    best: dict[str, Place] = {}
    for name, count in often.most_common():
        place = draft.ix.place(name)
        if place and place.phone and count >= _VENUE_FROM and name not in hotels:
            best.setdefault(same_name(place.city), place)
    for place in best.values():
        yield _row(place.name, draft.address(place.name), place.phone)


def _row(name: str, text: str, number: str) -> model.ContactRow:
    return model.ContactRow(name, text, number, phone_target(number))
