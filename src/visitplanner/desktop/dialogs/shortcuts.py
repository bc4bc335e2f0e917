"""The sheet of shortcuts: every action that has one, and the keys of single views."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from visitplanner.desktop.action_table import ACTIONS, MENUS
from visitplanner.desktop.actions import Actions
from visitplanner.desktop.palette.ranking import fold
from visitplanner.desktop.widgets.controls import label, line_glyph, push_button, rule
from visitplanner.desktop.widgets.room import open_at
from visitplanner.desktop.wording import _
from visitplanner.i18n import N_

IN_VIEWS: Final = (
    (N_("Move what has the focus"), N_("Alt+arrows")),
    (N_("Make it longer or shorter"), N_("Alt+Shift+up or down")),
    (N_("Go to the neighbour"), N_("Arrows")),
    (N_("Edit its fields"), N_("Enter")),
    (N_("Leave a drag as it was"), N_("Esc")),
    (N_("Place an item of the tray"), N_("Enter")),
    (N_("Undo and redo"), N_("Ctrl+Z, Ctrl+Shift+Z")),
)
"""Keys that mean something only where the focus is, and what they do."""


class ShortcutsDialog(QDialog):
    """Every action that has a shortcut, by menu, and the keys of the timeline."""

    def __init__(self, parent: QWidget, actions: Actions) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keyboard shortcuts"))
        open_at(self, 560, 620)
        self._actions = actions
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search the shortcuts"))
        self.search.setAccessibleName(_("Search the shortcuts"))
        line_glyph(self.search, "magnifying-glass", _("Search"))
        self.search.textChanged.connect(lambda _text: self._fill())
        self._scroller = QScrollArea()
        self._scroller.setWidgetResizable(True)
        self._scroller.setAccessibleName(_("Shortcuts"))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.addWidget(self.search)
        column.addWidget(self._scroller, 1)
        buttons = QHBoxLayout()
        change = actions.by_key["change_shortcuts"]
        buttons.addWidget(push_button(change.iconText() + "…", change.trigger))
        buttons.addStretch(1)
        buttons.addWidget(push_button(_("Close"), self.accept, primary=True))
        column.addLayout(buttons)
        self.finished.connect(lambda _code: self.deleteLater())
        self._fill()

    def _fill(self) -> None:
        words = fold(self.search.text()).split()
        inside = QWidget()
        inside.setProperty("ground", "base")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        grid = QGridLayout(inside)
        grid.setContentsMargins(14, 10, 14, 10)
        grid.setColumnStretch(0, 1)
        grid.setVerticalSpacing(5)
        row = 0
        for name, pairs in self.groups():
            fitting = [p for p in pairs if all(one in fold(" ".join(p)) for one in words)]
            if not fitting:
                continue
            grid.addWidget(label(name, "strong"), row, 0, 1, 2)
            for text, keys in fitting:
                row += 1
                grid.addWidget(label(text), row, 0)
                grid.addWidget(label(keys, "muted"), row, 1, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(rule(), row + 1, 0, 1, 2)
            row += 2
        grid.setRowStretch(row, 1)
        self._scroller.setWidget(inside)

    def groups(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The actions with a shortcut, by menu, as pairs of words and keys."""
        groups = []
        for menu in MENUS:
            rows = [spec for spec in ACTIONS if spec.menu == menu]
            pairs = [(_(spec.text).rstrip("…"), self._actions.keys_of(spec.key)) for spec in rows]
            pairs = [pair for pair in pairs if pair[1]]
            if pairs:
                groups.append((_(menu), pairs))
        return [*groups, (_("In views"), [(_(text), _(keys)) for text, keys in IN_VIEWS])]
