from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.planning.checks.plans import (
    AIRPORT,
    AUTUMN,
    CANARY,
    OFFICE,
    PEOPLE,
    SOFIA,
    SPRING,
    STATION,
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
from visitplanner.domain.vocabulary import ItemKind, Mode, Registration, Status
from visitplanner.planning.checks import Severity

CLASH = "person-in-two-places"
LEAVES = "leaves-before-free"
DURING = "joins-or-leaves-during"


# --- Who, where, when ----------------------------------------------------------------------------


def test_people_in_two_items_are_named_with_time_and_day() -> None:
    visit = plan(
        item("A1", "12:00", "13:00", title="Port tour", who="P01; P02; P03"),
        item("A2", "12:30", "14:00", title="Lunch", who="P03; P02; P05"),
    )
    problem = the(visit, CLASH)
    assert problem.severity is Severity.ERROR
    assert problem.subjects == ("A1", "A2", "P02", "P03")
    assert problem.message == (
        "Jan Novák and Eva Lind are in “Port tour” and “Lunch” at 12:30 on Tue 10 Nov."
    )
    assert problem.fix == "Move one of them, or split the group."
    assert (problem.day, problem.clock) == (TUESDAY, clock("12:30"))
    rows = [*visit.items, visit.delegates[1], visit.delegates[2]]
    assert problem.records == tuple(row.id for row in rows)


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("P01", "Ana Ruiz is in"),
        ("P01; P02; P03", "Ana Ruiz, Jan Novák and Eva Lind are in"),
        ("P01; P02; P03; P04", "Ana Ruiz, Jan Novák, Eva Lind and 1 other are in"),
        ("all", "Ana Ruiz, Jan Novák, Eva Lind and 2 others are in"),
    ],
)
def test_three_people_are_named_and_the_others_counted(who: str, words: str) -> None:
    visit = plan(item("A1", "12:00", "13:00", who=who), item("A2", "12:30", "14:00"))
    problem = the(visit, CLASH)
    assert problem.message.startswith(words)


def test_two_journeys_at_once_are_told_on_the_clock_of_the_departure() -> None:
    visit = plan(
        journey("T1", "10:00", "13:00", destination="Faro", destination_zone="Europe/Lisbon"),
        journey("T2", "11:00", "12:00", destination="Girona"),
    )
    problem = the(visit, CLASH)
    assert problem.message.endswith("and “Coach to Girona” at 11:00 on Tue 10 Nov.")
    assert problem.clock == clock("11:00")


def test_one_person_may_be_taken_off_one_of_them() -> None:
    visit = plan(item("A1", "12:00", "13:00", who="P01"), item("A2", "12:30", "14:00"))
    assert the(visit, CLASH).fix == "Move one of them, or take Ana Ruiz off one."


def test_namesakes_are_told_apart_by_their_ids() -> None:
    people = (PEOPLE[0], changed(PEOPLE[1], given_name="Ana", family_name="Ruiz"))
    visit = plan(item("A1", "12:00", "13:00"), item("A2", "12:30", "14:00"), people=people)
    assert the(visit, CLASH).message.startswith("Ana Ruiz (P01) and Ana Ruiz (P02) are in")


def test_each_pair_of_entries_is_a_problem_of_its_own() -> None:
    visit = plan(
        item("A1", "09:00", "12:00"), item("A2", "10:00", "11:00"), item("A3", "10:30", "11:30")
    )
    assert [problem.subjects[:2] for problem in found(visit, CLASH)] == [
        ("A1", "A2"),
        ("A1", "A3"),
        ("A2", "A3"),
    ]


# --- Near misses ---------------------------------------------------------------------------------


def test_intervals_that_touch_do_not_clash() -> None:
    visit = plan(
        item("A1", "09:00", "10:30"), item("A2", "10:30", "11:00"), journey("T1", "11:00", "11:20")
    )
    assert not found(visit, CLASH)


def test_parallel_sessions_of_different_people_do_not_clash() -> None:
    visit = plan(
        item("A1", "09:00", "10:30", who="P01; P02"),
        item("A2", "09:00", "10:30", who="all except P01; P02"),
    )
    assert not found(visit, CLASH)


def test_what_is_cancelled_counts_nowhere() -> None:
    people = (PEOPLE[0], changed(PEOPLE[1], status=Registration.CANCELLED))
    visit = plan(
        item("A1", "09:00", "10:30"),
        item("A2", "09:00", "10:30", status=Status.CANCELLED),
        item("A3", "09:00", "10:30", who="P02"),
        people=people,
    )
    assert not found(visit, CLASH)


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": ItemKind.FREE_TIME},
        {"kind": ItemKind.NOTE},
        {"start": "", "end": ""},  # a whole day
        {"day": None},
        {"start": "09:30", "end": "09:30"},  # a mark on the clock
        {"who": ""},
    ],
)
def test_some_items_leave_people_free(fields: dict[str, Any]) -> None:
    values = {"start": "09:15", "end": "10:00"} | fields
    visit = plan(item("A1", "09:00", "10:30"), item("A2", **values))
    assert not found(visit, CLASH)


