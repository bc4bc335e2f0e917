"""The command line: the same services as the window, for scripts and for people in a hurry.

Exit status: 0 done; 1 done, and there is something to look at; 2 not done, with one line on
standard error that says what, where and what to do.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from visitplanner import __version__
from visitplanner.cli import (
    accepting,
    asking,
    calendar_server,
    changing,
    looking,
    outgoing,
    plans,
    publishing,
)
from visitplanner.cli.speech import DONE, NOT_DONE, say_notices
from visitplanner.errors import FileExists, VisitPlannerError, undisguised

cli = typer.Typer(
    name="visitplanner",
    help="Plan a delegation's visit once; every paper and calendar follows from it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
)


def run_cli(argv: list[str]) -> int:
    """Run one command and return its exit status; errors become one line, never a traceback."""
    _speak_utf8()
    status = NOT_DONE
    try:
        status = _run(argv)
    finally:
        say_notices(done=status != NOT_DONE)
    return status


def _run(argv: list[str]) -> int:
    try:
        result = cli(args=argv, standalone_mode=False)
    except FileExists as problem:
        return _refused(f"{str(problem).removesuffix('.')}, or say --force.")
    except VisitPlannerError as problem:
        return _refused(str(problem))
    except (typer.Exit, SystemExit) as leaving:
        return int(getattr(leaving, "exit_code", None) or getattr(leaving, "code", None) or 0)
    except typer.Abort:
        return _refused("Stopped.")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as unexpected:
        message = getattr(unexpected, "format_message", None)
        if message:  # a usage error of the command line itself
            return _refused(f"{message()} Try --help.")
        if os.environ.get("VISITPLANNER_DEBUG"):
            raise
        kind = type(unexpected).__name__
        return _refused(f"Something went wrong inside the program ({kind}: {unexpected}).")
    return result if isinstance(result, int) else DONE


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")


def _refused(sentence: str) -> int:
    typer.echo(undisguised(" ".join(sentence.split())), err=True)
    return NOT_DONE


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"Visit Planner {__version__}")
        raise typer.Exit


@cli.callback()
def _about(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Plan a delegation's visit once; every paper and calendar follows from it.

    A first word that is no command is a file to open in the window: visitplanner spring.visit
    """


cli.command("import")(plans.import_)
cli.command()(plans.export)
cli.command()(plans.template)
cli.command()(looking.check)
cli.command()(asking.missing)
cli.command()(looking.facts)
cli.command()(looking.diff)
cli.command()(accepting.waive)
cli.command()(changing.delay)
cli.command()(changing.split)
cli.command()(changing.rotate)
cli.command("plan-b")(changing.plan_b)
cli.command()(publishing.publish)
cli.command()(outgoing.versions)
cli.command()(outgoing.send)
cli.command("calendar-server")(calendar_server.calendar_server)
cli.command()(publishing.demo)
