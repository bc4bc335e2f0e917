"""Files, read back by two readers: the letter of the RFC, and the icalendar library."""

from __future__ import annotations

import itertools
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.publishing.calendars.examples import (
    ATHENS,
    CANARY,
    MADRID,
    NOW,
    at,
    event,
    events,
    sent,
    texts,
)
from tests.publishing.calendars.reading import Component, Zone, read
from visitplanner.domain.base import clean_text
from visitplanner.domain.times import Moment
from visitplanner.domain.versions import CalendarEvent, SentEvent
from visitplanner.publishing.calendars.content import carried
from visitplanner.publishing.calendars.writer import write_calendar

ALWAYS = [
    "UID",
    "DTSTAMP",
    "CREATED",
    "LAST-MODIFIED",
    "SEQUENCE",
    "DTSTART",
    "DTEND",
    "SUMMARY",
    "STATUS",
    "TRANSP",
    "X-MICROSOFT-CDO-BUSYSTATUS",
    "X-MICROSOFT-CDO-ALLDAYEVENT",
]
WHEN_KNOWN = [
    "LOCATION",
    "GEO",
    "X-APPLE-STRUCTURED-LOCATION",
    "DESCRIPTION",
    "URL",
    "CATEGORIES",
]
several = st.lists(events(st.uuids().map(str)), min_size=1, max_size=4, unique_by=lambda e: e.uid)


def file_of(*some: CalendarEvent, name: str | None = None) -> bytes:
    return write_calendar(name, sent(*some))


def blocks(data: bytes) -> dict[str, list[str]]:
    """The lines of each event as they stand in the file, by UID."""
    return {part["UID"].value: part.source for part in read(data).every("VEVENT")}


def one(some: CalendarEvent) -> Component:
    (found,) = read(file_of(some)).every("VEVENT")
    return found


def parsed(data: bytes) -> list[Any]:
    calendar = icalendar.Calendar.from_ical(data)
    found = calendar.events
    assert not calendar.errors
    assert not [error for component in found for error in component.errors]
    return found


def instant_of(component: Component, name: str, zones: dict[str, Zone]) -> datetime:
    """The instant of a property by the file's own definition of the zone."""
    said = component[name]
    if said.value.endswith("Z"):
        return datetime.fromisoformat(said.value)
    wall = datetime.fromisoformat(said.value).replace(tzinfo=UTC)
    zone = zones[said.parameters["TZID"]]
    offsets = {after for _, after in zone.onsets}
    (found,) = {wall - o for o in offsets if zone.at(wall - o) == o}
    return found


def test_a_file_to_the_byte() -> None:
    flight = event(
        "f1",
        summary="Flight NT 123; Las Palmas → Barcelona",
        start=at("2017-11-08 14:10", CANARY),
        end=at("2017-11-08 18:15", MADRID),
        location="Gran Canaria Airport (LPA), Telde",
        latitude=27.9319,
        longitude=-15.3866,
        description="Be there at 12:40.\nSeat 14A, window.",
        url="https://example.org/NT123",
        categories=("Flight", "Travel, air"),
    )
    frame = event(
        "v1", summary="CLUSGRID", start=date(2017, 11, 5), end=date(2017, 11, 12), busy=False
    )
    data = write_calendar("CLUSGRID, Canary Islands", sent(flight, frame))
    assert data.decode().replace("\r\n", "\n") == FILE


