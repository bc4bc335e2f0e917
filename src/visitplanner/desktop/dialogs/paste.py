"""What pasted rows would do, before they do it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, QTimer
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from visitplanner.desktop import icons, theme
from visitplanner.desktop.models.pasted import PastedModel
from visitplanner.desktop.models.table import ICON_ROLE
from visitplanner.desktop.qt import override
from visitplanner.desktop.timeline import type as setting
from visitplanner.desktop.widgets.controls import label, push_button
from visitplanner.desktop.widgets.lists import set_up_reading
from visitplanner.desktop.widgets.room import column_in, open_at
from visitplanner.desktop.wording import _, joined, plural

if TYPE_CHECKING:
    from visitplanner.importing.workbook import Pasted

Index = QModelIndex | QPersistentModelIndex

_ROW, _LINE, _MOST = 30, 18, 4
"""Pixels of a row with one line and of each line more, and how many lines it has at most."""

_BEFORE, _AFTER, _GLYPH = 8, 6, 21
"""Pixels before and after the text of a cell, and those its glyph takes."""


class _Delegate(QStyledItemDelegate):
    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, _ROW + _LINE * (len(self._lines(index)) - 1))

    def _lines(self, index: Index) -> list[str]:
        """The text of a cell, on as many lines as the width of its column asks for."""
        view = self.parent()
        width = view.columnWidth(index.column()) if isinstance(view, QTableView) else 80
        room = width - _BEFORE - _AFTER - (_GLYPH if index.data(ICON_ROLE) else 0)
        return setting.wrapped(str(index.data() or ""), theme.figures(13), room, _MOST) or [""]

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view, box = self.parent(), option.rect
        chosen = isinstance(view, QTableView) and view.selectionModel().isRowSelected(
            index.row(), QModelIndex()
        )
        painter.fillRect(box, theme.color("accent_soft" if chosen else "base"))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.color("line"))
        x, middle = box.left() + _BEFORE, box.top() + _ROW // 2
        glyph = index.data(ICON_ROLE)
        if glyph:
            icons.paint(painter, glyph[0], x, middle - 7, glyph[1], 15)
            x += _GLYPH
        font = theme.figures(13)
        baseline = middle + QFontMetrics(font).ascent() // 2 - 1
        for number, text in enumerate(self._lines(index)):
            setting.draw(painter, x, baseline + number * _LINE, text, font, theme.color("ink"))


class PasteDialog(QDialog):
    """New rows, rows that update others, and rows that cannot be taken, with one button for all."""

    def __init__(self, parent: QWidget, pasted: Pasted) -> None:
        super().__init__(parent)
        self.pasted = pasted
        self.setWindowTitle(_("Paste rows"))
        open_at(self, 780, 520)
        column = column_in(self, 8)
        column.addWidget(label(_headline(pasted), "heading", wrap=True))
        column.addWidget(label(_columns(pasted), "small", wrap=True))
        for sentence in pasted.left_out[:3]:
            column.addWidget(label(sentence, "warn", wrap=True))
        self.table = self._make_table()
        column.addWidget(self.table, 1)
        column.addWidget(
            label(_("Empty cells change nothing. One undo takes all of it back."), "small")
        )
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(push_button(_("Cancel"), self.reject))
        self.take_button = push_button(_verb(pasted), self.accept, primary=True)
        self.take_button.setEnabled(bool(pasted.records))
        self.take_button.setDefault(True)
        row.addWidget(self.take_button)
        column.addLayout(row)

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setModel(PastedModel(self.pasted, table))
        table.setItemDelegate(_Delegate(table))
        set_up_reading(table, _("Rows to paste"), several=True)
        table.setProperty("boxed", True)
        header = table.horizontalHeader()
        header.setStretchLastSection(True)
        for number, width in enumerate((52, 150, 170)):
            table.setColumnWidth(number, width)
        fit = QTimer(table, singleShot=True, interval=0)  # once, however many columns change
        fit.timeout.connect(table.resizeRowsToContents)
        header.sectionResized.connect(lambda *_sizes: fit.start())
        return table


def _counts(pasted: Pasted) -> dict[str, int]:
    counts = dict.fromkeys(("new", "changed", "same", "left out"), 0)
    for row in pasted.rows:
        counts[row.fate.value] += 1
    return counts


def _headline(pasted: Pasted) -> str:
    counts = _counts(pasted)
    parts = [
        plural("{count} new row", "{count} new rows", counts["new"]) if counts["new"] else "",
        plural("{count} update", "{count} updates", counts["changed"]) if counts["changed"] else "",
        plural("{count} as it is", "{count} as they are", counts["same"]) if counts["same"] else "",
        plural("{count} left out", "{count} left out", counts["left out"])
        if counts["left out"]
        else "",
    ]
    return joined(*parts, by=", ") or _("No rows to paste.")


def _columns(pasted: Pasted) -> str:
    taken = ", ".join(filter(None, pasted.headings)) or _("none")
    if pasted.with_heads:
        return _("Columns by their headings: {columns}.").format(columns=taken)
    return _("Without headings, in the order of the table's columns: {columns}.").format(
        columns=taken
    )


def _verb(pasted: Pasted) -> str:
    counts = _counts(pasted)
    new, changed = counts["new"], counts["changed"]
    if new and changed:
        return _("Add {new} and update {changed}").format(new=new, changed=changed)
    if changed:
        return plural("Update {count} row", "Update {count} rows", changed)
    return plural("Add {count} row", "Add {count} rows", new)
