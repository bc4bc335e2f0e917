"""Journeys that nobody has planned, and the one that is offered instead."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest

from tests.planning.checks.plans import (
    AIRPORT,
    MADRID,
    MARINA,
    OFFICE,
    PEOPLE,
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
from visitplanner.domain.edits import change
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Item, Journey, Place, Stop, TravelTime
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import JourneyKind, Mode, Status
from visitplanner.errors import PlanError
from visitplanner.planning.checks import Severity
from visitplanner.planning.travel import insert_transfer, propose_transfer

MISSING, ELSEWHERE = "no-transfer", "starts-elsewhere"
PLACES = (OFFICE, STATION, AIRPORT, MARINA)
STOPS = (stop("Barcelona", TUESDAY, WEDNESDAY), stop("Valencia", WEDNESDAY, THURSDAY))
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
    late = at_office("A2", "21:00", "22:00", day=WEDNESDAY)
    assert not found(plan(arrival, late, *PLACES), MISSING)


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
    needing = (changed(many[0], access_needs=("step-free",)), *many[1:])
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


# --- Somewhere else ------------------------------------------------------------------------------


def test_what_starts_in_another_town_is_an_error() -> None:
    visit = plan(
        at_office("A1", "09:00", "12:00", who="P01; P02"),
        at_marina("A2", "18:00", "19:00", who="P02; P03", title="Dinner"),
        *STOPS,
        *PLACES,
    )
    problem = the(visit, ELSEWHERE)
    assert problem.severity is Severity.ERROR
    assert problem.subjects == ("A2", "A1", "P02")
    assert problem.message == (
        "Jan Novák is in Barcelona after “Item A1”, but “Dinner” starts in Valencia at 18:00 on"
        " Tue 10 Nov, and no journey goes there."
    )
    assert problem.fix == (
        "Add a journey from Barcelona to Valencia, or correct where “Dinner” takes place."
    )
    assert (problem.day, problem.clock) == (TUESDAY, clock("18:00"))
    assert problem.repair_label == "Add “Train to Marina” at 12:15"
    leg = added(repaired(visit, problem), visit)
    assert (leg.kind, leg.who, leg.origin, leg.destination) == (
        JourneyKind.LEG,
        "P02",
        "Office",
        "Marina",
    )


def test_several_people_are_in_the_plural() -> None:
    visit = plan(
        at_office("A1", "09:00", "12:00"), at_marina("A2", "18:00", "19:00"), *STOPS, *PLACES
    )
    assert the(visit, ELSEWHERE).message.startswith(
        "Ana Ruiz, Jan Novák, Eva Lind and 2 others are in Barcelona after “Item A1”, but"
    )


def test_a_coach_that_waits_where_nobody_is_has_to_wait_for_the_train() -> None:
    visit = plan(
        at_station("A1", "16:00", "17:15"),
        journey("T2", "21:30", "22:00", origin="Marina", destination="Valencia"),
        train("T1", "07:00", "10:20", depart_day=WEDNESDAY),
        *STOPS,
        *PLACES,
    )
    problem = the(visit, ELSEWHERE)
    assert problem.subjects == ("T2", "A1", *EVERYBODY)
    assert problem.fix == (
        "Let it start after “Train to Marina” at 07:00 on Wed 11 Nov has arrived, or correct its"
        " times."
    )
    assert problem.repair is None


def test_what_is_out_of_place_is_not_reached_by_an_offered_journey() -> None:
    visit = plan(
        at_office("A1", "09:00", "10:00"),
        at_marina("A2", "15:00", "16:00"),
        at_office("A3", "20:30", "21:00"),
        *STOPS,
        *PLACES,
    )
    problem = the(visit, ELSEWHERE)
    assert problem.subjects[:2] == ("A2", "A1")
    assert problem.fix is not None
    assert problem.fix.startswith("Add a journey from Barcelona to Valencia")
    assert problem.repair is None


def test_where_there_is_no_time_no_journey_is_offered() -> None:
    visit = plan(
        at_office("A1", "09:00", "12:00"), at_marina("A2", "14:00", "15:00"), *STOPS, *PLACES
    )
    assert the(visit, ELSEWHERE).repair is None


@pytest.mark.parametrize(
    "second",
    [
        at_marina("A2", "11:00", "13:00"),  # people cannot be in two places
        at_marina("A2", "18:00", "19:00", optional=True),
        at_marina("A2", "18:00", "19:00", status=Status.IDEA),
        at_station("A2", "18:00", "19:00"),
        item("A2", "18:00", "19:00", city="Nowhere at all"),
        item("A2", "18:00", "19:00", city=""),
    ],
)
def test_nothing_starts_elsewhere_where_another_rule_or_nobody_can_tell(second: Item) -> None:
    visit = plan(at_office("A1", "09:00", "12:00"), second, *STOPS, *PLACES)
    assert not found(visit, ELSEWHERE)


def test_who_comes_from_an_idea_is_nowhere_in_particular() -> None:
    maybe = train("T1", "08:00", "11:00", status=Status.IDEA)
    visit = plan(maybe, at_office("A1", "18:00", "19:00"), *STOPS, *PLACES)
    assert not found(visit, ELSEWHERE)


def test_only_what_one_click_mends_is_offered() -> None:
    # Between the two there is something, though nobody knows in which town.
    nowhere = Place(name="Nowhere in particular")
    rows = (
        at_office("A1", "09:00", "12:00"),
        item("A2", "12:30", "13:00", place=nowhere.name, city=""),
        at_marina("A3", "18:00", "19:00"),
    )
    problem = the(plan(*rows, *STOPS, *PLACES, nowhere), ELSEWHERE)
    assert problem.subjects[:2] == ("A3", "A1")
    assert problem.repair is None


def test_a_journey_days_after_does_not_mend_a_change_of_cities() -> None:
    friday, saturday = (TUESDAY + timedelta(days=n) for n in (3, 4))
    visit = plan(
        at_office("A1", "09:00", "12:00", day=friday),
        at_marina("A2", "18:00", "19:00", day=friday),
        stop("Barcelona"),
        stop("Valencia", WEDNESDAY, saturday),
        *PLACES,
    )
    assert the(visit, MISSING).repair is None
    assert the(visit, ELSEWHERE).repair is not None


# --- The proposal --------------------------------------------------------------------------------


def gap(first: Item | Journey, second: Item | Journey, *more: Any, **fields: Any) -> Visit:
    return plan(first, second, *PLACES, *more, **fields)


def proposed(visit: Visit) -> Journey:
    rows: tuple[Item | Journey, ...] = (*visit.items, *visit.journeys)
    codes = {row.code: row.id for row in rows}
    return propose_transfer(visit, codes["A1"], codes["A2"])


def refused(visit: Visit) -> str:
    with pytest.raises(PlanError) as raised:
        proposed(visit)
    return str(raised.value)


def test_it_is_one_edit() -> None:
    visit = gap(at_office("A1", "09:00", "11:00"), at_station("A2", "13:00", "15:00"))
    after = insert_transfer(visit, visit.items[0].id, visit.items[1].id)
    assert added(after, visit).code == "A2t"
    again = change(after, after.journeys[0].id, status=Status.CANCELLED)
    assert insert_transfer(again, visit.items[0].id, visit.items[1].id).journeys[-1].code == "A2tb"


def test_without_a_code_it_gets_a_free_one() -> None:
    visit = gap(at_office("A1", "09:00", "11:00"), at_station("", "13:00", "15:00"))
    assert insert_transfer(visit, visit.items[0].id, visit.items[1].id).journeys[0].code == "N01"


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("11:15", None),
        ("11:20", ("11:00", "11:20")),
        ("11:25", ("11:00", "11:25")),
        ("11:30", ("11:00", "11:25")),
        ("11:40", ("11:00", "11:25")),
        ("11:45", ("11:05", "11:30")),
    ],
)
def test_it_fits_the_gap(start: str, expected: tuple[str, str] | None) -> None:
    # The ride takes 16 minutes, 24 where it is slow; then the reserve is left.
    visit = gap(at_office("A1", "09:00", "11:00"), at_station("A2", start, "15:00"))
    if expected is None:
        assert refused(visit) == (
            "There are only 15 min between “Item A1” and “Item A2”; by taxi it takes about"
            " 15–25 min: move one of them first."
        )
    else:
        assert times(proposed(visit)) == expected


def test_what_somebody_knows_sets_its_length_and_its_mode() -> None:
    known = (TravelTime(origin="Sants", destination="Office", mode=Mode.TAXI, minutes=33),)
    visit = gap(
        at_office("A1", "09:00", "11:00"), at_station("A2", "13:00", "15:00"), travel_times=known
    )
    assert times(proposed(visit)) == ("12:10", "12:45")
    cafe = Place(name="Café", city="Barcelona")
    known = (TravelTime(origin="Café", destination="Office", mode=Mode.METRO, minutes=10),)
    visit = gap(
        at_office("A1", "09:00", "11:00"),
        item("A2", "13:00", "15:00", place="Café"),
        cafe,
        travel_times=known,
    )
    assert (proposed(visit).mode, times(proposed(visit))) == (Mode.METRO, ("12:35", "12:45"))


def test_in_a_town_an_unknown_way_takes_half_an_hour() -> None:
    cafe = Place(name="Café", city="Barcelona")
    visit = gap(at_office("A1", "09:00", "11:00"), item("A2", "13:00", "15:00", place="Café"), cafe)
    assert (proposed(visit).mode, times(proposed(visit))) == (Mode.TAXI, ("12:00", "12:45"))


def test_the_gate_takes_its_time() -> None:
    ministry = Place(
        name="Ministry", city="Barcelona", kind="ministry", latitude=41.3791, longitude=2.1402
    )
    visit = gap(
        at_office("A1", "09:00", "11:00"), item("A2", "13:00", "15:00", place="Ministry"), ministry
    )
    assert times(proposed(visit)) == ("12:10", "12:35")


def test_flights_and_zones() -> None:
    dock = Place(name="Dock", city="Sofia", latitude=42.7, longitude=23.3)
    visit = gap(
        at_office("A1", "09:00", "10:00"),
        item("A2", "21:00", "22:00", place="Dock", city="Sofia", zone=SOFIA),
        dock,
    )
    flight = proposed(visit)
    assert (flight.mode, flight.kind) == (Mode.FLIGHT, JourneyKind.LEG)
    assert (flight.origin_zone, flight.destination_zone) == (MADRID, SOFIA)
    assert times(flight) == ("12:30", "16:45")
    assert flight.minutes == 195


def test_to_another_town_people_go_in_the_evening_before() -> None:
    def leaves(ends: str, begins: str) -> str:
        visit = gap(
            at_office("A1", "09:00", ends),
            at_marina("A2", begins, "23:00", day=WEDNESDAY),
            *STOPS,
        )
        leg = proposed(visit)
        return f"{leg.depart_day:%d} {leg.depart:%H:%M}"

    assert leaves("16:00", "09:00") == "10 16:15"
    assert leaves("18:30", "09:00") == "10 18:45"  # arrives at 21:50
    assert leaves("19:00", "12:00") == "11 08:25"  # would arrive at 22:20
    assert leaves("19:00", "09:00") == "10 19:15"  # better late than at five in the morning


def test_a_flight_is_reached_two_hours_before() -> None:
    flight = journey(
        "A2", "13:30", "15:30", mode=Mode.FLIGHT, origin="Barcelona Airport", destination="Sofia"
    )
    visit = gap(at_office("A1", "09:00", "10:00"), flight)
    assert times(proposed(visit)) == ("10:20", "11:15")
    early = flight.model_copy(update={"depart": time(12)})
    # There is no time for that, but for the way there is.
    assert times(proposed(gap(at_office("A1", "09:00", "10:00"), early))) == ("10:50", "11:45")


def test_its_people_are_those_of_the_second_entry_or_of_the_first_or_by_id() -> None:
    def rule(first: str, second: str) -> str:
        return proposed(
            gap(
                at_office("A1", "09:00", "11:00", who=first),
                at_station("A2", "13:00", "15:00", who=second),
            )
        ).who

    assert rule("P01; P02", "all except P03; P04; P05") == "all except P03; P04; P05"
    assert rule("P01; P02", "all") == "P01; P02"
    assert rule("P01; P02", "P02; P03") == "P02"
    assert rule("P01; P02; P03", "P02; P03; P04") == "P02; P03"


def test_people_without_an_id_go_by_name_if_it_is_theirs_alone() -> None:
    people = tuple(changed(person, code="") for person in PEOPLE)
    rows = (
        at_office("A1", "09:00", "11:00", who="Ana Ruiz; Jan Novák"),
        at_station("A2", "13:00", "15:00", who="Jan Novák; Eva Lind"),
    )
    assert proposed(gap(*rows, people=people)).who == "Jan Novák"
    grouped = tuple(changed(p, groups=("G",), given_name="Ana", family_name="Ruiz") for p in people)
    rows = (
        at_office("A1", "09:00", "11:00", who="group: G"),
        at_station("A2", "13:00", "15:00", who="all"),
    )
    assert proposed(gap(*rows, people=grouped)).who == "all"


@pytest.mark.parametrize(
    ("visit", "sentence"),
    [
        (
            lambda: gap(at_office("A1", "09:00", ""), at_station("A2", "13:00", "15:00")),
            "“Item A1” has no end: say first when it ends.",
        ),
        (
            lambda: gap(at_office("A1", "09:00", "11:00"), at_station("A2", "10:59", "15:00")),
            "“Item A1” is not over when “Item A2” begins: move one of them first.",
        ),
        (
            lambda: gap(at_office("A1", "09:00", "11:00"), at_office("A2", "13:00", "15:00")),
            "Both are at Office: no journey is needed.",
        ),
        (
            lambda: gap(
                at_office("A1", "09:00", "11:00", who="P01"),
                at_station("A2", "13:00", "15:00", who="P02"),
            ),
            (
                "Nobody goes from “Item A1” straight to “Item A2”: choose two entries that follow"
                " one another."
            ),
        ),
        (
            lambda: gap(
                at_office("A1", "09:00", "11:00"), item("A2", "13:00", "15:00", city="Xyzzy")
            ),
            (
                "It is not known how far it is from Office to Xyzzy: give both an address or a city"
                " first."
            ),
        ),
        (
            lambda: gap(
                at_office("A1", "09:00", "11:00"),
                at_station("A2", "13:00", "15:00", status=Status.CANCELLED),
            ),
            "Choose an item or a journey that is not cancelled.",
        ),
    ],
)
def test_it_says_why_there_is_none(visit: Callable[[], Visit], sentence: str) -> None:
    assert refused(visit()) == sentence


def test_what_is_no_longer_there_is_told_apart() -> None:
    visit = gap(at_office("A1", "09:00", "11:00"), at_station("A2", "13:00", "15:00"))
    with pytest.raises(PlanError, match="no longer part of the plan"):
        propose_transfer(visit, visit.items[0].id, "gone")
