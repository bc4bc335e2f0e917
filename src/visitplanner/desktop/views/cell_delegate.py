"""The cells of a table: how they are painted, and how one is edited in its place.

What the plan refuses stays in the cell with a sentence below it; Esc gives it up.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QApplication,
    QComboBox,
    QCompleter,
    QLineEdit,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from visitplanner.desktop import icons, theme
from visitplanner.desktop import wording as w
from visitplanner.desktop.forms.sources import chosen
from visitplanner.desktop.models.table import CHOICES_ROLE, Look
from visitplanner.desktop.qt import override
from visitplanner.desktop.timeline import type as setting
from visitplanner.errors import PlanError

if TYPE_CHECKING:
    from visitplanner.desktop.views.table_view import TableView

Index = QModelIndex | QPersistentModelIndex


@lru_cache(maxsize=4096)
def _elided(text: str, room: int, bold: bool, larger: int) -> str:
    """`text` on one line of so many pixels; letters of another size, or `larger`, need others."""
    del larger
    _font, metrics = setting.measured(13, bold=bold)
    return metrics.elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, room)


class CellDelegate(QStyledItemDelegate):
    """Paints one cell and makes its editor.

    Args:
        view: the table.
        host: the widget that shows the cells: the table, or the columns that stay in its place.
    """

    def __init__(self, view: TableView, host: QTableView | None = None) -> None:
        super().__init__(host or view)
        self._view = view
        self._cells: dict[int, QPersistentModelIndex] = {}

    # --- painting

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = self._view.table().look(index.row(), index.column())
        box: QRect = option.rect
        if look is None:
            self._paint_head(painter, box, str(index.data() or ""))
        else:
            self._paint_cell(painter, box, index, look)

    @staticmethod
    def _paint_head(painter: QPainter, box: QRect, text: str) -> None:
        """A row that is the head of those below it; its words stay when scrolled sideways."""
        painter.fillRect(box, theme.color("panel"))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.color("line2"))
        font = theme.figures(13, weight=QFont.Weight.DemiBold)
        x = max(box.left(), 0) + 12
        setting.draw(painter, x, box.center().y() + 5, text, font, theme.color("ink"))

    def _paint_cell(self, painter: QPainter, box: QRect, index: Index, look: Look) -> None:
        view, row, column = self._view, index.row(), index.column()
        selected, first = view.is_chosen_row(row), view.is_first(column)
        x, y, width, height = box.x(), box.y(), box.width(), box.height()
        ground = "accent_soft" if selected else "hover" if view.hovered == row else "base"
        painter.fillRect(x, y, width, height, theme.color(ground))
        painter.fillRect(x, y + height - 1, width, 1, theme.color("line"))
        if selected and first:
            painter.fillRect(x, y, 3, height, theme.color("accent"))
        if view.hasFocus() and view.currentIndex() == index:
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -2))
        left, middle = x + (12 if first else 8), box.center().y()
        token = "muted" if look.quiet else "ink"
        if look.icon:
            icons.paint(painter, look.icon[0], left, middle - 7, look.icon[1], 15)
            left += 21
            token = "error" if look.icon[1] == "error" else token
        self._paint_words(painter, box, index, look, left, token)

    def _paint_words(
        self, painter: QPainter, box: QRect, index: Index, look: Look, x: int, token: str
    ) -> None:
        if not (look.text or look.second):
            return
        column = self._view.table().columns[index.column()]
        token = "muted" if look.cancelled else token
        strong = column.bold or token == "error"
        font, metrics = setting.measured(13, bold=strong, struck=look.cancelled and column.bold)
        room = box.right() - x - 6
        shown = _elided(look.text, max(room, 1), strong, theme.larger())
        baseline = box.center().y() + metrics.ascent() // 2 - 1
        if column.number:
            x = max(x, box.right() - 7 - metrics.horizontalAdvance(shown))
        setting.draw(painter, x, baseline, shown, font, theme.color(token))
        used = metrics.horizontalAdvance(shown) + 6 if look.second else 0
        if look.second and room - used > 40:
            plain = theme.font(13)
            quiet = setting.elided(look.second, plain, room - used)
            setting.draw(painter, x + used, baseline, quiet, plain, theme.color("muted"))

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, 36)

    # --- editing

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        name = str(index.model().headerData(index.column(), Qt.Orientation.Horizontal) or "")
        editor = self._make_editor(parent, index)
        editor.setAccessibleName(name)
        key = id(editor)
        self._cells[key] = QPersistentModelIndex(index)
        editor.destroyed.connect(lambda _gone=None: self._forget(key))
        return editor

    def _forget(self, key: int) -> None:
        self._cells.pop(key, None)
        self._view.forgive()

    def _make_editor(self, parent: QWidget, index: Index) -> QWidget:
        choices = index.data(CHOICES_ROLE)
        if choices:
            combo = QComboBox(parent)
            for choice in choices:
                combo.addItem(w.capitalised(choice), choice)
            combo.activated.connect(lambda _row: self._finish(combo))
            return combo
        if "\n" in str(index.data(Qt.ItemDataRole.EditRole) or ""):
            return QPlainTextEdit(parent)
        line = QLineEdit(parent)
        words = self._view.suggestions(index)
        if words:
            completer = QCompleter(words, line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.activated.connect(lambda text: line.setText(chosen(str(text))))
            popup = completer.popup()
            if popup is not None:
                popup.setObjectName("completer")
                popup.setAccessibleName(line.accessibleName())
            line.setCompleter(completer)
        return line

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        box = QRect(option.rect)
        if isinstance(editor, QPlainTextEdit):
            box.setHeight(box.height() * 3)
        editor.setGeometry(box)

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if editor.property("bad"):
            return  # what was refused is being put right
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(text)))
        elif isinstance(editor, QPlainTextEdit):
            editor.setPlainText(text)
        elif isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(text)

    @staticmethod
    def _typed(editor: QWidget) -> str:
        if isinstance(editor, QComboBox):
            return str(editor.currentData())
        if isinstance(editor, QPlainTextEdit):
            return editor.toPlainText()
        return editor.text() if isinstance(editor, QLineEdit) else ""

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        self.take(editor)

    def take(self, editor: QWidget) -> bool:
        """Take over what was typed; False where the plan refuses it, with a sentence below."""
        cell = self._cells.get(id(editor))
        if cell is None or not cell.isValid():
            return True
        try:
            self._view.table().put(cell, self._typed(editor))
        except PlanError as refusal:
            self._view.refuse(editor, str(refusal))
            return False
        self._view.forgive(editor)
        return True

    def take_all(self) -> None:
        """Take over what was typed into editors that are open."""
        if not self._cells:
            return
        for editor in self._view.viewport().findChildren(QWidget):
            if id(editor) in self._cells and editor.isVisible():
                self.take(editor)

    def _finish(self, editor: QWidget) -> bool:
        """Take over what was typed and close the editor, unless that is refused."""
        if not self.take(editor):
            return False
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        return True

    @override
    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if not isinstance(editor, QWidget):
            return super().eventFilter(editor, event)
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(editor, event) or super().eventFilter(editor, event)
        if event.type() is QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            return self._on_left(editor, event)
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self._view.place_refusal(editor)
        return super().eventFilter(editor, event)

    def _on_key(self, editor: QWidget, event: QKeyEvent) -> bool:
        key, modifiers = event.key(), event.modifiers()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            broken = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
            if isinstance(editor, QPlainTextEdit) and modifiers & broken:
                return False
            below = self._view.below()
            if self._finish(editor):
                self._view.go_to_row(below)
            return True
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            cell = self._cells.get(id(editor))
            if self._finish(editor) and cell is not None:
                self._view.edit_beside(cell, -1 if key == Qt.Key.Key_Backtab else 1)
            return True
        if key == Qt.Key.Key_Escape:
            self._view.forgive(editor)
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.RevertModelCache)
            self._view.given_up.emit()
            return True
        return False

    def _on_left(self, editor: QWidget, event: QFocusEvent) -> bool:
        stays = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        inside = QApplication.focusWidget()
        if event.reason() in stays or (inside is not None and editor.isAncestorOf(inside)):
            return False
        self._finish(editor)
        return False
