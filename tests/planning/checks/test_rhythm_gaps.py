"""Hours in which people have nothing planned."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.planning.checks.plans import (
    AIRPORT,
    MADRID,
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
from visitplanner.domain.vocabulary import ItemKind, JourneyKind, Mode, Registration, Status
from visitplanner.planning.checks import Severity

GAP = "nothing-planned"


def _around(**fields: Any) -> list[Any]:
    """A morning until 11:00, and an afternoon from 14:00."""
    return [item("A1", "09:00", "11:00", **fields), item("A9", "14:00", "16:00", **fields)]


def test_a_gap_of_everybody_is_a_warning() -> None:
    visit = plan(*_around())
    problem = the(visit, GAP)
    assert problem.severity is Severity.WARNING
    assert problem.subjects == ("A1", "A9", "P01", "P02", "P03", "P04", "P05")
    assert problem.message == (
        "The whole delegation (5 people) has nothing planned from 11:00 to 14:00 on Tue 10 Nov."
    )
    assert problem.fix == "Plan something, or mark it as free time if that is meant."
    assert (problem.day, problem.clock) == (TUESDAY, clock("11:00"))


def test_a_gap_of_some_is_a_note_and_names_them() -> None:
    visit = plan(*_around(), item("A2", "11:00", "14:00", who="all except P01; P02"))
    problem = the(visit, GAP)
    assert problem.severity is Severity.NOTE
    assert problem.subjects == ("A1", "A9", "P01", "P02")
    assert problem.message == (
        "Ana Ruiz and Jan Novák have nothing planned from 11:00 to 14:00 on Tue 10 Nov."
    )
    alone = plan(*_around(), item("A2", "11:00", "14:00", who="all except P01"))
    assert the(alone, GAP).message == (
        "Ana Ruiz has nothing planned from 11:00 to 14:00 on Tue 10 Nov."
    )


def test_a_delegation_of_one_is_called_by_name() -> None:
    problem = the(plan(*_around(), people=PEOPLE[:1]), GAP)
    assert problem.severity is Severity.WARNING
    assert problem.message.startswith("Ana Ruiz has nothing planned ")
    two = the(plan(*_around(), people=PEOPLE[:2]), GAP)
    assert two.message.startswith("The whole delegation (2 people) has nothing planned ")


@pytest.mark.parametrize(("start", "long"), [("13:29", False), ("13:30", True)])
def test_two_and_a_half_hours_are_long(start: str, long: bool) -> None:
    visit = plan(item("A1", "09:00", "11:00"), item("A2", start, "16:00"))
    assert bool(found(visit, GAP)) is long


@pytest.mark.parametrize(
    ("end", "start", "long"),
    [
        ("07:00", "11:29", False),
        ("07:00", "11:30", True),
        ("15:30", "20:30", True),
        ("15:31", "20:30", False),
    ],
)
def test_only_the_daytime_counts_and_the_whole_gap_is_named(
    end: str, start: str, long: bool
) -> None:
    visit = plan(item("A1", "06:00", end), item("A2", start, "22:00"))
    assert bool(found(visit, GAP)) is long
    if long:
        assert f" from {end} to {start} on " in the(visit, GAP).message


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": ItemKind.FREE_TIME},
        {"kind": ItemKind.MEAL},
        {"optional": True},
        {"status": Status.IDEA},
        {"start": "", "end": ""},  # some time that day
        {"start": "", "end": "", "kind": ItemKind.FREE_TIME},
        {"zone": ""},
        {"end": ""},
        {"start": "10:00"},
    ],
)
def test_free_time_fills_a_gap_and_so_does_what_people_may_do(fields: dict[str, Any]) -> None:
    filler = item("A2", **{"start": "11:00", "end": "14:00"} | fields)
    assert not found(plan(*_around(), filler), GAP)


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": ItemKind.NOTE},
        {"kind": ItemKind.NOTE, "start": "", "end": ""},
        {"status": Status.CANCELLED},
        {"day": None},
        {"start": "12:00", "end": "12:00"},
        {"who": ""},
    ],
)
def test_notes_and_what_does_not_take_place_fill_nothing(fields: dict[str, Any]) -> None:
    filler = item("A2", **{"start": "11:00", "end": "14:00"} | fields)
    assert the(plan(*_around(), filler), GAP).severity is Severity.WARNING


def test_free_time_fills_what_it_lasts() -> None:
    free = item("A2", "11:00", "11:30", kind=ItemKind.FREE_TIME)
    assert " from 11:30 to 14:00 " in the(plan(*_around(), free), GAP).message
    longer = item("A2", "11:00", "11:31", kind=ItemKind.FREE_TIME)
    assert not found(plan(*_around(), longer), GAP)


def test_free_time_of_yesterday_may_go_on() -> None:
    monday = TUESDAY - timedelta(days=1)
    free = item("A0", "18:00", "14:00", day=monday, end_day=1, kind=ItemKind.FREE_TIME)
    breakfast = item("A1", "09:00", "09:30", kind=ItemKind.MEAL)
    here = stop(first=monday, last=TUESDAY)
    visit = plan(breakfast, item("A9", "14:00", "16:00"), here)
    assert found(visit, GAP)
    assert not found(plan(*visit.items, free, here), GAP)
    midnight = item("A0", "18:00", "00:00", day=monday, end_day=1, kind=ItemKind.FREE_TIME)
    assert found(plan(*visit.items, midnight, here), GAP)


@pytest.mark.parametrize("fields", [{"optional": True}, {"kind": ItemKind.FREE_TIME}])
@pytest.mark.parametrize("position", [0, 1])
def test_nobody_waits_for_or_after_what_need_not_be(fields: dict[str, Any], position: int) -> None:
    rows = _around()
    rows[position] = item(rows[position].code, "09:00", "11:00", **fields)
    if position:
        rows[1] = item("A9", "14:00", "16:00", **fields)
    assert not found(plan(*rows), GAP)


def test_a_gap_after_something_optional_is_one_if_the_day_has_begun() -> None:
    visit = plan(
        item("A1", "09:00", "09:30"),
        item("A2", "09:30", "11:00", optional=True),
        item("A9", "14:00", "16:00"),
    )
    assert " from 11:00 to 14:00 " in the(visit, GAP).message


@pytest.mark.parametrize("end", ["", "08:00"])
def test_nobody_knows_how_long_something_without_an_end_takes(end: str) -> None:
    visit = plan(item("A1", "09:00", end), item("A9", "14:00", "16:00"))
    assert not found(visit, GAP)
    known = item("A2", "10:00", "11:00")
    assert the(plan(*visit.items, known), GAP).subjects[:2] == ("A2", "A9")


# --- Ways ----------------------------------------------------------------------------------------


def test_transfers_are_entries_like_others() -> None:
    walk = journey("T1", "08:40", "09:00", mode=Mode.WALK)
    assert the(plan(walk, item("A9", "12:00", "16:00")), GAP).subjects[:2] == ("T1", "A9")
    coach = journey("T2", "14:00", "14:30")
    assert the(plan(item("A1", "09:00", "11:00"), coach), GAP).subjects[:2] == ("A1", "T2")


def _leg(code: str, depart: str, arrive: str, **fields: Any) -> Any:
    return journey(code, depart, arrive, **{"kind": JourneyKind.LEG, "mode": Mode.TRAIN} | fields)


def test_who_has_just_arrived_waits_for_nothing() -> None:
    rows = [_leg("L1", "07:00", "09:00"), journey("T1", "09:00", "09:30")]
    evening = item("A9", "17:00", "19:00")
    assert not found(plan(*rows, evening), GAP)
    assert found(plan(rows[1], evening), GAP)
    lunch = item("A1", "10:00", "11:00", kind=ItemKind.MEAL)
    assert " from 11:00 to 17:00 " in the(plan(*rows, lunch, evening), GAP).message


@pytest.mark.parametrize(
    "fields",
    [
        {"mode": Mode.FLIGHT},
        {"kind": JourneyKind.OTHER, "mode": Mode.CAR},
        {"kind": JourneyKind.LEG, "mode": Mode.CAR},
    ],
)
def test_any_way_between_cities_brings_people(fields: dict[str, Any]) -> None:
    visit = plan(journey("L1", "08:00", "09:00", **fields), item("A9", "14:00", "16:00"))
    assert not found(visit, GAP)


@pytest.mark.parametrize(("depart", "waits"), [("07:01", True), ("07:00", False)])
def test_a_ride_of_two_hours_is_one_between_cities(depart: str, waits: bool) -> None:
    visit = plan(journey("T1", depart, "09:00"), item("A9", "14:00", "16:00"))
    assert bool(found(visit, GAP)) is waits


def test_a_night_train_brings_people_too() -> None:
    monday = TUESDAY - timedelta(days=1)
    train = _leg("L1", "22:00", "07:00", depart_day=monday, arrive_day=TUESDAY)
    taxi = journey("T1", "07:10", "07:30", mode=Mode.TAXI)
    here = stop(first=monday, last=TUESDAY)
    assert not found(plan(train, taxi, item("A9", "14:00", "16:00"), here), GAP)
    assert found(plan(taxi, item("A9", "14:00", "16:00"), here), GAP)


def test_on_the_way_between_two_trains_nobody_waits_for_programme() -> None:
    rows = [
        item("A1", "08:00", "09:00"),
        _leg("L1", "09:30", "11:00"),
        _leg("L2", "14:00", "16:00"),
    ]
    assert not found(plan(*rows), GAP)
    talk = item("A2", "14:00", "16:00")
    assert found(plan(*rows[:2], talk), GAP)


@pytest.mark.parametrize(("depart", "waits"), [("15:29", False), ("15:30", True)])
def test_two_hours_before_a_flight_are_no_waiting(depart: str, waits: bool) -> None:
    flight = journey("F1", depart, "18:00", mode=Mode.FLIGHT, kind=JourneyKind.LEG)
    visit = plan(item("A1", "09:00", "11:00"), flight)
    assert bool(found(visit, GAP)) is waits
    if waits:
        assert the(visit, GAP).subjects[:2] == ("A1", "F1")
        assert " from 11:00 to 13:30 " in the(visit, GAP).message


def test_a_journey_at_no_stated_time_may_be_in_the_gap() -> None:
    assert not found(plan(*_around(), journey("T1")), GAP)


# --- Groups and stays ----------------------------------------------------------------------------


def test_the_gaps_of_two_groups_together_are_everybodys() -> None:
    visit = plan(
        item("A1", "09:00", "11:00", who="P01; P02"),
        item("A2", "09:00", "10:30", who="P03; P04; P05"),
        item("A9", "14:00", "16:00"),
    )
    problems = found(visit, GAP)
    assert [(p.severity, p.subjects[0], p.clock) for p in problems] == [
        (Severity.WARNING, "A2", clock("10:30")),
        (Severity.WARNING, "A1", clock("11:00")),
    ]
    assert problems[1].message.startswith("Ana Ruiz and Jan Novák have nothing planned ")


def test_who_is_on_a_train_or_away_does_not_make_it_a_gap_of_some() -> None:
    visit = plan(*_around(who="P01; P02; P03; P04"), _leg("L1", "10:00", "13:00", who="P05"))
    assert the(visit, GAP).severity is Severity.WARNING
    transfer = journey("T1", "11:30", "12:30", who="P05")
    assert the(plan(*_around(who="P01; P02; P03; P04"), transfer), GAP).severity is Severity.NOTE
    early = _leg("L1", "08:00", "11:00", who="P05")
    assert the(plan(*_around(who="P01; P02; P03; P04"), early), GAP).severity is Severity.NOTE


@pytest.mark.parametrize(
    "fields",
    [
        {"joins": edge(TUESDAY, "11:01")},
        {"leaves": edge(TUESDAY, "13:59")},
        {"joins": edge(WEDNESDAY)},
        {"status": Registration.CANCELLED},
    ],
)
def test_who_is_not_there_all_the_time_is_not_of_everybody(fields: dict[str, Any]) -> None:
    people = (*PEOPLE[:4], changed(PEOPLE[4], **fields))
    problem = the(plan(*_around(who="P01; P02; P03; P04"), people=people), GAP)
    assert problem.message.startswith("The whole delegation (4 people) ")
    there = plan(*_around(who="P01; P02; P03; P04"))
    assert the(there, GAP).severity is Severity.NOTE


def test_who_leaves_in_the_middle_of_an_item_waits_no_longer() -> None:
    people = (changed(PEOPLE[0], leaves=edge(TUESDAY, "10:00")), PEOPLE[1])
    assert the(plan(*_around(), people=people), GAP).subjects == ("A1", "A9", "P02")


def test_who_joins_in_the_middle_of_an_item_waits_after_it() -> None:
    people = (changed(PEOPLE[0], joins=edge(TUESDAY, "10:30")), PEOPLE[1])
    assert the(plan(*_around(), people=people), GAP).subjects == ("A1", "A9", "P01", "P02")
    late = (changed(PEOPLE[0], joins=edge(TUESDAY, "11:00")), PEOPLE[1])
    assert the(plan(*_around(), people=late), GAP).subjects == ("A1", "A9", "P02")


def test_only_those_who_are_in_both_entries_have_a_gap() -> None:
    visit = plan(
        item("A1", "09:00", "11:00", who="P01; P02"), item("A9", "14:00", "16:00", who="P02; P03")
    )
    assert the(visit, GAP).subjects == ("A1", "A9", "P02")


def test_two_clocks_are_told_apart() -> None:
    visit = plan(
        item("A1", "09:00", "11:00"), item("A9", "15:00", "16:00", zone=SOFIA, city="Sofia")
    )
    problem = the(visit, GAP)
    assert " from 11:00 CET to 15:00 EET on Tue 10 Nov." in problem.message
    assert problem.repair is None
    assert not found(
        plan(item("A1", "09:00", "11:00"), item("A9", "14:00", "16:00", zone=SOFIA, city="Sofia")),
        GAP,
    )


# --- One click -----------------------------------------------------------------------------------


def test_a_gap_becomes_free_time_of_the_same_people() -> None:
    visit = plan(*_around(who="all except P05"), item("B1", "11:00", "14:00", who="P05"), AIRPORT)
    problem = the(visit, GAP)
    assert problem.repair_label == "Add free time from 11:00 to 14:00"
    after = repaired(visit, problem)
    free = after.items[-1]
    assert (free.kind, free.day, free.start, free.end, free.zone, free.who, free.city) == (
        *(ItemKind.FREE_TIME, TUESDAY, clock("11:00"), clock("14:00"), MADRID),
        *("all except P05", "Barcelona"),
    )
    assert (free.title, free.code) == ("Free time", "N01")
    assert after.items[:-1] == visit.items


def test_people_without_a_rule_of_their_own_are_named_by_their_ids() -> None:
    visit = plan(*_around(), item("B1", "11:00", "14:00", who="all except P01; P02"))
    assert repaired(visit, the(visit, GAP)).items[-1].who == "P01; P02"
    people = (changed(PEOPLE[0], code=""), *PEOPLE[1:])
    visit = plan(*_around(), item("B1", "11:00", "14:00", who="P02; P03; P04; P05"), people=people)
    assert the(visit, GAP).repair is None


def test_people_who_share_an_id_are_not_sent_to_each_others_free_time() -> None:
    people = (*PEOPLE[:4], changed(PEOPLE[4], code="P01"))
    others = "; ".join(person.name for person in PEOPLE[:4])
    visit = plan(*_around(), item("B1", "11:00", "14:00", who=others), people=people)
    problem = the(visit, GAP)
    assert problem.message.startswith("Zoe May has nothing planned")
    assert problem.repair is None


def test_a_rule_that_means_others_in_the_gap_is_not_repeated() -> None:
    passing = {"joins": edge(TUESDAY, "11:15"), "leaves": edge(TUESDAY, "13:45")}
    visit = plan(*_around(), people=(PEOPLE[0], changed(PEOPLE[1], **passing)))
    assert repaired(visit, the(visit, GAP)).items[-1].who == "P01"
