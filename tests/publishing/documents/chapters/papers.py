"""Editions of a visit, the papers built from them, and what those papers say."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any, TypeVar

from visitplanner import resources
from visitplanner.domain.people import Delegate
from visitplanner.domain.privacy import Audience
from visitplanner.domain.programme import Item, Journey, Stop
from visitplanner.domain.visit import Visit, collection_of
from visitplanner.domain.vocabulary import JourneyKind, Mode
from visitplanner.importing.workbook import read_plan
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.papers import PAPERS
from visitplanner.publishing.edition import Edition, Issue, make_edition
from visitplanner.publishing.readership import Reader

B = TypeVar("B")

FIRST = Issue(1, datetime(2017, 9, 24, 8, 0, tzinfo=UTC))
SECOND = Issue(2, datetime(2017, 10, 31, 8, 0, tzinfo=UTC), 1, FIRST.at)
PACKS = ("delegate", "staff", "public")
LANGUAGES = ("en", "es")
MADRID, CANARY = "Europe/Madrid", "Atlantic/Canary"


@cache
def sample() -> Visit:
    """The bundled visit, as the workbook says it."""
    return read_plan(resources.path("sample", "clusgrid.xlsx")).visit


def delegate(visit: Visit, code: str) -> Delegate:
    return next(person for person in visit.delegates if person.code == code)


def edition(
    visit: Visit, audience: str, language: str = "en", person: str = "", issue: Issue = SECOND
) -> Edition:
    """The edition for an audience, or for one person by code."""
    reader = Reader(Audience(audience), person=delegate(visit, person).id if person else None)
    return make_edition(visit, reader, language, issue)


def pack(visit: Visit, audience: str = "delegate", language: str = "en") -> model.Document:
    """A briefing pack."""
    return PAPERS["briefing-pack"].build(edition(visit, audience, language))


def personal(visit: Visit, code: str, language: str = "en") -> model.Document:
    """A personal pack."""
    return PAPERS["personal-pack"].build(edition(visit, "delegate", language, code))


# --- what papers say ----------------------------------------------------------------------------


def blocks(document: model.Document, kind: type[B], key: str = "") -> list[B]:
    """All blocks of a kind, or those of the part with a key."""
    parts = [part for part in document.parts if not key or part.key == key]
    return [block for part in parts for block in part.blocks if isinstance(block, kind)]


def part(document: model.Document, key: str) -> model.Part:
    return next(part for part in document.parts if part.key == key)


def keys(document: model.Document) -> list[str]:
    return [part.key for part in document.parts]


def day_key(day: date) -> str:
    return f"day-{day.isoformat()}"


_UNSAID = {"key", "target", "language", "code", "chapter"}


def texts(value: Any, name: str = "") -> Iterator[str]:
    """Every text of a document, part or block; the runs of one line are one text."""
    if name in _UNSAID or value is None:
        return
    if isinstance(value, tuple) and _is_line(value):
        yield "".join(str(run.text) for run in value if isinstance(run, model.Run))
    elif isinstance(value, tuple):
        for row in value:
            yield from texts(row, name)
    elif type(value) is str:
        yield value
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from texts(getattr(value, field.name), field.name)


def _is_line(value: tuple[Any, ...]) -> bool:
    inline = (model.Run, model.PageRef, model.Symbol)
    return bool(value) and all(isinstance(row, inline) for row in value)


def said(value: Any) -> str:
    """All texts in one, for searching."""
    return "\n".join(texts(value))


# --- small plans --------------------------------------------------------------------------------

MONDAY = date(2017, 11, 6)


def plan(*records: Any, **fields: Any) -> Visit:
    """A visit with these records."""
    rows: dict[str, tuple[Any, ...]] = {}
    for record in records:
        name = collection_of(record)
        rows[name] = (*rows.get(name, ()), record)
    return Visit(**{"title": "Study visit", **rows, **fields})


def stop(city: str = "Barcelona", first: int = 6, last: int = 7, **fields: Any) -> Stop:
    start, end = date(2017, 11, first), date(2017, 11, last)
    values = {"country": "ES", "zone": MADRID, "arrive": start, "leave": end, **fields}
    return Stop(city=city, **values)


def item(title: str = "Session", start: str = "09:00", end: str = "10:00", **fields: Any) -> Item:
    values: dict[str, Any] = {"day": MONDAY, "zone": MADRID, "who": "all", **fields}
    begins = time.fromisoformat(start) if start else None
    ends = time.fromisoformat(end) if end else None
    return Item(title=title, start=begins, end=ends, **values)


def person(code: str, **fields: Any) -> Delegate:
    values = {"given_name": f"Name{code}", "family_name": f"Family{code}", **fields}
    return Delegate(code=code, **values)


def leg(start: str, end: str, **fields: Any) -> Journey:
    values: dict[str, Any] = {
        "kind": JourneyKind.LEG,
        "mode": Mode.TRAIN,
        "origin": "Barcelona",
        "destination": "Valencia",
        "origin_zone": MADRID,
        "destination_zone": MADRID,
        "depart_day": MONDAY,
        "arrive_day": MONDAY,
        "who": "all",
        **fields,
    }
    return Journey(depart=time.fromisoformat(start), arrive=time.fromisoformat(end), **values)
