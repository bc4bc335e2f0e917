"""Estimates of transfers, to be shown beside what was typed."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from visitplanner.domain.programme import Journey, Place, Stop, TravelTime
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import JourneyKind, Mode
from visitplanner.planning.checks.compiled import Plan
from visitplanner.planning.estimates import Estimate, estimates
from visitplanner.planning.way_times import way_times

DAY, ZONE = date(2026, 5, 4), "Europe/Madrid"


def _transfer(one: str, **more: Any) -> Journey:
    fields: dict[str, Any] = {"mode": Mode.COACH, "origin": "Hotel", "destination": "Plant"}
    return Journey(
        id=one,
        code=one,
        depart_day=DAY,
        depart=time(9),
        arrive=time(9, 10),
        origin_zone=ZONE,
        destination_zone=ZONE,
        **(fields | more),
    )


def _visit(*journeys: Journey, **more: Any) -> Visit:
    return Visit(
        stops=(Stop(city="Madrid", country="ES", zone=ZONE, arrive=DAY, leave=DAY),),
        places=(
            Place(name="Hotel", city="Madrid", latitude=40.41, longitude=-3.69),
            Place(name="Plant", city="Madrid", latitude=40.50, longitude=-3.60),
            Place(name="Nowhere", city="Madrid"),
        ),
        journeys=journeys,
        **more,
    )


def test_a_transfer_between_places_has_an_estimate() -> None:
    found = estimates(_visit(_transfer("T"), _transfer("W", mode=Mode.WALK)))
    coach = found["T"]
    assert 25 <= coach.low <= 60
    assert coach.low < coach.high
    assert found["W"].low > 2 * coach.low


def test_the_band_is_that_of_the_table_of_journeys() -> None:
    visit = _visit(_transfer("T"), _transfer("W", mode=Mode.WALK))
    bands = {one: (way.low, way.high) for one, way in way_times(Plan(visit)).items()}
    assert {one: (way.low, way.high) for one, way in estimates(visit).items()} == bands


def test_what_is_not_known_has_none() -> None:
    visit = _visit(
        _transfer("N", destination="Nowhere"),
        _transfer("O", mode=Mode.OTHER),
        _transfer("L", kind=JourneyKind.LEG),
        _transfer("S", destination="Hotel"),
    )
    assert estimates(visit) == {}


def test_what_the_visit_states_wins() -> None:
    stated = TravelTime(origin="Plant", destination="Hotel", mode=Mode.COACH, minutes=17)
    assert estimates(_visit(_transfer("T"), travel_times=(stated,))) == {"T": Estimate(17, 17)}
