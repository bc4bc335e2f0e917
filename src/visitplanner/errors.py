"""Errors that speak to people.

Every expected failure is a `VisitPlannerError` whose text is one sentence that says what is wrong,
where, and what to do. The command line prints it and exits with 2; the window shows it as a banner.
Anything else that escapes is a defect.
"""

from __future__ import annotations


class VisitPlannerError(Exception):
    """An expected failure; `str(error)` is one sentence for the user."""


class PlanError(VisitPlannerError):
    """An edit or a value that the plan cannot take (an unknown record, a bad time)."""


class FileProblem(VisitPlannerError):
    """A file that cannot be read or written as asked."""


class FileExists(FileProblem):
    """A file stands where one was to be written, and nobody has allowed to overwrite it."""
