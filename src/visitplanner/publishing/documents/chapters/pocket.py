"""The pocket card: numbers to call, and addresses to show a driver."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visitplanner.domain import queries
from visitplanner.domain.base import same_name
from visitplanner.planning import gazetteer
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.text import dotted, phone_target

if TYPE_CHECKING:
    from visitplanner.publishing.documents.chapters.draft import Draft

_MOST_ADDRESSES = 3
_DRIVER = {
    "es": "Por favor, lléveme a",
    "ca": "Si us plau, porti’m a",
    "pt": "Por favor, leve-me a",
    "fr": "Veuillez m’emmener à",
    "it": "Per favore, mi porti a",
    "de": "Bitte bringen Sie mich zu",
    "nl": "Breng mij alstublieft naar",
    "da": "Kør mig venligst til",
    "sv": "Var vänlig kör mig till",
    "nb": "Vennligst kjør meg til",
    "fi": "Viekää minut osoitteeseen",
    "pl": "Proszę mnie zawieźć pod adres",
    "cs": "Odvezte mě prosím na adresu",
    "sk": "Odvezte ma, prosím, na adresu",
    "hu": "Kérem, vigyen el ide",
    "ro": "Vă rog, duceți-mă la",
    "bg": "Моля, закарайте ме до",
    "el": "Παρακαλώ, πηγαίνετέ με στη διεύθυνση",
    "hr": "Molim Vas, odvezite me na adresu",
    "sl": "Prosim, peljite me na naslov",
    "et": "Palun viige mind aadressil",
    "lv": "Lūdzu, aizvediet mani uz",
    "lt": "Prašau nuvežti mane adresu",
}
"""What a driver is asked, in the language of the country; the address follows."""
_SPOKEN = {
    "AD": "ca",
    "AT": "de",
    "BG": "bg",
    "CH": "de",
    "CY": "el",
    "CZ": "cs",
    "DE": "de",
    "DK": "da",
    "EE": "et",
    "ES": "es",
    "FI": "fi",
    "FR": "fr",
    "GR": "el",
    "HR": "hr",
    "HU": "hu",
    "IT": "it",
    "LI": "de",
    "LT": "lt",
    "LU": "fr",
    "LV": "lv",
    "MC": "fr",
    "MD": "ro",
    "NL": "nl",
    "NO": "nb",
    "PL": "pl",
    "PT": "pt",
    "RO": "ro",
    "SE": "sv",
    "SI": "sl",
    "SK": "sk",
    "SM": "it",
}


def pocket_card(draft: Draft, emergency: str) -> model.PocketCard | None:
    """The card, or None where it would say nothing but the emergency number."""
    t = draft.t
    number = draft.visit.emergency_phone
    addresses = _addresses(draft)
    if not number and not addresses:
        return None
    code, note = _code(draft)
    return model.PocketCard(
        title=t.gettext("Pocket card"),
        hint=t.gettext(
            "Cut along the line and fold in the middle: 86 × 54 mm, the size of a bank card."
        ),
        heading=_heading(draft),
        emergency=emergency,
        emergency_note=t.gettext("any emergency"),
        phone_label=t.gettext("Duty phone") if number else "",
        phone=number,
        name_label=t.gettext("My name"),
        driver=t.gettext("To the driver: please take me to") if addresses else "",
        driver_local=_local(draft) if addresses else "",
        addresses=addresses,
        code=code,
        code_note=note,
    )


def _heading(draft: Draft) -> str:
    visit = draft.visit
    name = visit.title.rpartition(": ")[0] or visit.title or visit.code
    first, last = visit.first_day, visit.last_day
    return dotted(name, draft.phrases.days(first, last) if first and last else "")


def _local(draft: Draft) -> str:
    """The request in the languages of the countries, at most two, but for the paper's own."""
    own = draft.phrases.language.replace("_", "-").partition("-")[0]
    found = []
    for stop in queries.stays(draft.visit):
        code = gazetteer.default().country(stop.country) if stop.country else None
        language = _SPOKEN.get(code or "", "")
        if language and language != own:
            found.append(_DRIVER[language])
    return " / ".join(list(dict.fromkeys(found))[:2])


def _hotels(draft: Draft) -> list[str]:
    """The hotels of the paper's readers, in order."""
    if draft.edition.person:
        rooms = queries.rooms_of(draft.visit, draft.edition.person)
        names = [room.hotel for room in rooms if room.hotel]
    else:
        names = [stay.hotel for stay in draft.edition.stays]
    return list({same_name(name): name for name in names}.values())[:_MOST_ADDRESSES]


def _addresses(draft: Draft) -> tuple[model.Address, ...]:
    """The hotels as a driver reads them: in the local script where that is known."""
    found = []
    for hotel in _hotels(draft):
        record = draft.ix.place(hotel)
        if not record:
            continue
        whole = " ".join((record.local_address or record.address).split())
        lines = tuple(part.strip() for part in whole.split(", ") if part.strip())
        if lines:
            found.append(model.Address(record.local_name or hotel, lines))
    return tuple(found)


def _code(draft: Draft) -> tuple[str, str]:
    """What the QR code holds (the number to dial, where the hotels are), and the words under it."""
    t = draft.t
    duty = phone_target(draft.visit.emergency_phone)
    lines = [duty] if duty else []
    for hotel in _hotels(draft):
        place = draft.ix.place(hotel)
        if place and place.latitude is not None and place.longitude is not None:
            lines.append(f"geo:{place.latitude:.5f},{place.longitude:.5f}")
    hotels = len(lines) - bool(duty)
    if not lines:
        return "", ""
    if not hotels:
        return "\n".join(lines), t.gettext("duty phone")
    if not duty:
        return "\n".join(lines), draft.phrases.number("the hotel", "the hotels", hotels)
    note = draft.phrases.number("duty phone and hotel", "duty phone and hotels", hotels)
    return "\n".join(lines), note
