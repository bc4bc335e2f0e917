from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.planning.checks.plans import (
    CANARY,
    MADRID,
    MARINA,
    PEOPLE,
    SOFIA,
    TUESDAY,
    WEDNESDAY,
    changed,
    clock,
    edge,
    found,
    item,
    journey,
    plan,
    repaired,
    stop,
    the,
)
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Item, Journey, Place
from visitplanner.domain.times import Edge
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ItemKind, JourneyKind, Mode, Status
from visitplanner.planning.checks import Severity

LATE, EARLY = "arrives-late", "leaves-early"


def flight_in(code: str = "F1", arrive: str = "14:20", **fields: Any) -> Journey:
    values: dict[str, Any] = {
        "kind": JourneyKind.LEG,
        "mode": Mode.FLIGHT,
        "origin": "Sofia",
        "origin_zone": SOFIA,
        "destination": "Barcelona",
        "who": "P02",
    } | fields
    return journey(code, "12:00", arrive, **values)


def flight_out(
    code: str = "F2", depart: str = "13:00", arrive: str = "20:30", **fields: Any
) -> Journey:
    values: dict[str, Any] = {
        "kind": JourneyKind.LEG,
        "mode": Mode.FLIGHT,
        "origin": "Barcelona",
        "destination": "Sofia",
        "destination_zone": SOFIA,
        "who": "P03",
    } | fields
    return journey(code, depart, arrive, **values)


OPENING = item("A1", "09:00", "10:00", title="Opening")
LUNCH = item("A2", "12:30", "14:00", title="Lunch", kind=ItemKind.MEAL)
REVIEW = item("A3", "16:00", "17:00", title="Review")


# --- Arriving ------------------------------------------------------------------------------------


def test_who_lands_after_items_have_begun_misses_them() -> None:
    visit = plan(REVIEW, LUNCH, OPENING, flight_in())
    problem = the(visit, LATE)
    assert problem.severity is Severity.WARNING
    assert problem.subjects == ("F1", "A1", "A2", "P02")
    assert problem.message == (
        "Jan Novák arrives at 14:20 on Tue 10 Nov, too late for “Opening” and “Lunch”."
    )
    assert problem.fix == (
        "Mark Jan Novák as joining at 16:00 on Tue 10 Nov, or find an earlier connection."
    )
    assert (problem.day, problem.clock) == (TUESDAY, clock("14:20"))


def test_one_click_lets_them_join_at_the_first_thing_they_can_reach() -> None:
    visit = plan(OPENING, LUNCH, REVIEW, flight_in())
    problem = the(visit, LATE)
    assert problem.repair_label == "Mark Jan Novák as joining at 16:00 on Tue 10 Nov"
    after = repaired(visit, problem)
    assert after.delegates[1].joins == edge(TUESDAY, "16:00")
    assert (after.items, after.journeys) == (visit.items, visit.journeys)


def test_it_takes_them_off_what_they_miss_by_name() -> None:
    opening = item("A1", "09:00", "10:00", title="Opening", who="P01; Jan Novák; P03")
    visit = plan(opening, REVIEW, flight_in())
    after = repaired(visit, the(visit, LATE))
    assert after.items[0].who == "P01; P03"
    assert after.delegates[1].joins == edge(TUESDAY, "16:00")


def test_there_must_be_time_for_the_way() -> None:
    visit = plan(
        OPENING,
        item("A4", "14:30", "15:00", place="Marina"),
        REVIEW,
        flight_in(arrive="14:20"),
        MARINA,
        stop(),
        stop("Valencia"),
    )
    assert the(visit, LATE).fix == (
        "Mark Jan Novák as joining at 16:00 on Tue 10 Nov, or find an earlier connection."
    )


