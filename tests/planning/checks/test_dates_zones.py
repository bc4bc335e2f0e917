"""Times on the clock of another town, and lengths over a clock change."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.planning.checks.plans import (
    AUTUMN,
    CANARY,
    MADRID,
    OFFICE,
    SOFIA,
    SPRING,
    TUESDAY,
    WEDNESDAY,
    clock,
    found,
    item,
    journey,
    plan,
    repaired,
    stop,
    the,
)
from visitplanner.domain.programme import Place, Stop
from visitplanner.domain.vocabulary import ItemKind, Mode, Status
from visitplanner.planning.checks import Severity

ZONE, CHANGE = "other-zone", "spans-clock-change"
DAY = timedelta(days=1)
THERE = Stop(city="Sofia", country="BG", zone=SOFIA, arrive=TUESDAY, leave=WEDNESDAY)

# --- The clock of another town -------------------------------------------------------------------


def test_an_item_on_the_clock_of_another_town_is_reported() -> None:
    visit = plan(THERE, item("A1", "18:00", "19:30", city="Sofia", title="Reception"))
    problem = the(visit, ZONE)
    assert problem.severity is Severity.WARNING
    assert problem.subjects == ("A1",)
    assert problem.message == (
        "“Reception” begins at 18:00 CET on Tue 10 Nov, when clocks in Sofia show 19:00 EET."
    )
    assert problem.fix == (
        "Write it as 19:00 EET; if clocks in Sofia are to show 18:00, correct the time zone."
    )
    assert (problem.day, problem.clock) == (TUESDAY, clock("18:00"))
    assert problem.repair_label == "Write it as 19:00 EET"


def test_it_is_written_in_the_zone_of_the_town_at_the_same_instant() -> None:
    visit = plan(THERE, item("A1", "18:00", "19:30", city="Sofia"))
    mended = repaired(visit, the(visit, ZONE)).items[0]
    assert (mended.zone, mended.day) == (SOFIA, TUESDAY)
    assert (mended.start, mended.end, mended.end_day) == (clock("19:00"), clock("20:30"), 0)
    assert (mended.start_fold, mended.end_fold) == (None, None)
    old = visit.items[0]
    assert old.begins is not None
    assert mended.begins is not None
    assert mended.begins.instant == old.begins.instant
    assert mended.minutes == old.minutes


def test_the_day_moves_with_the_time() -> None:
    late = plan(THERE, item("A1", "23:30", "00:15", city="Sofia", end_day=1))
    problem = the(late, ZONE)
    assert problem.message.endswith(", when clocks in Sofia show 00:30 EET on Wed 11 Nov.")
    mended = repaired(late, problem).items[0]
    assert (mended.day, mended.start) == (WEDNESDAY, clock("00:30"))
    assert (mended.end, mended.end_day) == (clock("01:15"), 0)
    evening = plan(THERE, item("A1", "22:00", "23:30", city="Sofia"))
    mended = repaired(evening, the(evening, ZONE)).items[0]
    assert (mended.start, mended.end, mended.end_day) == (clock("23:00"), clock("00:30"), 1)


def test_no_day_is_offered_that_no_plan_has() -> None:
    last = date(2100, 12, 31)
    there = Stop(city="Sofia", country="BG", zone=SOFIA, arrive=last, leave=last)
    visit = plan(there, item("A1", "23:30", city="Sofia", day=last))
    assert the(visit, ZONE).repair is None
    assert the(plan(there, item("A1", "22:30", city="Sofia", day=last)), ZONE).repair is not None


def test_what_has_no_end_gets_none() -> None:
    visit = plan(THERE, item("A1", "18:00", city="Sofia"))
    mended = repaired(visit, the(visit, ZONE)).items[0]
    assert (mended.start, mended.end) == (clock("19:00"), None)


def test_times_the_wrong_way_round_come_first() -> None:
    visit = plan(THERE, item("A1", "20:30", "00:30", city="Sofia"))
    assert the(visit, ZONE).repair is None


def test_a_time_that_comes_twice_is_written_with_its_pass() -> None:
    there = THERE.model_copy(update={"arrive": AUTUMN, "leave": AUTUMN})
    visit = plan(there, item("A1", "02:30", "03:30", day=AUTUMN, city="Sofia", start_fold=1))
    mended = repaired(visit, the(visit, ZONE)).items[0]
    assert (mended.start, mended.start_fold) == (clock("03:30"), 1)


@pytest.mark.parametrize(
    "fields",
    [
        {"zone": SOFIA},
        {"zone": "Europe/Athens"},  # another name for the same time
        {"zone": ""},
        {"city": ""},
        {"start": "", "end": ""},
        {"day": None},
        {"city": "Nowhere in particular"},
        {"status": Status.CANCELLED},
    ],
)
def test_nothing_is_said_where_clocks_agree_or_the_plan_does_not(fields: dict[str, Any]) -> None:
    values = {"start": "18:00", "end": "19:00", "city": "Sofia"} | fields
    assert not found(plan(THERE, item("A1", **values)), ZONE)


def test_the_town_is_that_of_the_place() -> None:
    visit = plan(THERE, stop(), item("A1", "18:00", "19:00", zone=SOFIA, city="", place="Office"))
    assert not found(visit, ZONE)
    known = plan(*visit.stops, visit.items[0], OFFICE)
    assert "when clocks in Barcelona show 17:00 CET." in the(known, ZONE).message


def test_the_stop_says_on_which_clock_its_town_lives() -> None:
    own = stop("Sofia")  # on the clock of Madrid, as its organiser wants it
    assert not found(plan(own, item("A1", "18:00", "19:00", city="Sofia")), ZONE)
    unsaid = Stop(city="Sofia", arrive=TUESDAY, leave=TUESDAY)
    assert not found(plan(unsaid, item("A1", "18:00", "19:00", city="Sofia")), ZONE)


def test_a_town_of_the_country_that_is_no_stop_has_its_clock_too() -> None:
    canary = item("A1", "18:00", "19:00", city="Las Palmas de Gran Canaria")
    problem = the(plan(stop(), canary), ZONE)
    assert problem.message.endswith(", when clocks in Las Palmas de Gran Canaria show 17:00 WET.")
    abroad = item("A1", "18:00", "19:00", city="Plovdiv")
    assert not found(plan(stop(), abroad), ZONE)
    assert found(plan(stop(), THERE, abroad), ZONE)


# --- Journeys ------------------------------------------------------------------------------------


def _flight(**fields: Any) -> Any:
    values: dict[str, Any] = {"mode": Mode.FLIGHT, "destination": "Sofia"} | fields
    return journey("F1", "22:30", "01:30", **{"arrive_day": WEDNESDAY} | values)


def test_an_arrival_on_the_clock_of_the_departure() -> None:
    visit = plan(stop(), _flight())
    problem = the(visit, ZONE)
    assert problem.message == (
        "“Flight to Sofia” arrives at 01:30 CET on Wed 11 Nov, when clocks in Sofia show 02:30 EET."
    )
    assert problem.day == WEDNESDAY
    mended = repaired(visit, problem).journeys[0]
    assert (mended.destination_zone, mended.arrive) == (SOFIA, clock("02:30"))
    assert (mended.arrive_day, mended.arrive_fold) == (WEDNESDAY, None)
    assert (mended.depart, mended.origin_zone) == (clock("22:30"), MADRID)
    assert mended.minutes == visit.journeys[0].minutes == 180


def test_a_departure_on_the_clock_of_the_arrival() -> None:
    visit = plan(
        stop(),
        _flight(
            origin="Sofia",
            destination="Barcelona",
            meeting_time=clock("20:30"),
            cut_off=clock("23:45"),
        ),
    )
    problem = the(visit, ZONE)
    assert problem.message == (
        "“Flight to Barcelona” leaves at 22:30 CET on Tue 10 Nov,"
        " when clocks in Sofia show 23:30 EET."
    )
    mended = repaired(visit, problem).journeys[0]
    assert (mended.origin_zone, mended.depart, mended.depart_day) == (
        *(SOFIA, clock("23:30")),
        TUESDAY,
    )
    assert (mended.meeting_time, mended.cut_off) == (clock("21:30"), clock("00:45"))
    assert (mended.arrive, mended.arrive_day) == (clock("01:30"), WEDNESDAY)
    assert mended.minutes == 180


def test_of_a_journey_that_takes_no_time_and_goes_nowhere_one_end_is_told() -> None:
    values = {"origin": "Sofia", "destination": "Sofia", "destination_zone": MADRID}
    still = _flight(**values, arrive_day=TUESDAY).model_copy(update={"arrive": clock("22:30")})
    assert " leaves at 22:30 CET on Tue 10 Nov" in the(plan(stop(), still), ZONE).message
    there = still.model_copy(update={"destination": "Athens"})
    assert len(found(plan(stop(), there), ZONE)) == 2
    later = still.model_copy(update={"arrive": clock("22:31")})
    assert len(found(plan(stop(), later), ZONE)) == 2


def test_an_arrival_stays_on_its_day_when_the_departure_moves() -> None:
    visit = plan(
        stop(),
        journey("F1", "00:30", "02:00", origin="Las Palmas de Gran Canaria", arrive_day=None),
    )
    problem = the(visit, ZONE)
    assert problem.message.endswith(" show 23:30 WET on Mon 9 Nov.")
    mended = repaired(visit, problem).journeys[0]
    assert (mended.depart_day, mended.depart) == (TUESDAY - DAY, clock("23:30"))
    assert (mended.arrive_day, mended.origin_zone) == (TUESDAY, CANARY)


def test_both_ends_are_looked_at() -> None:
    visit = plan(stop(), _flight(origin="Athens", origin_zone=MADRID))
    assert [p.message.split(" at ")[0] for p in found(visit, ZONE)] == [
        "“Flight to Sofia” leaves",
        "“Flight to Sofia” arrives",
    ]
    right = _flight(origin="Athens", origin_zone="Europe/Athens", destination_zone=SOFIA)
    assert not found(plan(stop(), right), ZONE)


def test_a_journey_that_has_not_arrived_arrives_nowhere() -> None:
    assert not found(plan(stop(), journey("F1", "22:30", "", destination="Sofia")), ZONE)
    assert not found(plan(stop(), _flight(origin_zone="", destination_zone="")), ZONE)


def test_a_place_says_in_which_town_a_journey_ends() -> None:
    airport = Place(name="Vrazhdebna", city="Sofia")
    visit = plan(stop(), airport, _flight(destination="Vrazhdebna"))
    assert "when clocks in Sofia show" in the(visit, ZONE).message


# --- Over a clock change -------------------------------------------------------------------------


def _bus(day: date, depart: str, arrive: str, **fields: Any) -> Any:
    values: dict[str, Any] = {"depart_day": day - DAY, "arrive_day": day} | fields
    return journey("T1", depart, arrive, **values)


def _days(day: date) -> Stop:
    return stop(first=day - DAY, last=day)


def test_a_night_bus_takes_less_in_spring() -> None:
    problem = the(plan(_bus(SPRING, "23:00", "07:00"), _days(SPRING)), CHANGE)
    assert problem.severity is Severity.NOTE
    assert problem.subjects == ("T1",)
    assert problem.message == (
        "“Coach to Barcelona” takes 7 h, not 8 h: clocks jump from 02:00 to 03:00 on Sun 29 Mar."
    )
    assert problem.fix == "Check the arrival with the carrier."
    assert (problem.day, problem.clock) == (SPRING - DAY, clock("23:00"))


def test_it_takes_more_in_autumn() -> None:
    problem = the(plan(_bus(AUTUMN, "23:00", "07:00"), _days(AUTUMN)), CHANGE)
    assert problem.message == (
        "“Coach to Barcelona” takes 9 h, not 8 h: clocks go back from 03:00 to 02:00 on Sun 25 Oct."
    )


def test_an_item_lasts() -> None:
    party = item("A1", "22:00", "04:00", day=SPRING - DAY, end_day=1, title="Party")
    problem = the(plan(party, _days(SPRING)), CHANGE)
    assert problem.message == (
        "“Party” lasts 5 h, not 6 h: clocks jump from 02:00 to 03:00 on Sun 29 Mar."
    )
    assert problem.fix == "Check when it is to end."
    late = item("A1", "22:00", "04:00", day=AUTUMN - DAY, end_day=1, title="Party")
    assert the(plan(late, _days(AUTUMN)), CHANGE).message == (
        "“Party” lasts 7 h, not 6 h: clocks go back from 03:00 to 02:00 on Sun 25 Oct."
    )


@pytest.mark.parametrize(
    ("depart", "arrive", "noted"),
    [
        ("23:00", "01:59", False),
        ("23:00", "03:00", True),
        ("23:00", "02:30", False),  # is skipped: that is reported
    ],
)
def test_only_what_goes_on_at_the_change_is_noted(depart: str, arrive: str, noted: bool) -> None:
    visit = plan(_bus(SPRING, depart, arrive), _days(SPRING))
    assert bool(found(visit, CHANGE)) is noted


@pytest.mark.parametrize(("fold", "noted"), [(None, False), (0, False), (1, True)])
def test_a_time_that_comes_twice_needs_a_pass_first(fold: int | None, noted: bool) -> None:
    bus = _bus(AUTUMN, "23:00", "02:30", arrive_fold=fold)
    assert bool(found(plan(bus, _days(AUTUMN)), CHANGE)) is noted


def test_a_start_in_doubt_is_put_right_first() -> None:
    assert not found(plan(item("A1", "02:30", "04:00", day=SPRING), _days(SPRING)), CHANGE)
    assert not found(plan(item("A1", "02:30", "04:00", day=AUTUMN), _days(AUTUMN)), CHANGE)
    first = item("A1", "02:30", "04:00", day=AUTUMN, start_fold=0)
    assert "lasts 2 h 30, not 1 h 30:" in the(plan(first, _days(AUTUMN)), CHANGE).message


def test_the_hour_between_two_passes_does_not_turn_a_length_round() -> None:
    short = item("A1", "02:30", "02:15", day=AUTUMN, start_fold=0, end_fold=1)
    assert not found(plan(short, _days(AUTUMN)), CHANGE)
    hour = item("A1", "02:30", "02:30", day=AUTUMN, start_fold=0, end_fold=1)
    assert not found(plan(hour, _days(AUTUMN)), CHANGE)
    longer = item("A1", "02:30", "02:31", day=AUTUMN, start_fold=0, end_fold=1)
    assert "lasts 1 h 01, not 1 min:" in the(plan(longer, _days(AUTUMN)), CHANGE).message


@pytest.mark.parametrize(
    "fields",
    [
        {"end": ""},
        {"end": "21:00", "end_day": 0},
        {"kind": ItemKind.FREE_TIME},
        {"kind": ItemKind.NOTE},
        {"status": Status.CANCELLED},
        {"zone": ""},
        {"zone": "Africa/Lagos"},  # clocks never change
    ],
)
def test_nothing_is_said_of_what_is_not_known_or_does_not_matter(fields: dict[str, Any]) -> None:
    values: dict[str, Any] = {
        "start": "22:00",
        "end": "04:00",
        "day": SPRING - DAY,
        "end_day": 1,
    } | fields
    assert not found(plan(item("A1", **values), _days(SPRING)), CHANGE)


def test_between_zones_the_clocks_at_the_end_count() -> None:
    flight = {"destination": "Sofia", "destination_zone": SOFIA, "mode": Mode.FLIGHT}
    problem = the(plan(_bus(SPRING, "23:00", "05:00", **flight), _days(SPRING)), CHANGE)
    assert problem.message == (
        "“Flight to Sofia” takes 4 h, not 5 h: clocks jump from 03:00 to 04:00 on Sun 29 Mar."
    )
    steady = {"destination": "Reykjavik", "destination_zone": "Atlantic/Reykjavik"}
    problem = the(plan(_bus(SPRING, "23:00", "03:30", **steady), _days(SPRING)), CHANGE)
    assert "takes 5 h 30, not 6 h 30: clocks jump from 02:00 to 03:00 " in problem.message
    weekday = plan(_bus(WEDNESDAY, "23:00", "05:00", **flight), stop(last=WEDNESDAY))
    assert not found(weekday, CHANGE)
