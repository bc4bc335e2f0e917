"""What a paste would do, row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from visitplanner.desktop.models.table import ICON_ROLE, ROOT, Index
from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.qt import override
from visitplanner.desktop.wording import _, joined

if TYPE_CHECKING:
    from visitplanner.importing.workbook import Pasted, PastedRow

_FATES = {
    "new": ("plus-circle", "ok"),
    "changed": ("note-pencil", "note"),
    "same": ("check", "muted"),
    "left out": ("warning", "warn"),
}


class PastedModel(QAbstractTableModel):
    """The rows of a paste: what becomes of each, its name, and what there is to say."""

    def __init__(self, pasted: Pasted, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # The doubtful first: they are what the preview is for.
        self._rows = sorted(pasted.rows, key=lambda row: not row.doubts)

    def _word(self, row: PastedRow) -> str:
        words = {
            "new": _("New"),
            "changed": _("Update"),
            "same": _("As it is"),
            "left out": _("Left out"),
        }
        return words[row.fate.value]

    @staticmethod
    def _said(row: PastedRow) -> str:
        changes = (
            _("Changes {fields}.").format(fields=", ".join(row.changed)) if row.changed else ""
        )
        return joined(*row.doubts, changes, by=" ")

    @override
    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else 4

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        titles = (_("Row"), _("What becomes of it"), _("Name"), _("What to know"))
        across = orientation is Qt.Orientation.Horizontal
        if across and role == Qt.ItemDataRole.DisplayRole and 0 <= section < len(titles):
            return titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ICON_ROLE and index.column() == 1:
            return _FATES[row.fate.value]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            texts = (str(row.number), self._word(row), row.name, self._said(row))
            words = texts[index.column()]
            return tooltip(words) if role == Qt.ItemDataRole.ToolTipRole else words
        return None
