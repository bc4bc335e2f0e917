"""Tables as people use them: edited in place, copied, arranged, with new rows at the end."""

from __future__ import annotations

import time as clock
from collections.abc import Callable, Iterator
from datetime import time

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Shelf, by_code, settle
from visitplanner.desktop import clipboard
from visitplanner.desktop.document import Document
from visitplanner.desktop.models.people import PeopleModel
from visitplanner.desktop.models.programme import ProgrammeModel
from visitplanner.desktop.models.records import RecordsModel
from visitplanner.desktop.models.table import TableModel
from visitplanner.desktop.views.base import Context
from visitplanner.desktop.views.people import PeoplePage
from visitplanner.desktop.views.programme import ProgrammePage
from visitplanner.desktop.views.table_page import TablePage
from visitplanner.domain import edits, moves
from visitplanner.domain.people import Delegate
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import Registration

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
Shown = Callable[[type[TablePage]], TablePage]


@pytest.fixture
def show(qtbot: QtBot, context: Context) -> Iterator[Shown]:
    made: list[QWidget] = []

    def one(kind: type[TablePage]) -> TablePage:
        page = kind(context)  # type: ignore[call-arg]
        page.resize(1100, 700)
        page.show()
        qtbot.waitExposed(page)
        page.activateWindow()
        made.append(page)
        return page

    yield one
    for page in made:
        page.close()
        page.deleteLater()


def cell(page: TablePage, code: str, key: str) -> QModelIndex:
    model = page.table.model
    row = model.row_of(by_code(page.document.visit, code).id)
    return model.index(row, model.column_of(key))


def edit(page: TablePage, index: QModelIndex, text: str) -> QLineEdit:
    """Open the editor of a cell and type into it."""
    view = page.table.view
    view.setFocus()
    view.setCurrentIndex(index)
    view.edit(index)
    editor = view.viewport().findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, text)
    return editor


# --- Following ------------------------------------------------------------------------------------


def changes(model: TableModel) -> list[str]:
    """What a model tells its views from now on."""
    told: list[str] = []
    model.dataChanged.connect(lambda a, b: told.append(f"changed {a.row()}-{b.row()}"))
    model.rowsInserted.connect(lambda _p, a, b: told.append(f"in {a}-{b}"))
    model.rowsRemoved.connect(lambda _p, a, b: told.append(f"out {a}-{b}"))
    model.layoutChanged.connect(lambda: told.append("layout"))
    model.modelReset.connect(lambda: told.append("reset"))
    return told


def test_an_edit_tells_of_its_own_row_alone(document: Document, plan: Visit) -> None:
    people, programme = PeopleModel(document), ProgrammeModel(document)
    places = RecordsModel(document, "places")
    testers = [QAbstractItemModelTester(m, FATAL) for m in (people, programme, places)]
    told = [changes(model) for model in (people, programme, places)]
    document.edit("d", edits.change, by_code(plan, "P02").id, diet=("vegan",))
    assert told == [["changed 1-1"], [], []]
    document.edit("t", edits.change, by_code(plan, "A2").id, title="Brunch")
    row = programme.row_of(by_code(plan, "A2").id)
    assert told == [["changed 1-1"], [f"changed {row}-{row}"], []]
    document.edit("r", edits.remove, plan.places[0].id)
    assert told[2] == ["out 0-0"]
    document.undo_stack.undo()
    assert told[2] == ["out 0-0", "in 0-0"]
    assert testers


def test_rows_that_come_and_go_together_are_told_together(document: Document) -> None:
    model = PeopleModel(document)
    tester = QAbstractItemModelTester(model, FATAL)
    told = changes(model)
    model.set_filter("-ben -eva -ada")
    assert told == ["out 0-2"]
    model.set_filter("")
    assert told == ["out 0-2", "in 0-2"]
    assert tester.model() is model


def test_a_table_that_nobody_sees_sleeps(show: Shown, document: Document, plan: Visit) -> None:
    page = show(PeoplePage)
    told = changes(page.table.model)
    page.hide()
    document.edit("r", edits.remove, by_code(plan, "P01").id)
    assert told == []
    page.show()
    assert told == ["out 0-0"]
    assert page.table.model.rowCount() == 2


