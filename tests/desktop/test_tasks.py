"""Work off the window's thread, and what it must not take with it there."""

from __future__ import annotations

import gc
import threading
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QObject, QThreadPool
from shiboken6 import isValid

from visitplanner.desktop import garbage
from visitplanner.desktop.tasks import Task, Tasks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


class Witness:
    """Notes the thread on which it is let go of."""

    threads: list[int] = []  # noqa: RUF012 - of all of them

    def __del__(self) -> None:
        self.threads.append(threading.get_ident())


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:
    Witness.threads = []
    owner = QObject()
    yield Tasks(owner)
    owner.deleteLater()


def _cycle() -> None:
    made: list[Any] = [Witness()]
    made.append(made)


def _make_much(_task: Task) -> list[list[int]]:
    return [[number] for number in range(200_000)]


def test_work_off_the_thread_collects_nobody_elses_garbage(qtbot: QtBot, tasks: Tasks) -> None:
    done: list[list[list[int]]] = []
    _cycle()
    tasks.run(_make_much, done.append)
    QThreadPool.globalInstance().waitForDone(5000)
    assert Witness.threads == []
    qtbot.waitUntil(lambda: bool(Witness.threads))  # a moment later, by itself
    assert set(Witness.threads) == {threading.get_ident()}
    assert len(done[0]) == 200_000


def test_only_what_is_due_is_collected(tasks: Tasks, monkeypatch: pytest.MonkeyPatch) -> None:
    collected: list[int] = []
    monkeypatch.setattr(gc, "collect", collected.append)
    for counts in ((700, 10, 10), (701, 10, 10), (701, 11, 3), (5, 0, 11)):
        monkeypatch.setattr(gc, "get_count", lambda counts=counts: counts)
        monkeypatch.setattr(gc, "get_threshold", lambda: (700, 10, 10))
        garbage.collect()
    assert collected == [0, 1, 2]
    assert not gc.isenabled()


def test_what_the_work_holds_is_let_go_of_on_the_thread_of_the_window(
    qtbot: QtBot, tasks: Tasks
) -> None:
    gate = threading.Event()

    def begin() -> None:
        held = Witness()

        def work(_task: Task) -> None:
            assert gate.wait(5)
            assert held is not None

        tasks.run(work, lambda _none: None)

    for _ in range(20):
        begin()
    gate.set()
    qtbot.waitUntil(lambda: not tasks.busy)
    gc.collect()
    assert len(Witness.threads) == 20
    assert set(Witness.threads) == {threading.get_ident()}


def test_a_task_ends_only_when_the_other_thread_is_through_with_it(
    qtbot: QtBot, tasks: Tasks
) -> None:
    task = tasks.run(lambda _task: 1, lambda _one: None)
    left, valid = task.left, []
    task.destroyed.connect(lambda: valid.append(left.is_set()))
    qtbot.waitUntil(lambda: not isValid(task))
    assert valid == [True]


def test_work_whose_outcome_cannot_be_shown_is_over_all_the_same(
    qtbot: QtBot, tasks: Tasks
) -> None:
    def show(_outcome: object) -> None:
        raise ValueError("no room for it")

    with qtbot.captureExceptions() as raised:
        tasks.run(lambda _task: 1, show)
        qtbot.waitUntil(lambda: not tasks.busy)
    assert [str(one[1]) for one in raised] == ["no room for it"]
