from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.planning.checks.plans import (
    CANARY,
    PEOPLE,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    changed,
    edge,
    found,
    journey,
    plan,
    repaired,
    room,
    stop,
    the,
)
from visitplanner.domain.programme import Place
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import Mode, Registration, RoomKind
from visitplanner.planning.checks import Severity

MONDAY, FRIDAY = TUESDAY - timedelta(days=1), THURSDAY + timedelta(days=1)
STAY = stop("Barcelona", TUESDAY, THURSDAY)
INN, INN2 = Place(name="Inn", city="Barcelona"), Place(name="Inn 2", city="Barcelona")
TWO = PEOPLE[:2]


def stay(*records: Any, people: Any = TWO, **fields: Any) -> Visit:
    return plan(STAY, INN, INN2, *records, people=people, **fields)


# --- no-bed --------------------------------------------------------------------------------------


def test_a_night_without_a_bed_is_an_error() -> None:
    visit = stay(room("Inn", "P01", TUESDAY, THURSDAY), room("Inn", "P02", TUESDAY, WEDNESDAY))
    problem = the(visit, "no-bed")
    assert problem.severity is Severity.ERROR
    assert problem.subjects == ("2026-11-11", "P02")
    assert problem.records == (visit.delegates[1].id,)
    assert problem.message == "Jan Novák has no bed for the night of Wed 11 Nov in Barcelona."
    assert problem.fix == (
        "Add the night to a room, or a room of the type “own” for whoever arranges a bed."
    )
    assert (problem.day, problem.clock) == (WEDNESDAY, None)


def test_one_problem_a_night_for_all_who_lack_a_bed() -> None:
    visit = stay(room("Inn", "P03", TUESDAY, THURSDAY), people=PEOPLE)
    first, second = found(visit, "no-bed")
    assert first.subjects == ("2026-11-10", "P01", "P02", "P04", "P05")
    assert first.message == (
        "Ana Ruiz, Jan Novák, Luis Gil and 1 other have no bed for the night of Tue 10 Nov in"
        " Barcelona."
    )
    assert second.subjects[0] == "2026-11-11"


def test_on_the_day_of_a_move_the_bed_is_in_the_next_city() -> None:
    visit = plan(
        stop("Barcelona", TUESDAY, WEDNESDAY),
        stop("Valencia", WEDNESDAY, THURSDAY),
        room("Inn", "P01", TUESDAY, WEDNESDAY),
        INN,
        people=TWO[:1],
    )
    assert the(visit, "no-bed").message.endswith("for the night of Wed 11 Nov in Valencia.")


def test_without_a_city_the_night_is_named_alone() -> None:
    visit = plan(
        stop("", TUESDAY, WEDNESDAY), room("Inn", "P02", TUESDAY, WEDNESDAY), INN, people=TWO
    )
    assert the(visit, "no-bed").message == "Ana Ruiz has no bed for the night of Tue 10 Nov."


@pytest.mark.parametrize(
    "bed",
    [
        room("Inn", "P01 P02", TUESDAY, THURSDAY, kind=RoomKind.TWIN),
        room("", "P01 P02", TUESDAY, THURSDAY, kind=RoomKind.OWN),
        room("Inn", "P01 P02", MONDAY, FRIDAY),
    ],
)
def test_any_bed_will_do(bed: Any) -> None:
    assert not found(stay(bed), "no-bed")


def test_a_room_without_dates_says_nothing_about_its_people() -> None:
    for dates in ({"check_in": None}, {"check_out": None}):
        visit = stay(
            room("Inn", "P01", TUESDAY, THURSDAY), room("Inn", "P02", TUESDAY, THURSDAY, **dates)
        )
        assert not found(visit, "no-bed")


def test_nights_count_from_joining_to_leaving() -> None:
    bed = room("Inn", "P01", WEDNESDAY, THURSDAY)
    late = (changed(PEOPLE[0], joins=edge(WEDNESDAY, "10:30")),)
    assert not found(stay(bed, people=late), "no-bed")
    early = (changed(PEOPLE[0], joins=edge(TUESDAY), leaves=edge(WEDNESDAY, "23:00")),)
    assert the(stay(bed, people=early), "no-bed").subjects == ("2026-11-10", "P01")
    gone = (PEOPLE[0], changed(PEOPLE[1], status=Registration.CANCELLED))
    assert not found(stay(room("Inn", "P01", TUESDAY, THURSDAY), people=gone), "no-bed")


