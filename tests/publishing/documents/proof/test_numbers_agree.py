"""Outline, contents and the number at the foot say the same, whatever is changed in the plan."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pypdf
import pypdfium2
import pytest

from tests.publishing.documents.chapters.papers import sample
from tests.publishing.documents.pdf.tree import read
from tests.publishing.documents.proof.papers import documents
from visitplanner.domain import edits
from visitplanner.publishing.documents.pdf.engine import render_pdf

if TYPE_CHECKING:
    from visitplanner.domain.visit import Visit

KINDS = ("briefing-pack", "personal-pack", "participants-booklet")


def _longer(visit: Visit) -> Visit:
    return edits.change(visit, visit.items[3].id, notes="More to be known. " * 500)


def _without_people(visit: Visit) -> Visit:
    return visit.model_copy(update={"delegates": visit.delegates[:3]})


def _retitled(visit: Visit) -> Visit:
    return edits.change(visit, visit.id, title="A title that is longer than a line " * 3)


EDITS = {"as it is": lambda visit: visit, "longer": _longer, "fewer": _without_people}
EDITS["longer, then fewer"] = lambda visit: _without_people(_longer(visit))
EDITS["with a long title"] = _retitled


def _outline(reader: pypdf.PdfReader) -> dict[str, int]:
    """The titles of the outline, each with the page it leads to, from 1."""

    def walk(entries: list[object]) -> list[pypdf.generic.Destination]:
        found: list[pypdf.generic.Destination] = []
        for entry in entries:
            if isinstance(entry, list):
                found += walk(entry)
            elif isinstance(entry, pypdf.generic.Destination):
                found.append(entry)
        return found

    made: dict[str, int] = {}
    for entry in walk(list(reader.outline)):
        number = reader.get_destination_page_number(entry)
        assert number is not None
        made.setdefault(str(entry.title), number + 1)
    return made


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("kind", KINDS)
def test_numbers_agree(kind: str, edit: str) -> None:
    ((_, document),) = documents(EDITS[edit](sample()), kind)
    data = render_pdf(document).data
    reader = pypdf.PdfReader(io.BytesIO(data))
    with pypdfium2.PdfDocument(data) as pdf:
        pages = [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]
    for number, text in enumerate(pages[1:], 2):
        assert re.search(rf"\b{number} / {len(pages)}\b", text)
    outline = _outline(reader)
    assert len(outline) >= 3
    for title, page in outline.items():
        assert page == 1 or title.split(" · ")[0] in pages[page - 1], title
    lines = [node.words() for node in read(data).root.all("TOCI")]
    if kind == "briefing-pack":
        assert len(lines) >= 8
    for line in lines:
        printed = re.match(r"\d+", line)
        named = [title for title in outline if title in line]
        assert printed, line
        assert named, line
        assert outline[named[0]] == int(printed[0]), line
