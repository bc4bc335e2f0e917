"""The command that brings calendars on a server up to date: calendar-server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from visitplanner import app
from visitplanner.cli.publishing import Audiences, People, audience_named
from visitplanner.cli.speech import (
    DONE,
    LOOK,
    VisitFile,
    open_visit,
    password_of,
    say,
    the_moment,
)
from visitplanner.errors import VisitPlannerError

if TYPE_CHECKING:
    from visitplanner.delivery.caldav_target import Report


def calendar_server(
    file: VisitFile,
    url: Annotated[str, typer.Option("--url", metavar="URL", help="The calendar server.")] = "",
    user: Annotated[str, typer.Option("--user", metavar="NAME", help="Who logs in there.")] = "",
    audiences: Audiences = None,
    people: People = None,
    yes: Annotated[bool, typer.Option("--yes", help="Change what is listed.")] = False,
    now: Annotated[str | None, typer.Option("--now", metavar="DATETIME", hidden=True)] = None,
) -> int:
    """Bring calendars on a server up to date; without --yes only list what would change.

    Each calendar published last for those named gets one of its own on the server, in which events
    are added, changed and removed; other calendars, and events of others, are left alone. The
    connection is always encrypted. The password is taken from the keychain of the computer, or
    asked for. An interrupted run goes on where it stopped.

    Example: visitplanner calendar-server spring.visit --url https://dav.example.org/ --user olga
    --for staff --yes
    """
    from visitplanner.delivery.caldav_server import CalendarServer
    from visitplanner.publishing.recipients import Request

    if not url:
        raise VisitPlannerError("Say which calendar server: --url https://dav.example.org/.")
    if not audiences and not people:
        raise VisitPlannerError("Say whose calendar: --for AUDIENCE, or --person ID.")
    server = CalendarServer(url, user)
    opened = open_visit(file)
    request = Request(
        now=the_moment(now, opened.dossier.visit),
        audiences=tuple(map(audience_named, audiences or ())),
        people=tuple(people or ()),
    )
    calendars = app.published_calendars(opened, request)
    password = password_of(server.account) if user else ""
    due = []
    for calendar in calendars:
        opened, report = app.update_calendar_server(
            opened, calendar, server, password, dry_run=True
        )
        _list(calendar, report)
        due += [calendar] if report.changes else []
    if not yes and due:
        say("To change that on the server say --yes.")
        return LOOK
    status = DONE
    for calendar in calendars if yes else ():
        opened, report = app.update_calendar_server(opened, calendar, server, password)
        status = max(status, _tell(calendar, report))
    return status


def _list(calendar: app.PublishedCalendar, report: Report) -> None:
    """Say what is to be done."""
    about = "new" if report.is_new else f"{len(report.changes)} changes"
    say(f"{calendar.name} ({calendar.recipient.audience.value}), {about}: {report.url}")
    say(*(f"  {row.fate.value}: {row.title}" for row in report.changes))


def _tell(calendar: app.PublishedCalendar, report: Report) -> int:
    """Say what was done."""
    done = f"{calendar.name}: {len(report.changes)} changed"
    if not report.stopped:
        say(f"{done}, version {calendar.version} is there.")
        return DONE
    say(f"{done}. Stopped: {report.stopped} {report.left} are left; run it again to go on.")
    return LOOK
