"""Text is kept as typed, less what no paper can print; names compare as people read them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from visitplanner.domain.base import clean_line, clean_text, same_name
from visitplanner.domain.office import RelativeDue, parse_relative
from visitplanner.domain.programme import Item
from visitplanner.domain.visit import Visit


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)
    assert clean_line(clean_line(text)) == clean_line(text)
    assert "\n" not in clean_line(text)
    clean_text(text).encode("utf-8")


def test_control_characters_go_and_markup_stays() -> None:
    assert clean_text("a\x00b\x1b[31m\r\nc ") == "ab[31m\nc"
    assert clean_line("<b>x</b>\n& y\u2028z") == "<b>x</b> & y z"


def test_names_are_the_same_in_any_case_and_composition() -> None:
    assert same_name("E\u0301lise  DUPONT") == same_name("élise dupont")


def test_unknown_fields_and_doubled_ids_are_refused() -> None:
    with pytest.raises(ValidationError):
        Item.model_validate({"nonsense": 1})
    twin = Item(id="x", code="A")
    with pytest.raises(ValidationError, match="used twice"):
        Visit(items=(twin, twin))


def test_records_are_frozen() -> None:
    with pytest.raises(ValidationError):
        Item().title = "other"  # type: ignore[misc]


@pytest.mark.parametrize(("text", "days"), [("T-6w", -42), ("t - 2 D", -2), ("T+1w", 7)])
def test_relative_dates(text: str, days: int) -> None:
    due = parse_relative(text)
    assert due is not None
    assert due.count * (7 if due.unit == "w" else 1) == days
    assert parse_relative(str(due)) == due


def test_what_is_no_relative_date() -> None:
    assert parse_relative("6 weeks before") is None
    assert str(RelativeDue(count=1, unit="w")) == "T+1w"
