"""The same plan gives the same files, whatever was drawn before and in whatever order."""

from __future__ import annotations

import hashlib

from tests.publishing.documents.chapters.papers import sample
from tests.publishing.documents.proof.papers import PAPERS, documents
from visitplanner.publishing.documents.pdf import engine


def _marks(*kinds: str) -> dict[str, str]:
    engine._remembered.forget()
    made = documents(sample().model_copy(), *kinds)
    return {kind: hashlib.sha256(engine.render_pdf(d).data).hexdigest() for kind, d in made}


def test_files_are_the_same_every_time() -> None:
    first = _marks()
    assert len(first) == len(PAPERS)
    assert len(set(first.values())) == len(PAPERS)
    assert _marks() == first
    alone = PAPERS[len(PAPERS) // 2]
    assert _marks(alone) == {alone: first[alone]}
