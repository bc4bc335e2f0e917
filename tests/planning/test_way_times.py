"""What the way of each journey takes: a band, or what somebody has timed."""

from __future__ import annotations

from datetime import date, time

from visitplanner.domain.programme import Journey, Stop, TravelTime
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import Mode, Status
from visitplanner.planning.checks.compiled import Plan
from visitplanner.planning.checks.known import Known
from visitplanner.planning.lessons import lessons, useful
from visitplanner.planning.way_times import WayTime, way_times

DAY = date(2026, 5, 4)
ROME = "Europe/Rome"


def journey(one: str, mode: Mode, origin: str, destination: str) -> Journey:
    return Journey(
        id=one,
        mode=mode,
        origin=origin,
        destination=destination,
        origin_zone=ROME,
        destination_zone=ROME,
        depart_day=DAY,
        depart=time(9),
        arrive=time(9, 1),
    )


def plan(*journeys: Journey, known: tuple[TravelTime, ...] = ()) -> Plan:
    stops = (
        Stop(city="Turin", country="IT", zone=ROME, arrive=DAY, leave=DAY),
        Stop(city="Milan", country="IT", zone=ROME, arrive=DAY, leave=DAY),
    )
    return Plan(Visit(stops=stops, journeys=journeys, travel_times=known))


def test_a_way_between_towns_is_a_band_that_its_own_times_do_not_change() -> None:
    found = way_times(plan(journey("j", Mode.TRAIN, "Turin", "Milan")))["j"]
    assert not found.timed
    assert 30 <= found.low < found.high <= 240


def test_what_somebody_has_timed_wins() -> None:
    timed = TravelTime(
        origin="Milan", destination="Turin", mode=Mode.TRAIN, minutes=52, source="timetable"
    )
    found = way_times(plan(journey("j", Mode.TRAIN, "Turin", "Milan"), known=(timed,)))
    assert found == {"j": WayTime(52, 52, "timetable", timed=True)}


def test_what_a_journey_has_taught_itself_says_nothing_new_about_it() -> None:
    taken = journey("j", Mode.TRAIN, "Turin", "Milan").model_copy(
        update={"arrive": time(9, 55), "status": Status.CONFIRMED, "carrier": "Renfe"}
    )
    visit = plan(taken).visit.model_copy(update={"code": "SPRING"})
    learnt = useful(visit, lessons(visit, DAY))
    assert [time.source for time in learnt] == ["Renfe, SPRING"]
    known = Known(travel_times=learnt)
    estimate = way_times(Plan(visit))["j"]
    assert not estimate.timed
    assert way_times(Plan(visit, known=known)) == {"j": estimate}
    other = visit.model_copy(update={"code": "AUTUMN"})
    assert way_times(Plan(other, known=known))["j"] == WayTime(55, 55, "Renfe, SPRING", timed=True)


def test_nobody_can_say_how_far_unknown_places_are() -> None:
    assert way_times(plan(journey("j", Mode.TAXI, "Nowhere", "Elsewhere"))) == {}
