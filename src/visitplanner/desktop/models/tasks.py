"""The tasks, by how urgent they are; a row before each group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Qt

from visitplanner.desktop import wording as w
from visitplanner.desktop.document import Document
from visitplanner.desktop.filtering import Key, day_key
from visitplanner.desktop.forms.spec import field_of
from visitplanner.desktop.forms.values import write
from visitplanner.desktop.models.columns import Column, field_column, field_edit, field_text
from visitplanner.desktop.models.headed import HeadedModel
from visitplanner.desktop.models.table import Index
from visitplanner.desktop.qt import override
from visitplanner.desktop.today import today
from visitplanner.desktop.wording import _, plural
from visitplanner.domain import edits
from visitplanner.domain.due import Urgency, task_day, task_urgency
from visitplanner.domain.office import RelativeDue, Task
from visitplanner.domain.visit import Visit

GROUP_KEY = "day:"
"""Tables draw rows whose key begins so as headings."""
_LAST = date(9999, 12, 31)
_MONTHS_FROM, _YEARS_FROM = 90, 730
"""From so many days on a distance is told in months, in years."""
_CHECK = Qt.ItemDataRole.CheckStateRole


_Counted = tuple[tuple[Task, ...], date | None, date, dict[Urgency, int]]
"""Tasks, first day and today, and how many tasks then stand in each group."""


def group_title(group: Urgency) -> str:
    """The heading of a group."""
    titles = {
        Urgency.OVERDUE: _("Overdue"),
        Urgency.THIS_WEEK: _("This week"),
        Urgency.LATER: _("Later"),
        Urgency.DONE: _("Done"),
    }
    return titles[group]


def how_far(day: date | None, now: date) -> str:
    """`3 days late`, `today`, `in 2 weeks`, `9 years late`: the farther, the rounder."""
    if day is None:
        return ""
    days = (day - now).days
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    return _late(-days) if days < 0 else _ahead(days)


def _late(days: int) -> str:
    if days < _MONTHS_FROM:
        return plural("{count} day late", "{count} days late", days)
    if days < _YEARS_FROM:
        return plural("{count} month late", "{count} months late", days // 30)
    return plural("{count} year late", "{count} years late", days // 365)


def _ahead(days: int) -> str:
    if days < 14:
        return plural("in {count} day", "in {count} days", days)
    if days < _YEARS_FROM:
        return plural("in {count} week", "in {count} weeks", days // 7)
    return plural("in {count} year", "in {count} years", days // 365)


def tick(visit: Visit, task_id: str, *, done: bool) -> Visit:
    """The visit with a task ticked off, or to be done again."""
    return edits.change(visit, task_id, done=done)


class TasksModel(HeadedModel):
    """The tasks of the visit; sorting is within the groups."""

    collection = "tasks"
    watched = ("first_day",)

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        self._counted: _Counted | None = None
        super().__init__(document, self._columns(), parent)
        self.follow()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(
                "done",
                _("Done"),
                lambda _v, task: _("done") if task.done else "",
                64,
                sort=lambda _v, task: task.done,
                filter=lambda _v, task: "done" if task.done else "open",
                fields=("done",),
            ),
            Column(
                "title",
                _("Task"),
                lambda _v, task: task.title,
                400,
                bold=True,
                edit=field_edit("title"),
                edit_text=field_text("title"),
                names=("task", "title"),
                fields=("title",),
            ),
            self._due_column(),
            Column("when", _("When"), self._when, 110, icon=self._when_icon, sort=self._by_day),
            field_column(
                Task, "owner", 170, names=("owner", "who"), suggest=_owners, offers=_owners
            ),
            self.problems_column(),
        )

    def _due_column(self) -> Column:
        def text(visit: Visit, task: Task) -> str:
            day = task_day(visit, task)
            return w.day_full(day) if day else write(field_of(Task, "due"), task.due)

        def second(visit: Visit, task: Task) -> str:
            relative = isinstance(task.due, RelativeDue) and task_day(visit, task)
            return str(task.due) if relative else ""

        return Column(
            "due",
            _("Due"),
            text,
            190,
            sort=self._by_day,
            second=second,
            edit=field_edit("due"),
            edit_text=field_text("due"),
            fields=("due",),
        )

    @staticmethod
    def _by_day(visit: Visit, task: Task) -> date:
        return task_day(visit, task) or _LAST

    @staticmethod
    def _when(visit: Visit, task: Task) -> str:
        return "" if task.done else how_far(task_day(visit, task), today())

    @staticmethod
    def _when_icon(visit: Visit, task: Task) -> tuple[str, str] | None:
        match task_urgency(visit, task, today()):
            case Urgency.OVERDUE:
                return "warning-octagon-fill", "error"
            case Urgency.THIS_WEEK:
                return "clock", "warn"
        return None

    # --- rows

    @override
    def records(self, visit: Visit) -> Sequence[Any]:
        return visit.tasks

    @override
    def arranged(self, visit: Visit, records: Sequence[Any]) -> list[str]:
        groups: dict[Urgency, list[Task]] = {group: [] for group in Urgency}
        for task in records:
            groups[task_urgency(visit, task, today())].append(task)
        keys: list[str] = []
        for group, tasks in groups.items():
            if self._sort_column < 0:
                tasks.sort(key=lambda task: self._by_day(visit, task))
            if tasks:
                keys += [f"{GROUP_KEY}{group.value}", *(task.id for task in tasks)]
        return keys

    @override
    def keys(self) -> tuple[Key, ...]:
        def due(visit: Visit, task: Task, value: str) -> bool:
            group = task_urgency(visit, task, today()).value.replace(" ", "-")
            return group.startswith(value.replace(" ", "-"))

        def day_of(visit: Visit, task: Task) -> tuple[date, ...]:
            day = task_day(visit, task)
            return (day,) if day else ()

        groups = [group.value.replace(" ", "-") for group in Urgency]
        return Key("due", due, lambda _visit: groups), day_key(day_of)

    def counts(self) -> Mapping[Urgency, int]:
        """How many tasks stand in each group, whatever the filter."""
        visit, now = self._document.visit, today()
        tasks, first = visit.tasks, visit.first_day
        if (
            self._counted is None
            or self._counted[0] is not tasks
            or self._counted[1:3]
            != (
                first,
                now,
            )
        ):
            found = dict.fromkeys(Urgency, 0)
            for task in tasks:
                found[task_urgency(visit, task, now)] += 1
            self._counted = tasks, first, now, found
        return self._counted[3]

    @override
    def heading(self, key: str) -> str:
        group = Urgency(key.removeprefix(GROUP_KEY))
        return f"{group_title(group)} ({self.counts()[group]})"

    # --- ticking off

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and index.column() == 0 and self.record_at(index.row()) is not None:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == _CHECK:
            task = self.record_at(index.row()) if index.isValid() else None
            if task is None or index.column():
                return None
            return Qt.CheckState.Checked if task.done else Qt.CheckState.Unchecked
        return super().data(index, role)

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        task = self.record_at(index.row()) if index.isValid() else None
        if role != _CHECK or task is None:
            return super().setData(index, value, role)
        return tick_off(self._document, [task.id], done=Qt.CheckState(value) is _TICKED)


_TICKED = Qt.CheckState.Checked


def tick_off(document: Document, task_ids: Sequence[str], *, done: bool) -> bool:
    """Tick tasks off, or take the tick away, as one undoable step."""
    tasks = [t for one in task_ids if isinstance(t := document.record(one), Task)]
    if not tasks:
        return False
    name = tasks[0].title or _("a task")
    if len(tasks) > 1:
        name = plural("{count} task", "{count} tasks", len(tasks))
    text = _("Tick off {name}") if done else _("Take the tick off {name}")

    def verb(visit: Visit) -> Visit:
        for task in tasks:
            visit = tick(visit, task.id, done=done)
        return visit

    return document.try_edit(text.format(name=name), verb)


def _owners(visit: Visit) -> list[str]:
    return list(dict.fromkeys(task.owner for task in visit.tasks if task.owner))
