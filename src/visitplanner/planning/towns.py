"""Telling namesakes apart: a town with its country and its region, for people to choose from."""

from __future__ import annotations

from collections.abc import Iterable

from visitplanner.planning import days_off
from visitplanner.planning.gazetteer import City, Gazetteer, default


def described(town: City, language: str = "en", gazetteer: Gazetteer | None = None) -> str:
    """A town with country and region: `Valencia, Spain (Comunitat Valenciana)`.

    A region without a name in our tables is told by its largest town; the largest has none.

    Args:
        town: which.
        language: of the country's name; the region has its own.
        gazetteer: the list of towns, if not the one that comes with the program.
    """
    where = f"{town.name}, {country_name(town.country, language)}"
    region = region_of(town, gazetteer)
    return f"{where} ({region})" if region else where


def region_of(town: City, gazetteer: Gazetteer | None = None) -> str:
    """The region of a town by name, else by its largest town; empty for that town itself."""
    name = days_off.region_name(town)
    if name or (town.country == "US" and town.region):
        return name or town.region
    seat = (gazetteer or default()).largest_near(town)
    return seat.name if seat and seat.geoname_id != town.geoname_id else ""


def country_name(code: str, language: str = "en") -> str:
    """The name of a country by its ISO 3166 code; the code where it has none."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse("en")
    return str(locale.territories.get(code, code))


def country_codes(names: Iterable[str], gazetteer: Gazetteer | None = None) -> tuple[str, ...]:
    """The ISO codes of countries given by code or by name, in order; unknown ones left out."""
    towns = gazetteer or default()
    codes = (towns.country(name) for name in names if name)
    return tuple(dict.fromkeys(code for code in codes if code))


def country_of(city: str, country: str = "", gazetteer: Gazetteer | None = None) -> str:
    """The ISO code of the country of a town: as stated, else that of the one town of its name.

    Args:
        city: as typed.
        country: its code or name as typed, if somebody did.
        gazetteer: as for `described`.

    Returns:
        The code; empty where nobody stated a country and the name does not tell. A country that
        is not known counts as typed, in capitals.
    """
    towns = gazetteer or default()
    if country:
        return towns.country(country) or country.strip().upper()
    town = towns.find(city) if city and not towns.rivals(city) else None
    return town.country if town else ""


def namesakes(
    name: str, countries: Iterable[str] = (), gazetteer: Gazetteer | None = None
) -> tuple[City, ...]:
    """The towns among which somebody should choose, likeliest first; empty if the name is clear.

    Args:
        name: of a town, as typed.
        countries: of the visit, by code or by name; a town there is the one that is meant.
        gazetteer: as for `described`.
    """
    towns = gazetteer or default()
    return towns.rivals(name, country_codes(countries, towns))
