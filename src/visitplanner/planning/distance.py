"""How far, and how long it takes without any margin.

The figures say what a journey takes when all goes well: door of the vehicle to door of the
vehicle, no boarding of a group, no security, no way to the station. Checks and proposals add
their margins themselves, and show bands, never a single minute: a formula cannot know which pair
of cities has a high-speed line or where a fjord lies.

Measured against forty rail pairs, twenty-four road pairs and fifteen flights of Europe (the
fastest direct train of the usual timetable, free-flow driving, block times), the real time lies
between 0.7 and 1.6 times the estimate by rail and road, and within 14 per cent by air;
`tests/planning/test_distance.py` holds the pairs. The European Commission found the same spread:
3 per cent of its rail routes exceed 150 km/h as the crow flies and 30 per cent stay below 60
(Brons, Dijkstra, Poelman: "How fast are rail trips between EU cities and is rail faster than
air?", working paper, 2023).
"""

from __future__ import annotations

import math
from types import MappingProxyType
from typing import Final

EARTH_RADIUS_KM: Final = 6371.0088
"""Mean radius of the WGS 84 ellipsoid (IUGG)."""

MODES: Final = frozenset({
    "walk", "taxi", "coach", "minibus", "metro", "tram", "train", "flight", "ferry", "car",
})  # fmt: skip
"""The words for which `estimate_minutes` has an answer."""

RAIL_KMH: Final = MappingProxyType(
    {
        "AT": 125, "BE": 165, "BG": 68, "CH": 105, "CZ": 100, "DE": 155, "DK": 120, "EE": 95,
        "ES": 190, "FI": 120, "FR": 215, "GB": 150, "GR": 105, "HR": 72, "HU": 105, "IE": 105,
        "IT": 185, "LT": 95, "LV": 75, "NL": 115, "NO": 85, "PL": 125, "PT": 120, "RO": 60,
        "RS": 70, "SE": 150, "SI": 75, "SK": 90,
    }
)  # fmt: skip
"""Speed of the fastest direct trains over longer distances by country, in km/h along the track.

Fitted to the reference pairs; where a country has high-speed lines they set the figure, since an
estimate must not call a real train impossible.
"""
_RAIL_ELSEWHERE_KMH: Final = 90.0

ROAD_FACTOR: Final = MappingProxyType(
    {"NO": 0.78, "IS": 0.78} | dict.fromkeys(("AL", "BA", "BG", "EE", "LV", "ME", "RO"), 0.88)
)
"""Share of the usual road speed reached where motorways are few; fitted likewise."""

# Buses and coaches carry limiters set to 100 km/h (Directive 92/6/EEC as amended by 2002/85/EC).
_COACH_FACTOR: Final = 0.9

_LONG_ROAD_DETOUR: Final = 1.25
# 1.343 is the mean of 300 European cities (Environment and Planning B, 2023,
# doi 10.1177/23998083231168870: road against straight-line distance to the centre).
_TOWN_ROAD_DETOUR: Final = 1.35
_FOOT_DETOUR: Final = 1.3
_TRACK_DETOUR: Final = 1.22

_GROUP_ON_FOOT_KMH: Final = 4.5

# Crow-fly kilometres up to which a speed holds, then the speed along the road: streets, ring
# roads, motorways. The way to an airport is a ring road from the start.
_TOWN_BANDS: Final = ((5.0, 20.0), (15.0, 35.0), (math.inf, 70.0))
_AIRPORT_BANDS: Final = ((15.0, 35.0), (math.inf, 70.0))

# Minutes before the vehicle moves freely, and its usual speed with stops, in km/h.
_URBAN_RAIL: Final = MappingProxyType(
    {"metro": (4.0, 32.0), "tram": (4.0, 19.0), "train": (4.0, 45.0)}
)


def great_circle_km(
    latitude: float, longitude: float, other_latitude: float, other_longitude: float
) -> float:
    """The distance on the sphere between two points in degrees, in kilometres (haversine)."""
    north, other_north = math.radians(latitude), math.radians(other_latitude)
    east = math.radians(other_longitude - longitude)
    half = (
        math.sin((other_north - north) / 2) ** 2
        + math.cos(north) * math.cos(other_north) * math.sin(east / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, half)))


def estimate_minutes(
    mode: str, km: float, *, countries: tuple[str, str], in_town: bool, airport: bool = False
) -> float:
    """The bare travelling time in minutes, without any margin.

    It grows with the distance and is above zero for any distance above zero.

    Args:
        mode: one of `MODES`.
        km: great-circle distance between the two places.
        countries: ISO codes of the two ends; they set the speed of trains and of long roads.
        in_town: both ends belong to one city; matters to road and rail.
        airport: one end is an airport, reached by ring roads; matters to the road in town.

    Raises:
        ValueError: an unknown mode, or a distance that is negative or not a number.
    """
    if not 0 <= km < math.inf:
        raise ValueError(f"{km} km is not a distance")
    match mode:
        case "walk":
            return _FOOT_DETOUR * km / _GROUP_ON_FOOT_KMH * 60
        case "flight":
            return _flight(km)
        case "ferry":
            return _ferry(km)
        case "metro" | "tram":
            return _urban_rail(mode, km)
        case "train":
            return _urban_rail(mode, km) if in_town else _train(km, countries)
        case "taxi" | "car" | "coach" | "minibus":
            return _town_road(km, airport=airport) if in_town else _road(mode, km, countries)
    raise ValueError(f"{mode!r} is not a mode of travel")


def _town_road(km: float, *, airport: bool) -> float:
    """Five minutes to get going, then streets, ring roads and motorways band by band."""
    minutes, start = 5.0, 0.0
    for end, kmh in _AIRPORT_BANDS if airport else _TOWN_BANDS:
        minutes += _TOWN_ROAD_DETOUR * max(0.0, min(km, end) - start) / kmh * 60
        start = end
    return minutes


def _road(mode: str, km: float, countries: tuple[str, str]) -> float:
    """Between cities: 98 km/h along the road from 60 km on, less on shorter hops."""
    kmh = min(98.0, 62.0 + 0.6 * km) * min(ROAD_FACTOR.get(c, 1.0) for c in countries)
    if mode in ("coach", "minibus"):
        kmh *= _COACH_FACTOR
    return 8 + _LONG_ROAD_DETOUR * km / kmh * 60


def _train(km: float, countries: tuple[str, str]) -> float:
    """The harmonic mean of both countries' speeds; a hop of 40 km never reaches line speed."""
    one, other = (RAIL_KMH.get(c, _RAIL_ELSEWHERE_KMH) for c in countries)
    kmh = 2 / (1 / one + 1 / other) * min(1.0, 0.55 + km / 400)
    return 8 + _TRACK_DETOUR * km / kmh * 60


def _urban_rail(mode: str, km: float) -> float:
    wait, kmh = _URBAN_RAIL[mode]
    return wait + _FOOT_DETOUR * km / kmh * 60


def _flight(km: float) -> float:
    """Gate to gate: taxiing, climb and approach cost 35 minutes, the rest flies at 800 km/h."""
    return 35 + km / 800 * 60


def _ferry(km: float) -> float:
    """Ten minutes of harbour, then 24 knots (45 km/h), as fast ferries sail."""
    return 10 + 1.1 * km / 45 * 60
