"""The window itself: palette, panes, sizes of text, themes, help."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from visitplanner.desktop.action_spec import ActionSpec
from visitplanner.desktop.panes import PANES
from visitplanner.i18n import N_

if TYPE_CHECKING:
    from visitplanner.desktop.desk import Desk
    from visitplanner.desktop.workspace import Workspace

_THEMES: Final = (
    ("system", N_("As the system")),
    ("light", N_("Light")),
    ("dark", N_("Dark")),
)
_SIZES: Final = (
    ActionSpec(
        "text_larger",
        N_("Larger text"),
        "View",
        "Ctrl+Alt++",
        "text-aa",
        needs_visit=False,
        group=4,
        words="zoom font size",
        submenu=N_("Text size"),
    ),
    ActionSpec(
        "text_smaller",
        N_("Smaller text"),
        "View",
        "Ctrl+Alt+-",
        needs_visit=False,
        group=4,
        words="zoom font size",
        submenu="Text size",
    ),
    ActionSpec(
        "text_normal",
        N_("Text of the usual size"),
        "View",
        "Ctrl+Alt+0",
        needs_visit=False,
        group=4,
        words="zoom font size reset",
        submenu="Text size",
    ),
)
ACTIONS: Final[tuple[ActionSpec, ...]] = (
    ActionSpec(
        "palette",
        N_("Search or run a command…"),
        "Edit",
        "Ctrl+K",
        "magnifying-glass",
        needs_visit=False,
        group=2,
        words="palette go to find",
    ),
    ActionSpec(
        "preferences",
        N_("Preferences…"),
        "Edit",
        "Ctrl+,",
        "gear",
        needs_visit=False,
        group=9,
        words="settings options language theme shortcuts",
    ),
    *(
        ActionSpec(
            f"pane_{pane.name}",
            pane.title,
            "View",
            group=3,
            checkable=True,
            words="pane dock show hide",
            submenu=N_("Panes"),
        )
        for pane in PANES
    ),
    ActionSpec("float_pane", N_("Float the pane, or dock it"), "View", group=3, submenu="Panes"),
    ActionSpec("next_pane", N_("Next pane"), "View", "F6", group=3, submenu="Panes"),
    ActionSpec("previous_pane", N_("Previous pane"), "View", "Shift+F6", group=3, submenu="Panes"),
    ActionSpec("reset_layout", N_("Reset the layout"), "View", group=3),
    *_SIZES,
    *(
        ActionSpec(
            f"theme_{name}",
            title,
            "View",
            needs_visit=False,
            group=4,
            checkable=True,
            words="theme colours dark light",
            submenu=N_("Theme"),
        )
        for name, title in _THEMES
    ),
    ActionSpec("help", N_("Help on this page"), "Help", "F1", "question", needs_visit=False),
    ActionSpec(
        "shortcuts", N_("Keyboard shortcuts"), "Help", "Shift+F1", "keyboard", needs_visit=False
    ),
    ActionSpec(
        "change_shortcuts", N_("Change shortcuts…"), "Help", None, "keyboard", needs_visit=False
    ),
    ActionSpec("show_tips", N_("Show tips again"), "Help", None, "lightbulb", needs_visit=False),
)


class WindowCommands(QObject):
    """The window itself: palette, panes, sizes of text, themes, help."""

    ACTIONS = ACTIONS

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk

    def handlers(self) -> dict[str, Callable[[], object]]:
        """The actions that this answers."""
        desk = self._desk
        return {
            "palette": lambda: desk.finding.open(""),
            "preferences": lambda: self._preferences(0),
            "change_shortcuts": lambda: self._preferences(1),
            **{f"pane_{pane.name}": self._toggler(pane.name) for pane in PANES},
            "float_pane": self._in_workspace(lambda space: space.float_pane()),
            "next_pane": self._in_workspace(lambda space: space.next_pane()),
            "previous_pane": self._in_workspace(lambda space: space.next_pane(-1)),
            "reset_layout": self._in_workspace(lambda space: space.reset_layout()),
            "text_larger": lambda: desk.looks.enlarge(1),
            "text_smaller": lambda: desk.looks.enlarge(-1),
            "text_normal": lambda: desk.looks.enlarge(0),
            **{f"theme_{name}": self._themer(name) for name, _title in _THEMES},
            "help": self._help,
            "shortcuts": self._shortcuts,
            "show_tips": lambda: desk.show_tips(shown=True),
        }

    def _in_workspace(self, act: Callable[[Workspace], object]) -> Callable[[], object]:
        def run() -> None:
            if self._desk.workspace is not None:
                act(self._desk.workspace)

        return run

    def _toggler(self, name: str) -> Callable[[], object]:
        def toggle(space: Workspace) -> None:
            shown = not space.docks[name].isVisible()
            space.panes.show(name, shown=shown)

        return self._in_workspace(toggle)

    def _themer(self, name: str) -> Callable[[], object]:
        return lambda: self._desk.looks.choose_theme(name)

    def _preferences(self, part: int) -> None:
        from visitplanner.desktop.dialogs.preferences import PreferencesDialog

        PreferencesDialog(self._desk, part).open()

    def _help(self) -> None:
        from visitplanner.desktop.help.window import show_help

        space = self._desk.workspace
        show_help(self._desk.shell, self._desk.actions, space.tab if space else "start")

    def _shortcuts(self) -> None:
        from visitplanner.desktop.dialogs.shortcuts import ShortcutsDialog

        ShortcutsDialog(self._desk.shell, self._desk.actions).open()
