"""Any sequence of edits, undos, redos, saves and loads: plan, models and file agree after each."""

from __future__ import annotations

import tempfile
from datetime import date, time, timedelta
from pathlib import Path

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from tests.desktop.conftest import MONDAY, small_plan
from visitplanner import app
from visitplanner.desktop.document import Document
from visitplanner.desktop.models.people import PeopleModel
from visitplanner.desktop.models.programme import ProgrammeModel
from visitplanner.domain import edits, moves
from visitplanner.domain.versions import Dossier
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import Status
from visitplanner.errors import PlanError

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
CLOCKS = st.builds(time, st.integers(0, 23), st.sampled_from((0, 15, 30, 45)))
DAYS = st.integers(0, 3).map(lambda n: MONDAY + timedelta(days=n))


class EditorMachine(RuleBasedStateMachine):
    """Drives a document the way the window does."""

    def __init__(self) -> None:
        super().__init__()
        QApplication.instance() or QApplication([])
        self.folder = tempfile.TemporaryDirectory(prefix="visitplanner-machine-")
        self.path = Path(self.folder.name) / "plan.visit"
        self._begin(Document(Dossier(visit=small_plan())))

    def _begin(self, document: Document) -> None:
        self.document = document
        self.history: list[Visit] = [document.visit]
        self.models = (ProgrammeModel(document), PeopleModel(document))
        self.testers = [QAbstractItemModelTester(model, FATAL) for model in self.models]

    def _end(self) -> None:
        for one in (*self.testers, *self.models, self.document):
            one.deleteLater()

    def _edit(self, verb: object, *args: object, **fields: object) -> None:
        index = self.document.undo_stack.index()
        try:
            done = self.document.edit("Edit", verb, *args, **fields)  # type: ignore[arg-type]
        except PlanError:
            done = False
        if done:
            del self.history[index + 1 :]
            self.history.append(self.document.visit)

    def _item(self, number: int) -> str:
        items = self.document.visit.items
        return items[number % len(items)].id if items else ""

    @rule(number=st.integers(0, 20), day=DAYS, clock=CLOCKS)
    def move(self, number: int, day: date, clock: time) -> None:
        self._edit(moves.move_item, self._item(number), day, clock)

    @rule(number=st.integers(0, 20), minutes=st.integers(1, 600))
    def resize(self, number: int, minutes: int) -> None:
        self._edit(moves.resize_item, self._item(number), minutes)

    @rule(number=st.integers(0, 20))
    def put_into_the_tray(self, number: int) -> None:
        self._edit(moves.unschedule, self._item(number))

    @rule(number=st.integers(0, 20), title=st.text(max_size=12))
    def retitle(self, number: int, title: str) -> None:
        self._edit(edits.change, self._item(number), title=title)

    @rule(number=st.integers(0, 20), status=st.sampled_from(list(Status)))
    def set_status(self, number: int, status: Status) -> None:
        self._edit(edits.change, self._item(number), status=status)

    @rule(number=st.integers(0, 20))
    def duplicate(self, number: int) -> None:
        if len(self.document.visit.items) < 16:
            self._edit(edits.duplicate, self._item(number))

    @rule(number=st.integers(0, 20))
    def delete(self, number: int) -> None:
        self._edit(edits.remove, self._item(number))

    @rule(number=st.integers(0, 2), name=st.text(min_size=1, max_size=8))
    def rename_a_person(self, number: int, name: str) -> None:
        person = self.document.visit.delegates[number]
        self._edit(edits.change, person.id, family_name=name, code=f"X{number}")

    @rule(day=DAYS, clock=CLOCKS)
    def move_the_train(self, day: date, clock: time) -> None:
        self._edit(moves.move_journey, self.document.visit.journeys[1].id, day, clock)

    @precondition(lambda self: self.document.undo_stack.canUndo())
    @rule()
    def undo(self) -> None:
        self.document.undo_stack.undo()

    @precondition(lambda self: self.document.undo_stack.canRedo())
    @rule()
    def redo(self) -> None:
        self.document.undo_stack.redo()

    @rule()
    def save(self) -> None:
        document = self.document
        saved = app.save_visit(document.dossier, self.path, document.opened, overwrite=True)
        document.mark_saved(saved)
        assert not document.modified

    @precondition(lambda self: self.path.exists())
    @rule()
    def load(self) -> None:
        opened = app.open_visit(self.path)
        if not self.document.modified and self.document.path is not None:
            assert opened.dossier.visit == self.document.visit
        self._end()
        self._begin(Document(opened.dossier, opened))

    @invariant()
    def the_plan_is_what_the_history_says(self) -> None:
        assert self.document.visit == self.history[self.document.undo_stack.index()]

    @invariant()
    def the_models_show_the_plan(self) -> None:
        visit = self.document.visit
        programme, people = self.models
        shown = {programme.key_at(row) for row in range(programme.rowCount())}
        entries = {one.id for one in (*visit.items, *visit.journeys)}
        assert {key for key in shown if not key.startswith("day:")} == entries
        assert [people.key_at(n) for n in range(people.rowCount())] == [
            d.id for d in visit.delegates
        ]
        for row in range(programme.rowCount()):
            item = programme.record_at(row)
            if item is not None and hasattr(item, "title"):
                assert programme.index(row, 2).data() == (item.title or "Untitled " + item.kind)

    @invariant()
    def the_plan_survives_json(self) -> None:
        visit = self.document.visit
        assert Visit.model_validate_json(visit.model_dump_json()) == visit

    def teardown(self) -> None:
        while self.document.undo_stack.canUndo():
            self.document.undo_stack.undo()
        assert self.document.visit is self.history[0]
        self._end()
        self.folder.cleanup()


TestEditor = EditorMachine.TestCase
# Without shrinking: to shorten what failed by some steps takes as many minutes.
TestEditor.settings = settings(
    max_examples=15, stateful_step_count=25, phases=(Phase.explicit, Phase.reuse, Phase.generate)
)
