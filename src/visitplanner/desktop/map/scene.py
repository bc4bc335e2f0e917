"""What the map shows of a plan: the cities in their order, the legs between them, a day's places.

No Qt. Only what the plan or the list of towns says of positions counts; what has none is counted,
never guessed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from visitplanner.desktop import wording as w
from visitplanner.desktop.timeline.facts import journey_title, time_range, title_of
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.base import same_name
from visitplanner.domain.index import Index, index
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.queries import Entry, attendees, entries_on, entry_day
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import JourneyKind, Mode
from visitplanner.planning.checks.ground import Ground, Spot
from visitplanner.planning.distance import great_circle_km
from visitplanner.planning.gazetteer import City, Gazetteer

NEAR_KM: Final = 15.0
"""A town this close to a larger one is part of it on a map of this scale."""


@dataclass(frozen=True, slots=True)
class Position:
    """Degrees east and north."""

    longitude: float
    latitude: float


@dataclass(frozen=True, slots=True)
class StopMark:
    """A city of the visit; several stays in it share one mark."""

    ids: tuple[str, ...]
    numbers: tuple[int, ...]
    name: str
    detail: str
    at: Position

    @property
    def label(self) -> str:
        """`1`, or `1, 3` for a city that is visited twice."""
        return ", ".join(map(str, self.numbers))


@dataclass(frozen=True, slots=True)
class LegLine:
    """A journey between two towns; several of one mode on one way share a line."""

    ids: tuple[str, ...]
    mode: Mode
    start: Position
    end: Position
    title: str
    detail: str
    days: frozenset[date]


@dataclass(frozen=True)
class Scene:
    """The visit on a map.

    Attributes:
        stops: Its cities, in order.
        legs: Its journeys between towns.
        missing: The cities of which nobody knows where they are.
    """

    stops: tuple[StopMark, ...] = ()
    legs: tuple[LegLine, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def positions(self) -> tuple[Position, ...]:
        """Where something is, cities first."""
        ends = [at for leg in self.legs for at in (leg.start, leg.end)]
        return (*(stop.at for stop in self.stops), *ends)


@dataclass(frozen=True, slots=True)
class PlaceMark:
    """A place of a day: its number is that of its first visit on the day."""

    number: int
    place_id: str
    name: str
    at: Position


@dataclass(frozen=True, slots=True)
class RouteRow:
    """A line of a day's list: somewhere people are, or the way there.

    Attributes:
        record: Internal id of the item or the journey; of nothing for a way that nobody planned.
        number: Of the place, 0 for a way or where the position is not known.
        title: The place, or how people get there.
        detail: What takes place there.
        clock: When it begins.
        mode: How people get there, for a way.
        severity: The worst problem of it.
    """

    record: str
    title: str
    detail: str = ""
    clock: str = ""
    number: int = 0
    mode: Mode | None = None
    severity: str = ""


@dataclass(frozen=True)
class DayRoute:
    """A day in one city: its places and what happens there in order.

    Attributes:
        city: As the plan writes it.
        places: Those whose position is known.
        hops: From which place to which, by number, and how.
        rows: Everything in order.
        km: The length of the hops as the crow flies.
    """

    city: str = ""
    places: tuple[PlaceMark, ...] = ()
    hops: tuple[tuple[int, int, Mode], ...] = ()
    rows: tuple[RouteRow, ...] = ()
    km: float = 0.0
    unknown: tuple[str, ...] = field(default=())


# --- The whole visit -----------------------------------------------------------------------------


def scene_of(visit: Visit, gazetteer: Gazetteer, people: frozenset[str] | None = None) -> Scene:
    """The visit on a map; of some people alone, by internal id, if any are given."""
    ix = index(visit)
    ground = Ground(ix, gazetteer)
    stops, missing = _stops(visit, ground)
    return Scene(stops, _legs(visit, ground, people), missing)


def _stops(visit: Visit, ground: Ground) -> tuple[tuple[StopMark, ...], tuple[str, ...]]:
    found: dict[str, StopMark] = {}
    missing: dict[str, str] = {}
    ordered = sorted(
        visit.stops, key=lambda stop: (stop.arrive or date.max, stop.leave or date.max)
    )
    for number, stop in enumerate(ordered, start=1):
        key = same_name(stop.city)
        at = _town_position(ground.town(stop.city)) if stop.city else None
        if at is None:
            if stop.city:
                missing[key] = stop.city
            continue
        nights = (stop.leave - stop.arrive).days if stop.arrive and stop.leave else 0
        words = plural("{count} night", "{count} nights", nights) if nights else ""
        detail = w.joined(w.day_range(stop.arrive, stop.leave), words, by=", ")
        known = found.get(key)
        if known is None:
            found[key] = StopMark((stop.id,), (number,), stop.city, detail, at)
        else:
            found[key] = StopMark(
                (*known.ids, stop.id),
                (*known.numbers, number),
                known.name,
                f"{known.detail}; {detail}",
                at,
            )
    return tuple(found.values()), tuple(missing.values())


def _legs(visit: Visit, ground: Ground, people: frozenset[str] | None) -> tuple[LegLine, ...]:
    groups: dict[tuple[object, ...], list[Journey]] = {}
    ends: dict[tuple[object, ...], tuple[Position, Position]] = {}
    for journey in visit.journeys:
        if not journey.status.counts or journey.kind is JourneyKind.TRANSFER:
            continue
        if people is not None and people.isdisjoint(p.id for p in attendees(visit, journey)):
            continue
        start, end = (
            _spot_position(ground, ground.spot(name)) if name else None
            for name in (journey.origin, journey.destination)
        )
        if start is None or end is None or start == end:
            continue
        way = (journey.mode, *sorted((_rounded(start), _rounded(end))))
        groups.setdefault(way, []).append(journey)
        ends.setdefault(way, (start, end))
    return tuple(_leg(visit, several, *ends[way]) for way, several in groups.items())


def _rounded(at: Position) -> tuple[float, float]:
    return round(at.longitude, 1), round(at.latitude, 1)


def _leg(visit: Visit, several: Sequence[Journey], start: Position, end: Position) -> LegLine:
    first = several[0]
    days = {day for journey in several if (day := entry_day(journey))}
    travellers = {person.id for journey in several for person in attendees(visit, journey)}
    count = plural("{count} person", "{count} people", len(travellers))
    if len(several) == 1:
        when = w.joined(*map(w.day_short, days), time_range(first), by=" ")
        title = journey_title(visit, first)
        size = w.length(first.minutes) if first.minutes is not None and first.minutes >= 0 else ""
        detail = w.joined(when, size, count, by=", ")
    else:
        title = w.joined(*dict.fromkeys(journey_title(visit, one) for one in several), by=", ")
        detail = w.joined(*(w.day_short(day) for day in sorted(days)), count, by=", ")
    ids = tuple(journey.id for journey in several)
    return LegLine(ids, first.mode, start, end, title, detail, frozenset(days))


def _town_position(town: City | None) -> Position | None:
    return Position(town.longitude, town.latitude) if town else None


def _spot_position(ground: Ground, spot: Spot) -> Position | None:
    if spot.position is not None:
        return Position(spot.position[1], spot.position[0])
    return _town_position(ground.town(spot.city)) if spot.city else None


def towns_around(
    scene: Scene, gazetteer: Gazetteer, box: tuple[float, float, float, float], most: int
) -> tuple[tuple[str, Position], ...]:
    """The largest towns within a box (west, south, east, north) that are not marked already."""
    shown = [stop.at for stop in scene.stops]
    found: list[tuple[str, Position]] = []
    for city in gazetteer.largest_within(*box, limit=6 * most):
        at = Position(city.longitude, city.latitude)
        if all(_km(at, other) > NEAR_KM for other in shown):
            shown.append(at)
            found.append((city.name.split(" / ")[0], at))
        if len(found) == most:
            break
    return tuple(found)


def _km(one: Position, other: Position) -> float:
    return great_circle_km(one.latitude, one.longitude, other.latitude, other.longitude)


# --- A day in a city -----------------------------------------------------------------------------


def day_route(
    visit: Visit,
    day: date,
    city: str,
    severities: Mapping[str, str],
    people: frozenset[str] | None = None,
) -> DayRoute:
    """A day in a city: of some people alone, by internal id, if any are given."""
    ix, ground = index(visit), Ground(index(visit))
    route = _Route(visit, ix, ground, same_name(city), severities)
    for entry in entries_on(visit, day):
        who = frozenset(person.id for person in attendees(visit, entry))
        if people is None or who & people:
            route.add(entry, who if people is None else who & people)
    return DayRoute(
        city,
        tuple(route.places.values()),
        tuple(route.hops),
        tuple(route.rows),
        route.km,
        tuple(dict.fromkeys(route.unknown)),
    )


class _Route:
    """Collects the places of a day in the order in which people come to them."""

    def __init__(
        self, visit: Visit, ix: Index, ground: Ground, city: str, severities: Mapping[str, str]
    ) -> None:
        self._visit, self._ix, self._ground, self._city = visit, ix, ground, city
        self._severities = severities
        self.places: dict[str, PlaceMark] = {}
        self.hops: list[tuple[int, int, Mode]] = []
        self.rows: list[RouteRow] = []
        self.unknown: list[str] = []
        self.km = 0.0
        self._at: dict[str, int] = {}
        # By a person's internal id, the number of the place where that person was last.

    def add(self, entry: Entry, who: frozenset[str]) -> None:
        if isinstance(entry, Journey):
            self._ride(entry, who)
        else:
            self._visit_place(entry, who)

    def _visit_place(self, item: Item, who: frozenset[str]) -> None:
        if same_name(self._ix.city_of(item)) != self._city:
            return
        number = self._number(item.place)
        if item.place and not number:
            self.unknown.append(item.place)
        self._go(who, number, Mode.WALK)
        title = item.place or title_of(self._visit, item)
        detail = title_of(self._visit, item) if item.place else ""
        clock = w.clock(item.start)
        worst = self._severities.get(item.id, "")
        self.rows.append(RouteRow(item.id, title, detail, clock, number, None, worst))

    def _ride(self, journey: Journey, who: frozenset[str]) -> None:
        from_here = self._is_here(journey.origin)
        to_here = self._is_here(journey.destination)
        if not from_here and not to_here:
            return
        if from_here:
            self._go(who, self._number(journey.origin), Mode.WALK)
        size = w.length(journey.minutes) if journey.minutes and journey.minutes > 0 else ""
        title = w.joined(w.capitalised(journey.mode.value), size, by=" ")
        goal = _("to {place}").format(place=journey.destination) if journey.destination else ""
        worst = self._severities.get(journey.id, "")
        clock = w.clock(journey.depart)
        self.rows.append(RouteRow(journey.id, title, goal, clock, 0, journey.mode, worst))
        self._go(who, self._number(journey.destination) if to_here else 0, journey.mode)

    def _is_here(self, reference: str) -> bool:
        spot = self._ground.spot(reference) if reference else None
        return spot is not None and spot.city_key == self._city

    def _number(self, reference: str) -> int:
        """The number of a place in this city; 0 where its position is not known."""
        place = self._ix.place(reference) if reference else None
        if place is None or place.latitude is None or place.longitude is None:
            return 0
        known = self.places.get(place.id)
        if known is None:
            at = Position(place.longitude, place.latitude)
            known = PlaceMark(len(self.places) + 1, place.id, place.name, at)
            self.places[place.id] = known
        return known.number

    def _go(self, who: frozenset[str], number: int, mode: Mode) -> None:
        """Let people be somewhere; each way that any of them takes is drawn once."""
        for person in sorted(who):
            here = self._at.get(person, 0)
            hop = (here, number, mode)
            if here and number and here != number and hop not in self.hops:
                self.hops.append(hop)
                marks = {mark.number: mark.at for mark in self.places.values()}
                self.km += _km(marks[here], marks[number])
            self._at[person] = number
