"""Why the delegation travels, and who takes part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visitplanner.domain import queries
from visitplanner.domain.base import same_name
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.text import listed, paragraphs
from visitplanner.publishing.documents.chapters.words import capital, said

if TYPE_CHECKING:
    from visitplanner.publishing.documents.chapters.draft import Draft


def purpose_parts(draft: Draft) -> tuple[model.Part, ...]:
    """Purpose and organisations; nothing where neither is known."""
    t = draft.t
    sections = (
        (t.gettext("Purpose and objectives"), _purpose(draft)),
        (t.gettext("Organisations taking part"), _organisations(draft)),
    )
    known = [(title, blocks) for title, blocks in sections if blocks]
    if not known:
        return ()
    title, blocks = known[0]
    more = tuple(
        block for name, rest in known[1:] for block in (model.Heading(name, level=2), *rest)
    )
    return (model.Part(title=title, blocks=(model.Heading(title), *blocks, *more), key="purpose"),)


def _purpose(draft: Draft) -> tuple[model.Block, ...]:
    visit = draft.visit
    blocks: list[model.Block] = [model.Paragraph(text) for text in paragraphs(visit.purpose)]
    if visit.objectives:
        if blocks:
            blocks.append(model.Heading(draft.t.gettext("Objectives"), level=2))
        blocks.append(model.Bullets(visit.objectives, numbered=True))
    return tuple(blocks)


def _organisations(draft: Draft) -> tuple[model.Block, ...]:
    """The organisations whose people travel: a table, or a list if only names are known."""
    t = draft.t
    people = queries.active_people(draft.visit)
    names = {same_name(p.organisation): p.organisation for p in people if p.organisation}
    rows = tuple(_organisation(draft, name) for name in names.values())
    if not any(row.cells[1:] for row in rows):
        return (model.Bullets(tuple(row.cells[0] for row in rows)),) if rows else ()
    columns = (
        model.Column(t.gettext("Organisation"), 54.3, strong=True),
        model.Column(t.gettext("Where from"), 39.6),
        model.Column(t.gettext("What it does")),
    )
    return (model.Table(columns, rows, summary=t.gettext("Organisations taking part")),)


def _organisation(draft: Draft, name: str) -> model.TableRow:
    record = draft.ix.organisation(name)
    if record is None:
        return model.TableRow((name,))
    country = draft.phrases.country(record.country) if record.country else ""
    what = record.profile or capital(said(draft, record.kind))
    return model.TableRow((record.name, listed(record.city, country), what))
