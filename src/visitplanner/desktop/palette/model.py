"""The rows of the palette: headings, and under each what was found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from visitplanner.desktop.palette.ranking import Group, Hit
from visitplanner.desktop.qt import override
from visitplanner.desktop.wording import _, joined

HIT = Qt.ItemDataRole.UserRole
"""What was found; None on a heading."""
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class HitsModel(QAbstractListModel):
    """Headings and hits, one below the other."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[tuple[str, Hit | None]] = []
        self.found = 0

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Put other groups in the place of those that stand there."""
        self.beginResetModel()
        self._rows = []
        for group in groups:
            self._rows.append((_(group.name), None))
            self._rows += [(hit.title, hit) for hit in group.hits]
        self.found = sum(group.count for group in groups)
        self.endResetModel()

    def hit(self, row: int) -> Hit | None:
        """What was found in a row."""
        return self._rows[row][1] if 0 <= row < len(self._rows) else None

    def step(self, row: int, by: int) -> int:
        """The next row with something found, up or down and round the ends; -1 if there is none."""
        count = len(self._rows)
        for distance in range(1, count + 1):
            there = (row + by * distance) % count
            if self._rows[there][1] is not None:
                return there
        return -1

    def next_group(self, row: int, by: int) -> int:
        """The first row of the next group, or of the one before; -1 if there is nothing."""
        heads = [n for n, (_text, hit) in enumerate(self._rows) if hit is None]
        if not heads:
            return -1
        here = sum(1 for head in heads if head <= row) - 1
        return heads[(here + by) % len(heads)] + 1

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.hit(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        text, hit = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return text
            case Qt.ItemDataRole.AccessibleTextRole:
                return joined(text, hit.entry.detail, hit.entry.keys, by=", ") if hit else text
            case _:
                return hit if role == HIT else None
