"""Everything that leaves as a calendar, read by programs that share nothing with the writer.

Four of them: `icalendar`, `recurring-ical-events` (which works out when events take place),
`ical` (Home Assistant's) and `vobject` (which many servers were built on).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from email import message_from_bytes
from functools import cache
from typing import Any

import icalendar
import pytest
import recurring_ical_events
import vobject
from ical.calendar_stream import IcsCalendarStream

from tests.publishing.documents.chapters.papers import (
    CANARY,
    item,
    leg,
    person,
    plan,
    stop,
)
from visitplanner.domain import edits
from visitplanner.domain.privacy import Audience
from visitplanner.domain.programme import Journey, Room
from visitplanner.domain.times import Moment
from visitplanner.domain.versions import CalendarEvent, Dossier
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ItemKind, JourneyKind, Mode, Status
from visitplanner.publishing.calendars.content import carried
from visitplanner.publishing.kinds import CALENDAR, INVITATION, SINGLE_EVENTS
from visitplanner.publishing.mail.address import Address
from visitplanner.publishing.recipients import Request
from visitplanner.publishing.release import File, Release, prepare

NIGHT = date(2027, 10, 30)
"""The clocks of Europe go back before its morning."""
NOW = datetime(2027, 9, 1, 8, tzinfo=UTC)
BODIES = (Audience.HOST, Audience.HOTEL, Audience.CATERER, Audience.DRIVER)
Said = tuple[str, str, str, str, str]
"""UID, start and end (in UTC, or days), status and title."""


def trip(**fields: Any) -> Journey:
    return leg("22:10", "07:05", depart_day=NIGHT, arrive_day=date(2027, 10, 31), **fields)


@cache
def visit() -> Visit:
    """A night of a change of clocks, two zones, and something of every kind."""
    day: dict[str, Any] = {"day": NIGHT, "place": "Hall", "host_organisation": "CEEC"}
    return plan(
        stop("Barcelona", arrive=date(2027, 10, 29), leave=date(2027, 10, 31)),
        stop("Las Palmas", zone=CANARY, arrive=NIGHT, leave=date(2027, 11, 1)),
        person("P1", email="p1@example.org"),
        person("P2"),
        Room(hotel="Hotel", occupants=("P1",), check_in=NIGHT, check_out=date(2027, 11, 1)),
        item("Welcome; “quoted”, a\\b\nand lines, Ünï 🚆 " + "long " * 30, **day),
        item("Dinner", "21:00", "01:30", end_day=1, kind=ItemKind.MEAL, **day),
        item(
            "Twice", "02:30", "02:45", start_fold=1, end_fold=1, **day | {"day": trip().arrive_day}
        ),
        item("No end", **day).model_copy(update={"end": None}),
        item("Whole day", "", "", **day),
        item("Perhaps", status=Status.IDEA, **day),
        item("On the island", zone=CANARY, **day),
        trip(destination="Las Palmas", destination_zone=CANARY, mode=Mode.FLIGHT),
        trip(kind=JourneyKind.TRANSFER, mode=Mode.COACH, carrier="Autocars", destination="Hall"),
        title="Visit; one, two",
        code="V-1",
    )


@cache
def releases() -> tuple[Release, Release]:
    """Two versions; in the second one an item is off and another one is later."""
    wanted = Request(
        now=NOW,
        kinds=(CALENDAR, SINGLE_EVENTS, INVITATION),
        audiences=(Audience.DELEGATE, Audience.STAFF, *BODIES),
        sender=Address("Olga", "olga@example.org"),
    )
    first = prepare(Dossier(visit=visit()), wanted)
    dinner, _, other = (row.id for row in visit().items[1:4])
    edited = edits.set_status(visit(), dinner, Status.CANCELLED)
    edited = edits.change(edited, other, start=time(11, 30))
    later = replace(wanted, now=NOW + timedelta(days=1))
    return first, prepare(first.dossier.with_visit(edited), later)


# --- readers ------------------------------------------------------------------------------------


def when(value: Any) -> str:
    assert isinstance(value, date)
    if not isinstance(value, datetime):
        return value.isoformat()
    assert value.tzinfo, "it floats"
    return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def by_icalendar(data: bytes) -> Iterator[Said]:
    found: list[Any] = icalendar.Calendar.from_ical(data).walk("VEVENT")
    for event in found:
        uid, status, summary = (str(event[name]) for name in ("UID", "STATUS", "SUMMARY"))
        yield uid, when(event["DTSTART"].dt), when(event["DTEND"].dt), status, summary


def by_recurring(data: bytes) -> Iterator[Said]:
    for event in recurring_ical_events.of(icalendar.Calendar.from_ical(data)).all():
        uid, status, summary = (str(event[name]) for name in ("UID", "STATUS", "SUMMARY"))
        yield uid, when(event.start), when(event.end), status, summary


def by_ical(data: bytes) -> Iterator[Said]:
    for event in IcsCalendarStream.calendar_from_ics(data.decode()).events:
        assert event.uid
        status = str(event.status.value) if event.status else ""
        yield event.uid, when(event.dtstart), when(event.dtend), status, event.summary or ""


def by_vobject(data: bytes) -> Iterator[Said]:
    for event in vobject.readOne(data.decode()).vevent_list:
        start, end = when(event.dtstart.value), when(event.dtend.value)
        yield event.uid.value, start, end, event.status.value, event.summary.value


READERS = (by_icalendar, by_recurring, by_ical, by_vobject)


# --- what they read -----------------------------------------------------------------------------


def meant(event: CalendarEvent) -> Said:
    """What is to be read, by the plan."""
    it = carried(event)
    start, end = (
        when(each.aware if isinstance(each, Moment) else each) for each in (it.start, it.end)
    )
    return it.uid, start, end, it.status, it.summary


def events_of(release: Release, kind: str, key: object) -> list[CalendarEvent]:
    (sent,) = (
        calendar
        for calendar in release.dossier.versions[-1].calendars
        if calendar.kind == kind and calendar.recipient.key == key
    )
    return [one.event for one in sent.events]


def files(release: Release, kind: str) -> list[File]:
    found = [file for file in release.files if file.sent.kind == kind]
    assert found
    return found


@pytest.mark.parametrize("reader", READERS, ids=lambda each: each.__name__)
@pytest.mark.parametrize("number", [0, 1])
def test_calendars_of_everybody(reader: Callable[[bytes], Iterator[Said]], number: int) -> None:
    release = releases()[number]
    audiences = set()
    for file in files(release, CALENDAR):
        told = events_of(release, CALENDAR, file.sent.recipient.key)
        assert sorted(reader(file.data)) == sorted(map(meant, told)), file.sent.path
        audiences.add(file.sent.recipient.audience)
    assert audiences == {Audience.DELEGATE, Audience.STAFF, *BODIES}


@pytest.mark.parametrize("reader", READERS, ids=lambda each: each.__name__)
def test_single_events(reader: Callable[[bytes], Iterator[Said]]) -> None:
    release = releases()[1]
    for file in files(release, SINGLE_EVENTS):
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            read = [said for name in archive.namelist() for said in reader(archive.read(name))]
        told = events_of(release, CALENDAR, file.sent.recipient.key)
        assert sorted(read) == sorted(meant(e) for e in told if e.status != "CANCELLED")


@pytest.mark.parametrize("reader", READERS, ids=lambda each: each.__name__)
def test_invitations_without_the_idea(reader: Callable[[bytes], Iterator[Said]]) -> None:
    for release, count in zip(releases(), (8, 2), strict=True):
        mails = files(release, INVITATION)
        read = [said for mail in mails for said in reader(_calendar_of(mail.data))]
        told = set(map(meant, events_of(release, INVITATION, mails[0].sent.recipient.key)))
        assert len(read) == len(set(read)) == count
        assert set(read) <= told


def _calendar_of(mail: bytes) -> bytes:
    parts = message_from_bytes(mail).walk()
    (data,) = (p.get_payload(decode=True) for p in parts if p.get_content_type() == "text/calendar")
    assert isinstance(data, bytes)
    return data
