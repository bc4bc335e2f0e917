"""The organiser's tasks and money."""

from __future__ import annotations

from visitplanner.desktop.views.base import Context
from visitplanner.desktop.views.parts import PartsPage
from visitplanner.desktop.wording import _


class OfficePage(PartsPage):
    """The organiser's tasks and money."""

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            _("Tasks and budget"),
            (
                (
                    "tasks",
                    _("Tasks"),
                    lambda: self.records("tasks", _("Tasks"), _("No tasks yet.")),
                ),
                (
                    "budget",
                    _("Budget"),
                    lambda: self.records("budget", _("Budget"), _("No budget lines yet.")),
                ),
            ),
        )
