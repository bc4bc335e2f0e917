"""The problems of the plan as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from visitplanner.desktop import icons
from visitplanner.desktop import wording as w
from visitplanner.desktop.document import Document
from visitplanner.desktop.filtering import folded
from visitplanner.desktop.models.table import ICON_ROLE, ROOT, Index
from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.qt import override
from visitplanner.desktop.wording import _
from visitplanner.domain.base import Entity
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.queries import entry_day

if TYPE_CHECKING:
    from visitplanner.planning.checks import Problem

SEVERITIES = ("error", "warning", "note")


def when(problem: Problem) -> str:
    """The day and time of what a problem is about: `Tue 7 Nov, 14:00`."""
    if problem.day is None:
        return ""
    return w.joined(w.day_short(problem.day), w.clock(problem.clock), by=", ")


def _acceptance(problem: Problem) -> str:
    """Who accepted it, and why; empty where nobody has."""
    if problem.waived is None:
        return ""
    if problem.waived_by:
        return _("Accepted by {name}: {reason}").format(
            name=problem.waived_by, reason=problem.waived
        )
    return _("Accepted: {reason}").format(reason=problem.waived)


def as_day(subject: str) -> date | None:
    """The day that a subject such as `2017-11-08` names."""
    try:
        return date.fromisoformat(subject)
    except ValueError:
        return None


def days_of(document: Document, problem: Problem) -> set[date]:
    """The days on which a problem shows."""
    if problem.day:
        return {problem.day}
    days = {day for subject in problem.subjects if (day := as_day(subject))}
    for one in problem.records:
        record: Entity | None = document.record(one)
        if isinstance(record, Item | Journey):
            day = entry_day(record)
            days |= {day} if day else set()
    return days


class ProblemsModel(QAbstractTableModel):
    """Severity, sentence, when; filtered by severity."""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._all: tuple[Problem, ...] = ()
        self._shown: list[Problem] = []
        self._severities = frozenset(SEVERITIES)
        self._accepted = False
        self._words: tuple[str, ...] = ()
        self._only: frozenset[str] | None = None

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Take the outcome of a check."""
        self._all = tuple(problems)
        self._rebuild()

    def show_severities(self, severities: frozenset[str]) -> None:
        """Show only these severities."""
        self._severities = severities
        self._rebuild()

    def show_accepted(self, shown: bool) -> None:
        """Show those that were accepted as well, or not."""
        self._accepted = shown
        self._rebuild()

    def show_matching(self, text: str) -> None:
        """Show only those that speak of all these words, in whatever accents."""
        self._words = tuple(folded(text).split())
        self._rebuild()

    def show_only(self, records: frozenset[str] | None) -> None:
        """Show only those that concern one of some records, by internal id; None for all."""
        if records != self._only:
            self._only = records
            self._rebuild()

    @property
    def narrowed(self) -> bool:
        """Whether words or records are asked for."""
        return bool(self._words) or self._only is not None

    def _is_wanted(self, problem: Problem) -> bool:
        if problem.severity.value not in self._severities:
            return False
        if problem.waived is not None and not self._accepted:
            return False
        if self._only is not None and self._only.isdisjoint(problem.records):
            return False
        if not self._words:
            return True
        text = folded(" ".join((problem.message, problem.code, when(problem), *problem.subjects)))
        return all(word in text for word in self._words)

    def _rebuild(self) -> None:
        wanted = [problem for problem in self._all if self._is_wanted(problem)]
        if wanted == self._shown:
            self._shown = wanted  # equal to look at, but their repairs may be newer
            return
        self.beginResetModel()
        self._shown = wanted
        self.endResetModel()

    @property
    def counts(self) -> Counter[str]:
        """How many problems of each severity there are, without those that were accepted."""
        return Counter(problem.severity.value for problem in self._all if problem.waived is None)

    @property
    def accepted(self) -> int:
        """How many were accepted as they are."""
        return sum(problem.waived is not None for problem in self._all)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems, the hidden ones included."""
        return self._all

    def problem_at(self, row: int) -> Problem | None:
        """The problem of a row."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    @override
    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    @override
    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else 3

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        titles = (_("Problem"), _("When"), _("Repair"))
        horizontal = orientation is Qt.Orientation.Horizontal
        if horizontal and role == Qt.ItemDataRole.DisplayRole and 0 <= section < len(titles):
            return titles[section]
        return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        problem = self.problem_at(index.row()) if index.isValid() else None
        if problem is None:
            return None
        severity = problem.severity.value
        if role == ICON_ROLE:
            pair = (icons.SEVERITIES[severity], icons.SEVERITY_COLORS[severity])
            if problem.waived is not None:
                pair = ("check-circle", "muted")
            return pair if index.column() == 0 else None
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            spoken = w.joined(problem.message, _acceptance(problem), by=" ")
            return f"{_(severity)}: {spoken}"
        if role == Qt.ItemDataRole.ToolTipRole:
            words = w.joined(problem.message, problem.fix or "", _acceptance(problem), by="\n")
            return tooltip(words)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        match index.column():
            case 0:
                return w.joined(problem.message, _acceptance(problem), by="  ·  ")
            case 1:
                return when(problem)
        return (problem.repair_label or problem.fix or "") if problem.repair else ""
