"""What is known of countries: money of the time, sockets with their source, codes."""

from __future__ import annotations

import json
from datetime import date

import pytest

from visitplanner import resources
from visitplanner.planning.country_facts import CountryFacts, country_facts, sockets

NOVEMBER_2017 = date(2017, 11, 5)


def test_spain() -> None:
    facts = country_facts("es", NOVEMBER_2017)
    assert (facts.code, facts.currencies, facts.dialling) == ("ES", ("EUR",), "34")
    assert facts.languages[:1] == ("es",)
    assert facts.mains is not None
    assert (facts.mains.plugs, facts.mains.volts, facts.mains.hertz) == ("CF", "230", 50)
    assert facts.emergency == "112"


def test_money_is_that_of_the_day() -> None:
    assert country_facts("HR", NOVEMBER_2017).currencies == ("HRK",)
    assert country_facts("HR", date(2024, 1, 1)).currencies == ("EUR",)


def test_only_official_languages_are_named() -> None:
    assert country_facts("CH", NOVEMBER_2017).languages == ("de", "fr", "it")
    assert country_facts("DE", NOVEMBER_2017).languages == ("de",)


@pytest.mark.parametrize("code", ["ZZ", "", "Ruritania"])
def test_nothing_is_guessed(code: str) -> None:
    assert country_facts(code, NOVEMBER_2017) == CountryFacts(code.upper())


def test_the_table_says_where_it_is_from_and_when_it_was_read() -> None:
    path = resources.path("countries", "practical.json")
    table = json.loads(path.read_text(encoding="utf-8"))
    assert "International Electrotechnical Commission" in table["source"]
    assert date.fromisoformat(table["checked_on"]) > date(2026, 1, 1)
    assert table["url"].startswith("https://")
    union = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
    assert set(union.split()) <= set(sockets())
