"""Passenger lists: who is on a journey, to be ticked at the door."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from visitplanner.domain import queries
from visitplanner.i18n import N_
from visitplanner.publishing.agenda import service
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.connecting import connection_words, shared
from visitplanner.publishing.documents.chapters.draft import is_leg
from visitplanner.publishing.documents.chapters.drivers import (
    day_of,
    route,
    to_count,
    vehicle,
    zone_of,
)
from visitplanner.publishing.documents.chapters.marking import (
    changes_of,
    joined_by,
    left_by,
    list_label,
    new_word,
    out_word,
    since,
    summed_up,
)
from visitplanner.publishing.documents.chapters.outline import Chapter
from visitplanner.publishing.documents.chapters.rides import days_later
from visitplanner.publishing.documents.chapters.sheets import (
    by_family_name,
    duty_phone,
    fact_columns,
    for_body,
    head,
    journey_about,
    list_name,
    nothing,
    number_cell,
    part,
    row_height,
    sheet,
)
from visitplanner.publishing.documents.chapters.text import joined, listed, muted, phone, strong
from visitplanner.publishing.documents.chapters.words import MODE_LABELS, status_word
from visitplanner.publishing.provisions import connections

if TYPE_CHECKING:
    from visitplanner.domain.people import Delegate
    from visitplanner.domain.programme import Journey
    from visitplanner.domain.times import Moment
    from visitplanner.publishing.documents.chapters.draft import Draft
    from visitplanner.publishing.edition import Edition
    from visitplanner.publishing.provisions import Connection


PASSENGER_LIST: Final = "passenger-list"


def passenger_list(edition: Edition) -> model.Document:
    """The passenger list of the journey that the edition is about."""
    return sheet(edition, PASSENGER_LIST, CHAPTERS, _title, duty_phone)


def _title(draft: Draft) -> str:
    return draft.t.gettext("Passenger list")


def _sheet(draft: Draft) -> tuple[model.Part, ...]:
    journey = journey_about(draft)
    if journey is None:
        return nothing(draft, _title(draft))
    people = queries.passengers(draft.visit, journey)
    opening = head(draft, _title(draft), for_body(draft, journey.carrier), day_of(draft, journey))
    blocks = (opening, *_facts(draft, journey, people), _list(draft, journey, people))
    return (part(_title(draft), blocks),)


def _facts(draft: Draft, journey: Journey, people: Sequence[Delegate]) -> tuple[model.Block, ...]:
    t, clock = draft.t, draft.phrases.clock
    meet = joined((strong(clock(journey.meeting_time)), journey.meeting_point), between=", ")
    count = draft.edition.counts.get(journey.id, len(people))
    left: list[tuple[str, model.Text]] = [
        (t.pgettext("journey", "Leaves"), _end(draft, journey, arriving=False)),
        (t.pgettext("journey", "Arrives"), _end(draft, journey, arriving=True)),
        (t.gettext("Via"), ", ".join(journey.via)),
        (t.pgettext("journey", "Meet"), meet),
        (t.gettext("Last call"), strong(clock(journey.cut_off))),
    ]
    right: list[tuple[str, model.Text]] = [
        (t.gettext(MODE_LABELS[journey.mode]), service(journey)),
        (t.gettext("Vehicle"), "" if is_leg(journey) else vehicle(draft, journey)),
        (t.gettext("Connection"), _shared(draft, journey, people)),
        (t.gettext("Booking"), strong(journey.booking_reference)),
        (t.gettext("Passengers"), strong(str(count))),
        (t.gettext("Contact"), _contact(draft, journey)),
        (t.gettext("Status"), status_word(draft, journey.status)),
    ]
    return fact_columns(left, right)


def _changes(draft: Draft, journey: Journey) -> Mapping[str, tuple[Connection, ...]]:
    """From and to what passengers change; the team reads it off the plan."""
    if draft.team:
        return connections(draft.visit, journey)
    return draft.edition.connections.get(journey.id, {})


def _shared(draft: Draft, journey: Journey, people: Sequence[Delegate]) -> str:
    """What all come from, and what all go on with."""
    changes = _changes(draft, journey)
    return listed(*(shared(draft, people, changes, arriving=way) for way in (True, False)))


def _end(draft: Draft, journey: Journey, *, arriving: bool) -> model.Text:
    """Time, zone if there are two, and place of one end."""
    moment: Moment | None = journey.arrives if arriving else journey.departs
    clock = draft.phrases.clock
    time = clock(journey.arrive, days_later(journey)) if arriving else clock(journey.depart)
    zone = zone_of(draft, journey, moment)
    when = strong(" ".join(part for part in (time, zone) if part))
    return joined((when, journey.destination if arriving else journey.origin), between=" ")


def _contact(draft: Draft, journey: Journey) -> model.Text:
    """Whom the team calls about the vehicle; the carrier needs not be told who that is."""
    if not draft.team or not journey.contact:
        return ""
    record = draft.ix.contact(journey.contact)
    return joined((journey.contact, phone(record.phone) if record else ""), between=", ")


def _list(draft: Draft, journey: Journey, people: Sequence[Delegate]) -> model.SheetTable:
    t = draft.t
    changes = _changes(draft, journey)
    each = [connection_words(draft, changes.get(person.id, ())) for person in people]
    telling = len(set(each)) > 1  # else it stands above the list
    columns = [
        model.Column(t.gettext("On board"), 17, align=model.Align.CENTRE),
        model.Column("", 8),
        model.Column(t.gettext("Passenger")),
        model.Column(t.gettext("Organisation"), share=1.15),
    ]
    if draft.team:
        columns.append(model.Column(t.gettext("Phone"), 30))
    if telling:
        columns.append(model.Column(t.gettext("Connection"), 30))
    if is_leg(journey):
        columns.append(model.Column(t.gettext("Seat"), 16, signing=True))
    new, out = joined_by(draft, (journey.id,)), left_by(draft, (journey.id,))
    if out or new & {person.id for person in people}:
        columns.append(model.Column(since(draft), 17))
    box: model.Text = (model.Symbol(model.Sign.TICK_BOX),)
    rows = tuple(
        _row(
            draft,
            columns,
            (
                box,
                number_cell(number),
                list_name(person),
                person.organisation,
                *((phone(person.mobile),) if draft.team else ()),
                *((words,) if telling else ()),
            ),
            new_word(draft) if person.id in new else "",
        )
        for number, (person, words) in enumerate(zip(people, each, strict=True), 1)
    )
    rows += tuple(
        _row(
            draft,
            columns,
            ("", "", muted(person.sort_name), muted(person.organisation)),
            out_word(draft),
        )
        for person in by_family_name(out)
    )
    count = draft.edition.counts.get(journey.id, len(people))
    words = t.ngettext("person", "people", count)
    totals = (model.TableRow((to_count(count), "", words)),)
    table = model.Table(
        tuple(columns),
        rows,
        totals,
        t.gettext("Passengers"),
        row_height(len(people)),
        t.gettext("No names are given."),
    )
    again = listed(_title(draft), day_of(draft, journey), route(draft, journey))
    return model.SheetTable(table, again, summed_up(draft, changes_of(draft, journey.id)))


def _row(
    draft: Draft,
    columns: Sequence[model.Column],
    cells: tuple[model.Text, ...],
    word: model.Text,
) -> model.TableRow:
    """A row; what is new or out says so in the last column, and has the bar beside it."""
    if not word:
        return model.TableRow(cells)
    blank = ("",) * (len(columns) - 1 - len(cells))
    return model.TableRow((*cells, *blank, word), list_label(draft))


CHAPTERS: Final = (Chapter("list", N_("Passenger list"), _sheet, opens=True),)
"""Its only chapter."""
