"""From table rows to records: what each row says, and which record of the visit it means."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from visitplanner.domain.base import Entity, same_name
from visitplanner.domain.records import rebuilt
from visitplanner.domain.visit import COLLECTIONS
from visitplanner.domain.vocabulary import JourneyKind
from visitplanner.importing.workbook.cells import NOTHING, Doubtful
from visitplanner.importing.workbook.columns import Column, Sheet
from visitplanner.importing.workbook.result import Doubt
from visitplanner.importing.workbook.tables import Table, TableRow

Said = dict[Column, dict[str, Any]]
"""What the cells of a row say of a record's fields; cells that were not understood are absent."""
Key = tuple[object, ...]


@dataclass
class Draft:
    """A row of the workbook on its way to a record.

    Attributes:
        unsure: Which parts of the key stand in cells that were not understood.
        old: The record of the visit that the row means, as a workbook would say it.
        record: What becomes of it.
        kind_open: Whether a journey leaves it to its ends if it is a leg or a transfer.
    """

    number: int
    said: Said
    key: Key
    unsure: tuple[int, ...] = ()
    old: Entity | None = None
    record: Entity | None = None
    kind_open: bool = False

    def close(self) -> None:
        """Keep of what was said only of which columns; all of 60,000 rows would fill the memory."""
        self.said = _columns_alone(tuple(self.said))


@lru_cache(maxsize=1024)
def _columns_alone(columns: tuple[Column, ...]) -> Said:
    return {column: {} for column in columns}


def read_row(sheet: Sheet, columns: Iterable[Column], row: TableRow, doubts: list[Doubt]) -> Said:
    """What a row says; cells that are doubtful are named."""
    said: Said = {}
    for column in columns:
        if column not in row.cells:
            said[column] = column.empty
            continue
        try:
            said[column] = column.read(row.cells[column])
        except Doubtful as doubt:
            doubts.append(Doubt(sheet.name, row.number, column.heading, doubt.reason))
            if doubt.kept is not NOTHING:
                said[column] = doubt.kept
    return said


def read_drafts(table: Table, doubts: list[Doubt]) -> list[Draft]:
    """The rows of a table, each with its key."""
    drafts = []
    for row in table.rows:
        said = read_row(table.sheet, table.columns, row, doubts)
        values = {name: value for fields in said.values() for name, value in fields.items()}
        unsure = tuple(n for n, column in enumerate(table.sheet.keys) if column not in said)
        drafts.append(Draft(row.number, said, _key(table.sheet, values), unsure))
    return drafts


def _key(sheet: Sheet, values: Mapping[str, Any]) -> Key:
    return tuple(_comparable(values.get(column.fields[0])) for column in sheet.keys)


def _comparable(value: Any) -> object:
    if isinstance(value, str):
        return same_name(value)
    if isinstance(value, tuple):
        return tuple(sorted(filter(None, map(same_name, value))))
    return value


def is_empty(key: Key) -> bool:
    """Whether a row has nothing in any of its key columns."""
    return not any(key)


# --- Which record a row means -------------------------------------------------------------------


def pair(table: Table, drafts: Sequence[Draft], records: Sequence[Entity]) -> None:
    """Give each draft the record of the visit that it means, as `old`.

    Rows and records are paired by their key. Where several share one, those that say the same are
    paired first, then the others in order; rows without a key mean only a record that they equal.
    A row whose key was not wholly understood means the one record left that has the rest of it.
    """
    waiting: dict[Key, list[Entity]] = defaultdict(list)
    keys = {record.id: key_of(table.sheet, record) for record in records}
    for record in records:
        waiting[keys[record.id]].append(record)
    groups: dict[Key, list[Draft]] = defaultdict(list)
    for draft in drafts:
        groups[draft.key].append(draft)
    for key, group in groups.items():
        candidates = waiting.get(key, [])
        if len(candidates) == len(group) == 1 and not is_empty(key):
            group[0].old = candidates[0]
        elif candidates:
            _pair_group(table.columns, group, candidates, exact_only=is_empty(key))
    paired = {draft.old.id for draft in drafts if draft.old}
    left = [(keys[record.id], record) for record in records if record.id not in paired]
    _pair_unsure([draft for draft in drafts if draft.unsure and not draft.old], left)


