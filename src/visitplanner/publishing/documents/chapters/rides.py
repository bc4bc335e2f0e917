"""Transfers as pale lines, and a group's own rides inside its item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visitplanner.domain.base import same_name
from visitplanner.domain.labels import JOURNEY_TITLES
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.queries import attendees, city_at
from visitplanner.publishing.agenda import service
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.marking import label_of, note_of
from visitplanner.publishing.documents.chapters.people import party
from visitplanner.publishing.documents.chapters.text import (
    dotted,
    labelled,
    listed,
    paragraphs,
)
from visitplanner.publishing.documents.chapters.words import (
    MODE_ICONS,
    MODE_LABELS,
    status_word,
)

if TYPE_CHECKING:
    from visitplanner.publishing.documents.chapters.draft import Draft

_FEW = 8  # people whose names a narrow column takes
_FEW_COMPANIONS = 2
SHORT_NOTE = 70  # letters; a longer note of a ticket stands below it


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
    return draft.t.gettext(JOURNEY_TITLES[journey.mode]).format(place=name)


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
        changed=label_of(draft, journey.id),
        tentative=journey.status.tentative,
    )


def _details(draft: Draft, journey: Journey) -> tuple[model.Text, ...]:
    lines: list[model.Text] = [
        service(journey),
        status_word(draft, journey.status),
        _riders(draft, journey),
        *paragraphs(journey.notes),
        *team_lines(draft, journey),
        note_of(draft, journey.id),
    ]
    return tuple(line for line in lines if line)


def _riders(draft: Draft, journey: Journey) -> model.Text:
    """Who rides, where it is not everybody: names if they are few."""
    if draft.edition.personal:
        return "" if journey.id in draft.edition.everybody else company(draft, journey)
    coming = party(draft, journey)
    few = draft.edition.counts.get(journey.id, 0) <= _FEW
    return labelled(coming.label, coming.names) if few else coming.label


def company(draft: Draft, journey: Journey) -> str:
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


def team_lines(draft: Draft, journey: Journey) -> tuple[model.Text, ...]:
    """What the team needs to know of a vehicle: seats, wheelchair spaces, driver, booking."""
    seats = seats_line(draft, journey)
    return (*((seats,) if seats else ()), *carrier_lines(draft, journey))


def seats_line(draft: Draft, journey: Journey) -> str:
    """`19 seats · 1 wheelchair space`, for the team."""
    if not draft.team:
        return ""
    count = journey.seats
    seats = draft.phrases.number("{n} seat", "{n} seats", count) if count else ""
    return dotted(seats, wheelchair_spaces(draft, journey))


def carrier_lines(draft: Draft, journey: Journey) -> tuple[model.Text, ...]:
    """Whom the team phones about a vehicle, and under which reference it is booked."""
    if not draft.team:
        return ()
    t = draft.t
    driver = draft.ix.contact(journey.contact)
    who = listed(driver.name, driver.phone) if driver else journey.contact
    booking = journey.booking_reference
    lines = (
        t.gettext("Contact: {name}").format(name=who) if who else "",
        t.gettext("Booking: {reference}").format(reference=booking) if booking else "",
    )
    return tuple(line for line in lines if line)


def wheelchair_spaces(draft: Draft, journey: Journey) -> str:
    """How many wheelchair spaces a vehicle has, in words; nothing where it has none."""
    count = journey.wheelchair_spaces
    if not count:
        return ""
    return draft.phrases.number("{n} wheelchair space", "{n} wheelchair spaces", count)


def _stages(draft: Draft, journey: Journey) -> tuple[model.Stage, ...]:
    """Meet, leaves, last call, arrives; a stage of which nothing is known keeps its column."""
    t, clock = draft.t, draft.phrases.clock
    meeting = model.Place(journey.meeting_point) if journey.meeting_point else None
    arrives = clock(journey.arrive, days_later(journey))
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
    note = journey.notes if len(journey.notes) <= SHORT_NOTE else ""
    return "\n".join(part for part in (journey.meeting_point or journey.origin, note) if part)


def long_notes(journey: Journey) -> tuple[str, ...]:
    """Notes that are too long to stand beside a ride or on a ticket."""
    return paragraphs(journey.notes) if len(journey.notes) > SHORT_NOTE else ()
