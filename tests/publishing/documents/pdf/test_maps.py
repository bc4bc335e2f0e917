"""Maps on paper: where words stand, and that nothing in a plan can stop a map."""

from __future__ import annotations

import io
import math
from datetime import UTC, datetime
from itertools import combinations

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from visitplanner.planning.coast import Window
from visitplanner.publishing.documents import model as m
from visitplanner.publishing.documents.pdf.engine import render_pdf
from visitplanner.publishing.documents.pdf.land import coast_of, is_land
from visitplanner.publishing.documents.pdf.mapplaces import Room, along, apart, bow, near

ISSUED = datetime(2026, 5, 1, tzinfo=UTC)
_POINTS = st.lists(st.tuples(st.floats(0, 400), st.floats(0, 300)), min_size=1, max_size=12)


def pages(*blocks: m.Block) -> list[str]:
    part = m.Part(title="Maps", blocks=(m.Heading("Maps"), *blocks))
    document = m.Document(title="Maps", language="en-GB", issued=ISSUED, parts=(part,))
    reader = pypdf.PdfReader(io.BytesIO(render_pdf(document).data))
    return [page.extract_text() for page in reader.pages]


def route(*places: tuple[str, float, float], **more: object) -> m.RouteMap:
    stops = tuple(
        m.MapStop(chr(65 + n % 26), name, latitude, longitude)
        for n, (name, latitude, longitude) in enumerate(places)
    )
    lines = list(m.LegLine)
    legs = tuple(
        m.MapLeg(n, n + 1, lines[n % len(lines)], f"Leg {n}", "3 h") for n in range(len(stops) - 1)
    )
    values = {"west": -12.0, "east": 32.0, "south": 34.0, "north": 61.0, "alt": "A map"} | more
    return m.RouteMap(stops=stops, legs=legs, **values)  # type: ignore[arg-type]


def test_stops_legs_and_towns_are_named() -> None:
    towns = (
        m.MapTown("Toledo", 39.86, -4.02),
        m.MapTown("Graz", 47.07, 15.44),
        m.MapTown("Kraków", 50.06, 19.94),
    )
    names = (m.MapName("Baltic Sea", m.MapNameKind.SEA, 57, 19),)
    (text,) = pages(
        route(("Lisbon", 38.7, -9.1), ("Vienna", 48.2, 16.4), towns=towns, names=names, inset=True)
    )
    for word in ("Lisbon", "Vienna", "Leg 0", "Toledo", "Kraków", "Baltic Sea", "500 km"):
        assert word in text
    assert "Graz" not in text, "too near to a stop"


def test_a_journey_round_many_towns_is_a_map_all_the_same() -> None:
    places = [(f"Town {n}", 40 + n % 7 * 2.5, -8 + n * 1.2) for n in range(30)]
    (text,) = pages(route(*places))
    assert "Town 0" in text
    assert "Town 29" in text


def test_one_place_and_no_extent_are_no_trouble() -> None:
    edges = {"west": 2.0, "east": 2.0, "south": 41.0, "north": 41.0}
    assert "Here" in pages(route(("Here", 41.0, 2.0), ("Here", 41.0, 2.0), **edges))[0]
    town = m.TownMap(title="Town", places=(m.TownPlace("1", "Only", 41.0, 2.0),), alt="Town")
    assert "Only" in pages(m.TownMaps((town,)))[0]


def test_places_at_one_spot_do_not_cover_each_other() -> None:
    places = tuple(m.TownPlace(str(n), f"Hall {n}", 41.4, 2.17) for n in range(9))
    town = m.TownMap(title="Town", places=places, alt="Town")
    (text,) = pages(m.TownMaps((town, town, town)), m.MapKey((m.MapEntry("1", "Hall 1"),)))
    assert all(text.count(f"Hall {n}") >= 3 for n in range(9))


@given(_POINTS)
def test_marks_are_pushed_apart(points: list[tuple[float, float]]) -> None:
    pushed = apart(points, 5.0)
    for one, other in combinations(pushed, 2):
        assert math.dist(one, other) > 2.0
    assert apart([(0.0, 0.0), (50.0, 0.0)], 5.0) == [(0.0, 0.0), (50.0, 0.0)]


@given(_POINTS)
def test_words_never_stand_where_something_is(points: list[tuple[float, float]]) -> None:
    room = Room((0, 0, 400, 300))
    placed = [room.best(near(point, 40, 12, 10), must=False) for point in points]
    kept = [bounds for bounds in placed if bounds]
    assert kept
    for one, other in combinations(kept, 2):
        across = min(one[2], other[2]) - max(one[0], other[0])
        down = min(one[3], other[3]) - max(one[1], other[1])
        assert across <= 0 or down <= 0
    for left, top, right, bottom in kept:
        assert left >= 0
        assert top >= 0
        assert right <= 400
        assert bottom <= 300


def test_a_bow_begins_and_ends_at_its_places() -> None:
    curve = bow((0, 0), (100, 0), 0.1)
    assert (curve[0], curve[-1]) == ((0, 0), (100, 0))
    middle = along(curve)[11]
    assert middle[0] == pytest.approx(50)
    assert abs(middle[1]) == pytest.approx(10)


@pytest.mark.parametrize(
    ("latitude", "longitude", "land"),
    [(40.4, -3.7, True), (39.9, 1.9, False), (39.6, 3.0, True), (43.0, 15.0, False)],
)
def test_land_is_told_from_sea(latitude: float, longitude: float, *, land: bool) -> None:
    window = Window(west=-10, north=52, scale=15, width=480, height=350)
    assert is_land(coast_of(window), window.project(longitude, latitude)) is land
