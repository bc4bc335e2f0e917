"""The script that bakes the list of towns: what it keeps, corrects and refuses."""

from __future__ import annotations

import importlib.util
import sys
import zlib
from typing import TYPE_CHECKING, Any

import pytest

from visitplanner import resources
from visitplanner.planning.gazetteer import Gazetteer

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType


@pytest.fixture
def build(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """`packaging/build_gazetteer.py`, which is a script and no part of a package."""
    monkeypatch.setattr(sys, "path", list(sys.path))
    script = resources.root().parent / "packaging" / "build_gazetteer.py"
    spec = importlib.util.spec_from_file_location("build_gazetteer", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def source(name: str, country: str = "ES", population: int = 9000, **more: Any) -> dict[str, Any]:
    return {
        "geonameid": zlib.crc32(f"{name} {country}".encode()),
        "name": name,
        "countrycode": country,
        "population": population,
        "latitude": 41.38879,
        "longitude": 2.15899,
        "timezone": "Europe/Madrid",
        "admin1code": "56",
        "alternatenames": [],
    } | more


def test_the_same_source_gives_the_same_bytes(build: ModuleType, tmp_path: Path) -> None:
    rows = [source("Vic", geonameid=2), source("Olot", geonameid=1), source("Reus", geonameid=3)]
    rows[0]["alternatenames"] = ["Vich", "Вик", "Vique"]
    countries = {"spain": "ES", "es": "ES"}
    build.write(tmp_path / "a.sqlite", build.chosen(rows), countries, {"x": "y"})
    build.write(
        tmp_path / "b.sqlite",
        build.chosen(reversed(rows)),
        dict(reversed(countries.items())),
        {"x": "y"},
    )
    assert (tmp_path / "a.sqlite").read_bytes() == (tmp_path / "b.sqlite").read_bytes()
    with Gazetteer(tmp_path / "a.sqlite") as towns:
        assert towns.find("ВИК") == towns.find("vic")
        assert towns.country("Spain") == "ES"
        assert [s.name for s in towns.suggest("v")] == ["Vic"]
        assert [s.name for s in towns.suggest("vich")] == ["Vich"]


def test_only_towns_worth_knowing_are_kept(build: ModuleType) -> None:
    rows = [
        source("Large", population=3000),
        source("Small", population=2999),
        source("Neighbour", "TN", 15_000),
        source("Hamlet", "TN", 14_999),
        source("Metropolis", "VE", 100_000),
        source("Elsewhere", "VE", 99_999),
        source("Zürich (Kreis 3)", "CH"),
        source("Rüti / Dorfzentrum", "CH", 9001),
        source("Rüti / Oberdorf", "CH"),
        source("Hansestadt Stade", "DE"),
    ]
    names = [city["name"] for city in build.chosen(rows)]
    assert sorted(names) == ["Large", "Metropolis", "Neighbour", "Rüti", "Stade"]
    assert names[-1] == "Metropolis"  # after all of Europe, however large


def test_names_are_those_that_people_type(build: ModuleType) -> None:
    junk = [
        "BCN",
        "ba sai luo na",
        "Barcinona [a. 742]",
        "برشلونة",
        "バルセロナ",
        "X" * 60,
        "Bo",
        "",
    ]
    kept = ["Barcellona", "Βαρκελώνη", "Барселона", "ბარსელონა", "Բարսելոնա", "la Ciudad Condal"]
    names = list(build.names(source("Barcelona", alternatenames=junk + kept + ["BARCELONA"])))
    assert [n.key for n in names if n.own] == ["barcelona"]
    assert {n.label or n.key.capitalize() for n in names if not n.own} == set(kept)


def test_the_first_words_of_a_name_are_told_from_a_foreign_name(build: ModuleType) -> None:
    others = ["Frankfurt", "Francfort", "Frank", "Frankfurt am"]
    names = list(build.names(source("Frankfurt am Main", "DE", alternatenames=others)))
    assert {n.key for n in names if n.short} == {"frankfurt", "frankfurtam"}


def test_both_halves_of_a_double_name_are_its_own(build: ModuleType) -> None:
    def own(name: str, country: str) -> list[str]:
        return [n.key for n in build.names(source(name, country)) if n.own]

    assert own("Donostia / San Sebastián", "ES")[1:] == ["donostia", "sansebastian"]
    assert own("Biel/Bienne", "CH")[1:] == ["biel", "bienne"]
    assert own("Reichenbach/Vogtland", "DE") == ["reichenbachvogtland"]
    assert own("Halle (Saale)", "DE") == ["hallesaale", "halle"]


def test_a_zone_of_another_country_stops_the_build(build: ModuleType) -> None:
    known = build.zones_by_country()
    build.refuse_odd_zones([source("Vic")], known)
    build.refuse_odd_zones([source("Elsewhere", "VE")], known)
    with pytest.raises(SystemExit, match="Vic"):
        build.refuse_odd_zones([source("Vic", timezone="Europe/Paris")], known)


# --- Which of several is meant -------------------------------------------------------------------

OVERSEAS = {"latitude": 10.0, "longitude": -66.0, "timezone": "America/Caracas"}


def listed(build: ModuleType, path: Path, *rows: dict[str, Any]) -> Gazetteer:
    """The list of these towns, each with an identifier of its own."""
    numbered = [row | {"geonameid": n} for n, row in enumerate(rows, start=1)]
    build.write(path / "towns.sqlite", build.chosen(numbered), {}, {})
    return Gazetteer(path / "towns.sqlite")


@pytest.mark.parametrize(("population", "first"), [(249_999, "ES"), (250_000, "VE")])
def test_europe_yields_to_what_is_twenty_five_times_as_large(
    build: ModuleType, tmp_path: Path, population: int, first: str
) -> None:
    large = source("Alba", "VE", population, **OVERSEAS)
    with listed(build, tmp_path, source("Alba", population=10_000), large) as towns:
        assert [city.country for city in towns.candidates("Alba", limit=1)] == [first]


@pytest.mark.parametrize(("population", "first"), [(99_999, "FR"), (100_000, "ES")])
def test_a_name_in_another_language_yields_to_a_town_ten_times_as_large(
    build: ModuleType, tmp_path: Path, population: int, first: str
) -> None:
    other = source("Aube", "FR", 10_000, alternatenames=["Alba"])
    with listed(build, tmp_path, source("Alba", population=population), other) as towns:
        assert [city.country for city in towns.candidates("Alba", ["FR"], limit=1)] == [first]


@pytest.mark.parametrize(("population", "choice"), [(9_999, []), (10_000, ["ES", "IT"])])
def test_a_namesake_with_a_tenth_of_the_people_may_be_meant(
    build: ModuleType, tmp_path: Path, population: int, choice: list[str]
) -> None:
    small = source("Alba", "IT", population, latitude=44.7, longitude=8.03)
    with listed(build, tmp_path, source("Alba", population=100_000), small) as towns:
        assert [city.country for city in towns.rivals("Alba")] == choice


@pytest.mark.parametrize(("north", "choice"), [(0.134, 0), (0.136, 2)])
def test_within_fifteen_kilometres_it_is_one_town(
    build: ModuleType, tmp_path: Path, north: float, choice: int
) -> None:
    rows = [source("Alba", latitude=41.0), source("Alba", population=8000, latitude=41.0 + north)]
    with listed(build, tmp_path, *rows) as towns:  # 14.9 and 15.1 km
        assert len(towns.rivals("Alba")) == choice
