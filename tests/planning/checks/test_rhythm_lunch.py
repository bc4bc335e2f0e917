"""Days on which people have nothing to eat."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.planning.checks.plans import (
    CANARY,
    PEOPLE,
    SOFIA,
    TUESDAY,
    changed,
    clock,
    edge,
    found,
    item,
    journey,
    plan,
    stop,
    the,
)
from visitplanner.domain.vocabulary import ItemKind, JourneyKind, Mode, Status
from visitplanner.planning.checks import Severity

MEAL = "no-meal"


def _day(**fields: Any) -> list[Any]:
    """A morning until 12:00, and an afternoon from 14:00."""
    return [item("A1", "10:00", "12:00", **fields), item("A9", "14:00", "16:00", **fields)]


def test_a_day_without_lunch_is_reported_with_its_people() -> None:
    problem = the(plan(*_day(who="P01; P02")), MEAL)
    assert problem.severity is Severity.WARNING
    assert problem.subjects == ("2026-11-10", "P01", "P02")
    assert problem.message == (
        "Ana Ruiz and Jan Novák have nothing to eat between 12:00 and 15:00 on Tue 10 Nov."
    )
    assert problem.fix == "Add a lunch, or free time if people see to it themselves."
    assert (problem.day, problem.clock) == (TUESDAY, clock("12:00"))
    one = the(plan(*_day(who="P01")), MEAL)
    assert one.message.startswith("Ana Ruiz has nothing to eat ")


@pytest.mark.parametrize(
    ("first", "second", "hungry"),
    [
        (("12:29", "13:30"), ("13:30", "14:31"), True),
        (("12:30", "13:30"), ("13:30", "14:31"), False),
        (("12:29", "13:30"), ("13:30", "14:30"), False),
        (("09:00", "10:00"), ("17:59", "19:00"), True),
        (("09:00", "10:00"), ("18:00", "19:00"), False),
    ],
)
def test_who_is_free_before_or_after_sees_to_it(
    first: tuple[str, str], second: tuple[str, str], hungry: bool
) -> None:
    assert bool(found(plan(item("A1", *first), item("A2", *second)), MEAL)) is hungry


def test_one_long_item_is_a_morning_and_an_afternoon() -> None:
    assert found(plan(item("A1", "10:00", "16:00")), MEAL)


def test_an_item_without_an_end_is_there_when_it_begins() -> None:
    assert not found(plan(item("A1", "10:00", ""), item("A2", "14:29", "")), MEAL)
    assert found(plan(item("A1", "10:00", ""), item("A2", "14:31", "")), MEAL)


@pytest.mark.parametrize(
    ("start", "end", "hungry"),
    [
        ("12:30", "13:30", False),
        ("11:00", "11:45", False),  # as in the north
        ("10:59", "12:00", True),
        ("10:59", "12:01", False),
        ("14:59", "15:30", False),
        ("15:00", "16:00", True),
        ("08:00", "09:00", True),
        ("11:30", "", False),
        ("10:30", "", True),
        ("", "", False),  # some time that day
    ],
)
def test_a_meal_at_noon_is_a_lunch(start: str, end: str, hungry: bool) -> None:
    lunch = item("A5", start, end, kind=ItemKind.MEAL)
    assert bool(found(plan(*_day(), lunch), MEAL)) is hungry


@pytest.mark.parametrize(
    ("fields", "hungry"),
    [
        ({"kind": ItemKind.FREE_TIME}, False),
        ({"kind": ItemKind.FREE_TIME, "start": "10:30", "end": "12:00"}, True),
        ({"kind": ItemKind.FREE_TIME, "start": "10:30", "end": ""}, False),
        ({"kind": ItemKind.FREE_TIME, "start": "10:30", "end": "10:00"}, False),
        ({"kind": ItemKind.FREE_TIME, "start": "", "end": ""}, False),
        ({"kind": ItemKind.MEAL, "optional": True}, False),
        ({"kind": ItemKind.MEAL, "status": Status.IDEA}, False),
        ({"kind": ItemKind.MEAL, "status": Status.CANCELLED}, True),
        ({"kind": ItemKind.MEAL, "day": None}, True),
        ({"kind": ItemKind.MEAL, "zone": ""}, False),
        ({"kind": ItemKind.MEAL, "who": ""}, True),
        ({"kind": ItemKind.SOCIAL_EVENT}, True),
        ({"kind": ItemKind.SESSION}, True),
        ({"kind": ItemKind.SESSION, "title": "Working lunch"}, False),
        ({"kind": ItemKind.OTHER, "title": "Almuerzo"}, False),
        ({"kind": ItemKind.SOCIAL_EVENT, "title": "Picnic by the sea"}, False),
        ({"kind": ItemKind.SESSION, "title": "Lunchtime talk"}, True),
        ({"kind": ItemKind.NOTE, "title": "Lunch"}, True),
    ],
)
def test_what_feeds_people(fields: dict[str, Any], hungry: bool) -> None:
    lunch = item("A5", **{"start": "12:30", "end": "13:30"} | fields)
    assert bool(found(plan(*_day(), lunch), MEAL)) is hungry


@pytest.mark.parametrize(
    "fields",
    [
        {"optional": True},
        {"status": Status.IDEA},
        {"kind": ItemKind.NOTE},
        {"kind": ItemKind.MEAL},
        {"who": ""},
        {"start": "", "end": ""},
    ],
)
def test_what_need_not_be_is_no_afternoon(fields: dict[str, Any]) -> None:
    afternoon = item("A9", **{"start": "15:00", "end": "16:00"} | fields)
    assert not found(plan(_day()[0], afternoon), MEAL)
    assert found(plan(_day()[0], item("A9", "15:00", "16:00")), MEAL)


@pytest.mark.parametrize(
    ("depart", "arrive", "hungry"),
    [
        ("10:00", "12:01", False),
        ("10:00", "12:00", True),
        ("11:30", "12:00", True),
        ("14:59", "16:00", False),
        ("15:00", "16:00", True),
        ("10:00", "", False),
        ("", "", False),
    ],
)
def test_on_the_way_between_cities_people_see_to_themselves(
    depart: str, arrive: str, hungry: bool
) -> None:
    leg = journey("L1", depart, arrive, kind=JourneyKind.LEG, mode=Mode.TRAIN)
    visit = plan(item("A1", "08:00", "09:00"), leg, item("A9", "16:00", "17:00"))
    assert bool(found(visit, MEAL)) is hungry


def test_a_transfer_is_no_lunch() -> None:
    assert found(plan(*_day(), journey("T1", "12:30", "13:30")), MEAL)
    assert not found(plan(*_day(), journey("T1", "12:00", "14:00")), MEAL)


def test_a_flight_that_has_come_by_night_is_over_by_noon() -> None:
    monday = TUESDAY - timedelta(days=1)
    values: dict[str, Any] = {"mode": Mode.FLIGHT, "depart_day": monday, "arrive_day": TUESDAY}
    here = stop(first=monday, last=TUESDAY)
    rows = [item("A1", "12:10", "14:00"), item("A9", "14:00", "16:00")]
    assert found(plan(*rows, journey("F1", "22:00", "12:00", **values), here), MEAL)
    assert not found(plan(*rows, journey("F1", "22:00", "12:01", **values), here), MEAL)


def test_of_two_groups_the_one_that_has_lunch_is_not_named() -> None:
    lunch = item("A5", "12:30", "13:30", kind=ItemKind.MEAL, who="P01; P02")
    assert the(plan(*_day(), lunch), MEAL).subjects == ("2026-11-10", "P03", "P04", "P05")


def test_two_groups_without_lunch_are_one_problem() -> None:
    visit = plan(
        item("A1", "10:00", "12:00", who="P01; P02"),
        item("A2", "09:00", "11:00", who="P03"),
        item("A3", "14:00", "16:00", who="P01; P03"),
        item("A4", "15:00", "17:00", who="P02; P04"),
    )
    assert the(visit, MEAL).subjects == ("2026-11-10", "P01", "P02", "P03")


def test_who_joins_late_or_leaves_early_eats_elsewhere() -> None:
    people = (
        changed(PEOPLE[0], joins=edge(TUESDAY, "12:30")),
        changed(PEOPLE[1], leaves=edge(TUESDAY, "14:30")),
        changed(PEOPLE[2], joins=edge(TUESDAY, "12:29"), leaves=edge(TUESDAY, "14:31")),
    )
    visit = plan(item("A1", "10:00", "13:00"), item("A9", "13:00", "16:00"), people=people)
    assert the(visit, MEAL).subjects == ("2026-11-10", "P03")
    day = plan(item("A1", "10:00", "16:00"), people=people)
    assert the(day, MEAL).subjects == ("2026-11-10", "P03")


@pytest.mark.parametrize("zone", [SOFIA, CANARY])
def test_noon_is_read_on_the_clocks_on_the_spot(zone: str) -> None:
    there = {"zone": zone, "city": "Elsewhere"}
    lunch = item("A5", "14:30", "15:30", kind=ItemKind.MEAL, **there)
    assert not found(plan(*_day(**there), lunch), MEAL)
    late = item("A5", "15:00", "15:30", kind=ItemKind.MEAL, **there)
    assert found(plan(*_day(**there), late), MEAL)


def test_each_day_is_a_problem_of_its_own() -> None:
    later = TUESDAY + timedelta(days=1)
    visit = plan(*_day(), *_day(day=later), stop(first=TUESDAY, last=later))
    assert [problem.subjects[0] for problem in found(visit, MEAL)] == ["2026-11-10", "2026-11-11"]
