from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.planning.checks.plans import (
    AIRPORT,
    CANARY,
    MARINA,
    OFFICE,
    SOFIA,
    STATION,
    TUESDAY,
    WEDNESDAY,
    clock,
    found,
    item,
    journey,
    plan,
    repaired,
    stop,
    the,
)
from visitplanner.domain.index import index
from visitplanner.domain.programme import Item, Journey, Place
from visitplanner.domain.times import at
from visitplanner.domain.vocabulary import ItemKind, Mode, Status
from visitplanner.planning.checks import Severity
from visitplanner.planning.checks.ground import Ground
from visitplanner.planning.distance import estimate_minutes, great_circle_km

SHORT = "transfer-too-short"
PLACES = (OFFICE, STATION, AIRPORT, MARINA)


def at_office(code: str, start: str, end: str, **fields: Any) -> Item:
    return item(code, start, end, place="Office", **fields)


def at_marina(code: str, start: str, end: str, **fields: Any) -> Item:
    return item(code, start, end, place="Marina", city="Valencia", **fields)


# --- From one entry to the next ------------------------------------------------------------------


def test_a_gap_that_nobody_can_cross_is_an_error() -> None:
    visit = plan(
        at_office("A1", "12:00", "14:00", title="Lunch", who="P01; P02"),
        at_marina("A2", "14:30", "16:00", title="City hall", who="P02; P03"),
        *PLACES,
    )
    problem = the(visit, SHORT)
    assert problem.severity is Severity.ERROR
    assert problem.subjects == ("A1", "A2", "P02")
    assert problem.message == (
        "Jan Novák has 30 min to get from Office (“Lunch” until 14:00) to Marina (“City hall” from"
        " 14:30) on Tue 10 Nov; by train it takes about 2–3 h."
    )
    assert problem.fix == ("Start “City hall” at 16:05 or later, or choose places that are closer.")
    assert (problem.day, problem.clock) == (TUESDAY, clock("14:30"))
    assert problem.repair_label == "Start “City hall” at 16:05"
    assert repaired(visit, problem).items[1].end == clock("17:35")


def test_people_without_a_minute_have_no_time() -> None:
    visit = plan(at_office("A1", "12:00", "14:00"), at_marina("A2", "14:00", "16:00"), *PLACES)
    assert "2 others have no time to get from Office" in the(visit, SHORT).message


@pytest.mark.parametrize(
    ("start", "short"),
    # 2.64 km take 15.7 minutes by taxi; seven tenths of that are 10.97.
    [("10:00", True), ("10:10", True), ("10:11", False), ("10:20", False)],
)
def test_below_seven_tenths_of_the_estimate_it_is_impossible(start: str, short: bool) -> None:
    visit = plan(
        at_office("A1", "09:00", "10:00"), item("A2", start, "12:00", place="Sants"), *PLACES
    )
    assert bool(found(visit, SHORT)) is short


def test_the_quickest_way_counts() -> None:
    near = Place(name="Next door", city="Barcelona", latitude=41.388, longitude=2.173)
    # 274 m take 4.7 minutes on foot and 5.7 by taxi.
    visit = plan(at_office("A1", "09:00", "10:00"), item("A2", "10:02", "12:00", place=near.name))
    visit = visit.model_copy(update={"places": (OFFICE, near)})
    assert "on foot it takes about 5–10 min" in the(visit, SHORT).message


def test_rooms_of_one_site_need_no_time() -> None:
    wing = Place(name="East wing", city="Barcelona", latitude=41.3875, longitude=2.1715)
    visit = plan(
        at_office("A1", "09:00", "10:00"),
        item("A2", "10:00", "12:00", place=wing.name),
        OFFICE,
        wing,
    )
    assert not found(visit, SHORT)


@pytest.mark.parametrize(("latitude", "short"), [(41.38879, False), (41.38881, True)])
def test_two_hundred_metres_are_a_way(latitude: float, short: bool) -> None:
    wing = Place(name="Wing", city="Barcelona", latitude=latitude, longitude=2.17)  # 199 or 201 m
    visit = plan(at_office("A1", "09:00", "10:00"), item("A2", "10:00", "12:00", place="Wing"))
    visit = visit.model_copy(update={"places": (OFFICE, wing)})
    assert bool(found(visit, SHORT)) is short