def test_sorting_is_stable_and_follows_the_language(document: Document, plan: Visit) -> None:
    model = PeopleModel(document)
    for code, name in (("P01", "Żak"), ("P02", "Éluard"), ("P03", "eber")):
        document.edit("n", edits.change, by_code(document.visit, code).id, family_name=name)
    model.sort(0)
    names = [model.index(row, 0).data() for row in range(3)]
    assert names == ["Eva eber", "Ben Éluard", "Ada Żak"]
    model.sort(model.column_of("organisation"), Qt.SortOrder.DescendingOrder)
    assert [model.index(row, 0).data() for row in range(3)] == ["Ben Éluard", "Eva eber", "Ada Żak"]
    model.sort(-1)
    assert model.key_at(0) == plan.delegates[0].id


# --- Editing -------------------------------------------------------------------------------------


def test_what_is_refused_stays_in_the_cell(show: Shown, document: Document, plan: Visit) -> None:
    page = show(ProgrammePage)
    view = page.table.view
    editor = edit(page, cell(page, "A1", "start"), "25:10")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert document.visit is plan
    assert editor.isVisible()
    assert editor.text() == "25:10"
    assert view.refusal.isVisible()
    assert view.refusal.words.text() == "There is no such time as 25:10."
    assert editor.accessibleDescription() == "There is no such time as 25:10."
    editor.selectAll()
    QTest.keyClicks(editor, "10:00")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert by_code(document.visit, "A1").start == time(10)
    assert not view.refusal.isVisible()
    assert document.undo_stack.count() == 1


def test_esc_gives_a_refused_cell_up(show: Shown, document: Document, plan: Visit) -> None:
    page = show(ProgrammePage)
    editor = edit(page, cell(page, "A1", "start"), "noon")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert document.visit is plan
    assert not page.table.view.refusal.isVisible()


def test_enter_goes_to_the_next_record(show: Shown, document: Document) -> None:
    page = show(ProgrammePage)
    index = cell(page, "A1", "title")
    editor = edit(page, index, "Kick-off")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert by_code(document.visit, "A1").title == "Kick-off"
    below = page.table.view.currentIndex()
    assert (below.row(), below.column()) == (index.row() + 1, index.column())


def test_enter_at_the_end_makes_a_new_row(show: Shown, document: Document, qtbot: QtBot) -> None:
    page = show(PeoplePage)
    editor = edit(page, cell(page, "P03", "name"), "Eva Ultima")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert len(document.visit.delegates) == 4
    assert document.selection == (document.visit.delegates[-1].id,)
    new = page.table.view.viewport().findChildren(QLineEdit)[-1]
    assert new.isVisible()
    new.selectAll()
    QTest.keyClicks(new, "Ida Quarta")
    QTest.keyClick(new, Qt.Key.Key_Tab)
    assert document.visit.delegates[-1].name == "Ida Quarta"
    settle(qtbot)


def test_esc_takes_a_new_row_back(show: Shown, document: Document, plan: Visit) -> None:
    page = show(PeoplePage)
    page.table.append()
    assert len(document.visit.delegates) == 4
    editor = page.table.view.viewport().findChild(QLineEdit)
    assert editor is not None
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert document.visit is plan


def test_selection_and_scroll_survive_edits(show: Shown, document: Document, plan: Visit) -> None:
    page = show(ProgrammePage)
    view, dinner = page.table.view, by_code(plan, "A4").id
    document.select([dinner])
    view.verticalScrollBar().setValue(30)
    place = view.verticalScrollBar().value()
    document.edit("t", edits.change, dinner, title="Supper")
    document.edit("m", moves.move_item, dinner, plan.items[0].day, time(7))
    document.undo_stack.undo()
    rows = [index.row() for index in view.selectionModel().selectedRows()]
    assert rows == [page.table.model.row_of(dinner)]
    assert view.verticalScrollBar().value() == place


