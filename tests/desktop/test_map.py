"""The map: what it shows of a plan, where labels go, what pushing and zooming does."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainterPath
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import settle
from visitplanner.desktop import theme
from visitplanner.desktop.document import Document
from visitplanner.desktop.map.labels import Labels, around
from visitplanner.desktop.map.route import MARGIN, RouteModel
from visitplanner.desktop.map.scene import (
    DayRoute,
    PlaceMark,
    Position,
    RouteRow,
    day_route,
    scene_of,
    towns_around,
)
from visitplanner.desktop.map.sight import Sight, scale_bar
from visitplanner.desktop.map.town import TownMap, apart
from visitplanner.desktop.views.base import Context
from visitplanner.desktop.views.map import MapPage
from visitplanner.desktop.views.map_part import MapPart
from visitplanner.domain import edits
from visitplanner.domain.programme import Item, Journey, Place, Stop
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import JourneyKind, Mode
from visitplanner.planning.gazetteer import default

TUESDAY = date(2017, 11, 7)
SIZE = QSizeF(800, 500)
positions = st.builds(Position, st.floats(-30, 60), st.floats(-50, 70))


@pytest.fixture(scope="module")
def sample(sample_workbook: Path) -> Visit:
    from visitplanner.importing.workbook import read_plan

    return read_plan(sample_workbook).visit


# --- the scene -----------------------------------------------------------------------------------


def test_cities_are_numbered_in_the_order_of_their_days(sample: Visit) -> None:
    scene = scene_of(sample, default())
    assert [(s.label, s.name, s.detail) for s in scene.stops] == [
        ("1", "Barcelona", "5–7 Nov, 2 nights"),
        ("2", "Valencia", "7–9 Nov, 2 nights"),
    ]
    train = next(leg for leg in scene.legs if leg.mode is Mode.TRAIN)
    assert (train.title, train.detail) == (
        "Euromed to Valencia",
        "Tue 7 Nov 18:00–21:20, 3 h 20, 13 people",
    )


def test_a_city_that_is_visited_twice_has_both_numbers() -> None:
    days = [date(2026, 5, day) for day in (4, 5, 6, 7)]
    cities = ("Lyon", "Geneva", "Lyon")
    visit = Visit(
        stops=tuple(
            Stop(city=city, country="", arrive=days[n], leave=days[n + 1])
            for n, city in enumerate(cities)
        )
    )
    scene = scene_of(visit, default())
    assert [(stop.label, stop.name) for stop in scene.stops] == [("1, 3", "Lyon"), ("2", "Geneva")]


def test_a_city_that_nobody_knows_is_named_not_guessed() -> None:
    scene = scene_of(Visit(stops=(Stop(city="Nowhereville-upon-Nothing"),)), default())
    assert scene.stops == ()
    assert scene.missing == ("Nowhereville-upon-Nothing",)


def test_only_the_legs_of_some_people(sample: Visit) -> None:
    alone = next(j for j in sample.journeys if j.mode is Mode.FLIGHT)
    from visitplanner.domain.queries import attendees

    people = frozenset(p.id for p in attendees(sample, alone))
    scene = scene_of(sample, default(), people)
    assert alone.id in {one for leg in scene.legs for one in leg.ids}
    assert len(scene.legs) < len(scene_of(sample, default()).legs)


def test_towns_around_leave_out_suburbs_and_the_cities_themselves(sample: Visit) -> None:
    names = [
        name for name, _ in towns_around(scene_of(sample, default()), default(), (-4, 38, 5, 44), 8)
    ]
    assert "Zaragoza" in names
    assert not {"Barcelona", "Valencia", "Eixample"} & set(names)


# --- a day ---------------------------------------------------------------------------------------


def test_a_day_in_order_with_ways_by_person(sample: Visit) -> None:
    route = day_route(sample, TUESDAY, "Barcelona", {})
    assert [row.title for row in route.rows][:4] == [
        "Solartys office",
        "Taxi 25 min",
        "Solartys office",
        "IREC Diagonal-Besòs",
    ]
    numbers = {place.name: place.number for place in route.places}
    there = (numbers["Solartys office"], numbers["IREC Diagonal-Besòs"], Mode.TAXI)
    assert there in route.hops
    assert route.km == pytest.approx(14.7, abs=0.1)


def test_a_place_without_a_position_is_named() -> None:
    day = date(2026, 5, 4)
    visit = Visit(
        stops=(Stop(city="Turin", arrive=day, leave=day, zone="Europe/Rome"),),
        places=(Place(name="Hall", city="Turin"),),
        items=(
            Item(day=day, start=time(9), zone="Europe/Rome", title="Talk", place="Hall", who="all"),
        ),
    )
    route = day_route(visit, day, "Turin", {})
    assert (route.places, route.unknown) == ((), ("Hall",))
    assert [(row.title, row.number) for row in route.rows] == [("Hall", 0)]


def test_the_rows_of_a_day_are_read_aloud(qtbot: QtBot) -> None:
    model = RouteModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    row = RouteRow("x", "Hall", "Talk", "09:00", 2, None, "error")
    model.show_route(DayRoute("Turin", rows=(row,)))
    spoken = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "09:00, Hall, Talk, place 2, error"
    tester.deleteLater()
    model.deleteLater()


# --- geometry ------------------------------------------------------------------------------------


@given(st.lists(positions, min_size=1, max_size=6))
def test_all_positions_are_in_sight(there: list[Position]) -> None:
    sight = Sight.of(there, SIZE)
    room = sight.rect.adjusted(-1, -1, 1, 1)
    assert all(room.contains(sight.point(at)) for at in there)


@given(positions, st.floats(0.2, 5), st.floats(0, 800), st.floats(0, 500))
def test_what_is_under_the_pointer_stays_there(
    at: Position, factor: float, x: float, y: float
) -> None:
    sight = Sight.of([at, Position(at.longitude + 5, at.latitude)], SIZE)
    before = sight.point(at)
    pushed = sight.moved(QPointF(x, y) - before)
    zoomed = pushed.zoomed(factor, pushed.point(at))
    assert math.hypot(*(zoomed.point(at) - pushed.point(at)).toTuple()) < 0.5


@given(st.floats(0.0005, 60))
def test_a_scale_is_round_and_fits(km_per_pixel: float) -> None:
    km, pixels = scale_bar(km_per_pixel)
    assert 60 <= pixels <= 160
    digits = f"{km:.10f}".strip("0").replace(".", "").strip("0")
    assert digits in ("1", "2", "5")


@given(st.lists(st.tuples(st.floats(0, 300), st.floats(0, 300)), max_size=20))
def test_labels_never_cover_one_another(points: list[tuple[float, float]]) -> None:
    labels = Labels(QRectF(0, 0, 300, 300))
    placed: list[QRectF] = []
    for x, y in points:
        box = labels.place(around(QPointF(x, y), QSizeF(60, 15), 10))
        if box is not None:
            assert not any(box.intersects(other) for other in placed)
            placed.append(box)


def test_words_are_not_written_across_a_line_where_there_is_room_beside_it() -> None:
    labels, point = Labels(QRectF(0, 0, 300, 300)), QPointF(150, 150)
    line = QPainterPath(point)
    line.quadTo(QPointF(220, 155), QPointF(290, 150))  # off to the right
    labels.draw(line)
    box = labels.write(around(point, QSizeF(60, 15), 10), across=False)
    assert box is not None
    assert box.right() < point.x()
    for taken in ((60, 100, 85, 100), (160, 162, 100, 20), (160, 110, 100, 25)):
        labels.take(QRectF(*taken))
    assert labels.write(around(point, QSizeF(60, 15), 10), across=False) is None
    across = labels.write(around(point, QSizeF(60, 15), 10), across=True)
    assert across is not None  # better than no name
    assert across.left() > point.x()


@given(st.lists(st.tuples(st.floats(0, 50), st.floats(0, 50)), max_size=4))
def test_marks_that_would_cover_each_other_are_pushed_apart(
    points: list[tuple[float, float]],
) -> None:
    pushed = apart([QPointF(*point) for point in points])
    for n, one in enumerate(pushed):
        assert all(math.hypot(*(one - other).toTuple()) > 12 for other in pushed[:n])


def test_a_way_is_drawn_from_mark_to_mark_or_not_at_all(qtbot: QtBot) -> None:
    """Where marks are pushed apart, a line between them would lead nowhere."""
    pile = [(41.4 + n / 1e5, 2.1) for n in range(8)]
    spots = [Position(latitude=y, longitude=x) for y, x in (*pile, (41.43, 2.1), (41.43, 2.15))]
    places = tuple(PlaceMark(n, str(n), f"Place {n}", at) for n, at in enumerate(spots, 1))
    town = TownMap()
    qtbot.addWidget(town)
    town.resize(380, 210)
    town.show_route(DayRoute("Turin", places, ((1, 4, Mode.WALK), (2, 8, Mode.TRAIN))))
    assert town.ways == []
    town.show_route(DayRoute("Turin", places, ((1, 4, Mode.WALK), (9, 10, Mode.TRAIN))))
    ((way, mode),) = town.ways
    assert mode is Mode.TRAIN
    for mark, share in zip(town.marks[8:], (0, 1), strict=True):
        assert mark.geometry().contains(way.pointAtPercent(share).toPoint())


# --- the page ------------------------------------------------------------------------------------


@pytest.fixture
def page(qtbot: QtBot, context: Context, sample: Visit, document: Document) -> Iterator[MapPage]:
    document.apply(sample, "Take the sample")
    made = MapPage(context)
    made.resize(1300, 760)
    made.show()
    qtbot.waitExposed(made)
    settle(qtbot)
    yield made
    settle(qtbot)
    made.close()
    made.deleteLater()


def part_of(page: MapPage) -> MapPart:
    part = page.part()
    assert isinstance(part, MapPart)
    return part


def test_a_click_on_a_city_or_a_leg_selects_it(
    page: MapPage, document: Document, sample: Visit, qtbot: QtBot
) -> None:
    canvas = part_of(page).canvas
    QTest.mouseClick(canvas.marks[1], Qt.MouseButton.LeftButton)
    assert document.selection == (sample.stops[1].id,)
    assert canvas.marks[1].chosen
    train = next(chip for chip in canvas.chips if "Euromed" in chip.accessibleName())
    QTest.mouseClick(train, Qt.MouseButton.LeftButton)
    assert [record.code for record in document.selected() if isinstance(record, Journey)] == ["A16"]


def test_keys_and_the_mouse_push_and_zoom(page: MapPage, qtbot: QtBot) -> None:
    canvas = part_of(page).canvas
    before = canvas.sight
    QTest.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.sight.scale > before.scale
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    assert canvas.sight.x < before.x
    QTest.keyClick(canvas, Qt.Key.Key_0)
    assert canvas.sight == before
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=canvas.rect().center())
    QTest.mouseMove(canvas, canvas.rect().center() + QPointF(50, 0).toPoint())
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton)
    settle(qtbot)


def test_the_times_of_the_day_end_where_its_map_ends(page: MapPage, qtbot: QtBot) -> None:
    part = part_of(page)
    part.slider.choose(TUESDAY)
    for height in (1200, 480):  # without and with a bar to scroll with
        page.resize(1300, height)
        settle(qtbot)
        picture = part.list.grab().toImage()
        ground = theme.color("panel").name()
        inked = [
            x
            for x in range(picture.width() - MARGIN)
            if any(picture.pixelColor(x, y).name() != ground for y in range(picture.height()))
        ]
        scrolls = part.list.verticalScrollBar().isVisible()
        assert scrolls is (height == 480)
        assert abs(part.list.x() + max(inked) - part.town.geometry().right()) <= 2


def test_the_day_slider_shows_another_city(page: MapPage) -> None:
    part = part_of(page)
    part.slider.choose(date(2017, 11, 8))
    assert part._heading.text() == "Valencia, Wed 8 Nov"
    assert part.slider.accessibleName().startswith("Day: ")
    QTest.keyClick(part.slider, Qt.Key.Key_Left)
    assert part.slider.day == TUESDAY
    rows = part.model.rows
    assert any(row.title == "Solartys office" for row in rows)


def test_an_edit_is_followed_and_the_sight_kept(
    page: MapPage, document: Document, sample: Visit, qtbot: QtBot
) -> None:
    canvas = part_of(page).canvas
    canvas.zoom_by(2.0)
    sight = canvas.sight
    train = next(j for j in sample.journeys if j.code == "A16")
    document.try_edit("Move", edits.change, train.id, mode=Mode.COACH)
    assert canvas.sight == sight
    assert {leg.mode for leg in canvas.scene.legs} == {Mode.COACH, Mode.FLIGHT}


def test_a_picture_is_saved(page: MapPage, tmp_path: Path) -> None:
    path = tmp_path / "map.png"
    assert part_of(page).save_picture(str(path))
    assert not QImage(str(path)).isNull()
    assert not part_of(page).save_picture(str(tmp_path / "no" / "map.png"))


def test_without_cities_the_page_says_what_to_do(
    qtbot: QtBot, context: Context, document: Document
) -> None:
    document.apply(Visit(), "Empty")
    page = MapPage(context)
    page.show()
    part = part_of(page)
    with qtbot.waitSignal(page.action_wanted) as wanted:
        part._empty.wanted.emit()
    assert wanted.args == ["add_city"]
    settle(qtbot)
    page.close()
    page.deleteLater()


def test_a_transfer_is_no_leg() -> None:
    ride = Journey(
        kind=JourneyKind.TRANSFER, mode=Mode.COACH, origin="Barcelona", destination="Girona"
    )
    assert scene_of(Visit(journeys=(ride,)), default()).legs == ()
