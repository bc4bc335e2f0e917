"""Airports by code and by name, those near a town, and the script that bakes their list."""

from __future__ import annotations

import importlib.util
import shutil
import sqlite3
import sys
from time import perf_counter
from typing import TYPE_CHECKING, Any

import pytest

from tests.planning.checks.plans import found, journey, plan
from visitplanner import resources
from visitplanner.domain.index import index
from visitplanner.domain.programme import Place, Stop
from visitplanner.domain.visit import Visit
from visitplanner.errors import FileProblem
from visitplanner.planning.airports import ATTRIBUTION, Airports, default, is_code
from visitplanner.planning.checks.ground import Ground
from visitplanner.planning.distance import great_circle_km
from visitplanner.planning.gazetteer import Gazetteer

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType


def iata(text: str, *countries: str) -> str | None:
    airport = default().find(text, countries)
    return airport.iata if airport else None


# --- By code and by name -------------------------------------------------------------------------


def test_an_airport_says_where_it_is() -> None:
    airport = default().find("BCN")
    assert airport is not None
    assert (airport.iata, airport.city, airport.country) == ("BCN", "Barcelona", "ES")
    assert airport.name == "Barcelona International Airport"
    assert (airport.latitude, airport.longitude) == (41.2971, 2.0785)
    assert airport.time_zone == "Europe/Madrid"


@pytest.mark.parametrize(
    "text",
    [
        "BCN",
        "bcn",
        " BCN ",
        "Barcelona (BCN)",
        "Barcelona BCN",
        "BCN – Barcelona El Prat",
        "Barcelona Airport",
        "Barcelona airport, Terminal 2",
        "Barcelona-El Prat T1",
        "El Prat",
        "Barcelona El Prat",
        "Josep Tarradellas Barcelona-El Prat Airport",
        "Aeropuerto de Barcelona",
        "Aeroport de Barcelona",
        "Аэропорт Барселона",
    ],
)
def test_one_airport_is_found_however_it_is_written(text: str) -> None:
    assert iata(text) == "BCN"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Flughafen Wien", "VIE"),
        ("Летище София", "SOF"),
        ("København Lufthavn", "CPH"),
        ("Aéroport de Bruxelles", "BRU"),
        ("Brussels Airport", "BRU"),
        ("Paris CDG", "CDG"),
        ("Paris Charles de Gaulle", "CDG"),
        ("Orly", "ORY"),
        ("Milano Malpensa", "MXP"),
        ("Frankfurt Airport", "FRA"),
        ("Frankfurt-Hahn", "HHN"),
        ("Palma (PMI)", "PMI"),
        ("Las Palmas Airport", "LPA"),
        ("Kraków Balice", "KRK"),
        ("EuroAirport", "BSL"),
        ("Valencia Airport", "VLC"),
        ("Koeln Airport", "CGN"),
    ],
)
def test_names_that_delegations_use(text: str, code: str) -> None:
    assert iata(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Airport",
        "T1",
        "Barcelona",  # a town is no airport
        "Frankfurt",
        "Barcelona Sants",
        "London Airport",  # there are six
        "Milan Airport",
        "Hotel Arts (BCN)",  # a code beside a name that it does not fit
        "Room (NEW)",
        "Marina",  # somewhere on earth there is one
        "XQX",
        "x" * 200,
    ],
)
def test_what_is_none_or_a_choice_is_not_guessed(text: str) -> None:
    assert iata(text) is None


def test_the_countries_of_the_visit_come_first() -> None:
    assert iata("Valencia Airport", "VE") == "VLN"
    assert iata("Valencia Airport", "ve") == "VLN"
    assert iata("London Airport", "CA") == "YXU"


def test_only_capitals_look_like_a_code() -> None:
    assert is_code("ATH")
    assert not any(map(is_code, ("Ath", "ATHE", "AT", "ÄTH", "A1H", "")))


# --- What is in the list -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "zone"),
    [
        ("ECN", "Asia/Famagusta"),
        ("MLN", "Africa/Ceuta"),
        ("GIB", "Europe/Gibraltar"),
        ("LPA", "Atlantic/Canary"),
        ("KBP", "Europe/Kyiv"),
        ("LCA", "Asia/Nicosia"),
    ],
)
def test_zones_are_those_of_the_place(code: str, zone: str) -> None:
    airport = default().by_code(code)
    assert airport is not None
    assert airport.time_zone == zone


