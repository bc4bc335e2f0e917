"""Land and borders for a map: which outlines, and what of them lies in its window."""

from __future__ import annotations

import pytest

from visitplanner.planning.coast import Point, Window, latitude_of, mercator, outlines

NORWAY = (10.0, 62.0, 40.0, 72.0)


def window(west: float, south: float, east: float, north: float) -> Window:
    """The window between two meridians and two parallels, 20 points for a degree of longitude."""
    scale, top = 20.0, mercator(north)
    return Window(west, top, scale, (east - west) * scale, (top - mercator(south)) * scale)


def points(rings: list[list[Point]]) -> int:
    return sum(map(len, rings))


def area(ring: list[Point]) -> float:
    ends = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(x * other_y - other_x * y for (x, y), (other_x, other_y) in ends)) / 2


def share_of_land(view: Window) -> float:
    return sum(map(area, outlines(view, 0)[0])) / (view.width * view.height)


@pytest.mark.parametrize(
    ("edges", "share"),
    [
        ((-4.5, 40.0, -3.0, 41.0), 1.0),  # round Madrid
        ((8.0, 46.0, 9.0, 47.0), 1.0),
        ((-28.0, 44.0, -24.0, 47.0), 0.0),  # the ocean
        ((4.5, 54.5, 5.5, 55.5), 0.0),  # the North Sea
        ((1.0, 40.5, 3.0, 41.5), 0.19),  # the coast of Barcelona
        ((-100.0, 38.0, -95.0, 42.0), 1.0),  # beyond Europe
    ],
)
def test_land_is_where_it_is(edges: tuple[float, float, float, float], share: float) -> None:
    assert share_of_land(window(*edges)) == pytest.approx(share, abs=0.01)


def test_borders_are_those_of_the_window() -> None:
    assert outlines(window(-4.5, 40.0, -3.0, 41.0), 0)[1] == []
    pyrenees = outlines(window(-1.5, 42.0, 3.0, 43.5), 0)[1]
    assert points(pyrenees) > 50


@pytest.mark.parametrize(
    ("edges", "side", "beyond"),
    [
        (NORWAY, 3, 72.01),
        ((50.0, 40.0, 60.0, 48.0), 2, 60.01),
        ((-32.0, 60.0, -10.0, 68.0), 0, -32.01),
        ((0.0, 26.0, 20.0, 40.0), 1, 25.9),
    ],
)
def test_europe_up_to_its_edges_is_drawn_in_more_detail(
    edges: tuple[float, float, float, float], side: int, beyond: float
) -> None:
    wider = list(edges)
    wider[side] = beyond
    inside, outside = (outlines(window(*found), 0)[0] for found in (edges, tuple(wider)))
    assert points(inside) > 1.3 * points(outside)


def test_a_window_that_ends_where_the_outlines_of_europe_do_has_these() -> None:
    assert window(*NORWAY).bounds(0)[3] == 72.0
    assert latitude_of(mercator(72.0)) == 72.0


def test_the_corners_of_a_window_are_those_of_its_paper() -> None:
    view = window(*NORWAY)
    assert view.project(10.0, 72.0) == (0.0, 0.0)
    assert view.project(40.0, 62.0) == pytest.approx((view.width, view.height))
    assert view.project(25.0, 72.0) == (300.0, 0.0)
    assert view.project(10.0, 71.0) == pytest.approx((0.0, 20 * (mercator(72.0) - mercator(71.0))))


def test_land_ends_at_the_window_and_borders_go_on() -> None:
    view = window(-1.5, 42.0, 3.0, 42.9)
    land, borders = outlines(view, 0)

    def is_inside(point: Point) -> bool:
        x, y = point
        return -1e-6 <= x <= view.width + 1e-6 and -1e-6 <= y <= view.height + 1e-6

    assert all(is_inside(point) for ring in land for point in ring)
    assert not all(is_inside(point) for line in borders for point in line)
