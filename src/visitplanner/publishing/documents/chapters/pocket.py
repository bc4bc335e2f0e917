"""The pocket card: numbers to call, and addresses to show a driver."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visitplanner.domain import queries
from visitplanner.domain.base import same_name
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.spoken import DRIVER, primary, spoken_in
from visitplanner.publishing.documents.chapters.text import dotted, phone_target
from visitplanner.publishing.documents.chapters.urgent import Urgent, urgent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from visitplanner.domain.programme import Place
    from visitplanner.publishing.documents.chapters.draft import Draft

_MOST_ADDRESSES = 3


def pocket_card(draft: Draft) -> model.PocketCard | None:
    """The card, or None where it would say nothing but the emergency number."""
    t = draft.t
    number = draft.visit.emergency_phone
    places = hotels(draft)[:_MOST_ADDRESSES]
    addresses = tuple(found for name in places if (found := _address(draft, name)))
    if not number and not addresses:
        return None
    code, note = _code(draft, places)
    numbers = urgent(draft)
    countries = [stop.country for stop in queries.stays(draft.visit) if stop.country]
    return model.PocketCard(
        title=t.gettext("Pocket card"),
        hint=t.gettext(
            "Cut along the line and fold in the middle: 86 × 54 mm, the size of a bank card."
        ),
        heading=dotted(visit_name(draft), visit_dates(draft)),
        emergency=numbers.number,
        emergency_note=emergency_note(draft, numbers),
        phone_label=t.gettext("Duty phone") if number else "",
        phone=number,
        name_label=t.gettext("My name"),
        driver=t.gettext("To the driver: please take me to") if addresses else "",
        driver_local=request(draft, countries) if addresses else "",
        addresses=addresses,
        code=code,
        code_note=note,
    )


def visit_name(draft: Draft) -> str:
    """The visit in a few words: "Study visit" of "Study visit: Barcelona and Valencia"."""
    visit = draft.visit
    return visit.title.rpartition(": ")[0] or visit.title or visit.code


def visit_dates(draft: Draft) -> str:
    """From when to when it lasts, or nothing."""
    first, last = draft.visit.first_day, draft.visit.last_day
    return draft.phrases.days(first, last) if first and last else ""


def emergency_note(draft: Draft, numbers: Urgent) -> str:
    """What stands beside the emergency number, or beside the line to write it on."""
    return numbers.where or draft.t.gettext("any emergency")


def request(draft: Draft, countries: Iterable[str]) -> str:
    """The request in the languages of the countries, at most two, but for the paper's own."""
    own = primary(draft.phrases.language)
    found = [language for country in countries for language in spoken_in(country)]
    foreign = [language for language in dict.fromkeys(found) if language != own]
    return " / ".join(DRIVER[language] for language in foreign[:2])


def hotels(draft: Draft) -> list[str]:
    """The hotels of the paper's readers, in order, each once."""
    if draft.edition.person:
        rooms = queries.rooms_of(draft.visit, draft.edition.person)
        names = [room.hotel for room in rooms if room.hotel]
    else:
        names = [stay.hotel for stay in draft.edition.stays]
    return list({same_name(name): name for name in names}.values())


def written_lines(place: Place) -> tuple[str, ...]:
    """The address of a place as a driver reads it: in the local script where that is known."""
    typed = place.local_address or place.address
    parts = [part for line in typed.splitlines() for part in " ".join(line.split()).split(", ")]
    return tuple(part.strip(" ,") for part in parts if part.strip(" ,"))


def geo(place: Place) -> str:
    """Where a place is, as a link to a map (RFC 5870), or nothing where nobody has said."""
    if place.latitude is None or place.longitude is None:
        return ""
    return f"geo:{place.latitude:.5f},{place.longitude:.5f}"


def _address(draft: Draft, name: str) -> model.Address | None:
    record = draft.ix.place(name)
    lines = written_lines(record) if record else ()
    return model.Address(record.local_name or name, lines) if record and lines else None


def _code(draft: Draft, places: Sequence[str]) -> tuple[str, str]:
    """What the QR code holds (the number to dial, where the hotels are), and the words under it."""
    t = draft.t
    duty = phone_target(draft.visit.emergency_phone)
    records = [draft.ix.place(name) for name in places]
    spots = [spot for place in records if place and (spot := geo(place))]
    lines = [duty, *spots] if duty else spots
    if not lines:
        return "", ""
    if not spots:
        return duty, t.gettext("duty phone")
    if not duty:
        return "\n".join(lines), draft.phrases.number("the hotel", "the hotels", len(spots))
    note = draft.phrases.number("duty phone and hotel", "duty phone and hotels", len(spots))
    return "\n".join(lines), note
