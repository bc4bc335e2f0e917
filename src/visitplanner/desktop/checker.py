"""Checks the plan again a moment after each edit, off the window's thread."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from visitplanner.desktop.document import Document
from visitplanner.desktop.services import Services
from visitplanner.desktop.tasks import Task, Tasks
from visitplanner.desktop.wording import joined, plural

if TYPE_CHECKING:
    from visitplanner.domain.versions import Dossier
    from visitplanner.planning.checks import Checker as Checks
    from visitplanner.planning.checks import Problem

DELAY_MS = 150
_RANK = {"error": 0, "warning": 1, "note": 2}


@dataclass(frozen=True)
class Found:
    """The outcome of a check, and what follows from it for records and days.

    Attributes:
        problems: All of them, gravest first, those that somebody has accepted included.
        worst: For each record, by internal id, the worst severity and its sentence.
        counts: For each record the worst severity, and in words how many problems there are.
        days: For each day how many problems of each severity show on it.
    """

    problems: tuple[Problem, ...] = ()
    worst: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    counts: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    days: Mapping[date, Mapping[str, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Document, problems: Sequence[Problem]) -> Found:
        """What follows from the problems of a document."""
        return cls(
            tuple(problems),
            worst_by_record(problems),
            counts_by_record(problems),
            counts_by_day(document, problems),
        )


class Checker(QObject):
    """The problems of one document, always those of the plan as it is now, a moment later."""

    checked = Signal(object)

    def __init__(self, document: Document, services: Services, tasks: Tasks) -> None:
        super().__init__(document)
        self._document, self._services, self._tasks = document, services, tasks
        self._checks: Checks | None = None
        self._running: Task | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MS)
        self._timer.timeout.connect(self.check_now)
        document.changed.connect(self._on_changed)

    def _on_changed(self, _before: object, _after: object) -> None:
        self._timer.start()

    def check_now(self) -> None:
        """Check the plan as it is now; a check that is still running is dropped."""
        if self._running is not None:
            self._running.cancel()
        dossier, today = self._document.dossier, datetime.now().astimezone().date()
        self._running = self._tasks.run(
            lambda _task: self._check(dossier, today), self._on_checked, quiet=True
        )

    def _check(self, dossier: Dossier, today: date) -> Sequence[Problem]:
        """Check in the background; what was found before is used again where it still holds."""
        # Made here: its first use loads what the window must not wait for.
        if self._checks is None:
            self._checks = self._services.checker()
        return self._checks.check(dossier.visit, today, self._services.known(dossier))

    def _on_checked(self, problems: Sequence[Problem]) -> None:
        self._running = None
        self.checked.emit(tuple(problems))

    def stop(self) -> None:
        """Check no more."""
        self._timer.stop()
        if self._running is not None:
            self._running.cancel()


def worst_by_record(problems: Sequence[Problem]) -> dict[str, tuple[str, str]]:
    """For each record, by internal id, the worst severity and its sentence; none that is waived."""
    found: dict[str, tuple[str, str]] = {}
    for problem in problems:
        if problem.waived is not None:
            continue
        severity = problem.severity.value
        for record in problem.records:
            known = found.get(record)
            if known is None or _RANK[severity] < _RANK[known[0]]:
                found[record] = severity, problem.message
    return found


def counts_by_record(problems: Sequence[Problem]) -> dict[str, tuple[str, str]]:
    """For each record the worst severity, and in words how many problems: `1 error, 2 warnings`."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for problem in problems:
        if problem.waived is None:
            for record in problem.records:
                counts[record][problem.severity.value] += 1
    return {record: _in_words(count) for record, count in counts.items()}


def _in_words(count: Counter[str]) -> tuple[str, str]:
    texts = (
        plural("{count} error", "{count} errors", count["error"]) if count["error"] else "",
        plural("{count} warning", "{count} warnings", count["warning"]) if count["warning"] else "",
        plural("{count} hint", "{count} hints", count["note"]) if count["note"] else "",
    )
    return min(count, key=lambda name: _RANK[name]), joined(*texts, by=", ")


def counts_by_day(document: Document, problems: Sequence[Problem]) -> Mapping[date, Counter[str]]:
    """For each day how many problems of each severity show on it."""
    from visitplanner.desktop.models.problems import days_of

    found: dict[date, Counter[str]] = defaultdict(Counter)
    for problem in problems:
        if problem.waived is None:
            for day in days_of(document, problem):
                found[day][problem.severity.value] += 1
    return found
