"""Rooms and hosts that are booked twice for one time."""

from __future__ import annotations

from typing import Any

import pytest

from tests.planning.checks.plans import (
    MARINA,
    OFFICE,
    SOFIA,
    TUESDAY,
    WEDNESDAY,
    clock,
    found,
    item,
    plan,
    repaired,
    the,
)
from visitplanner.domain.people import Contact
from visitplanner.domain.programme import Place, Stop
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ItemKind, Status
from visitplanner.planning.checks import Severity

ROOM, HOST = "room-booked-twice", "host-booked-twice"
ROOM_1 = Place(name="Room 1", city="Barcelona", kind="room")
ANA = Contact(name="Ana Soler", organisation="CEEC")


def twice(place: Place = ROOM_1, begins: str = "10:00", ends: str = "11:00", **more: Any) -> Visit:
    """Two groups in one place."""
    other = {"place": place.name, "who": "P02"} | more
    return plan(
        item("A1", "09:30", "10:30", place=place.name, who="P01"),
        item("A2", begins, ends, **other),
        place,
    )


# --- Rooms ---------------------------------------------------------------------------------------


def test_a_room_with_two_items_at_once_is_an_error() -> None:
    problem = the(twice(), ROOM)
    assert problem.severity is Severity.ERROR
    assert problem.subjects == ("A1", "A2", "Room 1")
    assert problem.message == ("Room 1 has both “Item A1” and “Item A2” at 10:00 on Tue 10 Nov.")
    assert problem.fix == "Move one of them to another time, or to another room."
    assert (problem.day, problem.clock) == (TUESDAY, clock("10:00"))


def test_one_click_moves_the_second_behind_the_first() -> None:
    visit = twice()
    problem = the(visit, ROOM)
    assert problem.repair_label == "Start “Item A2” at 10:30"
    after = repaired(visit, problem)
    assert not found(after, ROOM)


def test_the_room_must_be_free_then() -> None:
    third = item("A3", "11:00", "12:00", place="room 1", who="P03")
    visit = plan(*twice().items, third, ROOM_1)
    assert [p.subjects[:2] for p in found(visit, ROOM)] == [("A1", "A2")]
    assert the(visit, ROOM).repair is None
    elsewhere = plan(*twice().items, third.model_copy(update={"place": "Office"}), ROOM_1, OFFICE)
    assert the(elsewhere, ROOM).repair is not None
    later = third.model_copy(update={"start": clock("11:30")})
    assert the(plan(*twice().items, later, ROOM_1), ROOM).repair is not None


@pytest.mark.parametrize(("begins", "ends"), [("10:30", "11:00"), ("09:00", "09:30")])
def test_one_after_the_other_is_fine(begins: str, ends: str) -> None:
    assert not found(twice(begins=begins, ends=ends), ROOM)


def test_what_goes_on_into_the_morning_holds_the_room() -> None:
    late = item("A1", "22:00", "09:00", end_day=1, place="Room 1", who="P01")
    early = item("A2", "08:30", "10:00", day=WEDNESDAY, place="Room 1", who="P02")
    assert the(plan(late, early, ROOM_1), ROOM).subjects == ("A1", "A2", "Room 1")


@pytest.mark.parametrize(("begins", "ends"), [("10:29", "11:00"), ("09:00", "09:31")])
def test_a_minute_is_enough(begins: str, ends: str) -> None:
    assert found(twice(begins=begins, ends=ends), ROOM)


@pytest.mark.parametrize(
    "kind",
    [
        "Room",
        "meeting room",
        "Conference room 2",
        "boardroom",
        "classroom",
        "Auditorium",
        "amphithéâtre",
        "sala de reuniones",
        "Sala",
        "salle de réunion",
        "salón de actos",
        "Sitzungssaal",
        "Saal",
        "Besprechungsraum",
        "vergaderzaal",
        "aula magna",
        "mødelokale",
        "møterom",
        "sammanträdesrum",
        "kokoushuone",
        "tárgyalóterem",
        "zasedací místnost",
        "αίθουσα",
        "зала",
        "зал",
        "конференцијска сала",
    ],
)
def test_kinds_that_are_rooms(kind: str) -> None:
    assert found(twice(ROOM_1.model_copy(update={"kind": kind})), ROOM)


@pytest.mark.parametrize(
    "kind",
    ["", "office", "venue", "showroom", "hotel with rooms", "forum", "campus", "sala de fiestas",
     "universal exhibition", "tea room"],
)  # fmt: skip
def test_other_kinds_have_space_for_several(kind: str) -> None:
    assert not found(twice(ROOM_1.model_copy(update={"kind": kind})), ROOM)


def test_what_is_no_room_is_passed_over() -> None:
    before = item("A0", "09:00", "12:00", place="Office", who="P04")
    assert found(plan(before, *twice().items, ROOM_1, OFFICE), ROOM)


