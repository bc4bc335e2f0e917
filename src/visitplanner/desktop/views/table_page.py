"""A page that is one table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QVBoxLayout

from visitplanner.desktop.qt import override
from visitplanner.desktop.views.base import Context, Page
from visitplanner.desktop.views.table_pane import TablePane

if TYPE_CHECKING:
    from visitplanner.desktop.checker import Found
    from visitplanner.desktop.models.table import TableModel


class TablePage(Page):
    """A page that is one table; `table` is that table with its filter."""

    def __init__(
        self,
        context: Context,
        model: TableModel,
        name: str,
        empty: tuple[str, str],
        buttons: Sequence[QPushButton] = (),
        *,
        after_days: bool = False,
    ) -> None:
        super().__init__(context)
        self.table = TablePane(context.document, model, name, empty, buttons, after_days=after_days)
        self.table.remember(context.services, model.collection or model.pasted_into)
        self.table.empty_wanted.connect(self.add)
        self.table.city_wanted.connect(lambda: self.action_wanted.emit("add_city"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)

    @override
    def prepare(self) -> Iterator[object]:
        yield from super().prepare()
        yield from self.table.prepare()

    def add(self) -> None:
        """Ask for a new row."""

    @override
    def show_problems(self, found: Found) -> None:
        self.table.model.show_problems(found.counts)

    @override
    def focus_filter(self) -> bool:
        self.table.focus_filter()
        return True
