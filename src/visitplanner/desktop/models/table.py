"""A table over the plan: columns are data, rows follow the plan with as few signals as possible.

Selection, scroll and persistent indexes survive an edit, an undo and a sort. A table that nobody
sees may sleep: it takes in what has changed when it is woken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from visitplanner.desktop import icons
from visitplanner.desktop.document import Document
from visitplanner.desktop.filtering import Key, Language, Query, folded, parse
from visitplanner.desktop.following import differ
from visitplanner.desktop.models.columns import Column, field_column, field_edit, field_text
from visitplanner.desktop.models.sorting import sort_key
from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.qt import override
from visitplanner.desktop.wording import _
from visitplanner.domain.visit import Visit
from visitplanner.errors import PlanError

__all__ = [
    "CHOICES_ROLE",
    "ICON_ROLE",
    "ID_ROLE",
    "QUIET_ROLE",
    "ROOT",
    "SECOND_ROLE",
    "Column",
    "Index",
    "TableModel",
    "field_column",
    "field_edit",
    "field_text",
    "runs",
]

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
ID_ROLE = Qt.ItemDataRole.UserRole
ICON_ROLE = Qt.ItemDataRole.UserRole + 1
"""The glyph and the colour token beside the text: a pair of words, or None."""
CHOICES_ROLE = Qt.ItemDataRole.UserRole + 3
"""The words among which the value of a cell is chosen, or None."""
SECOND_ROLE = Qt.ItemDataRole.UserRole + 4
"""Quieter text behind the first."""
QUIET_ROLE = Qt.ItemDataRole.UserRole + 5
"""Whether the text says what is usual and stands back."""
_SELECTABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_EDITABLE = _SELECTABLE | Qt.ItemFlag.ItemIsEditable
"""Put together once: views ask for every cell that they paint."""
_SEVERITY_WORDS: Mapping[str, str] = {"error": "error", "warning": "warning", "note": "hint"}


class Look(NamedTuple):
    """What a cell shows: kept until its record, or what it depends on, has changed."""

    text: str
    icon: tuple[str, str] | None
    second: str
    quiet: bool
    cancelled: bool


class TableModel(QAbstractTableModel):
    """Rows of records; subclasses say which, and may put rows of their own between them.

    A row is named by a key: a record's id, or anything else for a row that is no record.
    """

    arranged_anew = Signal()
    """Rows have come, gone or changed places."""

    collection: str = ""
    """The collection of the visit to which a new row is added; empty where rows are of several."""
    pasted_into: str = ""
    """The collection that takes rows that are pasted; empty where none does."""
    watched: tuple[str, ...] = ()
    """The parts of the visit on which cells depend besides the record of their row."""
    may_sleep: ClassVar[bool] = True
    """Whether it may stop following while its table is hidden."""

    def __init__(
        self, document: Document, columns: Sequence[Column], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self.columns = document, tuple(columns)
        self._keys: list[str] = []
        self._rows: dict[str, int] | None = None
        self._held: dict[str, Any] = {}
        self._seen: Visit | None = None
        self._asleep = False
        self.query = Query()
        self._language: Language | None = None
        self._texts: dict[str, tuple[Any, str]] = {}
        self._looks: dict[str, tuple[Any, dict[int, Look]]] = {}
        self._verdicts: dict[str, tuple[Any, bool]] = {}
        self._sort_keys: dict[str, tuple[Any, Any]] = {}
        self._sort_column, self._descending = -1, False
        self.problems: Mapping[str, tuple[str, str]] = {}
        """For each record the worst severity and, in words, how many problems there are."""
        document.changed.connect(self._on_changed)

    # --- what the rows are (for subclasses)

    def records(self, visit: Visit) -> Sequence[Any]:
        """The records in their usual order."""
        raise NotImplementedError

    def arranged(self, visit: Visit, records: Sequence[Any]) -> list[str]:
        """The keys of the rows for records that passed the filter and are sorted."""
        del visit
        return [record.id for record in records]

    def keys(self) -> tuple[Key, ...]:
        """Keys of the filter besides those of the columns; they come first."""
        return ()

    def has(self) -> Mapping[str, Callable[[Any], bool]]:
        """What `has:` can ask of a record besides its problems."""
        return {}

    # --- the filter

    @property
    def language(self) -> Language:
        """What the filter of this table understands."""
        if self._language is None:
            own = self.keys()
            columns = [c.filter_key() for c in self.columns if c.key != "problems"]
            taken = {key.name for key in own}
            rest = [key for key in columns if key.name not in taken]
            self._language = Language((*own, *rest, *self._problem_keys()), self._text_of)
        return self._language

    def _problem_keys(self) -> Iterator[Key]:
        asked = self.has()

        def problem(_visit: Visit, record: Any, value: str) -> bool:
            severity = self.problems.get(record.id, ("", ""))[0]
            word = _SEVERITY_WORDS.get(severity, "")
            return bool(word) and (value == "any" or word.startswith(value.removesuffix("s")))

        def has(_visit: Visit, record: Any, value: str) -> bool:
            if value in ("problem", "problems"):
                return record.id in self.problems
            test = asked.get(value)
            return bool(test and test(record))

        yield Key("problem", problem, lambda _visit: ("error", "warning", "hint"))
        yield Key("has", has, lambda _visit: ("problem", *asked))

    def _text_of(self, visit: Visit, record: Any) -> str:
        held, text = self._texts.get(record.id, (None, ""))
        if held is not record:
            columns = (c for c in self.columns if c.key != "problems")
            text = folded(" ".join(filter(None, (c.filter_text(visit, record) for c in columns))))
            self._texts[record.id] = (record, text)
        return text

    def set_filter(self, text: str) -> None:
        """Show only rows that meet a filter."""
        self.query = parse(text)
        self._verdicts.clear()
        self._rearrange(self._wanted())

    # --- following the plan

    def _wanted(self) -> list[str]:
        visit = self._document.visit
        rows: list[Any] = list(self.records(visit))
        if self.query:
            meets = self.language.matcher(self.query, visit)
            rows = [record for record in rows if _kept(self._verdicts, record, meets)]
        if 0 <= self._sort_column < len(self.columns):
            column = self.columns[self._sort_column]
            own = column.sort or (lambda v, r: sort_key(column.text(v, r)))
            rows.sort(
                key=lambda record: _kept(self._sort_keys, record, lambda r: own(visit, r)),
                reverse=self._descending,
            )
        return self.arranged(visit, rows)

    def _forget(self, changed: Sequence[str] | None) -> None:
        """Work out anew what was kept about some records; None: about all of them."""
        kept: tuple[dict[str, Any], ...] = (
            self._texts, self._looks, self._verdicts, self._sort_keys,
        )  # fmt: skip
        for held in kept:
            if changed is None:
                held.clear()
            else:
                for one in changed:
                    held.pop(one, None)

    def _on_changed(self, _before: Visit, _after: Visit) -> None:
        if not self._asleep:
            self.follow()

    def sleep(self) -> None:
        """Stop following until `wake`."""
        self._asleep = self.may_sleep

    def wake(self) -> None:
        """Follow again, and take in what was missed."""
        if self._asleep:
            self._asleep = False
            self.follow()

    def follow(self) -> None:
        """Bring the rows in line with the plan."""
        before, after = self._seen, self._document.visit
        if before is after:
            return
        self._seen = after
        loose = before is None or differ(before, after, self.watched)
        now = {record.id: record for record in self.records(after)}
        held, self._held = self._held, now
        changed = [one for one, record in now.items() if held.get(one, record) is not record]
        if not (loose or changed) and list(held) == list(now):
            return
        self._forget(None if loose else changed)
        self._rearrange(self._wanted())
        self._say_changed(None if loose else changed)

    def _say_changed(self, changed: Sequence[str] | None) -> None:
        """Tell the views which records look different; None: all of them may."""
        self._forget(changed)
        last = len(self.columns) - 1
        if changed is None:
            if self._keys:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self._keys) - 1, last))
            return
        rows = sorted(row for one in changed if (row := self.row_of(one)) >= 0)
        for first, end in runs(rows):
            self.dataChanged.emit(self.index(first, 0), self.index(end, last))

    def _rearrange(self, wanted: list[str]) -> None:
        if wanted == self._keys:
            return
        staying = set(wanted)
        gone = [row for row, key in enumerate(self._keys) if key not in staying]
        for first, end in reversed(list(runs(gone))):
            self.beginRemoveRows(ROOT, first, end)
            del self._keys[first : end + 1]
            self._rows = None
            self.endRemoveRows()
        known = set(self._keys)
        if [key for key in wanted if key in known] != self._keys:
            self._reorder([key for key in wanted if key in known])
        new = [row for row, key in enumerate(wanted) if key not in known]
        for first, end in runs(new):
            self.beginInsertRows(ROOT, first, end)
            self._keys[first:first] = wanted[first : end + 1]
            self._rows = None
            self.endInsertRows()
        self.arranged_anew.emit()

    def _reorder(self, keys: list[str]) -> None:
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        held = [self._keys[index.row()] for index in old]
        rows = {key: row for row, key in enumerate(keys)}
        self._keys, self._rows = keys, rows
        new = [self.index(rows[key], index.column()) for key, index in zip(held, old, strict=True)]
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    def show_problems(self, problems: Mapping[str, tuple[str, str]]) -> None:
        """Take the worst problem of each record."""
        old, self.problems = self.problems, problems
        changed = [one for one in old.keys() | problems.keys() if old.get(one) != problems.get(one)]
        if not changed:
            return
        self._say_changed(changed)
        filtered = any(term.key in ("has", "problem") for term in self.query.terms)
        if filtered or self._sort_column == self.column_of("problems"):
            self._rearrange(self._wanted())

    def problems_column(self, width: int = 166) -> Column:
        """A column with a badge for the worst problem of each record."""

        def icon(_visit: Visit, record: Any) -> tuple[str, str] | None:
            severity = self.problems.get(record.id, ("", ""))[0]
            return (
                (icons.SEVERITIES[severity], icons.SEVERITY_COLORS[severity]) if severity else None
            )

        def rank(_visit: Visit, record: Any) -> int:
            severity = self.problems.get(record.id, ("", ""))[0]
            return [*icons.SEVERITIES, ""].index(severity)

        return Column(
            "problems",
            _("Problems"),
            lambda _v, record: self.problems.get(record.id, ("", ""))[1],
            width,
            sort=rank,
            icon=icon,
        )

    # --- looking up

    def record_at(self, row: int) -> Any | None:
        """The record of a row, or None for a row that is none."""
        if 0 <= row < len(self._keys):
            return self._document.record(self._keys[row])
        return None

    def is_record(self, row: int) -> bool:
        """Whether a row shows a record; quick to ask of thousands."""
        return self._keys[row] in self._held

    def row_of(self, record_id: str) -> int:
        """The row of a record, or -1."""
        if self._rows is None:
            self._rows = {key: row for row, key in enumerate(self._keys)}
        return self._rows.get(record_id, -1)

    def key_at(self, row: int) -> str:
        """What a row is called."""
        return self._keys[row]

    def shown_records(self) -> int:
        """How many records have a row."""
        held = self._held
        return sum(key in held for key in self._keys)

    def column_of(self, key: str) -> int:
        """The number of a column, or -1."""
        return next((n for n, column in enumerate(self.columns) if column.key == key), -1)

    def look(self, row: int, column: int) -> Look | None:
        """What a cell of a record shows; None in a row that is none."""
        record = self.record_at(row)
        if record is None:
            return None
        held, looks = self._looks.get(record.id, (None, {}))
        if held is not record:
            looks = {}
            self._looks[record.id] = (record, looks)
        found = looks.get(column)
        if found is None:
            found = looks[column] = self._look(record, self.columns[column])
        return found

    def _look(self, record: Any, column: Column) -> Look:
        visit = self._document.visit
        return Look(
            column.text(visit, record),
            column.icon(visit, record) if column.icon else None,
            column.second(visit, record) if column.second else "",
            bool(column.quiet and column.quiet(visit, record)),
            getattr(getattr(record, "status", None), "value", "") == "cancelled",
        )

    # --- editing

    def put(self, index: Index, text: str) -> bool:
        """Change a cell to what was typed, as one undoable step; whether anything has changed.

        Raises:
            PlanError: it is refused; the sentence goes beside the cell.
        """
        record = self.record_at(index.row()) if index.isValid() else None
        column = self.columns[index.column()]
        if record is None or column.edit is None:
            return False
        if text == column.editor_text(self._document.visit, record):
            return False
        name = getattr(record, "title", "") or getattr(record, "name", "") or column.title
        step = _("Change {field} of {name}").format(field=column.title.lower(), name=name)
        return self._document.edit(step, column.edit, record, text)

    # --- Qt

    @override
    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._keys)

    @override
    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            flag = Qt.AlignmentFlag
            side = flag.AlignRight if self.columns[section].number else flag.AlignLeft
            return side | flag.AlignVCenter
        return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._keys):
            return None
        if role == ID_ROLE:
            return self._keys[index.row()]
        record = self.record_at(index.row())
        if record is None:
            return self.other_data(self._keys[index.row()], index.column(), role)
        return self._record_data(record, self.columns[index.column()], role)

    def _record_data(self, record: Any, column: Column, role: int) -> Any:
        visit = self._document.visit
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.text(visit, record)
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(column.text(visit, record))
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{column.title}: {column.text(visit, record) or _('nothing')}"
            case Qt.ItemDataRole.EditRole:
                return column.editor_text(visit, record)
            case _ if role == ICON_ROLE:
                return column.icon(visit, record) if column.icon else None
            case _ if role == SECOND_ROLE:
                return column.second(visit, record) if column.second else None
            case _ if role == QUIET_ROLE:
                return bool(column.quiet and column.quiet(visit, record))
            case _ if role == CHOICES_ROLE:
                return [one.value for one in column.choices] if column.choices else None
        return None

    def other_data(self, key: str, column: int, role: int) -> Any:
        """What a row that is no record shows."""
        del key, column, role
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.record_at(index.row()) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return _EDITABLE if self.columns[index.column()].edit else _SELECTABLE

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        try:
            return self.put(index, str(value))
        except PlanError as refusal:
            self._document.refused.emit(str(refusal))
            return False

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if column < 0 and self._sort_column < 0:
            return  # a view that can sort says so of an order that it leaves alone
        self._sort_column, self._descending = column, order is Qt.SortOrder.DescendingOrder
        self._sort_keys.clear()
        self._rearrange(self._wanted())


def _kept(held: dict[str, tuple[Any, Any]], record: Any, work_out: Callable[[Any], Any]) -> Any:
    """What is known about a record, worked out where that is not known of this very one."""
    known, found = held.get(record.id, (None, None))
    if known is not record:
        found = work_out(record)
        held[record.id] = (record, found)
    return found


def runs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and last of each run of neighbours among ascending numbers."""
    start = 0
    for place in range(1, len(rows) + 1):
        if place == len(rows) or rows[place] != rows[place - 1] + 1:
            if rows:
                yield rows[start], rows[place - 1]
            start = place
