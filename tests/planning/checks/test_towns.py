"""Stops whose town several may be."""

from __future__ import annotations

import pytest

from tests.planning.checks.plans import TUESDAY, found, plan, repaired, the
from visitplanner.domain.programme import Stop
from visitplanner.domain.visit import Visit
from visitplanner.planning.checks import Severity

CODE = "ambiguous-town"


def at(city: str, country: str = "", zone: str = "", *more: Stop) -> Visit:
    return plan(Stop(city=city, country=country, zone=zone, arrive=TUESDAY), *more)


def test_a_town_in_two_countries_is_asked_about() -> None:
    visit = at("Valencia")
    problem = the(visit, CODE)
    assert problem.severity is Severity.WARNING
    assert problem.subjects == ("Valencia", "2026-11-10")
    assert problem.records == (visit.stops[0].id,)
    assert problem.message == "Valencia may be Valencia in Spain or Valencia in Venezuela."
    assert problem.fix == "Name the country of Valencia."
    assert problem.day == TUESDAY


def test_one_click_takes_the_first() -> None:
    visit = at("Valencia")
    problem = the(visit, CODE)
    assert problem.repair_label == "Take Valencia in Spain"
    assert repaired(visit, problem).stops[0].country == "ES"


def test_the_clock_of_the_stop_tells_which_is_likelier() -> None:
    problem = the(at("Valencia", zone="America/Caracas"), CODE)
    assert problem.message == "Valencia may be Valencia in Venezuela or Valencia in Spain."
    assert problem.repair_label == "Take Valencia in Venezuela"


def test_every_country_is_named_once_and_three_at_most() -> None:
    assert the(at("Toledo"), CODE).message == (
        "Toledo may be Toledo in Spain, Toledo in United States or Toledo in Philippines."
    )


def test_in_one_country_the_full_names_are_told() -> None:
    problem = the(at("Neustadt"), CODE)
    assert problem.message == (
        "Neustadt may be Neustadt an der Weinstraße, Neustadt am Rübenberge or Neustadt in"
        " Holstein."
    )
    assert problem.fix == "Write the full name of the town, and its country."
    assert problem.repair is None


@pytest.mark.parametrize(
    ("city", "country"),
    [
        ("Valencia", "ES"),
        ("Valencia", "Venezuela"),
        ("Barcelona", ""),  # the one in Venezuela is smaller
        ("Xyzzy", ""),
        ("", ""),
        ("Neustadt", "DE"),
        ("Springfield", ""),  # many, all in one country, and none has a longer name
    ],
)
def test_towns_that_are_clear(city: str, country: str) -> None:
    assert not found(at(city, country), CODE)


def test_a_country_of_the_visit_settles_it() -> None:
    madrid = Stop(city="Madrid", country="ES", arrive=TUESDAY)
    assert not found(at("Valencia", "", "", madrid), CODE)


def test_every_stop_is_asked_about() -> None:
    other = Stop(city="Valencia", arrive=None)
    problems = found(at("Valencia", "", "", other), CODE)
    assert [p.subjects for p in problems] == [("Valencia", "2026-11-10"), ("Valencia",)]
