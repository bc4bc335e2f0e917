"""Where things happen, and how long the way from one to the other takes at the very least.

Only what the plan states counts: the coordinates of places, and those of towns where two towns
differ. A town whose name several may bear is not guessed; where nothing is known there is no
answer, and checks keep silent.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from typing import Final

from visitplanner.domain.base import same_name
from visitplanner.domain.index import Index
from visitplanner.domain.programme import Item, Place, Stop
from visitplanner.domain.vocabulary import Mode
from visitplanner.planning import airports
from visitplanner.planning.airports import Airport, is_code, says_airport
from visitplanner.planning.distance import estimate_minutes, great_circle_km
from visitplanner.planning.gazetteer import City, Gazetteer, default

IMPOSSIBLE: Final = 0.7
"""Nothing on rails or roads was ever faster than this share of its estimate (see `distance`)."""
IMPOSSIBLE_BY_AIR: Final = 0.9

AROUND_A_FLIGHT: Final = 90
"""Minutes that even the quickest traveller spends at the two airports."""

TOWN_RADIUS_KM: Final = 10.0
"""What a town's own coordinates may be off by for somewhere within it."""

_MOST_WAYS: Final = 200_000
"""A ground that has come to know more than this is left behind at the next edit."""

TRIFLING_KM: Final = 0.2
"""Shorter ways are those between the rooms of one site, which no programme allows time for."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One end of an entry: a place, or no more than a town.

    Attributes:
        name: As people typed it; empty where nothing is stated.
        key: The name in its comparable form.
        city: The town as typed; empty where it is not known.
        city_key: The town in its comparable form.
        position: Degrees north and east of the place itself.
        airport: The place is an airport.
        token: A number that no other spot has had, by which ways are looked up.
    """

    name: str = ""
    key: str = ""
    city: str = ""
    city_key: str = ""
    position: tuple[float, float] | None = None
    airport: bool = False
    token: int = field(default_factory=count().__next__, compare=False, repr=False)


@dataclass(frozen=True)
class Way:
    """How far it is from one spot to another.

    Attributes:
        km: The great-circle distance, at least.
        countries: ISO codes of the two ends, which set the speed of trains and of long roads.
        in_town: Both ends are in one town; None where that is not stated.
        airport: One end is an airport.
    """

    km: float
    countries: tuple[str, str] = ("", "")
    in_town: bool | None = None
    airport: bool = False

    def estimate(self, mode: Mode) -> float:
        """The bare travelling time in minutes, without margins; the lower one where in doubt."""
        options = (False, True) if self.in_town is None else (self.in_town,)
        return min(
            estimate_minutes(
                mode.value,
                self.km,
                countries=self.countries,
                in_town=in_town,
                airport=self.airport,
            )
            for in_town in options
        )

    def least(self, mode: Mode) -> float:
        """Below this many minutes, the journey is impossible."""
        return _share(mode) * self.estimate(mode)

    @cached_property
    def quickest(self) -> tuple[Mode, float, float]:
        """The quickest mode where none was planned, its estimate and its least, in minutes.

        By air both include the time at the airports, without which nobody flies.
        """
        modes = (Mode.WALK, Mode.TAXI) if self.in_town else (Mode.CAR, Mode.TRAIN, Mode.FLIGHT)
        options = []
        for mode in modes:
            around = AROUND_A_FLIGHT if mode is Mode.FLIGHT else 0
            estimate = self.estimate(mode)
            options.append((_share(mode) * estimate + around, estimate + around, mode))
        least, estimate, mode = min(options)
        return mode, estimate, least


def _share(mode: Mode) -> float:
    return IMPOSSIBLE_BY_AIR if mode is Mode.FLIGHT else IMPOSSIBLE


