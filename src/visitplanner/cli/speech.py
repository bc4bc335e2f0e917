"""How commands speak: exit statuses, shared options, lines and JSON on standard output."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from visitplanner import app

if TYPE_CHECKING:
    from visitplanner.storage.visitfile import Opened

DONE, LOOK, NOT_DONE = 0, 1, 2

VisitFile = Annotated[Path, typer.Argument(metavar="FILE.visit", help="The visit.")]
Force = Annotated[bool, typer.Option("--force", help="Overwrite files that exist.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


def say(*lines: str) -> None:
    """Print lines on standard output."""
    for line in lines:
        typer.echo(line)


def print_json(document: Any) -> None:
    """Print one JSON document on standard output."""
    typer.echo(json.dumps(document, ensure_ascii=False, indent=2))


def open_visit(path: Path) -> Opened:
    """Open a visit; what is special about its format is said once the command is done.

    Raises:
        FileProblem: it is not there, damaged, or beyond the limits.
    """
    opened = app.open_visit(path)
    if opened.notice:
        _notices[opened.notice] = None
    return opened


_notices: dict[str, None] = {}


def say_notices(*, done: bool) -> None:
    """Say what was special about files on standard error; a refusal has that to itself."""
    for notice in _notices if done else ():
        typer.echo(notice, err=True)
    _notices.clear()
