"""The personal pack: one person's own programme, journeys, beds, needs and contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from visitplanner.domain.base import same_name
from visitplanner.domain.programme import Journey
from visitplanner.i18n import N_
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.cover import cover_title
from visitplanner.publishing.documents.chapters.days import (
    callouts,
    day_plan,
    day_rows,
    night_lines,
)
from visitplanner.publishing.documents.chapters.daytitle import cities_of, day_title
from visitplanner.publishing.documents.chapters.emergency import emergency_parts
from visitplanner.publishing.documents.chapters.hosts import Host, hosts
from visitplanner.publishing.documents.chapters.issue import document, replaces
from visitplanner.publishing.documents.chapters.notice import changed_parts
from visitplanner.publishing.documents.chapters.outline import Chapter, printed
from visitplanner.publishing.documents.chapters.pack import briefing_pack
from visitplanner.publishing.documents.chapters.recorded import recorded
from visitplanner.publishing.documents.chapters.text import (
    dotted,
    joined,
    listed,
    mail,
    phone,
    strong,
)
from visitplanner.publishing.documents.chapters.travel import own_hotels, tickets, transfers
from visitplanner.publishing.documents.chapters.words import capital
from visitplanner.publishing.kinds import PERSONAL_PACK

if TYPE_CHECKING:
    from datetime import date

    from visitplanner.domain.people import Contact, Delegate
    from visitplanner.publishing.documents.chapters.draft import Draft
    from visitplanner.publishing.edition import Edition

_LABEL = 33.0  # millimetres


def personal_pack(edition: Edition) -> model.Document:
    """The papers of one delegate; without a person the briefing pack."""
    person = edition.person
    if person is None:
        return briefing_pack(edition)
    draft, parts = printed(edition, PERSONAL_PACK, CHAPTERS, numbered=False)
    return document(draft, _paper_title(draft, person), parts)


def _paper_title(draft: Draft, person: Delegate) -> str:
    return draft.t.gettext("Programme of {name}").format(name=person.name)


def _for(draft: Draft, person: Delegate) -> str:
    """`For Erika Mustermann · BalticNet-PlasmaTec`."""
    name = draft.t.gettext("For {name}").format(name=person.name)
    return dotted(name, person.organisation)


# --- the first page -----------------------------------------------------------------------------


def _opening(draft: Draft) -> tuple[model.Part, ...]:
    """The visit, the days in a few words, and what is recorded about the person."""
    t, person = draft.t, draft.edition.person
    if person is None:
        return ()
    blocks: list[model.Block] = [
        model.Heading(cover_title(draft), kicker=_for(draft, person), aside=_dates(draft)),
        model.Space(2),
        *_summary(draft, person),
    ]
    if draft.days:
        blocks.append(model.Heading(t.gettext("Your days"), level=2))
        blocks.append(_day_table(draft))
    blocks += _meetings(draft)
    blocks += recorded(draft, person)
    title = t.gettext("Your programme")
    return (model.Part(title=title, blocks=tuple(blocks), head=_for(draft, person)),)


def _dates(draft: Draft) -> str:
    first, last = draft.visit.first_day, draft.visit.last_day
    return draft.phrases.days(first, last) if first and last else ""


def _summary(draft: Draft, person: Delegate) -> tuple[model.Block, ...]:
    visit, t = draft.visit, draft.t
    lines: list[tuple[str, model.Text]] = []
    if draft.days and (person.joins or person.leaves):
        lines.append((t.gettext("You take part"), _stay(draft, person)))
    if person.groups:
        lines.append((t.gettext("Group"), ", ".join(person.groups)))
    if visit.organiser:
        lines.append((t.gettext("Organiser"), visit.organiser))
    if visit.emergency_phone:
        lines.append((t.gettext("Duty phone"), strong(visit.emergency_phone)))
    if replaced := replaces(draft):
        lines.append((t.gettext("This version"), replaced))
    pairs = tuple(model.Pair(label, text) for label, text in lines if text)
    return (model.Pairs(pairs, _LABEL),) if pairs else ()


def _stay(draft: Draft, person: Delegate) -> str:
    """From when to when somebody is there: `Sun 5 to Thu 9 Nov`, with times where given."""
    phrases = draft.phrases
    first = person.joins.day if person.joins else draft.days[0]
    last = person.leaves.day if person.leaves else draft.days[-1]
    if last < first:
        return capital(phrases.day(first))
    times = []
    if person.joins and person.joins.clock:
        start = phrases.clock(person.joins.clock)
        times.append(draft.t.gettext("from {time}").format(time=start))
    if person.leaves and person.leaves.clock:
        end = phrases.clock(person.leaves.clock)
        times.append(draft.t.gettext("until {time}").format(time=end))
    return dotted(capital(phrases.short_days(first, last)), *times)


def _day_table(draft: Draft) -> model.Table:
    t = draft.t
    columns = (
        model.Column(t.gettext("Day"), 24, strong=True),
        model.Column(t.gettext("What"), share=1.4),
        model.Column(t.gettext("Starts"), 24),
        model.Column(t.gettext("Night")),
    )
    rows = tuple(model.TableRow(_day_cells(draft, day)) for day in draft.days)
    return model.Table(columns, rows, summary=t.gettext("Your days"))


def _day_cells(draft: Draft, day: date) -> tuple[model.Text, ...]:
    phrases = draft.phrases
    entries = draft.by_day.get(day, ())
    starts = [e.depart if isinstance(e, Journey) else e.start for e in entries]
    first = next((phrases.clock(start) for start in starts if start), "")
    title = day_title(draft, day) if draft.on(day) else draft.t.gettext("Nothing planned")
    night = ", ".join(line.name for line in night_lines(draft, day))
    return (capital(phrases.day(day)), title or phrases.names(cities_of(draft, day)), first, night)


# --- days ---------------------------------------------------------------------------------------


def _programme(draft: Draft) -> tuple[model.Part, ...]:
    """The days one under the other."""
    t = draft.t
    if not draft.days:
        return ()
    title = t.gettext("Your programme")
    blocks: list[model.Block] = [model.Heading(title)]
    for day in draft.days:
        blocks += _day(draft, day)
    return (model.Part(title=title, blocks=tuple(blocks), key="programme"),)


def _day(draft: Draft, day: date) -> list[model.Block]:
    plan = day_plan(draft, day)
    city = draft.phrases.names(cities_of(draft, day))
    heading = model.Heading(
        draft.phrases.long_day(day), level=2, aside=city, key=f"day-{day.isoformat()}"
    )
    rows = day_rows(draft, plan)
    nothing = () if rows else (model.Paragraph(draft.t.gettext("Nothing planned.")),)
    return [heading, *callouts(draft, day), *rows, *nothing, *night_lines(draft, day)]


# --- travel, whom one meets ---------------------------------------------------------------------


def _travel(draft: Draft) -> tuple[model.Part, ...]:
    """Own tickets, transfers and beds."""
    person = draft.edition.person
    if person is None:
        return ()
    blocks = (
        *tickets(draft, draft.legs),
        *transfers(draft, draft.transfers),
        *own_hotels(draft),
    )
    if not blocks:
        return ()
    title = draft.t.gettext("Your travel and hotels")
    heading = model.Heading(title, kicker=_for(draft, person))
    head = draft.t.gettext("Travel and hotels")
    return (model.Part(title=title, head=head, blocks=(heading, *blocks), key="travel"),)


def _meetings(draft: Draft) -> tuple[model.Block, ...]:
    """The hosts whom the person meets, and how to reach them."""
    t = draft.t
    rows = [row for host in hosts(draft) for row in _host_rows(draft, host)]
    if not rows:
        return ()
    title = t.gettext("Whom you meet")
    columns = (
        model.Column(t.gettext("When"), 30),
        model.Column(t.gettext("Organisation"), strong=True),
        model.Column(t.gettext("Who"), share=1.1),
        model.Column(t.gettext("Contact"), share=1.2),
    )
    table = model.Table(columns, tuple(rows), summary=title)
    return (model.Heading(title, level=2), table)


def _host_rows(draft: Draft, host: Host) -> list[model.TableRow]:
    first = host.items[0]
    day = draft.phrases.day(first.day) if first.day else ""
    when = capital(listed(day, draft.phrases.clock(first.start)))
    names = dict.fromkeys(item.host_contact for item in host.items if item.host_contact)
    contacts = [(name, draft.ix.contact(name)) for name in names]
    if not contacts:
        return [model.TableRow((when, host.name))]
    return [
        model.TableRow(
            (
                when if not number else "",
                host.name if not number else "",
                _contact_name(name, record, host),
                joined((phone(record.phone), mail(record.email)), "\n") if record else "",
            )
        )
        for number, (name, record) in enumerate(contacts)
    ]


def _contact_name(name: str, record: Contact | None, host: Host) -> model.Text:
    if record is None:
        return name
    away = same_name(record.organisation) != same_name(host.name)
    job = listed(record.job_title, record.organisation if away else "")
    muted = (model.Run(job, model.Role.MUTED),) if job else ()
    return joined((record.name, muted), between="\n")


CHAPTERS: Final = (
    Chapter("opening", N_("First page"), _opening, opens=True),
    Chapter("changes", N_("What changed for you"), changed_parts),
    Chapter("programme", N_("Your programme"), _programme),
    Chapter("travel", N_("Your travel and hotels"), _travel),
    Chapter("emergency", N_("Emergency and contacts"), emergency_parts),
)
"""In their usual order."""
