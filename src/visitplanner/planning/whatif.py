"""What an edit would do to the problems of a plan, before anybody makes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from visitplanner.domain.visit import Visit
from visitplanner.planning.checks import Problem, as_json, run_checks
from visitplanner.planning.checks.known import NOTHING_ELSE, Known

NO_COPIES: Final[Mapping[str, str]] = MappingProxyType({})


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
    copies: Mapping[str, str] = NO_COPIES,
) -> WhatIf:
    """The problems that only one of two plans has, each in the order of a check.

    A problem that concerns fewer people or records than before is not new, and one of which a part
    is left, or which has grown, has not gone.

    Args:
        before: the one plan.
        after: the other.
        today: the day from which both are judged.
        language: of the problems.
        known: what is known besides the plans.
        copies: IDs of records that only `after` has, with those of the records they are copies of:
            a problem of a copy is one of the record.
    """
    old, new = (
        [_Sorted(p, copies) for p in _problems(plan, today, language, known)]
        for plan in (before, after)
    )
    had, has = _by_code(old), _by_code(new)
    return WhatIf(
        tuple(one.problem for one in new if not any(map(one.is_part_of, had[one.problem.code]))),
        tuple(one.problem for one in old if not any(map(one.lives_on_in, has[one.problem.code]))),
    )


def _problems(plan: Visit, today: date | None, language: str, known: Known) -> Iterator[Problem]:
    problems = run_checks(plan, today, language=language, known=known)
    return (problem for problem in problems if problem.waived is None)


class _Sorted:
    """A problem with what it concerns as a set."""

    def __init__(self, problem: Problem, copies: Mapping[str, str]) -> None:
        self.problem = problem
        self.subjects = frozenset(copies.get(one, one) for one in problem.subjects)

    def is_part_of(self, old: _Sorted) -> bool:
        graver = self.problem.severity.rank < old.problem.severity.rank
        return self.subjects <= old.subjects and not graver

    def lives_on_in(self, new: _Sorted) -> bool:
        return self.subjects <= new.subjects or new.subjects <= self.subjects


def _by_code(problems: list[_Sorted]) -> dict[str, list[_Sorted]]:
    found: dict[str, list[_Sorted]] = defaultdict(list)
    for one in problems:
        found[one.problem.code].append(one)
    return found
