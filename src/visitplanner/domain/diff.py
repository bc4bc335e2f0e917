"""What differs between two visits, record by record and field by field.

Records are paired by their internal id, and what is left by the key that the workbook gives them,
so that a plan that was imported anew compares with the one it came from.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from visitplanner.domain.base import Entity, same_name
from visitplanner.domain.visit import COLLECTIONS, TYPE_NAMES, Visit, natural_key

_SECONDS = re.compile(r"^(\d\d:\d\d):00$")
_IDENTITY = frozenset({"id", "namespace", "foreign"})


class ChangeKind(StrEnum):
    """What happened to a record."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class Change:
    """One record that differs; `fields` maps a field's name to its old and new value."""

    kind: ChangeKind
    old: Entity | None
    new: Entity | None
    fields: Mapping[str, tuple[Any, Any]] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def record(self) -> Entity:
        """The record as it is now, or as it was before it was removed."""
        record = self.new or self.old
        if record is None:
            raise ValueError("a change without a record")
        return record

    @property
    def type_name(self) -> str:
        """What the record is called: an item, a journey, a delegate."""
        return TYPE_NAMES[type(self.record)]

    @property
    def key(self) -> str:
        """How the workbook names the record."""
        return natural_key(self.record)


def _differing(old: Entity, new: Entity, skip: Iterable[str] = ()) -> dict[str, tuple[Any, Any]]:
    names = set(type(new).model_fields) - _IDENTITY - set(skip)
    pairs = {name: (getattr(old, name), getattr(new, name)) for name in type(new).model_fields}
    return {name: pair for name, pair in pairs.items() if name in names and pair[0] != pair[1]}


def _pairs(
    old: tuple[Entity, ...], new: tuple[Entity, ...]
) -> tuple[dict[str, Entity], list[Entity]]:
    """For each new record (by id) the old one it continues, and the old ones without successor."""
    old_by_id = {record.id: record for record in old}
    found = {record.id: old_by_id[record.id] for record in new if record.id in old_by_id}
    waiting: dict[str, list[Entity]] = defaultdict(list)
    continued = {record.id for record in found.values()}
    for record in old:
        if record.id not in continued:
            waiting[same_name(natural_key(record))].append(record)
    for record in new:
        namesakes = waiting.get(same_name(natural_key(record)))
        if record.id not in found and namesakes:
            found[record.id] = namesakes.pop(0)
    continued = {record.id for record in found.values()}
    return found, [record for record in old if record.id not in continued]


def _collection_changes(old: tuple[Entity, ...], new: tuple[Entity, ...]) -> list[Change]:
    if old is new:
        return []
    found, gone = _pairs(old, new)
    changes = [Change(ChangeKind.REMOVED, record, None) for record in gone]
    for record in new:
        before = found.get(record.id)
        if before is None:
            changes.append(Change(ChangeKind.ADDED, None, record))
        elif before is not record and (fields := _differing(before, record)):
            changes.append(Change(ChangeKind.CHANGED, before, record, MappingProxyType(fields)))
    return changes


def diff(old: Visit, new: Visit) -> tuple[Change, ...]:
    """Every difference in content between two visits; the order of rows is not content."""
    changes = []
    if fields := _differing(old, new, skip=COLLECTIONS):
        changes.append(Change(ChangeKind.CHANGED, old, new, MappingProxyType(fields)))
    for name in COLLECTIONS:
        changes += _collection_changes(getattr(old, name), getattr(new, name))
    return tuple(changes)


def as_json(changes: Iterable[Change]) -> dict[str, Any]:
    """Changes as plain data: `{"changes": [{"kind", "type", "id", "fields"}]}`."""
    return {
        "changes": [
            {
                "kind": change.kind.value,
                "type": change.type_name,
                "id": change.key,
                "fields": _plain_fields(change),
            }
            for change in changes
        ]
    }


def _plain_fields(change: Change) -> dict[str, list[Any]]:
    old = change.old.model_dump(mode="json") if change.old else {}
    new = change.new.model_dump(mode="json") if change.new else {}
    names = change.fields or [n for n in type(change.record).model_fields if n not in _IDENTITY]
    pairs = {name: [old.get(name), new.get(name)] for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def as_lines(changes: Iterable[Change]) -> list[str]:
    """Changes as sentences for people, one line per record and field."""
    lines = []
    for change in changes:
        name = f"{change.type_name} {change.key}".strip()
        if change.kind is not ChangeKind.CHANGED:
            lines.append(f"{name}: {change.kind.value}")
        for field_name, (old, new) in _plain_fields(change).items() if change.fields else ():
            lines.append(f"{name}: {field_name.replace('_', ' ')}: {_shown(old)} → {_shown(new)}")
    return lines


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(map(_shown, value)) or "nothing"
    if isinstance(value, dict):
        return " ".join(_shown(part) for part in value.values() if part is not None)
    return "nothing" if value in (None, "") else _SECONDS.sub(r"\1", str(value))
