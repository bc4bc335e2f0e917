"""Which columns a table shows, in which order and how wide; chosen by the user and remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from visitplanner.desktop.qt import override
from visitplanner.desktop.views import fitting
from visitplanner.desktop.views.fitting import LEAST
from visitplanner.desktop.widgets.controls import label, push_button
from visitplanner.desktop.wording import _

if TYPE_CHECKING:
    from visitplanner.desktop.services import Services
    from visitplanner.desktop.views.table_view import TableView
    from visitplanner.storage.settings import TableLook

_KEEP_AFTER_MS = 600


class ColumnLayout(QObject):
    """The columns of one view.

    Args:
        view: whose columns they are.
    """

    def __init__(self, view: TableView) -> None:
        super().__init__(view)
        self._view = view
        self._services: Services | None = None
        self._name = ""
        self._busy = False
        self._own = False
        """Whether the user has chosen widths."""
        self._needs: dict[int, int] = {}
        self._wanted: dict[int, int] = {}
        self._popup: QWidget | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_KEEP_AFTER_MS)
        self._timer.timeout.connect(self.keep)
        header = view.horizontalHeader()
        header.setSectionsMovable(True)
        header.setFirstSectionMovable(False)
        header.setMinimumSectionSize(LEAST)
        header.sectionMoved.connect(lambda *_place: self._on_changed())
        header.sectionResized.connect(lambda number, *_size: self._on_resized(number))
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._open_menu)
        self._show_usual()

    @property
    def keys(self) -> list[str]:
        """The keys of all columns in the order in which they stand."""
        header = self._view.horizontalHeader()
        columns = self._view.table().columns
        return [columns[header.logicalIndex(place)].key for place in range(len(columns))]

    def shown(self) -> list[int]:
        """The numbers of the columns that show, in the order in which they stand."""
        header = self._view.horizontalHeader()
        places = range(len(self._view.table().columns))
        logical = (header.logicalIndex(place) for place in places)
        return [number for number in logical if not self._view.isColumnHidden(number)]

    def is_fixed(self, key: str) -> bool:
        """Whether a column stays: the one that names the rows."""
        column = self._view.table().columns[self._view.table().column_of(key)]
        return column.bold

    # --- changing

    def show_column(self, key: str, *, shown: bool) -> None:
        """Show or hide a column; the one that names the rows always shows."""
        number = self._view.table().column_of(key)
        if number >= 0 and (shown or not self.is_fixed(key)):
            self._view.setColumnHidden(number, not shown)
            self._on_changed()

    def arrange(self, keys: list[str]) -> None:
        """Put columns into an order; those that it does not name follow."""
        header = self._view.horizontalHeader()
        numbers = [n for key in keys if (n := self._view.table().column_of(key)) >= 0]
        for place, number in enumerate(numbers):
            header.moveSection(header.visualIndex(number), place)

    def _show_usual(self) -> None:
        self._busy = True
        columns = self._view.table().columns
        self.arrange([column.key for column in columns])
        for number, column in enumerate(columns):
            self._view.setColumnHidden(number, not column.shown)
            self._view.setColumnWidth(number, column.width)
        self._busy = False

    def fit(self) -> None:
        """Give the columns the widths that show most, unless the user has chosen some."""
        if self._own:
            return
        columns, shown = self._view.table().columns, self.shown()
        usual = {n: max(columns[n].width, fitting.head(self._view, n)) for n in shown}
        needed = self._needed(shown)
        names = {number for number in shown if columns[number].bold}
        wanted = fitting.widths(usual, needed, self._view.viewport().width(), names)
        if wanted == self._wanted:
            return
        self._wanted = wanted
        was, self._busy = self._busy, True
        for number, width in wanted.items():
            self._view.setColumnWidth(number, width)
        self._busy = was
        self._view.columns_changed.emit()

    def _needed(self, shown: list[int]) -> dict[int, int]:
        """What the columns need by the rows that were there first: an edit moves no column."""
        if set(shown) - self._needs.keys():
            found = fitting.needs(self._view, shown)
            if not self._view.table().rowCount():
                return found
            self._needs |= found
        return {number: self._needs[number] for number in shown}

    def reset(self) -> None:
        """Show the columns as on the first day."""
        self._own, self._needs, self._wanted = False, {}, {}
        self._show_usual()
        self.fit()
        self._view.columns_changed.emit()
        self._timer.stop()
        if self._services is not None:
            self._services.update_settings(lambda s: s.with_table(self._name, None))

    # --- remembering

    def remember(self, services: Services, name: str) -> None:
        """Arrange the columns as they were left, and keep how they will be left."""
        self._services, self._name = services, name
        look = services.settings().tables.get(name)
        if look is not None:
            self._show_look(look)

    def _show_look(self, look: TableLook) -> None:
        self._busy = self._own = True
        known = set(look.order)
        self.arrange(list(look.order))
        for number, column in enumerate(self._view.table().columns):
            if column.key in known:  # one that is new here shows as it does on the first day
                hidden = column.key in look.hidden and not column.bold
                self._view.setColumnHidden(number, hidden)
            width = look.widths.get(column.key)
            if width:
                self._view.setColumnWidth(number, max(LEAST, min(width, 2000)))
        self._busy = False

    def _on_resized(self, number: int) -> None:
        if number not in self.shown()[-1:]:  # which takes the room that is left, by itself
            self._on_changed()

    def _on_changed(self) -> None:
        if not self._busy:
            self._own = self._own or self._view.isVisible()  # before, it is Qt that arranges them
            self._timer.start()
            self._view.columns_changed.emit()

    def keep(self) -> None:
        """Remember how the columns are now."""
        self._timer.stop()
        if self._services is None:
            return
        from visitplanner.storage.settings import TableLook

        columns = self._view.table().columns
        hidden = {c.key for n, c in enumerate(columns) if self._view.isColumnHidden(n)}
        last = self.shown()[-1:]  # it takes the room that is left
        widths = {
            column.key: self._view.columnWidth(number)
            for number, column in enumerate(columns)
            if column.key not in hidden and number not in last
        }
        look = TableLook(order=tuple(self.keys), hidden=tuple(sorted(hidden)), widths=widths)
        self._services.update_settings(lambda settings: settings.with_table(self._name, look))

    # --- choosing

    def _open_menu(self, position: QPoint) -> None:
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key in self.keys:
            number = self._view.table().column_of(key)
            action = menu.addAction(self._view.table().columns[number].title)
            action.setCheckable(True)
            action.setChecked(not self._view.isColumnHidden(number))
            action.setEnabled(not self.is_fixed(key))
            action.toggled.connect(lambda on, k=key: self.show_column(k, shown=on))
        menu.addSeparator()
        menu.addAction(_("Choose columns…")).triggered.connect(lambda _on=False: self.choose())
        menu.addAction(_("Reset columns")).triggered.connect(lambda _on=False: self.reset())
        menu.popup(self._view.horizontalHeader().mapToGlobal(position))

    def choose(self, beside: QWidget | None = None) -> QWidget:
        """Open the list in which columns are ticked and put into order."""
        if self._popup is not None:
            self._popup.close()
        popup = _Chooser(self, self._view)
        self._popup = popup
        popup.destroyed.connect(self._forget_popup)
        anchor = beside or self._view.horizontalHeader()
        corner = anchor.mapToGlobal(QPoint(0, anchor.height() + 2))
        popup.move(corner)
        popup.show()
        popup.list.setFocus(Qt.FocusReason.PopupFocusReason)
        return popup

    def _forget_popup(self, _gone: object = None) -> None:
        self._popup = None


class _Chooser(QFrame):
    """The columns with a box each; Alt and an arrow moves one."""

    def __init__(self, layout: ColumnLayout, view: TableView) -> None:
        super().__init__(view, Qt.WindowType.Popup)
        self._layout, self._view = layout, view
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("ground", "base")
        self.setObjectName("popover")
        self.setAccessibleName(_("Columns"))
        self.list = QListWidget()
        self.list.setAccessibleName(_("Columns"))
        self.list.setProperty("boxed", True)
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.installEventFilter(self)
        self._fill()
        self.list.itemChanged.connect(self._on_ticked)
        self.list.model().rowsMoved.connect(lambda *_rows: self._on_moved())
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addWidget(self.list)
        column.addWidget(label(_("Drag to put them into order, or press Alt with ↑ or ↓."), "tiny"))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(push_button(_("Reset"), self._reset, small=True))
        row.addWidget(push_button(_("Done"), self.close, small=True, primary=True))
        column.addLayout(row)
        self.setFixedSize(290, min(460, 110 + 28 * self.list.count()))

    def _fill(self) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        table = self._view.table()
        for key in self._layout.keys:
            number = table.column_of(key)
            item = QListWidgetItem(table.columns[number].title)
            item.setData(Qt.ItemDataRole.UserRole, key)
            flags = item.flags() | Qt.ItemFlag.ItemIsUserCheckable
            if self._layout.is_fixed(key):
                flags &= ~(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsDragEnabled)
            item.setFlags(flags)
            hidden = self._view.isColumnHidden(number)
            item.setCheckState(Qt.CheckState.Unchecked if hidden else Qt.CheckState.Checked)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.list.setCurrentRow(next((n for n in range(self.list.count()) if self._free(n)), 0))

    def _free(self, row: int) -> bool:
        return bool(self.list.item(row).flags() & Qt.ItemFlag.ItemIsEnabled)

    def _on_ticked(self, item: QListWidgetItem) -> None:
        shown = item.checkState() is Qt.CheckState.Checked
        self._layout.show_column(str(item.data(Qt.ItemDataRole.UserRole)), shown=shown)

    def _on_moved(self) -> None:
        rows = range(self.list.count())
        keys = [str(self.list.item(row).data(Qt.ItemDataRole.UserRole)) for row in rows]
        first = self._view.table().columns[0].key
        self._layout.arrange([first, *(key for key in keys if key != first)])

    def _reset(self) -> None:
        self._layout.reset()
        self._fill()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.modifiers() & Qt.KeyboardModifier.AltModifier
            and event.key() in steps
        ):
            self._move(steps[Qt.Key(event.key())])
            return True
        return super().eventFilter(watched, event)

    def _move(self, step: int) -> None:
        row = self.list.currentRow()
        goal = row + step
        if row < 0 or not 0 < goal < self.list.count():
            return
        item: Any = self.list.takeItem(row)
        self.list.insertItem(goal, item)
        self.list.setCurrentRow(goal)
        self._on_moved()