def test_one_place_by_two_spellings_is_one() -> None:
    visit = plan(
        at_office("A1", "09:00", "10:00"), item("A2", "10:00", "11:00", place="OFFICE "), *PLACES
    )
    assert not found(visit, SHORT)


def test_a_journey_between_two_items_is_the_way() -> None:
    train = {"mode": Mode.TRAIN, "origin": "Sants", "destination": "Marina"}
    visit = plan(
        item("A1", "12:00", "14:00", place="Sants"),
        journey("T1", "14:10", "17:00", **train),
        at_marina("A2", "17:00", "18:00"),
        *PLACES,
    )
    assert not found(visit, SHORT)
    elsewhere = plan(
        item("A1", "12:00", "14:00", place="Office"),
        journey("T1", "14:05", "17:00", who="P04", **train),
        *PLACES,
    )
    problem = the(elsewhere, SHORT)
    assert problem.subjects == ("A1", "T1", "P04")
    assert problem.fix == "Take a connection that leaves at 14:20 or later, or end earlier."
    assert problem.repair is None


def test_each_comes_from_where_they_were_last() -> None:
    visit = plan(
        at_office("A1", "09:00", "10:00", who="P01; P02; P03"),
        item("A2", "09:00", "10:00", place="Sants", who="P04; P05"),
        item("A3", "10:00", "11:00", place="Barcelona Airport", who="P03; P04"),
        at_office("A4", "11:00", "12:00"),
        *PLACES,
    )
    assert [problem.subjects for problem in found(visit, SHORT)] == [
        ("A1", "A3", "P03"),
        ("A2", "A3", "P04"),
        ("A3", "A4", "P03", "P04"),
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"optional": True},
        {"status": Status.IDEA},
        {"status": Status.CANCELLED},
        {"kind": ItemKind.FREE_TIME},
        {"kind": ItemKind.NOTE},
        {"start": "", "end": ""},
        {"who": "P01"},
    ],
)
def test_some_items_put_nobody_anywhere(fields: dict[str, Any]) -> None:
    values: dict[str, Any] = {"start": "14:15", "end": "15:00", "who": "P02"} | fields
    visit = plan(at_office("A1", "12:00", "14:00", who="P02"), at_marina("A2", **values), *PLACES)
    assert not found(visit, SHORT)


def test_an_item_nowhere_in_between_makes_the_way_no_shorter() -> None:
    call = item("A2", "14:00", "14:20", city="", title="Call")
    visit = plan(
        at_office("A1", "12:00", "14:00"), call, at_marina("A3", "14:30", "16:00"), *PLACES
    )
    assert the(visit, SHORT).subjects[:2] == ("A1", "A3")


def test_an_unknown_end_leaves_the_most_time() -> None:
    visit = plan(at_office("A1", "12:00", ""), at_marina("A2", "13:20", "16:00"), *PLACES)
    assert found(visit, SHORT)
    later = plan(at_office("A1", "12:00", ""), at_marina("A2", "13:40", "16:00"), *PLACES)
    assert not found(later, SHORT)


def test_who_is_in_both_at_once_has_another_problem() -> None:
    visit = plan(at_office("A1", "12:00", "14:00"), at_marina("A2", "13:00", "16:00"), *PLACES)
    assert not found(visit, SHORT)
    assert found(visit, "person-in-two-places")


def test_a_night_is_time_enough_and_the_flight_of_an_hour_is_not() -> None:
    far = Place(name="Dock", city="Sofia", latitude=42.7, longitude=23.3)
    evening = at_office("A1", "20:00", "23:00")
    morning = item("A2", "09:00", "10:00", place="Dock", day=WEDNESDAY, zone=SOFIA, city="Sofia")
    assert not found(plan(evening, morning, OFFICE, far), SHORT)
    early = item("A2", "02:00", "03:00", place="Dock", day=WEDNESDAY, zone=SOFIA, city="Sofia")
    problem = the(plan(evening, early, OFFICE, far), SHORT)
    # Real time: from 23:00 to 01:00 on the clocks of Barcelona.
    assert "have 2 h to get from Office (“Item A1” until 23:00 CET) to Dock" in problem.message
    assert "(“Item A2” from 02:00 EET) on Wed 11 Nov; by air it takes about" in problem.message


