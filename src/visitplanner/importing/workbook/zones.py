"""Whose clock holds: the time zones that follow from cities.

A stop has the zone of its city. An item has that of its city, its place or its day; each end of a
journey that of the place or city it names.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from visitplanner.domain.base import same_name
from visitplanner.domain.index import index
from visitplanner.domain.programme import Item, Journey, Stop
from visitplanner.domain.queries import city_at, stays
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import JourneyKind
from visitplanner.planning import airports
from visitplanner.planning.airports import Airport, Airports, is_code
from visitplanner.planning.gazetteer import City, Gazetteer, default
from visitplanner.planning.towns import described


@dataclass(frozen=True)
class StopZone:
    """The zone that a stop has where its Time zone is left empty, and what to say about it."""

    zone: str = ""
    known: bool = False
    note: str = ""


class Atlas:
    """The towns and airports that are known, asked once each; the visit's countries come first."""

    def __init__(
        self, visit: Visit, gazetteer: Gazetteer | None = None, flights: Airports | None = None
    ) -> None:
        self._gazetteer = gazetteer or default()
        self._flights = flights or airports.default()
        names = dict.fromkeys(stop.country for stop in visit.stops)
        codes = {name: self._gazetteer.country(name) for name in names if name}
        self._codes = {name: code for name, code in codes.items() if code}
        self._countries = tuple(dict.fromkeys(self._codes.values()))
        self._towns: dict[str, City | None] = {}
        self._airports: dict[str, Airport | None] = {}

    def town(self, name: str) -> City | None:
        """The town that is meant, or None."""
        if name not in self._towns:
            self._towns[name] = self._gazetteer.find(name, self._countries) if name else None
        return self._towns[name]

    def airport(self, name: str) -> Airport | None:
        """The airport that is meant, or None; a town of that name comes first.

        Three capitals are a code, whatever village is called so too.
        """
        if name not in self._airports:
            open_ = name and (is_code(name) or self.town(name) is None)
            self._airports[name] = self._flights.find(name, self._countries) if open_ else None
        return self._airports[name]

    def choice(self, name: str, countries: Sequence[str] | None = None) -> str:
        """Which towns in different zones a name may mean, or an empty text."""
        among = self._countries if countries is None else countries
        rivals = self._gazetteer.rivals(name, among) if name else ()
        if len({city.time_zone for city in rivals}) < 2:
            return ""
        towns = " or ".join(f"{c.name}, {c.country} ({c.time_zone})" for c in rivals[:3])
        return f'"{name}" may be {towns}: the first was taken'

    def stop_zone(self, stop: Stop) -> StopZone:
        """What the gazetteer says of a stop."""
        code = self._codes.get(stop.country)
        countries = (code,) if code else self._countries
        found = self._gazetteer.find(stop.city, countries) if stop.city else None
        if found is None:
            return StopZone()
        return StopZone(found.time_zone, True, self._note(stop, code, found, countries))

    def _note(self, stop: Stop, code: str | None, found: City, countries: tuple[str, ...]) -> str:
        if stop.zone:
            return self._longer_name(stop, countries)
        if code and found.country != code:
            taken = f"{found.name}, {found.country} ({found.time_zone}) was taken"
            return f'"{stop.city}" is not known in {stop.country}: {taken}'
        choice = self.choice(stop.city, countries)
        if choice:
            return f"{choice}; fill in Country or Time zone"
        return self._longer_name(stop, countries)

    def _longer_name(self, stop: Stop, countries: tuple[str, ...]) -> str:
        """What to say of a stop that may be one of several towns with longer names of their own."""
        rivals = self._gazetteer.rivals(stop.city, countries)
        here = [town for town in rivals if stop.zone in ("", town.time_zone)]
        by_name = {town.name: town for town in reversed(here)}
        if len(by_name) < 2:
            return ""
        names = list(dict.fromkeys(town.name for town in here))
        towns = " or ".join(described(by_name[name]) for name in names[:3])
        return f'"{stop.city}" may be {towns}: write the full name'


