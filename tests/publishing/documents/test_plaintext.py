"""Plain text for mails."""

from __future__ import annotations

import re

import pytest

from tests.publishing.documents.chapters.papers import texts
from tests.publishing.documents.every import HOSTILE, document, every_document, of, with_text
from visitplanner.domain.privacy import Audience
from visitplanner.publishing.documents import model as m
from visitplanner.publishing.documents.plaintext import WIDTH, render_text


def test_no_line_is_too_long_unless_a_single_word_is() -> None:
    for made in every_document():
        for line in render_text(made).splitlines():
            assert len(line) <= WIDTH or max(map(len, line.split())) > WIDTH // 2, line


def test_lines_have_no_white_at_their_ends_and_never_two_are_empty() -> None:
    for made in every_document():
        text = render_text(made)
        assert text.endswith("\n")
        assert "\n\n\n" not in text
        assert [line for line in text.splitlines() if line != line.rstrip() and line != "-- "] == []


def test_times_stand_in_a_column() -> None:
    body = m.ItemBody(title="Talk " * 30, kind=m.Kind.SESSION, place=m.Place("Hall", "3"))
    row = m.ItemRow(time="09:00", until="to 10:30", note="two groups", bodies=(body,))
    lines = render_text(of(row)).splitlines()
    assert lines[0].startswith("09:00    Talk")
    assert lines[1].startswith("to 10:30 ")
    assert lines[2].startswith("two      ")
    assert "(3) Hall" in render_text(of(row))


def test_headings_are_underlined() -> None:
    blocks = (m.Heading("Title"), m.Heading("Żółć 日本", level=2), m.Heading("Small", level=3))
    lines = render_text(of(*blocks)).splitlines()
    assert lines[lines.index("Title") + 1] == "====="
    assert lines[lines.index("Żółć 日本") + 1] == "-" * 9
    assert not lines[-1].startswith("-")


def test_tables_stand_in_columns_or_in_lines_with_labels() -> None:
    columns = (m.Column("Name"), m.Column("Count", align=m.Align.RIGHT))
    rows = (m.TableRow(("Ann", "3")), m.TableRow(("Bernadette", "12"), "v2"))
    text = render_text(of(m.Table(columns, rows, (m.TableRow(("All", "15")),))))
    assert text.splitlines() == [
        "Name           Count",
        "-------------  -----",
        "Ann                3",
        "Bernadette v2     12",
        "-------------  -----",
        "All               15",
    ]
    wide = tuple(m.Column(f"Column number {n}") for n in range(9))
    row = m.TableRow(tuple(f"value-of-{n}" for n in range(9)))
    lines = render_text(of(m.Table(wide, (row,)))).splitlines()
    assert lines[:2] == ["Column number 0: value-of-0", "Column number 1: value-of-1"]


def test_a_page_is_named_by_what_stands_there() -> None:
    text = (m.Run("See page "), m.PageRef("part"), m.Run("."))
    assert render_text(of(m.Paragraph(text))) == "See page “Part”.\n"


def test_the_version_closes_the_text() -> None:
    made = document("briefing-pack", Audience.DELEGATE)
    _, _, foot = render_text(made).partition("\n-- \n")
    assert foot.splitlines()[0] == made.furniture.foot_left
    assert "replaces version 1" in foot
    assert "+34 600 000 000" in foot


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_odd_texts_are_kept_without_control_characters(text: str) -> None:
    made = render_text(with_text(text))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f]", made)
    made.encode("utf-8")
    word = next((w for w in text.split() if w.isalnum()), "")
    assert word in made


def test_no_time_of_a_pack_is_lost() -> None:
    made = document("briefing-pack", Audience.STAFF)
    found = set(re.findall(r"\d\d:\d\d", render_text(made)))
    days = [part for part in made.parts if part.key.startswith("day-")]
    times = {time for text in texts(tuple(days)) for time in re.findall(r"\d\d:\d\d", text)}
    assert len(times) > 30
    assert times <= found
