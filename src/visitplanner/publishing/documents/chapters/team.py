"""What only the team reads: needs, rooms, what is still open."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from visitplanner.domain import queries
from visitplanner.domain.base import same_name
from visitplanner.domain.programme import Item, Journey, Room
from visitplanner.domain.vocabulary import Registration, Status
from visitplanner.i18n import N_
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.marking import label_of, mark_of, since, word_of
from visitplanner.publishing.documents.chapters.rides import days_later, to_place
from visitplanner.publishing.documents.chapters.text import dotted, listed
from visitplanner.publishing.documents.chapters.words import (
    ROOM_LABELS,
    capital,
    said,
    said_all,
    status_word,
    title_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from visitplanner.domain.people import Delegate
    from visitplanner.publishing.documents.chapters.draft import Draft

_ABSENT = {
    Registration.WAITING: N_("on the waiting list"),
    Registration.CANCELLED: N_("registration cancelled"),
}
_MOST_NIGHTS = 14  # as columns of a table


# --- needs --------------------------------------------------------------------------------------


def needs_parts(draft: Draft) -> tuple[model.Part, ...]:
    """Who eats what, and what access is needed; the team's alone."""
    if not draft.team:
        return ()
    t = draft.t
    people = queries.active_people(draft.visit)
    serious = [person for person in people if person.serious_allergy]
    with_needs = [p for p in people if p.diet or p.avoid or p.serious_allergy or p.access_needs]
    meals = [item for item in draft.items if queries.is_meal(item)]
    if not (with_needs or meals):
        return ()
    title = t.gettext("Diet and access")
    blocks: list[model.Block] = [
        model.Heading(title, kicker=t.gettext("For the organising team only"))
    ]
    if serious:
        rows = tuple(model.PanelRow(p.name, _avoid(draft, p)) for p in serious)
        blocks.append(model.SeverePanel(t.gettext("Serious allergies"), rows))
    if with_needs:
        blocks.append(model.Heading(t.gettext("Needs as recorded"), level=2))
        blocks.append(_needs_table(draft, with_needs))
    if meals:
        blocks.append(model.Heading(t.gettext("Covers"), level=2))
        blocks.append(_meals_table(draft, meals))
    return (model.Part(title=title, blocks=tuple(blocks), key="needs"),)


def _avoid(draft: Draft, person: Delegate) -> str:
    emergency = listed(person.emergency_contact, person.emergency_phone)
    return dotted(listed(person.avoid, said_all(draft, person.diet)), emergency)


def _needs_table(draft: Draft, people: Iterable[Delegate]) -> model.Table:
    t = draft.t
    people = list(people)
    columns = [
        model.Column(t.gettext("Name"), 48, strong=True),
        model.Column(t.gettext("Diet")),
        model.Column(t.gettext("Avoid")),
        model.Column(t.gettext("Access")),
    ]
    if any(mark_of(draft, p.id) for p in people):
        columns.append(model.Column(since(draft), 17))
    rows = tuple(
        model.TableRow(
            (
                p.name,
                said_all(draft, p.diet),
                p.avoid,
                said_all(draft, p.access_needs),
                word_of(draft, p.id),
            )[: len(columns)],
            label_of(draft, p.id),
        )
        for p in people
    )
    return model.Table(tuple(columns), rows, summary=t.gettext("Needs as recorded"))


def _meals_table(draft: Draft, meals: Iterable[Item]) -> model.Table:
    t, phrases = draft.t, draft.phrases
    columns = (
        model.Column(t.gettext("Day"), 22),
        model.Column(t.gettext("Time"), 24),
        model.Column(t.gettext("Meal"), strong=True),
        model.Column(t.gettext("Covers"), 15, align=model.Align.RIGHT),
        model.Column(t.gettext("Diets")),
        model.Column(t.gettext("Serious"), 18, align=model.Align.RIGHT),
    )
    rows = []
    for meal in meals:
        needs = draft.edition.needs.get(meal.id)
        if needs is None or needs.covers is None:
            continue
        diets = ", ".join(f"{said(draft, d)} {n}" for d, n in sorted(needs.diets.items()))
        rows.append(
            model.TableRow(
                (
                    capital(phrases.day(meal.day)) if meal.day else "",
                    phrases.span(meal.start, meal.end, meal.end_day),
                    listed(meal.title, meal.place),
                    str(needs.covers),
                    diets,
                    str(needs.serious) if needs.serious else "",
                ),
                label_of(draft, meal.id),
            )
        )
    return model.Table(columns, tuple(rows), summary=t.gettext("Covers"))


