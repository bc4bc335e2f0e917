"""Calendars of a published version on a server that keeps them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from visitplanner.app.outgoing import note
from visitplanner.domain.versions import (
    Channel,
    Delivery,
    Dossier,
    Recipient,
    SentCalendar,
    SentEvent,
    Version,
)
from visitplanner.errors import FileProblem, VisitPlannerError

if TYPE_CHECKING:
    from pathlib import Path

    from visitplanner.delivery.caldav_server import CalendarServer
    from visitplanner.delivery.caldav_target import Progress, Report
    from visitplanner.publishing.frame import Frame
    from visitplanner.publishing.recipients import Request
    from visitplanner.storage.visitfile import Opened

_CANCELLED = "CANCELLED"


@dataclass(frozen=True)
class PublishedCalendar:
    """The calendar that somebody got last.

    Attributes:
        recipient: Whose it is.
        version: The number of the version that it is of.
        name: What it is called.
        language: The tag of its language.
        events: All that were ever in it, those that are cancelled as such.
        key: By what a server's copy is known again.
        paths: The files of that version with it.
    """

    recipient: Recipient
    version: int
    name: str
    language: str
    events: tuple[SentEvent, ...]
    key: str
    paths: tuple[str, ...]


def published_calendars(opened: Opened, request: Request) -> tuple[PublishedCalendar, ...]:
    """The calendars that recipients got last, if they are still right.

    Args:
        opened: The visit file.
        request: For whom, as in `publish`; its kinds and languages do not matter.

    Raises:
        VisitPlannerError: nothing was published for them, or their calendar has changed since.
    """
    from visitplanner.publishing.kinds import CALENDAR
    from visitplanner.publishing.recipients import outputs
    from visitplanner.publishing.release import frame_of

    dossier = opened.dossier
    if dossier.latest is None:
        raise VisitPlannerError("Nothing was published yet: publish first, then fill the server.")
    frame = frame_of(dossier, request.now)
    if frame.is_new:
        raise VisitPlannerError("The plan has changed since it was published: publish it first.")
    dossier = frame.dossier
    wanted = outputs(dossier, replace(request, kinds=(CALENDAR,), languages=()), [])
    languages = {output.recipient: output.language for output in wanted}
    found = tuple(
        _current(frame, version, calendar)
        for recipient, language in languages.items()
        for version, calendar in _last(dossier, recipient, language)
    )
    if not found:
        raise VisitPlannerError("No calendar was published for them yet: publish it first.")
    return found


def update_calendar_server(
    opened: Opened,
    calendar: PublishedCalendar,
    server: CalendarServer,
    password: str,
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
    authority: Path | None = None,
) -> tuple[Opened, Report]:
    """Make a server show a published calendar, and note in the visit file what became of it.

    Cancelled events are removed there. A run that was stopped is finished by the next.

    Args:
        opened: The visit file.
        calendar: Which; see `published_calendars`.
        server: Where.
        password: Of its user.
        dry_run: Change and note nothing; say what would be.
        progress: Is told how many of how many changes are made; says whether to go on.
        authority: A file of certificates that count; None: what the system trusts.

    Raises:
        DeliveryProblem: the server cannot be used; nothing was changed.
        FileProblem: the visit file cannot be written; the server may have been changed.
    """
    from visitplanner.delivery.caldav_target import publish_calendar
    from visitplanner.publishing.calendars.writer import write_calendar

    if opened.read_only and not dry_run:
        raise FileProblem(f"{opened.path} is open for reading only: update the program first.")
    live = [sent for sent in calendar.events if sent.event.status != _CANCELLED]
    report = publish_calendar(
        server,
        password,
        calendar.key,
        calendar.name,
        [(sent.event.uid, write_calendar(None, [sent])) for sent in live],
        [sent.event.uid for sent in calendar.events if sent.event.status == _CANCELLED],
        dry_run=dry_run,
        progress=progress,
        authority=authority,
    )
    if dry_run or not _is_news(opened.dossier, calendar, report):
        return opened, report
    delivery = Delivery(
        recipient=calendar.recipient,
        channel=Channel.CALENDAR_SERVER,
        at=datetime.now(UTC),
        address=report.url,
        paths=calendar.paths,
        failed=report.stopped,
    )
    return note(opened, calendar.version, [delivery]), report


def _last(
    dossier: Dossier, recipient: Recipient, language: str
) -> Iterator[tuple[Version, SentCalendar]]:
    """The calendar that somebody got last, in their own language if they got it in several."""
    from visitplanner.publishing.kinds import CALENDAR

    for version in reversed(dossier.versions):
        theirs = [
            calendar
            for calendar in version.calendars
            if calendar.kind == CALENDAR and calendar.recipient.key == recipient.key
        ]
        if theirs:
            yield version, min(theirs, key=lambda one: one.language != language)
            return


def _current(frame: Frame, version: Version, calendar: SentCalendar) -> PublishedCalendar:
    """A calendar that was sent.

    Raises:
        VisitPlannerError: it would be another today, for only others got the versions since.
    """
    from visitplanner.publishing.feeds import feed_of
    from visitplanner.publishing.kinds import CALENDAR
    from visitplanner.publishing.recipients import Output

    who, language = calendar.recipient, calendar.language
    feed = feed_of(frame, Output(who, CALENDAR, language))
    if set(feed.events) != set(calendar.events):
        raise VisitPlannerError(
            f"The calendar “{feed.name}” for {who.audience.value} has changed since version"
            f" {version.number}, the last they got: publish it for them first."
        )
    return PublishedCalendar(
        recipient=who,
        version=version.number,
        name=feed.name,
        language=language,
        events=calendar.events,
        key="/".join((frame.dossier.visit.namespace, *filter(None, who.key))),
        paths=tuple(
            file.path
            for file in version.files
            if (file.recipient.key, file.kind, file.language) == (who.key, CALENDAR, language)
        ),
    )


def _is_news(dossier: Dossier, calendar: PublishedCalendar, report: Report) -> bool:
    """Whether this says more than what is noted already."""
    version = dossier.version(calendar.version)
    noted = [
        one
        for one in (version.deliveries if version else ())
        if one.channel is Channel.CALENDAR_SERVER
        and one.recipient.key == calendar.recipient.key
        and one.address == report.url
    ]
    return bool(report.changes or report.stopped) or not noted or bool(noted[-1].failed)
