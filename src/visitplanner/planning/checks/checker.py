"""Checks a plan, and after each edit only what the edit can reach."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from operator import itemgetter

from visitplanner.domain.collector import collector_at_rest
from visitplanner.domain.visit import Visit
from visitplanner.planning.checks.compiled import Plan
from visitplanner.planning.checks.engine import Findings, Found
from visitplanner.planning.checks.fingerprint import Waived
from visitplanner.planning.checks.known import NOTHING_ELSE, Known
from visitplanner.planning.checks.problem import Problem
from visitplanner.planning.checks.registry import all_rules
from visitplanner.planning.checks.wording import Words
from visitplanner.planning.gazetteer import Gazetteer


class Checker:
    """The problems of a plan that is being edited.

    It keeps the last plan and what was found in it. The next one is compared with that, record by
    record, and what differs says which rules look again, and at what; the answer is the same as
    that of `run_checks`. Any plan may follow any other: one that has nothing in common with the
    last is checked from the beginning.

    One plan is checked at a time; a thread that asks meanwhile waits.

    Args:
        language: the language of the messages; unknown ones read English.
        gazetteer: the list of towns, if not the one that comes with the program.
    """

    def __init__(self, language: str = "en", gazetteer: Gazetteer | None = None) -> None:
        self._language, self._gazetteer = language, gazetteer
        self._lock = threading.Lock()
        self._findings = [Findings(rule) for rule in all_rules()]
        self._plan: Plan | None = None
        self._found: list[Found] = []

    def check(
        self, visit: Visit, today: date | None = None, known: Known = NOTHING_ELSE
    ) -> tuple[Problem, ...]:
        """The problems of a visit: gravest first, then by day and time, code and subjects.

        The order of rows in the visit does not matter, and nothing depends on the clock. Those
        that somebody has accepted are in the list as well, with the reason.

        Args:
            visit: any visit, however incomplete.
            today: the day from which it is judged; a visit that is over, or whose day is not
                given, is judged as on the eve of its first day.
            known: what is known besides the plan.
        """
        with self._lock, collector_at_rest():
            before, self._plan = self._plan, None  # a rule that fails leaves nothing half done
            plan = Plan(visit, today, self._gazetteer, known, before)
            self._update(plan)
            self._plan = plan
            return _waived(visit, self._found)

    def leave(self) -> None:
        """Let go of the last plan, so that no garbage collection has to."""
        with self._lock:
            if self._plan is not None:
                self._plan.leave()
            self._plan = None

    def _update(self, plan: Plan) -> None:
        words = Words(plan, self._language)
        updated = [findings.update(plan, words, plan.since) for findings in self._findings]
        if any(updated):
            found = [one for findings in self._findings for one in findings.found]
            self._found = sorted(found, key=itemgetter(0))


def run_checks(
    visit: Visit,
    today: date | None = None,
    *,
    language: str = "en",
    gazetteer: Gazetteer | None = None,
    known: Known = NOTHING_ELSE,
) -> tuple[Problem, ...]:
    """The problems of a single visit; see `Checker.check`."""
    with collector_at_rest():
        checker = Checker(language, gazetteer)
        problems = checker.check(visit, today, known)
        checker.leave()
        del checker  # while the collector rests: what it would have to walk is gone then
    return problems


def _waived(visit: Visit, found: Iterable[Found]) -> tuple[Problem, ...]:
    """The problems with the waivers of the visit applied."""
    problems = tuple(problem for _, problem in found)
    if not visit.waivers:
        return problems
    waived = Waived(visit.waivers)
    return tuple(
        replace(problem, waived=waiver.reason, waived_by=waiver.name)
        if (waiver := waived.of(problem))
        else problem
        for problem in problems
    )
