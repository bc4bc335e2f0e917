"""The whole window: opening, saving, adding, restoring, and what it says of trouble."""

from __future__ import annotations

from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import MONDAY, by_code, settle
from visitplanner.desktop import creation, theme
from visitplanner.desktop.desk import Desk
from visitplanner.desktop.document import Document
from visitplanner.desktop.views.programme import ProgrammePage
from visitplanner.desktop.workspace import TABS
from visitplanner.domain import edits
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.relocation import Relocation, relocate
from visitplanner.domain.versions import Dossier
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import JourneyKind, Status


def document_of(desk: Desk) -> Document:
    assert desk.document is not None
    return desk.document


def trigger(desk: Desk, key: str) -> None:
    desk.actions.by_key[key].trigger()


def shown(desk: Desk) -> list[str]:
    return [banner.text for banner in desk.banners.shown()]


def test_every_action_has_a_handler_and_shortcuts_are_unique(desk: Desk) -> None:
    shortcuts = [
        shortcut.toString()
        for action in (*desk.actions.by_key.values(), desk.undo_action, desk.redo_action)
        for shortcut in action.shortcuts()
    ]
    assert len(shortcuts) == len(set(shortcuts))


def test_without_a_visit_only_what_works_is_enabled(desk: Desk) -> None:
    assert not desk.actions.by_key["save"].isEnabled()
    assert desk.actions.by_key["new"].isEnabled()
    assert desk.shell.pages.currentWidget() is desk.shell.welcome


def test_the_sample_opens_and_is_checked(desk: Desk, qtbot: QtBot) -> None:
    trigger(desk, "sample")
    settle(qtbot)
    settle(qtbot)
    assert document_of(desk).title == "Piedmont and Milan"
    assert not document_of(desk).modified
    assert desk.workspace is not None
    assert any(problem.severity.value == "error" for problem in desk.workspace.found.problems)


def test_undo_and_redo_by_their_actions(open_desk: Desk, plan: Visit) -> None:
    document = document_of(open_desk)
    assert not open_desk.undo_action.isEnabled()
    document.edit("Change title", edits.change, plan.id, title="Other")
    assert open_desk.undo_action.text() == "Undo Change title"
    open_desk.undo_action.trigger()
    assert document.visit is plan
    open_desk.redo_action.trigger()
    assert document.visit.title == "Other"


@pytest.mark.parametrize(
    ("key", "collection"),
    [
        ("add_item", "items"),
        ("add_meal", "items"),
        ("add_site_visit", "items"),
        ("add_journey", "journeys"),
        ("add_transfer", "journeys"),
        ("add_person", "delegates"),
        ("add_place", "places"),
        ("add_organisation", "organisations"),
        ("add_contact", "contacts"),
        ("add_room", "rooms"),
    ],
)
def test_adding_selects_what_is_new(
    open_desk: Desk, plan: Visit, key: str, collection: str, qtbot: QtBot
) -> None:
    document = document_of(open_desk)
    trigger(open_desk, key)
    new = set(getattr(document.visit, collection)) - set(getattr(plan, collection))
    (record,) = new
    assert document.selection == (record.id,)
    open_desk.undo_action.trigger()
    assert document.visit is plan
    settle(qtbot)


def test_a_new_item_takes_the_first_gap(open_desk: Desk, qtbot: QtBot) -> None:
    trigger(open_desk, "add_item")
    (new,) = document_of(open_desk).selected()
    assert (new.day, new.start) == (MONDAY, time(11, 10))  # type: ignore[attr-defined]
    settle(qtbot)


def test_a_double_click_adds_where_it_was(open_desk: Desk, qtbot: QtBot) -> None:
    assert open_desk.workspace is not None
    open_desk.workspace.timeline.add_wanted.emit(MONDAY, 18 * 60 + 30)
    (new,) = document_of(open_desk).selected()
    assert (new.day, new.start, new.end) == (MONDAY, time(18, 30), time(19, 30))  # type: ignore[attr-defined]
    settle(qtbot)


def test_delete_never_asks_and_offers_undo(open_desk: Desk, plan: Visit, qtbot: QtBot) -> None:
    document = document_of(open_desk)
    document.select([by_code(plan, "A1").id])
    trigger(open_desk, "delete")
    assert open_desk.toast.text == "Welcome is deleted."
    assert len(document.visit.items) == len(plan.items) - 1
    open_desk.undo_action.trigger()
    assert document.visit is plan
    document.select([item.id for item in plan.items[:2]])
    trigger(open_desk, "delete")
    assert open_desk.toast.text == "2 entries are deleted."
    settle(qtbot)


