"""Every kind of paper there is, as those have it who have it read out."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime
from functools import cache

import pytest

from tests.publishing.documents.chapters.papers import sample
from tests.publishing.documents.pdf.test_conformance import failures
from tests.publishing.documents.pdf.tree import Node, read
from visitplanner.domain.versions import Dossier
from visitplanner.publishing.documents.pdf.engine import render_pdf
from visitplanner.publishing.kinds import KINDS
from visitplanner.publishing.recipients import Output, Request, outputs
from visitplanner.publishing.release import frame_of
from visitplanner.publishing.rendering import document_of

NOW = datetime(2017, 10, 20, 8, tzinfo=UTC)
PAPERS = tuple(name for name, kind in KINDS.items() if kind.suffix == ".pdf")
KIDS = {
    "L": {"LI", "Caption"},
    "LI": {"Lbl", "LBody"},
    "Table": {"THead", "TBody", "TFoot", "TR", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TR": {"TH", "TD"},
    "TOC": {"TOCI", "TOC"},
    **{tag: {"Link", "Span"} for tag in ("H1", "H2", "H3", "P", "Lbl", "Reference")},
}
"""What may stand in an element; in all others, anything."""


@cache
def wanted() -> dict[str, Output]:
    """The first file of each kind."""
    found = outputs(Dossier(visit=sample()), Request(now=NOW, kinds=PAPERS), [])
    return {output.kind: output for output in reversed(found)}


@pytest.mark.parametrize("kind", PAPERS)
def test_every_kind_of_paper(kind: str) -> None:
    frame = frame_of(Dossier(visit=sample()), NOW)
    data = render_pdf(document_of(frame, wanted()[kind])).data
    assert failures(data) == set()
    found = read(data)
    assert found.stray == []
    assert sorted(found.root.order()) == sorted(found.contents)
    assert _levels_are_whole(found.root)
    for node in found.root.all(*KIDS):
        assert {kid.tag for kid in node.kids} <= KIDS[node.tag], (node.tag, node.words()[:60])
    for table in found.root.all("Table"):
        assert len({_width(row) for row in table.all("TR")}) == 1


def _levels_are_whole(root: Node) -> bool:
    levels = [int(node.tag[1]) for node in root.all("H1", "H2", "H3")]
    return levels[0] == 1 and all(b <= a + 1 for a, b in itertools.pairwise(levels))


def _width(row: Node) -> int:
    return sum(int(str(cell.attributes.get("ColSpan", 1))) for cell in row.kids)
