"""What a plan of 300 people and 400 items costs the window: to open, to edit, and in one piece.

    python3 dev.py bench -k window

A real window, drawn offscreen, with the real checks in the background. Everything is measured
twice: on the wall, which counts whatever else the machine does, and by the processor for the
window's own thread, which is what is held against the promises. An edit lasts from the call to the
end of the repaint that follows it. A pause lasts from one turn of the event loop to the next: that
long a key or a click may have to wait. Pages are shown twice for the first time: in a window where
they are clicked at once, before they could be made ahead, and in one that has had time for them.
The processor's time grows as well on a machine that is busy with something else, by half or more:
a figure just above a promise says something on a quiet one only.
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
from visitplanner.desktop.leaving import Leaving
from visitplanner.desktop.pages import PAGES
from visitplanner.desktop.shell import Shell
from visitplanner.desktop.views.parts import PartsPage
from visitplanner.domain import edits, moves
from visitplanner.domain.versions import Dossier

OPEN_MS, EDIT_MS, PAUSE_MS = 1500.0, 50.0, 50.0
EDITS = 100


class Took(NamedTuple):
    """Milliseconds on the wall, and of the processor for this thread alone."""

    wall: float
    cpu: float

    @classmethod
    def since(cls, start: Took) -> Took:
        """What has gone by since then."""
        now = cls.now()
        return cls(now.wall - start.wall, now.cpu - start.cpu)

    @classmethod
    def now(cls) -> Took:
        """The present moment on both clocks."""
        return cls(time.perf_counter() * 1000, time.thread_time() * 1000)

    def __str__(self) -> str:
        return f"{self.cpu:.0f} ms of the processor, {self.wall:.0f} ms on the wall"


class Heartbeat(QTimer):
    """A timer that wants to tick all the time, and notes for how long it could not."""

    def __init__(self) -> None:
        super().__init__()
        self._longest = Took(0, 0)
        self._last = Took.now()
        self.setTimerType(Qt.TimerType.PreciseTimer)
        self.timeout.connect(self._tick)
        self.start(1)

    def _tick(self) -> None:
        now, gone = Took.now(), Took.since(self._last)
        longest = self._longest
        self._longest = Took(max(longest.wall, gone.wall), max(longest.cpu, gone.cpu))
        self._last = now

    def lap(self) -> Took:
        """The longest pause since the last lap, up to now."""
        self._tick()
        longest, self._longest = self._longest, Took(0, 0)
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
    pool, until = QThreadPool.globalInstance(), time.monotonic() + 40
    for _ in range(4):
        _idle(100)
        while pool.activeThreadCount() and time.monotonic() < until:
            _idle(10)  # to wait for the pool itself would count as a pause


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


def test_window(
    application: QApplication, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Open, go through the tabs, select, edit; print what it took, and hold it to the promises."""
    shell = Shell()
    shell.resize(1440, 900)
    shell.show()
    desk = Desk(shell, Shelf(tmp_path))
    document = Document(Dossier(visit=large(300, 400)))
    _settle()
    heart = Heartbeat()
    pauses: dict[str, Took] = {}
    opened = _open(desk, document)
    pauses["opening"] = heart.lap()
    _tabs(desk, heart, pauses, "showing {page} at once")
    _parts(desk, heart, pauses, "showing {page}: {part} at once")
    document = Document(Dossier(visit=large(300, 400)))
    heart.lap()
    _open(desk, document)
    while shell.findChildren(Leaving):  # until the window before it has been taken down
        _idle(50)
    _settle()
    pauses["opening again"] = heart.lap()
    took = _edits(document, heart, pauses)
    _select(document, heart, pauses)
    workspace = desk.workspace
    while workspace is not None and workspace.preparing:
        _idle(50)
    _tabs(desk, heart, pauses, "showing {page}")
    _parts(desk, heart, pauses, "showing {page}: {part}")
    with capsys.disabled():
        _say(opened, took, pauses)
    desk.tasks.cancel_all()
    desk.abandon()
    shell.may_close = None
    shell.close()
    shell.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert opened.cpu < OPEN_MS
    assert _percentile([one.cpu for one in took]) < EDIT_MS
    too_long = [name for name, pause in pauses.items() if pause.cpu > PAUSE_MS]
    assert not too_long


def _open(desk: Desk, document: Document) -> Took:
    """Show the plan, until everything is there that is to be seen."""
    start = Took.now()
    desk.show(document)
    _repaint()
    workspace = desk.workspace
    while workspace is not None and not workspace.complete:
        _repaint()
    _repaint()
    return Took.since(start)


def _edits(document: Document, heart: Heartbeat, pauses: dict[str, Took]) -> list[Took]:
    """Edit so many times; the checks come in now and then."""
    draw, took, longest = random.Random(3), [], Took(0, 0)
    for number in range(EDITS):
        act = _one_edit(document, draw, number)
        heart.lap()
        start = Took.now()
        act()
        _repaint()
        took.append(Took.since(start))
        if number % 10 == 9:  # the checks come in
            _settle()
            pause = heart.lap()
            longest = Took(max(longest.wall, pause.wall), max(longest.cpu, pause.cpu))
    pauses["editing"] = longest
    return took


def _select(document: Document, heart: Heartbeat, pauses: dict[str, Took]) -> None:
    """Select something of each kind for the first time."""
    visit = document.visit
    for record in (visit.items[0], visit.journeys[0], visit.delegates[0]):
        heart.lap()
        document.select([record.id])
        _settle()
        pauses[f"selecting {type(record).__name__}"] = heart.lap()


def _tabs(desk: Desk, heart: Heartbeat, pauses: dict[str, Took], name: str) -> None:
    """Show every page for the first time."""
    workspace = desk.workspace
    assert workspace is not None
    for page in PAGES:
        heart.lap()
        workspace.show_tab(page.key)
        while not workspace.complete:
            _idle(1)
        _settle()
        pauses[name.format(page=page.title)] = heart.lap()


def _parts(desk: Desk, heart: Heartbeat, pauses: dict[str, Took], name: str) -> None:
    """Show every part of the pages that have several for the first time."""
    workspace = desk.workspace
    assert workspace is not None
    for spec in PAGES:
        page = workspace.page(spec.key)
        if not isinstance(page, PartsPage):
            continue
        for part in page.parts[1:]:
            workspace.show_tab(spec.key)
            _settle()
            heart.lap()
            page.show_part(part)
            _settle()
            pauses[name.format(page=spec.title, part=part)] = heart.lap()


def _percentile(values: list[float]) -> float:
    return sorted(values)[round(0.99 * len(values)) - 1]


def _say(opened: Took, took: list[Took], pauses: dict[str, Took]) -> None:
    lines = [f"300 people, 400 items: opened in {opened}"]
    for name, values in (
        ("processor", [one.cpu for one in took]),
        ("wall", [one.wall for one in took]),
    ):
        lines.append(
            f"edit to repaint, {name}: p50 {statistics.median(values):.1f},"
            f" p99 {_percentile(values):.1f}, max {max(values):.1f} ms"
        )
    lines += [f"longest pause while {name}: {pause}" for name, pause in pauses.items()]
    sys.stderr.write("\n" + "\n".join(lines) + "\n")
