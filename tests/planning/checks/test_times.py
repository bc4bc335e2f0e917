from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.planning.checks.plans import (
    AUTUMN,
    CANARY,
    MADRID,
    SOFIA,
    SPRING,
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
from visitplanner.domain.vocabulary import ItemKind, Mode, Status
from visitplanner.planning.checks import Severity

# --- end-before-start ----------------------------------------------------------------------------


def test_an_end_before_the_start_is_an_error_that_the_next_day_mends() -> None:
    visit = plan(item("A1", "20:30", "00:30", title="Dinner"))
    problem = the(visit, "end-before-start")
    assert problem.severity is Severity.ERROR
    assert problem.subjects == ("A1",)
    assert problem.records == (visit.items[0].id,)
    assert problem.message == "“Dinner” ends before it begins: 20:30–00:30 on Tue 10 Nov."
    assert problem.fix == "Say that it ends the next day, or correct one of the times."
    assert problem.repair_label == "Ends the next day"
    assert (problem.day, problem.clock) == (TUESDAY, clock("20:30"))
    assert repaired(visit, problem).items[0].end_day == 1


@pytest.mark.parametrize(
    "times",
    [
        {"end": "20:30"},  # no time at all is not before the start
        {"end": "20:31"},
        {"end": "00:30", "end_day": 1},
        {"end": ""},
    ],
)
def test_an_end_at_or_after_the_start_is_in_order(times: dict[str, Any]) -> None:
    assert not found(plan(item("A1", "20:30", **times)), "end-before-start")


def test_an_end_before_the_start_is_told_even_if_the_clocks_are_put_forward_between() -> None:
    on_the_day = {"day": SPRING, "city": ""}
    assert found(plan(item("A1", "02:30", "01:45", **on_the_day)), "end-before-start")
    # Only the hour that is skipped turns these two round, and that is another problem.
    assert not found(plan(item("A1", "02:30", "03:10", **on_the_day)), "end-before-start")


def test_cancelled_and_unscheduled_items_have_no_order() -> None:
    cancelled = item("A1", "20:30", "00:30", status=Status.CANCELLED)
    assert not found(plan(cancelled, item("A2", "20:30", "00:30", day=None)), "end-before-start")


def test_an_arrival_before_the_departure_names_both_ends() -> None:
    visit = plan(journey("T1", "18:00", "00:20", mode=Mode.TRAIN, destination="Valencia"))
    problem = the(visit, "end-before-start")
    assert problem.subjects == ("T1",)
    assert problem.message == (
        "“Train to Valencia” arrives at 00:20 on Tue 10 Nov, before it leaves at 18:00"
        " on Tue 10 Nov."
    )
    assert problem.fix == "Say that it arrives on Wed 11 Nov, or correct one of the times."
    assert problem.repair_label == "Arrives on Wed 11 Nov"
    assert repaired(visit, problem).journeys[0].arrive_day == WEDNESDAY


def test_journeys_are_ordered_in_real_time_and_tell_both_zones() -> None:
    # 11:45 in Sofia is 10:45 in Madrid: the clocks read backwards, and still it takes a while.
    westwards = journey("F1", "11:45", "10:50", origin="Sofia", origin_zone=SOFIA)
    assert not found(plan(westwards), "end-before-start")
    backwards = journey("F2", "14:10", "15:05", origin="Las Palmas", origin_zone=CANARY)
    problem = the(plan(backwards), "end-before-start")
    assert problem.message == (
        "“Coach to Barcelona” arrives at 15:05 CET on Tue 10 Nov, before it leaves at 14:10 WET"
        " on Tue 10 Nov."
    )


def test_an_arrival_on_the_day_before_is_put_on_the_day_of_departure_if_that_will_do() -> None:
    wrong = journey("T1", "08:00", "11:00", arrive_day=TUESDAY - timedelta(days=1))
    visit = plan(wrong)
    problem = the(visit, "end-before-start")
    assert problem.repair_label == "Arrives on Tue 10 Nov"
    assert repaired(visit, problem).journeys[0].arrive_day == TUESDAY


def test_a_journey_of_no_time_is_not_offered() -> None:
    wrong = journey("T1", "08:00", "08:00", arrive_day=TUESDAY - timedelta(days=1))
    assert the(plan(wrong), "end-before-start").repair_label == "Arrives on Wed 11 Nov"


def test_an_arrival_weeks_before_has_no_plain_repair_but_a_fix() -> None:
    # In Kiritimati the clock is 26 hours ahead of Niue's.
    wrong = journey(
        "F1",
        "01:00",
        "00:30",
        origin="Alofi",
        origin_zone="Pacific/Niue",
        destination="Tabwakea",
        destination_zone="Pacific/Kiritimati",
    )
    problem = the(plan(wrong), "end-before-start")
    assert problem.fix == "Correct one of the times."
    assert problem.repair is None


def test_over_a_clock_change_real_time_decides() -> None:
    # 01:30 to 03:00 takes 30 minutes in spring, and 02:45 first pass to 02:15 second pass as much
    # in autumn.
    spring = item("A1", "01:30", "03:00", day=SPRING)
    autumn = item("A2", "02:45", "02:15", day=AUTUMN, start_fold=0, end_fold=1)
    assert not found(plan(spring, autumn, stop(first=SPRING, last=AUTUMN)), "end-before-start")


def test_an_end_in_the_second_pass_is_offered_where_that_makes_sense() -> None:
    visit = plan(
        item("A1", "02:45", "02:15", day=AUTUMN, start_fold=0), stop(first=AUTUMN, last=AUTUMN)
    )
    problem = the(visit, "end-before-start")
    assert problem.fix == (
        "Say that the second 02:15 of that night is meant (CET), or correct the times."
    )
    assert problem.repair_label == "Use the second 02:15 (CET)"
    assert repaired(visit, problem).items[0].end_fold == 1


def test_a_journey_may_arrive_in_the_second_pass() -> None:
    visit = plan(
        journey("T1", "02:45", "02:15", depart_day=AUTUMN, depart_fold=0),
        stop(first=AUTUMN, last=AUTUMN),
    )
    problem = the(visit, "end-before-start")
    assert repaired(visit, problem).journeys[0].arrive_fold == 1


def test_a_skipped_hour_does_not_turn_an_item_round() -> None:
    # 02:30 is read as 03:30, after 03:15: the skipped time is the problem, and the only one.
    visit = plan(item("A1", "02:30", "03:15", day=SPRING), stop(first=SPRING, last=SPRING))
    assert not found(visit, "end-before-start")
    assert found(visit, "missing-local-time")


# --- no-end-time ---------------------------------------------------------------------------------


def test_a_start_without_an_end_is_a_warning() -> None:
    problem = the(plan(item("A1", "09:00", title="Walk")), "no-end-time")
    assert problem.severity is Severity.WARNING
    assert problem.subjects == ("A1",)
    assert problem.message == "“Walk” begins at 09:00 on Tue 10 Nov and has no end."
    assert problem.fix == "Add the time; until then its length is not known."


def test_a_departure_without_an_arrival_is_a_warning() -> None:
    problem = the(plan(journey("T1", "09:00")), "no-end-time")
    assert (
        problem.message == "“Coach to Barcelona” leaves at 09:00 on Tue 10 Nov and has no arrival."
    )


def test_whole_days_notes_and_the_tray_need_no_end() -> None:
    note = item("A1", "09:00", kind=ItemKind.NOTE)
    assert not found(plan(note, item("A2"), item("A3", "09:00", day=None)), "no-end-time")


# --- no-time-zone --------------------------------------------------------------------------------


def test_times_without_a_zone_are_one_warning() -> None:
    visit = plan(
        item("A1", "09:00", "10:00", zone=""),
        journey("T1", "11:00", "12:00", destination_zone=""),
        journey("T2", "13:00", "14:00", origin_zone=""),
        item("A2", "09:00", "10:00"),
        item("A3", zone=""),
        item("A4", "09:00", zone="", day=None),
    )
    problem = the(visit, "no-time-zone")
    assert problem.severity is Severity.WARNING
    assert problem.subjects == ("A1", "T1", "T2")
    assert problem.message == (
        "“Item A1”, “Coach to Barcelona” and “Coach to Barcelona” have times but no time zone."
    )
    assert problem.fix == "Say in which city, and give the stop of that city a time zone."


def test_one_entry_without_a_zone_is_said_in_the_singular() -> None:
    problem = the(plan(item("A1", "09:00", zone="")), "no-time-zone")
    assert problem.message == "“Item A1” has times but no time zone."
    assert MADRID not in problem.message
