"""Whose clock holds, where the workbook does not say."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importing.workbook.books import Rows, programme, said, small
from visitplanner.domain.visit import Visit
from visitplanner.importing.workbook import ImportResult, read_plan

MADRID, CANARY, LONDON = "Europe/Madrid", "Atlantic/Canary", "Europe/London"
NO_CLOCK = "no time zone is known, so its times do not count: fill it in"
STOP_HEADINGS = ["City", "Country", "Time zone", "Arrive", "Leave"]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "plan.xlsx"


def stops(path: Path, *rows: list[str | None]) -> ImportResult:
    return read_plan(small(path, Stops=[STOP_HEADINGS, *rows]))


def zones(visit: Visit) -> list[str]:
    return [stop.zone for stop in visit.stops]


def test_a_stop_has_the_zone_of_its_city(book: Path) -> None:
    result = stops(
        book,
        ["Las Palmas de Gran Canaria", None, None, "2017-11-05", None],
        ["London", "GB", None, "2017-11-06", None],
        ["Θεσσαλονίκη", "Ελλάδα", None, "2017-11-07", None],
        ["Valencia", "VE", None, "2017-11-08", None],
        ["Barcelona", "ES", LONDON, "2017-11-09", None],
    )
    assert zones(result.visit) == [CANARY, LONDON, "Europe/Athens", "America/Caracas", LONDON]
    assert said(result) == []


def test_an_unknown_city_has_the_zone_of_the_nearest_known_stop(book: Path) -> None:
    result = stops(
        book,
        ["London", "GB", None, "2017-11-01", None],
        ["Atlantis", None, None, "2017-11-04", None],
        ["Barcelona", "ES", None, "2017-11-05", None],
        ["Avalon-on-Nothing", None, None, None, None],
        ["Lemuria", None, "Asia/Tokyo", "2017-11-02", None],
    )
    assert zones(result.visit) == [LONDON, MADRID, MADRID, MADRID, "Asia/Tokyo"]
    taken = f"the time zone of Barcelona, {MADRID}, was taken"
    assert said(result) == [
        f'Stops, row 3, City: "Atlantis" is not a known city: {taken}',
        f'Stops, row 5, City: "Avalon-on-Nothing" is not a known city: {taken}',
        'Stops, row 6, City: "Lemuria" is not a known city: its Time zone, Asia/Tokyo, was taken',
    ]


def test_where_no_city_is_known_a_time_zone_that_is_filled_in_helps(book: Path) -> None:
    result = stops(
        book,
        ["Atlantis", None, None, "2017-11-04", None],
        ["Lemuria", None, "Asia/Tokyo", "2017-11-05", None],
    )
    assert zones(result.visit) == ["Asia/Tokyo", "Asia/Tokyo"]
    result = stops(book, ["Atlantis", None, None, "2017-11-04", None])
    assert zones(result.visit) == [""]
    assert said(result) == [
        'Stops, row 2, City: "Atlantis" is not a known city: fill in its Time zone'
    ]


def test_an_unknown_zone_falls_back_to_the_city(book: Path) -> None:
    result = stops(book, ["Barcelona", "ES", "Europe/Barcelona", "2017-11-05", None])
    assert zones(result.visit) == [MADRID]
    assert [doubt.column for doubt in result.doubts] == ["Time zone"]


def test_a_city_of_another_country_is_named(book: Path) -> None:
    result = stops(book, ["Lisbon", "ES", None, "2017-11-05", None])
    assert zones(result.visit) == ["Europe/Lisbon"]
    assert said(result) == [
        'Stops, row 2, City: "Lisbon" is not known in ES: Lisbon, PT (Europe/Lisbon) was taken'
    ]


def test_a_name_that_several_cities_bear_is_not_guessed_silently(book: Path) -> None:
    result = stops(book, ["Springfield", "US", None, "2017-11-05", None])
    (doubt,) = result.doubts
    assert doubt.reason.startswith('"Springfield" may be Springfield, US (America/')
    result = stops(book, ["Springfield", "US", "America/New_York", "2017-11-05", None])
    assert result.doubts == ()


def test_a_town_in_two_countries_is_doubtful_until_country_or_clock_tell(book: Path) -> None:
    result = stops(book, ["Valencia", None, None, "2017-11-05", None])
    (text,) = said(result)
    assert text == (
        'Stops, row 2, City: "Valencia" may be Valencia, ES (Europe/Madrid) or Valencia, VE'
        " (America/Caracas): the first was taken; fill in Country or Time zone"
    )
    for country, zone in (("ES", None), ("Venezuela", None), (None, "America/Caracas")):
        assert said(stops(book, ["Valencia", country, zone, "2017-11-05", None])) == []
    madrid = ["Madrid", "ES", None, "2017-11-04", None]
    assert said(stops(book, madrid, ["Valencia", None, None, "2017-11-05", None])) == []


def test_towns_that_share_the_first_words_of_their_name_are_doubtful(book: Path) -> None:
    for zone in (None, "Europe/Berlin"):
        result = stops(book, ["Neustadt", "DE", zone, "2017-11-05", None])
        (text,) = said(result)
        assert text == (
            'Stops, row 2, City: "Neustadt" may be Neustadt an der Weinstraße, Germany'
            " (Rheinland-Pfalz) or Neustadt am Rübenberge, Germany (Niedersachsen) or Neustadt in"
            " Holstein, Germany (Schleswig-Holstein): write the full name"
        )
    assert said(stops(book, ["Neustadt an der Weinstraße", "DE", None, "2017-11-05"])) == []


def test_so_it_is_for_items_and_journeys(book: Path) -> None:
    headings = ["ID", "From", "From time zone", "To"]
    journeys: Rows = [
        headings,
        ["J1", "Springfield", None, "Barcelona"],
        ["J2", "Springfield", "America/New_York", "Barcelona"],
    ]
    result = programme(book, {"City": "Springfield"}, {"City": "Valencia"}, Journeys=journeys)
    assert [(doubt.sheet, doubt.row, doubt.column) for doubt in result.doubts] == [
        ("Programme", 2, "City"),
        ("Journeys", 2, "From"),
    ]
    assert all('"Springfield" may be Springfield, US' in doubt.reason for doubt in result.doubts)


def test_a_stop_without_a_city_is_named(book: Path) -> None:
    result = stops(book, [None, "ES", None, "2017-11-05", None], ["Valencia", "ES"])
    assert (zones(result.visit), said(result)) == (
        [MADRID, MADRID],
        ["Stops, row 2, City: is empty"],
    )


TWO_STOPS: Rows = [
    STOP_HEADINGS,
    ["Barcelona", "ES", None, "2017-11-05", "2017-11-07"],
    ["London", "GB", None, "2017-11-07", "2017-11-09"],
    ["Atlantis", None, "Asia/Tokyo", "2017-11-09", "2017-11-10"],
]
PLACES: Rows = [
    ["Name", "City"],
    ["Town hall", "London"],
    ["Temple", "Atlantis"],
    ["Harbour", "Las Palmas de Gran Canaria"],
    ["Somewhere", None],
]


@pytest.mark.parametrize(
    ("item", "zone"),
    [
        ({"City": "London", "Date": "2017-11-05"}, LONDON),
        ({"Place": "town hall", "Date": "2017-11-05"}, LONDON),
        ({"Place": "Temple"}, "Asia/Tokyo"),
        ({"City": "ATLANTIS"}, "Asia/Tokyo"),
        ({"Place": "Harbour", "Date": "2017-11-05"}, CANARY),
        ({"City": "Sofia", "Date": "2017-11-05"}, "Europe/Sofia"),
        ({"City": "Sofia", "Place": "Town hall"}, LONDON),
        ({"Date": "2017-11-06"}, MADRID),
        ({"Date": "2017-11-07"}, LONDON),
        ({"Place": "Somewhere", "Date": "2017-11-10"}, "Asia/Tokyo"),
        ({"Date": "2017-12-24"}, ""),
        ({}, ""),
    ],
)
def test_the_zone_of_an_item(book: Path, item: dict[str, str], zone: str) -> None:
    result = programme(book, item, Stops=TWO_STOPS, Places=PLACES)
    assert result.visit.items[0].zone == zone


def test_an_item_whose_times_cannot_count_is_named(book: Path) -> None:
    result = programme(book, {"Date": "2017-12-24", "Start": "9:00"}, {"Date": "2017-12-24"})
    assert said(result) == [
        f"Programme, row 2, City: {NO_CLOCK}",
    ]


@pytest.mark.parametrize(
    ("kind", "origin", "destination", "zones"),
    [
        ("leg", "Town hall", "Harbour", (LONDON, CANARY)),
        ("leg", "Sofia", "barcelona", ("Europe/Sofia", MADRID)),
        ("leg", "Temple", "Somewhere", ("Asia/Tokyo", "")),
        ("leg", "Gate 17", "London", ("", LONDON)),
        ("transfer", "Gate 17", "Somewhere", (MADRID, MADRID)),
        ("transfer", None, "Harbour", (MADRID, CANARY)),
        ("leg", "LPA", "BCN", (CANARY, MADRID)),
        ("leg", "Sofia Airport", "ATH", ("Europe/Sofia", "Europe/Athens")),
        ("transfer", "London Heathrow", "London", (LONDON, LONDON)),
    ],
)
def test_the_zones_of_a_journey(
    book: Path, kind: str, origin: str | None, destination: str, zones: tuple[str, str]
) -> None:
    headings = ["ID", "Kind", "From", "To", "Depart date"]
    rows: Rows = [headings, ["J1", kind, origin, destination, "2017-11-06"]]
    (journey,) = programme(book, Stops=TWO_STOPS, Places=PLACES, Journeys=rows).visit.journeys
    assert (journey.origin_zone, journey.destination_zone) == zones


def test_an_airport_is_known_by_its_code_and_its_name(book: Path) -> None:
    headings = ["ID", "From", "To", "Depart date", "Depart", "Arrive"]
    rows: Rows = [
        headings,
        ["J1", "ATH", "Barcelona (BCN)", "2017-11-06", "9:00", "10:00"],
        ["J2", "Barcelona Airport", "Barcelona", "2017-11-06", "9:00", "10:00"],
    ]
    result = programme(book, Journeys=rows)
    assert said(result) == []
    assert [journey.kind.value for journey in result.visit.journeys] == ["leg", "transfer"]


def test_a_place_or_a_stop_of_that_name_comes_before_an_airport(book: Path) -> None:
    headings = ["ID", "Kind", "From", "To", "Depart date"]
    rows: Rows = [headings, ["J1", "leg", "LPA", "ATH", "2017-11-06"]]
    places: Rows = [["Name", "City"], ["LPA", "London"]]
    stops_: Rows = [STOP_HEADINGS, ["ATH", None, "Asia/Tokyo", "2017-11-05", "2017-11-07"]]
    (journey,) = programme(book, Stops=stops_, Places=places, Journeys=rows).visit.journeys
    assert (journey.origin_zone, journey.destination_zone) == (LONDON, "Asia/Tokyo")


def test_a_zone_that_is_filled_in_wins(book: Path) -> None:
    headings = ["ID", "From", "From time zone", "To", "To time zone"]
    rows = [headings, ["J1", "London", MADRID, "Barcelona", "Europe/Nowhere"]]
    result = programme(book, Stops=TWO_STOPS, Journeys=rows)
    (journey,) = result.visit.journeys
    assert (journey.origin_zone, journey.destination_zone) == (MADRID, MADRID)
    assert [doubt.column for doubt in result.doubts if doubt.sheet == "Journeys"] == [
        "To time zone"
    ]


def test_an_end_whose_clock_nobody_knows_is_named(book: Path) -> None:
    headings = ["ID", "Kind", "From", "To", "Depart date", "Depart", "Arrive"]
    rows = [headings, ["J1", "leg", "Gate 17", "Barcelona", "2017-11-06", "9:00", "10:00"]]
    assert said(programme(book, Journeys=rows)) == [
        'Journeys, row 2, From: "Gate 17" is neither on the sheet Places nor a known city',
        f"Journeys, row 2, From time zone: {NO_CLOCK}",
    ]