# --- rooms --------------------------------------------------------------------------------------


def room_parts(draft: Draft) -> tuple[model.Part, ...]:
    """Who sleeps where; the team's alone."""
    if not draft.team:
        return ()
    rooms = [r for r in draft.visit.rooms if not r.occupants or queries.sleepers(draft.visit, r)]
    if not rooms:
        return ()
    title = draft.t.gettext("Rooms")
    blocks: list[model.Block] = [
        model.Heading(title, kicker=draft.t.gettext("For the organising team only"))
    ]
    by_hotel: dict[str, list[Room]] = {}
    for room in rooms:
        by_hotel.setdefault(same_name(room.hotel), []).append(room)
    for group in by_hotel.values():
        if name := group[0].hotel:
            blocks += (model.Heading(name, level=2), _room_table(draft, group, name))
    if own := by_hotel.get(""):
        blocks.append(model.Heading(draft.t.gettext("Own arrangement"), level=2))
        blocks.append(model.Bullets(tuple(_own_bed(draft, room) for room in own)))
    return (model.Part(title=title, blocks=tuple(blocks), key="rooms"),)


def _own_bed(draft: Draft, room: Room) -> str:
    """Who arranges their own bed, and for which nights."""
    people = ", ".join(person.name for person in queries.sleepers(draft.visit, room))
    nights = [draft.phrases.day(night) for night in room.nights]
    when = nights[0] if len(nights) == 1 else ""
    if len(nights) > 1 and room.check_out and room.check_in:
        when = draft.phrases.short_days(room.check_in, room.check_out)
    return dotted(people, when)


def _room_table(draft: Draft, rooms: Sequence[Room], summary: str) -> model.Table:
    t, phrases = draft.t, draft.phrases
    nights = sorted({night for room in rooms for night in room.nights})
    shown = nights if len(nights) <= _MOST_NIGHTS else []
    columns = [
        model.Column(t.gettext("Name"), share=1.4, strong=True),
        model.Column(t.pgettext("hotel", "Room")),
        *(model.Column(phrases.day_of_month(n), 12, align=model.Align.CENTRE) for n in shown),
    ]
    if not shown:
        columns.append(model.Column(t.gettext("Nights"), 44))
    ordered = sorted(rooms, key=lambda room: room.check_in or date.max)
    marked = any(mark_of(draft, room.id) for room in ordered)
    if marked:
        columns.append(model.Column(since(draft), 17))
    table_rows = tuple(_room_row(draft, room, shown, marked=marked) for room in ordered)
    totals = _room_totals(draft, rooms, shown)
    return model.Table(tuple(columns), table_rows, totals=totals, summary=summary)


def _room_row(draft: Draft, room: Room, nights: Sequence[date], *, marked: bool) -> model.TableRow:
    t = draft.t
    people = queries.sleepers(draft.visit, room)
    names = "\n".join(person.sort_name for person in people) or t.gettext("not assigned")
    details = dotted(
        t.gettext(ROOM_LABELS[room.kind]),
        t.gettext("accessible") if room.accessible else "",
        room.confirmation,
    )
    marks: list[model.Text] = [_mark(night in room.nights) for night in nights]
    if not nights and room.check_in and room.check_out:
        marks = [draft.phrases.short_days(room.check_in, room.check_out)]
    # Undated rooms have no cell for their nights.
    gap = [""] * (max(len(nights), 1) - len(marks))
    last = (*gap, word_of(draft, room.id)) if marked else ()
    return model.TableRow((names, details, *marks, *last), label_of(draft, room.id))


def _mark(sleeps: bool) -> model.Text:
    return (model.Symbol(model.Sign.NIGHT),) if sleeps else "–"


