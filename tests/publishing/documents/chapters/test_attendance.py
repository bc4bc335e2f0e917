"""Attendance sheets: who is there, what is signed for, and what a funder asks to see."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.publishing.documents.chapters.papers import (
    MONDAY,
    blocks,
    item,
    person,
    plan,
    said,
    sample,
    stop,
)
from tests.publishing.documents.chapters.sheets import cells, facts, listing, sheet
from visitplanner.domain.times import Edge
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ItemKind, Status
from visitplanner.publishing.documents import model

TUESDAY = "2017-11-07"


def _sheet(visit: Visit, day: str = MONDAY.isoformat(), language: str = "en") -> model.Document:
    return sheet(visit, "attendance-sheet", "staff", about=day, language=language)


def _columns(document: model.Document) -> list[str]:
    return [column.heading for column in listing(document).table.columns if column.signing]


def test_the_sample_signs_for_a_morning_and_an_afternoon() -> None:
    document = _sheet(sample(), TUESDAY)
    assert _columns(document) == ["Morning\n09:00–12:30", "Afternoon\n14:30–16:00"]
    names = cells(listing(document).table, "Name")
    assert names[:2] == ["de Tal y Ejemplo, Fulana", "Démo-Dupont, Élise"]
    assert names[13:] == ["Alba Álvarez host", "Recerca Exemple host", "", ""]
    assert "Modelo Ejemplar" not in said(document), "she joins a day later"
    assert "Cancelado" not in said(document)


def test_project_funder_and_disclaimer_stand_on_it() -> None:
    document = _sheet(sample(), TUESDAY)
    (head,) = blocks(document, model.SheetHead)
    assert head.eu_emblem
    assert " ".join(head.funding) == "Co-funded by the COSME programme of the European Union"
    told = facts(document)
    assert told["Project number"] == "CLUSGRID"
    assert told["Date"] == "Tuesday 7 November 2017"
    assert told["Sheet"] == "3 of 5, one for each day"
    assert told["Organisers"] == "Solartys and Eastern Cluster ICT"
    assert "accepts no responsibility" in said(listing(document).end[-1])
    assert document.furniture.foot_left == "Version 2 · 31 October 2017 · attendance sheet"
    assert document.furniture.replaces


def test_no_contact_data_are_on_it() -> None:
    text = said(_sheet(sample(), TUESDAY))
    for one in sample().delegates:
        assert one.mobile not in text
        assert not one.email or one.email not in text


def test_who_is_away_is_told_where() -> None:
    text = said(_sheet(sample(), TUESDAY))
    assert "6 people are at IREC Diagonal-Besòs from 11:00 to 12:30" in text
    assert "room 1" not in said(_sheet(sample(), "2017-11-08")), "rooms of one place are one place"


@pytest.mark.parametrize(
    ("times", "columns"),
    [
        ([("09:00", "17:00")], ["Morning\n09:00–13:00", "Afternoon\n13:00–17:00"]),
        ([("11:00", "13:30")], ["Morning\n11:00–13:30"]),
        ([("14:00", "15:00")], ["Afternoon\n14:00–15:00"]),
        (
            [("10:00", "11:00"), ("19:00", "21:00")],
            ["Morning\n10:00–11:00", "Evening\n19:00–21:00"],
        ),
        ([("10:00", "")], ["Morning\n10:00"]),
        ([("", "")], ["Signature"]),
    ],
)
def test_columns_are_the_parts_of_the_day(times: list[tuple[str, str]], columns: list[str]) -> None:
    rows = [item(f"Item {n}", *each) for n, each in enumerate(times)]
    found = _columns(_sheet(plan(stop(), person("P1"), *rows)))
    assert found == columns


def test_meals_are_signed_for_only_where_there_is_nothing_else() -> None:
    lunch = item("Lunch", "13:30", "15:00", kind=ItemKind.MEAL)
    session = item("Session", "09:00", "10:00")
    assert _columns(_sheet(plan(stop(), person("P1"), lunch, session))) == ["Morning\n09:00–10:00"]
    assert _columns(_sheet(plan(stop(), person("P1"), lunch))) == ["Afternoon\n13:30–15:00"]


@pytest.mark.parametrize(
    ("people", "spare"), [(0, 2), (1, 2), (12, 2), (23, 2), (24, 4), (300, 50)]
)
def test_two_lines_are_spare_for_each_dozen(people: int, spare: int) -> None:
    visit = plan(stop(), *(person(f"P{n}") for n in range(people)), item())
    rows = listing(_sheet(visit)).table.rows
    assert sum(not row.cells for row in rows) == spare
    assert len(rows) == people + spare


def test_rows_are_lower_only_where_that_saves_a_page() -> None:
    def height(people: int) -> float:
        visit = plan(stop(), *(person(f"P{n}") for n in range(people)), item())
        return listing(_sheet(visit)).table.row_height

    assert height(5) == height(60) == 9.8
    assert 7.5 <= height(17) < 9.8


def test_a_day_without_anything_still_makes_a_sheet() -> None:
    later = (MONDAY + timedelta(days=40)).isoformat()
    document = _sheet(plan(stop(), person("P1", leaves=Edge(day=MONDAY)), item()), later)
    assert _columns(document) == ["Signature"]
    assert all(not row.cells for row in listing(document).table.rows)
    assert "Nothing planned." in said(_sheet(plan(), "no day"))


def test_an_idea_is_nothing_that_hosts_and_auditors_read() -> None:
    meeting = item("Talks", place="Office", host_organisation="Solartys")
    idea = item("Dream", place="Moon", host_organisation="Nasa", status=Status.IDEA)
    text = said(_sheet(plan(stop(), person("P1"), meeting, idea)))
    assert "Talks" in text
    assert not any(word in text for word in ("Dream", "Moon", "Nasa"))