def key_of(sheet: Sheet, record: Entity) -> Key:
    """The key by which a record is found again."""
    return _key(sheet, {name: getattr(record, name) for name in type(record).model_fields})


def _pair_unsure(drafts: Sequence[Draft], left: Iterable[tuple[Key, Entity]]) -> None:
    by_rest: dict[Key, list[Entity]] = defaultdict(list)
    masks = {draft.unsure for draft in drafts}
    for key, record in left:
        for unsure in masks:
            by_rest[unsure, _rest(key, unsure)].append(record)
    rivals = Counter((draft.unsure, _rest(draft.key, draft.unsure)) for draft in drafts)
    for draft in drafts:
        question = draft.unsure, _rest(draft.key, draft.unsure)
        candidates = by_rest[question]
        if len(candidates) == rivals[question] == 1 and not is_empty(question[1]):
            draft.old = candidates[0]


def _rest(key: Key, unsure: tuple[int, ...]) -> Key:
    return tuple(part for n, part in enumerate(key) if n not in unsure)


def _pair_group(
    columns: Iterable[Column], group: list[Draft], candidates: list[Entity], *, exact_only: bool
) -> None:
    free = {record.id: record for record in candidates}
    alike: dict[Key, list[Entity]] = defaultdict(list)
    for record in candidates:
        alike[_all_said([echo(column, record) for column in columns])].append(record)
    for draft in group:
        same = alike.get(_all_said([draft.said.get(column) for column in columns]))
        if same:
            draft.old = same.pop(0)
            del free[draft.old.id]
    left = iter(free.values())
    for draft in group:
        if draft.old is None and not exact_only:
            draft.old = next(left, None)


def _all_said(fields: Iterable[dict[str, Any] | None]) -> Key:
    return tuple(None if values is None else tuple(values.values()) for values in fields)


def echo(column: Column, record: Entity) -> dict[str, Any] | None:
    """What the cell that is written for a record would say when it is read again."""
    try:
        return column.read(column.show(record))
    except Doubtful as doubt:
        return None if doubt.kept is NOTHING else doubt.kept


# --- What becomes of it -------------------------------------------------------------------------


def build(sheet: Sheet, draft: Draft, doubts: list[Doubt]) -> None:
    """Make the draft's record, as the workbook says it: a new one, or the old one changed."""
    old = draft.old
    if old is None:
        values = _all_fields(sheet, draft.said)
        _settle(sheet, draft, values, doubts)
        draft.record = COLLECTIONS[sheet.collection].model_validate(values)
        return
    news = news_of(draft.said, old)
    if not news:
        draft.record = old
        return
    values = {name: getattr(old, name) for name in type(old).model_fields} | news
    _settle(sheet, draft, values, doubts)
    draft.record = rebuilt(old, values)


def news_of(said: Said, record: Entity) -> dict[str, Any]:
    """The fields of which the cells say something else than the record."""
    news: dict[str, Any] = {}
    for column, fields in said.items():
        same = all(getattr(record, name, 0) == value for name, value in fields.items())
        if not same and echo(column, record) != fields:
            news |= fields
    for column, fields in said.items():
        if any(name in news for name in column.beside):
            news |= fields
    return news


def _all_fields(sheet: Sheet, said: Said) -> dict[str, Any]:
    """The fields of a new record; a column that is absent says what an empty cell says."""
    values: dict[str, Any] = {}
    for column in sheet.columns:
        values |= said.get(column) or column.empty
    return values


def _settle(sheet: Sheet, draft: Draft, values: dict[str, Any], doubts: list[Doubt]) -> None:
    for heading, reason in sheet.settle(values):
        doubts.append(Doubt(sheet.name, draft.number, heading, reason))
    if "kind" in values and values["kind"] is None:
        draft.kind_open = True
        values["kind"] = JourneyKind.TRANSFER
