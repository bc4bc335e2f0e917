"""Whom the delegation meets: host organisations, their people, speakers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from visitplanner.domain.base import same_name
from visitplanner.domain.vocabulary import ContactRole, ItemKind
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.people import initials
from visitplanner.publishing.documents.chapters.text import (
    joined,
    listed,
    mail,
    muted,
    paragraphs,
    phone,
    strong,
)
from visitplanner.publishing.documents.chapters.words import CONTACT_LABELS, capital, said

if TYPE_CHECKING:
    from visitplanner.domain.people import Contact, Organisation
    from visitplanner.domain.programme import Item
    from visitplanner.publishing.documents.chapters.draft import Draft

_PRESENTED = frozenset(
    {ContactRole.HOST, ContactRole.PRESS, ContactRole.INTERPRETER, ContactRole.OTHER}
)
_TABLE = frozenset({ItemKind.MEAL, ItemKind.SOCIAL_EVENT})
_MOST_PLACES = 3
_MOST_DAYS = 6


@dataclass(frozen=True)
class Host:
    """A host organisation: its name as typed first, its record if there is one, its items."""

    name: str
    record: Organisation | None
    items: tuple[Item, ...]


def hosts(draft: Draft) -> tuple[Host, ...]:
    """The host organisations in the order of the programme."""
    found: dict[str, list[Item]] = {}
    for item in draft.items:
        if item.host_organisation:
            found.setdefault(same_name(item.host_organisation), []).append(item)
    return tuple(
        Host(
            record.name if record else items[0].host_organisation,
            record,
            tuple(items),
        )
        for name, items in found.items()
        for record in (draft.ix.organisation(name),)
    )


def host_parts(draft: Draft) -> tuple[model.Part, ...]:
    """The hosts, city by city."""
    by_city: dict[str, list[Host]] = {}
    for host in hosts(draft):
        by_city.setdefault(draft.ix.city_of(host.items[0]), []).append(host)
    title = draft.t.gettext("Hosts and speakers")
    parts = []
    for number, (city, group) in enumerate(by_city.items()):
        kicker = draft.t.gettext("Your hosts in {city}").format(city=city) if city else ""
        if draft.public:
            kicker = draft.t.gettext("Hosts in {city}").format(city=city) if city else ""
        opening = model.Heading(title, kicker=kicker, key=f"hosts-{number}")
        if number:
            opening = model.Heading(kicker or title, key=f"hosts-{number}")
        part = model.Part(
            title=title if not number else kicker or title,
            head=title,
            level=1 if number else 0,
            in_contents=not number,
            new_page=not number,
            key="hosts" if not number else "",
            blocks=(opening, *(_block(draft, host) for host in group)),
        )
        parts.append(part)
    return tuple(parts)


def _block(draft: Draft, host: Host) -> model.HostBlock:
    speakers = _speakers(draft, host)
    people = _people(draft, host, [contact.name for contact in speakers])
    return model.HostBlock(
        name=host.name,
        side=_side(draft, host, people),
        paragraphs=_about(host),
        people=tuple(_person(draft, contact) for contact in people),
        speakers=tuple(_speaker(draft, host, contact) for contact in speakers),
        sections=_sections(draft, host),
        key=f"host-{same_name(host.name)}",
    )


def _about(host: Host) -> tuple[model.Text, ...]:
    if not host.record:
        return ()
    texts: list[model.Text] = list(paragraphs(host.record.profile))
    if website := host.record.website:
        texts.append((model.Run(bare(website), target=web_target(website)),))
    return tuple(texts)


def bare(website: str) -> str:
    """A web address as people say it: without the scheme."""
    return website.removeprefix("https://").removeprefix("http://").rstrip("/")


def web_target(website: str) -> str:
    """A web address as a link, or nothing where it is none."""
    if website.startswith(("https://", "http://")):
        return website if website.isascii() and " " not in website else ""
    return ""


# --- the side column ----------------------------------------------------------------------------


def _side(draft: Draft, host: Host, people: Sequence[Contact]) -> tuple[model.SideFact, ...]:
    t = draft.t
    when = t.gettext("When") if draft.public else t.gettext("You meet")
    facts = (
        (when, _meetings(draft, host)),
        (t.gettext("Where"), _places(draft, host)),
        (t.gettext("Contact"), _contact(people)),
        (t.gettext("Kind"), _kind(draft, host)),
    )
    return tuple(model.SideFact(label, lines) for label, lines in facts if lines)


def _meetings(draft: Draft, host: Host) -> tuple[model.Text, ...]:
    """The first meeting of each day."""
    phrases = draft.phrases
    first: dict[str, str] = {}
    for item in host.items:
        if item.day:
            time = phrases.clock(item.start)
            first.setdefault(phrases.day(item.day), time)
    lines = [listed(day, time) for day, time in first.items()]
    return tuple(strong(capital(line)) for line in lines[:_MOST_DAYS])


def _places(draft: Draft, host: Host) -> tuple[model.Text, ...]:
    names = _place_names(host)
    lines: list[model.Text] = []
    for name in names:
        place = draft.place(name)
        if place is None:
            continue
        number = (model.Run("\u00a0"), model.Run(place.number, model.Role.MAP_NUMBER))
        lines.append(
            (model.Run(place.name, target=place.target), *(number if place.number else ()))
        )
        if len(names) == 1 and (address := draft.address(name)) and _is_first_at(draft, host, name):
            lines.append(address)
    return tuple(lines)


def _place_names(host: Host) -> list[str]:
    """Where a host is met: where there is work, else at table."""
    work = [item for item in host.items if item.kind not in _TABLE] or host.items
    return list(dict.fromkeys(item.place for item in work if item.place))[:_MOST_PLACES]


def _is_first_at(draft: Draft, host: Host, place: str) -> bool:
    """Whether no host before says where a place is."""
    there = (other for other in hosts(draft) if len(_place_names(other)) == 1)
    first = next((o for o in there if same_name(_place_names(o)[0]) == same_name(place)), host)
    return same_name(first.name) == same_name(host.name)


def _contact(people: Sequence[Contact]) -> tuple[model.Text, ...]:
    """The person at the host to turn to: the first who can be reached."""
    reachable = [c for c in people if c.role is ContactRole.HOST and (c.phone or c.email)]
    reachable += [c for c in people if c.phone or c.email]
    if not reachable:
        return ()
    contact = reachable[0]
    lines: tuple[model.Text, ...] = (contact.name, phone(contact.phone))
    return tuple(line for line in lines if line)


def _kind(draft: Draft, host: Host) -> tuple[model.Text, ...]:
    if not host.record:
        return ()
    line = listed(said(draft, host.record.kind), host.record.city)
    return (capital(line),) if line else ()


# --- people -------------------------------------------------------------------------------------


def _speakers(draft: Draft, host: Host) -> list[Contact]:
    """Those who speak at its items, and its other speakers."""
    named = [draft.ix.contact(item.host_contact) for item in host.items if item.host_contact]
    at_items = [c for c in named if c and (_speaks(c) or not _belongs(c, host))]
    own = [c for c in draft.visit.contacts if _speaks(c) and _belongs(c, host)]
    return list({contact.id: contact for contact in (*at_items, *own)}.values())


def _speaks(contact: Contact) -> bool:
    return contact.role is ContactRole.SPEAKER


def _belongs(contact: Contact, host: Host) -> bool:
    return same_name(contact.organisation) == same_name(host.name)


def _people(draft: Draft, host: Host, speakers: Iterable[str]) -> list[Contact]:
    known = set(speakers)
    return [
        contact
        for contact in draft.visit.contacts
        if _belongs(contact, host) and contact.role in _PRESENTED and contact.name not in known
    ]


def _person(draft: Draft, contact: Contact) -> model.HostPerson:
    role = CONTACT_LABELS.get(contact.role, "")
    job = listed(contact.job_title, draft.t.gettext(role) if role else "")
    return model.HostPerson(
        initials=initials(contact.name),
        name=contact.name,
        job=capital(job),
        note=joined((_speaks_line(draft, contact), mail(contact.email))),
    )


def _speaks_line(draft: Draft, contact: Contact) -> str:
    if not contact.languages:
        return ""
    languages = draft.phrases.languages(contact.languages)
    return draft.t.gettext("Speaks {languages}").format(languages=languages)


def _speaker(draft: Draft, host: Host, contact: Contact) -> model.Speaker:
    t, phrases = draft.t, draft.phrases
    items = [i for i in host.items if same_name(i.host_contact) == same_name(contact.name)]
    pairs: list[tuple[str, model.Text]] = []
    for item in items[:_MOST_PLACES]:
        pairs.append((t.gettext("Speaks on"), strong(item.title)))
        pairs.append((t.gettext("When"), _when(draft, item)))
    pairs.append((t.gettext("Language"), capital(phrases.languages(contact.languages))))
    away = "" if _belongs(contact, host) else contact.organisation
    return model.Speaker(
        label=t.gettext("Speaker"),
        initials=initials(contact.name),
        name=contact.name,
        job=listed(contact.job_title, away),
        pairs=tuple(model.Pair(label, text) for label, text in pairs if text),
    )


def _when(draft: Draft, item: Item) -> str:
    if item.day is None:
        return ""
    phrases = draft.phrases
    day = phrases.long_day(item.day)
    if item.start is None and item.goes_on:
        return listed(day, phrases.span(None, None, item.end_day))
    if item.start is None or item.end is None:
        return listed(day, phrases.clock(item.start))
    return listed(day, phrases.span_in_words(item.start, item.end, item.end_day))


def _sections(draft: Draft, host: Host) -> tuple[model.HostSection, ...]:
    """What to prepare for its items."""
    items = [item for item in host.items if item.prepare]
    if not items:
        return ()
    alone = len(host.items) == 1
    texts = [i.prepare if alone or not i.title else _titled(i) for i in items]
    return (model.HostSection(draft.t.gettext("Prepare"), tuple(texts)),)


def _titled(item: Item) -> model.Text:
    return joined((muted(item.title), item.prepare))