def test_what_is_selected_stays_in_view_when_the_table_gets_lower(
    show: Shown, document: Document, qtbot: QtBot
) -> None:
    page = show(ProgrammePage)
    view, last = page.table.view, page.table.model.rowCount() - 1
    page.resize(1100, view.rowHeight(last) * 10)
    record = page.table.model.record_at(last)
    assert record is not None
    document.select([record.id])
    for height in (page.height() - 60, page.height() - 90):  # a banner, and another pane
        page.resize(1100, height)
        settle(qtbot)
        box = view.visualRect(view.currentIndex())
        assert box.top() >= 0
        assert box.bottom() < view.viewport().height()
    view.verticalScrollBar().setValue(0)  # somebody looks at something else
    page.resize(1100, page.height() - 30)
    settle(qtbot)
    assert view.verticalScrollBar().value() == 0


# --- Filter --------------------------------------------------------------------------------------


def test_finished_keys_become_tokens(show: Shown, document: Document) -> None:
    page = show(PeoplePage)
    field = page.table.filter
    QTest.keyClicks(field.line, "eva org:beta ")
    assert [token.accessibleName() for token in field.tokens()] == ["Remove org:beta"]
    assert field.line.text() == "eva "
    assert field.text() == "org:beta eva"
    assert page.table.model.rowCount() == 1
    field.tokens()[0].click()
    assert field.text() == "eva"
    QTest.keyClicks(field.line, " -role:head")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert len(field.tokens()) == 1
    field.line.setText("")
    QTest.keyClick(field.line, Qt.Key.Key_Backspace)
    assert field.tokens() == []
    assert page.table.model.rowCount() == 3
    assert document.undo_stack.count() == 0


def test_keys_and_values_are_completed_by_keyboard(show: Shown) -> None:
    page = show(PeoplePage)
    line = page.table.filter.line
    line.setFocus()
    QTest.keyClicks(line, "org:b")
    popup = page.table.filter._completer.popup()
    assert popup is not None
    assert popup.isVisible()
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert page.table.filter.text() == "org:Beta"
    assert page.table.model.rowCount() == 2


def test_nobody_matches_and_the_filter_is_cleared(show: Shown, qtbot: QtBot) -> None:
    page = show(PeoplePage)
    pane = page.table
    pane.filter.setText("diet:vegan day:tue")
    assert pane._nothing.isVisible()
    assert pane._nothing._words.text() == "No one matches diet:vegan day:tue."
    pane.filter.setText("colour:red")
    assert "This table has no “colour:”." in pane._nothing._words.text()
    pane._nothing.wanted.emit()
    assert pane.filter.text() == ""
    assert pane.view.isVisible()


# --- Columns -------------------------------------------------------------------------------------


def test_columns_are_remembered_and_reset(show: Shown, shelf: Shelf, context: Context) -> None:
    page = show(PeoplePage)
    layout = page.table.view.layout_of_columns
    layout.show_column("email", shown=True)
    layout.show_column("role", shown=False)
    layout.show_column("name", shown=False)  # the one that names the rows stays
    layout.arrange(["name", "status", "organisation"])
    page.table.view.setColumnWidth(0, 321)
    layout.keep()
    assert shelf.settings().tables["delegates"].order[:3] == ("name", "status", "organisation")
    other = show(PeoplePage)
    look = other.table.view.layout_of_columns
    keys = [other.table.model.columns[n].key for n in look.shown()]
    assert keys[:3] == ["name", "status", "organisation"]
    assert "email" in keys
    assert "role" not in keys
    assert other.table.view.columnWidth(0) == 321
    look.reset()
    assert shelf.settings().tables == {}
    usual = [c.key for c in other.table.model.columns if c.shown]
    assert [other.table.model.columns[n].key for n in look.shown()] == usual


def test_columns_are_chosen_by_keyboard(show: Shown, qtbot: QtBot) -> None:
    page = show(PeoplePage)
    layout = page.table.view.layout_of_columns
    popup = layout.choose()
    popup.list.setCurrentRow(1)  # type: ignore[attr-defined]
    QTest.keyClick(popup.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)  # type: ignore[attr-defined]
    assert layout.keys[:3] == ["name", "role", "organisation"]
    QTest.keyClick(popup.list, Qt.Key.Key_Space)  # type: ignore[attr-defined]
    assert page.table.view.isColumnHidden(page.table.model.column_of("organisation"))
    popup.close()
    qtbot.wait(5)


