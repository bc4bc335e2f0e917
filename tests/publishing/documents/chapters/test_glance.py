"""The programme at a glance: columns, clocks, strips, cities above and hotels below."""

from __future__ import annotations

from datetime import date

from tests.publishing.documents.chapters.papers import (
    CANARY,
    blocks,
    item,
    pack,
    plan,
    sample,
    stop,
)
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.model import LegendKey

TUESDAY = date(2017, 11, 7)


def _glance(audience: str = "delegate", language: str = "en") -> model.Glance:
    (glance,) = blocks(pack(sample(), audience, language), model.Glance)
    return glance


def test_glance_has_a_column_for_each_day() -> None:
    assert [(d.number, d.weekday) for d in _glance().days] == [
        ("5", "Sun"),
        ("6", "Mon"),
        ("7", "Tue"),
        ("8", "Wed"),
        ("9", "Thu"),
    ]
    assert [d.weekday for d in _glance(language="es").days] == ["Dom", "Lun", "Mar", "Mié", "Jue"]


def test_the_city_changes_within_the_day_of_the_train() -> None:
    barcelona, valencia = _glance().bands
    assert (barcelona.text, barcelona.start) == ("Barcelona", 0.0)
    assert 2 < barcelona.end == valencia.start < 3
    assert (valencia.text, valencia.end) == ("Valencia", 5.0)


def test_hotels_lie_under_their_nights() -> None:
    assert [(s.text, s.first_day, s.nights) for s in _glance().stays] == [
        ("Hotel Exemple Eixample, Barcelona · 2 nights", 0, 2),
        ("Las Arenas resort, Valencia · 2 nights", 2, 2),
    ]


def test_hotels_of_the_same_nights_share_a_bar() -> None:
    visit = sample()
    rooms = [
        room.model_copy(update={"hotel": "Annexe", "check_in": date(2017, 11, 5)})
        if room.hotel == "Las Arenas resort"
        else room
        for room in visit.rooms
    ]
    changed = visit.model_copy(update={"rooms": tuple(rooms)})
    (glance,) = blocks(pack(changed, "staff", "en"), model.Glance)
    (bar,) = glance.stays
    assert (bar.first_day, bar.nights) == (0, 4)
    assert {"Hotel Exemple Eixample", "Annexe"} <= {
        part.partition(",")[0].partition(" ·")[0] for part in bar.text.split("; ")
    }


def test_the_train_is_solid_and_flights_of_single_people_are_the_teams() -> None:
    solid = [block for block in _glance().blocks if block.whole_group]
    assert [(block.title, block.time) for block in solid] == [("Train to Valencia", "18:00–21:20")]
    assert not [b for b in _glance().blocks if b.kind is model.Kind.LEG and not b.whole_group]
    flights = [b for b in _glance("staff").blocks if b.kind is model.Kind.LEG and not b.whole_group]
    assert len(flights) == 3


def test_a_flight_is_drawn_on_the_clock_of_the_city() -> None:
    flight = next(b for b in _glance("staff").blocks if b.time == "14:10 WET")
    assert (flight.start, flight.end) == (15 * 60 + 10, 18 * 60 + 15)
    assert flight.end_time == "18:15 CET"
    assert _glance("staff").note == ("Drawn on CET time. EET is 1 h ahead. WET is 1 h behind.")
    assert _glance().note == "All times CET."


def test_the_legend_explains_what_occurs() -> None:
    assert [entry.key for entry in _glance().legend] == [
        LegendKey.SESSION,
        LegendKey.SITE_VISIT,
        LegendKey.MEAL,
        LegendKey.TRANSFER,
        LegendKey.EVERYONE_TRAVELS,
        LegendKey.TENTATIVE,
    ]
    (plain,) = blocks(pack(plan(stop(), item())), model.Glance)
    assert [entry.key for entry in plain.legend] == [LegendKey.SESSION]


def test_parallel_blocks_share_their_column() -> None:
    workshops = [b for b in _glance().blocks if b.title.startswith("Co-creation")]
    assert [(b.lane, b.lanes) for b in workshops] == [(0, 2), (1, 2)]


def test_more_than_four_at_once_are_counted() -> None:
    items = [item(f"No {n}", "09:00", "11:00") for n in range(9)]
    (glance,) = blocks(pack(plan(stop(), *items)), model.Glance)
    assert [b.title for b in glance.blocks] == ["No 0", "No 1", "No 2", "… 6 more"]
    assert {b.lanes for b in glance.blocks} == {4}


def test_cities_in_two_zones_are_named_on_their_own_clocks() -> None:
    visit = plan(
        stop("Las Palmas", 6, 6, zone=CANARY),
        stop("Barcelona", 7, 7),
        item(zone=CANARY),
        item(day=TUESDAY),
    )
    (glance,) = blocks(pack(visit), model.Glance)
    assert [b.start for b in glance.blocks] == [540, 540]
    assert glance.note == "Each day is drawn on the clock of its city: WET, CET."


def test_an_item_that_lasts_for_days_does_not_stretch_the_grid() -> None:
    (glance,) = blocks(pack(plan(stop(), item("Fair", "20:00", "18:00", end_day=3))), model.Glance)
    assert glance.blocks[0].end <= 28 * 60
    assert glance.blocks[0].time == "20:00–18:00 +3"


def test_more_than_seven_days_are_several_grids() -> None:
    days = [date(2017, 11, n) for n in range(6, 16)]
    grids = blocks(pack(plan(stop(last=15), *(item(day=day) for day in days))), model.Glance)
    assert [[day.number for day in grid.days] for grid in grids] == [
        ["6", "7", "8", "9", "10"],
        ["11", "12", "13", "14", "15"],
    ]
    assert [[block.day for block in grid.blocks] for grid in grids] == [[0, 1, 2, 3, 4]] * 2
    assert [[(band.start, band.end) for band in grid.bands] for grid in grids] == [[(0.0, 5.0)]] * 2


def test_days_without_anything_need_no_grid() -> None:
    visit = plan(stop(last=19), item())
    (grid,) = blocks(pack(visit), model.Glance)
    assert [day.number for day in grid.days] == ["6", "7", "8", "9", "10", "11", "12"]
