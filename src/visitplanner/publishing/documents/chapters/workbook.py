"""The lists of a visit as sheets of a workbook: participants, needs, rooms, passengers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from visitplanner.domain import queries
from visitplanner.domain.base import same_name
from visitplanner.domain.privacy import Audience
from visitplanner.domain.programme import Journey
from visitplanner.i18n import N_
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.issue import document
from visitplanner.publishing.documents.chapters.outline import Chapter, printed
from visitplanner.publishing.documents.chapters.sheets import by_family_name, provided
from visitplanner.publishing.documents.chapters.text import listed
from visitplanner.publishing.documents.chapters.words import (
    MODE_LABELS,
    ROOM_LABELS,
    capital,
    said,
    said_all,
    status_word,
)
from visitplanner.publishing.kinds import LISTED, WORKBOOK
from visitplanner.publishing.readership import TEAM

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, time

    from visitplanner.domain.people import Delegate
    from visitplanner.domain.programme import Room
    from visitplanner.publishing.documents.chapters.draft import Draft
    from visitplanner.publishing.edition import Edition

_MOST_NIGHTS: Final = 14
"""As columns; of longer stays the days are said."""
Row = tuple[model.Text, ...]


def workbook(edition: Edition) -> model.Document:
    """The lists that an edition has."""
    draft, parts = printed(edition, WORKBOOK, CHAPTERS, numbered=False)
    return document(draft, draft.t.gettext("Lists"), parts)


def _list(
    title: str, key: str, columns: Sequence[model.Column], rows: Sequence[Row], totals: Row = ()
) -> tuple[model.Part, ...]:
    """A list as a sheet, without the columns that nothing stands in."""
    used = [n for n, _ in enumerate(columns) if any(row[n] for row in rows)]
    if not used:
        return ()
    table = model.Table(
        tuple(columns[n] for n in used),
        tuple(model.TableRow(tuple(row[n] for n in used)) for row in rows),
        (model.TableRow(tuple(totals[n] for n in used)),) if totals else (),
        summary=title,
    )
    blocks = (model.Heading(title), table)
    page = model.Page.LANDSCAPE
    return (model.Part(title=title, blocks=blocks, page=page, key=key, in_contents=False),)


def _day(draft: Draft, day: date | None) -> model.Text:
    return (model.Value(draft.phrases.short_date(day), value=day),) if day else ""


def _clock(draft: Draft, clock: time | None) -> model.Text:
    return (model.Value(draft.phrases.clock(clock), value=clock),) if clock else ""


def _count(count: int) -> model.Text:
    return (model.Value(str(count), value=count),)


def _yes(draft: Draft, on: bool | None) -> str:
    return draft.t.gettext("yes") if on else ""


# --- people -------------------------------------------------------------------------------------


def _participants(draft: Draft) -> tuple[model.Part, ...]:
    t = draft.t
    columns = (
        model.Column(t.gettext("ID"), 12),
        model.Column(t.gettext("Family name"), strong=True),
        model.Column(t.gettext("Given name"), strong=True),
        model.Column(t.gettext("Role")),
        model.Column(t.gettext("Position")),
        model.Column(t.gettext("Organisation")),
        model.Column(t.gettext("Groups")),
        model.Column(t.gettext("E-mail"), share=1.4),
        model.Column(t.gettext("Phone")),
        model.Column(t.gettext("Languages")),
        model.Column(t.gettext("Joins"), 17),
        model.Column(t.gettext("Leaves"), 17),
    )
    people = by_family_name(queries.active_people(draft.visit))
    rows = tuple(_participant(draft, person) for person in people)
    return _list(t.gettext("Participants"), "participants", columns, rows)


def _participant(draft: Draft, person: Delegate) -> Row:
    return (
        person.code,
        person.family_name,
        person.given_name,
        capital(said(draft, draft.ix.role_of(person))),
        person.job_title,
        person.organisation,
        listed(*person.groups),
        person.email,
        person.mobile,
        draft.phrases.languages(person.languages),
        _day(draft, person.joins.day if person.joins else None),
        _day(draft, person.leaves.day if person.leaves else None),
    )


def _needs(draft: Draft) -> tuple[model.Part, ...]:
    """What the team alone may know of people: health, documents, whom to call."""
    t = draft.t
    columns = (
        model.Column(t.gettext("Name"), strong=True),
        model.Column(t.gettext("Diet")),
        model.Column(t.gettext("Avoid")),
        model.Column(t.gettext("Serious allergy"), 18),
        model.Column(t.gettext("Access")),
        model.Column(t.gettext("Emergency contact")),
        model.Column(t.gettext("Emergency phone")),
        model.Column(t.gettext("Name as in the passport")),
        model.Column(t.gettext("Nationality")),
        model.Column(t.gettext("Valid until"), 18),
    )
    rows = tuple(
        (
            person.sort_name,
            said_all(draft, person.diet),
            person.avoid,
            _yes(draft, person.serious_allergy),
            said_all(draft, person.access_needs),
            person.emergency_contact,
            person.emergency_phone,
            person.passport_name,
            draft.phrases.country(person.nationality) if person.nationality else "",
            _day(draft, person.document_valid_until),
        )
        for person in by_family_name(queries.active_people(draft.visit))
    )
    told = tuple(row for row in rows if any(row[1:]))
    return _list(t.gettext("Needs and documents"), "needs", columns, told)


# --- rooms --------------------------------------------------------------------------------------


def _rooming(draft: Draft) -> tuple[model.Part, ...]:
    """Who sleeps where: a row for each guest, a column for each night."""
    t = draft.t
    rooms = [room for room in draft.visit.rooms if queries.is_booked(draft.visit, room)]
    rooms.sort(key=lambda room: (same_name(room.hotel), room.check_in is None, str(room.check_in)))
    every = sorted({night for room in rooms for night in room.nights})
    nights = every if len(every) <= _MOST_NIGHTS else []
    columns = (
        model.Column(t.gettext("Hotel")),
        model.Column(t.gettext("Guest"), strong=True),
        model.Column(t.pgettext("hotel", "Room")),
        model.Column(t.gettext("Shares with")),
        model.Column(t.gettext("Arrives"), 17),
        model.Column(t.gettext("Leaves"), 17),
        *(
            model.Column(draft.phrases.short_date(night), 12, align=model.Align.CENTRE)
            for night in nights
        ),
        model.Column(t.gettext("Nights"), 15, align=model.Align.RIGHT),
        model.Column(t.gettext("To provide")),
        model.Column(t.gettext("Booking")),
    )
    rows = tuple(row for room in rooms for row in _room_rows(draft, room, nights))
    totals = _sums(draft, rooms, nights)
    return _list(t.gettext("Rooming"), "rooming", columns, rows, totals if rows else ())


def _room_rows(draft: Draft, room: Room, nights: Sequence[date]) -> Iterator[Row]:
    guests: tuple[Delegate | None, ...] = by_family_name(queries.sleepers(draft.visit, room))
    needs = draft.edition.needs.get(room.id)
    words = listed(
        draft.t.gettext("accessible room") if room.accessible else "",
        provided(draft, needs.provide) if needs else "",
    )
    for guest in guests or (None,):
        others = (one.sort_name for one in guests if one is not None and one is not guest)
        slept = tuple(
            (model.Symbol(model.Sign.NIGHT),) if night in room.nights else "" for night in nights
        )
        yield (
            room.hotel,
            guest.sort_name if guest else draft.t.gettext("not assigned"),
            draft.t.gettext(ROOM_LABELS[room.kind]),
            "; ".join(others),
            _day(draft, room.check_in),
            _day(draft, room.check_out),
            *slept,
            _count(len(room.nights)),
            words,
            room.confirmation,
        )


def _sums(draft: Draft, rooms: Sequence[Room], nights: Sequence[date]) -> Row:
    """The rooms of each night, and all room-nights."""
    each = (_count(sum(night in room.nights for room in rooms)) for night in nights)
    total = _count(sum(len(room.nights) for room in rooms))
    return ("", draft.t.gettext("Rooms"), "", "", "", "", *each, total, "", "")


# --- passengers ---------------------------------------------------------------------------------


def _passengers(draft: Draft) -> tuple[model.Part, ...]:
    """Who is on which journey: a row for each passenger, so that it can be filtered."""
    t = draft.t
    columns = (
        model.Column(t.gettext("Date"), 17),
        model.Column(t.pgettext("journey", "Leaves"), 15),
        model.Column(t.gettext("From")),
        model.Column(t.gettext("Day of arrival"), 17),
        model.Column(t.pgettext("journey", "Arrives"), 15),
        model.Column(t.gettext("To")),
        model.Column(t.gettext("By")),
        model.Column(t.gettext("Number")),
        model.Column(t.gettext("Booking")),
        model.Column(t.gettext("Status")),
        model.Column(t.gettext("Passenger"), strong=True),
        model.Column(t.gettext("Phone")),
    )
    rows = tuple(row for journey in _journeys(draft) for row in _journey_rows(draft, journey))
    return _list(t.gettext("Passengers"), "passengers", columns, rows)


def _journeys(draft: Draft) -> Iterator[Journey]:
    found = (entry for entry in queries.entries(draft.visit) if isinstance(entry, Journey))
    return (journey for journey in found if journey.mode in LISTED)


def _journey_rows(draft: Draft, journey: Journey) -> Iterator[Row]:
    status = status_word(draft, journey.status) if journey.status.tentative else ""
    for person in by_family_name(queries.passengers(draft.visit, journey)):
        yield (
            _day(draft, journey.depart_day),
            _clock(draft, journey.depart),
            journey.origin,
            _day(draft, journey.arrive_day or journey.depart_day),
            _clock(draft, journey.arrive),
            journey.destination,
            listed(draft.t.gettext(MODE_LABELS[journey.mode]), journey.carrier),
            journey.number,
            journey.booking_reference,
            capital(status),
            person.sort_name,
            person.mobile,
        )


_HOTELS: Final = TEAM | {Audience.HOTEL}

CHAPTERS: Final = (
    Chapter("participants", N_("Participants"), _participants, readers=TEAM),
    Chapter("needs", N_("Needs and documents"), _needs, readers=TEAM),
    Chapter("rooming", N_("Rooming"), _rooming, readers=_HOTELS),
    Chapter("passengers", N_("Passengers"), _passengers, readers=TEAM),
)
"""A sheet each."""
