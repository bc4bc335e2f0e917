"""A table over the plan: columns are data, rows follow the plan with as few signals as possible.

Selection, scroll and persistent indexes survive an edit, an undo and a sort.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from visitplanner.desktop.document import Document
from visitplanner.desktop.qt import override
from visitplanner.desktop.wording import _
from visitplanner.domain.base import Entity, same_name
from visitplanner.domain.visit import Visit
from visitplanner.errors import PlanError

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
ID_ROLE = Qt.ItemDataRole.UserRole
ICON_ROLE = Qt.ItemDataRole.UserRole + 1
"""The glyph and the colour token beside the text: a pair of words, or None."""
CHOICES_ROLE = Qt.ItemDataRole.UserRole + 3
"""The words among which the value of a cell is chosen, or None."""
SECOND_ROLE = Qt.ItemDataRole.UserRole + 4
"""Quieter text behind the first."""


@dataclass(frozen=True)
class Column:
    """A column of a table."""

    key: str
    title: str
    text: Callable[[Visit, Any], str]
    width: int = 120
    sort: Callable[[Visit, Any], Any] | None = None
    icon: Callable[[Visit, Any], tuple[str, str] | None] | None = None
    second: Callable[[Visit, Any], str] | None = None
    edit: Callable[[Visit, Any, str], Visit] | None = None
    """The plan with the cell changed to a text that was typed."""
    edit_text: Callable[[Any], str] | None = None
    choices: type[StrEnum] | None = None
    bold: bool = False


def field_edit(name: str) -> Callable[[Visit, Any, str], Visit]:
    """A cell that edits the field of that name, read as its form reads it."""

    def edit(visit: Visit, record: Entity, text: str) -> Visit:
        from visitplanner.desktop.forms.clocks import change
        from visitplanner.desktop.forms.spec import field_of
        from visitplanner.desktop.forms.values import Refused, read

        try:
            value = read(field_of(type(record), name), text, visit.first_day)
        except Refused as refused:
            raise PlanError(str(refused)) from refused
        return change(visit, record.id, **{name: value})

    return edit


def field_text(name: str) -> Callable[[Any], str]:
    """The text a cell's editor begins with: the field of that name as its form writes it."""

    def text(record: Entity) -> str:
        from visitplanner.desktop.forms.spec import field_of
        from visitplanner.desktop.forms.values import write

        return write(field_of(type(record), name), getattr(record, name))

    return text


class TableModel(QAbstractTableModel):
    """Rows of records; subclasses say which, and may put rows of their own between them.

    A row is named by a key: a record's id, or anything else for a row that is no record.
    """

    def __init__(
        self, document: Document, columns: Sequence[Column], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self.columns = document, tuple(columns)
        self._keys: list[str] = []
        self._filter: tuple[str, ...] = ()
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

    # --- following the plan

    def _wanted(self) -> list[str]:
        visit = self._document.visit
        rows = [record for record in self.records(visit) if self._passes(visit, record)]
        if 0 <= self._sort_column < len(self.columns):
            column = self.columns[self._sort_column]
            by = column.sort or (lambda v, r: same_name(column.text(v, r)))
            rows.sort(key=lambda record: by(visit, record), reverse=self._descending)
        return self.arranged(visit, rows)

    def _passes(self, visit: Visit, record: Any) -> bool:
        if not self._filter:
            return True
        words = same_name(" ".join(column.text(visit, record) for column in self.columns))
        return all(term in words for term in self._filter)

    def _on_changed(self, _before: Visit, _after: Visit) -> None:
        self.follow()

    def follow(self) -> None:
        """Bring the rows in line with the plan, the filter and the sorting."""
        self._rearrange(self._wanted())
        if self._keys:
            last = self.index(len(self._keys) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _rearrange(self, wanted: list[str]) -> None:
        staying = set(wanted)
        for row in range(len(self._keys) - 1, -1, -1):
            if self._keys[row] not in staying:
                self.beginRemoveRows(ROOT, row, row)
                del self._keys[row]
                self.endRemoveRows()
        known = set(self._keys)
        if [key for key in wanted if key in known] != self._keys:
            self._reorder([key for key in wanted if key in known])
        for row, key in enumerate(wanted):
            if row >= len(self._keys) or self._keys[row] != key:
                self.beginInsertRows(ROOT, row, row)
                self._keys.insert(row, key)
                self.endInsertRows()

    def _reorder(self, keys: list[str]) -> None:
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        held = [self._keys[index.row()] for index in old]
        rows = {key: row for row, key in enumerate(keys)}
        self._keys = keys
        new = [self.index(rows[key], index.column()) for key, index in zip(held, old, strict=True)]
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    def set_filter(self, text: str) -> None:
        """Show only rows that contain every word."""
        self._filter = tuple(same_name(text).split())
        self.follow()

    def show_problems(self, problems: Mapping[str, tuple[str, str]]) -> None:
        """Take the worst problem of each record."""
        self.problems = problems
        self.follow()

    # --- looking up

    def record_at(self, row: int) -> Any | None:
        """The record of a row, or None for a row that is none."""
        if 0 <= row < len(self._keys):
            return self._document.record(self._keys[row])
        return None

    def row_of(self, record_id: str) -> int:
        """The row of a record, or -1."""
        return self._keys.index(record_id) if record_id in self._keys else -1

    def key_at(self, row: int) -> str:
        """What a row is called."""
        return self._keys[row]

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
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
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
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return column.text(visit, record)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{column.title}: {column.text(visit, record) or _('nothing')}"
            case Qt.ItemDataRole.EditRole:
                own = column.edit_text
                return own(record) if own else column.text(visit, record)
            case _ if role == ICON_ROLE:
                return column.icon(visit, record) if column.icon else None
            case _ if role == SECOND_ROLE:
                return column.second(visit, record) if column.second else None
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
        record = self.record_at(index.row())
        if record is None:
            return Qt.ItemFlag.ItemIsEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.columns[index.column()].edit:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        record = self.record_at(index.row()) if index.isValid() else None
        if record is None or role != Qt.ItemDataRole.EditRole:
            return False
        column = self.columns[index.column()]
        if column.edit is None or str(value) == self._record_data(record, column, role):
            return False
        name = getattr(record, "title", "") or getattr(record, "name", "") or column.title
        text = _("Change {field} of {name}").format(field=column.title.lower(), name=name)
        return self._document.try_edit(text, column.edit, record, str(value))

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sort_column = column
        self._descending = order is Qt.SortOrder.DescendingOrder
        self.follow()
