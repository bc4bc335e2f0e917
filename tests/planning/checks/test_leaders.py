from __future__ import annotations

from typing import Any

import pytest

from tests.planning.checks.plans import (
    PEOPLE,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    changed,
    edge,
    found,
    item,
    journey,
    plan,
    repaired,
    stop,
    the,
)
from visitplanner.domain.people import Delegate
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import DelegateRole, ItemKind, Registration, Status
from visitplanner.planning.checks import Severity

LEADER = "no-leader"
HEAD, DEPUTY = DelegateRole.HEAD, DelegateRole.DEPUTY
DAYS = tuple(
    item(f"A{n}", "09:00", "10:00", day=day)
    for n, day in enumerate((TUESDAY, WEDNESDAY, THURSDAY), 1)
)


def people(first: dict[str, Any], second: dict[str, Any] | None = None) -> tuple[Delegate, ...]:
    return (changed(PEOPLE[0], **first), changed(PEOPLE[1], **(second or {})), *PEOPLE[2:])


# --- No head -------------------------------------------------------------------------------------


def test_without_a_head_there_is_a_warning() -> None:
    visit = plan()
    problem = the(visit, LEADER)
    assert problem.severity is Severity.WARNING
    assert problem.subjects == ("visit:Head of delegation",)
    assert problem.records == (visit.id,)
    assert problem.message == "Nobody is named as head of the delegation."
    assert problem.fix == "Name one; hosts, hotels and drivers ask for that person first."
    assert problem.repair is None


@pytest.mark.parametrize(
    "visit",
    [
        plan(head="P01"),
        plan(people=people({"role": HEAD})),
        plan(head="P77"),  # an unknown reference, and reported as such
        plan(people=PEOPLE[:1]),
        plan(people=(PEOPLE[0], changed(PEOPLE[1], status=Registration.WAITING))),
        plan(people=()),
        Visit(),
    ],
)
def test_a_head_by_field_or_by_role_or_nobody_to_lead(visit: Visit) -> None:
    assert not found(visit, LEADER)


def test_the_one_deputy_may_take_over_with_one_click() -> None:
    visit = plan(people=people({}, {"role": DEPUTY}))
    problem = the(visit, LEADER)
    assert problem.repair_label == "Make Jan Novák head of the delegation"
    assert repaired(visit, problem).head == "P02"
    two = plan(people=people({"role": DEPUTY}, {"role": DEPUTY}))
    assert the(two, LEADER).repair is None


@pytest.mark.parametrize("fields", [{"joins": edge(WEDNESDAY)}, {"code": "P01"}])
def test_a_deputy_who_is_not_always_there_or_not_clearly_named_may_not(
    fields: dict[str, Any],
) -> None:
    visit = plan(*DAYS, people=people({}, {"role": DEPUTY} | fields))
    assert the(visit, LEADER).repair is None
    assert the(visit, LEADER).repair_label is None


@pytest.mark.parametrize("field", [{"head": "P01"}, {}])
def test_a_head_who_has_cancelled_leads_nobody(field: dict[str, Any]) -> None:
    lost = {"role": HEAD, "status": Registration.CANCELLED}
    visit = plan(*DAYS, people=people(lost, {"role": DEPUTY}), **field)
    problem = the(visit, LEADER)
    assert problem.subjects == ("visit:Head of delegation", "P01")
    assert problem.records == (visit.id, visit.delegates[0].id)
    assert problem.message == "Ana Ruiz, the head of the delegation, does not take part."
    assert problem.fix == "Name another head."
    assert problem.repair_label == "Make Jan Novák head of the delegation"
    assert repaired(visit, problem).head == "P02"


# --- Days without one ----------------------------------------------------------------------------


