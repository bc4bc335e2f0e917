"""Overlaps kept from edit to edit are those found anew, whatever the edits."""

from __future__ import annotations

import random

import pytest

from tests.bench.large_plan import large, mixed_edits
from tests.desktop.conftest import by_code, small_plan
from visitplanner.desktop.timeline.conflicts import Clashes, clashes, everybody
from visitplanner.domain import edits


def test_an_overlap_is_noted_with_both() -> None:
    plan = small_plan()
    lunch, foundry = by_code(plan, "A2"), by_code(plan, "A3")
    found = clashes(plan)
    assert set(found) == {lunch.id, foundry.id}
    (one,) = found[lunch.id]
    assert (one.other, one.minutes, one.people) == (foundry.id, 30, 3)


@pytest.mark.parametrize("seed", [1, 2])
def test_what_is_kept_is_what_would_be_found(seed: int) -> None:
    visit, kept = large(60, 80), Clashes()
    assert kept.of(visit, everybody(visit)) == clashes(visit)
    for _name, after in mixed_edits(visit, 60, seed):
        assert kept.of(after, everybody(after)) == clashes(after)


def test_many_changes_at_once_are_compared_anew() -> None:
    visit, kept, draw = large(60, 80), Clashes(), random.Random(4)
    kept.of(visit, everybody(visit))
    chosen = draw.sample([item.id for item in visit.items], 30)
    after = edits.change_many(visit, chosen, who="all")
    assert kept.of(after, everybody(after)) == clashes(after)
