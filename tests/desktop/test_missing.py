"""The window on what is missing: scores, filters, going there, tasks, text."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QStandardItemModel
from PySide6.QtWidgets import QListView, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import MONDAY, by_code, settle
from tests.desktop.test_accessibility import walk
from visitplanner.desktop import wording as w
from visitplanner.desktop.desk import Desk
from visitplanner.desktop.dialogs import missing
from visitplanner.desktop.dialogs.missing import MissingDialog
from visitplanner.desktop.models import missing as rows
from visitplanner.domain import edits
from visitplanner.domain.visit import Visit
from visitplanner.planning.completeness import completeness


@pytest.fixture
def dialog(open_desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> MissingDialog:
    """The dialog on the small plan, filled."""
    monkeypatch.setattr(missing, "DELAY_MS", 1)
    open_desk.actions.by_key["missing"].trigger()
    made = open_desk.replanning._missing
    assert made is not None
    settle(qtbot)
    return made


def texts(view: QListView) -> list[str]:
    model = view.model()
    return [
        model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        for row in range(model.rowCount())
    ]


def heads(dialog: MissingDialog) -> list[str]:
    model = dialog.tree.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def row_of(dialog: MissingDialog, what: str) -> QModelIndex:
    model = dialog.tree.model()
    assert isinstance(model, QStandardItemModel)
    (found,) = model.findItems(what, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive)
    return found.index()


def test_what_is_missing_of_a_visit_that_is_over_has_no_deadline(plan: Visit) -> None:
    last = plan.last_day
    assert last is not None
    for today, said in ((last, w.day_short(last)), (last + timedelta(days=1), "")):
        asks = QStandardItemModel()
        rows.fill_asks(asks, completeness(plan, today))
        sides = {asks.item(row).data(rows.SIDE) for row in range(asks.rowCount())}
        assert sides == {f"by {said}" if said else ""}


def test_of_a_visit_without_days_and_people_nothing_is_measured(plan: Visit) -> None:
    nobody = plan.model_copy(update={"delegates": ()})
    assert rows.unmeasured(plan) == ""
    assert rows.unmeasured(nobody) == "Nobody takes part yet."
    empty = Visit(title="Turin", delegates=plan.delegates)
    assert rows.unmeasured(empty) == "The visit has no days yet."
    empty = Visit(title="Turin")
    assert rows.unmeasured(empty) == "The visit has no days, and nobody takes part yet."
    found, scores, asks = completeness(empty, MONDAY), QStandardItemModel(), QStandardItemModel()
    rows.fill_papers(scores, found)
    assert {scores.item(row).data(rows.PERCENT) for row in range(scores.rowCount())} == {None}
    rows.fill_asks(asks, found)
    assert [asks.item(row).data(rows.SIDE) for row in range(asks.rowCount())] == [""], "no deadline"
    said = missing._headline(found)
    assert said.endswith("missing. The visit has no days, and nobody takes part yet.")


def choose(view: QListView, key: str) -> None:
    model = view.model()
    for row in range(model.rowCount()):
        if model.index(row, 0).data(rows.KEY) == key:
            view.setCurrentIndex(model.index(row, 0))


def press(qtbot: QtBot, dialog: MissingDialog, key: Qt.Key) -> None:
    qtbot.keyClick(dialog.tree, key)  # type: ignore[no-untyped-call]


def selected(desk: Desk) -> list[str]:
    assert desk.document is not None
    return list(desk.document.selection)


def shown_of(desk: Desk) -> MissingDialog | None:
    return desk.replanning._missing


LUNCH = "“Lunch” on Mon 4 May has no menu."


def test_scores_have_names_for_those_who_hear_them(dialog: MissingDialog, plan: Visit) -> None:
    found = completeness(plan)
    papers, days = texts(dialog.papers), texts(dialog.days)
    assert papers[0] == f"All papers, {found.score.percent} %"
    assert "Rooming list, 75 %" in papers
    assert len(papers) == 11
    first = found.days[MONDAY].percent
    assert days[:2] == ["All days", f"Mon 4 May, {first} %"]
    assert dialog.headline.text() == (
        f"{len(found.missing)} things are missing; {found.score.percent} % of what the papers"
        " need is there."
    )
    assert walk(dialog) == []


def test_rows_stand_below_who_can_answer(dialog: MissingDialog) -> None:
    names = heads(dialog)
    assert names[:3] == ["Ada Prima", "Ben Secondo", "Eva Terza"]
    assert names[-1] == "To find out yourself"
    assert row_of(dialog, LUNCH).parent().data() == "To find out yourself"
    head = row_of(dialog, "Ada Prima")
    assert head.data(rows.DETAIL) == "delegate · p01@example.org"


def test_heads_say_by_when(plan: Visit) -> None:
    asks = QStandardItemModel()
    rows.fill_asks(asks, completeness(plan, MONDAY - timedelta(days=90)))
    head = asks.item(0)
    day = w.day_short(MONDAY - timedelta(days=21))
    assert head.data(rows.SIDE) == f"by {day}"
    spoken = head.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"Ada Prima, delegate · p01@example.org, by {day}, 5 things"


def test_papers_and_days_filter_the_list(dialog: MissingDialog) -> None:
    every = heads(dialog)
    choose(dialog.papers, "catering-sheet")
    assert heads(dialog) == ["To find out yourself"]
    assert row_of(dialog, LUNCH).isValid()
    choose(dialog.days, "2026-05-05")
    assert heads(dialog) == []
    assert dialog._stack.currentIndex() == 1
    assert not dialog.add_button.isEnabled()
    choose(dialog.papers, "")
    choose(dialog.days, "")
    assert heads(dialog) == every


@pytest.mark.parametrize("by_key", [True, False])
def test_enter_and_a_double_click_go_to_the_field(
    dialog: MissingDialog, open_desk: Desk, plan: Visit, qtbot: QtBot, *, by_key: bool
) -> None:
    workspace = open_desk.workspace
    assert workspace is not None
    reached: list[tuple[str, str]] = []
    dialog.field_wanted.connect(lambda *place: reached.append(place))
    index = row_of(dialog, LUNCH)
    dialog.tree.setCurrentIndex(index)
    if by_key:
        press(qtbot, dialog, Qt.Key.Key_Return)
    else:
        dialog.tree.doubleClicked.emit(index)
    settle(qtbot)
    lunch = by_code(plan, "A2").id
    assert reached == [(lunch, "menu")]
    assert selected(open_desk) == [lunch]
    form = workspace.inspector.form()
    assert form is not None
    editor: QWidget = form.cells["menu"].editor
    assert editor.isVisible()  # its section was folded
    assert open_desk.shell.focusWidget() is editor or editor.isAncestorOf(
        open_desk.shell.focusWidget()
    )


def test_a_person_opens_on_the_details_and_the_visit_by_itself(
    dialog: MissingDialog, open_desk: Desk, plan: Visit, qtbot: QtBot
) -> None:
    workspace = open_desk.workspace
    assert workspace is not None
    dialog._go(row_of(dialog, "Ada Prima has no job title."))
    settle(qtbot)
    assert selected(open_desk) == [by_code(plan, "P01").id]
    form = workspace.inspector.form()
    assert form is not None
    assert form.cells["job_title"].editor.isVisible()
    dialog._go(row_of(dialog, "The visit has no purpose."))
    assert selected(open_desk) == []
    form = workspace.inspector.form()
    assert form is not None
    assert form.kind is Visit
    bed = "Eva Terza has no bed for the nights from Mon 4 May to Tue 5 May."
    dialog._go(row_of(dialog, bed))  # no field: the person is enough
    assert selected(open_desk) == [by_code(plan, "P03").id]


def test_a_head_folds_and_stays_folded(
    dialog: MissingDialog, open_desk: Desk, plan: Visit, qtbot: QtBot
) -> None:
    head = row_of(dialog, "Ada Prima")
    dialog.tree.setCurrentIndex(head)
    press(qtbot, dialog, Qt.Key.Key_Enter)
    assert not dialog.tree.isExpanded(head)
    document = open_desk.document
    assert document is not None
    document.try_edit("x", edits.change, by_code(plan, "P02").id, job_title="Manager")
    qtbot.waitUntil(lambda: dialog.found is not None and dialog.found.visit is document.visit)
    assert not dialog.tree.isExpanded(row_of(dialog, "Ada Prima"))
    assert dialog.tree.isExpanded(row_of(dialog, "Ben Secondo"))


def test_the_list_follows_the_plan_and_keeps_the_place(
    dialog: MissingDialog, open_desk: Desk, plan: Visit, qtbot: QtBot
) -> None:
    document = open_desk.document
    assert document is not None
    choose(dialog.papers, "catering-sheet")
    dialog.tree.setCurrentIndex(row_of(dialog, LUNCH))
    dinner = by_code(plan, "A4").id
    document.try_edit("x", edits.change, dinner, menu=("vegan",))
    qtbot.waitUntil(lambda: dialog.found is not None and dialog.found.visit is document.visit)
    assert dialog.tree.currentIndex().data() == LUNCH
    assert dialog.papers.currentIndex().data(rows.KEY) == "catering-sheet"
    assert dialog.shown is not None
    assert "“Dinner” on Mon 4 May has no menu." not in [m.what for m in dialog.shown.missing]


def test_tasks_are_added_as_one_step(dialog: MissingDialog, open_desk: Desk) -> None:
    document = open_desk.document
    assert document is not None
    choose(dialog.papers, "catering-sheet")
    dialog.add_button.click()
    added = len(document.visit.tasks)
    assert added > 0
    assert dialog.said.text() == f"{added} tasks added."
    dialog.add_button.click()
    assert dialog.said.text() == "The tasks are there already."
    document.undo_stack.undo()
    assert document.visit.tasks == ()


def test_the_text_is_copied(dialog: MissingDialog) -> None:
    choose(dialog.papers, "catering-sheet")
    dialog.copy_button.click()
    copied = QGuiApplication.clipboard().text()
    assert f"  - {LUNCH}" in copied
    assert "job title" not in copied
    assert dialog.said.text() == "Copied."


def test_there_is_one_of_it_and_it_goes_with_the_document(
    dialog: MissingDialog, open_desk: Desk, qtbot: QtBot
) -> None:
    open_desk.actions.by_key["missing"].trigger()
    assert shown_of(open_desk) is dialog
    open_desk.close_document()
    assert shown_of(open_desk) is None
    settle(qtbot)
    open_desk.actions.by_key["missing"].trigger()
    assert shown_of(open_desk) is None
