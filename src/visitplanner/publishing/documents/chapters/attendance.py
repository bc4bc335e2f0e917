"""Attendance sheets: who was there on a day, signed, as funders ask for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from typing import TYPE_CHECKING, Final

from visitplanner.domain import queries
from visitplanner.domain.base import same_name
from visitplanner.domain.vocabulary import ItemKind, PaperSize, Status
from visitplanner.i18n import N_
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters import issue
from visitplanner.publishing.documents.chapters.cover import funding
from visitplanner.publishing.documents.chapters.daytitle import cities_of
from visitplanner.publishing.documents.chapters.draft import Draft
from visitplanner.publishing.documents.chapters.outline import Chapter
from visitplanner.publishing.documents.chapters.sheets import (
    by_family_name,
    day_about,
    head,
    list_name,
    number_cell,
    pairs,
    part,
    sheet,
)
from visitplanner.publishing.documents.chapters.text import dotted, joined, listed, muted, strong
from visitplanner.publishing.documents.chapters.words import CONTACT_LABELS

if TYPE_CHECKING:
    from visitplanner.domain.people import Contact, Delegate
    from visitplanner.domain.programme import Item
    from visitplanner.publishing.edition import Edition

ATTENDANCE_SHEET: Final = "attendance-sheet"
_WORK = frozenset({ItemKind.SESSION, ItemKind.SITE_VISIT, ItemKind.BRIEFING, ItemKind.OTHER})
_IDLE = frozenset({ItemKind.NOTE, ItemKind.FREE_TIME})
_NOON, _EVENING = time(13), time(18)
_LATE = time(13, 30)  # what ends by then was a morning
_ROW, _LEAST_ROW = 9.8, 7.5
_SIGN: Final = {1: 45.0, 2: 30.0, 3: 26.0}
_ROOM = 154.0  # millimetres for rows on a page with the head, the notes and the signatures
_LETTER_LOSS = 18.0  # a sheet of Letter is so much shorter
_SPARE_PER, _SPARE = 12, 2
_LONGEST = 84  # letters of titles and of places: two or three lines


def attendance_sheet(edition: Edition) -> model.Document:
    """The attendance sheet of the day that the edition is about."""
    made = sheet(edition, ATTENDANCE_SHEET, CHAPTERS, _title, _keep)
    draft = Draft(edition)
    # Hosts and auditors read it, too: its foot says what it is rather than for whom.
    foot = dotted(
        issue.version(draft), issue.published_on(draft), draft.t.gettext("attendance sheet")
    )
    replaced = issue.furniture(draft).replaces
    furniture = replace(made.furniture, foot_left=foot, replaces=replaced)
    return replace(made, furniture=furniture)


def _title(draft: Draft) -> str:
    return draft.t.gettext("Attendance sheet")


def _keep(draft: Draft) -> str:
    return draft.t.gettext("Keep the signed original")


@dataclass(frozen=True)
class _Session:
    """A part of the day that is signed for by itself."""

    name: str
    start: time | None = None
    end: time | None = None


def _sheet(draft: Draft) -> tuple[model.Part, ...]:
    day = day_about(draft)
    if day is None:
        empty = model.Paragraph(draft.t.gettext("Nothing planned."))
        return (part(_title(draft), (head(draft, _title(draft)), empty)),)
    items = _signed_items(draft, day)
    sessions = _sessions(draft, [item for item in items if item.day == day])
    blocks: list[model.Block] = [
        _head(draft),
        model.PairColumns(*_facts(draft, day, items), label_width=24.0),
        _list(draft, day, items, sessions),
    ]
    return (part(_title(draft), blocks),)


def _signed_items(draft: Draft, day: date) -> tuple[Item, ...]:
    """The work of a day; where there is none, whatever people come together for."""
    # Hosts and auditors sign here, and ideas are the team's alone.
    planned = (item for item in draft.items if item.status is not Status.IDEA)
    items = [item for item in planned if item.day == day or day in item.goes_on]
    work = tuple(item for item in items if item.kind in _WORK)
    return work or tuple(item for item in items if item.kind not in _IDLE)


def _sessions(draft: Draft, items: Iterable[Item]) -> tuple[_Session, ...]:
    """Morning, afternoon and evening, as far as the day has them."""
    t = draft.t
    timed = [(item.start, _end_of(item)) for item in items if item.start]
    names = (
        (t.gettext("Morning"), time.min, _NOON),
        (t.gettext("Afternoon"), _NOON, _EVENING),
        (t.gettext("Evening"), _EVENING, time.max),
    )
    found = []
    for name, first, last in names:
        inside = [
            (max(start, first), last if _reaches(end, last) else end)
            for start, end in timed
            if first <= start < last or (start < first and _reaches(end, first))
        ]
        if inside:
            found.append(_Session(name, min(inside)[0], max(end for _, end in inside)))
    return tuple(found) or (_Session(t.gettext("Signature")),)


def _end_of(item: Item) -> time:
    """When an item ends, on its own day."""
    return time.max if item.end_day else item.end or item.start or time.min


def _reaches(end: time, first: time) -> bool:
    """Whether something that began before goes on into the next part of the day."""
    return end > (_LATE if first == _NOON else first)


# --- the head -----------------------------------------------------------------------------------


def _head(draft: Draft) -> model.SheetHead:
    """Project and programme above the title; the funder at the right, else the version."""
    visit = draft.visit
    who = dotted(visit.project or visit.code or visit.title, visit.funding_programme)
    paid = funding(draft)
    plain = head(draft, _title(draft), who)
    if not (paid.lines or paid.eu_emblem):
        return plain
    return model.SheetHead(
        title=plain.title, kicker=plain.kicker, funding=paid.lines, eu_emblem=paid.eu_emblem
    )


def _facts(
    draft: Draft, day: date, items: Sequence[Item]
) -> tuple[tuple[model.Pair, ...], tuple[model.Pair, ...]]:
    t, visit = draft.t, draft.visit
    head_ = draft.ix.head
    names = [name for name in (visit.organiser, head_.organisation if head_ else "") if name]
    organisers = tuple({same_name(name): name for name in names}.values())
    left = (
        (t.gettext("Project number"), strong(visit.project or visit.code or "_" * 16)),
        (t.gettext("Activity"), _activity(draft, items)),
        (t.gettext("Organisers"), draft.phrases.names(organisers)),
    )
    right = (
        (t.gettext("Date"), strong(draft.phrases.full_day(day))),
        (t.gettext("Place"), _place(draft, day, items)),
        (t.gettext("Sheet"), _which(draft, day)),
    )
    return pairs(left), pairs(right)


def _activity(draft: Draft, items: Iterable[Item]) -> str:
    return _some(draft, (item.title for item in items)) or draft.visit.title


def _some(draft: Draft, texts: Iterable[str]) -> str:
    """As many of the texts as two lines hold, and how many more there are."""
    whole = list(dict.fromkeys(text for text in texts if text))
    shown = whole[:1]
    for text in whole[1:]:
        if len("; ".join([*shown, text])) > _LONGEST:
            break
        shown.append(text)
    if more := len(whole) - len(shown):
        shown.append(draft.t.ngettext("and {n} more", "and {n} more", more).format(n=more))
    return "; ".join(shown)


def _place(draft: Draft, day: date, items: Iterable[Item]) -> str:
    names = list({same_name(item.place): item.place for item in items if item.place}.values())
    cities = [city for city in cities_of(draft, day) if city]
    held = list(dict.fromkeys(draft.ix.city_of(item) for item in items))
    cities = [city for city in held if city] or cities
    # "Veles e Vents, room 1" is told by "Veles e Vents".
    names = [n for n in names if not any(n != other and _at(n, other) for other in names)]
    return listed(_some(draft, names), draft.phrases.names(cities))


def _at(name: str, other: str) -> bool:
    """Whether a place is another one or a room of it."""
    one, venue = same_name(name), same_name(other)
    return one == venue or one.startswith(f"{venue},")


def _which(draft: Draft, day: date) -> str:
    """`3 of 5, one for each day`."""
    days = [each for each in draft.days if draft.on(each)]
    if day not in days:
        return ""
    words = draft.t.gettext("{number} of {count}, one for each day")
    return words.format(number=days.index(day) + 1, count=len(days))


# --- the list -----------------------------------------------------------------------------------


def _list(
    draft: Draft, day: date, items: Sequence[Item], sessions: Sequence[_Session]
) -> model.SheetTable:
    t = draft.t
    people = by_family_name(
        person for person in queries.active_people(draft.visit) if queries.present_on(person, day)
    )
    columns = (
        model.Column("", 8),
        model.Column(t.gettext("Name")),
        model.Column(t.gettext("Organisation"), share=1.16),
        model.Column("", 9),
        *(model.Column(_heading(draft, one), _width(sessions), signing=True) for one in sessions),
    )
    spare = _SPARE * max(len(people) // _SPARE_PER, 1)
    rows = (
        *(_row(draft, number, person) for number, person in enumerate(people, 1)),
        *(_host_row(draft, contact) for contact in _hosts(draft, items)),
        *(model.TableRow(()) for _ in range(spare)),
    )
    table = model.Table(columns, rows, summary=_title(draft), row_height=_height(draft, len(rows)))
    again = dotted(
        _title(draft), draft.phrases.full_day(day), draft.visit.code, draft.visit.project
    )
    note = model.Paragraph(" ".join(_notes(draft, items, sessions, spare)), model.Tone.SECONDARY)
    foot = model.FootNote(_small_print(draft))
    return model.SheetTable(table, again, (note, _signatures(draft, items), foot))


def _height(draft: Draft, rows: int) -> float:
    """The height of rows in millimetres: a little lower where that saves a page."""
    letter = draft.visit.paper_size is PaperSize.LETTER
    fitting = (_ROOM - (_LETTER_LOSS if letter else 0.0)) / rows
    return min(fitting, _ROW) if fitting >= _LEAST_ROW else _ROW


def _width(sessions: Sequence[_Session]) -> float:
    return _SIGN[len(sessions)]


def _heading(draft: Draft, session: _Session) -> str:
    if session.start is None:
        return session.name
    known = session.end and session.start < session.end < time.max
    end = session.end if known else None
    return f"{session.name}\n{draft.phrases.span(session.start, end)}"


def _row(draft: Draft, number: int, person: Delegate) -> model.TableRow:
    record = draft.ix.organisation(person.organisation)
    country = muted(record.country) if record else ""
    return model.TableRow((number_cell(number), list_name(person), person.organisation, country))


def _hosts(draft: Draft, items: Iterable[Item]) -> tuple[Contact, ...]:
    """The people of the hosts whom the day's items name; they sign, too."""
    named = (draft.ix.contact(item.host_contact) for item in items if item.host_contact)
    return tuple({contact.id: contact for contact in named if contact}.values())


