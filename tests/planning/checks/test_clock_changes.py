from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests.planning.checks.plans import (
    AUTUMN,
    CANARY,
    MADRID,
    OFFICE,
    SPRING,
    STATION,
    TUESDAY,
    clock,
    found,
    item,
    journey,
    plan,
    repaired,
    stop,
    the,
)
from visitplanner.domain.programme import Place
from visitplanner.domain.times import Moment
from visitplanner.domain.vocabulary import Mode, Status
from visitplanner.planning.checks import Severity
from visitplanner.planning.checks.rows import times_of
from visitplanner.planning.checks.rules.clock_changes import clock_change

SPRING_STOP, AUTUMN_STOP = (stop(first=day, last=day) for day in (SPRING, AUTUMN))


# --- missing-local-time --------------------------------------------------------------------------


def test_a_skipped_start_is_an_error_and_moves_with_one_click() -> None:
    visit = plan(item("A1", "02:30", "04:00", day=SPRING, title="Star-gazing"), SPRING_STOP)
    problem = the(visit, "missing-local-time")
    assert problem.severity is Severity.ERROR
    assert problem.subjects == ("A1",)
    assert problem.message == (
        "“Star-gazing” begins at 02:30 on Sun 29 Mar, which does not exist in Barcelona: clocks"
        " jump from 02:00 to 03:00."
    )
    assert problem.fix == "Use 03:30, or another time."
    assert problem.repair_label == "Use 03:30"
    assert (problem.day, problem.clock) == (SPRING, clock("02:30"))
    mended = repaired(visit, problem).items[0]
    assert (mended.day, mended.start, mended.end) == (SPRING, clock("03:30"), clock("04:00"))


def test_a_skipped_end_moves_and_the_start_stays() -> None:
    visit = plan(item("A1", "23:00", "02:30", day=date(2026, 3, 28), end_day=1), SPRING_STOP)
    problem = the(visit, "missing-local-time")
    assert problem.message.startswith("“Item A1” ends at 02:30 on Sun 29 Mar, which does not")
    mended = repaired(visit, problem).items[0]
    assert (mended.start, mended.end, mended.end_day) == (clock("23:00"), clock("03:30"), 1)


def test_journeys_are_looked_at_on_the_clock_of_each_end() -> None:
    # 01:30 exists in Barcelona that night, not in Las Palmas; 02:30 the other way round.
    fields = {"depart_day": SPRING, "destination_zone": CANARY, "destination": "Las Palmas"}
    visit = plan(journey("T1", "02:30", "01:30", mode=Mode.FERRY, **fields), SPRING_STOP)
    problems = found(visit, "missing-local-time")
    missing = ", which does not exist in {}: clocks jump from {} to {}."
    assert {problem.message for problem in problems} == {
        "“Ferry to Las Palmas” leaves at 02:30 on Sun 29 Mar"
        + missing.format("Barcelona", "02:00", "03:00"),
        "“Ferry to Las Palmas” arrives at 01:30 on Sun 29 Mar"
        + missing.format("Las Palmas", "01:00", "02:00"),
    }
    for problem in problems:
        visit = problem.repair(visit) if problem.repair else visit
    mended = visit.journeys[0]
    assert (mended.depart, mended.arrive) == (clock("03:30"), clock("02:30"))
    assert (mended.depart_day, mended.arrive_day) == (SPRING, SPRING)


def test_a_skipped_time_before_a_departure_is_named_and_keeps_its_lead() -> None:
    """Passengers of 03:15 who meet 45 minutes before meet at 01:30: clocks jump in between."""
    fields: dict[str, Any] = {
        "depart_day": SPRING,
        "meeting_time": clock("02:30"),
        "cut_off": clock("02:55"),
    }
    visit = plan(journey("T1", "03:15", "04:00", **fields), SPRING_STOP)
    met, waited = found(visit, "missing-local-time")
    missing = " on Sun 29 Mar, which does not exist in Barcelona: clocks jump from 02:00 to 03:00."
    name = "“Coach to Barcelona”"
    assert met.message == f"The passengers of {name} meet at 02:30{missing}"
    assert waited.message == f"{name} waits until 02:55{missing}"
    assert (met.severity, met.subjects, met.clock) == (Severity.ERROR, ("T1",), clock("02:30"))
    assert met.fix == "Use 01:30, or another time."
    assert met.inputs != waited.inputs
    for problem in (met, waited):
        visit = problem.repair(visit) if problem.repair else visit
    mended = visit.journeys[0]
    assert (mended.meeting_time, mended.cut_off) == (clock("01:30"), clock("01:55"))
    assert not found(visit, "missing-local-time")


