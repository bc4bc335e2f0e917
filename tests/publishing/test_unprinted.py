"""What is said of characters that no font has."""

from __future__ import annotations

import pytest

from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Item, Place
from visitplanner.domain.visit import Visit
from visitplanner.errors import undisguised
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


def alone(*glyphs: MissingGlyph) -> list[tuple[str, tuple[MissingGlyph, ...]]]:
    """The only paper that was drawn."""
    return [("", glyphs)]


def test_a_sentence_says_what_where_and_on_which_page() -> None:
    (said,) = explained(alone(MissingGlyph("😀", 4, "😀")), VISIT)
    assert said == (
        "No font has 😀 (U+1F600) in Objectives of the visit; it is printed as its code on page 4."
    )


def test_many_places_are_counted() -> None:
    people = tuple(Delegate(code=f"P{n:02}", given_name="漢") for n in range(5))
    (said,) = explained(alone(MissingGlyph("漢", 1, "漢")), Visit(delegates=people))
    assert " in Given name of P00, P01, P02 and 2 more; it is printed" in said


def test_a_field_has_one_sentence_however_many_characters_and_papers() -> None:
    people = tuple(Delegate(code=f"P{n:02}", given_name=chr(0x6F22 + n)) for n in range(5))
    glyphs = [MissingGlyph(chr(0x6F22 + n), n + 2, "") for n in range(5)]
    papers = [(f"paper · P{n:02}", [glyph]) for n, glyph in enumerate(glyphs)]
    papers += [("contact-sheet · staff", reversed(glyphs))]  # type: ignore[list-item]
    (said,) = explained(papers, Visit(delegates=people))
    assert said == (
        "No font has 漢 (U+6F22), 漣 (U+6F23), 漤 (U+6F24) and 2 more in Given name of P00, P01, "
        "P02 and 2 more; they are printed as their codes in 6 papers, such as on page 2 of "
        "paper · P00."
    )


def test_what_would_turn_a_message_round_is_named_by_its_code() -> None:
    item = Item(code="A1", title="\U000f0000 and \u0e31")
    glyphs = (MissingGlyph("\U000f0000", 1, ""), MissingGlyph("\u0e31", 1, ""))
    (said,) = explained(alone(*glyphs), Visit(items=(item,)))
    assert said.startswith("No font has ‹U+F0000›, \u25cc\u0e31 (U+0E31) in Title of A1;")


@pytest.mark.parametrize("visit", [Visit(), VISIT])
def test_what_the_plan_does_not_hold_is_named_by_its_page(visit: Visit) -> None:
    (said,) = explained(alone(MissingGlyph("ก", 2, "ก")), visit)
    assert said == "No font has ก (U+0E01); it is printed as its code on page 2."
    assert list(explained([], visit)) == []


def test_a_message_says_what_it_is_made_of() -> None:
    assert undisguised("Zoe\u202e Fremd\x1b[31m\ufeff") == "Zoe‹U+202E› Fremd‹U+001B›[31m‹U+FEFF›"
    kept = "two\nlines, שרה \u200f \u00ad 👨\u200d👩"
    assert undisguised(kept) == kept
