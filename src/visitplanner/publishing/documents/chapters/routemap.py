"""The map of the route, and the places within each city."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from visitplanner.domain import queries
from visitplanner.domain.base import same_name
from visitplanner.domain.vocabulary import Mode
from visitplanner.planning import gazetteer
from visitplanner.planning.coast import latitude_of, mercator
from visitplanner.publishing.agenda import service
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.cover import coordinates
from visitplanner.publishing.documents.chapters.draft import MAPS
from visitplanner.publishing.documents.chapters.mapwords import SEAS
from visitplanner.publishing.documents.chapters.text import dotted, listed
from visitplanner.publishing.documents.chapters.townmaps import town_blocks
from visitplanner.publishing.documents.chapters.words import MODE_LABELS, capital

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from visitplanner.domain.programme import Journey
    from visitplanner.planning.gazetteer import City
    from visitplanner.publishing.documents.chapters.draft import Draft

LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LINES: Final = {
    Mode.TRAIN: model.LegLine.RAIL,
    Mode.METRO: model.LegLine.RAIL,
    Mode.TRAM: model.LegLine.RAIL,
    Mode.FLIGHT: model.LegLine.AIR,
    Mode.FERRY: model.LegLine.SEA,
    Mode.WALK: model.LegLine.WALK,
}
"""How journeys are drawn; all other modes are by road."""
_ASPECT: Final = 172 / 126
_FILL: Final = 0.5
"""The part of the map that the stops fill: the rest is for names and for where they lie."""
_LEAST_KM: Final = 20.0
_LEAST_DEGREES: Final = 0.5
_INSET_UNDER: Final = 9.0
"""A map of fewer degrees across says by an inset where it lies."""
_TOWNS: Final = 120
_KM_PER_DEGREE: Final = 111.2


def map_parts(draft: Draft) -> tuple[model.Part, ...]:
    """The route on a map and the places of each city; nothing where nobody knows where they are."""
    blocks = (*_route_blocks(draft), *town_blocks(draft, dict(_letters(draft))))
    if not blocks:
        return ()
    title = draft.t.gettext("Route and places")
    return (model.Part(title=title, blocks=(model.Heading(title), *blocks), key=MAPS),)


@dataclass(frozen=True)
class _Stop:
    """A stay in a city that the gazetteer knows."""

    city: str
    latitude: float
    longitude: float
    arrive: date | None
    leave: date | None


def _stops(draft: Draft) -> list[_Stop]:
    found = []
    for stay in queries.stays(draft.visit):
        place = coordinates(stay.city, stay.country) if stay.city else None
        if place:
            found.append(_Stop(stay.city, *place, stay.arrive, stay.leave))
    return found


def _letters(draft: Draft) -> list[tuple[str, str]]:
    """The letter of each city of the route, by the form in which names are equal."""
    cities = dict.fromkeys(same_name(stop.city) for stop in _stops(draft))
    return list(zip(cities, LETTERS, strict=False))


def _route_blocks(draft: Draft) -> tuple[model.Block, ...]:
    stops = _stops(draft)
    if len({same_name(stop.city) for stop in stops}) < 2 or _extent_km(stops) < _LEAST_KM:
        return ()
    west, south, east, north = _bounds(stops)
    towns = gazetteer.default().largest_within(west, south, east, north, _TOWNS)
    credit = draft.t.gettext(
        "Coast and borders: Natural Earth, public domain. Towns: GeoNames, CC BY 4.0. The curves"
        " show the order, not the track."
    )
    legs = _legs(draft, stops)
    block = model.RouteMap(
        west=west,
        east=east,
        south=south,
        north=north,
        stops=tuple(_map_stop(draft, stops, number) for number in range(len(stops))),
        legs=legs,
        towns=tuple(model.MapTown(c.name, c.latitude, c.longitude) for c in _apart(towns, stops)),
        names=(*_countries(draft, towns), *_seas(draft, (west, south, east, north))),
        inset=east - west < _INSET_UNDER,
        alt=_in_words(draft, stops, legs),
        credit=credit,
    )
    return (block,)


def _extent_km(stops: Sequence[_Stop]) -> float:
    latitudes = [stop.latitude for stop in stops]
    longitudes = [stop.longitude for stop in stops]
    middle = math.radians(sum(latitudes) / len(latitudes))
    east = (max(longitudes) - min(longitudes)) * math.cos(middle)
    return _KM_PER_DEGREE * math.hypot(max(latitudes) - min(latitudes), east)


def _bounds(stops: Sequence[_Stop]) -> tuple[float, float, float, float]:
    """West, south, east and north of a map on which the stops fill the middle."""
    longitudes = [stop.longitude for stop in stops]
    heights = [mercator(stop.latitude) for stop in stops]
    wide = max(max(longitudes) - min(longitudes), _LEAST_DEGREES) / _FILL
    high = max(max(heights) - min(heights), _LEAST_DEGREES) / _FILL
    wide, high = max(wide, high * _ASPECT), max(high, wide / _ASPECT)
    middle = (max(longitudes) + min(longitudes)) / 2, (max(heights) + min(heights)) / 2
    return (
        middle[0] - wide / 2,
        latitude_of(middle[1] - high / 2),
        middle[0] + wide / 2,
        latitude_of(middle[1] + high / 2),
    )


def _map_stop(draft: Draft, stops: Sequence[_Stop], number: int) -> model.MapStop:
    stop = stops[number]
    letter = dict(_letters(draft)).get(same_name(stop.city), "")
    last = number == len(stops) - 1
    return model.MapStop(
        letter, stop.city, stop.latitude, stop.longitude, _stay(draft, stop), last=last
    )


def _stay(draft: Draft, stop: _Stop) -> str:
    """`2 nights, 5 to 7 November`."""
    if not stop.arrive:
        return ""
    leave = stop.leave or stop.arrive
    nights = (leave - stop.arrive).days
    return listed(
        draft.phrases.nights(nights) if nights > 0 else "",
        draft.phrases.days_in_words(stop.arrive, leave),
    )


# --- journeys -----------------------------------------------------------------------------------


def _legs(draft: Draft, stops: Sequence[_Stop]) -> tuple[model.MapLeg, ...]:
    """The way from each stop to the next: by the journey that the plan has, else by road."""
    legs = []
    for number in range(len(stops) - 1):
        if same_name(stops[number].city) == same_name(stops[number + 1].city):
            continue
        journey = _journey(draft, stops[number], stops[number + 1])
        line = LINES.get(journey.mode, model.LegLine.ROAD) if journey else model.LegLine.ROAD
        label, note = _leg_words(draft, journey) if journey else ("", "")
        legs.append(model.MapLeg(number, number + 1, line, label, note))
    return tuple(legs)


def _journey(draft: Draft, start: _Stop, end: _Stop) -> Journey | None:
    """The journey of most people between two stops."""
    there = [
        leg
        for leg in draft.legs
        if same_name(_city(draft, leg.origin)) == same_name(start.city)
        and same_name(_city(draft, leg.destination)) == same_name(end.city)
        and (start.leave is None or leg.depart_day is None or leg.depart_day >= start.leave)
    ]
    return max(there, key=lambda leg: draft.edition.counts.get(leg.id, 0), default=None)


def _city(draft: Draft, name: str) -> str:
    """The city of a journey's end: that of the place, or the name itself."""
    place = draft.ix.place(name)
    return place.city if place and place.city else name


