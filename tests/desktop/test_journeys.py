"""The page of journeys and rooms: its table, its parts, and how lazily they follow."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import MONDAY, TUESDAY, by_code, settle
from visitplanner.desktop.checker import Found
from visitplanner.desktop.document import Document
from visitplanner.desktop.models.journeys import JourneysModel, estimate_words
from visitplanner.desktop.views.base import Context
from visitplanner.desktop.views.journeys import JourneysPage
from visitplanner.desktop.views.journeys_vehicles import VehiclesPart
from visitplanner.desktop.views.rooms import RoomsPart
from visitplanner.desktop.views.table_pane import TablePane
from visitplanner.domain import edits, rooming, seating
from visitplanner.domain.programme import Journey, TravelTime
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import Mode
from visitplanner.planning.checks import Checker
from visitplanner.planning.way_times import WayTime

if TYPE_CHECKING:
    from visitplanner.desktop.desk import Desk

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> Iterator[JourneysPage]:
    made = JourneysPage(context)
    made.resize(1140, 700)
    made.show()
    qtbot.waitExposed(made)
    yield made
    context.tasks.cancel_all()
    settle(qtbot)
    made.close()
    made.deleteLater()


def text(model: JourneysModel, code: str, column: str, visit: Visit) -> str:
    row = model.row_of(by_code(visit, code).id)
    return str(model.index(row, model.column_of(column)).data() or "")


def put(model: JourneysModel, document: Document, code: str, column: str, typed: str) -> bool:
    row = model.row_of(by_code(document.visit, code).id)
    return model.setData(model.index(row, model.column_of(column)), typed)


# --- The table -----------------------------------------------------------------------------------


def test_journeys_stand_by_days(document: Document) -> None:
    model = JourneysModel(document)
    heads = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    assert heads == [
        "Mon 4 May 2026 · Turin · 1 journey",
        "Coach",
        "Tue 5 May 2026 · Turin → Milan · 1 journey",
        "Train",
    ]
    document.edit("x", edits.change, by_code(document.visit, "T1").id, depart_day=None)
    assert model.index(2, 0).data() == "Without a day"


def test_the_model_holds_while_the_plan_changes(document: Document, plan: Visit) -> None:
    model = JourneysModel(document)
    tester = QAbstractItemModelTester(model, FATAL)
    train = by_code(plan, "J1")
    document.edit("1", edits.change, train.id, depart_day=MONDAY, arrive_day=MONDAY)
    document.edit("2", edits.duplicate, train.id)
    document.edit("3", edits.remove, train.id)
    model.show_estimates({by_code(plan, "T1").id: WayTime(15, 25)})
    model.sort(model.column_of("seats"))
    model.set_filter("coach")
    model.set_filter("")
    while document.undo_stack.canUndo():
        document.undo_stack.undo()
    assert tester.model() is model


def test_times_are_typed_where_they_stand(document: Document) -> None:
    model = JourneysModel(document)
    assert put(model, document, "J1", "departs", "9")
    train = by_code(document.visit, "J1")
    assert (train.depart, train.arrive) == (time(9), time(10))
    assert put(model, document, "J1", "arrives", "00:40 +1")
    train = by_code(document.visit, "J1")
    assert (train.arrive, train.arrive_day) == (time(0, 40), date(2026, 5, 6))
    assert text(model, "J1", "arrives", document.visit) == "00:40 +1"
    assert put(model, document, "J1", "arrives", "10:40")
    assert not put(model, document, "J1", "departs", "25:99")
    assert put(model, document, "J1", "destination", "Turin")
    assert document.undo_stack.count() == 4


def test_zones_stand_beside_times_only_where_they_differ(document: Document) -> None:
    model = JourneysModel(document)
    assert text(model, "J1", "departs", document.visit) == "16:00"
    document.edit(
        "x", edits.change, by_code(document.visit, "J1").id, destination_zone="Europe/London"
    )
    assert text(model, "J1", "departs", document.visit) == "16:00 CEST"
    assert text(model, "J1", "arrives", document.visit) == "17:00 BST"
    assert text(model, "J1", "takes", document.visit) == "2 h"


def test_seats_that_are_too_few_are_said(document: Document) -> None:
    model = JourneysModel(document)
    assert text(model, "J1", "seats", document.visit) == "20"
    assert put(model, document, "J1", "seats", "2")
    assert text(model, "J1", "seats", document.visit) == "3 of 2"
    assert text(model, "J1", "who", document.visit) == "3"


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (None, ""),
        (WayTime(15, 25), "est. 15–25 min"),
        (WayTime(60, 150), "est. 1 h to 2 h 30"),
        (WayTime(20, 20, timed=True), "timed: 20 min"),
        (WayTime(20, 20, "the driver", timed=True), "20 min by the driver"),
    ],
)
def test_estimates_in_words(found: WayTime | None, words: str) -> None:
    assert estimate_words(found) == words


# --- The page ------------------------------------------------------------------------------------


def test_estimates_come_after_a_check(page: JourneysPage, document: Document, qtbot: QtBot) -> None:
    train = by_code(document.visit, "J1")
    way = TravelTime(origin="Turin", destination="Milan", mode=Mode.TRAIN, minutes=50, source="Ada")
    document.edit("x", edits.add, way)
    pane = page.part()
    assert isinstance(pane, TablePane)
    assert isinstance(pane.model, JourneysModel)
    problems = Checker().check(document.visit, date(2026, 4, 1))
    page.show_problems(Found.of(document, problems))
    qtbot.waitUntil(lambda: bool(pane.model.estimates))  # type: ignore[attr-defined]
    assert pane.model.estimates[train.id] == WayTime(50, 50, "Ada", timed=True)


def test_buttons_ask_for_actions(page: JourneysPage, qtbot: QtBot) -> None:
    wanted = {"Insert the way there": "insert_transfer", "Transfer": "add_transfer"}
    wanted["Leg"] = "add_journey"
    buttons = {b.text(): b for b in page.part().findChildren(QPushButton)}
    for words, key in wanted.items():
        with qtbot.waitSignal(page.action_wanted) as asked:
            buttons[words].click()
        assert asked.args == [key]


def test_parts_follow_when_they_are_seen(page: JourneysPage, document: Document) -> None:
    page.show_part("vehicles")
    page.show_part("rooms")
    rooms = page.part()
    assert isinstance(rooms, RoomsPart)
    first = document.visit.rooms[0]
    page.show_part("journeys")
    document.edit("x", rooming.lengthen, first.id, 1)
    person, ride = by_code(document.visit, "P01").id, by_code(document.visit, "T1").id
    document.edit("y", seating.move_people, [person], ride, None)
    shown = [len(rooms.model.lodging.visit.rooms[0].nights)]
    page.show_part("rooms")
    shown.append(len(rooms.model.lodging.visit.rooms[0].nights))
    assert shown == [1, 2]
    page.show_part("vehicles")
    vehicles = page.part()
    assert isinstance(vehicles, VehiclesPart)
    shown = [made.passengers.rowCount() for made in vehicles.cards.values()]
    assert shown == [2]


def test_records_are_revealed_where_they_are_at_home(
    page: JourneysPage, document: Document
) -> None:
    room, train = document.visit.rooms[1], by_code(document.visit, "J1")
    document.select([room.id])
    page.reveal(room.id)
    part = page.part()
    assert isinstance(part, RoomsPart)
    assert part.grid.currentIndex().isValid()
    page.show_part("vehicles")
    page.reveal(train.id)
    vehicles = page.part()
    assert isinstance(vehicles, VehiclesPart)
    assert vehicles.day == TUESDAY
    page.show_part("rooms")
    page.reveal(train.id)
    assert isinstance(page.part(), TablePane)
    for key in ("journeys", "vehicles", "rooms", "travel_times"):
        page.show_part(key)
        assert page.focus_filter()


def test_a_new_journey_is_added_on_the_page(open_desk: Desk, qtbot: QtBot) -> None:
    workspace = open_desk.workspace
    assert workspace is not None
    workspace.show_tab("journeys")
    open_desk.actions.by_key["add_transfer"].trigger()
    settle(qtbot)
    assert workspace.tab == "journeys"
    (new,) = workspace.document.selected()
    assert isinstance(new, Journey)


def test_keys_mean_seats_and_beds_where_these_have_the_focus(open_desk: Desk, qtbot: QtBot) -> None:
    workspace = open_desk.workspace
    assert workspace is not None
    document, page = workspace.document, workspace.page("journeys")
    assert isinstance(page, JourneysPage)
    workspace.show_tab("journeys")
    page.show_part("vehicles")
    vehicles = page.part()
    assert isinstance(vehicles, VehiclesPart)
    qtbot.waitUntil(lambda: bool(vehicles.cards), timeout=3000)  # its cards come in steps
    made = next(iter(vehicles.cards.values()))
    made.list.setFocus()
    made.list.setCurrentIndex(made.passengers.index(0))
    person = made.passengers.person_at(0)
    QTest.keyClick(made.list, Qt.Key.Key_Delete)
    assert made.passengers.rowCount() == 2
    page.show_part("rooms")
    rooms = page.part()
    assert isinstance(rooms, RoomsPart)
    assert person is not None
    row = rooms.model.row_of(person.id)
    rooms.grid.setFocus()
    rooms.grid.setCurrentIndex(rooms.model.index(row, 0))
    QTest.keyClick(rooms.grid, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert any(len(room.nights) == 2 for room in document.visit.rooms)
    QTest.keyClick(rooms.grid, Qt.Key.Key_Delete)
    QTest.keyClick(rooms.grid, Qt.Key.Key_Delete)
    assert len(document.visit.delegates) == 3
    assert len(document.visit.rooms) == 2
    assert document.undo_stack.count() == 3
