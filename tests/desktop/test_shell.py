"""The shell of the window: panes, toasts, history, long work, outline and tray."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Shelf, by_code, settle, small_plan
from visitplanner.desktop.desk import Desk
from visitplanner.desktop.document import Document
from visitplanner.desktop.panels.history import History
from visitplanner.desktop.panes import NARROW_INSPECTOR, Layout
from visitplanner.desktop.status import LATER_MS, PATIENCE_MS
from visitplanner.desktop.tasks import Task
from visitplanner.desktop.workspace import Workspace
from visitplanner.domain import edits
from visitplanner.domain.versions import Dossier
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import Registration


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
    assert shown_panes(open_desk) == {"inspector"}
    assert space.docks["inspector"].width() <= max(
        NARROW_INSPECTOR, space.docks["inspector"].minimumSizeHint().width()
    )
    trigger(open_desk, "pane_outline")
    assert "outline" in shown_panes(open_desk)
    open_desk.shell.resize(1440, 900)
    qtbot.wait(20)
    assert shown_panes(open_desk) == {"outline", "tray", "inspector", "problems"}


@pytest.mark.parametrize("larger", [0, 3])
def test_the_inspector_keeps_its_width_whatever_is_selected(
    open_desk: Desk, qtbot: QtBot, larger: int
) -> None:
    space, visit = space_of(open_desk), document_of(open_desk).visit
    for _step in range(larger):
        open_desk.looks.enlarge(1)
    open_desk.shell.resize(960, 540)
    widths = set()
    for tab in ("timeline", "people", "journeys"):
        space.show_tab(tab)
        for record in (None, visit.items[0], visit.journeys[0], visit.delegates[0]):
            document_of(open_desk).select([record.id] if record else [])
            qtbot.wait(5)
            widths.add(space.docks["inspector"].width())
    open_desk.looks.enlarge(0)
    assert widths == {NARROW_INSPECTOR + 13 * larger}


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


# --- long work


def test_the_strip_says_whom_it_counts(open_desk: Desk, qtbot: QtBot) -> None:
    document, counts = document_of(open_desk), open_desk.status._counts
    qtbot.waitUntil(lambda: counts.text().startswith("3 people · 2 organisations"))
    assert counts.toolTip() == ""
    ben, eva = (by_code(document.visit, code).id for code in ("P02", "P03"))
    document.try_edit("Spell", edits.change, eva, organisation="BETA")  # another spelling of Beta
    qtbot.wait(3 * LATER_MS)
    assert "2 organisations" in counts.text()
    document.try_edit("Wait", edits.change, ben, status=Registration.WAITING)
    qtbot.waitUntil(lambda: counts.text().startswith("2 people"))
    assert counts.toolTip().startswith("3 people in all")


def test_the_strip_shows_the_latest_long_work_until_all_is_done(
    open_desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    status = open_desk.status
    tasks = [
        Task(lambda _task: None, name, quiet=False, whole=False) for name in ("First", "Second")
    ]
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
