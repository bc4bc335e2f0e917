"""Dragging on the timeline: several at once, copies, the tray, the rubber band, the edges."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import MONDAY, TUESDAY, by_code
from tests.desktop.timeline_rig import ALT, CTRL, LEFT, SHIFT, block, drag, hours, press, shown
from visitplanner.desktop.document import Document
from visitplanner.desktop.panels.tray import Tray
from visitplanner.desktop.timeline.drops import RECORD_MIME
from visitplanner.desktop.timeline.view import TimelineView
from visitplanner.desktop.views.base import Context
from visitplanner.domain import edits
from visitplanner.domain.people import Organisation, Window
from visitplanner.domain.visit import Visit

GRIP = QPoint(20, 12)


@pytest.fixture
def view(qtbot: QtBot, context: Context) -> Iterator[TimelineView]:
    with shown(qtbot, context) as made:
        yield made


def test_everything_selected_moves_by_one_delta_in_one_step(
    view: TimelineView, document: Document, plan: Visit
) -> None:
    said: list[str] = []
    view.canvas.announced.connect(said.append)
    document.select([by_code(plan, code).id for code in ("A1", "T1", "A2")])
    drag(block(view, plan, "A1"), GRIP, hours(view, 1))
    moved = [by_code(document.visit, code) for code in ("A1", "A2")]
    assert [(one.start, one.end) for one in moved] == [
        (time(10), time(11, 30)),
        (time(13, 30), time(15)),
    ]
    assert by_code(document.visit, "T1").depart == time(11, 40)
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText() == "Move 3 entries"
    assert said == ["Welcome: Mon 4 May 10:00 to 11:30, 2 more moved"]
    document.undo_stack.undo()
    assert document.visit is plan


def test_several_are_never_taken_beyond_the_last_day(
    view: TimelineView, document: Document, plan: Visit
) -> None:
    document.select([by_code(plan, code).id for code in ("A1", "J1")])
    drag(block(view, plan, "A1"), GRIP, QPoint(3 * view.canvas.columns.width(0), 0))
    assert by_code(document.visit, "A1").day == TUESDAY
    assert by_code(document.visit, "J1").depart_day == date(2026, 5, 6)


def test_alt_leaves_the_entry_and_moves_a_copy(
    view: TimelineView, document: Document, plan: Visit
) -> None:
    one = block(view, plan, "A1")
    drag(one, GRIP, hours(view, 2), keys=ALT, drop=False)
    assert view.canvas.overlay.drag_label == "Copy: 11:00, +2 h"
    press(one, Qt.Key.Key_Escape)
    assert document.visit is plan
    drag(one, GRIP, hours(view, 2), keys=ALT)
    assert by_code(document.visit, "A1").start == time(9)
    (copy,) = [item for item in document.visit.items if item.title == "Welcome"][1:]
    assert (copy.start, copy.end, copy.day) == (time(11), time(12, 30), MONDAY)
    assert list(document.selection) == [copy.id]
    assert document.undo_stack.count() == 1


def test_a_drag_onto_the_tray_takes_the_time_away(
    view: TimelineView, document: Document, plan: Visit, qtbot: QtBot
) -> None:
    tray = Tray(document)
    qtbot.addWidget(tray)
    tray.setGeometry(1200, 0, 200, 400)
    tray.show()
    view.canvas.tray = tray
    document.select([by_code(plan, code).id for code in ("A1", "A2")])
    one = block(view, plan, "A1")
    way = one.mapFromGlobal(tray.mapToGlobal(QPoint(50, 50))) - GRIP
    drag(one, GRIP, way, drop=False)
    assert view.canvas.overlay.drag_label == "Put into the tray"
    press(one, Qt.Key.Key_Escape)
    drag(one, GRIP, way)
    assert by_code(document.visit, "A1").day is None
    assert by_code(document.visit, "A2").day is None
    assert document.undo_stack.count() == 1


def _card(item_id: str) -> QMimeData:
    data = QMimeData()
    data.setData(RECORD_MIME, QByteArray(item_id.encode()))
    return data


def test_a_card_of_the_tray_shows_where_it_would_land(
    view: TimelineView, document: Document, plan: Visit
) -> None:
    placed: list[tuple[str, date, int]] = []
    view.placed.connect(lambda one, day, minute: placed.append((one, day, minute)))
    museum, canvas = by_code(plan, "A5"), view.canvas
    data = _card(museum.id)
    place = QPoint(canvas.columns.x(1) + 30, canvas.scale.y(10 * 60 + 20))
    action, button, keys = Qt.DropAction.MoveAction, LEFT, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(canvas, QDragEnterEvent(place, action, data, button, keys))
    QApplication.sendEvent(canvas, QDragMoveEvent(place, action, data, button, keys))
    assert canvas.overlay.drag_label == "Tue 5 May, 10:15"
    (ghost,) = canvas.overlay.ghosts
    assert ghost.new.height() == pytest.approx(canvas.scale.hour, abs=2)
    drop = QDropEvent(QPointF(place), action, data, button, keys)
    QApplication.sendEvent(canvas, drop)
    assert placed == [(museum.id, TUESDAY, 10 * 60 + 15)]
    assert canvas.overlay.drag_label == ""


def test_the_hours_of_the_host_show_while_dragging(
    view: TimelineView, document: Document, plan: Visit
) -> None:
    alpha = next(one for one in plan.organisations if one.name == "Alpha")
    hours_offered = (
        Window(begins=time(15), ends=time(17)),
        Window(day=TUESDAY, begins=time(8), ends=time(9)),
    )
    document.edit("Hours", edits.change, alpha.id, available=hours_offered)
    document.edit("Host", edits.change, by_code(plan, "A1").id, host_organisation="Alpha")
    one = block(view, plan, "A1")
    drag(one, GRIP, hours(view, 1), drop=False)
    found = view.canvas.host_hours
    free = [(s.column, s.start, s.end, s.words) for s in found if s.free]
    assert free == [
        (0, 900, 1020, "Alpha is free until 17:00"),
        (1, 480, 540, "Alpha is free until 09:00"),
        (1, 900, 1020, "Alpha is free until 17:00"),
        (2, 900, 1020, "Alpha is free until 17:00"),
    ]
    assert [(s.start, s.end) for s in found if s.column == 0 and not s.free] == [
        (0, 900),
        (1020, 1440),
    ]
    assert not view.grab().isNull()
    press(one, Qt.Key.Key_Escape)
    assert view.canvas.host_hours == ()
    drag(block(view, plan, "A2"), GRIP, hours(view, 1), drop=False)
    assert view.canvas.host_hours == ()
    press(block(view, plan, "A2"), Qt.Key.Key_Escape)


def test_a_host_without_a_window_on_a_day_is_closed(document: Document, plan: Visit) -> None:
    from visitplanner.desktop.timeline.clocks import clocks
    from visitplanner.desktop.timeline.hosts import host_hours

    item = by_code(plan, "A1").model_copy(update={"host_organisation": "Alpha"})
    window = Window(day=TUESDAY, begins=time(8), ends=time(9))
    visit = plan.model_copy(
        update={"organisations": (Organisation(name="Alpha", available=(window,)),)}
    )
    found = host_hours(visit, item, visit.days, clocks(visit, visit.days))
    monday = [stretch for stretch in found if stretch.column == 0]
    assert [(s.start, s.end, s.free) for s in monday] == [(0, 1440, False)]
    assert monday[0].words == "Alpha is not free on this day"


def test_a_rubber_band_selects_what_it_touches(
    view: TimelineView, document: Document, plan: Visit
) -> None:
    canvas = view.canvas
    top = canvas.scale.y(8 * 60 + 30)
    way = QPoint(canvas.columns.width(0) - 30, canvas.scale.y(12 * 60) - top)
    drag(canvas, QPoint(2, top), way, drop=False)
    assert not canvas.overlay.band.isEmpty()
    drag(canvas, QPoint(2, top), way)
    assert canvas.overlay.band.isEmpty()
    assert set(document.selection) == {by_code(plan, code).id for code in ("A1", "T1")}
    evening = QPoint(2, canvas.scale.y(19 * 60))
    drag(canvas, evening, QPoint(120, hours(view, 2).y()), keys=SHIFT)
    assert set(document.selection) == {by_code(plan, c).id for c in ("A1", "T1", "A4")}
    drag(canvas, evening, QPoint(120, hours(view, 2).y()))
    assert list(document.selection) == [by_code(plan, "A4").id]


def test_escape_gives_up_the_rubber_band(
    view: TimelineView, document: Document, plan: Visit
) -> None:
    document.select([by_code(plan, "A7").id])
    canvas = view.canvas
    drag(canvas, QPoint(2, canvas.scale.y(8 * 60 + 30)), QPoint(200, 200), drop=False)
    assert list(document.selection) != [by_code(plan, "A7").id]
    press(canvas, Qt.Key.Key_Escape)
    assert list(document.selection) == [by_code(plan, "A7").id]
    assert canvas.overlay.band.isEmpty()


def test_ctrl_and_shift_select_several(view: TimelineView, document: Document, plan: Visit) -> None:
    QTest.mouseClick(block(view, plan, "A1"), LEFT)
    QTest.mouseClick(block(view, plan, "A7"), LEFT, CTRL)
    assert {by_code(plan, c).id for c in ("A1", "A7")} == set(document.selection)
    QTest.mouseClick(block(view, plan, "A7"), LEFT, CTRL)
    assert list(document.selection) == [by_code(plan, "A1").id]
    QTest.mouseClick(block(view, plan, "A3"), LEFT, SHIFT)
    found = {by_code(plan, code).id for code in ("A1", "T1", "A2", "A3")}
    assert set(document.selection) == found


def test_near_the_edge_the_days_scroll_along(
    qtbot: QtBot, context: Context, plan: Visit, document: Document
) -> None:
    with shown(qtbot, context, 700, 420) as view:
        view.zoom_by(3)
        bar = view.scroller.verticalScrollBar()
        bar.setValue(view.canvas.scale.y(9 * 60) - 20)
        one, before = block(view, plan, "A1"), bar.value()
        port = view.scroller.viewport()
        target = one.mapFromGlobal(port.mapToGlobal(QPoint(60, port.height() - 2)))
        drag(one, GRIP, target - GRIP, drop=False)
        edges = view.canvas.edges
        scrolling = [edges.active]
        label = view.canvas.overlay.drag_label
        qtbot.waitUntil(lambda: bar.value() > before + 100, timeout=3000)
        assert view.canvas.overlay.drag_label != label
        press(one, Qt.Key.Key_Escape)
        scrolling.append(edges.active)
        assert scrolling == [True, False]
        assert document.visit is plan


def test_what_is_dragged_hour_by_hour_keeps_its_own_minutes_until_it_moves(
    view: TimelineView, document: Document, plan: Visit
) -> None:
    drag(
        block(view, plan, "T1"), QPoint(20, 5), QPoint(0, 3 + QApplication.startDragDistance() // 3)
    )
    assert by_code(document.visit, "T1").depart == time(10, 40)
