"""Which chapters papers have, on the sheet Visit."""

from __future__ import annotations

import pytest

from visitplanner.domain.chapters import ChapterChoice, parse_choice
from visitplanner.domain.vocabulary import PaperSize
from visitplanner.importing.workbook import paper_lines
from visitplanner.importing.workbook.cells import Doubtful

STAFF = "briefing-pack for staff: days, glance; without travel"
OWN = "personal-pack for delegate: without emergency"


def test_papers_stand_one_a_line() -> None:
    found = paper_lines.chapters(f"{STAFF}\n\n  {OWN} ")
    assert found == (parse_choice(STAFF), parse_choice(OWN))
    assert paper_lines.to_write(found) == f"{STAFF}\n{OWN}"


def test_no_choice_is_an_empty_cell() -> None:
    assert paper_lines.chapters(None) == ()
    assert paper_lines.to_write(()) is None


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("days before glance", "write it like"),
        ("briefing-pack for guests: days", "“guests” is no audience"),
        ("briefing-pack for staff: Day pages", "short names"),
        ("briefing-pack for staff: days; glance", "after the semicolon"),
    ],
)
def test_a_line_that_says_nothing_is_named_and_the_others_are_taken(line: str, reason: str) -> None:
    with pytest.raises(Doubtful, match=reason) as doubt:
        paper_lines.chapters(f"{line}\n{OWN}")
    assert doubt.value.kept == (parse_choice(OWN),)
    assert isinstance(doubt.value.kept[0], ChapterChoice)


@pytest.mark.parametrize(
    ("typed", "size"),
    [
        ("", PaperSize.A4),
        ("a4", PaperSize.A4),
        ("LETTER", PaperSize.LETTER),
        ("US Letter", PaperSize.LETTER),
    ],
)
def test_paper_sizes(typed: str, size: PaperSize) -> None:
    assert paper_lines.paper_size(typed) is size


def test_another_size_is_named() -> None:
    with pytest.raises(Doubtful, match="neither A4 nor Letter") as doubt:
        paper_lines.paper_size("A3")
    assert doubt.value.kept is PaperSize.A4


@pytest.mark.parametrize(
    ("typed", "colour"), [("", ""), ("1f3a5f", "#1F3A5F"), (" #00aa00", "#00AA00")]
)
def test_colours(typed: str, colour: str) -> None:
    assert paper_lines.colour(typed) == colour


@pytest.mark.parametrize("typed", ["navy", "#12345", "#1234567", "#GGGGGG"])
def test_no_colour(typed: str) -> None:
    with pytest.raises(Doubtful, match="no colour such as"):
        paper_lines.colour(typed)
