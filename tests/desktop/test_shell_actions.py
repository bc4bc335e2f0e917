"""Actions, their letters and shortcuts; preferences and help."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Shelf, by_code, settle
from visitplanner.desktop import theme
from visitplanner.desktop.action_table import ACTIONS
from visitplanner.desktop.actions import Scene
from visitplanner.desktop.desk import Desk
from visitplanner.desktop.dialogs.preferences import PreferencesDialog
from visitplanner.desktop.dialogs.shortcuts import ShortcutsDialog
from visitplanner.desktop.document import Document
from visitplanner.desktop.help.pages import PAGES as HELP
from visitplanner.desktop.help.window import HelpWindow
from visitplanner.desktop.mnemonics import plain, with_mnemonics
from visitplanner.desktop.pages import PAGES
from visitplanner.desktop.shortcuts import clash, keys_in_force
from visitplanner.desktop.workspace import TABS
from visitplanner.domain.visit import Visit


def document_of(desk: Desk) -> Document:
    assert desk.document is not None
    return desk.document


def trigger(desk: Desk, key: str) -> None:
    action = desk.actions.by_key[key]
    assert action.isEnabled(), key
    action.trigger()


# --- actions


@pytest.mark.parametrize(
    ("scene", "there", "not_there"),
    [
        (Scene(), {"new", "help", "palette", "preferences"}, {"save", "delete", "pane_outline"}),
        (Scene(True, page="people"), {"save", "pane_outline"}, {"delete", "delay", "zoom_in"}),
        (Scene(True, frozenset({"delegates"}), "people"), {"delete"}, {"delay", "unschedule"}),
        (Scene(True, frozenset({"journeys"}), "timeline"), {"delay", "zoom_in"}, {"split"}),
        (Scene(True, frozenset({"items"}), "timeline"), {"delay", "split", "unschedule"}, set()),
    ],
)
def test_actions_apply_where_they_are_of_use(
    scene: Scene, there: set[str], not_there: set[str]
) -> None:
    fitting = {spec.key for spec in ACTIONS if scene.suits(spec)}
    assert there <= fitting
    assert not not_there & fitting


def test_letters_of_a_menu_do_not_clash() -> None:
    texts = with_mnemonics(["New", "Open", "Save", "Save as", "R & D", "Save", "ee", "ee"])
    assert [plain(text) for text in texts[:5]] == ["New", "Open", "Save", "Save as", "R & D"]
    letters = [t[i + 1].lower() for t in texts if (i := t.replace("&&", "__").find("&")) >= 0]
    assert len(letters) == len(set(letters)) == 7
    assert "&R && D" in texts


def _menu_paths(menu: QMenu) -> dict[str, bool]:
    """For each action of a menu whether letters lead to it."""
    found: dict[str, bool] = {}
    for action in menu.actions():
        inner = action.menu()
        lettered = "&" in action.text().replace("&&", "")
        if isinstance(inner, QMenu):
            found |= {key: lettered and way for key, way in _menu_paths(inner).items()}
        elif action.objectName():
            found[action.objectName()] = lettered
    return found


def test_every_action_is_reached_by_keyboard(open_desk: Desk) -> None:
    ways: dict[str, bool] = {}
    for menu in open_desk.actions.menus.values():
        assert "&" in menu.menuAction().text()
        ways |= _menu_paths(menu)
    assert ways.keys() == {spec.key for spec in ACTIONS}
    unreached = [
        spec.key
        for spec in ACTIONS
        if open_desk.actions.by_key[spec.key].shortcut().isEmpty() and not ways[spec.key]
    ]
    assert unreached == []


def test_an_entry_that_is_on_or_off_has_room_for_its_tick(open_desk: Desk) -> None:
    menus = open_desk.shell.findChildren(QMenu)
    ticked = [one for menu in menus for one in menu.actions() if one.isCheckable()]
    assert {"collapse_gaps", "Session"} <= {one.objectName() or one.text() for one in ticked}
    assert [one.text() for one in ticked if not one.icon().isNull()] == []


def test_menus_are_no_higher_than_a_low_screen(open_desk: Desk) -> None:
    actions = open_desk.actions
    for menu in (*actions.menus.values(), *actions.submenus.values()):
        assert menu.sizeHint().height() <= 500, menu.title()


def test_the_palette_runs_every_action(open_desk: Desk, plan: Visit) -> None:
    document_of(open_desk).select([by_code(plan, "A1").id])
    run: list[str] = []
    for spec in ACTIONS:
        action = open_desk.actions.by_key[spec.key]
        action.blockSignals(False)
        action.triggered.disconnect()
        action.triggered.connect(lambda _on=False, key=spec.key: run.append(key))
    palette = open_desk.finding.palette
    there = [spec for spec in ACTIONS if open_desk.actions.by_key[spec.key].isEnabled()]
    for spec in there:
        if spec.key == "palette":
            continue
        palette.open(">" + spec.text.rstrip("…"))
        keys = [h.entry.key for n in range(palette.model.rowCount()) if (h := palette.model.hit(n))]
        row = keys.index(f"action:{spec.key}") + 1  # below the heading
        palette._stand_on(row, say=False)
        QTest.keyClick(palette.line, Qt.Key.Key_Return)
        assert run[-1:] == [spec.key]
    assert len(there) > 50


# --- shortcuts


def test_a_clash_is_said_in_words() -> None:
    assert clash("split", "Ctrl+S", {}) == "Ctrl+S already does “Save”."
    assert clash("split", "Ctrl+Z", {}) == "Ctrl+Z already does “Undo”."
    assert clash("split", "X", {}) == "X is needed for typing: add Ctrl or Alt."
    assert clash("split", "Ctrl+Alt+L", {}) == ""
    assert clash("save", "Ctrl+S", {}) == ""
    assert clash("split", "Ctrl+S", {"save": ""}) == ""


def test_shortcuts_are_changed_kept_and_reset(desk: Desk, shelf: Shelf) -> None:
    dialog = PreferencesDialog(desk, 1)
    part = dialog.shortcuts
    part.choose("import")
    part.edit.setKeySequence(QKeySequence("Ctrl+S"))
    part.edit.editingFinished.emit()
    assert part.message.text() == "Ctrl+S already does “Save”."
    assert desk.actions.by_key["import"].shortcut().isEmpty()
    part.edit.setKeySequence(QKeySequence("Ctrl+Alt+I"))
    part.edit.editingFinished.emit()
    assert part.message.text() == ""
    assert desk.actions.keys_of("import") == "Ctrl+Alt+I"
    assert shelf.settings().shortcuts == {"import": "Ctrl+Alt+I"}
    part.choose("palette")
    part.edit.setKeySequence(QKeySequence("Ctrl+Alt+P"))
    part.edit.editingFinished.emit()
    assert "Ctrl+Alt+P" in desk.bar.search.toolTip()
    part.choose("import")
    part.reset.click()
    assert desk.actions.by_key["import"].shortcut().isEmpty()
    part.reset_all.click()
    assert desk.actions.keys_of("palette") == "Ctrl+K"
    assert shelf.settings().shortcuts == {}
    dialog.deleteLater()


def test_the_shortcuts_of_the_first_day_do_not_clash() -> None:
    taken: dict[str, str] = {}
    for key, several in keys_in_force({}).items():
        for keys in several:
            assert taken.setdefault(keys, key) == key
            assert clash(key, keys, {}) == "" or keys in {"Del", "Delete"}


def test_the_sheet_lists_what_the_table_has(desk: Desk) -> None:
    dialog = ShortcutsDialog(desk.shell, desk.actions)
    pairs = {pair for _name, group in dialog.groups() for pair in group}
    assert ("Search or run a command", "Ctrl+K") in pairs
    dialog.search.setText("palette nothing")
    dialog.deleteLater()


# --- preferences, sizes, help


def test_the_size_of_text_is_kept_and_bounded(desk: Desk, shelf: Shelf) -> None:
    usual = theme.font().pixelSize()
    trigger(desk, "text_larger")
    assert theme.font().pixelSize() == usual + 1
    assert shelf.settings().text_size == 1
    for _step in range(9):
        trigger(desk, "text_larger")
    assert theme.larger() == theme.LARGEST
    bar = desk.shell.menuBar()
    assert all(not bar.actionGeometry(action).isEmpty() for action in bar.actions())
    assert bar.actionGeometry(bar.actions()[0]).height() <= bar.height()
    trigger(desk, "text_normal")
    assert theme.font().pixelSize() == usual
    trigger(desk, "text_smaller")
    assert theme.larger() == -1
    trigger(desk, "text_normal")


def test_preferences_are_in_force_at_once(desk: Desk, shelf: Shelf) -> None:
    dialog = PreferencesDialog(desk)
    dialog.theme.setCurrentIndex(dialog.theme.findData("dark"))
    dialog.theme.activated.emit(2)
    assert theme.choice() == "dark"
    dialog.name.setText("  Olga  Planner ")
    dialog.name.editingFinished.emit()
    assert shelf.settings().user_name == "Olga Planner"
    dialog.language.setCurrentIndex(dialog.language.findData("es"))
    dialog.language.activated.emit(0)
    assert shelf.settings().language == "es"
    dialog.deleteLater()
    desk.looks.choose_theme("light")


def test_f1_opens_the_help_of_the_page(open_desk: Desk, qtbot: QtBot) -> None:
    for tab in TABS:
        trigger(open_desk, tab)
        trigger(open_desk, "help")
        (window,) = open_desk.shell.findChildren(HelpWindow)
        assert window.list.currentItem().text() == HELP[tab].title
    window.close()
    window.deleteLater()
    settle(qtbot)


def test_there_is_help_for_each_page_and_its_actions_exist() -> None:
    assert HELP.keys() == {"start", *(page.key for page in PAGES)}
    known = {spec.key for spec in ACTIONS}
    assert [key for page in HELP.values() for key in page.actions if key not in known] == []
