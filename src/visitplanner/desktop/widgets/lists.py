"""Tables to read, their filters and forms of fields, as several dialogs and pages show them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFormLayout,
    QHeaderView,
    QLineEdit,
    QTableView,
    QWidget,
)

from visitplanner.desktop.widgets.controls import label, line_glyph, name_clear_button
from visitplanner.desktop.wording import _

ROW_HEIGHT = 30
"""Of a row of such a table, in pixels."""


def set_up_reading(table: QTableView, name: str, *, several: bool = False) -> None:
    """Make a table one to read: whole rows are selected, and Tab leaves it.

    Args:
        table: The table.
        name: What it is called, for somebody who hears it.
        several: Whether several rows can be selected.
    """
    mode = QAbstractItemView.SelectionMode
    table.setAccessibleName(name)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setWordWrap(False)
    rows = table.verticalHeader()
    rows.hide()  # first: ones that show are measured row by row
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultSectionSize(ROW_HEIGHT)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def set_up_filter(line: QLineEdit, name: str = "") -> None:
    """Make a field one that filters a table; `name` where the page has several."""
    line.setPlaceholderText(_("Filter"))
    line.setAccessibleName(name or _("Filter"))
    line.setClearButtonEnabled(True)
    name_clear_button(line)
    line_glyph(line, "funnel", _("Filter"))


def form_of(fields: Iterable[tuple[str, QWidget]]) -> QFormLayout:
    """Fields below one another, each named by the words before it; without words, by its own."""
    form = QFormLayout()
    form.setHorizontalSpacing(16)
    form.setVerticalSpacing(8)
    for text, field in fields:
        if text:
            field.setAccessibleName(text)
        form.addRow(label(text, "small"), field)
    return form
