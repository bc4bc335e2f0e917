"""Every kind of paper with every string replaced: on the page, and nothing over anything else."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.publishing.documents.chapters.papers import sample
from tests.publishing.documents.pdf.hostile import replaced
from tests.publishing.documents.pdf.test_hostile import CASES
from tests.publishing.documents.pdf.watch import watching
from tests.publishing.documents.proof.papers import PAPERS, documents
from visitplanner.publishing.documents.pdf.engine import render_pdf

if TYPE_CHECKING:
    from visitplanner.publishing.documents.model import Document

FITTED = ("badges", "address-cards")
"""The kinds that try many sizes for each text."""


@cache
def _documents() -> dict[str, Document]:
    return dict(documents(sample()))


@pytest.mark.parametrize("kind", PAPERS)
def test_words_that_fit_no_line(kind: str) -> None:
    _nothing_is_hurt(kind, "60 wide letters" if kind in FITTED else "200 unbreakable letters")


@pytest.mark.parametrize("kind", PAPERS)
def test_blanks_and_long_names(kind: str) -> None:
    _nothing_is_hurt(kind, "blank")
    _nothing_is_hurt(kind, "long names")


def _nothing_is_hurt(kind: str, case: str) -> None:
    document = replaced(_documents()[kind], CASES[case])
    with watching() as watch:
        render_pdf(document)
    assert watch.outside() == []
    assert watch.collisions(mirrored=kind == "tent-cards") == []
