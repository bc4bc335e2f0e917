"""Towns by name: where they lie, in which country, in which time zone.

The data is a read-only SQLite file that comes with the program. It is baked from GeoNames by
`packaging/build_gazetteer.py`, which also says what is in it. Names are found in whatever way a
delegation writes them: `Köln`, `Koeln`, `Cologne`, `St Etienne`, `Θεσσαλονίκη`, `София`.

A name that several towns bear is answered by rank, never at random: the countries of the visit
come first, then wider Europe, then the rest of the world, and within each the larger town.
Callers that must not guess ask `rivals` first.
"""

from __future__ import annotations

import atexit
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from visitplanner import resources
from visitplanner.planning.distance import great_circle_km
from visitplanner.planning.names import name_key, split_country, without_digraphs
from visitplanner.planning.readonly import DataFile

ATTRIBUTION = "Town data: GeoNames (geonames.org), CC BY 4.0"
"""The credit that the licence asks to be shown wherever the data is used."""

FORMAT = 1
"""The layout of the baked file, kept in its `PRAGMA user_version`."""

_LONGEST_KEY = 80
_EUROPEAN_CODES = {"UK": "GB", "EL": "GR"}

_ALTERNATE_YIELDS = 10
"""A town known by the name only in another language yields to a European one that bears the name
as its own and is this many times as large: Valencia is not Valence, even on a visit to France."""
_EUROPE_YIELDS = 25
"""Europe comes first unless the namesake elsewhere is this many times as large: Perth, Santiago."""
_RIVAL_SHARE = 10
"""A namesake with a tenth of the people may well be meant."""
_ALIAS_WEIGHS = 40
"""By a name in another language a town ranks as if it were this much smaller: Bienne is Biel
although Vienna has been called so, while Haag is The Hague before it is a village in Austria."""
_SAME_PLACE_KM = 15.0
"""Two entries of one name this close are a town and its centre, not two towns."""


@dataclass(frozen=True, slots=True)
class City:
    """A town as the gazetteer knows it."""

    geoname_id: int
    """The identifier at geonames.org; negative for a place that GeoNames lacks."""
    name: str
    """GeoNames' usual name, often the English one. Show people what they typed instead."""
    country: str
    """ISO 3166-1 alpha-2; `XK` for Kosovo."""
    region: str
    """GeoNames' first-order division within the country; not ISO 3166-2."""
    population: int
    latitude: float
    """Degrees north, WGS 84, to four decimals."""
    longitude: float
    """Degrees east."""
    time_zone: str
    """IANA name, such as `Atlantic/Canary`."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A town offered while somebody types."""

    name: str
    """The spelling that begins as typed: `Köln` for "kö", `Cologne` for "co"."""
    city: City


class _Bearer(NamedTuple):
    """A town that bears the name looked up."""

    city: City
    own: int
    """2: the town's own name, 1: the first words of it, 0: what another language calls it."""
    europe: bool


_COLUMNS = (
    "c.geoname, c.name, c.country, c.region, c.population, c.latitude / 1e4, c.longitude / 1e4,"
    " z.name, c.europe"
)
_JOINS = "JOIN city c ON c.id = n.city JOIN zone z ON z.id = c.zone"


