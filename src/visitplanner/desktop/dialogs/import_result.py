"""What an import took, what it left out, and every doubtful cell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from visitplanner.desktop.widgets.controls import label, push_button
from visitplanner.desktop.widgets.report import Report
from visitplanner.desktop.widgets.room import column_in, open_at
from visitplanner.desktop.wording import _, plural

if TYPE_CHECKING:
    from visitplanner.importing.workbook import ImportResult


_VISIT = "Visit"
"""The sheet of which a row is a field of the visit, not a record."""


def rows_taken(result: ImportResult) -> int:
    """How many records were taken, of all sheets."""
    return sum(count for sheet, count in result.taken.items() if sheet != _VISIT)


def to_look_at(result: ImportResult) -> int:
    """How many things of an import somebody should look at."""
    return len(result.doubts) + len(result.left_out) + len(result.missing)


def _chapters(result: ImportResult) -> Iterator[tuple[str, list[str]]]:
    """What is to be looked at first, and then what else there is to know; only what is there."""
    for title, lines in (
        (_("Doubtful, left empty"), [str(doubt) for doubt in result.doubts]),
        (_("Left out"), list(result.left_out)),
        (_("No longer in the workbook, kept in the visit"), list(result.missing)),
        (_("Called by another name"), list(result.renamed)),
    ):
        if lines:
            yield title, lines


def _taken(result: ImportResult) -> Iterator[tuple[str, str]]:
    """The sheets, each with how much of it was taken."""
    for sheet, count in result.taken.items():
        if sheet == _VISIT:
            yield sheet, plural("{count} field", "{count} fields", count)
        else:
            yield sheet, plural("{count} row", "{count} rows", count)


def report(result: ImportResult) -> str:
    """The outcome of an import as text that can be copied to whoever made the workbook."""
    taken = [f"{sheet}: {amount}" for sheet, amount in _taken(result)]
    chapters = [*_chapters(result), (_("Taken"), taken)]
    return "\n\n".join("\n  ".join([title, *lines]) for title, lines in chapters)


class ImportResultDialog(QDialog):
    """The report of an import."""

    def __init__(self, parent: QWidget, name: str, result: ImportResult) -> None:
        super().__init__(parent)
        self._result = result
        self.setWindowTitle(_("Import from {name}").format(name=name))
        open_at(self, 640, 520)
        column = column_in(self)
        odd = plural("{count} thing to look at", "{count} things to look at", to_look_at(result))
        column.addWidget(label(f"{name}: {odd}", "heading", wrap=True))
        column.addWidget(self._words(), 1)
        row = QHBoxLayout()
        row.addWidget(push_button(_("Copy as text"), self._copy, icon="copy"))
        row.addStretch(1)
        row.addWidget(push_button(_("Close"), self.accept, primary=True))
        column.addLayout(row)
        self.finished.connect(lambda _code: self.deleteLater())

    def _words(self) -> Report:
        words = Report(_("Report"))
        for title, lines in _chapters(self._result):
            words.heading(title)
            for line in lines:
                words.line(line)
        words.heading(_("Taken"))
        words.table(list(_taken(self._result)))
        return words

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(report(self._result))
