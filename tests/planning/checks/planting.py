"""Small edits of a plan, as somebody makes them in a cell or a row of the workbook."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from visitplanner.domain.base import Entity
from visitplanner.domain.edits import change
from visitplanner.domain.programme import Room
from visitplanner.domain.records import rebuilt, with_rows
from visitplanner.domain.visit import COLLECTIONS, Visit, collection_of

Edit = Callable[[Visit], Visit]


def _called(record: Entity, key: str) -> bool:
    """Whether a row is the one that a key means: an ID, a name, a town, `hotel/occupants`."""
    if isinstance(record, Room):
        return key == f"{record.hotel}/{' '.join(record.occupants)}"
    names = ("code", "name", "city", "item")
    return next((v for n in names if (v := getattr(record, n, None)) is not None), "") == key


def find(visit: Visit, key: str) -> Entity:
    """The one row that a key means; a stop before a place or an organisation of that name."""
    return next(record for record in visit.records() if _called(record, key))


def put(key: str, **fields: Any) -> Edit:
    """Overwrite cells of one row, and nothing else."""

    def edit(visit: Visit) -> Visit:
        old = find(visit, key)
        name = collection_of(old)
        rows = (rebuilt(row, fields) if row is old else row for row in getattr(visit, name))
        return with_rows(visit, **{name: tuple(rows)})

    return edit


def typed(key: str, **fields: Any) -> Edit:
    """Change fields of one row in the window, where references and clocks follow."""
    return lambda visit: change(visit, find(visit, key).id, **fields)


def own(**fields: Any) -> Edit:
    """Overwrite fields of the visit itself."""
    return lambda visit: rebuilt(visit, fields)


def drop(*keys: str) -> Edit:
    """Delete rows."""

    def edit(visit: Visit) -> Visit:
        gone = [find(visit, key) for key in keys]
        rows = {n: tuple(r for r in getattr(visit, n) if r not in gone) for n in COLLECTIONS}
        return with_rows(visit, **rows)

    return edit


def add(record: Entity) -> Edit:
    """Type a new row."""
    name = collection_of(record)
    return lambda visit: with_rows(visit, **{name: (*getattr(visit, name), record)})


def copy(key: str, **fields: Any) -> Edit:
    """Copy a row and change the copy."""

    def edit(visit: Visit) -> Visit:
        old = find(visit, key)
        values = {n: getattr(old, n) for n in type(old).model_fields if n != "id"} | fields
        return add(type(old)(**values))(visit)

    return edit


def both(*edits: Edit) -> Edit:
    """Several edits, one after the other."""

    def edit(visit: Visit) -> Visit:
        for one in edits:
            visit = one(visit)
        return visit

    return edit


def moved(days: int) -> Edit:
    """Another date for the whole visit: every day in it moves, clocks stay as they are."""
    return lambda visit: Visit.model_validate(_moved(visit.model_dump(), timedelta(days=days)))


def _moved(value: Any, by: timedelta) -> Any:
    if isinstance(value, dict):
        kept = {"document_valid_until", "asked_on"}
        return {k: v if k in kept else _moved(v, by) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_moved(part, by) for part in value)
    return value + by if type(value) is date else value
