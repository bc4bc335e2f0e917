"""The actions of one window, made from the table, and its menus."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from visitplanner.desktop import icons
from visitplanner.desktop.action_spec import ActionSpec
from visitplanner.desktop.action_table import ACTIONS, MENUS
from visitplanner.desktop.wording import _


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
        action.setCheckable(spec.checkable)
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

    def enable(self, *, visit: bool, selection: bool) -> None:
        """Enable what is of use with or without a visit that is open, and something selected."""
        for spec in ACTIONS:
            there = (visit or not spec.needs_visit) and (selection or not spec.needs_selection)
            self.by_key[spec.key].setEnabled(there)
