"""The brief for the head of the delegation: the whole visit, a page per day, whom to phone.

It holds health data and internal notes; it says little, one page per day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from visitplanner.domain import queries
from visitplanner.i18n import N_
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.contactsheet import call_table, city_tables
from visitplanner.publishing.documents.chapters.cover import cover_title
from visitplanner.publishing.documents.chapters.daytitle import day_title
from visitplanner.publishing.documents.chapters.headday import (
    day_brief,
    day_start,
    for_head,
    head_items,
    hosts_to_thank,
    speaking_times,
    stamp,
)
from visitplanner.publishing.documents.chapters.issue import document, replaces
from visitplanner.publishing.documents.chapters.outline import Chapter, printed
from visitplanner.publishing.documents.chapters.text import dotted, listed, paragraphs
from visitplanner.publishing.documents.chapters.typed import typed
from visitplanner.publishing.documents.chapters.words import capital

if TYPE_CHECKING:
    from datetime import date

    from visitplanner.publishing.documents.chapters.draft import Draft
    from visitplanner.publishing.edition import Edition

HEAD_BRIEF: Final = "head-brief"


def head_brief(edition: Edition) -> model.Document:
    """The head's own papers."""
    draft, parts = printed(edition, HEAD_BRIEF, CHAPTERS, numbered=False)
    return document(draft, draft.t.gettext("Brief for the head of delegation"), parts)


def _running_head(draft: Draft) -> str:
    return draft.t.gettext("For the head of delegation only")


# --- the whole visit ----------------------------------------------------------------------------


def _overview(draft: Draft) -> tuple[model.Part, ...]:
    """Why, when, with whom; the days in a line each; how to address people."""
    t, visit = draft.t, draft.visit
    title = t.gettext("The visit in brief")
    heading = model.StampedHeading(
        cover_title(draft), kicker=dotted(for_head(draft), visit.project), stamp=stamp(draft)
    )
    blocks: list[model.Block] = [heading, *_figures(draft)]
    if replaced := replaces(draft):
        blocks.append(model.Paragraph(replaced, model.Tone.SECONDARY))
    if visit.purpose or visit.objectives:
        blocks.append(model.Heading(t.gettext("What we came for"), level=2))
        blocks += [model.Paragraph(text) for text in paragraphs(visit.purpose)]
        if visit.objectives:
            blocks.append(model.Bullets(visit.objectives, numbered=True))
    if draft.days:
        blocks.append(model.Heading(t.gettext("Your days"), level=2))
        blocks.append(_day_table(draft))
    if protocol := typed(visit.protocol):
        blocks += [model.Heading(t.gettext("Protocol"), level=2), *protocol]
    return (
        model.Part(title=title, head=_running_head(draft), blocks=tuple(blocks), key="overview"),
    )


def _figures(draft: Draft) -> tuple[model.Block, ...]:
    t, visit, phrases = draft.t, draft.visit, draft.phrases
    people = len(queries.active_people(visit))
    tentative = sum(entry.status.tentative for entry in draft.entries) + len(queries.tray(visit))
    dates = ""
    if visit.first_day and visit.last_day:
        dates = phrases.days(visit.first_day, visit.last_day)
    open_points = phrases.number("{n} entry", "{n} entries", tentative)
    facts = (
        model.KeyFact(t.gettext("Dates"), dates),
        model.KeyFact(t.gettext("The delegation"), phrases.people(people) if people else ""),
        model.KeyFact(
            t.gettext("Not yet certain"),
            open_points if tentative else "",
            must_know=True,
        ),
    )
    known = tuple(fact for fact in facts if fact.text)
    return (model.KeyFacts(known),) if known else ()


def _day_table(draft: Draft) -> model.Table:
    t = draft.t
    columns = (
        model.Column(t.gettext("Day"), 21, strong=True),
        model.Column(t.gettext("What"), share=1.3),
        model.Column(t.gettext("Starts"), 15),
        model.Column(t.gettext("You speak"), 24),
        model.Column(t.gettext("You thank"), share=1.1),
        model.Column(t.gettext("Night")),
    )
    rows = tuple(model.TableRow(_day_cells(draft, day)) for day in draft.days)
    return model.Table(columns, rows, summary=t.gettext("Your days"))


def _day_cells(draft: Draft, day: date) -> tuple[model.Text, ...]:
    phrases = draft.phrases
    items = head_items(draft, day)
    start, _where = day_start(draft, day)
    nights = dict.fromkeys(stay.hotel for stay in draft.stays_on(day))
    title = day_title(draft, day) if draft.on(day) else draft.t.gettext("Nothing planned")
    return (
        capital(phrases.day(day)),
        title,
        start,
        listed(*speaking_times(draft, items)),
        "\n".join(hosts_to_thank(draft, items)),
        listed(*nights),
    )


# --- days and contacts --------------------------------------------------------------------------


def _days(draft: Draft) -> tuple[model.Part, ...]:
    """A page for each day on which something happens."""
    return tuple(day_brief(draft, day, _running_head(draft)) for day in draft.days if draft.on(day))


def _contacts(draft: Draft) -> tuple[model.Part, ...]:
    """Whom to phone."""
    title = draft.t.gettext("Whom to phone")
    blocks = (*call_table(draft), *city_tables(draft))
    if not blocks:
        return ()
    heading = model.StampedHeading(title, kicker=for_head(draft), stamp=stamp(draft))
    part = model.Part(
        title=title, head=_running_head(draft), blocks=(heading, *blocks), key="contacts"
    )
    return (part,)


CHAPTERS: Final = (
    Chapter("overview", N_("The visit in brief"), _overview, opens=True),
    Chapter("days", N_("A page per day"), _days),
    Chapter("contacts", N_("Whom to phone"), _contacts),
)
"""In their usual order."""
