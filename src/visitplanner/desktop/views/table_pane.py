"""A table with its filter, a count beside it, and what to do when it is empty."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from visitplanner.desktop.document import Document
from visitplanner.desktop.models.table import TableModel
from visitplanner.desktop.views.table_view import TableView
from visitplanner.desktop.widgets.controls import label, line_glyph, name_clear_button
from visitplanner.desktop.widgets.empty import EmptyState
from visitplanner.desktop.wording import _


class TablePane(QWidget):
    """A table with its filter."""

    empty_wanted = Signal()

    def __init__(
        self,
        document: Document,
        model: TableModel,
        name: str,
        empty: tuple[str, str],
        buttons: Sequence[QPushButton] = (),
    ) -> None:
        super().__init__()
        self.document, self.model = document, model
        self.view = TableView(document, model, name)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(_("Filter"))
        self.filter.setAccessibleName(_("Filter {table}").format(table=name))
        self.filter.setClearButtonEnabled(True)
        line_glyph(self.filter, "funnel", _("Filter"))
        name_clear_button(self.filter)
        self.filter.setMaximumWidth(380)
        self.filter.textChanged.connect(self._on_filter)
        self._count = label("", "small")
        self._empty_words = empty[0]
        self._empty = EmptyState(*empty)
        self._empty.wanted.connect(self.empty_wanted)
        self._nothing = EmptyState("", _("Clear filter"))
        self._nothing.wanted.connect(self.filter.clear)
        self._arrange(buttons)
        document.changed.connect(lambda _b, _a: self.follow())
        self.follow()

    def _arrange(self, buttons: Sequence[QPushButton]) -> None:
        bar = QFrame()
        bar.setProperty("ground", "base")
        bar.setProperty("edge", "bottom")
        bar.setFixedHeight(48)
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 0, 12, 0)
        row.addWidget(self.filter, 1)
        row.addWidget(self._count)
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
        self.strip = QFrame()
        self.strip.hide()
        body = QWidget()
        self._stack = QStackedLayout(body)
        for widget in (self.view, self._empty, self._nothing):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.strip)
        column.addWidget(body, 1)

    def _on_filter(self, text: str) -> None:
        self.model.set_filter(text)
        self.follow()

    def follow(self) -> None:
        """Bring count and empty state in line with the rows."""
        everything = len(self.model.records(self.document.visit))
        shown = sum(self.model.record_at(row) is not None for row in range(self.model.rowCount()))
        text = _("{shown} of {all}") if self.filter.text() else "{all}"
        self._count.setText(text.format(shown=shown, all=everything))
        if not everything:
            self._stack.setCurrentIndex(1)
        elif not shown:
            self._nothing.say(_("Nothing matches {filter}.").format(filter=self.filter.text()))
            self._stack.setCurrentIndex(2)
        else:
            self._stack.setCurrentIndex(0)

    def focus_filter(self) -> None:
        """Put the cursor into the filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()
