"""What a plan of 300 people and 400 items costs the window: to open, to edit, and in one piece.

A real window, drawn offscreen, with the real checks in the background. An edit is timed from the
call to the end of the repaint that follows it; what comes later (the checks, half a second after)
counts as work on the window's thread all the same, and no piece of that may be long.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import time as time_of_day
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication

from tests.bench.large_plan import FIRST, large
from tests.desktop.conftest import Shelf
from visitplanner.desktop import theme
from visitplanner.desktop.desk import Desk
from visitplanner.desktop.document import Document
from visitplanner.desktop.shell import Shell
from visitplanner.domain import edits, moves
from visitplanner.domain.versions import Dossier

OPEN_MS, EDIT_MS, PAUSE_MS = 1500.0, 50.0, 50.0
EDITS = 100


class Heartbeat(QTimer):
    """A timer that wants to tick all the time, and notes for how long it could not."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._last = time.perf_counter()
        self.setTimerType(Qt.TimerType.PreciseTimer)
        self.timeout.connect(self._tick)
        self.start(1)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1000)
        self._last = now

    def lap(self) -> float:
        """The longest pause in milliseconds since the last lap, up to now."""
        self._tick()
        longest, self.longest = self.longest, 0.0
        return longest


@pytest.fixture(scope="module")
def application() -> QApplication:
    """The application, as the window has it."""
    found = QApplication.instance()
    made = found if isinstance(found, QApplication) else QApplication(["bench"])
    made.setStyle("Fusion")
    theme.apply(made, "light")
    return made


def _idle(milliseconds: int = 400) -> None:
    """Let timers, background work and what follows from it go on for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _settle() -> None:
    """Wait until nothing goes on in the background any more."""
    for _ in range(4):
        _idle(100)
        QThreadPool.globalInstance().waitForDone(10_000)


def _repaint() -> None:
    QCoreApplication.sendPostedEvents()
    QCoreApplication.processEvents()


def _one_edit(document: Document, draw: random.Random, number: int) -> Callable[[], Any]:
    """The next edit of the mix: move, retitle, who, undo."""
    item = draw.choice([item for item in document.visit.items if item.day and item.start])
    match number % 4:
        case 0:
            start = time_of_day(draw.randrange(8, 19), draw.choice((0, 15, 30)))
            day = FIRST + timedelta(days=draw.randrange(6))
            return lambda: document.edit("Move", moves.move_item, item.id, day, start)
        case 1:
            return lambda: document.edit("Title", edits.change, item.id, title=f"Title {number}")
        case 2:
            who = f"group: G{draw.randrange(12)}"
            return lambda: document.edit("Who", edits.change, item.id, who=who)
    return document.undo_stack.undo


def test_window(application: QApplication, tmp_path: Path) -> None:
    """Open, edit a hundred times; print what it took, and hold it against what was promised."""
    shell = Shell()
    shell.resize(1440, 900)
    shell.show()
    desk = Desk(shell, Shelf(tmp_path))
    document = Document(Dossier(visit=large(300, 400)))
    _settle()
    heart = Heartbeat()
    opened = _timed(lambda: desk.show(document))
    _idle()
    _settle()
    heart.lap()
    draw, took, longest = random.Random(3), [], 0.0
    for number in range(EDITS):
        took.append(_timed(_one_edit(document, draw, number)))
        heart.lap()
        if number % 10 == 9:  # the checks come in
            _idle()
            longest = max(longest, heart.lap())
            _settle()
            heart.lap()
    _say(opened, took, longest)
    desk.tasks.cancel_all()
    desk.abandon()
    shell.may_close = None
    shell.close()
    shell.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    walls = sorted(one.wall for one in took)
    assert opened.wall < OPEN_MS
    assert walls[round(0.99 * EDITS) - 1] < EDIT_MS
    assert longest < PAUSE_MS


class Took(NamedTuple):
    """Milliseconds on the wall, and of the processor for this thread alone."""

    wall: float
    cpu: float


def _timed(act: Callable[[], Any]) -> Took:
    """How long something takes with the repaint that follows it."""
    start, cpu = time.perf_counter(), time.thread_time()
    act()
    _repaint()
    return Took((time.perf_counter() - start) * 1000, (time.thread_time() - cpu) * 1000)


def _say(opened: Took, took: list[Took], longest: float) -> None:
    lines = [f"300 people, 400 items: open {opened.wall:.0f} ms (processor {opened.cpu:.0f} ms)"]
    for name, values in (
        ("wall", sorted(one.wall for one in took)),
        ("processor", sorted(one.cpu for one in took)),
    ):
        p99 = values[round(0.99 * len(values)) - 1]
        lines.append(
            f"edit to repaint, {name}: p50 {statistics.median(values):.1f}, p99 {p99:.1f},"
            f" max {values[-1]:.1f} ms"
        )
    lines.append(f"longest pause between edits, while checks come in: {longest:.1f} ms")
    sys.stderr.write("\n" + "\n".join(lines) + "\n")
