"""Why the delegation travels, and on behalf of whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visitplanner.domain import queries
from visitplanner.domain.base import same_name
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.cover import funding
from visitplanner.publishing.documents.chapters.text import listed, paragraphs, strong
from visitplanner.publishing.documents.chapters.words import capital, said

if TYPE_CHECKING:
    from visitplanner.publishing.documents.chapters.draft import Draft


def purpose_parts(draft: Draft) -> tuple[model.Part, ...]:
    """Purpose, objectives, organisations, funding; nothing where none of them is known."""
    t, visit = draft.t, draft.visit
    blocks: list[model.Block] = [model.Paragraph(text) for text in paragraphs(visit.purpose)]
    if visit.objectives:
        blocks.append(model.Heading(t.gettext("Objectives"), level=2))
        blocks.append(model.Bullets(visit.objectives, numbered=True))
    title = t.gettext("Purpose and objectives") if blocks else t.gettext("Organisations")
    blocks += _organisations(draft)
    blocks += _funding(draft)
    if not blocks:
        return ()
    return (model.Part(title=title, blocks=(model.Heading(title), *blocks), key="purpose"),)


def _organisations(draft: Draft) -> tuple[model.Block, ...]:
    """The organisations whose people travel."""
    t = draft.t
    people = queries.active_people(draft.visit)
    names = {same_name(p.organisation): p.organisation for p in people if p.organisation}
    if not names:
        return ()
    title = t.gettext("Organisations taking part")
    rows = tuple(_organisation(draft, name) for name in names.values())
    if not any(row.cells[1:] for row in rows):
        plain = tuple(row.cells[0] for row in rows)
        return (model.Heading(title, level=2), model.Bullets(plain))
    columns = (
        model.Column(t.gettext("Organisation"), 54.3, strong=True),
        model.Column(t.gettext("Where from"), 39.6),
        model.Column(t.gettext("What it does")),
    )
    return (model.Heading(title, level=2), model.Table(columns, rows, summary=title))


def _organisation(draft: Draft, name: str) -> model.TableRow:
    record = draft.ix.organisation(name)
    if record is None:
        return model.TableRow((name,))
    country = draft.phrases.country(record.country) if record.country else ""
    what = record.profile or capital(said(draft, record.kind))
    return model.TableRow((record.name, listed(record.city, country), what))


def _funding(draft: Draft) -> tuple[model.Block, ...]:
    """Who pays, and that the funder is not answerable for what is said here."""
    visit = draft.visit
    blocks: list[model.Block] = []
    if visit.funding_statement or visit.disclaimer:
        blocks.append(model.Heading(draft.t.gettext("Funding"), level=2))
    programme = listed(visit.project, visit.funding_programme)
    if programme and visit.funding_statement:
        blocks.append(model.Paragraph((*strong(programme),)))
    if visit.disclaimer:
        blocks += [
            model.Paragraph(text, model.Tone.SECONDARY) for text in paragraphs(visit.disclaimer)
        ]
    if visit.funding_statement:
        blocks.append(funding(draft))
    return tuple(blocks)
