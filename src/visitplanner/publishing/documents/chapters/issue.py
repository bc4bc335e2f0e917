"""Which version a paper is, for whom, and what may not be done with it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from visitplanner.domain import queries
from visitplanner.domain.privacy import Audience
from visitplanner.domain.programme import Journey
from visitplanner.domain.times import zone_info
from visitplanner.i18n import N_
from visitplanner.publishing.documents.chapters.text import dotted
from visitplanner.publishing.documents.model import (
    Document,
    Furniture,
    PageSetup,
    Part,
    Words,
)
from visitplanner.publishing.readership import is_shared

if TYPE_CHECKING:
    from visitplanner.publishing.documents.chapters.draft import Draft

_FOR: dict[Audience, str] = {
    Audience.DELEGATE: N_("for delegates"),
    Audience.STAFF: N_("for the team"),
    Audience.HEAD: N_("for the head of delegation"),
    Audience.PUBLIC: N_("for the public"),
}
_FOR_LONG: dict[Audience, str] = {
    Audience.DELEGATE: N_("For members of the delegation"),
    Audience.STAFF: N_("For the organising team"),
    Audience.HEAD: N_("For the head of delegation"),
    Audience.PUBLIC: N_("For the public"),
}
_REGIONS = {"en": "en-GB", "es": "es-ES", "el": "el-GR", "bg": "bg-BG"}


def day_of(draft: Draft, moment: datetime) -> date:
    """The day of a moment, on the clock of the first stop."""
    return moment.astimezone(zone_info(draft.zone)).date()


def version(draft: Draft) -> str:
    """`Version 2`."""
    return draft.t.gettext("Version {number}").format(number=draft.edition.issue.number)


def reader(draft: Draft) -> str:
    """`for delegates`, `for Erika Mustermann`, `for IREC`."""
    if name := _own_reader(draft):
        return draft.t.gettext("for {name}").format(name=name)
    known = _FOR.get(draft.edition.audience)
    return draft.t.gettext(known) if known else ""


def reader_line(draft: Draft) -> str:
    """For whom a paper is, as a line of its own."""
    if name := _own_reader(draft):
        return draft.t.gettext("For {name}").format(name=name)
    known = _FOR_LONG.get(draft.edition.audience)
    return draft.t.gettext(known) if known else ""


def _own_reader(draft: Draft) -> str:
    """The person, host, hotel, caterer or driver whose own paper it is."""
    person = draft.edition.person
    return person.name if person else draft.edition.body or ""


def version_rest(draft: Draft) -> str:
    """What follows the version: `31 October 2017 · for delegates`."""
    return dotted(published_on(draft), reader(draft))


def published_day(draft: Draft) -> date:
    """The day of publishing, on the clock of the first stop."""
    return day_of(draft, draft.edition.issue.at)


def published_on(draft: Draft) -> str:
    """`31 October 2017`."""
    return draft.phrases.plain_date(published_day(draft))


def issued(draft: Draft) -> str:
    """When it was published, to the minute: `issued 6 November, 19:00`."""
    moment = draft.edition.issue.at.astimezone(zone_info(draft.zone))
    return draft.t.gettext("issued {date}, {time}").format(
        date=draft.phrases.day_and_month(moment.date()), time=draft.phrases.clock(moment.time())
    )


def replaces(draft: Draft) -> str:
    """`Replaces version 1 of 24 September.`, or nothing for a first version."""
    issue = draft.edition.issue
    if issue.replaces is None:
        return ""
    if issue.replaced_at is None:
        return draft.t.gettext("Replaces version {number}.").format(number=issue.replaces)
    before, now = day_of(draft, issue.replaced_at), day_of(draft, issue.at)
    same_year = before.year == now.year
    day = draft.phrases.day_and_month(before) if same_year else draft.phrases.plain_date(before)
    return draft.t.gettext("Replaces version {number} of {date}.").format(
        number=issue.replaces, date=day
    )


def privacy(draft: Draft) -> tuple[str, ...]:
    """What the reader may not do with the paper, line by line."""
    t = draft.t
    if draft.public:
        return ()
    personal = t.gettext("Contains personal data.")
    if draft.team:
        rule = t.gettext("For the team only. Destroy it after the visit.")
        return _delicate(draft) or personal, rule
    return personal, t.gettext("Not for publication or forwarding.")


def _delicate(draft: Draft) -> str:
    """What papers of the team hold that is more delicate than names; empty if nothing.

    Diets, allergies and access needs are data on health (GDPR Art. 9); a journey that is not the
    group's says where somebody goes on their own.
    """
    t, visit = draft.t, draft.visit
    people = queries.active_people(visit)
    health = any(p.diet or p.serious_allergy or p.avoid or p.access_needs for p in people)
    journeys = (entry for entry in queries.entries(visit) if isinstance(entry, Journey))
    private = any(not is_shared(visit, journey) for journey in journeys)
    if health and private:
        return t.gettext("Contains health data and private journeys.")
    if health:
        return t.gettext("Contains health data.")
    return t.gettext("Contains private journeys.") if private else ""


def furniture(draft: Draft) -> Furniture:
    """Head and foot of every page: version, date, reader, what it replaces, duty phone."""
    t, visit, issue = draft.t, draft.visit, draft.edition.issue
    number = visit.emergency_phone
    replaced = ""
    if issue.replaces is not None:
        replaced = t.gettext("replaces version {number}").format(number=issue.replaces)
    return Furniture(
        head_left=visit.title or visit.code,
        foot_left=dotted(version(draft), version_rest(draft)),
        foot_centre=t.gettext("Duty phone {number}").format(number=number) if number else "",
        replaces=replaced,
    )


def document(draft: Draft, title: str, parts: tuple[Part, ...]) -> Document:
    """The parts as a whole document.

    Args:
        draft: The paper.
        title: What kind of paper it is, such as "Briefing pack".
        parts: From front to back.
    """
    visit = draft.visit
    language = draft.phrases.language.replace("_", "-")
    names = [part for part in (visit.title or visit.code, title) if part]
    return Document(
        title=" – ".join(names),
        language=_REGIONS.get(language, language),
        issued=draft.edition.issue.at.astimezone(UTC),
        parts=parts,
        furniture=furniture(draft),
        subject=dotted(version(draft), version_rest(draft)),
        author=visit.organiser,
        words=_words(draft),
        setup=PageSetup(visit.paper_size, visit.duplex, visit.economy, visit.accent),
    )


def _words(draft: Draft) -> Words:
    """What the engine says by itself: in print, or to those who have a page read out."""
    return Words(
        continued=draft.t.gettext("continued"),
        sleeps=draft.t.gettext("sleeps here"),
        tick_box=draft.t.gettext("tick box"),
        day_line=draft.t.gettext("The day in one line, to scale; the items follow."),
        eu_emblem=draft.t.gettext("Emblem of the European Union"),
    )
