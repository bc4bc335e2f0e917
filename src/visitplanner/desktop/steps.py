"""Work on the window's thread in short steps, so that keys and mouse are never kept waiting."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator
from typing import ClassVar, Final, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer

SLICE_MS = 8.0
"""How long one step lasts at least; what is painted after it comes on top."""
_PAUSE_MS = 1
"""Not none: a timer without a pause comes last, and never comes where others are quick enough."""
_APART_S = 0.0005
_END = object()
ALONE: Final = object()
"""Yielded before a step that is a long one by itself: it begins a slice."""


T = TypeVar("T")


def at_once(work: Iterator[object]) -> None:
    """Do all steps of some work, one after the other."""
    for _step in work:
        pass


class Making(Generic[T]):
    """Something that is made in steps, and to its end by whoever cannot wait.

    Args:
        work: makes it, from one `yield` to the next, and returns it.
    """

    def __init__(self, work: Generator[object, None, T]) -> None:
        self._work = work
        self._made: list[T] = []

    def steps(self) -> Iterator[object]:
        """Go on from where it is, in steps."""
        while not self._made:
            yield self._go_on()

    def finish(self) -> T:
        """What is made; what is left of the work is done now."""
        while not self._made:
            self._go_on()
        return self._made[0]

    def _go_on(self) -> object:
        try:
            return next(self._work)
        except StopIteration as end:
            self._made.append(end.value)
            return None


class Steps(QObject):
    """Does one piece of work at a time, a slice whenever the event loop has nothing else to do.

    Args:
        parent: when it goes, what is left of the work goes with it.
        after: called at the end of every slice, to show what has come about.
    """

    _ended: ClassVar[float] = 0.0
    """When the last slice of any of them came to its end."""

    def __init__(self, parent: QObject, after: Callable[[], object] | None = None) -> None:
        super().__init__(parent)
        self._after = after
        self._work: Iterator[object] | None = None
        self._inside = self._rests = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._slice)

    @property
    def running(self) -> bool:
        """Whether anything is left to do."""
        return self._work is not None

    @property
    def inside(self) -> bool:
        """Whether who asks is part of the work itself."""
        return self._inside

    def begin(self, work: Iterator[object]) -> None:
        """Do `work` from its next `yield` to the next, in the place of what was left of the last.

        What comes before its first `yield` waits for the event loop as well.
        """
        self._work, self._rests = work, False
        self._timer.start(_PAUSE_MS)

    def put_off(self, milliseconds: int) -> None:
        """Go on with what is left in so many milliseconds: something else comes first."""
        if self._work is not None:
            self._rests = True
            self._timer.start(milliseconds)

    def stop(self) -> None:
        """Leave what is left undone."""
        if self._work is not None:
            self._work = None
            self._timer.stop()

    def finish(self) -> None:
        """Do all that is left now: somebody needs it. Nothing happens from inside the work."""
        work = self._work
        if work is None or self._inside:
            return
        self.stop()
        at_once(work)
        self._show()

    def _slice(self) -> None:
        work, now = self._work, time.perf_counter()
        if work is None or now - Steps._ended < _APART_S:
            return  # two slices in one turn of the event loop would be a long one
        if self._rests:
            self._rests = False
            self._timer.setInterval(_PAUSE_MS)
        end = now + SLICE_MS / 1000
        self._inside = True
        try:
            done = self._go_on(work, end)
        except BaseException:
            self.stop()
            raise
        finally:
            self._inside = False
        if self._work is work:  # else it was begun anew by what it did itself
            if done:
                self.stop()
            self._show()
        Steps._ended = time.perf_counter()

    def _go_on(self, work: Iterator[object], end: float) -> bool:
        """Work until that moment; whether that was all."""
        while (step := next(work, _END)) is not _END:
            ended = step is ALONE or time.perf_counter() >= end
            if ended or self._work is not work or self._rests:
                return False
        return True

    def _show(self) -> None:
        if self._after is not None:
            self._after()