@pytest.mark.parametrize(
    ("end", "joins"),
    [("14:00", edge(TUESDAY, "14:20")), ("15:00", edge(TUESDAY, "15:00")),
     ("00:30", edge(WEDNESDAY, "09:00"))],
)  # fmt: skip
def test_they_join_on_the_day_they_arrive_for_they_need_a_bed(end: str, joins: Edge) -> None:
    lunch = item("A1", "12:30", end, end_day=int(end < "12:30"), who="P01; P02", title="Lunch")
    tomorrow = item("A2", "09:00", "10:00", day=WEDNESDAY)
    visit = plan(lunch, tomorrow, flight_in(), stop(first=TUESDAY, last=WEDNESDAY))
    assert repaired(visit, the(visit, LATE)).delegates[1].joins == joins


def test_a_journey_of_all_may_be_the_first_thing_and_one_of_their_own_is_not() -> None:
    own = journey("T1", "14:40", "15:00", who="P02")
    shared = journey("T2", "15:30", "15:50")
    visit = plan(OPENING, REVIEW, flight_in(), own, shared)
    assert "as joining at 15:30 on" in (the(visit, LATE).fix or "")


def test_nothing_to_reach_means_nothing_to_join() -> None:
    visit = plan(OPENING, flight_in())
    problem = the(visit, LATE)
    assert problem.fix == "Take Jan Novák off, or find an earlier connection."
    assert problem.repair is None


def test_what_nobody_else_attends_has_to_move() -> None:
    visit = plan(item("A1", "09:00", "10:00", title="Opening", who="P02"), REVIEW, flight_in())
    problem = the(visit, LATE)
    assert problem.fix == "Move “Opening”, or find an earlier connection."
    assert problem.repair is None


def test_who_flies_as_one_of_a_group_is_not_taken_off_the_flight() -> None:
    people = tuple(changed(p, groups=("Fliers",) if p.code == "P02" else ()) for p in PEOPLE)
    visit = plan(OPENING, REVIEW, flight_in(who="group: Fliers"), people=people)
    problem = the(visit, LATE)
    assert "as joining at 16:00" in (problem.fix or "")
    assert problem.repair is None
    assert problem.repair_label is None


def test_each_misses_what_they_are_expected_at() -> None:
    first = item("A1", "09:00", "10:00", who="P02")
    second = item("A2", "09:30", "10:30", who="P03")
    visit = plan(first, second, REVIEW, flight_in(who="P02; P03"))
    assert [problem.subjects for problem in found(visit, LATE)] == [
        ("F1", "A1", "P02"),
        ("F1", "A2", "P03"),
    ]


def test_several_who_miss_the_same_are_one_finding() -> None:
    visit = plan(
        OPENING, item("A2", "12:00", "13:00", title="Port", who="P04; P01"), REVIEW,
        flight_in(who="P02; P03; P04"),
    )  # fmt: skip
    assert {problem.subjects: problem.message for problem in found(visit, LATE)} == {
        ("F1", "A1", "P02", "P03"): (
            "Jan Novák and Eva Lind arrive at 14:20 on Tue 10 Nov, too late for “Opening”."
        ),
        ("F1", "A1", "A2", "P04"): (
            "Luis Gil arrives at 14:20 on Tue 10 Nov, too late for “Opening” and “Port”."
        ),
    }


@pytest.mark.parametrize(("arrive", "late"), [("14:19", False), ("14:20", False), ("14:21", True)])
def test_who_arrives_as_it_begins_is_in_time(arrive: str, late: bool) -> None:
    visit = plan(item("A1", "14:20", "15:00"), flight_in(arrive=arrive))
    assert bool(found(visit, LATE)) is late


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": ItemKind.NOTE},
        {"kind": ItemKind.FREE_TIME},
        {"optional": True},
        {"status": Status.IDEA},
        {"status": Status.CANCELLED},
        {"who": "all except P02"},
        {"city": "Sofia"},  # at home, before the flight
        {"city": ""},  # online, perhaps
        {"start": "", "end": ""},
    ],
)
def test_what_is_not_missed(fields: dict[str, Any]) -> None:
    values = {"start": "09:00", "end": "10:00"} | fields
    assert not found(plan(item("A1", **values), flight_in()), LATE)


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": JourneyKind.TRANSFER, "mode": Mode.COACH},
        {"status": Status.IDEA},
        {"status": Status.CANCELLED},
        {"arrive": None},
        {"origin": ""},
        {"origin": "Somewhere Unheard-of"},
        {"origin": "Badalona"},  # next door
        {"destination": "Plovdiv", "destination_zone": SOFIA},  # on the way
        {"destination": ""},
    ],
)
def test_what_is_no_arrival(fields: dict[str, Any]) -> None:
    visit = plan(OPENING, flight_in().model_copy(update=fields))
    assert not found(visit, LATE)


