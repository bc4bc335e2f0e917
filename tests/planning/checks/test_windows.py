"""Items outside the times that their hosts have offered."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.planning.checks.plans import (
    MARINA,
    OFFICE,
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
from visitplanner.domain.base import Entity
from visitplanner.domain.people import Contact, Organisation, Window
from visitplanner.domain.programme import Item, Place
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ItemKind, Status
from visitplanner.planning.checks import Severity

CODE = "host-not-available"


def window(begins: str, ends: str, day: date | None = TUESDAY) -> Window:
    return Window(day=day, begins=clock(begins), ends=clock(ends))


def offered(*windows: Window) -> Organisation:
    return Organisation(name="IMDEA", available=windows)


def planned(
    start: str, end: str, *windows: Window, records: tuple[Entity, ...] = (), **fields: Any
) -> Visit:
    values: dict[str, Any] = {"title": "Energy lab", "host_organisation": "imdea"} | fields
    return plan(item("A1", start, end, **values), offered(*windows), *records)


def the_item(visit: Visit) -> Item:
    return next(item for item in visit.items if item.code == "A1")


def test_an_item_outside_the_time_offered_is_an_error() -> None:
    visit = planned("15:00", "16:00", window("10:00", "12:00"))
    problem = the(visit, CODE)
    assert problem.severity is Severity.ERROR
    assert problem.subjects == ("A1", "IMDEA")
    assert problem.message == (
        "IMDEA can receive people at 10:00–12:00 on Tue 10 Nov, and “Energy lab” is planned for"
        " 15:00–16:00."
    )
    assert problem.fix == (
        "Move “Energy lab” into the time that IMDEA has offered, or ask for another."
    )
    assert (problem.day, problem.clock) == (TUESDAY, clock("15:00"))


def test_one_click_moves_it_into_the_first_time_offered() -> None:
    visit = planned("15:00", "16:00", window("12:00", "13:30"), window("10:00", "12:00"))
    problem = the(visit, CODE)
    assert problem.repair_label == "Start “Energy lab” at 10:00"
    moved = the_item(repaired(visit, problem))
    assert (moved.start, moved.end, moved.day) == (clock("10:00"), clock("11:00"), TUESDAY)


@pytest.mark.parametrize(
    ("start", "end", "fits"),
    [
        ("10:00", "12:00", True),
        ("10:30", "11:00", True),
        ("09:59", "11:00", False),
        ("11:00", "12:01", False),
        ("10:00", "", True),  # nobody said how long
        ("11:59", "", True),
        ("12:00", "", False),
        ("09:59", "", False),
        ("", "", True),  # all day: some of it is offered
    ],
)
def test_both_ends_belong_to_a_window(start: str, end: str, *, fits: bool) -> None:
    assert bool(found(planned(start, end, window("10:00", "12:00")), CODE)) is not fits


def test_windows_that_touch_are_one() -> None:
    assert not found(
        planned("11:00", "13:00", window("12:00", "14:00"), window("10:00", "12:00")), CODE
    )
    gap = the(planned("11:00", "13:00", window("12:01", "14:00"), window("10:00", "12:00")), CODE)
    assert "at 10:00–12:00 and 12:01–14:00 on Tue" in gap.message
    inside = planned("11:00", "13:00", window("10:00", "14:00"), window("10:30", "11:30"))
    assert not found(inside, CODE)
    later = (window("10:00", "12:00"), window("12:00", "14:00"))
    assert not found(planned("08:15", "08:45", window("08:00", "09:00"), *later), CODE)


def test_a_window_without_a_day_is_open_on_any() -> None:
    assert not found(planned("10:30", "11:30", window("10:00", "12:00", None)), CODE)
    assert found(planned("12:30", "13:30", window("10:00", "12:00", None)), CODE)


def test_a_host_that_has_said_nothing_is_free() -> None:
    assert not found(planned("15:00", "16:00"), CODE)
    window_of_nobody = plan(item("A1", "15:00", "16:00"), offered(window("10:00", "12:00")))
    assert not found(window_of_nobody, CODE)


def test_a_day_that_was_not_offered() -> None:
    visit = planned(
        "10:00",
        "11:00",
        window("10:00", "12:00", WEDNESDAY),
        window("15:00", "16:00", WEDNESDAY),
    )
    problem = the(visit, CODE)
    assert problem.message == (
        "IMDEA has offered no time on Tue 10 Nov, when “Energy lab” is planned; it can receive"
        " people on Wed 11 Nov at 10:00–12:00 and 15:00–16:00."
    )
    assert problem.fix == ("Move “Energy lab” to a day that IMDEA has offered, or ask for another.")
    assert problem.repair is None
    assert found(planned("", "", window("10:00", "12:00", WEDNESDAY)), CODE)


def test_a_window_may_end_after_midnight() -> None:
    late = window("21:00", "01:00")
    assert not found(planned("22:00", "00:30", late, end_day=1), CODE)
    assert found(planned("22:00", "01:01", late, end_day=1), CODE)
    assert not found(planned("22:00", "23:59", window("21:00", "00:00")), CODE)
    assert "at 21:00–01:00 on" in the(planned("20:00", "20:30", late), CODE).message


def test_a_window_from_midnight_to_midnight_is_the_whole_day() -> None:
    assert not found(planned("08:00", "22:00", window("00:00", "00:00")), CODE)


def test_every_item_is_looked_at() -> None:
    before = [
        item("A0a", "08:00", "09:00", host_organisation="Unknown"),
        item("A0b", "10:30", "11:00", host_organisation="IMDEA", who="P05"),
        item("A0c", "10:00", "11:00", kind=ItemKind.NOTE),
    ]
    visit = planned("15:00", "16:00", window("10:00", "12:00"), records=tuple(before))
    assert the(visit, CODE).subjects == ("A1", "IMDEA")


def test_the_contact_is_named() -> None:
    ana = Contact(name="Ana Soler", organisation="IMDEA")
    visit = planned(
        "15:00", "16:00", window("10:00", "12:00"), records=(ana,), host_contact="Ana Soler"
    )
    assert the(visit, CODE).subjects == ("A1", "IMDEA", "Ana Soler")


@pytest.mark.parametrize(
    ("fields", "severity"),
    [
        ({"optional": True}, Severity.WARNING),
        ({"status": Status.IDEA}, Severity.WARNING),
        ({"status": Status.TENTATIVE}, Severity.ERROR),
        ({"status": Status.CANCELLED}, None),
        ({"kind": ItemKind.NOTE}, None),
        ({"day": None}, None),
    ],
)
def test_how_grave_it_is(fields: dict[str, Any], severity: Severity | None) -> None:
    problems = found(planned("15:00", "16:00", window("10:00", "12:00"), **fields), CODE)
    assert [p.severity for p in problems] == ([severity] if severity else [])


# --- When no click helps -------------------------------------------------------------------------


def test_a_window_that_is_too_short_is_passed_over() -> None:
    short = window("10:00", "10:59")
    assert the(planned("15:00", "16:00", short), CODE).repair is None
    visit = planned("15:00", "16:00", short, window("12:00", "13:00"))
    assert the(visit, CODE).repair_label == "Start “Energy lab” at 12:00"


def test_people_who_are_busy_then_keep_it_where_it_is() -> None:
    busy = item("A2", "10:30", "11:30")
    visit = planned("15:00", "16:00", window("10:00", "12:00"), records=(busy,))
    assert the(visit, CODE).repair is None
    others = item("A2", "10:30", "11:30", who="P01")
    visit = planned("15:00", "16:00", window("10:00", "12:00"), records=(others,), who="P02")
    assert the(visit, CODE).repair is not None


def test_people_must_be_able_to_come_and_to_go_on() -> None:
    def there(*records: Entity) -> bool:
        visit = planned(
            "15:00",
            "16:00",
            window("10:00", "12:00"),
            records=(OFFICE, MARINA, *records),
            place="Office",
            city="",
        )
        return the(visit, CODE).repair is not None

    assert there()
    assert not there(item("A2", "08:00", "09:30", place="Marina", city=""))
    assert not there(item("A2", "11:30", "12:30", place="Marina", city=""))
    assert there(item("A2", "08:00", "09:30", place="Office", city=""))
    assert there(journey("T1", "08:30", "09:30", origin="Marina", destination="Office"))


def test_a_room_that_is_taken_keeps_it_where_it_is() -> None:
    room = Place(name="Room 1", city="Barcelona", kind="meeting room")
    other = item("A2", "10:30", "11:30", place="Room 1", who="P01")
    visit = planned(
        "15:00", "16:00", window("10:00", "12:00"), records=(room, other), place="Room 1", who="P02"
    )
    assert the(visit, CODE).repair is None


@pytest.mark.parametrize(
    ("start", "end", "free"),
    [
        ("09:00", "10:00", True),
        ("09:00", "10:01", False),
        ("10:59", "12:00", False),
        ("11:00", "12:00", True),
        ("16:30", "17:30", True),
    ],
)
def test_a_room_need_be_free_for_no_longer_than_it_lasts(start: str, end: str, free: bool) -> None:
    room = Place(name="Room 1", city="Barcelona", kind="meeting room")
    other = item("A2", start, end, place="Room 1", who="P01")
    visit = planned(
        "15:00", "16:00", window("10:00", "11:30"), records=(room, other), place="Room 1", who="P02"
    )
    assert (the(visit, CODE).repair is not None) is free


def test_a_time_that_does_not_exist_is_not_offered() -> None:
    visit = planned(
        "15:00",
        "15:30",
        window("02:00", "03:30", SPRING),
        records=(stop(first=SPRING, last=SPRING),),
        day=SPRING,
    )
    assert the(visit, CODE).repair is None
