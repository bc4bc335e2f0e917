"""What single cells mean: tolerant with spellings, never guessing."""

from __future__ import annotations

from datetime import time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.importing.workbook.books import wall
from visitplanner.domain.base import clean_line
from visitplanner.domain.vocabulary import DelegateRole, ItemKind, Registration, Status
from visitplanner.importing.workbook import cells, numbers
from visitplanner.importing.workbook.cells import NOTHING, Doubtful
from visitplanner.importing.workbook.lists import LIST, SENTENCES
from visitplanner.importing.workbook.numbers import Mark
from visitplanner.importing.workbook.values import CellError, Formula


def doubt(parse: Any, *arguments: Any) -> Doubtful:
    with pytest.raises(Doubtful) as raised:
        parse(*arguments)
    return raised.value


# --- Text ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        (None, ""),
        ("  Veles e Vents,  room 1 ", "Veles e Vents, room 1"),
        ("two\r\nlines", "two lines"),
        (34600000013, "34600000013"),
        (7.0, "7"),
        (12.5, "12.5"),
        ("=1+1", "=1+1"),
        ("+34 600 000 000", "+34 600 000 000"),
        ("-", "-"),
        ("@home", "@home"),
        ("<b>bold</b>", "<b>bold</b>"),
        ("bell\x07", "bell"),
    ],
)
def test_a_line_of_text(raw: Any, meant: str) -> None:
    assert cells.line(raw) == meant


def test_text_keeps_its_lines() -> None:
    assert cells.text(" one\r\ntwo\n\nthree ") == "one\ntwo\n\nthree"


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        (wall(2017, 2, 1), "2017-02-01"),
        (time(9, 30), "09:30"),
        (True, "TRUE"),
        (Formula("=A1&B1"), "=A1&B1"),
    ],
)
def test_what_has_lost_its_spelling_is_kept_and_named(raw: Any, kept: str) -> None:
    assert doubt(cells.line, raw).kept == kept


@pytest.mark.parametrize("raw", [CellError("#REF!"), Formula("")])
def test_an_error_is_no_text(raw: Any) -> None:
    assert doubt(cells.line, raw).kept is NOTHING


# --- Several values -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("pl; en", ("pl", "en")),
        ("pl,en", ("pl", "en")),
        ("pl\nen\n", ("pl", "en")),
        ("vegan;; ,\n;gluten-free", ("vegan", "gluten-free")),
        ('"Research, development"; Energy', ("Research, development", "Energy")),
        ('"say ""yes"""; no', ('say "yes"', "no")),
        ('"never closed; Energy', ('"never closed', "Energy")),
        ('5" disks; 3" disks', ('5" disks', '3" disks')),
        ("", ()),
    ],
)
def test_several_values(typed: str, values: tuple[str, ...]) -> None:
    assert cells.several(typed, LIST) == values


def test_a_comma_is_part_of_a_sentence() -> None:
    assert cells.several("Meet, talk, agree; Go home\nRest", SENTENCES) == (
        "Meet, talk, agree",
        "Go home",
        "Rest",
    )


@given(st.lists(st.text(), max_size=5))
def test_lists_are_read_back(texts: list[str]) -> None:
    values = tuple(filter(None, map(clean_line, texts)))
    assert LIST.split(LIST.joined(values)) == values
    assert SENTENCES.split(SENTENCES.joined(values)) == values


@given(st.text(alphabet='";,a\n '))
def test_no_letter_of_a_list_is_lost(typed: str) -> None:
    assert "".join(LIST.split(typed)).count("a") == typed.count("a")


# --- Addresses ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        "host [at] solartys [dot] example [dot] org",
        "host(at)solartys.example.org",
        "host AT solartys DOT example DOT org",
        "host at solartys.example.org",
        "host {at} solartys {dot} example {dot} org",
        "host [arroba] solartys [punto] example [punto] org",
        "mailto:host@solartys.example.org",
        "MAILTO:host@solartys.example.org?subject=Visit",
        " host@solartys.example.org ",
    ],
)
def test_hidden_addresses_are_understood(typed: str) -> None:
    assert cells.email(typed) == "host@solartys.example.org"


@pytest.mark.parametrize(
    "typed", ["ask at the desk", "a@b", "host @ example . org", "Anna <a@b.org>"]
)
def test_other_addresses_are_kept_as_typed(typed: str) -> None:
    assert cells.email(typed) == typed


# --- Words --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed", ["site visit", "Site Visit", "SITE-VISIT", "sitevisit", " site_visit "]
)
def test_words_without_regard_to_case_and_spaces(typed: str) -> None:
    assert cells.word(typed, ItemKind, None) is ItemKind.SITE_VISIT


