"""The actions of one window, made from the table, with its menus and its shortcuts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from visitplanner.desktop import icons
from visitplanner.desktop.action_spec import ActionSpec
from visitplanner.desktop.action_table import ACTIONS, MENUS
from visitplanner.desktop.mnemonics import plain, with_mnemonics
from visitplanner.desktop.wording import _

NATIVE = QKeySequence.SequenceFormat.NativeText
_ROLES = {
    "quit": QAction.MenuRole.QuitRole,
    "about": QAction.MenuRole.AboutRole,
    "preferences": QAction.MenuRole.PreferencesRole,
}


@dataclass(frozen=True)
class Scene:
    """What actions look at to know whether they apply.

    Attributes:
        visit: whether a visit is open.
        selected: the collections of which records are selected.
        page: the key of the page that shows.
    """

    visit: bool = False
    selected: frozenset[str] = frozenset()
    page: str = ""

    def suits(self, spec: ActionSpec) -> bool:
        """Whether an action applies."""
        if not self.visit:
            return not spec.needs_visit
        if spec.page and spec.page != self.page:
            return False
        if spec.selects:
            return bool(spec.selects & self.selected)
        return bool(self.selected) or not spec.needs_selection


class Actions:
    """The actions of one window, by key."""

    def __init__(self, window: QMainWindow, handlers: Mapping[str, Callable[[], object]]) -> None:
        self._window = window
        self.specs: dict[str, ActionSpec] = {spec.key: spec for spec in ACTIONS}
        self.by_key: dict[str, QAction] = {}
        self.menus: dict[str, QMenu] = {}
        self.submenus: dict[str, QMenu] = {}
        for spec in ACTIONS:
            self.by_key[spec.key] = self._make(spec, handlers[spec.key])
        self._fill_menus()

    def _make(self, spec: ActionSpec, handler: Callable[[], object]) -> QAction:
        action = QAction(_(spec.text), self._window)
        action.setObjectName(spec.key)
        action.setIconText(_(spec.text).rstrip("…"))
        action.setCheckable(spec.checkable)
        if spec.icon:
            action.setIcon(icons.icon(spec.icon))
        action.setMenuRole(_ROLES.get(spec.key, QAction.MenuRole.NoRole))
        set_keys(action, spec, usual_keys(spec))
        action.triggered.connect(lambda _on=False: handler())
        return action

    def _fill_menus(self) -> None:
        bar = self._window.menuBar()
        last: dict[str, int] = {}
        for name, text in zip(MENUS, with_mnemonics([_(name) for name in MENUS]), strict=True):
            self.menus[name] = bar.addMenu(text)
        for spec in ACTIONS:
            menu = self.menus[spec.menu]
            if last.get(spec.menu, spec.group) != spec.group:
                menu.addSeparator()
            last[spec.menu] = spec.group
            if spec.submenu:
                menu = self.submenu(spec.menu, spec.submenu)
            menu.addAction(self.by_key[spec.key])

    def submenu(self, menu: str, name: str) -> QMenu:
        """The menu of that name inside another; it is made when it is first asked for."""
        made = self.submenus.get(name)
        if made is None:
            made = self.submenus[name] = self.menus[menu].addMenu(_(name))
        return made

    def mark(self) -> None:
        """Give every entry of the menus its letter; called when all of them are there."""
        for menu in (*self.menus.values(), *self.submenus.values()):
            entries = [one for one in menu.actions() if one.objectName() or _opens_menu(one)]
            needy = [n for n, one in enumerate(entries) if one.shortcut().isEmpty()]
            words = with_mnemonics([self._words(one) for one in entries], needy)
            for one, text in zip(entries, words, strict=True):
                one.setText(text)

    def _words(self, action: QAction) -> str:
        spec = self.specs.get(action.objectName())
        return _(spec.text) if spec else plain(action.text())

    def change_keys(self, changed: Mapping[str, str]) -> None:
        """Give the actions the keys that the user wants, and all others their usual ones."""
        for key, action in self.by_key.items():
            spec = self.specs[key]
            keys = usual_keys(spec)
            if key in changed:
                keys = [QKeySequence(changed[key])] if changed[key] else []
            set_keys(action, spec, keys)

    def look_at(self, scene: Scene) -> None:
        """Enable what applies."""
        for spec in ACTIONS:
            self.by_key[spec.key].setEnabled(scene.suits(spec))

    def keys_of(self, key: str) -> str:
        """The shortcut of an action in the words of the system; empty where it has none."""
        return self.by_key[key].shortcut().toString(NATIVE)

    def enabled(self) -> Collection[str]:
        """The keys of all actions that apply now."""
        return {key for key, action in self.by_key.items() if action.isEnabled()}


def _opens_menu(action: QAction) -> bool:
    return isinstance(action.menu(), QMenu)


def usual_keys(spec: ActionSpec) -> list[QKeySequence]:
    """The keys of an action on the first day; "+" is "=" as well, which needs no shift."""
    if spec.shortcut is None:
        return []
    first = QKeySequence(spec.shortcut)
    text = first.toString(QKeySequence.SequenceFormat.PortableText)
    return [first, QKeySequence(f"{text[:-1]}=")] if text.endswith("++") else [first]


def set_keys(action: QAction, spec: ActionSpec, keys: list[QKeySequence]) -> None:
    """Give an action its keys, and say them in its tool tip."""
    action.setShortcuts(keys)
    text = _(spec.text).rstrip("…")
    shown = action.shortcut().toString(NATIVE)
    action.setToolTip(f"{text} ({shown})" if shown else text)