class Ground:
    """The spots of one visit and the ways between them.

    Args:
        index: the look-up tables of the visit.
        gazetteer: the list of towns, if not the one that comes with the program.
        before: the ground before an edit, from which is taken what the edit has left alone. A spot
            that is what it was is the same object then.
    """

    def __init__(
        self, index: Index, gazetteer: Gazetteer | None = None, before: Ground | None = None
    ) -> None:
        self._index = index
        self._gazetteer = gazetteer
        self._stops = tuple((stop.city, stop.country) for stop in index.visit.stops)
        self._spots: dict[str, Spot] = {}
        self._item_spots: dict[tuple[str, str], Spot] = {}
        self._same: dict[Spot, Spot] = {}
        self._towns: dict[str, City | None] = {}
        self._ways: dict[tuple[int, int], Way | None] = {}
        if before is not None:
            self._take_over(before)

    def _take_over(self, before: Ground) -> None:
        if len(before._ways) > _MOST_WAYS:
            return
        self._same = before._same
        if before._stops != self._stops or before._gazetteer is not self._gazetteer:
            return
        self._towns, self._ways = before._towns, before._ways
        if _same_spots(before._index.visit.places, self._index.visit.places):
            self._spots, self._item_spots = before._spots, before._item_spots

    def has_spots_of(self, before: Ground) -> bool:
        """Whether all spots are what they were before an edit."""
        return self._spots is before._spots

    @property
    def gazetteer(self) -> Gazetteer:
        """The towns of the world."""
        return self._gazetteer or default()

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """ISO codes of the countries of the visit, in the order of the stops."""
        found = (self._country(stop) for stop in self._index.visit.stops)
        return tuple(dict.fromkeys(code for code in found if code))

    def spot(self, reference: str) -> Spot:
        """The spot that the end of a journey names: a place, else an airport, else a town."""
        if reference not in self._spots:
            place = self._index.place(reference)
            if place:
                spot = _spot_of(place, place.city)
            elif airport := self.airport(reference):
                spot = self._airport_spot(reference, airport)
            else:
                spot = _spot(reference, city=reference)
            self._spots[reference] = self._same.setdefault(spot, spot)
        return self._spots[reference]

    def airport(self, reference: str) -> Airport | None:
        """The airport that the end of a journey names; places, stops and towns come first.

        Three capitals are its code, whatever village is called so too.
        """
        if not reference or self._index.place(reference) or self._index.stop(reference):
            return None
        if not is_code(reference) and self.is_town(reference):
            return None
        return airports.default().find(reference, self.countries)

    def _airport_spot(self, reference: str, airport: Airport) -> Spot:
        """Its town is spelt as the stop there is, if there is one."""
        city = airport.city
        for stop in self._index.visit.stops:
            town = self.town(stop.city) if stop.city else None
            if town and (town.name, town.country) == (airport.city, airport.country):
                city = stop.city
        position = airport.latitude, airport.longitude
        key = same_name(airport.iata)
        return Spot(reference, key, city, same_name(city), position, airport=True)

    def item_spot(self, item: Item) -> Spot:
        """The spot of an item: its place, else its own town; what is not stated stays empty."""
        key = (item.place, item.city)
        known = self._item_spots.get(key)
        if known is not None:
            return known
        place = self._index.place(item.place)
        spot = (
            _spot_of(place, place.city or item.city)
            if place
            else _spot(item.place or item.city, city=item.city)
        )
        return self._item_spots.setdefault(key, self._same.setdefault(spot, spot))

    def knows(self, city: str) -> bool:
        """Whether a town is one of the visit's, or in the list of the world's towns."""
        return self._index.stop(city) is not None or self.is_town(city)

    def is_town(self, city: str) -> bool:
        """Whether a town is in the list of the world's towns."""
        return self.gazetteer.find(city) is not None

    def town(self, city: str) -> City | None:
        """The one town that bears the name, or None if there is none, or a choice."""
        key = same_name(city)
        if key not in self._towns:
            near = self._near(self._index.stop(city))
            several = self.gazetteer.rivals(city, near)
            self._towns[key] = None if several else self.gazetteer.find(city, near)
        return self._towns[key]

    def way(self, start: Spot, end: Spot) -> Way | None:
        """How far it is; None where the plan does not say, or where it is next to nothing."""
        key = (start.token, end.token)
        if key not in self._ways:
            self._ways[key] = self._measure(start, end)
        return self._ways[key]

    def _country(self, stop: Stop) -> str:
        text = stop.country
        return self.gazetteer.country(text) or "" if text else ""

    def _near(self, stop: Stop | None) -> tuple[str, ...]:
        """The countries in which a town is looked for first."""
        own = self._country(stop) if stop else ""
        return (own,) if own else self.countries

    def _measure(self, start: Spot, end: Spot) -> Way | None:
        if start.key == end.key:
            return None
        way = self._from_to(start, end)
        return way if way and way.km >= TRIFLING_KM else None

    def _from_to(self, start: Spot, end: Spot) -> Way | None:
        airport = start.airport or end.airport
        same_city = bool(start.city_key) and start.city_key == end.city_key
        if start.position and end.position and same_city:
            return Way(great_circle_km(*start.position, *end.position), ("", ""), True, airport)
        if same_city:
            return None
        return self._between_towns(start, end, airport=airport)

    def _between_towns(self, start: Spot, end: Spot, *, airport: bool) -> Way | None:
        one, other = (self.town(spot.city) if spot.city else None for spot in (start, end))
        from_, to = start.position or _position(one), end.position or _position(other)
        if from_ is None or to is None:
            return None
        same = one is not None and other is not None and one.geoname_id == other.geoname_id
        doubt = TOWN_RADIUS_KM * [start.position, end.position].count(None)
        countries = (one.country if one else "", other.country if other else "")
        in_town = True if same else None if not (one and other) else False
        km = max(0.0, great_circle_km(*from_, *to) - doubt)
        return Way(km, countries, in_town, airport)


def _position(town: City | None) -> tuple[float, float] | None:
    return (town.latitude, town.longitude) if town else None


def _spot(name: str, city: str) -> Spot:
    return Spot(name, same_name(name), city, same_name(city))


def _same_spots(old: tuple[Place, ...], new: tuple[Place, ...]) -> bool:
    """Whether an edit of places has left alone all by which they are found, and where they are."""
    if len(old) != len(new):
        return False
    pairs = ((one, other) for one, other in zip(old, new, strict=True) if one is not other)
    return all(_spot_of(one, one.city) == _spot_of(other, other.city) for one, other in pairs)


def _spot_of(place: Place, city: str) -> Spot:
    latitude, longitude = place.latitude, place.longitude
    position = None if latitude is None or longitude is None else (latitude, longitude)
    airport = says_airport(f"{place.name} {place.kind} {place.local_name}")
    return Spot(place.name, same_name(place.name), city, same_name(city), position, airport)
