from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from visitplanner.planning.phone_numbers import (
    Fault,
    Unusable,
    example_number,
    is_international,
    unusable_numbers,
)

ES, DE = ("ES",), ("DE",)


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("+34 600 000 001", ()),
        ("+34600000001", ()),
        ("(+34) 600-000-001", ()),
        ("0034 600 000 001", ()),
        ("0034 600 000 001", ES),
        ("600 000 001", ES),
        ("0170/1234567", DE),
        ("170 1234567", DE),
        ("+44 (0)20 7946 0958", ()),
        ("+1 212 555 0100", ()),
        ("+800 1234 5678", ()),
        ("+34 600 000 001 ext. 12", ()),
        ("+34 600 000 001, ext 4023", ()),
        ("+34 600 000 001 (WhatsApp)", ()),
        ("+34 600 000 001 (reception, 24 h)", ()),
        ("tel. 600 000 001", ES),
        ("+34 600 000 001; +48 600 000 001", ()),
        ("+34 600 000 001 / 600 000 002", ES),
        ("+34 600 000 001/02", ()),
        ("600 000 001 or 600 000 002", ES),
        ("600 000 001\n600 000 002", ES),
        ("93 402", ("ES", "DE")),  # enough for one of them
        ("93 402", ()),  # of where?
        ("–", ES),
        ("", ES),
    ],
)
def test_numbers_that_can_be_dialled_or_cannot_be_judged(
    text: str, countries: tuple[str, ...]
) -> None:
    assert unusable_numbers(text, countries) == ()


@pytest.mark.parametrize(
    ("text", "countries", "found"),
    [
        ("93 402", ES, [("93 402", Fault.SHORT, "ES")]),
        ("+34 93 402", (), [("+34 93 402", Fault.SHORT, "ES")]),
        ("+34 93 402", DE, [("+34 93 402", Fault.SHORT, "ES")]),
        ("+34 600 000 0011", (), [("+34 600 000 0011", Fault.LONG, "ES")]),
        ("0034 600 000 0011", ES, [("+34 600 000 0011", Fault.LONG, "ES")]),
        ("1" * 30, ES, [("1" * 30, Fault.LONG, "ES")]),
        ("+49 12", (), [("+49 12", Fault.SHORT, "DE")]),
        ("+47 12 345 67", (), [("+47 12 345 67", Fault.NONE, "NO")]),  # five digits, or eight
        ("+999 123 456 789", (), [("+999 123 456 789", Fault.NONE, "")]),
        ("call me", ES, [("call me", Fault.NONE, "ES")]),
        ("tbc", (), [("tbc", Fault.NONE, "")]),
        ("112", ES, [("112", Fault.SHORT, "ES")]),
        ("93 402, ext 12", ES, [("93 402", Fault.SHORT, "ES")]),
        (
            "+34 600 000 001; +34 93; 60 000",
            ES,
            [("+34 93", Fault.SHORT, "ES"), ("60 000", Fault.SHORT, "ES")],
        ),
        ("600 000 001 / 600 00", ES, [("600 00", Fault.SHORT, "ES")]),
        ("mobile: 600 000 0011 (Ana)", ES, [("600 000 0011", Fault.LONG, "ES")]),
    ],
)
def test_numbers_that_nobody_can_dial(
    text: str, countries: tuple[str, ...], found: list[tuple[str, Fault, str]]
) -> None:
    assert unusable_numbers(text, countries) == tuple(Unusable(*one) for one in found)


def test_short_numbers_will_do_where_help_is_called() -> None:
    assert unusable_numbers("112", ES, short=True) == ()
    assert unusable_numbers("061", ES, short=True) == ()
    assert unusable_numbers("93 402", ES, short=True)


@given(st.integers(1, 999), st.integers(0, 10**15), st.sampled_from(["", " ", "-", " ("]))
def test_what_is_right_at_a_glance_has_a_possible_length(code: int, rest: int, mark: str) -> None:
    text = f"+{code}{mark}{rest}"
    try:
        possible = phonenumbers.is_possible_number(phonenumbers.parse(text, None))
    except phonenumbers.NumberParseException:
        possible = False
    if is_international(text):
        # The library takes off what looks like the digit dialled within the country.
        assert possible or str(rest)[:1] in {"0", "1", "8"}


@pytest.mark.parametrize("text", ["", "+", "+34", "34600000001", "+34 600 ext 1", "+٣٤٦٠٠٠٠٠٠٠١"])
def test_at_a_glance_nothing_else_is_right(text: str) -> None:
    assert not is_international(text)


@pytest.mark.parametrize(
    ("country", "mobile", "number"),
    [
        ("ES", True, "+34 612 34 56 78"),
        ("ES", False, "+34 810 12 34 56"),
        ("", True, ""),
        ("XX", True, ""),
    ],
)
def test_an_example(country: str, mobile: bool, number: str) -> None:
    assert example_number(country, mobile=mobile) == number
