"""The tabs of a card in a pane."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTabBar

from visitplanner.desktop.qt import override
from visitplanner.desktop.widgets.controls import restyle

_TIGHT = 290
"""Below this width the tabs stand closer, so that none is cut; in pixels."""
_CLOSER = 8
"""By at least so much each of them is narrower then."""


class CardTabs(QTabBar):
    """Tabs that stand closer in a narrow pane, which has room for all of them."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setAccessibleName(name)

    @override
    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        spare = 0 if self.property("tight") else _CLOSER * self.count()
        return QSize(hint.width() - spare, hint.height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        restyle(self, "tight", self.width() < _TIGHT)  # first: this is when tabs are laid out
        super().resizeEvent(event)
