"""Transfer orders: where a vehicle must be when, for whom, and what it must have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from visitplanner.domain import queries
from visitplanner.domain.base import same_name
from visitplanner.domain.vocabulary import DelegateRole
from visitplanner.i18n import N_
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.connecting import connection_words, shared
from visitplanner.publishing.documents.chapters.draft import watch_shift
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
from visitplanner.publishing.documents.chapters.rides import days_later, wheelchair_spaces
from visitplanner.publishing.documents.chapters.sheets import (
    by_family_name,
    contact_of,
    duty_phone,
    fact_columns,
    for_body,
    head,
    journey_about,
    list_name,
    nothing,
    number_cell,
    part,
    provided,
    row_height,
    sheet,
    team_on_call,
    your_contact,
)
from visitplanner.publishing.documents.chapters.text import (
    dotted,
    filled,
    listed,
    muted,
    paragraphs,
)
from visitplanner.publishing.documents.chapters.words import (
    MODE_LABELS,
    ROLE_LABELS,
    status_word,
)

if TYPE_CHECKING:
    from visitplanner.domain.people import Delegate
    from visitplanner.domain.programme import Journey
    from visitplanner.domain.times import Moment
    from visitplanner.publishing.documents.chapters.draft import Draft
    from visitplanner.publishing.edition import Edition
    from visitplanner.publishing.provisions import Connection

TRANSFER_ORDER: Final = "transfer-order"
_TOLD = frozenset({DelegateRole.HEAD, DelegateRole.STAFF})
_LONGEST_NOTE = 160  # letters, among the facts
_ROLE_WIDTH, _CONNECTION_WIDTH = 30.0, 34.0


def to_count(count: int | None = None) -> str:
    """A blank to write a figure on, of so many."""
    blank = "_" * 3
    return blank if count is None else f"{blank}\u00a0/\u00a0{count}"


def transfer_order(edition: Edition) -> model.Document:
    """The order for the ride that the edition is about."""
    return sheet(edition, TRANSFER_ORDER, CHAPTERS, _title, duty_phone)


def _title(draft: Draft) -> str:
    return draft.t.gettext("Transfer order")


def _sheet(draft: Draft) -> tuple[model.Part, ...]:
    ride = journey_about(draft)
    if ride is None:
        return nothing(draft, _title(draft))
    people = queries.passengers(draft.visit, ride)
    changes = draft.edition.connections.get(ride.id, {})
    opening = head(draft, _title(draft), for_body(draft, ride.carrier), day_of(draft, ride))
    blocks = (
        opening,
        _ends(draft, ride, people, changes),
        *_facts(draft, ride, people),
        _passengers(draft, ride, people, changes),
        *_long_note(draft, ride),
    )
    return (part(_title(draft), blocks),)


def _long(ride: Journey) -> bool:
    return len(ride.notes) > _LONGEST_NOTE


def _long_note(draft: Draft, ride: Journey) -> tuple[model.Block, ...]:
    """What somebody wrote at length stands below the list."""
    if not _long(ride):
        return ()
    words = (model.Paragraph(text, wide=True) for text in paragraphs(ride.notes))
    return (model.Heading(draft.t.gettext("Note"), level=2), *words)


def day_of(draft: Draft, ride: Journey) -> str:
    """The day of a journey, with its year."""
    return draft.phrases.full_day(ride.depart_day) if ride.depart_day else ""


# --- both ends ----------------------------------------------------------------------------------


def _ends(
    draft: Draft,
    ride: Journey,
    people: Sequence[Delegate],
    changes: Mapping[str, tuple[Connection, ...]],
) -> model.TimePanels:
    t, clock = draft.t, draft.phrases.clock
    meet = clock(ride.meeting_time)
    pick_up = t.gettext("Pick-up, be there by {time}").format(time=meet)
    group = t.gettext("group meets {time}").format(time=meet) if meet else ""
    from_what = shared(draft, people, changes, arriving=True)
    to_what = shared(draft, people, changes, arriving=False)
    return model.TimePanels(
        (
            _end(
                draft,
                ride,
                label=pick_up if meet else t.gettext("Pick-up"),
                note=dotted(listed(group, ride.meeting_point), from_what),
            ),
            _end(draft, ride, label=_drop_off(draft, ride), note=to_what, arriving=True),
        )
    )


def _drop_off(draft: Draft, ride: Journey) -> str:
    """`Drop-off, by`, with the day if it is the next one."""
    t = draft.t
    if days_later(ride) and ride.arrive_day:
        day = draft.phrases.long_day(ride.arrive_day)
        return t.gettext("Drop-off, {day} by").format(day=day)
    return t.gettext("Drop-off, by") if ride.arrive else t.gettext("Drop-off")


def _end(
    draft: Draft, ride: Journey, *, label: str, note: str, arriving: bool = False
) -> model.TimePanel:
    name = ride.destination if arriving else ride.origin
    clock = ride.arrive if arriving else ride.depart
    missing = "" if arriving else draft.t.gettext("time to be confirmed")
    return model.TimePanel(
        label=label,
        time=draft.phrases.clock(clock) or missing,
        zone=zone_of(draft, ride, ride.arrives if arriving else ride.departs),
        name=name or draft.t.gettext("place to be confirmed"),
        lines=address_lines(draft, name),
        note=note,
    )


def zone_of(draft: Draft, ride: Journey, moment: Moment | None) -> str:
    """The zone of one end of a journey in letters, where its ends have two."""
    return draft.phrases.zone(moment) if moment and watch_shift(ride) else ""


def address_lines(draft: Draft, name: str) -> tuple[model.Text, ...]:
    """The address of a place, then its name and address in the local script."""
    place = draft.ix.place(name) if name else None
    if place is None:
        return ()
    local = listed(place.local_name, " ".join(place.local_address.split()))
    lines = dict.fromkeys((" ".join(place.address.split()), local, place.phone))
    return tuple(line for line in lines if line and same_name(line) != same_name(place.name))


# --- facts --------------------------------------------------------------------------------------


def _facts(draft: Draft, ride: Journey, people: Sequence[Delegate]) -> tuple[model.Block, ...]:
    t, clock = draft.t, draft.phrases.clock
    needs = draft.edition.needs.get(ride.id)
    count = draft.edition.counts.get(ride.id, len(people))
    call = clock(ride.cut_off)
    waiting = filled(t.gettext("{call}, then leave"), call=_last_call(draft, call))
    left: list[tuple[str, model.Text]] = [
        (t.gettext("Vehicle"), vehicle(draft, ride)),
        (t.gettext("To provide"), provided(draft, needs.provide) if needs else ""),
        (t.gettext("Passengers"), (model.Run(str(count), model.Role.STRONG),)),
        (t.gettext("Via"), ", ".join(ride.via)),
        (t.gettext("Note"), "" if _long(ride) else " ".join(ride.notes.split())),
    ]
    right: list[tuple[str, model.Text]] = [
        (t.gettext("Waiting"), waiting if call else ""),
        *_on_call(draft, people),
        (t.gettext("Booking"), ride.booking_reference),
        (t.gettext("Status"), status_word(draft, ride.status)),
    ]
    return fact_columns(left, right)


def _last_call(draft: Draft, call: str) -> str:
    return draft.t.gettext("last call {time}").format(time=call)


def vehicle(draft: Draft, ride: Journey) -> str:
    """`coach, 19 seats, 1 wheelchair space`."""
    seats = draft.phrases.number("{n} seat", "{n} seats", ride.seats) if ride.seats else ""
    step_free = draft.t.gettext("step-free") if ride.step_free else ""
    mode = draft.t.gettext(MODE_LABELS[ride.mode])
    return listed(mode, ride.number, seats, wheelchair_spaces(draft, ride), step_free)


def _on_call(draft: Draft, people: Sequence[Delegate]) -> Iterator[tuple[str, model.Text]]:
    """Whom the driver may call: somebody of the team, on board if there is one, and the head."""
    t, riding = draft.t, {person.id for person in people}
    team = team_on_call(draft, people)
    if team and team[0].id in riding:
        yield t.gettext("On board"), contact_of(draft, team[0])
    else:
        yield t.gettext("Contact"), your_contact(draft)
    head_ = draft.ix.head
    if head_ and head_.mobile:
        yield t.gettext("Head of group"), contact_of(draft, head_)


# --- the list -----------------------------------------------------------------------------------


def _passengers(
    draft: Draft,
    ride: Journey,
    people: Sequence[Delegate],
    changes: Mapping[str, tuple[Connection, ...]],
) -> model.SheetTable:
    t = draft.t
    each = [connection_words(draft, changes.get(person.id, ())) for person in people]
    telling = len(set(each)) > 1  # else it stands with the ends of the ride
    roles = [_role(draft, person) for person in people]
    columns = [
        model.Column("", 8),
        model.Column(t.gettext("Passenger")),
        model.Column(t.gettext("Organisation"), share=1.12),
    ]
    extra = [
        (any(roles), "", _ROLE_WIDTH, roles),
        (telling, t.gettext("Connection"), _CONNECTION_WIDTH, each),
    ]
    shown = [(heading, width, cells) for wanted, heading, width, cells in extra if wanted]
    columns += [model.Column(heading, width) for heading, width, _ in shown]
    columns += [
        model.Column(heading, 17, align=model.Align.CENTRE)
        for heading in (t.gettext("On board"), t.pgettext("luggage", "Bag"))
    ]
    new, out = joined_by(draft, (ride.id,)), by_family_name(left_by(draft, (ride.id,)))
    if out or new & {person.id for person in people}:
        columns.append(model.Column(since(draft), 17))
    rows = tuple(
        _rider_row(
            draft,
            number,
            person,
            [cells[number - 1] for _, _, cells in shown],
            new=person.id in new,
        )
        for number, person in enumerate(people, 1)
    )
    rows += tuple(_out_row(draft, one, len(columns)) for one in out)
    count = draft.edition.counts.get(ride.id, len(people))
    words = t.ngettext("person", "people", count)
    gaps = [""] * (1 + len(shown))
    totals = (model.TableRow((str(count), words, *gaps, to_count(count), to_count())),)
    table = model.Table(
        tuple(columns),
        rows,
        totals,
        t.gettext("Passengers"),
        row_height(len(people)),
        t.gettext("No names are given."),
    )
    again = listed(_title(draft), day_of(draft, ride), route(draft, ride))
    told = summed_up(draft, changes_of(draft, ride.id))
    return model.SheetTable(table, again, (*told, _signatures(draft)))


def _rider_row(
    draft: Draft, number: int, person: Delegate, told: Iterable[str], *, new: bool
) -> model.TableRow:
    """Somebody who rides, with boxes to tick; who is new is marked."""
    box: model.Text = (model.Symbol(model.Sign.TICK_BOX),)
    cells = (number_cell(number), list_name(person), person.organisation, *map(muted, told))
    if not new:
        return model.TableRow((*cells, box, box))
    return model.TableRow((*cells, box, box, new_word(draft)), list_label(draft))


def _out_row(draft: Draft, person: Delegate, columns: int) -> model.TableRow:
    """Somebody who does not ride any more."""
    cells: list[model.Text] = ["", muted(person.sort_name), muted(person.organisation)]
    cells += [""] * (columns - len(cells) - 1)
    return model.TableRow((*cells, out_word(draft)), list_label(draft))


def _role(draft: Draft, person: Delegate) -> str:
    role = draft.ix.role_of(person)
    return draft.t.gettext(ROLE_LABELS[role]) if role in _TOLD else ""


def route(draft: Draft, ride: Journey) -> str:
    """`16:40 Hotel Exemple – Barcelona Sants`."""
    ends = " – ".join(end for end in (ride.origin, ride.destination) if end)
    return f"{draft.phrases.clock(ride.depart)} {ends}".strip()


def _signatures(draft: Draft) -> model.Signatures:
    t, body = draft.t, draft.edition.body
    confirmed = t.gettext("Confirmed, date")
    if body:
        confirmed = t.gettext("Confirmed by {name}, date").format(name=body)
    return model.Signatures((confirmed, t.gettext("Driver and phone"), t.gettext("Vehicle number")))


CHAPTERS: Final = (Chapter("order", N_("Transfer order"), _sheet, opens=True),)
"""Its only chapter."""
