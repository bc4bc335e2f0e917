"""Hotels with steps, and those who cannot take them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.planning.checks.plans import (
    PEOPLE,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    changed,
    found,
    plan,
    room,
    stop,
    the,
)
from visitplanner.domain.programme import Place
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import Registration, RoomKind
from visitplanner.planning.checks import Severity

HOTEL = "hotel-not-step-free"
ANA, JAN = (changed(person, access_needs=("step-free",)) for person in PEOPLE[:2])
STAIRS = Place(name="Ritz", city="Barcelona", step_free=False)


def stay(*records: Any, people: Any = (ANA, JAN, *PEOPLE[2:]), hotel: Place = STAIRS) -> Visit:
    return plan(stop(last=THURSDAY), hotel, *records, people=people)


def test_a_hotel_with_steps_is_an_error_for_those_who_cannot_take_them() -> None:
    rooms = (
        room("Ritz", "P02", WEDNESDAY, THURSDAY),
        room("ritz", "P01 P03", TUESDAY, WEDNESDAY),
    )
    visit = stay(*rooms)
    problem = the(visit, HOTEL)
    assert problem.severity is Severity.ERROR
    assert problem.subjects == ("Ritz", "P01", "P02")
    assert problem.records == tuple(person.id for person in visit.delegates[:2])
    assert problem.message == (
        "Ana Ruiz and Jan Novák need step-free access, but sleep from Tue 10 Nov at Ritz, which is"
        " not step-free."
    )
    assert problem.fix == "Find a room in another hotel, or ask there for a way in."
    assert problem.day == TUESDAY
    assert the(stay(rooms[0]), HOTEL).message == (
        "Jan Novák needs step-free access, but sleeps from Wed 11 Nov at Ritz, which is not"
        " step-free."
    )


@pytest.mark.parametrize("step_free", [None, True])
def test_what_nobody_has_said_of_a_hotel_is_no_obstacle(step_free: bool | None) -> None:
    hotel = STAIRS.model_copy(update={"step_free": step_free})
    assert not found(stay(room("Ritz", "P01", TUESDAY, WEDNESDAY), hotel=hotel), HOTEL)


def test_only_the_beds_of_those_concerned_count() -> None:
    for one in (
        room("Ritz", "P03", TUESDAY, WEDNESDAY),
        room("Ritz", "P01", TUESDAY, WEDNESDAY, kind=RoomKind.OWN),
        room("Elsewhere", "P01", TUESDAY, WEDNESDAY),
    ):
        assert not found(stay(one), HOTEL)
    gone = changed(ANA, status=Registration.CANCELLED)
    assert not found(stay(room("Ritz", "P01", TUESDAY, WEDNESDAY), people=(gone,)), HOTEL)
