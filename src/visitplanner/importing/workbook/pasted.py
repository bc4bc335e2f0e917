"""Rows that were copied from a spreadsheet, into one table of an existing visit.

Heads are recognised by the names of the plan workbook, by the labels of the window and by what
people usually call such columns; without heads, cells stand in the order of the table's columns.
Nobody is merged by guess: where a name may mean two, the row is left out and says so. An empty cell
changes nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from pydantic import ValidationError

from visitplanner.domain import edits
from visitplanner.domain.base import Entity, same_name
from visitplanner.domain.index import index
from visitplanner.domain.naming import meant_person, meant_rule
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Item, Journey, Stop
from visitplanner.domain.queries import all_entries
from visitplanner.domain.records import rebuilt, with_rows
from visitplanner.domain.visit import Visit, natural_key
from visitplanner.errors import PlanError
from visitplanner.importing.workbook.cells import NOTHING, Doubtful, letters
from visitplanner.importing.workbook.columns import Column, Refers, Sheet
from visitplanner.importing.workbook.result import Doubt
from visitplanner.importing.workbook.rows import Draft, Said, build, key_of, news_of
from visitplanner.importing.workbook.sheets import SHEETS
from visitplanner.importing.workbook.sinks import Headings
from visitplanner.importing.workbook.values import quoted
from visitplanner.importing.workbook.voice import Voice

FULL_NAME: Final = "name"
"""The field that stands for given and family name in one cell."""
_USUAL: Final[Mapping[str, Mapping[str, str]]] = {
    "delegates": {
        "name": FULL_NAME,
        "fullname": FULL_NAME,
        "participant": FULL_NAME,
        "delegate": FULL_NAME,
        "firstname": "given_name",
        "forename": "given_name",
        "lastname": "family_name",
        "surname": "family_name",
        "company": "organisation",
        "cluster": "organisation",
        "position": "job_title",
        "function": "job_title",
        "email": "email",
        "emailaddress": "email",
        "mail": "email",
        "phone": "mobile",
        "telephone": "mobile",
        "mobilephone": "mobile",
        "cell": "mobile",
        "dietaryrequirements": "diet",
        "dietaryneeds": "diet",
        "allergies": "avoid",
        "group": "groups",
        "language": "languages",
        "arrival": "joins",
        "departure": "leaves",
    },
    "contacts": {
        "fullname": "name",
        "contact": "name",
        "company": "organisation",
        "position": "job_title",
        "function": "job_title",
        "emailaddress": "email",
        "mail": "email",
        "telephone": "phone",
        "mobile": "phone",
    },
    "organisations": {
        "company": "name",
        "organisation": "name",
        "web": "website",
        "url": "website",
    },
    "places": {"place": "name", "venue": "name", "telephone": "phone", "seats": "capacity"},
    "items": {"day": "day", "what": "title", "host": "host_organisation", "type": "kind"},
    "tasks": {"task": "title", "deadline": "due", "who": "owner"},
}
_IDENTITY: Final = frozenset(
    "code given_name family_name preferred_name native_name name city place day zone".split()  # noqa: SIM905
)
"""Fields on which references or clocks of other records depend."""


class Fate(Enum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    LEFT = "left out"


@dataclass(frozen=True)
class PastedRow:
    """One row of what was pasted.

    Attributes:
        number: its place among the rows, from 1, without the heads.
        name: what it is called.
        fate: what becomes of it.
        changed: the headings of what it changes in the record that it means.
        doubts: what could not be read, one sentence each.
    """

    number: int
    name: str
    fate: Fate
    changed: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pasted:
    """What a paste would do.

    Attributes:
        visit: the plan afterwards.
        rows: what becomes of each row.
        headings: what each column was taken as; empty for one that is left out.
        with_heads: whether the first row was taken as heads.
        left_out: a sentence for each column that is left out.
        records: the internal ids of the new and the changed records.
    """

    visit: Visit
    rows: tuple[PastedRow, ...]
    headings: tuple[str, ...]
    with_heads: bool
    left_out: tuple[str, ...]
    records: tuple[str, ...]

    def count(self, fate: Fate) -> int:
        """How many rows meet a fate."""
        return sum(row.fate is fate for row in self.rows)


_Place = Column | str | None
"""Where a cell belongs: a column of the workbook, `FULL_NAME`, or nowhere."""


def paste(
    visit: Visit,
    collection: str,
    grid: Sequence[Sequence[str]],
    order: Sequence[str],
    labels: Mapping[str, str],
) -> Pasted:
    """Read rows into a collection.

    Args:
        visit: the plan as it is.
        collection: the collection that the table shows.
        grid: the cells, equally many in each row.
        order: the fields of the table's columns as they stand; empty for one that has none.
        labels: the fields by the labels that the table and its form give them.
    """
    sheet = next(sheet for sheet in SHEETS if sheet.collection == collection)
    places = _heads(sheet, grid[0], labels) if grid else []
    known = [place for place in places if place is not None]
    filled = sum(bool(cell) for cell in grid[0]) if grid else 0
    with_heads = len(known) > 1 or (len(known) == 1 and (filled == 1 or _names_row(known[0])))
    if not with_heads:
        width = len(grid[0]) if grid else 0
        fields = [*order[:width], *[""] * max(0, width - len(order))]
        places = [_place(sheet, field) for field in fields]
    body = grid[1:] if with_heads else grid
    names = tuple(_heading(place) for place in places)
    left = _left_out(grid[0], places) if with_heads else ()
    visit, rows, records = _Paste(visit, sheet).carry_out(places, body)
    return Pasted(visit, rows, names, with_heads, left, records)


def _names_row(place: Column | str) -> bool:
    """Whether what stands there names a row: nobody is called "Name"."""
    return isinstance(place, str) or place.key or "title" in place.fields


def _place(sheet: Sheet, field: str) -> _Place:
    if field == FULL_NAME and sheet.collection == "delegates":
        return FULL_NAME
    return next((column for column in sheet.columns if field and field in column.fields), None)


def _heading(place: _Place) -> str:
    if place is None:
        return ""
    return "Name" if isinstance(place, str) else place.heading


def _heads(sheet: Sheet, row: Iterable[str], labels: Mapping[str, str]) -> list[_Place]:
    """What each head means; one that comes twice counts once."""
    headings, usual = Headings(sheet), _USUAL.get(sheet.collection, {})
    by_label = {letters(label): field for label, field in labels.items()}
    found: list[_Place] = []
    for cell in row:
        key, hit = letters(cell), headings.find(cell)
        place: _Place = hit[0] if hit else None
        for field in (by_label.get(key, ""), usual.get(key, "")):
            place = place or (_place(sheet, field) if key else None)
        found.append(None if place in found else place)
    return found


def _left_out(heads: Iterable[str], places: Iterable[_Place]) -> tuple[str, ...]:
    return tuple(
        f"The column {quoted(head)} is none of this table: it is left out."
        for head, place in zip(heads, places, strict=True)
        if head and place is None
    )


@dataclass
class _Row:
    """A row on its way: what it says, whom it may mean, and what is wrong with it."""

    number: int
    said: Said
    values: dict[str, Any]
    doubts: list[str]
    old: Entity | None = None
    left: bool = False


class _Paste:
    """One run over the rows."""

    def __init__(self, visit: Visit, sheet: Sheet) -> None:
        self._visit, self._sheet = visit, sheet
        self._held: tuple[Any, ...] = getattr(visit, sheet.collection)
        self._by_code = {
            same_name(record.code): record for record in self._held if getattr(record, "code", "")
        }
        self._codes = self._codes_in_use()
        self._number = 0

    def _codes_in_use(self) -> set[str]:
        if self._sheet.collection == "delegates":
            return {same_name(person.code) for person in self._visit.delegates}
        return {same_name(entry.code) for entry in all_entries(self._visit)}

    def carry_out(
        self, places: Sequence[_Place], grid: Iterable[Sequence[str]]
    ) -> tuple[Visit, tuple[PastedRow, ...], tuple[str, ...]]:
        """The plan afterwards, what becomes of the rows, and the records that they made."""
        rows = [self._read(number, places, cells) for number, cells in enumerate(grid, start=1)]
        self._pair(rows)
        new: list[Entity] = []
        news: dict[str, dict[str, Any]] = {}
        fates = tuple(self._settle(row, new, news) for row in rows)
        visit = self._with_news(news)
        if new:
            new = self._with_clocks(visit, new)
            name = self._sheet.collection
            visit = with_rows(visit, **{name: (*getattr(visit, name), *new)})
        return visit, fates, (*news, *(record.id for record in new))

    # --- reading

    def _read(self, number: int, places: Sequence[_Place], cells: Sequence[str]) -> _Row:
        said: Said = {}
        values: dict[str, Any] = {}
        doubts: list[str] = []
        for place, cell in zip(places, cells, strict=True):
            if place is None or not cell:
                continue
            if isinstance(place, str):
                values.update(_name_parts(cell))
                continue
            try:
                said[place] = place.read(cell)
            except Doubtful as doubt:
                doubts.append(f"{place.heading}: {doubt.reason}.")
                if doubt.kept is not NOTHING:
                    said[place] = doubt.kept
        for column, fields in self._parts(values).items():
            said.setdefault(column, fields)
        for column, fields in said.items():
            said[column] = self._with_ids(column, fields)
            values |= said[column]
        return _Row(number, said, values, doubts)

    def _with_ids(self, column: Column, fields: dict[str, Any]) -> dict[str, Any]:
        """What a cell says, with the IDs of the people whom it names."""
        if column.refers is Refers.WHO:
            return {name: meant_rule(self._visit, str(rule)) for name, rule in fields.items()}
        if column.refers is not Refers.PERSON:
            return fields
        ix = index(self._visit)
        return {
            name: tuple(meant_person(ix, one) for one in value)
            if isinstance(value, tuple)
            else meant_person(ix, value)
            for name, value in fields.items()
        }

    def _parts(self, values: Mapping[str, Any]) -> Said:
        """A name in one cell as what the cells of its parts would say."""
        return {self._sheet.column_of(name): {name: value} for name, value in values.items()}

    # --- which record a row means

    def _pair(self, rows: Sequence[_Row]) -> None:
        """Give each row a record of its own that it means; leave out what is not clear."""
        called: dict[object, list[_Row]] = defaultdict(list)
        for row in rows:
            if code := same_name(row.values.get("code") or ""):
                self._pair_by_code(row, code)
            else:
                called[self._name_key(row.values)].append(row)
        by_name: dict[object, list[Entity]] = defaultdict(list)
        for record in self._held:
            for key in self._keys_of(record):
                by_name[key].append(record)
        for key, namesakes in called.items():
            if key:
                self._pair_by_name(namesakes, by_name.get(key, []))
        taken = Counter(row.old.id for row in rows if row.old)
        for row in rows:
            if row.old and taken[row.old.id] > 1:
                name = f"the ID {row.values['code']}" if row.values.get("code") else self._name(row)
                self._leave(row, f"{name} is there twice")

    def _pair_by_code(self, row: _Row, code: str) -> None:
        row.old = self._by_code.get(code)
        if row.old is None and code in self._codes:
            self._leave(row, f"the ID {row.values['code']} belongs to another table")

    def _pair_by_name(self, rows: Sequence[_Row], records: Sequence[Entity]) -> None:
        for row in rows if records else ():
            address = same_name(row.values.get("email") or "")
            fit = [r for r in records if address and same_name(getattr(r, "email", "")) == address]
            sure = len(rows) == len(records) == 1 and not (
                address and getattr(records[0], "email", "") and not fit
            )
            if len(fit) == 1 or sure:
                row.old = fit[0] if fit else records[0]
            elif len(records) > 1:
                self._leave(row, f"{len(records)} rows are called {self._name(row)}: give the ID")
            elif len(rows) > 1:
                self._leave(row, f"{self._name(row)} is there twice: give the ID")
            else:
                self._leave(row, f"{self._name(row)} is known with another address: give the ID")

    def _name_key(self, values: Mapping[str, Any]) -> object:
        if self._sheet.collection == "delegates":
            name = f"{values.get('given_name') or ''} {values.get('family_name') or ''}"
            return same_name(name)
        if self._sheet.collection in ("items", "journeys"):
            return None
        found = tuple(_comparable(values.get(c.fields[0])) for c in self._sheet.keys)
        return found if any(found) else None

    def _keys_of(self, record: Entity) -> Iterable[object]:
        if isinstance(record, Delegate):
            given = dict.fromkeys((record.given_name, record.preferred_name or record.given_name))
            return [same_name(f"{one} {record.family_name}") for one in given]
        if isinstance(record, Item | Journey):
            return ()
        return (key_of(self._sheet, record),)

    @staticmethod
    def _leave(row: _Row, reason: str) -> None:
        row.left, row.old = True, None
        row.doubts.append(f"{reason[:1].upper()}{reason[1:]}.")

    def _name(self, row: _Row) -> str:
        values = row.values
        if self._sheet.collection == "delegates":
            parts = (values.get("given_name"), values.get("family_name"))
            name = " ".join(str(part) for part in parts if part)
        else:
            keys = [c.fields[0] for c in self._sheet.keys]
            wanted = ["title"] if "title" in self._sheet_fields() else keys
            name = " · ".join(str(values[key]) for key in wanted if values.get(key))
        return name or str(values.get("code") or "")

    def _sheet_fields(self) -> set[str]:
        return {field for column in self._sheet.columns for field in column.fields}

    # --- what becomes of it

    def _settle(self, row: _Row, new: list[Entity], news: dict[str, dict[str, Any]]) -> PastedRow:
        name = self._name(row) or (_record_name(row.old) if row.old else "")
        if row.left:
            return PastedRow(row.number, name, Fate.LEFT, doubts=tuple(row.doubts))
        if row.old is not None:
            return self._changed(row, row.old, news)
        if not name:
            heads = "Given name or Family name" if self._sheet.collection == "delegates" else "name"
            self._leave(row, f"the row has no {heads}")
            return PastedRow(row.number, name, Fate.LEFT, doubts=tuple(row.doubts))
        record = self._made(row)
        if record is None:
            return PastedRow(row.number, name, Fate.LEFT, doubts=tuple(row.doubts))
        new.append(record)
        return PastedRow(row.number, name, Fate.NEW, doubts=tuple(row.doubts))

    def _changed(self, row: _Row, old: Entity, news: dict[str, dict[str, Any]]) -> PastedRow:
        found = news_of(row.said, old)
        for key in (c.fields[0] for c in self._sheet.keys):
            # It was known again by this: another spelling is no change of name.
            if key in found and _comparable(found[key]) == _comparable(getattr(old, key)):
                del found[key]
        name = _record_name(old)
        try:
            rebuilt(old, found)
        except PlanError as refused:
            self._leave(row, str(refused).rstrip("."))
            return PastedRow(row.number, name, Fate.LEFT, doubts=tuple(row.doubts))
        doubts = tuple(row.doubts)
        if not found:
            return PastedRow(row.number, name, Fate.SAME, doubts=doubts)
        news[old.id] = found
        headings = [c.heading for c, fields in row.said.items() if found.keys() & fields.keys()]
        return PastedRow(row.number, name, Fate.CHANGED, tuple(headings), doubts)

    def _made(self, row: _Row) -> Entity | None:
        said = dict(row.said)
        if "code" in self._sheet_fields() and not row.values.get("code"):
            said[self._sheet.column_of("code")] = {"code": self._free_code()}
        found: list[Doubt] = []
        draft = Draft(row.number, said, ())
        try:
            build(self._sheet, draft, found)
        except (PlanError, ValidationError, ValueError) as refused:
            self._leave(row, str(refused).splitlines()[0].rstrip("."))
            return None
        row.doubts += [f"{doubt.column}: {doubt.reason}." for doubt in found]
        if code := getattr(draft.record, "code", ""):
            if same_name(code) in self._codes:
                self._leave(row, f"the ID {code} is there twice")
                return None
            self._codes.add(same_name(code))
        return draft.record

    def _free_code(self) -> str:
        letter = "P" if self._sheet.collection == "delegates" else "N"
        while True:
            self._number += 1
            code = f"{letter}{self._number:02d}"
            if same_name(code) not in self._codes:
                return code

    def _with_news(self, news: Mapping[str, dict[str, Any]]) -> Visit:
        """The plan with records changed; those that others refer to by what changes, one by one."""
        plain = {one: new for one, new in news.items() if not new.keys() & _IDENTITY}
        rows = tuple(
            rebuilt(record, plain[record.id]) if record.id in plain else record
            for record in self._held
        )
        visit = with_rows(self._visit, **{self._sheet.collection: rows}) if plain else self._visit
        for one, new in news.items():
            if one not in plain:
                visit = edits.change(visit, one, **new)
        return visit

    def _with_clocks(self, visit: Visit, new: list[Entity]) -> list[Entity]:
        """New records with the zones that follow from their cities."""
        if not isinstance(new[0], Item | Journey | Stop):
            return new
        name = self._sheet.collection
        voice = Voice(with_rows(visit, **{name: (*getattr(visit, name), *new)}))
        return [voice.spoken(record, None, voice) for record in new]


def _comparable(value: Any) -> object:
    if isinstance(value, str):
        return same_name(value)
    if isinstance(value, tuple):
        return tuple(sorted(filter(None, map(same_name, value))))
    return value


def _record_name(record: Entity) -> str:
    for name in ("title", "name"):
        if found := getattr(record, name, ""):
            return str(found)
    return natural_key(record)


def _name_parts(cell: str) -> dict[str, str]:
    """Given and family name of a name in one cell: `Ada Prima`, `Prima, Ada`."""
    name = " ".join(cell.split())
    family, comma, given = name.partition(",")
    if not comma:
        given, _gap, family = name.rpartition(" ")
    return {"given_name": given.strip(), "family_name": family.strip()}