@pytest.mark.parametrize(
    ("code", "until", "begins", "fix"),
    [
        (SHORT, "00:15", "have 5 min to get from Office (“Item A1” until 00:15)", "00:35"),
        ("transfer-tight", "00:00", "20 min from Office (“Item A1” until 00:00)", "00:40"),
    ],
)
def test_the_day_is_that_of_the_clock_where_a_journey_starts(
    code: str, until: str, begins: str, fix: str
) -> None:
    """In Lisbon it is still Tuesday when the coach leaves Barcelona."""
    visit = plan(
        at_office("A1", "22:00", until, end_day=1),
        journey("T1", "00:20", "15:00", origin="Sants", depart_day=WEDNESDAY, destination="Lisbon",
                destination_zone="Europe/Lisbon"),
        *PLACES,
        stop(last=WEDNESDAY),
    )  # fmt: skip
    problem = the(visit, code)
    assert f"{begins} to Sants (“Coach to Lisbon” from 00:20) on Wed 11 Nov" in problem.message
    assert problem.fix == f"Take a connection that leaves at {fix} or later, or end earlier."


def test_without_a_journey_flying_includes_the_airports() -> None:
    far = Place(name="Dock", city="Sofia", latitude=42.7, longitude=23.3)
    km = great_circle_km(41.387, 2.17, 42.7, 23.3)
    least = 0.9 * estimate_minutes("flight", km, countries=("ES", "BG"), in_town=False) + 90
    for minutes, short in ((int(least) - 1, True), (int(least) + 2, False)):
        begins = at(TUESDAY, clock("10:00"), "Europe/Madrid").plus(minutes).wall
        last = item("A2", place="Dock", zone="Europe/Madrid", city="Sofia", end="")
        last = last.model_copy(update={"start": begins.time()})
        visit = plan(at_office("A1", "09:00", "10:00"), last, OFFICE, far)
        assert bool(found(visit, SHORT)) is short


# --- What is not stated --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "second",
    [
        {"city": "Barcelona"},  # the same town, and no address
        {"place": "Café", "city": "Barcelona"},
        {"place": "Café", "city": ""},
        {"place": "Nowhere", "city": "Nowhere"},
        {"city": ""},
    ],
)
def test_where_nothing_is_stated_nothing_is_said(second: dict[str, Any]) -> None:
    cafe = Place(name="Café")
    visit = plan(
        at_office("A1", "09:00", "10:00"), item("A2", "10:00", "11:00", **second), OFFICE, cafe
    )
    assert not found(visit, SHORT)


def test_towns_that_differ_are_far_apart_without_an_address() -> None:
    visit = plan(
        item("A1", "09:00", "10:00"),
        item("A2", "10:30", "11:00", city="Valencia"),
        stop(),
        stop("Valencia", WEDNESDAY, WEDNESDAY),
    )
    assert the(visit, SHORT).message.startswith(
        "Ana Ruiz, Jan Novák, Eva Lind and 2 others have 30 min to get from Barcelona (“Item A1”"
    )


def test_one_town_by_two_names_is_one() -> None:
    names = [("València", "Valencia"), ("Valencia", "VALENCIA"), ("Köln", "Cologne")]
    for one, other in names:
        visit = plan(
            item("A1", "09:00", "10:00", city=one), item("A2", "10:00", "11:00", city=other)
        )
        assert not found(visit, SHORT), (one, other)


def test_neighbouring_towns_have_the_benefit_of_the_doubt() -> None:
    # The centres are 9 km apart; who knows from where to where people go.
    visit = plan(
        item("A1", "09:00", "10:00"), item("A2", "10:00", "11:00", city="Sant Adrià de Besòs")
    )
    assert not found(visit, SHORT)


