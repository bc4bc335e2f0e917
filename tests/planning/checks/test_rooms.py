from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.planning.checks.plans import (
    PEOPLE,
    THURSDAY,
    TUESDAY,
    changed,
    found,
    plan,
    room,
    stop,
    the,
)
from visitplanner.domain.programme import Place, Room
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import Registration, RoomKind
from visitplanner.planning.checks import Severity

FULL, OPTION = "room-over-capacity", "option-runs-out"
STAY = stop("Barcelona", TUESDAY, THURSDAY)
INN = Place(name="Inn", city="Barcelona")
CALLED = Place(name="Inn", city="Barcelona", phone="+34 931 000 020")


def stay(*records: Any, **fields: Any) -> Visit:
    return plan(STAY, *records, **fields)


def lodging(people: str, kind: RoomKind, hotel: str = "Inn") -> Room:
    return room(hotel, people, TUESDAY, THURSDAY, kind=kind)


# --- room-over-capacity --------------------------------------------------------------------------


def test_more_guests_than_beds_are_an_error() -> None:
    visit = stay(INN, lodging("P03 P01 P02", RoomKind.TWIN))
    problem = the(visit, FULL)
    assert problem.severity is Severity.ERROR
    assert problem.subjects == ("Inn", "P01", "P02", "P03")
    assert problem.records == (visit.rooms[0].id, *(p.id for p in visit.delegates[:3]))
    assert problem.message == (
        "Ana Ruiz, Jan Novák and Eva Lind share a room of the type “twin” at Inn, which has 2 beds."
    )
    assert problem.fix == "Give somebody another room, or book a larger one."
    assert (problem.day, problem.clock) == (TUESDAY, None)


def test_a_single_has_one_bed() -> None:
    problem = the(stay(lodging("P01 P02", RoomKind.SINGLE_USE_DOUBLE, hotel="")), FULL)
    assert problem.message == (
        "Ana Ruiz and Jan Novák share a room of the type “single use double” at a hotel without"
        " name, which has 1 bed."
    )
    assert problem.subjects == ("P01", "P02")


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (RoomKind.SINGLE, "“single”"),
        (RoomKind.DOUBLE, "“double”"),
        (RoomKind.TRIPLE, "“triple”"),
    ],
)
def test_rooms_are_called_by_their_type(kind: RoomKind, name: str) -> None:
    assert (
        f"a room of the type {name} at" in the(stay(lodging("P01 P02 P03 P04", kind)), FULL).message
    )


@pytest.mark.parametrize(
    ("kind", "most"),
    [
        (RoomKind.SINGLE, 1),
        (RoomKind.SINGLE_USE_DOUBLE, 1),
        (RoomKind.DOUBLE, 2),
        (RoomKind.TWIN, 2),
        (RoomKind.TRIPLE, 3),
        (RoomKind.APARTMENT, 5),
        (RoomKind.OWN, 5),
        (RoomKind.OTHER, 5),
    ],
)
def test_each_type_has_its_beds(kind: RoomKind, most: int) -> None:
    guests = [f"P0{n}" for n in range(1, 6)]
    assert not found(stay(lodging(" ".join(guests[:most]), kind)), FULL)
    if most < 5:
        assert found(stay(lodging(" ".join(guests[: most + 1]), kind)), FULL)


def test_only_those_who_come_take_a_bed() -> None:
    gone = (PEOPLE[0], changed(PEOPLE[1], status=Registration.CANCELLED))
    assert not found(stay(lodging("P01 P02", RoomKind.SINGLE), people=gone), FULL)
    assert not found(stay(lodging("P01 P99", RoomKind.SINGLE)), FULL)
    assert not found(stay(lodging("P01 P01", RoomKind.SINGLE)), FULL)


# --- option-runs-out -----------------------------------------------------------------------------

UNTIL = TUESDAY - timedelta(days=20)


