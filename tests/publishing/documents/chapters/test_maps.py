"""The map of the route, and the places of each city."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from visitplanner.app import sample_visit
from visitplanner.domain.privacy import Audience
from visitplanner.domain.programme import Stop
from visitplanner.domain.visit import Visit
from visitplanner.publishing.documents import model as m
from visitplanner.publishing.documents.chapters.draft import Draft
from visitplanner.publishing.documents.chapters.pack import briefing_pack
from visitplanner.publishing.documents.chapters.routemap import map_parts
from visitplanner.publishing.edition import Edition, Issue, make_edition
from visitplanner.publishing.readership import Reader

ISSUE = Issue(1, datetime(2017, 10, 20, 8, tzinfo=UTC))
SAMPLE = sample_visit()


def edition(visit: Visit, language: str = "en") -> Edition:
    return make_edition(visit, Reader(Audience.DELEGATE), language, ISSUE)


def blocks(visit: Visit, language: str = "en") -> tuple[m.Block, ...]:
    return tuple(b for part in map_parts(Draft(edition(visit, language))) for b in part.blocks)


def route(visit: Visit, language: str = "en") -> m.RouteMap | None:
    return next((b for b in blocks(visit, language) if isinstance(b, m.RouteMap)), None)


def stops(*cities: tuple[str, str]) -> Visit:
    rows = (
        Stop(city=city, country=country, arrive=date(2027, 5, day), leave=date(2027, 5, day + 1))
        for day, (city, country) in enumerate(cities, 1)
    )
    return Visit(title="Tour", stops=tuple(rows))


def test_the_route_of_the_sample_goes_by_train() -> None:
    shown = route(SAMPLE)
    assert shown is not None
    assert [(s.letter, s.name, s.note, s.last) for s in shown.stops] == [
        ("A", "Barcelona", "2 nights, 5 to 7 November", False),
        ("B", "Valencia", "2 nights, 7 to 9 November", True),
    ]
    assert shown.legs == (
        m.MapLeg(0, 1, m.LegLine.RAIL, "Tue 7 Nov, 18:00 to 21:20", "Renfe Euromed, 3 h 20"),
    )
    assert shown.inset
    for stop in shown.stops:
        assert shown.west < stop.longitude < shown.east
        assert shown.south < stop.latitude < shown.north
    assert {"Zaragoza", "Palma"} <= {town.name for town in shown.towns}
    assert {"Barcelona", "Valencia"}.isdisjoint(town.name for town in shown.towns)
    names = {(name.text, name.kind) for name in shown.names}
    assert names == {("Spain", m.MapNameKind.COUNTRY), ("Balearic Sea", m.MapNameKind.SEA)}
    assert shown.alt == (
        "Map of the route. Barcelona, 2 nights, 5 to 7 November. Then to Valencia · Tue 7 Nov,"
        " 18:00 to 21:20 · Renfe Euromed, 3 h 20. Valencia, 2 nights, 7 to 9 November."
    )


def test_names_of_countries_are_in_the_language_of_the_paper() -> None:
    shown = route(SAMPLE, "es")
    assert shown is not None
    assert "España" in {name.text for name in shown.names}


@pytest.mark.parametrize(
    "visit",
    [
        Visit(title="Nothing"),
        stops(("Barcelona", "ES")),
        stops(("Atlantis", "XX"), ("Eldorado", "XX")),
        stops(("Barcelona", "ES"), ("L'Hospitalet de Llobregat", "ES")),
    ],
)
def test_no_map_where_it_would_say_nothing(visit: Visit) -> None:
    assert route(visit) is None


def test_a_stop_that_nobody_knows_is_left_out() -> None:
    shown = route(stops(("Lisbon", "PT"), ("Atlantis", "XX"), ("Porto", "PT"), ("Lisbon", "PT")))
    assert shown is not None
    assert [(s.letter, s.name) for s in shown.stops] == [
        ("A", "Lisbon"),
        ("B", "Porto"),
        ("A", "Lisbon"),
    ]
    assert [(leg.start, leg.end, leg.line) for leg in shown.legs] == [
        (0, 1, m.LegLine.ROAD),
        (1, 2, m.LegLine.ROAD),
    ]


def test_the_places_of_a_city_and_the_ways_between_them() -> None:
    (towns,) = (b for b in blocks(SAMPLE) if isinstance(b, m.TownMaps))
    assert [town.title for town in towns.maps] == ["A · Barcelona", "B · Valencia"]
    barcelona = towns.maps[0]
    numbers = {place.name: place.number for place in barcelona.places}
    assert len(set(numbers.values())) == len(numbers) >= 5
    ends = {
        frozenset((barcelona.places[way.start].name, barcelona.places[way.end].name)): way.label
        for way in barcelona.ways
    }
    assert ends[frozenset(("Hotel Exemple Eixample", "Barcelona Sants"))] == "35 min"
    assert all(f"{number} {name}" in barcelona.alt for name, number in numbers.items())
    (key,) = (b for b in blocks(SAMPLE) if isinstance(b, m.MapKey))
    assert (key.entries[0].number, m.plain(key.entries[0].text)) == (
        "1",
        "Hotel Exemple Eixample, Carrer de Balmes 1",
    )


def test_the_chapter_stands_before_the_addresses_and_can_be_left_out() -> None:
    pack = briefing_pack(edition(SAMPLE))
    keys = list(dict.fromkeys(part.chapter for part in pack.parts))
    assert keys.index("maps") + 1 == keys.index("addresses")


def test_numbers_lead_to_the_maps_where_there_is_no_list_of_addresses() -> None:
    visit = edition(SAMPLE)
    only_maps = Draft(visit, chapters=frozenset({"maps"}))
    place = only_maps.place("Hotel Exemple Eixample")
    assert place is not None
    assert (place.number, place.target) == ("1", "#maps")
    neither = Draft(replace(visit), chapters=frozenset({"days"})).place("Hotel Exemple Eixample")
    assert neither is not None
    assert (neither.number, neither.target) == ("", "")
