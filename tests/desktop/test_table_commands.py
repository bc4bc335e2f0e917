"""Copying and pasting rows in the whole window, by its actions."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Shelf, by_code, settle
from visitplanner.desktop.desk import Desk
from visitplanner.desktop.dialogs.paste import PasteDialog
from visitplanner.desktop.views.people import PeoplePage
from visitplanner.domain.visit import Visit
from visitplanner.errors import PlanError

LIST = "Given name\tFamily name\tOrganisation\tE-mail\tDiet\r\n"


@pytest.fixture
def people(open_desk: Desk, qtbot: QtBot) -> Iterator[PeoplePage]:
    space = open_desk.workspace
    assert space is not None
    space.show_tab("people")
    page = space.page("people")
    assert isinstance(page, PeoplePage)
    settle(qtbot)
    yield page
    QApplication.clipboard().clear()


def put(text: str, html: str = "") -> None:
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    QApplication.clipboard().setMimeData(data)


def dialog(desk: Desk, qtbot: QtBot) -> PasteDialog:
    """What the action opens once the rows are read."""
    desk.actions.by_key["paste_rows"].trigger()
    settle(qtbot)
    found = desk.shell.findChildren(PasteDialog)
    assert len(found) == 1
    return found[0]


def said(desk: Desk) -> list[str]:
    return [banner.text for banner in desk.banners.shown()]


def test_a_bare_list_is_pasted_as_one_step(
    open_desk: Desk, people: PeoplePage, plan: Visit, qtbot: QtBot
) -> None:
    put(LIST + "Ida\tQuarta\tGamma\tida@example.org\tvegan\r\nBen\tSecondo\tGamma\t\t\r\n")
    asked = dialog(open_desk, qtbot)
    assert asked.take_button.text() == "Add 1 and update 1"
    document = open_desk.document
    assert document is not None
    assert document.visit is plan
    asked.accept()
    settle(qtbot)
    assert document.visit.delegates[-1].name == "Ida Quarta"
    assert by_code(document.visit, "P02").organisation == "Gamma"
    assert len(document.selection) == 2
    assert document.undo_stack.undoText() == "Paste 2 rows"
    document.undo_stack.undo()
    assert document.visit is plan
    assert people.table.model.rowCount() == 3


def test_rows_that_cannot_be_taken_are_refused_in_the_window(
    open_desk: Desk,
    people: PeoplePage,
    shelf: Shelf,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_rows: object) -> None:
        raise PlanError("Two rows have the same ID: give each its own.")

    monkeypatch.setattr(shelf, "paste_rows", refuse)
    put(LIST + "Ida\tQuarta\tGamma\t\t\r\n")
    open_desk.actions.by_key["paste_rows"].trigger()
    settle(qtbot)
    assert said(open_desk)[-1:] == ["Two rows have the same ID: give each its own."]
    assert people.table.model.rowCount() == 3


def test_a_paste_that_is_put_off_changes_nothing(
    open_desk: Desk, people: PeoplePage, plan: Visit, qtbot: QtBot
) -> None:
    html = "<table><tr><th>Name<th>Colour</tr><tr><td>Ida Quarta<td>red</tr></table>"
    put("ignored", html)
    asked = dialog(open_desk, qtbot)
    assert asked.pasted.left_out == ('The column "Colour" is none of this table: it is left out.',)
    asked.reject()
    settle(qtbot)
    document = open_desk.document
    assert document is not None
    assert document.visit is plan


def test_one_cell_goes_into_the_cell(
    open_desk: Desk, people: PeoplePage, plan: Visit, qtbot: QtBot
) -> None:
    put("Gamma")
    view, model = people.table.view, people.table.model
    view.setCurrentIndex(model.index(1, model.column_of("organisation")))
    open_desk.actions.by_key["paste_rows"].trigger()
    document = open_desk.document
    assert document is not None
    assert by_code(document.visit, "P02").organisation == "Gamma"
    put("nonsense")
    view.setCurrentIndex(model.index(1, model.column_of("status")))
    open_desk.actions.by_key["paste_rows"].trigger()
    assert "Choose one of the list." in said(open_desk)
    put("")
    open_desk.actions.by_key["paste_rows"].trigger()
    assert any("no rows on the clipboard" in text for text in said(open_desk))


def test_rows_are_selected_and_copied(open_desk: Desk, people: PeoplePage, qtbot: QtBot) -> None:
    act = open_desk.actions.by_key
    people.table.view.setFocus()
    act["copy_rows"].trigger()
    assert "Select the rows to copy first." in said(open_desk)
    act["select_all"].trigger()
    act["copy_with_heads"].trigger()
    assert "3 rows are copied." in said(open_desk)
    assert QApplication.clipboard().text().startswith("Name\tOrganisation\t")
    act["choose_columns"].trigger()
    popup = people.table.view.layout_of_columns._popup
    assert popup is not None
    popup.close()
    act["reset_columns"].trigger()
    settle(qtbot)


def test_a_page_without_a_table_says_so(open_desk: Desk, qtbot: QtBot) -> None:
    open_desk.actions.by_key["select_all"].trigger()
    assert "There is no table on this page." in said(open_desk)
    settle(qtbot)


def test_people_are_assigned_and_grouped(
    open_desk: Desk, people: PeoplePage, plan: Visit, qtbot: QtBot
) -> None:
    document = open_desk.document
    assert document is not None
    document.select([by_code(plan, "P01").id, by_code(plan, "P03").id])
    assert people.table.foot.isVisible()
    popup = people.verbs.assign()
    QTest.keyClicks(popup.search, "talk")
    QTest.keyClick(popup.search, Qt.Key.Key_Return)
    assert by_code(document.visit, "A7").who == "P02; P01; P03"
    menu = people.verbs.group()
    green = menu.actions()[0]
    assert (green.text(), green.isChecked()) == ("Green", False)
    green.setChecked(True)
    menu.close()
    assert by_code(document.visit, "P01").groups == ("Green",)
    assert document.undo_stack.count() == 2
    settle(qtbot)


def test_a_cell_that_is_being_edited_is_saved_too(
    open_desk: Desk, people: PeoplePage, plan: Visit, qtbot: QtBot
) -> None:
    view, model = people.table.view, people.table.model
    view.edit(model.index(1, model.column_of("organisation")))
    editor = view.viewport().findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.setText("Gamma")
    open_desk.commit_pending()
    document = open_desk.document
    assert document is not None
    assert by_code(document.visit, "P02").organisation == "Gamma"
    settle(qtbot)


def test_who_is_added_from_another_page_is_selected_in_the_table(
    open_desk: Desk, people: PeoplePage, qtbot: QtBot
) -> None:
    open_desk.actions.by_key["programme"].trigger()
    open_desk.actions.by_key["add_person"].trigger()
    settle(qtbot)
    (row,) = people.table.view.selectionModel().selectedRows()
    assert open_desk.document is not None
    assert (people.table.model.key_at(row.row()),) == open_desk.document.selection


def test_what_there_is_to_know_of_a_row_is_read_whole(
    open_desk: Desk, people: PeoplePage, qtbot: QtBot
) -> None:
    rows = "Ida\tQuarta\tGamma\tida@example.org\tvegan\r\nAda\tPrima\tGamma\tx@y.org\t\r\n"
    put(LIST + rows)
    asked = dialog(open_desk, qtbot)
    settle(qtbot)
    table = asked.table
    known = [len(table.model().index(row, 3).data()) for row in range(2)]
    assert known[0] > known[1] == 0
    table.setColumnWidth(2, 480)
    settle(qtbot)
    assert table.rowHeight(0) > table.rowHeight(1)
    table.setColumnWidth(2, 100)
    settle(qtbot)
    assert table.rowHeight(0) == table.rowHeight(1)
    asked.reject()
