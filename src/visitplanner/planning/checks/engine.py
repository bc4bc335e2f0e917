"""Runs the rules over a visit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from visitplanner.domain.visit import Visit
from visitplanner.i18n import N_
from visitplanner.planning.checks.compiled import Plan
from visitplanner.planning.checks.known import NOTHING_ELSE, Known
from visitplanner.planning.checks.problem import Finding, Problem, Severity
from visitplanner.planning.checks.registry import Rule, all_rules
from visitplanner.planning.checks.wording import Words
from visitplanner.planning.gazetteer import Gazetteer

MOST: Final = 1000
"""How many findings of one rule are listed; a plan with more is beyond reading."""
MOST_SUBJECTS: Final = 300_000
"""How many subjects these name in all: a delegation of thousands must not fill the memory."""
MORE: Final = "more-of-the-same"

CODES: Final[Mapping[str, str]] = MappingProxyType(
    dict(
        sorted(
            {rule.code: rule.description for rule in all_rules()}.items()
            | {(MORE, N_("A check has found more problems than are listed"))}
        )
    )
)
"""Every code with one line, in English, that says what it means."""


def run_checks(
    visit: Visit,
    today: date | None = None,
    *,
    language: str = "en",
    gazetteer: Gazetteer | None = None,
    known: Known = NOTHING_ELSE,
) -> tuple[Problem, ...]:
    """The problems of a visit: gravest first, then by day and time, code and subjects.

    The order of rows in the visit does not matter, and nothing depends on the clock.

    Args:
        visit: any visit, however incomplete.
        today: the day from which it is judged; a visit that is over, or whose day is not given,
            is judged as on the eve of its first day.
        language: the language of the messages; unknown ones read English.
        gazetteer: the list of towns, if not the one that comes with the program.
        known: what is known besides the plan.
    """
    plan = Plan(visit, today, gazetteer, known)
    words = Words(plan, language)
    found = (problem for rule in all_rules() for problem in _problems(rule, plan, words))
    return tuple(sorted(found, key=lambda problem: problem.order))


def _problems(rule: Rule, plan: Plan, words: Words) -> Iterator[Problem]:
    count = subjects = 0
    for finding in _findings(rule, plan, words):
        if count == MOST or subjects >= MOST_SUBJECTS:
            yield _more(rule, count, words)
            return
        yield _problem(rule, finding)
        count, subjects = count + 1, subjects + len(finding.subjects)


def _findings(rule: Rule, plan: Plan, words: Words) -> Iterator[Finding]:
    if rule.check:
        yield from rule.check(plan, words)
    for row in plan.rows if rule.entry else ():
        yield from rule.entry(plan, words, row) if rule.entry else ()
    for day in plan.days if rule.day else ():
        yield from rule.day(plan, words, day) if rule.day else ()


def _more(rule: Rule, count: int, words: Words) -> Problem:
    return Problem(
        code=MORE,
        severity=Severity.NOTE,
        subjects=(rule.code,),
        records=(),
        message=words.gettext(
            "There are more than {count} problems of the kind “{description}”.",
            count=count,
            description=words.phrase(rule.description),
        ),
    )


def _problem(rule: Rule, finding: Finding) -> Problem:
    return Problem(
        code=rule.code,
        severity=finding.severity or rule.severity,
        subjects=finding.subjects,
        records=finding.records,
        message=finding.message,
        fix=finding.fix,
        repair=finding.repair,
        repair_label=finding.repair_label,
        day=finding.day,
        clock=finding.clock,
    )
