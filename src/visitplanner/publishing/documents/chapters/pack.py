"""The briefing pack: the whole visit on paper, for delegates, the team or the public."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from visitplanner.domain.privacy import Audience
from visitplanner.i18n import N_
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.cover import cover_part
from visitplanner.publishing.documents.chapters.days import day_parts
from visitplanner.publishing.documents.chapters.delegation import delegation_parts
from visitplanner.publishing.documents.chapters.draft import ADDRESSES, MAPS
from visitplanner.publishing.documents.chapters.emergency import emergency_parts
from visitplanner.publishing.documents.chapters.glance import glance_parts
from visitplanner.publishing.documents.chapters.hosts import host_parts
from visitplanner.publishing.documents.chapters.issue import document
from visitplanner.publishing.documents.chapters.notice import changed_parts
from visitplanner.publishing.documents.chapters.outline import CONTENTS, Chapter, printed
from visitplanner.publishing.documents.chapters.places import place_parts
from visitplanner.publishing.documents.chapters.practical import (
    background_parts,
    funding_parts,
    note_parts,
    practical_parts,
    protocol_parts,
)
from visitplanner.publishing.documents.chapters.purpose import purpose_parts
from visitplanner.publishing.documents.chapters.routemap import map_parts
from visitplanner.publishing.documents.chapters.team import needs_parts, open_parts, room_parts
from visitplanner.publishing.documents.chapters.travel import hotel_parts, travel_parts
from visitplanner.publishing.kinds import BRIEFING_PACK
from visitplanner.publishing.readership import TEAM

if TYPE_CHECKING:
    from visitplanner.publishing.documents.chapters.draft import Draft
    from visitplanner.publishing.edition import Edition


def briefing_pack(edition: Edition) -> model.Document:
    """The briefing pack of an edition; chapters that would be empty are left out."""
    draft, parts = printed(edition, BRIEFING_PACK, CHAPTERS)
    return document(draft, _title(draft), parts)


def _title(draft: Draft) -> str:
    return draft.t.gettext("Programme") if draft.public else draft.t.gettext("Briefing pack")


def _cover(draft: Draft) -> tuple[model.Part, ...]:
    return (cover_part(draft, _title(draft)),)


def _contents(draft: Draft) -> tuple[model.Part, ...]:
    if not draft.listed:
        return ()
    title = draft.t.gettext("Contents")
    blocks = (model.Heading(title), model.Contents())
    return (model.Part(title=title, blocks=blocks, in_contents=False, key="contents"),)


_INSIDE: Final = frozenset(Audience) - {Audience.PUBLIC}

CHAPTERS: Final = (
    Chapter("cover", N_("Cover"), _cover, opens=True),
    Chapter("changes", N_("What changed"), changed_parts),
    Chapter(CONTENTS, N_("Contents"), _contents),
    Chapter("purpose", N_("Purpose and objectives"), purpose_parts),
    Chapter("glance", N_("Programme at a glance"), glance_parts),
    Chapter("days", N_("Day pages"), day_parts),
    Chapter("delegation", N_("Delegation"), delegation_parts),
    Chapter("hosts", N_("Hosts and speakers"), host_parts),
    Chapter("background", N_("Background"), background_parts),
    Chapter("travel", N_("Travel"), travel_parts),
    Chapter("hotels", N_("Hotels"), hotel_parts),
    Chapter(MAPS, N_("Route and places"), map_parts),
    Chapter(ADDRESSES, N_("Places and addresses"), place_parts),
    Chapter("practical", N_("Practical information"), practical_parts),
    Chapter("protocol", N_("Protocol"), protocol_parts),
    Chapter("needs", N_("Diet and access"), needs_parts, readers=TEAM),
    Chapter("rooms", N_("Rooms"), room_parts, readers=TEAM),
    Chapter("open", N_("Open points"), open_parts, readers=TEAM),
    Chapter("funding", N_("Funding and data protection"), funding_parts),
    Chapter("notes", N_("Pages for notes"), note_parts, readers=_INSIDE),
    Chapter(
        "emergency",
        N_("Emergency and contacts"),
        emergency_parts,
        readers=_INSIDE,
    ),
)
"""In their usual order; the emergency page comes last, so that it lies at the back."""
