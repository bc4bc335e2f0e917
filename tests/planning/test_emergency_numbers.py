"""The emergency numbers of countries: the one for everything, or none."""

from __future__ import annotations

import phonenumbers
import pytest

from visitplanner.planning.emergency_numbers import NUMBERS, emergency_number


@pytest.mark.parametrize(
    ("country", "number"),
    [("ES", "112"), ("bg", "112"), ("US", "911"), ("AU", "000"), ("JP", ""), ("MA", ""), ("", "")],
)
def test_the_number_of_a_country(country: str, number: str) -> None:
    assert emergency_number(country) == number


def test_another_list_knows_them_too() -> None:
    lacking = {c for c, n in NUMBERS.items() if not phonenumbers.is_emergency_number(n, c)}
    assert lacking == {"BA", "SM"}  # the European association has them


def test_the_union_has_one() -> None:
    union = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
    assert {NUMBERS[country] for country in union.split()} == {"112"}
