"""What an edit would do to the problems of a plan, before anybody makes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from visitplanner.domain.visit import Visit
from visitplanner.planning.checks import Problem, as_json, run_checks
from visitplanner.planning.checks.known import NOTHING_ELSE, Known


@dataclass(frozen=True)
class WhatIf:
    """The problems that an edit brings about, and those that it does away with.

    Problems that somebody has accepted are neither. Where only the words of a problem change, such
    as a time in it, it is the same problem; where it becomes graver it is a new one.
    """

    appearing: tuple[Problem, ...] = ()
    disappearing: tuple[Problem, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Both lists as plain data: `{"appearing": [...], "disappearing": [...]}`."""
        return {
            "appearing": as_json(self.appearing)["problems"],
            "disappearing": as_json(self.disappearing)["problems"],
        }


def what_if(
    visit: Visit,
    edit: Callable[[Visit], Visit],
    today: date | None = None,
    *,
    language: str = "en",
    known: Known = NOTHING_ELSE,
) -> WhatIf:
    """What an edit would do; both plans are judged from the same day.

    Raises:
        PlanError: the edit cannot be carried out.
    """
    return compare(visit, edit(visit), today, language=language, known=known)


def compare(
    before: Visit,
    after: Visit,
    today: date | None = None,
    *,
    language: str = "en",
    known: Known = NOTHING_ELSE,
) -> WhatIf:
    """The problems that only one of two plans has, each in the order of a check."""
    old, new = (
        [p for p in run_checks(plan, today, language=language, known=known) if p.waived is None]
        for plan in (before, after)
    )
    had, has = ({_key(problem): problem.severity.rank for problem in one} for one in (old, new))
    return WhatIf(
        tuple(p for p in new if had.get(_key(p), p.severity.rank + 1) > p.severity.rank),
        tuple(p for p in old if _key(p) not in has),
    )


def _key(problem: Problem) -> tuple[str, frozenset[str]]:
    return problem.code, frozenset(problem.subjects)