@pytest.mark.parametrize(
    ("day", "depart", "meeting", "missing"),
    [
        (date(2026, 3, 30), "03:15", "02:30", False),
        (SPRING, "03:45", "03:00", False),
        (SPRING, "13:00", "02:30", True),
        (date(2026, 3, 28), "23:50", "02:30", True),
        (SPRING, "", "02:30", False),
    ],
)
def test_a_meeting_is_on_the_day_on_which_it_is_nearest_to_the_departure(
    day: date, depart: str, meeting: str, missing: bool
) -> None:
    fields: dict[str, Any] = {"depart_day": day, "meeting_time": clock(meeting)}
    visit = plan(journey("T1", depart, **fields), SPRING_STOP)
    assert bool(found(visit, "missing-local-time")) is missing


@pytest.mark.parametrize("start", ["01:59", "03:00"])
def test_the_hours_around_a_gap_exist(start: str) -> None:
    visit = plan(item("A1", start, "05:00", day=SPRING), SPRING_STOP)
    assert not found(visit, "missing-local-time")


def test_the_same_clock_exists_on_other_nights_and_elsewhere() -> None:
    other_night = item("A1", "02:30", "04:00", day=date(2026, 3, 30))
    elsewhere = item("A2", "02:30", "04:00", day=SPRING, zone="Africa/Tunis")
    cancelled = item("A3", "02:30", "04:00", day=SPRING, status=Status.CANCELLED)
    assert not found(plan(other_night, elsewhere, cancelled, SPRING_STOP), "missing-local-time")


def test_a_stored_pass_does_not_make_a_skipped_time_exist() -> None:
    visit = plan(item("A1", "02:30", "04:00", day=SPRING, start_fold=1), SPRING_STOP)
    assert found(visit, "missing-local-time")


# --- ambiguous-local-time ------------------------------------------------------------------------


def test_a_time_that_happens_twice_asks_which_is_meant() -> None:
    visit = plan(item("A1", "02:30", "04:00", day=AUTUMN, title="Night bus"), AUTUMN_STOP)
    problem = the(visit, "ambiguous-local-time")
    assert problem.severity is Severity.WARNING
    assert problem.subjects == ("A1",)
    assert problem.message == (
        "“Night bus” begins at 02:30 on Sun 25 Oct, which happens twice in Barcelona: clocks go"
        " back from 03:00 to 02:00."
    )
    assert problem.fix == (
        "Say whether the first 02:30 is meant (CEST) or the second (CET); until then it counts as"
        " the first."
    )
    assert problem.repair_label == "Use the first 02:30 (CEST)"
    assert repaired(visit, problem).items[0].start_fold == 0


def test_a_stored_pass_answers_the_question() -> None:
    for fold in (0, 1):
        visit = plan(item("A1", "02:30", "04:00", day=AUTUMN, start_fold=fold), AUTUMN_STOP)
        assert not found(visit, "ambiguous-local-time")


def test_ends_of_items_and_journeys_have_passes_of_their_own() -> None:
    late = item("A1", "01:30", "02:30", day=AUTUMN)
    train = journey("T1", "02:10", "02:40", depart_day=AUTUMN)
    visit = plan(late, train, AUTUMN_STOP)
    problems = found(visit, "ambiguous-local-time")
    assert [(p.subjects, p.message.split(" on ")[0]) for p in problems] == [
        (("T1",), "“Coach to Barcelona” leaves at 02:10"),
        (("A1",), "“Item A1” ends at 02:30"),
        (("T1",), "“Coach to Barcelona” arrives at 02:40"),
    ]
    for problem in problems:
        visit = problem.repair(visit) if problem.repair else visit
    assert not found(visit, "ambiguous-local-time")
    assert visit.items[0].end_fold == 0
    assert (visit.journeys[0].depart_fold, visit.journeys[0].arrive_fold) == (0, 0)


@pytest.mark.parametrize("start", ["01:59", "03:00"])
def test_the_hours_around_a_repeated_one_are_plain(start: str) -> None:
    visit = plan(item("A1", start, "05:00", day=AUTUMN), AUTUMN_STOP)
    assert not found(visit, "ambiguous-local-time")