def test_somewhere_in_a_town_is_up_to_ten_kilometres_from_its_middle() -> None:
    ground = Ground(index(plan(OFFICE)))
    one, other = ground.town("Barcelona"), ground.town("Girona")
    assert one is not None
    assert other is not None
    office, *middles = (41.387, 2.17), *((town.latitude, town.longitude) for town in (one, other))
    for start, position, doubt in (("Barcelona", middles[0], 20), ("Office", office, 10)):
        way = ground.way(ground.spot(start), ground.spot("Girona"))
        assert way is not None
        assert way.km == pytest.approx(great_circle_km(*position, *middles[1]) - doubt)


def test_a_town_of_many_namesakes_is_not_guessed() -> None:
    town = "Springfield"
    ground = Ground(index(plan()))
    assert ground.gazetteer.rivals(town)
    assert ground.town(town) is None
    visit = plan(at_office("A1", "09:00", "10:00"), item("A2", "10:00", "11:00", city=town), OFFICE)
    assert not found(visit, SHORT)


def test_the_country_of_a_stop_says_which_town_is_meant() -> None:
    spain = Ground(index(plan(stop("Valencia"))))
    town = spain.town("Valencia")
    assert town is not None
    assert town.country == "ES"
    overseas = stop("Valencia").model_copy(update={"country": "Venezuela"})
    other = Ground(index(plan(overseas))).town("Valencia")
    assert other is not None
    assert other.country == "VE"


# --- Journeys themselves -------------------------------------------------------------------------


def taxi(depart: str, arrive: str, **fields: Any) -> Journey:
    values = {"mode": Mode.TAXI, "origin": "Office", "destination": "Sants"} | fields
    return journey("T1", depart, arrive, **values)


def test_a_taxi_that_flies_is_an_error() -> None:
    visit = plan(taxi("10:30", "10:33", who="P05; P02"), *PLACES)
    problem = the(visit, SHORT)
    assert problem.subjects == ("T1", "P02", "P05")
    assert problem.message == (
        "“Taxi to Sants” takes 3 min for 3 km on Tue 10 Nov; by taxi it takes about 15–25 min."
    )
    assert problem.fix == "Let it arrive at 10:50 or later, or correct the times."
    assert problem.repair_label == "Arrive at 10:50"
    assert repaired(visit, problem).journeys[0].arrive == clock("10:50")


def test_a_taxi_cannot_wait_for_people_who_are_expected_elsewhere() -> None:
    visit = plan(taxi("10:30", "10:33"), item("A1", "10:45", "12:00", place="Sants"), *PLACES)
    assert the(visit, SHORT).repair is None


def test_a_repair_leaves_time_for_the_way_to_what_comes_next() -> None:
    visit = plan(
        at_office("A1", "12:00", "14:00"),
        item("A2", "14:05", "15:00", place="Sants"),
        at_office("A3", "15:30", "16:00"),
        *PLACES,
    )
    # From 14:20 it would last until 15:15, and Office is 16 minutes away: that will do.
    assert the(visit, SHORT).repair_label == "Start “Item A2” at 14:20"
    earlier = visit.items[2].model_copy(update={"start": clock("15:20")})
    visit = visit.model_copy(update={"items": (*visit.items[:2], earlier)})
    assert the(visit, SHORT).repair is None


@pytest.mark.parametrize(
    ("later", "offered"),
    [
        ({}, False),
        ({"kind": ItemKind.FREE_TIME}, True),
        ({"who": "P05"}, True),
        ({"start": "19:30", "end": "20:00"}, True),
    ],
)
def test_only_what_its_people_must_do_next_forbids_a_move(
    later: dict[str, Any], offered: bool
) -> None:
    fields: dict[str, Any] = {"start": "15:20", "end": "16:00", "who": "P01"} | later
    visit = plan(
        at_office("A1", "12:00", "14:00", who="P01"),
        item("A2", "14:05", "15:00", place="Sants", who="P01"),
        at_marina("A3", **fields),
        *PLACES,
    )
    problem = found(visit, SHORT)[0]
    assert (problem.repair is not None) is offered


def test_a_taxi_leaves_time_for_the_way_to_what_comes_next() -> None:
    ride = taxi("10:30", "10:33")
    near = item("A1", "10:55", "12:00", place="Sants")
    visit = plan(ride, near, *PLACES)
    assert not found(repaired(visit, the(visit, SHORT)), SHORT)
    far = at_office("A1", "10:55", "12:00")
    assert the(plan(ride, far, *PLACES), SHORT).repair is None


