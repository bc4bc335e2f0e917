"""What a check reports: problems, how grave they are, and their form as plain data."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from typing import Any

from visitplanner.domain.visit import Visit

Order = tuple[int, date, time, str, tuple[str, ...], str, tuple[str, ...]]
"""The place of a problem in the list."""
Repair = Callable[[Visit], Visit]
"""A pure edit that puts a problem right; it is undone like every other edit."""


class Severity(StrEnum):
    """How grave a problem is."""

    ERROR = "error"  # the plan cannot work as it stands
    WARNING = "warning"  # trouble is likely
    NOTE = "note"  # good to know

    @property
    def rank(self) -> int:
        """Its place in a list that begins with the gravest."""
        return _RANKS[self]


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found.

    The rule's code is added by the engine, and so is its severity, unless the finding has one of
    its own: a clash with an optional item is but a warning.

    Attributes:
        subjects: Everything involved, in the words of the plan workbook: IDs of items, journeys
            and people, `2017-11-08` for a day, `visit:Head of delegation` for a field of the
            visit, names of places, organisations and contacts; for a room its occupants' IDs.
        records: Internal ids of the records to jump to, the first one first.
        message: One sentence: who, what, when.
        fix: What to do, in words; an error always has one.
        repair: The same as an edit, where one click can do it.
        repair_label: What the edit does, verb first: “Start “Lunch” at 12:45”.
        day: The day it concerns, for order and display.
        clock: The time on the wall there.
        basis: What it depends on, where the values in the message are not that: a message that
            counts the days to go would otherwise be a new problem every morning.
    """

    subjects: tuple[str, ...]
    records: tuple[str, ...]
    message: str
    fix: str | None = None
    repair: Repair | None = field(default=None, compare=False)
    repair_label: str | None = None
    day: date | None = None
    clock: time | None = None
    severity: Severity | None = None
    basis: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding with the code and the severity of its rule; see `Finding` for the other fields.

    Attributes:
        code: The rule, readable and for ever the same: `transfer-too-short`.
        waived: Why somebody accepted it as it is, or None.
        waived_by: Who did.
        inputs: The fingerprint of what it depends on, for a waiver to hold on to; the same in
            every language.
    """

    code: str
    severity: Severity
    subjects: tuple[str, ...]
    records: tuple[str, ...]
    message: str
    fix: str | None = None
    # A repair is a function, and two of the same effect are not equal.
    repair: Repair | None = field(default=None, compare=False)
    repair_label: str | None = None
    waived: str | None = None
    waived_by: str = ""
    inputs: str = ""
    day: date | None = None
    clock: time | None = None

    @property
    def order(self) -> Order:
        """Gravest first, then by time; what has no day comes last."""
        day, clock = self.day or date.max, self.clock or time.min
        rank, records = self.severity.rank, self.records
        return rank, day, clock, self.code, self.subjects, self.message, records


def as_json(problems: Iterable[Problem]) -> dict[str, Any]:
    """The document that `check --json` prints, in the order given."""
    return {
        "problems": [
            {
                "code": problem.code,
                "severity": problem.severity.value,
                "subjects": list(problem.subjects),
                "message": problem.message,
                "fix": problem.fix,
                "waived": problem.waived,
            }
            for problem in problems
        ]
    }
