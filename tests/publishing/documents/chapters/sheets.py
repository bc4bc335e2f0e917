"""Sheets of a visit for those outside the delegation, and what their lists say."""

from __future__ import annotations

from tests.publishing.documents.chapters.papers import SECOND, blocks
from visitplanner.domain.privacy import Audience
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.visit import Visit
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.papers import PAPERS
from visitplanner.publishing.edition import make_edition
from visitplanner.publishing.readership import Reader


def sheet(
    visit: Visit,
    kind: str,
    audience: str,
    *,
    body: str | None = None,
    about: str | None = None,
    language: str = "en",
    asked: bool = False,
) -> model.Document:
    """A sheet of a kind."""
    reader = Reader(Audience(audience), body=body, asked_for_identity=asked)
    return PAPERS[kind].build(make_edition(visit, reader, language, SECOND, about))


def item_id(visit: Visit, code: str) -> str:
    return next(row.id for row in visit.items if row.code == code)


def journey_id(visit: Visit, code: str) -> str:
    return next(row.id for row in visit.journeys if row.code == code)


def journey(visit: Visit, code: str) -> Journey:
    return next(row for row in visit.journeys if row.code == code)


def meal(visit: Visit, code: str) -> Item:
    return next(row for row in visit.items if row.code == code)


def listing(document: model.Document, number: int = 0) -> model.SheetTable:
    """One of the lists of a sheet."""
    return blocks(document, model.SheetTable)[number]


def cells(table: model.Table, column: str) -> list[str]:
    """The words of a column, by its heading."""
    at = [each.heading for each in table.columns].index(column)
    return [model.plain(row.cells[at]) if at < len(row.cells) else "" for row in table.rows]


def facts(document: model.Document) -> dict[str, str]:
    """The labelled facts of a sheet."""
    found: dict[str, str] = {}
    for block in blocks(document, model.PairColumns):
        found |= {pair.label: model.plain(pair.text) for pair in (*block.left, *block.right)}
    for count in blocks(document, model.BigCount):
        found |= {pair.label: model.plain(pair.text) for pair in count.facts}
    return found
