from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from tests.planning.checks.plans import (
    MARINA,
    OFFICE,
    PEOPLE,
    STATION,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    changed,
    edge,
    found,
    item,
    journey,
    plan,
    room,
    stop,
    the,
)
from visitplanner.domain import moves
from visitplanner.domain.edits import remove
from visitplanner.domain.programme import Item, Journey, Place
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import JourneyKind, Mode, RoomKind, Status
from visitplanner.planning.checks import Severity

ELSEWHERE = "bed-elsewhere"
STAYS = (stop("Barcelona", TUESDAY, WEDNESDAY), stop("Valencia", WEDNESDAY, THURSDAY))
INN = Place(name="Inn", city="Barcelona")
RESORT = Place(name="Resort", city="Valencia")
PLACES = (INN, RESORT, OFFICE, STATION, MARINA)
TWO = PEOPLE[:2]


def away(*records: Any, people: Any = TWO, **fields: Any) -> Visit:
    return plan(*STAYS, *PLACES, *records, people=people, **fields)


def at_work(code: str = "A1", end: str = "18:00", **fields: Any) -> Item:
    return item(code, "17:00", end, **({"place": "Office"} | fields))


def train(code: str = "T1", depart: str = "18:30", arrive: str = "21:30", **fields: Any) -> Journey:
    values: dict[str, Any] = {
        "mode": Mode.TRAIN,
        "kind": JourneyKind.LEG,
        "origin": "Sants",
        "destination": "Valencia",
    } | fields
    return journey(code, depart, arrive, **values)


def bed(hotel: str = "Resort", people: str = "P01 P02", **fields: Any) -> Any:
    return room(hotel, people, TUESDAY, WEDNESDAY, **fields)


def test_a_bed_in_another_town_is_an_error() -> None:
    visit = away(at_work(), bed())
    problem = the(visit, ELSEWHERE)
    assert problem.severity is Severity.ERROR
    assert problem.subjects == ("2026-11-10", "Resort", "P01", "P02")
    assert problem.records == tuple(person.id for person in visit.delegates)
    assert problem.message == (
        "Ana Ruiz and Jan Novák are in Barcelona for the night of Tue 10 Nov, but their beds are in"
        " Valencia: Resort."
    )
    assert problem.fix == (
        "Find beds in Barcelona for that night, or let the journey to Valencia arrive before it."
    )
    assert (problem.day, problem.clock) == (TUESDAY, None)
    alone = away(at_work(), bed(people="P02"), bed("Inn", "P01"))
    assert the(alone, ELSEWHERE).message == (
        "Jan Novák is in Barcelona for the night of Tue 10 Nov, but the bed is in Valencia: Resort."
    )


@pytest.mark.parametrize(
    ("hotel", "records"),
    [
        ("Inn", [at_work()]),
        ("Resort", [at_work(), train()]),
        ("Inn", [train(origin="Valencia", destination="Sants")]),
        ("Resort", []),  # nobody knows where they are
        ("Resort", [at_work(optional=True)]),
        ("Resort", [at_work(status=Status.IDEA)]),
        ("Resort", [at_work(who="P03")]),
        ("Resort", [at_work(city="", place="")]),
        ("Resort", [at_work(end="", place="Office", city="Barcelona"), train()]),
        ("", [at_work()]),  # nor where the bed is
        ("Unheard of", [at_work()]),
        ("Blank", [at_work(), Place(name="Blank")]),
    ],
)
def test_a_bed_where_people_are_or_may_be(hotel: str, records: list[Any]) -> None:
    assert not found(away(bed(hotel), *records), ELSEWHERE)


@pytest.mark.parametrize(
    ("hotel", "records"),
    [
        ("Inn", [at_work(), train()]),
        ("Inn", [at_work(place="Marina", city="Valencia")]),
        ("Resort", [at_work(), train(status=Status.CANCELLED)]),
        ("Resort", [at_work(), train(who="P03")]),
        ("Resort", [at_work(), train(depart_day=WEDNESDAY)]),
        (
            "Resort",
            [train(), train("T2", "22:00", "23:59", origin="Valencia", destination="Sants")],
        ),
    ],
)
def test_a_bed_where_they_are_not(hotel: str, records: list[Any]) -> None:
    assert the(away(bed(hotel), *records), ELSEWHERE).subjects[:2] == ("2026-11-10", hotel)


@pytest.mark.parametrize(
    ("depart", "wrong"), [("02:30", False), ("02:59", False), ("03:00", False), ("03:01", True)]
)
def test_what_leaves_before_three_is_of_the_evening_before(depart: str, wrong: bool) -> None:
    # Who is on the way at three needs no bed.
    late = train(depart=depart, arrive="06:00", depart_day=WEDNESDAY, arrive_day=WEDNESDAY)
    assert bool(found(away(at_work(), late, bed()), ELSEWHERE)) is wrong


def test_one_error_for_each_night_and_each_town() -> None:
    nights = room("Resort", "P01 P02", TUESDAY, THURSDAY)
    first, second = found(away(at_work(), nights), ELSEWHERE)
    assert (first.subjects[0], second.subjects[0]) == ("2026-11-10", "2026-11-11")
    parted = away(
        at_work(who="P01"),
        at_work("A2", place="Marina", city="Valencia", who="P02"),
        bed(people="P01"),
        bed("Inn", "P02"),
    )
    assert [problem.subjects for problem in found(parted, ELSEWHERE)] == [
        ("2026-11-10", "Inn", "P02"),
        ("2026-11-10", "Resort", "P01"),
    ]


