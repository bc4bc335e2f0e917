"""Names of files: readable, ASCII, legal everywhere, and never a path."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visitplanner.publishing.filenames import ascii_part, distinct, file_name, person_part


def test_the_name_says_whose_it_is_and_which_version() -> None:
    name = file_name(
        "CLUSGRID-2017", 2, ("Programme", person_part("Erika Mustermann", "P09")), ".pdf"
    )
    assert name == "CLUSGRID-2017 v2 - Programme - Erika Mustermann (P09).pdf"


@pytest.mark.parametrize(
    ("text", "ascii_text"),
    [
        ("Jan Przykładowski", "Jan Przykladowski"),
        ("Иванка Примерова", "Ivanka Primerova"),
        ("Θεσσαλονίκη", "Thessaloniki"),
        ("../../etc/passwd", "etc passwd"),
        ('a<b>:"|?*c', "a b c"),
        ("line\nbreak\x00", "line break"),
        ("", ""),
    ],
)
def test_every_script_becomes_ascii_without_forbidden_signs(text: str, ascii_text: str) -> None:
    assert ascii_part(text) == ascii_text


@given(st.text(), st.lists(st.text(), max_size=3))
def test_any_text_gives_a_name_that_every_system_takes(code: str, parts: list[str]) -> None:
    name = file_name(code, 1, parts, ".ics")
    assert name.isascii()
    assert name.endswith(".ics")
    assert not set(name) & set('<>:"/\\|?*\r\n\0')
    assert name == name.strip(" ")
    assert len(name) < 255
    assert not name.startswith(("con.", "nul.", "CON."))


def test_equal_names_are_told_apart_without_regard_to_case() -> None:
    assert distinct(["A.pdf", "a.pdf", "B.pdf", "A.pdf"]) == (
        "A.pdf",
        "a (2).pdf",
        "B.pdf",
        "A (3).pdf",
    )


def test_an_id_without_letters_leaves_no_brackets() -> None:
    assert person_part("Anna Muster", ".") == "Anna Muster"
    assert person_part("...", "P09") == "(P09)"
