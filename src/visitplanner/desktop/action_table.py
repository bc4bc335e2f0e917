"""The one table of actions, from which menus, tool bar, palette and shortcut sheet are made."""

from __future__ import annotations

from typing import Final

from visitplanner.desktop.action_spec import ON_TIMELINE, ActionSpec, Key
from visitplanner.desktop.commands import COMMANDS
from visitplanner.desktop.pages import PAGES
from visitplanner.i18n import N_

MENUS: Final = (N_("File"), N_("Edit"), N_("Visit"), N_("View"), N_("Publish"), N_("Help"))
_ITEMS: Final = frozenset({"items"})
_ENTRIES: Final = frozenset({"items", "journeys"})
_BASIC: Final[tuple[ActionSpec, ...]] = (
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
    ActionSpec("delete", N_("Delete"), "Edit", Key.Delete, "trash", group=1, needs_selection=True),
    ActionSpec(
        "duplicate", N_("Duplicate"), "Edit", "Ctrl+D", "copy", group=1, needs_selection=True
    ),
    ActionSpec(
        "cancel_item",
        N_("Cancel or restore"),
        "Edit",
        None,
        "prohibit",
        group=1,
        selects=_ENTRIES,
    ),
    ActionSpec("unschedule", N_("Put into the tray"), "Edit", "Ctrl+T", group=1, selects=_ITEMS),
    ActionSpec("find", N_("Find or filter"), "Edit", Key.Find, "magnifying-glass", group=2),
    ActionSpec("edit_fields", N_("Go to the fields"), "Edit", "F4", group=2),
    ActionSpec("add_item", N_("Add an item"), "Visit", "Ctrl+Shift+I", "plus", submenu=N_("Add")),
    ActionSpec("add_meal", N_("Add a meal"), "Visit", None, "fork-knife", submenu=N_("Add")),
    ActionSpec(
        "add_site_visit", N_("Add a site visit"), "Visit", None, "factory", submenu=N_("Add")
    ),
    ActionSpec(
        "add_journey", N_("Add a journey"), "Visit", "Ctrl+Shift+J", "train", submenu=N_("Add")
    ),
    ActionSpec("add_transfer", N_("Add a transfer"), "Visit", None, "bus", submenu=N_("Add")),
    ActionSpec(
        "add_person",
        N_("Add a person"),
        "Visit",
        "Ctrl+Shift+P",
        "user",
        group=1,
        submenu=N_("Add"),
    ),
    ActionSpec("add_city", N_("Add a city…"), "Visit", None, "map-pin", group=1, submenu=N_("Add")),
    ActionSpec("add_place", N_("Add a place"), "Visit", None, "", group=1, submenu=N_("Add")),
    ActionSpec(
        "add_organisation", N_("Add an organisation"), "Visit", None, "", group=1, submenu=N_("Add")
    ),
    ActionSpec("add_contact", N_("Add a contact"), "Visit", None, "", group=1, submenu=N_("Add")),
    ActionSpec("add_room", N_("Add a room"), "Visit", None, "bed", group=1, submenu=N_("Add")),
    ActionSpec(
        "add_task", N_("Add a task"), "Visit", None, "list-checks", group=1, submenu=N_("Add")
    ),
    ActionSpec(
        "add_budget_line",
        N_("Add a budget line"),
        "Visit",
        None,
        "wallet",
        group=1,
        submenu=N_("Add"),
    ),
    ActionSpec(
        "add_travel_time",
        N_("Add a travel time"),
        "Visit",
        None,
        "clock",
        group=1,
        submenu=N_("Add"),
    ),
    ActionSpec("visit_details", N_("Details of the visit"), "Visit", "Ctrl+I", group=2),
    ActionSpec("next_problem", N_("Next problem"), "Visit", "F8", "warning", group=2),
    ActionSpec("missing", N_("What is missing…"), "Visit", "Ctrl+Shift+M", "check-circle", group=2),
    ActionSpec(
        "insert_transfer",
        N_("Insert the way there"),
        "Visit",
        "Ctrl+Shift+T",
        group=3,
        selects=_ENTRIES,
    ),
    ActionSpec("delay", N_("Running late…"), "Visit", "Ctrl+L", "clock", group=3, selects=_ENTRIES),
    ActionSpec("plan_b", N_("Use Plan B, or the plan again"), "Visit", group=3, selects=_ITEMS),
    ActionSpec("split", N_("Split into groups…"), "Visit", None, "users", group=3, selects=_ITEMS),
    ActionSpec("rotate", N_("Rotate groups over sites…"), "Visit", group=3, selects=_ITEMS),
    ActionSpec("accept_problem", N_("Accept the problem as it is…"), "Visit", "Shift+F8", group=2),
    ActionSpec(
        "zoom_in",
        N_("Fewer hours, larger"),
        "View",
        Key.ZoomIn,
        "magnifying-glass-plus",
        group=1,
        page="timeline",
        submenu=ON_TIMELINE,
    ),
    ActionSpec(
        "zoom_out",
        N_("More hours, smaller"),
        "View",
        Key.ZoomOut,
        "magnifying-glass-minus",
        group=1,
        page="timeline",
        submenu=ON_TIMELINE,
    ),
    ActionSpec(
        "zoom_fit", N_("Whole day"), "View", "Ctrl+0", group=1, page="timeline", submenu=ON_TIMELINE
    ),
    ActionSpec("publish", N_("Publish…"), "Publish", "Ctrl+U", "paper-plane-tilt"),
    ActionSpec("about", N_("About Visit Planner"), "Help", None, needs_visit=False, group=1),
)

_PAGES: Final = tuple(
    ActionSpec(page.key, page.title, "View", f"Ctrl+{number}", page.icon)
    for number, page in enumerate(PAGES, start=1)
)
_ALL: Final = (*_BASIC, *_PAGES, *(spec for commands in COMMANDS for spec in commands.ACTIONS))
ACTIONS: Final[tuple[ActionSpec, ...]] = tuple(
    sorted(_ALL, key=lambda spec: (MENUS.index(spec.menu), spec.group))
)
"""Every action in the order of the menus."""