def test_an_airport_near_a_town_of_the_visit_is_there() -> None:
    airport = Place(name="Field", city="El Prat de Llobregat", latitude=41.297, longitude=2.083)
    assert found(plan(OPENING, airport, flight_in(destination="Field")), LATE)


def test_coming_back_from_a_detour_is_no_arrival() -> None:
    out = flight_out("F0", "07:00", arrive="11:30", who="P02")
    assert not found(plan(OPENING, out, flight_in()), LATE)
    coach = journey("T0", "07:00", "08:00", destination="Lleida", who="P02")
    assert not found(plan(OPENING, coach, flight_in()), LATE)


def test_where_somebody_went_before_is_not_known_they_may_have_been_there() -> None:
    before = flight_in("F0", "08:00", origin="Nowhere At All")
    assert not found(plan(OPENING, before, flight_in()), LATE)


def test_a_leg_between_stops_is_no_arrival() -> None:
    train = journey(
        "T1", "18:00", "21:00", kind=JourneyKind.LEG, mode=Mode.TRAIN, destination="Valencia"
    )
    visit = plan(OPENING, train, stop(), stop("Valencia", WEDNESDAY, WEDNESDAY))
    assert not found(visit, LATE)
    assert not found(visit, EARLY)


def test_who_is_named_for_something_optional_misses_it_too() -> None:
    drink = item("A1", "09:00", "10:00", title="Drink", optional=True, who="P01; P02")
    assert the(plan(drink, flight_in()), LATE).subjects == ("F1", "A1", "P02")
    drink = item("A1", "20:00", "21:00", title="Drink", optional=True, who="P01; P03")
    assert the(plan(drink, flight_out()), EARLY).subjects == ("F2", "A1", "P03")
    assert not found(plan(drink.model_copy(update={"who": "all"}), flight_out()), EARLY)
    idea = drink.model_copy(update={"status": Status.IDEA})
    assert not found(plan(idea, flight_out()), EARLY)


def test_the_time_of_arrival_is_that_of_the_clock_there() -> None:
    leg = flight_in(origin="Barcelona", origin_zone=MADRID, destination="Arrecife",
                    destination_zone=CANARY, arrive="14:20")  # fmt: skip
    there = item("A1", "14:00", "15:00", zone=CANARY, city="Arrecife", title="Port")
    visit = plan(there, leg, stop("Arrecife"))
    assert the(visit, LATE).message == (
        "Jan Novák arrives at 14:20 on Tue 10 Nov, too late for “Port”."
    )


# --- Leaving -------------------------------------------------------------------------------------


def test_who_flies_before_the_end_misses_it() -> None:
    visit = plan(OPENING, REVIEW, flight_out())
    problem = the(visit, EARLY)
    assert problem.severity is Severity.WARNING
    assert problem.subjects == ("F2", "A3", "P03")
    assert problem.message == "Eva Lind leaves at 13:00 on Tue 10 Nov, too early for “Review”."
    assert problem.fix == "Take Eva Lind off, or book a later connection."
    assert (problem.day, problem.clock) == (TUESDAY, clock("13:00"))
    assert problem.repair_label == "Mark Eva Lind as leaving at 13:00 on Tue 10 Nov"
    after = repaired(visit, problem)
    assert after.delegates[2].leaves == edge(TUESDAY, "13:00")


def test_leaving_takes_them_off_what_they_miss_by_name() -> None:
    review = item("A3", "16:00", "17:00", title="Review", who="P03; P04 except P05")
    visit = plan(OPENING, review, flight_out())
    assert repaired(visit, the(visit, EARLY)).items[1].who == "P04 except P05"


