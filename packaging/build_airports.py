# /// script
# requires-python = ">=3.11"
# dependencies = ["airportsdata==20260905", "airports-py==3.1.0", "tzdata"]
# ///
"""Bake `resources/gazetteer/airports.sqlite`, the airports the program knows.

    uv run packaging/build_airports.py             (or any Python with the three packages above)

Codes, names, towns, positions and time zones come from the package `airportsdata`; which airports
have scheduled flights, how large they are and what else they are called from `airports-py`. Names
of their towns in other languages come from `cities.sqlite`, so bake that first. The packages are
needed here only, never at run time. The same sources and the same SQLite give the same bytes.

Kept is what has a code of IATA, except fields of the armed forces without scheduled flights: a
plan must never send anybody to an air base that happens to be near.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))
sys.path.insert(0, str(ROOT / "packaging"))

from build_gazetteer import EUROPE, zones_by_country  # noqa: E402

from visitplanner.planning.airports import ATTRIBUTION, FORMAT, words_of  # noqa: E402
from visitplanner.planning.distance import great_circle_km  # noqa: E402
from visitplanner.planning.gazetteer import City, Gazetteer, default_path  # noqa: E402
from visitplanner.planning.names import name_key  # noqa: E402

LARGE, MEDIUM, SMALL, UNSCHEDULED = range(4)
SIZES: Final = {"large_airport": LARGE, "medium_airport": MEDIUM}
OWN, OWN_AND_TOWN, TOWN, OTHER_TOWN = range(4)
"""What a name is: the airport's own; its own, and also that of its town ("Sofia Airport"); that of
its town; that of another town in its own name."""

SAME_AIRPORT_KM = 150.0
"""Further apart, two records of one code are of two airports; positions are that rough."""
NEAR_TOWN_KM = 60.0
LARGE_TOWN = 100_000
"""A town of this size is meant when its name is part of an airport's: Frankfurt-Hahn."""
SHORTEST_NAME = 4

Spellings = Mapping[int, set[str]]

MILITARY = re.compile(
    r"\bair base\b|\bairbase\b|\bafb\b|\braf\b|\brnas\b|\bnaval\b|\bnas\b|\barmy\b|\bair force\b"
    r"|\bair station\b|\bmarine corps\b|\bmilitary\b|\(ba \d+\)|\baeronaval\b|\bmil\b",
    re.IGNORECASE,
)

# Airports whose zone the source has wrong: by the polygons of the zone, not by the country.
FALSE_ZONES = {
    "ECN": "Asia/Famagusta",
    "GIB": "Europe/Gibraltar",
    "MLN": "Africa/Ceuta",  # Melilla, which zone.tab lists with Ceuta
    "BUA": "Pacific/Bougainville",
    "CJS": "America/Ciudad_Juarez",
    "FEN": "America/Noronha",
    "MAM": "America/Matamoros",
    "NLD": "America/Matamoros",
    "PDS": "America/Matamoros",
    "REX": "America/Matamoros",
    "UUS": "Asia/Sakhalin",
    "YDA": "America/Whitehorse",
    "YGR": "America/Halifax",
    "YQH": "America/Whitehorse",
}
FALSE_COUNTRIES = {"LYR": "SJ", "MHQ": "AX"}
RENAMED_ZONES = dict.fromkeys(
    ("Europe/Kiev", "Europe/Uzhgorod", "Europe/Zaporozhye"), "Europe/Kyiv"
)
ODD_ZONES = {
    ("XK", "Europe/Belgrade"),  # zone.tab has no Kosovo
    ("GE", "Europe/Moscow"),  # Sukhumi keeps Moscow time
}
# The town that people fly there for, where the source names an island, a suburb or several.
FALSE_TOWNS = {
    "BSL": "Basel",
    "CIA": "Rome",
    "IST": "Istanbul",
    "LPA": "Las Palmas de Gran Canaria",
    "MLA": "Valletta",
    "MLN": "Melilla",
    "TFN": "Santa Cruz de Tenerife",
}
# What people say, where neither source does.
EXTRA_NAMES = {
    "BCN": ("El Prat",),
    "BER": ("BER Airport", "Schönefeld"),
    "BGY": ("Orio al Serio",),
    "LIS": ("Humberto Delgado",),
    "LPA": ("Gando",),
    "VLC": ("Manises",),
    "TFN": ("Los Rodeos",),
    "MAD": ("Adolfo Suárez Madrid-Barajas",),
    "OTP": ("Otopeni",),
    "OPO": ("Sá Carneiro", "Pedras Rubras"),
    "BIO": ("Loiu",),
    "EAS": ("Hondarribia",),
}

