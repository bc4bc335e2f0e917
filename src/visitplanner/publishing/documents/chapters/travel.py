"""Journeys, transfers and hotels, as lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visitplanner.domain import queries
from visitplanner.domain.programme import Journey, Room
from visitplanner.publishing.agenda import service
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.marking import label_of, note_of
from visitplanner.publishing.documents.chapters.people import party, party_line
from visitplanner.publishing.documents.chapters.rides import carrier_lines, days_later, seats_line
from visitplanner.publishing.documents.chapters.text import dotted, joined, muted, phone
from visitplanner.publishing.documents.chapters.tickets import ticket, ticket_notes
from visitplanner.publishing.documents.chapters.words import (
    MODE_ICONS,
    MODE_LABELS,
    ROOM_LABELS,
    capital,
    status_word,
)
from visitplanner.publishing.readership import is_shared

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from visitplanner.publishing.documents.chapters.draft import Draft

_R = model.Align.RIGHT
_LONGEST_STAY = 58  # letters on a line in half the width


def travel_parts(draft: Draft) -> tuple[model.Part, ...]:
    """Tickets of the group, legs of single people (team), transfers."""
    t = draft.t
    shared = [leg for leg in draft.legs if not draft.team or is_shared(draft.visit, leg)]
    single = [leg for leg in draft.legs if leg not in shared]
    blocks: list[model.Block] = [*tickets(draft, shared)]
    if not draft.team and not draft.public:
        own = t.gettext("Journeys of single people are in their own programmes.")
        blocks.append(model.Paragraph(own, model.Tone.SECONDARY))
    if single:
        blocks.append(model.Heading(t.gettext("Journeys of single people"), level=2))
        blocks.append(single_legs(draft, single))
    blocks += transfers(draft, draft.transfers)
    if not (draft.legs or draft.transfers):
        return ()
    title = t.gettext("Travel")
    return (model.Part(title=title, blocks=(model.Heading(title), *blocks), key="travel"),)


def tickets(draft: Draft, legs: Iterable[Journey]) -> tuple[model.Block, ...]:
    """Journeys between cities, one ticket each."""
    blocks: list[model.Block] = []
    for leg in legs:
        blocks += [ticket(draft, leg, in_day=False), *ticket_notes(leg)]
    return tuple(blocks)


def single_legs(draft: Draft, legs: Iterable[Journey]) -> model.Table:
    """The legs of one or a few people, for the team that meets them."""
    t, phrases = draft.t, draft.phrases
    columns = (
        model.Column(t.gettext("Day"), 21),
        model.Column(t.gettext("Who"), share=1.3),
        model.Column(t.gettext("Service"), share=1.2),
        model.Column(t.pgettext("journey", "From")),
        model.Column(t.pgettext("journey", "Leaves"), 22, align=_R, strong=True),
        model.Column(t.pgettext("journey", "To")),
        model.Column(t.pgettext("journey", "Arrives"), 22, align=_R, strong=True),
    )
    rows: list[model.TableRow] = []
    for leg in legs:
        names = party(draft, leg, always=True)
        carrier = service(leg) or t.gettext(MODE_LABELS[leg.mode])
        told = dotted(carrier, leg.booking_reference, status_word(draft, leg.status))
        cells: tuple[model.Text, ...] = (
            capital(phrases.day(leg.depart_day)) if leg.depart_day else "",
            names.names or names.label,
            joined((told, muted(note_of(draft, leg.id))), between="\n"),
            leg.origin,
            _clock(draft, leg, leaving=True),
            leg.destination,
            _clock(draft, leg, leaving=False),
        )
        rows.append(model.TableRow(cells, label_of(draft, leg.id)))
    summary = t.gettext("Journeys of single people")
    return model.Table(columns, tuple(rows), summary=summary)


def _clock(draft: Draft, leg: Journey, *, leaving: bool) -> model.Text:
    """A time with the letters of its zone, where zones matter."""
    moment = leg.departs if leaving else leg.arrives
    later = "" if leaving or not days_later(leg) else f" +{days_later(leg)}"
    clock = draft.phrases.clock(leg.depart if leaving else leg.arrive)
    if not clock:
        return ""
    zone = f" {draft.phrases.zone(moment)}" if moment and draft.crosses_zones else ""
    if not zone:
        return clock + later
    return (model.Run(clock + later, model.Role.STRONG), model.Run(zone, model.Role.MUTED))


# --- transfers ----------------------------------------------------------------------------------


def transfers(draft: Draft, journeys: Sequence[Journey]) -> tuple[model.Block, ...]:
    """The table of transfers with what its columns mean; nothing where there are none."""
    if not journeys:
        return ()
    t = draft.t
    title = t.gettext("Transfers")
    note = t.gettext("Meet is when to stand there; last call is when the vehicle goes without you.")
    if draft.visit.emergency_phone:
        late = t.gettext("Late: phone the duty number and follow by taxi.")
        note = f"{note} {late}"
    return (
        model.Heading(title, level=2),
        _transfer_table(draft, journeys, title),
        model.Paragraph(note, model.Tone.SECONDARY, wide=True),
    )


def _transfer_table(draft: Draft, journeys: Sequence[Journey], title: str) -> model.Table:
    t, phrases = draft.t, draft.phrases
    days = [day for j in journeys if (day := j.depart_day)]
    months = {(day.year, day.month) for day in days}
    one_month = len(months) == 1
    head = phrases.month(days[0]) if one_month else t.gettext("Day")
    columns = (
        model.Column(head, 17 if one_month else 21),
        model.Column(t.pgettext("journey", "To"), share=1.25),
        model.Column(t.gettext("Meeting point"), share=1.0),
        model.Column(t.pgettext("journey", "Meet"), 13, align=_R, strong=True),
        model.Column(t.pgettext("journey", "Leaves"), 15, align=_R),
        model.Column(t.gettext("Last call"), 17, align=_R),
        model.Column(t.pgettext("journey", "Arrives"), 15, align=_R),
    )
    rows = []
    before: date | None = None
    for journey in journeys:
        cells = _transfer_cells(draft, journey, before, short=one_month)
        rows.append(model.TableRow(cells, label_of(draft, journey.id)))
        before = journey.depart_day
    return model.Table(columns, tuple(rows), summary=title)


def _transfer_cells(
    draft: Draft, journey: Journey, before: date | None, *, short: bool
) -> tuple[model.Text, ...]:
    phrases, clock = draft.phrases, draft.phrases.clock
    day = journey.depart_day
    name = ""
    if day and day != before:
        name = phrases.day_of_month(day) if short else capital(phrases.day(day))
    arrives = clock(journey.arrive)
    later = days_later(journey)
    return (
        name,
        _to(draft, journey),
        _meeting_point(draft, journey),
        clock(journey.meeting_time),
        clock(journey.depart),
        clock(journey.cut_off),
        f"{arrives} +{later}" if arrives and later else arrives,
    )


def _to(draft: Draft, journey: Journey) -> model.Text:
    """Vehicle and destination, who carries, who rides, how sure it is; the driver for the team."""
    icon = MODE_ICONS.get(journey.mode)
    where = journey.destination or draft.t.gettext(MODE_LABELS[journey.mode])
    people = "" if draft.edition.personal else party_line(draft, journey)
    details = dotted(service(journey), people, status_word(draft, journey.status))
    icons: model.Text = (model.Symbol(icon), model.Run(" ")) if icon else ()
    line = joined((joined((icons, where), between=""), muted(details)))
    more = "\n".join(model.plain(told) for told in carrier_lines(draft, journey))
    return joined((line, muted(more), muted(note_of(draft, journey.id))), between="\n")


def _meeting_point(draft: Draft, journey: Journey) -> model.Text:
    """Where to stand; for the team also the seats."""
    return joined((journey.meeting_point, muted(seats_line(draft, journey))), between="\n")


# --- hotels -------------------------------------------------------------------------------------


def group_hotels(draft: Draft) -> tuple[model.Block, ...]:
    """The group's hotels."""
    stays = tuple(
        model.HotelStay(
            name=stay.hotel,
            aside=draft.phrases.nights(stay.nights),
            address=draft.address(stay.hotel),
            details=_details(draft, stay.hotel, stay.check_in, stay.check_out, ""),
        )
        for stay in draft.edition.stays
    )
    return (model.Hotels(stays),) if stays else ()


