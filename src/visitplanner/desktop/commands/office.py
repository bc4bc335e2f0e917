"""The tasks and the money of the organiser, and what is due when a visit is opened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from visitplanner.desktop.action_spec import ActionSpec
from visitplanner.desktop.models.tasks import tick_off
from visitplanner.desktop.today import today
from visitplanner.desktop.wording import _, plural
from visitplanner.domain import hosts
from visitplanner.domain.due import Urgency, task_urgency
from visitplanner.domain.office import Task
from visitplanner.domain.visit import Visit
from visitplanner.i18n import N_

if TYPE_CHECKING:
    from visitplanner.desktop.desk import Desk
    from visitplanner.desktop.document import Document

ACTIONS: Final[tuple[ActionSpec, ...]] = (
    ActionSpec(
        "usual_tasks",
        N_("Add the usual tasks…"),
        "Visit",
        None,
        "list-checks",
        group=1,
        words=N_("template checklist timeline"),
    ),
    ActionSpec(
        "tick_off",
        N_("Tick off the task, or take the tick away"),
        "Edit",
        "Ctrl+Return",
        "check-circle",
        group=2,
        needs_selection=True,
        words=N_("done finish complete"),
    ),
)
LONG_OVER: Final = timedelta(weeks=26)
"""So long after its last day nobody is reminded of a visit any more."""


class OfficeCommands(QObject):
    """The tasks and the money of the organiser."""

    ACTIONS = ACTIONS

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        desk.document_opened.connect(self.remind)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """The actions that this answers."""
        return {"usual_tasks": self.offer_usual, "tick_off": self.tick_off}

    def offer_usual(self) -> None:
        """Offer the tasks that come with every visit."""
        from visitplanner.desktop.dialogs.usual_tasks import UsualTasksDialog

        document = self._desk.document
        if document is not None:
            settings = self._desk.services.settings()
            dialog = UsualTasksDialog(self._desk.shell, document, settings.language or "en")
            dialog.finished.connect(lambda _code: dialog.deleteLater())
            dialog.open()

    def tick_off(self) -> None:
        """Tick the selected tasks off; where all are, take the ticks away."""
        document = self._desk.document
        if document is None:
            return
        tasks = [record for record in document.selected() if isinstance(record, Task)]
        if not tasks:
            self._desk.banners.show(_("Select a task first."), tone="warn", seconds=6)
            return
        done = not all(task.done for task in tasks)
        tick_off(document, [task.id for task in tasks], done=done)

    # --- reminders

    def remind(self, document: Document) -> None:
        """Say once a day for each visit what is due in it."""
        text = due_words(document.visit)
        services, one, day = self._desk.services, document.visit.id, today()
        if not text or services.settings().reminded.get(one) == day:
            return
        services.update_settings(lambda settings: settings.with_reminder(one, day))
        where = "office" if any(_tasks(document.visit)) else "contacts"
        self._desk.banners.show(text, choices=((_("Show"), lambda: self._show(where)),))

    def _show(self, page: str) -> None:
        if self._desk.workspace is not None:
            self._desk.workspace.show_tab(page)


def _tasks(visit: Visit) -> tuple[int, int]:
    """How many tasks are due this week, and how many overdue."""
    found = [task_urgency(visit, task, today()) for task in visit.tasks]
    return found.count(Urgency.THIS_WEEK), found.count(Urgency.OVERDUE)


def _hosts(visit: Visit) -> tuple[int, int]:
    """For how many hosts something is due this week, and for how many it is overdue."""
    actions = (hosts.action(visit, host, today()) for host in hosts.hosts(visit))
    found = [one.urgency for one in actions if one is not None]
    return found.count(Urgency.THIS_WEEK), found.count(Urgency.OVERDUE)


def due_words(visit: Visit) -> str:
    """`3 tasks are due this week, 1 is overdue.`; empty where nothing is due."""
    last = visit.last_day
    if last is not None and last + LONG_OVER < today():
        return ""
    task = _sentence(
        *_tasks(visit),
        lambda n: plural("{count} task is due this week", "{count} tasks are due this week", n),
        lambda n: plural("{count} task is overdue", "{count} tasks are overdue", n),
    )
    host = _sentence(
        *_hosts(visit),
        lambda n: plural(
            "{count} host action is due this week", "{count} host actions are due this week", n
        ),
        lambda n: plural("{count} host action is overdue", "{count} host actions are overdue", n),
    )
    return " ".join(filter(None, (task, host)))


def _sentence(
    soon: int, late: int, due: Callable[[int], str], overdue: Callable[[int], str]
) -> str:
    if soon and late:
        rest = plural("{count} is overdue", "{count} are overdue", late)
        return f"{due(soon)}, {rest}."
    if soon or late:
        return f"{due(soon) if soon else overdue(late)}."
    return ""
