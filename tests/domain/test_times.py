"""Moments: wall clocks, zones and the two nights of the year that go wrong."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visitplanner.domain.times import (
    LocalTime,
    Moment,
    at,
    classify,
    is_zone,
    iso,
    iso_utc,
    minutes_between,
    zone_label,
)
from visitplanner.errors import PlanError

WALLS = st.datetimes(datetime(1995, 1, 1), datetime(2037, 1, 1))  # noqa: DTZ001 - wall clocks
ZONES = ("Europe/Madrid", "Atlantic/Canary", "Europe/Sofia", "Atlantic/Azores", "Europe/Dublin")
MIDNIGHT = datetime(2020, 1, 1)  # noqa: DTZ001 - a wall clock
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


def test_a_flight_between_zones_lasts_what_the_instants_say() -> None:
    leaves = at(date(2017, 11, 5), time(14, 10), "Atlantic/Canary")
    lands = at(date(2017, 11, 5), time(18, 15), "Europe/Madrid")
    assert minutes_between(leaves, lands) == 185


def test_a_night_over_a_clock_change_is_an_hour_shorter_or_longer() -> None:
    before = at(SPRING - timedelta(days=1), time(23), "Europe/Madrid")
    assert minutes_between(before, at(SPRING, time(7), "Europe/Madrid")) == 7 * 60
    before = at(AUTUMN - timedelta(days=1), time(23), "Europe/Madrid")
    assert minutes_between(before, at(AUTUMN, time(7), "Europe/Madrid")) == 9 * 60


@pytest.mark.parametrize(
    ("day", "clock", "zone", "kind"),
    [
        (SPRING, time(2, 30), "Europe/Madrid", LocalTime.MISSING),
        (SPRING, time(3, 0), "Europe/Madrid", LocalTime.PLAIN),
        (SPRING, time(1, 59), "Europe/Madrid", LocalTime.PLAIN),
        (AUTUMN, time(2, 30), "Europe/Madrid", LocalTime.AMBIGUOUS),
        (AUTUMN, time(3, 0), "Europe/Madrid", LocalTime.PLAIN),
        (AUTUMN, time(1, 30), "Atlantic/Canary", LocalTime.AMBIGUOUS),
        (AUTUMN, time(3, 30), "Europe/Sofia", LocalTime.AMBIGUOUS),
        (AUTUMN, time(2, 30), "Atlantic/Reykjavik", LocalTime.PLAIN),
        (AUTUMN, time(2, 30), "Europe/Istanbul", LocalTime.PLAIN),
    ],
)
def test_clock_changes_are_recognised(day: date, clock: time, zone: str, kind: Any) -> None:
    assert at(day, clock, zone).kind is kind


def test_the_fold_chooses_the_pass_and_none_counts_as_the_first() -> None:
    undecided, first, second = (at(AUTUMN, time(2, 30), "Europe/Madrid", f) for f in (None, 0, 1))
    assert undecided.undecided
    assert not first.undecided
    assert undecided.instant == first.instant == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert minutes_between(first, second) == 60


def test_labels_and_iso_forms() -> None:
    moment = at(date(2017, 11, 6), time(9), "Europe/Madrid")
    assert (iso(moment), iso_utc(moment)) == ("2017-11-06T09:00+01:00", "2017-11-06T08:00Z")
    assert zone_label(moment) == "CET"
    assert zone_label(at(date(2017, 11, 6), time(9), "Europe/Istanbul")) == "UTC+3"
    assert zone_label(at(date(2017, 11, 6), time(9), "Asia/Kolkata")) == "IST"
    assert zone_label(at(date(2017, 11, 6), time(9), "Asia/Kathmandu")) == "UTC+5:45"


@pytest.mark.parametrize("name", ["", "Europe/Atlantis", "../etc/passwd", "/etc/localtime", "x\0y"])
def test_what_is_no_zone_is_refused(name: str) -> None:
    assert not is_zone(name)
    if name:
        with pytest.raises(ValueError, match="not a time zone"):
            Moment(wall=MIDNIGHT, zone=name)
    else:
        with pytest.raises(PlanError):
            _ = Moment(wall=MIDNIGHT, zone=name).aware


@given(
    wall=WALLS.map(lambda value: value.replace(second=0, microsecond=0)),
    zone=st.sampled_from(ZONES),
    minutes=st.integers(-3000, 3000),
)
def test_plus_moves_by_real_minutes(wall: datetime, zone: str, minutes: int) -> None:
    moment = Moment(wall=wall, zone=zone)
    assert minutes_between(moment, moment.plus(minutes)) == minutes


@given(wall=WALLS, zone=st.sampled_from(ZONES))
def test_only_plain_times_survive_a_round_trip_with_both_folds(wall: datetime, zone: str) -> None:
    folds = [Moment(wall=wall, zone=zone, fold=fold).instant for fold in (0, 1)]
    assert (folds[0] == folds[1]) is (classify(wall, zone) is LocalTime.PLAIN)
