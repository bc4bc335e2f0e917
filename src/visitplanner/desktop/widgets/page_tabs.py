"""Tabs whose chosen one is set in heavier letters."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QTabBar

from visitplanner.desktop import theme
from visitplanner.desktop.qt import override


class PageTabs(QTabBar):
    """Tabs that stay where they are, whichever is chosen: each has room for its heavier letters.

    Args:
        object_name: what the style sheet knows them by.
        name: what they are called.
        air: how much stands left and right of the words, in pixels, as the style sheet says.
    """

    def __init__(self, object_name: str, name: str, air: int) -> None:
        super().__init__()
        self._air = air
        self.setObjectName(object_name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setAccessibleName(name)

    @override
    def tabSizeHint(self, index: int) -> QSize:
        bold = QFontMetrics(theme.font(13, weight=QFont.Weight.DemiBold))
        words = self.tabText(index).replace("&&", "&")
        width = bold.horizontalAdvance(words) + 2 * self._air
        return QSize(width, super().tabSizeHint(index).height())
