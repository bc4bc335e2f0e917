"""One table of actions, from which menus, toolbar and the sheet of shortcuts are made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from visitplanner.desktop import icons
from visitplanner.desktop.wording import _
from visitplanner.i18n import N_

Key = QKeySequence.StandardKey


@dataclass(frozen=True)
class ActionSpec:
    """One thing the user can do."""

    key: str
    text: str
    menu: str
    shortcut: QKeySequence.StandardKey | str | None = None
    icon: str = ""
    needs_visit: bool = True
    group: int = 0
    """A separator stands between groups of a menu."""


MENUS: Final = (N_("File"), N_("Edit"), N_("Visit"), N_("View"), N_("Publish"), N_("Help"))
ACTIONS: Final[tuple[ActionSpec, ...]] = (
    ActionSpec("new", N_("New visit…"), "File", Key.New, "plus-circle", needs_visit=False),
    ActionSpec("open", N_("Open…"), "File", Key.Open, "folder-open", needs_visit=False),
    ActionSpec("sample", N_("Open the sample"), "File", None, "compass", needs_visit=False),
    ActionSpec("save", N_("Save"), "File", Key.Save, "floppy-disk", group=1),
    ActionSpec("save_as", N_("Save as…"), "File", "Ctrl+Shift+S", group=1),
    ActionSpec(
        "import", N_("New from a spreadsheet…"), "File", None, "table", needs_visit=False, group=2
    ),
    ActionSpec("import_into", N_("Update from a spreadsheet…"), "File", group=2),
    ActionSpec(
        "export", N_("Export to a spreadsheet…"), "File", "Ctrl+Shift+E", "download-simple", group=2
    ),
    ActionSpec("close", N_("Close the visit"), "File", "Ctrl+W", group=3),
    ActionSpec("quit", N_("Quit"), "File", "Ctrl+Q", needs_visit=False, group=3),
    ActionSpec("delete", N_("Delete"), "Edit", Key.Delete, "trash", group=1),
    ActionSpec("duplicate", N_("Duplicate"), "Edit", "Ctrl+D", "copy", group=1),
    ActionSpec("cancel_item", N_("Cancel or restore"), "Edit", None, "prohibit", group=1),
    ActionSpec("unschedule", N_("Put into the tray"), "Edit", "Ctrl+T", group=1),
    ActionSpec("find", N_("Find or filter"), "Edit", Key.Find, "magnifying-glass", group=2),
    ActionSpec("edit_fields", N_("Go to the fields"), "Edit", "F4", group=2),
    ActionSpec("add_item", N_("Add an item"), "Visit", "Ctrl+Shift+I", "plus"),
    ActionSpec("add_meal", N_("Add a meal"), "Visit", None, "fork-knife"),
    ActionSpec("add_site_visit", N_("Add a site visit"), "Visit", None, "factory"),
    ActionSpec("add_journey", N_("Add a journey"), "Visit", "Ctrl+Shift+J", "train"),
    ActionSpec("add_transfer", N_("Add a transfer"), "Visit", None, "bus"),
    ActionSpec("add_person", N_("Add a person"), "Visit", "Ctrl+Shift+P", "user", group=1),
    ActionSpec("add_city", N_("Add a city…"), "Visit", None, "map-pin", group=1),
    ActionSpec("add_place", N_("Add a place"), "Visit", None, "", group=1),
    ActionSpec("add_organisation", N_("Add an organisation"), "Visit", None, "", group=1),
    ActionSpec("add_contact", N_("Add a contact"), "Visit", None, "", group=1),
    ActionSpec("add_room", N_("Add a room"), "Visit", None, "bed", group=1),
    ActionSpec("visit_details", N_("Details of the visit"), "Visit", "Ctrl+I", group=2),
    ActionSpec("next_problem", N_("Next problem"), "Visit", "F8", "warning", group=2),
    ActionSpec("missing", N_("What is missing…"), "Visit", "Ctrl+Shift+M", "check-circle", group=2),
    ActionSpec("insert_transfer", N_("Insert the way there"), "Visit", "Ctrl+Shift+T", group=3),
    ActionSpec("delay", N_("Running late…"), "Visit", "Ctrl+L", "clock", group=3),
    ActionSpec("plan_b", N_("Use Plan B, or the plan again"), "Visit", group=3),
    ActionSpec("split", N_("Split into groups…"), "Visit", None, "users", group=3),
    ActionSpec("rotate", N_("Rotate groups over sites…"), "Visit", group=3),
    ActionSpec("accept_problem", N_("Accept the problem as it is…"), "Visit", "Shift+F8", group=2),
    ActionSpec("timeline", N_("Timeline"), "View", "Ctrl+1"),
    ActionSpec("programme", N_("Programme"), "View", "Ctrl+2"),
    ActionSpec("people", N_("People"), "View", "Ctrl+3"),
    ActionSpec("lists", N_("Lists"), "View", "Ctrl+4"),
    ActionSpec(
        "zoom_in", N_("Fewer hours, larger"), "View", Key.ZoomIn, "magnifying-glass-plus", group=1
    ),
    ActionSpec(
        "zoom_out",
        N_("More hours, smaller"),
        "View",
        Key.ZoomOut,
        "magnifying-glass-minus",
        group=1,
    ),
    ActionSpec("zoom_fit", N_("Whole day"), "View", "Ctrl+0", group=1),
    ActionSpec("next_pane", N_("Next pane"), "View", "F6", group=3),
    ActionSpec("reset_layout", N_("Reset the layout"), "View", group=3),
    ActionSpec("publish", N_("Publish…"), "Publish", "Ctrl+P", "paper-plane-tilt"),
    ActionSpec("versions", N_("Published versions…"), "Publish", None, "clock"),
    ActionSpec("shortcuts", N_("Keyboard shortcuts"), "Help", "F1", needs_visit=False),
    ActionSpec("about", N_("About Visit Planner"), "Help", None, needs_visit=False, group=1),
)


class Actions:
    """The actions of one window, by key."""

    def __init__(self, window: QMainWindow, handlers: Mapping[str, Callable[[], object]]) -> None:
        self._window = window
        self.by_key: dict[str, QAction] = {}
        self.menus: dict[str, QMenu] = {}
        for spec in ACTIONS:
            self.by_key[spec.key] = self._make(spec, handlers[spec.key])
        self._fill_menus()

    def _make(self, spec: ActionSpec, handler: Callable[[], object]) -> QAction:
        action = QAction(_(spec.text), self._window)
        action.setObjectName(spec.key)
        if spec.shortcut is not None:
            action.setShortcut(QKeySequence(spec.shortcut))
        if spec.icon:
            action.setIcon(icons.icon(spec.icon))
        roles = {"quit": QAction.MenuRole.QuitRole, "about": QAction.MenuRole.AboutRole}
        action.setMenuRole(roles.get(spec.key, QAction.MenuRole.NoRole))
        shortcut = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        text = _(spec.text).rstrip("…")
        action.setToolTip(f"{text} ({shortcut})" if shortcut else text)
        action.triggered.connect(lambda _on=False: handler())
        return action

    def _fill_menus(self) -> None:
        bar = self._window.menuBar()
        last: dict[str, int] = {}
        for name in MENUS:
            self.menus[name] = bar.addMenu(_(name))
        for spec in ACTIONS:
            menu = self.menus[spec.menu]
            if last.get(spec.menu, spec.group) != spec.group:
                menu.addSeparator()
            last[spec.menu] = spec.group
            menu.addAction(self.by_key[spec.key])

    def enable_for_visit(self, *, there: bool) -> None:
        """Enable what needs a visit, or not."""
        for spec in ACTIONS:
            if spec.needs_visit:
                self.by_key[spec.key].setEnabled(there)
