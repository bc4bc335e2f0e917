"""What a workbook can say of a visit: all but ids, files, folds, zones of items, blank records."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from visitplanner.domain.base import Entity, same_name
from visitplanner.domain.programme import Alert, Item
from visitplanner.domain.visit import COLLECTIONS, Visit

_FOLDS = {"start_fold", "end_fold", "depart_fold", "arrive_fold"}
_UNSAID = {"id", "namespace", "attachments", "zone", "origin_zone", "destination_zone"} | _FOLDS


def of_unique_codes(visit: Visit) -> Visit:
    """The visit with an ID taken from whoever bears one that somebody before has."""
    seen: set[tuple[bool, str]] = set()

    def checked(record: Any) -> Any:
        key = isinstance(record, Item), same_name(getattr(record, "code", ""))
        key = (True, key[1]) if COLLECTIONS["journeys"] is type(record) else key
        if key[1] and key in seen:
            return record.model_copy(update={"code": ""})
        seen.add(key)
        return record

    rows = {name: tuple(map(checked, getattr(visit, name))) for name in COLLECTIONS}
    return visit.model_copy(update=rows)


def sayable(visit: Visit) -> dict[str, Any]:
    """The visit as plain values that a workbook can say."""
    fields = {name: getattr(visit, name) for name in Visit.model_fields if name not in _UNSAID}
    rows = {name: [_said(record) for record in _kept(fields.pop(name))] for name in COLLECTIONS}
    return {name: _full(value) for name, value in fields.items()} | rows


def zones(visit: Visit) -> list[str]:
    """The zones of stops and journeys; where one is empty, it may come back as that of the city."""
    stops = [stop.zone for stop in _kept(visit.stops)]
    return stops + [z for j in _kept(visit.journeys) for z in (j.origin_zone, j.destination_zone)]


def _kept(records: Iterable[Any]) -> list[Any]:
    return [record for record in records if not _is_blank(record)]


def _full(value: Any) -> Any:
    """A list without its empty entries."""
    if not isinstance(value, tuple):
        return value
    return tuple(each for each in value if (each.text if isinstance(each, Alert) else each))


def _said(record: Entity) -> dict[str, Any]:
    names = [name for name in type(record).model_fields if name not in _UNSAID]
    said = {name: _full(getattr(record, name)) for name in names}
    if isinstance(record, Item) and record.end is None and record.day is None:
        del said["end_day"]
    return said


def _is_blank(record: Entity) -> bool:
    """Whether a record would be a row without a single cell."""
    return not any(value is not None and value not in ("", ()) for value in _said(record).values())
