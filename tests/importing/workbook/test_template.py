"""The empty workbook: nothing in it is a plan, and everything in it helps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl import Workbook

from tests.importing.workbook.books import SAMPLE
from visitplanner.domain import vocabulary
from visitplanner.domain.diff import diff
from visitplanner.domain.visit import COLLECTIONS, Visit
from visitplanner.importing.workbook import read_plan, write_template
from visitplanner.importing.workbook.sheets import SHEETS, VISIT


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "template.xlsx"
    path.write_bytes(write_template())
    return path


def fields(workbook: Workbook) -> list[Any]:
    return [row[0] for row in workbook["Visit"].values]


def test_it_is_an_empty_plan(book: Path) -> None:
    result = read_plan(book)
    assert diff(Visit(), result.visit) == ()
    assert (result.doubts, result.left_out, set(result.taken.values())) == ((), (), {0})


def test_it_is_the_same_each_time() -> None:
    assert write_template() == write_template()


def test_it_has_the_headings_of_the_sample(book: Path) -> None:
    template, sample = openpyxl.load_workbook(book), openpyxl.load_workbook(SAMPLE)
    assert template.sheetnames == [*sample.sheetnames, "Travel times", "Help"]
    fields = [row[0] for row in sample["Visit"].values]
    assert [row[0] for row in template["Visit"].values][: len(fields)] == fields
    for sheet in sample.worksheets[1:]:
        headings = [cell.value for cell in sheet[1]]
        assert [cell.value for cell in template[sheet.title][1]][: len(headings)] == headings


def test_examples_are_grey_and_speak_of_every_core_column(book: Path) -> None:
    template = openpyxl.load_workbook(book)
    for plan in SHEETS:
        row = template[plan.name][2]
        assert str(row[0].value).startswith("Example: ")
        assert {cell.font.color.rgb for cell in row if cell.value is not None} == {"FF8A8F98"}
        assert len([cell for cell in row if cell.value is not None]) >= len(plan.columns) // 2


def test_examples_are_understood(book: Path) -> None:
    """Whoever takes the mark away has rows that are doubtful only in what they refer to."""
    template = openpyxl.load_workbook(book)
    for sheet in template.worksheets[1:-1]:
        sheet["A2"] = str(sheet["A2"].value).removeprefix("Example: ")
    template.save(book)
    result = read_plan(book)
    assert set(result.taken.values()) == {0, 1}
    sheets = {plan.name: plan for plan in SHEETS}
    columns = [sheets[doubt.sheet].column(str(doubt.column)) for doubt in result.doubts]
    assert all(column.refers or column.heading == "From time zone" for column in columns)


def test_a_row_of_ones_own_may_stand_where_the_example_was(book: Path) -> None:
    template = openpyxl.load_workbook(book)
    template["Organisations"]["A2"] = "Our Cluster"
    template["Organisations"].append(["Their Cluster"])
    template.save(book)
    result = read_plan(book)
    assert [o.name for o in result.visit.organisations] == ["Our Cluster", "Their Cluster"]
    assert result.left_out == ()


def test_an_example_that_was_filled_in_is_named(book: Path) -> None:
    template = openpyxl.load_workbook(book)
    template["Organisations"]["B2"] = "our own kind"
    template.save(book)
    result = read_plan(book)
    assert result.visit.organisations == ()
    assert result.left_out == (
        'Organisations, row 2: "Example: Muster Cluster" marks the template\'s example',
    )


def _offered(sheet: Any) -> dict[str, Any]:
    headings = {cell.column_letter: cell.value for cell in sheet[1]}
    return {
        headings[str(rule.sqref)[: str(rule.sqref).index("2")]]: rule
        for rule in sheet.data_validations.dataValidation
    }


@pytest.mark.parametrize(
    ("sheet", "heading", "words"),
    [
        ("Programme", "Kind", vocabulary.ItemKind),
        ("Programme", "Status", vocabulary.Status),
        ("Journeys", "Kind", vocabulary.JourneyKind),
        ("Journeys", "Mode", vocabulary.Mode),
        ("Journeys", "Status", vocabulary.Status),
        ("Rooms", "Room type", vocabulary.RoomKind),
        ("Delegates", "Role", vocabulary.DelegateRole),
        ("Delegates", "Status", vocabulary.Registration),
        ("Contacts", "Role", vocabulary.ContactRole),
    ],
)
def test_every_vocabulary_has_a_drop_down(book: Path, sheet: str, heading: str, words: Any) -> None:
    rule = _offered(openpyxl.load_workbook(book)[sheet])[heading]
    offered = rule.formula1.strip('"').split(",")
    assert offered == [word.value for word in words if word.value != "other"]
    assert rule.errorStyle == "warning"


def test_no_list_is_longer_than_excel_takes(book: Path) -> None:
    for sheet in openpyxl.load_workbook(book):
        for rule in sheet.data_validations.dataValidation:
            assert len(rule.formula1) <= 255
            assert len(rule.error or "") <= 255


def test_diets_and_flags_are_offered(book: Path) -> None:
    rules = _offered(openpyxl.load_workbook(book)["Delegates"])
    assert "vegetarian" in rules["Diet"].formula1
    assert rules["Diet"].showErrorMessage is False
    assert rules["Photo consent"].formula1 == '"yes,no"'


def test_help_explains_every_column(book: Path) -> None:
    rows = [row[:4] for row in openpyxl.load_workbook(book)["Help"].iter_rows(values_only=True)]
    explained = {str(row[1]).removesuffix(" •"): row[2] for row in rows if row[1]}
    for plan in (VISIT, *SHEETS):
        for column in plan.columns:
            assert explained[column.heading]


def test_every_field_of_a_record_has_a_column() -> None:
    """What a plan can hold, a workbook can say, but for what machines keep."""
    unsaid = {"id", "attachments", "start_fold", "end_fold", "depart_fold", "arrive_fold"}
    for plan in SHEETS:
        fields = {name for column in plan.columns for name in column.fields}
        assert set(COLLECTIONS[plan.collection].model_fields) - fields - unsaid <= {"zone"}
    said = {name for column in VISIT.columns for name in column.fields}
    assert set(Visit.model_fields) - said == {"id", "namespace", "waivers", *COLLECTIONS}


def test_it_says_who_is_reached_where_a_place_has_no_address(book: Path) -> None:
    rows = openpyxl.load_workbook(book)["Help"].iter_rows(values_only=True)
    told = [str(row[2]) for row in rows if str(row[1]).startswith("E-mail")]
    words = "Contact of the same name, or to one whose Organisation has that name"
    assert sum(words in each for each in told) == 1
