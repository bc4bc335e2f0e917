"""Editions and documents of the papers with a fixed layout."""

from __future__ import annotations

from tests.publishing.documents.chapters.papers import SECOND, delegate
from visitplanner.domain.privacy import Audience
from visitplanner.domain.visit import Visit
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.papers import PAPERS
from visitplanner.publishing.edition import make_edition
from visitplanner.publishing.readership import Reader

READERS = {
    "badges": "staff",
    "tent-cards": "staff",
    "certificate": "delegate",
    "emergency-card": "delegate",
    "address-cards": "delegate",
    "evaluation-form": "delegate",
    "letter": "delegate",
}
"""The kinds, each with one of its audiences."""
LONG = "Bartholomäus-Maximilian Friedrich Wilhelm von der Hohenstein"
"""Sixty letters."""


def paper(
    visit: Visit,
    kind: str,
    person: str = "",
    *,
    audience: str = "",
    body: str | None = None,
    language: str = "en",
) -> model.Document:
    """A paper for its audience, or for a person by code, or for a body."""
    own = delegate(visit, person).id if person else None
    reader = Reader(Audience(audience or READERS[kind]), person=own, body=body)
    return PAPERS[kind].build(make_edition(visit, reader, language, SECOND))
