"""The contact sheet of the team: everybody whom it may have to call, by city and by part played."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from visitplanner.domain import queries
from visitplanner.domain.base import same_name
from visitplanner.domain.privacy import Audience
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.vocabulary import ContactRole, DelegateRole
from visitplanner.i18n import N_
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.issue import document, reader_line
from visitplanner.publishing.documents.chapters.marking import (
    joined_by,
    list_label,
    new_word,
    since,
)
from visitplanner.publishing.documents.chapters.outline import Chapter, printed
from visitplanner.publishing.documents.chapters.sheets import by_family_name
from visitplanner.publishing.documents.chapters.text import dotted, listed, muted, phone
from visitplanner.publishing.documents.chapters.urgent import urgent
from visitplanner.publishing.documents.chapters.words import (
    MODE_LABELS,
    ROLE_LABELS,
    capital,
)

if TYPE_CHECKING:
    from visitplanner.domain.people import Contact, Delegate
    from visitplanner.publishing.documents.chapters.draft import Draft
    from visitplanner.publishing.edition import Edition

CONTACT_SHEET: Final = "contact-sheet"
_NUMBER: Final = 33.0  # millimetres for a phone number at the right
_ROLE: Final = 20.0
_NAME: Final = 45.0
_CALL_ORDER: Final = (DelegateRole.STAFF, DelegateRole.DEPUTY, DelegateRole.HEAD)
_MOST_TIMES: Final = 4
_FEW: Final = 10  # delegates who may stand below the others; more have a page of their own


@dataclass(frozen=True)
class _Line:
    """Somebody to call: the part they play, their name, what for, and how."""

    part: str
    name: str
    note: str
    number: str


def contact_sheet(edition: Edition) -> model.Document:
    """Everybody to call, on as few pages as they take."""
    draft, parts = printed(edition, CONTACT_SHEET, CHAPTERS, numbered=False)
    return document(draft, draft.t.gettext("Contacts"), parts)


def _opening(draft: Draft) -> tuple[model.Part, ...]:
    title = draft.t.gettext("Contacts")
    heading = model.Heading(title, kicker=reader_line(draft))
    blocks = (heading, *call_table(draft), *city_tables(draft))
    return (model.Part(title=title, blocks=blocks, key="contacts"),)


# --- whom first ---------------------------------------------------------------------------------


def call_table(draft: Draft) -> tuple[model.Block, ...]:
    """Whom to call, in this order."""
    t = draft.t
    lines = _ambulance(draft)
    if number := draft.visit.emergency_phone:
        lines.append(_Line("", t.gettext("Duty phone"), t.gettext("day and night"), number))
    lines += _team(draft)
    rows = [
        _row(_Line(f"{place}", line.name, line.note, line.number))
        for place, line in enumerate(lines, 1)
    ]
    title = t.gettext("Call in this order")
    columns = (
        model.Column("", 8),
        model.Column(t.gettext("Who"), _NAME + _ROLE - 8, strong=True),
        model.Column(t.gettext("What for")),
        model.Column(t.gettext("Phone"), _NUMBER, align=model.Align.RIGHT),
    )
    return (
        model.Heading(title, level=2),
        model.Table(columns, tuple(rows), summary=title),
    )


def _ambulance(draft: Draft) -> list[_Line]:
    """The emergency numbers, each with its countries where they differ."""
    name, known = draft.t.gettext("Ambulance, fire, police"), urgent(draft)
    return [
        _Line("", name, "" if known.everywhere else listed(*countries), number)
        for number, countries in known.numbers
    ]


def _team(draft: Draft) -> list[_Line]:
    """Those who run the visit, the deputy, the head."""
    people = [p for p in queries.active_people(draft.visit) if draft.ix.role_of(p) in _CALL_ORDER]
    if draft.edition.audience is Audience.HEAD:
        people = [p for p in people if draft.ix.role_of(p) is not DelegateRole.HEAD]
    people.sort(key=lambda person: _CALL_ORDER.index(draft.ix.role_of(person)))
    return [_of_team(draft, person) for person in people]


def _of_team(draft: Draft, person: Delegate) -> _Line:
    role = draft.t.gettext(ROLE_LABELS[draft.ix.role_of(person)])
    note = dotted(
        role, person.job_title, person.organisation, draft.phrases.languages(person.languages)
    )
    return _Line("", person.name, note, person.mobile)


def _row(line: _Line) -> model.TableRow:
    part = muted(line.part) if line.part else ""
    return model.TableRow((part, line.name, line.note, phone(line.number)))


# --- by city ------------------------------------------------------------------------------------


def city_tables(draft: Draft) -> tuple[model.Block, ...]:
    """Hotels, hosts, caterers of each city in the order of the visit; then who belongs to none."""
    by_city: dict[str, list[_Line]] = {city: [] for city in draft.visit.cities}
    spelling = {same_name(city): city for city in by_city}
    for city, line in (*_hotels(draft), *_hosts(draft), *_caterers(draft), *_known(draft)):
        name = spelling.setdefault(same_name(city), city)
        by_city.setdefault(name, []).append(line)
    elsewhere = by_city.pop("", [])
    everywhere = [*_drivers(draft), *elsewhere]
    blocks: list[model.Block] = []
    for city, lines in by_city.items():
        blocks += _table(draft, city, lines)
    title = draft.t.gettext("On the road and elsewhere") if blocks else draft.t.gettext("Others")
    return (*blocks, *_table(draft, title, everywhere))


def _table(draft: Draft, title: str, lines: Iterable[_Line]) -> tuple[model.Block, ...]:
    """The people of a city; a part is said where it begins."""
    rows: list[model.TableRow] = []
    before = ""
    for line in dict.fromkeys(lines):
        part = "" if line.part == before else line.part
        before = line.part
        rows.append(_row(_Line(part, line.name, line.note, line.number)))
    if not rows:
        return ()
    t = draft.t
    columns = (
        model.Column("", _ROLE),
        model.Column(t.gettext("Who"), _NAME, strong=True),
        model.Column(t.gettext("What for")),
        model.Column(t.gettext("Phone"), _NUMBER, align=model.Align.RIGHT),
    )
    return (model.Heading(title, level=2), model.Table(columns, tuple(rows), summary=title))


_Placed = tuple[str, _Line]


def _city_of_place(draft: Draft, name: str) -> str:
    record = draft.ix.place(name) if name else None
    return record.city if record else ""


def _hotels(draft: Draft) -> Iterable[_Placed]:
    label = draft.t.gettext("Hotel")
    for stay in draft.edition.stays:
        record = draft.ix.place(stay.hotel)
        days = draft.phrases.short_days(stay.check_in, stay.check_out)
        line = _Line(label, stay.hotel, capital(days), record.phone if record else "")
        yield _city_of_place(draft, stay.hotel), line
        for contact in draft.visit.contacts:
            at_it = same_name(contact.organisation) == same_name(stay.hotel)
            if contact.role is ContactRole.HOTEL and at_it:
                note = listed(contact.job_title, stay.hotel)
                yield (
                    _city_of_place(draft, stay.hotel),
                    _Line(label, contact.name, note, contact.phone),
                )


def _hosts(draft: Draft) -> Iterable[_Placed]:
    """The hosts in the order in which they are met, each with the days."""
    met: dict[str, list[Item]] = {}
    for item in draft.items:
        if name := item.host_contact or item.host_organisation:
            met.setdefault(same_name(name), []).append(item)
    label = draft.t.gettext("Host")
    for items in met.values():
        first = items[0]
        record = draft.ix.contact(first.host_contact)
        place = draft.ix.place(first.place)
        name = first.host_contact or first.host_organisation
        about = listed(record.job_title, record.organisation) if record else ""
        about = about or (first.host_organisation if first.host_contact else "")
        number = record.phone if record else place.phone if place else ""
        line = _Line(label, name, dotted(about, _times(draft, items)), number)
        yield draft.ix.city_of(first), line


def _times(draft: Draft, items: Sequence[Item]) -> str:
    """When somebody is met: `Mon 6 Nov 11:00, Tue 7 Nov 09:00`, the first time of each day."""
    first: dict[str, str] = {}
    for item in items:
        if item.day:
            first.setdefault(capital(draft.phrases.day(item.day)), draft.phrases.clock(item.start))
    times = [f"{day} {clock}".strip() for day, clock in first.items()]
    return listed(*times[:_MOST_TIMES], "…" if len(times) > _MOST_TIMES else "")


def _caterers(draft: Draft) -> Iterable[_Placed]:
    """Where the group eats, as far as it is no hotel of its own."""
    meals: dict[str, list[Item]] = {}
    hotels = {same_name(stay.hotel) for stay in draft.edition.stays}
    for item in draft.items:
        if queries.is_meal(item) and item.place and same_name(item.place) not in hotels:
            meals.setdefault(same_name(item.place), []).append(item)
    label = draft.t.gettext("Meals")
    for items in meals.values():
        record = draft.ix.place(items[0].place)
        line = _Line(label, items[0].place, _times(draft, items), record.phone if record else "")
        yield draft.ix.city_of(items[0]), line


_OTHERS: Final = {
    ContactRole.CATERER: N_("Meals"),
    ContactRole.INTERPRETER: N_("Interpreter"),
    ContactRole.PRESS: N_("Press"),
    ContactRole.EMERGENCY: N_("Emergency"),
    ContactRole.HOST: N_("Host"),
    ContactRole.SPEAKER: N_("Speaker"),
    ContactRole.HOTEL: N_("Hotel"),
    ContactRole.OTHER: N_("Others"),
}
"""The parts of contacts who are not met at an item, in the order of the sheet."""


def _known(draft: Draft) -> Iterable[_Placed]:
    """The contacts who are at no item: interpreters, press, a hospital."""
    named = {same_name(item.host_contact) for item in draft.items}
    hotels = {same_name(stay.hotel) for stay in draft.edition.stays}
    for role, label in _OTHERS.items():
        for contact in draft.visit.contacts:
            listed_before = same_name(contact.name) in named
            listed_before |= role is ContactRole.HOTEL and same_name(contact.organisation) in hotels
            if contact.role is role and not listed_before and (contact.name or contact.phone):
                yield _city_of(draft, contact), _contact_line(draft, contact, label)


def _city_of(draft: Draft, contact: Contact) -> str:
    record = draft.ix.organisation(contact.organisation) if contact.organisation else None
    known = {same_name(city) for city in draft.visit.cities}
    return record.city if record and same_name(record.city) in known else ""


def _contact_line(draft: Draft, contact: Contact, label: str) -> _Line:
    work = listed(contact.job_title, contact.organisation if contact.name else "")
    note = dotted(work, draft.phrases.languages(contact.languages))
    name = contact.name or contact.organisation
    return _Line(draft.t.gettext(label), name, note, contact.phone)


def _drivers(draft: Draft) -> Iterable[_Line]:
    """The drivers and carriers, each with the journeys of the group that they make."""
    rides: dict[str, list[Journey]] = {}
    for entry in draft.entries:
        if isinstance(entry, Journey) and (name := entry.contact or entry.carrier):
            rides.setdefault(same_name(name), []).append(entry)
    for journeys in rides.values():
        first = journeys[0]
        record = draft.ix.contact(first.contact) if first.contact else None
        label = draft.t.gettext(MODE_LABELS[first.mode])
        work = record.organisation if record else first.carrier if first.contact else ""
        when = _ride_times(draft, journeys)
        number = record.phone if record else ""
        if first.contact or number:
            yield _Line(label, first.contact or first.carrier, dotted(work, when), number)


def _ride_times(draft: Draft, journeys: Sequence[Journey]) -> str:
    by_day: dict[str, list[str]] = {}
    for journey in journeys:
        if journey.depart_day:
            times = by_day.setdefault(capital(draft.phrases.day(journey.depart_day)), [])
            times.append(draft.phrases.clock(journey.depart))
    days = [f"{day} {listed(*times)}".strip() for day, times in by_day.items()]
    return "; ".join([*days[:_MOST_TIMES], *(["…"] if len(days) > _MOST_TIMES else [])])


# --- the delegates ------------------------------------------------------------------------------


def _delegates(draft: Draft) -> tuple[model.Part, ...]:
    """Their mobiles by family name."""
    people = by_family_name(queries.active_people(draft.visit))
    if not people:
        return ()
    t = draft.t
    new = joined_by(draft, ()) & {p.id for p in people}
    columns = [
        model.Column(t.gettext("Name"), 48, strong=True),
        model.Column(t.gettext("Organisation")),
        model.Column(t.gettext("Speaks"), 38),
        model.Column(t.gettext("Mobile"), _NUMBER, align=model.Align.RIGHT),
        *((model.Column(since(draft), 17),) if new else ()),
    ]
    rows = tuple(
        model.TableRow(
            (
                p.sort_name,
                p.organisation,
                draft.phrases.languages(p.languages),
                phone(p.mobile),
                *((new_word(draft),) if p.id in new else ()),
            ),
            list_label(draft) if p.id in new else "",
        )
        for p in people
    )
    title = t.gettext("The delegation, by family name")
    table = model.Table(tuple(columns), rows, summary=title)
    alone = len(people) > _FEW
    blocks = (model.Heading(title, level=1 if alone else 2), table)
    return (model.Part(title=title, blocks=blocks, new_page=alone, key="delegates"),)


def _private(draft: Draft) -> tuple[model.Part, ...]:
    """Whom to phone at home if something happens to somebody; on a page of its own."""
    t = draft.t
    people = by_family_name(queries.active_people(draft.visit))
    known = [p for p in people if p.emergency_contact or p.emergency_phone]
    if not known:
        return ()
    title = t.gettext("Emergency contacts")
    columns = (
        model.Column(t.gettext("Name"), 58, strong=True),
        model.Column(t.gettext("Whom to phone")),
        model.Column(t.gettext("Phone"), _NUMBER, align=model.Align.RIGHT),
    )
    rows = tuple(
        model.TableRow((p.sort_name, p.emergency_contact, phone(p.emergency_phone))) for p in known
    )
    heading = model.StampedHeading(
        title,
        kicker=reader_line(draft),
        stamp=t.gettext("Private: destroy after the visit"),
    )
    note = t.gettext("Phone only once the head of delegation or the duty phone has said so.")
    blocks: list[model.Block] = [
        heading,
        model.Paragraph(note),
        model.Table(columns, rows, summary=title),
    ]
    silent = [p.name for p in people if p not in known]
    if silent:
        missing = t.gettext("No contact is known for {names}.")
        line = missing.format(names=draft.phrases.names(silent))
        blocks.append(model.Paragraph(line, model.Tone.SECONDARY))
    return (model.Part(title=title, blocks=tuple(blocks), key="private"),)


CHAPTERS: Final = (
    Chapter("contacts", N_("Contacts"), _opening, opens=True),
    Chapter("delegates", N_("The delegation, by family name"), _delegates),
    Chapter("private", N_("Emergency contacts"), _private),
)
"""In their usual order; what is private stands on a page of its own, which can be taken out."""
