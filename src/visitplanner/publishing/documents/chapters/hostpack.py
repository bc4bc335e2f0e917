"""What a host gets: who comes when, why, what they need, and whom to phone.

A host learns of needs as counts, of contacts those of the team, of passports only if it asks.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from visitplanner.domain import queries
from visitplanner.domain.base import same_name
from visitplanner.domain.vocabulary import DelegateRole, Mode
from visitplanner.i18n import N_
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.cover import funding
from visitplanner.publishing.documents.chapters.delegation import person_card, profiles
from visitplanner.publishing.documents.chapters.hostasks import asks, most_at_once
from visitplanner.publishing.documents.chapters.issue import document
from visitplanner.publishing.documents.chapters.items import in_language
from visitplanner.publishing.documents.chapters.marking import (
    joined_by,
    label_of,
    left_by,
    list_label,
    new_word,
    note_of,
    since,
)
from visitplanner.publishing.documents.chapters.outline import Chapter, printed
from visitplanner.publishing.documents.chapters.people import in_order
from visitplanner.publishing.documents.chapters.sheets import by_family_name
from visitplanner.publishing.documents.chapters.text import (
    joined,
    listed,
    mail,
    muted,
    paragraphs,
    phone,
    phone_target,
    with_page,
)
from visitplanner.publishing.documents.chapters.words import (
    BY_MODE,
    ROLE_LABELS,
    capital,
    status_word,
    title_of,
)
from visitplanner.publishing.reception import Reception

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from visitplanner.domain.people import Delegate
    from visitplanner.domain.programme import Item
    from visitplanner.publishing.documents.chapters.draft import Draft
    from visitplanner.publishing.edition import Edition

HOST_PACK: Final = "host-pack"
_ABOUT: Final = "about-the-people"
_GATE: Final = "gate-list"
_WARNING: Final = 15  # minutes before the beginning


def host_pack(edition: Edition) -> model.Document:
    """The papers of one host organisation."""
    draft, parts = printed(edition, HOST_PACK, CHAPTERS, numbered=False)
    return document(draft, draft.t.gettext("Your visitors"), parts)


def _for(draft: Draft) -> str:
    """`For IREC`, in the running head."""
    body = draft.edition.body
    return draft.t.gettext("For {name}").format(name=body) if body else ""


def _items_by_day(draft: Draft) -> dict[date, tuple[Item, ...]]:
    """What the host receives, day by day."""
    found: dict[date, list[Item]] = {}
    for item in draft.items:
        if item.day:
            found.setdefault(item.day, []).append(item)
    return {day: tuple(items) for day, items in found.items()}


# --- a page per day -----------------------------------------------------------------------------


def _visits(draft: Draft) -> tuple[model.Part, ...]:
    """A page for each day on which the host receives; one that says so if there is none."""
    days = _items_by_day(draft)
    if not days:
        title = draft.t.gettext("Your visitors")
        nothing = model.Paragraph(draft.t.gettext("Nothing planned."))
        return (model.Part(title=title, head=_for(draft), blocks=(model.Heading(title), nothing)),)
    first, *others = days
    parts = [_first_visit(draft, first, days[first])]
    before = {first: days[first]}
    for day in others:
        parts.append(_other_visit(draft, day, days[day], before))
        before[day] = days[day]
    return tuple(parts)


def _first_visit(draft: Draft, day: date, items: Sequence[Item]) -> model.Part:
    """The first page: who comes and why, too, and whom to phone."""
    paid = _funding(draft)
    blocks = (
        *_opening(draft, day, items),
        model.Beside(_prose(draft), _panel(draft, items)),
        *_who_comes(draft, items, _coming(draft, items)),
        *_foot_columns(draft, items, keep=bool(paid)),
        *paid,
    )
    return _part(draft, day, blocks)


def _other_visit(
    draft: Draft, day: date, items: Sequence[Item], before: Mapping[date, Sequence[Item]]
) -> model.Part:
    """The page of another day; people who were on a list before are not listed again."""
    people = _coming(draft, items)
    known = next((d for d, told in before.items() if _coming(draft, told) == people), None)
    who = _who_comes(draft, items, people)
    if known and people:
        same = draft.t.gettext("The same people as on {date}.")
        told = same.format(date=draft.phrases.day_and_month(known))
        who = (who[0], model.Paragraph(told))
    blocks = (
        *_opening(draft, day, items),
        model.Beside((), _panel(draft, items)),
        *who,
        model.Notes(draft.t.gettext("Notes")),
    )
    return _part(draft, day, blocks)


def _part(draft: Draft, day: date, blocks: tuple[model.Block, ...]) -> model.Part:
    key = f"day-{day.isoformat()}"
    return model.Part(title=_title(draft, day), head=_for(draft), blocks=blocks, key=key)


def _title(draft: Draft, day: date) -> str:
    date_ = draft.phrases.day_and_month(day)
    return draft.t.gettext("Your visitors on {date}").format(date=date_)


def _panel(draft: Draft, items: Sequence[Item]) -> model.TickPanel:
    lines = asks(draft, items, _gate_key(draft))
    return model.TickPanel(draft.t.gettext("What we ask of you"), lines)


def _opening(draft: Draft, day: date, items: Sequence[Item]) -> tuple[model.Block, ...]:
    """When the group comes; what is planned, where that is more than one thing."""
    heading = model.Heading(_title(draft, day), kicker=_kicker(draft, items))
    if len(items) == 1:
        return (heading, _times(draft, day, items), *_subject(draft, items[0]))
    planned = model.Heading(draft.t.gettext("What is planned"), level=2)
    return (heading, _times(draft, day, items), planned, _programme(draft, items))


def _subject(draft: Draft, item: Item) -> tuple[model.Block, ...]:
    """What the only item is called, where, and how certain it is."""
    doubt = status_word(draft, item.status)
    title: model.Text = (model.Run(item.title, model.Role.STRONG),) if item.title else ()
    warning: model.Text = (model.Run(doubt, model.Role.ACCENT),) if doubt else ()
    line = joined((title, item.place, warning))
    note = note_of(draft, item.id)
    changed = draft.t.gettext("Changed:")
    return (
        *((model.Paragraph(line, wide=True),) if line else ()),
        *((model.Callout(changed, note, must_know=True),) if note else ()),
    )


def _kicker(draft: Draft, items: Sequence[Item]) -> str:
    """`For Recerca Exemple, Head of laboratory, IREC`."""
    name = next((item.host_contact for item in items if item.host_contact), "")
    record = draft.ix.contact(name) if name else None
    body = draft.edition.body or next((i.host_organisation for i in items), "")
    job = record.job_title if record else ""
    away = record.organisation if record else ""
    company = body if not away or same_name(away) == same_name(body) else listed(away, body)
    reader = listed(name, job, company)
    return draft.t.gettext("For {name}").format(name=reader) if reader else ""


def _times(draft: Draft, day: date, items: Sequence[Item]) -> model.BigFacts:
    """When the group comes, how long it stays, how many come; never how and where it goes on."""
    t, phrases = draft.t, draft.phrases
    first = next((i for i in items if i.start), items[0])
    last = max(items, key=_end_of)
    comes = draft.edition.receptions.get(first.id, Reception())
    facts: list[model.Pair] = []
    if comes.arrives:
        label = listed(t.gettext("Arrival"), _by(draft, comes.arrives.mode))
        facts.append(model.Pair(label, phrases.clock(comes.arrives.clock)))
    label = listed(t.gettext("Visit"), phrases.full_day(day))
    facts.append(model.Pair(label, phrases.span(first.start, last.end, last.end_day)))
    if count := most_at_once(draft, items):
        facts.append(model.Pair(t.gettext("Visitors"), phrases.people(count)))
    return model.BigFacts(tuple(facts))


def _end_of(item: Item) -> tuple[int, time]:
    """When an item ends, to compare those of one day."""
    return item.end_day, item.end or item.start or time.min


def _by(draft: Draft, mode: Mode) -> str:
    return draft.t.gettext(BY_MODE[mode]) if mode in BY_MODE else ""


def _programme(draft: Draft, items: Sequence[Item]) -> model.Table:
    t = draft.t
    columns = (
        model.Column(t.gettext("Time"), 24, strong=True),
        model.Column(t.gettext("What"), share=1.4, strong=True),
        model.Column(t.gettext("Where")),
        model.Column(t.gettext("With"), share=0.8),
        model.Column(t.gettext("People"), 16, align=model.Align.RIGHT),
    )
    rows = tuple(
        model.TableRow(_programme_cells(draft, item), label_of(draft, item.id)) for item in items
    )
    return model.Table(columns, rows, summary=t.gettext("What is planned"))


def _programme_cells(draft: Draft, item: Item) -> tuple[model.Text, ...]:
    title = title_of(draft, item)
    doubt = status_word(draft, item.status)
    count = draft.edition.counts.get(item.id, 0)
    note = note_of(draft, item.id)
    what: model.Text = title
    if doubt or note:
        warning = (model.Run(doubt, model.Role.ACCENT),) if doubt else ""
        what = joined(((model.Run(title, model.Role.STRONG),), warning, muted(note)), "\n")
    return (
        draft.phrases.span(item.start, item.end, item.end_day),
        what,
        item.place,
        capital(listed(item.host_contact, in_language(draft, item.language))),
        str(count) if count else "",
    )


def _prose(draft: Draft) -> tuple[model.Prose, ...]:
    """Who comes on whose behalf, and what for."""
    t, visit = draft.t, draft.visit
    blocks: list[model.Prose] = []
    about = [*paragraphs(visit.purpose)]
    if visit.organiser:
        days = ""
        if visit.first_day and visit.last_day:
            days = draft.phrases.days_in_words(visit.first_day, visit.last_day)
        cities = draft.phrases.names(visit.cities)
        about.append(_on_the_way(draft, cities, days))
    if about := [text for text in about if text]:
        blocks.append(model.Heading(t.gettext("Who we are"), level=2))
        blocks += [model.Paragraph(text) for text in about]
    if visit.objectives:
        blocks.append(model.Heading(t.gettext("What we hope to take home"), level=2))
        blocks.append(model.Bullets(visit.objectives))
    return tuple(blocks)


def _on_the_way(draft: Draft, cities: str, days: str) -> str:
    """`The delegation is in Barcelona and Valencia, 5 to 9 November.`, and who organises it."""
    t, organiser = draft.t, draft.visit.organiser
    if cities and days:
        pattern = t.gettext(
            "The delegation is in {cities}, {days}. {organiser} organises the visit."
        )
        return pattern.format(cities=cities, days=days, organiser=organiser)
    return t.gettext("{organiser} organises the visit.").format(organiser=organiser)


# --- people -------------------------------------------------------------------------------------


def _coming(draft: Draft, items: Sequence[Item]) -> tuple[Delegate, ...]:
    there = {p.id for item in items for p in queries.attendees(draft.visit, item)}
    return tuple(p for p in in_order(draft, draft.visit.delegates) if p.id in there)


def _presented(people: Sequence[Delegate]) -> list[Delegate]:
    """Those who agreed to be presented and have written something."""
    return [p for p in people if p.bio or p.offers or p.seeks]


def _who_comes(
    draft: Draft, items: Sequence[Item], people: Sequence[Delegate]
) -> tuple[model.Block, ...]:
    """A heading, the people in a table, and who was in it and comes no longer."""
    if not people:
        return ()
    t = draft.t
    title = t.gettext("Who is coming")
    new = joined_by(draft, [item.id for item in items])
    columns = [
        model.Column(t.gettext("Name"), 42, strong=True),
        model.Column(t.gettext("Position"), 33),
        model.Column(t.gettext("Organisation")),
        model.Column("", 9),
        model.Column(t.gettext("Speaks"), 37),
    ]
    if new & {person.id for person in people}:
        columns.append(model.Column(since(draft), 17))
    rows = tuple(
        model.TableRow((*_person_cells(draft, person), new_word(draft)), list_label(draft))
        if person.id in new
        else model.TableRow(_person_cells(draft, person))
        for person in people
    )
    blocks: list[model.Block] = [
        model.Heading(title, level=2),
        model.Table(tuple(columns), rows, summary=title),
        *_no_longer(draft, items, people),
    ]
    if _presented(people):
        follows = t.gettext("Short profiles of those who agreed: page {page}.")
        blocks.append(model.Paragraph(with_page(follows, _ABOUT), model.Tone.SECONDARY))
    return tuple(blocks)


def _no_longer(
    draft: Draft, items: Sequence[Item], people: Sequence[Delegate]
) -> tuple[model.Block, ...]:
    """Who was to come by the version that the host holds."""
    coming = {person.id for person in people}
    gone = [one.name for one in left_by(draft, [i.id for i in items]) if one.id not in coming]
    if not any(gone):
        return ()
    pattern = draft.t.gettext("No longer coming: {names}.")
    said = pattern.format(names=draft.phrases.names(filter(None, gone)))
    return (model.Paragraph(said, model.Tone.SECONDARY),)


def _person_cells(draft: Draft, person: Delegate) -> tuple[model.Text, ...]:
    record = draft.ix.organisation(person.organisation)
    role = draft.ix.role_of(person)
    job = person.job_title
    if role in (DelegateRole.HEAD, DelegateRole.DEPUTY, DelegateRole.INTERPRETER):
        job = "\n".join(filter(None, (job, draft.t.gettext(ROLE_LABELS[role]))))
    country = record.country.strip().upper() if record else ""
    letters = country if len(country) == 2 else ""
    return (
        listed(person.name, person.form_of_address),
        job,
        person.organisation,
        (model.Run(letters, model.Role.MUTED),) if letters else "",
        draft.phrases.languages(person.languages),
    )


def _about_people(draft: Draft) -> tuple[model.Part, ...]:
    """What those who agreed wrote about themselves."""
    people = _presented(_coming(draft, draft.items))
    if not people:
        return ()
    title = draft.t.gettext("Who we are, one by one")
    note = draft.t.gettext("Only those who agreed are presented here.")
    blocks = (
        model.Heading(title, key=_ABOUT),
        model.Paragraph(note),
        model.PersonCards(tuple(_card(draft, person) for person in people)),
        *profiles(draft, people),
    )
    return (model.Part(title=title, head=_for(draft), blocks=blocks),)


def _card(draft: Draft, person: Delegate) -> model.PersonCard:
    """A card without the groups, which mean nothing to a host."""
    return person_card(draft, person.model_copy(update={"groups": ()}))


# --- contacts, gate -----------------------------------------------------------------------------


def _foot_columns(draft: Draft, items: Sequence[Item], *, keep: bool) -> tuple[model.Block, ...]:
    t = draft.t
    columns = (
        model.TextColumn(t.gettext("Your contacts"), _contacts(draft)),
        model.TextColumn(t.gettext("On the day"), _on_the_day(draft, items)),
    )
    told = tuple(column for column in columns if column.paragraphs)
    return (model.TextColumns(told, keep=keep),) if told else ()


def _contacts(draft: Draft) -> tuple[model.Text, ...]:
    """The people of the team whom a host may phone, the head last."""
    reachable = [p for p in draft.visit.delegates if p.active and (p.mobile or p.email)]
    reachable.sort(key=lambda p: draft.ix.role_of(p) is not DelegateRole.STAFF)
    lines: list[model.Text] = []
    for person in reachable:
        role = draft.ix.role_of(person)
        label = draft.t.gettext(ROLE_LABELS[role]) if role is DelegateRole.HEAD else ""
        lines.append(listed(person.name, label or listed(person.organisation, person.job_title)))
        lines.append(joined((phone(person.mobile), mail(person.email))))
    return tuple(lines)


def _on_the_day(draft: Draft, items: Sequence[Item]) -> tuple[model.Text, ...]:
    t = draft.t
    lines: list[model.Text] = []
    if number := draft.visit.emergency_phone:
        lines.append((model.Run(t.gettext("Duty phone") + " "), *_phone(number)))
    first = next((i for i in items if i.start and i.day), None)
    if first and first.start and first.day:
        by = datetime.combine(first.day, first.start) - timedelta(minutes=_WARNING)
        late = t.gettext("If we are late, we phone you before {time}.")
        lines.append(late.format(time=draft.phrases.clock(by.time())))
    unasked = max((_without_photos(draft, item) for item in items), default=0)
    if unasked:
        lines.append(
            t.ngettext(
                "Photographs: ask first. {n} person has not agreed to be shown.",
                "Photographs: ask first. {n} people have not agreed to be shown.",
                unasked,
            ).format(n=unasked)
        )
    return tuple(lines)


def _phone(number: str) -> tuple[model.Run, ...]:
    return (model.Run(number, model.Role.STRONG, phone_target(number)),)


def _without_photos(draft: Draft, item: Item) -> int:
    found = draft.edition.receptions.get(item.id)
    return found.without_photos if found else 0


def _gate_key(draft: Draft) -> str:
    """The key of the gate list; empty where the host did not ask for one."""
    coming = _coming(draft, draft.items)
    return _GATE if any(p.passport_name or p.nationality for p in coming) else ""


def _gate_list(draft: Draft) -> tuple[model.Part, ...]:
    """Names as in the passports, for a host that asked for them."""
    if not _gate_key(draft):
        return ()
    t = draft.t
    people = by_family_name(_coming(draft, draft.items))
    dated = any(p.document_valid_until for p in people)
    columns = [
        model.Column(t.gettext("Name as in the passport"), share=1.4, strong=True),
        model.Column(t.gettext("Called")),
        model.Column(t.gettext("Nationality"), 36),
    ]
    if dated:
        columns.append(model.Column(t.gettext("Document valid until"), 36))
    rows = []
    for person in people:
        valid = person.document_valid_until
        cells = (
            person.passport_name or t.gettext("not known yet"),
            person.name,
            draft.phrases.country(person.nationality) if person.nationality else "",
            draft.phrases.plain_date(valid) if valid else "",
        )
        rows.append(model.TableRow(cells[: len(columns)]))
    title = t.gettext("Gate list")
    blocks = (
        model.StampedHeading(
            title, kicker=_for(draft), stamp=t.gettext("Destroy after the visit"), key=_GATE
        ),
        model.Table(tuple(columns), tuple(rows), summary=title),
    )
    return (model.Part(title=title, head=_for(draft), blocks=blocks),)


def _funding(draft: Draft) -> tuple[model.Block, ...]:
    if not draft.visit.funding_statement:
        return ()
    paid = funding(draft)
    return (model.FundingFoot(paid.lines, paid.eu_emblem),)


CHAPTERS: Final = (
    Chapter("visits", N_("Your visitors"), _visits, opens=True),
    Chapter("people", N_("Who we are, one by one"), _about_people),
    Chapter("gate", N_("Gate list"), _gate_list),
)
"""In their usual order."""
