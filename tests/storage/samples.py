"""Plans of a given size, always the same, for measuring and for whatever needs a plan at hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from visitplanner.domain.people import Contact, Delegate, Organisation
from visitplanner.domain.privacy import Audience
from visitplanner.domain.programme import Item, Journey, Place, Room, Stop
from visitplanner.domain.times import Edge, at
from visitplanner.domain.versions import (
    CalendarEvent,
    Dossier,
    Recipient,
    SentCalendar,
    SentEvent,
    SentFile,
    Version,
)
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import JourneyKind, Mode

FIRST = date(2026, 3, 2)
ZONE = "Europe/Madrid"
NOW = datetime(2026, 1, 15, 10, 0, tzinfo=UTC)


def plan(people: int = 15, items: int = 30, days: int = 4) -> Visit:
    """A visit of so many people, items and days, with as many rooms and journeys as usual."""
    others = max(5, people // 2)
    return Visit(
        id="visit",
        namespace="3d2b0b39-1f4a-4a53-9a53-0c35f5b7a9c1",
        title="Clusters of the north",
        code="NORTH-2026",
        languages=("en", "es"),
        stops=(_stop(days),),
        items=tuple(_item(n, days) for n in range(items)),
        journeys=tuple(_journey(n, days) for n in range(items // 2)),
        delegates=tuple(_delegate(n) for n in range(people)),
        rooms=tuple(_room(n, days) for n in range(people)),
        places=tuple(_place(n) for n in range(max(5, items // 3))),
        organisations=tuple(_organisation(n) for n in range(others)),
        contacts=tuple(
            Contact(id=f"c{n}", name=f"Contact {n}", email=f"c{n}@example.org")
            for n in range(others)
        ),
    )


def _stop(days: int) -> Stop:
    leave = FIRST + timedelta(days=days)
    return Stop(id="s", city="Bilbao", zone=ZONE, arrive=FIRST, leave=leave)


def _organisation(n: int) -> Organisation:
    return Organisation(
        id=f"o{n}", name=f"Organisation {n}", city="Bilbao", profile="Energy. " * 20
    )


def _item(n: int, days: int) -> Item:
    hour = 9 + n // days % 9
    return Item(
        id=f"i{n}",
        code=f"A{n:02d}",
        day=FIRST + timedelta(days=n % days),
        start=time(hour),
        end=time(hour, 45),
        zone=ZONE,
        title=f"Session {n} on storage and grids",
        city="Bilbao",
        place=f"Place {n % 9}",
        host_organisation=f"Organisation {n % 5}",
        host_contact=f"Contact {n % 5}",
        who="all except P03",
        notes=f"Bring the papers of session {n}; coffee is served before.",
    )


def _journey(n: int, days: int) -> Journey:
    return Journey(
        id=f"j{n}",
        code=f"T{n:02d}",
        kind=JourneyKind.TRANSFER,
        mode=Mode.COACH,
        origin=f"Place {n % 9}",
        origin_zone=ZONE,
        depart_day=FIRST + timedelta(days=n % days),
        depart=time(8, 15),
        destination=f"Place {(n + 1) % 9}",
        destination_zone=ZONE,
        arrive=time(8, 50),
        who="all",
    )


def _delegate(n: int) -> Delegate:
    return Delegate(
        id=f"d{n}",
        code=f"P{n:02d}",
        given_name=f"Erika {n}",
        family_name="Mustermann",
        organisation=f"Organisation {n % 7}",
        email=f"p{n}@example.org",
        mobile=f"+34 600 000 {n:03d}",
        languages=("en", "de"),
        diet=("vegan",) if n % 6 == 0 else (),
        joins=Edge(day=FIRST),
        bio="Has worked on district heating for twenty years. " * 4,
    )


def _room(n: int, days: int) -> Room:
    leave = FIRST + timedelta(days=days)
    return Room(
        id=f"r{n}",
        hotel="Hotel Exemple",
        occupants=(f"P{n:02d}",),
        check_in=FIRST,
        check_out=leave,
    )


def _place(n: int) -> Place:
    address = f"Calle del Ejemplo {n}, 48001 Bilbao"
    return Place(id=f"p{n}", name=f"Place {n}", city="Bilbao", address=address, latitude=43.26)


def version(number: int, visit: Visit, *, events: int = 0) -> Version:
    """A published version of which everybody got a pack and a calendar of so many events."""
    recipients = [Recipient(audience=Audience.DELEGATE, name=d.code) for d in visit.delegates]
    files = tuple(
        SentFile(
            recipient=recipient,
            kind="personal-pack",
            language="en",
            path=f"{visit.code} v{number} - Programme - {recipient.name}.pdf",
            sha256=f"{number:064x}",
            pages=5,
        )
        for recipient in recipients
    )
    calendars = tuple(
        SentCalendar(
            recipient=recipient,
            language="en",
            events=tuple(_event(n, recipient, number) for n in range(events)),
        )
        for recipient in recipients
    )
    return Version(
        number=number, at=NOW, note="Times", visit=visit, files=files, calendars=calendars
    )


def _event(n: int, recipient: Recipient, number: int) -> SentEvent:
    day = FIRST + timedelta(days=n % 4)
    event = CalendarEvent(
        uid=f"{n:08d}-0000-4000-8000-{recipient.name}@visitplanner",
        summary=f"Session {n} on storage and grids",
        start=at(day, time(9), ZONE),
        end=at(day, time(9, 45), ZONE),
        location=f"Place {n % 9}, Calle del Ejemplo {n % 9}, 48001 Bilbao",
        description="Host: Organisation 3. Bring the papers; coffee is served before.",
        categories=("session",),
    )
    return SentEvent(
        event=event, sequence=number, created=NOW, modified=NOW, digest=f"{n * number:064x}"
    )


def dossier(people: int = 15, items: int = 30, *, versions: int = 2, events: int = 20) -> Dossier:
    """A visit that was published so many times."""
    visit = plan(people, items)
    published = tuple(version(n, visit, events=events) for n in range(1, versions + 1))
    return Dossier(visit=visit, versions=published)