class Gazetteer(DataFile):
    """Looks towns up in one baked file.

    Opening is deferred to the first question. One instance may be shared by threads. The file and
    its folder may be read-only.
    """

    def __init__(self, path: Path | None = None) -> None:
        """Use the file at `path`, or the one that comes with the program."""
        super().__init__(lambda: path or default_path(), FORMAT, "towns")
        self._bearers = lru_cache(maxsize=4096)(self._read_bearers)

    def find(self, name: str, countries: Sequence[str] = ()) -> City | None:
        """The town of this name that ranks first, or None.

        Only whole names count: "Barcelona Airport" is no town. A country may be part of the name:
        "Valencia, VE", "Valencia (Spain)".

        Args:
            name: as somebody typed it, in any script the file covers.
            countries: ISO codes of the countries of the visit, which come first.
        """
        first = self.candidates(name, countries, limit=1)
        return first[0] if first else None

    def candidates(
        self, name: str, countries: Sequence[str] = (), limit: int = 8
    ) -> tuple[City, ...]:
        """All towns of this name, best first; arguments as for `find`."""
        ranked = _ranked(self._lookup(name), _codes(countries))
        return tuple(bearer.city for _, bearer in ranked[:limit])

    def rivals(self, name: str, countries: Sequence[str] = ()) -> tuple[City, ...]:
        """The towns among which a person should choose, best first; empty if the name is clear.

        A rival of the first town ranks in the same group (visit, Europe, world) and has at least
        a tenth of its people, or is larger than a first town that lies outside the visit's
        countries. Where the first bears the name as its own, so must its rivals; of larger ones
        its first words suffice.
        """
        ranked = _ranked(self._lookup(name), _codes(countries))
        if not ranked:
            return ()
        group, first = ranked[0]
        others = tuple(
            bearer.city
            for other_group, bearer in ranked[1:]
            if _competes(bearer, first, same=other_group == group, visit=group == 0)
        )
        return (first.city, *others) if others else ()

    def largest_near(self, town: City) -> City | None:
        """The largest town of the region in which a town lies; None where no region is known."""
        if not town.region:
            return None
        rows = self._query(  # ids count by size
            f"SELECT {_COLUMNS} FROM city c JOIN zone z ON z.id = c.zone"
            " WHERE c.country = ? AND c.region = ? ORDER BY c.id LIMIT 1",
            (town.country, town.region),
        )
        return City(*rows[0][:8]) if rows else None

    def largest_within(
        self, west: float, south: float, east: float, north: float, limit: int = 20
    ) -> tuple[City, ...]:
        """The largest towns between two degrees of longitude and two of latitude, largest first."""
        rows = self._query(  # ids count by size
            f"SELECT {_COLUMNS} FROM city c JOIN zone z ON z.id = c.zone"
            " WHERE c.longitude BETWEEN ? AND ? AND c.latitude BETWEEN ? AND ?"
            " ORDER BY c.id LIMIT ?",
            (*(round(1e4 * degrees) for degrees in (west, east, south, north)), limit),
        )
        return tuple(City(*row[:8]) for row in rows)

    def suggest(
        self, prefix: str, countries: Sequence[str] = (), limit: int = 8
    ) -> tuple[Suggestion, ...]:
        """Towns whose name begins as typed, for completion; one entry a town.

        Own names in the visit's countries come first, then wider Europe, then the rest; within
        each a town of exactly this name, then the larger. Names in other languages count from the
        second letter on, and less.
        """
        key = name_key(prefix)
        if not key:
            return ()
        codes = _codes(countries)
        rows = [(True, row) for row in self._begin_with(key, "name", frozenset(), limit)]
        if codes:
            rows += [(True, row) for row in self._begin_with(key, "name", codes, limit)]
        if len(key) > 1:
            rows += [(False, row) for row in self._begin_with(key, "alias", frozenset(), limit)]
        best: dict[int, Suggestion] = {}
        for own, row in sorted(rows, key=lambda r: _typing_rank(key, codes, *r)):
            best.setdefault(row[11], Suggestion(_spelling(row, own=own), City(*row[:8])))
        return tuple(best.values())[:limit]

    def country(self, text: str) -> str | None:
        """The ISO code of a country given by code or by name, or None.

        Names are known in the languages of wider Europe: "Spain", "España", "Ισπανία". `UK` and
        `EL`, the codes of the European institutions, count as `GB` and `GR`.
        """
        rows = self._query("SELECT code FROM country WHERE key = ?", (name_key(text),))
        return str(rows[0][0]) if rows else None

    def _lookup(self, name: str) -> tuple[_Bearer, ...]:
        """Who bears the name: as it is, as a keyboard without umlauts writes it, with a country."""
        key = name_key(name)
        if not 0 < len(key) <= _LONGEST_KEY:
            return ()
        found = self._bearers(key) or self._bearers(without_digraphs(key))
        if found or not (parts := split_country(name)):
            return found
        town, country = parts
        code = self.country(country)
        return tuple(b for b in self._lookup(town) if b.city.country == code)

    def _read_bearers(self, key: str) -> tuple[_Bearer, ...]:
        rows = self._query(
            f"SELECT {_COLUMNS}, 2 FROM name n {_JOINS} WHERE n.key = ?"
            f" UNION ALL SELECT {_COLUMNS}, n.short FROM alias n {_JOINS} WHERE n.key = ?",
            (key, key),
        )
        return tuple(_Bearer(City(*row[:8]), int(row[9]), bool(row[8])) for row in rows)

    def _begin_with(
        self, key: str, table: str, countries: frozenset[str], limit: int
    ) -> list[tuple[Any, ...]]:
        """The first towns of `countries`, or of all, with the shortest of their fitting names."""
        # SQLite promises that, beside min(), the other columns come from the row of the minimum
        # (sqlite.org/lang_select.html, "bare columns"). Ids count Europe first, then by size.
        marks = ",".join("?" * len(countries))
        where = f"JOIN city w ON w.id = city AND w.country IN ({marks})" if countries else ""
        return self._query(
            f"SELECT {_COLUMNS}, n.key, n.label, c.id FROM (SELECT city, key, label,"
            f" min(length(key)) FROM {table} {where} WHERE key >= ? AND key < ?"
            f" GROUP BY city ORDER BY city LIMIT ?) n {_JOINS}",
            (*sorted(countries), key, key + "\U0010ffff", limit),
        )