def test_several_leave_together() -> None:
    visit = plan(REVIEW, flight_out(who="P03; P04"))
    assert the(visit, EARLY).message == (
        "Eva Lind and Luis Gil leave at 13:00 on Tue 10 Nov, too early for “Review”."
    )


def test_what_still_runs_when_they_leave_is_missed_too() -> None:
    visit = plan(LUNCH, flight_out())
    problem = the(visit, EARLY)
    assert problem.subjects == ("F2", "A2", "P03")
    assert problem.repair is None


@pytest.mark.parametrize(("end", "early"), [("12:59", False), ("13:00", False), ("13:01", True)])
def test_who_leaves_as_it_ends_misses_nothing(end: str, early: bool) -> None:
    assert bool(found(plan(item("A1", "12:00", end), flight_out()), EARLY)) is early


def test_what_only_they_attend_has_to_move() -> None:
    review = item("A3", "16:00", "17:00", title="Review", who="P03")
    problem = the(plan(review, flight_out()), EARLY)
    assert problem.fix == "Move “Review”, or book a later connection."
    assert problem.repair is None


def test_who_leaves_as_one_of_all_is_not_taken_off_the_flight() -> None:
    people = tuple(changed(p, groups=("Fliers",) if p.code == "P03" else ()) for p in PEOPLE)
    visit = plan(REVIEW, flight_out(who="group: Fliers"), people=people)
    assert the(visit, EARLY).repair is None


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": JourneyKind.TRANSFER, "mode": Mode.COACH},
        {"status": Status.IDEA},
        {"destination": "Somewhere Unheard-of"},
        {"destination": "Badalona"},
    ],
)
def test_what_is_no_departure(fields: dict[str, Any]) -> None:
    assert not found(plan(REVIEW, flight_out().model_copy(update=fields)), EARLY)


def test_who_comes_back_has_not_left() -> None:
    back = flight_in("F3", "18:40", who="P03").model_copy(update={"depart": clock("18:30")})
    assert not found(plan(REVIEW, flight_out(), back), EARLY)


# --- A stay that is stated -----------------------------------------------------------------------


def staying(**fields: Any) -> tuple[Delegate, ...]:
    return (PEOPLE[0], changed(PEOPLE[1], **fields), *PEOPLE[2:])


@pytest.mark.parametrize(
    ("joins", "words"),
    [
        (edge(WEDNESDAY), "joins only on Wed 11 Nov."),
        (edge(TUESDAY, "10:00"), "joins only at 10:00 on Tue 10 Nov."),
    ],
)
def test_who_is_named_for_what_is_over_when_they_join(joins: Edge, words: str) -> None:
    visit = plan(
        item("A1", "09:00", "10:00", title="Opening", who="P01; P02"),
        item("A0", "08:00", "08:30", title="Coffee", who="P02"),
        people=staying(joins=joins),
    )
    problem = the(visit, LATE)
    assert problem.subjects == ("A0", "A1", "P02")
    assert problem.message == f"Jan Novák is down for “Coffee” and “Opening”, but {words}"
    assert problem.fix == "Take Jan Novák off, or correct the day of joining."
    assert (problem.day, problem.clock) == (TUESDAY, clock("08:00"))
    assert not found(visit, EARLY)


@pytest.mark.parametrize(
    ("leaves", "words"),
    [
        (edge(TUESDAY), "leaves on Tue 10 Nov."),
        (edge(TUESDAY, "09:00"), "leaves at 09:00 on Tue 10 Nov."),
    ],
)
def test_who_is_named_for_what_begins_when_they_have_left(leaves: Edge, words: str) -> None:
    visit = plan(
        item("A1", "09:00", "10:00", title="Opening", who="P02", day=WEDNESDAY),
        people=staying(leaves=leaves),
    )
    problem = the(visit, EARLY)
    assert problem.subjects == ("A1", "P02")
    assert problem.message == f"Jan Novák is down for “Opening”, but {words}"
    assert problem.fix == "Take Jan Novák off, or correct the day of leaving."
    assert not found(visit, LATE)


