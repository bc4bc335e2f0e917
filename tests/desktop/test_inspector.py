"""The inspector edits every field; what cannot be read stays, and changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import by_code
from visitplanner.desktop.document import Document
from visitplanner.desktop.forms.cell import Cell
from visitplanner.desktop.panels.inspector import Inspector
from visitplanner.domain import edits
from visitplanner.domain.programme import Place
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import Status


@pytest.fixture
def inspector(qtbot: QtBot, document: Document) -> Iterator[Inspector]:
    made = Inspector(document)
    made.resize(320, 900)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    made.deleteLater()


def cell(inspector: Inspector, name: str) -> Cell:
    form = inspector.form()
    assert form is not None
    return form.cells[name]


def type_into(one: Cell, text: str, *, finish: bool = True) -> None:
    one.editor.setFocus()
    one.editor.selectAll()  # type: ignore[union-attr]
    QTest.keyClicks(one.editor, text)
    if finish:
        QTest.keyClick(one.editor, Qt.Key.Key_Return)


def test_typing_a_title_is_one_step(inspector: Inspector, document: Document, plan: Visit) -> None:
    document.select([by_code(plan, "A1").id])
    type_into(cell(inspector, "title"), "Kick off", finish=False)
    assert by_code(document.visit, "A1").title == "Kick off"
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText().startswith("Change title of ")
    document.undo_stack.undo()
    assert document.visit is plan
    assert cell(inspector, "title").editor.text() == "Welcome"


def test_a_start_moves_the_whole_item(
    inspector: Inspector, document: Document, plan: Visit
) -> None:
    document.select([by_code(plan, "A1").id])
    type_into(cell(inspector, "start"), "1015")
    changed = by_code(document.visit, "A1")
    assert (changed.start, changed.end) == (time(10, 15), time(11, 45))
    assert cell(inspector, "end").editor.text() == "11:45"


def test_a_bad_time_stays_with_its_sentence(
    inspector: Inspector, document: Document, plan: Visit
) -> None:
    document.select([by_code(plan, "A1").id])
    start = cell(inspector, "start")
    type_into(start, "25:10")
    assert document.visit is plan
    assert start.editor.text() == "25:10"
    assert start.message.isVisible()
    assert start.message.text() == "There is no such time as 25:10."
    assert start.editor.accessibleDescription() == start.message.text()
    type_into(start, "10:00")
    assert by_code(document.visit, "A1").start == time(10)
    assert not start.message.isVisible()


def test_a_bad_field_outlives_edits_of_others(
    inspector: Inspector, document: Document, plan: Visit
) -> None:
    document.select([by_code(plan, "A1").id])
    start = cell(inspector, "start")
    type_into(start, "25:10")
    document.edit("t", edits.change, by_code(plan, "A2").id, title="Long lunch")
    assert start.editor.text() == "25:10"
    document.select([by_code(plan, "A2").id])
    assert start.editor.text() == "12:30"


def test_a_code_in_use_is_refused_beside_its_field(
    inspector: Inspector, document: Document, plan: Visit
) -> None:
    document.select([by_code(plan, "A1").id])
    type_into(cell(inspector, "code"), "A2")
    assert document.visit is plan
    assert "belongs to another item" in cell(inspector, "code").message.text()


def test_an_unknown_place_is_kept_and_remarked(
    inspector: Inspector, document: Document, plan: Visit
) -> None:
    document.select([by_code(plan, "A1").id])
    type_into(cell(inspector, "place"), "Nowhere")
    assert by_code(document.visit, "A1").place == "Nowhere"
    assert cell(inspector, "place").message.text() == "“Nowhere” is not among the places yet."


def test_a_choice_and_a_box(inspector: Inspector, document: Document, plan: Visit) -> None:
    document.select([by_code(plan, "A1").id])
    status, optional = cell(inspector, "status").editor, cell(inspector, "optional").editor
    status.show_text("requested")
    status.finished.emit()
    assert by_code(document.visit, "A1").status is Status.REQUESTED
    optional.click()  # type: ignore[union-attr]
    assert by_code(document.visit, "A1").optional


def test_step_free_has_three_answers(inspector: Inspector, document: Document, plan: Visit) -> None:
    document.select([by_code(plan, "J1").id])
    editor = cell(inspector, "step_free").editor
    for text, value in (("yes", True), ("no", False), ("", None)):
        editor.show_text(text)
        editor.finished.emit()
        assert by_code(document.visit, "J1").step_free is value


def test_several_records_are_edited_at_once(
    inspector: Inspector, document: Document, plan: Visit
) -> None:
    document.select([by_code(plan, "A1").id, by_code(plan, "A2").id])
    title = cell(inspector, "title").editor
    assert title.text() == ""
    assert title.placeholderText() == "several values"  # type: ignore[union-attr]
    type_into(cell(inspector, "language"), "it")
    assert {by_code(document.visit, code).language for code in ("A1", "A2")} == {"it"}
    assert {by_code(document.visit, code).title for code in ("A1", "A2")} == {"Welcome", "Lunch"}
    assert document.undo_stack.count() == 1


def test_leaving_a_field_of_several_records_changes_nothing(
    inspector: Inspector, document: Document, plan: Visit
) -> None:
    document.select([by_code(plan, "A1").id, by_code(plan, "A2").id])
    title = cell(inspector, "title").editor
    title.setFocus()
    title.finished.emit()
    cell(inspector, "notes").editor.finished.emit()
    assert document.visit is plan


def test_nothing_selected_shows_the_visit(inspector: Inspector, document: Document) -> None:
    document.select([])
    type_into(cell(inspector, "title"), "Alps", finish=False)
    assert document.visit.title == "Alps"


def test_a_person_has_a_programme_and_details(
    inspector: Inspector, document: Document, plan: Visit
) -> None:
    document.select([by_code(plan, "P02").id])
    programme = inspector._programme
    assert programme.isVisible()
    words = [programme.model().index(row, 0).data() for row in range(programme.model().rowCount())]
    assert "Talk" in words
    inspector._parts.setCurrentIndex(1)
    type_into(cell(inspector, "joins"), "4 May 2026 10:30")
    joins = by_code(document.visit, "P02").joins
    assert joins is not None
    assert joins.clock == time(10, 30)


def test_a_renamed_person_is_taken_over_when_finished(
    inspector: Inspector, document: Document, plan: Visit
) -> None:
    document.select([by_code(plan, "P02").id])
    type_into(cell(inspector, "code"), "P2", finish=False)
    assert by_code(document.visit, "P02")
    QTest.keyClick(cell(inspector, "code").editor, Qt.Key.Key_Return)
    assert by_code(document.visit, "A7").who == "P2"


def test_every_field_of_every_record_can_be_left_untouched(
    inspector: Inspector, document: Document, plan: Visit
) -> None:
    for record in plan.records():
        document.select([record.id])
        form = inspector.form()
        assert form is not None
        for one in form.cells.values():
            one.editor.finished.emit()
        assert document.visit is plan, record


def test_what_is_not_finished_goes_with_the_selection(
    inspector: Inspector, document: Document, plan: Visit
) -> None:
    document.select([by_code(plan, "A1").id])
    type_into(cell(inspector, "start"), "10:00", finish=False)
    assert document.visit is plan
    document.select([by_code(plan, "A2").id])
    assert by_code(document.visit, "A1").start == time(10)
    assert by_code(document.visit, "A2").start == time(12, 30)


def test_a_town_that_is_no_stop_brings_its_own_clock(
    inspector: Inspector, document: Document, plan: Visit
) -> None:
    document.select([by_code(plan, "A1").id])
    type_into(cell(inspector, "city"), "Riga")
    moved = by_code(document.visit, "A1")
    assert (moved.city, moved.zone) == ("Riga", "Europe/Riga")
    assert cell(inspector, "zone").editor.text() == "Europe/Riga"
    assert cell(inspector, "city").message.text() == "Time zone of Riga (LV): Europe/Riga."
    assert document.undo_stack.count() == 1
    type_into(cell(inspector, "city"), "Milan")
    assert not cell(inspector, "city").message.isVisible()
    assert by_code(document.visit, "A1").zone == "Europe/Rome"
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert document.visit is plan


@pytest.mark.parametrize("end", ["origin", "destination"])
def test_either_end_of_a_journey_has_the_clock_of_its_town(
    inspector: Inspector, document: Document, plan: Visit, end: str
) -> None:
    document.edit("t", edits.add, Place(name="Ostas iela 1", city="Riga"))
    document.select([by_code(plan, "J1").id])
    type_into(cell(inspector, end), "Athens")
    assert getattr(by_code(document.visit, "J1"), f"{end}_zone") == "Europe/Athens"
    type_into(cell(inspector, end), "Ostas iela 1")
    assert getattr(by_code(document.visit, "J1"), f"{end}_zone") == "Europe/Riga"
    type_into(cell(inspector, end), "Town hall")
    changed = by_code(document.visit, "J1")
    assert (changed.origin_zone, changed.destination_zone) == ("Europe/Rome", "Europe/Rome")


@pytest.mark.parametrize("text", ["RIX", "Riga Airport"])
def test_an_airport_has_its_clock(
    inspector: Inspector, document: Document, plan: Visit, text: str
) -> None:
    document.select([by_code(plan, "J1").id])
    type_into(cell(inspector, "origin"), text)
    assert by_code(document.visit, "J1").origin_zone == "Europe/Riga"
    assert cell(inspector, "origin").message.text() == (
        "Time zone of Riga International Airport (LV): Europe/Riga."
    )


def test_a_stop_in_another_town_takes_its_programme_to_the_clock_there(
    inspector: Inspector, document: Document, plan: Visit
) -> None:
    document.select([plan.stops[0].id])
    type_into(cell(inspector, "city"), "Riga")
    assert document.visit.stops[0].zone == "Europe/Riga"
    assert {i.zone for i in document.visit.items if i.city == "Riga"} == {"Europe/Riga"}
    assert by_code(document.visit, "J1").origin_zone == "Europe/Riga"
    assert document.visit.stops[1].zone == "Europe/Rome"
    document.undo_stack.undo()
    assert document.visit is plan


def test_a_town_nobody_knows_keeps_the_clock_and_says_so(
    inspector: Inspector, document: Document, plan: Visit
) -> None:
    document.select([by_code(plan, "A1").id])
    city = cell(inspector, "city")
    type_into(city, "Qwxzy")
    assert by_code(document.visit, "A1").zone == "Europe/Rome"
    assert city.message.text() == "“Qwxzy” is not in our list of towns: check the time zone."
    type_into(cell(inspector, "notes"), "Bring boots")
    assert city.message.isVisible()
    type_into(cell(inspector, "zone"), "Europe/Oslo")
    assert not city.message.isVisible()
    assert by_code(document.visit, "A1").zone == "Europe/Oslo"


def test_a_zone_set_by_hand_stays_while_the_town_does(
    inspector: Inspector, document: Document, plan: Visit
) -> None:
    document.edit("t", edits.change, by_code(plan, "A1").id, city="Riga", zone="Europe/Oslo")
    document.select([by_code(plan, "A1").id])
    type_into(cell(inspector, "title"), "Kick off")
    type_into(cell(inspector, "city"), "RIGA")
    assert by_code(document.visit, "A1").zone == "Europe/Oslo"


# --- Towns of one name ---------------------------------------------------------------------------


def offered(inspector: Inspector) -> list[str]:
    """The towns among which the form asks to choose."""
    form = inspector.form()
    assert form is not None
    assert form.town_choice is not None
    if not form.town_choice.isVisible():
        return []
    buttons = form.town_choice.findChildren(QPushButton)
    return [button.accessibleName() for button in buttons if not button.isHidden()]


def test_of_several_towns_the_form_asks_which_is_meant(
    inspector: Inspector, document: Document, plan: Visit
) -> None:
    stop = plan.stops[0]
    document.select([stop.id])
    assert offered(inspector) == []
    type_into(cell(inspector, "city"), "Valencia")
    assert offered(inspector) == ["Valencia, Spain (Comunitat Valenciana)", "Valencia, Venezuela"]
    assert document.visit.stops[0].country == ""  # Italy is no longer true
    form = inspector.form()
    assert form is not None
    assert form.town_choice is not None
    for button in form.town_choice.findChildren(QPushButton):
        if not button.isHidden() and button.accessibleName() == "Valencia, Venezuela":
            button.click()
    moved = document.visit.stops[0]
    assert (moved.country, moved.zone) == ("VE", "America/Caracas")
    assert offered(inspector) == []
    document.undo_stack.undo()
    assert document.visit.stops[0].country == ""
    assert len(offered(inspector)) == 2
    document.undo_stack.undo()
    assert document.visit is plan


def test_a_country_that_is_typed_answers_too(
    inspector: Inspector, document: Document, plan: Visit
) -> None:
    document.select([plan.stops[0].id])
    type_into(cell(inspector, "city"), "Valencia")
    assert document.visit.stops[0].zone == "Europe/Madrid"
    type_into(cell(inspector, "country"), "Venezuela")
    assert offered(inspector) == []
    assert document.visit.stops[0].zone == "America/Caracas"
    type_into(cell(inspector, "country"), "Atlantis")
    assert document.visit.stops[0].zone == "America/Caracas"


def test_a_stop_moves_to_the_country_of_its_new_town(
    inspector: Inspector, document: Document, plan: Visit
) -> None:
    document.select([plan.stops[0].id])
    type_into(cell(inspector, "city"), "Riga")
    assert document.visit.stops[0].country == "LV"
    assert offered(inspector) == []
    type_into(cell(inspector, "city"), "Qwxzy")
    assert document.visit.stops[0].country == "LV"  # who knows
    type_into(cell(inspector, "country"), "Latvia")
    type_into(cell(inspector, "city"), "Daugavpils")
    assert document.visit.stops[0].country == "Latvia"


def test_a_country_of_the_visit_leaves_nothing_to_ask(
    inspector: Inspector, document: Document, plan: Visit
) -> None:
    document.edit("t", edits.change, plan.stops[1].id, country="Spain")
    document.select([plan.stops[0].id])
    type_into(cell(inspector, "city"), "Valencia")
    assert offered(inspector) == []
    assert document.visit.stops[0].country == "ES"
