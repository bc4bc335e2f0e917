"""The shell of the window: panes, shortcuts, toasts, history, help, preferences, first page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Shelf, by_code, settle, small_plan
from visitplanner.desktop import theme
from visitplanner.desktop.action_table import ACTIONS
from visitplanner.desktop.actions import Scene
from visitplanner.desktop.desk import Desk
from visitplanner.desktop.dialogs.new_visit import Found, NewVisitDialog
from visitplanner.desktop.dialogs.preferences import PreferencesDialog
from visitplanner.desktop.dialogs.shortcuts import ShortcutsDialog
from visitplanner.desktop.document import Document
from visitplanner.desktop.help.pages import PAGES as HELP
from visitplanner.desktop.help.window import HelpWindow
from visitplanner.desktop.mnemonics import plain, with_mnemonics
from visitplanner.desktop.newcomers import names, with_people
from visitplanner.desktop.pages import PAGES
from visitplanner.desktop.panels.history import History
from visitplanner.desktop.panes import NARROW_INSPECTOR, Layout
from visitplanner.desktop.shortcuts import clash, keys_in_force
from visitplanner.desktop.status import PATIENCE_MS
from visitplanner.desktop.tasks import Task
from visitplanner.desktop.workspace import TABS, Workspace
from visitplanner.domain import edits
from visitplanner.domain.versions import Dossier
from visitplanner.domain.visit import Visit


def space_of(desk: Desk) -> Workspace:
    assert desk.workspace is not None
    return desk.workspace


def document_of(desk: Desk) -> Document:
    assert desk.document is not None
    return desk.document


def trigger(desk: Desk, key: str) -> None:
    action = desk.actions.by_key[key]
    assert action.isEnabled(), key
    action.trigger()


def shown_panes(desk: Desk) -> set[str]:
    return {name for name, pane in space_of(desk).docks.items() if not pane.isHidden()}


# --- panes


def test_what_the_user_shows_on_a_page_stays_as_it_is(open_desk: Desk, shelf: Shelf) -> None:
    assert shown_panes(open_desk) == {"outline", "tray", "inspector", "problems"}
    trigger(open_desk, "pane_problems")
    trigger(open_desk, "pane_history")
    assert shown_panes(open_desk) == {"outline", "tray", "inspector", "history"}
    trigger(open_desk, "programme")
    assert "history" not in shown_panes(open_desk)
    trigger(open_desk, "timeline")
    assert shown_panes(open_desk) == {"outline", "tray", "inspector", "history"}
    assert open_desk.actions.by_key["pane_history"].isChecked()
    assert not open_desk.actions.by_key["pane_problems"].isChecked()
    open_desk.show(Document(Dossier(visit=small_plan())))
    assert shown_panes(open_desk) == {"outline", "tray", "inspector", "history"}
    trigger(open_desk, "reset_layout")
    assert shown_panes(open_desk) == {"outline", "tray", "inspector", "problems"}
    trigger(open_desk, "pane_tray")
    open_desk._keep_geometry()
    assert shelf.settings().shown_panes == {"timeline": {"tray": False}}
    assert shelf.settings().window_state


def test_the_layout_is_remembered_and_a_broken_one_forgotten(open_desk: Desk, shelf: Shelf) -> None:
    left = Qt.DockWidgetArea.LeftDockWidgetArea
    open_desk.shell.addDockWidget(left, space_of(open_desk).docks["inspector"])
    open_desk.show(Document(Dossier(visit=small_plan())))
    inspector = space_of(open_desk).docks["inspector"]
    assert open_desk.shell.dockWidgetArea(inspector) is left
    open_desk.close_document()
    open_desk._layout = Layout("AAAA")
    open_desk.show(Document(Dossier(visit=small_plan())))
    right = Qt.DockWidgetArea.RightDockWidgetArea
    assert open_desk.shell.dockWidgetArea(space_of(open_desk).docks["inspector"]) is right


def test_a_pane_floats_and_comes_back(open_desk: Desk) -> None:
    inspector = space_of(open_desk).docks["inspector"]
    trigger(open_desk, "float_pane")
    assert inspector.isFloating()
    trigger(open_desk, "float_pane")
    assert not inspector.isFloating()


def test_a_small_window_keeps_room_for_the_page(open_desk: Desk, qtbot: QtBot) -> None:
    space = space_of(open_desk)
    open_desk.shell.resize(960, 540)
    qtbot.wait(20)
    assert shown_panes(open_desk) == {"inspector", "problems"}
    assert space.docks["inspector"].width() <= max(
        NARROW_INSPECTOR, space.docks["inspector"].minimumSizeHint().width()
    )
    trigger(open_desk, "pane_outline")
    assert "outline" in shown_panes(open_desk)
    open_desk.shell.resize(1440, 900)
    qtbot.wait(20)
    assert shown_panes(open_desk) == {"outline", "tray", "inspector", "problems"}


def test_the_search_field_gives_way_before_the_tabs(open_desk: Desk, qtbot: QtBot) -> None:
    bar = open_desk.bar
    qtbot.wait(10)
    wide = bar.search.width()
    open_desk.shell.resize(960, 540)
    qtbot.wait(20)
    assert bar.search.width() < wide
    for number in range(bar.tabs.count()):
        bar.tabs.setCurrentIndex(number)
        qtbot.wait(5)
        assert bar.tabs.tabRect(bar.tabs.count() - 1).right() <= bar.tabs.width()


def test_f6_goes_both_ways(open_desk: Desk, qtbot: QtBot) -> None:
    space = space_of(open_desk)
    open_desk.shell.activateWindow()

    def here() -> str:
        return space.panes.with_focus(open_desk.shell.focusWidget())

    space.outline.tree.setFocus()
    there = []
    for _step in range(5):
        trigger(open_desk, "next_pane")
        there.append(here())
    back = []
    for _step in range(5):
        trigger(open_desk, "previous_pane")
        back.append(here())
    assert set(there) >= {"", "inspector", "problems", "outline"}
    assert back[:-1] == there[:-1][::-1]
    settle(qtbot)


# --- history and toast


def test_the_history_leads_back_in_one_change(open_desk: Desk, plan: Visit, qtbot: QtBot) -> None:
    document = document_of(open_desk)
    for number in range(4):
        document.edit(f"Step {number}", edits.change, plan.id, title=f"T{number}")
    trigger(open_desk, "pane_history")
    history = space_of(open_desk).docks["history"].widget()
    assert isinstance(history, History)
    heard: list[tuple[str, str]] = []
    document.changed.connect(lambda before, after: heard.append((before.title, after.title)))
    first = history.steps.model().index(0, 0)
    QTest.mouseClick(
        history.steps.viewport(),
        Qt.MouseButton.LeftButton,
        pos=history.steps.visualRect(first).center(),
    )
    assert document.visit is plan
    assert heard == [("T3", plan.title)]
    QTest.keyClick(history.steps, Qt.Key.Key_Down)
    assert document.visit.title == "T0"
    settle(qtbot)


def test_a_toast_goes_by_itself_but_not_while_it_has_the_focus(
    open_desk: Desk, plan: Visit, qtbot: QtBot
) -> None:
    toast = open_desk.toast
    document_of(open_desk).select([by_code(plan, "A1").id])
    trigger(open_desk, "delete")
    assert toast.isVisible()
    assert toast.accessibleName() == "Welcome is deleted."
    open_desk.shell.activateWindow()
    qtbot.waitUntil(open_desk.shell.isActiveWindow)
    (undo,) = [b for b in toast.findChildren(QPushButton) if b.text() == "Undo"]
    undo.setFocus()
    assert not toast._timer.isActive()
    toast._end()
    assert toast.isVisible()
    undo.click()
    assert document_of(open_desk).visit is plan
    assert not toast.isVisible()
    toast.show_text("Again")
    toast._timer.setInterval(1)
    toast._timer.start()
    qtbot.waitUntil(lambda: not toast.isVisible())


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


# --- the first page


def test_tips_are_put_away_for_good_and_come_back_when_asked(desk: Desk, shelf: Shelf) -> None:
    page = desk.shell.welcome
    assert page._tips.count() == 4
    page.tips_read.emit()
    assert page._tips.count() == 0
    assert shelf.settings().tips_read
    desk._show_welcome()
    assert page._tips.count() == 0
    trigger(desk, "show_tips")
    assert page._tips.count() == 4
    assert not shelf.settings().tips_read


def test_recent_visits_say_where_and_when(open_desk: Desk, shelf: Shelf, tmp_path: Path) -> None:
    path = tmp_path / "plan.visit"
    path.touch()
    document = document_of(open_desk)
    document.mark_saved(shelf.save_visit(document.dossier, path, None))
    open_desk.remember(document)
    assert shelf.settings().recent[0].detail == "Turin, Milan · 4–6 May 2026"
    assert open_desk.shell.windowTitle() == "Piedmont and Milan (plan.visit)[*]"


def test_files_dropped_anywhere_are_taken(open_desk: Desk) -> None:
    shell = open_desk.shell
    heard: list[list[str]] = []
    shell.files_dropped.disconnect()
    shell.files_dropped.connect(heard.append)
    for name, taken in (("a.visit", True), ("b.XLSX", True), ("c.exe", False)):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(f"/tmp/{name}")])
        event = QDragEnterEvent(
            QPoint(5, 5),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        event.ignore()
        shell.dragEnterEvent(event)
        assert event.isAccepted() is taken, name


def test_a_workbook_dropped_on_a_visit_updates_it_or_makes_another(
    open_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    document = document_of(open_desk)
    open_desk.shell.files_dropped.emit([str(tmp_path / "plan.xlsx")])
    (banner,) = open_desk.banners.shown()
    update, another = banner.findChildren(QPushButton)[:2]
    assert (update.text(), another.text()) == ("Update “Piedmont and Milan”", "A new visit")
    update.click()
    settle(qtbot)
    assert document.visit.title == "Updated"


@pytest.fixture
def wizard(qapp: QApplication) -> NewVisitDialog:
    cities = {"Porto": Found("PT", "Europe/Lisbon")}
    dialog = NewVisitDialog(None, finder=lambda name, _near: cities.get(name))
    dialog.title.setText("Northwest")
    row = dialog.rows[0]
    for editor, text in ((row.city, "Porto"), (row.arrive, "4 May 2026"), (row.leave, "6 May")):
        editor.setText(text)
    return dialog


def test_the_wizard_asks_for_people_last(wizard: NewVisitDialog) -> None:
    wizard.accept()
    assert wizard.steps.currentIndex() == 1
    wizard.people.setPlainText("Ada Prima; Alpha; ada@example.org\n\nBen SECONDO\tBeta")
    wizard.accept()
    assert wizard.result() == QDialog.DialogCode.Accepted
    visit = wizard.visit()
    assert [(s.city, s.arrive, s.leave) for s in visit.stops] == [
        ("Porto", date(2026, 5, 4), date(2026, 5, 6))
    ]
    assert [(p.code, p.name, p.organisation, p.email) for p in visit.delegates] == [
        ("P01", "Ada Prima", "Alpha", "ada@example.org"),
        ("P02", "Ben Secondo", "Beta", ""),
    ]
    wizard.deleteLater()


def test_the_wizard_can_do_without_people(wizard: NewVisitDialog) -> None:
    wizard.title.clear()
    wizard.without.click()
    assert wizard.message.text() == "Give the visit a title."
    wizard.title.setText("Northwest")
    wizard.without.click()
    assert wizard.result() == QDialog.DialogCode.Accepted
    assert wizard.visit().delegates == ()
    wizard.deleteLater()


def test_a_new_visit_says_what_comes_first(
    desk: Desk, wizard: NewVisitDialog, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def fill(dialog: NewVisitDialog) -> int:
        dialog.title.setText("Northwest")
        dialog.rows[0].city.setText("Nowhere at all")
        dialog.rows[0].arrive.setText("4 May 2026")
        dialog.without.click()
        return dialog.result()

    monkeypatch.setattr(NewVisitDialog, "exec", fill)
    trigger(desk, "new")
    assert space_of(desk).tab == "timeline"
    (banner,) = desk.banners.shown()
    assert banner.text.startswith("The days are there.")
    words = [button.text() for button in banner.findChildren(QPushButton)]
    assert words == ["Add an item", "Add people"]
    banner.findChildren(QPushButton)[0].click()
    assert len(document_of(desk).visit.items) == 1
    wizard.deleteLater()
    settle(qtbot)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ada Prima", ("Ada", "Prima")),
        ("María GARCÍA LÓPEZ", ("María", "García López")),
        ("Prince", ("", "Prince")),
        ("Anna Maria de Souza", ("Anna Maria de", "Souza")),
    ],
)
def test_names_fall_into_two(name: str, parts: tuple[str, str]) -> None:
    assert names(name) == parts


def test_lines_of_nothing_add_nobody() -> None:
    plan = small_plan()
    assert with_people(plan, "\n ; \n\t\n") is plan


# --- long work


def test_the_strip_shows_the_latest_long_work_until_all_is_done(
    open_desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    status = open_desk.status
    tasks = [Task(name, quiet=False, whole=False) for name in ("First", "Second")]
    for task in tasks:
        open_desk.tasks.started.emit(task)
    qtbot.wait(PATIENCE_MS + 50)
    assert status._work.text() == "Second"
    assert status._cancel.isVisible()
    tasks[0].progressed.emit(1, 4, "First, part 1")
    assert status._work.text() == "Second"
    tasks[1].finished.emit()
    assert status._work.text() == "First"
    status._cancel.click()
    assert tasks[0].cancelled
    assert not tasks[1].cancelled
    tasks[0].finished.emit()
    assert not status._cancel.isVisible()


# --- outline and tray


def test_the_tray_is_searched_and_sorted(open_desk: Desk, plan: Visit, qtbot: QtBot) -> None:
    space, document = space_of(open_desk), document_of(open_desk)
    titles = ("Zoo", "Archive")
    for number, title in enumerate(titles):
        item = by_code(plan, "A5").model_copy(
            update={"id": f"x{number}", "code": f"X{number}", "title": title}
        )
        document.edit("t", edits.add, item)

    def cards() -> list[str]:
        return [card.text() for card in space.tray._cards if not card.isHidden()]

    assert cards() == ["Museum", "Zoo", "Archive"]
    space.tray._sort("title")
    assert cards() == ["Archive", "Museum", "Zoo"]
    search, _sort = space.tray.buttons
    search.setChecked(True)
    space.tray.search.setText("zoo")
    assert cards() == ["Zoo"]
    space.tray.search.setText("nothing")
    assert "nothing" in space.tray._words.text()
    search.setChecked(False)
    assert len(cards()) == 3
    settle(qtbot)


def test_the_outline_has_days_journeys_and_badges(open_desk: Desk, qtbot: QtBot) -> None:
    model = space_of(open_desk).outline.model
    turin = model.item(0)
    lines = [turin.child(n).text() for n in range(turin.rowCount())]
    assert (turin.text(), lines) == ("Turin", ["Mon 4", "Tue 5", "To Milan"])
    space_of(open_desk).outline._later.timeout.emit()
    spoken = model.item(0).child(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Monday 4 May, 5 items, ")
    assert "error" in spoken


def test_an_edit_that_the_outline_does_not_show_leaves_it_alone(
    open_desk: Desk, plan: Visit, qtbot: QtBot
) -> None:
    outline = space_of(open_desk).outline
    outline.rebuild()
    kept = outline.model.item(0)
    document_of(open_desk).edit("t", edits.change, plan.id, title="Other")
    outline.rebuild()
    assert outline.model.item(0) is kept
