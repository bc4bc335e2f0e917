"""Rooms night by night: what the grid says, and moving people and stays by mouse and keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import MONDAY, TUESDAY, by_code
from visitplanner.desktop import theme
from visitplanner.desktop.checker import Found
from visitplanner.desktop.document import Document
from visitplanner.desktop.models import rooms_facts as facts
from visitplanner.desktop.models.rooms import RoomsModel
from visitplanner.desktop.models.rooms_facts import Bed, Lodging
from visitplanner.desktop.views import rooms_menu
from visitplanner.desktop.views.base import Context
from visitplanner.desktop.views.parts import PartsPage
from visitplanner.desktop.views.rooms import RoomsPart
from visitplanner.desktop.views.rooms_grid import RoomsGrid
from visitplanner.domain import edits, rooming
from visitplanner.domain.base import same_name
from visitplanner.domain.programme import Place, Room
from visitplanner.domain.queries import room_nights
from visitplanner.domain.records import with_rows
from visitplanner.domain.versions import Dossier
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import RoomKind
from visitplanner.planning.checks import Checker

LEFT = Qt.MouseButton.LeftButton
ALT, SHIFT, CONTROL = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
WEDNESDAY = date(2026, 5, 6)


@pytest.fixture
def plan() -> Visit:
    """Two nights in Turin and one in Milan; P01 alone, P02 and P03 together, Milan still open."""
    from tests.desktop.conftest import small_plan

    visit = small_plan()
    stops = tuple(
        edits.change(visit, stop.id, leave=stop.leave + timedelta(1)).stops[n]
        if stop.leave and n
        else stop
        for n, stop in enumerate(visit.stops)
    )
    places = (
        *visit.places,
        Place(name="Hotel Po", city="Turin"),
        Place(name="Hotel Duomo", city="Milan", kind="hotel"),
    )
    rooms = (
        Room(hotel="Hotel Po", occupants=("P01",), check_in=MONDAY, check_out=TUESDAY),
        Room(
            hotel="Hotel Po",
            kind=RoomKind.TWIN,
            occupants=("P02", "P03"),
            check_in=MONDAY,
            check_out=WEDNESDAY,
            accessible=True,
        ),
    )
    return with_rows(visit, stops=stops, places=places, rooms=rooms)


@pytest.fixture
def part(qtbot: QtBot, document: Document, context: Context) -> Iterator[RoomsPart]:
    page = PartsPage(context, "Rooms", ())
    made = RoomsPart(document, lambda: page.records("rooms", "Rooms", ("None", "Add")))
    document.changed.connect(made.follow)
    made.resize(900, 600)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    made.deleteLater()
    page.deleteLater()


@pytest.fixture
def grid(part: RoomsPart) -> RoomsGrid:
    return part.grid


def place(grid: RoomsGrid, document: Document, code: str, column: int) -> QPoint:
    """The middle of a night of somebody."""
    row = grid.rooms.row_of(by_code(document.visit, code).id)
    return grid.visualRect(grid.rooms.index(row, column)).center()


def go(grid: RoomsGrid, document: Document, code: str, column: int) -> None:
    row = grid.rooms.row_of(by_code(document.visit, code).id)
    grid.setCurrentIndex(grid.rooms.index(row, column))
    grid.setFocus()


def drag(grid: RoomsGrid, start: QPoint, end: QPoint, *, drop: bool = True) -> None:
    view = grid.viewport()
    QTest.mousePress(view, LEFT, pos=start)
    for step in (3, 2, 1):
        QTest.mouseMove(view, start + (end - start) / step)
    if drop:
        QTest.mouseRelease(view, LEFT, pos=end)


def stays(document: Document) -> dict[str, list[tuple[date | None, date | None]]]:
    """For each person, by ID, when they sleep in which room."""
    found = rooming.rooms_by_person(document.visit)
    return {
        person.code: [(room.check_in, room.check_out) for room in found.get(person.id, [])]
        for person in document.visit.delegates
    }


def spoken(grid: RoomsGrid, document: Document, code: str, column: int) -> str:
    row = grid.rooms.row_of(by_code(document.visit, code).id)
    return str(grid.rooms.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole))


def checked(part: RoomsPart, document: Document) -> None:
    problems = Checker().check(document.visit, date(2026, 4, 1))
    part.show_problems(Found.of(document, problems))


def triggered(grid: RoomsGrid, text: str) -> None:
    menu = QMenu()
    rooms_menu.fill(menu, grid)
    actions = [*menu.actions()]
    for sub in menu.findChildren(QMenu):
        actions += sub.actions()
    found = [a for a in actions if a.text().partition("\t")[0] == text]
    assert found, [a.text() for a in actions]
    found[0].trigger()
    menu.deleteLater()


# --- What it says --------------------------------------------------------------------------------


def test_rows_stand_by_the_hotels_of_a_night(part: RoomsPart, document: Document) -> None:
    model = part.model
    titles = [model.title_of(row) for row in range(model.rowCount())]
    assert titles == ["Hotel Po", "Ada Prima", "Ben Secondo", "Eva Terza"]
    model.group_by(TUESDAY)
    titles = [model.title_of(row) for row in range(model.rowCount())]
    assert titles == ["Without a room", "Ada Prima", "Hotel Po", "Ben Secondo", "Eva Terza"]
    assert model.index(2, 0).data() == "2 rooms"
    assert model.index(2, 1).data() == "1 room"
    model.group_by(None)
    assert [model.title_of(row) for row in range(3)] == ["Ada Prima", "Ben Secondo", "Eva Terza"]


def test_a_cell_is_read_in_words(part: RoomsPart, document: Document) -> None:
    assert spoken(part.grid, document, "P02", 1) == (
        "Ben Secondo, Tuesday 5 May, twin with Eva Terza, Hotel Po, accessible room"
    )
    assert spoken(part.grid, document, "P01", 1) == "Ada Prima, Tuesday 5 May, no room"
    checked(part, document)
    assert spoken(part.grid, document, "P01", 1).startswith(
        "Ada Prima, Tuesday 5 May, no bed, Ada Prima"
    )
    row = part.model.row_of(by_code(document.visit, "P01").id)
    assert part.model.cell(row, 1).bed is Bed.MISSING
    assert "Hotel Po" in str(part.model.index(row, 0).data(Qt.ItemDataRole.ToolTipRole))


def test_a_plan_without_rooms_has_no_bed_yet(part: RoomsPart, document: Document) -> None:
    document.edit("x", edits.remove, *(room.id for room in document.visit.rooms))
    checked(part, document)
    assert spoken(part.grid, document, "P02", 0) == "Ben Secondo, Monday 4 May, no bed yet"


def test_everybody_without_a_bed_gets_a_room_in_one_step(
    part: RoomsPart, document: Document
) -> None:
    assert not part.give_all.isVisible()
    checked(part, document)
    assert part.give_all.text() == "Give 3 people rooms"
    part.give_all.click()
    assert document.undo_stack.undoText() == "Rooms for 3 people"
    assert document.undo_stack.count() == 1
    assert {room.hotel for room in document.visit.rooms[2:]} == {"Hotel Duomo"}
    assert not part.model.lacking()
    checked(part, document)
    assert not part.give_all.isVisible()
    document.edit("x", edits.remove, *(room.id for room in document.visit.rooms))
    checked(part, document)
    assert part.give_all.text() == "Give 3 people rooms"


def test_two_rooms_and_too_many_guests_are_said(part: RoomsPart, document: Document) -> None:
    single = document.visit.rooms[0]
    document.edit("x", edits.change, single.id, occupants=("P01", "P02"))
    checked(part, document)
    assert "2 rooms" in spoken(part.grid, document, "P02", 0)
    assert "2 in a single" in spoken(part.grid, document, "P01", 0)


def test_nobody_with_the_visit_needs_nothing(part: RoomsPart, document: Document) -> None:
    from visitplanner.domain.times import Edge

    ada = by_code(document.visit, "P01")
    document.edit("x", edits.change, ada.id, leaves=Edge(day=TUESDAY))
    assert spoken(part.grid, document, "P01", 2).endswith("not with the visit")


def test_room_nights_are_counted(part: RoomsPart, document: Document) -> None:
    lodging = part.model.lodging
    said, hotel = facts.totals(lodging).split("      ")
    assert said == "3 room-nights"
    assert hotel.endswith(" 3")
    assert facts.night_heading(lodging, MONDAY) == ("Mon 4 May", "2 rooms · Turin")
    assert facts.totals(Lodging(Visit())) == ""


def test_the_model_holds_while_the_plan_changes(document: Document, plan: Visit) -> None:
    model = RoomsModel(document)
    tester = QAbstractItemModelTester(model, FATAL)
    document.changed.connect(model.follow)
    first, second = (room.id for room in plan.rooms)
    ada = by_code(plan, "P01").id
    document.edit("1", rooming.assign, second, [ada])
    model.group_by(TUESDAY)
    document.edit("2", rooming.lengthen, second, 3)  # a night after the visit: a new column
    assert len(model.nights) == 5
    document.edit("3", rooming.split_stay, second, TUESDAY)
    model.set_filter("ada twin")
    assert model.people_shown() == 1
    model.set_filter("nobody at all")
    assert model.rowCount() == 0
    model.set_filter("")
    document.edit("4", edits.remove, first)
    document.edit("5", edits.remove, ada)
    while document.undo_stack.canUndo():
        document.undo_stack.undo()
    assert model.title_of(0) == "Without a room"
    assert tester.model() is model


def test_rooms_are_counted_alike_from_edit_to_edit(plan: Visit) -> None:
    held = Lodging(plan)
    second, ada = plan.rooms[1].id, by_code(plan, "P01").id
    verbs: tuple[Callable[[Visit], Visit], ...] = (
        lambda visit: rooming.lengthen(visit, second, -1),
        lambda visit: rooming.assign(visit, second, [ada]),
        lambda visit: edits.change(visit, second, hotel="Grand"),
        lambda visit: edits.change(visit, ada, status="cancelled"),
        lambda visit: edits.remove(visit, second),
    )
    for verb in verbs:
        plan = verb(plan)
        held = Lodging(plan, held)
        fresh = Lodging(plan)
        assert +held.counts == +fresh.counts
        assert held.by_person == fresh.by_person
        assert held.vacant == fresh.vacant
        booked = {(same_name(h), n): c for (h, n), c in room_nights(plan).items()}
        assert dict(+held.counts) == booked


def test_an_edit_elsewhere_costs_nothing(document: Document, plan: Visit) -> None:
    model = RoomsModel(document)
    after = edits.change(plan, by_code(plan, "A1").id, title="Hello")
    assert not model.follow(plan, after)


# --- The mouse -----------------------------------------------------------------------------------


def test_a_drag_of_the_end_lengthens_the_stay(grid: RoomsGrid, document: Document) -> None:
    row = grid.rooms.row_of(by_code(document.visit, "P01").id)
    bar = grid.bar_rect(row, document.visit.rooms[0])
    drag(grid, QPoint(bar.right() - 2, bar.center().y()), place(grid, document, "P01", 1))
    assert stays(document)["P01"] == [(MONDAY, WEDNESDAY)]
    assert document.undo_stack.undoText() == "Lengthen the stay of Ada Prima"
    assert document.undo_stack.count() == 1


def test_a_drag_of_the_start_leaves_at_least_one_night(grid: RoomsGrid, document: Document) -> None:
    row = grid.rooms.row_of(by_code(document.visit, "P02").id)
    bar = grid.bar_rect(row, document.visit.rooms[1])
    drag(grid, QPoint(bar.left() + 2, bar.center().y()), place(grid, document, "P02", 2))
    assert stays(document)["P02"] == [(TUESDAY, WEDNESDAY)]
    assert document.undo_stack.undoText() == "Shorten the stay of Ben Secondo and Eva Terza"


def test_a_drag_onto_somebody_shares_their_room(grid: RoomsGrid, document: Document) -> None:
    drag(grid, place(grid, document, "P03", 0), place(grid, document, "P01", 0), drop=False)
    assert grid.drag is not None
    assert grid.drag.moving
    QTest.mouseRelease(grid.viewport(), LEFT, pos=place(grid, document, "P01", 0))
    rooms = document.visit.rooms
    assert rooms[0].occupants == ("P01", "P03")
    assert rooms[0].kind is RoomKind.TWIN
    assert stays(document)["P03"] == [(MONDAY, TUESDAY), (TUESDAY, WEDNESDAY)]
    assert stays(document)["P02"] == [(MONDAY, TUESDAY), (TUESDAY, WEDNESDAY)]
    assert document.undo_stack.undoText() == "Room of Eva Terza: with Ada Prima"
    document.undo_stack.undo()
    assert len(document.visit.rooms) == 2


def test_a_drag_onto_somebody_without_a_bed_takes_them_in(
    grid: RoomsGrid, document: Document
) -> None:
    drag(grid, place(grid, document, "P02", 1), place(grid, document, "P01", 1))
    assert document.visit.rooms[1].occupants == ("P02", "P03", "P01")


def test_a_drag_along_the_row_moves_the_stay(grid: RoomsGrid, document: Document) -> None:
    drag(grid, place(grid, document, "P01", 0), place(grid, document, "P01", 2))
    assert stays(document)["P01"] == [(WEDNESDAY, WEDNESDAY + timedelta(1))]


def test_escape_leaves_a_drag_as_it_was(grid: RoomsGrid, document: Document, plan: Visit) -> None:
    end = place(grid, document, "P01", 2)
    drag(grid, place(grid, document, "P01", 0), end, drop=False)
    QTest.keyClick(grid, Qt.Key.Key_Escape)
    QTest.mouseRelease(grid.viewport(), LEFT, pos=end)
    assert document.visit is plan


def test_a_double_click_gives_a_room_of_the_citys_hotel(
    grid: RoomsGrid, document: Document
) -> None:
    QTest.mouseDClick(grid.viewport(), LEFT, pos=place(grid, document, "P01", 2))
    new = document.visit.rooms[-1]
    assert (new.hotel, new.occupants) == ("Hotel Duomo", ("P01",))
    assert (new.check_in, new.check_out) == (TUESDAY, date(2026, 5, 7))
    assert document.selection == (new.id,)
    assert document.undo_stack.undoText() == "Room for Ada Prima, 5–7 May"


# --- The keyboard --------------------------------------------------------------------------------


def test_stays_change_by_the_keyboard(grid: RoomsGrid, document: Document) -> None:
    go(grid, document, "P01", 0)
    QTest.keyClick(grid, Qt.Key.Key_Right, ALT)
    assert stays(document)["P01"] == [(MONDAY, WEDNESDAY)]
    QTest.keyClick(grid, Qt.Key.Key_Right, ALT | SHIFT)
    assert stays(document)["P01"] == [(TUESDAY, WEDNESDAY)]
    go(grid, document, "P01", 1)
    QTest.keyClick(grid, Qt.Key.Key_Left, ALT | SHIFT)
    QTest.keyClick(grid, Qt.Key.Key_Left, ALT)
    assert stays(document)["P01"] == [(MONDAY, TUESDAY)]


def test_people_move_by_cut_and_paste(grid: RoomsGrid, document: Document, qtbot: QtBot) -> None:
    go(grid, document, "P01", 0)
    with qtbot.waitSignal(grid.hinted):
        QTest.keyClick(grid, Qt.Key.Key_V, CONTROL)
    QTest.keyClick(grid, Qt.Key.Key_X, CONTROL)
    go(grid, document, "P02", 0)
    QTest.keyClick(grid, Qt.Key.Key_V, CONTROL)
    assert document.visit.rooms[1].occupants == ("P02", "P03", "P01")
    assert document.visit.rooms[0].occupants == ()


def test_delete_takes_somebody_out_and_enter_gives_a_room(
    grid: RoomsGrid, document: Document
) -> None:
    go(grid, document, "P03", 0)
    QTest.keyClick(grid, Qt.Key.Key_Delete)
    assert document.visit.rooms[1].occupants == ("P02",)
    assert len(document.visit.delegates) == 3
    go(grid, document, "P03", 1)
    QTest.keyClick(grid, Qt.Key.Key_Delete)  # nothing is there: nobody is deleted
    assert len(document.visit.delegates) == 3
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert stays(document)["P03"] == [(TUESDAY, date(2026, 5, 7))]


def test_the_menu_does_the_rest(grid: RoomsGrid, document: Document) -> None:
    go(grid, document, "P02", 1)
    triggered(grid, "Split the stay on Tue 5 May")
    assert stays(document)["P02"] == [(MONDAY, TUESDAY), (TUESDAY, WEDNESDAY)]
    go(grid, document, "P02", 0)
    triggered(grid, "A room of their own")
    assert any(room.occupants == ("P02",) for room in document.visit.rooms)
    triggered(grid, "Double")
    triggered(grid, "Accessible room")
    own = next(room for room in document.visit.rooms if room.occupants == ("P02",))
    assert own.kind is RoomKind.DOUBLE
    go(grid, document, "P01", 0)
    triggered(grid, "Ben Secondo · Double · Hotel Po · 1 free")
    assert own.id in {room.id for room in document.visit.rooms if "P01" in room.occupants}


def test_an_empty_room_keeps_its_row_and_takes_people(grid: RoomsGrid, document: Document) -> None:
    first = document.visit.rooms[0]
    document.edit("x", rooming.take_out, first.id, [by_code(document.visit, "P01").id])
    model = grid.rooms
    row = model.row_of(first.id)
    assert model.title_of(row) == "Nobody, single"
    start = grid.visualRect(model.index(row, 0)).center()
    drag(grid, start, place(grid, document, "P01", 0))
    assert document.visit.rooms[0].occupants == ("P01",)


def test_below_the_last_name_it_is_as_empty_as_below_the_last_night(grid: RoomsGrid) -> None:
    view, names = grid.viewport(), grid.verticalHeader().viewport()
    assert grid.verticalHeader().length() < view.height() - 10
    colors = {
        widget.grab().toImage().pixelColor(widget.width() // 2, widget.height() - 4).name()
        for widget in (view, names)
    }
    assert colors == {theme.color("base").name()}


def test_enter_on_a_room_goes_to_its_fields(
    part: RoomsPart, document: Document, qtbot: QtBot
) -> None:
    go(part.grid, document, "P02", 0)
    with qtbot.waitSignal(part.add_wanted) as asked:
        QTest.keyClick(part.grid, Qt.Key.Key_Return)
    assert asked.args == ["edit_fields"]


def test_full_rooms_stand_apart_in_the_menu(grid: RoomsGrid, document: Document) -> None:
    document.edit("x", edits.change, document.visit.rooms[0].id, kind=RoomKind.DOUBLE)
    single = Room(hotel="Grand", occupants=("P03",), check_in=TUESDAY, check_out=WEDNESDAY)
    document.edit("y", edits.add, single)
    go(grid, document, "P01", 1)
    document.edit("z", rooming.take_out, single.id, [by_code(document.visit, "P03").id])
    menu = QMenu()
    rooms_menu.fill(menu, grid)
    (moves,) = [sub for sub in menu.findChildren(QMenu) if sub.title() == "Move to"]
    texts = [action.text() for action in moves.actions()]
    assert texts == ["Nobody yet · Single · Grand · 1 free", "Full rooms"]
    menu.deleteLater()


def test_a_screen_reader_gets_cells_and_heads(grid: RoomsGrid, document: Document) -> None:
    interface = QAccessible.queryAccessibleInterface(grid)
    assert interface is not None
    children = (interface.child(number) for number in range(interface.childCount()))
    names = {child.text(QAccessible.Text.Name) for child in children if child.isValid()}
    assert "Ben Secondo" in names
    assert "Mon 4 May, 2 rooms · Turin" in names
    assert "Ada Prima, Monday 4 May, single, Hotel Po" in names


# --- Selection and the part ----------------------------------------------------------------------


def test_selection_goes_both_ways(grid: RoomsGrid, document: Document) -> None:
    go(grid, document, "P02", 1)
    assert document.selection == (document.visit.rooms[1].id,)
    go(grid, document, "P01", 1)
    assert document.selection == (by_code(document.visit, "P01").id,)
    document.select([document.visit.rooms[0].id])
    assert grid.rooms.key_at(grid.currentIndex().row()) == by_code(document.visit, "P01").id
    assert grid.currentIndex().column() == 0


def test_the_part_filters_arranges_and_shows_the_table(
    part: RoomsPart, document: Document, qtbot: QtBot
) -> None:
    part.filter.setText("eva")
    assert part.model.people_shown() == 1
    part.filter.setText("zzz")
    assert part.model.rowCount() == 0
    part.filter.clear()
    part.arranged.setCurrentIndex(2)
    part.arranged.activated.emit(2)
    assert part.model.night == TUESDAY
    part.show_table(True)
    assert part.table is not None
    assert part.table.isVisible()
    part.resize(1200, 600)
    part.focus_filter()
    image: Any = part.grab()
    assert not image.isNull()


def test_an_empty_plan_says_what_to_do(qtbot: QtBot, qapp: Any) -> None:
    empty = Document(Dossier(visit=Visit()))
    made = RoomsPart(empty, lambda: pytest.fail("no table is wanted"))
    qtbot.addWidget(made)
    made.resize(1200, 600)
    made.show()
    with qtbot.waitSignal(made.add_wanted) as asked:
        made._empty.wanted.emit()
    assert asked.args == ["add_city"]
    empty.deleteLater()