def test_no_air_base_is_known_that_one_cannot_fly_to() -> None:
    assert [iata(code) for code in ("UDE", "GLZ", "LWR", "RMS", "OZP", "BZZ")] == [None] * 6
    saragossa = default().by_code("ZAZ")  # a base with scheduled flights
    assert saragossa is not None
    assert saragossa.name == "Zaragoza Airport"


def test_those_near_a_town_are_the_useful_ones_nearest_first() -> None:
    den_bosch = [airport.iata for airport in default().near(51.69, 5.3)]
    assert den_bosch == ["EIN", "NRN", "RTM", "AMS"]
    assert [airport.iata for airport in default().near(51.69, 5.3, km=40)] == ["EIN"]
    assert default().near(0.0, -30.0) == ()


def test_the_distance_asked_for_is_near() -> None:
    barcelona = default().by_code("BCN")
    assert barcelona is not None
    here = barcelona.latitude, barcelona.longitude
    assert default().near(*here, km=0.0) == (barcelona,)
    farthest = default().near(*here, km=200)[-1]
    away = great_circle_km(*here, farthest.latitude, farthest.longitude)
    assert farthest in default().near(*here, km=away)
    assert farthest not in default().near(*here, km=away - 0.1)


def test_near_reaches_across_the_date_line() -> None:
    taveuni = default().by_code("TVU")
    assert taveuni is not None
    assert taveuni.longitude < -179
    assert taveuni in default().near(-16.7, 179.9)


# --- The file ------------------------------------------------------------------------------------


def test_it_opens_at_once_and_is_left_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "airports.sqlite"
    shutil.copy(resources.path("gazetteer", "airports.sqlite"), file)
    before = file.read_bytes()
    times = []
    for _ in range(5):
        with Airports(file) as airports:
            start = perf_counter()
            assert airports.by_code("VLC")
            times.append(perf_counter() - start)
    assert min(times) < 0.001
    assert file.read_bytes() == before
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    sqlite3.connect(other).close()
    with pytest.raises(FileProblem, match=r"^The list of airports is of another release: install"):
        Airports(other).by_code("BCN")
    with pytest.raises(FileProblem, match=r"^The list of airports cannot be read: install"):
        Airports(tmp_path / "none.sqlite").by_code("BCN")


def test_the_licence_is_beside_it() -> None:
    licence = resources.path("gazetteer", "LICENSE.txt").read_text("utf-8")
    assert "Mike Borsetti" in licence
    assert "airportsdata" in ATTRIBUTION


# --- Ends of journeys ----------------------------------------------------------------------------


def ground(*places: Place, city: str = "Barcelona") -> Ground:
    stop = Stop(city=city, country="ES", zone="Europe/Madrid")
    return Ground(index(Visit(stops=(stop,), places=places)))


def test_the_end_of_a_journey_may_be_an_airport() -> None:
    spot = ground().spot("BCN")
    assert (spot.name, spot.city, spot.airport) == ("BCN", "Barcelona", True)
    assert spot.position == (41.2971, 2.0785)
    assert ground().spot("Barcelona Airport").key == spot.key


def test_its_town_is_spelt_as_the_stop_is() -> None:
    assert ground(city="Barcellona").spot("BCN").city == "Barcellona"
    assert ground(city="Valencia").spot("BCN").city == "Barcelona"


def test_places_stops_and_towns_come_before_airports() -> None:
    here = Place(name="VLC", city="Barcelona")
    assert not ground(here).spot("VLC").airport
    assert not ground(city="ATH").spot("ATH").airport
    assert not ground().spot("Orly").airport  # the town beside the airport
    assert not ground().spot("").airport
    assert ground().spot("ATH").city == "Athens"  # and not Ath in Belgium


@pytest.mark.parametrize("text", ["BCN", "Barcelona Airport", "Flughafen Wien"])
def test_an_airport_is_no_unknown_reference(text: str) -> None:
    assert not found(plan(journey("T1", origin=text)), "unknown-reference")
    assert found(plan(journey("T1", origin=f"x{text}")), "unknown-reference")


# --- The script ----------------------------------------------------------------------------------


