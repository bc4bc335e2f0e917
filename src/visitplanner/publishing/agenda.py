"""The calendar of an edition: one event for each timed row that concerns its reader.

The events say what the papers of the same edition say, since both are drawn from it. Nothing here
depends on the version, so an event that did not change is written the same for ever.

Travellers, the team and the public have the items and journeys that they may see; a person has
their own. What those who receive, lodge, feed and drive the group have stands in
`calendars.bodies`.
"""

from __future__ import annotations

from visitplanner.domain import queries
from visitplanner.domain.privacy import Audience
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.versions import CalendarEvent
from visitplanner.publishing.calendars.bodies import BODIES, body_events
from visitplanner.publishing.calendars.events import (
    QUIET,
    Calendar,
    booking,
    item_title,
    journey_title,
    kind_of,
    last_call,
    marked,
    meeting,
    route,
    when_of,
)
from visitplanner.publishing.edition import Edition

__all__ = [
    "agenda",
    "calendar_name",
    "invitation_agenda",
    "journey_title",
    "recorded_agenda",
    "service",
]


def calendar_name(edition: Edition) -> str:
    """What the reader's program calls the calendar; the same for every version."""
    title = edition.visit.title or edition.visit.code
    whose = edition.person.name if edition.person else edition.known_as or edition.body
    return f"{title} – {whose}" if whose else title


def agenda(edition: Edition) -> tuple[CalendarEvent, ...]:
    """The events of an edition in the order of the programme.

    Entries without a day or in a zone that nobody knows have no event.
    """
    return tuple(event for _, event in recorded_agenda(edition))


def invitation_agenda(edition: Edition) -> tuple[CalendarEvent, ...]:
    """The events to which the person of an edition can be invited by mail.

    They are those of their calendar under UIDs of their own: an invitation must never be taken for
    an event that somebody imported, whose text another file may change. Nobody else is invited.
    """
    return tuple(event for _, event in recorded_agenda(edition, invited=True))


def recorded_agenda(
    edition: Edition, *, invited: bool = False
) -> tuple[tuple[str, CalendarEvent], ...]:
    """The events of an edition, each with the internal id of the record that it is about.

    A hotel's arrivals and stays are about a journey and about the visit.

    Args:
        edition: What the reader may see.
        invited: The events are those of `invitation_agenda`.
    """
    calendar = Calendar(edition, invited=invited)
    if invited and not edition.person:
        return ()
    if edition.audience in BODIES:
        return tuple(body_events(calendar))
    events = ((row.id, _event(calendar, row)) for row in edition.programme)
    return tuple((record_id, event) for record_id, event in events if event is not None)


def _event(calendar: Calendar, entry: queries.Entry) -> CalendarEvent | None:
    when = when_of(entry)
    if when is None:
        return None
    if isinstance(entry, Journey):
        name, city, lines = entry.origin, "", _journey_lines(calendar, entry)
    else:
        name, city, lines = entry.place, entry.city, _item_lines(calendar, entry)
    place = calendar.place(name)
    return CalendarEvent(
        uid=calendar.uid(entry.id, when),
        summary=_summary(calendar, entry),
        start=when[0],
        end=when[1],
        status="TENTATIVE" if entry.status.tentative else "CONFIRMED",
        busy=not (isinstance(entry, Item) and (entry.optional or entry.kind in QUIET)),
        location=calendar.location(name, city),
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        description=calendar.described(lines),
        categories=calendar.categories(kind_of(entry)),
    )


def service(journey: Journey) -> str:
    """Who carries and under which number: `Renfe Euromed`."""
    return " ".join(part for part in (journey.carrier, journey.number) if part)


def _summary(calendar: Calendar, entry: queries.Entry) -> str:
    phrases = calendar.phrases
    if isinstance(entry, Journey):
        carrier = service(entry)
        title = journey_title(entry, phrases) + (f", {carrier}" if carrier else "")
        return marked(title, entry, phrases)
    title = item_title(entry, phrases)
    told = calendar.edition.audience is not Audience.PUBLIC
    if entry.optional and told and not entry.status.tentative:
        return phrases.t.gettext("{title} (optional)").format(title=title)
    return marked(title, entry, phrases)


def _item_lines(calendar: Calendar, item: Item) -> tuple[str, ...]:
    phrases, t = calendar.phrases, calendar.phrases.t
    led_by = ", ".join(part for part in (item.host_contact, item.host_organisation) if part)
    language = phrases.language_name(item.language) if item.language else ""
    place = calendar.place(item.place)
    return (
        t.gettext("Led by {name}").format(name=led_by) if led_by else "",
        t.gettext("Language: {language}").format(language=language) if language else "",
        t.gettext("Prepare: {text}").format(text=item.prepare) if item.prepare else "",
        item.notes,
        place.phone if place else "",
    )


def _journey_lines(calendar: Calendar, journey: Journey) -> tuple[str, ...]:
    phrases = calendar.phrases
    return (
        route(journey, phrases),
        meeting(journey, phrases),
        last_call(journey, phrases),
        booking(journey.booking_reference if calendar.edition.personal else "", phrases),
        journey.notes,
    )