@pytest.mark.parametrize(("arrive", "short"), [("10:40", True), ("10:41", False)])
def test_seven_tenths_of_the_estimate_are_the_limit(arrive: str, short: bool) -> None:
    assert bool(found(plan(taxi("10:30", arrive), *PLACES), SHORT)) is short


def test_a_walk_is_measured_on_foot() -> None:
    # 2.6 km take 46 minutes on foot.
    visit = plan(taxi("10:00", "10:31", mode=Mode.WALK), *PLACES)
    assert the(visit, SHORT).message.endswith("on foot it takes about 45–70 min.")
    assert not found(plan(taxi("10:00", "10:33", mode=Mode.WALK), *PLACES), SHORT)


@pytest.mark.parametrize(
    ("mode", "arrive", "short"),
    [
        (Mode.TRAIN, "11:20", True),
        (Mode.TRAIN, "11:35", False),
        (Mode.COACH, "13:00", True),
        (Mode.COACH, "13:10", False),
        (Mode.FLIGHT, "10:45", True),
        (Mode.FLIGHT, "11:00", False),
        (Mode.OTHER, "10:01", False),  # of what it is, nothing is known
    ],
)
def test_each_mode_has_its_own_speed(mode: Mode, arrive: str, short: bool) -> None:
    leg = taxi("10:00", arrive, mode=mode, destination="Marina")
    assert bool(found(plan(leg, *PLACES), SHORT)) is short


def test_a_timetable_is_not_mended_by_guessing() -> None:
    leg = taxi("10:00", "10:40", mode=Mode.TRAIN, destination="Marina")
    problem = the(plan(leg, *PLACES), SHORT)
    assert problem.fix == "Let it arrive at 12:05 or later, or correct the times."
    assert problem.repair is None


def test_flights_are_measured_from_zone_to_zone() -> None:
    home = {
        "mode": Mode.FLIGHT,
        "origin": "Las Palmas de Gran Canaria",
        "origin_zone": CANARY,
        "destination": "Barcelona Airport",
    }
    # 14:10 in Las Palmas to 18:15 in Barcelona is 3 h 05; the clocks say an hour more.
    assert not found(plan(journey("F1", "14:10", "18:15", **home), *PLACES), SHORT)
    problem = the(plan(journey("F1", "14:10", "17:15", **home), *PLACES), SHORT)
    assert problem.message.startswith("“Flight to Barcelona Airport” takes 2 h 05 for 2")
    assert problem.clock == clock("14:10")  # where it begins


def test_ring_roads_lead_to_airports() -> None:
    # 12 km: 57 minutes by streets at first, 33 by the ring road; 70 per cent are 40 and 23.
    assert not found(plan(taxi("10:00", "10:25", destination="Barcelona Airport"), *PLACES), SHORT)
    plain = AIRPORT.model_copy(update={"name": "Depot"})
    visit = plan(taxi("10:00", "10:25", destination="Depot"), OFFICE, plain)
    assert found(visit, SHORT)
    named = plain.model_copy(update={"kind": "airport"})
    assert not found(plan(taxi("10:00", "10:25", destination="Depot"), OFFICE, named), SHORT)


@pytest.mark.parametrize(
    "fields",
    [
        {"status": Status.CANCELLED},
        {"arrive": ""},
        {"arrive": "10:00"},  # before it leaves, which is reported as such
        {"arrive_day": WEDNESDAY},
        {"destination": "Office"},
        {"origin": "Barcelona", "destination": "Barcelona"},
        {"destination": "Nowhere"},
    ],
)
def test_journeys_of_which_nothing_can_be_said(fields: dict[str, Any]) -> None:
    values = {"depart": "10:30", "arrive": "10:33"} | fields
    assert not found(plan(taxi(**values), *PLACES), SHORT)


def test_days_on_board_are_not_too_short() -> None:
    cruise = taxi(
        "10:00",
        "09:00",
        mode=Mode.FERRY,
        destination="Marina",
        arrive_day=TUESDAY + timedelta(days=3),
    )
    assert not found(plan(cruise, *PLACES), SHORT)
