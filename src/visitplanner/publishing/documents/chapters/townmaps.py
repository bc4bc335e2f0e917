"""The places of each city in their true positions, and what their numbers mean."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from visitplanner.domain.base import same_name
from visitplanner.domain.programme import Item
from visitplanner.domain.vocabulary import Mode
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.text import joined, strong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from visitplanner.domain.programme import Journey, Place
    from visitplanner.publishing.documents.chapters.draft import Draft

_MOST_ENTRIES: Final = 24
_ON_FOOT: Final = frozenset({Mode.WALK})


def town_blocks(draft: Draft, letters: Mapping[str, str]) -> tuple[model.Block, ...]:
    """A box for each city with two places or more that have a position.

    Args:
        draft: The paper.
        letters: The letter that a city has on the map of the route.
    """
    by_city: dict[str, list[tuple[str, Place]]] = {}
    for number, place in _located(draft):
        by_city.setdefault(place.city, []).append((number, place))
    maps = tuple(
        _town(draft, city, places, letters) for city, places in by_city.items() if len(places) > 1
    )
    if not maps:
        return ()
    note = draft.t.gettext("True positions over a grid; streets are not drawn.")
    return (model.TownMaps(maps, note), *_key(draft))


def _located(draft: Draft) -> list[tuple[str, Place]]:
    """The numbered places that have a position; of several at one address the first."""
    found: dict[str, Place] = {}
    for name, number in draft.numbers.items():
        place = draft.ix.place(name)
        if place and place.latitude is not None and place.longitude is not None:
            found.setdefault(number, place)
    return list(found.items())


def _town(
    draft: Draft, city: str, places: list[tuple[str, Place]], letters: Mapping[str, str]
) -> model.TownMap:
    letter = letters.get(same_name(city), "")
    shown = tuple(
        model.TownPlace(number, place.name, place.latitude or 0.0, place.longitude or 0.0)
        for number, place in places
    )
    names = ", ".join(f"{one.number} {one.name}" for one in shown)
    title = f"{letter} · {city}" if letter and city else city or draft.t.gettext("Places")
    alt = draft.t.gettext("Positions of places in {city}: {names}.").format(
        city=city or title, names=names
    )
    return model.TownMap(title=title, places=shown, ways=_ways(draft, places), alt=alt)


def _ways(draft: Draft, places: list[tuple[str, Place]]) -> tuple[model.TownWay, ...]:
    """The ways of the programme between places of a city, each once, with its minutes."""
    at = {same_name(place.name): index for index, (_, place) in enumerate(places)}
    ways: dict[frozenset[int], model.TownWay] = {}
    for journey in draft.transfers:
        start, end = at.get(same_name(journey.origin)), at.get(same_name(journey.destination))
        if start is None or end is None or start == end:
            continue
        pair = frozenset((start, end))
        if pair not in ways:
            ways[pair] = model.TownWay(start, end, _line(journey), _minutes(draft, journey))
    for start, end in _walks(draft, at):
        ways.setdefault(frozenset((start, end)), model.TownWay(start, end, model.LegLine.WALK, ""))
    return tuple(ways.values())


def _walks(draft: Draft, at: Mapping[str, int]) -> list[tuple[int, int]]:
    """Places that follow each other on a day without a journey between them."""
    found = []
    for day in draft.days:
        entries = draft.by_day.get(day, ())
        for before, after in pairwise(entries):
            if isinstance(before, Item) and isinstance(after, Item):
                ends = at.get(same_name(before.place)), at.get(same_name(after.place))
                if ends[0] is not None and ends[1] is not None and ends[0] != ends[1]:
                    found.append((ends[0], ends[1]))
    return found


def _line(journey: Journey) -> model.LegLine:
    return model.LegLine.WALK if journey.mode in _ON_FOOT else model.LegLine.ROAD


def _minutes(draft: Draft, journey: Journey) -> str:
    minutes = journey.minutes or 0
    return draft.phrases.length(minutes) if minutes > 0 else ""


def _key(draft: Draft) -> tuple[model.Block, ...]:
    """What the numbers mean; a long list is left to the chapter with the addresses."""
    places: dict[str, Place] = {}
    for name, number in draft.numbers.items():
        if place := draft.ix.place(name):
            places.setdefault(number, place)
    if len(places) > _MOST_ENTRIES:
        return ()
    entries = []
    for number, place in places.items():
        street = " ".join(place.address.split()).partition(",")[0]
        said = joined((strong(place.name), street), between=", ")
        entries.append(model.MapEntry(number, said))
    return (model.MapKey(tuple(entries)),)
