"""Estimates of ways, worked out off the window's thread whenever what they depend on changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from visitplanner.desktop.document import Document
from visitplanner.desktop.tasks import Task, Tasks
from visitplanner.domain.index import unchanged
from visitplanner.domain.visit import Visit

if TYPE_CHECKING:
    from visitplanner.planning.estimates import Estimate

_DELAY_MS = 120
_LIKE = 2
"""Minutes by which an estimate may differ from what was typed and still say nothing new."""


class Estimator(QObject):
    """The estimates of one document."""

    estimated = Signal()

    def __init__(self, document: Document, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._document, self._tasks = document, tasks
        self._of: Visit | None = None
        self._running: Task | None = None
        self.found: Mapping[str, Estimate] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DELAY_MS)
        self._timer.timeout.connect(self._run)

    def follow(self) -> None:
        """Look whether anything has changed that ways depend on."""
        if not _same_ways(self._of, self._document.visit):
            self._timer.start()

    def _run(self) -> None:
        visit = self._document.visit
        if _same_ways(self._of, visit):
            return
        self._of = visit
        if self._running is not None:
            self._running.cancel()
        self._running = self._tasks.run(
            lambda _task: _telling(visit), self._take, on_error=lambda _error: None, quiet=True
        )

    def _take(self, found: Mapping[str, Estimate]) -> None:
        if not isValid(self):  # the visit was closed meanwhile
            return
        self._running = None
        if found != self.found:
            self.found = found
            self.estimated.emit()


def _telling(visit: Visit) -> dict[str, Estimate]:
    """The estimates that differ from what was typed."""
    from visitplanner.planning.estimates import estimates  # it loads the list of towns

    typed = {journey.id: journey.minutes or 0 for journey in visit.journeys}
    found = estimates(visit).items()
    return {one: way for one, way in found if abs(way.low - typed[one]) >= _LIKE}


def _same_ways(before: Visit | None, after: Visit) -> bool:
    return before is not None and all(
        unchanged(getattr(before, name), getattr(after, name))
        for name in ("journeys", "places", "stops", "travel_times")
    )
