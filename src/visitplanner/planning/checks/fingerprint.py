"""What a waiver holds on to: the fingerprint of what a problem is about.

A problem that was accepted stays accepted while its code, its subjects and the values in its
message are the same. Moving lunch brings back that it clashes; putting its message in other words,
or into another language, does not.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import Final

from visitplanner.domain.waivers import Waiver
from visitplanner.planning.checks.problem import Finding, Problem
from visitplanner.planning.checks.sentence import values_of

_DIGITS: Final = 16
_BETWEEN: Final = "\x1f"
"""No text of a plan has this character in it."""


def fingerprint(code: str, finding: Finding) -> str:
    """Hexadecimal digits that stand for all that a finding depends on.

    It is made of the code, the subjects in any order, and `Finding.basis` or else the English
    values of the message (SHA-256, cut short).
    """
    basis = values_of(finding.message) if finding.basis is None else finding.basis
    parts = (code, *sorted(set(finding.subjects)), "", *basis)
    # Lone surrogates never reach a plan, but a digest must not be what fails if one does.
    text = _BETWEEN.join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(text).hexdigest()[:_DIGITS]


def waiver_for(problem: Problem, reason: str, name: str = "", day: date | None = None) -> Waiver:
    """The waiver that accepts a problem as it is now; `domain.edits.waive` puts it into a plan.

    Args:
        problem: one that a check has reported.
        reason: why it is accepted, in the words of who accepts it.
        name: who accepts it.
        day: when.
    """
    return Waiver(
        code=problem.code,
        subjects=problem.subjects,
        inputs=problem.inputs,
        reason=reason,
        name=name,
        given_on=day,
    )


class Waived:
    """The waivers of a plan, by the problems that they accept."""

    def __init__(self, waivers: Iterable[Waiver]) -> None:
        self._found = {(w.code, frozenset(w.subjects), w.inputs): w for w in waivers}
        self._codes = {code for code, _, _ in self._found}

    def of(self, problem: Problem) -> Waiver | None:
        """The waiver that accepts a problem as it is now, if there is one."""
        if problem.code not in self._codes:
            return None
        return self._found.get((problem.code, frozenset(problem.subjects), problem.inputs))