SCHEMA = f"""
PRAGMA page_size = 4096;
PRAGMA journal_mode = OFF;
PRAGMA user_version = {FORMAT};
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE zone (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE airport (
    id INTEGER PRIMARY KEY, iata TEXT UNIQUE, name TEXT, city TEXT, country TEXT,
    latitude INTEGER, longitude INTEGER,        -- degrees times 10,000
    zone INTEGER,
    size INTEGER,                   -- 0 large, 1 medium, 2 small, 3 without scheduled flights
    europe INTEGER);
CREATE TABLE name (
    key TEXT, airport INTEGER,
    kind INTEGER,       -- 0 its own, 1 its own and its town's, 2 its town's, 3 another town's
    PRIMARY KEY (key, airport)) WITHOUT ROWID;
"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the packages, write the file, say how large it is."""
    parser = argparse.ArgumentParser(description="Bake the list of airports.")
    parser.add_argument(
        "-o", "--out", type=Path, default=ROOT / "resources" / "gazetteer" / "airports.sqlite"
    )
    out: Path = parser.parse_args(arguments).out
    airports = chosen(import_module("airportsdata").load("IATA").values(), by_code(second_source()))
    refuse_odd_zones(airports, zones_by_country())
    about = {
        "attribution": ATTRIBUTION,
        "airports": f"airportsdata {version('airportsdata')}",
        "flights": f"airports-py {version('airports-py')}",
    }
    with Gazetteer() as towns:
        write(out, airports, towns, about)
    print(f"{out}: {len(airports)} airports, {out.stat().st_size / 1e6:.1f} MB")


def second_source() -> list[dict[str, Any]]:
    """The records of the package `airports-py`."""
    packed = files("airports").joinpath("data", "airports.gz").read_bytes()
    records: list[dict[str, Any]] = json.loads(gzip.decompress(packed))
    return records


