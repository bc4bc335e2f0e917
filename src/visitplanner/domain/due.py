"""By when something is to be done, and how urgent that makes it on a given day."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from visitplanner.domain.base import same_name
from visitplanner.domain.office import RelativeDue, Task
from visitplanner.domain.visit import Visit


class Urgency(StrEnum):
    """Where something to be done stands in a list, the most urgent first."""

    OVERDUE = "overdue"
    THIS_WEEK = "this week"
    LATER = "later"
    DONE = "done"


def due_day(due: date | RelativeDue | None, first_day: date | None) -> date | None:
    """The calendar day that is meant; None where none is, or where the visit has no first day."""
    if isinstance(due, RelativeDue):
        return due.on(first_day) if first_day else None
    return due


def urgency(day: date | None, today: date, *, done: bool = False) -> Urgency:
    """How urgent something is on `today`; the week ends on Sunday, and what has no day can wait."""
    if done:
        return Urgency.DONE
    if day is None:
        return Urgency.LATER
    if day < today:
        return Urgency.OVERDUE
    sunday = today + timedelta(days=6 - today.weekday())
    return Urgency.THIS_WEEK if day <= sunday else Urgency.LATER


def task_day(visit: Visit, task: Task) -> date | None:
    """The calendar day by which a task is to be done."""
    return due_day(task.due, visit.first_day)


def task_urgency(visit: Visit, task: Task, today: date) -> Urgency:
    """Where a task stands on `today`."""
    return urgency(task_day(visit, task), today, done=task.done)


def without_known(visit: Visit, tasks: tuple[Task, ...]) -> tuple[Task, ...]:
    """Those tasks whose title the visit's list does not have yet, done or not; each once."""
    known = {same_name(task.title) for task in visit.tasks}
    kept: list[Task] = []
    for task in tasks:
        if same_name(task.title) not in known:
            known.add(same_name(task.title))
            kept.append(task)
    return tuple(kept)