def _room_totals(
    draft: Draft, rooms: Sequence[Room], nights: Sequence[date]
) -> tuple[model.TableRow, ...]:
    """How many rooms each night; none for beds that people arrange themselves."""
    booked = [room for room in rooms if queries.is_booked(draft.visit, room)]
    if not booked or not nights:
        return ()
    counts = [str(sum(night in room.nights for room in booked)) for night in nights]
    return (model.TableRow((draft.t.gettext("Rooms"), "", *counts)),)


# --- open points --------------------------------------------------------------------------------


def open_parts(draft: Draft) -> tuple[model.Part, ...]:
    """What is not certain, has no day or was accepted, and who does not come; the team's alone."""
    if not draft.team:
        return ()
    t = draft.t
    blocks: list[model.Block] = []
    tentative = [entry for entry in draft.entries if entry.status.tentative]
    blocks += _section(draft, t.gettext("To be confirmed"), tentative)
    undated: list[queries.Entry] = [*queries.tray(draft.visit)]
    undated += [j for j in draft.visit.journeys if not j.depart_day and j.status.counts]
    blocks += _section(draft, t.gettext("Without a day"), undated)
    cancelled = [e for e in queries.all_entries(draft.visit) if e.status is Status.CANCELLED]
    blocks += _section(draft, t.gettext("Cancelled"), cancelled)
    if draft.edition.accepted:
        blocks.append(model.Heading(t.gettext("Accepted as it is"), level=2))
        blocks.append(_accepted_table(draft))
    absent = [person for person in draft.visit.delegates if not person.active]
    if absent:
        blocks.append(model.Heading(t.gettext("Not coming"), level=2))
        blocks.append(model.Bullets(tuple(_absent(draft, person) for person in absent)))
    if not blocks:
        return ()
    title = t.gettext("Open points")
    heading = model.Heading(title, kicker=t.gettext("For the organising team only"))
    return (model.Part(title=title, blocks=(heading, *blocks), new_page=False, key="open"),)


def _section(draft: Draft, title: str, entries: Sequence[queries.Entry]) -> tuple[model.Block, ...]:
    if not entries:
        return ()
    t = draft.t
    columns = (
        model.Column(t.gettext("ID"), 16),
        model.Column(t.gettext("When"), 42),
        model.Column(t.gettext("What"), share=1.4, strong=True),
        model.Column(t.gettext("Remarks")),
    )
    rows = tuple(_open_row(draft, entry) for entry in entries)
    return (model.Heading(title, level=2), model.Table(columns, rows, summary=title))


def _open_row(draft: Draft, entry: queries.Entry) -> model.TableRow:
    day = queries.entry_day(entry)
    if isinstance(entry, Journey):
        times = (
            draft.phrases.span(entry.depart, entry.arrive, days_later(entry))
            if entry.depart
            else ""
        )
        title, remarks = to_place(draft, entry), entry.notes
    else:
        times = draft.phrases.span(entry.start, entry.end, entry.end_day) if entry.start else ""
        title = title_of(draft, entry)
        remarks = dotted(entry.place, entry.internal_notes)
    when = listed(capital(draft.phrases.day(day)) if day else "", times)
    status = capital(status_word(draft, entry.status))
    return model.TableRow((entry.code, when, title, dotted(status, remarks)))


def _accepted_table(draft: Draft) -> model.Table:
    """Problems of the plan that somebody answers for, with the reason and the name."""
    t = draft.t
    columns = (
        model.Column(t.gettext("What"), share=1.4),
        model.Column(t.gettext("Reason"), strong=True),
        model.Column(t.gettext("Accepted by"), 38),
    )
    rows = tuple(
        model.TableRow(
            (
                each.message,
                each.reason,
                listed(each.name, draft.phrases.day(each.given_on) if each.given_on else ""),
            )
        )
        for each in draft.edition.accepted
    )
    return model.Table(columns, rows, summary=t.gettext("Accepted as it is"))


def _absent(draft: Draft, person: Delegate) -> str:
    status = draft.t.gettext(_ABSENT.get(person.status, ""))
    return dotted(listed(person.name, person.organisation), status)
