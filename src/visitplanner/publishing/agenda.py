"""The calendar of an edition: one event for each timed item and journey that its reader sees.

The events say what the papers of the same edition say, since both are drawn from it. Nothing here
depends on the version, so an event that did not change is written the same for ever.
"""

from __future__ import annotations

from datetime import date, timedelta

from visitplanner.domain import queries
from visitplanner.domain.labels import JOURNEY_TITLES, KIND_LABELS
from visitplanner.domain.privacy import Audience
from visitplanner.domain.programme import Item, Journey, Place
from visitplanner.domain.times import Moment, minutes_between
from visitplanner.domain.versions import CalendarEvent
from visitplanner.domain.vocabulary import ItemKind
from visitplanner.i18n import N_
from visitplanner.publishing.calendars.uids import item_uid, personal_uid
from visitplanner.publishing.edition import Edition
from visitplanner.publishing.phrasing import Phrasing, phrasing

_QUIET = frozenset({ItemKind.FREE_TIME, ItemKind.NOTE})


def calendar_name(edition: Edition) -> str:
    """What the reader's program calls the calendar; the same for every version."""
    title = edition.visit.title or edition.visit.code
    return f"{title} – {edition.person.name}" if edition.person else title


def agenda(edition: Edition) -> tuple[CalendarEvent, ...]:
    """The events of an edition in the order of the programme.

    A personal edition has its person's own entries, under UIDs of their own; entries without a
    day or in a zone that nobody knows have no event.
    """
    if edition.person:
        rows = queries.programme_of(edition.visit, edition.person)
    else:
        rows = queries.entries(edition.visit)
    events = (_event(edition, row) for row in rows)
    return tuple(event for event in events if event is not None)


def _event(edition: Edition, entry: queries.Entry) -> CalendarEvent | None:
    when = _when(entry)
    if when is None:
        return None
    phrases = phrasing(edition.language)
    place = _place(edition, entry)
    return CalendarEvent(
        uid=_uid(edition, entry, whole_day=not isinstance(when[0], Moment)),
        summary=_summary(edition, entry, phrases),
        start=when[0],
        end=when[1],
        status="TENTATIVE" if entry.status.tentative else "CONFIRMED",
        busy=not (isinstance(entry, Item) and (entry.optional or entry.kind in _QUIET)),
        location=_location(entry, place),
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        description="\n".join(line for line in _lines(edition, entry, place, phrases) if line),
        categories=_categories(edition, entry, phrases),
    )


def _when(entry: queries.Entry) -> tuple[Moment, Moment] | tuple[date, date] | None:
    start, end = queries.entry_start(entry), queries.entry_end(entry)
    if start is None:
        if isinstance(entry, Item) and entry.day and entry.start is None:
            return entry.day, entry.day + timedelta(days=1 + entry.end_day)
        return None
    if end is None or minutes_between(start, end) < 0:
        return start, start
    return start, end


def _uid(edition: Edition, entry: queries.Entry, *, whole_day: bool) -> str:
    namespace = edition.visit.namespace
    if edition.person:
        return personal_uid(namespace, entry.id, edition.person.id, whole_day=whole_day)
    if edition.audience is Audience.DELEGATE:
        return item_uid(namespace, entry.id, whole_day=whole_day)
    # Somebody who has two of the calendars must not see one overwrite the other.
    return personal_uid(namespace, entry.id, edition.audience.value, whole_day=whole_day)


def journey_title(journey: Journey, phrases: Phrasing) -> str:
    """What a journey is called: `Train to Valencia Joaquín Sorolla`."""
    pattern = phrases.t.gettext(JOURNEY_TITLES[journey.mode])
    return pattern.format(place=journey.destination) if journey.destination else journey.code


def service(journey: Journey) -> str:
    """Who carries and under which number: `Renfe Euromed`."""
    return " ".join(part for part in (journey.carrier, journey.number) if part)


def _summary(edition: Edition, entry: queries.Entry, phrases: Phrasing) -> str:
    if isinstance(entry, Journey):
        carrier = service(entry)
        title = journey_title(entry, phrases) + (f", {carrier}" if carrier else "")
    else:
        title = entry.title or phrases.t.gettext(KIND_LABELS[entry.kind])
    if entry.status.tentative:
        title = phrases.t.gettext("{title} (to be confirmed)").format(title=title)
    elif isinstance(entry, Item) and entry.optional and edition.audience is not Audience.PUBLIC:
        title = phrases.t.gettext("{title} (optional)").format(title=title)
    return title


def _place(edition: Edition, entry: queries.Entry) -> Place | None:
    return edition.index.place(entry.origin if isinstance(entry, Journey) else entry.place)


def _location(entry: queries.Entry, place: Place | None) -> str:
    name = entry.origin if isinstance(entry, Journey) else entry.place
    if isinstance(entry, Item) and not name:
        return entry.city
    address = " ".join(place.address.split()) if place else ""
    return ", ".join(part for part in (name, address) if part)


def _lines(
    edition: Edition, entry: queries.Entry, place: Place | None, phrases: Phrasing
) -> tuple[str, ...]:
    if isinstance(entry, Journey):
        return _journey_lines(edition, entry, phrases)
    t = phrases.t
    led_by = ", ".join(part for part in (entry.host_contact, entry.host_organisation) if part)
    language = phrases.language_name(entry.language) if entry.language else ""
    return (
        t.gettext("Led by {name}").format(name=led_by) if led_by else "",
        t.gettext("Language: {language}").format(language=language) if language else "",
        t.gettext("Prepare: {text}").format(text=entry.prepare) if entry.prepare else "",
        entry.notes,
        place.phone if place else "",
    )


def _journey_lines(edition: Edition, journey: Journey, phrases: Phrasing) -> tuple[str, ...]:
    t = phrases.t
    meet = " · ".join(p for p in (phrases.clock(journey.meeting_time), journey.meeting_point) if p)
    own = edition.personal and journey.booking_reference
    return (
        _route(journey, phrases),
        t.gettext("Meet: {where}").format(where=meet) if meet else "",
        t.gettext("Last call: {time}").format(time=phrases.clock(journey.cut_off))
        if journey.cut_off
        else "",
        t.gettext("Booking: {reference}").format(reference=own) if own else "",
        journey.notes,
    )


def _route(journey: Journey, phrases: Phrasing) -> str:
    """Both ends on their own clocks: `14:10 Las Palmas (WET) → 18:15 Barcelona (CET), 3 h 05`."""
    ends = [
        _end(journey.departs, journey.origin, phrases),
        _end(journey.arrives, journey.destination, phrases),
    ]
    length = journey.minutes
    route = " → ".join(end for end in ends if end)
    return f"{route}, {phrases.length(length)}" if length is not None and length > 0 else route


def _end(moment: Moment | None, name: str, phrases: Phrasing) -> str:
    if moment is None:
        return name
    return f"{phrases.clock(moment.wall.time())} {name} ({phrases.zone(moment)})"


def _categories(edition: Edition, entry: queries.Entry, phrases: Phrasing) -> tuple[str, ...]:
    kind = N_("Travel") if isinstance(entry, Journey) else KIND_LABELS[entry.kind]
    return tuple(part for part in (edition.visit.code, phrases.t.gettext(kind)) if part)
