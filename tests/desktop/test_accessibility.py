"""A walk over every page as a screen reader takes it: no control without a name."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import by_code, settle
from visitplanner.desktop.desk import Desk
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