def test_other_spellings_of_words() -> None:
    assert cells.word("canceled", Status, None) is Status.CANCELLED
    assert cells.word("waiting list", Registration, None) is Registration.WAITING
    assert cells.word("Head", DelegateRole, None) is DelegateRole.HEAD


def test_an_empty_word_means_what_the_column_says() -> None:
    assert cells.word(None, Status, Status.CONFIRMED) is Status.CONFIRMED


def test_an_unknown_word_is_kept_as_other_and_named() -> None:
    raised = doubt(cells.word, "banquet", ItemKind, None)
    assert raised.kept is ItemKind.OTHER
    assert raised.reason.startswith('"banquet" is none of session, site visit')


@pytest.mark.parametrize("raw", ["yes", "Sí", "si", "x", "X", "TRUE", True, 1, "✓", "oui"])
def test_yes(raw: Any) -> None:
    assert cells.flag(raw) is True


@pytest.mark.parametrize("raw", ["no", "No", "FALSE", False, 0])
def test_no(raw: Any) -> None:
    assert cells.flag(raw) is False


def test_neither_yes_nor_no() -> None:
    assert cells.flag(" ") is None
    assert doubt(cells.flag, "perhaps").reason == '"perhaps" is neither yes nor no'
    assert doubt(cells.flag, 2).kept is NOTHING


@pytest.mark.parametrize("typed", ["Europe/Madrid", "europe/madrid", " EUROPE/MADRID "])
def test_zones_in_any_case(typed: str) -> None:
    assert cells.zone(typed) == "Europe/Madrid"


@pytest.mark.parametrize(
    "typed", ["Europe/Atlantis", "GMT+25", "Europe", "../etc/passwd", "x" * 999]
)
def test_unknown_zones(typed: str) -> None:
    assert "is not a time zone such as Europe/Madrid" in doubt(cells.zone, typed).reason


# --- Numbers ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        (32.5, "32.5"),
        (1.1000000000000001, "1.1"),
        ("32,5", "32.5"),
        ("32.50", "32.50"),
        ("1.234,50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1 234,50", "1234.50"),
        ("12.345.678", "12345678"),
        ("1'234'567", "1234567"),
        (" 12 345 ", "12345"),
        ("0,125", "0.125"),
        ("−5", "-5"),
    ],
)
def test_amounts(raw: Any, meant: str) -> None:
    assert numbers.amount(raw) == Decimal(meant)


@pytest.mark.parametrize(
    "raw",
    [
        "1,234",
        "1.234",
        "12 13",
        "1 2345",
        "twelve",
        "12 €",
        "1,23,4",
        "1e999",
        True,
        time(9),
        "9" * 999,
    ],
)
def test_doubtful_amounts(raw: Any) -> None:
    assert doubt(numbers.amount, raw).kept is NOTHING


def test_a_doubtful_thousand_says_both() -> None:
    assert doubt(numbers.amount, "1,234").reason == '"1,234" may be 1.234 or 1234'


@pytest.mark.parametrize(
    ("raw", "meant"), [(13, 13), ("13", 13), ("1.234", 1234), ("40,0", 40), (0, 0)]
)
def test_counts(raw: Any, meant: int) -> None:
    assert numbers.count(raw) == meant


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (-3, '"-3" is below zero'),
        ("-3", '"-3" is below zero'),
        (12.5, '"12.5" is not a whole number'),
        ("a dozen", '"a dozen" is not a number'),
        (2_000_000, '"2000000" is more than a million'),
        (timedelta(hours=30), '"30:00" is not a number'),
    ],
)
def test_doubtful_counts(raw: Any, reason: str) -> None:
    assert doubt(numbers.count, raw).reason == reason


def test_coordinates() -> None:
    assert numbers.degrees("2,165", 180) == 2.165
    assert numbers.degrees(-90, 90) == -90.0
    assert doubt(numbers.degrees, 90.5, 90).reason == '"90.5" is not between -90 and 90'
    assert doubt(numbers.degrees, "41.4 N", 90).kept is NOTHING


@given(st.decimals(-(10**11), 10**11, allow_nan=False, places=9))
def test_amounts_are_read_back_exactly(number: Decimal) -> None:
    assert numbers.amount(numbers.amount_to_write(number)) == number


@given(st.text(alphabet="0123456789.,+-eE '"))
def test_typed_numbers_are_numbers_or_doubtful(typed: str) -> None:
    for mark in Mark:
        try:
            found = numbers._number(typed, mark)
        except Doubtful:
            continue
        assert found is None or found.is_finite()


@given(st.floats(-180, 180))
def test_coordinates_are_read_back_exactly(number: float) -> None:
    assert numbers.degrees(numbers.degrees_to_write(number), 180) == number