def test_cancel_duplicate_and_unschedule(open_desk: Desk, plan: Visit, qtbot: QtBot) -> None:
    document = document_of(open_desk)
    document.select([by_code(plan, "A1").id])
    trigger(open_desk, "cancel_item")
    assert by_code(document.visit, "A1").status is Status.CANCELLED
    trigger(open_desk, "cancel_item")
    assert by_code(document.visit, "A1").status is Status.TENTATIVE
    trigger(open_desk, "duplicate")
    assert by_code(document.visit, "A1b").title == "Welcome"
    trigger(open_desk, "unschedule")
    assert by_code(document.visit, "A1b").day is None
    assert document.undo_stack.count() == 4
    settle(qtbot)


def test_an_item_of_the_tray_is_placed(open_desk: Desk, plan: Visit, qtbot: QtBot) -> None:
    document = document_of(open_desk)
    museum = by_code(plan, "A5")
    assert open_desk.workspace is not None
    open_desk.workspace.tray.placing.emit(museum.id)
    placed = by_code(document.visit, "A5")
    assert (placed.day, placed.start, placed.end) == (MONDAY, time(10), time(11))
    open_desk.undo_action.trigger()
    open_desk.workspace.timeline.placed.emit(museum.id, date(2026, 5, 6), 15 * 60)
    placed = by_code(document.visit, "A5")
    assert (placed.day, placed.start, placed.end) == (date(2026, 5, 6), time(15), time(16))
    settle(qtbot)


def test_an_item_that_is_placed_keeps_its_length_where_clocks_change(
    desk: Desk, plan: Visit, qtbot: QtBot
) -> None:
    change = date(2026, 10, 25)  # clocks go back an hour at three
    there = relocate(plan, Relocation((change - MONDAY).days))
    there = edits.change(there, by_code(there, "A5").id, end=time(12))
    desk.show(Document(Dossier(visit=there)))
    settle(qtbot)
    desk.editing.place_at(by_code(there, "A5").id, change, 90)
    document = desk.document
    assert document is not None
    placed = by_code(document.visit, "A5")
    assert (placed.start, placed.end, placed.end_fold) == (time(1, 30), time(2, 30), 1)
    assert placed.minutes == 120


def test_problems_mark_days_and_lead_to_records(open_desk: Desk, plan: Visit, qtbot: QtBot) -> None:
    workspace = open_desk.workspace
    assert workspace is not None
    trigger(open_desk, "next_problem")
    assert document_of(open_desk).selection
    panel = workspace.panel
    assert panel.model.rowCount() > 0
    counts = panel.model.counts
    panel._toggles["error"].setChecked(False)
    assert panel.model.rowCount() == counts["warning"]
    panel._toggles["error"].setChecked(True)
    settle(qtbot)


def test_a_repair_is_one_click_and_can_be_undone(
    open_desk: Desk, plan: Visit, qtbot: QtBot
) -> None:
    workspace, document = open_desk.workspace, document_of(open_desk)
    assert workspace is not None
    rows = [
        row
        for row in range(workspace.panel.model.rowCount())
        if (problem := workspace.panel.model.problem_at(row)) and problem.repair
    ]
    workspace.panel._repair(rows[0])
    assert document.visit is not plan
    document.undo_stack.undo()
    assert document.visit is plan
    settle(qtbot)


def test_a_check_follows_an_edit(open_desk: Desk, plan: Visit, qtbot: QtBot) -> None:
    workspace, document = open_desk.workspace, document_of(open_desk)
    assert workspace is not None
    before = workspace.found.problems
    document.edit("Delete", edits.remove, by_code(plan, "A3").id)
    qtbot.waitUntil(lambda: workspace.found.problems != before)
    assert all(by_code(plan, "A3").id not in p.records for p in workspace.found.problems)


def test_themes_are_remembered(desk: Desk) -> None:
    desk.looks.choose_theme("dark")
    assert theme.color("window").lightnessF() < 0.5
    assert desk.services.settings().theme.value == "dark"
    desk.looks.choose_theme("light")
    assert theme.color("window").lightnessF() > 0.5


def test_tabs_follow_their_actions(open_desk: Desk, qtbot: QtBot) -> None:
    workspace = open_desk.workspace
    assert workspace is not None
    for key in (*TABS, "timeline"):
        trigger(open_desk, key)
        assert workspace.tab == key
        trigger(open_desk, "find")
    settle(qtbot)


