from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.planning.checks.plans import (
    PEOPLE,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    changed,
    edge,
    found,
    journey,
    plan,
    stop,
    the,
)
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Stop
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import Registration, Status
from visitplanner.planning.checks import Severity, run_checks

EXPIRED, ENTRY = "document-expires", "entry-rules"
STAY = stop(first=TUESDAY, last=WEDNESDAY)


def travelling(*records: Any, **fields: Any) -> Visit:
    return plan(*(records or (STAY,)), people=(changed(PEOPLE[0], **fields), *PEOPLE[1:]))


# --- Documents -----------------------------------------------------------------------------------


def test_a_document_that_expires_on_the_way_is_an_error() -> None:
    visit = travelling(document_valid_until=TUESDAY)
    problem = the(visit, EXPIRED)
    assert problem.severity is Severity.ERROR
    assert problem.subjects == ("P01",)
    assert problem.records == (visit.delegates[0].id,)
    assert problem.message == (
        "Ana Ruiz travels until Wed 11 Nov 2026 with a document that is valid until Tue 10 Nov 2026"
        " only."
    )
    assert problem.fix == "Have it renewed in time, or enter another one that is valid."
    assert problem.day == WEDNESDAY


@pytest.mark.parametrize(
    ("valid", "fields", "expired"),
    [
        (WEDNESDAY, {}, False),
        (WEDNESDAY - timedelta(days=1), {}, True),
        (date(2015, 1, 1), {}, True),
        (TUESDAY, {"leaves": edge(TUESDAY)}, False),
        (TUESDAY - timedelta(days=1), {"leaves": edge(TUESDAY, "12:00")}, True),
        (WEDNESDAY, {"leaves": edge(THURSDAY)}, True),
        (TUESDAY, {"status": Registration.CANCELLED}, False),
        (None, {}, False),
    ],
)
def test_it_has_to_be_valid_on_the_last_day(
    valid: date | None, fields: dict[str, Any], expired: bool
) -> None:
    visit = travelling(document_valid_until=valid, **fields)
    assert bool(found(visit, EXPIRED)) is expired


@pytest.mark.parametrize(
    ("fields", "expired"),
    [
        ({"who": "P01"}, True),
        ({"who": "P02"}, False),
        ({"who": "P01", "status": Status.CANCELLED}, False),
        ({"who": "P01", "depart_day": WEDNESDAY}, False),
    ],
)
def test_who_travels_home_a_day_later_needs_it_a_day_longer(
    fields: dict[str, Any], expired: bool
) -> None:
    ride = journey("T1", "08:00", "09:00", **({"depart_day": THURSDAY} | fields))
    visit = travelling(STAY, ride, document_valid_until=WEDNESDAY)
    assert bool(found(visit, EXPIRED)) is expired


@pytest.mark.parametrize(
    ("fields", "expired"),
    [
        ({"arrive_day": THURSDAY}, True),
        ({"arrive_day": THURSDAY, "who": "P02"}, False),
        ({}, False),
        ({"arrive_day": TUESDAY}, False),
    ],
)
def test_who_arrives_after_midnight_needs_it_a_day_longer(
    fields: dict[str, Any], expired: bool
) -> None:
    values = {"depart_day": WEDNESDAY, "who": "P01"} | fields
    ride = journey("T1", "22:00", "23:50", **values)
    visit = travelling(STAY, ride, document_valid_until=WEDNESDAY)
    assert [p.day for p in found(visit, EXPIRED)] == [THURSDAY] * expired
    on_the_way = ride.model_copy(update={"arrive": None})
    assert not found(travelling(STAY, on_the_way, document_valid_until=WEDNESDAY), EXPIRED)


def test_without_any_day_nothing_expires() -> None:
    assert not found(travelling(Stop(city="Barcelona"), document_valid_until=TUESDAY), EXPIRED)


# --- Borders -------------------------------------------------------------------------------------


def to(country: str, city: str = "", first: date = TUESDAY, last: date = TUESDAY) -> Stop:
    return Stop(city=city, country=country, arrive=first, leave=last)


