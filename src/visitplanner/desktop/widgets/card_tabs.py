"""The tabs of a card in a pane."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTabBar

from visitplanner.desktop.qt import override
from visitplanner.desktop.widgets.controls import restyle

_TIGHT = 290
"""Below this width the tabs stand closer, so that none is cut; in pixels."""


class CardTabs(QTabBar):
    """Tabs that stand closer in a narrow pane."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setAccessibleName(name)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        restyle(self, "tight", self.width() < _TIGHT)  # first: this is when tabs are laid out
        super().resizeEvent(event)
