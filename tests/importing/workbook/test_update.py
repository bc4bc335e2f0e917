"""Bringing a visit up to date: rows by key, cells that say something else, and nothing more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from openpyxl import Workbook

from tests.importing.workbook.books import (
    SAMPLE,
    Rows,
    edited,
    said,
    set_cell,
    small,
)
from tests.importing.workbook.sayable import of_unique_codes
from tests.strategies import visits
from visitplanner.domain import edits, hosts
from visitplanner.domain.base import Entity
from visitplanner.domain.diff import as_json
from visitplanner.domain.office import parse_relative
from visitplanner.domain.people import Delegate
from visitplanner.domain.visit import COLLECTIONS, Visit
from visitplanner.domain.vocabulary import HostEventKind, HostStep
from visitplanner.errors import FileProblem
from visitplanner.importing.workbook import ImportResult, read_plan, update_plan, write_plan


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "plan.xlsx"


@pytest.fixture(scope="module")
def sample() -> Visit:
    return read_plan(SAMPLE).visit


def coded(visit: Visit, code: str) -> Any:
    records: tuple[Any, ...] = (*visit.items, *visit.journeys, *visit.delegates)
    return next(record for record in records if record.code == code)


def changes(result: ImportResult) -> list[tuple[str, str, dict[str, list[Any]]]]:
    plain = as_json(result.changes)["changes"]
    return [(c["kind"], c["id"], c["fields"] if c["kind"] == "changed" else {}) for c in plain]


def same_records(one: Visit, other: Visit) -> bool:
    pairs = [(getattr(one, name), getattr(other, name)) for name in COLLECTIONS]
    return all(a is b for old, new in pairs for a, b in zip(old, new, strict=True))


# --- Nothing changes ----------------------------------------------------------------------------


def test_the_unchanged_workbook_changes_nothing(sample: Visit) -> None:
    for sync in (False, True):
        result = update_plan(sample, SAMPLE, sync=sync)
        assert (result.changes, result.missing, result.doubts) == ((), (), ())
        assert same_records(sample, result.visit)


def test_an_export_of_the_same_visit_changes_nothing(sample: Visit, book: Path) -> None:
    visit = edits.change(sample, coded(sample, "A10").id, zone="Europe/London", start_fold=1)
    visit = edits.change(visit, visit.stops[1].id, city="Atlantis", zone="Asia/Tokyo")
    visit = edits.change(visit, visit.rooms[0].id, occupants=("P01", "Somebody, else"))
    visit = edits.add(visit, visit.items[0].model_copy(update={"id": "new", "code": ""}))
    book.write_bytes(write_plan(visit))
    result = update_plan(visit, book, sync=True)
    assert (result.changes, result.missing) == ((), ())
    assert same_records(visit, result.visit)


@settings(max_examples=10)
@given(visits())
def test_an_export_of_any_visit_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, drawn: Visit
) -> None:
    visit = of_unique_codes(drawn)
    book = tmp_path_factory.mktemp("any") / "plan.xlsx"
    book.write_bytes(write_plan(visit))
    result = update_plan(visit, book)
    assert result.changes == ()
    assert same_records(visit, result.visit)


# --- Cells --------------------------------------------------------------------------------------


def test_a_changed_cell_changes_that_record_alone(sample: Visit, book: Path) -> None:
    path = edited(book, set_cell("Programme", 7, "Start", time(15, 0)))
    result = update_plan(sample, path)
    assert changes(result) == [("changed", "A08", {"start": ["14:45:00", "15:00:00"]})]
    assert coded(result.visit, "A08").id == coded(sample, "A08").id
    changed = [a.code for a, b in zip(sample.items, result.visit.items, strict=True) if a is not b]
    assert changed == ["A08"]
    assert (result.visit.id, result.visit.namespace) == (sample.id, sample.namespace)


def test_an_emptied_cell_empties_the_field(sample: Visit, book: Path) -> None:
    result = update_plan(sample, edited(book, set_cell("Programme", 3, "Host contact", None)))
    assert changes(result) == [("changed", "A03", {"host_contact": ["Alba Álvarez", ""]})]


def test_a_field_of_the_visit(sample: Visit, book: Path) -> None:
    def edit(workbook: Workbook) -> None:
        workbook["Visit"]["B13"] = "P03"
        workbook["Visit"].delete_rows(5)

    result = update_plan(sample, edited(book, edit))
    assert changes(result) == [("changed", "CLUSGRID-2017", {"rapporteur": ["P02", "P03"]})]
    assert result.visit.organiser == "Solartys"


def test_a_cell_that_is_not_understood_changes_nothing(sample: Visit, book: Path) -> None:
    result = update_plan(sample, edited(book, set_cell("Programme", 7, "End", "25:10")))
    assert result.changes == ()
    assert said(result) == ['Programme, row 7, End: "25:10" is not a time']


def test_columns_and_sheets_that_are_absent_change_nothing(sample: Visit, book: Path) -> None:
    def edit(workbook: Workbook) -> None:
        workbook.remove(workbook["Budget"])
        sheet = workbook["Programme"]
        sheet.delete_cols(16, 3)
        sheet.delete_cols(7)

    result = update_plan(sample, edited(book, edit), sync=True)
    assert (result.changes, result.missing) == (
        (),
        ("Budget: the whole sheet; its rows were kept",),
    )


def test_a_workbook_from_before_the_hosts_loses_nothing(sample: Visit) -> None:
    railgrup = next(one for one in sample.organisations if one.name == "Railgrup")
    visit = hosts.set_step(sample, railgrup.id, HostStep.ASKED, date(2017, 10, 14))
    visit = hosts.note(visit, railgrup.id, HostEventKind.CALL, "Tuesday", date(2017, 10, 16))
    due = parse_relative("T-1w")
    visit = edits.change(visit, railgrup.id, next_action="Call again", next_due=due)
    result = update_plan(visit, SAMPLE, sync=True)
    assert (result.changes, result.visit) == ((), visit)


def test_hosts_go_through_a_workbook_and_back(sample: Visit, book: Path) -> None:
    railgrup = next(one for one in sample.organisations if one.name == "Railgrup")
    visit = hosts.set_step(sample, railgrup.id, HostStep.BRIEFED, date(2017, 10, 14))
    visit = hosts.note(visit, railgrup.id, HostEventKind.NOTE, "a: b; c, d", date(2017, 10, 16))
    visit = edits.change(visit, railgrup.id, next_action="=Call", next_due=date(2017, 10, 20))
    book.write_bytes(write_plan(visit))
    assert update_plan(sample, book).visit.organisations == visit.organisations


def test_a_step_that_nobody_knows_is_named_and_changes_nothing(sample: Visit, book: Path) -> None:
    railgrup = next(one for one in sample.organisations if one.name == "Railgrup")
    visit = hosts.set_step(sample, railgrup.id, HostStep.ASKED, date(2017, 10, 14))
    names = [one.name for one in visit.organisations]

    def edit(workbook: Workbook) -> None:
        sheet = workbook["Organisations"]
        column = sheet.max_column + 1
        sheet.cell(1, column).value = "Host step"
        for row, name in enumerate(names, start=2):
            sheet.cell(row, column).value = "won" if name == "Railgrup" else None

    result = update_plan(visit, edited(book, edit))
    assert result.changes == ()
    (text,) = said(result)
    assert '"won" is none of idea, asked, agreed' in text


def test_what_the_workbook_cannot_say_is_kept(sample: Visit, book: Path) -> None:
    item = coded(sample, "A08")
    visit = edits.change(sample, item.id, zone="Europe/London", start_fold=1, end_fold=1)
    result = update_plan(visit, edited(book, set_cell("Programme", 7, "End", time(16, 30))))
    changed = coded(result.visit, "A08")
    assert (changed.zone, changed.start_fold) == ("Europe/London", 1)
    assert (changed.end, changed.end_fold) == (time(16, 30), None)


def test_a_zone_set_by_hand_gives_way_when_the_city_changes(sample: Visit, book: Path) -> None:
    def edit(workbook: Workbook) -> None:
        set_cell("Programme", 7, "City", "Lisbon")(workbook)
        set_cell("Programme", 7, "Place", None)(workbook)

    visit = edits.change(sample, coded(sample, "A08").id, zone="Europe/London")
    assert coded(update_plan(visit, edited(book, edit)).visit, "A08").zone == "Europe/Lisbon"


# --- Zones follow -------------------------------------------------------------------------------


def test_times_follow_the_city(sample: Visit, book: Path) -> None:
    def edit(workbook: Workbook) -> None:
        set_cell("Programme", 3, "City", "Lisbon")(workbook)
        set_cell("Programme", 3, "Place", None)(workbook)
        set_cell("Journeys", 4, "To", "Lisbon")(workbook)

    result = update_plan(sample, edited(book, edit))
    assert coded(result.visit, "A03").zone == "Europe/Lisbon"
    assert coded(result.visit, "F06t").destination_zone == "Europe/Lisbon"
    assert {change.key for change in result.changes} == {"A03", "F06t"}


def test_items_follow_the_zone_of_their_stop(sample: Visit, book: Path) -> None:
    result = update_plan(sample, edited(book, set_cell("Stops", 3, "Time zone", "Europe/Lisbon")))
    moved = {item.code for item in result.visit.items if item.zone == "Europe/Lisbon"}
    assert moved == {item.code for item in sample.items if item.city == "Valencia"}
    ends = {journey.code: journey.destination_zone for journey in result.visit.journeys}
    assert (ends["A17"], ends["A16"]) == ("Europe/Lisbon", "Europe/Madrid")  # A16 says its own


def test_an_exported_plan_follows_when_a_city_changes(sample: Visit, book: Path) -> None:
    import openpyxl

    book.write_bytes(write_plan(sample))
    workbook = openpyxl.load_workbook(book)
    for row in (2, 3):
        workbook["Stops"].cell(row, 1).value = "London"
        workbook["Stops"].cell(row, 2).value = "GB"
    workbook.save(book)
    visit = read_plan(book).visit
    assert {stop.zone for stop in visit.stops} == {"Europe/London"}


# --- Rows ---------------------------------------------------------------------------------------


def test_new_rows_stand_behind_their_neighbour(sample: Visit, book: Path) -> None:
    def edit(workbook: Workbook) -> None:
        workbook["Programme"].insert_rows(5)
        workbook["Programme"]["A5"] = "A04x"
        workbook["Places"].insert_rows(2)
        workbook["Places"]["A2"] = "First of all"

    result = update_plan(sample, edited(book, edit))
    assert [item.code for item in result.visit.items][2:5] == ["A04", "A04x", "A05"]
    assert result.visit.places[0].name == "First of all"
    assert [kind for kind, _, _ in changes(result)] == ["added", "added"]


def _without(sheet: str, row: int) -> Callable[[Workbook], None]:
    return lambda workbook: workbook[sheet].delete_rows(row)


def test_missing_rows_are_kept_and_named(sample: Visit, book: Path) -> None:
    result = update_plan(sample, edited(book, _without("Programme", 3)))
    assert result.changes == ()
    assert result.missing == ("Programme: A03 Registration and coffee was kept",)


def test_with_sync_missing_rows_are_removed(sample: Visit, book: Path) -> None:
    result = update_plan(sample, edited(book, _without("Programme", 3)), sync=True)
    assert changes(result) == [("removed", "A03", {})]
    assert result.missing == ("Programme: A03 Registration and coffee was removed",)
    assert len(result.visit.items) == 21


@pytest.mark.parametrize(
    ("sheet", "row", "label"),
    [
        ("Stops", 3, "Valencia 2017-11-07"),
        ("Journeys", 2, "F04 Las Palmas de Gran Canaria – Barcelona Airport"),
        ("Delegates", 2, "P01 Jan Przykładowski"),
        ("Rooms", 13, "Las Arenas resort · P03, P12 · 2017-11-07"),
        ("Places", 3, "Solartys office"),
        ("Organisations", 2, "Solartys"),
        ("Contacts", 4, "Allan Mayo"),
        ("Tasks", 4, "Host packs out"),
        ("Budget", 2, "Travel · Train Barcelona-Valencia"),
    ],
)
def test_how_missing_rows_are_named(
    sample: Visit, book: Path, sheet: str, row: int, label: str
) -> None:
    result = update_plan(sample, edited(book, _without(sheet, row)))
    assert result.missing == (f"{sheet}: {label} was kept",)
    assert result.changes == ()


def test_the_order_of_rows_is_no_change(sample: Visit, book: Path) -> None:
    def turn(workbook: Workbook) -> None:
        for sheet in workbook.worksheets[1:]:
            first, *rows = sheet.iter_rows(values_only=True)
            sheet.delete_rows(1, sheet.max_row)
            for row in (first, *reversed(rows)):
                sheet.append(row)

    result = update_plan(sample, edited(book, turn), sync=True)
    assert (result.changes, result.missing) == ((), ())
    assert same_records(sample, result.visit)


def test_a_replacement(sample: Visit, book: Path) -> None:
    """One person cancels, another takes the bed and the seat."""

    def edit(workbook: Workbook) -> None:
        people = workbook["Delegates"]
        row = [cell.value for cell in people[14]]
        set_cell("Delegates", 14, "Status", "cancelled")(workbook)
        people.append(["P16", "Nueva", "Persona", None, None, *row[5:]])
        set_cell("Rooms", 25, "Occupants", "P16")(workbook)
        set_cell("Journeys", 17, "Who", "P03; P05; P16; P15")(workbook)

    result = update_plan(sample, edited(book, edit), sync=True)
    assert said(result) == []
    assert [(kind, key) for kind, key, _ in changes(result)] == [
        ("changed", "A28b"),
        ("changed", "P13"),
        ("added", "P16"),
        ("removed", "Las Arenas resort · P13 · 2017-11-08"),
        ("added", "Las Arenas resort · P16 · 2017-11-08"),
    ]


# --- Keys ---------------------------------------------------------------------------------------


def test_keys_match_without_regard_to_case_and_order(sample: Visit, book: Path) -> None:
    def edit(workbook: Workbook) -> None:
        set_cell("Places", 3, "Name", "SOLARTYS  office")(workbook)
        set_cell("Rooms", 13, "Occupants", "p12, P03")(workbook)
        set_cell("Stops", 2, "City", "barcelona")(workbook)

    result = update_plan(sample, edited(book, edit))
    assert result.missing == ()
    assert [kind for kind, _, _ in changes(result)] == ["changed"] * 3


BUDGET: Rows = [
    ["Heading", "Item", "Actual"],
    ["Travel", "Taxi", 10],
    ["Travel", "Taxi", 20],
    ["Travel", "Taxi", 30],
    [None, None, 40],
    [None, None, 50],
]


def _actuals(records: tuple[Entity, ...]) -> list[int]:
    return [int(getattr(record, "actual", None) or 0) for record in records]


def test_rows_that_share_a_key_are_paired_by_what_they_say(book: Path) -> None:
    visit = read_plan(small(book, Budget=BUDGET)).visit
    turned = [BUDGET[0], BUDGET[3], [*BUDGET[1][:2], 11], BUDGET[2], BUDGET[5], BUDGET[4]]
    result = update_plan(visit, small(book, Budget=turned))
    assert changes(result) == [("changed", "Travel · Taxi", {"actual": ["10", "11"]})]
    assert _actuals(result.visit.budget) == [11, 20, 30, 40, 50]


def test_rows_without_a_key_mean_only_what_they_equal(book: Path) -> None:
    visit = read_plan(small(book, Budget=BUDGET)).visit
    result = update_plan(visit, small(book, Budget=[*BUDGET[:5], [None, None, 51]]))
    assert [kind for kind, _, _ in changes(result)] == ["added"]
    assert result.missing == ("Budget: one without a key was kept",)
    assert sorted(_actuals(result.visit.budget)) == [10, 20, 30, 40, 50, 51]


def test_an_id_that_the_visit_has_elsewhere_is_refused(sample: Visit, book: Path) -> None:
    def edit(workbook: Workbook) -> None:
        workbook["Programme"].delete_rows(3)
        set_cell("Journeys", 4, "ID", "A03")(workbook)

    with pytest.raises(FileProblem, match=r"A03 twice \(Journeys, row 4, and the visit"):
        update_plan(sample, edited(book, edit))
    assert len(update_plan(sample, book, sync=True).missing) == 2


def test_a_stop_is_known_by_its_city_and_arrival(sample: Visit, book: Path) -> None:
    result = update_plan(sample, edited(book, set_cell("Stops", 3, "Arrive", date(2017, 11, 8))))
    assert result.missing == ("Stops: Valencia 2017-11-07 was kept",)
    assert [(kind, key) for kind, key, _ in changes(result)] == [("added", "Valencia 2017-11-08")]


def test_a_doubtful_key_still_means_the_row_that_has_the_rest(sample: Visit, book: Path) -> None:
    def edit(workbook: Workbook) -> None:
        set_cell("Stops", 3, "Arrive", "32/11/2017")(workbook)
        set_cell("Stops", 3, "Notes", "Changed")(workbook)

    result = update_plan(sample, edited(book, edit), sync=True)
    assert said(result) == ['Stops, row 3, Arrive: "32/11/2017" is not a date']
    assert result.missing == ()
    assert [(kind, key) for kind, key, _ in changes(result)] == [("changed", "Valencia 2017-11-07")]
    assert result.visit.stops[1].arrive == date(2017, 11, 7)


def test_a_doubtful_key_removes_nothing(sample: Visit, book: Path) -> None:
    def edit(workbook: Workbook) -> None:
        for row in (2, 15):  # the two rooms of P01 and P02 in one city
            set_cell("Rooms", row, "Check-in", "soon")(workbook)
            set_cell("Rooms", row, "Hotel", "Hotel Exemple Eixample")(workbook)
            set_cell("Rooms", row, "Occupants", "P99")(workbook)

    result = update_plan(sample, edited(book, edit), sync=True)
    assert [change.kind.value for change in result.changes] == ["added", "added"]
    assert [missing.endswith(" was kept") for missing in result.missing] == [True, True]


# --- Typed over ---------------------------------------------------------------------------------


def test_what_is_left_of_somebody_who_was_typed_over_is_named(book: Path) -> None:
    gert = Delegate(
        code="P07",
        given_name="Gert",
        family_name="Eksempel",
        diet=("vegan",),
        nationality="DK",
        emergency_contact="Ida Eksempel",
        health_consent=True,
    )
    new = gert.model_copy(update={"given_name": "Ines", "family_name": "Ny", "nationality": "PT"})
    book.write_bytes(write_plan(Visit(delegates=(new,))))
    (doubt,) = said(update_plan(Visit(delegates=(gert,)), book))
    assert doubt == (
        "Delegates, row 2: P07 was Gert Eksempel and is Ines Ny now: look at consents, diet and"
        " allergies and emergency contact, still as Gert Eksempel had them"
    )


def test_nothing_is_said_of_somebody_who_married(sample: Visit, book: Path) -> None:
    visit = edits.change(sample, sample.delegates[1].id, family_name="Neu")
    book.write_bytes(write_plan(visit))
    result = update_plan(sample, book)
    assert (len(result.changes), result.doubts) == (1, ())
