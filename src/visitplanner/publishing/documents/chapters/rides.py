"""Journeys: transfers as pale lines, legs as tickets, and a group's own rides inside its item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visitplanner.domain.base import same_name
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.queries import attendees, city_at
from visitplanner.domain.times import Moment
from visitplanner.publishing.agenda import MODE_LABELS as MODE_TO
from visitplanner.publishing.agenda import service
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.draft import watch_shift
from visitplanner.publishing.documents.chapters.people import party, party_line
from visitplanner.publishing.documents.chapters.text import (
    dotted,
    filled,
    joined,
    labelled,
    listed,
    paragraphs,
)
from visitplanner.publishing.documents.chapters.words import (
    MODE_ICONS,
    MODE_LABELS,
    capital,
    status_word,
)

if TYPE_CHECKING:
    from visitplanner.publishing.documents.chapters.draft import Draft

_FEW = 8  # people whose names a narrow column takes
_FEW_COMPANIONS = 2
_SHORT_NOTE = 70  # letters; a longer note of a ticket stands below it


def days_later(journey: Journey) -> int:
    """How many days after leaving a journey arrives, by the calendars at both ends."""
    if journey.depart_day is None or journey.arrive_day is None:
        return 0
    return max((journey.arrive_day - journey.depart_day).days, 0)


def to_place(draft: Draft, journey: Journey, *, city: bool = False) -> str:
    """Vehicle and destination: `Coach to Barcelona Sants`, or of a leg `Train to Valencia`."""
    name = city_at(draft.ix, journey.destination) if city else journey.destination
    if not name:
        return draft.t.gettext(MODE_LABELS[journey.mode])
    return draft.t.gettext(MODE_TO[journey.mode]).format(place=name)


# --- transfers ----------------------------------------------------------------------------------


def transfer_line(draft: Draft, journey: Journey) -> model.TransferLine:
    """A transfer as one line with four stages."""
    return model.TransferLine(
        time=draft.phrases.clock(journey.depart),
        until=draft.phrases.to(journey.arrive, days_later(journey)),
        icon=MODE_ICONS.get(journey.mode),
        title=to_place(draft, journey),
        details=_details(draft, journey),
        stages=_stages(draft, journey),
        tentative=journey.status.tentative,
    )


def _details(draft: Draft, journey: Journey) -> tuple[model.Text, ...]:
    lines: list[model.Text] = [
        service(journey),
        status_word(draft, journey.status),
        _riders(draft, journey),
        *paragraphs(journey.notes),
        *team_lines(draft, journey),
    ]
    return tuple(line for line in lines if line)


def _riders(draft: Draft, journey: Journey) -> model.Text:
    """Who rides, where it is not everybody: names if they are few."""
    if draft.edition.personal:
        return "" if journey.id in draft.edition.everybody else _company(draft, journey)
    coming = party(draft, journey)
    few = draft.edition.counts.get(journey.id, 0) <= _FEW
    return labelled(coming.label, coming.names) if few else coming.label


def team_lines(draft: Draft, journey: Journey) -> tuple[model.Text, ...]:
    """What the team needs to know of a vehicle: seats, wheelchair spaces, driver, booking."""
    if not draft.team:
        return ()
    t, phrases = draft.t, draft.phrases
    seats = phrases.number("{n} seat", "{n} seats", journey.seats) if journey.seats else ""
    spaces = _wheelchair_spaces(draft, journey)
    driver = draft.ix.contact(journey.contact)
    who = listed(driver.name, driver.phone) if driver else journey.contact
    booking = journey.booking_reference
    lines = (
        dotted(seats, spaces),
        t.gettext("Contact: {name}").format(name=who) if who else "",
        t.gettext("Booking: {reference}").format(reference=booking) if booking else "",
    )
    return tuple(line for line in lines if line)


def _wheelchair_spaces(draft: Draft, journey: Journey) -> str:
    count = journey.wheelchair_spaces
    if not count:
        return ""
    return draft.phrases.number("{n} wheelchair space", "{n} wheelchair spaces", count)


def _stages(draft: Draft, journey: Journey) -> tuple[model.Stage, ...]:
    """Meet, leaves, last call, arrives; a stage of which nothing is known keeps its column."""
    t, clock = draft.t, draft.phrases.clock
    meeting = model.Place(journey.meeting_point) if journey.meeting_point else None
    arrives = clock(journey.arrive)
    if arrives and (later := days_later(journey)):
        arrives += f" +{later}"
    stages = (
        (t.pgettext("journey", "Meet"), clock(journey.meeting_time), meeting),
        (
            t.pgettext("journey", "Leaves"),
            clock(journey.depart),
            _stage_place(draft, journey.origin),
        ),
        (t.gettext("Last call"), clock(journey.cut_off), None),
        (t.pgettext("journey", "Arrives"), arrives, _stage_place(draft, journey.destination)),
    )
    return tuple(
        model.Stage(label if time or place else "", time, place) for label, time, place in stages
    )


def _stage_place(draft: Draft, name: str) -> model.Place | None:
    """Where a transfer begins or ends; a personal paper says it in the title alone."""
    return None if draft.edition.personal else draft.place(name)


def ride(draft: Draft, journey: Journey, item: Item) -> model.Ride:
    """A group's own transfer to or from its item: `Taxi out`, `10:30 office door`."""
    t = draft.t
    back = same_name(journey.origin) == same_name(item.place)
    vehicle = t.gettext(MODE_LABELS[journey.mode])
    pattern = t.gettext("{vehicle} back") if back else t.gettext("{vehicle} out")
    last_call = draft.phrases.clock(journey.cut_off)
    return model.Ride(
        name=pattern.format(vehicle=vehicle),
        time=draft.phrases.clock(journey.depart),
        place=_ride_place(journey),
        last_call=t.gettext("last call {time}").format(time=last_call) if last_call else "",
    )


