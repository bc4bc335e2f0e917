"""Places, organisations and contacts that a workbook calls by another name.

They have no ID: a name is their key. A row under a name that the visit lacks, which says of itself
what the visit says of the one record whose name the workbook lacks, means that record.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from visitplanner.domain.base import Entity, alike, same_name
from visitplanner.domain.records import rebuilt, swapped
from visitplanner.domain.references import follow_name
from visitplanner.domain.visit import Visit
from visitplanner.importing.workbook.rows import read_row
from visitplanner.importing.workbook.tables import Table, Tables

_MARKS: Final[Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]] = MappingProxyType(
    {
        "places": (("address", "phone", "latitude", "longitude"), ("city", "kind")),
        "organisations": (("website",), ("kind", "country", "city")),
        "contacts": (("email", "phone"), ("role",)),
    }
)
"""By what a record is known besides its name: what is its own alone, and what others may share."""


@dataclass(frozen=True)
class Renamed:
    """A visit in which records bear the names that a workbook has for them.

    Attributes:
        visit: The visit; what refers to them by name does so by the new one.
        said: One sentence on each.
    """

    visit: Visit
    said: tuple[str, ...] = ()


def renamed(visit: Visit, tables: Tables) -> Renamed:
    """The visit with the names that a workbook has for what it plainly means."""
    said: list[str] = []
    for table in tables.sheets.values():
        if table.sheet.collection in _MARKS:
            for record, name in _renames(table, getattr(visit, table.sheet.collection)):
                before = str(getattr(record, "name", ""))
                row = rebuilt(record, {"name": name})
                visit = follow_name(swapped(visit, row), row, before, name)
                said.append(f"{before} is called {name} now")
    return Renamed(visit, tuple(dict.fromkeys(said)))


def _renames(table: Table, records: Iterable[Entity]) -> Iterator[tuple[Entity, str]]:
    """The records that the workbook has under other names, one candidate on either side."""
    records = tuple(records)
    rows = tuple(_rows(table)) if records else ()
    present = {same_name(str(fields.get("name", ""))) for fields in rows}
    known = {same_name(str(getattr(record, "name", ""))) for record in records}
    gone: dict[Hashable, list[Entity]] = defaultdict(list)
    new: dict[Hashable, list[str]] = defaultdict(list)
    for record in records:
        if same_name(str(getattr(record, "name", ""))) not in present:
            fields = {name: getattr(record, name) for name in type(record).model_fields}
            gone[_marks(table.sheet.collection, fields)].append(record)
    for fields in rows if gone else ():
        if (name := str(fields.get("name", ""))) and same_name(name) not in known:
            new[_marks(table.sheet.collection, fields)].append(name)
    for marks, names in new.items():
        if len(names) == len(gone[marks]) == 1 and _is_plain(marks, gone[marks][0], names[0]):
            yield gone[marks][0], names[0]


def _rows(table: Table) -> Iterator[dict[str, object]]:
    """What the rows say; what is doubtful is named when they are read to be taken."""
    for row in table.rows:
        said = read_row(table.sheet, table.columns, row, [])
        yield {name: value for fields in said.values() for name, value in fields.items()}


def _marks(collection: str, fields: Mapping[str, object]) -> tuple[tuple[object, ...], ...]:
    own, shared = _MARKS[collection]
    return tuple(tuple(_comparable(fields.get(name)) for name in names) for names in (own, shared))


def _comparable(value: object) -> object:
    return same_name(value) if isinstance(value, str) else value or ""


def _is_plain(marks: Hashable, record: Entity, name: str) -> bool:
    """Whether it can be no other: something of its own is the same, or the names are alike."""
    own = marks[0] if isinstance(marks, tuple) else ()
    return any(own) or alike(same_name(str(getattr(record, "name", ""))), same_name(name))
