"""The usual tasks: in order, readable, added once."""

from __future__ import annotations

from datetime import date

import pytest

from visitplanner.domain.base import same_name
from visitplanner.domain.office import Task, parse_relative
from visitplanner.domain.programme import Stop
from visitplanner.domain.visit import Visit
from visitplanner.planning.usual_tasks import USUAL_TASKS, UsualTask, add_tasks, proposals

FIRST, LAST = date(2026, 5, 4), date(2026, 5, 7)


def visit(*tasks: Task) -> Visit:
    return Visit(stops=(Stop(city="Turin", arrive=FIRST, leave=LAST),), tasks=tasks)


def test_every_phase_is_there_and_nothing_twice() -> None:
    titles = [same_name(task.title) for task in USUAL_TASKS]
    assert len(titles) == len(set(titles))
    assert {task.due for task in USUAL_TASKS} >= {
        *(f"T-{weeks}w" for weeks in (24, 12, 10, 8, 6, 4, 2, 1)),
        *("T-1d", "T+0d", "L+0d", "L+1w", "L+4w", "L+12w"),
    }


def test_they_come_in_order_of_time() -> None:
    days = [one.day for one in proposals(visit())]
    assert all(days)
    assert days == sorted(days, key=lambda day: day or date.min)
    assert (days[0], days[-1]) == (date(2025, 11, 17), date(2026, 7, 30))


@pytest.mark.parametrize(
    ("due", "relative"), [("T-6w", "T-6w"), ("L+0d", "T+3d"), ("L+1w", "T+10d")]
)
def test_what_comes_with_the_end_counts_from_the_last_day(due: str, relative: str) -> None:
    assert UsualTask("x", due).relative(visit()) == parse_relative(relative)


@pytest.mark.parametrize(
    ("due", "relative"), [("L+0d", "T+0d"), ("L+1w", "T+1w"), ("L+12w", "T+12w")]
)
def test_of_a_visit_without_days_the_end_is_the_beginning(due: str, relative: str) -> None:
    assert UsualTask("x", due).relative(Visit()) == parse_relative(relative)
    one_day = Visit(stops=(Stop(city="Turin", arrive=FIRST, leave=FIRST),))
    assert UsualTask("x", due).relative(one_day) == parse_relative(relative)


def test_without_days_they_are_still_relative() -> None:
    found = proposals(Visit())
    assert {one.day for one in found} == {None}
    assert all(one.task.due for one in found)


def test_what_is_there_by_title_is_known_and_never_added_again() -> None:
    own = Task(title=" host packs OUT ", done=True, owner="Olga")
    plan = visit(own)
    found = proposals(plan)
    assert [one.task.title for one in found if one.known] == ["Host packs out"]
    assert {one.task.owner for one in found} == {"Olga"}
    added = add_tasks(plan, [one.task for one in found])
    assert added.tasks[0] is own
    assert len(added.tasks) == len(USUAL_TASKS)
    assert add_tasks(added, [one.task for one in proposals(added)]) is added
