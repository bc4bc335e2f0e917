"""Copying and pasting rows, and choosing columns."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from visitplanner.desktop import clipboard
from visitplanner.desktop.action_spec import ActionSpec, Key
from visitplanner.desktop.views.table_pane import TablePane
from visitplanner.desktop.wording import _, plural
from visitplanner.errors import PlanError, VisitPlannerError
from visitplanner.i18n import N_

if TYPE_CHECKING:
    from visitplanner.desktop.desk import Desk
    from visitplanner.importing.workbook import Pasted

_ROWS: Final = N_("Rows")
ACTIONS: Final[tuple[ActionSpec, ...]] = (
    ActionSpec("copy_rows", N_("Copy rows"), "Edit", Key.Copy, "copy", group=3, submenu=_ROWS),
    ActionSpec(
        "copy_with_heads",
        N_("Copy rows with headings"),
        "Edit",
        "Ctrl+Shift+C",
        group=3,
        submenu=_ROWS,
    ),
    ActionSpec(
        "paste_rows",
        N_("Paste rows…"),
        "Edit",
        Key.Paste,
        "clipboard",
        group=3,
        words=N_("Excel spreadsheet list"),
        submenu=_ROWS,
    ),
    ActionSpec("select_all", N_("Select all rows"), "Edit", Key.SelectAll, group=3, submenu=_ROWS),
    ActionSpec("choose_columns", N_("Choose columns…"), "View", None, "columns", group=2),
    ActionSpec("reset_columns", N_("Reset columns"), "View", group=2),
)


class TableCommands(QObject):
    """Copying and pasting rows, and choosing columns."""

    ACTIONS = ACTIONS

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk

    def handlers(self) -> dict[str, Callable[[], object]]:
        """The actions that this answers."""
        return {
            "copy_rows": lambda: self.copy(heads=False),
            "copy_with_heads": lambda: self.copy(heads=True),
            "paste_rows": self.paste,
            "select_all": lambda: self._with_pane(TablePane.select_all),
            "choose_columns": lambda: self._with_pane(TablePane.choose_columns),
            "reset_columns": lambda: self._with_pane(
                lambda pane: pane.view.layout_of_columns.reset()
            ),
        }

    # --- which table

    def pane(self) -> TablePane | None:
        """The table that the user works in: around the focus, else the first that shows."""
        widget: QWidget | None = QApplication.focusWidget()
        while widget is not None:
            if isinstance(widget, TablePane):
                return widget
            widget = widget.parentWidget()
        space = self._desk.workspace
        page = space.page(space.tab) if space is not None else None
        panes = page.findChildren(TablePane) if page is not None else []
        return next((pane for pane in panes if pane.isVisible()), None)

    def _with_pane(self, act: Callable[[TablePane], object]) -> None:
        pane = self.pane()
        if pane is None:
            self._hint(_("There is no table on this page."))
        else:
            act(pane)

    def _hint(self, text: str) -> None:
        self._desk.banners.show(text, tone="warn", seconds=6)

    # --- copying

    def copy(self, *, heads: bool) -> None:
        """Copy the selected rows."""

        def act(pane: TablePane) -> None:
            count = pane.copy(heads=heads)
            if not count:
                self._hint(_("Select the rows to copy first."))
                return
            text = plural("{count} row is copied.", "{count} rows are copied.", count)
            self._desk.banners.show(text, seconds=3)

        self._with_pane(act)

    # --- pasting

    def paste(self) -> None:
        """Read the rows on the clipboard, and show what they would do."""
        pane, document = self.pane(), self._desk.document
        if pane is None or document is None:
            self._hint(_("Go to the table that the rows are for first."))
            return
        data = QApplication.clipboard().mimeData()
        grid = clipboard.read(data.html() if data.hasHtml() else "", data.text())
        if not grid:
            self._hint(_("There are no rows on the clipboard: copy some in a spreadsheet first."))
        elif len(grid) == 1 and len(grid[0]) == 1:
            self._paste_cell(pane, grid[0][0])
        elif not pane.model.pasted_into:
            self._hint(_("Rows cannot be pasted into this table."))
        else:
            self._read(pane, grid)

    def _paste_cell(self, pane: TablePane, text: str) -> None:
        index = pane.view.currentIndex()
        if not index.isValid() or pane.model.columns[index.column()].edit is None:
            self._hint(_("Go to the cell that the text is for first."))
            return
        try:
            pane.model.put(index, text)
        except PlanError as refusal:
            self._hint(str(refusal))

    def _read(self, pane: TablePane, grid: clipboard.Grid) -> None:
        document, services = self._desk.document, self._desk.services
        if document is None:
            return
        visit, collection = document.visit, pane.model.pasted_into
        order, labels = pane.order(), pane.labels()
        self._desk.tasks.run(
            lambda _task: services.paste_rows(visit, collection, grid, order, labels),
            lambda pasted: self._preview(pane, pasted),
            on_error=self._not_read,
            label=_("Reading {count} rows").format(count=len(grid)),
        )

    def _not_read(self, error: BaseException) -> None:
        if not isinstance(error, VisitPlannerError):
            raise error
        self._hint(str(error))

    def _preview(self, pane: TablePane, pasted: Pasted) -> None:
        from visitplanner.desktop.dialogs.paste import PasteDialog

        if self._desk.document is not pane.document:
            return
        dialog = PasteDialog(self._desk.shell, pasted)
        visit = pane.document.visit

        def take() -> None:
            if pane.document.visit is visit:
                text = plural("Paste {count} row", "Paste {count} rows", len(pasted.records))
                if pane.document.apply(pasted.visit, text):
                    pane.document.select(pasted.records)

        dialog.accepted.connect(take)
        dialog.finished.connect(lambda _code: dialog.deleteLater())
        dialog.open()
