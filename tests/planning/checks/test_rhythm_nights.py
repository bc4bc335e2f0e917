"""Rests between two days that are too short."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.planning.checks.plans import (
    AUTUMN,
    PEOPLE,
    SOFIA,
    SPRING,
    THURSDAY,
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
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ItemKind, Mode, Status
from visitplanner.planning.checks import Severity

NIGHT = "short-night"


def _evening(end: str = "23:45", **fields: Any) -> Any:
    return item("A1", "20:00", end, **{"title": "Dinner", "kind": ItemKind.MEAL} | fields)


def _morning(start: str = "07:30", **fields: Any) -> Any:
    return item("A2", start, "10:30", **{"day": WEDNESDAY} | fields)


def _plan(*records: Any, **fields: Any) -> Visit:
    return plan(*records, stop(first=TUESDAY, last=THURSDAY), **fields)


def test_a_short_night_is_reported_with_both_times() -> None:
    visit = _plan(_evening(who="P01; P02"), _morning(who="P02; P03; P01"))
    problem = the(visit, NIGHT)
    assert problem.severity is Severity.WARNING
    assert problem.subjects == ("A1", "A2", "P01", "P02")
    assert problem.message == (
        "Ana Ruiz and Jan Novák begin at 07:30 on Wed 11 Nov after finishing at 23:45:"
        " 7 h 45 of rest."
    )
    assert problem.fix == "Leave at least 9 h for the night: begin later, or finish earlier."
    assert (problem.day, problem.clock) == (WEDNESDAY, clock("07:30"))
    one = the(_plan(_evening(who="P01"), _morning(who="P01")), NIGHT)
    assert one.message.startswith("Ana Ruiz begins at 07:30 ")


@pytest.mark.parametrize(("start", "short"), [("08:44", True), ("08:45", False)])
def test_nine_hours_are_enough(start: str, short: bool) -> None:
    assert bool(found(_plan(_evening(), _morning(start)), NIGHT)) is short


@pytest.mark.parametrize(("hours", "short"), [(7, False), (8, True), (0, False)])
def test_the_organiser_may_ask_for_more_or_less(hours: int, short: bool) -> None:
    visit = _plan(_evening(), _morning(), shortest_night=hours)
    assert bool(found(visit, NIGHT)) is short
    if short:
        fix = the(visit, NIGHT).fix
        assert fix == "Leave at least 8 h for the night: begin later, or finish earlier."


def test_of_two_groups_the_one_that_slept_long_is_not_named() -> None:
    visit = _plan(
        _evening("22:00"),
        item("A3", "22:30", "23:59", who="P01; P02"),
        _morning("08:00"),
    )
    assert the(visit, NIGHT).subjects == ("A3", "A2", "P01", "P02")
    late_start = item("A4", "09:30", "10:00", day=WEDNESDAY, who="P01; P02")
    others = _morning("08:00", who="all except P01; P02")
    assert not found(_plan(_evening("22:00"), visit.items[1], others, late_start), NIGHT)


def test_parallel_sessions_at_one_time_are_one_problem() -> None:
    visit = _plan(
        _evening(),
        _morning(who="P01; P02"),
        item("A3", "07:30", "08:00", day=WEDNESDAY, who="P03; P04; P05"),
    )
    assert the(visit, NIGHT).subjects[:3] == ("A1", "A3", "A2")


def test_different_times_are_different_problems() -> None:
    visit = _plan(
        _evening(),
        _morning(who="P01"),
        item("A3", "08:00", "08:30", day=WEDNESDAY, who="P02"),
    )
    assert [(p.subjects, p.message.split(": ")[1]) for p in found(visit, NIGHT)] == [
        (("A1", "A2", "P01"), "7 h 45 of rest."),
        (("A1", "A3", "P02"), "8 h 15 of rest."),
    ]


def test_an_evening_past_midnight_is_still_the_evening() -> None:
    party = _evening("01:00", end_day=1)
    walk = journey("T1", "01:00", "01:20", mode=Mode.WALK, depart_day=WEDNESDAY)
    problem = the(_plan(party, walk, _morning("09:00")), NIGHT)
    assert problem.subjects[:2] == ("T1", "A2")
    assert problem.message.endswith(
        " begin at 09:00 on Wed 11 Nov after finishing at 01:20: 7 h 40 of rest."
    )
    assert not found(_plan(party, walk, _morning("10:20")), NIGHT)


def test_an_early_departure_is_a_morning() -> None:
    taxi = journey("T1", "03:30", "04:00", depart_day=WEDNESDAY)
    flight = journey("F1", "06:00", "08:00", depart_day=WEDNESDAY, mode=Mode.FLIGHT)
    problem = the(_plan(_evening("22:00"), taxi, flight), NIGHT)
    assert problem.subjects[:2] == ("A1", "T1")
    assert " begin at 03:30 on Wed 11 Nov after finishing at 22:00: 5 h 30 " in problem.message


@pytest.mark.parametrize(("arrive", "short"), [("02:59", True), ("03:01", False), ("07:00", False)])
def test_people_sleep_on_a_night_train(arrive: str, short: bool) -> None:
    train = journey("T1", "22:00", arrive, mode=Mode.TRAIN, arrive_day=WEDNESDAY)
    visit = _plan(_evening("21:30"), train, _morning("09:00"))
    assert bool(found(visit, NIGHT)) is short


def test_a_night_bus_may_leave_after_midnight() -> None:
    bus = journey("T1", "00:30", "06:30", depart_day=WEDNESDAY)
    assert not found(_plan(_evening("23:59"), bus, _morning("08:00")), NIGHT)


def test_a_ferry_of_two_nights_has_cabins() -> None:
    ferry = journey("T1", "20:00", "08:00", mode=Mode.FERRY, arrive_day=THURSDAY)
    on_board = [
        item("A1", "21:00", "23:30", day=WEDNESDAY, city=""),
        item("A2", "07:00", "07:30", day=THURSDAY, city=""),
    ]
    assert not found(_plan(ferry, *on_board), NIGHT)
    assert found(_plan(*on_board), NIGHT)


@pytest.mark.parametrize(
    "fields",
    [
        {"optional": True},
        {"status": Status.IDEA},
        {"status": Status.CANCELLED},
        {"kind": ItemKind.FREE_TIME},
        {"kind": ItemKind.NOTE},
        {"who": ""},
        {"end": ""},
        {"zone": ""},
    ],
)
def test_what_need_not_be_and_what_is_not_known_is_no_evening(fields: dict[str, Any]) -> None:
    evening = _evening(**fields)
    assert not found(_plan(evening, _morning()), NIGHT)


@pytest.mark.parametrize("fields", [{"optional": True}, {"kind": ItemKind.NOTE}, {"who": ""}])
def test_what_need_not_be_is_no_morning(fields: dict[str, Any]) -> None:
    assert not found(_plan(_evening(), _morning(**fields)), NIGHT)


def test_who_was_last_seen_at_something_without_an_end_may_have_slept() -> None:
    lost = item("A3", "23:30", "")
    assert not found(_plan(_evening("23:00"), lost, _morning()), NIGHT)
    home = journey("T1", "23:50", "23:55")
    assert the(_plan(_evening("23:00"), lost, home, _morning()), NIGHT).subjects[0] == "T1"


def test_a_long_item_may_go_on_while_shorter_ones_end() -> None:
    inner = item("A3", "21:00", "22:00")
    assert the(_plan(_evening(), inner, _morning("08:00")), NIGHT).subjects[0] == "A1"


def test_a_free_day_in_between_is_rest_enough() -> None:
    late = item("A2", "07:30", "10:30", day=THURSDAY)
    assert not found(_plan(_evening(), late), NIGHT)


def test_a_free_afternoon_is_no_short_night() -> None:
    visit = _plan(item("A1", "09:00", "12:00"), item("A2", "17:00", "18:00"), _morning("09:00"))
    assert not found(visit, NIGHT)


def test_the_longest_rest_of_the_night_counts() -> None:
    nap = item("A3", "00:10", "00:20", day=WEDNESDAY)
    visit = _plan(_evening("20:30"), nap, _morning("09:20"))
    assert not found(visit, NIGHT)
    shorter = _plan(_evening("20:30"), nap, _morning("09:19"))
    assert the(shorter, NIGHT).subjects[:2] == ("A3", "A2")


@pytest.mark.parametrize(
    ("ends", "begins", "until", "morning", "rest"),
    [
        ("15:30", "00:01", "00:30", "06:30", "8 h 31"),
        ("15:30", "00:00", "00:30", "06:30", "6 h"),  # a free evening is no night
        ("22:00", "01:00", "05:59", "14:00", "8 h 01"),
        ("22:00", "01:00", "06:00", "14:00", "3 h"),  # nor is a free morning
    ],
)
def test_a_rest_of_the_night_holds_some_time_between_midnight_and_six(
    ends: str, begins: str, until: str, morning: str, rest: str
) -> None:
    visit = _plan(
        item("A1", "09:00", ends),
        item("A2", begins, until, day=WEDNESDAY),
        item("A3", morning, "17:00", day=WEDNESDAY),
    )
    assert the(visit, NIGHT).message.endswith(f": {rest} of rest.")


def test_who_leaves_in_the_evening_or_joins_in_the_morning_has_slept() -> None:
    people = (
        changed(PEOPLE[0], leaves=edge(TUESDAY, "22:00")),
        changed(PEOPLE[1], joins=edge(WEDNESDAY, "09:00")),
        changed(PEOPLE[2], joins=edge(TUESDAY, "22:00"), leaves=edge(WEDNESDAY, "08:00")),
    )
    assert the(_plan(_evening(), _morning(), people=people), NIGHT).subjects[-1] == "P03"


def test_hours_of_rest_are_real_ones_over_a_clock_change() -> None:
    def night(last: Any, start: str) -> Visit:
        first = last - timedelta(days=1)
        return plan(
            _evening("23:00", day=first),
            _morning(start, day=last),
            stop(first=first, last=last),
        )

    assert the(night(SPRING, "08:59"), NIGHT).message.endswith(
        " begin at 08:59 CEST on Sun 29 Mar after finishing at 23:00 CET: 8 h 59 of rest."
    )
    assert found(night(SPRING, "09:00"), NIGHT) == []
    assert the(night(AUTUMN, "06:59"), NIGHT).message.endswith(" 8 h 59 of rest.")
    assert found(night(AUTUMN, "07:00"), NIGHT) == []


def test_a_rest_over_two_zones_is_read_on_both_clocks() -> None:
    flight = journey(
        *("F1", "19:30", "23:50"), mode=Mode.FLIGHT, destination="Sofia", destination_zone=SOFIA
    )
    here = _plan(flight, _morning("08:00", zone=SOFIA, city="Sofia"))
    text = the(here, NIGHT).message
    assert " begin at 08:00 on Wed 11 Nov after finishing at 23:50: 8 h 10 " in text
    there = _plan(flight, _morning("08:00", city="Sofia"))  # on the clock of Barcelona
    assert not found(there, NIGHT)
    earlier = _plan(flight, _morning("07:00", city="Sofia"))
    text = the(earlier, NIGHT).message
    assert " begin at 07:00 CET on Wed 11 Nov after finishing at 23:50 EET: 8 h 10 " in text


def test_who_joins_by_the_clock_of_another_zone_may_have_been_busy_before() -> None:
    # Half past ten is in the afternoon of Lord Howe, and in the morning of Madrid hours later.
    ana = changed(PEOPLE[0], joins=edge(WEDNESDAY, "10:30"))
    visit = plan(
        item("A1", "14:00", "15:15", day=WEDNESDAY, zone="Australia/Lord_Howe"),
        item("A2", "13:00", "14:10", end_day=1),
        people=(ana,),
    )
    problem = the(visit, NIGHT)
    assert problem.subjects == ("A2", "A1", "P01")
