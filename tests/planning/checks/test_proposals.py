"""The journey that is offered between two entries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from typing import Any

import pytest

from tests.planning.checks.plans import (
    AIRPORT,
    MADRID,
    MARINA,
    OFFICE,
    PEOPLE,
    SOFIA,
    STATION,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    changed,
    found,
    item,
    journey,
    plan,
    stop,
)
from visitplanner.domain.edits import change
from visitplanner.domain.programme import Item, Journey, Place, TravelTime
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import JourneyKind, Mode, Status
from visitplanner.errors import PlanError
from visitplanner.planning.transfers import insert_transfer, propose_transfer

PLACES = (OFFICE, STATION, AIRPORT, MARINA)
STOPS = (stop("Barcelona", TUESDAY, WEDNESDAY), stop("Valencia", WEDNESDAY, THURSDAY))


def at_office(code: str, start: str, end: str, **fields: Any) -> Item:
    return item(code, start, end, place="Office", **fields)


def at_station(code: str, start: str, end: str, **fields: Any) -> Item:
    return item(code, start, end, place="Sants", **fields)


def at_marina(code: str, start: str, end: str, **fields: Any) -> Item:
    return item(code, start, end, place="Marina", city="Valencia", **fields)


def added(visit: Visit, before: Visit) -> Journey:
    """The one journey that is new."""
    assert (visit.items, len(visit.journeys)) == (before.items, len(before.journeys) + 1)
    return visit.journeys[-1]


def times(one: Journey) -> tuple[str, str]:
    assert one.depart
    assert one.arrive
    return f"{one.depart:%H:%M}", f"{one.arrive:%H:%M}"


def gap(first: Item | Journey, second: Item | Journey, *more: Any, **fields: Any) -> Visit:
    return plan(first, second, *PLACES, *more, **fields)


def proposed(visit: Visit) -> Journey:
    rows: tuple[Item | Journey, ...] = (*visit.items, *visit.journeys)
    codes = {row.code: row.id for row in rows}
    return propose_transfer(visit, codes["A1"], codes["A2"])


def refused(visit: Visit) -> str:
    with pytest.raises(PlanError) as raised:
        proposed(visit)
    return str(raised.value)


def test_it_is_one_edit() -> None:
    visit = gap(at_office("A1", "09:00", "11:00"), at_station("A2", "13:00", "15:00"))
    after = insert_transfer(visit, visit.items[0].id, visit.items[1].id)
    assert added(after, visit).code == "A2t"
    again = change(after, after.journeys[0].id, status=Status.CANCELLED)
    assert insert_transfer(again, visit.items[0].id, visit.items[1].id).journeys[-1].code == "A2tb"


def test_a_train_leaves_time_for_the_stations() -> None:
    known = (TravelTime(origin="Office", destination="Marina", mode=Mode.TRAIN, minutes=180),)

    def until(start: str) -> Visit:
        first, second = at_office("A1", "08:00", "09:00"), at_marina("A2", start, "20:00")
        return gap(first, second, *STOPS, travel_times=known)

    # A quarter of an hour to get to the train, and ten minutes from it.
    assert times(proposed(until("12:25"))) == ("09:15", "12:15")
    assert refused(until("12:24")).startswith("There are only 3 h 24 between")


def test_without_a_code_it_gets_a_free_one() -> None:
    visit = gap(at_office("A1", "09:00", "11:00"), at_station("", "13:00", "15:00"))
    assert insert_transfer(visit, visit.items[0].id, visit.items[1].id).journeys[0].code == "N01"


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("11:15", None),
        ("11:20", ("11:00", "11:20")),
        ("11:25", ("11:00", "11:25")),
        ("11:30", ("11:00", "11:25")),
        ("11:40", ("11:00", "11:25")),
        ("11:45", ("11:05", "11:30")),
    ],
)
def test_it_fits_the_gap(start: str, expected: tuple[str, str] | None) -> None:
    # The ride takes 16 minutes, 24 where it is slow; then the reserve is left.
    visit = gap(at_office("A1", "09:00", "11:00"), at_station("A2", start, "15:00"))
    if expected is None:
        assert refused(visit) == (
            "There are only 15 min between “Item A1” and “Item A2”; by taxi it takes about"
            " 15–25 min: move one of them first."
        )
    else:
        assert times(proposed(visit)) == expected


def test_what_somebody_knows_sets_its_length_and_its_mode() -> None:
    known = (TravelTime(origin="Sants", destination="Office", mode=Mode.TAXI, minutes=33),)
    visit = gap(
        at_office("A1", "09:00", "11:00"), at_station("A2", "13:00", "15:00"), travel_times=known
    )
    assert times(proposed(visit)) == ("12:10", "12:45")
    cafe = Place(name="Café", city="Barcelona")
    known = (TravelTime(origin="Café", destination="Office", mode=Mode.METRO, minutes=10),)
    visit = gap(
        at_office("A1", "09:00", "11:00"),
        item("A2", "13:00", "15:00", place="Café"),
        cafe,
        travel_times=known,
    )
    assert (proposed(visit).mode, times(proposed(visit))) == (Mode.METRO, ("12:35", "12:45"))


def test_in_a_town_an_unknown_way_takes_half_an_hour() -> None:
    cafe = Place(name="Café", city="Barcelona")
    visit = gap(at_office("A1", "09:00", "11:00"), item("A2", "13:00", "15:00", place="Café"), cafe)
    assert (proposed(visit).mode, times(proposed(visit))) == (Mode.TAXI, ("12:00", "12:45"))


def test_the_gate_takes_its_time() -> None:
    ministry = Place(
        name="Ministry", city="Barcelona", kind="ministry", latitude=41.3791, longitude=2.1402
    )
    visit = gap(
        at_office("A1", "09:00", "11:00"), item("A2", "13:00", "15:00", place="Ministry"), ministry
    )
    assert times(proposed(visit)) == ("12:10", "12:35")


def test_flights_and_zones() -> None:
    dock = Place(name="Dock", city="Sofia", latitude=42.7, longitude=23.3)
    visit = gap(
        at_office("A1", "09:00", "10:00"),
        item("A2", "21:00", "22:00", place="Dock", city="Sofia", zone=SOFIA),
        dock,
    )
    flight = proposed(visit)
    assert (flight.mode, flight.kind) == (Mode.FLIGHT, JourneyKind.LEG)
    assert (flight.origin_zone, flight.destination_zone) == (MADRID, SOFIA)
    assert times(flight) == ("12:30", "16:45")
    assert flight.minutes == 195


def test_to_another_town_people_go_in_the_evening_before() -> None:
    def leaves(ends: str, begins: str) -> str:
        visit = gap(
            at_office("A1", "09:00", ends),
            at_marina("A2", begins, "23:00", day=WEDNESDAY),
            *STOPS,
        )
        leg = proposed(visit)
        return f"{leg.depart_day:%d} {leg.depart:%H:%M}"

    assert leaves("16:00", "09:00") == "10 16:15"
    assert leaves("18:30", "09:00") == "10 18:45"  # arrives at 21:55
    assert leaves("18:35", "12:00") == "10 18:50"  # arrives at 22:00
    assert leaves("18:40", "12:00") == "11 08:25"  # would arrive at 22:05
    assert leaves("19:00", "12:00") == "11 08:25"  # would arrive at 22:25
    assert leaves("19:00", "09:00") == "10 19:15"  # better late than at five in the morning
    assert leaves("19:00", "09:35") == "11 06:00"  # which is early enough
    assert leaves("19:00", "09:30") == "10 19:15"
    # What counts is the clock where they arrive, and not where they go on to.
    on = journey(
        "A2", "12:00", "20:00", depart_day=WEDNESDAY, origin="Marina", destination="Sofia",
        destination_zone=SOFIA,
    )  # fmt: skip
    leg = proposed(gap(at_office("A1", "09:00", "18:30"), on, *STOPS))
    assert (leg.depart_day, leg.depart) == (TUESDAY, time(18, 45))


def test_a_flight_is_reached_two_hours_before() -> None:
    flight = journey(
        "A2", "13:30", "15:30", mode=Mode.FLIGHT, origin="Barcelona Airport", destination="Sofia"
    )
    visit = gap(at_office("A1", "09:00", "10:00"), flight)
    assert times(proposed(visit)) == ("10:20", "11:15")
    early = flight.model_copy(update={"depart": time(12)})
    # There is no time for that, but for the way there is.
    assert times(proposed(gap(at_office("A1", "09:00", "10:00"), early))) == ("10:50", "11:45")


def test_its_people_are_those_of_the_second_entry_or_of_the_first_or_by_id() -> None:
    def rule(first: str, second: str) -> str:
        return proposed(
            gap(
                at_office("A1", "09:00", "11:00", who=first),
                at_station("A2", "13:00", "15:00", who=second),
            )
        ).who

    assert rule("P01; P02", "all except P03; P04; P05") == "all except P03; P04; P05"
    assert rule("P01; P02", "all") == "P01; P02"
    assert rule("P01; P02", "P02; P03") == "P02"
    assert rule("P01; P02; P03", "P02; P03; P04") == "P02; P03"


def test_people_without_an_id_go_by_name_if_it_is_theirs_alone() -> None:
    people = tuple(changed(person, code="") for person in PEOPLE)
    rows = (
        at_office("A1", "09:00", "11:00", who="Ana Ruiz; Jan Novák"),
        at_station("A2", "13:00", "15:00", who="Jan Novák; Eva Lind"),
    )
    assert proposed(gap(*rows, people=people)).who == "Jan Novák"
    grouped = tuple(changed(p, groups=("G",), given_name="Ana", family_name="Ruiz") for p in people)
    rows = (
        at_office("A1", "09:00", "11:00", who="group: G"),
        at_station("A2", "13:00", "15:00", who="all"),
    )
    assert proposed(gap(*rows, people=grouped)).who == "all"


@pytest.mark.parametrize(
    ("visit", "sentence"),
    [
        (
            lambda: gap(at_office("A1", "09:00", ""), at_station("A2", "13:00", "15:00")),
            "“Item A1” has no end: say first when it ends.",
        ),
        (
            lambda: gap(at_office("A1", "09:00", "11:00"), at_station("A2", "10:59", "15:00")),
            "“Item A1” is not over when “Item A2” begins: move one of them first.",
        ),
        (
            lambda: gap(at_office("A1", "09:00", "11:00"), at_office("A2", "13:00", "15:00")),
            "Both are at Office: no journey is needed.",
        ),
        (
            lambda: gap(
                at_office("A1", "09:00", "11:00", who="P01"),
                at_station("A2", "13:00", "15:00", who="P02"),
            ),
            (
                "Nobody goes from “Item A1” straight to “Item A2”: choose two entries that follow"
                " one another."
            ),
        ),
        (
            lambda: gap(
                at_office("A1", "09:00", "11:00"), item("A2", "13:00", "15:00", city="Xyzzy")
            ),
            (
                "It is not known how far it is from Office to Xyzzy: give both an address or a city"
                " first."
            ),
        ),
        (
            lambda: gap(
                at_office("A1", "09:00", "11:00"),
                at_station("A2", "13:00", "15:00", status=Status.CANCELLED),
            ),
            "Choose an item or a journey that is not cancelled.",
        ),
    ],
)
def test_it_says_why_there_is_none(visit: Callable[[], Visit], sentence: str) -> None:
    assert refused(visit()) == sentence


def test_what_is_no_longer_there_is_told_apart() -> None:
    visit = gap(at_office("A1", "09:00", "11:00"), at_station("A2", "13:00", "15:00"))
    with pytest.raises(PlanError, match="no longer part of the plan"):
        propose_transfer(visit, visit.items[0].id, "gone")


def test_nobody_is_offered_a_journey_while_something_else_runs_on() -> None:
    first, second = at_office("A1", "09:00", "12:00"), at_marina("A2", "19:00", "20:00")
    both = stop("Barcelona"), stop("Valencia")
    visit = gap(first, second, item("B1", "08:00", "13:30"), *both)
    problems = found(visit, "starts-elsewhere")
    assert problems
    assert all(problem.repair is None for problem in problems)