def test_the_name_stays_when_scrolled_sideways(show: Shown, qtbot: QtBot) -> None:
    page = show(ProgrammePage)
    page.resize(700, 500)
    view = page.table.view
    view.horizontalScrollBar().setValue(150)
    frozen = view._frozen
    assert frozen is not None
    assert frozen.isVisible()
    view.verticalScrollBar().setValue(60)
    assert frozen.verticalScrollBar().value() == view.verticalScrollBar().value()
    shown = [n for n in range(len(page.table.model.columns)) if not frozen.isColumnHidden(n)]
    assert [page.table.model.columns[n].key for n in shown] == ["start", "end", "title"]
    view.horizontalScrollBar().setValue(0)
    assert not frozen.isVisible()
    qtbot.wait(5)


# --- Copying -------------------------------------------------------------------------------------


def test_rows_are_copied_as_text_and_as_a_table(show: Shown, document: Document) -> None:
    ada = document.visit.delegates[0]
    document.edit("n", edits.change, ada.id, given_name="=Ada", mobile="+39 1", avoid="<b>")
    page = show(PeoplePage)
    page.table.select_all()
    assert len(document.selection) == 3
    document.select([document.visit.delegates[1].id, ada.id])
    assert page.table.copy(heads=False) == 2
    data = QApplication.clipboard().mimeData()
    rows = clipboard.from_text(data.text())
    assert [row[0] for row in rows] == ["=Ada Prima", "Ben Secondo"]  # as they stand
    assert data.text().startswith("'=Ada")
    table = clipboard.from_html(data.html())
    assert table[0][:3] == ["Name", "Organisation", "Role"]
    assert table[1][0] == "=Ada Prima"
    assert "<b>" not in data.html()
    page.table.copy(heads=True)
    assert clipboard.from_text(QApplication.clipboard().text())[0][:2] == ["Name", "Organisation"]


def test_a_copy_that_is_pasted_changes_nothing(
    show: Shown, document: Document, shelf: Shelf
) -> None:
    for kind in (PeoplePage, ProgrammePage):
        page = show(kind)
        page.table.view.layout_of_columns.show_column("code", shown=True)
        if kind is ProgrammePage:
            page.table.filter.setText("-kind:journey")
        page.table.select_all()
        page.table.copy(heads=True)
        data = QApplication.clipboard().mimeData()
        grid = clipboard.read(data.html(), data.text())
        pane = page.table
        visit = document.visit
        pasted = shelf.paste_rows(visit, pane.model.pasted_into, grid, pane.order(), pane.labels())
        assert {row.fate.value for row in pasted.rows} == {"same"}, [
            r for r in pasted.rows if r.changed
        ]
        assert pasted.visit is visit


def test_many_rows_are_edited_as_one_step(show: Shown, document: Document) -> None:
    page = show(PeoplePage)
    page.table.select_all()
    ids = list(document.selection)
    document.edit("s", edits.change_many, ids, status=Registration.INVITED)
    assert {d.status for d in document.visit.delegates} == {Registration.INVITED}
    assert document.undo_stack.count() == 1
    assert len(page.table.rows()) == 3


def test_thousands_of_rows_are_selected_in_a_moment(
    document: Document, context: Context, qtbot: QtBot
) -> None:
    many = [Delegate(code=f"Z{n:04}", given_name=f"G{n}", family_name="F") for n in range(5000)]
    page = PeoplePage(context)
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    visit = document.visit
    assert document.apply(
        visit.model_copy(update={"delegates": (*visit.delegates, *many)}), "Paste 5,000 rows"
    )
    start = clock.thread_time()
    document.select([one.id for one in many])
    page.grab()
    assert clock.thread_time() - start < 5  # it was half a minute
    assert len(page.table.rows()) == 5000
    assert len(document.selected()) == 5000