FILE = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Visit Planner//Visit Planner//EN
NAME:CLUSGRID\\, Canary Islands
X-WR-CALNAME:CLUSGRID\\, Canary Islands
BEGIN:VTIMEZONE
TZID:Atlantic/Canary
BEGIN:DAYLIGHT
DTSTART:19700329T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:WEST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701025T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:WET
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
BEGIN:VTIMEZONE
TZID:Europe/Madrid
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:v1
DTSTAMP:20171002T083000Z
CREATED:20171002T083000Z
LAST-MODIFIED:20171002T083000Z
SEQUENCE:0
DTSTART;VALUE=DATE:20171105
DTEND;VALUE=DATE:20171112
SUMMARY:CLUSGRID
STATUS:CONFIRMED
TRANSP:TRANSPARENT
X-MICROSOFT-CDO-BUSYSTATUS:FREE
X-MICROSOFT-CDO-ALLDAYEVENT:TRUE
END:VEVENT
BEGIN:VEVENT
UID:f1
DTSTAMP:20171002T083000Z
CREATED:20171002T083000Z
LAST-MODIFIED:20171002T083000Z
SEQUENCE:0
DTSTART;TZID=Atlantic/Canary:20171108T141000
DTEND;TZID=Europe/Madrid:20171108T181500
SUMMARY:Flight NT 123\\; Las Palmas → Barcelona
STATUS:CONFIRMED
TRANSP:OPAQUE
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
X-MICROSOFT-CDO-ALLDAYEVENT:FALSE
LOCATION:Gran Canaria Airport (LPA)\\, Telde
GEO:27.931900;-15.386600
X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-APPLE-RADIUS=72;X-TITLE="Gran Canar
 ia Airport (LPA), Telde":geo:27.931900,-15.386600
