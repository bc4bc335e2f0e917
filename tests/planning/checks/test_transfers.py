"""Journeys that nobody has planned, and the one that is offered instead."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.planning.checks.plans import (
    AIRPORT,
    MADRID,
    MARINA,
    OFFICE,
    SOFIA,
    STATION,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    changed,
    clock,
    found,
    item,
    journey,
    plan,
    repaired,
    stop,
    the,
)
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Item, Journey, Place, Stop
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import JourneyKind, Mode, Status
from visitplanner.planning.checks import Severity

MISSING, ELSEWHERE = "no-transfer", "starts-elsewhere"
PLACES = (OFFICE, STATION, AIRPORT, MARINA)
STOPS = (stop("Barcelona", TUESDAY, WEDNESDAY), stop("Valencia", WEDNESDAY, THURSDAY))
BOTH = (stop("Barcelona", TUESDAY, WEDNESDAY), stop("Valencia", TUESDAY, THURSDAY))
"""The delegation is in two cities on one day, so that neither is the wrong one."""
EVERYBODY = ("P01", "P02", "P03", "P04", "P05")
NEAR = Place(name="Near", city="Barcelona", latitude=41.387, longitude=2.1819)
"""Within a kilometre of the office, by a few metres."""
NOT_SO_NEAR = Place(name="Not so near", city="Barcelona", latitude=41.387, longitude=2.1821)


def at_office(code: str, start: str, end: str, **fields: Any) -> Item:
    return item(code, start, end, place="Office", **fields)


def at_station(code: str, start: str, end: str, **fields: Any) -> Item:
    return item(code, start, end, place="Sants", **fields)


def at_marina(code: str, start: str, end: str, **fields: Any) -> Item:
    return item(code, start, end, place="Marina", city="Valencia", **fields)


def train(code: str, depart: str, arrive: str, **fields: Any) -> Journey:
    values = {"mode": Mode.TRAIN, "origin": "Sants", "destination": "Marina"} | fields
    return journey(code, depart, arrive, **values)


def added(visit: Visit, before: Visit) -> Journey:
    """The one journey that is new."""
    assert (visit.items, len(visit.journeys)) == (before.items, len(before.journeys) + 1)
    return visit.journeys[-1]


def times(one: Journey) -> tuple[str, str]:
    assert one.depart
    assert one.arrive
    return f"{one.depart:%H:%M}", f"{one.arrive:%H:%M}"


# --- Within a town -------------------------------------------------------------------------------


def test_a_way_across_town_without_a_journey_is_a_warning() -> None:
    visit = plan(
        at_office("A1", "09:00", "11:00", title="Welcome", who="P01; P02"),
        at_station("A2", "13:00", "15:00", title="Tour", who="P02; P03"),
        *PLACES,
    )
    problem = the(visit, MISSING)
    assert problem.severity is Severity.WARNING
    assert problem.subjects == ("A1", "A2", "Office", "Sants", "P02")
    assert problem.message == (
        "Nothing takes Jan Novák from Office (“Welcome” until 11:00) to Sants (“Tour” from 13:00)"
        " on Tue 10 Nov, 3 km away."
    )
    assert problem.fix == "Add the journey; by taxi it takes about 15–25 min."
    assert (problem.day, problem.clock) == (TUESDAY, clock("13:00"))
    assert problem.repair_label == "Add “Taxi to Sants” at 12:20"
    ride = added(repaired(visit, problem), visit)
    assert ride.code == "A2t"
    assert (ride.kind, ride.mode, ride.status) == (
        JourneyKind.TRANSFER,
        Mode.TAXI,
        Status.TENTATIVE,
    )
    assert (ride.origin, ride.destination) == ("Office", "Sants")
    assert (ride.origin_zone, ride.destination_zone) == (MADRID, MADRID)
    assert (ride.depart_day, ride.arrive_day) == (TUESDAY, None)
    assert times(ride) == ("12:20", "12:45")
    assert ride.who == "P02"


@pytest.mark.parametrize(("place", "missing"), [(NEAR, False), (NOT_SO_NEAR, True)])
def test_up_to_a_kilometre_people_walk_by_themselves(place: Place, missing: bool) -> None:
    visit = plan(
        at_office("A1", "09:00", "11:00"),
        item("A2", "12:00", "13:00", place=place.name),
        OFFICE,
        place,
    )
    assert bool(found(visit, MISSING)) is missing


@pytest.mark.parametrize(
    "fields",
    [
        {"depart": "11:10", "arrive": "11:40"},
        {"depart": "", "arrive": ""},
        {"depart": "", "arrive": "", "depart_day": None},
        {"depart": "11:10", "arrive": "11:40", "status": Status.IDEA},
    ],
)
def test_any_journey_that_is_meant_will_do(fields: dict[str, Any]) -> None:
    ride = journey("T1", **({"origin": "Office", "destination": "Sants"} | fields))
    visit = plan(
        at_office("A1", "09:00", "11:00"), ride, at_station("A2", "13:00", "15:00"), *PLACES
    )
    assert not found(visit, MISSING)


def test_only_those_who_are_not_on_it_are_named() -> None:
    ride = journey("T1", origin="Office", destination="Sants", who="all except P04")
    visit = plan(
        at_office("A1", "09:00", "11:00"), ride, at_station("A2", "13:00", "15:00"), *PLACES
    )
    assert the(visit, MISSING).subjects[-1] == "P04"


@pytest.mark.parametrize(
    "fields",
    [
        {"optional": True},
        {"status": Status.IDEA},
        {"place": "", "city": "Barcelona"},
        {"place": "Café"},
        {"city": "", "place": ""},
    ],
)
def test_where_little_is_stated_nothing_is_said(fields: dict[str, Any]) -> None:
    values = {"place": "Sants"} | fields
    visit = plan(at_office("A1", "09:00", "11:00"), item("A2", "13:00", "15:00", **values), *PLACES)
    assert not found(visit, MISSING)
    assert not found(visit, ELSEWHERE)


def test_what_is_impossible_is_told_once() -> None:
    visit = plan(at_office("A1", "09:00", "11:00"), at_station("A2", "11:05", "15:00"), *PLACES)
    assert found(visit, "transfer-too-short")
    assert not found(visit, MISSING)


@pytest.mark.parametrize(
    ("ends", "begins", "missing"),
    [
        ("16:30", "18:00", False),
        ("16:31", "18:00", True),
        ("16:00", "17:59", True),
        ("12:00", "20:30", False),
    ],
)
def test_to_an_evening_people_come_from_their_hotel(ends: str, begins: str, missing: bool) -> None:
    visit = plan(at_office("A1", "09:00", ends), at_station("A2", begins, "23:00"), *PLACES)
    assert bool(found(visit, MISSING)) is missing


def test_to_an_evening_train_they_do_not() -> None:
    visit = plan(at_office("A1", "09:00", "16:00"), train("T1", "18:30", "21:30"), *STOPS, *PLACES)
    problem = the(visit, MISSING)
    assert problem.subjects[:4] == ("A1", "T1", "Office", "Sants")
    # Five people fit in one taxi, which brings them a quarter of an hour before the train leaves.
    assert times(added(repaired(visit, problem), visit)) == ("17:50", "18:15")


def test_after_a_night_they_come_from_their_hotel_unless_they_have_just_arrived() -> None:
    morning = at_office("A2", "09:00", "10:00", day=WEDNESDAY)
    assert not found(plan(at_station("A1", "20:00", "22:00"), morning, *PLACES), MISSING)
    arrival = train("T1", "18:00", "21:00", origin="Marina", destination="Sants")
    visit = plan(arrival, morning, *PLACES)
    problem = the(visit, MISSING)
    assert problem.message.startswith(
        "Nothing takes Ana Ruiz, Jan Novák, Eva Lind and 2 others from Sants (“Train to Sants”"
        " until 21:00 on Tue 10 Nov) to Office (“Item A2” from 09:00) on Wed 11 Nov"
    )
    assert times(added(repaired(visit, problem), visit)) == ("21:10", "21:35")
    for begins, missing in (("20:59", True), ("21:00", False)):  # a day later
        late = at_office("A2", begins, "22:00", day=WEDNESDAY)
        assert bool(found(plan(arrival, late, *PLACES), MISSING)) is missing


def test_the_day_of_an_arrival_is_that_of_the_clock_there() -> None:
    """In Barcelona it is still Tuesday when the flight lands in Sofia."""
    field = Place(name="Sofia Airport", city="Sofia", latitude=42.6952, longitude=23.4062)
    dock = Place(name="Dock", city="Sofia", latitude=42.7, longitude=23.25)
    flight = journey(
        "F1", "20:00", "00:15", mode=Mode.FLIGHT, origin="Barcelona Airport",
        destination="Sofia Airport", destination_zone=SOFIA, arrive_day=WEDNESDAY,
    )  # fmt: skip
    talk = item("A1", "04:00", "05:00", place="Dock", day=WEDNESDAY, zone=SOFIA, city="Sofia")
    problem = the(plan(AIRPORT, field, dock, flight, talk), MISSING)
    assert "from Sofia Airport (“Flight to Sofia Airport” until 00:15) to Dock" in problem.message
    assert "(“Item A1” from 04:00) on Wed 11 Nov" in problem.message


def test_after_a_flight_people_wait_for_their_bags() -> None:
    flight = journey(
        "F1", "10:00", "13:00", mode=Mode.FLIGHT, origin="Sofia", destination="Barcelona Airport"
    )
    visit = plan(flight, at_office("A1", "16:00", "17:00"), *PLACES)
    ride = added(repaired(visit, the(visit, MISSING)), visit)
    assert times(ride) == ("13:45", "14:40")


def test_towns_of_one_region_are_like_one_town() -> None:
    suburb = Place(name="Plant", city="Badalona", latitude=41.45, longitude=2.247)
    visit = plan(
        at_office("A1", "09:00", "11:00"), item("A2", "13:00", "15:00", place="Plant"), OFFICE,
        suburb,
    )  # fmt: skip
    assert the(visit, MISSING).message.endswith("10 km away.")
    assert not found(visit, ELSEWHERE)


@pytest.mark.parametrize(("latitude", "away"), [(41.6559, False), (41.6577, True)])
def test_from_thirty_kilometres_on_another_town_is_elsewhere(latitude: float, away: bool) -> None:
    plant = Place(name="Plant", city="Badalona", latitude=latitude, longitude=2.17)
    visit = plan(
        at_office("A1", "09:00", "11:00"), item("A2", "13:00", "15:00", place="Plant"), OFFICE,
        plant,
    )  # fmt: skip
    assert bool(found(visit, ELSEWHERE)) is away


def test_more_than_eight_take_a_coach_and_who_cannot_walk_is_not_sent_on_foot() -> None:
    many = tuple(
        Delegate(code=f"P{n:02}", given_name=f"Given{n}", family_name="Name") for n in range(9)
    )
    place = NOT_SO_NEAR
    items = (
        at_office("A1", "09:00", "11:00"), item("A2", "13:00", "15:00", place=place.name),
    )  # fmt: skip
    on_foot = plan(*items, OFFICE, place, people=many)
    assert added(repaired(on_foot, the(on_foot, MISSING)), on_foot).mode is Mode.WALK
    for need in ("step-free", "Sin escaleras, por favor"):
        needing = (changed(many[0], access_needs=(need,)), *many[1:])
        by_coach = plan(*items, OFFICE, place, people=needing)
        assert added(repaired(by_coach, the(by_coach, MISSING)), by_coach).mode is Mode.COACH
    rolling = (changed(many[0], access_needs=("wheelchair space",)), *many[1:8])
    by_taxi = plan(*items, OFFICE, place, people=rolling)
    assert added(repaired(by_taxi, the(by_taxi, MISSING)), by_taxi).mode is Mode.TAXI


# --- From stop to stop ---------------------------------------------------------------------------


UNDATED = Stop(city="Valencia", country="ES", zone=MADRID)


def test_a_visit_that_goes_on_without_a_journey_is_a_warning() -> None:
    visit = plan(stop("Barcelona"), stop("Valencia", WEDNESDAY, THURSDAY))
    problem = the(visit, MISSING)
    assert problem.severity is Severity.WARNING
    assert problem.subjects == ("2026-11-10", "2026-11-11", "Barcelona", "Valencia")
    assert problem.message == (
        "Tue 10 Nov ends in Barcelona, Wed 11 Nov starts in Valencia, and no journey is planned in"
        " between."
    )
    assert problem.fix == "Add the journey from Barcelona to Valencia."
    assert problem.day == WEDNESDAY
    assert problem.repair is None


def test_on_a_day_of_travel_both_cities_are_named_and_one_day() -> None:
    visit = plan(
        at_office("A1", "09:00", "12:00", day=WEDNESDAY),
        at_marina("A2", "10:00", "12:00", day=THURSDAY),
        *STOPS,
        *PLACES,
    )
    problem = the(visit, MISSING)
    assert problem.subjects == ("2026-11-11", "Barcelona", "Valencia")
    assert problem.message == (
        "The delegation goes from Barcelona to Valencia on Wed 11 Nov, and no journey is planned."
    )
    assert problem.repair_label == "Add “Train to Marina” at 12:15"
    leg = added(repaired(visit, problem), visit)
    assert (leg.kind, leg.mode, leg.who) == (JourneyKind.LEG, Mode.TRAIN, "all")
    assert leg.depart_day == WEDNESDAY


@pytest.mark.parametrize(("day", "offered"), [(8, False), (9, True)])
def test_a_journey_is_offered_only_from_where_people_are_about_that_day(
    day: int, offered: bool
) -> None:
    visit = plan(
        at_office("A1", "09:00", "12:00", day=date(2026, 11, day)),
        at_marina("A2", "15:00", "16:00"),
        stop("Barcelona", date(2026, 11, 2), TUESDAY),
        stop("Valencia", TUESDAY, WEDNESDAY),
        *PLACES,
    )
    assert (the(visit, MISSING).repair is not None) is offered


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({}, False),
        ({"depart": "", "arrive": "", "depart_day": None}, False),
        ({"destination": ""}, False),
        ({"destination": "Madrid"}, False),
        ({"origin": "Madrid"}, False),
        ({"who": "P01"}, False),
        ({"status": Status.IDEA}, False),
        ({"status": Status.CANCELLED}, True),
        ({"origin": "Office", "destination": "Sants"}, True),
        ({"depart_day": date(2026, 11, 12)}, False),
        ({"depart_day": date(2026, 11, 13)}, True),
        ({"depart_day": date(2026, 11, 9)}, False),
        ({"depart_day": date(2026, 11, 8)}, True),
    ],
)
def test_any_journey_out_or_in_is_taken_for_the_one(fields: dict[str, Any], missing: bool) -> None:
    leg = train("T1", **({"depart": "09:00", "arrive": "12:00"} | fields))
    visit = plan(leg, stop("Barcelona"), stop("Valencia", WEDNESDAY, THURSDAY), *PLACES)
    assert bool(found(visit, MISSING)) is missing


@pytest.mark.parametrize(
    "stops",
    [
        (stop("Barcelona"), stop("Barcelona", WEDNESDAY, WEDNESDAY)),
        (stop("Valencia"), stop("València", WEDNESDAY, WEDNESDAY)),
        (stop("Barcelona"), stop("", WEDNESDAY, WEDNESDAY)),
        (stop("Barcelona"), UNDATED),
    ],
)
def test_without_two_cities_and_two_days_there_is_nothing_to_say(stops: tuple[Any, ...]) -> None:
    assert not found(plan(*stops), MISSING)
