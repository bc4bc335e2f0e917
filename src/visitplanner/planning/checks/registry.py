"""The rules, each with its code, how grave it is, and one line that says what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from visitplanner.planning.checks.compiled import Plan
from visitplanner.planning.checks.problem import Finding, Severity
from visitplanner.planning.checks.wording import Words

Check = Callable[[Plan, Words], Iterable[Finding]]
"""A pure function from a compiled plan to what it finds there, put into words."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A check under its code."""

    code: str
    severity: Severity
    description: str
    check: Check


_rules: dict[str, Rule] = {}


def rule(code: str, severity: Severity, description: str) -> Callable[[Check], Check]:
    """Enter a check under its code; used as a decorator.

    Args:
        code: readable and for ever the same; other programs rely on it.
        severity: how grave its findings are unless one says otherwise.
        description: one line, marked with `N_`.
    """

    def enter(check: Check) -> Check:
        if code in _rules:
            raise ValueError(f"two rules are called {code}")
        _rules[code] = Rule(code, severity, description, check)
        return check

    return enter


def all_rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the codes."""
    from visitplanner.planning.checks import rules  # noqa: F401 - importing them enters them

    return tuple(rule for _, rule in sorted(_rules.items()))