DESCRIPTION:Be there at 12:40.\\nSeat 14A\\, window.
URL:https://example.org/NT123
CATEGORIES:Flight,Travel\\, air
END:VEVENT
END:VCALENDAR
"""


@given(several, texts)
def test_nothing_that_is_typed_becomes_a_line_or_a_property(
    some: list[CalendarEvent], name: str
) -> None:
    calendar = read(write_calendar(name, sent(*some)))
    assert calendar.names() in (
        ["VERSION", "PRODID"],
        ["VERSION", "PRODID", "NAME", "X-WR-CALNAME"],
    )
    kinds = [part.name for part in calendar.parts]
    assert kinds == sorted(kinds, key=["VTIMEZONE", "VEVENT"].index)
    assert kinds.count("VEVENT") == len(some)
    for part in calendar.every("VEVENT"):
        assert not part.parts
        names = part.names()
        assert names[: len(ALWAYS)] == ALWAYS
        rest = names[len(ALWAYS) :]
        assert rest == [name for name in WHEN_KNOWN if name in rest]
        for said in part.properties:
            assert set(said.parameters) <= {"TZID", "VALUE", "X-APPLE-RADIUS", "X-TITLE"}
        assert part["DTSTAMP"].value == part["LAST-MODIFIED"].value


@given(several)
def test_both_readers_find_what_was_meant(some: list[CalendarEvent]) -> None:
    data = file_of(*some)
    by_letter = {part["UID"].value: part for part in read(data).every("VEVENT")}
    by_library = {str(found["UID"]): found for found in parsed(data)}
    assert by_letter.keys() == by_library.keys() == {each.uid for each in some}
    for meant in map(carried, some):
        letter, library = by_letter[meant.uid], by_library[meant.uid]
        description = clean_text(re.sub("[\u2028\u2029]", "\n", meant.description))
        for name, expected in {
            "SUMMARY": meant.summary,
            "LOCATION": meant.location,
            "DESCRIPTION": description,
        }.items():
            if expected or name == "SUMMARY":
                assert clean_text(letter[name].text) == expected
                assert clean_text(str(library[name])) == expected
            else:
                assert name not in letter.names()
                assert name not in library
        assert library.start == moment_or_day(meant.start)
        assert library.end == moment_or_day(meant.end)
        assert str(library.get("URL", "")) == meant.url == library.get("URL", "")
        assert tuple(library.categories) == meant.categories
        assert library["STATUS"] == letter["STATUS"].value == meant.status
        assert ("TRANSPARENT", "OPAQUE")[meant.busy] == library["TRANSP"]
        if meant.latitude is not None:
            assert library["GEO"].latitude == meant.latitude
            assert library["GEO"].longitude == meant.longitude


def moment_or_day(value: Moment | date) -> datetime | date:
    return value.instant if isinstance(value, Moment) else value


@given(several)
def test_the_file_explains_its_own_zones(some: list[CalendarEvent]) -> None:
    calendar = read(file_of(*some))
    zones = {zone.name: zone for zone in map(Zone, calendar.every("VTIMEZONE"))}
    used: set[str] = set()
    for part, meant in zip(
        sorted(calendar.every("VEVENT"), key=lambda part: part["UID"].value),
        sorted(map(carried, some), key=lambda each: each.uid),
        strict=True,
    ):
        for name, value in (("DTSTART", meant.start), ("DTEND", meant.end)):
            if isinstance(value, Moment):
                assert instant_of(part, name, zones) == value.instant
                used.update({part[name].parameters.get("TZID", "")} - {""})
            else:
                assert part[name].parameters == {"VALUE": "DATE"}
                assert date.fromisoformat(part[name].value) == value
    assert list(zones) == sorted(used)


def test_two_changes_of_clocks() -> None:
    days = [datetime(2017, 3, 20, tzinfo=UTC) + timedelta(days=n) for n in range(240)]
    some = [
        event(f"{zone}{n}", start=at(f"{day:%Y-%m-%d} {n % 24:02d}:30", zone))
        for n, day in enumerate(days)
        for zone in (CANARY, MADRID, ATHENS)
    ]
    data = file_of(*some)
    calendar = icalendar.Calendar.from_ical(data)
    # The definitions of the file itself, not what the library knows of these names.
    own = {str(z["TZID"]): z.to_tz(lookup_tzid=False) for z in calendar.timezones}
    assert sorted(own) == [CANARY, ATHENS, MADRID]
    meant = {each.uid: each for each in some}
    for found in parsed(data):
        for name in ("DTSTART", "DTEND"):
            value = found[name]
            zone = value.params.get("TZID")
            instant = value.dt.replace(tzinfo=own[zone]) if zone else value.dt
            moment = getattr(meant[str(found["UID"])], name[2:].lower())
            assert instant.astimezone(UTC) == moment.instant


def test_a_flight_between_zones() -> None:
    found = one(
        event(start=at("2017-11-08 14:10", CANARY), end=at("2017-11-08 18:15", "Europe/Madrid"))
    )
    assert found["DTSTART"].parameters == {"TZID": "Atlantic/Canary"}
    assert found["DTSTART"].value == "20171108T141000"
    assert found["DTEND"].parameters == {"TZID": "Europe/Madrid"}
    assert found["DTEND"].value == "20171108T181500"


def test_whole_days_end_on_the_day_after() -> None:
    found = one(event(start=date(2017, 11, 5), end=date(2017, 11, 12)))
    assert found["DTSTART"].parameters == found["DTEND"].parameters == {"VALUE": "DATE"}
    assert (found["DTSTART"].value, found["DTEND"].value) == ("20171105", "20171112")
    assert found["X-MICROSOFT-CDO-ALLDAYEVENT"].value == "TRUE"
    assert one(event(start=date(2017, 12, 31)))["DTEND"].value == "20180101"


def test_an_item_without_an_end_and_one_that_ends_before_it_starts() -> None:
    for end in ("2017-11-08 09:00", "2017-11-08 08:00"):
        found = one(event(start=at("2017-11-08 09:00"), end=at(end)))
        assert found["DTEND"].value == "20171108T090100"


@pytest.mark.parametrize(
    ("status", "busy", "transparency", "hint"),
    [
        ("CONFIRMED", True, "OPAQUE", "BUSY"),
        ("CONFIRMED", False, "TRANSPARENT", "FREE"),
        ("TENTATIVE", True, "OPAQUE", "TENTATIVE"),
        ("TENTATIVE", False, "TRANSPARENT", "FREE"),
        ("CANCELLED", True, "TRANSPARENT", "FREE"),
    ],
)
def test_busy(status: Any, busy: bool, transparency: str, hint: str) -> None:
    found = one(event(status=status, busy=busy))
    assert found["TRANSP"].value == transparency
    assert found["X-MICROSOFT-CDO-BUSYSTATUS"].value == hint


def test_a_zone_that_no_vtimezone_explains_is_written_in_utc() -> None:
    istanbul = event(start=at("2015-11-08 09:00", "Europe/Istanbul"))
    data = file_of(istanbul)
    assert not read(data).every("VTIMEZONE")
    assert b"DTSTART:20151108T070000Z\r\n" in data
    assert b"DTSTART:20260110T080000Z\r\n" in file_of(event(start=at("2026-01-10 08:00", "UTC")))


def test_more_dates_do_not_change_how_others_are_written() -> None:
    cairo = "Africa/Cairo"
    first = sent(event("a", start=at("2026-04-10 09:00", cairo)))
    later = sent(
        event("0", start=at("2026-04-30 09:00", cairo)),  # after the change of clocks
        event("b", start=at("2026-04-12 09:00", cairo)),
        when=NOW + timedelta(days=1),
    )
    before, after = (blocks(write_calendar(None, some)) for some in (first, (*later, *first)))
    assert before["a"] == after["a"]
    assert f"DTSTART;TZID={cairo}:20260412T090000" in after["b"]
    assert "DTSTART:20260430T060000Z" in after["0"]


def test_the_place_is_shown_on_a_map_only_if_it_can_be_named_exactly() -> None:
    where: dict[str, Any] = {"latitude": 50.94, "longitude": 6.96}
    apple = one(event(location='Hall "Blau"; left, 1st floor: A', **where))
    assert "X-APPLE-STRUCTURED-LOCATION" not in apple.names()
    assert apple["GEO"].value == "50.940000;6.960000"
    apple = one(event(location="Saal 1; links, Straße: A", **where))
    assert apple["X-APPLE-STRUCTURED-LOCATION"].parameters["X-TITLE"] == apple["LOCATION"].text
    assert apple["X-APPLE-STRUCTURED-LOCATION"].value == "geo:50.940000,6.960000"
    assert "X-APPLE-STRUCTURED-LOCATION" not in one(event(**where)).names()


def test_a_revised_event_says_when_it_was_revised() -> None:
    (made,) = sent(event(), sequence=3)
    later = made.model_copy(update={"modified": NOW + timedelta(hours=25)})
    (found,) = read(write_calendar(None, [later])).every("VEVENT")
    assert found["SEQUENCE"].value == "3"
    assert found["CREATED"].value == "20171002T083000Z"
    assert found["DTSTAMP"].value == found["LAST-MODIFIED"].value == "20171003T093000Z"


@pytest.mark.parametrize("name", ["  ", "\x07", "", None])
def test_a_calendar_without_a_name(name: str | None) -> None:
    assert read(file_of(event("a"), event("b"), name=name)).names() == ["VERSION", "PRODID"]


def test_the_name_of_a_calendar() -> None:
    named = read(file_of(event("a"), event("b"), name="Visit; 1,\n2"))
    assert named["NAME"].text == named["X-WR-CALNAME"].text == "Visit; 1, 2"
    assert read(file_of(event(), name="Visit")).names() == ["VERSION", "PRODID"]


def test_calendars_without_a_sense() -> None:
    with pytest.raises(ValueError, match="without events"):
        write_calendar("Visit", ())
    with pytest.raises(ValueError, match="twice"):
        file_of(event("a"), event("a", summary="Other"))


def test_the_same_events_give_the_same_bytes() -> None:
    some = sent(
        event("c"),
        event("a"),
        event("b", start=date(2017, 11, 8)),
        event("d", start=at("2017-11-07 09:00")),
    )
    assert len({write_calendar("Visit", each) for each in itertools.permutations(some)}) == 1
    stored = [SentEvent.model_validate_json(each.model_dump_json()) for each in some]
    assert write_calendar("Visit", stored) == write_calendar("Visit", some)


def test_what_a_tampered_file_holds_stays_text() -> None:
    evil = "x\r\nATTENDEE:mailto:a@b.example\r\nEND:VEVENT"
    bad = event().model_copy(
        update={"uid": evil, "summary": evil, "location": evil, "categories": (evil,), "url": evil}
    )
    good = sent(event())[0]
    found = read(write_calendar(None, [good.model_copy(update={"event": bad})]))
    (part,) = found.every("VEVENT")
    assert "ATTENDEE" not in part.names()


def test_a_long_note() -> None:
    note = "Ünïcödé 🚆, text; " * 600
    assert one(event(description=note))["DESCRIPTION"].text == note.strip()
    (found,) = parsed(file_of(event(description=note)))
    assert str(found["DESCRIPTION"]) == note.strip()
