"""Invitations by mail (iMIP, RFC 6047): the one way in which Outlook updates and removes events.

There is one message for each event and person. Its events have UIDs of their own
(`agenda.invitation_agenda`) and are revised like a calendar, of the kind `invitation`; what has not
changed since it was sent is not sent again. The organiser must be the mailbox that sends, or else
answers go astray. Whoever opens the file in a mail program should know that some rebuild a draft
and lose its calendar part; sure is only a message that is sent as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from html import escape

from visitplanner.domain.times import Moment
from visitplanner.domain.versions import CalendarEvent, SentEvent
from visitplanner.publishing.calendars.content import carried, is_over
from visitplanner.publishing.calendars.writer import Method, method_of, write_invitation
from visitplanner.publishing.mail import draft
from visitplanner.publishing.mail.address import Address
from visitplanner.publishing.phrasing import Phrasing, phrasing


def due(
    previous: Sequence[SentEvent], following: Sequence[SentEvent], now: datetime
) -> tuple[SentEvent, ...]:
    """The events that a person must hear of: those that were never sent, or have changed since.

    Args:
        previous: What was sent to them.
        following: What `revise` made of it.
        now: When, aware; nobody is invited to what is over.
    """
    known = {old.event.uid: old.sequence for old in previous}
    return tuple(
        sent
        for sent in following
        if known.get(sent.event.uid) != sent.sequence and not is_over(sent.event, now)
    )


def invitation(
    sent: SentEvent,
    organiser: Address,
    attendee: Address,
    language: str,
    *,
    unsent: bool = True,
) -> bytes:
    """The message that invites one person to one event, or takes the invitation back.

    The same event gives the same bytes: the message is dated as the event was last revised.

    Args:
        sent: The event; one that is cancelled is taken back.
        organiser: The mailbox that sends.
        attendee: Who is invited.
        language: The reader's.
        unsent: Whether a mail program is to open it as a draft; False for what is sent.

    Raises:
        PlanError: a time has no zone.
    """
    phrases, event, method = phrasing(language), carried(sent.event), method_of(sent)
    lines = _lines(event, phrases)
    ending = _ending(sent, method, phrases)
    return draft.invitation(
        organiser,
        attendee,
        _subject(sent, method, phrases),
        "\n".join((event.summary, "", *lines, "", ending)) + "\n",
        _html(event.summary, lines, ending, language),
        write_invitation(sent, organiser, attendee),
        method,
        sent.modified,
        f"{event.uid}/{sent.sequence}",
        unsent=unsent,
    )


def _subject(sent: SentEvent, method: Method, phrases: Phrasing) -> str:
    """`Invitation: Train to Valencia, Tue 7 Nov`; a cancelled event says so by itself."""
    event, t = sent.event, phrases.t
    start = event.start.wall.date() if isinstance(event.start, Moment) else event.start
    titled = f"{event.summary}, {phrases.day(start)}"
    if method == "CANCEL":
        return titled
    pattern = t.gettext("Changed: {title}") if sent.sequence else t.gettext("Invitation: {title}")
    return pattern.format(title=titled)


def _lines(event: CalendarEvent, phrases: Phrasing) -> list[str]:
    """When, where, and what else there is to know."""
    found = [when_in_words(event, phrases), event.location, *event.description.splitlines()]
    return [line for line in found if line]


def when_in_words(event: CalendarEvent, phrases: Phrasing) -> str:
    """`Tuesday 7 November 2017, 18:00–21:20 (CET)`; both zones where the ends have two."""
    start, end = event.start, event.end
    if not isinstance(start, Moment) or not isinstance(end, Moment):
        first = start.wall.date() if isinstance(start, Moment) else start
        last = (end.wall.date() if isinstance(end, Moment) else end) - timedelta(days=1)
        said = phrases.full_day(first)
        return said if last <= first else f"{said} – {phrases.full_day(last)}"
    day = phrases.full_day(start.wall.date())
    later = (end.wall.date() - start.wall.date()).days
    ending = phrases.clock(end.wall.time(), later)
    zones = phrases.zone(start), phrases.zone(end)
    if zones[0] == zones[1]:
        return f"{day}, {phrases.clock(start.wall.time())}–{ending} ({zones[0]})"
    return f"{day}, {phrases.clock(start.wall.time())} ({zones[0]}) – {ending} ({zones[1]})"


def _ending(sent: SentEvent, method: Method, phrases: Phrasing) -> str:
    t = phrases.t
    if method == "CANCEL":
        return t.gettext("It does not take place; your calendar takes it out.")
    if sent.sequence:
        return t.gettext("It has changed; your calendar shows it as it is now.")
    return t.gettext("Accept it, and your calendar keeps it up to date.")


def _html(title: str, lines: Sequence[str], ending: str, language: str) -> str:
    """The same as a page; every word of it is text."""
    body = "<br>\n".join(escape(line) for line in lines)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head><meta charset="utf-8">'
        f"<title>{escape(title)}</title></head>\n<body>\n"
        f"<p><strong>{escape(title)}</strong></p>\n<p>{body}</p>\n<p>{escape(ending)}</p>\n"
        "</body>\n</html>\n"
    )
