"""What starts in a town where its people are not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.planning.checks.plans import (
    AIRPORT,
    PEOPLE,
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
from tests.planning.checks.test_transfers import (
    BOTH,
    ELSEWHERE,
    EVERYBODY,
    MISSING,
    PLACES,
    STOPS,
    added,
    at_marina,
    at_office,
    at_station,
    train,
)
from visitplanner.domain.programme import Item, Place, Stop
from visitplanner.domain.times import Edge
from visitplanner.domain.vocabulary import JourneyKind, Mode, Status
from visitplanner.planning.checks import Severity


def test_what_starts_in_another_town_is_an_error() -> None:
    visit = plan(
        at_office("A1", "09:00", "12:00", who="P01; P02"),
        at_marina("A2", "18:00", "19:00", who="P02; P03", title="Dinner"),
        *BOTH,
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
        "Add a journey from Barcelona to Valencia, or correct where “Dinner” starts."
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


def test_who_has_left_a_town_is_not_there_any_more() -> None:
    there = train("T1", "11:00", "14:00", origin="Sants", destination="Marina")
    back = train("T1", "11:00", "14:00", origin="Marina", destination="Sants")
    for leg, where in ((there, at_station), (back, at_marina)):
        visit = plan(leg, where("A2", "18:00", "19:00"), *BOTH, *PLACES)
        assert the(visit, ELSEWHERE).subjects[:2] == ("A2", "T1")


def test_a_journey_that_starts_elsewhere_does_so_on_the_clock_of_its_start() -> None:
    visit = plan(
        at_office("A1", "09:00", "12:00"),
        train("T1", "18:00", "22:00", origin="Marina", destination="Faro",
              destination_zone="Europe/Lisbon"),
        *BOTH,
        *PLACES,
    )  # fmt: skip
    assert "“Train to Faro” starts in Valencia at 18:00 on Tue 10 Nov" in (
        the(visit, ELSEWHERE).message
    )


def test_several_people_are_in_the_plural() -> None:
    visit = plan(
        at_office("A1", "09:00", "12:00"), at_marina("A2", "18:00", "19:00"), *BOTH, *PLACES
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
        *BOTH,
        *PLACES,
    )
    problem = the(visit, ELSEWHERE)
    assert problem.subjects[:2] == ("A2", "A1")
    assert problem.fix is not None
    assert problem.fix.startswith("Add a journey from Barcelona to Valencia")
    assert problem.repair is None


def test_where_there_is_no_time_no_journey_is_offered() -> None:
    visit = plan(
        at_office("A1", "09:00", "12:00"), at_marina("A2", "14:00", "15:00"), *BOTH, *PLACES
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
    problem = the(plan(*rows, *BOTH, *PLACES, nowhere), ELSEWHERE)
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
    assert not found(visit, ELSEWHERE)  # for it is the morning that is in the wrong city


# --- One mistake, one name -----------------------------------------------------------------------


def test_what_is_in_a_city_of_another_day_does_not_start_elsewhere_as_well() -> None:
    rows = (
        at_office("A1", "09:00", "10:00"),
        at_marina("A2", "15:00", "16:00"),
        at_office("A3", "20:30", "21:00"),
    )
    visit = plan(*rows, *STOPS, *PLACES)
    assert the(visit, "item-in-other-city").subjects == ("A2", "Valencia", *EVERYBODY)
    assert not found(visit, ELSEWHERE)


def test_the_journey_to_another_city_is_offered_for_those_who_go_on_from_there() -> None:
    rows = (at_office("A1", "09:00", "12:00"), at_marina("A2", "18:00", "19:00"))
    problem = the(plan(*rows, *STOPS, *PLACES), "item-in-other-city")
    assert problem.repair_label == "Add “Train to Marina” at 12:15"
    visit = plan(*rows, *STOPS, *PLACES)
    leg = added(repaired(visit, the(visit, "item-in-other-city")), visit)
    assert (leg.origin, leg.destination, leg.who) == ("Office", "Marina", "all")
    back = at_office("A3", "22:30", "23:00")
    assert the(plan(*rows, back, *STOPS, *PLACES), "item-in-other-city").repair is None


def test_a_taxi_that_leaves_before_its_people_land_is_what_is_wrong() -> None:
    fields = {"origin": "Sofia", "origin_zone": "Europe/Sofia", "destination": AIRPORT.name}
    values = {"mode": Mode.FLIGHT, "kind": JourneyKind.LEG, "who": "P01"} | fields
    visit = plan(
        journey("F1", "15:00", "17:15", **values),
        journey("F1t", "12:00", "12:40", mode=Mode.TAXI, origin=AIRPORT.name,
                destination="Office", who="P01"),
        *STOPS,
        *PLACES,
    )  # fmt: skip
    problem = the(visit, ELSEWHERE)
    assert problem.subjects == ("F1t", "F1", "P01")
    assert problem.message == (
        "“Taxi to Office” leaves Barcelona Airport at 12:00 on Tue 10 Nov, but Ana Ruiz arrives"
        " only at 17:15 on Tue 10 Nov with “Flight to Barcelona Airport”."
    )
    assert problem.fix == (
        "Let “Taxi to Office” leave after “Flight to Barcelona Airport” has arrived, or find an"
        " earlier connection."
    )
    assert not found(visit, "transfer-too-short")


def test_a_flight_that_leaves_before_its_people_land_does_so_on_the_clock_of_its_start() -> None:
    values = {"mode": Mode.FLIGHT, "who": "P01"}
    visit = plan(
        journey("F1", "15:00", "17:15", origin="Sofia", origin_zone="Europe/Sofia",
                destination=AIRPORT.name, kind=JourneyKind.LEG, **values),
        journey("F2", "00:30", "01:30", origin=AIRPORT.name, destination="Lisbon",
                destination_zone="Europe/Lisbon", **values),
        stop(last=WEDNESDAY),
        Stop(city="Lisbon", country="PT", zone="Europe/Lisbon", arrive=TUESDAY, leave=WEDNESDAY),
        *PLACES,
    )  # fmt: skip
    problem = the(visit, ELSEWHERE)
    assert problem.subjects == ("F2", "F1", "P01")
    assert problem.message == (
        "“Flight to Lisbon” leaves Barcelona Airport at 00:30 on Tue 10 Nov, but Ana Ruiz arrives"
        " only at 17:15 on Tue 10 Nov with “Flight to Barcelona Airport”."
    )


def test_who_arrives_too_late_for_an_item_is_told_that_and_no_more() -> None:
    fields = {"origin": "Sofia", "origin_zone": "Europe/Sofia", "destination": AIRPORT.name}
    visit = plan(
        at_office("A1", "09:00", "10:00"),
        journey(
            "F1", "15:00", "17:15", mode=Mode.FLIGHT, kind=JourneyKind.LEG, who="P01", **fields
        ),
        *STOPS,
        *PLACES,
    )
    assert the(visit, "arrives-late").subjects == ("F1", "A1", "P01")
    assert not found(visit, ELSEWHERE)


def test_of_somebody_who_joins_or_leaves_in_the_middle_the_way_is_not_judged() -> None:
    rows = (
        at_office("A1", "09:00", "10:00"),
        item("A2", "10:45", "12:00", place=AIRPORT.name),
    )
    for code in (MISSING, "transfer-tight"):
        assert the(plan(*rows, *PLACES), code).subjects[-5:] == EVERYBODY
    ana, jan = PEOPLE[:2]
    late = changed(ana, joins=Edge(day=TUESDAY, clock=clock("10:50")))
    early = changed(jan, leaves=Edge(day=TUESDAY, clock=clock("09:30")))
    half = plan(*rows, *PLACES, people=(late, early))
    assert not found(half, MISSING) + found(half, "transfer-tight")
    on_time = changed(ana, joins=Edge(day=TUESDAY, clock=clock("09:00")))
    all_of_it = changed(jan, leaves=Edge(day=TUESDAY, clock=clock("12:00")))
    full = plan(*rows, *PLACES, people=(on_time, all_of_it))
    assert the(full, MISSING).subjects[-2:] == ("P01", "P02")
