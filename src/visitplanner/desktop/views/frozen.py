"""The columns that name the rows stay in view while the others are scrolled sideways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView

from visitplanner.desktop.qt import override
from visitplanner.desktop.views.cell_delegate import CellDelegate

if TYPE_CHECKING:
    from visitplanner.desktop.views.table_view import TableView


class FrozenColumns(QTableView):
    """A second look at the first columns of a table, laid over it where it is scrolled."""

    def __init__(self, view: TableView) -> None:
        super().__init__(view)
        self._view = view
        self._numbers: list[int] = []
        self.setObjectName("frozen")
        self.setAccessibleName(view.accessibleName())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setModel(view.table())
        self.setSelectionModel(view.selectionModel())
        self.setItemDelegate(CellDelegate(view, self))
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.entered.connect(view.entered)
        self.setSelectionBehavior(view.selectionBehavior())
        self.setSelectionMode(view.selectionMode())
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(view.verticalHeader().defaultSectionSize())
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setHighlightSections(False)
        view.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(view.verticalScrollBar().setValue)
        self.horizontalHeader().setFixedHeight(view.horizontalHeader().height())
        view.installEventFilter(self)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(view.customContextMenuRequested)

    def show_columns(self, numbers: list[int]) -> None:
        """Show these columns, in this order."""
        self._numbers = numbers
        header = self.horizontalHeader()
        for number in range(len(self._view.table().columns)):
            self.setColumnHidden(number, number not in numbers)
        for place, number in enumerate(numbers):
            header.moveSection(header.visualIndex(number), place)
            self.setColumnWidth(number, self._view.columnWidth(number))
        self.span_heads()
        self.place()

    def span_heads(self) -> None:
        """Let rows that are heads run across."""
        self.clearSpans()
        if not self._numbers:
            return
        table = self._view.table()
        for row in range(table.rowCount()):
            if table.record_at(row) is None:
                self.setSpan(row, 0, 1, len(table.columns))

    def width_of_columns(self) -> int:
        """How wide they are together, in pixels."""
        return sum(self._view.columnWidth(number) for number in self._numbers)

    def place(self) -> None:
        """Lay it over the table's left edge."""
        view = self._view
        left = view.frameWidth()
        height = view.viewport().height() + view.horizontalHeader().height()
        self.setGeometry(left, view.frameWidth(), self.width_of_columns() + 1, height)
        self.verticalScrollBar().setValue(view.verticalScrollBar().value())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self.place()
        return super().eventFilter(watched, event)
