"""The bundled CLUSGRID plan: what follows from it, to the last figure."""

from __future__ import annotations

from datetime import date, time

import openpyxl
import pytest

from tests.importing.workbook.books import SAMPLE
from visitplanner.domain.facts import Json, facts
from visitplanner.domain.index import index
from visitplanner.domain.office import RelativeDue
from visitplanner.domain.times import Edge
from visitplanner.domain.visit import Visit
from visitplanner.importing.workbook import ImportResult, read_plan


@pytest.fixture(scope="module")
def result() -> ImportResult:
    return read_plan(SAMPLE)


@pytest.fixture(scope="module")
def visit(result: ImportResult) -> Visit:
    return result.visit


@pytest.fixture(scope="module")
def figures(visit: Visit) -> Json:
    return facts(visit)


def _entry(figures: Json, kind: str, code: str) -> Json:
    found: Json = next(entry for entry in figures[kind] if entry["id"] == code)
    return found


def test_everything_is_taken_and_nothing_is_doubtful(result: ImportResult) -> None:
    rows = {sheet.title: sheet.max_row - 1 for sheet in openpyxl.load_workbook(SAMPLE)}
    assert dict(result.taken) == rows | {"Visit": 14}
    assert (result.doubts, result.left_out) == ((), ())
    assert (result.missing, result.changes) == ((), ())


def test_people_and_nights(figures: Json) -> None:
    assert figures["people"] == {"active": 14, "cancelled": 1}
    nights = figures["room_nights"]
    assert nights["total"] == 46
    assert list(nights["by_night"].items()) == [
        ("2017-11-05", 10),
        ("2017-11-06", 11),
        ("2017-11-07", 12),
        ("2017-11-08", 13),
    ]
    assert nights["by_hotel"] == {"Hotel Exemple Eixample": 21, "Las Arenas resort": 25}


def test_one_accessible_room_each_night_and_beds_at_home(visit: Visit) -> None:
    accessible = [night for room in visit.rooms if room.accessible for night in room.nights]
    assert accessible == [date(2017, 11, day) for day in (5, 6, 7, 8)]
    (own,) = [room for room in visit.rooms if room.kind.value == "own"]
    assert (own.hotel, own.occupants, own.nights) == ("", ("P05", "P15"), (date(2017, 11, 6),))


def test_the_visit_as_a_whole(figures: Json) -> None:
    assert figures["visit"] == {
        "title": "CLUSGRID study visit: Barcelona and Valencia",
        "code": "CLUSGRID-2017",
        "first_day": "2017-11-05",
        "last_day": "2017-11-09",
        "cities": ["Barcelona", "Valencia"],
    }


def test_the_train_and_the_flights(figures: Json) -> None:
    train = _entry(figures, "journeys", "A16")
    assert (len(train["people"]), train["minutes"]) == (13, 200)
    assert train["depart_utc"] == "2017-11-07T17:00Z"
    flights = [_entry(figures, "journeys", code)["minutes"] for code in ("F04", "F06", "F04r")]
    assert flights == [185, 195, 175]


def test_the_dinner(figures: Json) -> None:
    dinner = _entry(figures, "items", "A10")
    assert (len(dinner["people"]), dinner["covers"]) == (13, 14)
    diets = {"lactose-free": 1, "vegetarian": 1, "vegan": 1, "gluten-free": 1}
    assert (dinner["diets"], dinner["serious"]) == (diets, ["P08", "P11"])


def test_clocks_and_status(figures: Json) -> None:
    assert _entry(figures, "items", "A03")["start_utc"] == "2017-11-06T08:00Z"
    assert _entry(figures, "items", "A03")["start"] == "2017-11-06T09:00+01:00"
    assert _entry(figures, "items", "A09")["status"] == "requested"


def test_parallel_sessions(figures: Json) -> None:
    groups = [_entry(figures, "items", code)["people"] for code in ("A12a", "A12b", "A22a", "A22b")]
    assert [len(people) for people in groups] == [7, 6, 9, 5]
    assert not set(groups[0]) & set(groups[1])
    assert not set(groups[2]) & set(groups[3])


def test_one_joins_during_a_session(visit: Visit, figures: Json) -> None:
    late = index(visit).person("P13")
    assert late is not None
    assert late.joins == Edge(day=date(2017, 11, 8), clock=time(10, 30))
    assert late.leaves == Edge(day=date(2017, 11, 9))
    assert "P13" in _entry(figures, "items", "A19")["people"]


def test_what_the_office_sees(visit: Visit) -> None:
    assert [str(task.due) for task in visit.tasks] == ["T-6w", "T-2w", "T-1w", "T-2d", "T+1w"]
    assert visit.tasks[0].due == RelativeDue(count=-6, unit="w")
    assert str(visit.budget[0].unit_cost) == "32.5"
    assert visit.objectives[0] == "Learn how Catalan cluster policy works in practice"
    assert visit.languages == ("en", "es")


def test_a_hidden_address_is_understood_and_a_rule_stays_a_rule(visit: Visit) -> None:
    assert visit.contacts[0].email == "host@solartys.example.org"
    assert visit.items[1].who == "all except P13"
    assert visit.items[-6].place == "Veles e Vents, room 1"


def test_every_item_and_journey_has_its_clock(visit: Visit) -> None:
    assert {stop.zone for stop in visit.stops} == {"Europe/Madrid"}
    assert {item.zone for item in visit.items} == {"Europe/Madrid"}
    ends = {
        journey.code: (journey.origin_zone, journey.destination_zone) for journey in visit.journeys
    }
    assert ends["F06"] == ("Europe/Sofia", "Europe/Madrid")
    assert ends["F04r"] == ("Europe/Madrid", "Atlantic/Canary")
    assert ends["A18"] == ("Europe/Madrid", "Europe/Madrid")
