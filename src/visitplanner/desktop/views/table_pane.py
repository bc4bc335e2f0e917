"""A table with its filter, a count beside it, and what to do when it is empty."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from visitplanner.desktop import clipboard, creation
from visitplanner.desktop.document import Document
from visitplanner.desktop.models.table import TableModel
from visitplanner.desktop.qt import override
from visitplanner.desktop.views.filter_field import FilterField
from visitplanner.desktop.views.table_view import TableView
from visitplanner.desktop.widgets.controls import label, push_button
from visitplanner.desktop.widgets.empty import EmptyState, no_days
from visitplanner.desktop.wording import _, joined, plural
from visitplanner.domain import edits

if TYPE_CHECKING:
    from visitplanner.desktop.services import Services

_MENU = (
    ("edit_fields", "duplicate", "cancel_item", "unschedule"),
    ("copy_rows", "copy_with_heads", "paste_rows"),
    ("select_all", "delete"),
)
_WIDEST_FILTER = 560
_FOR_FILTER = 80
"""What the filter has beyond its least width before a button beside it has words, in pixels."""


class TablePane(QWidget):
    """A table with its filter.

    Args:
        document: the open visit.
        model: the rows.
        name: what the table is called.
        empty: what stands there while it has no row, and the words on the button below.
        buttons: what stands at the right of the filter.
        after_days: whether rows only make sense once the visit has days.
    """

    empty_wanted = Signal()
    """A first row is wanted, or one of a kind that the table cannot make by itself."""
    city_wanted = Signal()
    """A first city is wanted, where rows need days."""

    def __init__(
        self,
        document: Document,
        model: TableModel,
        name: str,
        empty: tuple[str, str],
        buttons: Sequence[QPushButton] = (),
        *,
        after_days: bool = False,
    ) -> None:
        super().__init__()
        self.document, self.model = document, model
        self._after_days = after_days
        self.view = TableView(document, model, name)
        hint = _("Filter: a word, status:open, -city:milan …")
        self.filter = FilterField(
            _("Filter {table}").format(table=name), hint, lambda: model.language, self._visit
        )
        self.filter.setMaximumWidth(_WIDEST_FILTER)
        self.nothing = _("Nothing matches {filter}.")
        """What is said where the filter leaves nothing."""
        self.count_text: Callable[[int, int], str] = _counted
        """What stands beside the filter: how many rows of how many show."""
        self._count = label("", "small")
        self._empty = EmptyState(*empty)
        self._nothing = EmptyState("", _("Clear filter"))
        self._no_days = no_days()
        self._new: tuple[str, object] = ("", None)
        self._arrange(buttons)
        self._add_foot()
        self._connect()
        self.follow()

    def _visit(self):  # type: ignore[no-untyped-def]
        return self.document.visit

    def _connect(self) -> None:
        self.filter.changed.connect(self._on_filter)
        self.filter.left_down.connect(self._go_down)
        self._empty.wanted.connect(self.empty_wanted)
        self._nothing.wanted.connect(self.filter.clear)
        self._no_days.wanted.connect(self.city_wanted)
        self.document.changed.connect(lambda _b, _a: self._on_changed())
        self.document.selection_changed.connect(self._show_selected)
        self.model.arranged_anew.connect(self.follow)
        self.view.end_reached.connect(self.append)
        self.view.given_up.connect(self._take_back)
        self.view.customContextMenuRequested.connect(self._open_menu)
        self.view.verticalScrollBar().rangeChanged.connect(lambda *_range: self._place_hint())

    def _arrange(self, buttons: Sequence[QPushButton]) -> None:
        bar = self.bar = QFrame()
        bar.setProperty("ground", "base")
        bar.setProperty("edge", "bottom")
        bar.setFixedHeight(48)
        row = self._bar_row = QHBoxLayout(bar)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self.filter, 3)
        row.addWidget(self._count)
        row.addStretch(1)
        self.columns_button = push_button(_("Columns"), self.choose_columns, icon="columns")
        self.columns_button.setAccessibleName(_("Columns"))
        self.columns_button.setToolTip(_("Columns"))
        row.addWidget(self.columns_button)
        for button in buttons:
            row.addWidget(button)
        self.strip = QFrame()
        self.strip.hide()
        body = QWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.strip)
        column.addWidget(body, 1)
        self._stack = QStackedLayout(body)  # filled last: each new parent restyles what it gets
        for widget in (self.view, self._empty, self._nothing, self._no_days):
            self._stack.addWidget(widget)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave a word out where there is no room for it; its glyph stays."""
        super().resizeEvent(event)
        for words in (_("Columns"), ""):
            self.columns_button.setText(words)
            if self._bar_row.minimumSize().width() + _FOR_FILTER <= self.width():
                break

    @override
    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        spare = self.columns_button.fontMetrics().horizontalAdvance(_("Columns"))
        return QSize(least.width() - (spare if self.columns_button.text() else 0), least.height())

    def _add_foot(self) -> None:
        """The bar about the rows that are selected, and the line below the last row."""
        self.foot = QFrame()
        self.foot.setProperty("ground", "panel")
        self.foot.setProperty("edge", "top")
        self.foot.setFixedHeight(42)
        row = self._foot_row = QHBoxLayout(self.foot)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        self._selected = label("", "strong")
        row.addWidget(self._selected)
        row.addStretch(1)
        copy = push_button(
            _("Copy for Excel"), lambda: self.copy(heads=True), small=True, link=True
        )
        copy.setProperty("flush", "right")
        copy.setToolTip(_("Copy the selected rows with headings"))
        row.addWidget(copy)
        self.foot.hide()
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self.foot)
        words = _("Paste rows from a spreadsheet here, or press Enter for a new row")
        self.hint = push_button(words, self.append, icon="plus")
        self.hint.setProperty("quiet", True)
        self.hint.setParent(self.view.viewport())
        self.hint.setVisible(bool(self.model.collection))
        self.view.viewport().installEventFilter(self)

    def add_to_foot(self, buttons: Sequence[QPushButton]) -> None:
        """Put buttons for what is selected beside its count."""
        for place, button in enumerate(buttons, start=1):
            self._foot_row.insertWidget(place, button)

    def prepare(self) -> Iterator[None]:
        """Work out in steps what its first rows say, before it is shown; it sleeps until then."""
        rows = self.view.viewport().height() // self.view.verticalHeader().defaultSectionSize() + 1
        shown = self.view.layout_of_columns.shown()
        for row in range(min(rows, self.model.rowCount())):
            for column in shown:
                self.model.look(row, column)
            yield
        if not self.isVisible():
            self.model.sleep()

    # --- following

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self.model.wake()
        self.follow()
        self.view.follow_selection()  # it shows before its pane, and did not know new rows
        super().showEvent(event)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        parent = self.parentWidget()
        hidden_with_page = parent is None or not parent.isVisible()
        if hidden_with_page and not event.spontaneous():
            self.model.sleep()
        super().hideEvent(event)

    def _on_changed(self) -> None:
        if self.isVisible():
            self.follow()

    def _on_filter(self, text: str) -> None:
        self.model.set_filter(text)
        self.follow()

    def follow(self) -> None:
        """Bring count and empty state in line with the rows."""
        everything = len(self.model.records(self.document.visit))
        shown = self.model.shown_records()
        self._count.setText(self.count_text(shown, everything) if everything else "")
        unknown = self.model.language.unknown(self.model.query) if self.model.query else ""
        if not everything:
            no_days_yet = self._after_days and not self.document.visit.days
            self._stack.setCurrentWidget(self._no_days if no_days_yet else self._empty)
        elif not shown:
            said = self.nothing.format(filter=self.filter.text())
            self._nothing.say(joined(said, unknown, by=" "))
            self._stack.setCurrentWidget(self._nothing)
        else:
            self._stack.setCurrentWidget(self.view)
        self._show_selected()
        self._place_hint()

    def _show_selected(self) -> None:
        if not self.isVisible():
            return
        rows = sum(self.model.row_of(one) >= 0 for one in self.document.selection)
        self._selected.setText(plural("{count} selected", "{count} selected", rows))
        self.foot.setVisible(bool(rows))

    def _place_hint(self) -> None:
        """Put the line that offers a new row below the last one, where there is room for it."""
        if not self.model.collection:
            return
        view = self.view
        last = self.model.rowCount() - 1
        bottom = view.rowViewportPosition(last) + view.rowHeight(last) if last >= 0 else 0
        room = view.viewport().height() - bottom
        self.hint.setVisible(room >= 36 and last >= 0)
        width = min(view.viewport().width() - 16, self.hint.sizeHint().width())
        self.hint.setGeometry(6, bottom + 6, max(width, 40), 28)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            QTimer.singleShot(0, self, self._place_hint)
        return super().eventFilter(watched, event)

    # --- the filter and the columns

    def focus_filter(self) -> None:
        """Put the cursor into the filter."""
        self.filter.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.line.selectAll()

    def _go_down(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.view.currentIndex().isValid() and self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0, 0))

    def choose_columns(self) -> None:
        """Open the list of columns."""
        self.view.layout_of_columns.choose(self.columns_button)

    def remember(self, services: Services, name: str) -> None:
        """Keep the arrangement of the columns in the settings, under a name."""
        self.view.layout_of_columns.remember(services, name)

    # --- new rows

    def append(self) -> None:
        """Add a row and edit the cell that names it; Esc takes it back."""
        collection = self.model.collection
        if not collection:
            return
        record = creation.new_record(self.document.visit, collection)
        name = getattr(record, "name", "") or getattr(record, "title", "") or _("a row")
        if not self.document.try_edit(_("Add {name}").format(name=name), edits.add, record):
            return
        if self.model.row_of(record.id) < 0:
            self.filter.setText("")
        self._new = (record.id, self.document.record(record.id))
        self.document.select([record.id])
        self.view.begin(record.id)

    def _take_back(self) -> None:
        record_id, record = self._new
        self._new = ("", None)
        if record is not None and self.document.record(record_id) is record:
            stack = self.document.undo_stack
            if stack.undoText().startswith(_("Add {name}").split("{")[0]):
                stack.undo()

    # --- copying

    def rows(self) -> list[int]:
        """The selected rows, from above."""
        found = {index.row() for index in self.view.selectionModel().selectedRows()}
        return sorted(row for row in found if self.model.record_at(row) is not None)

    def copied(self) -> tuple[list[str], list[list[str]]]:
        """Heads and cells of the selected rows, column by column as they stand."""
        shown = self.view.layout_of_columns.shown()
        always = [n for n, column in enumerate(self.model.columns) if column.always_copied]
        numbers = [*(n for n in always if n not in shown), *shown]
        columns = [self.model.columns[n] for n in numbers]
        visit = self.document.visit
        records = [self.model.record_at(row) for row in self.rows()]
        cells = [[column.copy_text(visit, record) for column in columns] for record in records]
        return [column.title for column in columns], cells

    def copy(self, *, heads: bool) -> int:
        """Put the selected rows on the clipboard, as text and as a table; how many they are."""
        titles, cells = self.copied()
        if not cells:
            return 0
        data = QMimeData()
        data.setText(clipboard.as_text([titles, *cells] if heads else cells))
        data.setHtml(clipboard.as_html(titles, cells))
        QApplication.clipboard().setMimeData(data)
        return len(cells)

    def select_all(self) -> None:
        """Select every row."""
        self.view.selectAll()

    def order(self) -> list[str]:
        """The fields of the columns as they stand; empty for one that has none."""
        columns = (self.model.columns[n] for n in self.view.layout_of_columns.shown())
        return [column.fields[0] if column.fields else "" for column in columns]

    def labels(self) -> dict[str, str]:
        """The fields of the table by what its columns and its form call them."""
        from visitplanner.desktop.forms.spec import fields
        from visitplanner.domain.visit import COLLECTIONS

        kind = COLLECTIONS[self.model.pasted_into]
        found = {field.label: name for name, field in fields(kind).items()}
        return found | {c.title: c.fields[0] for c in self.model.columns if c.fields}

    # --- the menu

    def _open_menu(self, position: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window = self.window()
        for group in _MENU:
            if menu.actions():
                menu.addSeparator()
            for key in group:
                action = window.findChild(QAction, key)
                if isinstance(action, QAction) and action.isEnabled():
                    menu.addAction(action)
        if not menu.isEmpty():
            menu.popup(self.view.viewport().mapToGlobal(position))


def _counted(shown: int, everything: int) -> str:
    if shown == everything:
        return str(everything)
    return _("{shown} of {all}").format(shown=shown, all=everything)
