"""What is worked out for one part of the timed rows after the other, and again after edits."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, TypeVar

from visitplanner.planning.checks.rows import Segment

if TYPE_CHECKING:
    from visitplanner.planning.checks.compiled import Plan

T = TypeVar("T")

State = tuple[Hashable, ...]
SweepWork = Callable[..., tuple[T, State]]
SweepPatch = Callable[..., tuple[T, State]]
_Swept = dict[int, tuple[Segment, State, tuple[T, State]]]
"""What a sweep has given for each part, from which state on, and what state it left."""


def swept(plan: Plan, work: SweepWork[T]) -> _Swept[T]:
    """What a sweep gives for each part of a plan."""
    state: State = ()
    found: _Swept[T] = {}
    for segment in plan.segments:
        answer = work(plan, segment, *state)
        found[segment.day] = segment, state, answer
        state = answer[1]
    return found


def swept_again(
    plan: Plan,
    works: tuple[SweepWork[T], SweepPatch[T] | None],
    before: _Swept[T],
    people: int,
    faces: int,
) -> _Swept[T]:
    """What a sweep gives once some people go otherwise, and some of these have another stay."""
    work, patch = works
    state: State = ()
    found: _Swept[T] = {}
    for segment in plan.segments:
        was = before.get(segment.day)
        if was is None:
            answer = work(plan, segment, *state)
        elif was[0] is segment and was[1] == state and not segment.has(faces):
            answer = was[2]
        elif patch is None:
            answer = work(plan, segment, *state)
        else:
            answer = patch(plan, segment, state, was[2], people)
        found[segment.day] = segment, state, answer
        state = answer[1]
    return found
