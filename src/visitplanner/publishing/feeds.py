"""The calendars of a version: what each recipient's shows now, and what it takes back."""

from __future__ import annotations

from dataclasses import dataclass

from visitplanner.domain import queries
from visitplanner.domain.index import index
from visitplanner.domain.people import Delegate
from visitplanner.domain.versions import SentCalendar, SentEvent
from visitplanner.domain.vocabulary import Status
from visitplanner.publishing.agenda import agenda, calendar_name
from visitplanner.publishing.calendars.events import when_of
from visitplanner.publishing.calendars.revision import revise
from visitplanner.publishing.editions import unmarked
from visitplanner.publishing.frame import Frame
from visitplanner.publishing.kinds import CALENDAR, SINGLE_EVENTS
from visitplanner.publishing.phrasing import phrasing
from visitplanner.publishing.recipients import Output


@dataclass(frozen=True)
class Feed:
    """One issue of a calendar.

    Attributes:
        name: What programs call it; the same for every issue.
        sent: Its events as they are sent, to be remembered for the next issue.
    """

    name: str
    sent: SentCalendar

    @property
    def events(self) -> tuple[SentEvent, ...]:
        """Its events in the order in which they begin."""
        return self.sent.events


def feed_of(frame: Frame, output: Output) -> Feed:
    """The calendar of a recipient; that of somebody who left takes back what it said."""

    def make() -> Feed:
        edition = unmarked(frame, output)
        wanted = () if has_left(frame, output) else agenda(edition)
        prefix = phrasing(output.language).t.gettext("CANCELLED: ")
        events = revise(sent_before(frame, output, CALENDAR), wanted, frame.at, prefix)
        sent = SentCalendar(recipient=output.recipient, language=output.language, events=events)
        return Feed(calendar_name(edition), sent)

    return frame.once(("feed", output.recipient.key, output.language), make)


def is_empty(frame: Frame, output: Output) -> bool:
    """Whether there is nothing to write to a calendar.

    Of somebody for whom something is planned the plan itself says so, which is quick.
    """
    visit = frame.dossier.visit
    person = index(visit).by_id.get(output.person or "")
    if isinstance(person, Delegate) and person.active:
        own = queries.programme_of(visit, person)
        if any(when_of(entry) and entry.status is not Status.IDEA for entry in own):
            return False
    return not feed_of(frame, output).events


def written(feed: Feed, output: Output) -> bytes:
    """A calendar as a file: one for all events, or for each event a file of its own."""
    if output.kind == SINGLE_EVENTS:
        from visitplanner.publishing.calendars.single import single_events

        return single_events(feed.name, feed.events)
    from visitplanner.publishing.calendars.writer import write_calendar

    return write_calendar(feed.name, feed.events)


def has_left(frame: Frame, output: Output) -> bool:
    """Whether a file is of a person who does not take part any more."""
    person = index(frame.dossier.visit).by_id.get(output.person or "")
    return output.person is not None and not getattr(person, "active", False)


def sent_before(frame: Frame, output: Output, kind: str) -> tuple[SentEvent, ...]:
    """Each event as its recipient last got it, in this language if that version had it in several.

    UIDs carry no language: somebody whose papers change language keeps their events.
    """
    found: dict[str, SentEvent] = {}
    for version in reversed(frame.dossier.versions):
        mine = [
            calendar
            for calendar in version.calendars
            if calendar.kind == kind and calendar.recipient.key == output.recipient.key
        ]
        for calendar in sorted(mine, key=lambda c: c.language != output.language):
            for sent in calendar.events:
                found.setdefault(sent.event.uid, sent)
    return tuple(found.values())
