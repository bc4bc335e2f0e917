"""Fields that search: places, hosts, people by name, and who takes part by ticking."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import by_code, settle, small_plan
from visitplanner.desktop.document import Document
from visitplanner.desktop.forms.cell import Cell
from visitplanner.desktop.forms.editors import CompletingEditor, FlagEditor, fitting
from visitplanner.desktop.forms.facts import below_fields, since
from visitplanner.desktop.forms.who_choice import WhoChoice
from visitplanner.desktop.forms.who_picker import WhoEditor
from visitplanner.desktop.panels.callouts import _FewLines
from visitplanner.desktop.panels.inspector import Inspector
from visitplanner.domain import edits, moves
from visitplanner.domain.identity import told_apart
from visitplanner.domain.naming import meant_rule, shown_rule
from visitplanner.domain.people import Contact, Delegate
from visitplanner.domain.programme import Item
from visitplanner.domain.versions import Dossier, Version
from visitplanner.domain.visit import Visit
from visitplanner.planning.checks import Problem, Severity


@pytest.fixture
def inspector(qtbot: QtBot, document: Document) -> Iterator[Inspector]:
    made = Inspector(document)
    made.resize(320, 900)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    made.deleteLater()


def overlap(item: Item, message: str, label: str) -> Problem:
    """A problem of an item that is repaired by another title."""
    return Problem(
        code="overlap",
        severity=Severity.ERROR,
        subjects=(item.code,),
        records=(item.id,),
        message=message,
        fix="Begin later.",
        repair=lambda visit: edits.change(visit, item.id, title="Repaired"),
        repair_label=label,
    )


def cell(inspector: Inspector, name: str) -> Cell:
    form = inspector.form()
    assert form is not None
    return form.cells[name]


def typed(one: Cell, text: str) -> CompletingEditor:
    editor = one.editor
    assert isinstance(editor, CompletingEditor)
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, text)
    return editor


# --- Picking -------------------------------------------------------------------------------------


def test_a_place_is_found_by_a_part_of_its_name(
    inspector: Inspector, document: Document, plan: Visit
) -> None:
    document.select([by_code(plan, "A2").id])
    editor = typed(cell(inspector, "place"), "hall")
    popup = editor._completer.popup()
    assert popup is not None
    assert popup.isVisible()
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert by_code(document.visit, "A2").place == "Town hall"
    assert document.undo_stack.count() == 1


def test_the_arrow_down_shows_everything(inspector: Inspector, document: Document) -> None:
    document.select([by_code(document.visit, "A2").id])
    editor = cell(inspector, "host_organisation").editor
    assert isinstance(editor, CompletingEditor)
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_Down)
    assert editor._words.stringList() == ["Alpha", "Beta"]
    popup = editor._completer.popup()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert by_code(document.visit, "A2").host_organisation == "Beta"


@pytest.mark.parametrize(
    ("field", "collection"),
    [("place", "places"), ("host_organisation", "organisations"), ("host_contact", "contacts")],
)
def test_an_unknown_name_is_added_in_the_same_step(
    inspector: Inspector, document: Document, plan: Visit, field: str, collection: str
) -> None:
    document.select([by_code(plan, "A1").id])
    editor = typed(cell(inspector, field), "Harbour")
    assert editor._words.stringList()[-1].startswith("Add “Harbour” as ")
    popup = editor._completer.popup()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert getattr(by_code(document.visit, "A1"), field) == "Harbour"
    assert getattr(document.visit, collection)[-1].name == "Harbour"
    assert document.undo_stack.count() == 1
    document.undo_stack.undo()
    assert document.visit is plan


def test_what_was_typed_can_be_added_later(inspector: Inspector, document: Document) -> None:
    item = by_code(document.visit, "A1")
    document.edit("p", edits.change, item.id, place="Dock 5")
    document.select([item.id])
    place = cell(inspector, "place")
    assert place.add_button.text() == "Add it as a place"
    place.add_button.click()
    assert document.visit.places[-1].name == "Dock 5"
    assert document.visit.places[-1].city == "Turin"
    assert not place.add_button.isVisible()


@given(st.lists(st.text(max_size=8), max_size=12), st.text(max_size=4))
def test_suggestions_fit_what_was_typed(words: list[str], begun: str) -> None:
    found = fitting(words, begun)
    assert set(found) <= set(words)
    assert fitting(found, begun) == found


# --- Names for IDs -------------------------------------------------------------------------------


def test_people_are_shown_by_name_and_kept_by_id(
    inspector: Inspector, document: Document, plan: Visit
) -> None:
    document.select([by_code(plan, "A7").id])
    who = cell(inspector, "who")
    assert who.editor.text() == "Ben Secondo"
    typed(who, "all except Eva Terza")
    who.editor.finished.emit()
    assert by_code(document.visit, "A7").who == "all except P03"
    assert who.editor.text() == "all except Eva Terza"
    assert who.fact.text() == "2 of 3 people"
    document.select([])
    typed(cell(inspector, "head"), "Ada Prima")
    cell(inspector, "head").editor.finished.emit()
    assert document.visit.head == "P01"
    document.select([plan.rooms[1].id])
    assert cell(inspector, "occupants").editor.text() == "Ben Secondo"


def test_namesakes_keep_their_ids(document: Document, plan: Visit) -> None:
    twin = Delegate(code="P09", given_name="Ben", family_name="Secondo")
    document.edit("a", edits.add, twin)
    visit = document.visit
    assert shown_rule(visit, "P02; P09; P01") == "P02; P09; Ada Prima"
    assert meant_rule(visit, "Ben Secondo; Ada Prima") == "Ben Secondo; P01"


@given(
    st.lists(st.sampled_from(["P01", "P02", "P03", "all", "group: Green", "nobody"]), max_size=4)
)
def test_a_rule_that_is_shown_means_the_same_again(parts: list[str]) -> None:
    visit = small_plan()
    for rule in ("; ".join(parts), f"all except {'; '.join(parts)}" if parts else ""):
        assert meant_rule(visit, shown_rule(visit, rule)) == meant_rule(visit, rule)


# --- Who -----------------------------------------------------------------------------------------


def test_everyone_but_one_stays_a_rule() -> None:
    visit = small_plan()
    ada, ben, eva = visit.delegates
    choice = WhoChoice.of(visit, "all")
    choice = choice.with_person(ben, ticked=False)
    assert choice.text == "all except P02"
    assert choice.count() == (2, 3)
    assert choice.with_person(ben, ticked=True).text == "all"
    assert choice.with_everyone(ticked=False).text == ""
    group = WhoChoice.of(visit, "").with_group("Green", ticked=True)
    assert group.text == "group: Green"
    assert group.people() == {ben.id, eva.id}
    assert group.with_person(eva, ticked=False).text == "group: Green except P03"
    assert group.with_person(ada, ticked=True).text == "group: Green; P01"
    less = WhoChoice.of(visit, "all except group: Green").with_person(eva, ticked=True)
    assert less.people() == {ada.id, eva.id}


@given(st.lists(st.tuples(st.integers(0, 4), st.booleans()), max_size=8))
def test_a_tick_does_what_it_says(ticks: list[tuple[int, bool]]) -> None:
    visit = small_plan()
    choice = WhoChoice.of(visit, "all except P02; group: Green")
    for which, ticked in ticks:
        if which < 3:
            person = visit.delegates[which]
            choice = choice.with_person(person, ticked=ticked)
            assert (person.id in choice.people()) is ticked
        elif which == 3:
            choice = choice.with_group("green", ticked=ticked)
            assert choice.has_group("Green") is ticked
        else:
            choice = choice.with_everyone(ticked=ticked)
            assert choice.everyone is ticked
        assert WhoChoice.of(visit, choice.text).people() == choice.people()


def test_people_are_ticked_by_keyboard(
    inspector: Inspector, document: Document, plan: Visit, qtbot: QtBot
) -> None:
    document.select([by_code(plan, "A1").id])
    editor = cell(inspector, "who").editor
    assert isinstance(editor, WhoEditor)
    popup = editor.open_list()
    QTest.keyClicks(popup.search, "ben")
    QTest.keyClick(popup.search, Qt.Key.Key_Return)
    assert by_code(document.visit, "A1").who == "all except P02"
    assert popup._count.text() == "2 of 3 people"
    popup.search.clear()
    QTest.keyClick(popup.search, Qt.Key.Key_Down)  # from everyone to the group
    QTest.keyClick(popup.search, Qt.Key.Key_Down)
    QTest.keyClick(popup.search, Qt.Key.Key_Return)
    assert by_code(document.visit, "A1").who == "all except P02; P01"
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    assert editor.text() == "all except Ben Secondo; Ada Prima"
    assert document.undo_stack.count() == 1
    qtbot.wait(5)


# --- Several records -----------------------------------------------------------------------------


def test_several_values_are_said_and_stay(
    inspector: Inspector, document: Document, plan: Visit
) -> None:
    document.edit("o", edits.change, by_code(plan, "A1").id, optional=True)
    document.select([by_code(plan, code).id for code in ("A1", "A2")])
    title, optional = cell(inspector, "title").editor, cell(inspector, "optional").editor
    assert title.property("several") is True
    assert isinstance(optional, FlagEditor)
    assert optional.checkState() is Qt.CheckState.PartiallyChecked
    before = document.visit
    for name, one in inspector.form().cells.items():  # type: ignore[union-attr]
        one.editor.finished.emit()
        assert document.visit is before, name
    optional.click()
    assert by_code(document.visit, "A2").optional
    assert document.undo_stack.count() == 2


# --- What follows --------------------------------------------------------------------------------


def test_facts_below_fields(document: Document, plan: Visit) -> None:
    facts = below_fields(plan, by_code(plan, "A1"))
    assert facts["end"] == "1 h 30"
    assert facts["zone"] == "Turin time, CEST (UTC+2)"
    assert facts["place"] == "20 seats"
    assert facts["who"] == "3 of 3 people, 20 seats"
    assert below_fields(plan, by_code(plan, "J1"))["arrive"] == "1 h"
    assert below_fields(plan, plan.rooms[0])["check_out"] == "1 night"
    for record in plan.records():
        assert all(below_fields(plan, record).values())


def test_what_differs_from_the_last_version(document: Document, plan: Visit) -> None:
    version = Version(number=3, at="2026-04-01T12:00:00Z", visit=plan)  # type: ignore[arg-type]
    item = by_code(plan, "A1")
    assert since(version, item) == ""
    assert since(None, item) == ""
    moved = moves.move_item(plan, item.id, item.day, item.end)
    assert since(version, by_code(moved, "A1")) == "Moved since version 3: was 09:00 to 10:30"
    titled = edits.change(plan, item.id, title="New", notes="x")
    assert since(version, by_code(titled, "A1")) == "Changed since version 3: title, notes"
    assert since(version, Contact(name="Neu")) == "New since version 3"
    typed = {"given_name": "Gina", "family_name": "Neu"}
    gina = edits.change(plan, plan.delegates[0].id, **typed)
    assert since(version, gina.delegates[0]) == "New since version 3"
    fourth = version.model_copy(
        update={"visit": told_apart(Dossier(visit=gina, versions=(version,)))}
    )
    assert since(fourth, gina.delegates[0]) == ""
    moved = edits.change(gina, plan.delegates[0].id, email="gina@example.org")
    assert since(fourth, moved.delegates[0]) == "Changed since version 3: e-mail"
    assert Dossier(visit=plan).latest is None


def test_a_problem_can_be_repaired_or_accepted(
    inspector: Inspector, document: Document, plan: Visit
) -> None:
    lunch = by_code(plan, "A2")
    problem = overlap(lunch, "Lunch and Foundry overlap by 30 min for 3 people.", "Start at 14:00")
    wanted: list[Problem] = []
    inspector.acceptance_wanted.connect(wanted.append)
    document.select([lunch.id])
    inspector.show_problems([problem])
    buttons = {b.text(): b for b in inspector._callouts.findChildren(QPushButton)}
    buttons["Accept…"].click()
    assert wanted == [problem]
    buttons["Start at 14:00"].click()
    assert by_code(document.visit, "A2").title == "Repaired"
    document.select([by_code(plan, "A1").id])
    assert not inspector._room.isVisible()


def test_a_persons_card_has_tabs(inspector: Inspector, document: Document, plan: Visit) -> None:
    document.select([by_code(plan, "P02").id])
    assert [text for text, _target in inspector._linked] == ["p02@example.org", "+39 000"]
    inspector.focus_field("diet")
    assert cell(inspector, "diet").editor.isVisible()
    assert not cell(inspector, "given_name").editor.isVisible()
    inspector.focus_field("passport_name")
    assert cell(inspector, "passport_name").editor.isVisible()
    assert not cell(inspector, "diet").editor.isVisible()
    document.select([d.id for d in plan.delegates])
    assert cell(inspector, "diet").editor.isVisible()
    assert cell(inspector, "given_name").editor.isVisible()


def test_the_inspector_looks_only_at_what_it_shows(
    inspector: Inspector, document: Document, plan: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    document.select([by_code(plan, "A1").id])
    followed: list[bool] = []
    original = inspector._follow

    def follow(*, loose: bool) -> None:
        followed.append(loose)
        original(loose=loose)

    monkeypatch.setattr(inspector, "_follow", follow)
    document.edit("t", edits.change, by_code(plan, "A2").id, title="Brunch")
    document.edit("d", edits.change, by_code(plan, "P02").id, diet=("vegan",))
    assert followed == []
    document.edit("t", edits.change, by_code(plan, "A1").id, title="Hello")
    assert followed == [False]
    document.edit("n", edits.change, by_code(plan, "P02").id, family_name="Nuovo")
    assert followed == [False, True]


@pytest.mark.parametrize(("height", "words"), [(430, 1), (430, 4), (900, 4)])
def test_what_repairs_a_problem_is_in_view_however_low_the_pane_is(
    inspector: Inspector, document: Document, plan: Visit, qtbot: QtBot, height: int, words: int
) -> None:
    lunch = by_code(plan, "A2")
    problem = overlap(
        lunch,
        " ".join(["Somebody with a long name is at two places on this day,"] * words),
        "Start “Lessons learnt and a list of actions” at 14:00",
    )
    document.select([lunch.id])
    inspector.resize(300, height)
    inspector.show_problems([problem, replace(problem, code="other")])
    settle(qtbot)
    room = inspector._room
    buttons = room.findChildren(QPushButton)
    assert len(buttons) == (2 if height < 500 else 4)  # where it is low, the second is counted
    for button in buttons[:2]:
        corner = button.mapTo(room.viewport(), button.rect().bottomRight())
        assert room.viewport().rect().contains(corner)
        assert button.width() >= button.sizeHint().width()
    assert "14:00" in buttons[0].text()
    if height < 500:
        sentence = room.findChild(_FewLines)
        assert sentence is not None
        assert sentence.height() >= sentence.heightForWidth(sentence.width())
        assert "Begin later." in sentence.toolTip()


@pytest.mark.parametrize(("height", "count", "lines"), [(430, 1, 4), (430, 2, 2), (330, 1, 2)])
def test_a_single_problem_says_more_in_a_low_pane_that_has_the_room(
    inspector: Inspector,
    document: Document,
    plan: Visit,
    qtbot: QtBot,
    height: int,
    count: int,
    lines: int,
) -> None:
    lunch = by_code(plan, "A2")
    problem = overlap(lunch, "Somebody with a long name is at two places on this day, " * 5, "x")
    document.select([lunch.id])
    inspector.resize(300, height)
    inspector.show_problems([replace(problem, code=f"overlap-{n}") for n in range(count)])
    settle(qtbot)
    sentence = inspector._room.findChild(_FewLines)
    assert sentence is not None
    assert sentence.heightForWidth(sentence.width()) == lines * sentence.fontMetrics().lineSpacing()
    if height > 400:  # all of the card is in view, and so is the form below
        assert inspector._room.verticalScrollBar().maximum() == 0
        form = inspector.form()
        assert form is not None
        assert form.visibleRegion().boundingRect().height() >= 64
