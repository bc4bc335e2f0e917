"""What a paste would do, row by row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from visitplanner.desktop.models.lists import ListModel
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


class PastedModel(ListModel["PastedRow"]):
    """The rows of a paste: what becomes of each, its name, and what there is to say."""

    def __init__(self, pasted: Pasted, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # The doubtful first: they are what the preview is for.
        self.show(sorted(pasted.rows, key=lambda row: not row.doubts))

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
    def headings(self) -> Sequence[str]:
        return (_("Row"), _("What becomes of it"), _("Name"), _("What to know"))

    @override
    def text(self, row: PastedRow, column: int) -> str:
        return (str(row.number), self._word(row), row.name, self._said(row))[column]

    @override
    def glyph(self, row: PastedRow, column: int) -> tuple[str, str] | None:
        return _FATES[row.fate.value] if column == 1 else None
