"""Who goes from where to where, and where everybody is at night."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.planning.checks.plans import (
    MARINA,
    OFFICE,
    STATION,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    item,
    journey,
    plan,
    stop,
)
from visitplanner.domain.index import code_of
from visitplanner.domain.programme import Journey, Place
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ItemKind, Mode, Status
from visitplanner.planning.checks.compiled import Plan
from visitplanner.planning.checks.steps import (
    apart,
    before,
    following,
    placed_steps,
    steps,
)
from visitplanner.planning.checks.trail import jumps, whereabouts_at_night

PLACES = (OFFICE, STATION, MARINA)
STOPS = (stop("Barcelona", TUESDAY, WEDNESDAY), stop("Valencia", WEDNESDAY, THURSDAY))
IN_VALENCIA = {"place": "Marina", "city": "Valencia"}


def train(code: str, depart: str, arrive: str, **fields: Any) -> Journey:
    values = {"mode": Mode.TRAIN, "origin": "Sants", "destination": "Marina"} | fields
    return journey(code, depart, arrive, **values)


def people_of(compiled: Plan, people: int) -> str:
    return " ".join(code_of(person) for person in compiled.crowd.members(people))


def told(visit: Visit, *, placed: bool = False) -> list[tuple[str, str, str]]:
    compiled = Plan(visit)
    return [
        (code_of(step.first.record), code_of(step.second.record), people_of(compiled, step.people))
        for step in (placed_steps if placed else steps)(compiled)
    ]


def jumped(visit: Visit) -> list[tuple[str, str, str, str]]:
    compiled = Plan(visit)
    return [
        (
            code_of(jump.first.record),
            code_of(jump.second.record),
            people_of(compiled, jump.people),
            people_of(compiled, jump.staying),
        )
        for jump in jumps(compiled)
    ]


def nights(visit: Visit) -> dict[date, dict[str, str]]:
    compiled = Plan(visit)
    return {
        day: {spot.name: people_of(compiled, people) for spot, people in spots.items()}
        for day, spots in whereabouts_at_night(compiled).items()
    }


# --- Steps ---------------------------------------------------------------------------------------


def test_everybody_comes_from_where_they_were_last() -> None:
    visit = plan(
        item("A1", "09:00", "10:00", who="P01; P02; P03"),
        item("A2", "09:00", "10:00", who="P04; P05"),
        item("A3", "10:00", "11:00", who="P03; P04"),
        item("A4", "11:00", "12:00"),
    )
    expected = [
        ("A1", "A3", "P03"),
        ("A2", "A3", "P04"),
        ("A1", "A4", "P01 P02"),
        ("A2", "A4", "P05"),
        ("A3", "A4", "P03 P04"),
    ]
    assert told(visit) == expected
    compiled = Plan(visit)
    third, last = compiled.timed[2], compiled.timed[3]
    assert [code_of(step.first.record) for step in before(compiled, last)] == ["A1", "A2", "A3"]
    assert [code_of(step.second.record) for step in following(compiled, third)] == ["A4"]
    assert before(compiled, compiled.timed[0]) == ()
    assert following(compiled, last) == ()


@pytest.mark.parametrize(
    "fields",
    [
        {"optional": True},
        {"status": Status.IDEA},
        {"status": Status.CANCELLED},
        {"kind": ItemKind.FREE_TIME},
        {"kind": ItemKind.NOTE},
        {"start": "", "end": ""},
        {"who": "P09"},
    ],
)
def test_what_nobody_has_to_attend_is_no_step(fields: dict[str, Any]) -> None:
    values = {"start": "10:00", "end": "11:00"} | fields
    visit = plan(
        item("A1", "09:00", "10:00"), item("A2", **values), item("A3", "11:00", "12:00", who="P01")
    )
    assert told(visit) == [("A1", "A3", "P01")]


def test_placed_steps_pass_over_what_is_nowhere() -> None:
    visit = plan(
        item("A1", "09:00", "10:00", who="P01"),
        item("A2", "10:00", "11:00", who="P01", city=""),
        item("A3", "11:00", "12:00", who="P01"),
    )
    assert told(visit) == [("A1", "A2", "P01"), ("A2", "A3", "P01")]
    assert told(visit, placed=True) == [("A1", "A3", "P01")]


# --- Apart ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        ("Barcelona", "Valencia", True),
        ("Barcelona", "Barcelona", False),
        ("Barcelona", "", False),
        ("Barcelona", "Badalona", False),  # a suburb
        ("Valencia", "València", False),
        ("Barcelona", "Nowhere at all", False),
        ("Office", "Sants", False),
        ("Office", "Marina", True),
    ],
)
def test_towns_are_apart_beyond_a_short_ride(one: str, other: str, far: bool) -> None:
    compiled = Plan(plan(*PLACES))
    ground = compiled.ground
    assert apart(compiled, ground.spot(one), ground.spot(other)) is far
    assert apart(compiled, ground.spot(other), ground.spot(one)) is far


def test_two_stops_are_apart_however_near_they_are() -> None:
    near = plan(stop("Barcelona"), stop("Badalona", WEDNESDAY, WEDNESDAY))
    compiled = Plan(near)
    assert apart(compiled, compiled.ground.spot("Barcelona"), compiled.ground.spot("Badalona"))
    unknown = Plan(plan(stop("Barcelona"), stop("Xyzzy", WEDNESDAY, WEDNESDAY)))
    assert apart(unknown, unknown.ground.spot("Barcelona"), unknown.ground.spot("Xyzzy"))


def test_next_door_is_not_another_town_whatever_it_is_called() -> None:
    beside = Place(name="Annexe", city="Badalona", latitude=OFFICE.latitude, longitude=2.1701)
    visit = plan(stop("Barcelona"), stop("Badalona", WEDNESDAY, WEDNESDAY), OFFICE, beside)
    compiled = Plan(visit)
    assert not apart(compiled, compiled.ground.spot("Office"), compiled.ground.spot("Annexe"))


# --- Jumps and nights ----------------------------------------------------------------------------


def test_a_journey_bridges_two_towns() -> None:
    visit = plan(
        item("A1", "09:00", "10:00", place="Sants"),
        train("T1", "11:00", "14:00"),
        item("A2", "15:00", "16:00", **IN_VALENCIA),
        *STOPS,
        *PLACES,
    )
    assert jumped(visit) == []
    assert nights(visit) == {
        TUESDAY: {"Marina": "P01 P02 P03 P04 P05"},
        WEDNESDAY: {"Marina": "P01 P02 P03 P04 P05"},
    }


def test_only_those_who_are_not_on_it_jump() -> None:
    visit = plan(
        item("A1", "09:00", "10:00", place="Sants"),
        train("T1", "11:00", "14:00", who="all except P03"),
        item("A2", "15:00", "16:00", **IN_VALENCIA),
        *STOPS,
        *PLACES,
    )
    assert jumped(visit) == [("A1", "A2", "P03", "")]


def test_what_is_out_of_place_moves_nobody() -> None:
    visit = plan(
        item("A1", "09:00", "10:00"),
        item("A2", "15:00", "16:00", **IN_VALENCIA),
        item("A3", "18:00", "19:00", who="P01; P02"),
        *STOPS,
        *PLACES,
    )
    everybody = "P01 P02 P03 P04 P05"
    assert jumped(visit) == [("A1", "A2", everybody, "P01 P02")]
    assert nights(visit)[TUESDAY] == {"Barcelona": "P01 P02", "Marina": "P03 P04 P05"}


def test_a_later_train_shows_that_the_coach_is_out_of_place() -> None:
    visit = plan(
        item("A1", "16:00", "17:00", place="Sants"),
        journey("T2", "21:30", "22:00", origin="Marina", destination="Valencia"),
        train("T1", "07:00", "10:20", depart_day=WEDNESDAY),
        *STOPS,
        *PLACES,
    )
    everybody = "P01 P02 P03 P04 P05"
    assert jumped(visit) == [("A1", "T2", everybody, everybody)]
    assert nights(visit) == {TUESDAY: {"Sants": everybody}, WEDNESDAY: {"Marina": everybody}}


def test_people_are_looked_for_two_days_ahead() -> None:
    def back(hours: int) -> list[tuple[str, str, str, str]]:
        day = TUESDAY + timedelta(hours=hours + 15) // timedelta(days=1) * timedelta(days=1)
        start = f"{(hours + 15) % 24:02}:00"
        visit = plan(
            item("A1", "09:00", "10:00", who="P01"),
            item("A2", "15:00", "16:00", who="P01", **IN_VALENCIA),
            item("A3", start, "", who="P01", day=day),
            *STOPS,
            *PLACES,
        )
        return jumped(visit)

    assert back(48)[0][3] == "P01"
    assert [jump[3] for jump in back(49)] == ["", ""]


@pytest.mark.parametrize(
    ("fields", "silent"),
    [
        ({"depart": "", "arrive": ""}, True),
        ({"depart": "", "arrive": "", "depart_day": None}, True),
        ({"depart": "", "arrive": "", "depart_day": THURSDAY}, False),
        ({"depart": "", "arrive": "", "who": "P05"}, False),
        ({"status": Status.IDEA}, True),
        ({"status": Status.CANCELLED}, False),
    ],
)
def test_a_journey_that_is_not_settled_yet_is_one(fields: dict[str, Any], silent: bool) -> None:
    values: dict[str, Any] = {"depart": "11:00", "arrive": "14:00", "who": "P01"} | fields
    visit = plan(
        item("A1", "09:00", "10:00", who="P01"),
        train("T1", **values),
        item("A2", "15:00", "16:00", who="P01", **IN_VALENCIA),
        *STOPS,
        *PLACES,
    )
    assert (jumped(visit) == []) is silent


@pytest.mark.parametrize("fields", [{"city": ""}, {"optional": True}, {"status": Status.IDEA}])
def test_an_item_that_says_little_moves_nobody(fields: dict[str, Any]) -> None:
    values = {"place": "", "city": "Valencia", "who": "P01"} | fields
    visit = plan(
        item("A1", "09:00", "10:00", who="P01"),
        item("A2", "15:00", "16:00", **values),
        *STOPS,
    )
    assert jumped(visit) == []
    assert nights(visit)[TUESDAY] == {"Barcelona": "P01"}


def test_a_journey_to_who_knows_where_leaves_its_people_there() -> None:
    visit = plan(
        item("A1", "09:00", "10:00", who="P01"),
        journey("T1", "11:00", "12:00", destination="", who="P01"),
        item("A2", "15:00", "16:00", who="P01", city="Valencia"),
        *STOPS,
    )
    assert jumped(visit) == []


def test_the_night_begins_at_three() -> None:
    def last(start: str) -> dict[str, str]:
        visit = plan(
            item("A1", "20:00", "22:00", who="P01", place="Office"),
            item("A2", start, "", who="P01", day=WEDNESDAY, place="Sants"),
            *STOPS,
            *PLACES,
        )
        return nights(visit)[TUESDAY]

    assert last("02:59") == {"Sants": "P01"}
    assert last("03:00") == {"Office": "P01"}


def test_who_had_no_entry_yet_is_nowhere() -> None:
    visit = plan(
        item("A1", "09:00", "10:00", who="P02"),
        item("A2", "09:00", "10:00", who="P01", day=WEDNESDAY),
        *STOPS,
    )
    assert nights(visit) == {TUESDAY: {"Barcelona": "P02"}, WEDNESDAY: {"Barcelona": "P01 P02"}}
