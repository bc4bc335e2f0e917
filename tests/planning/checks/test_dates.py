"""Days that are none of the visit's, and time zone rules that are old."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.planning.checks.plans import (
    MADRID,
    OFFICE,
    PEOPLE,
    SOFIA,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    changed,
    clock,
    edge,
    found,
    item,
    journey,
    plan,
    repaired,
    stop,
    the,
)
from visitplanner.domain.programme import Stop
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ItemKind, JourneyKind, Mode, Status
from visitplanner.planning.checks import Problem, Severity, run_checks
from visitplanner.planning.checks.known import Known

OUTSIDE, RULES = "outside-the-visit", "old-zone-rules"
DAY = timedelta(days=1)
MONDAY, FRIDAY = TUESDAY - DAY, THURSDAY + DAY
HERE = stop(first=TUESDAY, last=WEDNESDAY)

# --- Outside the visit ---------------------------------------------------------------------------


def test_an_item_after_the_visit_is_an_error() -> None:
    visit = plan(HERE, item("A1", "20:00", "22:00", day=FRIDAY, title="Dinner"))
    problem = the(visit, OUTSIDE)
    assert problem.severity is Severity.ERROR
    assert problem.subjects == ("A1",)
    assert problem.records == (visit.items[0].id,)
    assert problem.message == "“Dinner” is on Fri 13 Nov, after the visit ends on Wed 11 Nov."
    assert problem.fix == "Move it, or extend a stop of the visit to that day."
    assert (problem.day, problem.clock) == (FRIDAY, clock("20:00"))
    assert problem.repair is None  # two days off


def test_an_item_in_the_wrong_year_names_the_year() -> None:
    wrong = item("A1", day=TUESDAY.replace(year=2027), title="Dinner")
    assert the(plan(HERE, wrong), OUTSIDE).message == (
        "“Dinner” is on Wed 10 Nov 2027, after the visit ends on Wed 11 Nov."
    )


def test_an_item_before_the_visit_is_an_error() -> None:
    problem = the(plan(HERE, item("A1", day=TUESDAY - 2 * DAY, title="Dinner")), OUTSIDE)
    assert problem.message == "“Dinner” is on Sun 8 Nov, before the visit begins on Tue 10 Nov."
    assert (problem.severity, problem.repair) == (Severity.ERROR, None)


@pytest.mark.parametrize("day", [TUESDAY, WEDNESDAY])
def test_the_first_and_the_last_day_belong_to_it(day: date) -> None:
    assert not found(plan(HERE, item("A1", "09:00", "10:00", day=day)), OUTSIDE)


def test_a_dinner_of_the_last_day_may_end_after_midnight() -> None:
    assert not found(plan(HERE, item("A1", "20:00", "01:00", day=WEDNESDAY, end_day=1)), OUTSIDE)


def test_an_item_on_the_day_after_extends_the_stop_of_its_town() -> None:
    visit = plan(HERE, item("A1", "09:00", "10:00", day=THURSDAY))
    problem = the(visit, OUTSIDE)
    assert problem.repair_label == "Extend the stay in Barcelona to Thu 12 Nov"
    assert repaired(visit, problem).stops[0].leave == THURSDAY


def test_an_item_on_the_eve_begins_the_stop_of_its_town_earlier() -> None:
    visit = plan(HERE, item("A1", "09:00", "10:00", day=MONDAY, city="", place="Office"), OFFICE)
    problem = the(visit, OUTSIDE)
    assert problem.repair_label == "Begin the stay in Barcelona on Mon 9 Nov"
    assert repaired(visit, problem).stops[0].arrive == MONDAY


@pytest.mark.parametrize("city", ["Girona", ""])
def test_no_stop_is_extended_for_another_town(city: str) -> None:
    visit = plan(HERE, item("A1", "09:00", "10:00", day=THURSDAY, city=city))
    assert the(visit, OUTSIDE).repair is None


def test_of_two_stops_the_one_in_whose_town_it_is_is_extended() -> None:
    stops = [HERE, stop("Valencia", WEDNESDAY, THURSDAY)]
    there = plan(*stops, item("A1", "09:00", "10:00", day=FRIDAY, city="valencia"))
    assert repaired(there, the(there, OUTSIDE)).stops[1].leave == FRIDAY
    here = plan(*stops, item("A1", "09:00", "10:00", day=FRIDAY))
    assert the(here, OUTSIDE).repair is None


def test_a_day_between_two_stops_is_a_warning() -> None:
    stops = [stop(first=TUESDAY, last=TUESDAY), stop("Valencia", THURSDAY, FRIDAY)]
    visit = plan(*stops, item("A1", "09:00", "10:00", day=WEDNESDAY, title="Hike"))
    problem = the(visit, OUTSIDE)
    assert problem.severity is Severity.WARNING
    assert problem.message == "“Hike” is on Wed 11 Nov, when the visit is at no stop."
    assert problem.repair_label == "Extend the stay in Barcelona to Wed 11 Nov"
    assert not found(plan(*stops, journey("T1", depart_day=WEDNESDAY)), OUTSIDE)


@pytest.mark.parametrize(
    "fields",
    [
        {"optional": True},
        {"status": Status.IDEA},
    ],
)
def test_what_need_not_be_is_a_warning(fields: dict[str, Any]) -> None:
    visit = plan(HERE, item("A1", "09:00", "10:00", day=FRIDAY, **fields))
    assert the(visit, OUTSIDE).severity is Severity.WARNING


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": ItemKind.NOTE},
        {"kind": ItemKind.FREE_TIME},
        {"kind": ItemKind.BRIEFING, "city": ""},
        {"status": Status.CANCELLED},
        {"day": None},
    ],
)
def test_some_things_may_be_on_any_day(fields: dict[str, Any]) -> None:
    values: dict[str, Any] = {"start": "09:00", "end": "10:00", "day": FRIDAY} | fields
    assert not found(plan(HERE, item("A1", **values)), OUTSIDE)


@pytest.mark.parametrize("fields", [{"city": "Barcelona"}, {"city": "", "place": "Office"}])
def test_a_briefing_at_a_place_is_no_call(fields: dict[str, Any]) -> None:
    briefing = item("A1", day=FRIDAY, kind=ItemKind.BRIEFING, **fields)
    assert the(plan(HERE, briefing), OUTSIDE).severity is Severity.ERROR


def test_a_day_on_which_all_its_people_are_there_is_a_warning() -> None:
    people = (
        changed(PEOPLE[0], joins=edge(MONDAY), leaves=edge(THURSDAY)),
        changed(PEOPLE[1], joins=edge(TUESDAY)),
        PEOPLE[2],
    )

    def gravity(day: date, who: str) -> Severity:
        return the(plan(HERE, item("A1", day=day, who=who), people=people), OUTSIDE).severity

    assert gravity(MONDAY, "P01") is Severity.WARNING
    assert gravity(THURSDAY, "P01") is Severity.WARNING
    assert gravity(MONDAY - DAY, "P01") is Severity.ERROR
    assert gravity(FRIDAY, "P01") is Severity.ERROR
    assert gravity(MONDAY, "P01; P02") is Severity.ERROR
    assert gravity(THURSDAY, "P01; P03") is Severity.ERROR
    assert gravity(MONDAY, "") is Severity.ERROR


@pytest.mark.parametrize(
    "stops",
    [
        (),
        (Stop(city="Barcelona"),),
        (HERE, Stop(city="Valencia")),  # at any time
        (Stop(city="Barcelona", leave=WEDNESDAY),),
    ],
)
def test_nothing_is_said_before_the_days_of_all_stops_are_known(stops: tuple[Stop, ...]) -> None:
    visit = plan(item("A1", day=FRIDAY), item("A2", day=MONDAY), stops=stops)
    assert not found(visit, OUTSIDE)


@pytest.mark.parametrize("leave", [None, MONDAY])
def test_an_open_end_is_anywhere_after_the_beginning(leave: date | None) -> None:
    here = Stop(city="Barcelona", zone=MADRID, arrive=TUESDAY, leave=leave)
    visit = plan(here, item("A1", day=FRIDAY), item("A2", day=MONDAY))
    problem = the(visit, OUTSIDE)
    assert problem.subjects == ("A2",)
    if leave is None:
        assert repaired(visit, problem).stops[0].arrive == MONDAY
    else:  # typed the wrong way round: that comes first
        assert problem.repair is None


def test_an_open_end_is_over_when_the_next_stop_begins() -> None:
    here = Stop(city="Barcelona", zone=MADRID, arrive=TUESDAY)
    visit = plan(here, stop("Valencia", THURSDAY, THURSDAY), item("A1", day=FRIDAY))
    assert the(visit, OUTSIDE).message.endswith(", after the visit ends on Thu 12 Nov.")
    assert not found(plan(*visit.stops, item("A1", day=WEDNESDAY)), OUTSIDE)


def test_stops_may_overlap_and_come_in_any_order() -> None:
    stops = [stop("Valencia", WEDNESDAY, WEDNESDAY), stop(first=TUESDAY, last=THURSDAY)]
    visit = plan(*stops, *(item(f"A{n}", day=MONDAY + n * DAY) for n in range(5)))
    assert [problem.subjects for problem in found(visit, OUTSIDE)] == [("A0",), ("A4",)]


# --- Journeys ------------------------------------------------------------------------------------


def _train(day: date, **fields: Any) -> Any:
    values: dict[str, Any] = {
        "kind": JourneyKind.LEG,
        "mode": Mode.TRAIN,
        "depart_day": day,
        "destination": "Valencia",
    } | fields
    return journey("T1", "18:00", "21:20", **values)


STOPS = (HERE, stop("Valencia", WEDNESDAY, THURSDAY))


@pytest.mark.parametrize(
    ("day", "severity"),
    [
        (MONDAY, None),
        (MONDAY - DAY, Severity.ERROR),
        (FRIDAY, None),
        (FRIDAY + DAY, Severity.ERROR),
        (date(2026, 12, 10), Severity.ERROR),
    ],
)
def test_a_leg_between_two_stops_belongs_to_the_visit(day: date, severity: Any) -> None:
    problems = found(plan(*STOPS, _train(day)), OUTSIDE)
    assert [p.severity for p in problems] == ([severity] if severity else [])
    transfer = _train(day, kind=JourneyKind.TRANSFER, destination="Barcelona")
    assert [p.severity for p in found(plan(*STOPS, transfer), OUTSIDE)] == (
        [severity] if severity else []
    )


def test_a_leg_on_another_day_is_called_by_its_name() -> None:
    problem = the(plan(*STOPS, _train(date(2026, 12, 10))), OUTSIDE)
    assert problem.message == (
        "“Train to Valencia” is on Thu 10 Dec, after the visit ends on Thu 12 Nov."
    )
    assert problem.repair is None
    idea = _train(date(2026, 12, 10), status=Status.IDEA)
    assert the(plan(*STOPS, idea), OUTSIDE).severity is Severity.WARNING


@pytest.mark.parametrize(
    ("fields", "days", "reported"),
    [
        ({"destination": "Sofia"}, 14, False),
        ({"destination": "Sofia"}, 15, True),
        ({"origin": "Sofia"}, 14, False),
        ({"origin": "Sofia"}, 15, True),
        ({"origin": ""}, 14, False),
        ({"origin": "Sofia", "mode": Mode.FLIGHT, "kind": JourneyKind.TRANSFER}, 14, False),
        ({"origin": "Sofia", "kind": JourneyKind.OTHER}, 14, False),
    ],
)
def test_people_come_and_go_when_they_like(
    fields: dict[str, Any], days: int, reported: bool
) -> None:
    for day in (TUESDAY - days * DAY, THURSDAY + days * DAY):
        problems = found(plan(*STOPS, _train(day, **fields)), OUTSIDE)
        assert [p.severity for p in problems] == [Severity.WARNING] * reported


def test_a_journey_that_arrives_in_time_may_leave_long_before() -> None:
    ferry = _train(MONDAY - 4 * DAY, arrive_day=MONDAY)
    assert not found(plan(*STOPS, ferry), OUTSIDE)
    assert found(plan(*STOPS, _train(MONDAY - 4 * DAY, arrive_day=MONDAY - DAY)), OUTSIDE)


def test_a_transfer_of_those_who_have_come_early_is_theirs() -> None:
    early = MONDAY - 3 * DAY
    people = (changed(PEOPLE[0], joins=edge(early)), PEOPLE[1])
    taxi = journey("T1", "10:00", "10:30", depart_day=early, who="P01")
    assert not found(plan(*STOPS, taxi, people=people), OUTSIDE)
    both = journey("T1", "10:00", "10:30", depart_day=early, who="P01; P02")
    assert found(plan(*STOPS, both, people=people), OUTSIDE)


# --- Old rules -----------------------------------------------------------------------------------


def _old(release: str, today: date | None, visit: Visit | None = None) -> list[Problem]:
    problems = run_checks(visit or plan(HERE), today, known=Known(zone_rules=release))
    return [problem for problem in problems if problem.code == RULES]


def test_old_rules_are_noted_while_the_visit_lies_ahead() -> None:
    (problem,) = _old("2024a", date(2026, 9, 1))
    assert problem.severity is Severity.NOTE
    assert problem.subjects == (MADRID,)
    assert problem.message == (
        "The time zone rules on this computer are more than a year old (release 2024a)."
    )
    assert problem.fix == "Update the program before you print, since countries change clocks."


@pytest.mark.parametrize(
    ("today", "old"),
    [(MONDAY, True), (TUESDAY, True), (WEDNESDAY, True), (THURSDAY, False), (None, False)],
)
def test_after_the_visit_nobody_cares(today: date | None, old: bool) -> None:
    assert bool(_old("2024a", today)) is old


@pytest.mark.parametrize(
    ("release", "today", "old"),
    [
        ("2025a", date(2026, 4, 30), False),
        ("2025a", date(2026, 5, 1), True),
        ("2024b", date(2025, 12, 31), False),
        ("2024b", date(2026, 1, 1), True),
        ("2025c", date(2026, 11, 1), False),
        ("2026a", date(2026, 11, 1), False),
        ("", date(2026, 11, 1), False),
        ("unknown", date(2026, 11, 1), False),
        ("2024", date(2026, 11, 1), False),
        ("x2024a", date(2026, 11, 1), False),
        ("2024a-1", date(2026, 11, 1), False),
        ("0000a", date(2026, 11, 1), False),
        ("9999b", date(2026, 11, 1), False),
    ],
)
def test_only_a_release_that_is_surely_older_than_a_year_is_old(
    release: str, today: date, old: bool
) -> None:
    assert bool(_old(release, today)) is old


def test_the_zones_of_the_stops_are_named_once() -> None:
    there = Stop(city="Sofia", zone=SOFIA, arrive=THURSDAY, leave=FRIDAY)
    visit = plan(there, HERE, stop("Valencia", WEDNESDAY, THURSDAY), Stop(city="Odense"))
    (problem,) = _old("2024a", date(2026, 9, 1), visit)
    assert problem.subjects == (MADRID, SOFIA)


def test_a_visit_without_days_lies_nowhere() -> None:
    assert not _old("2024a", date(2026, 9, 1), plan(Stop(city="Barcelona")))