@pytest.mark.parametrize("kind", sorted(set(ItemKind) - {ItemKind.FREE_TIME, ItemKind.NOTE}))
def test_all_other_kinds_take_their_time(kind: ItemKind) -> None:
    visit = plan(item("A1", "09:00", "10:30"), item("A2", "09:15", "10:00", kind=kind))
    assert found(visit, CLASH)


@pytest.mark.parametrize(
    "fields", [{"optional": True}, {"status": Status.IDEA}], ids=["optional", "idea"]
)
def test_a_clash_with_something_that_need_not_be_is_a_warning(fields: dict[str, Any]) -> None:
    visit = plan(item("A1", "09:00", "10:30"), item("A2", "09:15", "10:00", **fields))
    assert the(visit, CLASH).severity is Severity.WARNING


@pytest.mark.parametrize("status", [Status.REQUESTED, Status.TENTATIVE, Status.OTHER])
def test_what_is_not_confirmed_clashes_all_the_same(status: Status) -> None:
    visit = plan(item("A1", "09:00", "10:30"), item("A2", "09:15", "10:00", status=status))
    assert the(visit, CLASH).severity is Severity.ERROR


# --- Without an end ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "clashes"), [("09:00", True), ("10:29", True), ("10:30", False), ("08:59", False)]
)
def test_an_item_without_an_end_is_there_when_it_begins(start: str, clashes: bool) -> None:
    visit = plan(item("A1", "09:00", "10:30"), item("A2", start))
    assert bool(found(visit, CLASH)) is clashes


def test_an_item_that_ends_before_it_begins_has_an_unknown_end() -> None:
    dinner = item("A1", "20:30", "00:30")
    assert not found(plan(dinner, item("A2", "21:00", "22:00")), CLASH)
    assert found(plan(dinner, item("A2", "20:00", "22:00")), CLASH)


# --- Journeys ------------------------------------------------------------------------------------


def test_a_session_during_a_train_clashes() -> None:
    visit = plan(
        journey("T1", "18:00", "21:20", mode=Mode.TRAIN, destination="Valencia", who="P01; P05"),
        item("A1", "21:00", "22:15", title="Wrap-up", who="all except P05"),
    )
    problem = the(visit, CLASH)
    assert problem.subjects == ("T1", "A1", "P01")
    assert problem.message == (
        "Ana Ruiz is in “Train to Valencia” and “Wrap-up” at 21:00 on Tue 10 Nov."
    )
    assert problem.fix == "Move one of them, or take Ana Ruiz off one."


def test_nobody_is_on_two_journeys() -> None:
    visit = plan(journey("T1", "18:00", "19:00"), journey("T2", "18:30", "18:40", mode=Mode.TAXI))
    problem = the(visit, CLASH)
    assert problem.fix == "Correct who takes which, or take a later connection."
    assert problem.repair is None


def test_a_briefing_without_a_place_takes_place_on_board() -> None:
    train = journey("T1", "18:00", "21:20", mode=Mode.TRAIN, destination="Valencia")
    inside = {"start": "18:30", "end": "19:30", "kind": ItemKind.BRIEFING}
    assert not found(plan(train, item("A1", city="", **inside)), CLASH)
    assert found(plan(train, item("A1", city="Barcelona", **inside)), CLASH)
    assert found(plan(train, item("A1", city="", place="Office", **inside), OFFICE), CLASH)
    assert found(plan(train, item("A1", city="", **inside | {"end": "21:30"})), CLASH)
    assert found(plan(train, item("A1", city="", **inside | {"start": "17:50"})), LEAVES)


# --- Zones and clock changes ---------------------------------------------------------------------


def test_instants_clash_and_clocks_do_not() -> None:
    # The flight lands at 13:00 in Sofia, which is 12:00 in Barcelona.
    flight = journey(
        "F1", "10:00", "13:00", mode=Mode.FLIGHT, destination="Sofia", destination_zone=SOFIA
    )
    later = item("A1", "12:00", "13:00")
    earlier = item("A2", "11:30", "12:00", who="P01")
    problem = the(plan(flight, later, earlier), CLASH)
    assert problem.subjects == ("F1", "A2", "P01")


