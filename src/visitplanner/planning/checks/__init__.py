"""Does the plan work? Small pure rules look at a compiled plan and say what does not.

`run_checks` gives the problems of a visit, a `Checker` those of one that is being edited; `CODES`
says what each code means, and `waiver_for` accepts a problem as it is. A rule is a function
under a code (`registry.rule`) from a compiled plan (`compiled.Plan`) to findings; a new one is a
few lines in a module of `rules`.
"""

from visitplanner.planning.checks.checker import Checker, run_checks
from visitplanner.planning.checks.engine import CODES
from visitplanner.planning.checks.fingerprint import waiver_for
from visitplanner.planning.checks.problem import Problem, Repair, Severity, as_json

__all__ = [
    "CODES",
    "Checker",
    "Problem",
    "Repair",
    "Severity",
    "as_json",
    "run_checks",
    "waiver_for",
]
