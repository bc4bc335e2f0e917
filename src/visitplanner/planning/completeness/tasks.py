"""What is missing as tasks for the organiser's list."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Final

from visitplanner.domain.base import FIRST_YEAR, LAST_YEAR, same_name
from visitplanner.domain.office import Task
from visitplanner.domain.records import with_rows
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import DelegateRole
from visitplanner.planning.completeness.result import Completeness

_NAMESPACE: Final = uuid.UUID("6f1c4a52-0d0e-5f43-9d0b-8a1f6f6d2f7e")


def as_tasks(completeness: Completeness) -> tuple[Task, ...]:
    """A task for each request, due when its first answer is; the same each time it is asked for.

    Its owner is the first of the delegation's staff, else the organiser.
    """
    visit = completeness.visit
    owner = _owner(visit)
    titles = dict.fromkeys(ask.text for ask in completeness.asks)
    due = {ask.text: ask.due for ask in reversed(completeness.asks)}
    return tuple(
        Task(
            id=uuid.uuid5(_NAMESPACE, f"{visit.id}|{title}").hex,
            title=title,
            due=_sane(due[title]),
            owner=owner,
        )
        for title in titles
    )


def _sane(due: date | None) -> date | None:
    """A day that a task may have; one beyond what plans know is left out."""
    return due if due and FIRST_YEAR <= due.year <= LAST_YEAR else None


def _owner(visit: Visit) -> str:
    staff = (d.name for d in visit.delegates if d.active and d.role is DelegateRole.STAFF)
    return next(staff, visit.organiser)


def add_missing_tasks(visit: Visit, completeness: Completeness) -> Visit:
    """The visit with those tasks of `as_tasks` that it does not have yet, at the end of its list.

    A task of the same title counts as the same, done or not; so does one that was renamed. Where
    there is nothing to add, the visit itself is given back.
    """
    titles = {same_name(task.title) for task in visit.tasks}
    ids = {record.id for record in visit.records()}
    new = [
        task
        for task in as_tasks(completeness)
        if same_name(task.title) not in titles and task.id not in ids
    ]
    return with_rows(visit, tasks=(*visit.tasks, *new)) if new else visit
