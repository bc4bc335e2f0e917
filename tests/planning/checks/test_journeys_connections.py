"""Time to change, time before a flight, time after an arrival."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.planning.checks.plans import (
    AIRPORT,
    CANARY,
    MARINA,
    OFFICE,
    PEOPLE,
    SOFIA,
    STATION,
    TUESDAY,
    WEDNESDAY,
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
from visitplanner.domain.programme import Journey, Place, TravelTime
from visitplanner.domain.vocabulary import ItemKind, JourneyKind, Mode, Status
from visitplanner.planning.checks import Severity

TIGHT, MARGIN, SOON = "tight-connection", "airport-margin", "soon-after-arrival"
PLACES = (OFFICE, STATION, AIRPORT)


def leg(code: str, depart: str, arrive: str, **fields: Any) -> Journey:
    values: dict[str, Any] = {"kind": JourneyKind.LEG, "mode": Mode.TRAIN, "who": "P01; P02"}
    return journey(code, depart, arrive, **values | fields)


def flight(code: str, depart: str, arrive: str, **fields: Any) -> Journey:
    values: dict[str, Any] = {"mode": Mode.FLIGHT, "origin": "Barcelona Airport"}
    values |= {"destination": "Sofia", "destination_zone": SOFIA}
    return leg(code, depart, arrive, **values | fields)


# --- Changing ------------------------------------------------------------------------------------


def change(
    first: Mode, second: Mode, minutes: int, at: str = "FRA", to: str | None = None
) -> list[Any]:
    """Two legs that change at a station or airport, with so many minutes between them."""
    leaves = clock(f"{12 + minutes // 60}:{minutes % 60:02}")
    one = leg("L1", "10:00", "12:00", mode=first, destination=at)
    two = leg("L2", "10:00", "18:00", mode=second, origin=at if to is None else to)
    return [one, two.model_copy(update={"depart": leaves, "destination": "Sofia"})]


def test_little_time_to_change_is_a_warning() -> None:
    problem = the(plan(*change(Mode.FLIGHT, Mode.FLIGHT, 35, at="Frankfurt Airport")), TIGHT)
    assert problem.severity is Severity.WARNING
    assert problem.subjects == ("L1", "L2", "P01", "P02")
    assert problem.message == (
        "Ana Ruiz and Jan Novák have 35 min to change from “Flight to Frankfurt Airport” to"
        " “Flight to Sofia” at Frankfurt Airport on Tue 10 Nov; 1 h is usual."
    )
    assert problem.fix == "Take a later connection, or an earlier one to Frankfurt Airport."
    assert (problem.day, problem.clock) == (TUESDAY, clock("12:35"))
    alone = [row.model_copy(update={"who": "P02"}) for row in change(Mode.TRAIN, Mode.TRAIN, 5)]
    assert the(plan(*alone), TIGHT).message.startswith("Jan Novák has 5 min to change")


@pytest.mark.parametrize(
    ("first", "second", "usual"),
    [
        (Mode.FLIGHT, Mode.FLIGHT, 60),
        (Mode.TRAIN, Mode.FLIGHT, 120),
        (Mode.FERRY, Mode.FLIGHT, 120),
        (Mode.FLIGHT, Mode.TRAIN, 45),
        (Mode.FLIGHT, Mode.FERRY, 60),
        (Mode.TRAIN, Mode.TRAIN, 15),
        (Mode.TRAIN, Mode.FERRY, 30),
        (Mode.FERRY, Mode.FERRY, 30),
        (Mode.FERRY, Mode.TRAIN, 30),
    ],
)
def test_what_is_usual_depends_on_what_one_changes_to(
    first: Mode, second: Mode, usual: int
) -> None:
    tight = plan(*change(first, second, usual - 1))
    assert found(tight, TIGHT)
    assert not found(tight, MARGIN)
    assert not found(plan(*change(first, second, usual)), TIGHT)


def test_no_time_at_all_is_tight_and_less_is_a_clash() -> None:
    assert found(plan(*change(Mode.TRAIN, Mode.TRAIN, 0)), TIGHT)
    one, two = change(Mode.TRAIN, Mode.TRAIN, 0)
    overlapping = two.model_copy(update={"depart": clock("11:59")})
    assert not found(plan(one, overlapping), TIGHT)


@pytest.mark.parametrize("mode", [Mode.METRO, Mode.TRAM, Mode.COACH, Mode.TAXI, Mode.WALK])
def test_what_leaves_every_few_minutes_is_no_connection(mode: Mode) -> None:
    assert not found(plan(*change(mode, Mode.TRAIN, 2)), TIGHT)
    assert not found(plan(*change(Mode.TRAIN, mode, 2)), TIGHT)


def test_transfers_are_no_connections() -> None:
    one, two = change(Mode.TRAIN, Mode.TRAIN, 5)
    for rows in (
        (one.model_copy(update={"kind": JourneyKind.TRANSFER}), two),
        (one, two.model_copy(update={"kind": JourneyKind.TRANSFER})),
        (one, two.model_copy(update={"status": Status.IDEA})),
        (one, two.model_copy(update={"who": "P03"})),
        (one.model_copy(update={"arrive": None}), two),
    ):
        assert not found(plan(*rows), TIGHT)


def test_stations_of_one_site_count_as_one() -> None:
    near = Place(name="Sants bus", city="Barcelona", latitude=41.3791, longitude=2.1403)
    terminal = Place(name="Sants west", city="Barcelona", latitude=41.3791, longitude=2.1223)
    far = Place(name="Sants far", city="Barcelona", latitude=41.3791, longitude=2.1221)
    rows = {
        place.name: change(Mode.TRAIN, Mode.TRAIN, 5, at="Sants", to=place.name)
        for place in (near, terminal, far)
    }
    places = (STATION, near, terminal, far)
    assert found(plan(*rows["Sants bus"], *places), TIGHT)
    assert found(plan(*rows["Sants west"], *places), TIGHT)  # 1.49 km
    assert not found(plan(*rows["Sants far"], *places), TIGHT)  # 1.51 km


def test_a_town_is_no_station() -> None:
    visit = plan(*change(Mode.TRAIN, Mode.FERRY, 5, at="Kiel"))
    assert not found(visit, TIGHT)
    assert not found(plan(*change(Mode.TRAIN, Mode.TRAIN, 5, at="")), TIGHT)
    nowhere = Place(name="Gare du Nord", city="Paris")
    assert found(plan(*change(Mode.TRAIN, Mode.TRAIN, 5, at=nowhere.name), nowhere), TIGHT)


@pytest.mark.parametrize(("minutes", "tight"), [(35, True), (59, True), (60, False)])
def test_a_change_of_planes_may_name_the_town_only(minutes: int, tight: bool) -> None:
    visit = plan(*change(Mode.FLIGHT, Mode.FLIGHT, minutes, at="Frankfurt"))
    assert bool(found(visit, TIGHT)) is tight
    assert not found(visit, MARGIN)
    for problem in found(visit, TIGHT):
        assert problem.message == (
            "Ana Ruiz and Jan Novák have 35 min to change from “Flight to Frankfurt” to “Flight to"
            " Sofia” at Frankfurt on Tue 10 Nov; 1 h is usual."
        ).replace("35", str(minutes))


def test_a_change_within_a_town_takes_what_it_takes_in_one_house() -> None:
    airport = Place(name="Fraport", city="Frankfurt")
    for at, to in (("Frankfurt", "Fraport"), ("Fraport", "Frankfurt")):
        visit = plan(*change(Mode.FLIGHT, Mode.FLIGHT, 35, at=at, to=to), airport)
        assert found(visit, TIGHT)
    assert found(plan(*change(Mode.TRAIN, Mode.TRAIN, 14, at="Paris")), TIGHT)
    assert not found(plan(*change(Mode.TRAIN, Mode.TRAIN, 15, at="Paris")), TIGHT)
    two = (Place(name="Gare du Nord", city="Paris"), Place(name="Gare de Lyon", city="Paris"))
    rows = change(Mode.TRAIN, Mode.TRAIN, 5, at="Gare du Nord", to="Gare de Lyon")
    assert not found(plan(*rows, *two), TIGHT)
    elsewhere = change(Mode.FLIGHT, Mode.FLIGHT, 35, at="Frankfurt", to="Munich")
    assert not found(plan(*elsewhere), TIGHT)


# --- Before a flight -----------------------------------------------------------------------------


def lunch(end: str, **fields: Any) -> Any:
    return item("A1", "12:00", end, title="Lunch", **{"who": "P01; P03"} | fields)


def test_what_ends_too_late_for_a_flight_is_a_warning() -> None:
    visit = plan(lunch("14:00", place="Office"), flight("F1", "16:10", "20:00"), *PLACES)
    problem = the(visit, MARGIN)
    assert problem.severity is Severity.WARNING
    assert problem.subjects == ("A1", "F1", "P01")
    assert problem.message == (
        "Ana Ruiz has 2 h 10 between “Lunch” and “Flight to Sofia” at 16:10 on Tue 10 Nov; 2 h at"
        " the airport are usual, and by taxi it takes about 35–50 min to get there."
    )
    assert problem.fix == "End “Lunch” by 13:35, or take a later flight."
    assert (problem.day, problem.clock) == (TUESDAY, clock("16:10"))


@pytest.mark.parametrize(
    ("depart", "late"),
    # 12.3 km take 33.4 minutes by taxi, on top of the two hours.
    [("16:33", True), ("16:34", False), ("14:25", True), ("14:22", False)],
)
def test_the_way_to_the_airport_counts(depart: str, late: bool) -> None:
    # What cannot be done at all (14:22) is another problem.
    visit = plan(lunch("14:00", place="Office"), flight("F1", depart, "20:00"), *PLACES)
    assert bool(found(visit, MARGIN)) is late


def test_who_has_timed_the_way_to_the_airport_knows_better() -> None:
    timed = TravelTime(
        origin="Office", destination="Barcelona Airport", mode=Mode.TAXI, minutes=25, source="Aena"
    )
    day = (lunch("14:00", place="Office"), *PLACES)
    late = plan(*day, flight("F1", "16:24", "20:00"), travel_times=(timed,))
    assert the(late, MARGIN).message.endswith(
        "; 2 h at the airport are usual, and by taxi it takes about 25 min (Aena) to get there."
    )
    on_time = plan(*day, flight("F1", "16:25", "20:00"), travel_times=(timed,))
    assert not found(on_time, MARGIN)


def test_before_a_flight_from_another_city_it_is_the_journey_that_lacks() -> None:
    marina = item("A1", "09:00", "12:00", place="Marina", city="Valencia", who="P01")
    visit = plan(marina, flight("F1", "16:30", "20:00"), stop(), stop("Valencia"), *PLACES, MARINA)
    assert not found(visit, MARGIN)
    assert found(visit, "starts-elsewhere")


@pytest.mark.parametrize(("arrive", "late"), [("13:00", False), ("13:01", True)])
def test_who_is_at_the_airport_needs_two_hours(arrive: str, late: bool) -> None:
    ride = {"destination": "Barcelona Airport", "origin": "Office", "who": "P01; P02"}
    coach = journey("T1", "12:00", arrive, **ride)
    problems = found(plan(coach, flight("F1", "15:00", "19:00"), *PLACES), MARGIN)
    message = (
        "Ana Ruiz and Jan Novák have 1 h 59 between “Coach to Barcelona Airport” and “Flight to"
        " Sofia” at 15:00 on Tue 10 Nov; 2 h at the airport are usual."
    )
    assert [problem.message for problem in problems] == [message] * late
    assert [problem.fix for problem in problems] == [
        "Let “Coach to Barcelona Airport” arrive by 13:00, or take a later flight."
    ] * late


def test_two_who_come_by_taxi_are_told_how_long_it_takes() -> None:
    visit = plan(
        lunch("14:00", place="Office", who="P01; P02"), flight("F1", "16:10", "20:00"), *PLACES
    )
    assert the(visit, MARGIN).message.startswith("Ana Ruiz and Jan Novák have 2 h 10 between")


def test_where_the_way_is_not_known_the_two_hours_are() -> None:
    visit = plan(lunch("14:00", city=""), flight("F1", "15:59", "20:00"), *PLACES)
    assert the(visit, MARGIN).message.endswith("; 2 h at the airport are usual.")
    on_time = plan(lunch("14:00", city=""), flight("F1", "16:00", "20:00"), *PLACES)
    assert not found(on_time, MARGIN)


def test_only_the_last_thing_before_a_flight_counts_and_only_for_flights() -> None:
    ride = {"destination": "Barcelona Airport", "origin": "Office", "who": "P01"}
    coach = journey("T1", "14:05", "14:40", **ride)
    visit = plan(lunch("14:00", place="Office"), coach, flight("F1", "16:00", "20:00"), *PLACES)
    assert the(visit, MARGIN).subjects == ("T1", "F1", "P01")
    train = flight("F1", "15:00", "20:00", mode=Mode.TRAIN)
    assert not found(plan(lunch("14:00", place="Office"), train, *PLACES), MARGIN)


@pytest.mark.parametrize(
    "fields",
    [
        {"optional": True},
        {"status": Status.IDEA},
        {"status": Status.CANCELLED},
        {"kind": ItemKind.FREE_TIME},
        {"end": ""},
        {"who": "P05"},
    ],
)
def test_what_nobody_has_to_attend_delays_nobody(fields: dict[str, Any]) -> None:
    values = {"end": "14:00", "place": "Office"} | fields
    assert not found(plan(lunch(**values), flight("F1", "15:30", "19:00"), *PLACES), MARGIN)


def test_who_leaves_before_it_ends_has_another_problem() -> None:
    visit = plan(lunch("14:00", place="Office"), flight("F1", "13:59", "19:00"), *PLACES)
    assert not found(visit, MARGIN)
    assert found(visit, "leaves-before-free")
    at_airport = lunch("14:00", place="Barcelona Airport")
    assert found(plan(at_airport, flight("F1", "14:00", "19:00"), *PLACES), MARGIN)


# --- After arriving ------------------------------------------------------------------------------


def opening(start: str, end: str = "18:00", **fields: Any) -> Any:
    return item("A1", start, end, title="Opening", **{"who": "all"} | fields)


def test_a_first_item_soon_after_an_arrival_is_a_warning() -> None:
    visit = plan(leg("L1", "07:00", "09:10"), opening("10:00"))
    problem = the(visit, SOON)
    assert problem.severity is Severity.WARNING
    assert problem.subjects == ("L1", "A1", "P01", "P02")
    assert problem.message == (
        "Ana Ruiz and Jan Novák arrive with “Train to Barcelona” at 09:10 on Tue 10 Nov, 50 min"
        " before “Opening” begins at 10:00."
    )
    assert problem.fix == (
        "Leave 1 h 30 for bags, the way and a delay, or take an earlier connection."
    )
    assert (problem.day, problem.clock) == (TUESDAY, clock("10:00"))
    alone = plan(leg("L1", "07:00", "09:10", who="P02"), opening("10:00"))
    assert the(alone, SOON).message.startswith("Jan Novák arrives with “Train to Barcelona” at")


@pytest.mark.parametrize(
    ("start", "soon"), [("09:09", False), ("09:10", True), ("10:39", True), ("10:40", False)]
)
def test_an_hour_and_a_half_is_enough(start: str, soon: bool) -> None:
    assert bool(found(plan(leg("L1", "07:00", "09:10"), opening(start)), SOON)) is soon


def test_only_ones_own_first_item_after_it_counts() -> None:
    visit = plan(
        leg("L1", "07:00", "08:30"), item("A0", "08:40", "09:20", who="P01"), opening("09:40")
    )
    assert [p.subjects for p in found(visit, SOON)] == [("L1", "A0", "P01"), ("L1", "A1", "P02")]
    others = plan(leg("L1", "07:00", "09:10"), opening("10:00", who="P03"))
    assert not found(others, SOON)


@pytest.mark.parametrize(
    ("leaves", "fields", "people"),
    [
        ("07:10", {}, ("P01", "P02")),
        ("07:11", {}, ("P02",)),
        ("08:40", {"mode": Mode.FLIGHT}, ("P01", "P02")),
    ],
)
def test_an_excursion_from_the_programme_is_no_arrival(
    leaves: str, fields: dict[str, Any], people: tuple[str, ...]
) -> None:
    morning = item("A0", "06:00", "06:30", who="P01")
    visit = plan(morning, leg("L1", leaves, "09:10", **fields), opening("10:00"))
    assert the(visit, SOON).subjects == ("L1", "A1", *people)


def test_the_programme_goes_on_soon_after_a_later_leg_too() -> None:
    visit = plan(
        leg("L1", "06:00", "08:00"),
        item("A0", "10:00", "11:00"),
        leg("L2", "12:00", "15:00"),
        opening("16:29"),
    )
    assert [p.subjects[:2] for p in found(visit, SOON)] == [("L2", "A1")]


@pytest.mark.parametrize(
    "fields",
    [
        {"optional": True},
        {"status": Status.IDEA},
        {"status": Status.CANCELLED},
        {"kind": ItemKind.FREE_TIME},
        {"kind": ItemKind.NOTE},
    ],
)
def test_what_nobody_has_to_attend_may_begin_at_once(fields: dict[str, Any]) -> None:
    visit = plan(leg("L1", "07:00", "09:10"), opening("09:30", **fields))
    assert not found(visit, SOON)


def test_what_is_optional_is_not_the_first() -> None:
    coffee = item("A0", "09:20", "09:40", optional=True)
    visit = plan(leg("L1", "07:00", "09:10"), coffee, opening("10:00"))
    assert the(visit, SOON).subjects[:2] == ("L1", "A1")


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": JourneyKind.TRANSFER},
        {"kind": JourneyKind.OTHER},
        {"status": Status.IDEA},
        {"arrive": None},
    ],
)
def test_only_legs_that_arrive_count(fields: dict[str, Any]) -> None:
    row = leg("L1", "07:00", "09:10").model_copy(update=fields)
    assert not found(plan(row, opening("10:00")), SOON)


def test_the_last_leg_counts() -> None:
    rows = (leg("L1", "06:00", "08:50"), leg("L2", "08:55", "09:10", who="P02"))
    problems = found(plan(*rows, opening("10:00")), SOON)
    assert [problem.subjects for problem in problems] == [("L1", "A1", "P01"), ("L2", "A1", "P02")]


def test_an_outing_is_no_arrival_but_a_flight_is_however_short() -> None:
    rows = (leg("L1", "08:30", "09:29"), opening("09:40"))
    assert not found(plan(*rows), SOON)
    assert found(plan(leg("L1", "08:30", "09:30"), opening("09:40")), SOON)
    for mode in (Mode.FLIGHT, Mode.FERRY):
        assert found(plan(leg("L1", "08:30", "09:00", mode=mode), opening("09:40")), SOON)


def test_who_joins_in_the_middle_of_it_is_not_late_for_it() -> None:
    ana, jan = PEOPLE[:2]
    joins = changed(ana, joins=edge(TUESDAY, "09:30"))
    rows = (leg("L1", "06:00", "08:40"), opening("09:00"))
    assert the(plan(*rows, people=(joins, jan)), SOON).subjects == ("L1", "A1", "P02")


def test_a_night_train_arrives_in_the_morning() -> None:
    night = leg("L1", "22:00", "08:30", arrive_day=WEDNESDAY)
    days = stop(last=WEDNESDAY)
    early = opening("09:00", day=WEDNESDAY)
    assert the(plan(night, early, days), SOON).subjects == ("L1", "A1", "P01", "P02")
    # Who had an item the evening before has had none that morning.
    dinner = item("A0", "20:00", "21:30")
    assert found(plan(dinner, night, early, days), SOON)
    assert not found(plan(night, opening("10:00", day=WEDNESDAY), days), SOON)


def test_who_arrives_before_midnight_sleeps_first() -> None:
    late = leg("L1", "22:00", "23:50")
    after = opening("00:30", "02:00", day=TUESDAY + timedelta(days=1))
    assert not found(plan(late, after, stop(last=WEDNESDAY)), SOON)


def test_times_are_those_of_each_clock() -> None:
    fly = leg("L1", "07:00", "09:10", destination_zone=CANARY)
    problem = the(plan(fly, opening("10:30")), SOON)
    assert "at 09:10 WET on Tue 10 Nov, 20 min before “Opening” begins at 10:30 CET" in (
        problem.message
    )
