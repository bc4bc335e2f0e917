"""What a plan takes over from the one before an edit is what it would work out itself."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.checks.test_checker import SEEDS, story
from tests.planning.checks.worlds import anew, world
from visitplanner.domain.index import People
from visitplanner.domain.people import Delegate
from visitplanner.planning.checks import idle
from visitplanner.planning.checks.compiled import Plan
from visitplanner.planning.checks.crowd import Crowd
from visitplanner.planning.checks.steps import placed_steps, steps
from visitplanner.planning.checks.trail import jumps, whereabouts_at_night
from visitplanner.planning.checks.turnover import NOBODY


def _organisation(_plan: Plan, person: Delegate) -> str:
    return person.organisation


def _with_needs(_plan: Plan, person: Delegate) -> tuple[str, ...]:
    return person.diet


def _kept(plan: Plan) -> tuple[object, ...]:
    """What is asked of a plan in each of the ways in which it remembers answers."""
    needy = [(person.id, diet) for person, diet in plan.each_person(_with_needs)]
    alike = [[person.id for person in those] for those in plan.alike(_organisation)]
    shared = [dict(idle.gaps(plan, day)) for day in plan.days]
    steps_ = [(step.first.record.id, step.second.record.id, step.people) for step in steps(plan)]
    placed = [(s.first.record.id, s.second.record.id, s.people) for s in placed_steps(plan)]
    jumps_ = [(j.first.record.id, j.second.record.id, j.people, j.staying) for j in jumps(plan)]
    nights = {
        day: {(spot.key, spot.city_key, spot.position): who for spot, who in there.items()}
        for day, there in whereabouts_at_night(plan).items()
    }
    ways = steps_, placed, jumps_, nights
    who = [(row.record.id, row.who, row.named) for row in plan.rows]
    return who, needy, dict(plan.people_by(_organisation)), alike, shared, ways


def test_other_tables_of_the_same_people_are_no_edit() -> None:
    visit = world(1)
    crowd = Crowd(People(visit.delegates))
    after, turnover = crowd.after(People(visit.delegates))
    assert turnover is NOBODY
    assert (after.people, after.active) == (crowd.people, crowd.active)


@given(SEEDS, st.lists(SEEDS, max_size=10))
@settings(max_examples=40)
def test_what_a_plan_takes_over_is_what_it_would_work_out(start: int, edits: list[int]) -> None:
    compiled: Plan | None = None
    for visit, today, known in story(start, edits):
        compiled = Plan(visit, today, known=known, before=compiled)
        assert _kept(compiled) == _kept(Plan(anew(visit), today, known=known))
