"""The first page: tips, recent visits, dropped files, and the wizard of a new visit."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Shelf, settle, small_plan
from visitplanner.desktop.desk import Desk
from visitplanner.desktop.dialogs.new_visit import Found, NewVisitDialog
from visitplanner.desktop.document import Document
from visitplanner.desktop.newcomers import names, with_people
from visitplanner.desktop.workspace import Workspace
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ItemKind


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


# --- the first page


def test_tips_are_put_away_for_good_and_come_back_when_asked(desk: Desk, shelf: Shelf) -> None:
    page = desk.shell.welcome
    assert page._tips.count() == 4
    page.tips_read.emit()
    assert page._tips.count() == 0
    assert shelf.settings().tips_read
    desk._show_welcome()
    assert page._tips.count() == 0
    trigger(desk, "show_tips")
    assert page._tips.count() == 4
    assert not shelf.settings().tips_read


def test_recent_visits_say_where_and_when(open_desk: Desk, shelf: Shelf, tmp_path: Path) -> None:
    path = tmp_path / "plan.visit"
    path.touch()
    document = document_of(open_desk)
    document.mark_saved(shelf.save_visit(document.dossier, path, None))
    open_desk.remember(document)
    assert shelf.settings().recent[0].detail == "Turin, Milan · 4–6 May 2026"
    assert open_desk.shell.windowTitle() == "Piedmont and Milan (plan.visit)[*]"


def test_files_dropped_anywhere_are_taken(open_desk: Desk) -> None:
    shell = open_desk.shell
    heard: list[list[str]] = []
    shell.files_dropped.disconnect()
    shell.files_dropped.connect(heard.append)
    for name, taken in (("a.visit", True), ("b.XLSX", True), ("c.exe", False)):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(f"/tmp/{name}")])
        event = QDragEnterEvent(
            QPoint(5, 5),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        event.ignore()
        shell.dragEnterEvent(event)
        assert event.isAccepted() is taken, name


def test_a_workbook_dropped_on_a_visit_updates_it_or_makes_another(
    open_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    document = document_of(open_desk)
    open_desk.shell.files_dropped.emit([str(tmp_path / "plan.xlsx")])
    (banner,) = open_desk.banners.shown()
    update, another = banner.findChildren(QPushButton)[:2]
    assert (update.text(), another.text()) == ("Update “Piedmont and Milan”", "A new visit")
    update.click()
    settle(qtbot)
    assert document.visit.title == "Updated"


@pytest.fixture
def wizard(qapp: QApplication) -> NewVisitDialog:
    cities = {"Porto": Found("PT", "Europe/Lisbon")}
    dialog = NewVisitDialog(None, finder=lambda name, _near: cities.get(name))
    dialog.title.setText("Northwest")
    row = dialog.rows[0]
    for editor, text in ((row.city, "Porto"), (row.arrive, "4 May 2026"), (row.leave, "6 May")):
        editor.setText(text)
    return dialog


def test_the_wizard_asks_for_people_last(wizard: NewVisitDialog) -> None:
    wizard.accept()
    assert wizard.steps.currentIndex() == 1
    wizard.people.setPlainText("Ada Prima; Alpha; ada@example.org\n\nBen SECONDO\tBeta")
    wizard.accept()
    assert wizard.result() == QDialog.DialogCode.Accepted
    visit = wizard.visit()
    assert [(s.city, s.arrive, s.leave) for s in visit.stops] == [
        ("Porto", date(2026, 5, 4), date(2026, 5, 6))
    ]
    assert [(p.code, p.name, p.organisation, p.email) for p in visit.delegates] == [
        ("P01", "Ada Prima", "Alpha", "ada@example.org"),
        ("P02", "Ben Secondo", "Beta", ""),
    ]
    wizard.deleteLater()


def test_the_wizard_can_do_without_people(wizard: NewVisitDialog) -> None:
    wizard.title.clear()
    wizard.without.click()
    assert wizard.message.text() == "Give the visit a title."
    wizard.title.setText("Northwest")
    wizard.without.click()
    assert wizard.result() == QDialog.DialogCode.Accepted
    assert wizard.visit().delegates == ()
    wizard.deleteLater()


def test_a_new_visit_says_what_comes_first(
    desk: Desk, wizard: NewVisitDialog, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def fill(dialog: NewVisitDialog) -> int:
        dialog.title.setText("Northwest")
        dialog.rows[0].city.setText("Nowhere at all")
        dialog.rows[0].arrive.setText("4 May 2026")
        dialog.without.click()
        return dialog.result()

    monkeypatch.setattr(NewVisitDialog, "exec", fill)
    trigger(desk, "new")
    assert space_of(desk).tab == "timeline"
    (banner,) = desk.banners.shown()
    assert banner.text.startswith("The days are there.")
    words = [button.text() for button in banner.findChildren(QPushButton)]
    assert words == ["Add an item", "Add people"]
    banner.findChildren(QPushButton)[0].click()
    assert len(document_of(desk).visit.items) == 1
    assert not desk.banners.shown()
    wizard.deleteLater()
    settle(qtbot)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ada Prima", ("Ada", "Prima")),
        ("María GARCÍA LÓPEZ", ("María", "García López")),
        ("Prince", ("", "Prince")),
        ("Anna Maria de Souza", ("Anna Maria de", "Souza")),
    ],
)
def test_names_fall_into_two(name: str, parts: tuple[str, str]) -> None:
    assert names(name) == parts


def test_lines_of_nothing_add_nobody() -> None:
    plan = small_plan()
    assert with_people(plan, "\n ; \n\t\n") is plan


def test_the_first_step_is_no_longer_told_once_it_is_taken(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, wizard: NewVisitDialog, qtbot: QtBot
) -> None:
    def fill(dialog: NewVisitDialog) -> int:
        dialog.title.setText("Northwest")
        dialog.rows[0].city.setText("Nowhere at all")
        dialog.rows[0].arrive.setText("4 May 2026")
        dialog.without.click()
        return dialog.result()

    monkeypatch.setattr(NewVisitDialog, "exec", fill)
    trigger(desk, "new")
    assert desk.banners.shown()
    desk.editing.add_item(ItemKind.SESSION)
    assert not desk.banners.shown()
    form = space_of(desk).inspector.form()
    assert form is not None
    title = form.cells["title"].editor
    assert isinstance(title, QLineEdit)
    assert title.selectedText() == "New session"
    wizard.deleteLater()
    settle(qtbot)


def test_rows_of_a_spreadsheet_are_read_by_their_heads() -> None:
    text = (
        'Name\tCompany\tE-mail\tDiet\nAda Prima\t"Alpha; Beta, Ltd"\tada@example.org\tvegan\n'
        "Ben Secondo\t\t\t\n"
    )
    people = with_people(Visit(), text).delegates
    assert [(p.name, p.organisation, p.email, p.diet) for p in people] == [
        ("Ada Prima", "Alpha; Beta, Ltd", "ada@example.org", ("vegan",)),
        ("Ben Secondo", "", "", ()),
    ]
    typed = with_people(Visit(), "E-mail; Name\nada@example.org; Ada Prima\n").delegates
    assert [(p.name, p.email) for p in typed] == [("Ada Prima", "ada@example.org")]


def test_a_cell_of_a_spreadsheet_may_hold_a_semicolon() -> None:
    people = with_people(Visit(), 'Ada Prima\t"Alpha; Beta, Ltd"\tada@example.org\n').delegates
    assert [(p.organisation, p.email) for p in people] == [("Alpha; Beta, Ltd", "ada@example.org")]
