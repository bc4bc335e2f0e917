"""Every action by the keyboard alone: the keys are pressed, in a window, and it is carried out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Shelf, by_code, settle
from visitplanner.desktop.action_spec import ActionSpec
from visitplanner.desktop.action_table import ACTIONS
from visitplanner.desktop.desk import Desk
from visitplanner.desktop.document import Document
from visitplanner.desktop.shell import Shell
from visitplanner.desktop.widgets.focus import first_stop
from visitplanner.domain import edits
from visitplanner.domain.versions import Dossier
from visitplanner.domain.visit import Visit


@pytest.fixture
def run() -> list[str]:
    """The actions that have been carried out, by their keys."""
    return []


@pytest.fixture
def deaf(
    qtbot: QtBot, shelf: Shelf, plan: Visit, run: list[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    """A window in which every action is heard and does nothing; an item is selected."""
    real = Desk._handlers

    def heard(desk: Desk) -> dict[str, object]:
        return {key: partial(run.append, key) for key in real(desk)}

    monkeypatch.setattr(Desk, "_handlers", heard)
    shell = Shell()
    shell.resize(1440, 900)
    shell.show()
    desk = Desk(shell, shelf)
    document = Document(Dossier(visit=plan))
    desk.show(document)
    settle(qtbot)
    document.select([by_code(plan, "A1").id])
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    yield desk
    desk.tasks.cancel_all()
    settle(qtbot)
    desk.abandon()
    shell.may_close = None
    shell.close()
    shell.deleteLater()


PAGES = sorted({spec.page or "timeline" for spec in ACTIONS})
"""The pages that together have every action: the timeline, and those with some of their own."""


def of_page(page: str) -> list[ActionSpec]:
    """The actions that are tried on a page."""
    return [spec for spec in ACTIONS if (spec.page or "timeline") == page]


def stand_on(desk: Desk, page: str) -> None:
    """Put the focus where a planner has it: on the selected item of the timeline, or on a page."""
    assert desk.document is not None
    assert desk.workspace is not None
    desk.workspace.show_tab(page)
    if page != "timeline":
        target = first_stop(desk.workspace.page(page))
        assert target is not None
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        return
    block = desk.workspace.timeline.canvas.block_of(desk.document.selection[0])
    assert block is not None
    block.setFocus(Qt.FocusReason.OtherFocusReason)
    assert QApplication.focusWidget() is block


def letter_of(text: str) -> str:
    """The letter that chooses an entry, or nothing."""
    mark = text.replace("&&", "__").find("&")
    return text[mark + 1].lower() if mark >= 0 else ""


def letters(menu: QMenu | QMenuBar) -> list[str]:
    """The letters of a menu, in the order of its entries."""
    return [letter for action in menu.actions() if (letter := letter_of(action.text()))]


def ways(menu: QMenu, above: str) -> Iterator[tuple[str, str]]:
    """The actions of a menu with the letters that lead to each."""
    for action in menu.actions():
        inner, way = action.menu(), above + letter_of(action.text())
        if len(way) == len(above):
            continue
        if isinstance(inner, QMenu):
            yield from ways(inner, way)
        elif action.objectName():
            yield action.objectName(), way


@pytest.mark.parametrize("page", PAGES)
def test_each_shortcut_carries_out_its_action(deaf: Desk, run: list[str], page: str) -> None:
    stand_on(deaf, page)
    pressed = {}
    for spec in of_page(page):
        assert deaf.actions.by_key[spec.key].isEnabled(), spec.key
        for keys in deaf.actions.by_key[spec.key].shortcuts():
            del run[:]
            focus = QApplication.focusWidget()
            assert focus is not None
            QTest.keySequence(focus, keys)
            pressed[spec.key, keys.toString()] = list(run)
    wrong = {key: done for key, done in pressed.items() if done != [key[0]]}
    assert wrong == {}
    assert pressed


def test_undo_and_redo_have_their_keys(deaf: Desk, plan: Visit) -> None:
    document = deaf.document
    assert document is not None
    document.edit("Rename", edits.change, by_code(plan, "A1").id, title="Reception")
    after = document.visit
    stand_on(deaf, "timeline")
    for keys, visit in (
        ("Ctrl+Z", plan),
        ("Ctrl+Y", after),
        ("Ctrl+Z", plan),
        ("Ctrl+Shift+Z", after),
    ):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keySequence(focus, QKeySequence(keys))
        assert document.visit is visit, keys


@pytest.mark.parametrize("page", PAGES)
def test_letters_lead_to_each_action(deaf: Desk, run: list[str], page: str) -> None:
    """`Alt` with the letter of a menu opens it; one letter more for each menu inside."""
    stand_on(deaf, page)
    found: dict[str, str] = {}
    for menu in deaf.actions.menus.values():
        found |= dict(ways(menu, letter_of(menu.menuAction().text())))
    bare = {s.key for s in ACTIONS if deaf.actions.by_key[s.key].shortcut().isEmpty()}
    assert bare <= found.keys()
    wrong = {}
    for key in (spec.key for spec in of_page(page) if spec.key in found):
        del run[:]
        follow(deaf, found[key])
        if run != [key] or QApplication.activePopupWidget() is not None:
            wrong[key] = (found[key], list(run))
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
    assert wrong == {}


def follow(desk: Desk, way: str) -> None:
    """Open a menu and go on by letters."""
    QTest.keyClick(desk.shell, key_of(way[0]), Qt.KeyboardModifier.AltModifier)
    for letter in way[1:]:
        popup = QApplication.activePopupWidget()
        assert isinstance(popup, QMenu), way
        QTest.keyClick(popup, key_of(letter))


def test_no_letter_stands_twice_in_a_menu(deaf: Desk) -> None:
    menus = {**deaf.actions.menus, **deaf.actions.submenus}
    found = {name: letters(menu) for name, menu in menus.items()}
    found["the bar"] = letters(deaf.shell.menuBar())
    twice = {name: some for name, some in found.items() if len(some) != len(set(some))}
    assert twice == {}
    assert len(found["the bar"]) == len(deaf.actions.menus)


def key_of(letter: str) -> Qt.Key:
    """The key with a letter or a digit on it."""
    return Qt.Key(ord(letter.upper()))
