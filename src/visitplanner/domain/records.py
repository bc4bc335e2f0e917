"""Surgery on the immutable plan: finding, rebuilding and replacing single records.

Edits are made of these; nothing else constructs a changed visit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from visitplanner.domain.base import Entity
from visitplanner.domain.visit import COLLECTIONS, TYPE_NAMES, Visit, collection_of
from visitplanner.errors import PlanError

E = TypeVar("E", bound=Entity)


def find(visit: Visit, record_id: str) -> Entity:
    """The record with that internal id.

    Raises:
        PlanError: the plan has no such record (any more).
    """
    if record_id == visit.id:
        return visit
    for record in visit.records():
        if record.id == record_id:
            return record
    raise PlanError("That entry is no longer part of the plan: select another one.")


def rebuilt(record: E, changes: Mapping[str, Any]) -> E:
    """The record with some fields changed, validated as if it had been typed.

    Raises:
        PlanError: a value is not acceptable; the sentence says which and why.
    """
    unknown = set(changes) - set(type(record).model_fields)
    if unknown:
        raise PlanError(f"A {TYPE_NAMES[type(record)]} has no field “{min(unknown)}”.")
    values = {name: getattr(record, name) for name in type(record).model_fields}
    try:
        return type(record).model_validate(values | dict(changes))
    except ValidationError as refused:
        raise PlanError(_sentence(refused)) from refused


def _sentence(refused: ValidationError) -> str:
    error = refused.errors()[0]
    place = str(error["loc"][0]).replace("_", " ") if error["loc"] else "the value"
    reason = str(error["msg"]).removeprefix("Value error, ")
    return f"{place[:1].upper()}{place[1:]}: {reason[:1].lower()}{reason[1:]}."


def with_rows(visit: Visit, **collections: tuple[Entity, ...]) -> Visit:
    """The visit with some collections replaced by rows that are valid already."""
    # Validating the whole tree again would cost every keystroke.
    values = {name: getattr(visit, name) for name in Visit.model_fields}
    return Visit.model_construct(**(values | collections))


def swapped(visit: Visit, new: Entity) -> Visit:
    """The visit with `new` in the place of the record that bears its id."""
    name = collection_of(new)
    rows = tuple(new if row.id == new.id else row for row in getattr(visit, name))
    return with_rows(visit, **{name: rows})


def map_rows(visit: Visit, kind: type[Entity], change_row: Callable[[Any], Any]) -> Visit:
    """The visit with `change_row` applied to every record of a type; itself if none changes."""
    name = next(name for name, held in COLLECTIONS.items() if held is kind)
    rows = getattr(visit, name)
    new = tuple(change_row(row) for row in rows)
    same = all(before is after for before, after in zip(rows, new, strict=True))
    return visit if same else with_rows(visit, **{name: new})
