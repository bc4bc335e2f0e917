"""The organiser's tasks and money."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

from visitplanner.desktop.qt import override
from visitplanner.desktop.views.base import Context
from visitplanner.desktop.views.office_budget import BudgetPart
from visitplanner.desktop.views.office_tasks import TaskPart
from visitplanner.desktop.views.parts import PartsPage
from visitplanner.desktop.wording import _
from visitplanner.domain.visit import Visit

if TYPE_CHECKING:
    from visitplanner.desktop.checker import Found


class OfficePage(PartsPage):
    """The organiser's tasks and money."""

    panes = frozenset()

    def __init__(self, context: Context) -> None:
        parts = (
            ("tasks", _("Tasks"), self._make_tasks),
            ("budget", _("Budget"), self._make_budget),
        )
        super().__init__(context, _("Tasks and budget"), parts)

    def _make_tasks(self) -> TaskPart:
        made = TaskPart(self.context)
        made.usual_wanted.connect(lambda: self.action_wanted.emit("usual_tasks"))
        return made

    def _make_budget(self) -> Generator[object, None, BudgetPart]:
        made = BudgetPart(self.context, whole=False)
        self.take(made)
        yield from made.build()
        return made

    @property
    def tasks(self) -> TaskPart:
        """The part with the tasks, in front."""
        self.show_part("tasks")
        part = self.part()
        assert isinstance(part, TaskPart)
        return part

    @property
    def budget(self) -> BudgetPart:
        """The part with the budget, in front."""
        self.show_part("budget")
        part = self.part()
        assert isinstance(part, BudgetPart)
        return part

    @override
    def follow(self, before: Visit, after: Visit) -> None:
        del before, after
        for part in self._made.values():
            if isinstance(part, TaskPart | BudgetPart):
                part.follow()

    @override
    def show_problems(self, found: Found) -> None:
        for part in self._made.values():
            if isinstance(part, TaskPart | BudgetPart):
                part.model.show_problems(found.counts)

    @override
    def reveal(self, record_id: str) -> None:
        super().reveal(record_id)
        part = self.part()
        if isinstance(part, TaskPart | BudgetPart):
            part.pane.view.follow_selection()

    @override
    def focus_filter(self) -> bool:
        part = self.part()
        if isinstance(part, TaskPart | BudgetPart):
            part.pane.focus_filter()
            return True
        return False
