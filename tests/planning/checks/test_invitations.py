from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.planning.checks.plans import (
    PEOPLE,
    TUESDAY,
    WEDNESDAY,
    changed,
    clock,
    edge,
    found,
    item,
    journey,
    plan,
    repaired,
    the,
)
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Item
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import DelegateRole, ItemKind, Registration, Status
from visitplanner.planning.checks import Severity

NOBODY, UNEVEN = "nobody-invited", "unbalanced-groups"
CROWD = tuple(
    Delegate(code=f"P{n:02}", given_name=f"Given{n}", family_name=f"Family{n}")
    for n in range(1, 13)
)


def some(first: int, last: int) -> str:
    return "; ".join(f"P{n:02}" for n in range(first, last + 1))


# --- Nobody --------------------------------------------------------------------------------------


def test_an_item_without_people_is_a_note() -> None:
    visit = plan(item("A1", "20:00", "22:00", title="Dinner", who=""))
    problem = the(visit, NOBODY)
    assert problem.severity is Severity.NOTE
    assert problem.subjects == ("A1",)
    assert problem.message == "Nobody is invited to “Dinner” at 20:00 on Tue 10 Nov."
    assert problem.fix == "Choose who takes part: everybody, a group or some people."
    assert (problem.day, problem.clock) == (TUESDAY, clock("20:00"))


def test_everybody_may_be_invited_with_one_click() -> None:
    visit = plan(item("A1", "20:00", "22:00", title="Dinner", who=""))
    problem = the(visit, NOBODY)
    assert problem.repair_label == "Invite everybody to “Dinner”"
    assert repaired(visit, problem).items[0].who == "all"


@pytest.mark.parametrize(("start", "free"), [("20:59", False), ("21:00", True)])
def test_not_everybody_is_invited_who_is_elsewhere(start: str, free: bool) -> None:
    visit = plan(item("A1", start, "22:00", who=""), item("A2", "20:00", "21:00", who="P03"))
    assert bool(the(visit, NOBODY).repair) is free


def test_nobody_is_invited_before_they_come() -> None:
    people = tuple(changed(person, joins=edge(WEDNESDAY)) for person in PEOPLE)
    assert the(plan(item("A1", "20:00", "22:00", who=""), people=people), NOBODY).repair is None


def test_those_who_are_invited_may_all_have_cancelled() -> None:
    people = (PEOPLE[0], changed(PEOPLE[1], status=Registration.CANCELLED))
    visit = plan(item("A1", "20:00", "22:00", title="Dinner", who="P02"), people=people)
    problem = the(visit, NOBODY)
    assert problem.message == (
        "None of those who are invited to “Dinner” at 20:00 on Tue 10 Nov is there."
    )
    assert problem.repair is None
    assert problem.repair_label is None


def test_journeys_have_passengers() -> None:
    problem = the(plan(journey("T1", "08:00", "08:20", destination="Sants", who="")), NOBODY)
    assert problem.message == "Nobody travels on “Coach to Sants” at 08:00 on Tue 10 Nov."
    people = (*PEOPLE[:4], changed(PEOPLE[4], joins=edge(WEDNESDAY), groups=("Late",)))
    visit = plan(journey("T1", "08:00", "08:20", destination="Sants", who="group: Late"),
                 people=people)  # fmt: skip
    assert the(visit, NOBODY).message == (
        "None of those who are to travel on “Coach to Sants” at 08:00 on Tue 10 Nov is there."
    )


def test_a_whole_day_is_not_offered_to_everybody() -> None:
    assert the(plan(item("A1", title="Fair", who="")), NOBODY).repair is None


@pytest.mark.parametrize(
    "fields",
    [
        {"who": "P01"},
        {"kind": ItemKind.NOTE},
        {"status": Status.IDEA},
        {"status": Status.CANCELLED},
        {"day": None},
        {"who": "P77"},  # an unknown reference, and reported as such
    ],
)
def test_items_that_need_nobody_yet(fields: dict[str, Any]) -> None:
    values = {"who": ""} | fields
    assert not found(plan(item("A1", "20:00", "22:00", **values)), NOBODY)


@pytest.mark.parametrize(
    "fields", [{"kind": ItemKind.NOTE}, {"status": Status.IDEA}, {"day": None}, {"who": "P77"}]
)
def test_what_needs_nobody_hides_nothing_that_comes_after_it(fields: dict[str, Any]) -> None:
    first = item("A1", "08:00", "08:30", **({"who": ""} | fields))
    visit = plan(first, item("A2", "20:00", "22:00", who=""))
    assert the(visit, NOBODY).subjects == ("A2",)


