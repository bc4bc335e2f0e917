"""Times about a change of clocks: how they are written, and how long others find events."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import icalendar
import pytest
import recurring_ical_events

from tests.publishing.calendars.examples import ATHENS, CANARY, MADRID, at, event
from tests.publishing.calendars.reading import read
from tests.publishing.calendars.test_writer import blocks, file_of, one
from visitplanner.domain.times import Moment, moment_at


@pytest.mark.parametrize(
    ("wall", "fold", "utc"),
    [
        ("2017-10-29 02:30", 0, "20171029T003000Z"),
        ("2017-10-29 02:30", 1, "20171029T013000Z"),
        ("2017-10-29 02:30", None, "20171029T003000Z"),
        ("2017-10-29 03:00", None, "20171029T020000Z"),  # the end of the doubled hour
        ("2017-03-26 02:30", None, "20170326T013000Z"),  # never happens
        ("2017-03-26 03:00", None, "20170326T010000Z"),
    ],
)
def test_times_about_a_change_of_clocks_are_in_utc(wall: str, fold: int | None, utc: str) -> None:
    begins = at(wall, MADRID, fold)
    found = one(event(start=begins, end=begins.plus(6 * 60)))
    assert found["DTSTART"].value == utc
    # The other time as well, though no change of clocks is near it.
    assert found["DTEND"].value == f"{begins.plus(6 * 60).instant:%Y%m%dT%H%M%SZ}"
    assert not found["DTSTART"].parameters
    assert not found["DTEND"].parameters


def test_an_evening_that_ends_before_the_clocks_change_stays_local() -> None:
    found = one(event(start=at("2017-10-28 19:00"), end=at("2017-10-28 21:59")))
    assert found["DTSTART"].parameters == found["DTEND"].parameters == {"TZID": MADRID}
    # Both are far from the change, which lies between them.
    found = one(event(start=at("2017-10-28 19:00"), end=at("2017-10-29 09:00")))
    assert (found["DTSTART"].value, found["DTEND"].value) == ("20171028T190000", "20171029T090000")


@pytest.mark.parametrize(
    ("zone", "eve", "other"),
    [
        (MADRID, date(2017, 10, 28), MADRID),
        (MADRID, date(2018, 3, 24), MADRID),
        (MADRID, date(2017, 10, 28), CANARY),
        (CANARY, date(2018, 3, 24), ATHENS),
        (MADRID, date(2017, 10, 28), "America/New_York"),
        ("America/New_York", date(2017, 10, 28), MADRID),
        ("America/New_York", date(2017, 11, 4), "America/New_York"),
        ("Australia/Lord_Howe", date(2018, 3, 31), "Asia/Kolkata"),  # by half an hour
    ],
)
def test_any_night_across_a_change_of_clocks_lasts_as_long_in_other_programs(
    zone: str, eve: date, other: str
) -> None:
    """Some programs add the length that the wall clocks show to the start."""
    noon = Moment(wall=datetime.combine(eve, time(12)), zone=zone)
    some = [
        event(
            f"{begin} {length}",
            start=noon.plus(begin),
            end=moment_at(noon.plus(begin + length).instant, other),
        )
        for begin in range(0, 24 * 60, 105)
        for length in (30, 180, 9 * 60, 15 * 60)
    ]
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(file_of(*some))).all()
    read_as = {
        str(each["UID"]): (each.start.astimezone(UTC), each.end.astimezone(UTC)) for each in found
    }
    assert read_as == {each.uid: (_instant(each.start), _instant(each.end)) for each in some}


def _instant(moment: Moment | date) -> datetime:
    assert isinstance(moment, Moment)
    return moment.instant


def test_a_zone_of_no_local_time_is_not_defined() -> None:
    night = event("n", start=at("2017-10-29 00:30"), end=at("2017-10-29 09:00"))
    assert not read(file_of(night)).every("VTIMEZONE")
    zones = read(file_of(night, event("d"))).every("VTIMEZONE")
    assert [zone["TZID"].value for zone in zones] == [MADRID]


def test_what_was_sent_in_part_in_utc_changes_only_in_form() -> None:
    """A night in mixed form becomes UTC; its neighbours in the file keep every byte."""
    calm = [event("1", start=at("2017-10-28 09:00")), event("2", start=at("2017-10-30 09:00"))]
    night = event("n", start=at("2017-10-29 00:30"), end=at("2017-10-29 09:00"))
    alone, together = blocks(file_of(*calm)), blocks(file_of(*calm, night))
    assert {uid: together[uid] for uid in alone} == alone
    assert "DTEND:20171029T080000Z" in together["n"]
