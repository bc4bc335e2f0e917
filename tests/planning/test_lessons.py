"""What a visit teaches, and what another one can use of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.planning.checks.plans import (
    MARINA,
    OFFICE,
    STATION,
    TUESDAY,
    WEDNESDAY,
    item,
    journey,
    plan,
    stop,
)
from visitplanner.domain.programme import Journey, Place, TravelTime
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import Mode, Status
from visitplanner.planning.lessons import End, Lesson, lessons, useful

TODAY = date(2026, 12, 1)
PLACES = (OFFICE, STATION, MARINA)
OFFICE_END, SANTS, MARINA_END = (
    End("Office", "Barcelona"),
    End("Sants", "Barcelona"),
    End("Marina", "Valencia"),
)


def learnt(*records: Any, **fields: Any) -> list[Lesson]:
    return list(lessons(plan(*records, *PLACES, code="V1", **fields), TODAY))


def train(**fields: Any) -> Journey:
    values = {
        "mode": Mode.TRAIN,
        "origin": "Sants",
        "destination": "Marina",
        "carrier": "Renfe",
        "number": "Euromed",
    } | fields
    return journey("T1", **({"depart": "09:00", "arrive": "12:20"} | values))


def lesson(origin: End, destination: End, minutes: int = 20, **fields: Any) -> Lesson:
    values: dict[str, Any] = {"mode": Mode.TAXI, "noted_on": TUESDAY, "source": "V1"} | fields
    return Lesson(origin, destination, values.pop("mode"), minutes, **values)


def used(visit: Visit, *known: Lesson) -> list[tuple[str, str, int]]:
    return [(t.origin, t.destination, t.minutes or 0) for t in useful(visit, known)]


# --- Learning ------------------------------------------------------------------------------------


def test_a_confirmed_journey_is_learnt_with_its_day_and_its_source() -> None:
    assert learnt(train()) == [
        Lesson(SANTS, MARINA_END, Mode.TRAIN, 200, TUESDAY, "Renfe Euromed, V1")
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"status": Status.TENTATIVE},
        {"status": Status.REQUESTED},
        {"status": Status.IDEA},
        {"status": Status.CANCELLED},
        {"arrive": ""},
        {"depart": ""},
        {"depart_day": None},
        {"arrive": "08:00"},  # before it leaves
        {"arrive": "09:20"},  # no train is that quick
        {"origin": ""},
        {"destination": "sants"},
        {"mode": Mode.OTHER},
    ],
)
def test_what_is_not_settled_or_not_possible_is_not_learnt(fields: dict[str, Any]) -> None:
    assert learnt(train(**fields)) == []


@pytest.mark.parametrize(("arrive", "count"), [("09:00", 1), ("09:01", 0)])
def test_what_takes_longer_than_a_day_teaches_nothing(arrive: str, count: int) -> None:
    assert len(learnt(train(arrive=arrive, arrive_day=WEDNESDAY))) == count


@pytest.mark.parametrize(("arrive", "count"), [("09:23", 1), ("09:24", 0), ("09:10", 0)])
def test_a_taxi_that_waits_teaches_nothing(arrive: str, count: int) -> None:
    # 15.7 minutes, and at most half as much again.
    ride = train(mode=Mode.TAXI, origin="Office", destination="Sants", arrive=arrive)
    assert len(learnt(ride)) == count


def test_of_a_way_of_unknown_length_everything_is_learnt() -> None:
    ride = train(mode=Mode.TAXI, origin="Office", destination="Café", arrive="10:00", carrier="",
                 number="")  # fmt: skip
    cafe = Place(name="Café", city="Barcelona")
    assert learnt(ride, cafe) == [
        Lesson(OFFICE_END, End("Café", "Barcelona"), Mode.TAXI, 60, TUESDAY, "V1")
    ]
    assert learnt(train(mode=Mode.FERRY, origin="A", destination="B", arrive_day=WEDNESDAY)) == []
    assert learnt(train(mode=Mode.FERRY, origin="A", destination="B", arrive="09:00")) == []


def test_what_the_visit_states_is_learnt_as_well() -> None:
    stated = (
        TravelTime(origin="Office", destination="Sants", mode=Mode.TAXI, minutes=50, source="Eva"),
        TravelTime(
            origin="Office", destination="Valencia", mode=Mode.CAR, minutes=240, noted_on=TUESDAY
        ),
        TravelTime(origin="Office", destination="Sants", mode=Mode.TAXI),
    )
    assert learnt(travel_times=stated) == [
        Lesson(OFFICE_END, SANTS, Mode.TAXI, 50, TODAY, "Eva"),
        Lesson(OFFICE_END, End("Valencia", "Valencia"), Mode.CAR, 240, TUESDAY, "V1"),
    ]


def test_a_visit_without_a_code_is_named_by_its_title() -> None:
    visit = plan(train(carrier="", number=""), *PLACES, title="Study visit")
    assert [one.source for one in lessons(visit, TODAY)] == ["Study visit"]


def test_the_key_is_the_pair_in_either_direction_and_the_mode() -> None:
    there, back = lesson(OFFICE_END, SANTS), lesson(SANTS, OFFICE_END, 25)
    assert there.key == back.key
    assert there.key == lesson(End(" office", "BARCELONA"), SANTS).key
    assert there.key != lesson(OFFICE_END, SANTS, mode=Mode.COACH).key
    assert there.key != lesson(OFFICE_END, End("Sants", "Manresa")).key


# --- Using ---------------------------------------------------------------------------------------


def test_a_visit_uses_what_is_about_its_own_places() -> None:
    visit = plan(item("A1", "09:00", "10:00"), *PLACES)
    known = lesson(OFFICE_END, SANTS)
    assert useful(visit, [known]) == useful(visit, [known])
    (time,) = useful(visit, [known])
    assert (time.origin, time.destination, time.mode) == ("Office", "Sants", Mode.TAXI)
    assert (time.minutes, time.noted_on, time.source) == (20, TUESDAY, "V1")


@pytest.mark.parametrize(
    "end", [End("Sants", "Manresa"), End("Café", "Barcelona"), End("Sants", "")]
)
def test_a_namesake_in_another_town_is_another_place(end: End) -> None:
    assert used(plan(*PLACES), lesson(OFFICE_END, end)) == []


def test_between_towns_the_towns_are_enough() -> None:
    known = lesson(End("Estació de França", "Barcelona"), End("Nord", "Valencia"), 180)
    visit = plan(stop("Barcelona"), stop("Valencia", WEDNESDAY, WEDNESDAY))
    assert used(visit, known) == [("Barcelona", "Valencia", 180)]
    assert used(plan(stop("Barcelona")), known) == []
    both = used(plan(*PLACES), lesson(SANTS, MARINA_END, 200))
    assert both == [("Sants", "Marina", 200), ("Barcelona", "Valencia", 200)]


def test_a_town_that_only_a_journey_names_counts() -> None:
    known = lesson(End("Sofia", "Sofia"), SANTS, 195, mode=Mode.FLIGHT)
    visit = plan(journey("F1", origin="Sofia", destination="Sants"), *PLACES)
    assert used(visit, known) == [("Sofia", "Sants", 195), ("Sofia", "Barcelona", 195)]


def test_the_newest_comes_first_and_the_others_are_left_out() -> None:
    old = lesson(OFFICE_END, SANTS, 30, noted_on=date(2025, 1, 1))
    new = lesson(SANTS, OFFICE_END, 20)
    for known in ((old, new), (new, old)):
        assert used(plan(*PLACES), *known) == [("Sants", "Office", 20)]