def _host_row(draft: Draft, contact: Contact) -> model.TableRow:
    role = CONTACT_LABELS.get(contact.role)
    words = muted(draft.t.gettext(role)) if role else ""
    record = draft.ix.organisation(contact.organisation)
    country = muted(record.country) if record else ""
    name = joined((strong(contact.name), words), between=" ")
    return model.TableRow(("", name, contact.organisation, country))


# --- below the list -----------------------------------------------------------------------------


def _notes(
    draft: Draft, items: Sequence[Item], sessions: Sequence[_Session], spare: int
) -> Iterator[str]:
    t = draft.t
    yield (
        t.gettext("Sign in ink, each half day.") if len(sessions) > 1 else t.gettext("Sign in ink.")
    )
    yield from _elsewhere(draft, items)
    yield draft.phrases.number(
        "{n} empty line is for guests.", "{n} empty lines are for guests.", spare
    )


def _elsewhere(draft: Draft, items: Sequence[Item]) -> Iterator[str]:
    """Smaller groups that are away from where most are, and sign before they leave."""
    places = [i.place for i in items if i.place and i.id in draft.edition.everybody]
    for item in items:
        count = draft.edition.counts.get(item.id, 0)
        here = any(_at(item.place, place) for place in places)
        if here or not (item.place and places and count) or item.id in draft.edition.everybody:
            continue
        if item.start and item.end:
            words = draft.t.ngettext(
                "{n} person is at {place} from {start} to {end} and signs before leaving.",
                "{n} people are at {place} from {start} to {end} and sign before they leave.",
                count,
            )
            start, end = draft.phrases.clock(item.start), draft.phrases.clock(item.end)
            yield words.format(n=count, place=item.place, start=start, end=end)


def _signatures(draft: Draft, items: Iterable[Item]) -> model.Signatures:
    t = draft.t
    main = [item for item in items if item.id in draft.edition.everybody] or list(items)
    hosts = {same_name(i.host_organisation): i.host_organisation for i in main}
    hosts.pop("", None)
    host = t.gettext("Date and signature of the host")
    if len(hosts) == 1:
        host = listed(host, next(iter(hosts.values())))
    return model.Signatures((host, t.gettext("Date and signature of the project coordinator")))


def _small_print(draft: Draft) -> str:
    kept = draft.t.gettext(
        "Names and signatures are kept as proof of the activity for as long as the funding"
        " rules ask."
    )
    return " ".join(part for part in (" ".join(draft.visit.disclaimer.split()), kept) if part)


CHAPTERS: Final = (Chapter("list", N_("Attendance sheet"), _sheet, opens=True),)
"""Its only chapter."""
