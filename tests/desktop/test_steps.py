"""Long work on the window's thread goes in steps, is finished when wanted, and a large plan so."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.bench.large_plan import large
from visitplanner.desktop.desk import Desk
from visitplanner.desktop.document import Document
from visitplanner.desktop.steps import Steps
from visitplanner.desktop.workspace import Workspace
from visitplanner.domain import edits
from visitplanner.domain.versions import Dossier


def counting(done: list[int], many: int = 40, pause: float = 0.001) -> Iterator[None]:
    for number in range(many):
        time.sleep(pause)
        done.append(number)
        yield


@pytest.fixture
def parent(qapp: QApplication) -> Iterator[QObject]:
    made = QObject()
    yield made
    made.deleteLater()


def test_work_goes_in_slices(parent: QObject, qtbot: QtBot) -> None:
    done: list[int] = []
    slices: list[int] = []
    steps = Steps(parent, lambda: slices.append(len(done)))
    steps.begin(counting(done))
    assert steps.running
    assert not done
    qtbot.waitUntil(lambda: not steps.running)
    assert done == list(range(40))
    assert len(slices) > 2
    assert slices[-1] == 40


def test_what_is_wanted_is_finished(parent: QObject) -> None:
    done: list[int] = []
    steps = Steps(parent)
    steps.begin(counting(done))
    steps.finish()
    assert len(done) == 40
    assert not steps.running
    steps.finish()
    assert len(done) == 40


def test_work_takes_the_place_of_work(parent: QObject, qtbot: QtBot) -> None:
    first: list[int] = []
    second: list[int] = []
    steps = Steps(parent)
    steps.begin(counting(first))
    steps.begin(counting(second))
    qtbot.waitUntil(lambda: not steps.running)
    assert not first
    assert len(second) == 40
    steps.begin(counting(first))
    steps.stop()
    qtbot.wait(20)
    assert not first


def test_work_may_begin_other_work_or_want_its_end(parent: QObject, qtbot: QtBot) -> None:
    done: list[int] = []
    steps = Steps(parent)

    def work() -> Iterator[None]:
        steps.finish()  # of itself: that is nothing
        yield
        steps.begin(counting(done, 3))
        yield
        raise AssertionError("this was to be left")

    steps.begin(work())
    qtbot.waitUntil(lambda: not steps.running)
    assert len(done) == 3


def test_work_goes_with_its_owner(qapp: QApplication, qtbot: QtBot) -> None:
    owner, done = QObject(), list[int]()
    Steps(owner).begin(counting(done))
    owner.deleteLater()
    qtbot.wait(20)
    assert not done


def opened(desk: Desk) -> Workspace:
    desk.show(Document(Dossier(visit=large(80, 150))))
    assert desk.workspace is not None
    return desk.workspace


def test_a_large_plan_comes_in_steps(desk: Desk, qtbot: QtBot) -> None:
    workspace = opened(desk)
    assert not workspace.complete
    qtbot.waitUntil(lambda: workspace.complete)
    canvas = workspace.timeline.canvas
    keys = [piece.key for piece in canvas.pieces]
    assert keys
    assert list(canvas.blocks.order) == keys
    assert canvas.blocks.by_key.keys() == set(keys)
    boxes = [(one.x(), one.y()) for one in canvas.blocks]
    workspace.timeline.lay_out()
    assert [(one.x(), one.y()) for one in canvas.blocks] == boxes


def test_a_block_that_is_wanted_is_there_at_once(desk: Desk) -> None:
    workspace = opened(desk)
    last = workspace.document.visit.items[-1]
    workspace.go_to(last.id)
    assert workspace.timeline.canvas.block_of(last.id) is not None
    form = workspace.inspector.form()
    assert form is not None
    assert form.kind is type(last)


def test_an_edit_meanwhile_is_not_lost(desk: Desk, qtbot: QtBot) -> None:
    workspace = opened(desk)
    item = next(one for one in workspace.document.visit.items if one.day and one.start)
    workspace.document.edit("Title", edits.change, item.id, title="Something else")
    qtbot.waitUntil(lambda: workspace.complete)
    block = workspace.timeline.canvas.block_of(item.id)
    assert block is not None
    assert block.look is not None
    assert block.look.facts.title == "Something else"


def test_a_plan_may_go_while_it_comes(desk: Desk, qtbot: QtBot) -> None:
    opened(desk)
    desk.abandon()
    qtbot.wait(50)
    assert desk.workspace is None