def held(people: str, **fields: Any) -> Room:
    return room("Inn", people, TUESDAY, THURSDAY, **({"option_until": UNTIL} | fields))


def test_an_option_that_runs_out_is_a_warning() -> None:
    visit = stay(CALLED, held("P03"), held("P02"), held("P01", confirmation="X1"))
    problem = the(visit, OPTION, UNTIL - timedelta(days=3))
    assert problem.severity is Severity.WARNING
    assert problem.subjects == ("Inn", "P02", "P03")
    assert problem.records[:2] == (visit.rooms[1].id, visit.rooms[0].id)
    assert problem.message == (
        "Inn holds 2 rooms without confirmation until Wed 21 Oct, 3 days to go."
    )
    assert problem.fix == "Confirm or release them: call Inn (+34 931 000 020)."
    assert (problem.day, problem.clock) == (UNTIL, None)


@pytest.mark.parametrize(
    ("before", "message"),
    [
        (8, None),
        (7, "Inn holds 1 room without confirmation until Wed 21 Oct, 7 days to go."),
        (1, "Inn holds 1 room without confirmation until Wed 21 Oct, 1 day to go."),
        (0, "Inn holds 1 room without confirmation until today."),
        (-1, "Inn held 1 room without confirmation until Wed 21 Oct: the option has run out."),
        (-99, "Inn held 1 room without confirmation until Wed 21 Oct: the option has run out."),
    ],
)
def test_a_week_before_it_is_time_to_decide(before: int, message: str | None) -> None:
    problems = found(stay(INN, held("P01")), OPTION, UNTIL - timedelta(days=before))
    assert [problem.message for problem in problems] == ([message] if message else [])
    fixes = {problem.fix for problem in problems}
    assert fixes <= {"Confirm them with the hotel, or release them."}


def test_it_is_the_same_problem_every_morning() -> None:
    visit = stay(INN, held("P01"))
    first, second = (the(visit, OPTION, UNTIL - timedelta(days=n)) for n in (5, 0))
    assert first.message != second.message
    assert first.inputs == second.inputs
    more = stay(INN, held("P01"), held(""))
    assert the(more, OPTION, UNTIL).inputs != first.inputs
    later = stay(INN, held("P01", option_until=UNTIL + timedelta(days=1)))
    assert the(later, OPTION, UNTIL).inputs != first.inputs


def test_each_hotel_and_each_date_is_one_problem() -> None:
    other = held("P03", option_until=UNTIL - timedelta(days=1))
    hostel = room("Hostel", "P02", TUESDAY, THURSDAY, option_until=UNTIL)
    nameless = room("", "P05", TUESDAY, THURSDAY, option_until=UNTIL)
    same = held("P04").model_copy(update={"hotel": "inn"})
    visit = stay(INN, held("P01"), other, hostel, same, nameless)
    problems = found(visit, OPTION, UNTIL)
    assert [(p.subjects, p.message[:26]) for p in problems] == [
        (("Inn", "P03"), "Inn held 1 room without co"),
        (("Hostel", "P02"), "Hostel holds 1 room withou"),
        (("Inn", "P01", "P04"), "Inn holds 2 rooms without "),
        (("P05",), "A hotel without name holds"),
    ]


def test_rooms_that_are_sure_or_that_nobody_needs() -> None:
    gone = (changed(PEOPLE[0], status=Registration.CANCELLED), PEOPLE[1])
    assert not found(stay(INN, held("P01"), people=gone), OPTION, UNTIL)
    assert not found(stay(INN, held("P01", kind=RoomKind.OWN)), OPTION, UNTIL)
    assert not found(stay(INN, held("P01", option_until=None)), OPTION, UNTIL)
    assert not found(stay(INN, held("P01", confirmation="X")), OPTION, UNTIL)
    assert found(stay(INN, held("")), OPTION, UNTIL)  # held for somebody to come
    assert not found(Visit(rooms=(held("P01"),), delegates=PEOPLE), OPTION)