def test_without_people_nobody_is_missed() -> None:
    assert not found(plan(item("A1", "20:00", "22:00", who=""), people=()), NOBODY)
    waiting = (changed(PEOPLE[0], status=Registration.WAITING),)
    assert not found(plan(item("A1", "20:00", "22:00", who=""), people=waiting), NOBODY)


# --- Groups --------------------------------------------------------------------------------------


def halves(many: str, few: str, **fields: Any) -> Visit:
    values = {"start": "10:00", "end": "11:00", "title": "Water"} | fields
    return plan(
        item("A1", "10:00", "12:00", title="Energy", who=many),
        item("A2", who=few, **values),
        people=CROWD,
    )


def test_groups_of_very_different_size_are_a_note() -> None:
    problem = the(halves(some(1, 6), some(7, 8)), UNEVEN)
    assert problem.severity is Severity.NOTE
    assert problem.subjects == ("A1", "A2")
    assert problem.message == (
        "“Energy” at 10:00 on Tue 10 Nov has 6 people, “Water” at the same time 2 people."
    )
    assert problem.fix == "Let some people change groups, unless it is meant so."
    assert (problem.day, problem.clock) == (TUESDAY, clock("10:00"))
    assert problem.repair is None


def test_the_larger_one_is_named_first() -> None:
    assert the(halves(some(7, 8), some(1, 6)), UNEVEN).subjects == ("A2", "A1")


@pytest.mark.parametrize(
    ("many", "few", "fields"),
    [
        (some(1, 5), some(7, 8), {}),  # not three times as many
        (some(1, 6), "P07", {}),  # an appointment of one's own
        (some(1, 6), some(6, 7), {}),  # in both: another matter
        (some(1, 6), some(7, 8), {"start": "10:05"}),
        (some(1, 6), some(7, 8), {"kind": ItemKind.FREE_TIME}),
        (some(1, 6), some(7, 8), {"optional": True}),
        (some(1, 6), some(7, 8), {"status": Status.IDEA}),
        (some(1, 6), some(7, 8), {"start": "", "end": ""}),
    ],
)
def test_what_is_no_group_or_not_too_small(many: str, few: str, fields: dict[str, Any]) -> None:
    assert not found(halves(many, few, **fields), UNEVEN)


def test_helpers_are_no_group_of_the_delegation() -> None:
    roles = {"P07": DelegateRole.STAFF, "P08": DelegateRole.INTERPRETER}
    people = tuple(changed(p, role=roles.get(p.code, p.role)) for p in CROWD)
    visit = halves(some(1, 6), some(7, 8)).model_copy(update={"delegates": people})
    assert not found(visit, UNEVEN)
    visit = halves(some(1, 9), some(8, 8) + "; P10; P11").model_copy(update={"delegates": people})
    assert not found(visit, UNEVEN)


def test_of_several_groups_the_most_unequal_are_named() -> None:
    visit = plan(
        item("A1", "10:00", "11:00", who=some(1, 6)),
        item("A2", "10:00", "11:00", who=some(7, 8)),
        item("A3", "10:00", "11:00", who=some(2, 3)),
        item("A4", "10:00", "11:00", who=some(9, 10)),
        item("A5", "12:00", "13:00", who=some(1, 6)),
        item("A6", "12:00", "13:00", who=some(7, 12)),
        item("A7", "14:00", "15:00", who=some(1, 9)),
        item("A8", "14:00", "15:00", who=some(10, 12)),
        people=CROWD,
    )
    assert [problem.subjects for problem in found(visit, UNEVEN)] == [("A1", "A4"), ("A7", "A8")]


# --- Nothing -------------------------------------------------------------------------------------


def test_a_clean_and_a_blank_plan_are_silent() -> None:
    clean = plan(item("A1", "09:00", "10:00"), item("A2", "10:00", "11:00"))
    for visit in (clean, Visit(), Visit(items=(Item(),), delegates=(Delegate(),))):
        assert not found(visit, NOBODY)
        assert not found(visit, UNEVEN)


def test_of_a_day_outside_the_visit_it_is_the_day_that_is_said() -> None:
    early = item("A1", "16:00", "17:00", day=TUESDAY - timedelta(days=6), who="all")
    ana = changed(PEOPLE[0], joins=edge(TUESDAY))
    assert not found(plan(early, people=(ana,)), "nobody-invited")
    assert found(plan(early.model_copy(update={"who": ""}), people=(ana,)), "nobody-invited")
    assert the(plan(early, people=(ana,)), "outside-the-visit").subjects == ("A1",)