def by_code(records: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The best record for each code; several airports have had some of them."""
    found: dict[str, dict[str, Any]] = {}
    for record in sorted(records, key=lambda r: (size_of(r), str(r["icao"]), str(r["airport"]))):
        found.setdefault(record["iata"], record)
    return found


def size_of(record: dict[str, Any]) -> int:
    """How large an airport is; the smallest are those without scheduled flights."""
    if record["scheduled_service"] != "TRUE":
        return UNSCHEDULED
    return SIZES.get(record["type"], SMALL)


def chosen(
    records: Iterable[dict[str, Any]], others: Mapping[str, dict[str, Any]]
) -> list[dict[str, Any]]:
    """The airports to keep, corrected, with `size`, `names` and `europe`; the larger first."""
    kept = []
    for record in records:
        other = others.get(record["iata"])
        if other is not None and not same_airport(record, other):
            other = None
        size = size_of(other) if other else UNSCHEDULED
        names = [record["name"], *([other["airport"]] if other else [])]
        if size == UNSCHEDULED and any(MILITARY.search(name) for name in names):
            continue
        shown = next((name for name in names if not MILITARY.search(name)), names[0])
        kept.append(
            record
            | {"name": MILITARY.sub("", shown).replace("  ", " ").strip(), "size": size}
            | {"names": (*names, *EXTRA_NAMES.get(record["iata"], ()))}
            | where(record)
        )
    return sorted(kept, key=lambda r: (not r["europe"], r["size"], r["iata"]))


def where(record: dict[str, Any]) -> dict[str, Any]:
    """The country, the town and the zone of an airport, corrected."""
    country = FALSE_COUNTRIES.get(record["iata"], record["country"])
    zone = FALSE_ZONES.get(record["iata"], RENAMED_ZONES.get(record["tz"], record["tz"]))
    town = FALSE_TOWNS.get(record["iata"], record["city"])
    return {"country": country, "tz": zone, "europe": country in EUROPE, "city": town}


def same_airport(record: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two records with one code are of one airport."""
    here, there = (record["lat"], record["lon"]), (other["latitude"], other["longitude"])
    return great_circle_km(*here, *there) < SAME_AIRPORT_KM


def refuse_odd_zones(airports: list[dict[str, Any]], known: dict[str, set[str]]) -> None:
    """Stop when an airport of Europe has the zone of another country: an error of the source."""
    odd = [
        f"{airport['iata']} {airport['name']} {pair}"
        for airport in airports
        if airport["europe"]
        and (pair := (airport["country"], airport["tz"])) not in ODD_ZONES
        and pair[1] not in known.get(pair[0], ())
    ]
    if odd:
        raise SystemExit("Add to FALSE_ZONES or ODD_ZONES:\n" + "\n".join(odd))


# --- Names ---------------------------------------------------------------------------------------


def names(airport: dict[str, Any], towns: Gazetteer, spellings: Spellings) -> dict[str, int]:
    """Each key of an airport, and what kind of name it is."""
    town = town_of(airport, towns)
    of_town = town_names(airport, town, spellings)
    found = dict.fromkeys(of_town, TOWN)

    def add(words: Sequence[str], kind: int) -> None:
        key = "".join(words)
        if key in of_town:
            found[key] = min(OWN_AND_TOWN, found[key])
        elif len(key) >= SHORTEST_NAME:
            found[key] = min(kind, found.get(key, kind))

    own_town = words_of(airport["city"])
    for name in airport["names"]:
        add(words_of(name), OWN)
        for part in parts(name, own_town):
            add(part, OTHER_TOWN if is_large_town("".join(part), towns) else OWN)
    return found


def parts(name: str, town: Sequence[str]) -> Iterator[list[str]]:
    """The pieces of a name between punctuation, and what is left of each without the town."""
    for piece in re.split(r"\s*[-–/(),]+\s*", name):
        words = words_of(piece)
        yield words
        rest: list[str] = []
        for word in words:
            if word in town:
                yield words_of(" ".join(rest))
                rest = []
            else:
                rest.append(word)
        yield words_of(" ".join(rest))


def is_large_town(key: str, towns: Gazetteer) -> bool:
    """Whether a part of a name is another town, one that has airports of its own."""
    town = towns.find(key) if key else None
    return town is not None and town.population >= LARGE_TOWN


def town_of(airport: dict[str, Any], towns: Gazetteer) -> City | None:
    """The town that an airport belongs to, as the list of towns knows it."""
    for text in (airport["city"], *re.split(r"[/,]", airport["city"])):
        for town in towns.candidates(text):
            here = (airport["lat"], airport["lon"])
            if great_circle_km(*here, town.latitude, town.longitude) < NEAR_TOWN_KM:
                return town
    return None


def town_names(airport: dict[str, Any], town: City | None, spellings: Spellings) -> set[str]:
    """The keys of the airport's town, in all languages where people fly to it."""
    texts = [airport["city"], *re.split(r"[/,]", airport["city"])]
    found = {name_key(text) for text in texts}
    if town and airport["size"] < (UNSCHEDULED if airport["europe"] else MEDIUM):
        found |= spellings.get(town.geoname_id, set())
    return found - {""}


def spellings_of_towns(path: Path) -> Spellings:
    """Every key of every town, by its identifier at GeoNames."""
    found: dict[int, set[str]] = {}
    db = sqlite3.connect(path)
    for table in ("name", "alias"):
        sql = f"SELECT c.geoname, n.key FROM {table} n JOIN city c ON c.id = n.city"
        for town, key in db.execute(sql):
            found.setdefault(town, set()).add(key)
    db.close()
    return found


# --- The file ------------------------------------------------------------------------------------


def write(
    out: Path, airports: list[dict[str, Any]], towns: Gazetteer, about: dict[str, str]
) -> None:
    """Write the file anew."""
    out.parent.mkdir(parents=True, exist_ok=True)
    out.unlink(missing_ok=True)
    spellings = spellings_of_towns(default_path())
    zones = {zone: n for n, zone in enumerate(sorted({a["tz"] for a in airports}))}
    db = sqlite3.connect(out)
    db.executescript(SCHEMA)
    db.executemany("INSERT INTO about VALUES (?, ?)", sorted(about.items()))
    db.executemany("INSERT INTO zone VALUES (?, ?)", [(n, zone) for zone, n in zones.items()])
    for number, airport in enumerate(airports, 1):
        town = town_of(airport, towns)
        row = airport_row(number, airport, town.name if town else airport["city"], zones)
        db.execute(f"INSERT INTO airport VALUES ({','.join('?' * len(row))})", row)
        rows = [
            (key, number, kind) for key, kind in sorted(names(airport, towns, spellings).items())
        ]
        db.executemany("INSERT INTO name VALUES (?,?,?)", rows)
    db.commit()
    db.execute("VACUUM")
    db.close()


def airport_row(
    number: int, airport: dict[str, Any], city: str, zones: dict[str, int]
) -> tuple[Any, ...]:
    """One row of the table `airport`."""
    return (
        number,
        airport["iata"],
        airport["name"],
        city,
        airport["country"],
        round(airport["lat"] * 10_000),
        round(airport["lon"] * 10_000),
        zones[airport["tz"]],
        airport["size"],
        airport["europe"],
    )


if __name__ == "__main__":
    main()
