"""A table as the window draws it: icons, quieter texts, rows for days, Enter for the next."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from visitplanner.desktop import icons, theme
from visitplanner.desktop import wording as w
from visitplanner.desktop.document import Document
from visitplanner.desktop.models.table import (
    CHOICES_ROLE,
    ICON_ROLE,
    ID_ROLE,
    SECOND_ROLE,
    TableModel,
)
from visitplanner.desktop.qt import override
from visitplanner.desktop.timeline import type as setting

Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Paints one cell and makes its editor."""

    def __init__(self, view: TableView) -> None:
        super().__init__(view)
        self._view = view

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        box = option.rect
        key = str(index.data(ID_ROLE) or "")
        if key.startswith("day:"):
            self._paint_day(painter, box, str(index.data() or ""))
        else:
            self._paint_cell(painter, box, index, selected=self._view.is_chosen(index))
        painter.restore()

    @staticmethod
    def _paint_day(painter: QPainter, box: QRect, text: str) -> None:
        painter.fillRect(box, theme.color("panel"))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.color("line2"))
        font = theme.figures(13, weight=QFont.Weight.DemiBold)
        setting.draw(painter, box.left() + 12, box.center().y() + 5, text, font, theme.color("ink"))

    def _paint_cell(self, painter: QPainter, box: QRect, index: Index, *, selected: bool) -> None:
        view = self._view
        ground = "accent_soft" if selected else "hover" if view.hovered == index.row() else "base"
        painter.fillRect(box, theme.color(ground))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.color("line"))
        if selected and index.column() == 0:
            painter.fillRect(box.left(), box.top(), 3, box.height(), theme.color("accent"))
        if selected and view.hasFocus() and view.currentIndex() == index:
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        x = box.left() + (12 if index.column() == 0 else 8)
        glyph = index.data(ICON_ROLE)
        token = "ink"
        if glyph:
            icons.paint(painter, glyph[0], x, box.center().y() - 7, glyph[1], 15)
            x += 21
            token = "error" if glyph[1] == "error" else "ink"
        column = view.table().columns[index.column()]
        weight = QFont.Weight.DemiBold if column.bold or token == "error" else QFont.Weight.Normal
        font = theme.figures(13, weight=weight)
        text = str(index.data() or "")
        if self._is_cancelled(index):
            token, struck = "muted", column.bold
            font.setStrikeOut(struck)
        room = box.right() - x - 6
        shown = setting.elided(text, font, room)
        baseline = box.center().y() + QFontMetrics(font).ascent() // 2 - 1
        setting.draw(painter, x, baseline, shown, font, theme.color(token))
        second = str(index.data(SECOND_ROLE) or "")
        used = QFontMetrics(font).horizontalAdvance(shown) + 6
        if second and room - used > 40:
            plain = theme.font(13)
            quiet = setting.elided(second, plain, room - used)
            setting.draw(painter, x + used, baseline, quiet, plain, theme.color("muted"))

    def _is_cancelled(self, index: Index) -> bool:
        record = self._view.table().record_at(index.row())
        status = getattr(record, "status", None)
        return getattr(status, "value", "") == "cancelled"

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, 36)

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        choices = index.data(CHOICES_ROLE)
        name = str(index.model().headerData(index.column(), Qt.Orientation.Horizontal) or "")
        if choices:
            combo = QComboBox(parent)
            for choice in choices:
                combo.addItem(w.capitalised(choice), choice)
            combo.setAccessibleName(name)
            combo.activated.connect(lambda _row: self._finish(combo))
            return combo
        line = QLineEdit(parent)
        line.setAccessibleName(name)
        return line

    def _finish(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(text)))
        elif isinstance(editor, QLineEdit):
            editor.setText(text)

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    @override
    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in keys
            and isinstance(editor, QWidget)
        ):
            self._finish(editor)
            self._view.go_down()
            return True
        return super().eventFilter(editor, event)


class TableView(QTableView):
    """A table whose selection is the document's."""

    def __init__(self, document: Document, model: TableModel, name: str) -> None:
        super().__init__()
        self._document, self._table = document, model
        self._following = False
        self.hovered = -1
        self.setModel(model)
        self.setAccessibleName(name)
        self.setItemDelegate(CellDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setSortingEnabled(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(36)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        for number, column in enumerate(model.columns):
            self.setColumnWidth(number, column.width)
        self.selectionModel().selectionChanged.connect(lambda _s, _d: self._on_selected())
        document.selection_changed.connect(self.follow_selection)
        for signal in (model.rowsInserted, model.rowsRemoved, model.layoutChanged):
            signal.connect(self._span_days)
        self.entered.connect(self._on_entered)
        self._span_days()

    def table(self) -> TableModel:
        """The model, as what it is."""
        return self._table

    def is_chosen(self, index: Index) -> bool:
        """Whether a cell's row is selected."""
        return self.selectionModel().isRowSelected(index.row(), QModelIndex())

    def _on_entered(self, index: Index) -> None:
        self.hovered = index.row()
        self.viewport().update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self.hovered = -1
        self.viewport().update()
        super().leaveEvent(event)

    def _span_days(self) -> None:
        self.clearSpans()
        columns = self._table.columnCount()
        for row in range(self._table.rowCount()):
            if self._table.record_at(row) is None and columns > 1:
                self.setSpan(row, 0, 1, columns)

    # --- selection, both ways

    def _on_selected(self) -> None:
        if self._following:
            return
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        self._document.select(self._table.key_at(row) for row in rows)

    def follow_selection(self) -> None:
        """Select the rows of what is selected in the document."""
        rows = [self._table.row_of(one) for one in self._document.selection]
        rows = [row for row in rows if row >= 0]
        shown = sorted(index.row() for index in self.selectionModel().selectedRows())
        if sorted(rows) == shown:
            return
        self._following = True
        try:
            self.selectionModel().clearSelection()
            flags = QItemSelectionModel.SelectionFlag
            for row in rows:
                index = self._table.index(row, 0)
                self.selectionModel().select(index, flags.Select | flags.Rows)
            if rows:
                first = self._table.index(rows[0], max(0, self.currentIndex().column()))
                self.selectionModel().setCurrentIndex(first, flags.NoUpdate)
                self.scrollTo(first)
        finally:
            self._following = False
        self.viewport().update()

    # --- keys

    def go_down(self) -> None:
        """Go to the same column of the next record."""
        current = self.currentIndex()
        for row in range(current.row() + 1, self._table.rowCount()):
            if self._table.record_at(row) is not None:
                self.setCurrentIndex(self._table.index(row, current.column()))
                return

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            editing = self.state() is QAbstractItemView.State.EditingState
            if not editing and self.currentIndex().isValid():
                self.edit(self.currentIndex())
                return
        if event.key() == Qt.Key.Key_Delete:
            event.ignore()  # the window deletes what is selected
            return
        super().keyPressEvent(event)
