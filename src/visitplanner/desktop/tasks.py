"""Long work off the window's thread: progress, cancel, and the result back on the main thread.

A task receives only immutable snapshots of the plan, so nothing needs to be locked.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

from visitplanner.desktop.garbage import Garbage
from visitplanner.desktop.qt import override


class Task(QObject):
    """One piece of work. It is also the progress that the work reports to."""

    progressed = Signal(int, int, str)
    finished = Signal()
    _done = Signal(object)
    _failed = Signal(object)

    def __init__(
        self, work: Callable[[Task], Any], label: str, *, quiet: bool, whole: bool
    ) -> None:
        super().__init__()
        self.label, self.quiet, self._whole = label, quiet, whole
        self.cancelled = False
        self.left = Event()
        """The other thread is through with it, its last signal included."""
        self.work: Callable[[Task], Any] | None = work
        self.on_done: Callable[[Any], None] | None = None
        self.on_error: Callable[[BaseException], None] | None = None
        # Queued: the work emits these on its own thread.
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._failed.connect(self._deliver_error, Qt.ConnectionType.QueuedConnection)

    def report(self, done: int, total: int, label: str) -> None:
        """Say how far the work is; called on the worker's thread."""
        self.progressed.emit(done, total, label)

    def cancel(self) -> None:
        """Ask the work to stop; its result is dropped."""
        self.cancelled = True

    @Slot(object)
    def _deliver(self, result: Any) -> None:
        self._call(self.on_done, result)

    @Slot(object)
    def _deliver_error(self, error: BaseException) -> None:
        self._call(self.on_error, error)

    def _call(self, back: Callable[[Any], None] | None, outcome: Any) -> None:
        try:
            if back is not None and (self._whole or not self.cancelled):
                back(outcome)
        finally:
            self.finished.emit()

    def run(self) -> None:
        """Do the work and send what comes of it; called on the worker's thread."""
        try:
            assert self.work is not None
            result = self.work(self)
        except BaseException as error:
            self._failed.emit(error)
        else:
            self._done.emit(result)
        finally:
            self.left.set()

    def let_go(self) -> None:
        """End once the other thread is through with it.

        What the work and its callbacks hold, widgets among it, is let go of on this thread: the
        last who holds a widget destroys it.
        """
        self.left.wait()
        self.work = self.on_done = self.on_error = None
        self.deleteLater()


class _Job(QRunnable):
    def __init__(self, task: Task) -> None:
        super().__init__()
        self._task = task

    @override
    def run(self) -> None:
        self._task.run()


_TURN_S = 0.001
"""After so long other work gives way to the window, which asks for its turn again and again."""


class Tasks(QObject):
    """The work that is under way; `started` lets the status strip show it."""

    started = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running: set[Task] = set()
        self._garbage = Garbage(self)
        sys.setswitchinterval(_TURN_S)

    def run(
        self,
        work: Callable[[Task], Any],
        on_done: Callable[[Any], None],
        *,
        on_error: Callable[[BaseException], None] | None = None,
        on_progress: Callable[[int, int, str], None] | None = None,
        label: str = "",
        quiet: bool = False,
        whole: bool = False,
    ) -> Task:
        """Begin `work(task)` in the pool and call back on this thread.

        Args:
            work: gets the task for progress and cancellation.
            on_done: gets the result, unless the task was cancelled.
            on_error: gets what was raised; without it the error is raised here.
            on_progress: gets done, total and label of the step under way.
            label: what the status strip calls the work.
            quiet: the status strip does not show it.
            whole: call back even after a cancellation, for work that leaves traces.
        """
        task = Task(work, label, quiet=quiet, whole=whole)
        task.on_done, task.on_error = on_done, on_error or _raise
        task.finished.connect(lambda: self._forget(task))
        if on_progress is not None:  # before the work begins, which may report at once
            task.progressed.connect(on_progress)
        self._running.add(task)
        self.started.emit(task)
        QThreadPool.globalInstance().start(_Job(task))
        return task

    @property
    def busy(self) -> bool:
        """Whether anything is under way."""
        return bool(self._running)

    def cancel_all(self, wait_ms: int = 5000) -> None:
        """Ask everything to stop and wait for it that long."""
        for task in self._running:
            task.cancel()
        QThreadPool.globalInstance().waitForDone(wait_ms)

    def _forget(self, task: Task) -> None:
        self._running.discard(task)
        task.let_go()


def _raise(error: BaseException) -> None:
    raise error
