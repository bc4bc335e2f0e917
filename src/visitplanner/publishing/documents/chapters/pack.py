"""The briefing pack: the whole visit on paper, for delegates, the team or the public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.cover import cover_part
from visitplanner.publishing.documents.chapters.days import day_parts
from visitplanner.publishing.documents.chapters.delegation import delegation_parts
from visitplanner.publishing.documents.chapters.draft import Draft
from visitplanner.publishing.documents.chapters.emergency import emergency_parts
from visitplanner.publishing.documents.chapters.glance import glance_parts
from visitplanner.publishing.documents.chapters.hosts import host_parts
from visitplanner.publishing.documents.chapters.issue import document
from visitplanner.publishing.documents.chapters.places import place_parts
from visitplanner.publishing.documents.chapters.purpose import purpose_parts
from visitplanner.publishing.documents.chapters.team import team_parts
from visitplanner.publishing.documents.chapters.travel import travel_parts

if TYPE_CHECKING:
    from visitplanner.publishing.edition import Edition


def briefing_pack(edition: Edition) -> model.Document:
    """The briefing pack of an edition; chapters that would be empty are left out.

    The emergency page comes last, so that it lies at the back.
    """
    draft = Draft(edition)
    paper = draft.t.gettext("Programme") if draft.public else draft.t.gettext("Briefing pack")
    chapters = (
        *purpose_parts(draft),
        *glance_parts(draft),
        *day_parts(draft),
        *delegation_parts(draft),
        *host_parts(draft),
        *travel_parts(draft),
        *place_parts(draft),
        *team_parts(draft),
        *emergency_parts(draft),
    )
    front = (cover_part(draft, paper), *_contents(draft, chapters))
    return document(draft, paper, (*front, *chapters))


def _contents(draft: Draft, chapters: tuple[model.Part, ...]) -> tuple[model.Part, ...]:
    if not any(part.in_contents for part in chapters):
        return ()
    title = draft.t.gettext("Contents")
    blocks = (model.Heading(title), model.Contents())
    return (model.Part(title=title, blocks=blocks, in_contents=False, key="contents"),)
