"""Stays the wrong way round."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.planning.checks.plans import (
    PEOPLE,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    changed,
    clock,
    edge,
    found,
    plan,
    repaired,
    room,
    stop,
    the,
)
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Room, Stop
from visitplanner.domain.times import Edge
from visitplanner.domain.vocabulary import Registration
from visitplanner.planning.checks import Severity

REVERSED = "stay-reversed"


def guest(joins: Edge | None, leaves: Edge | None, **fields: object) -> Delegate:
    return changed(PEOPLE[0], joins=joins, leaves=leaves, **fields)


def test_who_leaves_before_they_join_is_an_error() -> None:
    visit = plan(stop(last=THURSDAY), people=(guest(edge(THURSDAY), edge(TUESDAY)), *PEOPLE[1:]))
    problem = the(visit, REVERSED)
    assert problem.severity is Severity.ERROR
    assert problem.subjects == ("P01",)
    assert problem.records == (visit.delegates[0].id,)
    assert problem.message == (
        "The stay of Ana Ruiz ends before it begins: from Thu 12 Nov to Tue 10 Nov."
    )
    assert problem.fix == "Swap the two, or correct one of them."
    assert problem.repair_label == "Swap the two"
    assert (problem.day, problem.clock) == (THURSDAY, None)
    after = repaired(visit, problem).delegates[0]
    assert (after.joins, after.leaves) == (edge(TUESDAY), edge(THURSDAY))


def test_the_times_of_a_stay_count_and_are_told() -> None:
    visit = plan(people=(guest(edge(TUESDAY, "14:00"), edge(TUESDAY, "10:00")),))
    problem = the(visit, REVERSED)
    assert problem.message == (
        "The stay of Ana Ruiz ends before it begins: from 14:00 on Tue 10 Nov to 10:00 on Tue 10"
        " Nov."
    )
    assert problem.clock == clock("14:00")


@pytest.mark.parametrize(
    ("joins", "leaves"),
    [
        (edge(TUESDAY), edge(TUESDAY)),
        (edge(TUESDAY, "14:00"), edge(TUESDAY)),
        (edge(TUESDAY, "14:00"), edge(TUESDAY, "14:00")),
        (edge(TUESDAY), edge(TUESDAY, "10:00")),
        (edge(THURSDAY), None),
        (None, edge(TUESDAY)),
    ],
)
def test_a_stay_the_right_way_round_is_none_of_its_business(
    joins: Edge | None, leaves: Edge | None
) -> None:
    assert not found(plan(people=(guest(joins, leaves),)), REVERSED)


def test_nor_is_who_does_not_come() -> None:
    person = guest(edge(THURSDAY), edge(TUESDAY), status=Registration.CANCELLED)
    assert not found(plan(people=(person,)), REVERSED)


def test_a_room_that_is_left_before_it_is_taken_is_an_error() -> None:
    visit = plan(stop(last=THURSDAY), room("Ritz", "P02 P01", WEDNESDAY, TUESDAY))
    problem = the(visit, REVERSED)
    assert problem.severity is Severity.ERROR
    assert problem.subjects == ("Ritz", "P01", "P02")
    assert problem.records[0] == visit.rooms[0].id
    assert problem.message == (
        "A room at Ritz is left before it is taken: check-in on Wed 11 Nov, check-out on Tue 10"
        " Nov."
    )
    assert problem.day == WEDNESDAY
    after = repaired(visit, problem).rooms[0]
    assert (after.check_in, after.check_out) == (TUESDAY, WEDNESDAY)


def test_what_is_no_reversed_room() -> None:
    gone = changed(PEOPLE[0], status=Registration.CANCELLED)
    for one in (
        room("Ritz", "P02", TUESDAY, TUESDAY),
        room("Ritz", "P02", TUESDAY, WEDNESDAY),
        room("Ritz", "P01", WEDNESDAY, TUESDAY),
        Room(hotel="Ritz", check_in=TUESDAY),
        Room(hotel="Ritz", check_out=TUESDAY),
    ):
        assert not found(plan(one, people=(gone, *PEOPLE[1:])), REVERSED)
    empty = the(plan(room("", "", WEDNESDAY, TUESDAY)), REVERSED)
    assert empty.subjects == ()
    assert empty.message.startswith("A room at a hotel without name is left before it is taken")


def test_a_stop_that_is_left_before_it_begins_is_an_error() -> None:
    visit = plan(stop(first=THURSDAY, last=TUESDAY))
    problem = the(visit, REVERSED)
    assert problem.severity is Severity.ERROR
    assert problem.subjects == ("Barcelona", "2026-11-12", "2026-11-10")
    assert problem.records == (visit.stops[0].id,)
    assert problem.message == (
        "The visit leaves Barcelona on Tue 10 Nov, before it arrives there on Thu 12 Nov."
    )
    assert problem.day == THURSDAY
    after = repaired(visit, problem).stops[0]
    assert (after.arrive, after.leave) == (TUESDAY, THURSDAY)


def test_what_is_no_reversed_stop() -> None:
    day = timedelta(days=1)
    for one in (stop(), stop(last=TUESDAY + day), Stop(arrive=TUESDAY), Stop(leave=TUESDAY)):
        assert not found(plan(one), REVERSED)
    nameless = the(plan(Stop(arrive=WEDNESDAY, leave=TUESDAY)), REVERSED)
    assert nameless.subjects == ("2026-11-11", "2026-11-10")
    assert nameless.message.startswith("The visit leaves a city without name on Tue 10 Nov")
