"""What lasts several days stands on each of its days, and is one event."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta

import pytest

from tests.publishing.documents.chapters.papers import (
    MONDAY,
    blocks,
    day_key,
    edition,
    item,
    part,
    person,
    plan,
    said,
    stop,
)
from visitplanner.domain.privacy import Audience
from visitplanner.domain.visit import Visit
from visitplanner.publishing.agenda import agenda
from visitplanner.publishing.calendars.revision import revise
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.papers import PAPERS
from visitplanner.publishing.edition import Edition
from visitplanner.publishing.kinds import paper_subjects
from visitplanner.publishing.parity import ParityProblem, printed_rows, prove_parity
from visitplanner.publishing.phrasing import phrasing

TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)


def fair(**fields: object) -> Visit:
    """A fair on two of three days, and a session on the first and the last."""
    values = {"end_day": 1, **fields}
    return plan(
        stop(last=8),
        person("P01"),
        item("Water fair", "", "", **values),
        item("Welcome"),
        item("Farewell", day=WEDNESDAY),
    )


def paper(visit: Visit, kind: str, day: date | None = None, whose: str = "") -> model.Document:
    about = edition(visit, "delegate" if whose else "staff", person=whose)
    return PAPERS[kind].build(dataclasses.replace(about, about=day.isoformat() if day else None))


def proved(reader: Edition, document: model.Document) -> None:
    prove_parity(reader, document, revise((), agenda(reader), reader.issue.at, "CANCELLED: "))


@pytest.mark.parametrize("kind", ["briefing-pack", "personal-pack"])
def test_a_pack_has_it_under_each_of_its_days(kind: str) -> None:
    document = paper(fair(), kind, whose="P01" if kind == "personal-pack" else "")
    rows = [row for row in printed_rows(document) if row.title == "Water fair"]
    assert [(row.day, row.start, row.later) for row in rows] == [
        (MONDAY, "", False),
        (TUESDAY, "", True),
    ]
    drawn = [r for r in blocks(document, model.ItemRow) if r.bodies[0].title == "Water fair"]
    assert [(row.until, row.note) for row in drawn] == [
        ("all day", "day 1 of 2"),
        ("all day", "day 2 of 2"),
    ]


def test_hours_that_end_on_a_later_day_are_on_it() -> None:
    visit = plan(stop(last=8), person("P01"), item("Excursion", "14:00", "17:00", end_day=2))
    document = paper(visit, "personal-pack", whose="P01")
    drawn = [r for r in blocks(document, model.ItemRow) if r.bodies[0].title == "Excursion"]
    assert [(row.time, row.until, row.note) for row in drawn] == [
        ("14:00", "to 17:00 +2", ""),
        ("", "all day", "day 2 of 3"),
        ("", "to 17:00", "day 3 of 3"),
    ]


def test_a_dinner_past_midnight_is_on_its_evening_alone() -> None:
    visit = plan(stop(), person("P01"), item("Dinner", "21:00", "00:30", end_day=1))
    rows = printed_rows(paper(visit, "personal-pack", whose="P01"))
    assert [row.day for row in rows] == [MONDAY]


@pytest.mark.parametrize("kind", ["day-sheet", "run-sheet", "head-brief"])
def test_a_sheet_of_its_second_day_has_it(kind: str) -> None:
    told = said(paper(fair(), kind, TUESDAY))
    assert "Water fair" in told
    assert "day 2 of 2" in told


def test_the_grid_has_it_at_the_head_of_both_columns() -> None:
    (grid,) = blocks(paper(fair(), "wall-grid"), model.Glance)
    assert ["Water fair" in day.title for day in grid.days] == [True, True, False]


def test_its_second_day_has_sheets_of_its_own() -> None:
    for kind, audience in (("run-sheet", Audience.STAFF), ("day-sheet", Audience.DELEGATE)):
        days = [subject.about for subject in paper_subjects(fair(), kind, audience)]
        assert days == [day.isoformat() for day in (MONDAY, TUESDAY, WEDNESDAY)]


def test_it_goes_on_beyond_no_day_of_the_visit() -> None:
    visit = fair(end_day=9)
    days = [s.about for s in paper_subjects(visit, "run-sheet", Audience.STAFF)]
    assert days[-1] == WEDNESDAY.isoformat()
    assert printed_rows(paper(visit, "personal-pack", whose="P01"))[-1].day == WEDNESDAY


@pytest.mark.parametrize("fields", [{}, {"end_day": 2}, {"end_day": 9}])
def test_rows_and_events_agree(fields: dict[str, object]) -> None:
    visit = fair(**fields)
    reader = edition(visit, "delegate", person="P01")
    document = PAPERS["personal-pack"].build(reader)
    proved(reader, document)
    assert len(agenda(reader)) == 3


def test_a_day_without_its_row_is_found() -> None:
    visit = fair()
    reader = edition(visit, "delegate")
    whole = PAPERS["briefing-pack"].build(reader)
    page = part(whole, day_key(TUESDAY))
    cut = dataclasses.replace(
        page, blocks=tuple(b for b in page.blocks if not isinstance(b, model.ItemRow))
    )
    parts = tuple(cut if one is page else one for one in whole.parts)
    with pytest.raises(ParityProblem, match=r"Water fair.*2017-11-07"):
        proved(reader, dataclasses.replace(whole, parts=parts))


def test_without_stops_the_visit_lasts_as_long_as_it_does() -> None:
    visit = plan(person("P01"), item("Water fair", "", "", end_day=1))
    assert visit.days == (MONDAY, TUESDAY)


def test_a_line_of_a_list_says_how_long() -> None:
    assert phrasing("en").span(None, None) == "all day"
    assert phrasing("en").span(None, None, 1) == "all day for 2 days"
