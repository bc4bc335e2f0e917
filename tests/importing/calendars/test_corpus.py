"""Odd calendars, in the shapes that programs of conferences and hosts write, and what each gives.

`corpus/expected.json` is the table: the items that each must give (times in UTC, then the zone on
whose wall clock it is shown), what is doubtful, what is left out and what is asked.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.importing.calendars.corpus_visit import VISIT, summary
from visitplanner.importing.calendars import merge_calendar, read_calendar

CORPUS = Path(__file__).parent / "corpus"
EXPECTED = json.loads((CORPUS / "expected.json").read_text(encoding="utf-8"))


def given(name: str) -> bytes:
    return (CORPUS / f"{name}.ics").read_bytes()


def found(data: bytes) -> dict[str, list[str]]:
    return {part: list(lines) for part, lines in summary(data).items() if lines}


def test_every_calendar_of_the_corpus_is_in_the_table() -> None:
    assert {path.stem for path in CORPUS.glob("*.ics")} == EXPECTED.keys()
    assert len(EXPECTED) >= 20


@pytest.mark.parametrize("name", EXPECTED)
def test_an_odd_calendar_gives_what_it_says(name: str) -> None:
    assert found(given(name)) == EXPECTED[name]


@pytest.mark.parametrize("name", EXPECTED)
def test_a_second_import_changes_nothing(name: str) -> None:
    first = merge_calendar(VISIT, read_calendar(given(name), VISIT))
    second = merge_calendar(first.visit, read_calendar(given(name), first.visit))
    assert second.visit == first.visit
    assert (second.changes, second.kept) == ((), ())


@pytest.mark.parametrize("name", sorted(EXPECTED.keys() - {"utf16"}))
def test_line_ends_do_not_matter(name: str) -> None:
    plain = given(name).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    for end in (b"\r\n", b"\n", b"\r"):
        assert found(plain.replace(b"\n", end)) == EXPECTED[name]
