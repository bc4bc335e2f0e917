"""Previewing, printing and saving single papers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from visitplanner.desktop.action_spec import ActionSpec, Key
from visitplanner.desktop.wording import _, plural
from visitplanner.errors import FileProblem, VisitPlannerError
from visitplanner.i18n import N_

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from visitplanner.desktop.desk import Desk
    from visitplanner.desktop.tasks import Task
    from visitplanner.desktop.views.paper import PaperPage
    from visitplanner.publishing.preview import Preview

ACTIONS: Final[tuple[ActionSpec, ...]] = (
    ActionSpec(
        "compare_versions",
        N_("Compare versions…"),
        "Publish",
        None,
        "swap",
        words="changes since difference diff",
    ),
    ActionSpec("versions", N_("Published versions…"), "Publish", None, "clock"),
    ActionSpec(
        "ledger",
        N_("Who has what…"),
        "Publish",
        None,
        "list-checks",
        words="ledger recipients sent read stale version holds",
    ),
    ActionSpec(
        "print", N_("Print…"), "Publish", Key.Print, "printer", group=1, words="paper printer"
    ),
    ActionSpec(
        "save_paper",
        N_("Save this paper…"),
        "Publish",
        "Ctrl+Alt+S",
        "file-pdf",
        group=1,
        words="export file paper",
    ),
    ActionSpec(
        "next_page",
        N_("Next page of the paper"),
        "Publish",
        "Alt+PgDown",
        "caret-right",
        group=2,
        words="preview",
        page="paper",
    ),
    ActionSpec(
        "previous_page",
        N_("Previous page of the paper"),
        "Publish",
        "Alt+PgUp",
        "caret-left",
        group=2,
        words="preview",
        page="paper",
    ),
)


_FILTERS: Final = {
    "pdf": N_("PDF (*.pdf)"),
    "docx": N_("Word file (*.docx)"),
    "xlsx": N_("Excel workbook (*.xlsx)"),
}


class PaperCommands(QObject):
    """Previewing, printing and saving single papers."""

    ACTIONS = ACTIONS

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk

    def handlers(self) -> dict[str, Callable[[], object]]:
        """The actions that this answers."""
        return {
            "compare_versions": self.compare,
            "ledger": self.show_ledger,
            "versions": lambda: self.show_ledger(versions=True),
            "print": self.print_paper,
            "save_paper": self.save_paper,
            "next_page": lambda: self._turn(1),
            "previous_page": lambda: self._turn(-1),
        }

    def _page(self) -> PaperPage | None:
        """The page with the papers, brought to the front."""
        from visitplanner.desktop.views.paper import PaperPage

        space = self._desk.workspace
        if space is None:
            return None
        if space.tab != "paper":
            space.show_tab("paper")
        page = space.page("paper")
        return page if isinstance(page, PaperPage) else None

    def _with_paper(self, act: Callable[[Preview], object]) -> None:
        """Do something with the paper that is looked at, once it is that of the plan as it is."""
        self._desk.commit_pending()
        page = self._page()
        if page is not None:
            page.when_ready(act)

    def _turn(self, steps: int) -> None:
        page = self._page()
        if page is not None:
            page.turn(steps)

    # --- comparing

    def compare(self) -> None:
        """Say what has changed since a published version."""
        from visitplanner.desktop.dialogs.compare import CompareDialog

        desk = self._desk
        if desk.document is None or desk.workspace is None:
            return
        if not desk.document.dossier.versions:
            text = _("Nothing has been published yet: there is no version to compare with.")
            desk.banners.show(text, tone="note", seconds=6)
            return
        dialog = CompareDialog(desk.shell, desk.document.dossier, desk.services, desk.tasks)
        dialog.record_wanted.connect(desk.workspace.go_to)
        dialog.finished.connect(lambda _code: dialog.deleteLater())
        dialog.open()

    # --- who has what

    def show_ledger(self, *, versions: bool = False) -> None:
        """Say who holds which version; or which versions there are."""
        from visitplanner.desktop.dialogs.ledger import LEDGER, VERSIONS, LedgerDialog

        desk = self._desk
        desk.commit_pending()
        if desk.document is None:
            return
        part = VERSIONS if versions else LEDGER
        dialog = LedgerDialog(desk.shell, desk.document, desk.services, desk.tasks, part=part)
        dialog.finished.connect(lambda _code: dialog.deleteLater())
        dialog.open()

    # --- saving

    def save_paper(self) -> None:
        """Write the paper that is looked at into a file of the user's choice."""
        self._with_paper(self._ask_where)

    def _ask_where(self, made: Preview) -> None:
        from PySide6.QtWidgets import QFileDialog

        path = self._desk.document and self._desk.document.path
        folder = path.parent if path else Path.home()
        name, _kind = QFileDialog.getSaveFileName(
            self._desk.shell,
            _("Save this paper"),
            str(folder / made.name),
            _(_FILTERS[made.format]),
        )
        if name:
            self.write(Path(name), made.file or made.data)

    def write(self, path: Path, data: bytes) -> None:
        """Write a paper; the file dialog has asked about a file that is there already."""
        from visitplanner.storage.atomic import write_bytes

        try:
            write_bytes(path, data)
        except FileProblem as trouble:
            self._desk.banners.show(str(trouble), tone="error")
            return
        text = _("{name} is saved.").format(name=path.name)
        self._desk.banners.show(text, tone="note", seconds=6)

    # --- printing

    def print_paper(self) -> None:
        """Print the paper that is looked at."""
        self._with_paper(self._ask_printer)

    def _ask_printer(self, made: Preview) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter
        from PySide6.QtWidgets import QDialog

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(Path(made.name).stem)
        printer.setFromTo(1, made.pages)
        dialog = QPrintDialog(printer, self._desk.shell)
        dialog.setMinMax(1, made.pages)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if accepted:
            self.send(printer, made.data)

    def send(self, printer: QPrinter, data: bytes) -> None:
        """Paint the pages on a printer in the background, with progress and a way to stop."""
        from visitplanner.desktop.paper.printing import print_pages

        def work(task: Task) -> int:
            return print_pages(printer, data, task)

        self._desk.tasks.run(
            work, self._on_printed, on_error=self._on_not_printed, label=_("Printing")
        )

    def _on_printed(self, pages: int) -> None:
        text = plural("{count} page is printed.", "{count} pages are printed.", pages)
        self._desk.banners.show(text, tone="note", seconds=6)

    def _on_not_printed(self, error: BaseException) -> None:
        if not isinstance(error, VisitPlannerError):
            raise error
        self._desk.banners.show(str(error), tone="error")
