"""How the window looks, as the user wants it: theme, size of text, shortcuts; and it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from visitplanner.desktop import theme
from visitplanner.desktop.action_table import ACTIONS
from visitplanner.storage.settings import Theme

if TYPE_CHECKING:
    from visitplanner.desktop.desk import Desk


class Looks(QObject):
    """Theme, size of text and shortcuts of one window."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        theme.enlarge(desk.settings.text_size)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_theme)

    def choose_theme(self, name: str) -> None:
        """Show the window in that theme, now and from now on."""
        self._desk.keep(theme=Theme(name))
        self.restyle(name)

    def restyle(self, name: str) -> None:
        """Show the window in a theme."""
        for one in Theme:
            self._desk.actions.by_key[f"theme_{one.value}"].setChecked(one.value == name)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            theme.apply(application, name)
        # Larger letters need a higher bar, or its menus hide behind an arrow.
        self._desk.shell.menuBar().setFixedHeight(28 + 3 * max(0, theme.larger()))

    def enlarge(self, by: int) -> None:
        """Make all text larger or smaller by a step, or with 0 as large as usual; it is kept."""
        theme.enlarge(theme.larger() + by if by else 0)
        self._desk.keep(text_size=theme.larger())
        self.restyle(theme.choice())
        self._desk.bar.fit()

    def change_keys(self, changed: dict[str, str]) -> None:
        """Give actions other keys, or none where they are empty; and keep it."""
        known = {spec.key for spec in ACTIONS}
        self._desk.keep(shortcuts={k: keys for k, keys in changed.items() if k in known})
        self.apply_keys()

    def apply_keys(self) -> None:
        """Put the keys in force that the user wants."""
        self._desk.actions.change_keys(self._desk.settings.shortcuts)
        self._desk.bar.show_keys()

    def _on_system_theme(self) -> None:
        if theme.choice() == "system":
            self.restyle("system")