def test_the_city_is_that_of_the_place_or_of_the_stop_or_else_the_zone() -> None:
    times: dict[str, Any] = {"start": "02:30", "end": "04:00", "day": AUTUMN}
    inn = Place(name="Inn", city="Girona")
    visit = plan(item("A1", place="Inn", **times), inn, AUTUMN_STOP)
    assert "twice in Girona:" in the(visit, "ambiguous-local-time").message
    visit = plan(item("A1", city="", **times), AUTUMN_STOP)
    assert "twice in Barcelona:" in the(visit, "ambiguous-local-time").message
    visit = plan(item("A1", city="", **times), stop(first=TUESDAY, last=TUESDAY))
    assert "twice in Europe/Madrid:" in the(visit, "ambiguous-local-time").message


# --- The change itself ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wall", "zone", "before", "after"),
    [
        ("2026-03-29T02:00", MADRID, "02:00", "03:00"),
        ("2026-03-29T02:59", MADRID, "02:00", "03:00"),
        ("2026-10-25T02:00", MADRID, "03:00", "02:00"),
        ("2026-10-25T02:59", MADRID, "03:00", "02:00"),
        ("2026-03-29T00:30", "Atlantic/Azores", "00:00", "01:00"),
        ("2026-04-05T01:45", "Australia/Lord_Howe", "02:00", "01:30"),
        ("2026-10-04T02:15", "Australia/Lord_Howe", "02:00", "02:30"),
        ("2011-12-30T12:00", "Pacific/Apia", "00:00", "00:00"),  # a whole day was skipped
    ],
)
def test_clocks_say_when_they_change(wall: str, zone: str, before: str, after: str) -> None:
    moment = Moment(wall=datetime.fromisoformat(wall), zone=zone)
    assert clock_change(moment) == (clock(before), clock(after))


@pytest.mark.parametrize(
    ("day", "depart", "label"),
    [
        (SPRING, "01:39", "Arrive at 01:55"),
        (SPRING, "01:40", "Arrive at 03:00"),
        (AUTUMN, "01:39", "Arrive at 01:55"),
        (AUTUMN, "01:40", None),  # at which two o'clock?
        (AUTUMN, "03:00", "Arrive at 03:20"),
    ],
)
def test_no_arrival_is_offered_that_happens_twice_or_not_at_all(
    day: date, depart: str, label: str | None
) -> None:
    leaves = datetime.combine(day, clock(depart))
    visit = plan(
        journey("T1", depart, f"{leaves + timedelta(minutes=3):%H:%M}", depart_day=day,
                mode=Mode.TAXI, origin="Office", destination="Sants"),
        *(OFFICE, STATION, SPRING_STOP if day == SPRING else AUTUMN_STOP),
    )  # fmt: skip
    problem = the(visit, "transfer-too-short")
    assert problem.repair_label == label
    assert (problem.repair is None) is (label is None)


def test_an_item_on_a_skipped_day_moves_to_the_next() -> None:
    skipped = date(2011, 12, 30)
    visit = plan(
        item("A1", "12:00", "14:00", day=skipped, zone="Pacific/Apia", city="Apia"),
        stop(first=skipped, last=skipped),
    )
    begins = next(p for p in found(visit, "missing-local-time") if "begins" in p.message)
    assert begins.repair is not None
    mended = begins.repair(visit).items[0]
    assert (mended.day, mended.start, mended.end_day) == (date(2011, 12, 31), clock("12:00"), 0)


def test_what_else_is_said_of_it_is_said_on_the_day_it_is_printed_on() -> None:
    skipped = date(2011, 12, 30)
    visit = plan(
        item("A1", "12:00", "14:00", day=skipped, zone="Pacific/Apia", city="Apia", who=""),
        stop(first=skipped, last=skipped),
    )
    assert the(visit, "nobody-invited").day == skipped


def test_what_is_not_known_of_an_entry_leaves_it_plain() -> None:
    begun = item("A1", "09:00")
    for entry in (item("A1"), begun, item("A1", "09:00", "10:00"), journey("T1", "", "09:00")):
        assert times_of(entry).plain
    assert times_of(begun).end is None
    assert not times_of(item("A1", "02:30", day=SPRING)).plain
    assert not times_of(item("A1", "01:30", "02:30", day=AUTUMN)).plain
