"""The programme on one large sheet, to hang on a wall."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from visitplanner.i18n import N_
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters import issue
from visitplanner.publishing.documents.chapters.glance import WALL, glance_parts
from visitplanner.publishing.documents.chapters.outline import Chapter, printed

if TYPE_CHECKING:
    from visitplanner.publishing.documents.chapters.draft import Draft
    from visitplanner.publishing.edition import Edition

WALL_GRID: Final = "wall-grid"
"""The kind of this paper."""


def wall_grid(edition: Edition) -> model.Document:
    """All days with their hours, on A3; more than eight days take more sheets."""
    draft, parts = printed(edition, WALL_GRID, CHAPTERS, numbered=False)
    return issue.document(draft, draft.t.gettext("Programme for the wall"), parts)


def _parts(draft: Draft) -> tuple[model.Part, ...]:
    if parts := glance_parts(draft, WALL):
        return parts
    title = draft.t.gettext("Programme at a glance")
    nothing = model.Paragraph(draft.t.gettext("Nothing planned."))
    return (model.Part(title=title, blocks=(model.Heading(title), nothing), page=model.Page.A3),)


CHAPTERS: Final = (Chapter("glance", N_("Programme at a glance"), _parts, opens=True),)
"""It has one chapter."""
