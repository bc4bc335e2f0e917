"""What follows from a plan: programmes, beds, plates, passengers and whereabouts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from tests.domain.plans import (
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    by_code,
    item,
    journey,
    person,
    small_visit,
)
from visitplanner.domain import queries
from visitplanner.domain.facts import facts
from visitplanner.domain.index import index
from visitplanner.domain.programme import Room
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import DelegateRole, ItemKind, Status


def codes(entries: Iterable[Any]) -> list[str]:
    return [entry.code for entry in entries]


def test_a_programme_is_a_persons_own_entries_in_order() -> None:
    visit = small_visit()
    assert codes(queries.programme_of(visit, by_code(visit, "P1"))) == ["A1", "A2", "T1", "A4"]
    assert codes(queries.programme_of(visit, by_code(visit, "P3"))) == ["A4"]
    assert codes(queries.programme_of(visit, by_code(visit, "P4"))) == []


def test_room_nights_count_rooms_with_somebody_in_them() -> None:
    visit = small_visit()
    assert queries.room_nights(visit) == Counter(
        {("Hotel One", MONDAY): 1, ("Hotel One", TUESDAY): 1}
    )


def test_a_room_held_for_nobody_yet_counts() -> None:
    held = Room(hotel="Hotel One", check_in=MONDAY, check_out=TUESDAY)
    visit = small_visit().model_copy(update={"rooms": (held,)})
    assert queries.room_nights(visit).total() == 1


def test_plates_are_people_and_extra_covers() -> None:
    visit = small_visit()
    lunch = by_code(visit, "A2")
    assert queries.covers(visit, lunch) == 3
    assert queries.diets(visit, lunch) == Counter({"vegan": 1})
    assert [p.code for p in queries.serious(visit, lunch)] == ["P2"]


def test_diets_of_several_spellings_are_one() -> None:
    people = (person("A", diet=("Vegan",)), person("B", diet=("vegan", "vegan")))
    lunch = item("L", MONDAY, "12:00", "13:00", kind=ItemKind.MEAL)
    visit = Visit(delegates=people, items=(lunch,))
    assert queries.diets(visit, lunch) == Counter({"Vegan": 2})


def test_passengers_are_sorted_by_family_name() -> None:
    visit = small_visit()
    assert [p.code for p in queries.passengers(visit, by_code(visit, "T1"))] == ["P1", "P2"]


def test_the_whole_group_travels_when_all_who_are_there_do() -> None:
    visit = small_visit()
    train = by_code(visit, "T1")
    assert queries.whole_group_travels(visit, train), "P3 joins only the day after"
    fewer = train.model_copy(update={"who": "P1"})
    assert not queries.whole_group_travels(visit, fewer)


def test_nights_needed_run_from_joining_to_leaving() -> None:
    visit = small_visit()
    assert queries.nights_needed(visit, by_code(visit, "P1")) == (MONDAY, TUESDAY)
    assert queries.nights_needed(visit, by_code(visit, "P3")) == ()
    assert queries.nights_needed(visit, by_code(visit, "P4")) == ()


def test_the_visit_field_wins_over_the_role_column() -> None:
    people = (person("P1", role=DelegateRole.HEAD), person("P2"))
    by_field = index(Visit(delegates=people, head="P2"))
    assert by_field.head is people[1]
    assert by_field.role_of(people[0]) is DelegateRole.DELEGATE
    assert by_field.role_of(people[1]) is DelegateRole.HEAD
    by_role = index(Visit(delegates=people))
    assert by_role.head is people[0]


def test_entries_are_in_order_and_cancelled_ones_count_nowhere() -> None:
    visit = small_visit()
    rows = (*visit.items, item("A0", MONDAY, "08:00", "08:30", status=Status.CANCELLED))
    visit = visit.model_copy(update={"items": rows})
    assert codes(queries.entries(visit)) == ["A1", "A2", "T1", "A4"]
    assert codes(queries.entries(visit, cancelled=True))[0] == "A0"
    assert codes(queries.tray(visit)) == ["A3"]


def test_facts_of_odd_entries_have_every_key() -> None:
    night = item("N", MONDAY, "22:00", "00:30", end_day=1, kind=ItemKind.MEAL)
    wrong = item("W", MONDAY, "10:00", "09:00")
    open_end = item("O", MONDAY, "10:00")
    whole_day = item("D", MONDAY)
    visit = Visit(
        items=(night, wrong, open_end, whole_day),
        journeys=(journey("J", MONDAY, "23:00", "06:00", arrive_day=MONDAY + timedelta(days=1)),),
    )
    rows = {row["id"]: row for row in facts(visit)["items"]}
    assert rows["N"]["minutes"] == 150
    assert rows["N"]["end"] == "2017-11-07T00:30+01:00"
    assert rows["W"]["minutes"] == -60
    assert (rows["O"]["minutes"], rows["O"]["end"]) == (None, None)
    assert (rows["D"]["start"], rows["D"]["start_utc"], rows["D"]["minutes"]) == (None,) * 3
    assert facts(visit)["journeys"][0]["minutes"] == 420
    assert all(row.keys() == rows["N"].keys() for row in rows.values())
    assert facts(Visit())["room_nights"] == {"total": 0, "by_night": {}, "by_hotel": {}}


def test_days_run_from_the_first_stop_to_the_last() -> None:
    assert small_visit().days == (MONDAY, TUESDAY, WEDNESDAY)
    assert Visit().days == ()
    assert Visit(items=(item("X", MONDAY),)).days == (MONDAY,)