def test_going_to_a_person_shows_the_people(open_desk: Desk, plan: Visit, qtbot: QtBot) -> None:
    workspace = open_desk.workspace
    assert workspace is not None
    open_desk.finding.go("record:" + by_code(plan, "P02").id)
    assert workspace.tab == "people"
    open_desk.finding.go("record:" + by_code(plan, "A1").id)
    assert workspace.tab == "timeline"
    open_desk.finding.go("record:" + plan.places[0].id)
    assert workspace.tab == "map"
    settle(qtbot)


def test_f6_goes_round_the_panes(open_desk: Desk, qtbot: QtBot) -> None:
    workspace = open_desk.workspace
    assert workspace is not None
    open_desk.shell.activateWindow()
    seen: set[QWidget] = set()
    for _ in range(6):
        trigger(open_desk, "next_pane")
        focus = open_desk.shell.focusWidget()
        around = [*workspace.docks.values(), open_desk.shell.pages]
        seen |= {pane for pane in around if pane.isAncestorOf(focus)}
    assert len(seen) >= 4
    settle(qtbot)


def test_enter_edits_the_next_row(open_desk: Desk, plan: Visit, qtbot: QtBot) -> None:
    workspace = open_desk.workspace
    assert workspace is not None
    trigger(open_desk, "programme")
    programme = workspace.page("programme")
    assert isinstance(programme, ProgrammePage)
    view = programme.table.view
    model = view.table()
    row = model.row_of(by_code(plan, "A1").id)
    view.setCurrentIndex(model.index(row, 2))
    QTest.keyClick(view, Qt.Key.Key_Return)
    editors = [w for w in view.viewport().children() if w.metaObject().className() == "QLineEdit"]
    assert editors
    editors[0].setText("Opening")  # type: ignore[attr-defined]
    QTest.keyClick(editors[0], Qt.Key.Key_Return)  # type: ignore[call-overload]
    assert by_code(document_of(open_desk).visit, "A1").title == "Opening"
    assert view.currentIndex().row() == row + 1
    settle(qtbot)


def test_the_new_visit_dialog_finds_zones(qtbot: QtBot, qapp: QApplication) -> None:
    from visitplanner.desktop.dialogs.new_visit import CitiesDialog, Found

    cities = {"Porto": Found("PT", "Europe/Lisbon"), "Vigo": Found("ES", "Europe/Madrid")}
    dialog = CitiesDialog(None, finder=lambda name, _near: cities.get(name))
    dialog.title.setText("Northwest")
    for row, texts in zip(
        dialog.rows, (("Porto", "4 May 2026", "6 May"), ("Vigo", "6 May", "7 May")), strict=True
    ):
        for editor, text in zip((row.city, row.arrive, row.leave), texts, strict=True):
            editor.setText(text)
    dialog.accept()
    visit = dialog.visit()
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert [(s.city, s.zone, s.arrive, s.leave) for s in visit.stops] == [
        ("Porto", "Europe/Lisbon", date(2026, 5, 4), date(2026, 5, 6)),
        ("Vigo", "Europe/Madrid", date(2026, 5, 6), date(2026, 5, 7)),
    ]
    dialog.deleteLater()


def test_the_new_visit_dialog_asks_which_of_several_towns_is_meant(
    qtbot: QtBot, qapp: QApplication
) -> None:
    from visitplanner.desktop.dialogs.new_visit import CitiesDialog

    dialog = CitiesDialog(None)
    dialog.title.setText("Ports")
    row, other = dialog.rows
    row.city.setText("Valencia")
    row.arrive.setText("4 May 2026")
    row.city.editingFinished.emit()
    options = [row.choice.itemText(n) for n in range(row.choice.count())]
    assert options == ["Valencia, Spain (Comunitat Valenciana)", "Valencia, Venezuela"]
    assert row.choice.currentIndex() == -1
    dialog.accept()
    assert row.message.text() == "There is more than one Valencia: choose which."
    row.choice.setCurrentIndex(1)
    row.choice.activated.emit(1)
    assert row.message.text() == ""
    other.city.setText("Madrid")
    other.arrive.setText("5 May 2026")
    other.city.editingFinished.emit()
    assert other.found.text() == "ES, Europe/Madrid"
    dialog.accept()
    assert [(s.city, s.country, s.zone) for s in dialog.visit().stops] == [
        ("Valencia", "VE", "America/Caracas"),
        ("Madrid", "ES", "Europe/Madrid"),
    ]
    dialog.deleteLater()


