"""Airports by code or by name, and those near a town.

The data is a read-only SQLite file that comes with the program. It is baked by
`packaging/build_airports.py`, which also says what is in it and where it comes from. An airport is
found in whatever way a booking names it: `BCN`, `Barcelona (BCN)`, `Flughafen Wien`, `El Prat`. A
name that several may bear, such as "London Airport", is not guessed.
"""

from __future__ import annotations

import atexit
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import cos, radians
from pathlib import Path
from typing import Any, Final

from visitplanner import resources
from visitplanner.planning.distance import great_circle_km
from visitplanner.planning.names import name_key, without_digraphs
from visitplanner.planning.readonly import DataFile

ATTRIBUTION = "Airport data: airportsdata (Mike Borsetti), airports-py (A. Vivekanand), MIT License"
"""The credit, shown beside that of the towns."""

FORMAT = 1
"""The layout of the baked file, kept in its `PRAGMA user_version`."""

_WORD_FOR_AIRPORT: Final = re.compile(
    "airport|aeroport|aéroport|aeropuerto|flughafen|luchthaven|vliegveld|lufthavn|flygplats"
    "|flugvöllur|lentoasema|lennujaam|lidosta|lotnisko|letišt|letisk|letališč|repülőtér|aerodrom"
    "|zračna luka|oro uostas|aireportua|летище|аэропорт|аеропорт|аеродром|αεροδρόμιο|αερολιμένας"
    "|havaliman|havaalan",
)
_GENERIC: Final = frozenset({
    "international", "intl", "internazionale", "internacional", "internationale",
    "internasjonal", "regional", "municipal", "airfield", "air", "port", "field", "terminal",
})  # fmt: skip
_LINKING: Final = frozenset({
    "de", "del", "della", "di", "da", "do", "dos", "du", "des", "d", "of", "the", "von", "la",
    "le", "el", "l", "les", "los", "las", "am", "a",
})  # fmt: skip
_TERMINAL: Final = re.compile(
    r"[\s,(-]*\b(?:t\s?\d\w?|terminal(?:\s+\w{1,2})?)\)?\s*$", re.IGNORECASE
)
_CODE: Final = re.compile(r"(?<![^\W\d_])[A-Z]{3}(?![^\W\d_])")

UNSCHEDULED: Final = 3
OWN: Final = 0
ANY: Final = 3
"""Kinds of names, as the file has them: a name of the airport alone; any of them."""

_LONGEST = 120
_KM_PER_DEGREE = 111.2


@dataclass(frozen=True, slots=True)
class Airport:
    """An airport with a code of IATA."""

    iata: str
    """Three capital letters."""
    name: str
    """Its name, mostly in English. Show people what they typed instead."""
    city: str
    """The town it serves, by the airport's own account."""
    country: str
    """ISO 3166-1 alpha-2; `XK` for Kosovo."""
    latitude: float
    """Degrees north, WGS 84, to four decimals."""
    longitude: float
    """Degrees east."""
    time_zone: str
    """IANA name, such as `Atlantic/Canary`."""


_COLUMNS = (
    "a.iata, a.name, a.city, a.country, a.latitude / 1e4, a.longitude / 1e4, z.name, a.size,"
    " a.europe"
)
_FROM = "airport a JOIN zone z ON z.id = a.zone"


