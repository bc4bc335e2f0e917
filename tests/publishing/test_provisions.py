"""Plates, presences and connections, as those outside the delegation need them."""

from __future__ import annotations

from datetime import date, time

from tests.publishing.documents.chapters.papers import MONDAY, item, leg, person, plan, stop
from visitplanner.domain.programme import Journey
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ItemKind, JourneyKind, Mode, Status
from visitplanner.publishing.provisions import Connection, Plate, connections, plates

TUESDAY = date(2017, 11, 7)


def test_plates_add_up_and_group_what_is_alike() -> None:
    meal = item("Lunch", kind=ItemKind.MEAL, extra_covers=2)
    visit = plan(
        person("P1", diet=("vegan",)),
        person("P2", diet=("Vegan",)),
        person("P3", diet=("plant based",), avoid=" "),
        person("P4", avoid="Nuts", serious_allergy=True),
        person("P5", avoid="nuts", serious_allergy=True),
        person("P6", avoid="nuts"),
        person("P7"),
        person("P8", diet=("none",)),
        meal,
    )
    assert plates(visit, meal) == (
        Plate(4),
        Plate(2, (), "Nuts", serious=True),
        Plate(3, ("vegan",)),
        Plate(1, (), "nuts"),
    )


def test_a_cancelled_meal_has_no_plates() -> None:
    meal = item("Lunch", kind=ItemKind.MEAL, extra_covers=2, status=Status.CANCELLED)
    assert plates(plan(person("P1"), meal), meal) == ()


def _with(*legs: Journey, **fields: object) -> tuple[Visit, Journey]:
    ride = leg("16:00", "17:00", kind=JourneyKind.TRANSFER, mode=Mode.COACH, code="R")
    ride = ride.model_copy(update={"origin": "Hotel", "destination": "Station", **fields})
    return plan(stop(), person("P1"), *legs, ride), ride


def test_one_changes_where_the_other_ends_and_in_good_time() -> None:
    there = {"origin": "Station", "destination": "Valencia", "code": "T"}
    visit, ride = _with(leg("18:00", "21:00", cut_off=time(17, 50), **there))
    person_id = visit.delegates[0].id
    assert connections(visit, ride) == {
        person_id: (Connection(Mode.TRAIN, time(18), arriving=False, last_call=time(17, 50)),)
    }
    for other in (
        leg("16:30", "21:00", **there),
        leg("23:30", "23:59", **there),
        leg("18:00", "21:00", **{**there, "origin": "Harbour"}),
        leg("18:00", "21:00", **there, who="P2"),
        leg("18:00", "21:00", **there, status=Status.IDEA),
        leg("18:00", "21:00", **there, status=Status.CANCELLED),
    ):
        assert connections(*_with(other)) == {}


def test_one_comes_from_the_last_leg_before() -> None:
    flights = (
        leg("08:00", "12:00", origin="Home", destination="Hotel", code="F1", mode=Mode.FLIGHT),
        leg("12:30", "15:30", origin="Hub", destination="Hotel", code="F2", mode=Mode.FLIGHT),
    )
    visit, ride = _with(*flights)
    ((found,),) = connections(visit, ride).values()
    assert (found.clock, found.arriving, found.last_call) == (time(15, 30), True, None)


def test_a_night_train_is_met_on_the_next_day() -> None:
    train = leg("22:00", "07:00", origin="Home", destination="Hotel", code="N", arrive_day=TUESDAY)
    visit, ride = _with(
        train, depart_day=TUESDAY, arrive_day=TUESDAY, depart=time(8), arrive=time(9)
    )
    ((found,),) = connections(visit, ride).values()
    assert found.clock == time(7)
    assert train.depart_day == MONDAY
