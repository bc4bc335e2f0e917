"""Days off: of countries, regions and towns, by name, with weekends and bridges."""

from __future__ import annotations

import json
from datetime import date
from importlib import import_module
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visitplanner import resources
from visitplanner.planning import days_off
from visitplanner.planning.days_off import (
    Bridge,
    Calendar,
    bridge,
    calendar_of,
    easter,
    holiday,
    holidays_in,
    is_off,
    is_provisional,
    is_weekend,
    region_name,
)
from visitplanner.planning.gazetteer import City, default


def town(name: str, *countries: str) -> City:
    found = default().find(name, countries)
    assert found is not None, name
    return found


def called(name: str, day: str, language: str = "en") -> str:
    return holiday(calendar_of(town(name)), date.fromisoformat(day), language)


def table(name: str) -> Any:
    return json.loads(resources.path("days", name).read_text("utf-8"))


# --- Which calendar ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "country", "division", "region"),
    [
        ("Girona", "ES", "CT", "Catalunya"),
        ("Barcelona", "ES", "Barcelona", "Catalunya"),  # the package has a calendar of the city
        ("València", "ES", "VC", "Comunitat Valenciana"),
        ("Graz", "AT", "6", "Steiermark"),
        ("Banja Luka", "BA", "SRP", "Republika Srpska"),
        ("Gent", "BE", "VLG", "Vlaanderen"),
        ("Genève", "CH", "GE", "Genève"),
        ("Zürich", "CH", "Stadt Zurich", "Zürich"),
        ("Köln", "DE", "NW", "Nordrhein-Westfalen"),
        ("Augsburg", "DE", "Augsburg", "Bayern"),
        ("Helsinki", "FI", "18", "Uusimaa"),
        ("Reims", "FR", "GES", "Grand Est"),
        ("Strasbourg", "FR", "6AE", "Grand Est"),
        ("Metz", "FR", "57", "Grand Est"),
        ("Edinburgh", "GB", "SCT", "Scotland"),
        ("Milano", "IT", "MI", "Lombardia"),
        ("Como", "IT", "CO", "Lombardia"),
        ("Rho", "IT", "", "Lombardia"),  # the feast of Milano is not that of its province
        ("Merano", "IT", "BZ", "Trentino-Alto Adige"),
        ("Den Bosch", "NL", "NB", "Noord-Brabant"),
        ("Bergen", "NO", "46", "Vestland"),
        ("Kraków", "PL", "12", "Małopolskie"),
        ("Lisboa", "PT", "11", "Lisboa"),
        ("Amadora", "PT", "", "Lisboa"),  # nor that of Lisboa that of its district
        ("Funchal", "PT", "30", "Madeira"),
        ("Ponta Delgada", "PT", "20", "Açores"),
        ("Sofia", "BG", "", ""),
    ],
)
def test_a_town_has_the_calendar_of_its_region(
    name: str, country: str, division: str, region: str
) -> None:
    found = town(name)
    assert calendar_of(found) == Calendar(country, division, found.geoname_id)
    assert region_name(found) == region


def test_every_town_of_the_table_is_the_town_it_says() -> None:
    wrong = [
        (name, country)
        for country, divisions in table("calendars.json")["towns"].items()
        for towns in divisions.values()
        for geoname, name in towns.items()
        if int(geoname)
        not in {city.geoname_id for city in default().candidates(name, (country,), limit=20)}
    ]
    assert wrong == []


def test_every_division_of_the_table_is_known_to_the_package_or_makes_no_difference() -> None:
    import holidays

    for country, divisions in table("calendars.json")["regions"].items():
        kind = getattr(holidays, country)
        known = set(kind.subdivisions)
        named = {division for division, _ in divisions.values()}
        if country in {"BE", "NL", "IT", "FR"}:
            continue  # by language area, by school area, by province, by old regions
        assert named <= known, country
    for country in ("BE", "NL"):
        kind = getattr(holidays, country)
        same = dict(kind(years=2026))
        assert all(dict(kind(subdiv=part, years=2026)) == same for part in kind.subdivisions)