def test_a_visa_takes_weeks() -> None:
    visit = travelling(to("ES"), nationality="TR")
    problem = the(visit, ENTRY)
    assert problem.severity is Severity.WARNING
    assert problem.subjects == ("P01",)
    assert problem.records == (visit.delegates[0].id,)
    assert problem.message == "Spain: Ana Ruiz may need a visa."
    assert problem.fix == (
        "Ask about a visa or a residence permit now; a visa takes weeks. (Rules as of 2025.)"
    )
    assert problem.day == TUESDAY


def test_outside_the_union_one_looks_it_up() -> None:
    problem = the(travelling(to("United Kingdom"), nationality="Poland"), ENTRY)
    assert problem.message == (
        "United Kingdom: Ana Ruiz may need a visa or a travel authorisation."
    )
    assert problem.fix == "Look up the entry rules in good time: a visa takes weeks."


def test_all_who_need_the_same_are_one_finding() -> None:
    nationalities = ("TR", "Türkiye", "India", "ES", "US")
    people = tuple(
        changed(person, nationality=nationality)
        for person, nationality in zip(PEOPLE, nationalities, strict=True)
    )
    assert {
        problem.subjects: problem.message
        for problem in found(plan(to("FR"), to("IE", first=WEDNESDAY, last=WEDNESDAY),
                                  people=people), ENTRY)
    } == {
        ("P01", "P02", "P03"): "France: Ana Ruiz, Jan Novák and Eva Lind may need visas.",
        ("P01", "P02", "P03", "P05"): (
            "Ireland: Ana Ruiz, Jan Novák, Eva Lind and 1 other may need visas or travel"
            " authorisations."
        ),
    }  # fmt: skip


def test_the_country_may_follow_from_the_town() -> None:
    visit = travelling(to("", "Reykjavík"), nationality="India")
    assert the(visit, ENTRY).message == "Iceland: Ana Ruiz may need a visa."


@pytest.mark.parametrize(
    "fields",
    [
        {"nationality": "PL"},
        {"nationality": "US"},
        {"nationality": ""},
        {"nationality": "Martian"},
        {"nationality": "TR / Germany"},
        {"nationality": "TR", "status": Registration.WAITING},
        {"nationality": "TR", "joins": edge(WEDNESDAY)},
    ],
)
def test_who_needs_nothing_or_of_whom_nothing_is_known(fields: dict[str, Any]) -> None:
    assert not found(travelling(to("ES"), **fields), ENTRY)


def test_of_two_nationalities_both_may_need_one() -> None:
    assert found(travelling(to("ES"), nationality="TR; Egypt"), ENTRY)


@pytest.mark.parametrize(
    "where", [Stop(country="ES"), to("ES", first=WEDNESDAY, last=TUESDAY), to("ES")]
)
def test_stops_without_days_are_everybodys(where: Stop) -> None:
    assert found(travelling(where, nationality="TR"), ENTRY)


def test_a_stop_of_no_known_country_has_no_rules() -> None:
    assert not found(travelling(to("", "Nowhere At All"), nationality="TR"), ENTRY)


def test_in_two_towns_of_one_country_one_is_asked_once() -> None:
    stops = (to("ES", "Barcelona"), to("ES", "Valencia", WEDNESDAY, THURSDAY))
    assert the(travelling(*stops, nationality="TR"), ENTRY).day == TUESDAY
    late = travelling(*stops, nationality="TR", joins=edge(THURSDAY))
    assert the(late, ENTRY).subjects == ("P01",)


# --- Nothing -------------------------------------------------------------------------------------


def test_what_is_said_about_countries_is_said_in_the_language() -> None:
    visit = travelling(to("ES"), nationality="TR")
    (told,) = (p for p in run_checks(visit, language="es") if p.code == ENTRY)
    assert "España" in told.message


def test_a_blank_plan_is_silent() -> None:
    for visit in (Visit(), Visit(delegates=(Delegate(),), stops=(Stop(),))):
        assert not found(visit, EXPIRED)
        assert not found(visit, ENTRY)
