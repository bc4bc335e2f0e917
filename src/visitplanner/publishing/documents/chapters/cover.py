"""The cover, and what it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visitplanner.domain import queries
from visitplanner.domain.attachment import Use
from visitplanner.domain.attachments import picture_of
from visitplanner.domain.base import same_name
from visitplanner.domain.vocabulary import ItemKind
from visitplanner.planning import gazetteer
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters import issue
from visitplanner.publishing.documents.chapters.text import listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from visitplanner.domain.programme import Stop
    from visitplanner.publishing.documents.chapters.draft import Draft

_MOST_CITIES = 3  # in a title
_LONGEST_NOTE = 34  # letters under a figure
_UNION = (
    "european union",
    "unión europea",
    "union européenne",
    "europäischen union",
    "unione europea",
    "união europeia",
)


def cover_part(draft: Draft, paper: str) -> model.Part:
    """The first page.

    Args:
        draft: The paper.
        paper: What kind of paper it is, such as "Briefing pack".
    """
    visit = draft.visit
    title, kicker = _titles(draft)
    first, last = visit.first_day, visit.last_day
    block = model.Cover(
        title=title,
        kicker=kicker,
        paper=paper,
        audience=issue.reader_line(draft),
        dates=draft.phrases.days(first, last) if first and last else "",
        facts=_facts(draft),
        stops=tuple(_stop(draft, stop) for stop in queries.stays(visit) if stop.city),
        version=issue.version(draft),
        version_rest=issue.version_rest(draft),
        replaces=issue.replaces(draft),
        privacy=issue.privacy(draft),
        logos=_logos(draft),
        funding=funding(draft),
    )
    return model.Part(title=paper, blocks=(block,), in_contents=False, key="cover")


def cover_title(draft: Draft) -> str:
    """The visit in a few words: its cities, else its title."""
    return _titles(draft)[0]


def _titles(draft: Draft) -> tuple[str, str]:
    """Title and the line above it: the cities under the visit's title, or that under its project.

    A title such as "Study visit: Barcelona and Valencia" names the cities itself; then the line
    above is what stands before the colon.
    """
    visit = draft.visit
    cities = visit.cities
    whole = visit.title or visit.code or draft.t.gettext("Visit programme")
    if not 0 < len(cities) <= _MOST_CITIES:
        above = visit.project or visit.code
        return whole, above if same_name(above) != same_name(whole) else ""
    title = draft.phrases.names(cities)
    before, _, after = whole.rpartition(": ")
    if before and all(same_name(city) in same_name(after) for city in cities):
        return title, before
    return title, whole if same_name(whole) != same_name(title) else visit.project


def _stop(draft: Draft, stop: Stop) -> model.CoverStop:
    position = coordinates(stop.city, stop.country)
    dates = ""
    if stop.arrive:
        dates = draft.phrases.days_in_words(stop.arrive, stop.leave or stop.arrive)
    return model.CoverStop(stop.city, dates, *(position or (None, None)))


def coordinates(city: str, country: str) -> tuple[float, float] | None:
    """Where a city lies, in degrees north and east, or None if no such city is known."""
    found = gazetteer.default().find(city, [country] if country else [])
    return (found.latitude, found.longitude) if found else None


# --- facts --------------------------------------------------------------------------------------


def _facts(draft: Draft) -> tuple[model.CoverFact, ...]:
    facts = (_people(draft), _cities(draft), _site_visits(draft), _sessions(draft))
    return tuple(fact for fact in facts if fact)


def _people(draft: Draft) -> model.CoverFact | None:
    people = queries.active_people(draft.visit)
    if draft.public or not people:
        return None
    phrases = draft.phrases
    names = {same_name(p.organisation): p.organisation for p in people if p.organisation}
    records = [draft.ix.organisation(name) for name in names.values()]
    countries = {r.country.strip().upper() for r in records if r and r.country}
    note = listed(
        phrases.number("{n} organisation", "{n} organisations", len(names)) if names else "",
        phrases.number("{n} country", "{n} countries", len(countries)) if countries else "",
    )
    return model.CoverFact(phrases.people(len(people)), note)


def _cities(draft: Draft) -> model.CoverFact | None:
    cities = draft.visit.cities
    stays = [s for s in queries.stays(draft.visit) if s.arrive and s.leave and s.city]
    nights = [(s.leave - s.arrive).days for s in stays if s.arrive and s.leave]
    phrases = draft.phrases
    if not cities:
        return None
    if len(cities) == 1:
        figure = phrases.nights(sum(nights)) if sum(nights) else cities[0]
        return model.CoverFact(figure, cities[0] if sum(nights) else "")
    note = phrases.nights(sum(nights)) if sum(nights) else ""
    if len(set(nights)) == 1 and nights[0] and len(stays) == len(cities):
        note = phrases.number("{n} night in each", "{n} nights in each", nights[0])
    return model.CoverFact(phrases.number("{n} city", "{n} cities", len(cities)), note)


def _site_visits(draft: Draft) -> model.CoverFact | None:
    visits = [item for item in draft.items if item.kind is ItemKind.SITE_VISIT]
    if not visits:
        return None
    figure = draft.phrases.number("{n} site visit", "{n} site visits", len(visits))
    return model.CoverFact(figure, _short_list(i.host_organisation or i.place for i in visits))


def _sessions(draft: Draft) -> model.CoverFact | None:
    sessions = [item for item in draft.items if item.kind is ItemKind.SESSION]
    if not sessions:
        return None
    hosts = dict.fromkeys(i.host_organisation for i in sessions if i.host_organisation)
    figure = draft.phrases.number("{n} session", "{n} sessions", len(sessions))
    note = draft.phrases.number("with {n} host", "with {n} hosts", len(hosts)) if hosts else ""
    return model.CoverFact(figure, note)


def _short_list(names: Iterable[str]) -> str:
    """As many names as stand under a figure, with an ellipsis if there are more."""
    kept: list[str] = []
    distinct = [name for name in dict.fromkeys(names) if name]
    for name in distinct:
        if kept and len(", ".join([*kept, name])) > _LONGEST_NOTE:
            return ", ".join(kept) + " …"
        kept.append(name)
    return ", ".join(kept)


# --- who pays -----------------------------------------------------------------------------------


def _logos(draft: Draft) -> tuple[str | model.Picture, ...]:
    """The organiser, and the organisation that leads the delegation; by logo where there is one."""
    head = draft.ix.head
    names = (draft.visit.organiser, head.organisation if head else "")
    return tuple(_logo(draft, name) for name in dict.fromkeys(names) if name)


def _logo(draft: Draft, name: str) -> str | model.Picture:
    record = draft.ix.organisation(name)
    found = picture_of(record, Use.LOGO) if record else None
    return model.Picture(found.digest, name) if found else name


def funding(draft: Draft) -> model.Funding:
    """The funder's statement, with the emblem of the European Union if it speaks of it."""
    lines = tuple(line for line in draft.visit.funding_statement.splitlines() if line.strip())
    text = same_name(" ".join(lines))
    return model.Funding(_halved(lines), any(name in text for name in _UNION))


def _halved(lines: tuple[str, ...]) -> tuple[str, ...]:
    """One long line as two of much the same length, for the narrow space beside the emblem."""
    if len(lines) != 1 or len(lines[0]) <= _LONGEST_NOTE:
        return lines
    words = lines[0].split()
    cuts = range(1, len(words))
    if not cuts:
        return lines
    halves = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in cuts]
    return min(halves, key=lambda pair: abs(len(pair[0]) - len(pair[1])))
