"""Journeys that leave too early, that nobody can meet, that have no stop; needs for access."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.planning.checks.plans import (
    AUTUMN,
    MADRID,
    OFFICE,
    PEOPLE,
    SOFIA,
    SPRING,
    STATION,
    TUESDAY,
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
from visitplanner import resources
from visitplanner.domain.edits import change
from visitplanner.domain.programme import Place
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ItemKind, Mode, Status
from visitplanner.importing.workbook import read_plan
from visitplanner.planning.checks import Severity

EARLY, TWICE = "leaves-before-free", "person-in-two-places"
LATE, LONG, STEPS = "meeting-after-departure", "long-ride", "step-free-unmet"

WRAP_UP = item("A1", "16:00", "17:15", title="Wrap-up", place="Office", who="P01; P02; P03; P04")


# --- Leaving before people are free --------------------------------------------------------------


def test_a_journey_that_leaves_during_an_item_is_an_error_of_its_own() -> None:
    coach = journey("T1", "17:05", "17:30", origin="Office", destination="Sants", who="P02; P03")
    visit = plan(WRAP_UP, coach, OFFICE, STATION)
    problem = the(visit, EARLY)
    assert problem.severity is Severity.ERROR
    assert problem.subjects == ("A1", "T1", "P02", "P03")
    assert problem.message == (
        "“Coach to Sants” leaves at 17:05 on Tue 10 Nov, but Jan Novák and Eva Lind are in"
        " “Wrap-up” until 17:15."
    )
    assert problem.fix == "Leave later, or end “Wrap-up” in time for the way there."
    assert (problem.day, problem.clock) == (TUESDAY, clock("17:05"))
    assert not found(visit, TWICE)


def test_a_coach_may_leave_when_the_item_is_over() -> None:
    coach = journey(
        "T1",
        "17:05",
        "17:30",
        origin="Office",
        destination="Sants",
        who="P02",
        meeting_time=clock("17:00"),
        cut_off=clock("17:10"),
    )
    visit = plan(WRAP_UP, coach, OFFICE, STATION)
    problem = the(visit, EARLY)
    assert problem.message.endswith("but Jan Novák is in “Wrap-up” until 17:15.")
    assert problem.repair_label == "Leave at 17:15"
    after = repaired(visit, problem).journeys[0]
    assert (after.depart, after.arrive) == (clock("17:15"), clock("17:40"))
    assert (after.meeting_time, after.cut_off) == (clock("17:10"), clock("17:20"))


def test_it_leaves_after_the_way_to_where_it_starts() -> None:
    coach = journey("T1", "17:05", "17:30", origin="Sants", destination="Office")
    # 2.64 km take 15.7 minutes by taxi.
    assert the(plan(WRAP_UP, coach, OFFICE, STATION), EARLY).repair_label == "Leave at 17:35"


@pytest.mark.parametrize(
    "fields",
    [
        {"mode": Mode.TRAIN},
        {"mode": Mode.OTHER},
        {"number": "L94"},
        {"arrive": None},
        {"depart": clock("16:30"), "origin_zone": SOFIA, "destination_zone": SOFIA},
    ],
)
def test_only_what_leaves_when_one_likes_is_moved(fields: dict[str, Any]) -> None:
    fields = {"depart": clock("17:05"), "arrive": clock("17:30")} | fields
    coach = journey("T1").model_copy(update={"origin": "Office", "who": "P01"} | fields)
    problems = found(plan(WRAP_UP, coach, OFFICE), EARLY)
    assert [problem.repair for problem in problems] == [None] * len(problems)
    assert bool(problems) is ("origin_zone" not in fields)


def test_it_is_moved_by_two_hours_at_most_and_only_if_people_are_free() -> None:
    long_one = item("A1", "14:00", "17:15", place="Office")
    for depart, label in (("15:15", "Leave at 17:15"), ("15:10", None)):
        coach = journey("T1", depart, "17:20", origin="Office")
        assert the(plan(long_one, coach, OFFICE), EARLY).repair_label == label
    busy = item("A2", "17:20", "18:00", who="P02")
    coach = journey("T1", "17:05", "17:15", origin="Office", who="P02")
    assert the(plan(WRAP_UP, coach, busy, OFFICE), EARLY).repair_label is None


@pytest.mark.parametrize(
    ("day", "arrive", "later"),
    [
        (AUTUMN, "01:49", "01:59"),
        (AUTUMN, "01:50", None),  # at which two o'clock?
        (AUTUMN, "03:00", "03:10"),
        (SPRING, "01:49", "01:59"),
        (SPRING, "01:50", "03:00"),
        (SPRING, "03:00", "03:10"),
    ],
)
def test_a_coach_through_the_night_of_a_clock_change_arrives_at_a_time_that_is_there_once(
    day: date, arrive: str, later: str | None
) -> None:
    eve = day - timedelta(days=1)
    party = item("A1", "20:00", "23:15", place="Office", day=eve)
    coach = journey("T1", "23:05", arrive, origin="Office", depart_day=eve, arrive_day=day)
    visit = plan(party, coach, OFFICE, stop(first=eve, last=day))
    problem = the(visit, EARLY)
    assert problem.repair_label == ("Leave at 23:15" if later else None)
    if later:
        after = repaired(visit, problem).journeys[0]
        assert (after.depart_day, after.depart) == (eve, clock("23:15"))
        assert (after.arrive_day, after.arrive) == (day, clock(later))


def test_what_starts_together_or_after_the_departure_is_two_places() -> None:
    for depart in ("16:00", "15:30"):
        visit = plan(WRAP_UP, journey("T1", depart, "16:30", origin="Office", who="P01"), OFFICE)
        assert not found(visit, EARLY)
        assert found(visit, TWICE)


def test_leaving_as_the_item_ends_is_no_clash() -> None:
    visit = plan(WRAP_UP, journey("T1", "17:15", "17:30", origin="Office"), OFFICE)
    assert not found(visit, EARLY)


def test_two_journeys_and_two_items_stay_two_places() -> None:
    two = plan(journey("T1", "09:00", "10:00"), journey("T2", "09:30", "10:30"))
    assert not found(two, EARLY)
    assert found(two, TWICE)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"optional": True}, {}),
        ({"status": Status.IDEA}, {}),
        ({}, {"status": Status.IDEA}),
    ],
)
def test_what_nobody_has_to_attend_is_but_a_warning(
    first: dict[str, Any], second: dict[str, Any]
) -> None:
    coach = journey("T1", "17:05", "17:30", origin="Office", **second)
    visit = plan(WRAP_UP.model_copy(update=first), coach, OFFICE)
    assert the(visit, EARLY).severity is Severity.WARNING


def test_what_leaves_people_free_or_is_cancelled_stops_nobody() -> None:
    coach = journey("T1", "17:05", "17:30", origin="Office", who="P01")
    for update in ({"kind": ItemKind.FREE_TIME}, {"status": Status.CANCELLED}, {"who": "P05"}):
        assert not found(plan(WRAP_UP.model_copy(update=update), coach, OFFICE), EARLY)


def test_each_time_is_that_of_its_own_clock() -> None:
    call = item("A1", "18:00", "19:00", zone=SOFIA, city="Sofia", title="Call")
    problem = the(plan(call, journey("T1", "17:30", "18:00")), EARLY)
    assert "leaves at 17:30 CET on Tue 10 Nov" in problem.message
    assert problem.message.endswith("in “Call” until 19:00 EET.")


# --- Meeting too late ----------------------------------------------------------------------------


def coach_with(mode: Mode = Mode.COACH, /, **clocks: str) -> Visit:
    times = {name: clock(text) for name, text in clocks.items()}
    return plan(journey("T1", "09:00", "10:00", mode=mode, **times))


def test_meeting_after_the_departure_is_an_error() -> None:
    visit = coach_with(meeting_time="09:05")
    problem = the(visit, LATE)
    assert problem.severity is Severity.ERROR
    assert problem.subjects == ("T1", "P01", "P02", "P03", "P04", "P05")
    assert problem.message == (
        "“Coach to Barcelona” leaves at 09:00, but its passengers meet at 09:05."
    )
    assert problem.fix == "Meet at 08:50 or earlier, or correct the other time."
    assert problem.repair_label == "Meet at 08:50"
    assert repaired(visit, problem).journeys[0].meeting_time == clock("08:50")


def test_meeting_after_the_cut_off_is_an_error() -> None:
    visit = coach_with(meeting_time="08:50", cut_off="08:45")
    problem = the(visit, LATE)
    assert problem.message == (
        "“Coach to Barcelona” waits until 08:45, but its passengers meet at 08:50."
    )
    assert repaired(visit, problem).journeys[0].meeting_time == clock("08:35")


def test_meeting_after_both_is_mended_in_one_go() -> None:
    visit = coach_with(meeting_time="09:05", cut_off="08:50")
    assert repaired(visit, the(visit, LATE)).journeys[0].meeting_time == clock("08:40")


def test_meeting_and_cut_off_after_the_departure_are_two_problems() -> None:
    visit = coach_with(meeting_time="09:05", cut_off="09:11")
    meeting, cut_off = sorted(found(visit, LATE), key=lambda one: "cut-off" in one.message)
    assert cut_off.message == "“Coach to Barcelona” leaves at 09:00, but its cut-off is at 09:11."
    assert meeting.repair is not None
    after = meeting.repair(visit)
    assert after.journeys[0].meeting_time == clock("08:50")
    assert repaired(after, the(after, LATE)).journeys[0].cut_off == clock("09:10")


def test_a_coach_waits_ten_minutes_at_most() -> None:
    visit = coach_with(meeting_time="08:50", cut_off="09:11")
    problem = the(visit, LATE)
    assert problem.message == "“Coach to Barcelona” leaves at 09:00, but its cut-off is at 09:11."
    assert problem.fix == "Set the cut-off to 09:10 or earlier, or leave later."
    assert problem.repair_label == "Set the cut-off to 09:10"
    assert repaired(visit, problem).journeys[0].cut_off == clock("09:10")


@pytest.mark.parametrize("mode", [Mode.TRAIN, Mode.FLIGHT, Mode.FERRY, Mode.METRO, Mode.TRAM])
def test_what_has_a_timetable_waits_for_nobody(mode: Mode) -> None:
    visit = coach_with(mode, cut_off="09:01")
    assert repaired(visit, the(visit, LATE)).journeys[0].cut_off == clock("09:00")
    assert not found(coach_with(mode, cut_off="09:00"), LATE)


@pytest.mark.parametrize(
    "clocks",
    [
        {},
        {"meeting_time": "09:00"},
        {"meeting_time": "09:00", "cut_off": "09:00"},
        {"meeting_time": "08:50", "cut_off": "09:10"},
        {"cut_off": "08:55"},
        {"meeting_time": "21:00"},  # the evening before
    ],
)
def test_times_in_order_are_silent(clocks: dict[str, str]) -> None:
    assert not found(coach_with(**clocks), LATE)


def test_twelve_hours_are_told_apart() -> None:
    assert found(coach_with(meeting_time="20:59"), LATE)


def test_midnight_may_lie_between() -> None:
    late = {"depart": clock("00:10"), "arrive": clock("01:00")}
    meets = journey("T1", meeting_time=clock("23:55")).model_copy(update=late)
    assert not found(plan(meets), LATE)
    waits = journey("T1", cut_off=clock("00:05")).model_copy(
        update={"depart": clock("23:50"), "arrive": clock("23:59")}
    )
    visit = plan(waits)
    assert repaired(visit, the(visit, LATE)).journeys[0].cut_off == clock("00:00")


def test_without_a_departure_meeting_and_cut_off_are_compared() -> None:
    only = journey("T1", meeting_time=clock("09:00"), cut_off=clock("08:00"))
    visit = plan(only)
    assert repaired(visit, the(visit, LATE)).journeys[0].meeting_time == clock("07:50")


def test_a_mere_idea_is_but_a_warning() -> None:
    idea = journey("T1", "09:00", "10:00", meeting_time=clock("09:05"), status=Status.IDEA)
    assert the(plan(idea), LATE).severity is Severity.WARNING
    cancelled = idea.model_copy(update={"status": Status.CANCELLED})
    assert not found(plan(cancelled), LATE)


# --- Long rides ----------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", [Mode.COACH, Mode.MINIBUS])
def test_more_than_two_hours_by_road_without_a_stop_is_a_warning(mode: Mode) -> None:
    ride = journey("T1", "18:30", "23:00", destination="Valencia", mode=mode, who="P01; P02")
    problem = the(plan(ride), LONG)
    assert problem.severity is Severity.WARNING
    assert problem.subjects == ("T1", "P01", "P02")
    assert problem.message.endswith(
        " to Valencia” at 18:30 on Tue 10 Nov takes 4 h 30 without a stop."
    )
    assert problem.fix == "Plan a stop every two hours, and name it under Via."
    assert (problem.day, problem.clock) == (TUESDAY, clock("18:30"))


@pytest.mark.parametrize(
    ("arrive", "fields", "is_long"),
    [
        ("11:00", {}, False),
        ("11:01", {}, True),
        ("11:01", {"via": ("Tarragona",)}, False),
        ("11:01", {"mode": Mode.TRAIN}, False),
        ("11:01", {"mode": Mode.CAR}, False),
        ("11:01", {"status": Status.IDEA}, False),
        ("11:01", {"status": Status.CANCELLED}, False),
        ("", {}, False),
        ("12:01", {"destination_zone": SOFIA}, True),
        ("12:00", {"destination_zone": SOFIA}, False),
    ],
)
def test_two_hours_are_counted_in_real_time(
    arrive: str, fields: dict[str, Any], is_long: bool
) -> None:
    assert bool(found(plan(journey("T1", "09:00", arrive, **fields)), LONG)) is is_long


def test_a_clock_change_is_no_stop() -> None:
    night = {"depart_day": AUTUMN, "origin_zone": MADRID}
    visit = plan(journey("T1", "01:30", "03:00", **night), stop(first=AUTUMN, last=AUTUMN))
    assert "takes 2 h 30 without" in the(visit, LONG).message


def test_a_coach_instead_of_the_cancelled_train_is_a_long_ride() -> None:
    visit = read_plan(resources.path("sample", "clusgrid.xlsx")).visit
    train = next(row for row in visit.journeys if row.code == "A16")
    assert not found(visit, LONG)
    coach = {"mode": Mode.COACH, "number": "", "destination": "Las Arenas resort"}
    clocks = {"depart": clock("18:30"), "arrive": clock("23:00")}
    clocks |= {"meeting_time": clock("18:20"), "cut_off": clock("18:35")}
    drill = change(visit, train.id, **coach, **clocks)
    assert "takes 4 h 30 without a stop" in the(drill, LONG).message
    assert not found(drill, LATE)


# --- Step-free access ----------------------------------------------------------------------------

STAIRS = Place(name="Tower", city="Barcelona", step_free=False)
ANA = changed(PEOPLE[0], access_needs=("Step-free",))
JAN = changed(PEOPLE[1], access_needs=("large print", "wheelchair space"))


def needy(*records: Any, people: tuple[Any, ...] = (ANA, JAN, PEOPLE[2])) -> Visit:
    return plan(*records, people=people)


def test_a_place_with_steps_is_an_error_for_those_who_cannot_take_them() -> None:
    problem = the(needy(item("A1", "10:00", "11:00", place="Tower", title="View"), STAIRS), STEPS)
    assert problem.severity is Severity.ERROR
    assert problem.subjects == ("A1", "Tower", "P01", "P02")
    assert problem.message == (
        "Ana Ruiz and Jan Novák need step-free access, but Tower, where “View” at 10:00 on Tue 10"
        " Nov takes place, is not step-free."
    )
    assert problem.fix == "Choose another place, or ask there for a way in without steps."
    one = item("A1", "10:00", "11:00", place="Tower", who="P01; P03")
    assert the(needy(one, STAIRS), STEPS).message.startswith("Ana Ruiz needs step-free access")


def test_so_is_a_vehicle_with_steps() -> None:
    boat = journey("T1", "10:00", "11:00", mode=Mode.FERRY, step_free=False, who="P02; P03")
    problem = the(needy(boat), STEPS)
    assert problem.subjects == ("T1", "P02")
    assert problem.message == (
        "Jan Novák needs step-free access, but “Ferry to Barcelona” at 10:00 on Tue 10 Nov is not"
        " step-free."
    )
    assert problem.fix == "Book another vehicle, or ask the operator for one without steps."
    both = boat.model_copy(update={"who": "all"})
    assert the(needy(both), STEPS).message.startswith("Ana Ruiz and Jan Novák need step-free")


@pytest.mark.parametrize("need", ["step-free", "No stairs, please", "silla de ruedas"])
def test_needs_in_other_words_count(need: str) -> None:
    person = changed(PEOPLE[2], access_needs=(need,))
    assert found(needy(item("A1", place="Tower"), STAIRS, people=(person,)), STEPS)


@pytest.mark.parametrize("step_free", [None, True])
def test_what_is_not_stated_is_not_held_against_anybody(step_free: bool | None) -> None:
    place = STAIRS.model_copy(update={"step_free": step_free})
    boat = journey("T1", "10:00", "11:00", step_free=step_free)
    assert not found(needy(item("A1", place="Tower"), place, boat), STEPS)


def test_nobody_in_need_nobody_there_nothing_there() -> None:
    tower = item("A1", "10:00", "11:00", place="Tower")
    assert not found(needy(tower, STAIRS, people=(PEOPLE[0],)), STEPS)
    hearing = changed(PEOPLE[0], access_needs=("hearing loop",))
    assert not found(needy(tower, STAIRS, people=(hearing,)), STEPS)
    assert not found(needy(tower.model_copy(update={"who": "P03"}), STAIRS), STEPS)
    assert not found(needy(tower.model_copy(update={"status": Status.CANCELLED}), STAIRS), STEPS)
    assert not found(needy(tower.model_copy(update={"kind": ItemKind.FREE_TIME}), STAIRS), STEPS)
    assert not found(needy(item("A1", place="Elsewhere"), STAIRS), STEPS)


def test_an_optional_item_with_steps_is_but_a_warning() -> None:
    tower = item("A1", place="Tower", optional=True)
    assert the(needy(tower, STAIRS), STEPS).severity is Severity.WARNING
