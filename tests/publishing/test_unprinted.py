"""What is said of characters that no font has."""

from __future__ import annotations

import pytest

from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Item, Place
from visitplanner.domain.visit import Visit
from visitplanner.publishing.documents.pdf.pen import MissingGlyph
from visitplanner.publishing.unprinted import explained, unprinted

VISIT = Visit(
    title="Tour 漢",
    objectives=("See 😀",),
    delegates=(Delegate(code="P03", given_name="Ann 漢", family_name="Plain"),),
    items=(Item(code="A1", notes="أحمد, Խաչատրյան: all printed"),),
    places=(Place(address="漢 street"),),
)


def test_every_character_has_its_record_and_field() -> None:
    assert [(one.character, one.record, one.field) for one in unprinted(VISIT)] == [
        ("漢", "the visit", "Title"),
        ("😀", "the visit", "Objectives"),
        ("漢", "P03", "Given name"),
        ("漢", "the place", "Address"),
    ]


def test_a_sentence_says_what_where_and_on_which_page() -> None:
    (said,) = explained([MissingGlyph("😀", 4, "😀")], VISIT)
    assert said == (
        "no font has 😀 (U+1F600) in Objectives of the visit; it is printed as its code on page 4."
    )


def test_many_places_are_counted() -> None:
    people = tuple(Delegate(code=f"P{n:02}", given_name="漢") for n in range(5))
    (said,) = explained([MissingGlyph("漢", 1, "漢")], Visit(delegates=people))
    assert "Given name of P00, Given name of P01, Given name of P02 and 2 more;" in said


@pytest.mark.parametrize("visit", [Visit(), VISIT])
def test_what_the_plan_does_not_hold_is_named_by_its_page(visit: Visit) -> None:
    (said,) = explained([MissingGlyph("ก", 2, "ก")], visit)
    assert said == "no font has ก (U+0E01); it is printed as its code on page 2."
    assert list(explained([], visit)) == []
