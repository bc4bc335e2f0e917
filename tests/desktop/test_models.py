"""The tables follow the plan, and Qt's own tester finds nothing to complain about."""

from __future__ import annotations

from datetime import time

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from tests.desktop.conftest import MONDAY, TUESDAY, by_code
from visitplanner.desktop.document import Document
from visitplanner.desktop.models.people import PeopleModel
from visitplanner.desktop.models.programme import ProgrammeModel
from visitplanner.desktop.models.records import RecordsModel
from visitplanner.desktop.models.table import TableModel
from visitplanner.domain import edits, moves
from visitplanner.domain.visit import COLLECTIONS, Visit

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def _column(model: TableModel, key: str) -> int:
    return [column.key for column in model.columns].index(key)


def _texts(model: TableModel, key: str) -> list[str]:
    column = _column(model, key)
    return [str(model.index(row, column).data() or "") for row in range(model.rowCount())]


def _models(document: Document) -> list[TableModel]:
    lists: list[TableModel] = [RecordsModel(document, name) for name in COLLECTIONS]
    return [ProgrammeModel(document), PeopleModel(document), *lists]


def test_models_hold_while_the_plan_changes(document: Document, plan: Visit) -> None:
    models = _models(document)
    testers = [QAbstractItemModelTester(model, FATAL) for model in models]
    welcome, ada = by_code(plan, "A1").id, by_code(plan, "P01").id
    document.edit("1", moves.move_item, welcome, TUESDAY, time(8))
    document.edit("2", edits.remove, by_code(plan, "A2").id)
    document.edit("3", edits.duplicate, welcome)
    document.edit("4", edits.change, ada, family_name="Zeta")
    for model in models:
        model.sort(0, Qt.SortOrder.DescendingOrder)
        model.set_filter("a")
        model.set_filter("")
    while document.undo_stack.canUndo():
        document.undo_stack.undo()
    document.undo_stack.redo()
    assert testers
    assert {m.rowCount() for m in models if isinstance(m, PeopleModel)} == {3}


def test_the_programme_stands_by_days(document: Document) -> None:
    model = ProgrammeModel(document)
    assert _texts(model, "start")[0] == "Mon 4 May 2026 · Turin · 6 entries"
    titles = [text for text in _texts(model, "title") if text]
    assert titles[:3] == ["Welcome", "Coach to Foundry hall", "Lunch"]
    assert titles[-1] == "Museum"
    assert "Not scheduled yet" in _texts(model, "start")


def test_sorting_is_within_the_days(document: Document) -> None:
    model = ProgrammeModel(document)
    model.sort(_column(model, "title"), Qt.SortOrder.AscendingOrder)
    keys = [model.key_at(row) for row in range(model.rowCount())]
    assert next(key for key in keys if key.startswith("day:")) == f"day:{MONDAY}"
    titles = _texts(model, "title")
    monday = titles[1 : keys.index(f"day:{TUESDAY}")]
    assert monday == sorted(monday, key=str.casefold)


def test_a_row_keeps_its_persistent_index(document: Document, plan: Visit) -> None:
    model = ProgrammeModel(document)
    dinner = by_code(plan, "A4").id
    held = QPersistentModelIndex(model.index(model.row_of(dinner), 0))
    document.edit("m", moves.move_item, dinner, TUESDAY, time(7))
    assert held.isValid()
    assert held.row() == model.row_of(dinner)
    document.edit("r", edits.remove, dinner)
    assert not held.isValid()


def test_cells_edit_the_plan(document: Document, plan: Visit) -> None:
    model = ProgrammeModel(document)
    welcome = by_code(plan, "A1").id

    def put(key: str, text: str) -> bool:
        index = model.index(model.row_of(welcome), _column(model, key))
        return model.setData(index, text)

    assert put("start", "10:00")
    moved = by_code(document.visit, "A1")
    assert (moved.start, moved.end) == (time(10), time(11, 30))
    assert put("end", "12")
    assert put("status", "tentative")
    assert by_code(document.visit, "A1").end == time(12)
    assert document.undo_stack.undoText() == "Change status of Welcome"


def test_a_cell_that_names_another_town_brings_its_clock(document: Document, plan: Visit) -> None:
    model = ProgrammeModel(document)
    row = model.row_of(by_code(plan, "J1").id)
    assert model.setData(model.index(row, _column(model, "place")), "Riga")
    assert by_code(document.visit, "J1").destination_zone == "Europe/Riga"


def test_a_bad_cell_is_refused_with_a_sentence(document: Document, plan: Visit) -> None:
    said: list[str] = []
    document.refused.connect(said.append)
    model = ProgrammeModel(document)
    index = model.index(model.row_of(by_code(plan, "A1").id), _column(model, "start"))
    assert not model.setData(index, "25:10")
    assert document.visit is plan
    assert said == ["There is no such time as 25:10."]


@pytest.mark.parametrize(("words", "names"), [("beta", 2), ("eva beta", 1), ("nobody", 0)])
def test_the_filter_wants_every_word(document: Document, words: str, names: int) -> None:
    model = PeopleModel(document)
    model.set_filter(words)
    assert model.rowCount() == names


def test_a_name_is_parted_at_the_family_name(document: Document, plan: Visit) -> None:
    model = PeopleModel(document)
    row = model.row_of(by_code(plan, "P03").id)
    model.setData(model.index(row, 0), "Eva Maria Terza")
    changed = by_code(document.visit, "P03")
    assert (changed.given_name, changed.family_name) == ("Eva Maria", "Terza")
