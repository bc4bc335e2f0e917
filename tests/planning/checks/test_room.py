from __future__ import annotations

from typing import Any

import pytest

from tests.planning.checks.plans import (
    PEOPLE,
    TUESDAY,
    changed,
    clock,
    edge,
    found,
    item,
    journey,
    plan,
    the,
)
from visitplanner.domain.programme import Place
from visitplanner.domain.vocabulary import ItemKind, Registration, Status
from visitplanner.planning.checks import Severity

SEATS, SPACES, VENUE = "too-few-seats", "too-few-wheelchair-spaces", "venue-too-small"
LAB = Place(name="Lab", city="Barcelona", capacity=5)
ROLLING = (
    changed(PEOPLE[0], access_needs=("step-free", "Wheelchair space")),
    changed(PEOPLE[1], access_needs=("plaza para silla de ruedas",)),
    changed(PEOPLE[2], access_needs=("step-free",)),
)


# --- Seats ---------------------------------------------------------------------------------------


def test_passengers_without_a_seat_are_an_error() -> None:
    visit = plan(journey("T1", "16:40", "17:15", destination="Sants", seats=4))
    problem = the(visit, SEATS)
    assert problem.severity is Severity.ERROR
    assert problem.subjects == ("T1", "P01", "P02", "P03", "P04", "P05")
    assert problem.message == "“Coach to Sants” at 16:40 on Tue 10 Nov has 4 seats for 5 people."
    assert problem.fix == "Book a larger vehicle or a second one, or split the group."
    assert (problem.day, problem.clock) == (TUESDAY, clock("16:40"))


@pytest.mark.parametrize(
    ("seats", "who", "words"),
    [(1, "P01; P02", "has 1 seat for 2 people."), (0, "P01", "has 0 seats for 1 person.")],
)
def test_one_is_said_in_the_singular(seats: int, who: str, words: str) -> None:
    visit = plan(journey("T1", "16:40", "17:15", seats=seats, who=who))
    assert the(visit, SEATS).message.endswith(words)


@pytest.mark.parametrize(
    "fields",
    [{"seats": 5}, {"seats": None}, {"seats": 4, "status": Status.CANCELLED}],
)
def test_seats_that_suffice_or_that_nobody_counted(fields: dict[str, Any]) -> None:
    assert not found(plan(journey("T1", "16:40", "17:15", **fields)), SEATS)


def test_who_is_not_there_needs_no_seat() -> None:
    people = (
        *PEOPLE[:3],
        changed(PEOPLE[3], status=Registration.WAITING),
        changed(PEOPLE[4], joins=edge(TUESDAY, "18:00")),
    )
    assert not found(plan(journey("T1", "16:40", "17:15", seats=3), people=people), SEATS)
    assert found(plan(journey("T1", "16:40", "17:15", seats=2), people=people), SEATS)


def test_a_journey_without_times_has_seats_all_the_same() -> None:
    problem = the(plan(journey("T1", depart_day=None, seats=1)), SEATS)
    assert problem.message == "“Coach to Barcelona” has 1 seat for 5 people."
    assert problem.day is None
    problem = the(plan(journey("T1", seats=1)), SEATS)
    assert problem.message == "“Coach to Barcelona” on Tue 10 Nov has 1 seat for 5 people."


# --- Wheelchair spaces ---------------------------------------------------------------------------


def test_a_vehicle_without_a_wheelchair_space_is_an_error() -> None:
    visit = plan(
        journey("T1", "16:40", "17:15", wheelchair_spaces=0, who="P01; P03"), people=ROLLING
    )
    problem = the(visit, SPACES)
    assert problem.severity is Severity.ERROR
    assert problem.subjects == ("T1", "P01")
    assert problem.message == (
        "Ana Ruiz needs a wheelchair space, but “Coach to Barcelona” at 16:40 on Tue 10 Nov has"
        " none."
    )
    assert problem.fix == "Order a vehicle with enough spaces, or an accessible taxi as well."


def test_two_need_two_spaces() -> None:
    visit = plan(journey("T1", "16:40", "17:15", wheelchair_spaces=1), people=ROLLING)
    problem = the(visit, SPACES)
    assert problem.subjects == ("T1", "P01", "P02")
    assert problem.message.startswith(
        "Ana Ruiz and Jan Novák need wheelchair spaces, but “Coach to Barcelona”"
    )
    assert problem.message.endswith("has only 1.")
    none = plan(journey("T1", "16:40", "17:15", wheelchair_spaces=0), people=ROLLING)
    assert "need wheelchair spaces, but" in the(none, SPACES).message


@pytest.mark.parametrize(
    "fields", [{"wheelchair_spaces": 2}, {"wheelchair_spaces": None}, {"who": "P03"}]
)
def test_spaces_that_suffice_or_that_nobody_counted(fields: dict[str, Any]) -> None:
    values = {"wheelchair_spaces": 0} | fields
    assert not found(plan(journey("T1", "16:40", "17:15", **values), people=ROLLING), SPACES)


def test_stairs_need_no_wheelchair_space() -> None:
    people = (changed(PEOPLE[0], access_needs=("step-free",)),)
    assert not found(plan(journey("T1", wheelchair_spaces=0), people=people), SPACES)


# --- Venues --------------------------------------------------------------------------------------


def test_a_place_that_is_too_small_is_an_error() -> None:
    small = LAB.model_copy(update={"capacity": 4})
    visit = plan(item("A1", "11:00", "12:00", title="Laboratory", place="lab"), small)
    problem = the(visit, VENUE)
    assert problem.severity is Severity.ERROR
    assert problem.subjects == ("A1", "Lab", "P01", "P02", "P03", "P04", "P05")
    assert problem.message == ("“Laboratory” at 11:00 on Tue 10 Nov has 5 people, and Lab takes 4.")
    assert problem.fix == "Choose a larger place, or split the group."


def test_extra_covers_sit_at_meals_only() -> None:
    meal = item("A1", "12:00", "13:00", place="Lab", kind=ItemKind.MEAL, extra_covers=1)
    assert "has 6 people, and Lab takes 5." in the(plan(meal, LAB), VENUE).message
    session = item("A1", "12:00", "13:00", place="Lab", extra_covers=1)
    assert not found(plan(session, LAB), VENUE)


@pytest.mark.parametrize(
    "fields",
    [{}, {"place": "Elsewhere"}, {"place": "Hall"}, {"status": Status.CANCELLED, "place": "Box"}],
)
def test_places_that_suffice_or_that_nobody_measured(fields: dict[str, Any]) -> None:
    values = {"place": "Lab"} | fields
    places = (LAB, Place(name="Hall"), Place(name="Box", capacity=0))
    assert not found(plan(item("A1", "12:00", "13:00", **values), *places), VENUE)


def test_a_note_seats_nobody() -> None:
    note = item("A1", "12:00", place="Box", kind=ItemKind.NOTE)
    assert not found(plan(note, Place(name="Box", capacity=1)), VENUE)


def test_one_person_too_many_for_no_one() -> None:
    visit = plan(item("A1", place="Box", who="P01"), Place(name="Box", capacity=0))
    assert the(visit, VENUE).message == "“Item A1” on Tue 10 Nov has 1 person, and Box takes 0."
