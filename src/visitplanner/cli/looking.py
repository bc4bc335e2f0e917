"""Commands that look at a plan and change nothing: check, facts, diff."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from visitplanner import app
from visitplanner.cli.speech import (
    DONE,
    LOOK,
    AsJson,
    Force,
    Today,
    VisitFile,
    open_visit,
    print_json,
    say,
    the_day,
    the_moment,
)
from visitplanner.errors import VisitPlannerError

if TYPE_CHECKING:
    from visitplanner.domain.versions import Version
    from visitplanner.planning.checks import Problem


_VERSION = re.compile("[0-9]{1,6}")


def check(
    file: Annotated[Path | None, typer.Argument(metavar="FILE.visit", help="The visit.")] = None,
    as_json: AsJson = False,
    today: Today = None,
    codes: Annotated[
        bool, typer.Option("--codes", help="List what is checked, without a file.")
    ] = False,
) -> int:
    """List the problems of a plan; exit status 1 if there is an error.

    Example: visitplanner check spring.visit
    """
    from visitplanner.planning.checks import CODES, Severity
    from visitplanner.planning.checks import as_json as problems_json

    if codes:
        say(*(f"{code:32} {text}" for code, text in CODES.items()))
        return DONE
    if file is None:
        raise VisitPlannerError("Say which visit to check: visitplanner check FILE.visit.")
    day = the_day(today)
    problems = app.check(open_visit(file).dossier, day)
    if as_json:
        print_json(problems_json(problems))
    else:
        say(*map(_line, sorted(problems, key=lambda problem: problem.waived is not None)))
        say(_tally(problems))
    unwaived = any(p.severity is Severity.ERROR and p.waived is None for p in problems)
    return LOOK if unwaived else DONE


def _line(problem: Problem) -> str:
    """A problem and what to do about it; of one that was accepted, by whom and why."""
    if problem.waived is not None:
        by = f" ({problem.waived_by})" if problem.waived_by else ""
        return f"accepted {problem.severity.value}: {problem.message} → {problem.waived}{by}"
    fix = f" → {problem.fix}" if problem.fix else ""
    return f"{problem.severity.value}: {problem.message}{fix}"


def _tally(problems: Sequence[Problem]) -> str:
    left = Counter(problem.severity.value for problem in problems if problem.waived is None)
    kinds = (("error", "errors"), ("warning", "warnings"), ("note", "notes"))
    parts = [f"{n} {one if n == 1 else many}" for one, many in kinds if (n := left[one])]
    if accepted := len(problems) - left.total():
        parts.append(f"{accepted} accepted")
    return ", ".join(parts) + "." if parts else "No problems found."


def facts(file: VisitFile) -> int:
    """Print what follows from the plan, as JSON.

    Example: visitplanner facts spring.visit
    """
    from visitplanner.domain.facts import facts as figures

    print_json(figures(open_visit(file).dossier.visit))
    return DONE


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A visit, or FILE.visit@1.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="A visit, or FILE.visit@2.")],
    as_json: AsJson = False,
    page: Annotated[
        Path | None, typer.Option("--page", metavar="OUT.pdf", help="Write a page on it, too.")
    ] = None,
    force: Force = False,
) -> int:
    """List what differs between two visits, or two published versions of one.

    Exit status 1 if anything differs.

    Example: visitplanner diff spring.visit@1 spring.visit
    """
    from visitplanner.domain import diff as comparing

    before, after = _version_of(old), _version_of(new)
    changes = comparing.diff(before.visit, after.visit)
    if page:
        language = app.first_language(after.visit)
        app.write_output(page, lambda: app.compare(before, after, language), overwrite=force)
    if as_json:
        print_json(comparing.as_json(changes))
    else:
        say(*comparing.as_lines(changes))
    return LOOK if changes else DONE


def _version_of(text: str) -> Version:
    """A published version, or a plan as if it were the next one."""
    from visitplanner.domain.identity import told_apart
    from visitplanner.domain.versions import Version

    name, at, number = text.rpartition("@")
    # Path.exists raises for a name that no disk takes.
    if os.path.exists(text) or not (at and name.endswith(".visit")):  # noqa: PTH110
        dossier = open_visit(Path(text)).dossier
        visit = told_apart(dossier)
        return Version(number=dossier.last_number + 1, at=the_moment(None, visit), visit=visit)
    dossier = open_visit(Path(name)).dossier
    version = dossier.version(int(number)) if _VERSION.fullmatch(number) else None
    if version is None:
        known = ", ".join(str(v.number) for v in dossier.versions) or "none"
        raise VisitPlannerError(f"{name} has no version {number}: published are {known}.")
    return version
