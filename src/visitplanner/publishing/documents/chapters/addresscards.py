"""Address cards: the hotels and venues as a driver reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from visitplanner.domain.base import same_name
from visitplanner.domain.programme import Item
from visitplanner.i18n import N_
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.issue import document
from visitplanner.publishing.documents.chapters.outline import Chapter, printed
from visitplanner.publishing.documents.chapters.pocket import geo, hotels, written_lines
from visitplanner.publishing.documents.chapters.spoken import DRIVER, primary, spoken_in
from visitplanner.publishing.documents.chapters.text import phone_target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from visitplanner.domain.programme import Place
    from visitplanner.publishing.documents.chapters.draft import Draft
    from visitplanner.publishing.edition import Edition

ADDRESS_CARDS = "address-cards"
_ON_A_SHEET = 4


def address_cards(edition: Edition) -> model.Document:
    """A card for each address of the programme, the hotels first."""
    draft, parts = printed(edition, ADDRESS_CARDS, CHAPTERS, numbered=False)
    return document(draft, draft.t.gettext("Address cards"), parts)


def _sheets(draft: Draft) -> tuple[model.Part, ...]:
    t = draft.t
    title = t.gettext("Address cards")
    cards = [_card(draft, place) for place in _places(draft)]
    if not cards:
        nothing = model.Paragraph(t.gettext("No place of the programme has an address yet."))
        blocks = (model.Heading(title), nothing)
        return (model.Part(title=title, blocks=blocks, page=model.Page.SHEET, key="cards"),)
    hint = t.gettext("Print at 100 %, cut along the marks, 90 × 116 mm. Show the card to a driver.")
    sheets = [cards[n : n + _ON_A_SHEET] for n in range(0, len(cards), _ON_A_SHEET)]
    return tuple(
        model.Part(
            title=title,
            level=1 if number > 1 else 0,
            blocks=(
                model.AddressSheet(
                    title=_title(draft, title, number, len(sheets)),
                    hint=hint,
                    cards=tuple(sheet),
                ),
            ),
            page=model.Page.SHEET,
            in_contents=False,
            key=f"cards-{number}",
        )
        for number, sheet in enumerate(sheets, 1)
    )


def _title(draft: Draft, title: str, number: int, count: int) -> str:
    if count == 1:
        return title
    return draft.t.gettext("{title}, sheet {number} of {count}").format(
        title=title, number=number, count=count
    )


# --- which places -------------------------------------------------------------------------------


def _places(draft: Draft) -> list[Place]:
    """The hotels, then what the programme uses, in order; one for each address."""
    found: dict[tuple[str, ...], Place] = {}
    for name in (*hotels(draft), *_used(draft)):
        record = draft.ix.place(name)
        lines = written_lines(record) if record else ()
        if record and lines:
            found.setdefault(tuple(map(same_name, lines)), record)
    return list(found.values())


def _used(draft: Draft) -> Iterator[str]:
    """The places of the items, then the ends of the journeys, such as stations."""
    yield from (item.place for item in draft.items if item.place)
    for entry in draft.entries:
        if not isinstance(entry, Item):
            yield from filter(None, (entry.origin, entry.destination))


# --- one card -----------------------------------------------------------------------------------


def _card(draft: Draft, place: Place) -> model.AddressCard:
    t = draft.t
    own = t.gettext("Please take me to this address")
    foreign = _foreign(draft, place)
    name = place.local_name or place.name
    spot = geo(place)
    return model.AddressCard(
        request="\n".join(DRIVER[language] for language in foreign) or own,
        meaning=own if foreign else "",
        language=foreign[0] if len(foreign) == 1 else "",
        name=name,
        other_name=place.name if same_name(name) != same_name(place.name) else "",
        lines=written_lines(place),
        phone=place.phone,
        target=phone_target(place.phone),
        city=place.city,
        code=spot,
        code_note=t.gettext("shows the place on a map") if spot else "",
    )


def _foreign(draft: Draft, place: Place) -> tuple[str, ...]:
    """The languages of the country where a place is; none if it is the paper's or not known."""
    stop = draft.ix.stop(place.city) if place.city else None
    country = stop.country if stop else ""
    if not country:
        countries = {s.country.strip().upper() for s in draft.visit.stops if s.country}
        country = countries.pop() if len(countries) == 1 else ""
    spoken = spoken_in(country)
    return () if primary(draft.phrases.language) in spoken else spoken


CHAPTERS: Final = (Chapter("cards", N_("Address cards"), _sheets, opens=True),)
"""One chapter."""
