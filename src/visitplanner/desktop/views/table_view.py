"""A table as the window draws it: its selection is the document's, Enter goes to the next row."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QWidget,
)
from shiboken6 import isValid

from visitplanner.desktop.document import Document
from visitplanner.desktop.models.table import TableModel, runs
from visitplanner.desktop.qt import override
from visitplanner.desktop.views.cell_delegate import CellDelegate
from visitplanner.desktop.views.column_layout import ColumnLayout
from visitplanner.desktop.views.frozen import FrozenColumns
from visitplanner.desktop.widgets.controls import label, restyle

Index = QModelIndex | QPersistentModelIndex
_WIDEST_REFUSAL = 340


class Refusal(QFrame):
    """The sentence below a cell whose text was refused."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("refusal")
        self.words = label("", "error", wrap=True)
        self.beside: QWidget | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.addWidget(self.words)
        self.hide()


class TableView(QTableView):
    """A table whose selection is the document's."""

    columns_changed = Signal()
    end_reached = Signal()
    """Enter was pressed on the last row."""
    given_up = Signal()
    """Esc has closed an editor."""

    def __init__(self, document: Document, model: TableModel, name: str) -> None:
        super().__init__()
        self._document, self._table = document, model
        self._following = False
        self._frozen: FrozenColumns | None = None
        self.hovered = -1
        self._chosen: frozenset[int] | None = None
        self.verticalHeader().hide()  # first: one that shows is measured row by row
        self.setModel(model)
        self.setAccessibleName(name)
        self.setItemDelegate(CellDelegate(self))
        self._set_up()
        self.refusal = Refusal(self.viewport())
        self.layout_of_columns = ColumnLayout(self)
        self.selectionModel().selectionChanged.connect(lambda _s, _d: self._forget_chosen())
        for moved in (model.rowsInserted, model.rowsRemoved, model.layoutChanged):
            moved.connect(self._forget_chosen)
        self.selectionModel().selectionChanged.connect(lambda _s, _d: self._on_selected())
        document.selection_changed.connect(self._on_document_selection)
        model.arranged_anew.connect(self._on_arranged)
        model.layoutChanged.connect(self._on_arranged)
        self.entered.connect(self._on_entered)
        self.horizontalScrollBar().valueChanged.connect(lambda _x: self._show_frozen())
        self.columns_changed.connect(self._renew_frozen)
        self._span_heads()

    def _set_up(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setTabKeyNavigation(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalHeader().setDefaultSectionSize(36)
        header = self.horizontalHeader()
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setFixedHeight(30)
        header.setHighlightSections(False)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)  # not before: it would sort by the first column
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)

    def table(self) -> TableModel:
        """The model, as what it is."""
        return self._table

    def is_chosen(self, index: Index) -> bool:
        """Whether a cell's row is selected."""
        return self.selectionModel().isRowSelected(index.row(), QModelIndex())

    def is_chosen_row(self, row: int) -> bool:
        """Whether a row is selected, known without asking Qt for each cell that is painted."""
        if self._chosen is None:
            self._chosen = frozenset(self._chosen_rows())
        return row in self._chosen

    def _chosen_rows(self) -> list[int]:
        """The rows that are selected, from above, without asking about each of them."""
        ranges = self.selectionModel().selection()
        found = [ranges.at(number) for number in range(ranges.count())]
        rows = {row for one in found for row in range(one.top(), one.bottom() + 1)}
        return sorted(filter(self._table.is_record, rows))

    def _forget_chosen(self) -> None:
        self._chosen = None

    def is_first(self, column: int) -> bool:
        """Whether a column stands at the left edge."""
        return self.horizontalHeader().visualIndex(column) == 0

    def suggestions(self, index: Index) -> list[str]:
        """What the editor of a cell suggests."""
        column = self._table.columns[index.column()]
        return column.suggest(self._document.visit) if column.suggest else []

    def _on_entered(self, index: Index) -> None:
        if index.row() != self.hovered:
            self.hovered = index.row()
            self.viewport().update()
            if self._frozen is not None:
                self._frozen.viewport().update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self.hovered = -1
        self.viewport().update()
        super().leaveEvent(event)

    def _on_arranged(self) -> None:
        self._span_heads()
        if self.isVisible():
            self.layout_of_columns.fit()  # the first rows say what is to be read
        if self._frozen is not None:
            self._frozen.span_heads()

    def _span_heads(self) -> None:
        self.clearSpans()
        columns = self._table.columnCount()
        for row in range(self._table.rowCount()):
            if columns > 1 and not self._table.is_record(row):
                self.setSpan(row, 0, 1, columns)

    # --- the columns that stay

    def _names(self) -> list[int]:
        """The columns up to the one that names the rows."""
        found = []
        for number in self.layout_of_columns.shown():
            found.append(number)
            if self._table.columns[number].bold:
                return found
        return []

    def _show_frozen(self) -> None:
        wanted = self.horizontalScrollBar().value() > 0
        if wanted and self._frozen is None:
            names = self._names()
            if not names:
                return
            self._frozen = FrozenColumns(self)
            self._frozen.show_columns(names)
        if self._frozen is not None:
            narrow = self._frozen.width_of_columns() < self.viewport().width() * 2 // 3
            self._frozen.setVisible(wanted and narrow)

    def _renew_frozen(self) -> None:
        if self._frozen is not None:
            self._frozen.show_columns(self._names())

    @override
    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        super().scrollTo(index, hint)
        frozen = self._frozen
        if frozen is None or not frozen.isVisible() or index.column() in self._names():
            return
        hidden = frozen.width_of_columns() - self.visualRect(index).left()
        if hidden > 0:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - hidden)

    # --- selection, both ways

    def _on_selected(self) -> None:
        if self._following:
            return
        rows = self._chosen_rows()
        self._document.select(self._table.key_at(row) for row in rows)

    def _on_document_selection(self) -> None:
        if self.isVisible():
            self.follow_selection()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.follow_selection()

    def follow_selection(self) -> None:
        """Select the rows of what is selected in the document."""
        rows = [self._table.row_of(one) for one in self._document.selection]
        rows = [row for row in rows if row >= 0]
        if sorted(rows) == self._chosen_rows():
            return
        self._following = True
        try:
            flags = QItemSelectionModel.SelectionFlag
            chosen, last = QItemSelection(), self._table.columnCount() - 1
            for top, bottom in runs(sorted(rows)):
                chosen.select(self._table.index(top, 0), self._table.index(bottom, last))
            self.selectionModel().select(chosen, flags.ClearAndSelect)
            if rows:
                column = max(0, self.currentIndex().column())
                first = self._table.index(rows[0], column)
                self.selectionModel().setCurrentIndex(first, flags.NoUpdate)
                self.scrollTo(first)
        finally:
            self._following = False
        self.viewport().update()

    def commit_pending(self) -> None:
        """Take over what was typed into a cell that is still being edited."""
        delegate = self.itemDelegate()
        if isinstance(delegate, CellDelegate):
            delegate.take_all()

    # --- refusals

    def refuse(self, editor: QWidget, sentence: str) -> None:
        """Keep an editor open and say below it why what it holds cannot be taken."""
        restyle(editor, "bad", value=True)
        editor.setAccessibleDescription(sentence)
        self.refusal.words.setText(sentence)
        self.refusal.beside = editor
        self.refusal.setParent(editor.parentWidget())
        self.place_refusal(editor)
        self.refusal.show()
        self.refusal.raise_()

    def forgive(self, editor: QWidget | None = None) -> None:
        """Take the sentence away."""
        if editor is not None and editor.property("bad"):
            restyle(editor, "bad", value=False)
            editor.setAccessibleDescription("")
        if isValid(self.refusal):  # not where the whole table is going
            self.refusal.beside = None
            self.refusal.hide()

    def place_refusal(self, editor: QWidget) -> None:
        """Put the sentence below its cell, or above where there is no room."""
        refusal, parent = self.refusal, editor.parentWidget()
        if refusal.beside is not editor or parent is None:
            return
        width = min(_WIDEST_REFUSAL, max(120, parent.width() - 8))
        words = refusal.words
        metrics = words.fontMetrics()
        one_line = metrics.horizontalAdvance(words.text()) + 24
        width = min(width, one_line)
        refusal.setFixedWidth(width)
        refusal.setFixedHeight(words.heightForWidth(width - 18) + 10)
        box = editor.geometry()
        x = max(4, min(box.left(), parent.width() - width - 4))
        below = box.bottom() + 3
        fits = below + refusal.height() <= parent.height()
        refusal.move(QPoint(x, below if fits else box.top() - refusal.height() - 3))

    # --- going from row to row

    def below(self) -> str:
        """The key of the next record's row; empty at the end."""
        for row in range(self.currentIndex().row() + 1, self._table.rowCount()):
            if self._table.record_at(row) is not None:
                return self._table.key_at(row)
        return ""

    def go_to_row(self, key: str) -> None:
        """Go to the same column of a row; without a key, say that the end is reached."""
        row = self._table.row_of(key) if key else -1
        if row >= 0:
            self.setCurrentIndex(self._table.index(row, self.currentIndex().column()))
        elif not key:
            self.end_reached.emit()

    def begin(self, key: str) -> None:
        """Go to a row and edit the cell that names it."""
        row = self._table.row_of(key)
        number = next((n for n, column in enumerate(self._table.columns) if column.bold), 0)
        index = self._table.index(row, number)
        if row >= 0:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.setCurrentIndex(index)
            self.scrollTo(index)
            self.edit(index)

    def edit_beside(self, cell: Index, step: int) -> None:
        """Edit the next cell of a row that can be edited, left or right."""
        shown = self.layout_of_columns.shown()
        if not cell.isValid() or cell.column() not in shown:
            return
        place = shown.index(cell.column()) + step
        while 0 <= place < len(shown):
            index = self._table.index(cell.row(), shown[place])
            if index.flags() & Qt.ItemFlag.ItemIsEditable:
                self.setCurrentIndex(index)
                self.edit(index)
                return
            place += step

    def _editable(self, index: QModelIndex) -> QModelIndex:
        """The cell, or the one that names its row where it cannot be edited."""
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            return index
        bold = next((n for n, column in enumerate(self._table.columns) if column.bold), 0)
        return self._table.index(index.row(), bold)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            editing = self.state() is QAbstractItemView.State.EditingState
            if not editing and self.currentIndex().isValid():
                self.edit(self._editable(self.currentIndex()))
            elif not editing and not self._table.rowCount():
                self.end_reached.emit()
            return
        if event.key() == Qt.Key.Key_Delete:
            event.ignore()  # the window deletes what is selected
            return
        super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.layout_of_columns.fit()
        if self._frozen is not None:
            self._show_frozen()
        self._keep_in_view(event.oldSize().height())

    def _keep_in_view(self, height: int) -> None:
        """Scroll to the current row if it was in view while the table had some height."""
        cell = self.currentIndex()
        box = self.visualRect(cell)
        was = cell.isValid() and box.top() >= 0 and box.bottom() < height
        if was and box.bottom() >= self.viewport().height():
            self.scrollTo(cell)
