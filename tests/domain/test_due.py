"""By when things are to be done, and how urgent that is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawn_values import days
from visitplanner.domain import due
from visitplanner.domain.due import Urgency
from visitplanner.domain.office import RelativeDue, Task, parse_relative
from visitplanner.domain.programme import Stop
from visitplanner.domain.visit import Visit

FIRST = date(2026, 5, 4)
WEDNESDAY = date(2026, 4, 1)


def visit(*tasks: Task) -> Visit:
    return Visit(stops=(Stop(city="Turin", arrive=FIRST),), tasks=tasks)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 3, 31), Urgency.OVERDUE),
        (date(2026, 4, 1), Urgency.THIS_WEEK),
        (date(2026, 4, 5), Urgency.THIS_WEEK),
        (date(2026, 4, 6), Urgency.LATER),
        (None, Urgency.LATER),
    ],
)
def test_a_week_ends_on_sunday(day: date | None, expected: Urgency) -> None:
    assert due.urgency(day, WEDNESDAY) is expected
    assert due.urgency(day, WEDNESDAY, done=True) is Urgency.DONE


def test_relative_days_move_with_the_visit() -> None:
    task = Task(title="Rooms", due=parse_relative("T-2w"))
    assert due.task_day(visit(task), task) == date(2026, 4, 20)
    assert due.task_day(Visit(tasks=(task,)), task) is None
    assert due.task_urgency(visit(task), task, date(2026, 4, 21)) is Urgency.OVERDUE


def test_titles_that_are_there_already_are_left_out() -> None:
    plan = visit(Task(title="Host packs out", done=True))
    new = (Task(title="host  packs OUT"), Task(title="Badges"), Task(title="badges"))
    assert due.without_known(plan, new) == (new[1],)


@given(st.integers(-999, 999), st.sampled_from("dw"), days(), days())
def test_exactly_one_group_takes_each_task(count: int, unit: str, first: date, today: date) -> None:
    relative = RelativeDue.model_validate({"count": count, "unit": unit})
    day = due.due_day(relative, first)
    assert day is not None
    assert (day - first) == timedelta(days=count * (7 if unit == "w" else 1))
    found = due.urgency(day, today)
    assert (found is Urgency.OVERDUE) == (day < today)
    assert (found is Urgency.THIS_WEEK) == (
        day >= today and day.isocalendar()[:2] == today.isocalendar()[:2]
    )
