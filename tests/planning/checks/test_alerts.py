"""What is noted for a city on a day, and what it may upset."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.planning.checks.plans import (
    OFFICE,
    STATION,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    clock,
    found,
    item,
    journey,
    plan,
    the,
)
from visitplanner.domain import moves
from visitplanner.domain.programme import Alert, Stop
from visitplanner.domain.records import rebuilt, swapped
from visitplanner.domain.vocabulary import ItemKind, Mode, Status
from visitplanner.importing.workbook import read_plan
from visitplanner.planning.checks import Severity, run_checks

CODE = "local-alert"
MADRID = "Europe/Madrid"


def alerted(text: str = "General strike", day: date = TUESDAY, city: str = "Barcelona") -> Stop:
    return Stop(
        city=city,
        country="ES",
        zone=MADRID,
        arrive=TUESDAY,
        leave=WEDNESDAY,
        alerts=(Alert(day=day, text=text),),
    )


TRAIN = journey("A16", "17:20", "20:40", mode=Mode.TRAIN, origin="Sants", destination="Valencia")


def test_an_alert_names_what_it_may_upset() -> None:
    barcelona = alerted()
    visit = plan(barcelona, item("A1", "09:00", "10:00", title="Lunch"), TRAIN, STATION)
    problem = the(visit, CODE)
    assert problem.severity is Severity.WARNING
    assert problem.subjects == ("A16", "A1", "2026-11-10")
    assert problem.records == (TRAIN.id, visit.items[0].id, barcelona.id)
    assert problem.message == (
        "General strike in Barcelona on Tue 10 Nov may upset “Train to Valencia” and “Lunch”."
    )
    assert problem.fix == "Ask what still runs and opens, and decide what to do instead."
    assert (problem.day, problem.clock) == (TUESDAY, clock("09:00"))


def test_more_than_three_are_counted() -> None:
    items = [item(f"A{n}", f"{n:02}:00", f"{n:02}:30") for n in range(9, 14)]
    problem = the(plan(alerted(), *items), CODE)
    assert problem.message.endswith("“Item A10”, “Item A11” and 2 others.") or (
        "and 2 others." in problem.message
    )


def test_other_towns_and_other_days_are_left_alone() -> None:
    valencia = Stop(city="Valencia", country="ES", zone=MADRID, arrive=WEDNESDAY, leave=THURSDAY)
    there = item("A1", "09:00", "10:00", city="Valencia")
    later = item("A2", "09:00", "10:00", day=WEDNESDAY)
    assert not found(plan(alerted(), valencia, there, later), CODE)
    assert found(plan(alerted(day=WEDNESDAY), valencia, there, later), CODE)


def test_a_journey_counts_where_it_leaves_and_where_it_arrives() -> None:
    night = rebuilt(TRAIN, {"arrive_day": WEDNESDAY, "arrive": clock("06:00")})
    both = (STATION, night)
    assert found(plan(alerted(), *both), CODE)
    assert not found(plan(alerted(day=WEDNESDAY), *both), CODE)
    assert found(plan(alerted(day=WEDNESDAY, city="Valencia"), *both), CODE)
    assert not found(plan(alerted(city="Valencia"), *both), CODE)
    untimed = rebuilt(night, {"depart": None, "arrive": None})
    assert found(plan(alerted(day=WEDNESDAY, city="Valencia"), STATION, untimed), CODE)


def test_a_transfer_within_the_town_counts_once() -> None:
    ride = journey("T1", "09:00", "09:30", origin="Office", destination="Sants")
    problem = the(plan(alerted(), ride, STATION, OFFICE), CODE)
    assert problem.subjects == ("T1", "2026-11-10")


def test_a_town_is_the_same_however_it_is_written() -> None:
    visit = plan(alerted(city="València"), item("A1", "09:00", "10:00", city="Valencia"))
    assert found(visit, CODE)


@pytest.mark.parametrize(
    "fields",
    [
        {"status": Status.CANCELLED},
        {"kind": ItemKind.NOTE},
        {"kind": ItemKind.FREE_TIME},
        {"day": None},
    ],
)
def test_where_nothing_is_planned_nothing_is_upset(fields: dict[str, Any]) -> None:
    assert not found(plan(alerted(), item("A1", "09:00", "10:00", **fields)), CODE)
    assert not found(plan(alerted()), CODE)


def test_a_day_that_is_over_upsets_nothing() -> None:
    visit = plan(alerted(), item("A1", "09:00", "10:00"))
    assert found(visit, CODE, TUESDAY)
    assert not found(visit, CODE, WEDNESDAY)


def test_an_alert_without_a_city_says_nothing() -> None:
    assert not found(plan(alerted(city=""), item("A1", "09:00", "10:00", city="")), CODE)


def test_every_alert_is_told() -> None:
    stop = rebuilt(alerted(), {"alerts": (*alerted().alerts, Alert(day=TUESDAY, text="Marathon."))})
    messages = [p.message for p in found(plan(stop, item("A1", "09:00", "10:00")), CODE)]
    assert messages == [
        "General strike in Barcelona on Tue 10 Nov may upset “Item A1”.",
        "Marathon in Barcelona on Tue 10 Nov may upset “Item A1”.",
    ]


def test_a_strike_reaches_the_train_that_was_moved_to_its_day(sample_workbook: Path) -> None:
    sample = read_plan(sample_workbook).visit
    day = date(2017, 11, 8)
    train = next(journey for journey in sample.journeys if journey.code == "A16")
    strike = rebuilt(sample.stops[0], {"alerts": (Alert(day=day, text="Strike"),)})
    moved = moves.move_journey(swapped(sample, strike), train.id, day, clock("07:00"))
    (problem,) = [p for p in run_checks(moved) if p.code == CODE]
    assert problem.subjects == ("A16", "2017-11-08")
    assert problem.message.startswith("Strike in Barcelona on Wed 8 Nov may upset “Train to")
    before = moves.move_journey(moved, train.id, day - timedelta(days=1), clock("17:20"))
    assert CODE not in {p.code for p in run_checks(before)}
