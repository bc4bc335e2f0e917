"""A hotel, organisation or contact that a workbook calls by another name is the same one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from visitplanner.domain.people import Contact, Delegate, Organisation
from visitplanner.domain.programme import Place, Room
from visitplanner.domain.visit import Visit
from visitplanner.importing.workbook import update_plan, write_plan

ROOM = Room(
    hotel="Hotel Prado", occupants=("P01",), check_in=date(2027, 5, 13), check_out=date(2027, 5, 14)
)
VISIT = Visit(
    title="A visit",
    delegates=(Delegate(code="P01", given_name="Ana", family_name="Muster"),),
    places=(
        Place(name="Hotel Prado", city="Madrid", address="Paseo 4", phone="+34 1", kind="hotel"),
        Place(name="Hotel Tejo", city="Lisbon", address="Rua A 1", phone="+34 1", kind="hotel"),
    ),
    organisations=(Organisation(name="Hotel Prado", kind="hotel", country="ES", city="Madrid"),),
    contacts=(Contact(name="Desk", organisation="Hotel Prado", email="desk@example.org"),),
    rooms=(ROOM,),
)
Edit = Callable[[openpyxl.Workbook], None]


def imported(tmp_path: Path, names: Mapping[str, str], edit: Edit = lambda _: None):  # type: ignore[no-untyped-def]
    """What comes of the plan with names replaced everywhere in its workbook."""
    path = tmp_path / "plan.xlsx"
    path.write_bytes(write_plan(VISIT))
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets[1:]:
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                if cell.value in names:
                    cell.value = names[str(cell.value)]
    edit(book)
    book.save(path)
    return update_plan(VISIT, path, sync=True)


def test_a_house_with_another_name_is_the_same_one(tmp_path: Path) -> None:
    result = imported(tmp_path, {"Hotel Prado": "Hotel Prado Nuevo"})
    visit = result.visit
    assert [place.id for place in visit.places] == [place.id for place in VISIT.places]
    assert visit.organisations[0].id == VISIT.organisations[0].id
    assert (visit.rooms[0].id, visit.rooms[0].hotel) == (ROOM.id, "Hotel Prado Nuevo")
    assert visit.contacts[0].organisation == "Hotel Prado Nuevo"
    assert set(result.renamed) == {"Hotel Prado is called Hotel Prado Nuevo now"}
    assert result.missing == ()
    assert {change.kind.value for change in result.changes} == {"changed"}


def test_a_contact_is_known_by_the_address(tmp_path: Path) -> None:
    result = imported(tmp_path, {"Desk": "Reception"})
    assert result.visit.contacts[0].id == VISIT.contacts[0].id
    assert result.renamed == ("Desk is called Reception now",)


def other_address(book: openpyxl.Workbook) -> None:
    _put(book, "Address", "Elsewhere 9")


def both_alike(book: openpyxl.Workbook) -> None:
    sheet = book["Places"]
    sheet.append([cell.value for cell in sheet[2]])
    sheet.cell(sheet.max_row, 1).value = "Hotel Otro"


def _put(book: openpyxl.Workbook, heading: str, value: str) -> None:
    sheet = book["Places"]
    column = next(cell.column for cell in sheet[1] if cell.value == heading)
    sheet.cell(2, column).value = value


@pytest.mark.parametrize("edit", [other_address, both_alike])
def test_another_house_is_another_one(tmp_path: Path, edit: Edit) -> None:
    result = imported(tmp_path, {"Hotel Prado": "Palacio Balmes"}, edit)
    assert VISIT.places[0].id not in {place.id for place in result.visit.places}
    assert result.renamed == ()
