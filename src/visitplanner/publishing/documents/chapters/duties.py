"""What an entry of the plan asks of the team: what, where, who is responsible, how many."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from visitplanner.domain import queries
from visitplanner.domain.base import same_name
from visitplanner.domain.programme import Item, Journey
from visitplanner.publishing.agenda import service
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.dayrows import street
from visitplanner.publishing.documents.chapters.items import covers_line
from visitplanner.publishing.documents.chapters.marking import note_of
from visitplanner.publishing.documents.chapters.people import party
from visitplanner.publishing.documents.chapters.rides import (
    days_later,
    to_place,
    wheelchair_spaces,
)
from visitplanner.publishing.documents.chapters.text import (
    dotted,
    joined,
    labelled,
    listed,
    muted,
    phone,
    strong,
)
from visitplanner.publishing.documents.chapters.words import said, status_word, title_of

if TYPE_CHECKING:
    from visitplanner.publishing.documents.chapters.draft import Draft

_LONGEST = 240
"""Letters of a text that stand in a cell; the whole is in the pack."""


@dataclass(frozen=True)
class Duty:
    """What is to be done.

    Attributes:
        what: In a few words.
        where: The place.
        who: Who is responsible on the other side, with the number; or whom to call.
        people: How many come, of how many seats.
        details: What to know: names, covers, plan B.
        until: When it ends, as a time column says it.
    """

    what: str
    where: model.Text = ""
    who: model.Text = ""
    people: str = ""
    details: tuple[model.Text, ...] = ()
    until: str = ""


def where(draft: Draft, place: str) -> model.Text:
    """A place, with its street in a second line."""
    if not place:
        return ""
    record = draft.ix.place(place)
    return joined((record.name if record else place, muted(street(draft, place))), "\n")


def person_reached(draft: Draft, name: str, more: str = "") -> model.Text:
    """Somebody with their number, as far as the plan knows it."""
    if not name:
        return ""
    contact, person = draft.ix.contact(name), draft.ix.person(name)
    number = contact.phone if contact else person.mobile if person else ""
    work = contact.organisation if contact else person.organisation if person else ""
    shown = contact.name if contact and contact.name else name
    beside = listed(shown, more or ("" if same_name(work) == same_name(shown) else work))
    return joined((beside, phone(number)), "\n")


def place_reached(draft: Draft, place: str) -> model.Text:
    """The number of a place, if it has one."""
    record = draft.ix.place(place) if place else None
    return joined((record.name, phone(record.phone)), "\n") if record and record.phone else ""


def item_duty(draft: Draft, item: Item) -> Duty:
    """An item, with what is to be provided and what to do if it falls through."""
    t = draft.t
    host = item.host_contact or item.host_organisation
    away = item.host_organisation if item.host_contact else ""
    apart = item.id not in draft.edition.everybody
    return Duty(
        what=title_of(draft, item),
        where=where(draft, item.place) or item.city,
        who=person_reached(draft, host, away) or place_reached(draft, item.place),
        people=draft.phrases.people(draft.edition.counts.get(item.id, 0)),
        until=draft.phrases.to(item.end, item.end_day),
        details=_said(
            dotted(status_word(draft, item.status), t.gettext("optional") if item.optional else ""),
            party(draft, item).names if apart else "",
            labelled(t.gettext("Covers:"), covers_line(draft, item)),
            labelled(t.gettext("Serious allergy:"), _allergies(draft, item)),
            labelled(t.gettext("Prepare:"), _short(draft, item.prepare)),
            _short(draft, item.notes),
            labelled(t.gettext("Internal:"), _short(draft, item.internal_notes)),
            labelled(t.gettext("Plan B:"), _plan_b(draft, item)),
            muted(note_of(draft, item.id)),
        ),
    )


def _said(*texts: model.Text) -> tuple[model.Text, ...]:
    return tuple(text for text in texts if text)


def _plan_b(draft: Draft, item: Item) -> model.Text:
    """What to do instead, where, and whom to call."""
    plan = listed(_short(draft, item.plan_b), item.alternative_place)
    return joined((plan, joined((person_reached(draft, item.alternative_contact),), "")), " · ")


def _allergies(draft: Draft, item: Item) -> str:
    """Those who must not be served the wrong thing; the team may know them by name."""
    if not queries.is_meal(item):
        return ""
    people = queries.serious(draft.visit, item)
    return ", ".join(
        f"{person.name} ({person.avoid})" if person.avoid else person.name for person in people
    )


def provide_line(draft: Draft, entry: queries.Entry) -> str:
    """Access to provide, with counts: `step-free 2, wheelchair space 1`."""
    needs = draft.edition.needs.get(entry.id)
    provide = sorted(needs.provide.items()) if needs else ()
    return ", ".join(f"{said(draft, need)} {count}" for need, count in provide)


def _short(draft: Draft, text: str) -> str:
    """A text on one line; of a long one its beginning, and where the rest is."""
    line = " ".join(text.split())
    if len(line) <= _LONGEST:
        return line
    cut = line[:_LONGEST].rsplit(" ", 1)[0]
    return draft.t.gettext("{text} … (the rest is in the pack)").format(text=cut)


def journey_duty(draft: Draft, journey: Journey) -> Duty:
    """A ride, with the order, the seats and the times that its driver keeps."""
    t, phrases = draft.t, draft.phrases
    count = draft.edition.counts.get(journey.id, 0)
    people = phrases.people(count)
    if journey.seats:
        people = t.gettext("{n} of {seats} seats").format(n=count, seats=journey.seats)
    booking = journey.booking_reference
    return Duty(
        what=listed(to_place(draft, journey), service(journey)),
        where=where(draft, journey.origin),
        who=person_reached(draft, journey.contact or journey.carrier),
        people=people,
        details=_said(
            _times(draft, journey),
            dotted(
                status_word(draft, journey.status),
                wheelchair_spaces(draft, journey),
                t.gettext("Booking: {reference}").format(reference=booking) if booking else "",
            ),
            party(draft, journey).names,
            _short(draft, journey.notes),
            muted(note_of(draft, journey.id)),
        ),
    )


def _times(draft: Draft, journey: Journey) -> model.Text:
    """`Ordered for 16:35, hotel lobby · last call 16:45 · arrives 17:15`."""
    t, clock = draft.t, draft.phrases.clock
    meet: model.Text = journey.meeting_point
    if journey.meeting_time:
        pattern = t.gettext("Meet {time}").format(time=clock(journey.meeting_time))
        meet = joined((strong(pattern), journey.meeting_point), ", ")
    last_call = clock(journey.cut_off)
    arrives = clock(journey.arrive, days_later(journey))
    return joined(
        (
            meet,
            t.gettext("last call {time}").format(time=last_call) if last_call else "",
            t.gettext("arrives {time}").format(time=arrives) if arrives else "",
        )
    )