def stop_zones(visit: Visit, atlas: Atlas, *, lend: bool = True) -> Mapping[str, StopZone]:
    """For each stop (by id) the zone that it has where its Time zone is left empty.

    A stop whose city nobody knows has the zone of the known stop that is nearest in time; with
    `lend`, and where none is known, that of a stop whose Time zone is filled in.
    """
    order = stays(visit)
    found = {stop.id: atlas.stop_zone(stop) for stop in order}
    known = [n for n, stop in enumerate(order) if found[stop.id].known]
    if lend and not known:
        known = [n for n, stop in enumerate(order) if stop.zone]
    for n, stop in enumerate(order):
        if not found[stop.id].known:
            near = _nearest(order, known, n)
            zone = (near.zone or found[near.id].zone) if near else ""
            found[stop.id] = StopZone(zone, False, _borrowed(stop, near, zone))
    return found


def _nearest(order: tuple[Stop, ...], known: list[int], position: int) -> Stop | None:
    """The known stop before or after, whichever is fewer days away; the one before if equal."""
    after = bisect_left(known, position)
    around = known[max(after - 1, 0) : after + 2]
    others = [order[n] for n in around if n != position]
    here = order[position].arrive or date.max

    def days(stop: Stop) -> int:
        return abs(((stop.arrive or date.max) - here).days)

    return min(others, key=days, default=None)


def _borrowed(stop: Stop, near: Stop | None, zone: str) -> str:
    if not stop.city:
        return "is empty"
    unknown = f'"{stop.city}" is not a known city'
    if stop.zone:
        return f"{unknown}: its Time zone, {stop.zone}, was taken"
    if near and zone:
        return f"{unknown}: the time zone of {near.city}, {zone}, was taken"
    return f"{unknown}: fill in its Time zone"


class Clocks:
    """The zones that items and ends of journeys have in a visit whose stops have theirs."""

    def __init__(self, visit: Visit, atlas: Atlas) -> None:
        self._index = index(visit)
        self._atlas = atlas
        self._on: dict[date, str] = {}
        self._choices: dict[str, str] = {}

    def is_city(self, name: str) -> bool:
        """Whether a stop is there, or the gazetteer knows it."""
        return self._index.stop(name) is not None or self._atlas.town(name) is not None

    def airport(self, name: str) -> Airport | None:
        """The airport that the end of a journey names which is no place and no stop."""
        if self._index.place(name) or self._index.stop(name):
            return None
        return self._atlas.airport(name)

    def choice(self, name: str) -> str:
        """Which towns in different zones a name may mean that is no stop, place or airport."""
        if name not in self._choices:
            settled = self._index.stop(name) or self._index.place(name) or self._atlas.airport(name)
            self._choices[name] = "" if settled else self._atlas.choice(name)
        return self._choices[name]

    def _stop(self, city: str) -> str:
        stop = self._index.stop(city) if city else None
        return stop.zone if stop else ""

    def _town(self, city: str) -> str:
        town = self._atlas.town(city)
        return town.time_zone if town else ""

    def _stop_on(self, day: date | None) -> str:
        if day is None:
            return ""
        if day not in self._on:
            stop = self._index.stop_on(day)
            self._on[day] = stop.zone if stop else ""
        return self._on[day]

    def item(self, item: Item) -> str:
        """The zone of an item: of its city or its place's city, else of the stop on its day."""
        place = self._index.place(item.place)
        at = place.city if place else ""
        stop = self._stop(item.city) or self._stop(at)
        return stop or self._town(item.city) or self._town(at) or self._stop_on(item.day)

    def end(self, journey: Journey, which: str) -> str:
        """The zone of one end (`origin`, `destination`) of a journey.

        An end that nobody knows has, on a transfer, the zone of the stop on its day, since a
        transfer stays within a city; on a leg it may lie anywhere.
        """
        reference = getattr(journey, which)
        if airport := self.airport(reference):
            return airport.time_zone
        city = city_at(self._index, reference)
        known = self._stop(city) or self._town(city) or self._stop(reference)
        if known or journey.kind is not JourneyKind.TRANSFER:
            return known or self._town(reference)
        return self._town(reference) or self._stop_on(journey.depart_day)

    def kind(self, journey: Journey) -> JourneyKind:
        """What a journey is that does not say: a leg, if its ends lie in two cities."""
        ends = [self._identity(self._city(r)) for r in (journey.origin, journey.destination)]
        return JourneyKind.LEG if all(ends) and ends[0] != ends[1] else JourneyKind.TRANSFER

    def _city(self, reference: str) -> str:
        airport = self.airport(reference)
        return airport.city if airport else city_at(self._index, reference)

    def _identity(self, city: str) -> object:
        """What two spellings of one city have in common; None where nobody knows it."""
        if town := self._atlas.town(city):
            return town.geoname_id
        return same_name(city) if self._index.stop(city) else None