def default_path() -> Path:
    """Where the file that comes with the program lies.

    Raises:
        FileProblem: it is missing.
    """
    return resources.path("gazetteer", "cities.sqlite")


@cache
def default() -> Gazetteer:
    """The gazetteer that comes with the program, one for the whole process."""
    gazetteer = Gazetteer()
    atexit.register(gazetteer.close)
    return gazetteer


def _spelling(row: tuple[Any, ...], *, own: bool) -> str:
    """The name behind a key: stored only where it cannot be told from the rest of the row."""
    key, label = row[9:11]
    return str(label or (row[1] if own else key.capitalize()))


def _typing_rank(
    key: str, codes: frozenset[str], own: bool, row: tuple[Any, ...]
) -> tuple[float, ...]:
    """Sort key of one row of `_begin_with`, smallest first."""
    group = 0 if own and row[2] in codes else 1 if row[8] else 2
    weight = row[4] if own else row[4] / _ALIAS_WEIGHS
    return (group, not (own and row[9] == key), -weight, row[11])


def _codes(countries: Sequence[str]) -> frozenset[str]:
    return frozenset(_EUROPEAN_CODES.get(c, c) for c in map(str.upper, countries))


def _ranked(bearers: tuple[_Bearer, ...], countries: frozenset[str]) -> list[tuple[int, _Bearer]]:
    """The bearers with their group: 0 the visit's countries, 1 wider Europe, 2 elsewhere."""
    own = [b for b in bearers if b.own]
    in_europe = max((b.city.population for b in own if b.europe), default=0)
    anywhere = max((b.city.population for b in own), default=0)

    def group(bearer: _Bearer) -> int:
        size = bearer.city.population
        if bearer.city.country in countries and (
            bearer.own > 0 or size * _ALTERNATE_YIELDS > in_europe
        ):
            return 0
        return 1 if bearer.europe and size * _EUROPE_YIELDS > anywhere else 2

    grouped = [(group(b), b) for b in bearers]
    return sorted(
        grouped, key=lambda g: (g[0], -_weight(g[1].city, g[1].own), g[1].city.geoname_id)
    )


def _weight(city: City, own: int) -> float:
    """How large a town counts under one of its names."""
    return city.population / (1 if own else _ALIAS_WEIGHS)


def _competes(other: _Bearer, first: _Bearer, *, same: bool, visit: bool) -> bool:
    """Whether `other` may be meant instead of `first`, which ranks before it."""
    a, b = first.city, other.city
    larger = b.population > a.population
    if other.own < first.own and not (other.own and larger):
        return False
    if great_circle_km(a.latitude, a.longitude, b.latitude, b.longitude) < _SAME_PLACE_KM:
        return False
    return b.population * _RIVAL_SHARE >= a.population if same else larger and not visit
