"""The command missing: how complete a plan is, and whom to ask for what it lacks."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from visitplanner import app
from visitplanner.cli.speech import (
    DONE,
    AsJson,
    Force,
    Today,
    VisitFile,
    open_visit,
    print_json,
    say,
    the_day,
)
from visitplanner.i18n import available_languages


def missing(
    file: VisitFile,
    as_json: AsJson = False,
    today: Today = None,
    language: Annotated[
        str,
        typer.Option(
            "--lang", metavar="LANGUAGE", help=f"Of the text: {', '.join(available_languages())}."
        ),
    ] = "en",
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="TASKS.csv", help="Write tasks: .csv or .xlsx."),
    ] = None,
    add: Annotated[
        bool, typer.Option("--add", help="Add the tasks to those of the visit.")
    ] = False,
    force: Force = False,
) -> int:
    """Say how complete a plan is, by day and by paper; what is missing; and who can answer it.

    Example: visitplanner missing spring.visit -o to-ask.xlsx
    """
    from visitplanner.planning.completeness import add_missing_tasks, as_tasks, completeness, text

    day = the_day(today)
    if output is not None:
        app.refuse_foreign_list(output)
        app.refuse_replacing(file, output)
        app.refuse_existing(output, overwrite=force)
    opened = open_visit(file)
    visit = opened.dossier.visit
    found = completeness(visit, day, language)
    after = add_missing_tasks(visit, found) if add else visit
    if after is not visit:
        app.save_visit(opened.dossier.with_visit(after), opened.path, opened)
    if output is not None:
        app.export_tasks(as_tasks(found), output, overwrite=force)
    added = len(after.tasks) - len(visit.tasks)
    if as_json:
        print_json(found.as_json() | {"added": added})
        return DONE
    say(text(found, language))
    if add:
        tasks = "1 task" if added == 1 else f"{added} tasks"
        say(f"Added {tasks} to {opened.path}." if added else f"{opened.path} has all of them.")
    if output is not None:
        say(f"Wrote {output}.")
    return DONE
