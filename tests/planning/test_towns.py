"""Namesakes, told apart by country and region."""

from __future__ import annotations

import pytest

from visitplanner.planning.gazetteer import City, default
from visitplanner.planning.towns import (
    country_codes,
    country_name,
    country_of,
    described,
    namesakes,
    region_of,
)


def labels(name: str, *countries: str, language: str = "en") -> list[str]:
    return [described(town, language) for town in namesakes(name, countries)]


def test_namesakes_are_told_by_country_and_region() -> None:
    assert labels("Valencia") == [
        "Valencia, Spain (Comunitat Valenciana)",
        "Valencia, Venezuela",  # the largest of its region
    ]
    assert labels("Toledo") == [
        "Toledo, Spain (Castilla-La Mancha)",
        "Toledo, United States (OH)",
        "Toledo, Philippines (Cebu City)",
        "Toledo, Brazil (Curitiba)",
    ]
    assert labels("Neustadt")[:2] == [
        "Neustadt an der Weinstraße, Germany (Rheinland-Pfalz)",
        "Neustadt am Rübenberge, Germany (Niedersachsen)",
    ]


def test_countries_have_their_name_in_the_language_asked_for() -> None:
    assert labels("Valencia", language="es")[0] == "Valencia, España (Comunitat Valenciana)"
    assert country_name("BE", "es-MX") == "Bélgica"
    assert country_name("BE", "tlh") == "Belgium"
    assert country_name("BE", "") == "Belgium"
    assert country_name("ZZZ") == "ZZZ"


@pytest.mark.parametrize(
    ("name", "countries"),
    [("Valencia", ("ES",)), ("Valencia", ("Spain",)), ("Valencia", ("France", "España")),
     ("Barcelona", ()), ("Xyzzy", ())],
)  # fmt: skip
def test_a_clear_name_leaves_nothing_to_choose(name: str, countries: tuple[str, ...]) -> None:
    assert labels(name, *countries) == []


def test_countries_by_code_or_name() -> None:
    assert country_codes(["Spain", "", "FR", "Atlantis", "ES"]) == ("ES", "FR")


@pytest.mark.parametrize(
    ("city", "country", "code"),
    [
        ("Barcelona", "", "ES"),
        ("Valencia", "", ""),  # which one?
        ("Valencia", "Venezuela", "VE"),
        ("Xyzzy", "", ""),
        ("Xyzzy", " atlantis ", "ATLANTIS"),
        ("", "", ""),
    ],
)
def test_the_country_of_a_town(city: str, country: str, code: str) -> None:
    assert country_of(city, country) == code
    assert country_of(city, country, default()) == code


def test_a_town_of_no_region_has_none() -> None:
    nowhere = City(1, "Base", "GB", "", 10, 0.0, 0.0, "Europe/London")
    assert default().largest_near(nowhere) is None
    assert region_of(nowhere) == ""
    assert default().largest_near(City(1, "Base", "VE", "99", 10, 0.0, 0.0, "")) is None
