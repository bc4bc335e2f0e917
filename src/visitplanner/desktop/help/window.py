"""The window of help: the page that was asked for, and the others beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from visitplanner.desktop.actions import Actions
from visitplanner.desktop.help.pages import PAGES, HelpPage
from visitplanner.desktop.widgets.controls import label, push_button, rule
from visitplanner.desktop.widgets.room import open_at
from visitplanner.desktop.wording import _


class HelpWindow(QDialog):
    """Stays open beside the work; F1 on another page turns to that page."""

    def __init__(self, parent: QWidget, actions: Actions) -> None:
        super().__init__(parent)
        self._actions = actions
        self._keys = list(PAGES)
        self.setObjectName("help")
        self.setWindowTitle(_("Help"))
        open_at(self, 680, 560)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Pages of help"))
        self.list.setFixedWidth(168)
        self.list.setProperty("ground", "panel")
        self.list.setStyleSheet("QListView::item { min-height: 28px; padding: 0 12px; }")
        self.list.addItems([_(page.title) for page in PAGES.values()])
        self.list.currentRowChanged.connect(self._turn)
        self.body = QScrollArea()
        self.body.setWidgetResizable(True)
        self.body.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(self.body, 1)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(16, 8, 16, 12)
        keys = actions.by_key["shortcuts"]
        buttons.addWidget(push_button(keys.iconText(), keys.trigger))
        buttons.addStretch(1)
        buttons.addWidget(push_button(_("Close"), self.close, primary=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row, 1)
        column.addLayout(buttons)
        self.turn_to("start")

    def turn_to(self, key: str) -> None:
        """Show the help of a page."""
        self.list.setCurrentRow(self._keys.index(key if key in PAGES else "start"))

    def _turn(self, row: int) -> None:
        page = PAGES[self._keys[row]]
        self.body.setAccessibleName(_(page.title))
        self.body.setWidget(self._page(page))

    def _page(self, page: HelpPage) -> QWidget:
        inside = QWidget()
        inside.setProperty("ground", "base")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(6)
        column.addWidget(_readable(_(page.title), "title"))
        column.addWidget(_readable(_(page.intro)))
        for want, how in page.steps:
            column.addSpacing(8)
            column.addWidget(_readable(_(want), "strong"))
            column.addWidget(_readable(_(how)))
        if page.actions:
            column.addSpacing(10)
            column.addWidget(rule())
            column.addLayout(self._shortcuts(page))
        column.addStretch(1)
        return inside

    def _shortcuts(self, page: HelpPage) -> QGridLayout:
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        for row, key in enumerate(page.actions):
            grid.addWidget(label(self._actions.by_key[key].iconText()), row, 0)
            grid.addWidget(label(self._actions.keys_of(key), "muted"), row, 1)
        return grid


def _readable(text: str, tone: str = "") -> QWidget:
    words = label(text, tone, wrap=True)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return words


def show_help(parent: QWidget, actions: Actions, key: str) -> HelpWindow:
    """Show the help of a page beside the window."""
    window = parent.findChild(HelpWindow)
    if window is None:
        window = HelpWindow(parent, actions)
    window.turn_to(key)
    window.show()
    window.raise_()
    window.activateWindow()
    return window
