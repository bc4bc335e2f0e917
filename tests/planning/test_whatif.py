"""What an edit would do to the problems of a plan."""

from __future__ import annotations

from functools import partial

from tests.planning.checks.plans import TUESDAY, item, plan
from visitplanner.domain.edits import change, waive
from visitplanner.domain.visit import Visit
from visitplanner.domain.waivers import Waiver
from visitplanner.planning.checks import Problem, run_checks
from visitplanner.planning.whatif import WhatIf, compare, what_if

CODE = "person-in-two-places"


def clash(who: str, *, optional: bool = False) -> Visit:
    """Two items at one time, the second one for some people only."""
    visit = plan(item("A1", "09:00", "10:00", who="all"), item("A2", "11:00", "12:00"))
    later = visit.items[1].id
    return change(visit, later, start=visit.items[0].start, who=who, optional=optional)


def clashes(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.severity.value for problem in problems if problem.code == CODE]


def effect(before: Visit, after: Visit) -> tuple[list[str], list[str]]:
    found = compare(before, after, TUESDAY)
    return clashes(found.appearing), clashes(found.disappearing)


def test_a_problem_comes_and_goes() -> None:
    none, some = clash(""), clash("P01")
    assert effect(none, some) == (["error"], [])
    assert effect(some, none) == ([], ["error"])
    assert effect(some, some) == ([], [])


def test_a_problem_of_fewer_people_is_not_new_and_has_not_gone() -> None:
    assert effect(clash("P01; P02"), clash("P01")) == ([], [])


def test_a_problem_of_more_people_is_new_and_none_has_gone() -> None:
    assert effect(clash("P01"), clash("P01; P02")) == (["error"], [])


def test_a_problem_that_becomes_graver_is_new() -> None:
    assert effect(clash("P01", optional=True), clash("P01")) == (["error"], [])
    assert effect(clash("P01"), clash("P01", optional=True)) == ([], [])


def test_other_people_have_a_problem_of_their_own() -> None:
    assert effect(clash("P01"), clash("P02")) == (["error"], ["error"])


def test_a_problem_of_a_copy_is_one_of_the_record() -> None:
    before = clash("P01")
    after = change(before, before.items[1].id, code="A2b")
    assert effect(before, after) == (["error"], ["error"])
    same = compare(before, after, TUESDAY, copies={"A2b": "A2"})
    assert (clashes(same.appearing), clashes(same.disappearing)) == ([], [])


def test_an_accepted_problem_is_none() -> None:
    before, after = clash(""), clash("P01")
    (problem,) = (one for one in run_checks(after, TUESDAY) if one.code == CODE)
    waiver = Waiver(
        code=CODE, subjects=problem.subjects, reason="Both end early.", inputs=problem.inputs
    )
    assert effect(before, waive(after, waiver)) == ([], [])


def test_an_edit_is_tried_on_a_copy() -> None:
    visit = clash("")
    edit = partial(change, record_id=visit.items[1].id, who="P01")
    found = what_if(visit, edit, TUESDAY)
    assert clashes(found.appearing) == ["error"]
    assert visit.items[1].who == ""
    assert [one["code"] for one in found.as_json()["appearing"]] == [
        one.code for one in found.appearing
    ]
    assert WhatIf().as_json() == {"appearing": [], "disappearing": []}
