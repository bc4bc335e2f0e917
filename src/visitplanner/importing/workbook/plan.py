"""Reading a plan workbook into a visit, new or existing: one way for both.

A new visit is an empty one that is brought up to date.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from visitplanner.domain.base import Entity, same_name
from visitplanner.domain.diff import diff
from visitplanner.domain.identity import left_over
from visitplanner.domain.index import code_of
from visitplanner.domain.people import Contact, Delegate, Organisation
from visitplanner.domain.programme import Item, Journey, Place
from visitplanner.domain.records import rebuilt, with_rows
from visitplanner.domain.visit import Visit, natural_key
from visitplanner.errors import FileProblem
from visitplanner.importing.workbook.archive import Damaged, damaged, open_archive
from visitplanner.importing.workbook.columns import Column, Refers, Sheet
from visitplanner.importing.workbook.programme_columns import STOPS
from visitplanner.importing.workbook.references import References, repeated
from visitplanner.importing.workbook.renaming import renamed
from visitplanner.importing.workbook.result import Doubt, ImportResult
from visitplanner.importing.workbook.rows import (
    Draft,
    build,
    is_empty,
    news_of,
    pair,
    read_drafts,
    read_row,
)
from visitplanner.importing.workbook.sheets import SHEETS, VISIT
from visitplanner.importing.workbook.sinks import Refused
from visitplanner.importing.workbook.tables import Tables, read_tables
from visitplanner.importing.workbook.values import is_blank
from visitplanner.importing.workbook.voice import Voice, fill_zones
from visitplanner.importing.workbook.zones import Clocks


def read_plan(path: Path) -> ImportResult:
    """Read a plan workbook into a new visit.

    Raises:
        FileProblem: it is not a plan workbook, damaged, protected, or beyond the limits.
    """
    result = _updated(Visit(), path, sync=False)
    return ImportResult(result.visit, result.taken, result.left_out, result.doubts)


def update_plan(visit: Visit, path: Path, *, sync: bool = False) -> ImportResult:
    """Bring a visit up to date with a plan workbook.

    Rows are matched by key; cells that say something else than the visit change it, new rows are
    added. Records that the workbook no longer has are kept and named, or removed with `sync`. A
    cell that is not understood, a column or a sheet that is absent changes nothing.

    Raises:
        FileProblem: it is not a plan workbook, damaged, protected, or beyond the limits.
    """
    return _updated(visit, path, sync=sync)


def _updated(visit: Visit, path: Path, *, sync: bool) -> ImportResult:
    try:
        with open_archive(path) as archive:
            tables = read_tables(archive)
        return _Update(visit, tables, sync=sync).result()
    except Refused as refused:
        raise FileProblem(f"{path.name} {refused}.") from refused
    except Damaged as reason:
        raise damaged(path, str(reason)) from reason


class _Update:
    """One run: the visit as it was, what the workbook says, and what came to light."""

    def __init__(self, old: Visit, tables: Tables, *, sync: bool) -> None:
        called = renamed(old, tables)
        self._given, self._renamed = old, called.said
        self._old, self._tables, self._sync = called.visit, tables, sync
        self._before = Voice(called.visit)
        self._drafts: dict[str, list[Draft]] = {}
        self._doubts: list[Doubt] = []
        self._missing: list[str] = []

    def result(self) -> ImportResult:
        """Carry it out.

        Raises:
            Refused: an ID is used twice.
        """
        self._read()
        _refuse_used_ids(self._ids())
        said = self._said()
        open_kinds = {d.record.id for d in self._all() if d.record and d.kind_open}
        visit, voice = fill_zones(said, self._before, open_kinds)
        self._judge(visit, voice)
        taken = {name: len(drafts) for name, drafts in self._drafts.items()}
        fields = sum(not all(map(is_blank, r.cells.values())) for r in self._tables.visit.rows)
        return ImportResult(
            visit=visit,
            taken={VISIT.name: fields} | taken,
            left_out=tuple(self._tables.left_out),
            doubts=tuple(sorted(self._doubts, key=_place_in_workbook)),
            missing=tuple(self._missing),
            changes=diff(self._given, visit),
            renamed=self._renamed,
        )

    def _all(self) -> Iterator[Draft]:
        for drafts in self._drafts.values():
            yield from drafts

    def _read(self) -> None:
        for name, table in self._tables.sheets.items():
            drafts = read_drafts(table, self._doubts)
            table.rows.clear()
            old = getattr(self._old, table.sheet.collection)
            pair(table, drafts, [self._before.said(record) for record in old])
            for draft in drafts:
                build(table.sheet, draft, self._doubts)
                draft.close()
            self._drafts[name] = drafts

    def _said(self) -> Visit:
        """The visit as the workbook says it, zones that follow from cities left out."""
        rows = {}
        for sheet in SHEETS:
            old = getattr(self._old, sheet.collection)
            if sheet.name in self._drafts:
                rows[sheet.collection] = self._merged(sheet, old)
            else:
                rows[sheet.collection] = tuple(map(self._before.said, old))
                if old:
                    self._missing.append(f"{sheet.name}: the whole sheet; its rows were kept")
        return rebuilt(with_rows(self._old, **rows), self._visit_news())

    def _visit_news(self) -> dict[str, object]:
        said = {
            column: fields
            for row in self._tables.visit.rows
            for column, fields in read_row(VISIT, row.cells, row, self._doubts).items()
        }
        return news_of(said, self._old)

    def _merged(self, sheet: Sheet, old: tuple[Entity, ...]) -> tuple[Entity, ...]:
        """The records of a sheet: old ones in their order, each new one behind its neighbour."""
        behind: dict[str, list[Entity]] = defaultdict(list)
        current: dict[str, Entity] = {}
        neighbour = ""
        for draft in self._drafts[sheet.name]:
            if draft.record is None:
                continue
            if draft.old is None:
                behind[neighbour].append(draft.record)
            else:
                current[draft.old.id] = draft.record
                neighbour = draft.old.id
        merged = [*behind[""]]
        for record in old:
            if record.id in current:
                merged.append(current[record.id])
            else:
                merged += self._without_row(sheet, record)
            merged += behind[record.id]
        return tuple(merged)

    def _without_row(self, sheet: Sheet, record: Entity) -> list[Entity]:
        unsure = any(draft.unsure and not draft.old for draft in self._drafts[sheet.name])
        gone = self._sync and not unsure  # a row whose key is doubtful may have meant it
        fate = "removed" if gone else "kept"
        self._missing.append(f"{sheet.name}: {_label(record)} was {fate}")
        return [] if gone else [self._before.said(record)]

    def _ids(self) -> Iterator[tuple[str, str, str]]:
        """Every ID in use: the namespace in which it must be unique, the ID, and where it is."""
        for name, drafts in self._drafts.items():
            space = "people" if name == "Delegates" else "programme"
            for draft in drafts:
                if isinstance(draft.record, Item | Journey | Delegate):
                    yield space, draft.record.code, f"{name}, row {draft.number}"
        named = {draft.old.id for draft in self._all() if draft.old}
        if not self._sync:
            entries: tuple[Item | Journey, ...] = (*self._old.items, *self._old.journeys)
            for entry in entries:
                if entry.id not in named:
                    yield "programme", entry.code, "the visit, in a row that the workbook lacks"

    def _judge(self, visit: Visit, voice: Voice) -> None:
        """Name what is doubtful about whole rows, references and time zones."""
        final = {record.id: record for record in visit.records()}
        references = References(visit, voice.clocks)
        for name, drafts in self._drafts.items():
            sheet = self._tables.sheets[name].sheet
            records = [(draft, final[draft.record.id]) for draft in drafts if draft.record]
            for draft, record in records:
                self._judge_row(sheet, draft, record, references, voice)
            if sheet.collection in ("places", "organisations", "contacts"):
                names = [(draft.number, natural_key(record)) for draft, record in records]
                for number, reason in repeated(names):
                    self._doubts.append(Doubt(name, number, "Name", reason))
        self._judge_visit(visit, references)

    def _judge_row(
        self, sheet: Sheet, draft: Draft, record: Entity, references: References, voice: Voice
    ) -> None:
        def doubt(heading: str | None, reason: str) -> None:
            self._doubts.append(Doubt(sheet.name, draft.number, heading, reason))

        for column in draft.said:
            for reason in references.doubts(column, record):
                doubt(column.heading, reason)
            if choice := _choice(column, draft, voice.clocks):
                doubt(column.heading, choice)
        if isinstance(record, Delegate) and isinstance(draft.old, Delegate):
            for reason in _typed_over(draft.old, record):
                doubt(None, reason)
        if sheet is STOPS:
            if note := voice.stops[record.id].note:
                doubt("City", note)
        elif is_empty(draft.key):
            doubt(None, f"has no {' and no '.join(key.heading for key in sheet.keys)}")
        for heading in _without_clock(record):
            doubt(heading, "no time zone is known, so its times do not count: fill it in")

    def _judge_visit(self, visit: Visit, references: References) -> None:
        for row in self._tables.visit.rows:
            for column in row.cells:
                for reason in references.doubts(column, visit):
                    self._doubts.append(Doubt(VISIT.name, row.number, column.heading, reason))


def _typed_over(before: Delegate, after: Delegate) -> Iterator[str]:
    """What to look at where somebody was typed over another."""
    if left := left_over(before, after):
        *others, last = left
        what = f"{', '.join(others)} and {last}" if others else last
        yield (
            f"{after.code or before.name} was {before.name} and is {after.name} now: look at"
            f" {what}, still as {before.name} had them"
        )


def _choice(column: Column, draft: Draft, clocks: Clocks) -> str:
    """What a city may mean whose name alone decides about a time zone."""
    if column.refers not in (Refers.CITY, Refers.SPOT):
        return ""
    name = column.fields[0]
    said = getattr(draft.record, f"{name}_zone", "")
    return "" if said else clocks.choice(getattr(draft.record, name))


def _without_clock(record: Entity) -> Iterator[str]:
    """The headings of what would say in which zone the times of a record are."""
    if isinstance(record, Item) and record.day and record.start and not record.zone:
        yield "City"
    if isinstance(record, Journey):
        if record.depart and not record.origin_zone:
            yield "From time zone"
        if record.arrive and not record.destination_zone:
            yield "To time zone"


def _refuse_used_ids(ids: Iterable[tuple[str, str, str]]) -> None:
    seen: dict[tuple[str, str], str] = {}
    for space, code, where in ids:
        key = space, same_name(code)
        if code and key in seen:
            raise Refused(f"uses the ID {code} twice ({seen[key]}, and {where}): change one")
        seen[key] = where


def _label(record: Entity) -> str:
    """How a sentence names a record that has no row."""
    match record:
        case Item():
            return f"{code_of(record)} {record.title}".strip()
        case Journey():
            return f"{code_of(record)} {record.origin} – {record.destination}".strip(" –")
        case Delegate():
            return f"{code_of(record)} {record.name}"
        case Place() | Organisation() | Contact():
            return record.name or "one without a name"
        case _:
            return natural_key(record) or "one without a key"


_ORDER = {sheet.name: n for n, sheet in enumerate((VISIT, *SHEETS))}
_COLUMNS = {
    (sheet.name, column.heading): n
    for sheet in (VISIT, *SHEETS)
    for n, column in enumerate(sheet.columns)
}


def _place_in_workbook(doubt: Doubt) -> tuple[int, int, int]:
    column = _COLUMNS.get((doubt.sheet, doubt.column or ""), -1)
    return _ORDER[doubt.sheet], doubt.row or 0, column