def test_both_clocks_are_told_where_they_differ() -> None:
    here = item("A1", "10:30", "12:30", who="P01")
    there = item("A2", "12:00", "13:00", zone=SOFIA, city="Sofia", who="P01")
    problem = the(plan(here, there), CLASH)
    assert problem.message.endswith(" at 11:00 CET (12:00 EET) on Tue 10 Nov.")


def test_two_zones_on_one_clock_are_one() -> None:
    visit = plan(item("A1", "12:00", "13:00"), item("A2", "12:30", "13:30", zone="Europe/Brussels"))
    assert the(visit, CLASH).message.endswith("at 12:30 on Tue 10 Nov.")


@pytest.mark.parametrize(
    ("day", "end", "start", "clashes"),
    [
        # In spring the hour from 02:00 is skipped: 03:00 follows 01:59 at once.
        (SPRING, "03:00", "03:00", False),
        (SPRING, "03:30", "03:00", True),
        # In autumn the hour from 02:00 comes twice, and the first pass is meant.
        (AUTUMN, "02:30", "02:30", False),
        (AUTUMN, "02:30", "02:00", True),
        (AUTUMN, "03:00", "02:30", True),
    ],
)
def test_nights_on_which_clocks_change(day: date, end: str, start: str, clashes: bool) -> None:
    visit = plan(
        item("A1", "01:00", end, day=day),
        item("A2", start, "05:00", day=day),
        stop(first=day, last=day),
    )
    assert bool(found(visit, CLASH)) is clashes


def test_the_second_pass_comes_after_the_first() -> None:
    first = item("A1", "01:00", "02:45", day=AUTUMN, end_fold=0)
    second = item("A2", "02:15", "05:00", day=AUTUMN, start_fold=1)
    assert not found(plan(first, second, stop(first=AUTUMN, last=AUTUMN)), CLASH)
    again = item("A2", "02:15", "05:00", day=AUTUMN, start_fold=0)
    assert found(plan(first, again, stop(first=AUTUMN, last=AUTUMN)), CLASH)


def test_items_past_midnight_meet_those_of_the_next_day() -> None:
    dinner = item("A1", "22:00", "00:30", end_day=1)
    visit = plan(dinner, item("A2", "00:15", "01:00", day=WEDNESDAY))
    assert the(visit, CLASH).message.endswith("at 00:15 on Wed 11 Nov.")


# --- Who is there for a part ---------------------------------------------------------------------

LATE = (PEOPLE[0], changed(PEOPLE[1], joins=edge(TUESDAY, "10:30")))
EARLY = (PEOPLE[0], changed(PEOPLE[1], leaves=edge(TUESDAY, "10:30")))


def test_who_joins_later_is_not_torn_before() -> None:
    taxi = journey("T1", "09:30", "10:15", who="P02")
    assert not found(plan(item("A1", "09:00", "12:00"), taxi, people=LATE), CLASH)
    assert not found(plan(item("A1", "09:00", "12:00"), taxi, people=LATE), LEAVES)
    named = item("A1", "09:00", "12:00", who="P01; P02")
    assert found(plan(named, taxi, people=LATE), LEAVES)
    later = journey("T1", "10:15", "11:15", who="P02")
    assert found(plan(item("A1", "09:00", "12:00"), later, people=LATE), LEAVES)


def test_who_leaves_earlier_is_not_torn_afterwards() -> None:
    taxi = journey("T1", "10:45", "11:15", who="P02")
    assert not found(plan(item("A1", "09:00", "12:00"), taxi, people=EARLY), CLASH)
    assert not found(plan(item("A1", "09:00", "12:00"), taxi, people=EARLY), LEAVES)
    assert found(plan(item("A1", "09:00", "12:00", who="P02"), taxi, people=EARLY), LEAVES)


def test_joining_during_an_item_is_a_note() -> None:
    visit = plan(item("A1", "09:00", "12:00", title="Workshop"), people=LATE)
    problem = the(visit, DURING)
    assert problem.severity is Severity.NOTE
    assert problem.subjects == ("A1", "P02")
    assert problem.message == (
        "Jan Novák joins at 10:30 on Tue 10 Nov, during “Workshop” (09:00–12:00)."
    )


def test_leaving_during_an_item_is_a_note() -> None:
    problem = the(plan(item("A1", "09:00", "12:00", title="Workshop"), people=EARLY), DURING)
    assert problem.message == (
        "Jan Novák leaves at 10:30 on Tue 10 Nov, during “Workshop” (09:00–12:00)."
    )


@pytest.mark.parametrize(
    ("start", "end"), [("10:30", "12:00"), ("09:00", "10:30"), ("10:30", ""), ("", "")]
)
def test_joining_at_the_ends_of_an_item_is_no_news(start: str, end: str) -> None:
    assert not found(plan(item("A1", start, end), people=LATE), DURING)