def test_days_on_which_nobody_leads_are_one_warning() -> None:
    visit = plan(*DAYS, people=people({"role": HEAD, "joins": edge(THURSDAY)}))
    problem = the(visit, LEADER)
    assert problem.subjects == ("2026-11-10", "2026-11-11", "P01")
    assert problem.records == (visit.delegates[0].id,)
    assert problem.message == (
        "Ana Ruiz is not with the group on Tue 10 Nov and Wed 11 Nov, and nobody else leads it."
    )
    assert problem.fix == "Name a deputy who is there."
    assert problem.day == TUESDAY


def test_neither_the_head_nor_the_deputy() -> None:
    visit = plan(
        *DAYS,
        people=people({"role": DEPUTY, "leaves": edge(TUESDAY)}, {"leaves": edge(WEDNESDAY)}),
        head="P02",
    )
    problem = the(visit, LEADER)
    assert problem.subjects == ("2026-11-12", "P01", "P02")
    assert problem.message == (
        "Ana Ruiz and Jan Novák are not with the group on Thu 12 Nov, and nobody else leads it."
    )


def test_a_deputy_is_enough() -> None:
    both = people({"role": HEAD, "joins": edge(THURSDAY)}, {"role": DEPUTY})
    assert not found(plan(*DAYS, people=both), LEADER)
    assert not found(plan(*DAYS, people=both, head="Nobody"), LEADER)


def test_with_a_head_by_field_the_role_counts_for_nothing() -> None:
    both = people({"role": HEAD}, {"joins": edge(THURSDAY)})
    assert the(plan(*DAYS, people=both, head="P02"), LEADER).subjects[:2] == (
        "2026-11-10",
        "2026-11-11",
    )
    two = people({"role": HEAD, "joins": edge(THURSDAY)}, {"role": HEAD})
    assert not found(plan(*DAYS, people=two), LEADER)


def test_a_head_who_is_there_and_at_nothing_leads_nobody() -> None:
    visit = plan(item("A1", "09:00", "10:00", who="all except P01"), head="P01")
    assert the(visit, LEADER).subjects == ("2026-11-10", "P01")


def test_a_few_may_go_somewhere_by_themselves() -> None:
    more = (*PEOPLE, Delegate(code="P06", given_name="Ed"), Delegate(code="P07", given_name="Flo"))
    visit = plan(item("A1", "09:00", "10:00", who="P03; P04; P05"), people=more, head="P01")
    assert not found(visit, LEADER)
    half = plan(item("A1", "09:00", "10:00", who="P03; P04; P05"), people=more[:6], head="P01")
    assert found(half, LEADER)


def test_parallel_groups_are_one_day() -> None:
    visit = plan(
        item("A1", "09:00", "10:00", who="P03; P04; P05"),
        item("A2", "09:00", "10:00", who="P01; P02; P05"),
        head="P01",
    )
    assert not found(visit, LEADER)


def test_of_two_people_both_are_the_group() -> None:
    visit = plan(
        *DAYS, people=(changed(PEOPLE[0], joins=edge(WEDNESDAY)), *PEOPLE[1:3]), head="P01"
    )
    assert not found(visit, LEADER)  # two of three are no group
    pair = (changed(PEOPLE[0], joins=edge(WEDNESDAY)), PEOPLE[1])
    both = plan(item("A1", "09:00", "10:00", who="P01; P02"), people=pair, head="P01")
    assert not found(both, LEADER)


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": ItemKind.NOTE},
        {"kind": ItemKind.FREE_TIME},
        {"optional": True},
        {"status": Status.IDEA},
        {"who": "P02; P03"},
    ],
)
def test_what_needs_no_leader(fields: dict[str, Any]) -> None:
    away = people({"role": HEAD, "joins": edge(WEDNESDAY)})
    visit = plan(item("A1", "09:00", "10:00", **fields), people=away)
    assert not found(visit, LEADER)


def test_on_a_journey_nobody_has_to_lead() -> None:
    away = people({"role": HEAD, "joins": edge(WEDNESDAY)})
    visit = plan(journey("T1", "08:00", "09:00"), stop(), people=away)
    assert not found(visit, LEADER)
