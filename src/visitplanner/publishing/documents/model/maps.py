"""Maps: the route between the cities, and the places within each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from visitplanner.publishing.documents.model.text import Text


class LegLine(StrEnum):
    """How a way is drawn; the words beside it say the same."""

    RAIL = "rail"
    ROAD = "road"
    AIR = "air"
    SEA = "sea"
    WALK = "walk"


@dataclass(frozen=True, slots=True)
class MapStop:
    """A city of the route: its letter, name, a small line, and where it lies (WGS 84, degrees)."""

    letter: str
    name: str
    latitude: float
    longitude: float
    note: str = ""
    last: bool = False


@dataclass(frozen=True, slots=True)
class MapLeg:
    """A journey between two stops, by their place in the row of stops, with its two lines."""

    start: int
    end: int
    line: LegLine
    label: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class MapTown:
    """A town for orientation."""

    name: str
    latitude: float
    longitude: float


class MapNameKind(StrEnum):
    """What a name on the map stands for."""

    COUNTRY = "country"
    SEA = "sea"


@dataclass(frozen=True, slots=True)
class MapName:
    """The name of a country or a sea, and about where it should stand."""

    text: str
    kind: MapNameKind
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteMap:
    """The route on a map.

    Attributes:
        west: The left edge, in degrees of longitude.
        east: The right edge.
        south: The lower edge, in degrees of latitude.
        north: The upper edge.
        stops: The cities in the order of travel.
        legs: The journeys between them.
        towns: For orientation, most important first; those for which there is room are drawn.
        names: Of countries and seas.
        inset: Whether a small map shows where in the world this is.
        alt: The map in words.
        credit: Under the map.
    """

    west: float
    east: float
    south: float
    north: float
    stops: tuple[MapStop, ...]
    legs: tuple[MapLeg, ...] = ()
    towns: tuple[MapTown, ...] = ()
    names: tuple[MapName, ...] = ()
    inset: bool = False
    alt: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class TownPlace:
    """A place within a city: its number, name, and where it lies (WGS 84, degrees)."""

    number: str
    name: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class TownWay:
    """A way between two places, by their place in the row, and how long it takes ("15 min")."""

    start: int
    end: int
    line: LegLine
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TownMap:
    """The places of a city in their true positions, without streets."""

    title: str
    places: tuple[TownPlace, ...]
    ways: tuple[TownWay, ...] = ()
    alt: str = ""


@dataclass(frozen=True, slots=True)
class TownMaps:
    """The cities, two beside each other, and a small line under them."""

    maps: tuple[TownMap, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class MapEntry:
    """A number of the maps, and the place that bears it."""

    number: str
    text: Text


@dataclass(frozen=True, slots=True)
class MapKey:
    """What the numbers on the maps mean, in two columns."""

    entries: tuple[MapEntry, ...]
