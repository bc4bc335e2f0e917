"""Opening, saving, importing and exporting, with what can go wrong said in the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from visitplanner.desktop.dialogs import message
from visitplanner.desktop.dialogs.import_result import (
    ImportResultDialog,
    rows_taken,
    to_look_at,
)
from visitplanner.desktop.document import Document
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.versions import Dossier
from visitplanner.domain.visit import Visit
from visitplanner.errors import VisitPlannerError

if TYPE_CHECKING:
    from visitplanner.desktop.desk import Desk
    from visitplanner.importing.calendars import CalendarResult
    from visitplanner.importing.workbook import ImportResult
    from visitplanner.storage.recovery import Recovered
    from visitplanner.storage.visitfile import Opened


def _visits() -> str:
    return _("Visits") + " (*.visit)"


def _workbooks() -> str:
    return _("Workbooks") + " (*.xlsx)"


class Files(QObject):
    """What the File menu does; `desk` shows the documents that come of it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk

    # --- opening

    def take_dropped(self, files: Sequence[str]) -> None:
        """Open what was dropped; of a workbook over an open visit ask what it is for."""
        path = Path(files[0])
        document = self._desk.document
        if path.suffix.lower() == ".ics":
            self.import_calendar(path)
            return
        if path.suffix.lower() != ".xlsx" or document is None:
            self.open(path)
            return
        text = _("What is {name} for?").format(name=path.name)
        update = _("Update “{title}”").format(title=document.title)
        self._desk.banners.show(
            text,
            choices=(
                (update, lambda: self.import_into(path)),
                (_("A new visit"), lambda: self.open(path)),
            ),
        )

    def ask_open(self) -> None:
        """Let the user choose a visit file."""
        chosen, _kind = QFileDialog.getOpenFileName(
            self._desk.shell, _("Open a visit"), self._folder(), _visits()
        )
        if chosen:
            self.open(Path(chosen))

    def open(self, path: Path) -> None:
        """Open a visit file, or import a workbook or a calendar, by its suffix."""
        if path.suffix.lower() == ".ics":
            self.import_calendar(path)
            return
        if not self._desk.may_leave():
            return
        if path.suffix.lower() == ".xlsx":
            self.import_new(path)
            return
        services, may_show = self._desk.services, self._leaving()

        def done(opened: Opened) -> None:
            if may_show():
                self._desk.show(Document(opened.dossier, opened))

        self._desk.tasks.run(
            lambda _task: services.open_visit(path),
            done,
            on_error=self._failed,
            label=_("Opening {name}").format(name=path.name),
        )

    def open_sample(self) -> None:
        """Open the bundled visit."""
        if not self._desk.may_leave():
            return
        services, may_show = self._desk.services, self._leaving()

        def done(visit: Visit) -> None:
            if may_show():
                self._desk.show(Document(Dossier(visit=visit)))

        self._desk.tasks.run(
            lambda _task: services.sample_visit(),
            done,
            on_error=self._failed,
            label=_("Opening the sample"),
        )

    def _leaving(self) -> Callable[[], bool]:
        """Call after `may_leave`; the answer asks again, should the plan have changed meanwhile.

        The window can be used while a file is read. What the user has just given up is not asked
        about twice.
        """
        desk, left = self._desk, self._desk.document
        plan = left.visit if left else None

        def may_show() -> bool:
            desk.commit_pending()
            same = left is desk.document and (left is None or left.visit is plan)
            return same or desk.may_leave()

        return may_show

    def restore(self, work: Recovered) -> None:
        """Go on with unsaved work of a process that has died."""
        found = self._file_of(work)
        # What was published stays published: a copy that began at version 1 again would send out
        # calendars that are older than those which people hold.
        dossier = (found.dossier if found else Dossier(visit=work.visit)).with_visit(work.visit)
        # It may have been opened and saved since the work was found.
        same = found is not None and work.base_matches and found.sha256 == work.sha256
        document = Document(dossier, found if same else None, unsaved=True)
        with suppress(VisitPlannerError):  # whoever looks at a file that is gone is told
            self._desk.services.keep_attached(found, work.visit)
        self._desk.show(document)
        keeper = self._desk.keeper
        if keeper is not None:
            keeper.flush()  # from now on the work is in our own journal
        self._desk.journal.forget(work.key)
        if work.path is not None and document.opened is None:
            name = work.path.name
            self._desk.banners.show(
                _("“{name}” has changed since: save the restored work as a copy.").format(
                    name=name
                ),
                tone="warn",
                choices=((_("Save a copy…"), self.save_as),),
            )

    def _file_of(self, work: Recovered) -> Opened | None:
        """The file that the work belongs to, if it can be read and still holds that visit."""
        if work.path is None:
            return None
        try:
            found = self._desk.services.open_visit(work.path)
        except VisitPlannerError:
            return None
        there, mine = found.dossier.visit, work.visit
        same = (there.id, there.namespace) == (mine.id, mine.namespace)
        return found if same or work.base_matches else None

    # --- saving

    def save(self, then: Callable[[], object] | None = None) -> bool:
        """Save where the visit was opened; without a place, ask for one."""
        self._desk.commit_pending()
        document = self._desk.document
        if document is None:
            return False
        if document.path is None:
            return self.save_as(then)
        return self._write(document, document.path, overwrite=False, then=then)

    def save_as(self, then: Callable[[], object] | None = None) -> bool:
        """Ask for a place and save there."""
        self._desk.commit_pending()
        document = self._desk.document
        if document is None:
            return False
        if document.opened is not None and document.read_only:
            self._desk.banners.show(document.opened.notice or "", tone="warn")
            return False  # before a place is chosen in vain
        name = (document.visit.code or document.visit.title or _("New visit")).replace("/", "-")
        start = document.path or document.suggested_path or Path(self._folder()) / f"{name}.visit"
        chosen, _kind = QFileDialog.getSaveFileName(
            self._desk.shell, _("Save the visit as"), str(start), _visits()
        )
        if not chosen:
            return False
        path = Path(chosen)
        path = path if path.suffix.lower() == ".visit" else path.with_name(path.name + ".visit")
        # The file dialog has asked about replacing a file, if that was its very name.
        if (
            path.exists()
            and str(path) != chosen
            and not message.overwrite(self._desk.shell, path.name)
        ):
            return False
        return self._write(document, path, overwrite=True, then=then)

    def _write(
        self,
        document: Document,
        path: Path,
        *,
        overwrite: bool,
        then: Callable[[], object] | None = None,
    ) -> bool:
        from visitplanner.storage.visitfile import ChangedOnDisk

        opened = document.opened
        try:
            saved = self._desk.services.save_visit(
                document.dossier, path, opened, overwrite=overwrite
            )
        except ChangedOnDisk as changed:
            self._offer_copy(str(changed))
            return False
        except VisitPlannerError as failure:
            self._desk.banners.show(str(failure), tone="error")
            return False
        document.mark_saved(saved, datetime.now().astimezone())
        self._desk.remember(document)
        if then is not None:
            then()
        return True

    def _offer_copy(self, text: str) -> None:
        self._desk.banners.show(
            text,
            tone="error",
            choices=(
                (_("Save a copy…"), self.save_as),
                (_("Reload the file"), self.reload),
            ),
        )

    def reload(self) -> None:
        """Open the file again as it is on disk now; what was not saved is lost, after asking."""
        document = self._desk.document
        if document is None or document.path is None:
            return
        if document.modified:
            answer = message.ask(
                self._desk.shell,
                _("Reload “{title}”?").format(title=document.title),
                _("Your changes since the last save are lost."),
                (
                    ("keep", _("Keep my changes"), message.Role.RejectRole),
                    ("reload", _("Reload"), message.Role.DestructiveRole),
                ),
            )
            if answer != "reload":
                return
        try:
            opened = self._desk.services.open_visit(document.path)
        except VisitPlannerError as failure:
            self._desk.banners.show(str(failure), tone="error")
            return
        self._desk.show(Document(opened.dossier, opened))

    # --- spreadsheets

    def ask_import(self) -> None:
        """Let the user choose a workbook and read it as a new visit."""
        if not self._desk.may_leave():
            return
        path = self._ask_workbook(_("New from a spreadsheet"))
        if path:
            self.import_new(path)

    def import_new(self, path: Path) -> None:
        """Read a workbook as a new visit."""
        services, may_show = self._desk.services, self._leaving()

        def done(result: ImportResult) -> None:
            if not may_show():
                return
            document = Document(Dossier(visit=result.visit), unsaved=True)
            document.suggested_path = path.with_suffix(".visit")
            self._desk.show(document)
            self._tell(path, result)

        self._desk.tasks.run(
            lambda _task: services.import_plan(path),
            done,
            on_error=self._failed,
            label=_("Reading {name}").format(name=path.name),
        )

    def ask_import_into(self) -> None:
        """Let the user choose a workbook and bring the open visit up to date with it."""
        path = self._ask_workbook(_("Update from a spreadsheet"))
        if path:
            self.import_into(path)

    def import_into(self, path: Path) -> None:
        """Bring the open visit up to date with a workbook, as one undoable edit."""
        document = self._desk.document
        if document is None:
            return
        services, before = self._desk.services, document.visit

        def done(result: ImportResult) -> None:
            if document is not self._desk.document:
                return  # it was closed meanwhile
            if document.visit is not before:
                text = _("The plan has changed while {name} was read: update it once more.")
                self._desk.banners.show(text.format(name=path.name), tone="warn")
                return
            document.apply(result.visit, _("Update from {name}").format(name=path.name))
            self._tell(path, result)

        self._desk.tasks.run(
            lambda _task: services.update_plan(before, path),
            done,
            on_error=self._failed,
            label=_("Reading {name}").format(name=path.name),
        )

    def _ask_workbook(self, title: str) -> Path | None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self._desk.shell, title, self._folder(), _workbooks()
        )
        return Path(chosen) if chosen else None

    def _tell(self, path: Path, result: ImportResult) -> None:
        """Say what was taken, and show what is doubtful."""
        rows = rows_taken(result)
        text = plural("{count} row taken from", "{count} rows taken from", rows)
        text = f"{text} {path.name}."
        odd = to_look_at(result)
        if not odd:
            self._desk.banners.show(text, seconds=8)
            return
        text += " " + plural("{count} thing to look at.", "{count} things to look at.", odd)
        show = (_("Show…"), lambda: ImportResultDialog(self._desk.shell, path.name, result).open())
        self._desk.banners.show(text, tone="warn", choices=(show,))

    def ask_export(self) -> None:
        """Ask for a place and write the plan workbook."""
        document = self._desk.document
        if document is None:
            return
        name = f"{document.visit.code or document.title}.xlsx".replace("/", "-")
        chosen, _kind = QFileDialog.getSaveFileName(
            self._desk.shell,
            _("Export to a spreadsheet"),
            str(Path(self._folder()) / name),
            _workbooks(),
        )
        if chosen:
            self.export(Path(chosen))

    def export(self, path: Path) -> None:
        """Write the plan workbook to a place that the user has chosen."""
        document = self._desk.document
        if document is None:
            return
        path = path if path.suffix.lower() == ".xlsx" else path.with_name(path.name + ".xlsx")
        visit: Visit = document.visit
        services = self._desk.services
        self._desk.tasks.run(
            lambda _task: services.export_plan(visit, path, overwrite=True),
            lambda _none: self._say_written(path),
            on_error=self._failed,
            label=_("Writing {name}").format(name=path.name),
        )

    def _say_written(self, path: Path) -> None:
        self._desk.banners.show(
            _("Written: {name}").format(name=path.name),
            choices=((_("Show in folder"), lambda: self._desk.reveal_folder(path.parent)),),
            seconds=12,
        )

    # --- calendars

    def ask_import_calendar(self) -> None:
        """Let the user choose a calendar of somebody else."""
        chosen, _kind = QFileDialog.getOpenFileName(
            self._desk.shell,
            _("Import a calendar"),
            self._folder(),
            _("Calendars") + " (*.ics)",
        )
        if chosen:
            self.import_calendar(Path(chosen))

    def import_calendar(self, path: Path) -> None:
        """Show what a calendar would bring to the open visit, or to a new one, and bring it."""
        from visitplanner.desktop.dialogs.calendar_import import CalendarImportDialog, result_words

        desk = self._desk
        desk.commit_pending()
        document = desk.document
        visit = document.visit if document else None
        dialog = CalendarImportDialog(desk.shell, path, visit, desk.services, desk.tasks)

        def imported(result: CalendarResult) -> None:
            if document is None:
                desk.new_document(Dossier(visit=result.visit))
                undo: tuple[tuple[str, Callable[[], object]], ...] = ()
            elif document is not desk.document or document.visit is not visit:
                text = _("The plan has changed while {name} was looked at: import it once more.")
                desk.banners.show(text.format(name=path.name), tone="warn")
                return
            else:
                document.apply(result.visit, _("Import from {name}").format(name=path.name))
                undo = ((_("Undo"), document.undo_stack.undo),)
            desk.banners.show(result_words(result, path.name), choices=undo, seconds=15)

        dialog.imported.connect(imported)
        dialog.finished.connect(lambda _code: dialog.deleteLater())
        dialog.open()

    # --- helpers

    def _folder(self) -> str:
        last = self._desk.settings.last_folder
        return str(last if last and last.is_dir() else Path.home())

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, VisitPlannerError):
            raise error
        self._desk.banners.show(str(error), tone="error")
