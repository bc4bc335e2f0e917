"""Journeys between cities as tickets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visitplanner.domain.programme import Journey
from visitplanner.domain.times import Moment
from visitplanner.publishing.agenda import service
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.draft import watch_shift
from visitplanner.publishing.documents.chapters.marking import label_of, note_of
from visitplanner.publishing.documents.chapters.people import party_line
from visitplanner.publishing.documents.chapters.rides import (
    SHORT_NOTE,
    company,
    days_later,
    long_notes,
    to_place,
    wheelchair_spaces,
)
from visitplanner.publishing.documents.chapters.text import dotted, filled, joined, listed
from visitplanner.publishing.documents.chapters.words import MODE_ICONS, capital, status_word

if TYPE_CHECKING:
    from visitplanner.publishing.documents.chapters.draft import Draft


def ticket(draft: Draft, journey: Journey, *, in_day: bool) -> model.Ticket:
    """A journey between cities.

    Args:
        draft: The paper.
        journey: The journey.
        in_day: On a day page, with its times at the left edge; else in a list, with its date.
    """
    phrases = draft.phrases
    shown = bool(in_day and journey.depart)
    return model.Ticket(
        booking=_booking(draft, journey),
        depart=_end(draft, journey.departs, phrases.clock(journey.depart), journey.origin),
        arrive=_end(draft, journey.arrives, _arrival(draft, journey), journey.destination),
        title=_ticket_title(draft, journey, in_day=in_day),
        icon=MODE_ICONS.get(journey.mode),
        date="" if in_day or not journey.depart_day else capital(phrases.day(journey.depart_day)),
        aside=_aside(draft, journey),
        length=_length(draft, journey),
        facts=_facts(draft, journey),
        time=phrases.clock(journey.depart) if shown else "",
        until=phrases.to(journey.arrive, days_later(journey)) if shown else "",
        changed=label_of(draft, journey.id),
    )


def ticket_notes(journey: Journey) -> tuple[model.Block, ...]:
    """Notes that are too long to stand on a ticket."""
    return tuple(model.Paragraph(text) for text in long_notes(journey))


def _booking(draft: Draft, journey: Journey) -> model.Booking:
    if journey.status.tentative:
        return model.Booking.NOT_BOOKED
    whole = journey.id in draft.edition.everybody
    return model.Booking.WHOLE_GROUP if whole else model.Booking.PART


def _arrival(draft: Draft, journey: Journey) -> str:
    later = days_later(journey)
    time = draft.phrases.clock(journey.arrive)
    return f"{time} +{later}" if time and later else time


def _end(draft: Draft, moment: Moment | None, time: str, place: str) -> model.TicketEnd:
    zone = draft.phrases.zone(moment) if moment and draft.crosses_zones else ""
    return model.TicketEnd(time, place, zone)


def _ticket_title(draft: Draft, journey: Journey, *, in_day: bool) -> str:
    """On a day page where it goes and who carries; in a list who carries, if that is known."""
    carrier = service(journey)
    if not in_day and carrier:
        return carrier
    return dotted(to_place(draft, journey, city=True), carrier)


def _aside(draft: Draft, journey: Journey) -> str:
    """How sure it is, who travels, and the wheelchair spaces."""
    status = status_word(draft, journey.status)
    if draft.edition.personal:
        return dotted(status, company(draft, journey))
    if journey.id in draft.edition.everybody:
        people = draft.phrases.people(draft.edition.counts.get(journey.id, 0))
    else:
        people = party_line(draft, journey)
    return dotted(status, listed(people, wheelchair_spaces(draft, journey)))


def _length(draft: Draft, journey: Journey) -> str:
    minutes = journey.minutes
    known = minutes is not None and minutes > 0
    return dotted(
        draft.phrases.length(minutes) if known and minutes else "",
        watch_words(draft, watch_shift(journey)),
    )


def watch_words(draft: Draft, shift: int) -> str:
    """`set your watch one hour on`; nothing where the clock stays.

    Args:
        draft: The paper.
        shift: Minutes to set the watch on; negative: back.
    """
    t = draft.t
    if not shift:
        return ""
    if abs(shift) == 60:
        on = t.gettext("set your watch one hour on")
        return on if shift > 0 else t.gettext("set your watch one hour back")
    on = t.gettext("set your watch {length} on")
    pattern = on if shift > 0 else t.gettext("set your watch {length} back")
    return pattern.format(length=draft.phrases.length(shift))


def _facts(draft: Draft, journey: Journey) -> tuple[model.Text, ...]:
    """Short lines under a ticket: where to meet, last call, booking, a short note."""
    t, clock = draft.t, draft.phrases.clock
    facts: list[model.Text] = [_meet(draft, journey)]
    if journey.cut_off:
        facts.append(filled(t.gettext("Last call {time}"), time=clock(journey.cut_off)))
    if journey.booking_reference:
        reference = journey.booking_reference
        facts.append(filled(t.gettext("Booking {reference}"), reference=reference))
    if 0 < len(journey.notes) <= SHORT_NOTE:
        facts.append(journey.notes)
    if draft.team and journey.contact:
        facts.append(t.gettext("Contact: {name}").format(name=journey.contact))
    facts.append(note_of(draft, journey.id))
    return tuple(fact for fact in facts if fact)


def _meet(draft: Draft, journey: Journey) -> model.Text:
    time = draft.phrases.clock(journey.meeting_time)
    if not time:
        point = journey.meeting_point
        return filled(draft.t.gettext("Meet: {place}"), place=point) if point else ()
    meet = filled(draft.t.gettext("Meet {time}"), time=time)
    return joined((meet, journey.meeting_point))
