"""What the window does about problems."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import by_code, settle
from visitplanner.desktop.desk import Desk
from visitplanner.desktop.dialogs.delay import DelayDialog
from visitplanner.desktop.dialogs.preview import PreviewDialog
from visitplanner.desktop.dialogs.rotate import RotateDialog
from visitplanner.desktop.dialogs.split import SplitDialog
from visitplanner.desktop.dialogs.waive import WaiveDialog
from visitplanner.desktop.document import Document
from visitplanner.desktop.panels.problems import Problems
from visitplanner.desktop.widgets.report import Report
from visitplanner.domain import edits
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Item, Journey, Place
from visitplanner.domain.visit import Visit


def panel_of(desk: Desk) -> Problems:
    assert desk.workspace is not None
    return desk.workspace.panel


def answered(monkeypatch: pytest.MonkeyPatch, reason: str, name: str) -> None:
    """Fill in the dialog as somebody would, and press its button."""

    def fill(dialog: WaiveDialog) -> int:
        dialog._reason.setPlainText(reason)
        dialog._name.setText(name)
        assert dialog.accept_button.isEnabled() is bool(reason.strip())
        return QDialog.DialogCode.Accepted if reason.strip() else QDialog.DialogCode.Rejected

    monkeypatch.setattr(WaiveDialog, "exec", fill)


def test_a_problem_is_accepted_and_taken_back(
    open_desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel, document = panel_of(open_desk), open_desk.document
    assert document is not None
    answered(monkeypatch, "The host knows", "Olga")
    panel.table.selectRow(0)
    problem = panel.model.problem_at(0)
    assert problem is not None
    before = panel.model.rowCount()
    open_desk.actions.by_key["accept_problem"].trigger()
    assert open_desk.workspace is not None
    open_desk.workspace.checker.check_now()
    settle(qtbot)
    (waiver,) = document.visit.waivers
    assert (waiver.code, waiver.reason, waiver.name) == (problem.code, "The host knows", "Olga")
    assert panel.model.rowCount() == before - 1
    assert panel._accepted.text() == "1 accepted"
    assert open_desk.settings.user_name == "Olga"

    panel._accepted.setChecked(True)
    row = next(
        n for n in range(panel.model.rowCount()) if (p := panel.model.problem_at(n)) and p.waived
    )
    assert "Accepted by Olga: The host knows" in panel.model.index(row, 0).data()
    panel.table.selectRow(row)
    assert panel.accept_button.text() == "No longer accept"
    panel.accept_button.click()
    assert document.visit.waivers == ()
    document.undo_stack.undo()
    assert list(document.visit.waivers) == [waiver]


def test_no_reason_no_acceptance(open_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    answered(monkeypatch, "  ", "Olga")
    panel = panel_of(open_desk)
    panel.table.selectRow(0)
    panel.accept_button.click()
    assert open_desk.document is not None
    assert open_desk.document.visit.waivers == ()


# --- the plan of the day -------------------------------------------------------------------------


def select(desk: Desk, *codes: str) -> Document:
    assert desk.document is not None
    desk.document.select([by_code(desk.document.visit, code).id for code in codes])
    return desk.document


def words(report: Report) -> str:
    """Everything that stands in a report, line by line."""
    inside = report.widget()
    assert inside is not None
    return "\n".join(found.text() for found in inside.findChildren(QLabel))


def pressed(monkeypatch: pytest.MonkeyPatch, kind: type[PreviewDialog], act: Any) -> list[str]:
    """Do something in a dialog and press its button; what its report said is kept."""
    said: list[str] = []

    def run(dialog: Any) -> int:
        act(dialog)
        dialog.refresh()
        said.append(words(dialog.report))
        return QDialog.DialogCode.Accepted if dialog.apply_button.isEnabled() else 0

    monkeypatch.setattr(kind, "exec", run)
    return said


def test_a_delay_moves_what_follows_in_one_step(
    open_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = select(open_desk, "A1")
    before = document.visit
    said = pressed(monkeypatch, DelayDialog, lambda dialog: dialog.minutes.setValue(20))
    open_desk.actions.by_key["delay"].trigger()
    after = by_code(document.visit, "A1")
    assert (after.start, after.end) == (time(9, 20), time(10, 50))
    assert "09:00–10:30" in said[0]
    assert "09:20–10:50" in said[0]
    assert document.undo_stack.undoText() == "Welcome: 20 min late"
    document.undo_stack.undo()
    assert document.visit == before


def test_a_delay_can_be_copied(open_desk: Desk) -> None:
    document = select(open_desk, "A1")
    dialog = DelayDialog(open_desk.shell, document.visit, by_code(document.visit, "A1"))
    dialog.copy_button.click()
    assert "Welcome" in QGuiApplication.clipboard().text()
    dialog.deleteLater()


def test_no_delay_changes_nothing(open_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    document = select(open_desk, "A1")
    said = pressed(monkeypatch, DelayDialog, lambda dialog: dialog.minutes.setValue(0))
    open_desk.actions.by_key["delay"].trigger()
    assert said == ["Nothing moves: there is time enough."]
    assert not document.undo_stack.canUndo()


def test_plan_b_is_swapped_and_swapped_back(open_desk: Desk) -> None:
    document = select(open_desk, "A1")
    item = by_code(document.visit, "A1")
    open_desk.actions.by_key["plan_b"].trigger()
    assert by_code(document.visit, "A1") == item  # a banner says that there is none
    document.edit("x", edits.change, item.id, alternative_place="Restaurant")
    planned = by_code(document.visit, "A1")
    open_desk.actions.by_key["plan_b"].trigger()
    assert by_code(document.visit, "A1").place == "Restaurant"
    assert document.undo_stack.undoText() == "Welcome: Plan B"
    open_desk.actions.by_key["plan_b"].trigger()
    assert by_code(document.visit, "A1") == planned


def test_an_item_is_split_in_one_step(open_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    document = select(open_desk, "A1")
    count = len(document.visit.items)
    said = pressed(monkeypatch, SplitDialog, lambda dialog: dialog.count.setValue(2))
    open_desk.actions.by_key["split"].trigger()
    assert len(document.visit.items) == count + 1
    assert by_code(document.visit, "A1").title == "Welcome: Group A"
    assert "Group A" in said[0]
    document.undo_stack.undo()
    assert len(document.visit.items) == count


def test_groups_rotate_over_the_sites_of_a_day(
    open_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = select(open_desk, "A1")
    day = by_code(document.visit, "A1").day
    second = Item(code="A9", title="Lab", day=day, start=time(14), end=time(15), who="all")
    document.edit("x", edits.add, second.model_copy(update={"zone": "Europe/Madrid"}))
    before = document.visit

    def tick(dialog: RotateDialog) -> None:
        assert dialog.sites[by_code(document.visit, "A1").id].isChecked()
        dialog.refresh()
        assert words(dialog.report) == "Tick two sites or more."
        dialog.sites[second.id].setChecked(True)

    said = pressed(monkeypatch, RotateDialog, tick)
    open_desk.actions.by_key["rotate"].trigger()
    titles = [item.title for item in document.visit.items]
    assert {"Welcome: Group A", "Welcome: Group B", "Lab: Group A", "Lab: Group B"} <= set(titles)
    assert said[0].count("Group A") >= 2
    document.undo_stack.undo()
    assert document.visit == before


def test_groups_stand_in_the_order_of_their_numbers(qtbot: QtBot) -> None:
    people = tuple(Delegate(code=f"P{n}", groups=(f"G{n}",)) for n in (10, 2, 1, 11, 0))
    window = QWidget()
    qtbot.addWidget(window)
    dialog = RotateDialog(window, Visit(delegates=people), (), ())
    assert list(dialog.groups) == ["G0", "G1", "G2", "G10", "G11"]


@pytest.mark.parametrize("key", ["delay", "insert_transfer", "plan_b", "split", "rotate"])
def test_without_a_selection_there_is_a_hint(open_desk: Desk, key: str) -> None:
    assert open_desk.document is not None
    open_desk.document.select([])
    open_desk.actions.by_key[key].trigger()
    assert not open_desk.document.undo_stack.canUndo()


def test_the_way_to_an_item_is_put_in(open_desk: Desk) -> None:
    document = select(open_desk, "A3")
    hall, foundry = (
        Place(name=name, city="Turin", latitude=45.07, longitude=7.68 + east)
        for name, east in (("Hall", 0.0), ("Works", 0.05))
    )
    for place in (hall, foundry):
        document.edit("x", edits.add, place)
    document.edit("x", edits.change, by_code(document.visit, "A2").id, place="Hall", end=time(13))
    document.edit("x", edits.change, by_code(document.visit, "A3").id, place="Works")
    open_desk.actions.by_key["insert_transfer"].trigger()
    (made,) = document.selected()
    assert isinstance(made, Journey)
    assert (made.origin, made.destination, made.who) == ("Hall", "Works", "all")
    assert document.undo_stack.undoText() == "Insert the way to Foundry"
    select(open_desk, "T1")
    open_desk.actions.by_key["insert_transfer"].trigger()  # a banner says why there is none
    assert document.undo_stack.undoText() == "Insert the way to Foundry"
