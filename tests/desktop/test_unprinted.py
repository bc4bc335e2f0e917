"""What the window says of characters that the papers cannot print."""

from __future__ import annotations

import pytest

from visitplanner.desktop.forms.facts import below_fields
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Item, Room
from visitplanner.domain.visit import Visit


@pytest.mark.parametrize("name", ["Łukasz", "أحمد", "Խաչատրյան", "გიორგი", "M\u0302"])
def test_nothing_is_said_of_what_is_printed(name: str) -> None:
    assert below_fields(Visit(), Delegate(given_name=name)) == {}


def test_a_character_without_a_letter_is_named_beside_its_field() -> None:
    facts = below_fields(Visit(), Delegate(given_name="Ann 漢", interests=("😀",)))
    assert facts == {
        "given_name": "漢 has no letter on paper; it prints as ‹U+6F22›.",
        "interests": "😀 has no letter on paper; it prints as ‹U+1F600›.",
    }


def test_it_is_said_after_what_else_follows_from_the_field() -> None:
    room = Room(hotel="漢", occupants=("漢",))
    assert below_fields(Visit(), room)["hotel"].endswith("it prints as ‹U+6F22›.")


def test_a_text_of_many_is_not_followed_by_a_page() -> None:
    said = below_fields(Visit(), Item(notes="漢字仮名交文漢字"))["notes"]
    assert said.count("no letter") == 4
