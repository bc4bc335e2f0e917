"""People change vehicles; the rules stay readable and mean exactly those who ride."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visitplanner.domain import seating
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Journey
from visitplanner.domain.times import Edge
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import Registration
from visitplanner.domain.who import parse_who
from visitplanner.errors import PlanError

MONDAY = date(2026, 5, 4)
CODES = tuple(f"P{n}" for n in range(1, 10))


def plan(*rules: str) -> Visit:
    """Nine people, 1 to 4 green, 5 to 7 blue; 8 comes on Tuesday, 9 has cancelled."""
    people = []
    for number, code in enumerate(CODES, start=1):
        groups = ("Green",) if number < 5 else ("Blue",) if number < 8 else ()
        people.append(
            Delegate(
                id=code,
                code=code,
                given_name=f"Given{number}",
                family_name="Family",
                groups=groups,
                joins=Edge(day=date(2026, 5, 5)) if number == 8 else None,
                status=Registration.CANCELLED if number == 9 else Registration.CONFIRMED,
            )
        )
    journeys = tuple(
        Journey(id=f"j{n}", depart_day=MONDAY, depart=time(9), arrive=time(10), who=rule)
        for n, rule in enumerate(rules)
    )
    return Visit(delegates=tuple(people), journeys=journeys)


def whos(visit: Visit) -> list[str]:
    return [journey.who for journey in visit.journeys]


def aboard(visit: Visit, number: int) -> set[str]:
    return {person.id for person in seating.meant(visit, visit.journeys[number])}


def test_one_more_exception_one_more_name() -> None:
    visit = seating.move_people(plan("all except P2", "P2"), ["P3"], "j0", "j1")
    assert whos(visit) == ["all except P2; P3", "P2; P3"]
    back = seating.move_people(visit, ["P3", "P2"], "j1", "j0")
    assert whos(back) == ["all", ""]


def test_groups_keep_their_names() -> None:
    visit = seating.move_people(plan("group: green", "group: Blue"), ["P1"], "j0", "j1")
    assert whos(visit) == ["group: green except P1", "group: Blue; P1"]
    whole = seating.seat(plan("P1; P2; P3"), "j0", ["P4"])
    assert whos(whole) == ["group: Green"]
    nearly = seating.seat(plan("P1; P2; P3; P5; P6"), "j0", ["P7"])
    assert whos(nearly) == ["group: Blue; P1; P2; P3"]


def test_only_one_vehicle_stays_for_all() -> None:
    visit = plan("all", "")
    visit = seating.move_people(visit, ["P1", "P2", "P5", "P6", "P7"], "j0", "j1")
    assert whos(visit) == ["P3; P4", "group: Blue; P1; P2"]


def test_a_left_out_group_is_opened_for_one_of_its_members() -> None:
    visit = seating.seat(plan("all except group: Blue"), "j0", ["P6"])
    assert aboard(visit, 0) == {"P1", "P2", "P3", "P4", "P6"}


def test_somebody_who_is_not_there_yet_is_named() -> None:
    visit = seating.seat(plan("all"), "j0", ["P8"])
    assert whos(visit) == ["all; P8"]


def test_names_that_mean_nobody_stay() -> None:
    visit = seating.move_people(plan("P1; P9; Somebody Else; P2; P3; P4"), ["P1"], "j0", None)
    assert {"P9", "Somebody Else"} <= {part.strip() for part in whos(visit)[0].split(";")}


def test_nothing_moves_from_a_vehicle_to_itself() -> None:
    visit = plan("P1")
    assert seating.move_people(visit, ["P1"], "j0", "j0") is visit
    assert seating.seat(visit, "j0", ["P1"]) is visit


def test_only_people_who_take_part_ride() -> None:
    for who in ("P9", "j0"):
        with pytest.raises(PlanError, match="take part"):
            seating.seat(plan("all"), "j0", [who])
    with pytest.raises(PlanError, match="neither an item"):
        seating.seat(plan("all"), "P1", ["P1"])


def test_two_people_with_one_code_are_not_mixed_up() -> None:
    twins = tuple(Delegate(id=one, code="P1", given_name=one) for one in ("a", "b"))
    visit = Visit(delegates=twins, journeys=(Journey(id="j0", who=""),))
    assert whos(seating.seat(visit, "j0", ["a"])) == ["P1"]
    with pytest.raises(PlanError, match="same ID"):
        seating.seat(visit, "j0", ["b"])


_TERMS = st.sampled_from((*CODES, "all", "group: Green", "group: Blue", "Nobody"))
_LISTS = st.lists(_TERMS, max_size=5).map("; ".join)
_RULES = st.one_of(_LISTS, st.tuples(_LISTS, _LISTS).map(" except ".join))
_WHO = st.sets(st.sampled_from(CODES[:8]), max_size=5)


@given(_RULES, _RULES, _WHO)
def test_nobody_is_lost_or_doubled(one: str, other: str, who: set[str]) -> None:
    visit = plan(one, other)
    source, target = aboard(visit, 0), aboard(visit, 1)
    after = seating.move_people(visit, who, "j0", "j1")
    assert aboard(after, 0) == source - who
    assert aboard(after, 1) == target | who
    everyone = [parse_who(rule).for_everyone for rule in (one, other)]
    now = [parse_who(rule).for_everyone for rule in whos(after)]
    assert sum(now) <= sum(everyone)