class Airports(DataFile):
    """Looks airports up in one baked file.

    Opening is deferred to the first question. One instance may be shared by threads. The file and
    its folder may be read-only.
    """

    def __init__(self, path: Path | None = None) -> None:
        """Use the file at `path`, or the one that comes with the program."""
        super().__init__(lambda: path or _default_path(), FORMAT, "airports")
        self._found = lru_cache(maxsize=1024)(self._find)

    def find(self, text: str, countries: Sequence[str] = ()) -> Airport | None:
        """The one airport that a text names, or None if there is none, or a choice.

        A town alone is no airport: "Barcelona Airport" is, "Barcelona" is not. Without a word for
        airport and without a code, only those with scheduled flights in Europe or in the visit's
        countries are meant: "El Prat", "Paris Orly".

        Args:
            text: as somebody typed it: a code in any case, a name, or both.
            countries: ISO codes of the countries of the visit, which come first.
        """
        text = text.strip()
        if not 0 < len(text) <= _LONGEST:
            return None
        return self._found(text, tuple(code.upper() for code in countries))

    def by_code(self, code: str) -> Airport | None:
        """The airport with a code of IATA, in any case, or None."""
        rows = self._query(f"SELECT {_COLUMNS} FROM {_FROM} WHERE a.iata = ?", (code.upper(),))
        return Airport(*rows[0][:7]) if rows else None

    def near(self, latitude: float, longitude: float, km: float = 80.0) -> tuple[Airport, ...]:
        """The airports with scheduled flights around a point, the nearest first.

        Args:
            latitude: degrees north.
            longitude: degrees east.
            km: how far away they may be, as the crow flies.
        """
        north = km / _KM_PER_DEGREE
        east = min(180.0, north / max(cos(radians(latitude)), 0.01))
        rows = self._query(
            f"SELECT {_COLUMNS} FROM {_FROM} WHERE a.size < ? AND a.latitude BETWEEN ? AND ?"
            " AND (abs(a.longitude - ?) <= ? OR abs(a.longitude - ?) >= ?)",
            (
                UNSCHEDULED,
                *(round(1e4 * edge) for edge in (latitude - north, latitude + north)),
                *(round(1e4 * value) for value in (longitude, east, longitude, 360 - east)),
            ),
        )
        found = [Airport(*row[:7]) for row in rows]
        away = [(great_circle_km(latitude, longitude, a.latitude, a.longitude), a) for a in found]
        inside = [pair for pair in away if pair[0] <= km]
        return tuple(a for _, a in sorted(inside, key=lambda pair: (pair[0], pair[1].iata)))

    # --- Finding ---------------------------------------------------------------------------------

    def _find(self, text: str, countries: tuple[str, ...]) -> Airport | None:
        if len(text) == 3 and text.isascii() and text.isalpha():
            return self.by_code(text)
        bare = _TERMINAL.sub("", text) or text
        return self._by_code_within(bare) or self._by_name(bare, countries)

    def _by_code_within(self, text: str) -> Airport | None:
        """`Barcelona (BCN)`, `BCN Barcelona`: a code beside a name that fits it."""
        for match in _CODE.finditer(text):
            rest = text[: match.start()] + " " + text[match.end() :]
            airport = self.by_code(match[0])
            if airport and self._fits(airport, rest):
                return airport
        return None

    def _fits(self, airport: Airport, rest: str) -> bool:
        key = "".join(words_of(rest))
        if not key:
            return True
        rows = self._query(
            "SELECT n.key FROM name n JOIN airport a ON a.id = n.airport WHERE a.iata = ?",
            (airport.iata,),
        )
        return any((len(key) > 3 and key in known) or known in key for (known,) in rows)

    def _by_name(self, text: str, countries: tuple[str, ...]) -> Airport | None:
        named = says_airport(text)
        most = ANY if named else OWN
        words = [name_key(word) for word in _split(text) if not is_generic(word)]
        rows = self._bearers(words, most) or self._bearers(without_links(words), most)
        rows = rows or self._of_town(words)
        if not named:
            # "Marina" and "San Pablo" are airports somewhere on earth; few mean those.
            rows = [row for row in rows if row[7] < UNSCHEDULED and (row[8] or row[3] in countries)]
        return _chosen(rows, countries)

    def _of_town(self, words: list[str]) -> list[tuple[Any, ...]]:
        """Those whose own name follows their town's, or stands before it: "Paris Orly"."""
        for at in range(1, len(words)):
            for town, own in ((words[:at], words[at:]), (words[at:], words[:at])):
                rows = self._bearers(without_links(own), OWN)
                of_town = {row[0] for row in self._bearers(town, ANY)} if rows else set()
                if found := [row for row in rows if row[0] in of_town]:
                    return found
        return []

    def _bearers(self, words: list[str], most: int) -> list[tuple[Any, ...]]:
        """The airports that bear a name, with its kind at the end, up to the kind `most`."""
        key = "".join(words)
        sql = (
            f"SELECT {_COLUMNS}, n.kind FROM name n JOIN airport a ON a.id = n.airport"
            " JOIN zone z ON z.id = a.zone WHERE n.key = ? AND n.kind <= ?"
        )
        return self._query(sql, (key, most)) or self._query(sql, (without_digraphs(key), most))


def is_code(text: str) -> bool:
    """Whether a text is written like a code: three capitals. `ATH` is no town, `Ath` is one."""
    return len(text) == 3 and text.isascii() and text.isalpha() and text.isupper()


def says_airport(text: str) -> bool:
    """Whether a text has a word for airport in it, in a language of wider Europe."""
    return bool(_WORD_FOR_AIRPORT.search(text.casefold()))


def _default_path() -> Path:
    return resources.path("gazetteer", "airports.sqlite")


@cache
def default() -> Airports:
    """The airports that come with the program, one list for the whole process."""
    airports = Airports()
    atexit.register(airports.close)
    return airports


def _chosen(rows: list[tuple[Any, ...]], countries: tuple[str, ...]) -> Airport | None:
    """The one that plainly ranks first: by country, flights, kind of name and size."""

    def rank(row: tuple[Any, ...]) -> tuple[int, bool, int, int]:
        group = 0 if row[3] in countries else 1 if row[8] else 2
        return group, row[7] == UNSCHEDULED, row[9], row[7]

    ranked = sorted(rows, key=rank)
    if not ranked or (len(ranked) > 1 and rank(ranked[0]) == rank(ranked[1])):
        return None
    return Airport(*ranked[0][:7])


def is_generic(word: str) -> bool:
    """Whether a word says no more than that something is an airport."""
    return word.casefold() in _GENERIC or bool(_WORD_FOR_AIRPORT.match(word.casefold()))


def words_of(name: str) -> list[str]:
    """The words of a name as keys, without those that every airport has and links at the ends."""
    return without_links([name_key(word) for word in _split(name) if not is_generic(word)])


def without_links(words: list[str]) -> list[str]:
    """The same without articles and prepositions at either end."""
    kept = [word for word in words if word]
    while kept and kept[0] in _LINKING:
        del kept[0]
    while kept and kept[-1] in _LINKING:
        del kept[-1]
    return kept


def _split(name: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:['’][^\W_]+)*", name)
