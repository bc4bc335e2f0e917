"""How long people take from A to B: bands, margins, what somebody has timed, the mode to take.

`distance` says what a way takes when all goes well. People need more: a group boards its coach
slowly, a ministry looks at badges, trains and planes want one to be early. Nobody is ever shown a
single minute: an estimate is a band, unless somebody knows the way and has said how long it takes.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from visitplanner.domain.base import same_name
from visitplanner.domain.vocabulary import Mode
from visitplanner.planning.distance import estimate_minutes

if TYPE_CHECKING:
    from visitplanner.domain.programme import TravelTime

SLOWEST: Final = 1.5
"""On rails and roads nearly nothing takes longer than this share of its estimate."""
SLOWEST_BY_AIR: Final = 1.15
SLOWEST_SHORT_WALK: Final = 1.2
"""Nothing holds up a walk round a few corners, and its pace is that of a group already."""

SHORT_WALK_KM: Final = 1.0
"""A walk up to this needs no reserve, unless the visit asks for one."""
ON_FOOT_KM: Final = 1.2
"""How far a delegation is asked to walk, as the crow flies."""
NEIGHBOURS_KM: Final = 30.0
"""Towns that are closer than this are reached by road."""
FLIGHT_KM: Final = 200.0
"""Nobody flies less than this over land."""
LONGEST_BY_RAIL: Final = 4 * 60
"""Minutes; where a train may take longer, flying is the better choice."""

TAXI_SEATS: Final = 8
"""The largest taxi; more people take a coach."""
BOARDING: Final = 10
"""Minutes for each thirty people who board a coach."""
BOARDING_GROUP: Final = 30
SECURITY: Final = 10
"""Minutes for badges and bags at a ministry or a plant."""
STATIONS: Final = 25
"""Minutes for both stations of a train."""
BEFORE_FLIGHT: Final = 120
"""Minutes before the departure at which airlines and airports of Europe ask groups to be there:
bag drop closes 40 to 60 minutes before, and before it come its queue and that of security."""
AFTER_FLIGHT: Final = 45
AIRPORT_ROAD: Final = 30
"""Minutes between an airport and its city, where neither end is the airport itself."""

# Half hours for anything long, five minutes for the rest.
HALF_HOUR: Final = 30
_FINE_STEP, _FINE_UP_TO = 5, 90


# --- Bands ---------------------------------------------------------------------------------------


class Band(NamedTuple):
    """From how many minutes to how many something takes, both multiples of `step`."""

    low: int
    high: int
    step: int


def slowest(mode: Mode) -> float:
    """The share of its estimate that a way takes when little goes well."""
    return SLOWEST_BY_AIR if mode is Mode.FLIGHT else SLOWEST


def band(mode: Mode, minutes: float) -> Band:
    """The band that an estimate of so many minutes stands for."""
    most = minutes * slowest(mode)
    step = _FINE_STEP if most <= _FINE_UP_TO else HALF_HOUR
    low = max(1, round(minutes / step))
    return Band(step * low, step * max(low + 1, round(most / step)), step)


# --- Margins -------------------------------------------------------------------------------------


class Margins(NamedTuple):
    """Minutes that people need beside those on the way.

    Attributes:
        reserve: What the visit puts between items.
        boarding: Until a group is in its coach.
        security: Until it is past the gate.
        stations: At both stations.
        airports: At both airports, and between these and their cities.
    """

    reserve: int = 0
    boarding: int = 0
    security: int = 0
    stations: int = 0
    airports: int = 0

    @property
    def total(self) -> int:
        """All of them together."""
        return self.reserve + self.boarding + self.security + self.stations + self.airports


def margins(
    mode: Mode,
    people: int,
    *,
    km: float | None,
    buffer: int,
    buffer_stated: bool,
    guarded: bool = False,
    airport: bool = False,
) -> Margins:
    """What so many people need besides, from door to door.

    Args:
        mode: how they go.
        people: how many.
        km: how far, if that is known.
        buffer: the visit's minutes between items.
        buffer_stated: whether somebody asked for that buffer; a short walk has none otherwise.
        guarded: where they go, people and bags are looked at; see `is_guarded`.
        airport: one end is the airport itself.
    """
    short = mode is Mode.WALK and km is not None and km < SHORT_WALK_KM
    roads = 0 if airport else 2 * AIRPORT_ROAD
    return Margins(
        reserve=buffer if buffer_stated or not short else 0,
        boarding=boarding(people) if mode is Mode.COACH else 0,
        security=SECURITY if guarded else 0,
        stations=STATIONS if mode is Mode.TRAIN else 0,
        airports=BEFORE_FLIGHT + AFTER_FLIGHT + roads if mode is Mode.FLIGHT else 0,
    )


def boarding(people: int) -> int:
    """Minutes until so many people are in their coach: ten for each thirty or part of them."""
    return BOARDING * math.ceil(people / BOARDING_GROUP)


_GUARDED: Final = re.compile(
    r"\b(?:ministr|minister|embass|embajad|ambassad|ambasciat|botschaft|parl(?:ia|a|e)ment"
    r"|power station|plants?\b|kraftwerk|factor(?:y|ies)\b|fábrica|fabrik|fabriek|fabrique|fabbrica"
    r"|usine\b|refiner|shipyard|astillero|barracks|military|nuclear"
    r"|european commission\b|european council\b)",
    re.IGNORECASE,
)


@lru_cache(maxsize=1024)
def is_guarded(kind: str) -> bool:
    """Whether visitors of this kind of place pass a gate: ministries, plants, embassies."""
    return bool(kind) and bool(_GUARDED.search(kind))


# --- The mode ------------------------------------------------------------------------------------

# Boxes (south, north, west, east, in degrees) around islands that no railway joins to the rest.
# Great Britain is not among them: trains run below the Channel.
_ISLANDS: Final = (
    (27.4, 29.6, -18.4, -13.2),  # the Canaries
    (36.8, 39.9, -31.5, -24.9),  # the Azores
    (32.2, 33.3, -17.4, -16.1),  # Madeira
    (38.5, 40.2, 1.1, 4.5),  # the Balearics
    (38.8, 41.32, 8.0, 9.9),  # Sardinia
    (41.32, 43.1, 8.4, 9.65),  # Corsica
    (35.7, 36.2, 14.1, 14.7),  # Malta
    (34.7, 35.8, 23.4, 26.4),  # Crete
    (35.8, 37.1, 26.6, 28.4),  # Rhodes, Kos
    (34.5, 35.8, 32.2, 34.7),  # Cyprus
    (63.2, 66.7, -24.7, -13.4),  # Iceland
    (61.3, 62.5, -7.8, -6.1),  # the Faroes
    (51.3, 55.5, -10.8, -5.4),  # Ireland
    (54.9, 55.4, 14.6, 15.3),  # Bornholm
    (56.8, 58.1, 17.9, 19.5),  # Gotland
)
_ACROSS_THE_SEA: Final = frozenset(
    frozenset(pair)
    for country, others in {
        "IT": ("AL", "BA", "GR", "ME", "MK", "TN"),
        "DK": ("LT", "PL", "GB"),
        "EE": ("FI", "SE"),
        "FI": ("LT", "LV", "PL", "SE"),
        "SE": ("LT", "LV", "PL", "GB"),
        "NO": ("GB",),
        "ES": ("MA", "DZ"),
    }.items()
    for pair in ((country, other) for other in others)
)
"""Neighbours between whose towns no train runs, whatever the map says."""


def over_sea(
    start: tuple[float, float], end: tuple[float, float], countries: tuple[str, str] = ("", "")
) -> bool:
    """Whether the sea lies between two positions (degrees north, degrees east), as far as known."""
    return _island(start) != _island(end) or frozenset(countries) in _ACROSS_THE_SEA


def _island(position: tuple[float, float]) -> int | None:
    north, east = position
    for number, (south, top, west, right) in enumerate(_ISLANDS):
        if south <= north <= top and west <= east <= right:
            return number
    return None


def ride(people: int) -> Mode:
    """How so many people go by road: by taxi while they fit in one, else by coach."""
    return Mode.TAXI if people <= TAXI_SEATS else Mode.COACH


def suggest_mode(
    km: float | None,
    people: int,
    *,
    in_town: bool | None,
    on_foot: bool = True,
    sea: bool = False,
    countries: tuple[str, str] = ("", ""),
) -> Mode:
    """The mode that suits a way.

    On foot up to 1.2 km, else by road in town and to neighbouring towns; further away by train
    where even a slow one takes less than four hours, else by air; over the sea never by train.

    Args:
        km: how far it is, as the crow flies; None if that is not known.
        people: how many go.
        in_town: both ends belong to one town; None where that is not stated.
        on_foot: everybody can walk; false where somebody needs step-free ways or a wheelchair.
        sea: see `over_sea`.
        countries: ISO codes of the two ends.
    """
    if km is None:
        return ride(people)
    if km <= ON_FOOT_KM and on_foot and in_town is not False:
        return Mode.WALK
    if in_town or (km <= NEIGHBOURS_KM and not sea):
        return ride(people)
    by_rail = SLOWEST * estimate_minutes("train", km, countries=countries, in_town=False)
    if by_rail < LONGEST_BY_RAIL and not sea:
        return Mode.TRAIN
    return Mode.FLIGHT if sea or km >= FLIGHT_KM else ride(people)


# --- What somebody has found out -----------------------------------------------------------------

Pair = tuple[str, str]


def pair_of(origin: str, destination: str) -> Pair:
    """The two names in their comparable form and in an order: the way back takes the same."""
    one, other = same_name(origin), same_name(destination)
    return (one, other) if one <= other else (other, one)


@dataclass(frozen=True, slots=True)
class Timed:
    """How long a way takes by the word of somebody; see `TravelTime` for the fields.

    `stated` is true where the visit itself says so, and false where it was learnt from journeys or
    on other visits: that knows what is possible, but not what is impossible.
    """

    origin: str
    destination: str
    mode: Mode
    minutes: int
    noted_on: date | None = None
    source: str = ""
    stated: bool = False


def timed(rows: Iterable[TravelTime], *, stated: bool) -> Iterator[Timed]:
    """Those rows of a visit (`stated`) or of the library that say all that is needed."""
    for row in rows:
        if row.origin and row.destination and row.minutes and row.mode is not Mode.OTHER:
            ends = row.origin, row.destination
            yield Timed(*ends, row.mode, row.minutes, row.noted_on, row.source, stated)


MADE_TO_MEASURE: Final = frozenset({Mode.WALK, Mode.TAXI, Mode.CAR, Mode.COACH, Mode.MINIBUS})
"""Modes without a timetable, which leave and arrive when one likes."""


def is_telling(mode: Mode, minutes: float, estimate: float, least: float) -> bool:
    """Whether the length of a planned journey says something about the way.

    One that is impossible does not; nor does a walk or a ride that takes longer than it ever
    would: then somebody has allowed for a break, or for late-comers.
    """
    slow = estimate * slowest(mode)
    return minutes >= least and (mode not in MADE_TO_MEASURE or minutes <= slow)


class Durations:
    """How long ways take by the word of people, by pair of names and mode.

    The sources are given best first; within one the newest counts, and of equally old ones the
    last.
    """

    def __init__(self, *sources: Iterable[Timed]) -> None:
        self._pairs: dict[Pair, dict[Mode, Timed]] = {}
        for source in sources:
            self._take(source)
        self._names = frozenset(name for pair in self._pairs for name in pair)

    def _take(self, source: Iterable[Timed]) -> None:
        last_first = reversed(tuple(source))
        for time in sorted(last_first, key=lambda t: t.noted_on or date.min, reverse=True):
            pair = pair_of(time.origin, time.destination)
            if pair[0] and pair[0] != pair[1]:
                self._pairs.setdefault(pair, {}).setdefault(time.mode, time)

    def knows(self, *names: str) -> bool:
        """Whether anything at all is known of one of the names."""
        return not self._names.isdisjoint(names)

    def between(self, start: Iterable[str], end: Iterable[str]) -> Mapping[Mode, Timed]:
        """What is known between two ends, each given by its names, the most exact name first."""
        found: dict[Mode, Timed] = {}
        ends = tuple(end)
        for one in start:
            for other in ends:
                if one and other and one != other:
                    pair = (one, other) if one <= other else (other, one)
                    for mode, time in self._pairs.get(pair, {}).items():
                        found.setdefault(mode, time)
        return MappingProxyType(found)