def test_another_stop_of_the_visit_tells_which_town_is_meant(
    qtbot: QtBot, qapp: QApplication
) -> None:
    from visitplanner.desktop.dialogs.new_visit import CitiesDialog

    dialog = CitiesDialog(None)
    row, other = dialog.rows
    row.city.setText("Valencia")
    row.city.editingFinished.emit()
    assert row.choice.count() == 2
    other.city.setText("Madrid")
    other.city.editingFinished.emit()
    row.city.editingFinished.emit()
    assert (row.choice.count(), row.found.text()) == (0, "ES, Europe/Madrid")
    row.city.setText("")
    row.city.editingFinished.emit()
    assert row.found.text() == ""
    dialog.deleteLater()


def test_the_new_visit_dialog_says_what_is_missing(qtbot: QtBot, qapp: QApplication) -> None:
    from visitplanner.desktop.dialogs.new_visit import CitiesDialog

    dialog = CitiesDialog(None, finder=lambda _name, _near: None)
    dialog.title.setText("Northwest")
    row = dialog.rows[0]
    row.city.setText("Porto")
    row.arrive.setText("31 Feb 2026")
    dialog.accept()
    assert row.message.text() == "There is no such day as “31 Feb 2026”."
    assert dialog.result() != QDialog.DialogCode.Accepted
    dialog.deleteLater()


@pytest.mark.parametrize("key", ["add_transfer", "add_journey"])
def test_a_new_journey_begins_when_the_last_that_is_selected_ends(
    open_desk: Desk, plan: Visit, key: str, qtbot: QtBot
) -> None:
    document = document_of(open_desk)
    for codes, day, clock in (
        (["A1"], MONDAY, time(10, 30)),
        (["A3", "A1"], MONDAY, time(15)),
        (["J1"], date(2026, 5, 5), time(17)),
        (["A4"], date(2026, 5, 5), time(0, 30)),  # it ends after midnight
    ):
        document.select([by_code(plan, code).id for code in codes])
        trigger(open_desk, key)
        (new,) = document.selected()
        assert isinstance(new, Journey)
        assert (new.depart_day, new.depart) == (day, clock)
        assert (new.minutes or 0) > 0
        open_desk.undo_action.trigger()
    settle(qtbot)


def test_a_new_journey_late_in_the_evening_arrives_the_next_day(plan: Visit) -> None:
    made = creation.new_journey(plan, JourneyKind.LEG, MONDAY, time(23, 30))
    assert (made.arrive_day, made.arrive) == (date(2026, 5, 5), time(1, 30))


def test_two_messages_stand_there_at_most_and_what_asks_stays(open_desk: Desk) -> None:
    banners = open_desk.banners
    banners.clear()
    banners.show("Restore it?", choices=(("Restore", lambda: None),))
    for text in ("First", "Second", "Second", "Third"):
        banners.show(text, tone="warn")
    assert shown(open_desk) == ["Restore it?", "Third"]
    banners.show("Sure?", choices=(("Yes", lambda: None),))
    assert shown(open_desk) == ["Restore it?", "Sure?"]
    banners.show("Told")
    assert shown(open_desk) == ["Sure?", "Told"]


def test_a_day_with_a_journey_alone_says_so(open_desk: Desk, plan: Visit) -> None:
    document = document_of(open_desk)

    def said() -> str:
        outline = open_desk.workspace.outline if open_desk.workspace else None
        assert outline is not None
        outline.rebuild()
        index = outline.tree.model()
        texts = []
        for row in range(index.rowCount()):
            parent = index.index(row, 0)
            for inner in range(index.rowCount(parent)):
                child = index.index(inner, 0, parent)
                texts.append(str(child.data(Qt.ItemDataRole.AccessibleTextRole)))
        return next(text for text in texts if text.startswith("Tuesday 5 May"))

    assert "1 journey" in said()
    item = by_code(plan, "A5")
    document.edit("Plan", edits.change, item.id, day=date(2026, 5, 5))
    assert "1 item" in said()
    document.undo_stack.undo()
    document.edit("Drop", edits.remove, by_code(plan, "J1").id)
    assert "0 items" in said()


def test_a_visit_has_one_word_for_its_code() -> None:
    from visitplanner.desktop.forms.spec import fields

    assert fields(Visit)["code"].label == "Code"
    assert fields(Item)["code"].label == "ID"
