"""Places that are on no map, and items in a city where nobody is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.planning.checks.plans import (
    MADRID,
    MARINA,
    OFFICE,
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
from visitplanner.domain.programme import Place, Stop
from visitplanner.domain.vocabulary import JourneyKind, Mode, Status
from visitplanner.planning.checks import Severity

NOWHERE, ELSEWHERE = "place-not-located", "item-in-other-city"

HALL = Place(name="Town hall", city="Barcelona", address="Plaça 1")


# --- Not located ---------------------------------------------------------------------------------


def test_a_place_without_coordinates_is_a_note() -> None:
    visit = plan(
        item("A2", "12:00", "13:00", title="Lunch", place="town hall"),
        item("A1", "10:00", "11:00", title="Talk", place="Town hall"),
        journey("T1", "15:00", "15:30", origin="Town hall", destination="Office"),
        HALL,
        OFFICE,
    )
    problem = the(visit, NOWHERE)
    assert problem.severity is Severity.NOTE
    assert problem.subjects == ("Town hall", "A1", "A2", "T1")
    assert problem.records[0] == HALL.id
    assert problem.message == (
        "Town hall (“Talk”, “Lunch” and “Coach to Office”) has no coordinates: the map and the"
        " travel times leave it out."
    )
    assert problem.fix == "Add its coordinates to the place."
    assert (problem.day, problem.clock) == (TUESDAY, clock("10:00"))
    assert problem.repair is None


@pytest.mark.parametrize(
    "fields",
    [
        {"latitude": 41.38, "longitude": 2.17},
        {"kind": "Room"},  # it lies where its venue does
        {"name": "Elsewhere"},  # then nobody goes there
    ],
)
def test_a_place_that_is_located_or_not_used_is_silent(fields: dict[str, Any]) -> None:
    place = HALL.model_copy(update=fields)
    assert not found(plan(item("A1", place="Town hall"), place), NOWHERE)


def test_half_a_position_is_none() -> None:
    place = HALL.model_copy(update={"latitude": 41.38})
    assert found(plan(item("A1", place="Town hall"), place), NOWHERE)


def test_towns_airports_and_blanks_are_no_places() -> None:
    visit = plan(item("A1"), item("A2", city=""), journey("T1", origin="BCN", destination=""))
    assert not found(visit, NOWHERE)
    cancelled = item("A1", place="Town hall", status=Status.CANCELLED)
    assert not found(plan(cancelled, HALL), NOWHERE)


def test_an_airport_has_its_position_from_the_list() -> None:
    airport = Place(name="Barcelona Airport", city="Barcelona")
    visit = plan(journey("T1", origin="Barcelona Airport"), airport)
    problem = the(visit, NOWHERE)
    assert problem.repair_label == "Put it at Barcelona International Airport (BCN)"
    place = repaired(visit, problem).places[0]
    assert (place.latitude, place.longitude) == (41.2971, 2.0785)


def test_an_airport_of_another_town_is_not_meant() -> None:
    for place in (
        Place(name="Valencia Airport", city="Barcelona"),
        Place(name="El Prat", city="Barcelona"),  # a restaurant, for all we know
        Place(name="Hotel Airport Exemple", city="Barcelona"),
    ):
        assert the(plan(journey("T1", origin=place.name), place), NOWHERE).repair is None
    anywhere = Place(name="Valencia Airport")
    assert the(plan(journey("T1", origin=anywhere.name), anywhere), NOWHERE).repair is not None


# --- In another city -----------------------------------------------------------------------------

IN_VALENCIA = {"city": "Valencia", "title": "City hall"}


def test_an_item_where_the_delegation_is_not_is_an_error() -> None:
    visit = plan(
        item("A1", "10:00", "11:00", who="P01; P02", **IN_VALENCIA),
        stop(),
        stop("Valencia", WEDNESDAY, WEDNESDAY),
    )
    problem = the(visit, ELSEWHERE)
    assert problem.severity is Severity.ERROR
    assert problem.subjects == ("A1", "Valencia", "P01", "P02")
    assert problem.message == (
        "“City hall” at 10:00 on Tue 10 Nov is in Valencia, but the delegation is in Barcelona that"
        " day, and no journey goes to Valencia."
    )
    assert problem.fix == "Correct the city or the day, or add the journey there."
    assert (problem.day, problem.clock) == (TUESDAY, clock("10:00"))


def test_the_town_of_its_place_counts_more_than_its_own() -> None:
    visit = plan(item("A1", "10:00", "11:00", place="Marina"), MARINA)
    assert the(visit, ELSEWHERE).subjects[:2] == ("A1", "Valencia")


def test_a_whole_day_can_be_in_the_wrong_city_and_the_tray_cannot() -> None:
    assert found(plan(item("A1", **IN_VALENCIA)), ELSEWHERE)
    assert not found(plan(item("A1", day=None, **IN_VALENCIA)), ELSEWHERE)


def test_an_item_for_nobody_yet_can_be_too() -> None:
    assert the(plan(item("A1", who="", **IN_VALENCIA)), ELSEWHERE).subjects == ("A1", "Valencia")


@pytest.mark.parametrize("fields", [{"optional": True}, {"status": Status.IDEA}])
def test_what_nobody_has_to_attend_is_but_a_warning(fields: dict[str, Any]) -> None:
    visit = plan(item("A1", "10:00", "11:00", **IN_VALENCIA, **fields))
    assert the(visit, ELSEWHERE).severity is Severity.WARNING


@pytest.mark.parametrize(
    "fields",
    [
        {"city": "Barcelona"},
        {"city": ""},
        {"city": "Sant Adrià de Besòs"},  # 9 km
        {"city": "Sabadell"},  # 18 km
        {"city": "Atlantis"},
        {"city": "Springfield"},  # a choice of many
        {"city": "Valencia", "status": Status.CANCELLED},
    ],
)
def test_the_same_town_its_surroundings_and_the_unknown_are_silent(fields: dict[str, Any]) -> None:
    assert not found(plan(item("A1", "10:00", "11:00", **fields)), ELSEWHERE)


def test_thirty_kilometres_are_the_surroundings() -> None:
    # The centre may be 10 km off for somewhere in Barcelona.
    near = Place(name="Mill", city="Terrassa", latitude=41.70, longitude=2.17)
    far = near.model_copy(update={"latitude": 41.76})
    for place, elsewhere in ((near, False), (far, True)):
        visit = plan(item("A1", "10:00", "11:00", place="Mill"), place)
        assert bool(found(visit, ELSEWHERE)) is elsewhere


def test_any_stop_of_the_day_will_do() -> None:
    visit = plan(
        item("A1", "10:00", "11:00", **IN_VALENCIA),
        stop(last=TUESDAY),
        stop("Valencia", TUESDAY, WEDNESDAY),
    )
    assert not found(visit, ELSEWHERE)
    before = plan(
        item("A1", "10:00", "11:00", **IN_VALENCIA),
        stop("Valencia", TUESDAY - timedelta(days=2), TUESDAY - timedelta(days=1)),
        stop(),
    )
    assert found(before, ELSEWHERE)
    two = plan(
        item("A1", "10:00", "11:00", city="Sofia"), stop(), stop("Valencia", TUESDAY, WEDNESDAY)
    )
    assert "the delegation is in Barcelona and Valencia that day" in the(two, ELSEWHERE).message


def test_days_without_a_stop_are_another_matter() -> None:
    visit = plan(item("A1", "10:00", "11:00", day=WEDNESDAY, **IN_VALENCIA))
    assert not found(visit, ELSEWHERE)
    undated = Stop(city="Valencia", country="ES", zone=MADRID)
    assert not found(plan(item("A1", **IN_VALENCIA), stop(), undated), ELSEWHERE)
    one_day = Stop(city="Barcelona", country="ES", zone=MADRID, arrive=TUESDAY)
    assert found(plan(item("A1", **IN_VALENCIA), one_day), ELSEWHERE)


def excursion(who: str = "all", **fields: Any) -> Any:
    values = {"mode": Mode.TRAIN, "destination": "Valencia", "kind": JourneyKind.LEG, "who": who}
    return journey("T1", "07:00", "10:00", **values | fields)


def test_whom_a_journey_takes_there_are_where_they_should_be() -> None:
    talk = item("A1", "11:00", "12:00", **IN_VALENCIA)
    assert not found(plan(talk, excursion()), ELSEWHERE)
    problem = the(plan(talk, excursion("all except P03; P04")), ELSEWHERE)
    assert problem.subjects == ("A1", "Valencia", "P03", "P04")
    assert problem.message == (
        "“City hall” at 11:00 on Tue 10 Nov is in Valencia, but the delegation is in Barcelona that"
        " day, and no journey takes Eva Lind and Luis Gil to Valencia."
    )
    assert not found(plan(talk, excursion(destination="Marina"), MARINA), ELSEWHERE)
    assert found(plan(talk, excursion(destination="Sofia")), ELSEWHERE)
    assert found(plan(talk, excursion(status=Status.CANCELLED)), ELSEWHERE)
    assert found(plan(talk, excursion(depart_day=TUESDAY + timedelta(days=5))), ELSEWHERE)


def test_who_travels_by_night_or_has_slept_there_is_there() -> None:
    days = stop(last=WEDNESDAY)
    talk = item("A1", "11:00", "12:00", day=WEDNESDAY, **IN_VALENCIA)
    night = excursion(arrive_day=WEDNESDAY)
    assert not found(plan(talk, night, days), ELSEWHERE)
    assert not found(plan(talk, excursion(), days), ELSEWHERE)
    home = journey("T2", "18:00", "21:00", origin="Valencia", destination="Barcelona")
    assert found(plan(talk, excursion(), home, days), ELSEWHERE)
