"""The command that accepts problems as they are: waive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from visitplanner import app
from visitplanner.cli.speech import DONE, Today, VisitFile, open_visit, say, the_day
from visitplanner.errors import VisitPlannerError

if TYPE_CHECKING:
    from visitplanner.planning.checks import Problem


def waive(
    file: VisitFile,
    code: Annotated[str, typer.Argument(metavar="CODE", help="As in check --json.")],
    subjects: Annotated[
        list[str] | None,
        typer.Argument(metavar="SUBJECT…", help="IDs, names or days that the problem is about."),
    ] = None,
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="Why it is all right.")
    ] = "",
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="Who says so.")] = "",
    again: Annotated[
        bool, typer.Option("--again", help="Let an accepted problem count again.")
    ] = False,
    today: Today = None,
) -> int:
    """Accept a problem as it is, with a reason; it is back when what it is about changes.

    Example: visitplanner waive spring.visit host-without-contact A19 --reason "At the door"
    """
    from visitplanner.domain import edits
    from visitplanner.planning.checks import waiver_for

    opened = open_visit(file)
    visit, day = opened.dossier.visit, the_day(today)
    meant = _meant(app.check(opened.dossier, day), code, subjects or [], waived=again)
    for problem in meant:
        if again:
            visit = edits.unwaive(visit, problem.code, problem.subjects, problem.inputs)
        else:
            visit = edits.waive(visit, waiver_for(problem, reason, name, day))
    app.save_visit(opened.dossier.with_visit(visit), opened.path, opened)
    said = "Counts again" if again else "Accepted"
    say(*(f"{said}: {problem.message}" for problem in meant), f"Wrote {opened.path}.")
    return DONE


def _meant(
    problems: tuple[Problem, ...], code: str, subjects: list[str], *, waived: bool
) -> list[Problem]:
    """The one problem of that code that is about all of these subjects.

    Several that are about the very same, such as both ends of a journey, are taken together:
    nothing that can be said would tell them apart.
    """
    kind = "accepted problem" if waived else "problem"
    about = f" about {', '.join(subjects)}" if subjects else ""
    found = [
        problem
        for problem in problems
        if problem.code == code
        and (problem.waived is not None) is waived
        and set(subjects) <= set(problem.subjects)
    ]
    if not found:
        raise VisitPlannerError(
            f"There is no {kind} “{code}”{about}: visitplanner check --json lists them all."
        )
    found = [one for one in found if set(one.subjects) == set(subjects)] or found
    if len({frozenset(problem.subjects) for problem in found}) > 1:
        raise VisitPlannerError(
            f"There are {len(found)} problems “{code}”{about}: name more of what one is about,"
            f" such as {', '.join(found[0].subjects[:3])}."
        )
    return found