def test_every_town_calendar_is_known_to_the_package() -> None:
    import holidays

    for country, divisions in table("calendars.json")["towns"].items():
        assert set(divisions) <= set(getattr(holidays, country).subdivisions)


# --- Holidays ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "day", "holiday_name"),
    [
        ("Barcelona", "2017-09-11", "National Day of Catalonia"),
        ("Barcelona", "2026-09-24", "Our Lady of Mercy"),
        ("Girona", "2026-09-24", ""),
        ("Barcelona", "2017-11-08", ""),
        ("València", "2026-10-09", "Valencian Community Day"),
        ("Barcelona", "2026-10-09", ""),
        ("València", "2026-01-22", "Saint Vincent the Martyr"),
        ("València", "2026-04-13", "Saint Vincent Ferrer"),
        ("València", "2025-04-28", "Saint Vincent Ferrer"),
        ("València", "2026-04-20", ""),
        ("Alicante", "2026-01-22", ""),
        ("Sevilla", "2026-06-04", "Corpus Christi"),
        ("Sevilla", "2026-04-22", "Wednesday of the April Fair"),
        ("Sevilla", "2027-04-22", ""),
        ("Madrid", "2026-11-09", "Our Lady of Almudena"),
        ("Thessaloniki", "2026-10-26", "Saint Demetrius"),
        ("Athens", "2026-10-26", ""),
        ("Milano", "2026-12-07", "Saint Ambrose's Day"),
        ("Rho", "2026-12-07", ""),
        ("Lisboa", "2026-06-13", "Saint Anthony's Day"),
        ("Amadora", "2026-06-13", ""),
        ("München", "2025-08-15", "Assumption Day"),
        ("Nürnberg", "2025-08-15", ""),
        ("Strasbourg", "2026-04-03", "Good Friday"),
        ("Reims", "2026-04-03", ""),
        ("Köln", "2026-05-01", "Labour Day"),
        ("Roma", "2026-11-01", "All Saints' Day, National Unity Day"),
    ],
)
def test_what_is_closed_where(name: str, day: str, holiday_name: str) -> None:
    assert called(name, day) == holiday_name


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("en", "Valencian Community Day"),
        ("es", "Día de la Comunidad Valenciana"),
        ("es-MX", "Día de la Comunidad Valenciana"),
        ("ca", "Dia de la Comunitat Valenciana"),
        ("de", "Día de la Comunidad Valenciana"),  # the local one, for want of a German one
    ],
)
def test_a_name_in_the_language_of_the_messages(language: str, name: str) -> None:
    assert called("València", "2026-10-09", language) == name


def test_days_of_towns_have_local_names_too() -> None:
    assert called("Thessaloniki", "2026-10-26", "de") == "Άγιος Δημήτριος"
    assert called("Thessaloniki", "2026-10-26", "es") == "San Demetrio"
    assert called("Thessaloniki", "2026-10-28", "es") == "Ημέρα του Όχι"


def test_a_country_has_what_holds_everywhere() -> None:
    assert holiday(Calendar("ES"), date(2026, 10, 12)) == "National Day"
    assert holiday(Calendar("ES"), date(2026, 10, 9)) == ""


def test_of_an_unknown_country_nothing_is_said() -> None:
    nowhere = Calendar("ZZ")
    assert holidays_in(nowhere, 2026) == {}
    assert is_weekend("ZZ", date(2026, 11, 7))
    assert not is_weekend("ZZ", date(2026, 11, 6))


@pytest.mark.parametrize("year", [1, 1949, 2100, 9999])
def test_nor_of_years_far_away(year: int) -> None:
    assert holidays_in(Calendar("ES"), year) == {}


def test_the_first_and_the_last_year() -> None:
    assert holidays_in(Calendar("FR"), 1950)
    assert holidays_in(Calendar("FR"), 2099)