@pytest.fixture
def build(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """`packaging/build_airports.py`, which is a script and no part of a package."""
    monkeypatch.setattr(sys, "path", list(sys.path))
    script = resources.root().parent / "packaging" / "build_airports.py"
    spec = importlib.util.spec_from_file_location("build_airports", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def record(code: str, name: str, **more: Any) -> dict[str, Any]:
    return {
        "iata": code,
        "name": name,
        "city": "Barcelona",
        "country": "ES",
        "lat": 41.3,
        "lon": 2.1,
        "tz": "Europe/Madrid",
    } | more


def other(code: str, name: str, **more: Any) -> dict[str, Any]:
    return {
        "iata": code,
        "icao": "LEXX",
        "airport": name,
        "latitude": 41.3,
        "longitude": 2.1,
        "type": "large_airport",
        "scheduled_service": "TRUE",
    } | more


def test_bases_are_left_out_unless_one_flies_there(build: ModuleType) -> None:
    records = [
        record("AAA", "Volkel Air Base"),
        record("BBB", "Zaragoza Air Base"),
        record("CCC", "Sabadell Airport"),
        record("DDD", "Elsewhere Air Base"),
        record("EEE", "Bordeaux-Merignac (BA 106) Airport"),
    ]
    others = [
        other("AAA", "Volkel Airport", scheduled_service="FALSE"),
        other("BBB", "Zaragoza Airport", type="medium_airport"),
        other("BBB", "Zaragoza old", scheduled_service="FALSE"),
        other("DDD", "Busy Airport", latitude=-41.3),  # another airport of the same code
        other("EEE", "Bordeaux Mil"),
    ]
    kept = build.chosen(records, build.by_code(others))
    assert [(a["iata"], a["name"], a["size"]) for a in kept] == [
        ("EEE", "Bordeaux-Merignac Airport", build.LARGE),
        ("BBB", "Zaragoza Airport", build.MEDIUM),
        ("CCC", "Sabadell Airport", build.UNSCHEDULED),
    ]


def test_zones_countries_and_towns_are_corrected(build: ModuleType) -> None:
    records = [
        record("ECN", "Ercan", country="CY", tz="Asia/Nicosia"),
        record("LYR", "Svalbard", country="NO", tz="Arctic/Longyearbyen"),
        record("UDJ", "Uzhhorod", country="UA", tz="Europe/Uzhgorod"),
        record("MLN", "Melilla", city="Melilla Island"),
    ]
    kept = {a["iata"]: (a["country"], a["tz"], a["city"]) for a in build.chosen(records, {})}
    assert kept == {
        "ECN": ("CY", "Asia/Famagusta", "Barcelona"),
        "LYR": ("SJ", "Arctic/Longyearbyen", "Barcelona"),
        "UDJ": ("UA", "Europe/Kyiv", "Barcelona"),
        "MLN": ("ES", "Africa/Ceuta", "Melilla"),
    }


def test_a_zone_of_another_country_stops_the_build(build: ModuleType) -> None:
    known = build.zones_by_country()
    build.refuse_odd_zones(build.chosen([record("AAA", "Vic")], {}), known)
    build.refuse_odd_zones(build.chosen([record("AAA", "Far", country="VE")], {}), known)
    odd = build.chosen([record("AAA", "Vic", tz="Europe/Paris")], {})
    with pytest.raises(SystemExit, match="AAA Vic"):
        build.refuse_odd_zones(odd, known)


def test_the_same_sources_give_the_same_bytes(build: ModuleType, tmp_path: Path) -> None:
    records = [record("BCN", "Barcelona International Airport"), record("QSA", "Sabadell Airport")]
    others = build.by_code([other("BCN", "Josep Tarradellas Barcelona-El Prat Airport")])
    with Gazetteer() as towns:
        build.write(tmp_path / "a", build.chosen(records, others), towns, {"x": "y"})
        build.write(tmp_path / "b", build.chosen(records[::-1], others), towns, {"x": "y"})
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    with Airports(tmp_path / "a") as airports:
        assert airports.find("Barcelona El Prat") == airports.find("BCN")
        assert airports.find("Sabadell Airport") == airports.find("QSA")
        assert airports.find("Sabadell") is None
        assert [a.iata for a in airports.near(41.39, 2.17)] == ["BCN"]
