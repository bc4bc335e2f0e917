"""How commands speak: exit statuses, shared options, lines and JSON on standard output."""

from __future__ import annotations

import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from visitplanner import app
from visitplanner.errors import VisitPlannerError, undisguised

if TYPE_CHECKING:
    from visitplanner.domain.visit import Visit
    from visitplanner.storage.visitfile import Opened

DONE, LOOK, NOT_DONE = 0, 1, 2

VisitFile = Annotated[Path, typer.Argument(metavar="FILE.visit", help="The visit.")]
Force = Annotated[bool, typer.Option("--force", help="Overwrite files that exist.")]
Today = Annotated[str | None, typer.Option("--today", metavar="DATE", help="Judge as on this day.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


def say(*lines: str) -> None:
    """Print lines on standard output."""
    for line in lines:
        typer.echo(undisguised(line))


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


def password_of(account: str) -> str:
    """The password of an account: from the keychain of the computer, else asked for.

    Raises:
        VisitPlannerError: it is not known, and nobody is there to be asked.
    """
    from visitplanner.delivery.passwords import Passwords

    known = Passwords().of(account)
    if known is not None:
        return known
    if not sys.stdin.isatty():
        raise VisitPlannerError("The keychain has no password for that user: run it in a terminal.")
    return str(typer.prompt("Password", hide_input=True, err=True))


def the_day(text: str | None) -> date:
    """The day that was typed, or that of the user.

    Raises:
        VisitPlannerError: it is no date.
    """
    if text is None:
        return date.today()  # noqa: DTZ011 - the user's own day
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise VisitPlannerError(f"“{text}” is not a date: write it as 2017-11-05.") from wrong


NOW_HELP: Final = "such as 2017-10-20T10:00; without an offset on the clock of the first stop."
"""What holds for a moment that is typed (`the_moment`)."""


def moment_said(moment: datetime, visit: Visit) -> str:
    """A moment on the clock of the first stop, as papers say it: `2017-10-20 10:00 CEST`."""
    from visitplanner.domain.times import at, zone_info, zone_label

    zone = _first_zone(visit)
    there = moment.astimezone(zone_info(zone))
    label = zone_label(at(there.date(), there.time(), zone, 1 if there.fold else 0))
    return f"{there:%Y-%m-%d %H:%M} {label}"


def _first_zone(visit: Visit) -> str:
    from visitplanner.domain.queries import stays

    return next((stop.zone for stop in stays(visit) if stop.zone), "UTC")


def the_moment(text: str | None, visit: Visit) -> datetime:
    """The moment that was typed, or the present; without offset on the clock of the first stop.

    Raises:
        VisitPlannerError: it is no moment, or in a year that no plan has.
    """
    from visitplanner.domain.base import FIRST_YEAR, LAST_YEAR
    from visitplanner.domain.times import zone_info

    if text is None:
        return datetime.now().astimezone()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as wrong:
        raise VisitPlannerError(
            f"“{text}” is not a moment: write it as 2017-10-20T10:00."
        ) from wrong
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise VisitPlannerError(
            f"“{text}” is not between the years {FIRST_YEAR} and {LAST_YEAR}: check the year."
        )
    return moment if moment.tzinfo else moment.replace(tzinfo=zone_info(_first_zone(visit)))


_notices: dict[str, None] = {}


def say_notices(*, done: bool) -> None:
    """Say what was special about files on standard error; a refusal has that to itself."""
    for notice in _notices if done else ():
        typer.echo(undisguised(notice), err=True)
    _notices.clear()
