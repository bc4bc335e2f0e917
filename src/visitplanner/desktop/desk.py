"""The controller of the window: which document is open, and what each action does to it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence, QUndoGroup
from PySide6.QtWidgets import QLabel

from visitplanner.desktop import icons, welcome_parts
from visitplanner.desktop import wording as w
from visitplanner.desktop.actions import Actions, Scene
from visitplanner.desktop.commands import COMMANDS
from visitplanner.desktop.dialogs import message
from visitplanner.desktop.document import Document
from visitplanner.desktop.editing import Editing
from visitplanner.desktop.files import Files
from visitplanner.desktop.finding import Finding
from visitplanner.desktop.looks import Looks
from visitplanner.desktop.mnemonics import with_mnemonics
from visitplanner.desktop.panes import PANES, Layout
from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.recovery import Keeper
from visitplanner.desktop.replanning import Replanning
from visitplanner.desktop.services import Services
from visitplanner.desktop.shell import Shell
from visitplanner.desktop.status import Status
from visitplanner.desktop.tasks import Tasks
from visitplanner.desktop.toolbar import Bar
from visitplanner.desktop.welcome_parts import RecentRow
from visitplanner.desktop.widgets.banner import Banners
from visitplanner.desktop.widgets.holding import paint_later
from visitplanner.desktop.widgets.toast import Toast
from visitplanner.desktop.wording import _
from visitplanner.desktop.workspace import TABS, Workspace
from visitplanner.domain.versions import Dossier
from visitplanner.domain.visit import collection_of
from visitplanner.storage.settings import RecentFile

ADD = [
    "add_item",
    "add_meal",
    "add_site_visit",
    "add_journey",
    "add_transfer",
    "-",
    "add_person",
    "add_city",
    "add_place",
    "add_organisation",
    "add_contact",
    "add_room",
]
_CORNER = 320
"""How wide the name of the visit may be in the menu bar."""


class Desk(QObject):
    """One window and the visit that is open in it."""

    document_opened = Signal(object)
    """A document has taken its place in the window."""

    def __init__(self, shell: Shell, services: Services) -> None:
        super().__init__(shell)
        self.shell, self.services = shell, services
        self.tasks = Tasks(self)
        self.journal = services.journal()
        self.settings = services.settings()
        # Written when the window closes: a change of documents is not to wait for the disk.
        self._layout = Layout(self.settings.window_state, self.settings.shown_panes)
        self.document: Document | None = None
        self.keeper: Keeper | None = None
        self.workspace: Workspace | None = None
        self.banners = Banners(shell.over)
        self.toast = Toast(shell.pages)
        self.files = Files(self)
        self.editing = Editing(self)
        self.replanning = Replanning(self)
        self.commands = [make(self) for make in COMMANDS]
        self._undo_group = QUndoGroup(self)
        self._pending = {work.key: work for work in self.journal.pending()}
        self._build()
        self._wire()
        self.looks.apply_keys()
        self.looks.restyle(self.settings.theme.value)
        self._show_welcome()

    # --- building

    def _build(self) -> None:
        left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        self.shell.setCorner(Qt.Corner.BottomLeftCorner, left)
        self.shell.setCorner(Qt.Corner.BottomRightCorner, right)
        self.actions = Actions(self.shell, self._handlers())
        undo = self._undo_group.createUndoAction(self, _("Undo"))
        redo = self._undo_group.createRedoAction(self, _("Redo"))
        undo.setShortcut("Ctrl+Z")
        redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        self.undo_action, self.redo_action = undo, redo
        edit = self.actions.menus["Edit"]
        first = edit.actions()[0]
        edit.insertAction(first, undo)
        edit.insertAction(first, redo)
        edit.insertSeparator(first)
        file = self.actions.menus["File"]
        self._recent = file.addMenu(_("Recent"))
        file.insertMenu(self.actions.by_key["save"], self._recent)
        self.actions.mark()
        self._corner = QLabel()
        self._corner.setTextFormat(Qt.TextFormat.PlainText)
        self._corner.setProperty("tone", "small")
        self._corner.setContentsMargins(0, 0, 12, 0)
        self._corner.setFixedHeight(26)
        self.shell.menuBar().setCornerWidget(self._corner)
        self.bar = Bar(self.actions, undo, redo, ADD)
        self.shell.addToolBar(self.bar)
        self.status = Status(self.tasks)
        self.shell.setStatusBar(self.status)
        welcome_parts.load_icons(icons.paint)
        self.shell.setWindowIcon(icons.icon("compass", "accent"))
        self.looks, self.finding = Looks(self), Finding(self)

    def _handlers(self) -> dict[str, Callable[[], object]]:
        files, editing = self.files, self.editing
        with_workspace = self._with_workspace
        return {
            "new": editing.new_visit,
            "open": files.ask_open,
            "sample": files.open_sample,
            "save": files.save,
            "save_as": files.save_as,
            "import": files.ask_import,
            "import_into": files.ask_import_into,
            "export": files.ask_export,
            "close": self.close_document,
            "quit": self.shell.close,
            **editing.handlers(),
            **self.replanning.handlers(),
            **{key: act for some in self.commands for key, act in some.handlers().items()},
            "find": self._find,
            "edit_fields": lambda: with_workspace(Workspace.focus_fields),
            "visit_details": self._visit_details,
            "next_problem": lambda: with_workspace(lambda space: space.panel.next_problem()),
            **{key: self._tab_handler(key) for key in TABS},
            "zoom_in": lambda: with_workspace(lambda space: space.timeline.zoom_by(1)),
            "zoom_out": lambda: with_workspace(lambda space: space.timeline.zoom_by(-1)),
            "zoom_fit": lambda: with_workspace(lambda space: space.timeline.zoom_by(0)),
            "publish": editing.publish,
            "about": editing.show_about,
        }

    def _wire(self) -> None:
        shell = self.shell
        shell.may_close = self._may_close
        shell.files_dropped.connect(self.files.take_dropped)
        page = shell.welcome
        page.wanted.connect(self._welcome_wants)
        page.recent_wanted.connect(lambda path: self.files.open(Path(path)))
        page.pin_wanted.connect(self._pin)
        page.restore_wanted.connect(self._restore)
        page.discard_wanted.connect(self._discard)
        self.bar.tab_wanted.connect(lambda key: self._with_workspace(lambda s: s.show_tab(key)))
        page.tips_read.connect(lambda: self.show_tips(shown=False))

    def start(self, file: Path | None) -> None:
        """Begin: with a file if there is one, else with the welcome page."""
        self._restore_geometry()
        if file is not None:
            self.files.open(file)

    def open_from_outside(self, file: str) -> None:
        """Come to the front, and open a file that the system or a second start hands over."""
        if self.shell.isMinimized():
            self.shell.showNormal()
        self.shell.raise_()
        self.shell.activateWindow()
        if file:
            self.files.open(Path(file))

    # --- documents

    def show(self, document: Document) -> None:
        """Put a document in the place of the one that is open."""
        paint_later(self.shell)
        self._drop_document()
        document.setParent(self)
        self.document = document
        self._undo_group.addStack(document.undo_stack)
        self._undo_group.setActiveStack(document.undo_stack)
        self.keeper = Keeper(document, self.journal)
        self.workspace = Workspace(
            self.shell,
            document,
            self.services,
            self.tasks,
            self._layout.shown,
            self._layout.state,
        )
        self.workspace.tab_changed.connect(self.bar.show_tab)
        self.workspace.tab_changed.connect(lambda _key: self._look_around())
        self.workspace.panes.changed.connect(self._check_panes)
        self.workspace.action_wanted.connect(self._trigger)
        self.workspace.acceptance_wanted.connect(self.replanning.accept)
        self.workspace.add_wanted.connect(self.editing.add_at)
        self.workspace.kind_wanted.connect(self.editing.add_at)
        self.workspace.placed.connect(self.editing.place_at)
        self.workspace.placing.connect(self.editing.place_somewhere)
        document.refused.connect(lambda text: self.banners.show(text, tone="warn", seconds=10))
        document.changed.connect(lambda _b, _a: self._show_title())
        # What a toast offers to undo is no longer the last step.
        document.changed.connect(lambda _b, _a: self.toast.put_away())
        document.state_changed.connect(self._show_title)
        document.selection_changed.connect(self._look_around)
        self.status.follow(document)
        self.finding.follow(document)
        self._furnish(there=True)
        self.bar.show_tab("timeline")
        if document.path is not None:
            self.remember(document)
        self._greet(document)
        self.document_opened.emit(document)

    def _greet(self, document: Document) -> None:
        notice = document.opened.notice if document.opened else None
        if notice:
            self.banners.show(notice, tone="warn" if document.read_only else "note")
        for work in tuple(self._pending.values()):
            if document.path is not None and work.path == document.path.absolute():
                when, _where = _recovery_words(document.title, work.saved_at)
                self.banners.show(
                    when,
                    tone="warn",
                    choices=(
                        (_("Restore"), partial(self._restore_here, work.key)),
                        (_("Discard"), partial(self._drop, work.key)),
                    ),
                )

    def _drop_document(self) -> None:
        self.banners.clear()
        if self.keeper is not None:
            self.keeper.forget()
        if self.document is not None:
            self._undo_group.removeStack(self.document.undo_stack)
        self.status.let_go()
        self.toast.put_away()
        self.replanning.close_missing()
        if self.workspace is not None:
            self._layout = self.workspace.panes.layout()
            self.workspace.dispose()
        self.document, self.keeper, self.workspace = None, None, None

    def abandon(self) -> None:
        """Let go of the document without asking, and of everything this window holds."""
        self._drop_document()
        self.journal.close()

    def close_document(self) -> None:
        """Go back to the welcome page, after asking about unsaved changes."""
        if self.document is not None and self.may_leave():
            self._drop_document()
            self._show_welcome()

    def may_leave(self) -> bool:
        """Whether the open document may go: saved, or its changes given up on purpose."""
        self.commit_pending()
        document = self.document
        if document is None or not document.modified:
            return True
        answer = message.save_changes(self.shell, document.title)
        return answer == "discard" or (answer == "save" and self.files.save())

    def commit_pending(self) -> None:
        """Take over what was typed and not finished: a save must not leave it out."""
        if self.workspace is not None:
            self.workspace.commit_pending()

    def _may_close(self) -> bool:
        if not self.may_leave():
            return False
        self.tasks.cancel_all()
        self._keep_geometry()
        if self.keeper is not None:
            self.keeper.forget()
        self.journal.close()
        return True

    def flush(self) -> None:
        """Put unsaved work into the journal now."""
        if self.keeper is not None:
            self.keeper.flush()

    def _trigger(self, key: str) -> None:
        self.actions.by_key[key].trigger()

    def _with_workspace(self, act: Callable[[Workspace], object]) -> None:
        if self.workspace is not None:
            act(self.workspace)

    def _tab_handler(self, key: str) -> Callable[[], object]:
        return lambda: self._with_workspace(lambda space: space.show_tab(key))

    def _find(self) -> None:
        if self.workspace is not None and not self.workspace.focus_filter():
            self.finding.open()

    def _visit_details(self) -> None:
        if self.document is not None:
            self.document.select([])
            self._with_workspace(Workspace.focus_fields)

    # --- how things look

    def _furnish(self, *, there: bool) -> None:
        self.bar.setVisible(there)
        self._show_title()
        self._look_around()
        self._check_panes()
        self._fill_recent()

    def _look_around(self) -> None:
        """Enable the actions that apply now."""
        document, space = self.document, self.workspace
        records = (document.record(one) for one in document.selection) if document else ()
        selected = frozenset(collection_of(record) for record in records if record is not None)
        page = space.tab if space else ""
        self.actions.look_at(Scene(document is not None, selected, page))

    def _check_panes(self) -> None:
        docks = self.workspace.docks if self.workspace else {}
        for pane in PANES:
            shown = pane.name in docks and not docks[pane.name].isHidden()
            self.actions.by_key[f"pane_{pane.name}"].setChecked(shown)

    def _show_title(self) -> None:
        document = self.document
        if document is None:
            self.shell.setWindowTitle(_("Visit Planner"))
            self.shell.setWindowModified(False)
            self._corner.clear()
            return
        self.shell.setWindowFilePath(str(document.path or ""))
        where = f" ({document.path.name})" if document.path else ""
        self.shell.setWindowTitle(f"{document.title.replace('[*]', '')}{where}[*]")
        self.shell.setWindowModified(document.modified)
        metrics = self._corner.fontMetrics()
        self._corner.setText(
            metrics.elidedText(document.title, Qt.TextElideMode.ElideRight, _CORNER)
        )
        self._corner.setToolTip(tooltip(document.title))
        self._corner.setFixedWidth(self._corner.sizeHint().width())
        self.shell.menuBar().setCornerWidget(self._corner)  # it asks for the width only now
        self._corner.show()

    def _show_welcome(self) -> None:
        self._furnish(there=False)
        self.status.follow(None)
        self.shell.pages.setCurrentWidget(self.shell.welcome)
        self._tell_tips()
        page_keys = {key: self.actions.keys_of(key) for key in ("new", "open", "sample", "import")}
        self.shell.welcome.show_keys(page_keys)
        self.shell.welcome.show_recent([_row(file) for file in self.settings.recent])
        self.shell.welcome.show_recovery(
            [
                (work.key, *_recovery_words(work.visit.title, work.saved_at))
                for work in self._pending.values()
            ]
        )

    # --- what is remembered

    def keep(self, **fields: object) -> None:
        """Remember something from now on: fields of the settings."""
        self.settings = self.services.update_settings(
            lambda settings: settings.model_copy(update=fields)
        )

    def show_tips(self, *, shown: bool) -> None:
        """Show the first tips on the welcome page, or put them away for good."""
        self.keep(tips_read=not shown)
        self._tell_tips()
        if shown and self.document is not None:
            text = _("The tips are on the first page, which shows when no visit is open.")
            self.toast.show_text(text)

    def _tell_tips(self) -> None:
        self.shell.welcome.show_tips(
            shown=not self.settings.tips_read,
            keys=lambda key: self.actions.keys_of(key) if key else "",
        )

    def remember(self, document: Document) -> None:
        """Put a document at the top of the recent files."""
        path, title = document.path, document.title
        if path is None:
            return
        visit = document.visit
        days = w.day_range(visit.first_day, visit.last_day, year=True)
        detail = w.joined(", ".join(visit.cities[:4]), days)
        self.settings = self.services.update_settings(
            lambda settings: settings.with_recent(path, title, datetime.now(UTC), detail)
        )
        self._fill_recent()

    def _fill_recent(self) -> None:
        self._recent.clear()
        self._recent.setEnabled(bool(self.settings.recent))
        files = self.settings.recent[:12]
        names = with_mnemonics([w.joined(file.title, file.path.name) for file in files])
        for file, name in zip(files, names, strict=True):
            action = self._recent.addAction(name)
            action.setToolTip(str(file.path))
            action.setEnabled(file.path.exists())
            action.triggered.connect(lambda _on=False, p=file.path: self.files.open(p))

    def _pin(self, path: str, pinned: bool) -> None:
        self.settings = self.services.update_settings(
            lambda settings: settings.with_pinned(Path(path), pinned=pinned)
        )
        self._show_welcome()

    def _welcome_wants(self, key: str) -> None:
        if key != "forget_recent":
            self.actions.by_key[key].trigger()
            return

        self.settings = self.services.update_settings(
            lambda settings: settings.model_copy(
                update={"recent": tuple(file for file in settings.recent if file.pinned)}
            )
        )
        self._show_welcome()

    def _restore(self, key: str) -> None:
        work = self._pending.pop(key, None)
        if work is not None:
            self.files.restore(work)

    def _restore_here(self, key: str) -> None:
        if self.may_leave():
            self._restore(key)

    def _discard(self, key: str) -> None:
        self._drop(key)
        self._show_welcome()

    def _drop(self, key: str) -> None:
        if self._pending.pop(key, None) is not None:
            self.journal.forget(key)

    def _keep_geometry(self) -> None:
        geometry = self.shell.saveGeometry().toBase64().data()
        text = bytes(geometry).decode()
        layout = self.workspace.panes.layout() if self.workspace else self._layout
        self.keep(window_geometry=text, window_state=layout.state, shown_panes=layout.shown)

    def _restore_geometry(self) -> None:
        if self.settings.window_geometry:
            with suppress(ValueError):
                raw = QByteArray.fromBase64(self.settings.window_geometry.encode())
                self.shell.restoreGeometry(raw)

    def reveal_folder(self, folder: Path) -> None:
        """Show a folder in the system's own program for that."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def new_document(self, dossier: Dossier) -> None:
        """Show a plan that has no file yet."""
        self.show(Document(dossier, unsaved=True))


def _day_words(moment: datetime) -> str:
    """`today`, `yesterday`, `12 Sep`."""
    day = moment.astimezone().date()
    days = (datetime.now().astimezone().date() - day).days
    return {0: _("today"), 1: _("yesterday")}.get(days) or f"{day.day} {w.month(day)}"


def _row(file: RecentFile) -> RecentRow:
    when = _day_words(file.opened_at) if file.opened_at else ""
    missing = not file.path.exists()
    detail = file.detail or str(file.path)
    if missing:
        detail = _("Not found: moved or on another disk")
    title = file.title or file.path.stem
    return RecentRow(str(file.path), title, detail, when, pinned=file.pinned, missing=missing)


def _recovery_words(title: str, saved_at: datetime) -> tuple[str, str]:
    time = f"{saved_at.astimezone():%H:%M}"
    when = _("Unsaved work from {day}, {time}").format(day=_day_words(saved_at), time=time)
    return when, _("in “{title}”").format(title=title or _("New visit"))