@pytest.mark.parametrize(
    ("fields", "entry"),
    [
        ({"joins": edge(TUESDAY, "09:59")}, {}),
        ({"joins": edge(WEDNESDAY)}, {"who": "all"}),
        ({"joins": edge(WEDNESDAY)}, {"status": Status.IDEA}),
        ({"joins": edge(WEDNESDAY)}, {"kind": ItemKind.NOTE}),
        ({"joins": edge(WEDNESDAY)}, {"day": None}),
        ({"leaves": edge(TUESDAY, "09:01")}, {}),
        ({"leaves": edge(TUESDAY)}, {}),
    ],
)
def test_stays_that_suffice_and_items_that_need_nobody(
    fields: dict[str, Any], entry: dict[str, Any]
) -> None:
    values = {"who": "P02"} | entry
    visit = plan(item("A1", "09:00", "10:00", **values), people=staying(**fields))
    assert not found(visit, LATE)
    assert not found(visit, EARLY)


def test_people_may_travel_beyond_their_stay() -> None:
    ride = journey("T1", "07:00", "08:00", who="P02")
    visit = plan(ride, people=staying(joins=edge(WEDNESDAY), leaves=edge(WEDNESDAY)))
    assert not found(visit, LATE)


def test_what_a_leg_has_told_is_not_told_again() -> None:
    opening = item("A1", "09:00", "10:00", title="Opening", who="P01; P02")
    visit = plan(opening, flight_in(), people=staying(joins=edge(TUESDAY, "14:00")))
    assert the(visit, LATE).subjects == ("F1", "A1", "P02")
    review = item("A3", "16:00", "17:00", who="P01; P03")
    people = (*PEOPLE[:2], changed(PEOPLE[2], leaves=edge(TUESDAY, "13:00")), *PEOPLE[3:])
    visit = plan(review, flight_out(), people=people)
    assert the(visit, EARLY).subjects == ("F2", "A3", "P03")


# --- Nothing -------------------------------------------------------------------------------------


def test_a_clean_and_a_blank_plan_are_silent() -> None:
    clean = plan(REVIEW, flight_in(), flight_out(depart="17:30"))
    blank = Visit(items=(Item(),), journeys=(Journey(),), delegates=(Delegate(),))
    for visit in (clean, blank, Visit()):
        assert not found(visit, LATE, date(2026, 1, 1))
        assert not found(visit, EARLY)


# --- Joining or leaving in the middle of something -----------------------------------------------


@pytest.mark.parametrize(("arrive", "late"), [("10:30", False), ("10:31", True)])
def test_who_is_there_when_they_join_in_the_middle_is_not_late(arrive: str, late: bool) -> None:
    ana = changed(PEOPLE[0], joins=edge(TUESDAY, "10:30"))
    train = journey("L1", "07:00", arrive, mode=Mode.TRAIN, kind=JourneyKind.LEG,
                    origin="Zaragoza", who="P01")  # fmt: skip
    visit = plan(item("A1", "09:00", "12:00"), train, people=(ana, *PEOPLE[1:]))
    assert bool(found(visit, "arrives-late")) is late


@pytest.mark.parametrize(("depart", "early"), [("10:30", False), ("10:29", True)])
def test_who_leaves_in_the_middle_as_stated_is_not_early(depart: str, early: bool) -> None:
    ana = changed(PEOPLE[0], leaves=edge(TUESDAY, "10:30"))
    train = journey("L1", depart, "14:00", mode=Mode.TRAIN, kind=JourneyKind.LEG,
                    destination="Zaragoza", who="P01")  # fmt: skip
    visit = plan(item("A1", "09:00", "12:00"), train, people=(ana, *PEOPLE[1:]))
    assert bool(found(visit, "leaves-early")) is early


def test_who_comes_with_a_flight_does_not_leave_anything_by_it() -> None:
    train = journey("L1", "09:30", "11:00", mode=Mode.TRAIN, kind=JourneyKind.LEG,
                    origin="Zaragoza", who="P01")  # fmt: skip
    visit = plan(item("A1", "09:00", "12:00"), train)
    assert the(visit, "arrives-late").subjects == ("L1", "A1", "P01")
    assert not found(visit, "leaves-before-free")
