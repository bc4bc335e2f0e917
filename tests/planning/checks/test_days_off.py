"""Hosts on public holidays, on bridge days and at the weekend."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.planning.checks.plans import clock, found, item, plan, stop, the
from visitplanner.domain.people import Contact, Organisation
from visitplanner.domain.programme import Place, Stop
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ItemKind, Status
from visitplanner.planning.checks import Severity, run_checks

HOLIDAY, BRIDGE, WEEKEND = "public-holiday", "bridge-day", "weekend"
REGION_DAY = date(2025, 10, 9)  # a Thursday: the day of the Valencian Community
FRIDAY, SATURDAY = REGION_DAY + timedelta(days=1), REGION_DAY + timedelta(days=2)
IVACE = Organisation(name="IVACE", country="ES", city="Valencia")


def on(day: date, *records: Any, city: str = "Valencia", **fields: Any) -> Visit:
    """One item in a town on a day."""
    values: dict[str, Any] = {
        "title": "Innovation policy",
        "day": day,
        "city": city,
        "host_organisation": "IVACE",
    } | fields
    stops = [r for r in records if isinstance(r, Stop)] or [stop(city, day, day)]
    others = [r for r in records if not isinstance(r, Stop)]
    return plan(*stops, item("A1", "10:00", "11:00", **values), *others)


# --- Public holidays -----------------------------------------------------------------------------


def test_a_host_on_a_holiday_of_its_region_is_likely_to_be_closed() -> None:
    problem = the(on(REGION_DAY, IVACE), HOLIDAY)
    assert problem.severity is Severity.WARNING
    assert problem.subjects == ("A1", "2025-10-09", "IVACE")
    assert problem.message == (
        "Thu 9 Oct is Valencian Community Day in Valencia: IVACE is likely to be closed for"
        " “Innovation policy”."
    )
    assert problem.fix == "Ask IVACE whether it opens that day, or move it to another."
    assert (problem.day, problem.clock) == (REGION_DAY, clock("10:00"))


def test_elsewhere_the_day_is_an_ordinary_one() -> None:
    assert not found(on(REGION_DAY, IVACE, city="Barcelona"), HOLIDAY)
    assert not found(on(REGION_DAY - timedelta(days=1), IVACE), HOLIDAY)
    assert not found(on(FRIDAY, IVACE), HOLIDAY)


def test_a_day_of_the_town_counts_too() -> None:
    problem = the(on(date(2026, 1, 22), IVACE), HOLIDAY)
    assert problem.message.startswith("Thu 22 Jan is Saint Vincent the Martyr in Valencia:")


def test_the_town_is_that_of_the_item_its_place_or_its_day() -> None:
    lab = Place(name="Lab", city="Valencia")
    assert found(on(REGION_DAY, stop("Barcelona", REGION_DAY, REGION_DAY)), HOLIDAY)
    assert found(on(REGION_DAY, lab, stop("Barcelona", REGION_DAY), place="Lab", city=""), HOLIDAY)
    assert found(plan(stop("Valencia", REGION_DAY, REGION_DAY), item(
        "A1", "10:00", "11:00", day=REGION_DAY, city="", host_organisation="IVACE"
    )), HOLIDAY)  # fmt: skip


def test_the_country_of_the_host_counts_as_well() -> None:
    bmwk = Organisation(name="BMWK", country="Germany")
    day = date(2025, 10, 3)
    problem = the(on(day, bmwk, host_organisation="BMWK"), HOLIDAY)
    assert problem.message == (
        "Fri 3 Oct is German Unity Day in Germany: BMWK is likely to be closed for"
        " “Innovation policy”."
    )
    assert problem.subjects == ("A1", "2025-10-03", "BMWK")
    unknown = bmwk.model_copy(update={"country": "Atlantis"})
    assert not found(on(day, unknown, host_organisation="BMWK"), HOLIDAY)
    nowhere = bmwk.model_copy(update={"country": ""})
    assert not found(on(day, nowhere, host_organisation="BMWK"), HOLIDAY)


def test_of_two_holidays_that_of_the_place_is_named() -> None:
    french = Organisation(name="CNRS", country="FR")
    problem = the(on(date(2026, 5, 1), french, host_organisation="CNRS"), HOLIDAY)
    assert " in Valencia: CNRS" in problem.message


def test_a_host_has_one_problem_a_day_whatever_it_hosts() -> None:
    visit = plan(
        stop("Valencia", REGION_DAY, REGION_DAY),
        item("A2", "12:00", "13:00", day=REGION_DAY, city="Valencia", host_organisation="IVACE"),
        item("A1", "10:00", "11:00", day=REGION_DAY, city="Valencia", host_organisation="IVACE"),
        item("A3", "15:00", "16:00", day=REGION_DAY, city="Valencia", host_organisation="REDIT"),
    )
    problems = found(visit, HOLIDAY)
    assert [p.subjects for p in problems] == [
        ("A1", "A2", "2025-10-09", "IVACE"),
        ("A3", "2025-10-09", "REDIT"),
    ]
    assert problems[0].message.endswith("IVACE is likely to be closed for “Item A1” and “Item A2”.")


def test_a_contact_may_be_the_host() -> None:
    visit = on(
        REGION_DAY, Contact(name="Ana Soler"), host_organisation="", host_contact="Ana Soler"
    )
    problem = the(visit, HOLIDAY)
    assert problem.subjects == ("A1", "2025-10-09", "Ana Soler")
    both = on(REGION_DAY, Contact(name="Ana Soler"), IVACE, host_contact="Ana Soler")
    assert the(both, HOLIDAY).subjects == ("A1", "2025-10-09", "IVACE", "Ana Soler")


def test_without_a_host_the_place_may_be_closed() -> None:
    lab = Place(name="Science museum", city="Valencia")
    visit = on(REGION_DAY, lab, place="Science museum", host_organisation="")
    problem = the(visit, HOLIDAY)
    assert "Science museum is likely to be closed for “Innovation policy”" in problem.message
    assert problem.subjects == ("A1", "2025-10-09", "Science museum")


@pytest.mark.parametrize(
    "place",
    [
        Place(name="Las Arenas resort", city="Valencia"),
        Place(name="Las Arenas", city="Valencia", kind="Hotel"),
        Place(name="Casa Roberto", city="Valencia", kind="restaurant"),
        Place(name="Valencia Airport", city="Valencia"),
    ],
)
def test_places_that_open_every_day(place: Place) -> None:
    assert not found(on(REGION_DAY, place, place=place.name, host_organisation=""), HOLIDAY)
    assert found(on(REGION_DAY, place, place=place.name), HOLIDAY)  # the host is closed there too


def test_without_host_and_place_nobody_has_to_open() -> None:
    assert not found(on(REGION_DAY, host_organisation=""), HOLIDAY)


@pytest.mark.parametrize("kind", list(ItemKind))
def test_meals_and_walks_need_no_office(kind: ItemKind) -> None:
    needs = kind in {ItemKind.SESSION, ItemKind.SITE_VISIT, ItemKind.BRIEFING}
    assert bool(found(on(REGION_DAY, IVACE, kind=kind), HOLIDAY)) is needs
    assert bool(found(on(FRIDAY, IVACE, kind=kind), BRIDGE)) is needs
    assert bool(found(on(SATURDAY, IVACE, kind=kind), WEEKEND)) is needs


@pytest.mark.parametrize(
    "fields", [{"optional": True}, {"status": Status.IDEA}, {"status": Status.CANCELLED}]
)
def test_what_is_optional_is_worth_a_note(fields: dict[str, Any]) -> None:
    severities = [p.severity for p in found(on(REGION_DAY, IVACE, **fields), HOLIDAY)]
    assert severities == ([] if "CANCELLED" in str(fields) else [Severity.NOTE])


def test_where_a_town_is_not_known_the_country_of_the_stop_holds() -> None:
    national = date(2025, 10, 13)  # nothing; the 12th is a Sunday
    village = Stop(city="Xyzzy", country="ES", arrive=date(2026, 12, 8), leave=date(2026, 12, 8))
    visit = on(date(2026, 12, 8), village, IVACE, city="Xyzzy")
    assert "Immaculate Conception in Xyzzy" in the(visit, HOLIDAY).message
    assert not found(on(national, village, IVACE, city="Xyzzy"), HOLIDAY)
    lost = village.model_copy(update={"country": ""})
    assert not found(on(date(2026, 12, 8), lost, city="Xyzzy"), HOLIDAY)


def test_a_town_that_several_may_be_has_no_calendar_but_that_of_its_country() -> None:
    lone = Stop(city="Valencia", arrive=REGION_DAY, leave=REGION_DAY)
    assert not found(on(REGION_DAY, lone, host_organisation="Somebody"), HOLIDAY)


def test_an_item_without_a_day_waits() -> None:
    visit = plan(stop("Valencia", REGION_DAY), item("A1", day=None, host_organisation="IVACE"))
    assert not found(visit, HOLIDAY)


def test_what_is_over_is_over() -> None:
    long = stop("Valencia", REGION_DAY, SATURDAY)
    assert found(on(REGION_DAY, long, IVACE), HOLIDAY, REGION_DAY)
    assert not found(on(REGION_DAY, long, IVACE), HOLIDAY, FRIDAY)


def test_beyond_the_next_year_a_holiday_is_provisional() -> None:
    day = date(2028, 10, 9)
    problem = the(on(day, IVACE), HOLIDAY, date(2026, 12, 31))
    assert problem.message == (
        "Mon 9 Oct will probably be Valencian Community Day in Valencia: IVACE is likely to be"
        " closed for “Innovation policy”."
    )
    assert problem.fix == (
        "The holidays of 2028 are provisional: ask IVACE whether it opens, or move it."
    )
    settled = the(on(day, IVACE), HOLIDAY, date(2027, 1, 1))
    assert settled.message.startswith("Mon 9 Oct is Valencian Community Day")
    assert problem.inputs == settled.inputs  # a waiver holds on to the day, not to the wording


def test_in_another_language_the_holiday_has_its_name_there() -> None:
    visit = on(REGION_DAY, IVACE)
    english, spanish = (
        next(p for p in run_checks(visit, language=tag) if p.code == HOLIDAY)
        for tag in ("en", "es")
    )
    assert "Día de la Comunidad Valenciana" in spanish.message
    assert spanish.inputs == english.inputs


# --- Bridge days ---------------------------------------------------------------------------------


def test_a_day_between_holiday_and_weekend_is_worth_a_note() -> None:
    problem = the(on(FRIDAY, IVACE), BRIDGE)
    assert problem.severity is Severity.NOTE
    assert problem.subjects == ("A1", "2025-10-10", "IVACE")
    assert problem.message == (
        "Fri 10 Oct is a bridge day in Valencia, next to Valencian Community Day on Thu 9 Oct:"
        " many offices close, and “Innovation policy” may find nobody."
    )
    assert problem.fix == "Ask IVACE who will be there."
    assert (problem.day, problem.clock) == (FRIDAY, clock("10:00"))


def test_no_other_day_is_a_bridge() -> None:
    for day in (REGION_DAY - timedelta(days=1), REGION_DAY, SATURDAY):
        assert not found(on(day, IVACE), BRIDGE)
    assert not found(on(FRIDAY, IVACE, city="Barcelona"), BRIDGE)


def test_a_bridge_day_is_told_once_for_a_town() -> None:
    visit = plan(
        stop("Valencia", FRIDAY, FRIDAY),
        item("A1", "10:00", "11:00", day=FRIDAY, city="Valencia", host_organisation="IVACE"),
        item("A2", "12:00", "13:00", day=FRIDAY, city="Valencia", host_organisation="REDIT"),
        item("A3", "14:00", "15:00", day=FRIDAY, city="Valencia", host_organisation="IVACE"),
    )
    problem = the(visit, BRIDGE)
    assert problem.subjects == ("A1", "A2", "A3", "2025-10-10", "IVACE", "REDIT")
    assert problem.fix == "Ask IVACE and REDIT who will be there."


# --- Weekends ------------------------------------------------------------------------------------


def test_a_host_at_the_weekend_is_worth_a_note() -> None:
    problem = the(on(SATURDAY, IVACE), WEEKEND)
    assert problem.severity is Severity.NOTE
    assert problem.subjects == ("A1", "2025-10-11", "IVACE")
    assert problem.message == (
        "Sat 11 Oct is at the weekend in Valencia, and IVACE is to receive you for"
        " “Innovation policy”."
    )
    assert problem.fix == "Make sure that IVACE opens that day."
    assert (problem.day, problem.clock) == (SATURDAY, clock("10:00"))


def test_a_weekend_is_that_of_the_country() -> None:
    friday = date(2026, 11, 6)
    tel_aviv = Stop(city="Tel Aviv", country="IL", arrive=friday, leave=friday)
    assert found(on(friday, tel_aviv, city="Tel Aviv"), WEEKEND)
    assert not found(on(friday, IVACE), WEEKEND)


def test_a_holiday_at_the_weekend_is_told_as_a_holiday() -> None:
    day = date(2026, 8, 15)  # a Saturday
    assert found(on(day, IVACE), HOLIDAY)
    assert not found(on(day, IVACE), WEEKEND)


def test_a_place_without_a_host_is_left_alone_at_the_weekend() -> None:
    museum = Place(name="Museum", city="Valencia")
    assert not found(on(SATURDAY, museum, place="Museum", host_organisation=""), WEEKEND)


def test_what_is_not_at_the_weekend_is_passed_over() -> None:
    visit = plan(
        stop("Valencia", FRIDAY, SATURDAY),
        item("A0", "10:00", "11:00", day=FRIDAY, city="Valencia", host_organisation="REDIT"),
        item("A1", "10:00", "11:00", day=SATURDAY, city="Valencia", host_organisation="IVACE"),
    )
    assert the(visit, WEEKEND).subjects == ("A1", "2025-10-11", "IVACE")
    assert the(visit, BRIDGE).subjects == ("A0", "2025-10-10", "REDIT")


def test_where_no_country_is_known_there_is_no_weekend() -> None:
    lost = Stop(city="Xyzzy", arrive=SATURDAY, leave=SATURDAY)
    assert not found(on(SATURDAY, lost, city="Xyzzy"), WEEKEND)
