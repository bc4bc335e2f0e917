"""Tables of everything else: stops, rooms, places, organisations, contacts, tasks, budget.

Their columns are the fields of the type, in the order of its form.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QObject

from visitplanner.desktop.document import Document
from visitplanner.desktop.filtering import Key, day_key, text_key
from visitplanner.desktop.forms.spec import Field, Kind, fields
from visitplanner.desktop.models.table import Column, TableModel, field_column
from visitplanner.desktop.qt import override
from visitplanner.desktop.wording import _
from visitplanner.domain.base import Entity
from visitplanner.domain.hosts import hosts
from visitplanner.domain.index import index
from visitplanner.domain.office import RelativeDue, Task
from visitplanner.domain.programme import Item, Journey, Room, Stop
from visitplanner.domain.queries import entry_day
from visitplanner.domain.visit import COLLECTIONS, Visit

_WIDTHS = {Kind.COUNT: 90, Kind.FLAG: 90, Kind.MAYBE: 90, Kind.DAY: 130, Kind.TEXT: 220}
_NAMES: Mapping[str, tuple[str, ...]] = {
    "organisation": ("org", "organisation"),
    "email": ("email", "mail"),
    "phone": ("phone", "tel"),
    "occupants": ("who", "occupants"),
    "owner": ("owner", "who"),
    "languages": ("language", "languages"),
    "destination": ("to", "destination"),
    "origin": ("from", "origin"),
}
_WATCHED: Mapping[str, tuple[str, ...]] = {
    "organisations": ("items", "journeys", "rooms", "delegates"),
}
"""Besides the delegates, whose names stand where the plan has their IDs: what steps follow from."""
_BY_VALUE = frozenset({Kind.COUNT, Kind.NUMBER, Kind.AMOUNT, Kind.DAY, Kind.CLOCK})


def _sort(field: Field) -> Callable[[Visit, Any], Any] | None:
    """Numbers and dates sort by their value; those that are not known come last."""
    if field.kind not in _BY_VALUE:
        return None

    def by(_visit: Visit, record: Entity) -> tuple[bool, Any]:
        value = getattr(record, field.name)
        return value is None, 0 if value is None else value

    return by


def _column(kind: type[Entity], field: Field) -> Column:
    names = _NAMES.get(field.name, (field.name.replace("_", "-"),))
    width = 200 if field.names_record else _WIDTHS.get(field.kind, 150)
    made = field_column(kind, field.name, width, sort=_sort(field), names=names)
    return _step_column(made) if field.name == "host_step" else made


def _step_column(stated: Column) -> Column:
    """The step that somebody has stated, or the one that follows from the programme.

    Only what was stated is what an editor begins with.
    """

    def text(visit: Visit, one: Any) -> str:
        return stated.text(visit, one) or step_of(visit, one)

    def step_of(visit: Visit, one: Any) -> str:
        host = next((host for host in hosts(visit) if host.organisation is one), None)
        return host.step.value if host and not host.stated else ""

    def second(visit: Visit, one: Any) -> str:
        return _("from the programme") if step_of(visit, one) else ""

    return replace(stated, text=text, second=second, width=236)


class RecordsModel(TableModel):
    """The records of one collection."""

    def __init__(self, document: Document, collection: str, parent: QObject | None = None) -> None:
        self.collection = self.pasted_into = collection
        self._kind = COLLECTIONS[collection]
        self.watched = _WATCHED.get(collection, ("delegates",))
        columns = [_column(self._kind, field) for field in fields(self._kind).values()]
        columns.sort(key=lambda column: not column.bold)  # what names a row comes first
        columns[0] = replace(columns[0], bold=True)
        super().__init__(document, (*columns, self.problems_column()), parent)
        self.follow()

    @override
    def records(self, visit: Visit) -> Sequence[Any]:
        found: Sequence[Any] = getattr(visit, self.collection)
        return found

    @override
    def keys(self) -> tuple[Key, ...]:
        names = self._kind.model_fields
        keys = []
        if "organisation" in names and "city" not in names:
            keys.append(text_key("city", _city_of_organisation, lambda visit: visit.cities))
        if self._kind in (Stop, Room, Task, Item, Journey):
            keys.append(day_key(_days))
        return tuple(keys)


def _city_of_organisation(visit: Visit, record: Any) -> tuple[str, ...]:
    found = index(visit).organisation(record.organisation)
    return (found.city,) if found else ()


def _days(visit: Visit, record: Any) -> tuple[date, ...]:
    """The days that a stay, a room, an entry or a task is about."""
    match record:
        case Room():
            return record.nights
        case Stop():
            first, last = record.arrive, record.leave or record.arrive
            return tuple(d for d in visit.days if first and last and first <= d <= last)
        case Item() | Journey():
            found = entry_day(record)
        case Task():
            due = record.due
            if isinstance(due, RelativeDue):
                due = due.on(visit.first_day) if visit.first_day else None
            found = due
        case _:
            found = None
    return (found,) if found else ()
