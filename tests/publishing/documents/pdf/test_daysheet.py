"""The day sheet: one page as long as it can be, and nothing over anything else."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from tests.publishing.documents.pdf.hostile import replaced
from tests.publishing.documents.pdf.test_hostile import CASES
from tests.publishing.documents.pdf.watch import Watch, watching
from visitplanner.publishing.documents import model as m
from visitplanner.publishing.documents.pdf.engine import render_pdf

if TYPE_CHECKING:
    from collections.abc import Sequence

BRING = m.Callout("Bring", "an ID card", must_know=True)
HINT = m.Callout("Prepare:", "two lessons")


def _row(number: int, weight: m.Weight = m.Weight.PLAIN, bodies: int = 1) -> m.DayRow:
    body = m.DayBody(f"Title {number}", f"Place {number}", f"note {number}", HINT)
    time, icon = f"{number:02d}:00", m.Icon.SESSION
    return m.DayRow(time=time, until="to 23:30", bodies=(body,) * bodies, weight=weight, icon=icon)


def _sheet(
    rows: Sequence[m.DayRow], tomorrow: str = "Tomorrow, Friday", notes: str = ""
) -> m.Document:
    sheet = m.DaySheet(
        number="7",
        weekday="Thursday",
        line="November 2017 · Barcelona · day 3 of 5",
        aside=("Day sheet, version 2", "issued 6 November, 19:00"),
        alerts=(m.Callout("Barcelona:", "strike", must_know=True),),
        rows=tuple(rows),
        empty="Nothing planned.",
        tomorrow=tomorrow,
        notes=notes,
        next_day="Meet 08:15.",
        calls=(
            m.DayCall("Any emergency", "112", "tel:112", urgent=True),
            m.DayCall("Duty phone", "+34 600 000 000"),
            m.DayCall("Hotel tonight", "+34 960 000 020"),
        ),
    )
    return m.Document(
        title="Day",
        language="en",
        issued=dt.datetime(2017, 11, 6, tzinfo=dt.UTC),
        parts=(m.Part(title="Thursday", blocks=(sheet,), page=m.Page.SHEET),),
        furniture=m.Furniture(foot_left="Version 2", foot_centre="Study visit"),
    )


def _watched(document: m.Document) -> Watch:
    with watching() as watch:
        render_pdf(document)
    assert watch.outside() == []
    assert watch.collisions() == []
    return watch


def _words(watch: Watch) -> dict[int, str]:
    return {
        page: " ".join(ink.text for ink in watch.inks if ink.page == page) for page in watch.sizes
    }


@pytest.mark.parametrize("count", [0, 1, 9, 10, 14, 18])
def test_a_day_is_one_page(count: int) -> None:
    watch = _watched(_sheet([_row(n) for n in range(count)]))
    (words,) = _words(watch).values()
    assert all(f"Title {n}" in words and f"Place {n}" in words for n in range(count))
    assert "Tomorrow, Friday" in words
    assert "+34 600 000 000" in words
    assert ("Nothing planned." in words) == (count == 0)


def test_words_are_dropped_before_the_type_gets_smaller() -> None:
    five, seven, twelve = (_watched(_sheet([_row(n) for n in range(c)])) for c in (5, 7, 12))
    assert "note 1" in _words(five)[1]
    assert "note 1" not in _words(seven)[1]
    heights = [
        next(ink.bottom - ink.top for ink in watch.inks if ink.text == "Title 1")
        for watch in (five, seven, twelve)
    ]
    assert heights[0] == heights[1] > heights[2]
    assert heights[2] == pytest.approx(0.85 * heights[0], rel=0.01)


def test_a_short_day_is_set_larger_and_leaves_lines_to_write_on() -> None:
    two, five, twelve = (
        _watched(_sheet([_row(n) for n in range(c)], notes="Notes")) for c in (2, 5, 12)
    )
    heights = [
        next(ink.bottom - ink.top for ink in watch.inks if ink.text == "Title 1")
        for watch in (two, five)
    ]
    assert heights[0] == pytest.approx(1.3 * heights[1], rel=0.01)
    assert "Notes" in _words(two)[1]
    assert "Notes" not in _words(twelve)[1]


def test_what_must_be_known_stays_when_all_else_goes() -> None:
    rows = [_row(n) for n in range(17)]
    body = m.DayBody("Laboratory", "IREC", "", BRING)
    words = _words(_watched(_sheet([*rows, m.DayRow(time="20:00", bodies=(body,))])))
    assert len(words) == 1
    assert "Bring an ID card" in words[1].replace("  ", " ")
    assert "two lessons" not in words[1]


def test_a_day_with_too_much_goes_on_on_a_second_page() -> None:
    words = _words(_watched(_sheet([_row(n) for n in range(25)])))
    assert len(words) == 2
    assert all(f"Title {n}" in " ".join(words.values()) for n in range(25))
    for number, page in words.items():
        assert "Thursday" in page
        assert "112" in page
        assert f"{number} / 2" in page
    assert "Tomorrow" not in words[1]
    assert "Tomorrow" in words[2]
    assert words[2].count("Title") >= 8  # about half of them


@pytest.mark.parametrize("bodies", [2, 3, 12])
def test_groups_stand_together(bodies: int) -> None:
    words = _words(_watched(_sheet([_row(9, bodies=bodies), _row(12)])))
    assert " ".join(words.values()).count("Title 9") == bodies


@pytest.mark.parametrize("weight", list(m.Weight))
def test_every_weight_beside_every_other(weight: m.Weight) -> None:
    rows = [row for n, other in enumerate(m.Weight) for row in (_row(n, weight), _row(n, other))]
    assert len(_words(_watched(_sheet(rows)))) == 1


@pytest.mark.parametrize("case", CASES)
def test_any_text_everywhere(case: str) -> None:
    rows = [_row(n, list(m.Weight)[n % 5], 1 + n % 3) for n in range(8)]
    _watched(replaced(_sheet(rows), CASES[case]))