def _ride_place(journey: Journey) -> str:
    """Where to stand, and a short note below it."""
    note = journey.notes if len(journey.notes) <= _SHORT_NOTE else ""
    return "\n".join(part for part in (journey.meeting_point or journey.origin, note) if part)


def long_notes(journey: Journey) -> tuple[str, ...]:
    """Notes that are too long to stand beside a ride or on a ticket."""
    return paragraphs(journey.notes) if len(journey.notes) > _SHORT_NOTE else ()


# --- legs ---------------------------------------------------------------------------------------


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
        return dotted(status, _company(draft, journey))
    if journey.id in draft.edition.everybody:
        people = draft.phrases.people(draft.edition.counts.get(journey.id, 0))
    else:
        people = party_line(draft, journey)
    return dotted(status, listed(people, _wheelchair_spaces(draft, journey)))


def _company(draft: Draft, journey: Journey) -> str:
    """With whom the person of a personal paper travels."""
    count = draft.edition.counts.get(journey.id, 0)
    if count <= 1:
        return draft.t.gettext("alone")
    people = draft.phrases.people(count)
    if journey.id in draft.edition.everybody:
        return draft.t.gettext("with the whole group, {people}").format(people=people)
    person = draft.edition.person
    others = [p.name for p in attendees(draft.visit, journey) if person and p.id != person.id]
    if len(others) == count - 1 <= _FEW_COMPANIONS:
        return draft.t.gettext("with {name}").format(name=draft.phrases.names(others))
    return people


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
    if 0 < len(journey.notes) <= _SHORT_NOTE:
        facts.append(journey.notes)
    if draft.team and journey.contact:
        facts.append(t.gettext("Contact: {name}").format(name=journey.contact))
    return tuple(fact for fact in facts if fact)


def _meet(draft: Draft, journey: Journey) -> model.Text:
    time = draft.phrases.clock(journey.meeting_time)
    if not time:
        point = journey.meeting_point
        return filled(draft.t.gettext("Meet: {place}"), place=point) if point else ()
    meet = filled(draft.t.gettext("Meet {time}"), time=time)
    return joined((meet, journey.meeting_point))