def test_two_rooms_are_two_rooms() -> None:
    other = Place(name="Room 2", city="Barcelona", kind="room")
    visit = plan(
        item("A1", "09:30", "10:30", place="Room 1", who="P01"),
        item("A2", "10:00", "11:00", place="Room 2", who="P02"),
        ROOM_1,
        other,
    )
    assert not found(visit, ROOM)


@pytest.mark.parametrize(
    ("fields", "severity"),
    [
        ({"optional": True}, Severity.WARNING),
        ({"status": Status.IDEA}, Severity.WARNING),
        ({"status": Status.REQUESTED}, Severity.ERROR),
        ({"status": Status.CANCELLED}, None),
        ({"kind": ItemKind.NOTE}, None),
        ({"kind": ItemKind.FREE_TIME}, None),
        ({"who": ""}, Severity.ERROR),  # a room needs no delegates to be taken
    ],
)
def test_how_grave_it_is(fields: dict[str, Any], severity: Severity | None) -> None:
    problems = found(twice(**fields), ROOM)
    assert [p.severity for p in problems] == ([severity] if severity else [])


def test_an_item_without_an_end_takes_its_first_minute() -> None:
    assert found(twice(begins="10:00", ends=""), ROOM)
    assert the(twice(begins="10:00", ends=""), ROOM).repair is None
    assert not found(twice(begins="10:30", ends=""), ROOM)


def test_three_at_once_are_three_pairs() -> None:
    third = item("A3", "10:15", "12:00", place="Room 1", who="P03")
    visit = plan(*twice().items, third, ROOM_1)
    pairs = [p.subjects[:2] for p in found(visit, ROOM)]
    assert pairs == [("A1", "A2"), ("A1", "A3"), ("A2", "A3")]


# --- Hosts ---------------------------------------------------------------------------------------


def hosted(*more: Any, begins: str = "10:00", ends: str = "11:00", **fields: Any) -> Visit:
    values: dict[str, Any] = {"place": "Sants", "who": "P02", "host_contact": "ana soler"} | fields
    sants = Place(name="Sants", city="Barcelona")
    first = {"place": "Office", "who": "P01", "host_contact": "Ana Soler"}
    return plan(
        item("A1", "09:30", "10:30", **first),
        item("A2", begins, ends, **values),
        OFFICE,
        sants,
        ANA,
        *more,
    )


def test_a_host_in_two_places_is_an_error() -> None:
    problem = the(hosted(), HOST)
    assert problem.severity is Severity.ERROR
    assert problem.subjects == ("A1", "A2", "Ana Soler")
    assert problem.message == (
        "Ana Soler is the host of “Item A1” (Office) and “Item A2” (Sants) at 10:00 on Tue 10 Nov."
    )
    assert problem.fix == "Ask who else can receive you, or move one of them."
    assert (problem.day, problem.clock) == (TUESDAY, clock("10:00"))
    assert problem.repair is None


def test_a_host_in_one_place_may_have_two_items() -> None:
    assert not found(hosted(place="office"), HOST)
    assert not found(hosted(place=""), HOST)  # where it is, nobody said
    assert not found(hosted(place="Somewhere"), HOST)  # nor what that is


def test_another_town_is_another_place() -> None:
    assert found(hosted(place="", city="Valencia"), HOST)
    assert found(hosted(MARINA, place="Marina", city=""), HOST)
    assert not found(hosted(place="", city="BARCELONA"), HOST)
    assert not found(hosted(place="", city="Barcelone"), HOST)  # the same in French
    assert not found(hosted(place="", city="Xyzzy"), HOST)


def test_what_has_no_host_is_passed_over() -> None:
    before = item("A0", "09:00", "12:00", place="Office", who="P04")
    same = item("A3", "09:30", "10:30", place="Office", who="P05", host_contact="Ana Soler")
    assert len(found(plan(before, same, *hosted().items, *hosted().places, ANA), HOST)) == 2


def test_hosts_one_after_the_other_are_fine() -> None:
    assert not found(hosted(begins="10:30"), HOST)
    assert found(hosted(begins="10:29"), HOST)


def test_another_host_is_another_host() -> None:
    assert not found(hosted(host_contact="Pau Vila"), HOST)
    assert not found(hosted(host_contact=""), HOST)


def test_in_two_zones_both_clocks_are_shown() -> None:
    sofia = Stop(city="Sofia", country="BG", zone=SOFIA)
    visit = hosted(sofia, place="", city="Sofia", zone=SOFIA, begins="11:00", ends="12:00")
    assert "at 10:00 CET (11:00 EET) on Tue 10 Nov" in the(visit, HOST).message


@pytest.mark.parametrize("fields", [{"optional": True}, {"status": Status.IDEA}])
def test_what_is_not_firm_is_a_warning(fields: dict[str, Any]) -> None:
    assert the(hosted(**fields), HOST).severity is Severity.WARNING
