"""Tasks by how urgent they are, the usual ones, reminders; the budget and its sums."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Shelf, settle, small_plan
from visitplanner.desktop import today as clock
from visitplanner.desktop.commands.office import due_words
from visitplanner.desktop.desk import Desk
from visitplanner.desktop.dialogs.usual_tasks import UsualTasksDialog
from visitplanner.desktop.document import Document
from visitplanner.desktop.models.budget import BudgetModel, SumsModel, money
from visitplanner.desktop.models.tasks import TasksModel, how_far, tick_off
from visitplanner.desktop.views.base import Context
from visitplanner.desktop.views.office import OfficePage
from visitplanner.domain import edits, hosts
from visitplanner.domain.due import Urgency
from visitplanner.domain.office import BudgetLine, Task, parse_relative
from visitplanner.domain.versions import Dossier
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import HostStep
from visitplanner.storage.settings import MAX_REMINDED, Settings

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
WEDNESDAY = date(2026, 4, 1)


def _line(one: str, heading: str, cost: str, currency: str = "EUR", **more: Any) -> BudgetLine:
    fields: dict[str, Any] = {
        "quantity": Decimal(2),
        "unit_cost": Decimal(cost),
        "currency": currency,
    }
    return BudgetLine(id=one, item=one, heading=heading, **(fields | more))


def _visit() -> Visit:
    return small_plan().model_copy(
        update={
            "currency": "EUR",
            "tasks": (
                Task(id="rooms", title="Rooming list", due=parse_relative("T-2w"), owner="Olga"),
                Task(id="late", title="Programme v1", due=date(2026, 3, 25), owner="Kai"),
                Task(id="soon", title="Chase photos", due=date(2026, 4, 3)),
                Task(id="done", title="Invitations", due=parse_relative("T-12w"), done=True),
                Task(id="some", title="Some day"),
            ),
            "budget": (
                _line("train", "Travel", "100", paid_by="project", actual=Decimal("190.50")),
                _line("bed", "Rooms", "1200", paid_by="us"),
                _line("bus", "travel", "50", "PLN", paid_by="Project", actual=Decimal(120)),
            ),
        }
    )


@pytest.fixture
def plan() -> Visit:
    return _visit()


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    clock.pretend(WEDNESDAY)
    yield
    clock.pretend(None)


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> OfficePage:
    made = OfficePage(context)
    qtbot.addWidget(made)
    made.resize(1400, 800)
    made.show()
    qtbot.waitExposed(made)
    return made


def texts(model: TasksModel | BudgetModel, key: str) -> list[str]:
    column = model.column_of(key)
    return [str(model.index(row, column).data() or "") for row in range(model.rowCount())]


# --- Tasks ---------------------------------------------------------------------------------------


def test_tasks_stand_by_how_urgent_they_are(document: Document) -> None:
    model = TasksModel(document)
    assert [model.key_at(row) for row in range(model.rowCount())] == [
        "day:overdue",
        "late",
        "day:this week",
        "soon",
        "day:later",
        "rooms",
        "some",
        "day:done",
        "done",
    ]
    assert model.index(0, 0).data() == "Overdue (1)"


def test_relative_days_are_shown_as_real_ones(document: Document) -> None:
    model = TasksModel(document)
    row, due = model.row_of("rooms"), model.column_of("due")
    assert model.index(row, due).data() == "Mon 20 Apr 2026"
    assert texts(model, "when")[model.row_of("rooms")] == "in 2 weeks"
    assert texts(model, "when")[model.row_of("late")] == "7 days late"
    document.edit("m", edits.change, document.visit.stops[0].id, arrive=date(2026, 5, 3))
    assert model.index(row, due).data() == "Sun 19 Apr 2026"


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (-3311, "9 years late"),
        (-95, "3 months late"),
        (-89, "89 days late"),
        (-2, "2 days late"),
        (-1, "1 day late"),
        (0, "today"),
        (1, "tomorrow"),
        (13, "in 13 days"),
        (14, "in 2 weeks"),
        (800, "in 2 years"),
    ],
)
def test_how_far_away_a_day_is(days: int, text: str) -> None:
    assert how_far(WEDNESDAY + timedelta(days=days), WEDNESDAY) == text


def test_a_day_is_typed_either_way(document: Document) -> None:
    model = TasksModel(document)
    due = model.column_of("due")
    assert model.setData(model.index(model.row_of("some"), due), "T-3d")
    assert model.key_at(model.row_of("some") - 1) in ("rooms", "day:later")
    assert model.index(model.row_of("some"), due).data() == "Fri 1 May 2026"
    assert model.setData(model.index(model.row_of("some"), due), "2 Apr 2026")
    task = document.record("some")
    assert isinstance(task, Task)
    assert task.due == date(2026, 4, 2)


def test_a_click_or_the_space_bar_ticks_off(
    page: OfficePage, document: Document, qtbot: QtBot
) -> None:
    view, model = page.tasks.pane.view, page.tasks.model
    box = view.visualRect(model.index(model.row_of("soon"), 0))
    QTest.mouseClick(
        view.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        box.center(),
    )
    assert document.record("soon").done  # type: ignore[union-attr]
    assert document.undo_stack.undoText() == "Tick off Chase photos"
    view.setCurrentIndex(model.index(model.row_of("soon"), 0))
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert not document.record("soon").done  # type: ignore[union-attr]


def test_several_are_ticked_off_as_one_step(document: Document) -> None:
    assert tick_off(document, ["late", "soon", "nobody"], done=True)
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText() == "Tick off 2 tasks"
    document.undo_stack.undo()
    assert [task.done for task in document.visit.tasks] == [False, False, False, True, False]


def test_counts_filter_the_tasks(page: OfficePage, document: Document) -> None:
    part = page.tasks
    button = part._counts[Urgency.OVERDUE]
    assert button.text() == "1 overdue"
    button.click()
    assert part.model.shown_records() == 1
    button.click()
    assert part.model.shown_records() == 5
    tick_off(document, ["late"], done=True)
    assert not button.isVisible()


def test_the_filter_knows_owners_and_dues(document: Document) -> None:
    model = TasksModel(document)
    for text, count in (("owner:olga", 1), ("due:this-week", 1), ("-due:done", 4), ("photos", 1)):
        model.set_filter(text)
        assert model.shown_records() == count, text


def test_sorting_stays_within_the_groups(document: Document) -> None:
    model = TasksModel(document)
    model.sort(model.column_of("title"), Qt.SortOrder.DescendingOrder)
    keys = [model.key_at(row) for row in range(model.rowCount())]
    assert keys[keys.index("day:later") :][:3] == ["day:later", "some", "rooms"]


# --- The usual tasks -----------------------------------------------------------------------------


def test_the_usual_tasks_are_chosen_and_added_as_one_step(
    page: OfficePage, document: Document, qtbot: QtBot
) -> None:
    dialog = UsualTasksDialog(page, document)
    qtbot.addWidget(dialog)
    rows = {one.task.title: row for row, one in enumerate(dialog.proposals)}
    past = dialog.model.item(rows["Write the concept note"])
    assert past.checkState() is Qt.CheckState.Unchecked
    assert "late already" in dialog._said.text()
    due = dialog.model.item(rows["Write the concept note"], 1).text()
    assert re.fullmatch(r"\S+ \d+ \S+ \d{4} \(T-\d+w\)", due), due
    wanted = len(dialog.chosen())
    dialog.model.item(rows["Thank-you letters"]).setCheckState(Qt.CheckState.Unchecked)
    assert dialog.add.text() == f"Add {wanted - 1} tasks"
    dialog.add.click()
    assert len(document.visit.tasks) == 5 + wanted - 1
    assert document.undo_stack.count() == 1
    again = UsualTasksDialog(page, document)
    qtbot.addWidget(again)
    known = again.model.item(rows["Host packs out"])
    assert not known.isEnabled()
    assert not known.isCheckable()
    document.undo_stack.undo()
    assert len(document.visit.tasks) == 5


def test_without_ticks_there_is_nothing_to_add(
    page: OfficePage, document: Document, qtbot: QtBot
) -> None:
    dialog = UsualTasksDialog(page, document)
    qtbot.addWidget(dialog)
    for button in dialog.findChildren(QPushButton):
        if button.text() == "Tick none":
            button.click()
    assert dialog.chosen() == []
    assert not dialog.add.isEnabled()


def test_an_empty_list_offers_the_usual_tasks(qtbot: QtBot, context: Context) -> None:
    context.document.apply(Visit(id=context.document.visit.id), "empty")
    made = OfficePage(context)
    qtbot.addWidget(made)
    made.show()
    with qtbot.waitSignal(made.action_wanted) as wanted:
        made.tasks.pane.empty_wanted.emit()
    assert wanted.args == ["usual_tasks"]
    assert not made.budget.totals_bar.isVisible()


# --- Reminders -----------------------------------------------------------------------------------


def test_what_is_due_is_said_in_a_sentence(plan: Visit) -> None:
    assert due_words(plan) == "1 task is due this week, 1 is overdue."
    one = plan.organisations[0].id
    asked = hosts.set_step(plan, one, HostStep.ASKED, WEDNESDAY - timedelta(days=20))
    assert due_words(asked).endswith(" 1 host action is overdue.")
    assert due_words(Visit()) == ""


def test_nobody_is_reminded_of_what_is_long_over(plan: Visit) -> None:
    clock.pretend(date(2027, 5, 1))
    assert due_words(plan) == ""


def test_a_reminder_stands_there_once_a_day(
    desk: Desk, shelf: Shelf, plan: Visit, qtbot: QtBot
) -> None:
    desk.show(Document(Dossier(visit=plan)))
    (banner,) = desk.banners.shown()
    assert banner.text == "1 task is due this week, 1 is overdue."
    show = next(b for b in banner.findChildren(QPushButton) if b.text() == "Show")
    show.click()
    assert desk.workspace is not None
    assert desk.workspace.tab == "office"
    desk.show(Document(Dossier(visit=plan)))
    assert desk.banners.shown() == []
    clock.pretend(WEDNESDAY + timedelta(days=1))
    desk.show(Document(Dossier(visit=plan)))
    assert len(desk.banners.shown()) == 1
    assert shelf.settings().reminded == {plan.id: WEDNESDAY + timedelta(days=1)}
    settle(qtbot)


def test_the_action_ticks_off_what_is_selected(desk: Desk, plan: Visit, qtbot: QtBot) -> None:
    document = Document(Dossier(visit=plan))
    desk.show(document)
    document.select(["late", "soon"])
    desk.actions.by_key["tick_off"].trigger()
    assert [task.done for task in document.visit.tasks] == [False, True, True, True, False]
    desk.actions.by_key["tick_off"].trigger()
    assert [task.done for task in document.visit.tasks] == [False, False, False, True, False]
    settle(qtbot)


def test_only_so_many_reminders_are_remembered() -> None:
    settings = Settings()
    for number in range(MAX_REMINDED + 20):
        settings = settings.with_reminder(str(number), WEDNESDAY)
    assert len(settings.reminded) == MAX_REMINDED
    assert str(MAX_REMINDED + 19) in settings.reminded
    assert "0" not in settings.reminded


# --- The budget ----------------------------------------------------------------------------------


def test_lines_stand_by_heading_with_its_sums(document: Document) -> None:
    model = BudgetModel(document)
    keys = [model.key_at(row) for row in range(model.rowCount())]
    assert keys == ["day:heading:travel", "train", "bus", "day:heading:rooms", "bed"]
    head = model.index(0, 0).data()
    assert head == (
        "Travel   planned 200.00\u00a0EUR, actual 190.50\u00a0EUR; "
        "planned 100.00\u00a0PLN, actual 120.00\u00a0PLN"
    )
    assert texts(model, "difference") == ["", "\u22129.50", "20.00", "", ""]


def test_an_amount_is_edited_where_it_stands(document: Document) -> None:
    model = BudgetModel(document)
    heads: list[object] = []
    model.dataChanged.connect(lambda first, _last, *_roles: heads.append(first.row()))
    assert model.setData(model.index(model.row_of("bed"), model.column_of("actual")), "2300,10")
    line = document.record("bed")
    assert isinstance(line, BudgetLine)
    assert line.actual == Decimal("2300.10")
    assert 3 in heads
    assert "actual 2\u202f300.10" in str(model.index(3, 0).data())
    assert not model.setData(model.index(model.row_of("bed"), model.column_of("actual")), "much")


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (None, ""),
        (Decimal(0), "0.00"),
        (Decimal("-1234.5"), "\u22121\u202f234.50"),
        (Decimal("1E+3"), "1\u202f000.00"),
    ],
)
def test_money_is_written_alike(amount: Decimal | None, text: str) -> None:
    assert money(amount) == text


def test_the_sums_follow_and_are_copied(page: OfficePage, document: Document) -> None:
    part = page.budget
    rows = [part.sums.cells(row)[:3] for row in range(part.sums.rowCount())]
    assert rows == [
        ["In all", "", ""],
        ["All lines", "EUR", "2\u202f600.00"],
        ["All lines", "PLN", "100.00"],
        ["By heading", "", ""],
        ["Travel", "EUR", "200.00"],
        ["Travel", "PLN", "100.00"],
        ["Rooms", "EUR", "2\u202f400.00"],
        ["By payer", "", ""],
        ["project", "EUR", "200.00"],
        ["project", "PLN", "100.00"],
        ["us", "EUR", "2\u202f400.00"],
    ]
    document.edit("r", edits.remove, "bus")
    assert part.sums.rowCount() == 8
    assert part.sums_view.copy() == 8
    copied = QApplication.clipboard().text().splitlines()
    assert copied[2].split("\t")[:4] == ["All lines", "EUR", "2600.00", "190.50"]


def test_the_limit_is_said_while_it_is_passed(page: OfficePage, document: Document) -> None:
    part = page.budget
    assert not part.pane.strip.isVisible()
    document.edit("l", edits.change, document.visit.id, budget_limit=Decimal(2000))
    assert part.pane.strip.isVisible()
    assert part._limit.text() == (
        "Costs of 2\u202f590.50\u00a0EUR are 590.50\u00a0EUR over the limit of "
        "2\u202f000.00\u00a0EUR. Lines in PLN are not counted."
    )
    document.edit("m", edits.change, document.visit.id, budget_limit=Decimal(2591))
    assert not part.pane.strip.isVisible()


def test_sums_stand_below_where_there_is_little_room(page: OfficePage) -> None:
    part = page.budget
    assert part.sums_box.isVisible()
    page.resize(900, 600)
    assert not part.sums_box.isVisible()
    part.sums_button.click()
    assert part.sums_box.isVisible()


# --- Models and reach ----------------------------------------------------------------------------


def test_models_hold_while_the_plan_changes(document: Document) -> None:
    models = [TasksModel(document), BudgetModel(document), SumsModel(document)]
    testers = [QAbstractItemModelTester(model, FATAL) for model in models]
    tick_off(document, ["late", "rooms"], done=True)
    document.edit("1", edits.change, "bed", heading="Travel", currency="PLN")
    document.edit("2", edits.remove, "train", "soon")
    document.edit("3", edits.add, Task(title="New", due=WEDNESDAY))
    document.edit("4", edits.add, BudgetLine(item="New"))
    for model in models[:2]:
        model.sort(1, Qt.SortOrder.DescendingOrder)
        model.set_filter("new")  # type: ignore[attr-defined]
        model.set_filter("")  # type: ignore[attr-defined]
    while document.undo_stack.canUndo():
        document.undo_stack.undo()
    assert testers
    assert [model.rowCount() for model in models] == [9, 5, 11]


def test_tasks_and_lines_are_revealed(page: OfficePage, document: Document) -> None:
    document.select(["bed"])
    page.reveal("bed")
    assert page.budget.isVisible()
    document.select(["late"])
    page.reveal("late")
    assert page.tasks.isVisible()
    assert page.focus_filter()
