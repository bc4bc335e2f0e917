"""Vehicles that still come for what is cancelled."""

from __future__ import annotations

from typing import Any

import pytest

from tests.planning.checks.plans import (
    OFFICE,
    STATION,
    TUESDAY,
    WEDNESDAY,
    clock,
    found,
    item,
    journey,
    plan,
    room,
    the,
)
from visitplanner.domain.programme import Item, Journey, Place
from visitplanner.domain.vocabulary import ItemKind, Mode, Status
from visitplanner.planning.checks import Severity

CODE = "ride-to-cancelled"
LAB = Place(name="Lab", city="Barcelona", latitude=41.42, longitude=2.2)
NEXT_DOOR = Place(name="Canteen", city="Barcelona", latitude=41.42, longitude=2.2001)
A_WALK = Place(name="Canteen", city="Barcelona", latitude=41.42, longitude=2.2119)
TOO_FAR = Place(name="Canteen", city="Barcelona", latitude=41.42, longitude=2.2121)
PLACES = (OFFICE, LAB, STATION)


def welcome(**fields: Any) -> Item:
    return item("A1", "09:00", "10:00", **{"place": "Office"} | fields)


def tour(code: str = "A2", start: str = "11:00", end: str = "12:00", **fields: Any) -> Item:
    values = {"place": "Lab", "title": "Tour", "status": Status.CANCELLED} | fields
    return item(code, start, end, **values)


def there(code: str = "T1", depart: str = "10:20", arrive: str = "10:50", **f: Any) -> Journey:
    return journey(code, depart, arrive, **{"origin": "Office", "destination": "Lab"} | f)


def back(code: str = "T2", depart: str = "12:10", arrive: str = "12:40", **f: Any) -> Journey:
    return journey(code, depart, arrive, **{"origin": "Lab", "destination": "Office"} | f)


def test_a_coach_to_something_cancelled_is_a_warning() -> None:
    visit = plan(welcome(), tour(), there(carrier="Autocars"), *PLACES)
    problem = the(visit, CODE)
    assert problem.severity is Severity.WARNING
    assert problem.subjects == ("T1", "A2")
    assert problem.records == (visit.journeys[0].id, visit.items[1].id)
    assert problem.message == (
        "“Coach to Lab” at 10:20 on Tue 10 Nov goes to Lab, but “Tour” there is cancelled, and its"
        " passengers have nothing else planned there."
    )
    assert problem.fix == "Cancel the ride and tell Autocars, or correct its route."
    assert (problem.day, problem.clock) == (TUESDAY, clock("10:20"))
    assert problem.repair is None


def test_so_is_the_one_from_there() -> None:
    visit = plan(welcome(), tour(), tour("A3", "12:00", "12:05", title="Talk"), back(), *PLACES)
    problem = the(visit, CODE)
    assert problem.subjects == ("T2", "A2", "A3")
    assert problem.message == (
        "“Coach to Office” at 12:10 on Tue 10 Nov leaves from Lab, but “Tour” and “Talk” there are"
        " cancelled, and its passengers have nothing else planned there."
    )
    assert problem.fix == "Cancel the ride too, or correct its route."


def test_both_of_two_are_named_where_a_coach_goes() -> None:
    visit = plan(welcome(), tour(), tour("A3", "12:00", "13:00", title="Talk"), there(), *PLACES)
    problem = the(visit, CODE)
    assert problem.subjects == ("T1", "A2", "A3")
    assert problem.message == (
        "“Coach to Lab” at 10:20 on Tue 10 Nov goes to Lab, but “Tour” and “Talk” there are"
        " cancelled, and its passengers have nothing else planned there."
    )


def test_who_drives_is_told_where_there_is_no_carrier() -> None:
    visit = plan(tour(), there(contact="Pau Vila"), *PLACES)
    expected = "Cancel the ride and tell Pau Vila, or correct its route."
    assert the(visit, CODE).fix == expected


def test_out_and_back_are_two_rides_and_each_is_named_once() -> None:
    after = item("A4", "13:00", "14:00", place="Office")
    visit = plan(welcome(), tour(), there(), back(), after, *PLACES)
    assert [problem.subjects for problem in found(visit, CODE)] == [("T1", "A2"), ("T2", "A2")]


def test_a_ride_between_two_that_are_cancelled_is_named_for_where_it_goes() -> None:
    first = welcome(status=Status.CANCELLED)
    visit = plan(first, tour(), there(), *PLACES)
    assert the(visit, CODE).subjects == ("T1", "A2")


@pytest.mark.parametrize("mode", [Mode.COACH, Mode.MINIBUS, Mode.TAXI, Mode.CAR])
def test_whatever_is_ordered_for_the_delegation_counts(mode: Mode) -> None:
    assert found(plan(tour(), there(mode=mode), *PLACES), CODE)


@pytest.mark.parametrize("mode", [Mode.TRAIN, Mode.METRO, Mode.WALK, Mode.FLIGHT, Mode.OTHER])
def test_what_goes_all_the_same_does_not(mode: Mode) -> None:
    assert not found(plan(tour(), there(mode=mode), *PLACES), CODE)


