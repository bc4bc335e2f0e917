"""Vehicles of a day: who rides where, who has no seat, and carrying people between them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import MONDAY, TUESDAY, TURIN, by_code, small_plan
from visitplanner.desktop.document import Document
from visitplanner.desktop.models.vehicles import (
    DayOut,
    Load,
    PassengersModel,
    load_of,
    vehicle_days,
    vehicle_name,
    vehicle_times,
    ways_on,
)
from visitplanner.desktop.views.journeys_card import VehicleCard
from visitplanner.desktop.views.journeys_vehicles import VehiclesPart
from visitplanner.domain import edits, seating
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Journey
from visitplanner.domain.records import with_rows
from visitplanner.domain.versions import Dossier
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import JourneyKind, Mode, Status

LEFT = Qt.MouseButton.LeftButton
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def ride(code: str, start: time, who: str, **more: Any) -> Journey:
    fields: dict[str, Any] = {
        "kind": JourneyKind.TRANSFER,
        "mode": Mode.TAXI,
        "origin": "Town hall",
        "destination": "Foundry",
        "origin_zone": TURIN,
        "destination_zone": TURIN,
        "depart_day": MONDAY,
        "arrive": (datetime.combine(MONDAY, start) + timedelta(minutes=20)).time(),
        "seats": 4,
    }
    return Journey(code=code, depart=start, who=who, **(fields | more))


@pytest.fixture
def plan() -> Visit:
    """Two taxis from the town hall to the foundry; P03 should go there too, and has no seat."""
    visit = small_plan()
    foundry = edits.change(visit, by_code(visit, "A3").id, place="Foundry")
    items = tuple(item for item in foundry.items if item.code != "A2")
    journeys = (
        ride("T1", time(12, 40), "P01", wheelchair_spaces=0),
        ride("T2", time(12, 45), "P02"),
        *(journey for journey in visit.journeys if journey.code == "J1"),
    )
    people = tuple(
        edits.change(visit, person.id, access_needs=("wheelchair space",)).delegates[n]
        if person.code == "P03"
        else person
        for n, person in enumerate(visit.delegates)
    )
    return with_rows(visit, items=items, journeys=journeys, delegates=people)


@pytest.fixture
def part(qtbot: QtBot, document: Document) -> Iterator[VehiclesPart]:
    made = VehiclesPart(document)
    document.changed.connect(made.follow)
    made.resize(1000, 600)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    made.deleteLater()


def card(part: VehiclesPart, document: Document, code: str) -> VehicleCard:
    one = by_code(document.visit, code).id if code else ""
    return next(made for (journey, _way), made in part.cards.items() if journey == one)


def riders(document: Document, code: str) -> list[str]:
    return [p.code for p in seating.meant(document.visit, by_code(document.visit, code))]


def pick(made: VehicleCard, *codes: str) -> None:
    """Select people of a card as a user would, by clicks."""
    for number, code in enumerate(codes):
        rows = (made.passengers.person_at(r) for r in range(made.passengers.rowCount()))
        row = next(n for n, person in enumerate(rows) if person and person.code == code)
        at = made.list.visualRect(made.passengers.index(row)).center()
        held = CONTROL if number else Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(made.list.viewport(), LEFT, held, at)
    made.list.setFocus()


def carry(source: VehicleCard, code: str, target: VehicleCard, *, drop: bool = True) -> None:
    view = source.list.viewport()
    rows = (source.passengers.person_at(r) for r in range(source.passengers.rowCount()))
    row = next(n for n, person in enumerate(rows) if person and person.code == code)
    start = source.list.visualRect(source.passengers.index(row)).center()
    end = view.mapFromGlobal(target.mapToGlobal(QPoint(40, 200)))
    QTest.mousePress(view, LEFT, pos=start)
    for step in (3, 2, 1):
        QTest.mouseMove(view, start + (end - start) / step)
    if drop:
        QTest.mouseRelease(view, LEFT, pos=end)


# --- What follows from the plan ------------------------------------------------------------------


def test_vehicles_of_one_way_stand_together(plan: Visit) -> None:
    assert vehicle_days(plan) == [MONDAY, TUESDAY]
    assert [[j.code for j in way.vehicles] for way in ways_on(plan, MONDAY)] == [["T1", "T2"]]
    later = edits.change(plan, by_code(plan, "T2").id, depart=time(16))
    assert len(ways_on(later, MONDAY)) == 2
    walk = edits.change(plan, by_code(plan, "T2").id, mode=Mode.WALK, seats=None)
    (way,) = ways_on(walk, MONDAY)
    assert ([j.code for j in way.vehicles], [j.code for j in way.others]) == (["T1"], ["T2"])
    gone = edits.set_status(plan, by_code(plan, "J1").id, Status.CANCELLED)
    assert vehicle_days(gone) == [MONDAY]


def test_who_has_to_be_there_and_rides_nowhere_has_no_seat(plan: Visit) -> None:
    def lacking(visit: Visit) -> list[str]:
        out, (way, *_rest) = DayOut(visit, MONDAY), ways_on(visit, MONDAY)
        return [person.code for person in out.without_seat(way)]

    assert lacking(plan) == ["P03"]
    walk = ride("W", time(12, 41), "P03", mode=Mode.WALK, seats=None)
    assert lacking(edits.add(plan, walk)) == []
    elsewhere = edits.change(plan, by_code(plan, "A3").id, who="P01; P02")
    assert lacking(elsewhere) == []
    busy = edits.change(plan, by_code(plan, "A1").id, end=time(13))
    assert lacking(busy) == []


def test_a_leg_is_missed_by_who_is_in_the_next_city(plan: Visit) -> None:
    visit = edits.change(plan, by_code(plan, "J1").id, who="P01")
    day = edits.change(visit, by_code(visit, "A1").id, day=TUESDAY, zone=TURIN)
    evening = edits.change(
        day, by_code(day, "A4").id, day=TUESDAY, city="Milan", start=time(20), end=time(21)
    )
    (way,) = ways_on(evening, TUESDAY)
    assert [p.code for p in DayOut(evening, TUESDAY).without_seat(way)] == ["P02", "P03"]


@pytest.mark.parametrize(
    ("load", "seats", "spaces"),
    [
        (Load(13, 20), "13 of 20 seats", ""),
        (Load(1, 1, 1, 1), "1 of 1 seat", "1 of 1 wheelchair space"),
        (Load(22, 20), "2 too many: 22 of 20 seats", ""),
        (Load(2, None, 1), "2 people, seats not counted", "1 wheelchair user, spaces not counted"),
        (Load(2, 4, 1, 0), "2 of 4 seats", "1 wheelchair user, no space"),
        (Load(3, 4, 3, 2), "3 of 4 seats", "Too few: 3 of 2 wheelchair spaces"),
    ],
)
def test_how_full_it_is_in_words(load: Load, seats: str, spaces: str) -> None:
    assert (load.seats_text(), load.spaces_text()) == (seats, spaces)


def test_what_a_vehicle_is_called(plan: Visit) -> None:
    train = by_code(plan, "J1")
    assert vehicle_name(plan, train) == "Rail to Milan, 16:00"
    assert vehicle_times(train) == "16:00–17:00 · 1 h · Rail"
    assert load_of(plan, train) == Load(3, 20, 1, None)


def test_the_model_holds_while_people_come_and_go(document: Document) -> None:
    model = PassengersModel(lambda: "Coach")
    tester = QAbstractItemModelTester(model, FATAL)
    ada, ben, eva = document.visit.delegates
    model.show_people((ada, ben))
    model.show_people((ada, ben, eva))
    model.show_people((eva, ada))
    model.show_people((eva, edits.change(document.visit, ada.id, email="x@y.org").delegates[0]))
    model.set_filter("terza")
    assert [model.index(row).data() for row in range(model.rowCount())] == ["Eva Terza"]
    model.mark_cut(frozenset({eva.id}))
    spoken = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Eva Terza, takes a wheelchair space, Coach, cut"
    model.set_filter("")
    model.show_people(())
    assert model.rowCount() == 0
    assert tester.model() is model


# --- The cards -----------------------------------------------------------------------------------


def test_cards_say_how_full_they_are(part: VehiclesPart, document: Document) -> None:
    names = [made.list.accessibleName() for made in part.cards.values()]
    assert names == [
        "Taxi to Foundry, 12:40–13:00 · 20 min, 1 of 4 seats",
        "Taxi to Foundry, 12:45–13:05 · 20 min, 1 of 4 seats",
        "Without a seat, 1 person",
    ]
    document.edit("x", edits.change, by_code(document.visit, "T1").id, seats=0)
    assert "1 too many: 1 of 0 seats" in card(part, document, "T1").list.accessibleName()
    assert not part.grab().isNull()


def test_people_are_carried_from_one_card_to_another(
    part: VehiclesPart, document: Document
) -> None:
    source, target = card(part, document, "T1"), card(part, document, "T2")
    carry(source, "P01", target)
    assert (riders(document, "T1"), riders(document, "T2")) == ([], ["P01", "P02"])
    assert document.undo_stack.undoText() == "Move Ada Prima to Taxi to Foundry, 12:45"
    document.undo_stack.undo()
    carry(card(part, document, ""), "P03", card(part, document, "T1"))
    assert riders(document, "T1") == ["P01", "P03"]
    assert not [key for key in part.cards if not key[0]]
    assert "1 wheelchair user, no space" in card(part, document, "T1").list.accessibleName()


def test_escape_leaves_people_where_they_were(
    part: VehiclesPart, document: Document, plan: Visit
) -> None:
    source, target = card(part, document, "T1"), card(part, document, "T2")
    carry(source, "P01", target, drop=False)
    assert part._flag.text() == "1 person → Taxi to Foundry"
    QTest.keyClick(source.list, Qt.Key.Key_Escape)
    QTest.mouseRelease(source.list.viewport(), LEFT, pos=QPoint(500, 80))
    assert document.visit is plan
    assert not part._flag.isVisible()


def test_several_are_carried_together(part: VehiclesPart, document: Document) -> None:
    document.edit("x", seating.seat, by_code(document.visit, "T1").id, [person_id(document, "P02")])
    source = card(part, document, "T1")
    pick(source, "P01", "P02")
    carry(source, "P01", card(part, document, ""))
    assert riders(document, "T1") == []


def person_id(document: Document, code: str) -> str:
    found: str = by_code(document.visit, code).id
    return found


# --- The keyboard --------------------------------------------------------------------------------


def test_people_move_by_cut_and_paste(part: VehiclesPart, document: Document) -> None:
    source, target = card(part, document, "T1"), card(part, document, "T2")
    pick(source, "P01")
    QTest.keyClick(source.list, Qt.Key.Key_X, CONTROL)
    assert source.passengers.cut
    target.list.setFocus()
    QTest.keyClick(target.list, Qt.Key.Key_V, CONTROL)
    assert riders(document, "T2") == ["P01", "P02"]
    assert not source.passengers.cut


def test_arrows_walk_and_move_between_cards(part: VehiclesPart, document: Document) -> None:
    source, target = card(part, document, "T1"), card(part, document, "T2")
    pick(source, "P01")
    QTest.keyClick(source.list, Qt.Key.Key_Right)
    assert target.list.hasFocus()
    QTest.keyClick(target.list, Qt.Key.Key_Left)
    assert source.list.hasFocus()
    QTest.keyClick(source.list, Qt.Key.Key_Left)
    assert source.list.hasFocus()
    QTest.keyClick(source.list, Qt.Key.Key_Right, ALT)
    assert riders(document, "T2") == ["P01", "P02"]


def test_delete_takes_people_off_and_not_out_of_the_plan(
    part: VehiclesPart, document: Document
) -> None:
    source = card(part, document, "T1")
    pick(source, "P01")
    QTest.keyClick(source.list, Qt.Key.Key_Delete)
    assert riders(document, "T1") == []
    assert len(document.visit.delegates) == 3
    assert document.undo_stack.undoText() == "Take Ada Prima off Taxi to Foundry, 12:40"


def test_menus_say_where_people_can_go(part: VehiclesPart, document: Document) -> None:
    source = card(part, document, "T1")
    menu = source.move_button.menu()
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == ["Choose somebody first"]
    pick(source, "P01")
    menu.aboutToShow.emit()
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts == ["Taxi to Foundry, 12:45 · 1 of 4 seats", "Without a seat"]
    menu.actions()[0].trigger()
    assert riders(document, "T2") == ["P01", "P02"]


def test_somebody_is_put_on_by_a_menu(part: VehiclesPart, document: Document) -> None:
    menu = card(part, document, "T1").add_button.menu()
    menu.aboutToShow.emit()
    assert menu.actions()[0].text() == "Eva Terza"
    assert [sub.title() for sub in menu.findChildren(QMenu)] == ["Green (2)"]
    menu.actions()[0].trigger()
    assert riders(document, "T1") == ["P01", "P03"]


def test_groups_of_a_menu_stand_in_the_order_of_their_numbers(
    part: VehiclesPart, document: Document
) -> None:
    for number in (10, 2, 1):
        person = Delegate(code=f"P9{number}", given_name="Guest", groups=(f"G{number}",))
        document.edit("x", edits.add, person)
    menu = card(part, document, "T1").add_button.menu()
    menu.aboutToShow.emit()
    titles = [sub.title() for sub in menu.findChildren(QMenu)]
    assert [title for title in titles if title[0] == "G" and title[1].isdigit()] == [
        "G1 (1)",
        "G2 (1)",
        "G10 (1)",
    ]


# --- Days, selection, following ------------------------------------------------------------------


def test_days_and_filter(part: VehiclesPart, document: Document) -> None:
    assert part.day == MONDAY
    part._on.click()
    assert part.day == TUESDAY
    assert [one for one, _way in part.cards] == [by_code(document.visit, "J1").id]
    part.filter.setText("eva")
    made = card(part, document, "J1")
    assert made.passengers.rowCount() == 1
    part.filter.clear()
    part.reveal(by_code(document.visit, "T2").id)
    days = [part.day]
    document.edit("x", edits.remove, *(j.id for j in document.visit.journeys))
    days.append(part.day)
    assert days == [MONDAY, None]
    assert not part.cards


def test_selecting_a_passenger_selects_the_person(part: VehiclesPart, document: Document) -> None:
    pick(card(part, document, "T2"), "P02")
    QTest.keyClick(card(part, document, "T2").list, Qt.Key.Key_Home)
    assert document.selection == (person_id(document, "P02"),)
    card(part, document, "T1").fields_wanted.emit()
    assert document.selection == (by_code(document.visit, "T1").id,)
    assert not card(part, document, "T2").list.chosen_ids()


def test_cards_stay_the_same_while_the_plan_changes(part: VehiclesPart, document: Document) -> None:
    before = dict(part.cards)
    document.edit("x", edits.change, by_code(document.visit, "T1").id, depart=time(12, 42))
    document.edit("y", edits.change, by_code(document.visit, "A1").id, title="Hello")
    assert part.cards == before
    assert "12:42" in card(part, document, "T1").list.accessibleName()


def test_an_empty_plan_says_what_to_do(qtbot: QtBot) -> None:
    empty = Document(Dossier(visit=Visit()))
    made = VehiclesPart(empty)
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.add_wanted) as asked:
        made._empty.wanted.emit()
    assert asked.args == ["add_transfer"]
    assert made.day is None
    made.follow(empty.visit, with_rows(empty.visit, journeys=()))
    assert date.max not in made._days
    empty.deleteLater()


def test_what_does_not_show_costs_nothing(
    part: VehiclesPart, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Visit] = []
    monkeypatch.setattr(part, "refresh", lambda: made.append(document.visit))
    ada = person_id(document, "P01")
    document.edit("x", edits.change, ada, mobile="+39 1")
    assert not made
    document.edit("y", edits.change, ada, groups=("Blue",))
    assert len(made) == 1


def test_a_busy_day_is_shown_bit_by_bit(
    part: VehiclesPart, document: Document, qtbot: QtBot
) -> None:
    rides = [
        ride(f"X{n}", time(6 + n), "P01", depart_day=TUESDAY, origin=f"Gate {n}") for n in range(12)
    ]
    document.edit("x", lambda visit: with_rows(visit, journeys=(*visit.journeys, *rides)))
    part.show_day(TUESDAY)
    at_once = len(part.cards)
    qtbot.waitUntil(lambda: len(part.cards) == 13)
    assert at_once < 13
    part.show_day(MONDAY)
    part.reveal(rides[-1].id)
    assert len(part.cards) == 13
