"""A walk over every page and dialog as a screen reader takes it: no control without a name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Shelf, by_code, settle
from visitplanner.desktop.action_table import ACTIONS
from visitplanner.desktop.desk import Desk
from visitplanner.desktop.dialogs import message
from visitplanner.desktop.workspace import TABS
from visitplanner.domain.visit import Visit

Role = QAccessible.Role
_CONTROLS = {
    Role.PushButton, Role.Button, Role.CheckBox, Role.RadioButton, Role.ComboBox,
    Role.EditableText, Role.Table, Role.Tree, Role.List, Role.PageTabList, Role.PageTab,
    Role.MenuItem, Role.ButtonMenu, Role.ProgressBar, Role.SpinBox, Role.Link,
}  # fmt: skip


def unnamed(interface: QAccessibleInterface, path: str = "") -> list[str]:
    """The controls without a name below an object, each with the way to it."""
    found = []
    here = f"{path}/{interface.role().name}"
    state = interface.state()
    if state.invisible:
        return []
    name = interface.text(QAccessible.Text.Name)
    owner = interface.object()
    inside = isinstance(owner, QWidget) and owner.objectName().startswith("qt_")
    if interface.role() in _CONTROLS and not name and not inside:
        found.append(f"{here} {type(owner).__name__} {owner.objectName()}")
    if interface.role() in (Role.Table, Role.Tree, Role.List):
        return found  # the cells speak through their model
    for number in range(interface.childCount()):
        child = interface.child(number)
        if child.isValid():
            found += unnamed(child, here)
    return found


def walk(widget: QWidget) -> list[str]:
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return unnamed(interface)


def test_the_welcome_page_is_named_throughout(desk: Desk) -> None:
    assert walk(desk.shell) == []


@pytest.mark.parametrize("tab", TABS)
def test_every_page_is_named_throughout(
    open_desk: Desk, plan: Visit, tab: str, qtbot: QtBot
) -> None:
    workspace = open_desk.workspace
    assert workspace is not None
    workspace.go_to(by_code(plan, "A1").id)
    workspace.show_tab(tab)
    if tab == "people":
        workspace.go_to(by_code(plan, "P01").id)
    settle(qtbot)
    assert walk(open_desk.shell) == []


def test_every_pane_and_the_palette_are_named(open_desk: Desk, plan: Visit, qtbot: QtBot) -> None:
    workspace, document = open_desk.workspace, open_desk.document
    assert workspace is not None
    assert document is not None
    for name in workspace.docks:
        workspace.panes.show(name, shown=True)
    workspace.tray.buttons[0].setChecked(True)
    document.select([by_code(plan, "A5").id])
    open_desk.editing.delete()
    open_desk.banners.show("Something was done.", choices=(("Undo", document.undo_stack.undo),))
    settle(qtbot)
    assert walk(open_desk.shell) == []
    open_desk.finding.open("a")
    assert walk(open_desk.shell) == []
    open_desk.finding.palette.dismiss()
    settle(qtbot)


_QUIET = {"print", "quit", "close", "save", "delete", "sample"}
"""Actions that open nothing of ours to be walked over."""


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, list[str]]]]:
    """What is unnamed in each dialog that is asked to wait for an answer, by its class."""
    seen: list[tuple[str, list[str]]] = []

    def look(dialog: QDialog) -> int:
        dialog.show()
        for _turn in range(3):
            QThreadPool.globalInstance().waitForDone(5000)
            QApplication.processEvents()
        seen.append((type(dialog).__name__, walk(dialog)))
        dialog.hide()
        return QDialog.DialogCode.Rejected

    monkeypatch.setattr(QDialog, "exec", look)
    yield seen
    seen.clear()


def test_every_dialog_of_an_action_is_named_throughout(
    open_desk: Desk,
    plan: Visit,
    shelf: Shelf,
    opened: list[tuple[str, list[str]]],
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    path = tmp_path / "plan.visit"
    answer = staticmethod(lambda *_a, **_k: ("", ""))
    for name in ("getSaveFileName", "getOpenFileName", "getOpenFileNames"):
        monkeypatch.setattr(QFileDialog, name, answer)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", staticmethod(lambda *_a, **_k: ""))
    monkeypatch.setattr(message, "ask", lambda *_a, **_k: "cancel")
    document, workspace = open_desk.document, open_desk.workspace
    assert document is not None
    assert workspace is not None
    document.mark_saved(shelf.save_visit(document.dossier, path, None))
    for spec in ACTIONS:
        if (not spec.text.endswith("…") and spec.menu != "Help") or spec.key in _QUIET:
            continue
        workspace.go_to(by_code(plan, "A1").id)
        if spec.page:
            workspace.show_tab(spec.page)
        workspace.panel.table.selectRow(0)
        open_desk.actions.by_key[spec.key].trigger()
        settle(qtbot)
        for dialog in open_desk.shell.findChildren(QDialog):
            if dialog.isVisible():
                opened.append((type(dialog).__name__, walk(dialog)))
                dialog.close()
    settle(qtbot)
    names = {name for name, _unnamed in opened}
    assert {name: unnamed for name, unnamed in opened if unnamed} == {}
    assert {"NewVisitDialog", "PreferencesDialog", "PublishDialog", "DelayDialog"} <= names
    assert {"WaiveDialog", "SplitDialog", "MissingDialog", "HelpWindow", "AboutDialog"} <= names


def test_the_second_step_of_the_wizard_is_named(qapp: QApplication) -> None:
    from visitplanner.desktop.dialogs.new_visit import NewVisitDialog

    dialog = NewVisitDialog(None, finder=lambda _name, _near: None)
    dialog.title.setText("Title")
    dialog.rows[0].city.setText("Porto")
    dialog.show()
    dialog.accept()
    dialog.rows[0].arrive.setText("4 May 2026")
    dialog.accept()
    assert dialog.steps.currentIndex() == 1
    assert walk(dialog) == []
    dialog.close()
    dialog.deleteLater()


def test_buttons_reach_a_size_that_can_be_hit(open_desk: Desk, qtbot: QtBot) -> None:
    from visitplanner.desktop.timeline.block import Block

    small = [
        f"{type(b).__name__} {b.accessibleName() or b.text()} {b.width()}x{b.height()}"
        for b in open_desk.shell.findChildren(QAbstractButton)
        if b.isVisible()
        and not isinstance(b, Block)
        and not b.objectName().startswith("qt_")
        and (b.height() < 20 or b.width() < 20)
        and type(b).__module__.startswith("visitplanner")
    ]
    assert small == []
    settle(qtbot)
