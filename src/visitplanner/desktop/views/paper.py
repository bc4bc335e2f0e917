"""The page from which papers go out."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from visitplanner.desktop.views.base import Context, Page
from visitplanner.desktop.widgets.empty import EmptyState
from visitplanner.desktop.wording import _


class PaperPage(Page):
    """The page from which papers go out."""

    panes = frozenset()

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        inside = EmptyState(
            _("Publishing writes a paper and a calendar for everybody concerned."), _("Publish…")
        )
        inside.wanted.connect(lambda: self.action_wanted.emit("publish"))
        column = QVBoxLayout(self)
        column.addWidget(inside)