def _leg_words(draft: Draft, journey: Journey) -> tuple[str, str]:
    """`Tue 7 Nov, 18:00 to 21:20` and `Renfe Euromed, 3 h 20`."""
    phrases = draft.phrases
    day = capital(phrases.day(journey.depart_day)) if journey.depart_day else ""
    span = ""
    if journey.depart and journey.arrive:
        span = phrases.span_in_words(journey.depart, journey.arrive)
    minutes = journey.minutes or 0
    carrier = service(journey) or draft.t.gettext(MODE_LABELS[journey.mode])
    return listed(day, span), listed(carrier, phrases.length(minutes) if minutes > 0 else "")


def _in_words(draft: Draft, stops: Sequence[_Stop], legs: Sequence[model.MapLeg]) -> str:
    """The map for those who do not see it."""
    t = draft.t
    said = [t.gettext("Map of the route.")]
    by_start = {leg.start: leg for leg in legs}
    for number, stop in enumerate(stops):
        said.append(f"{listed(stop.city, _stay(draft, stop))}.")
        if leg := by_start.get(number):
            way = dotted(leg.label, leg.note)
            then = t.gettext("Then to {city}").format(city=stops[leg.end].city)
            said.append(f"{dotted(then, way)}.")
    return " ".join(said)


# --- names --------------------------------------------------------------------------------------


def _apart(towns: Sequence[City], stops: Sequence[_Stop]) -> list[City]:
    """The towns that are not stops of the route."""
    return [
        town
        for town in towns
        if all(
            abs(town.latitude - stop.latitude) > 0.1 or abs(town.longitude - stop.longitude) > 0.1
            for stop in stops
        )
    ]


def _countries(draft: Draft, towns: Sequence[City]) -> list[model.MapName]:
    """The name of each country with towns on the map, in the middle of them."""
    by_code: dict[str, list[City]] = {}
    for town in towns:
        by_code.setdefault(town.country, []).append(town)
    names = []
    for code, found in sorted(by_code.items(), key=lambda pair: -len(pair[1])):
        if len(found) < 3:
            continue
        latitude = sum(town.latitude for town in found) / len(found)
        longitude = sum(town.longitude for town in found) / len(found)
        name = draft.phrases.country(code)
        names.append(model.MapName(name, model.MapNameKind.COUNTRY, latitude, longitude))
    return names


def _seas(draft: Draft, bounds: tuple[float, float, float, float]) -> list[model.MapName]:
    west, south, east, north = bounds
    return [
        model.MapName(draft.t.gettext(name), model.MapNameKind.SEA, latitude, longitude)
        for name, latitude, longitude in SEAS
        if west < longitude < east and south < latitude < north
    ]
