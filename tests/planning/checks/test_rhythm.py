"""Hours without a break, and days with too many hours."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.planning.checks.plans import (
    PEOPLE,
    SOFIA,
    SPRING,
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
from visitplanner.domain.vocabulary import ItemKind, Mode, Status
from visitplanner.planning.checks import Severity

BREAK, FULL = "no-break", "day-too-full"

# --- No break ------------------------------------------------------------------------------------


def test_four_hours_without_a_break_are_reported_with_people_and_times() -> None:
    visit = plan(
        item("A1", "09:00", "11:00", who="P01; P02"),
        item("A2", "11:10", "13:30", who="P01; P02; P03"),
    )
    problem = the(visit, BREAK)
    assert problem.severity is Severity.WARNING
    assert problem.subjects == ("A1", "A2", "P01", "P02")
    assert problem.message == (
        "Ana Ruiz and Jan Novák have no break between 09:00 and 13:30 on Tue 10 Nov."
    )
    assert problem.fix == "Leave 15 min free in between, or add a coffee break."
    assert (problem.day, problem.clock) == (TUESDAY, clock("09:00"))
    rows = [*visit.items, *visit.delegates[:2]]
    assert problem.records == tuple(row.id for row in rows)
    assert problem.repair is None


@pytest.mark.parametrize(
    ("end", "start", "last", "tired"),
    [
        ("11:00", "11:14", "13:00", True),
        ("11:00", "11:15", "15:00", False),
        ("11:00", "11:14", "12:59", False),
        ("11:00", "10:30", "13:00", True),  # a clash is no break
    ],
)
def test_a_quarter_of_an_hour_is_a_break(end: str, start: str, last: str, tired: bool) -> None:
    visit = plan(item("A1", "09:00", end), item("A2", start, last))
    assert bool(found(visit, BREAK)) is tired


def test_a_single_long_item_counts_too() -> None:
    visit = plan(item("A1", "09:00", "13:00", title="Workshop", who="P01"))
    problem = the(visit, BREAK)
    assert problem.message == "Ana Ruiz has no break between 09:00 and 13:00 on Tue 10 Nov."
    assert problem.fix == "Agree on a break with those who host “Workshop”, or divide it in two."
    assert not found(plan(item("A1", "09:00", "12:59")), BREAK)


def test_a_short_item_within_a_long_one_does_not_shorten_it() -> None:
    visit = plan(item("A1", "09:00", "12:30"), item("A2", "09:30", "10:00"))
    after = item("A3", "12:40", "13:00")
    assert not found(visit, BREAK)
    problem = the(plan(*visit.items, after), BREAK)
    assert problem.subjects[:3] == ("A1", "A2", "A3")
    assert " between 09:00 and 13:00 " in problem.message


def test_the_longest_stretch_is_reported_once() -> None:
    visit = plan(*(item(f"A{n}", f"{n:02}:00", f"{n + 1:02}:00") for n in range(9, 16)))
    assert " between 09:00 and 16:00 " in the(visit, BREAK).message


def test_two_stretches_of_one_day_are_two_problems() -> None:
    visit = plan(item("A1", "08:00", "12:00"), item("A2", "13:00", "17:30"))
    assert [problem.subjects[0] for problem in found(visit, BREAK)] == ["A1", "A2"]


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": ItemKind.MEAL},
        {"kind": ItemKind.FREE_TIME},
        {"kind": ItemKind.SOCIAL_EVENT},
        {"kind": ItemKind.NOTE},
        {"kind": ItemKind.OTHER},
        {"optional": True},
        {"status": Status.IDEA},
        {"status": Status.CANCELLED},
        {"title": "Coffee"},
        {"title": "Registration and coffee"},
        {"title": "PAUSA"},
        {"title": "Kaffeepause"},
        {"title": "Διάλειμμα"},
        {"title": "Кафе"},
    ],
)
def test_some_items_are_breaks(fields: dict[str, Any]) -> None:
    around = [item("A1", "09:00", "11:00"), item("A3", "11:30", "13:30")]
    pause = item("A2", "11:00", "11:30", **fields)
    assert not found(plan(*around, pause), BREAK)
    assert found(plan(*around, item("A2", "11:00", "11:30")), BREAK)


@pytest.mark.parametrize("title", ["Breaking barriers", "Break-out groups", "Teamwork"])
def test_what_only_sounds_like_a_break_is_none(title: str) -> None:
    visit = plan(
        item("A1", "09:00", "11:00"),
        item("A2", "11:00", "11:30", title=title),
        item("A3", "11:30", "13:30"),
    )
    assert found(visit, BREAK)


@pytest.mark.parametrize("fields", [{"title": "Coffee"}, {"kind": ItemKind.OTHER}])
@pytest.mark.parametrize(("end", "tired"), [("11:45", False), ("11:46", True)])
def test_a_visit_to_the_coffee_industry_is_no_break(
    fields: dict[str, Any], end: str, tired: bool
) -> None:
    visit = plan(
        item("A1", "09:00", "11:00"),
        item("A2", "11:00", end, **fields),
        item("A3", end, "13:30"),
    )
    assert bool(found(visit, BREAK)) is tired


@pytest.mark.parametrize(("arrive", "tired"), [("11:14", True), ("11:15", False)])
def test_a_ride_is_a_break_and_a_few_steps_are_none(arrive: str, tired: bool) -> None:
    visit = plan(
        item("A1", "09:00", "11:00"),
        journey("T1", "11:00", arrive, mode=Mode.WALK),
        item("A2", arrive, "13:30"),
    )
    assert bool(found(visit, BREAK)) is tired


def test_steps_in_between_are_no_free_time() -> None:
    rows = [item("A1", "09:00", "11:00"), item("A2", "11:20", "13:30")]
    assert not found(plan(*rows), BREAK)
    problem = the(plan(*rows, journey("T1", "11:05", "11:15")), BREAK)
    assert problem.subjects[:3] == ("A1", "T1", "A2")


def test_of_two_groups_only_the_one_without_a_break_is_named() -> None:
    visit = plan(
        item("A1", "09:00", "11:00"),
        item("A2", "11:00", "13:00", who="P01; P02"),
        item("A3", "11:15", "13:15", who="all except P01; P02"),
    )
    problem = the(visit, BREAK)
    assert problem.subjects == ("A1", "A2", "P01", "P02")


def test_groups_with_the_same_hours_are_one_problem() -> None:
    visit = plan(
        item("A1", "09:00", "13:00", who="P01; P02"),
        item("A2", "09:00", "13:00", who="P03; P04; P05"),
    )
    assert the(visit, BREAK).subjects == ("A1", "A2", "P01", "P02", "P03", "P04", "P05")


def test_who_joins_or_leaves_in_the_middle_has_had_less() -> None:
    people = (
        changed(PEOPLE[0], joins=edge(TUESDAY, "09:01")),
        changed(PEOPLE[1], leaves=edge(TUESDAY, "12:59")),
        changed(PEOPLE[2], joins=edge(TUESDAY, "09:00"), leaves=edge(TUESDAY, "13:00")),
    )
    visit = plan(item("A1", "09:00", "13:00"), people=people)
    assert the(visit, BREAK).subjects == ("A1", "P03")
    named = plan(item("A1", "09:00", "13:00", who="P01"), people=people)
    assert the(named, BREAK).subjects == ("A1", "P01")


def test_who_comes_to_the_end_of_one_item_goes_on_from_there() -> None:
    people = (changed(PEOPLE[0], joins=edge(TUESDAY, "10:30")), PEOPLE[1])
    visit = plan(
        item("A1", "09:00", "11:00"),
        item("A2", "11:00", "13:00"),
        item("A3", "13:00", "14:30"),
        people=people,
    )
    first, second = found(visit, BREAK)
    assert (first.clock, second.clock) == (clock("09:00"), clock("10:30"))
    assert first.message == "Jan Novák has no break between 09:00 and 14:30 on Tue 10 Nov."
    assert second.message == "Ana Ruiz has no break between 10:30 and 14:30 on Tue 10 Nov."


@pytest.mark.parametrize(
    "fields",
    [
        {"end": ""},
        {"end": "08:00"},
        {"who": ""},
        {"zone": ""},
        {"day": None},
        {"start": "", "end": ""},
        {"end": "17:00", "end_day": 1},  # a fair of two days
        {"end": "03:00", "end_day": 1},
    ],
)
def test_nothing_is_said_of_what_is_not_known_or_takes_the_night(fields: dict[str, Any]) -> None:
    values = {"start": "09:00", "end": "14:00"} | fields
    assert not found(plan(item("A1", **values)), BREAK)


def test_a_long_evening_may_go_past_midnight() -> None:
    problem = the(plan(item("A1", "21:00", "02:59", end_day=1)), BREAK)
    assert " between 21:00 and 02:59 on Tue 10 Nov." in problem.message


def test_an_open_end_may_have_been_long_before_the_next_item() -> None:
    visit = plan(item("A1", "09:00"), item("A2", "09:16", "13:00"))
    assert not found(visit, BREAK)
    assert found(plan(item("A1", "09:00"), item("A2", "09:15", "13:00")), BREAK)


def test_lengths_are_real_minutes_over_a_clock_change() -> None:
    # In the Azores clocks jump from midnight to one o'clock.
    saturday = SPRING - timedelta(days=1)
    fields: dict[str, Any] = {"day": saturday, "zone": "Atlantic/Azores", "end_day": 1}
    here = stop(first=saturday, last=SPRING)
    assert not found(plan(item("A1", "20:30", "01:29", **fields), here), BREAK)
    assert found(plan(item("A1", "20:30", "01:30", **fields), here), BREAK)


def test_two_zones_are_told_apart() -> None:
    visit = plan(
        item("A1", "09:00", "11:00", who="P01"),
        item("A2", "12:05", "14:05", who="P01", zone=SOFIA, city="Sofia"),
    )
    assert the(visit, BREAK).message == (
        "Ana Ruiz has no break between 09:00 CET and 14:05 EET on Tue 10 Nov."
    )


# --- Too full ------------------------------------------------------------------------------------


def _day(*hours: tuple[str, str], **fields: Any) -> list[Any]:
    return [item(f"A{n}", *times, **fields) for n, times in enumerate(hours, 1)]


LONG = (("08:00", "12:00"), ("13:00", "17:00"), ("18:00", "19:01"))


def test_more_hours_than_the_organiser_allows_are_reported() -> None:
    visit = plan(*_day(*LONG, who="P01; P02"))
    problem = the(visit, FULL)
    assert problem.severity is Severity.WARNING
    assert problem.subjects == ("A1", "A2", "A3", "2026-11-10", "P01", "P02")
    assert problem.message == (
        "Ana Ruiz and Jan Novák have 9 h 01 of programme on Tue 10 Nov, more than 9 h."
    )
    assert problem.fix == "Move something to another day, or make it optional."
    assert problem.day == TUESDAY
    one = the(plan(*_day(*LONG, who="P01")), FULL)
    assert one.message == "Ana Ruiz has 9 h 01 of programme on Tue 10 Nov, more than 9 h."


def test_the_limit_itself_is_allowed() -> None:
    assert not found(plan(*_day(*LONG[:2], ("18:00", "19:00"))), FULL)


@pytest.mark.parametrize(("limit", "full"), [(10, False), (9, True), (1, True)])
def test_the_limit_is_what_the_organiser_says(limit: int, full: bool) -> None:
    visit = plan(*_day(*LONG), longest_day=limit)
    assert bool(found(visit, FULL)) is full
    if full:
        assert the(visit, FULL).message.endswith(f", more than {limit} h.")


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": ItemKind.MEAL},
        {"kind": ItemKind.FREE_TIME},
        {"kind": ItemKind.NOTE},
        {"optional": True},
        {"status": Status.IDEA},
        {"status": Status.CANCELLED},
        {"end": ""},
        {"who": ""},
        {"end": "19:01", "end_day": 1},
    ],
)
def test_some_items_do_not_count(fields: dict[str, Any]) -> None:
    last = {"start": "18:00", "end": "19:01"}
    assert not found(plan(*_day(*LONG[:2]), item("B1", **last | fields)), FULL)
    assert found(plan(*_day(*LONG[:2]), item("B1", **last)), FULL)


def test_journeys_do_not_count() -> None:
    assert not found(plan(*_day(*LONG[:2]), journey("T1", "18:00", "22:00")), FULL)


def test_what_overlaps_counts_once() -> None:
    rows = _day(("08:00", "12:00"), ("10:00", "14:00"), ("09:00", "11:00"), ("14:00", "17:00"))
    assert not found(plan(*rows), FULL)
    more = the(plan(*rows, item("B1", "16:30", "17:01")), FULL)
    assert " 9 h 01 of programme" in more.message


def test_parallel_groups_have_hours_of_their_own() -> None:
    visit = plan(
        item("A1", "08:00", "13:00"),
        item("A2", "14:00", "18:30", who="P01; P02"),
        item("A3", "14:00", "18:00", who="P03"),
        item("A4", "14:00", "19:00", who="P04; P05"),
    )
    longest, shorter = found(visit, FULL)
    assert longest.subjects == ("A1", "A2", "2026-11-10", "P01", "P02")
    assert " 9 h 30 of " in longest.message
    assert shorter.subjects == ("A1", "A4", "2026-11-10", "P04", "P05")
    assert " 10 h of " in shorter.message


def test_who_joins_late_or_leaves_early_has_had_less() -> None:
    people = (
        changed(PEOPLE[0], joins=edge(TUESDAY, "11:00")),
        changed(PEOPLE[1], leaves=edge(TUESDAY, "16:00")),
        PEOPLE[2],
    )
    assert the(plan(*_day(*LONG), people=people), FULL).subjects[-1] == "P03"


def test_the_evening_past_midnight_counts_for_its_own_day() -> None:
    visit = plan(*_day(*LONG[:2]), item("B1", "23:00", "00:30", end_day=1))
    assert the(visit, FULL).day == TUESDAY
    night = item("B2", "00:30", "02:00", day=WEDNESDAY)
    assert not found(plan(*_day(*LONG[:2]), night), FULL)
