"""The timeline: what its blocks say, and moving them by mouse and keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import MONDAY, TUESDAY, by_code
from visitplanner.desktop.document import Document
from visitplanner.desktop.timeline.block import Block
from visitplanner.desktop.timeline.connector import Connector
from visitplanner.desktop.timeline.placing import pieces
from visitplanner.desktop.timeline.view import TimelineView
from visitplanner.desktop.views.base import Context
from visitplanner.domain import edits
from visitplanner.domain.visit import Visit

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def view(qtbot: QtBot, context: Context) -> Iterator[TimelineView]:
    made = TimelineView(context)
    made.resize(1000, 800)
    made.show()
    qtbot.waitExposed(made)
    qtbot.wait(5)
    yield made
    made.close()
    made.deleteLater()


def block(view: TimelineView, visit: Visit, code: str) -> Block:
    found = view.canvas.block_of(by_code(visit, code).id)
    assert found is not None
    return found


def drag(one: Block, start: QPoint, way: QPoint, *, drop: bool = True) -> None:
    QTest.mousePress(one, LEFT, pos=start)
    for step in (3, 2, 1):
        QTest.mouseMove(one, start + way / step)
    if drop:
        QTest.mouseRelease(one, LEFT, pos=start + way)


def test_blocks_say_what_they_are(view: TimelineView, plan: Visit) -> None:
    spoken = block(view, plan, "A2").accessibleName()
    assert spoken == (
        "Lunch, meal, Monday 12:30 to 14:00, Turin, overlaps Foundry by 30 minutes, 3 people"
    )
    assert block(view, plan, "A7").accessibleName() == (
        "Talk, session, Monday 17:00 to 18:00, Turin, requested, 1 person"
    )
    train = block(view, plan, "J1")
    assert train.look is not None
    assert train.look.style == "whole"
    assert isinstance(block(view, plan, "T1"), Connector)


def test_a_click_selects(view: TimelineView, document: Document, plan: Visit) -> None:
    QTest.mouseClick(block(view, plan, "A1"), LEFT)
    assert list(document.selection) == [by_code(plan, "A1").id]
    QTest.mouseClick(block(view, plan, "A2"), LEFT, Qt.KeyboardModifier.ControlModifier)
    assert len(document.selection) == 2
    QTest.mouseClick(view.canvas, LEFT, pos=QPoint(100, view.canvas.height() - 4))
    assert not document.selection


def test_a_drag_moves_by_the_grid_in_one_step(
    view: TimelineView, document: Document, plan: Visit
) -> None:
    one = block(view, plan, "A1")
    hour = round(view.canvas.scale.hour)
    drag(one, QPoint(20, 12), QPoint(0, hour + 3))
    moved = by_code(document.visit, "A1")
    assert (moved.day, moved.start, moved.end) == (MONDAY, time(10), time(11, 30))
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText() == "Move Welcome"


def test_a_drag_to_the_next_day(view: TimelineView, document: Document, plan: Visit) -> None:
    one = block(view, plan, "A4")
    drag(one, QPoint(20, 12), QPoint(view.canvas.columns.width(0), 0))
    moved = by_code(document.visit, "A4")
    assert (moved.day, moved.start, moved.end, moved.end_day) == (TUESDAY, time(20), time(0, 30), 1)


def test_a_drag_shows_where_it_would_land(view: TimelineView, plan: Visit) -> None:
    one = block(view, plan, "A1")
    drag(one, QPoint(20, 12), QPoint(0, round(view.canvas.scale.hour / 2)), drop=False)
    assert view.canvas.overlay.drag_label == "09:30, +30 min"
    QTest.mouseRelease(one, LEFT, pos=QPoint(20, 12))


def test_escape_leaves_a_drag_as_it_was(
    view: TimelineView, document: Document, plan: Visit
) -> None:
    one = block(view, plan, "A1")
    drag(one, QPoint(20, 12), QPoint(0, 90), drop=False)
    QTest.keyClick(one, Qt.Key.Key_Escape)
    QTest.mouseRelease(one, LEFT, pos=QPoint(20, 102))
    assert document.visit is plan
    assert view.canvas.overlay.drag_label == ""


def test_the_lower_edge_resizes(view: TimelineView, document: Document, plan: Visit) -> None:
    one = block(view, plan, "A1")
    edge = QPoint(20, one.height() - 2)
    drag(one, edge, QPoint(0, round(view.canvas.scale.hour / 2)))
    longer = by_code(document.visit, "A1")
    assert (longer.start, longer.end) == (time(9), time(11))


def test_keys_move_and_resize_and_merge(
    view: TimelineView, document: Document, plan: Visit
) -> None:
    one = block(view, plan, "A1")
    alt, both = (
        Qt.KeyboardModifier.AltModifier,
        (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier),
    )
    for _ in range(3):
        QTest.keyClick(one, Qt.Key.Key_Down, alt)
    assert by_code(document.visit, "A1").start == time(9, 45)
    assert document.undo_stack.count() == 1
    QTest.keyClick(one, Qt.Key.Key_Right, alt)
    assert by_code(document.visit, "A1").day == TUESDAY
    QTest.keyClick(block(view, plan, "A1"), Qt.Key.Key_Down, both)
    assert by_code(document.visit, "A1").end == time(11, 30)
    while document.undo_stack.canUndo():
        document.undo_stack.undo()
    assert document.visit is plan


def test_a_journey_is_moved_and_resized(
    view: TimelineView, document: Document, plan: Visit
) -> None:
    train = block(view, plan, "J1")
    QTest.keyClick(train, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    moved = by_code(document.visit, "J1")
    assert (moved.depart, moved.arrive) == (time(15, 45), time(16, 45))
    both = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(train, Qt.Key.Key_Down, both)
    assert by_code(document.visit, "J1").arrive == time(17)


def test_arrows_go_to_the_neighbour(view: TimelineView, plan: Visit, qtbot: QtBot) -> None:
    view.activateWindow()
    one = block(view, plan, "A1")
    one.setFocus()
    qtbot.waitUntil(one.hasFocus)
    QTest.keyClick(one, Qt.Key.Key_Down)
    assert block(view, plan, "T1").hasFocus()


def test_a_double_click_on_empty_ground_asks_for_an_item(view: TimelineView) -> None:
    asked: list[tuple[date, int]] = []
    view.add_wanted.connect(lambda day, minute: asked.append((day, minute)))
    y = view.canvas.scale.y(16 * 60 + 20)
    x = view.canvas.columns.x(2) + 30
    QTest.mouseDClick(view.canvas, LEFT, pos=QPoint(x, y))
    assert asked == [(date(2026, 5, 6), 16 * 60 + 15)]


def test_filtered_out_entries_are_dim_and_skipped(
    view: TimelineView, document: Document, plan: Visit
) -> None:
    view.bar.show_only(by_code(plan, "P01").id)
    assert not block(view, plan, "A7").isEnabled()
    assert block(view, plan, "A1").isEnabled()


def test_blocks_of_entries_that_remain_are_kept(
    view: TimelineView, document: Document, plan: Visit
) -> None:
    kept = block(view, plan, "A2")
    document.edit("Delete", edits.remove, by_code(plan, "A1").id)
    assert block(view, document.visit, "A2") is kept
    assert view.canvas.block_of(by_code(plan, "A1").id) is None


def test_a_flight_stands_on_the_clock_of_the_day_it_lands_in() -> None:
    from visitplanner.domain.programme import Journey, Stop

    day = date(2017, 11, 5)
    flight = Journey(
        origin="Las Palmas", destination="Barcelona", depart_day=day, depart=time(14, 10),
        arrive=time(18, 15), origin_zone="Atlantic/Canary", destination_zone="Europe/Madrid",
    )  # fmt: skip
    stop = Stop(city="Barcelona", zone="Europe/Madrid", arrive=day, leave=day)
    (piece,) = pieces(Visit(stops=(stop,), journeys=(flight,)), [day])
    assert (piece.start, piece.end) == (15 * 60 + 10, 18 * 60 + 15)