@pytest.mark.parametrize(
    "entry",
    [
        journey("T1", "10:00", "11:00"),
        item("A1", "10:00", "11:00", kind=ItemKind.FREE_TIME),
        item("A1", "11:00", "10:00"),
    ],
)
def test_only_items_that_take_time_are_joined(entry: Any) -> None:
    assert not found(plan(entry, people=LATE), DURING)


def test_a_stay_given_in_days_says_nothing_about_hours() -> None:
    people = (changed(PEOPLE[0], joins=edge(TUESDAY), leaves=edge(TUESDAY)),)
    late = item("A1", "22:00", "01:00", end_day=1)
    assert not found(plan(late, item("A2", "09:00", "10:00"), people=people), DURING)
    assert not found(plan(item("A1", "09:00", "12:00", who="P01"), people=LATE), DURING)


# --- Repairs -------------------------------------------------------------------------------------


def test_the_later_item_starts_when_the_earlier_one_is_over() -> None:
    visit = plan(
        item("A1", "12:30", "14:10", title="Lunch", place="Office"),
        item("A2", "14:00", "15:30", title="Lessons learnt", place="Office"),
        OFFICE,
    )
    problem = the(visit, CLASH)
    assert problem.repair_label == "Start “Lessons learnt” at 14:10"
    moved = repaired(visit, problem).items[1]
    assert (moved.start, moved.end) == (clock("14:10"), clock("15:40"))


def test_the_way_from_one_to_the_other_is_allowed_for() -> None:
    visit = plan(
        item("A1", "12:30", "14:10", place="Sants"),
        item("A2", "14:00", "15:30", place="Office"),
        OFFICE,
        STATION,
    )
    problem = the(visit, CLASH)
    # 2.6 km: 5 minutes to get going and 10.7 at 20 km/h along the streets.
    assert problem.repair_label == "Start “Item A2” at 14:30"
    assert not found(repaired(visit, problem), "transfer-too-short")


@pytest.mark.parametrize(
    ("start", "label"), [("11:00", "Start “Item A2” at 13:00"), ("10:59", None)]
)
def test_what_would_start_more_than_two_hours_later_is_not_moved(
    start: str, label: str | None
) -> None:
    visit = plan(item("A1", "10:00", "13:00"), item("A2", start, "12:00"))
    assert the(visit, CLASH).repair_label == label


@pytest.mark.parametrize(
    "other",
    [
        item("A3", "15:30", "16:00"),  # the moved item would run into it
        journey("T1", "15:35", "16:00"),
    ],
)
def test_there_is_no_repair_into_the_next_clash(other: Any) -> None:
    visit = plan(item("A1", "12:30", "14:10"), item("A2", "14:00", "15:30"), other)
    assert the(visit, CLASH).repair is None


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("12:30", "14:00"), ("12:30", "13:00")),  # neither is the later one
        (("12:30", ""), ("12:30", "13:00")),  # nobody knows when it is over
        (("09:00", "17:00"), ("10:00", "11:00")),  # too far to be just late
        (("22:00", "23:30"), ("23:00", "")),  # of unknown length
    ],
)
def test_there_is_no_repair_where_it_is_not_plain(
    first: tuple[str, str], second: tuple[str, str]
) -> None:
    visit = plan(item("A1", *first), item("A2", *second))
    assert the(visit, CLASH).repair is None


def test_a_move_stays_on_its_day_and_off_clock_changes() -> None:
    late = plan(item("A1", "22:00", "00:15", end_day=1), item("A2", "23:30", "23:45"))
    assert the(late, CLASH).repair is None
    night = plan(
        item("A1", "00:30", "02:30", day=AUTUMN),
        item("A2", "01:30", "01:45", day=AUTUMN),
        stop(first=AUTUMN, last=AUTUMN),
    )
    assert the(night, CLASH).repair is None


def test_an_item_waits_for_a_journey() -> None:
    arrival = journey("T1", "13:00", "14:10", destination="Barcelona")
    visit = plan(arrival, item("A2", "14:00", "15:00"))
    assert repaired(visit, the(visit, CLASH)).items[0].start == clock("14:10")


def test_zones_of_the_far_end_do_not_move_the_repair() -> None:
    flight = journey(
        "F1",
        "12:00",
        "14:10",
        mode=Mode.FLIGHT,
        origin="Las Palmas de Gran Canaria",
        origin_zone=CANARY,
        destination="Barcelona Airport",
    )
    visit = plan(flight, item("A1", "14:00", "15:00", place="Barcelona Airport"), AIRPORT)
    assert the(visit, CLASH).repair_label == "Start “Item A1” at 14:10"
