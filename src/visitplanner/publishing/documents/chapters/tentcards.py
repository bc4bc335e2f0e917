"""Cards for the table: one page for each person, to be folded in the middle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from visitplanner.i18n import N_
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters import issue
from visitplanner.publishing.documents.chapters.cardwords import (
    country_name,
    named,
    own_script,
    role,
)
from visitplanner.publishing.documents.chapters.outline import Chapter, printed
from visitplanner.publishing.documents.chapters.text import dotted

if TYPE_CHECKING:
    from visitplanner.domain.people import Delegate
    from visitplanner.publishing.documents.chapters.draft import Draft
    from visitplanner.publishing.edition import Edition

TENT_CARDS = "tent-cards"


def tent_cards(edition: Edition) -> model.Document:
    """A page for everybody who takes part."""
    draft, parts = printed(edition, TENT_CARDS, CHAPTERS, numbered=False)
    return issue.document(draft, draft.t.gettext("Tent cards"), parts)


def _cards(draft: Draft) -> tuple[model.Part, ...]:
    people = named(draft)
    if people:
        return tuple(
            _part(draft, person, f"{number} / {len(people)}")
            for number, person in enumerate(people, 1)
        )
    title = draft.t.gettext("Tent cards")
    nothing = model.Paragraph(draft.t.gettext("Nobody takes part yet."))
    blocks = (model.Heading(title), nothing)
    return (model.Part(title=title, blocks=blocks, page=model.Page.SHEET, key="cards"),)


def _part(draft: Draft, person: Delegate, number: str) -> model.Part:
    card = model.TentCard(
        name=person.name,
        native=own_script(person),
        role=role(draft, person),
        organisation=person.organisation,
        country=country_name(draft, person),
        foot=dotted(draft.visit.code or draft.visit.title, issue.version(draft)),
        number=number,
    )
    return model.Part(title=person.name, blocks=(card,), in_contents=False, key=f"card-{person.id}")


CHAPTERS: Final = (Chapter("cards", N_("Tent cards"), _cards, opens=True),)
"""One chapter."""
