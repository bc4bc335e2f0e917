"""Places and addresses: what the numbers in circles mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visitplanner.domain.base import same_name
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.draft import ADDRESSES
from visitplanner.publishing.documents.chapters.text import joined, muted, phone

if TYPE_CHECKING:
    from visitplanner.domain.programme import Place
    from visitplanner.publishing.documents.chapters.draft import Draft


def place_parts(draft: Draft) -> tuple[model.Part, ...]:
    """The numbered places, city by city; nothing where none is known."""
    numbered = _numbered(draft)
    if not numbered:
        return ()
    t = draft.t
    title = t.gettext("Places and addresses")
    blocks: list[model.Block] = [model.Heading(title)]
    if draft.has("days"):
        introduction = t.gettext("The numbers stand beside the places on the day pages.")
        blocks.append(model.Paragraph(introduction))
    by_city: dict[str, list[tuple[str, tuple[Place, ...]]]] = {}
    for number, places in numbered.items():
        by_city.setdefault(places[0].city, []).append((number, places))
    for city, rows in by_city.items():
        if city and len(by_city) > 1:
            blocks.append(model.Heading(city, level=2))
        blocks.append(_table(draft, rows, city or title))
    return (model.Part(title=title, blocks=tuple(blocks), key=ADDRESSES),)


def _numbered(draft: Draft) -> dict[str, tuple[Place, ...]]:
    """The places of each number, in the order of the numbers."""
    found: dict[str, list[Place]] = {}
    for name, number in draft.numbers.items():
        if place := draft.ix.place(name):
            found.setdefault(number, []).append(place)
    return {number: tuple(places) for number, places in found.items()}


def _table(draft: Draft, rows: list[tuple[str, tuple[Place, ...]]], summary: str) -> model.Table:
    t = draft.t
    phones = any(place.phone for _, places in rows for place in places)
    columns = [
        model.Column("", 8),
        model.Column(t.gettext("Place"), share=0.8, strong=True),
        model.Column(t.gettext("Address"), share=1.3),
    ]
    if phones:
        columns.append(model.Column(t.gettext("Phone"), 33, align=model.Align.RIGHT))
    cells = [_cells(draft, number, places, phones=phones) for number, places in rows]
    return model.Table(tuple(columns), tuple(map(model.TableRow, cells)), summary=summary)


def _cells(
    draft: Draft, number: str, places: tuple[Place, ...], *, phones: bool
) -> tuple[model.Text, ...]:
    first = places[0]
    names = "\n".join(_names(place) for place in places)
    numbers = dict.fromkeys(place.phone for place in places if place.phone)
    cells: tuple[model.Text, ...] = (
        (model.Run(number, model.Role.MAP_NUMBER),),
        names,
        _address(draft, first),
    )
    return (*cells, _phones(tuple(numbers))) if phones else cells


def _phones(numbers: tuple[str, ...]) -> model.Text:
    return joined(map(phone, numbers), between="\n")


def _names(place: Place) -> str:
    local = place.local_name
    return (
        f"{place.name}\n{local}"
        if local and same_name(local) != same_name(place.name)
        else place.name
    )


def _address(draft: Draft, place: Place) -> model.Text:
    """The address as a link to a map, that in the local script, and whether it is step-free."""
    target = ""
    if place.latitude is not None and place.longitude is not None:
        target = f"geo:{place.latitude:.5f},{place.longitude:.5f}"
    lines = [" ".join(place.address.split()), " ".join(place.local_address.split())]
    kept = list(dict.fromkeys(line for line in lines if line))
    lines_of_text: list[model.Text] = [(model.Run(line, target=target),) for line in kept]
    address = joined(lines_of_text, between="\n")
    if not place.step_free:
        return address
    step_free = muted("\u00b7\u00a0" * bool(address) + draft.t.gettext("step-free"))
    return joined((address, step_free), between=" ")