@pytest.mark.parametrize(
    "ride",
    [
        there(status=Status.CANCELLED),
        there(status=Status.IDEA),
        there(who="P05"),  # nobody of the item
        there(depart_day=WEDNESDAY),
        there(depart="11:50", arrive="12:01"),  # it would be over by then
        there(origin="Lab"),
        there(destination="Sants"),
        there(depart=""),
        back(depart="10:50", arrive="10:59"),  # before it would begin
        back(depart_day=WEDNESDAY),
        back(destination="Lab"),
        back(who="P05"),
    ],
    ids=lambda ride: f"{ride.code} {ride.depart} {ride.who} {ride.status}",
)
def test_other_rides_are_left_alone(ride: Journey) -> None:
    assert not found(plan(tour(who="P01; P02"), ride, *PLACES), CODE)


@pytest.mark.parametrize("fields", [{"place": ""}, {"start": None}, {"day": None}, {"zone": ""}])
def test_of_an_item_without_place_or_time_nothing_is_said(fields: dict[str, Any]) -> None:
    assert not found(plan(tour(**fields), there(), *PLACES), CODE)


@pytest.mark.parametrize(
    ("arrive", "is_named"), [("12:00", True), ("12:01", False)], ids=["in time", "too late"]
)
def test_a_ride_counts_that_arrives_before_the_end(arrive: str, is_named: bool) -> None:
    assert bool(found(plan(tour(), there(arrive=arrive), *PLACES), CODE)) is is_named


@pytest.mark.parametrize(
    ("depart", "is_named"), [("11:00", True), ("10:59", False)], ids=["in time", "too early"]
)
def test_a_ride_counts_that_leaves_after_the_beginning(depart: str, is_named: bool) -> None:
    assert bool(found(plan(tour(), back(depart=depart), *PLACES), CODE)) is is_named


# --- Something else to do there ------------------------------------------------------------------


@pytest.mark.parametrize("ride", [there(), back()], ids=["there", "back"])
@pytest.mark.parametrize(
    ("other", "is_named"),
    [
        (tour("A3", "15:00", "16:00", status=Status.CONFIRMED), False),
        (tour("A3", "15:00", "16:00", status=Status.CONFIRMED, optional=True), False),
        (tour("A3", "15:00", "16:00", status=Status.CONFIRMED, kind=ItemKind.NOTE), False),
        (tour("A3", "", "", status=Status.CONFIRMED), False),
        (tour("A3", "15:00", "16:00", status=Status.CONFIRMED, who="P05"), True),
        (tour("A3", "15:00", "16:00", status=Status.CONFIRMED, place="Office"), True),
        (
            journey("R1", "18:00", "18:30", mode=Mode.TRAIN, origin="Lab", destination="Sants"),
            False,
        ),
        (
            journey("R1", "08:00", "08:30", mode=Mode.TRAIN, origin="Sants", destination="Lab"),
            False,
        ),
        (room("Lab", "P01", TUESDAY, WEDNESDAY), False),
        (room("Lab", "P01", WEDNESDAY, WEDNESDAY), True),
        (room("Office", "P01", TUESDAY, WEDNESDAY), True),
    ],
)
def test_a_place_that_is_used_otherwise_is_no_mistake(
    ride: Journey, other: Any, is_named: bool
) -> None:
    ride = Journey.model_validate(ride.model_dump() | {"who": "P01; P02"})
    assert bool(found(plan(tour(), ride, other, *PLACES), CODE)) is is_named


@pytest.mark.parametrize(
    ("place", "is_named"), [(NEXT_DOOR, False), (A_WALK, False), (TOO_FAR, True)]
)
def test_what_is_within_a_walk_may_be_what_the_ride_is_for(place: Place, is_named: bool) -> None:
    lunch = item("A4", "12:30", "13:30", place=place.name)
    early = item("A0", "09:00", "10:00", place=place.name)
    assert bool(found(plan(tour(), there(), lunch, place, *PLACES), CODE)) is is_named
    assert bool(found(plan(tour(), back(), early, place, *PLACES), CODE)) is is_named


def test_what_comes_next_at_no_stated_place_may_be_there() -> None:
    assert not found(plan(tour(), there(), item("A4", "12:30", "13:30"), *PLACES), CODE)
    assert not found(plan(tour(), back(), item("A0", "09:00", "10:00"), *PLACES), CODE)
    following_day = item("A4", "12:30", "13:30", place="Lab", day=WEDNESDAY)
    assert not found(plan(tour(), there(), following_day, *PLACES), CODE)


def test_a_ride_on_to_somewhere_else_before_the_item_is_what_the_first_was_for() -> None:
    onward = journey("T3", "10:55", "11:10", origin="Lab", destination="Sants")
    assert not found(plan(tour(), there(), onward, *PLACES), CODE)
    came = journey("T0", "12:30", "12:50", origin="Office", destination="Lab")
    leaves = back(depart="13:00", arrive="13:20")
    assert not found(plan(tour(), came, leaves, *PLACES), CODE)
