"""What an import took, what it left out, and every doubtful cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from visitplanner.desktop.widgets.controls import label, push_button
from visitplanner.desktop.widgets.room import open_at
from visitplanner.desktop.wording import _

if TYPE_CHECKING:
    from visitplanner.importing.workbook import ImportResult


def report(result: ImportResult) -> str:
    """The outcome of an import as text that can be copied to whoever made the workbook."""
    parts = [_("Taken")]
    parts += [f"  {sheet}: {rows}" for sheet, rows in result.taken.items()]
    for title, lines in (
        (_("Called by another name"), list(result.renamed)),
        (_("Doubtful, left empty"), [str(doubt) for doubt in result.doubts]),
        (_("Left out"), list(result.left_out)),
        (_("No longer in the workbook, kept in the visit"), list(result.missing)),
    ):
        if lines:
            parts += ["", title, *(f"  {line}" for line in lines)]
    return "\n".join(parts)


class ImportResultDialog(QDialog):
    """The report of an import."""

    def __init__(self, parent: QWidget, name: str, result: ImportResult) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Import from {name}").format(name=name))
        open_at(self, 640, 420)
        column = QVBoxLayout(self)
        column.addWidget(label(_("What was read from {name}").format(name=name), "heading"))
        self.words = QPlainTextEdit(report(result))
        self.words.setReadOnly(True)
        self.words.setAccessibleName(_("Report"))
        column.addWidget(self.words, 1)
        row = QHBoxLayout()
        row.addWidget(push_button(_("Copy"), self._copy, icon="copy"))
        row.addStretch(1)
        row.addWidget(push_button(_("Close"), self.accept, primary=True))
        column.addLayout(row)
        self.finished.connect(lambda _code: self.deleteLater())

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.words.toPlainText())