def hotel_parts(draft: Draft) -> tuple[model.Part, ...]:
    """The group's hotels, below the journeys where there are any."""
    blocks = group_hotels(draft)
    if not blocks:
        return ()
    title = draft.t.gettext("Hotels")
    below = draft.has("travel") and bool(draft.legs or draft.transfers)
    heading = model.Heading(title, level=2 if below else 1)
    return (model.Part(title=title, blocks=(heading, *blocks), new_page=not below, key="hotels"),)


def own_hotels(draft: Draft) -> tuple[model.Block, ...]:
    """The beds of the person whose paper it is, with whom they share."""
    person = draft.edition.person
    if person is None:
        return ()
    stays = tuple(
        model.HotelStay(
            name=room.hotel or draft.t.gettext("Your own arrangement"),
            aside=draft.phrases.nights(len(room.nights)) if room.nights else "",
            address=draft.address(room.hotel),
            details=_own_details(draft, room),
        )
        for room in queries.rooms_of(draft.visit, person)
    )
    if not stays:
        return ()
    return (model.Heading(draft.t.gettext("Hotels"), level=2), model.Hotels(stays))


def _own_details(draft: Draft, room: Room) -> model.Text:
    t = draft.t
    person = draft.edition.person
    others = [d.name for d in queries.sleepers(draft.visit, room) if person and d.id != person.id]
    sharing = t.gettext("with {name}").format(name=draft.phrases.names(others)) if others else ""
    booking = room.confirmation
    words = dotted(
        t.gettext(ROOM_LABELS[room.kind]) if room.hotel else "",
        sharing if room.hotel else "",
        t.gettext("accessible room") if room.accessible else "",
        t.gettext("confirmation {reference}").format(reference=booking) if booking else "",
        note_of(draft, room.id),
    )
    if room.check_in is None:
        return words
    return _details(draft, room.hotel, room.check_in, room.check_out or room.check_in, words)


def _details(draft: Draft, hotel: str, first: date, last: date, words: str) -> model.Text:
    record = draft.ix.place(hotel) if hotel else None
    number = record.phone if record else ""
    stay = dotted(capital(draft.phrases.short_days(first, last)), words)
    # A number is never broken: it stands on a line of its own where it does not fit any more.
    between = " · " if len(stay) + len(number) <= _LONGEST_STAY else "\n"
    return joined((stay, phone(number)), between=between)
