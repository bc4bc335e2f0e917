"""The certificate of attendance: who took part in what, when, where, and who says so."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from visitplanner.domain import queries
from visitplanner.domain.base import same_name
from visitplanner.i18n import N_
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.cover import funding
from visitplanner.publishing.documents.chapters.hosts import hosts
from visitplanner.publishing.documents.chapters.issue import document
from visitplanner.publishing.documents.chapters.letterwords import host_contact
from visitplanner.publishing.documents.chapters.outline import Chapter, printed
from visitplanner.publishing.documents.chapters.pocket import visit_name
from visitplanner.publishing.documents.chapters.text import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from visitplanner.domain.people import Delegate
    from visitplanner.publishing.documents.chapters.draft import Draft
    from visitplanner.publishing.edition import Edition

CERTIFICATE = "certificate"
_MOST_CITIES = 5  # in the sentence


def certificate(edition: Edition) -> model.Document:
    """The certificate of the edition's person; without one it has a line for the name."""
    draft, parts = printed(edition, CERTIFICATE, CHAPTERS, numbered=False)
    return document(draft, draft.t.gettext("Certificate of attendance"), parts)


def _page(draft: Draft) -> tuple[model.Part, ...]:
    t, person = draft.t, draft.edition.person
    title = t.gettext("Certificate of attendance")
    days, cities = _days(draft), _cities(draft)
    block = model.Certificate(
        title=title,
        name=person.name if person else "",
        about=_about(draft, person) if person else "",
        sentence=_sentence(draft, days, cities),
        issued=_issued(draft, days, cities),
        stops=cities,
        route=draft.phrases.names(cities),
        signatures=_signatures(draft),
        number=_number(draft, person),
        funding=funding(draft),
    )
    return (model.Part(title=title, blocks=(block,), in_contents=False, key="certificate"),)


def _about(draft: Draft, person: Delegate) -> str:
    record = draft.ix.organisation(person.organisation) if person.organisation else None
    city = record.city if record and same_name(record.city) not in same_name(record.name) else ""
    return listed(person.job_title, person.organisation, city)


def _number(draft: Draft, person: Delegate | None) -> str:
    code = " / ".join(part for part in (draft.visit.code, person.code if person else "") if part)
    return draft.t.gettext("Certificate {number}").format(number=code) if code else ""


# --- what happened ------------------------------------------------------------------------------


def _days(draft: Draft) -> tuple[date, date] | None:
    """The first and the last day on which the person was there."""
    first, last = draft.visit.first_day, draft.visit.last_day
    person = draft.edition.person
    if first is None or last is None:
        return None
    if person and person.joins:
        first = max(first, person.joins.day)
    if person and person.leaves:
        last = min(last, person.leaves.day)
    return (first, last) if first <= last else None


def _cities(draft: Draft) -> tuple[str, ...]:
    """The cities of the visit during those days."""
    days = _days(draft)
    if days is None:
        return draft.visit.cities
    first, last = days
    there = (
        stop.city
        for stop in queries.stays(draft.visit)
        if stop.city
        and (stop.arrive is None or stop.arrive <= last)
        and (stop.leave is None or stop.leave > first or stop.leave == last == first)
    )
    route = tuple(dict.fromkeys(there)) or draft.visit.cities
    own = {same_name(draft.ix.city_of(item)) for item in draft.items}
    seen = tuple(city for city in route if same_name(city) in own)
    return seen if draft.edition.person and seen else route


def _sentence(draft: Draft, days: tuple[date, date] | None, cities: tuple[str, ...]) -> model.Text:
    """One sentence: the programme, the cities, the days; the project it belongs to."""
    t, phrases, visit = draft.t, draft.phrases, draft.visit
    name = visit_name(draft) or t.gettext("Visit programme")
    where = phrases.names(cities[:_MOST_CITIES]) if len(cities) <= _MOST_CITIES else ""
    when = ""
    if days and days[0] == days[1]:
        when = t.gettext("on {day}").format(day=phrases.plain_date(days[0]))
    elif days:
        when = t.gettext("from {days}").format(days=phrases.days_in_words(*days, year=True))
    first = t.gettext("took part in the programme {title}")
    if where:
        first = t.gettext("took part in the programme {title} in {cities}")
    programme = visit.project or visit.funding_programme
    second = t.gettext("within the project {project}") if visit.project else ""
    if programme and not visit.project:
        second = t.gettext("within the funding programme {project}")
    rest = ", ".join(part for part in (when, second) if part)
    pattern = f"{first}\n{rest}." if rest else f"{first}."
    return _filled(pattern, {"title": name, "cities": where, "project": programme})


def _filled(pattern: str, values: dict[str, str]) -> model.Text:
    """A pattern with its fields filled in, the title of the programme SemiBold."""
    return tuple(
        model.Run(
            values.get(piece[1:-1], piece) if piece.startswith("{") else piece,
            model.Role.STRONG if piece == "{title}" else model.Role.PLAIN,
        )
        for piece in re.split(r"(\{\w+\})", pattern)
        if piece
    )


def _issued(draft: Draft, days: tuple[date, date] | None, cities: tuple[str, ...]) -> str:
    if days is None:
        return ""
    return listed(cities[-1] if cities else "", draft.phrases.plain_date(days[1]))


# --- who signs ----------------------------------------------------------------------------------


def _signatures(draft: Draft) -> tuple[str, ...]:
    """Organiser, head of the delegation, main host: the first two that are not the reader."""
    found = list(dict.fromkeys(name for name in _signers(draft) if name))
    return tuple(found[:2]) or (draft.t.gettext("organiser"),)


def _signers(draft: Draft) -> Iterator[str]:
    t, person = draft.t, draft.edition.person
    organiser = draft.visit.organiser
    if organiser:
        yield listed(_speaks_for(draft, organiser), organiser, t.gettext("organiser"))
    head = draft.ix.head
    if head and (person is None or head.id != person.id):
        yield listed(head.name, head.organisation, t.gettext("head of delegation"))
    other = [host for host in hosts(draft) if same_name(host.name) != same_name(organiser)]
    if other:
        main = max(other, key=lambda host: len(host.items))
        yield listed(_speaks_for(draft, main.name), main.name, t.gettext("host"))


def _speaks_for(draft: Draft, organisation: str) -> str:
    """The name of the host contact at an organisation."""
    contact = host_contact(draft, organisation)
    return contact.name if contact else ""


CHAPTERS: Final = (Chapter("certificate", N_("Certificate"), _page, opens=True),)
"""One chapter."""
