"""The verbs: pure, validated, and careful with what refers to what they change."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from tests.domain.plans import MONDAY, TUESDAY, WEDNESDAY, by_code, item, journey, small_visit
from visitplanner.domain import edits, moves
from visitplanner.domain.diff import ChangeKind, as_json, as_lines, diff
from visitplanner.domain.index import index
from visitplanner.domain.people import Contact, Delegate, Organisation
from visitplanner.domain.programme import Item, Place, Stop
from visitplanner.domain.visit import Visit
from visitplanner.errors import PlanError


def changed_fields(old: Visit, new: Visit) -> set[tuple[str, str]]:
    return {(c.key, name) for c in diff(old, new) for name in c.fields}


def test_a_change_leaves_the_old_visit_as_it_was() -> None:
    visit = small_visit()
    before = visit.model_dump_json()
    new = edits.change(visit, by_code(visit, "A1").id, title="Changed")
    assert by_code(new, "A1").title == "Changed"
    assert visit.model_dump_json() == before
    assert changed_fields(visit, new) == {("A1", "title")}


def test_a_change_to_the_same_value_is_no_change() -> None:
    visit = small_visit()
    assert edits.change(visit, by_code(visit, "A1").id, title="Item A1") is visit


@pytest.mark.parametrize(
    ("code", "fields", "sentence"),
    [
        ("A1", {"day": date(9999, 1, 1)}, "Day: the year 9999 is not between 1950 and 2100."),
        ("A1", {"zone": "Europe/Atlantis"}, "Zone: “Europe/Atlantis” is not a time zone"),
        ("A1", {"nonsense": 1}, "A item has no field “nonsense”."),
        ("A1", {"extra_covers": -1}, "Extra covers: "),
        ("A1", {"code": "a2"}, "The ID a2 belongs to another item: choose another one."),
        ("A1", {"code": "T1"}, "The ID T1 belongs to another journey: choose another one."),
        ("P1", {"code": "P2"}, "The ID P2 belongs to another delegate: choose another one."),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    code: str, fields: dict[str, Any], sentence: str
) -> None:
    visit = small_visit()
    with pytest.raises(PlanError) as refused:
        edits.change(visit, by_code(visit, code).id, **fields)
    assert str(refused.value).startswith(sentence)


def test_unknown_records_are_refused() -> None:
    visit = small_visit()
    for verb in (edits.change, edits.remove):
        with pytest.raises(PlanError):
            verb(visit, "nobody")


def test_renaming_a_place_renames_what_refers_to_it() -> None:
    visit = small_visit()
    new = edits.change(visit, visit.places[1].id, name="Hotel Two")
    assert {room.hotel for room in new.rooms} == {"Hotel Two", ""}
    new = edits.change(visit, visit.places[0].id, name="Office Two")
    assert {by_code(new, code).place for code in ("A1", "A2")} == {"Office Two"}


def test_renaming_one_of_two_namesakes_leaves_references_alone() -> None:
    visit = edits.add(small_visit(), Place(name="office"))
    new = edits.change(visit, visit.places[0].id, name="Elsewhere")
    assert by_code(new, "A1").place == "Office"


def test_renaming_an_organisation_or_a_contact() -> None:
    visit = small_visit()
    visit = edits.change(visit, by_code(visit, "A1").id, host_contact="alba")
    new = edits.change(visit, visit.organisations[0].id, name="Solar Two")
    assert by_code(new, "A1").host_organisation == "Solar Two"
    assert new.contacts[0].organisation == "Solar Two"
    new = edits.change(visit, visit.contacts[0].id, name="Alba Álvarez")
    assert by_code(new, "A1").host_contact == "Alba Álvarez"


def test_a_house_that_is_spelt_otherwise_is_so_in_all_its_records() -> None:
    place, firm = Place(name="Hotel Giralda"), Organisation(name="Hotel Giralda")
    desk = Contact(name="Desk", organisation="hotel giralda")
    for organisations in ((firm,), ()):
        visit = Visit(places=(place,), organisations=organisations, contacts=(desk,))
        new = edits.change(visit, place.id, name="Hotel Giralda Real")
        assert [one.name for one in new.organisations] == ["Hotel Giralda Real"][
            : len(organisations)
        ]
        assert new.contacts[0].organisation == "Hotel Giralda Real"


def test_another_name_altogether_is_that_of_another_house() -> None:
    place, firm = Place(name="Hotel Giralda"), Organisation(name="Hotel Giralda")
    desk = Contact(name="Hotel Giralda", organisation="Hotel Giralda", email="desk@example.org")
    visit = Visit(places=(place,), organisations=(firm,), contacts=(desk,))
    new = edits.change(visit, place.id, name="Balmes")
    assert (new.organisations, new.contacts) == ((firm,), (desk,))
    new = edits.change(visit, place.id, name="Hotel Giralda Real")
    assert new.contacts[0].name == new.contacts[0].organisation == "Hotel Giralda Real"


def test_a_new_code_of_a_person_goes_everywhere() -> None:
    visit = small_visit()
    new = edits.change(visit, by_code(visit, "P1").id, code="Q1")
    assert new.head == "Q1"
    assert new.rooms[0].occupants == ("Q1", "Ana Ruiz")
    new = edits.change(visit, by_code(visit, "P3").id, code="Q3")
    assert by_code(new, "T1").who == "all except Q3"


def test_an_item_takes_the_clock_of_its_new_city() -> None:
    visit = edits.add(small_visit(), Stop(city="Las Palmas", zone="Atlantic/Canary"))
    new = edits.change(visit, by_code(visit, "A1").id, city="Las Palmas", place="")
    assert by_code(new, "A1").zone == "Atlantic/Canary"
    new = edits.change(visit, by_code(visit, "T1").id, destination="Las Palmas")
    assert by_code(new, "T1").destination_zone == "Atlantic/Canary"
    assert by_code(new, "T1").origin_zone == "Europe/Madrid"


def test_a_new_zone_of_a_stop_reaches_its_items_and_journeys() -> None:
    visit = small_visit()
    new = edits.change(visit, visit.stops[1].id, zone="Europe/Lisbon")
    assert by_code(new, "A4").zone == "Europe/Lisbon"
    assert by_code(new, "T1").destination_zone == "Europe/Lisbon"
    assert by_code(new, "A1").zone == "Europe/Madrid"


def test_moving_keeps_the_length_in_real_minutes() -> None:
    visit = Visit(items=(item("X", date(2026, 3, 28), "23:00", "04:00", end_day=1),))
    before = by_code(visit, "X").minutes
    new = moves.move_item(visit, by_code(visit, "X").id, date(2026, 6, 1), time(22, 0))
    moved = by_code(new, "X")
    assert before == moved.minutes == 240
    assert (moved.end, moved.end_day) == (time(2, 0), 1)


def test_an_item_from_the_tray_gets_an_hour_and_the_clock_of_the_day() -> None:
    visit = small_visit()
    visit = edits.change(visit, by_code(visit, "A3").id, zone="")
    new = moves.move_item(visit, by_code(visit, "A3").id, WEDNESDAY, time(15, 0))
    placed = by_code(new, "A3")
    assert (placed.day, placed.end, placed.zone) == (WEDNESDAY, time(16, 0), "Europe/Madrid")
    back = moves.unschedule(new, placed.id)
    assert by_code(back, "A3").day is None
    assert by_code(back, "A3").start == time(15, 0)


def test_resizing_and_the_next_day() -> None:
    visit = small_visit()
    item_id = by_code(visit, "A1").id
    assert by_code(moves.resize_item(visit, item_id, 45), "A1").end == time(9, 45)
    late = by_code(moves.resize_item(visit, item_id, 16 * 60), "A1")
    assert (late.end, late.end_day) == (time(1, 0), 1)
    with pytest.raises(PlanError):
        moves.resize_item(visit, item_id, 0)
    with pytest.raises(PlanError):
        moves.resize_item(visit, by_code(visit, "A3").id, 30)
    wrong = edits.change(visit, item_id, end=time(8, 0))
    assert by_code(moves.ends_next_day(wrong, item_id), "A1").minutes == 23 * 60


def test_moving_a_journey_moves_arrival_meeting_and_cut_off() -> None:
    train = journey(
        "J",
        TUESDAY,
        "18:00",
        "21:20",
        meeting_time=time(17, 25),
        cut_off=time(17, 50),
        destination_zone="Atlantic/Canary",
    )
    visit = Visit(journeys=(train,))
    new = by_code(moves.move_journey(visit, train.id, WEDNESDAY, time(22, 0)), "J")
    assert new.minutes == train.minutes == 260
    assert (new.arrive_day, new.arrive) == (date(2017, 11, 9), time(1, 20))
    assert (new.meeting_time, new.cut_off) == (time(21, 25), time(21, 50))


def test_a_duplicate_stands_behind_its_original_with_a_code_of_its_own() -> None:
    visit = small_visit()
    new = edits.duplicate(visit, by_code(visit, "A1").id)
    assert [row.code for row in new.items][:2] == ["A1", "A1b"]
    assert len({row.id for row in new.items}) == len(new.items)


def test_adding_and_removing() -> None:
    visit = small_visit()
    new = edits.add(visit, Delegate(code=edits.free_person_code(visit)), position=0)
    assert new.delegates[0].code == "P01"
    with pytest.raises(PlanError):
        edits.add(new, new.delegates[0])
    with pytest.raises(PlanError):
        edits.add(new, Delegate(code="p01"))
    gone = edits.remove(new, new.delegates[0].id, by_code(visit, "A1").id)
    assert [c.kind for c in diff(visit, gone)] == [ChangeKind.REMOVED]
    assert edits.free_code(visit) == "N01"


def test_changing_several_is_one_edit() -> None:
    visit = small_visit()
    ids = [by_code(visit, code).id for code in ("A1", "A2")]
    new = edits.change_many(visit, ids, language="es")
    assert changed_fields(visit, new) == {("A1", "language"), ("A2", "language")}


def test_a_diff_pairs_records_by_key_where_ids_differ() -> None:
    visit, again = small_visit(), small_visit()
    assert diff(visit, again) == ()
    other = edits.change(again, by_code(again, "A1").id, start=time(9, 15))
    (change,) = diff(visit, other)
    assert as_json([change])["changes"] == [
        {
            "kind": "changed",
            "type": "item",
            "id": "A1",
            "fields": {"start": ["09:00:00", "09:15:00"]},
        }
    ]
    assert as_lines([change]) == ["item A1: start: 09:00 → 09:15"]


def test_a_diff_names_what_was_added_and_removed() -> None:
    visit = small_visit()
    new = edits.add(edits.remove(visit, visit.places[0].id), Item(code="Z", day=MONDAY))
    found = {(c.kind.value, c.type_name, c.key) for c in diff(visit, new)}
    assert found == {("removed", "place", "Office"), ("added", "item", "Z")}
    visit_change = diff(visit, edits.change(visit, visit.id, title="New"))
    assert visit_change[0].type_name == "visit"


def test_an_item_without_a_city_takes_the_clock_of_its_new_day() -> None:
    visit = small_visit()
    visit = edits.change(visit, visit.stops[1].id, zone="Europe/Lisbon")
    visit = edits.add(visit, item("F", MONDAY, "09:00", "10:00", city=""))
    free = by_code(visit, "F").id
    assert by_code(moves.move_item(visit, free, WEDNESDAY), "F").zone == "Europe/Lisbon"
    assert by_code(edits.change(visit, free, day=WEDNESDAY), "F").zone == "Europe/Lisbon"
    fixed = by_code(visit, "A1").id
    assert by_code(moves.move_item(visit, fixed, WEDNESDAY), "A1").zone == "Europe/Madrid"


def test_a_length_into_the_second_pass_is_kept() -> None:
    night = date(2017, 10, 29)
    visit = Visit(items=(item("X", night, "01:30", "01:45"),))
    longer = moves.resize_item(visit, by_code(visit, "X").id, 120)
    assert by_code(longer, "X").minutes == 120
    train = journey("J", MONDAY, "10:00", "12:00")
    visit = Visit(journeys=(train,))
    assert by_code(moves.move_journey(visit, train.id, night, time(0, 30)), "J").minutes == 120


def test_a_new_name_of_a_person_goes_where_the_old_one_was_clear() -> None:
    visit = small_visit()
    new = edits.change(visit, by_code(visit, "P2").id, family_name="Ruiz Gil")
    assert new.rooms[0].occupants == ("P1", "Ana Ruiz Gil")
    assert edits.change(visit, by_code(visit, "P2").id, code="").rooms == visit.rooms
    shared = edits.change(visit, by_code(visit, "A1").id, who="Jan Novák")
    renamed = edits.change(shared, by_code(shared, "P1").id, family_name="Other")
    assert by_code(renamed, "A1").who == "Jan Novák", "it may mean the other Jan"


def test_a_person_without_an_id_is_found_by_the_internal_one() -> None:
    visit = Visit(delegates=(Delegate(given_name="Ana"),))
    assert index(visit).person(visit.delegates[0].id) is visit.delegates[0]
