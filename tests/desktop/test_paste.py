"""Rows pasted from a spreadsheet: what is new, what updates, what is left out and why."""

from __future__ import annotations

import time as clock
from datetime import date, time

import pytest

from tests.desktop.conftest import by_code, small_plan
from visitplanner import app
from visitplanner.domain import edits
from visitplanner.domain.people import Delegate
from visitplanner.domain.visit import Visit
from visitplanner.importing.workbook import Fate, Pasted

BARE = ["Given name", "Family name", "Organisation", "E-mail", "Diet"]


def paste(visit: Visit, collection: str, *grid: list[str], order: tuple[str, ...] = ()) -> Pasted:
    return app.paste_rows(
        visit, collection, grid, order, {"What": "title", "Family": "family_name"}
    )


def fates(pasted: Pasted) -> list[str]:
    return [row.fate.value for row in pasted.rows]


def test_a_bare_list_of_people(plan: Visit) -> None:
    pasted = paste(
        plan,
        "delegates",
        BARE,
        ["Ida", "Quarta", "Gamma", "ida@example.org", "vegan; no pork"],
        ["Ben", "Secondo", "Gamma", "", ""],
        ["Eva", "Terza", "Beta", "p03@example.org", ""],
    )
    assert pasted.with_heads
    assert pasted.headings == tuple(BARE)
    assert fates(pasted) == ["new", "changed", "same"]
    new = pasted.visit.delegates[-1]
    assert (new.name, new.code, new.diet) == ("Ida Quarta", "P04", ("vegan", "no pork"))
    assert by_code(pasted.visit, "P02").organisation == "Gamma"
    assert by_code(pasted.visit, "P02").email == "p02@example.org"  # an empty cell changes nothing
    assert pasted.rows[1].changed == ("Organisation",)
    assert by_code(pasted.visit, "P03") is by_code(plan, "P03")
    assert set(pasted.records) == {new.id, by_code(plan, "P02").id}


@pytest.mark.parametrize(
    "head",
    [
        ["First name", "Last name", "Company", "Mail"],
        ["GIVEN NAME", "Surname", "organization", "E-Mail"],
        ["Forename", "Family", "Cluster", "E-mail address"],
    ],
)
def test_heads_as_people_write_them(plan: Visit, head: list[str]) -> None:
    pasted = paste(plan, "delegates", head, ["Ida", "Quarta", "Gamma", "ida@example.org"])
    new = pasted.visit.delegates[-1]
    assert (new.given_name, new.family_name) == ("Ida", "Quarta")
    assert (new.organisation, new.email) == ("Gamma", "ida@example.org")


def test_a_name_in_one_cell(plan: Visit) -> None:
    pasted = paste(
        plan, "delegates", ["Name", "Diet"], ["Ida Maria Quarta", ""], ["Quinto, Ugo", ""]
    )
    names = [(d.given_name, d.family_name) for d in pasted.visit.delegates[-2:]]
    assert names == [("Ida Maria", "Quarta"), ("Ugo", "Quinto")]


def test_without_heads_the_order_of_the_columns_counts(plan: Visit) -> None:
    order = ("name", "organisation", "", "diet")
    pasted = paste(plan, "delegates", ["Ida Quarta", "Gamma", "what", "vegan"], order=order)
    assert not pasted.with_heads
    new = pasted.visit.delegates[-1]
    assert (new.name, new.organisation, new.diet) == ("Ida Quarta", "Gamma", ("vegan",))


def test_the_id_wins_over_the_name(plan: Visit) -> None:
    pasted = paste(plan, "delegates", ["ID", "Family name"], ["p02", "Nuovo"], ["P77", "Altro"])
    assert by_code(pasted.visit, "P02").family_name == "Nuovo"
    assert by_code(pasted.visit, "P77").family_name == "Altro"
    assert "P02" in pasted.visit.items[-1].who  # nobody has got another ID
    assert fates(pasted) == ["changed", "new"]


def test_namesakes_are_never_merged_by_guess(plan: Visit) -> None:
    twin = Delegate(code="P09", given_name="Ben", family_name="Secondo", email="b2@example.org")
    two = edits.add(plan, twin)
    head = ["Given name", "Family name", "E-mail", "Diet"]
    pasted = paste(two, "delegates", head, ["Ben", "Secondo", "", "vegan"])
    assert fates(pasted) == ["left out"]
    assert pasted.rows[0].doubts == ("2 rows are called Ben Secondo: give the ID.",)
    assert pasted.visit.delegates == two.delegates
    by_address = paste(two, "delegates", head, ["Ben", "Secondo", "B2@example.org", "vegan"])
    assert by_code(by_address.visit, "P09").diet == ("vegan",)
    other = paste(plan, "delegates", head, ["Ben", "Secondo", "else@example.org", ""])
    assert fates(other) == ["left out"]
    twice = paste(plan, "delegates", head, ["Ada", "Prima", "", "a"], ["Ada", "Prima", "", "b"])
    assert fates(twice) == ["left out", "left out"]
    strangers = paste(plan, "delegates", head, ["Jo", "Doe", "", "a"], ["Jo", "Doe", "", "b"])
    assert fates(strangers) == ["new", "new"]