def test_a_visit_of_one_day_has_no_nights() -> None:
    visit = plan(room("Inn", "P01", MONDAY, TUESDAY), INN)
    assert not found(visit, "no-bed")
    assert not found(plan(), "no-rooms")


@pytest.mark.parametrize(
    ("depart", "arrive", "day", "sleeps"),
    [
        ("22:00", "07:00", WEDNESDAY, False),  # the night train
        ("01:30", "05:00", TUESDAY, True),  # that was the night before
        ("22:00", "02:30", WEDNESDAY, True),  # arrives in the night: a bed is needed
        ("22:00", "03:00", WEDNESDAY, True),
        ("22:00", "03:01", WEDNESDAY, False),
        ("22:00", "23:00", TUESDAY, True),
    ],
)
def test_a_night_on_the_way_needs_no_bed(depart: str, arrive: str, day: Any, sleeps: bool) -> None:
    train = journey("T1", depart, arrive, mode=Mode.TRAIN, arrive_day=day)
    visit = stay(train, room("Inn", "P01 P02", WEDNESDAY, THURSDAY))
    assert bool(found(visit, "no-bed")) is sleeps


def test_a_flight_after_midnight_belongs_to_the_night_before() -> None:
    flight = journey("F1", "01:30", "05:00", depart_day=WEDNESDAY, mode=Mode.FLIGHT)
    assert not found(stay(flight, room("Inn", "P01 P02", WEDNESDAY, THURSDAY)), "no-bed")


@pytest.mark.parametrize(("depart", "sleeps"), [("03:00", False), ("03:01", True)])
def test_who_leaves_at_three_has_not_slept(depart: str, sleeps: bool) -> None:
    early = journey("T1", depart, "05:00", depart_day=WEDNESDAY)
    assert bool(found(stay(early, room("Inn", "P01 P02", WEDNESDAY, THURSDAY)), "no-bed")) is sleeps


def test_three_at_night_is_meant_where_the_journey_begins() -> None:
    # 03:15 in Madrid, on its way since 02:30 there; in Las Palmas it is an hour earlier.
    fields: dict[str, Any] = {"depart_day": WEDNESDAY, "arrive_day": WEDNESDAY}
    east = journey("T1", "02:30", "03:15", **fields)
    bed = room("Inn", "P01 P02", WEDNESDAY, THURSDAY)
    assert not found(stay(east, bed), "no-bed")
    west = journey("T1", "01:30", "02:15", origin_zone=CANARY, destination_zone=CANARY, **fields)
    assert found(stay(west, bed), "no-bed")


def test_three_at_night_is_not_meant_where_it_ends() -> None:
    # From two to half past two in Las Palmas, when it is past three in Madrid.
    fields: dict[str, Any] = {"depart_day": WEDNESDAY, "arrive_day": WEDNESDAY}
    north = journey("T1", "02:00", "03:30", origin_zone=CANARY, **fields)
    assert found(stay(north, room("Inn", "P01 P02", WEDNESDAY, THURSDAY)), "no-bed")


def test_a_long_passage_covers_every_night_of_it() -> None:
    ferry = journey(
        "T1", "20:00", "09:00", mode=Mode.FERRY, arrive_day=FRIDAY, destination="Valencia"
    )
    visit = plan(
        stop("Barcelona", TUESDAY, FRIDAY), ferry, room("Inn", "P01", FRIDAY, FRIDAY), people=TWO
    )
    assert not found(visit, "no-bed")


# --- no-rooms ------------------------------------------------------------------------------------


def test_a_plan_without_any_room_is_one_warning() -> None:
    visit = stay()
    assert not found(visit, "no-bed")
    problem = the(visit, "no-rooms")
    assert problem.severity is Severity.WARNING
    assert problem.subjects == ("2026-11-10", "2026-11-11")
    assert problem.message == "No rooms are planned for the 2 nights of the visit."
    assert problem.fix == "Add the rooms, those that people arrange themselves included."


def test_one_night_is_said_in_the_singular() -> None:
    visit = plan(stop("Barcelona", TUESDAY, WEDNESDAY))
    assert the(visit, "no-rooms").message == "No rooms are planned for the one night of the visit."


def test_nobody_needs_no_rooms() -> None:
    assert not found(stay(people=()), "no-rooms")


# --- two-beds ------------------------------------------------------------------------------------


