"""The timeline by keyboard and by the actions of the window, and what is said aloud."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import MONDAY, TUESDAY, by_code
from tests.desktop.timeline_rig import ALT, SHIFT, block, drag, hours, press, shown
from visitplanner.desktop.desk import Desk
from visitplanner.desktop.dialogs.shift import ShiftDialog
from visitplanner.desktop.document import Document
from visitplanner.desktop.timeline.view import TimelineView
from visitplanner.desktop.views.base import Context
from visitplanner.domain import edits
from visitplanner.domain.queries import all_entries
from visitplanner.domain.visit import Visit


@pytest.fixture
def view(qtbot: QtBot, context: Context) -> Iterator[TimelineView]:
    with shown(qtbot, context) as made:
        yield made


def _timeline(desk: Desk) -> TimelineView:
    assert desk.workspace is not None
    return desk.workspace.timeline


def _document(desk: Desk) -> Document:
    assert desk.document is not None
    return desk.document


def test_a_move_by_keys_is_announced(view: TimelineView, plan: Visit) -> None:
    said: list[str] = []
    view.canvas.announced.connect(said.append)
    one = block(view, plan, "A1")
    press(one, Qt.Key.Key_Down, ALT)
    press(one, Qt.Key.Key_Right, ALT)
    press(block(view, plan, "A1"), Qt.Key.Key_Down, ALT | SHIFT)
    assert said == [
        "Welcome: Mon 4 May 09:15 to 10:45",
        "Welcome: Tue 5 May 09:15 to 10:45",
        "Welcome: Tue 5 May 09:15 to 11:00",
    ]


def test_keys_move_by_the_grid_that_is_chosen(
    view: TimelineView, document: Document, plan: Visit
) -> None:
    view.set_grid(60)
    press(block(view, plan, "A1"), Qt.Key.Key_Down, ALT)
    assert by_code(document.visit, "A1").start == time(10)
    view.change_grid(-3)
    assert view.canvas.grid == 5
    press(block(view, plan, "A1"), Qt.Key.Key_Up, ALT)
    assert by_code(document.visit, "A1").start == time(9, 55)


def test_the_focus_goes_along_to_another_day(
    view: TimelineView, document: Document, plan: Visit, qtbot: QtBot
) -> None:
    view.activateWindow()
    one = block(view, plan, "A1")
    one.setFocus()
    qtbot.waitUntil(one.hasFocus)
    press(one, Qt.Key.Key_Right, ALT)
    assert block(view, plan, "A1") is one
    assert one.hasFocus()
    assert view.canvas.columns.at(one.x()) == 1
    document.undo_stack.undo()
    assert one.hasFocus()


def test_a_drag_offers_a_way_back(open_desk: Desk, plan: Visit) -> None:
    timeline = _timeline(open_desk)
    drag(block(timeline, plan, "A1"), QPoint(20, 12), hours(timeline, 1))
    assert open_desk.toast.text == "Moved Welcome to 10:00"
    across = QPoint(round(timeline.canvas.columns.width(0)), 0)
    drag(block(timeline, _document(open_desk).visit, "A1"), QPoint(20, 12), across)
    assert open_desk.toast.text == "Moved Welcome to Tue 5 May, 10:00"
    assert _document(open_desk).visit is not plan


def test_keys_stop_at_the_ends_of_the_visit(
    view: TimelineView, document: Document, plan: Visit
) -> None:
    press(block(view, plan, "A1"), Qt.Key.Key_Left, ALT)
    assert document.visit is plan
    for _ in range(60):
        press(block(view, plan, "A1"), Qt.Key.Key_Up, ALT)
    assert by_code(document.visit, "A1").start == time(0)


def test_several_move_together_by_keys(view: TimelineView, document: Document, plan: Visit) -> None:
    document.select([by_code(plan, "A1").id, by_code(plan, "A2").id])
    press(block(view, plan, "A2"), Qt.Key.Key_Down, ALT)
    press(block(view, plan, "A2"), Qt.Key.Key_Down, ALT)
    assert by_code(document.visit, "A1").start == time(9, 30)
    assert by_code(document.visit, "A2").start == time(13)
    assert document.undo_stack.count() == 1


def test_several_get_longer_together_by_keys(
    view: TimelineView, document: Document, plan: Visit
) -> None:
    document.select([by_code(plan, "A1").id, by_code(plan, "A2").id])
    press(block(view, plan, "A2"), Qt.Key.Key_Down, ALT | SHIFT)
    press(block(view, plan, "A2"), Qt.Key.Key_Down, ALT | SHIFT)
    assert by_code(document.visit, "A1").end == time(11)
    assert by_code(document.visit, "A2").end == time(14, 30)
    assert document.undo_stack.count() == 1
    document.undo_stack.undo()
    assert document.visit == plan


def test_enter_goes_to_the_fields(view: TimelineView, document: Document, plan: Visit) -> None:
    wanted: list[str] = []
    view.activated.connect(wanted.append)
    press(block(view, plan, "A2"), Qt.Key.Key_Return)
    assert wanted == [by_code(plan, "A2").id]
    assert list(document.selection) == wanted


def test_the_tab_key_follows_the_clock_and_leaves_out_what_is_dim(
    view: TimelineView, document: Document, plan: Visit, qtbot: QtBot
) -> None:
    def order() -> list[str]:
        codes = {row.id: row.code for row in all_entries(document.visit)}
        return [codes[one.record_id] for one in view.canvas.blocks_in_order()]

    assert order() == ["A1", "T1", "A2", "A3", "A7", "A4", "J1"]
    document.edit("Move", edits.change, by_code(plan, "A1").id, start=time(15), end=time(16))
    assert order() == ["T1", "A2", "A3", "A1", "A7", "A4", "J1"]
    view.activateWindow()
    block(view, plan, "A3").setFocus()
    qtbot.waitUntil(block(view, plan, "A3").hasFocus)
    view.bar.show_only(by_code(plan, "P01").id)
    for code in ("A1", "A4"):  # A7 is not for that person
        press(view.focusWidget(), Qt.Key.Key_Tab)
        assert block(view, plan, code).hasFocus()


def test_the_actions_of_the_window_move_what_is_selected(open_desk: Desk, plan: Visit) -> None:
    document, actions = _document(open_desk), open_desk.actions.by_key
    document.select([by_code(plan, "A1").id])
    for key in ("later", "later", "day_on", "longer", "longer", "shorter"):
        actions[key].trigger()
    moved = by_code(document.visit, "A1")
    assert (moved.day, moved.start, moved.end) == (TUESDAY, time(9, 30), time(11, 15))
    actions["earlier"].trigger()
    actions["day_back"].trigger()
    assert by_code(document.visit, "A1").start == time(9, 15)
    assert by_code(document.visit, "A1").day == MONDAY


def test_the_keys_of_moving_belong_to_the_timeline_alone(open_desk: Desk) -> None:
    timeline = _timeline(open_desk)
    moving = ("earlier", "later", "day_back", "day_on", "shorter", "longer")
    for key in (*moving, "swap_previous", "swap_next"):
        action = open_desk.actions.by_key[key]
        assert action.shortcutContext() is Qt.ShortcutContext.WidgetWithChildrenShortcut
        assert action in timeline.actions()


def test_neighbours_change_places(open_desk: Desk, plan: Visit) -> None:
    document, actions = _document(open_desk), open_desk.actions.by_key
    said: list[str] = []
    _timeline(open_desk).canvas.announced.connect(said.append)
    document.select([by_code(plan, "A1").id])
    actions["swap_next"].trigger()
    first, second = by_code(document.visit, "A2"), by_code(document.visit, "A1")
    assert (first.start, first.end) == (time(9), time(10, 30))
    assert (second.start, second.end) == (time(12, 30), time(14))
    assert said == ["Welcome: Mon 4 May 12:30 to 14:00"]
    actions["swap_previous"].trigger()
    assert by_code(document.visit, "A1").start == time(9)


def test_without_a_neighbour_a_sentence_says_so(open_desk: Desk, plan: Visit) -> None:
    document = _document(open_desk)
    document.select([by_code(plan, "A1").id])
    open_desk.actions.by_key["swap_previous"].trigger()
    assert document.visit is plan
    texts = [banner.text for banner in open_desk.banners.shown()]
    assert texts == ["Nothing comes before “Welcome” on its day for the same people."]


def test_what_comes_after_shifts_as_the_preview_says(
    open_desk: Desk, plan: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = _document(open_desk)
    document.select([by_code(plan, "A2").id])

    def accept(dialog: ShiftDialog) -> QDialog.DialogCode:
        dialog.minutes.setValue(20)
        dialog.refresh()
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(ShiftDialog, "exec", accept)
    open_desk.actions.by_key["shift_after"].trigger()
    after = document.visit
    assert by_code(after, "A2").start == time(12, 30)
    assert by_code(after, "A3").start == time(13, 50)
    assert by_code(after, "A4").end == time(0, 50)
    assert by_code(after, "J1").depart == time(16)  # another day
    assert document.undo_stack.undoText() == "Shift what comes after by 20 min"


def test_the_shift_dialog_lists_what_moves_and_what_stays(qtbot: QtBot, plan: Visit) -> None:
    plan = edits.change(plan, by_code(plan, "J1").id, booking_reference="X7")
    dialog = ShiftDialog(None, plan, by_code(plan, "A4"))
    qtbot.addWidget(dialog)
    assert not dialog.moving
    assert not dialog.apply_button.isEnabled()
    dialog.whole.setChecked(True)
    dialog.refresh()
    assert not dialog.moving  # the train is booked
    dialog.keep_booked.setChecked(False)
    dialog.with_it.setChecked(True)
    dialog.refresh()
    assert list(dialog.moving) == [by_code(plan, "A4").id, by_code(plan, "J1").id]
    assert dialog.apply_button.isEnabled()
    dialog.minutes.setValue(0)
    dialog.refresh()
    assert not dialog.apply_button.isEnabled()


def test_menus_offer_what_applies(open_desk: Desk, plan: Visit) -> None:
    timeline, document = _timeline(open_desk), _document(open_desk)
    document.select([by_code(plan, "A1").id])
    menu = timeline.menu_for(by_code(plan, "A1").id)
    keys = [action.objectName() for action in menu.actions() if not action.isSeparator()]
    assert {"edit_fields", "duplicate", "swap_next", "shift_after", "unschedule"} <= set(keys)
    document.select([by_code(plan, "T1").id])
    menu = timeline.menu_for(by_code(plan, "T1").id)
    assert "unschedule" not in [action.objectName() for action in menu.actions()]
    document.select([by_code(plan, "A1").id, by_code(plan, "T1").id])
    menu = timeline.menu_for(by_code(plan, "T1").id)
    assert "later" in [action.objectName() for action in menu.actions()]


def test_the_menu_of_the_ground_adds_where_it_was_opened(open_desk: Desk) -> None:
    timeline, document = _timeline(open_desk), _document(open_desk)
    timeline.canvas.spot = (TUESDAY, 10 * 60 + 30)
    menu = timeline.menu_for("")
    words = [action.text() for action in menu.actions()]
    assert words[:3] == [
        "Add an item at 10:30",
        "Add a meal at 10:30",
        "Add a site visit at 10:30",
    ]
    menu.actions()[1].trigger()
    (added,) = [i for i in document.visit.items if i.day == TUESDAY]
    assert (added.start, added.kind.value) == (time(10, 30), "meal")


def test_switches_of_the_view_show_in_the_menu(open_desk: Desk) -> None:
    timeline, actions = _timeline(open_desk), open_desk.actions.by_key
    actions["collapse_gaps"].trigger()
    assert timeline.bar.collapse
    assert actions["collapse_gaps"].isChecked()
    timeline.bar.set_collapse(folded=False)
    assert not actions["collapse_gaps"].isChecked()
    actions["show_cancelled"].trigger()
    assert timeline.canvas.filter.cancelled
    actions["coarser_grid"].trigger()
    assert timeline.canvas.grid == 30


def test_the_present_time_can_be_gone_to(open_desk: Desk) -> None:
    timeline = _timeline(open_desk)
    timeline.clock = lambda: datetime(2030, 1, 1, tzinfo=UTC)
    open_desk.actions.by_key["go_to_now"].trigger()
    assert len(open_desk.banners.shown()) == 1
    timeline.clock = lambda: datetime(2026, 5, 5, 8, 0, tzinfo=UTC)
    assert timeline.go_to_now()