def test_every_row_of_a_town_names_its_source_and_when_it_was_read() -> None:
    rows = table("city-days.json")["days"]
    assert len(rows) >= 20
    for row in rows:
        assert row["source"].startswith("https://"), row
        assert date.fromisoformat(row["read_on"]) <= date(2026, 11, 22)
        assert all((row["name"], row["en"], row["es"]))
        ids = [c.geoname_id for c in default().candidates(row["town"], (row["country"],))]
        assert row["geoname"] in ids


@given(st.integers(1950, 2099))
def test_easter(year: int) -> None:
    assert easter(year) == import_module("dateutil.easter").easter(year)


# --- Weekends and bridges ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("country", "day", "rest"),
    [
        ("ES", "2026-11-06", False),
        ("ES", "2026-11-07", True),
        ("ES", "2026-11-08", True),
        ("ES", "2026-11-09", False),
        ("IL", "2026-11-06", True),  # Friday and Saturday
        ("IL", "2026-11-08", False),
        ("HU", "2026-08-08", False),  # a Saturday worked instead of a Friday
        ("HU", "2026-08-15", True),
    ],
)
def test_weekends_are_those_of_the_country(country: str, day: str, *, rest: bool) -> None:
    assert is_weekend(country, date.fromisoformat(day)) is rest


def test_off_is_a_holiday_or_the_weekend() -> None:
    here = calendar_of(town("València"))
    days = [date(2025, 10, n) for n in range(8, 14)]  # Wednesday to Monday
    assert [is_off(here, day) for day in days] == [False, True, False, True, True, False]


def test_a_day_between_a_holiday_and_the_weekend_is_a_bridge() -> None:
    here = calendar_of(town("València"))
    friday = bridge(here, date(2025, 10, 10), "es")
    assert friday == Bridge(date(2025, 10, 9), "Día de la Comunidad Valenciana")
    elsewhere = calendar_of(town("Girona"))
    assert bridge(elsewhere, date(2025, 10, 10)) is None


def test_a_monday_before_a_holiday_is_a_bridge_too() -> None:
    assert bridge(Calendar("ES"), date(2026, 12, 7)) == Bridge(
        date(2026, 12, 8), "Immaculate Conception"
    )


@pytest.mark.parametrize(
    "day",
    [
        "2025-10-08",  # before the holiday, in the middle of the week
        "2025-10-09",  # the holiday itself
        "2025-10-11",  # the weekend itself
        "2025-10-13",  # the Monday after
        "2026-10-09",  # a holiday on a Friday, hence no bridge after it
        "2026-10-02",  # an ordinary Friday
    ],
)
def test_other_days_are_no_bridges(day: str) -> None:
    assert bridge(calendar_of(town("València")), date.fromisoformat(day)) is None


def test_a_bridge_over_the_new_year() -> None:
    assert bridge(Calendar("ES"), date(2026, 1, 2)) == Bridge(date(2026, 1, 1), "New Year's Day")


@pytest.mark.parametrize(
    ("day", "judged", "open_"),
    [
        ("2027-12-31", date(2026, 1, 1), False),
        ("2028-01-01", date(2026, 12, 31), True),
        ("2017-11-08", date(2026, 1, 1), False),
        ("2040-01-01", None, False),
    ],
)
def test_beyond_the_next_year_all_is_provisional(
    day: str, judged: date | None, *, open_: bool
) -> None:
    assert is_provisional(date.fromisoformat(day), judged) is open_


# --- Cost ----------------------------------------------------------------------------------------


def test_a_year_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    here = calendar_of(town("Valladolid"))
    holidays_in(here, 2031, "en")
    monkeypatch.setattr(days_off, "_book", None)
    assert holiday(here, date(2031, 5, 13)) == "Saint Peter Regalado"
    with pytest.raises(TypeError):
        holidays_in(here, 2032)