def test_hotels_of_one_town_are_named_together() -> None:
    annex = Place(name="Annex", city="Valencia")
    visit = away(at_work(), annex, bed(people="P01"), bed("Annex", "P02"))
    problem = the(visit, ELSEWHERE)
    assert problem.subjects == ("2026-11-10", "Annex", "Resort", "P01", "P02")
    assert problem.message.endswith("their beds are in Valencia: Annex and Resort.")


def test_thirty_kilometres_are_a_ride() -> None:
    def sleeping(longitude: float) -> Visit:
        near = Place(name="Lodge", city="Mataró", latitude=41.387, longitude=longitude)
        return away(at_work(), near, bed("Lodge"))

    assert not found(sleeping(2.52), ELSEWHERE)  # 29 km
    assert found(sleeping(2.54), ELSEWHERE)  # 31 km


def test_a_town_may_be_large() -> None:
    def sleeping(city: str) -> Visit:
        lodge = Place(name="Lodge", city=city, latitude=41.387, longitude=2.56)  # 33 km
        return away(at_work(), lodge, bed("Lodge"))

    assert found(sleeping("Mataró"), ELSEWHERE)
    assert not found(sleeping("Barcelona"), ELSEWHERE)
    assert not found(sleeping(""), ELSEWHERE)


def test_two_names_of_one_town_are_one_town() -> None:
    spelt = Place(name="Hostal", city="València")
    assert not found(away(at_work(), train(), spelt, bed("Hostal")), ELSEWHERE)


def test_another_bed_in_the_right_town_is_enough() -> None:
    assert not found(away(at_work(), bed(), bed("Inn")), ELSEWHERE)
    own = bed("", kind=RoomKind.OWN)
    assert not found(away(at_work(), bed(), own), ELSEWHERE)
    some = away(at_work(), bed(), bed("Inn", "P01"))
    assert the(some, ELSEWHERE).subjects == ("2026-11-10", "Resort", "P02")


def test_a_room_without_dates_may_be_the_right_one() -> None:
    undated = bed("Inn", check_in=None)
    assert not found(away(at_work(), bed(), undated), ELSEWHERE)


def test_who_needs_no_bed_lies_in_none() -> None:
    gone = tuple(changed(person, leaves=edge(TUESDAY)) for person in TWO)
    assert not found(away(at_work(), bed(), people=gone), ELSEWHERE)
    night = train(depart="23:00", arrive="06:00", arrive_day=WEDNESDAY, destination="Sants")
    assert not found(away(at_work(), night, bed()), ELSEWHERE)


def test_where_the_journey_is_missing_the_beds_are_right() -> None:
    next_day = at_work("A2", place="Marina", city="Valencia", day=WEDNESDAY)
    visit = away(at_work(), next_day, bed())
    assert not found(visit, ELSEWHERE)
    assert found(visit, "starts-elsewhere")
    # Who does go there, but too late for the bed, is another matter.
    late = train("T1", "07:00", "10:00", depart_day=WEDNESDAY)
    assert found(away(at_work(), late, next_day, bed()), ELSEWHERE)


def test_the_missing_journey_excuses_its_own_people_alone() -> None:
    next_day = at_work("A2", place="Marina", city="Valencia", day=WEDNESDAY, who="P01")
    stays = at_work("A3", place="Office", day=WEDNESDAY, who="P02")
    visit = away(at_work(), next_day, stays, bed())
    assert the(visit, ELSEWHERE).subjects == ("2026-11-10", "Resort", "P02")
    # Nor does it excuse a bed in a third town.
    lisbon = Place(name="Pensão", city="Lisbon")
    assert found(away(at_work(), next_day, lisbon, bed("Pensão", "P01")), ELSEWHERE)


# --- The bundled visit ---------------------------------------------------------------------------

TRAVELLERS = tuple(f"P{n:02}" for n in (*range(1, 13), 15))


@pytest.fixture(scope="module")
def sample() -> Visit:
    from visitplanner import resources
    from visitplanner.importing.workbook import read_plan

    return read_plan(resources.path("sample", "clusgrid.xlsx")).visit


def _id(visit: Visit, code: str) -> str:
    return next(row.id for row in visit.journeys if row.code == code)


def test_a_strike_keeps_people_away_from_their_beds(sample: Visit) -> None:
    assert not found(sample, ELSEWHERE)
    moved = moves.move_journey(sample, _id(sample, "A16"), date(2017, 11, 8), time(7))
    problem = the(moved, ELSEWHERE, date(2017, 11, 2))
    assert problem.subjects == ("2017-11-07", "Las Arenas resort", *TRAVELLERS)
    assert "are in Barcelona for the night of Tue 7 Nov" in problem.message


def test_a_train_that_is_gone_is_the_train_s_affair(sample: Visit) -> None:
    assert not found(remove(sample, _id(sample, "A16")), ELSEWHERE)
    assert not found(remove(sample, _id(sample, "A16"), _id(sample, "A17")), ELSEWHERE)
