"""Tables that are shown and closed again: rows of one kind, each told as a line of texts.

They do not follow the plan as `TableModel` does: whoever shows them brings newer rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal

from visitplanner.desktop.models.table import ICON_ROLE, ROOT, Index
from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.qt import override

__all__ = ["FilteredList", "ListModel", "TickList"]

Role = Qt.ItemDataRole
Row = TypeVar("Row")


class ListModel(QAbstractTableModel, Generic[Row]):
    """Rows to read; subclasses say what each column is called and what it shows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()

    def show(self, rows: Iterable[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    # --- what there is to see (for subclasses)

    def headings(self) -> Sequence[str]:
        """What the columns are called."""
        raise NotImplementedError

    def text(self, row: Row, column: int) -> str:
        """What a cell says."""
        raise NotImplementedError

    def hint(self, row: Row, column: int) -> str:
        """What a cell says in full."""
        return self.text(row, column)

    def glyph(self, row: Row, column: int) -> tuple[str, str] | None:
        """The glyph beside the text and the token of its colour."""
        del row, column
        return None

    def other(self, row: Row, column: int, role: int) -> Any:
        """What a cell has for other roles."""
        del row, column, role
        return None

    # --- what Qt asks

    @override
    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.headings())

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        titles = self.headings()
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(titles):
            return None
        if role == Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return titles[section] if role == Role.DisplayRole else None

    @override
    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row, column = self.rows[index.row()], index.column()
        match role:
            case Role.DisplayRole:
                return self.text(row, column)
            case Role.ToolTipRole:
                return tooltip(self.hint(row, column))
            case _ if role == ICON_ROLE:
                return self.glyph(row, column)
        return self.other(row, column, role)


class FilteredList(ListModel[Row]):
    """Rows of which only those are shown that contain a text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.all: tuple[Row, ...] = ()
        """The rows, whether they are shown or not."""
        self._filter = ""

    @override
    def show(self, rows: Iterable[Row]) -> None:
        self.all = tuple(rows)
        self._refill()

    def set_filter(self, text: str) -> None:
        """Show only those rows that contain a text."""
        self._filter = text.strip().casefold()
        self._refill()

    def contains(self, row: Row, text: str) -> bool:
        """Whether a row contains a text in lower case."""
        cells = (self.text(row, column) for column in range(len(self.headings())))
        return text in " ".join(cells).casefold()

    def _refill(self) -> None:
        super().show(row for row in self.all if self.contains(row, self._filter))


class TickList(ListModel[Row]):
    """Rows of which the user ticks some, in the first column."""

    ticks_changed = Signal()

    def can_be_ticked(self, row: Row) -> bool:
        """Whether there is anything to decide."""
        raise NotImplementedError

    def is_ticked(self, row: Row) -> bool:
        """Whether it is ticked."""
        raise NotImplementedError

    def tick_row(self, number: int, *, on: bool) -> None:
        """Tick a row, or no longer."""
        raise NotImplementedError

    def tick_name(self, row: Row) -> str:
        """What ticking it does, for somebody who hears it."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Paint what the rows say by now."""
        if self.rows:
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(self.rows) - 1, self.columnCount() - 1)
            )
        self.ticks_changed.emit()

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        """The column of ticks has a name that is heard and not seen."""
        if role == Role.AccessibleTextRole:
            return super().headerData(section, orientation)
        hidden = section == 0 and role == Role.DisplayRole
        return "" if hidden else super().headerData(section, orientation, role)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and index.column() == 0 and self.can_be_ticked(self.rows[index.row()]):
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    @override
    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        if role != Role.CheckStateRole or index.column() != 0:
            return False
        self.tick_row(index.row(), on=Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    @override
    def other(self, row: Row, column: int, role: int) -> Any:
        if column == 0 and role == Role.AccessibleTextRole:
            return self.tick_name(row)
        if column == 0 and role == Role.CheckStateRole and self.can_be_ticked(row):
            on = self.is_ticked(row)
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        return None
