"""What the window does about problems."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import settle
from visitplanner.desktop.desk import Desk
from visitplanner.desktop.dialogs.waive import WaiveDialog
from visitplanner.desktop.panels.problems import Problems


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