def test_two_rows_of_one_person_are_left_out_however_they_name_them(plan: Visit) -> None:
    head = ["ID", "Given name", "Family name", "E-mail", "Diet"]
    by_both = paste(
        plan, "delegates", head, ["P02", "Ben", "Secondo", "", "a"], ["", "Ben", "Secondo", "", "b"]
    )
    assert fates(by_both) == ["left out", "left out"]
    assert by_both.rows[0].doubts == ("The ID P02 is there twice.",)
    assert by_both.rows[1].doubts == ("Ben Secondo is there twice.",)
    same = ["", "Ben", "Secondo", "p02@example.org"]
    by_address = paste(plan, "delegates", head, [*same, "a"], [*same, "b"])
    assert fates(by_address) == ["left out", "left out"]
    ben = by_code(plan, "P02").id
    nicknamed = edits.change(plan, ben, preferred_name="Benno")
    rows = (["", "Ben", "Secondo", "", "a"], ["", "Benno", "Secondo", "", "b"])
    by_names = paste(nicknamed, "delegates", head, *rows)
    assert fates(by_names) == ["left out", "left out"]
    assert by_names.visit.delegates == nicknamed.delegates


def test_what_cannot_be_read_is_said_and_the_rest_is_taken(plan: Visit) -> None:
    pasted = paste(
        plan,
        "items",
        ["Day", "Start", "End", "What", "Place", "Colour"],
        ["4 May 2026", "9:00", "25:10", "Tour", "Town hall", "red"],
        ["never", "", "", "Walk", "", ""],
        ["", "", "", "", "Town hall", ""],
    )
    tour, walk = pasted.visit.items[-2:]
    assert (tour.title, tour.day, tour.start, tour.end) == (
        "Tour", date(2026, 5, 4), time(9), None,
    )  # fmt: skip
    assert tour.zone == "Europe/Rome"
    assert walk.day is None
    assert pasted.rows[0].doubts == ('End: "25:10" is not a time.',)
    assert pasted.rows[1].doubts == ('Date: "never" is not a date.',)
    assert pasted.rows[2].fate is Fate.LEFT
    assert pasted.left_out == ('The column "Colour" is none of this table: it is left out.',)


def test_ids_of_other_tables_are_not_taken_over(plan: Visit) -> None:
    pasted = paste(
        plan, "items", ["ID", "Title"], ["T1", "x"], ["A1", "Hello"], ["Z1", "a"], ["Z1", "b"]
    )
    assert fates(pasted) == ["left out", "changed", "new", "left out"]
    assert by_code(pasted.visit, "A1").title == "Hello"
    assert by_code(pasted.visit, "T1") is by_code(plan, "T1")


def test_places_are_known_by_their_names(plan: Visit) -> None:
    pasted = paste(
        plan,
        "places",
        ["Name", "City", "Capacity"],
        ["TOWN HALL", "", "50"],
        ["Dock", "Milan", "x"],
    )
    assert fates(pasted) == ["changed", "new"]
    assert pasted.visit.places[0].capacity == 50
    assert pasted.visit.places[0].name == "Town hall"
    assert pasted.rows[1].doubts == ('Capacity: "x" is not a number.',)


HOSTILE = [
    "=cmd|' /C calc'!A0", "<b>bold</b>", "../../etc", "\x00\x1b[31m", "a" * 40_000, "\u202eevil",
    "'; DROP TABLE", "{name}", "%s%n", "\ud800",
]  # fmt: skip


def test_hostile_cells_are_text(plan: Visit) -> None:
    rows = [[cell, f"Family {n}", cell, cell, cell] for n, cell in enumerate(HOSTILE)]
    pasted = paste(plan, "delegates", BARE, *rows)
    assert len(pasted.rows) == len(HOSTILE)
    assert pasted.visit.delegates[3].given_name == HOSTILE[0]
    assert pasted.visit.delegates[4].given_name == HOSTILE[1]
    for collection in ("items", "places", "rooms", "tasks", "budget", "stops", "journeys"):
        sheet = paste(plan, collection, *([cell] * 6 for cell in HOSTILE), order=("",) * 6)
        assert len(sheet.rows) == len(HOSTILE)


def test_a_thousand_rows(plan: Visit) -> None:
    rows = [[f"Given{n}", f"Family{n}", "Org", f"p{n}@example.org", "vegan"] for n in range(1000)]
    start = clock.perf_counter()
    pasted = paste(plan, "delegates", BARE, *rows)
    assert clock.perf_counter() - start < 5
    assert len(pasted.visit.delegates) == 1003
    assert len({d.code for d in pasted.visit.delegates}) == 1003
    again = paste(pasted.visit, "delegates", BARE, *rows)
    assert again.count(Fate.SAME) == 1000
    assert again.visit is pasted.visit


def test_nothing_is_nothing() -> None:
    visit = small_plan()
    assert paste(visit, "delegates").rows == ()
    assert paste(visit, "delegates", BARE).visit is visit
