"""Where an event is: a place that the visit knows, or a new one, and the town and clock of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from visitplanner.domain.base import clean_line, same_name
from visitplanner.domain.index import index
from visitplanner.domain.programme import Place, Stop
from visitplanner.domain.visit import Visit
from visitplanner.importing.calendars.names import stable_id
from visitplanner.importing.calendars.properties import Properties, first, text_of
from visitplanner.importing.calendars.result import Aspect
from visitplanner.importing.calendars.texts import is_online
from visitplanner.planning.distance import great_circle_km
from visitplanner.planning.gazetteer import default

_NEAR: Final = 0.08
"""Kilometres within which two points are one place."""
_FAR: Final = 300.0
"""Kilometres from its town beyond which a point is not believed."""
_LONGEST: Final = 200
_POINT: Final = re.compile(r"\s*([+-]?\d{1,3}(?:\.\d+)?)\s*[;,]\s*([+-]?\d{1,3}(?:\.\d+)?)\s*")
_OTHER: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Where:
    """Where an event is.

    Attributes:
        aspect: What the calendar says, and the fields that it gives.
        city: The town, where the visit goes there; empty if nothing says which.
        new: The place, where the visit does not know it yet.
        doubts: What is doubtful.
    """

    aspect: Aspect
    city: str = ""
    new: Place | None = None
    doubts: tuple[str, ...] = ()


class Places:
    """Finds the places of events in a visit; each place is made but once."""

    def __init__(self, visit: Visit) -> None:
        self._visit, self._index = visit, index(visit)
        self._made: dict[str, Place] = {}
        self._names = [(_letters(n), p) for p in visit.places for n in (p.name, p.local_name) if n]
        self._addresses = [(_letters(p.address), p) for p in visit.places if p.address]
        self._cities = [(_letters(city), city) for city in visit.cities]
        self._points: dict[str, tuple[float, float] | None] = {}

    def zone(self, day: date, city: str, own: str) -> str:
        """The clock on the wall where the delegation is: of the town, else of the day.

        On a day in two towns, `own`, the zone that the event is written in, decides.
        """
        stop = self._index.stop(city) if city else None
        if stop and stop.zone:
            return stop.zone
        if own and any(own == stop.zone for stop in self._stops(day)):
            return own
        there = self._index.stop_on(day) or self._nearest(day)
        return there.zone if there else ""

    def _nearest(self, day: date) -> Stop | None:
        """Where the delegation is at the end of the visit that is nearer to a day outside."""

        def days(stop: Stop) -> int:
            edges = (edge for edge in (stop.arrive, stop.leave) if edge)
            return min(abs((edge - day).days) for edge in edges)

        return min((s for s in self._visit.stops if s.arrive or s.leave), key=days, default=None)

    def _stops(self, day: date) -> list[Stop]:
        return [s for s in self._visit.stops if s.arrive and s.arrive <= day <= (s.leave or day)]

    def find(self, own: Properties, day: date) -> Where:
        """Where an event says that it is."""
        written = text_of(own, "LOCATION").strip()
        apple = first(own, "X-APPLE-STRUCTURED-LOCATION")
        name = clean_line(apple.parameters.get("X-TITLE", "")) if apple else ""
        geo = text_of(own, "GEO").strip() or (apple.value.removeprefix("geo:") if apple else "")
        said = " | ".join(part for part in (written, name, geo) if part)
        parts = _parts(written or name)
        online = is_online(clean_line(written))
        city = self._city(parts) or self._city_on(day)
        point, doubts = (None, ()) if online else self._point(geo, city)
        known = None if online else self._known(parts, point)
        if known is None and (online or not parts):
            return Where(Aspect(said, {"place": "", "city": ""}), doubts=doubts)
        if known:
            there = known.city or city
            return Where(_aspect(said, known), there, None, doubts)
        place = self._new(parts, name, city, point)
        return Where(_aspect(said, place), place.city, place, doubts)

    def _city_on(self, day: date) -> str:
        stop = self._index.stop_on(day)
        return stop.city if stop else ""

    def _city(self, parts: list[str]) -> str:
        """The town of the visit that a location names; towns stand behind."""
        text = f" {_letters(' '.join(parts))} "
        found = [(text.rfind(f" {key} "), city) for key, city in self._cities if key]
        found = [pair for pair in found if pair[0] >= 0]
        return max(found)[1] if found else ""

    # --- What is known

    def _known(self, parts: list[str], point: tuple[float, float] | None) -> Place | None:
        if not parts:
            return self._at(point) if point else None
        whole, head = _letters(" ".join(parts)), _letters(parts[0])
        for wanted in (whole, head):
            for name, place in self._names:
                if name == wanted:
                    return place
        rest = _letters(" ".join(parts[1:])) or whole
        for address, place in self._addresses:
            if len(address) > 8 and address in (whole, head):
                return place
            if len(address) > 8 and address == rest and self._is_plain(head, place):
                return place
        for name, place in sorted(self._names, key=lambda pair: -len(pair[0])):
            if len(name) > 4 and f" {name} " in f" {head} " and self._is_plain(head, place, name):
                return place
        return None

    def _is_plain(self, head: str, place: Place, name: str = "") -> bool:
        """Whether nothing but the town stands beside the name."""
        left = f" {head} ".replace(f" {name or _letters(place.name)} ", " ", 1)
        for key, _ in (*self._cities, (_letters(place.city), "")):
            left = left.replace(f" {key} ", " ") if key else left
        return not left.strip()

    def _at(self, point: tuple[float, float]) -> Place | None:
        for place in self._visit.places:
            if place.latitude is None or place.longitude is None:
                continue
            if great_circle_km(*point, place.latitude, place.longitude) <= _NEAR:
                return place
        return None

    # --- What is new

    def _new(
        self, parts: list[str], title: str, city: str, point: tuple[float, float] | None
    ) -> Place:
        venue = next((n for n, p in enumerate(parts) if n and self._index.place(p)), 0)
        known = self._index.place(parts[venue]) if venue else None
        name = clean_line(title or ", ".join(parts[: venue + 1]))[:_LONGEST]
        key = same_name(name)
        if key not in self._made:
            rest = parts[venue + 1 :] if not title else [p for p in parts if p != title]
            address = known.address if known else ", ".join(rest)[: 2 * _LONGEST]
            if known and known.latitude is not None and known.longitude is not None:
                point = point or (known.latitude, known.longitude)
            self._made[key] = Place(
                id=stable_id(self._visit, f"place/{key}"),
                name=name,
                city=(known.city if known else "") or city,
                address=address,
                latitude=point[0] if point else None,
                longitude=point[1] if point else None,
            )
        return self._made[key]

    # --- Points

    def _point(self, geo: str, city: str) -> tuple[tuple[float, float] | None, tuple[str, ...]]:
        """The point that a GEO means; the two numbers may have been written in the wrong order."""
        found = _POINT.match(geo)
        if found is None:
            return None, ((f"its GEO “{geo[:40]}” is no point",) if geo.strip(" ;,") else ())
        point = (float(found[1]), float(found[2]))
        if point == (0.0, 0.0):
            return None, ()
        home = self._home(city)
        for taken, swapped in ((point, False), (point[::-1], True)):
            inside = abs(taken[0]) <= 90 and abs(taken[1]) <= 180
            if inside and (home is None or great_circle_km(*taken, *home) <= _FAR):
                mended = "its GEO has longitude before latitude: they were exchanged"
                return taken, (mended,) if swapped else ()
        far = home and _is_on_earth(point) and great_circle_km(*point, *home)
        where = f" {far:,.0f} km from {city}" if far else ""
        return None, (f"its GEO “{geo[:40]}” lies{where or ' nowhere'}: it was left out",)

    def _home(self, city: str) -> tuple[float, float] | None:
        if city not in self._points:
            stop = self._index.stop(city)
            town = default().find(city, _countries(stop)) if city else None
            self._points[city] = (town.latitude, town.longitude) if town else None
        return self._points[city]


def _aspect(said: str, place: Place) -> Aspect:
    """An item is in the town of its place."""
    return Aspect(said, {"place": place.name, "city": ""})


def _countries(stop: Stop | None) -> tuple[str, ...]:
    code = default().country(stop.country) if stop and stop.country else None
    return (code,) if code else ()


def _is_on_earth(point: tuple[float, float]) -> bool:
    return abs(point[0]) <= 90 and abs(point[1]) <= 180


def _parts(written: str) -> list[str]:
    """The parts of a location: its lines, and what commas part."""
    found = [clean_line(part) for part in re.split(r"[\n,]", written[:2000])]
    return [part for part in found if part]


def _letters(text: str) -> str:
    return " ".join(_OTHER.split(same_name(text))).strip()
