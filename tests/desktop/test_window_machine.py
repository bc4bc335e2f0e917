"""Any sequence of what the window does: visit, models and screen agree after each step."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from PySide6.QtCore import QEvent, QThreadPool
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QDialog

from tests.desktop import agreement
from tests.desktop.conftest import MONDAY, Shelf, small_plan
from visitplanner.desktop import theme
from visitplanner.desktop.desk import Desk
from visitplanner.desktop.dialogs import message
from visitplanner.desktop.dialogs.move_visit import MoveVisitDialog
from visitplanner.desktop.dialogs.paste import PasteDialog
from visitplanner.desktop.dialogs.waive import WaiveDialog
from visitplanner.desktop.document import Document
from visitplanner.desktop.shell import Shell
from visitplanner.desktop.today import pretend
from visitplanner.desktop.views.journeys_vehicles import VehiclesPart
from visitplanner.desktop.views.parts import PartsPage
from visitplanner.desktop.views.rooms import RoomsPart
from visitplanner.desktop.views.table_page import TablePage
from visitplanner.desktop.views.table_pane import TablePane
from visitplanner.desktop.workspace import TABS, Workspace
from visitplanner.domain.base import Entity
from visitplanner.domain.office import BudgetLine, Task
from visitplanner.domain.versions import Dossier
from visitplanner.domain.visit import COLLECTIONS, Visit
from visitplanner.domain.vocabulary import HostStep, Registration
from visitplanner.planning.checks import run_checks

TODAY = date(2026, 4, 1)
"""The day it is for the checks of the shelf, and for lists of what is due."""
MOST = 14
"""Items and journeys from which on no more are added."""
PARTS = {
    "contacts": ("hosts", "contacts", "organisations"),
    "journeys": ("journeys", "vehicles", "rooms", "travel_times"),
    "office": ("tasks", "budget"),
}
NUMBERS = st.integers(0, 30)
TITLES = st.sampled_from(["Tour", "", "Müller & Söhne", "A very long title " * 6, "=1+1", "<b>x"])
ADDITIONS = [
    "add_item", "add_meal", "add_site_visit", "add_journey", "add_transfer", "add_person",
    "add_place", "add_organisation", "add_contact", "add_room", "add_task", "add_budget_line",
    "add_travel_time",
]  # fmt: skip
MOVES = ["earlier", "later", "day_back", "day_on", "shorter", "longer"]


def furnished() -> Visit:
    """The small plan with hosts, tasks and money."""
    visit = small_plan()
    first, *rest = visit.items
    items = (first.model_copy(update={"host_organisation": "Alpha", "plan_b": "Indoors"}), *rest)
    tasks = (Task(title="Book the coach", due=MONDAY), Task(title="Send the badges"))
    lines = (BudgetLine(item="Coach", heading="Travel", unit_cost=Decimal(400), currency="EUR"),)
    return visit.model_copy(update={"items": items, "tasks": tasks, "budget": lines})


class WindowMachine(RuleBasedStateMachine):
    """A window in which somebody does this and that."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(prefix="visitplanner-window-")
        self.errors: list[BaseException] = []
        self.patch = pytest.MonkeyPatch()
        self.answer: Callable[[Any], bool] = lambda _dialog: False
        self.patch.setattr(sys, "excepthook", lambda _k, error, _t: self.errors.append(error))
        self.patch.setattr(QDialog, "exec", lambda dialog: int(self.answer(dialog)))
        self.patch.setattr(message, "save_changes", lambda *_a: "discard")
        pretend(TODAY)
        root = Path(self.folder.name)
        self.path, self.picture = root / "plan.visit", root / "photo.png"
        self.shelf = Shelf(root)
        self.shell = Shell()
        self.shell.resize(1440, 900)
        self.shell.show()
        self.desk = Desk(self.shell, self.shelf)
        image = QImage(8, 8, QImage.Format.Format_RGB32)
        image.fill(QColor("teal"))
        image.save(str(self.picture))

    @initialize()
    def begin(self) -> None:
        dossier = Dossier(visit=furnished())
        self.desk.show(Document(dossier, self.shelf.save_visit(dossier, self.path, None)))
        self._start_history()

    def _start_history(self) -> None:
        self.history: list[Visit] = [self.document.visit]
        self.drain()

    # --- what it holds on to

    @property
    def document(self) -> Document:
        assert self.desk.document is not None
        return self.desk.document

    @property
    def visit(self) -> Visit:
        return self.document.visit

    @property
    def space(self) -> Workspace:
        assert self.desk.workspace is not None
        return self.desk.workspace

    def drain(self) -> None:
        """Let background work, and what waits for the event loop, come to an end."""
        for _turn in range(3):
            QThreadPool.globalInstance().waitForDone(5000)
            QApplication.processEvents()

    def step(self, act: Callable[[], object], *, merges: bool = False) -> None:
        """Do something that is one step of the history, or nothing at all."""
        stack, before, index = (
            self.document.undo_stack,
            self.visit,
            self.document.undo_stack.index(),
        )
        act()
        self.drain()
        now = stack.index()
        if merges and now < index:  # back where the step began: it is no step any more
            self.history = self.history[: now + 1]
        elif merges and now == index and self.visit is not before:
            self.history[index:] = [self.visit]
        elif self.visit is before:
            assert now == index
        else:
            assert now == index + 1, "one thing done is one step to undo"
            self.history[now:] = [self.visit]
            assert stack.undoText()

    def trigger(self, key: str) -> None:
        """Carry out an action of the window, if it applies."""
        self.desk.actions.by_key[key].trigger()

    def one(self, collection: str, number: int) -> Any:
        """One of the records of a collection, or None."""
        records: Sequence[Entity] = getattr(self.visit, collection)
        return records[number % len(records)] if records else None

    def choose(self, collection: str, number: int) -> bool:
        record = self.one(collection, number)
        if record is not None:
            self.document.select([record.id])
        return record is not None

    def part(self, tab: str, key: str) -> Any:
        """A part of a page, in front."""
        self.trigger(tab)
        page = self.space.page(tab)
        assert isinstance(page, PartsPage)
        page.show_part(key)
        self.drain()
        return page.part()

    def pane(self, tab: str) -> TablePane:
        self.trigger(tab)
        page = self.space.page(tab)
        assert isinstance(page, TablePage)
        return page.table

    def put(self, pane: TablePane, record_id: str, column: str, text: str) -> None:
        model = pane.model
        row = model.row_of(record_id)
        if row >= 0:
            model.setData(model.index(row, model.column_of(column)), text)

    # --- edits by actions

    @rule(key=st.sampled_from(ADDITIONS))
    def add(self, key: str) -> None:
        if len(self.visit.items) + len(self.visit.journeys) < MOST:
            self.step(lambda: self.trigger(key))

    @rule(collection=st.sampled_from(list(COLLECTIONS)), number=NUMBERS)
    def delete(self, collection: str, number: int) -> None:
        if collection != "stops" and self.choose(collection, number):
            self.step(lambda: self.trigger("delete"))

    @rule(
        key=st.sampled_from(
            ["duplicate", "cancel_item", "unschedule", "plan_b", "insert_transfer"]
        ),
        collection=st.sampled_from(["items", "items", "journeys"]),
        number=NUMBERS,
    )
    def act_on_an_entry(self, key: str, collection: str, number: int) -> None:
        if key == "duplicate" and len(self.visit.items) + len(self.visit.journeys) >= MOST:
            return
        if self.choose(collection, number):
            self.step(lambda: self.trigger(key))

    @rule(numbers=st.sets(NUMBERS, max_size=3), key=st.sampled_from(MOVES), tab=st.booleans())
    def move_by_keys(self, numbers: set[int], key: str, tab: bool) -> None:
        if tab:
            self.trigger("timeline")
        chosen = [one.id for n in numbers if (one := self.one("items", n)) is not None]
        self.document.select(chosen)
        self.step(lambda: self.trigger(key), merges=True)

    @rule(number=NUMBERS, key=st.sampled_from(["swap_previous", "swap_next"]))
    def swap(self, number: int, key: str) -> None:
        if self.choose("items", number):
            self.step(lambda: self.trigger(key))

    @rule(number=NUMBERS)
    def place_from_the_tray(self, number: int) -> None:
        waiting = [item.id for item in self.visit.items if item.day is None]
        if waiting:
            item = waiting[number % len(waiting)]
            self.step(lambda: self.space.tray.placing.emit(item))

    @rule(days=st.integers(-9, 9))
    def move_the_visit(self, days: int) -> None:
        def answer(dialog: Any) -> bool:
            assert isinstance(dialog, MoveVisitDialog)
            dialog.days.setValue(days)
            return True

        self._answered(answer, "move_visit")

    @rule(number=NUMBERS)
    def accept_a_problem(self, number: int) -> None:
        def answer(dialog: Any) -> bool:
            assert isinstance(dialog, WaiveDialog)
            dialog._reason.setPlainText("It is all right")
            return True

        rows = self.space.panel.model.rowCount()
        if rows and self.checked():
            self.space.panel.table.selectRow(number % rows)
            self._answered(answer, "accept_problem")

    def checked(self) -> bool:
        """Let a check come to its end; always true."""
        self.space.checker.check_now()
        self.drain()
        return bool(self.space.panel.model.rowCount())

    def _answered(self, answer: Callable[[Any], bool], key: str) -> None:
        self.answer = answer
        try:
            self.step(lambda: self.trigger(key))
        finally:
            self.answer = lambda _dialog: False

    # --- edits where records stand

    @rule(number=NUMBERS, title=TITLES)
    def retitle_in_the_table(self, number: int, title: str) -> None:
        pane, item = self.pane("programme"), self.one("items", number)
        if item is not None:
            self.step(lambda: self.put(pane, item.id, "title", title))

    @rule(number=NUMBERS, who=st.sampled_from(["all", "P01", "group:Green", "P02; P03", "?", ""]))
    def change_who(self, number: int, who: str) -> None:
        pane, item = self.pane("programme"), self.one("items", number)
        if item is not None:
            self.step(lambda: self.put(pane, item.id, "who", who))

    @rule(number=NUMBERS, status=st.sampled_from(list(Registration)))
    def change_a_registration(self, number: int, status: Registration) -> None:
        pane, person = self.pane("people"), self.one("delegates", number)
        if person is not None:
            self.step(lambda: self.put(pane, person.id, "status", status.value))

    @rule(person=NUMBERS, number=NUMBERS, nights=st.sampled_from([-1, 0, 1, 2]))
    def change_rooms(self, person: int, number: int, nights: int) -> None:
        part = self.part("journeys", "rooms")
        assert isinstance(part, RoomsPart)
        guest, room = self.one("delegates", person), self.one("rooms", number)
        if guest is None or room is None:
            return
        if nights:
            self.step(lambda: part.grid.edits.lengthen(room, nights))
        else:
            self.step(lambda: part.grid.edits.share(guest, room))

    @rule(person=NUMBERS, here=NUMBERS, there=NUMBERS)
    def move_a_passenger(self, person: int, here: int, there: int) -> None:
        part = self.part("journeys", "vehicles")
        assert isinstance(part, VehiclesPart)
        rider = self.one("delegates", person)
        ends = [self.one("journeys", here), self.one("journeys", there)]
        if rider is not None and all(ends):
            self.step(lambda: part.moves.move([rider.id], ends[0].id, ends[1].id))

    @rule(number=NUMBERS, step=st.sampled_from(list(HostStep)))
    def take_a_host_on(self, number: int, step: HostStep) -> None:
        part, host = self.part("contacts", "hosts"), self.one("organisations", number)
        if host is not None:
            self.step(lambda: part.board.move_to([host.id], step))

    @rule(number=NUMBERS)
    def tick_a_task_off(self, number: int) -> None:
        self.part("office", "tasks")
        if self.choose("tasks", number):
            self.step(lambda: self.trigger("tick_off"))

    @rule(number=NUMBERS, text=st.sampled_from(["Bus", "12,50", "x", ""]))
    def change_a_budget_line(self, number: int, text: str) -> None:
        pane, line = self.part("office", "budget").pane, self.one("budget", number)
        if line is not None:
            column = ("item", "unit_cost")[number % 2]
            if pane.model.column_of(column) >= 0:
                self.step(lambda: self.put(pane, line.id, column, text))

    @rule(number=NUMBERS, collection=st.sampled_from(["delegates", "places", "journeys"]))
    def attach_or_take_off(self, number: int, collection: str) -> None:
        if not self.choose(collection, number):
            return
        self.drain()
        strip, (record,) = self.space.files, self.document.selected()
        there = record.attachments  # type: ignore[attr-defined]
        if there:
            self.step(lambda: strip.take_off(there[0]))
        else:
            self.step(lambda: strip.take_files([self.picture]))

    @rule(number=st.integers(0, 4))
    def paste_a_person(self, number: int) -> None:
        self.pane("people")
        text = f"Given name\tFamily name\tE-mail\nIda\tQuarta {number}\tida{number}@example.org\n"
        QApplication.clipboard().setText(text)

        def paste() -> None:
            self.trigger("paste_rows")
            self.drain()
            for dialog in self.shell.findChildren(PasteDialog):
                dialog.accept()

        self.step(paste)

    @rule(number=NUMBERS)
    def repair_a_problem(self, number: int) -> None:
        if self.checked():
            panel = self.space.panel
            self.step(lambda: panel._repair(number % panel.model.rowCount()))

    # --- to and fro

    @precondition(lambda self: self.document.undo_stack.canUndo())
    @rule(times=st.integers(1, 3))
    def undo(self, times: int) -> None:
        for _time in range(times):
            self.desk.undo_action.trigger()
        self.drain()

    @precondition(lambda self: self.document.undo_stack.canRedo())
    @rule(times=st.integers(1, 3))
    def redo(self, times: int) -> None:
        for _time in range(times):
            self.desk.redo_action.trigger()
        self.drain()

    @rule(tab=st.sampled_from(TABS), number=NUMBERS)
    def go_to_a_page(self, tab: str, number: int) -> None:
        self.trigger(tab)
        keys = PARTS.get(tab)
        if keys:
            self.part(tab, keys[number % len(keys)])
        self.drain()

    @rule(collection=st.sampled_from(list(COLLECTIONS)), numbers=st.sets(NUMBERS, max_size=3))
    def select(self, collection: str, numbers: set[int]) -> None:
        self.document.select(r.id for n in numbers if (r := self.one(collection, n)) is not None)
        self.drain()

    @rule(collection=st.sampled_from(list(COLLECTIONS)), number=NUMBERS)
    def go_to_a_record(self, collection: str, number: int) -> None:
        record = self.one(collection, number)
        if record is not None:
            self.space.go_to(record.id)
            self.drain()
            assert self.document.selection == (record.id,)

    @rule(words=st.sampled_from(["", "", "a", "status:open", "-beta"]))
    def filter(self, words: str) -> None:
        page = self.space.page(self.space.tab)
        for pane in page.findChildren(TablePane):
            if pane.isVisible():
                pane.filter.setText(words)
        self.drain()

    @rule()
    def show_what_is_cancelled(self) -> None:
        self.trigger("show_cancelled")

    @rule()
    def save(self) -> None:
        self.trigger("save")
        assert not self.document.modified
        assert self.shelf.files[self.path].dossier.visit == self.visit

    @rule()
    def open_what_was_saved(self) -> None:
        saved = self.shelf.files[self.path].dossier.visit
        old = self.document
        self.desk.files.open(self.path)
        self.drain()
        assert self.document is not old
        assert self.visit == saved
        self._start_history()

    @rule()
    def check(self) -> None:
        self.checked()
        problems = run_checks(self.visit, TODAY)
        assert self.space.panel.model.problems == problems
        assert self.space.found.problems == problems

    # --- what always holds

    @invariant()
    def nothing_went_wrong(self) -> None:
        if self.errors:
            raise self.errors[0]

    @invariant()
    def the_plan_is_what_the_history_says(self) -> None:
        stack = self.document.undo_stack
        assert stack.count() == len(self.history) - 1
        assert self.visit == self.history[stack.index()]

    @invariant()
    def the_screen_shows_the_plan(self) -> None:
        agreement.check_page(self.desk)
        agreement.check_frame(self.desk)

    def teardown(self) -> None:
        try:
            if self.desk.document is not None:
                self._undo_everything()
        finally:
            self._close()

    def _undo_everything(self) -> None:
        while self.document.undo_stack.canUndo():
            self.desk.undo_action.trigger()
        self.drain()
        assert self.visit is self.history[0]
        self.the_screen_shows_the_plan()
        self.nothing_went_wrong()

    def _close(self) -> None:
        self.desk.tasks.cancel_all()
        self.drain()
        self.desk.abandon()
        self.shell.may_close = None
        self.shell.close()
        self.shell.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        pretend(None)
        self.patch.undo()
        self.folder.cleanup()


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> None:
    theme.apply(qapp, "light")


TestWindow = WindowMachine.TestCase
TestWindow.settings = settings(
    max_examples=6,
    stateful_step_count=30,
    derandomize=True,
    deadline=None,
    phases=(Phase.generate,),  # to shrink a sequence in a whole window takes minutes
    suppress_health_check=list(HealthCheck),
)