def test_rooms_in_two_hotels_are_a_warning() -> None:
    visit = stay(
        room("Inn", "P01", TUESDAY, THURSDAY),
        room("Inn 2", "P01 P02", WEDNESDAY, THURSDAY),
        room("Inn", "P02", TUESDAY, WEDNESDAY),
    )
    problem = the(visit, "two-beds")
    assert problem.severity is Severity.WARNING
    assert problem.subjects == ("2026-11-11", "Inn", "Inn 2", "P01")
    assert problem.message == ("Ana Ruiz has 2 rooms for the night of Wed 11 Nov: Inn and Inn 2.")
    assert problem.fix == "Release one of them, or correct its dates."
    assert problem.records[0] == visit.delegates[0].id
    assert set(problem.records[1:]) == {visit.rooms[0].id, visit.rooms[1].id}


def test_nights_in_the_same_two_rooms_are_one_problem() -> None:
    visit = stay(
        room("Inn", "P01 P02", TUESDAY, THURSDAY),
        room("", "P01", TUESDAY, THURSDAY, kind=RoomKind.OWN),
    )
    problem = the(visit, "two-beds")
    assert problem.subjects == ("2026-11-10", "2026-11-11", "Inn", "P01")
    assert problem.message == (
        "Ana Ruiz has 2 rooms for 2 nights from Tue 10 Nov: a bed of their own and Inn."
    )


def test_two_rooms_in_one_hotel_and_three_anywhere_are_said() -> None:
    two = stay(room("Inn", "P01 P02", TUESDAY, THURSDAY), room("Inn", "P02", TUESDAY, THURSDAY))
    assert (
        the(two, "two-beds").message == "Jan Novák has 2 rooms for 2 nights from Tue 10 Nov: Inn."
    )
    three = stay(
        *(room(name, "P01 P02", TUESDAY, WEDNESDAY) for name in ("Inn", "Inn 2", "")),
        room("Inn", "P01 P02", WEDNESDAY, THURSDAY),
    )
    messages = [problem.message for problem in found(three, "two-beds")]
    assert messages[0].endswith(
        "has 3 rooms for the night of Tue 10 Nov: a room without hotel, Inn and Inn 2."
    )
    assert len(messages) == 2


def test_a_room_given_up_that_morning_is_none_of_them() -> None:
    visit = stay(
        room("Inn", "P01 P02", TUESDAY, WEDNESDAY),
        room("Inn 2", "P01 P02", WEDNESDAY, THURSDAY),
        room("", "P01", WEDNESDAY, THURSDAY, kind=RoomKind.OWN),
    )
    assert the(visit, "two-beds").message == (
        "Ana Ruiz has 2 rooms for the night of Wed 11 Nov: a bed of their own and Inn 2."
    )


def test_a_change_of_hotel_is_no_second_bed() -> None:
    visit = stay(
        room("Inn", "P01 P02", TUESDAY, WEDNESDAY), room("Inn 2", "P01 P02", WEDNESDAY, THURSDAY)
    )
    assert not found(visit, "two-beds")
    assert not found(visit, "no-bed")


# --- Repairs -------------------------------------------------------------------------------------


def test_a_room_given_up_a_night_too_early_is_kept() -> None:
    visit = stay(
        room("Inn", "P01", TUESDAY, THURSDAY),
        room("Inn 2", "P02 P03", TUESDAY, WEDNESDAY),
        people=PEOPLE[:3],
    )
    problem = the(visit, "no-bed")
    assert problem.repair_label == "Add the night at Inn 2"
    mended = repaired(visit, problem)
    assert [r.check_out for r in mended.rooms] == [THURSDAY, THURSDAY]
    assert not found(mended, "no-bed")


@pytest.mark.parametrize(
    "rooms",
    [
        # the sharer has another bed that night
        [("Inn 2", "P01 P02", TUESDAY, WEDNESDAY), ("Inn", "P01", WEDNESDAY, THURSDAY)],
        # two hotels: which one is open
        [("Inn 2", "P02", TUESDAY, WEDNESDAY), ("Inn", "P01", TUESDAY, WEDNESDAY)],
        # in another town
        [("Elsewhere", "P01 P02", TUESDAY, WEDNESDAY)],
        # nobody's room ends that morning
        [("Inn", "P01 P02", WEDNESDAY, THURSDAY)],
        # it helps only one of two
        [("Inn", "P01", TUESDAY, WEDNESDAY)],
    ],
)
def test_there_is_no_repair_where_it_is_not_plain(rooms: list[Any]) -> None:
    problems = found(stay(*(room(*fields) for fields in rooms)), "no-bed")
    assert problems
    assert all(problem.repair is None for problem in problems)
