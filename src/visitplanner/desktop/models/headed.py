"""A table over the plan whose rows stand under headings that say something of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt

from visitplanner.desktop.document import Document
from visitplanner.desktop.models.columns import Column
from visitplanner.desktop.models.table import ID_ROLE, TableModel
from visitplanner.desktop.qt import override


class HeadedModel(TableModel):
    """Rows that are no records are headings; what they say follows from the rows below them."""

    def __init__(
        self, document: Document, columns: Sequence[Column], parent: QObject | None = None
    ) -> None:
        super().__init__(document, columns, parent)
        self._heads: dict[str, str] = {}

    def heading(self, key: str) -> str:
        """What the heading of this key says."""
        raise NotImplementedError

    @override
    def follow(self) -> None:
        super().follow()
        rows = [row for row in range(self.rowCount()) if self.record_at(row) is None]
        heads = {self.key_at(row): self.heading(self.key_at(row)) for row in rows}
        before, self._heads = self._heads, heads
        for row in rows:
            key = self.key_at(row)
            if before.get(key) != heads[key]:
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))

    @override
    def other_data(self, key: str, column: int, role: int) -> Any:
        if role == ID_ROLE:
            return key
        texts = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return self.heading(key) if column == 0 and role in texts else None
