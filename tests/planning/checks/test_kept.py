"""What a plan takes over from the one before an edit is what it would work out itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.checks.test_checker import SEEDS, compare, story
from tests.planning.checks.worlds import anew, world
from visitplanner.domain.index import People
from visitplanner.domain.people import Delegate
from visitplanner.domain.records import rebuilt, with_rows
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import Registration
from visitplanner.planning.checks import idle
from visitplanner.planning.checks.compiled import Plan
from visitplanner.planning.checks.crowd import Crowd
from visitplanner.planning.checks.known import NOTHING_ELSE
from visitplanner.planning.checks.steps import placed_steps, steps
from visitplanner.planning.checks.trail import jumps, whereabouts_at_night
from visitplanner.planning.checks.turnover import NOBODY


def _organisation(_plan: Plan, person: Delegate) -> str:
    return person.organisation


def _with_needs(_plan: Plan, person: Delegate) -> tuple[str, ...]:
    return person.diet


def _kept(plan: Plan) -> tuple[object, ...]:
    """What is asked of a plan in each of the ways in which it remembers answers.

    Bit sets are told by the people in them: who has left may have left a hole.
    """

    def named(people: int) -> list[str]:
        return [person.id for person in plan.crowd.members(people)]

    def sets(by: Mapping[Any, int]) -> dict[Any, list[str]]:
        return {key: named(people) for key, people in by.items()}

    needy = [(person.id, diet) for person, diet in plan.each_person(_with_needs)]
    alike = [[person.id for person in those] for those in plan.alike(_organisation)]
    shared = [sets(idle.gaps(plan, day)) for day in plan.days]
    ways = [
        [(step.first.record.id, step.second.record.id, named(step.people)) for step in found]
        for found in (steps(plan), placed_steps(plan))
    ]
    jumps_ = [
        (jump.first.record.id, jump.second.record.id, named(jump.people), named(jump.staying))
        for jump in jumps(plan)
    ]
    nights = {
        day: sets({(spot.key, spot.city_key, spot.position): who for spot, who in there.items()})
        for day, there in whereabouts_at_night(plan).items()
    }
    who = [(row.record.id, named(row.who), named(row.named)) for row in plan.rows]
    crowd = named(plan.crowd.everyone), named(plan.crowd.active), named(plan.crowd.wheelchairs)
    of = sets(plan.people_by(_organisation))
    return who, crowd, needy, of, alike, shared, ways, jumps_, nights


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


def _come_and_go(start: int, seeds: list[int]) -> Iterator[Visit]:
    """The plan while people are removed, come back, or get another ID or status."""
    visit = world(start)
    gone: list[Delegate] = []
    yield visit
    for seed in seeds:
        people = list(visit.delegates)
        position = seed % (len(people) or 1)
        match seed % 5:
            case 0 if gone:
                people.insert(position, gone.pop(seed % len(gone)))
            case 1 if people:
                people[position] = rebuilt(people[position], {"code": f"P{seed % 30:02}"})
            case 2 if people:
                status = (Registration.CANCELLED, Registration.CONFIRMED)[seed % 2]
                people[position] = rebuilt(people[position], {"status": status})
            case _ if people:
                gone.append(people.pop(position))
        visit = with_rows(visit, delegates=tuple(people))
        yield visit


@given(SEEDS, st.lists(SEEDS, max_size=30))
@settings(max_examples=40)
def test_people_who_come_and_go_leave_all_as_it_is_for_the_others(
    start: int, seeds: list[int]
) -> None:
    compiled: Plan | None = None
    for visit in _come_and_go(start, seeds):
        compiled = Plan(visit, before=compiled)
        assert _kept(compiled) == _kept(Plan(anew(visit)))


@given(SEEDS, st.lists(SEEDS, max_size=8))
@settings(max_examples=15)
def test_all_is_found_while_people_come_and_go(start: int, seeds: list[int]) -> None:
    compare((visit, None, NOTHING_ELSE) for visit in _come_and_go(start, seeds))


def test_nobody_moves_when_somebody_leaves_and_comes_back() -> None:
    visit = world(1)
    crowd, *others = Crowd(People(visit.delegates)), *visit.delegates[1:]
    without, left = crowd.after(People(tuple(others)))
    again, back = without.after(People(visit.delegates))
    assert left is not None
    assert back is not None
    assert not left.shifts
    assert not back.shifts
    assert without.position.items() < crowd.position.items()
    assert (again.position, again.holes, without.everyone) == (
        crowd.position,
        0,
        crowd.everyone & ~crowd.those(visit.delegates[:1]),
    )
