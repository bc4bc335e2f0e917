"""What the files in `tests/data/formats/` hold: one of every format, kept for ever.

    python -m tests.storage.formats    makes the fixture of the present format if it is missing

A fixture is never made again: it stands for the files that people have. When the format changes,
the expectations here follow the types, and the old files have to migrate to them.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

from visitplanner.domain.office import BudgetLine, RelativeDue, Task
from visitplanner.domain.people import Contact, Delegate, Organisation
from visitplanner.domain.privacy import Audience
from visitplanner.domain.programme import Alert, Item, Journey, Place, Room, Stop
from visitplanner.domain.schema import FORMAT
from visitplanner.domain.times import Edge, Moment
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
from visitplanner.domain.vocabulary import (
    DelegateRole,
    ItemKind,
    JourneyKind,
    Mode,
    Registration,
    RoomKind,
    Status,
)
from visitplanner.storage import container, visitfile
from visitplanner.storage.container import Part

FIXTURES = Path(__file__).parents[1] / "data" / "formats"
NAMESPACE = "8c0f6f5e-7f7a-4d0e-9a35-5e0b8f7f2c11"
MADRID = "Europe/Madrid"
SUNDAY = date(2017, 10, 29)
ATTACHMENT = b"\x89PNG a picture of a pump hall\r\n\x00\xff"


def fixture(number: int) -> Path:
    """The file of that format."""
    return FIXTURES / f"v{number}.visit"


# --- Format 0 ------------------------------------------------------------------------------------

DRAFT: dict[str, Any] = {
    "format": 0,
    "id": "visit",
    "namespace": NAMESPACE,
    "title": "Pumps and pipes",
    "code": "PUMPS",
    "languages": ["en", "es"],
    "head": "P01",
    "stops": [
        {"id": "s1", "city": "Barcelona", "zone": MADRID, "from": "2017-10-28", "to": "2017-10-30"}
    ],
    "people": [
        {
            "id": "d1",
            "code": "P01",
            "given_name": "Erika",
            "family_name": "Mustermann",
            "phone": "+34 600 000 001",
            "diet": ["vegan"],
        },
        {"id": "d2", "code": "P02", "given_name": "Żółw", "native_name": "Жук", "phone": ""},
    ],
    "items": [
        {
            "id": "i1",
            "code": "A01",
            "starts": "2017-10-29T09:00",
            "ends": "2017-10-29T10:30",
            "zone": MADRID,
            "title": "Pump hall",
            "kind": "site visit",
            "who": "all except P02",
        },
        {
            "id": "i2",
            "code": "A02",
            "starts": "2017-10-29T21:00",
            "ends": "2017-10-30T00:30",
            "zone": MADRID,
            "title": "Dinner",
            "kind": "meal",
        },
        {"id": "i3", "code": "A03", "starts": "2017-10-30", "ends": None, "title": "Free"},
        {"id": "i4", "code": "", "starts": None, "ends": None, "title": "To be placed"},
    ],
}


def draft() -> Visit:
    """The visit of format 0 as it is today."""
    return Visit(
        id="visit",
        namespace=NAMESPACE,
        title="Pumps and pipes",
        code="PUMPS",
        languages=("en", "es"),
        head="P01",
        stops=(
            Stop(
                id="s1",
                city="Barcelona",
                zone=MADRID,
                arrive=date(2017, 10, 28),
                leave=date(2017, 10, 30),
            ),
        ),
        items=(
            Item(
                id="i1",
                code="A01",
                day=SUNDAY,
                start=time(9),
                end=time(10, 30),
                zone=MADRID,
                title="Pump hall",
                kind=ItemKind.SITE_VISIT,
                who="all except P02",
            ),
            Item(
                id="i2",
                code="A02",
                day=SUNDAY,
                start=time(21),
                end=time(0, 30),
                end_day=1,
                zone=MADRID,
                title="Dinner",
                kind=ItemKind.MEAL,
            ),
            Item(id="i3", code="A03", day=date(2017, 10, 30), title="Free"),
            Item(id="i4", title="To be placed"),
        ),
        delegates=(
            Delegate(
                id="d1",
                code="P01",
                given_name="Erika",
                family_name="Mustermann",
                mobile="+34 600 000 001",
                diet=("vegan",),
            ),
            Delegate(id="d2", code="P02", given_name="Żółw", native_name="Жук"),
        ),
    )


# --- Format 1 ------------------------------------------------------------------------------------


def everything() -> Dossier:
    """A visit with a record of every type, published once: what the present fixture holds."""
    visit = _full_visit()
    before = visit.model_copy(update={"title": "Pumps, pipes"})
    return Dossier(visit=visit, versions=(_published(before),))


def _full_visit() -> Visit:
    return draft().model_copy(
        update={
            "purpose": "To see how heat is stored.\nAnd why.",
            "objectives": ("Learn", "Meet"),
            "currency": "EUR",
            "emergency_phone": "112",
            "stops": (_stop(),),
            "journeys": (_journey(),),
            "delegates": (*draft().delegates, _delegate()),
            "rooms": (_room(),),
            "places": (_place(),),
            "organisations": (Organisation(id="o1", name="Aigües", website="https://example.org"),),
            "contacts": (Contact(id="c1", name="Marta Exemple", phone="+34 600 000 009"),),
            "tasks": (
                Task(id="t1", title="Book", due=RelativeDue(count=-6, unit="w")),
                Task(id="t2", title="Thank", due=date(2017, 11, 3), done=True),
            ),
            "budget": (
                BudgetLine(
                    id="b1", heading="Travel", quantity=Decimal(3), unit_cost=Decimal("1.10")
                ),
            ),
        }
    )


def _stop() -> Stop:
    alerts = (Alert(day=SUNDAY, text="clocks go back"),)
    return draft().stops[0].model_copy(update={"alerts": alerts, "country": "ES"})


def _journey() -> Journey:
    return Journey(
        id="j1",
        code="T01",
        kind=JourneyKind.LEG,
        mode=Mode.TRAIN,
        number="AVE 3102",
        origin="Barcelona Sants",
        origin_zone=MADRID,
        depart_day=SUNDAY,
        depart=time(2, 30),
        depart_fold=1,
        destination="Las Palmas",
        destination_zone="Atlantic/Canary",
        arrive=time(5, 5),
        seats=13,
        step_free=True,
        who="all",
        status=Status.TENTATIVE,
        booking_reference="ABC123",
    )


def _delegate() -> Delegate:
    return Delegate(
        id="d3",
        code="P03",
        given_name="Nils",
        passport_name="NILS ØRSTED",
        role=DelegateRole.SPEAKER,
        groups=("Energy", "Water"),
        document_valid_until=date(2027, 1, 31),
        serious_allergy=True,
        avoid="nuts",
        joins=Edge(day=SUNDAY, clock=time(10, 30)),
        leaves=Edge(day=date(2017, 10, 30)),
        status=Registration.CONFIRMED,
        health_consent=False,
    )


def _room() -> Room:
    return Room(
        id="r1",
        hotel="Hotel Exemple",
        kind=RoomKind.TWIN,
        occupants=("P01", "P03"),
        check_in=SUNDAY,
        check_out=date(2017, 10, 30),
    )


def _place() -> Place:
    return Place(id="p1", name="Hotel Exemple", latitude=41.3851, longitude=2.1734, capacity=40)


def _published(visit: Visit) -> Version:
    recipient = Recipient(audience=Audience.DELEGATE, name="P01")
    event = CalendarEvent(
        uid="b0a0c6d4-32d2-5a34-8f0e-3f4d5a3f8f00",
        summary="Pump hall",
        start=Moment(
            wall=datetime(2017, 10, 29, 9, 0, tzinfo=UTC).replace(tzinfo=None), zone=MADRID
        ),
        end=date(2017, 10, 30),
    )
    sent = datetime(2017, 10, 20, 10, 0, 0, 123456, tzinfo=UTC)
    return Version(
        number=1,
        at=sent,
        note="First issue",
        visit=visit,
        files=(
            SentFile(
                recipient=recipient,
                kind="personal-pack",
                language="en",
                path="PUMPS v1 - Programme - Erika Mustermann (P01).pdf",
                sha256="ab" * 32,
                pages=5,
            ),
        ),
        calendars=(
            SentCalendar(
                recipient=recipient,
                language="en",
                events=(SentEvent(event=event, created=sent, modified=sent, digest="cd" * 32),),
            ),
        ),
    )


def attachment() -> Part:
    """The attachment of the present fixture."""
    return Part.of(f"attachments/{sha256(ATTACHMENT).hexdigest()}", ATTACHMENT, pack=False)


# --- Making them ---------------------------------------------------------------------------------


def draft_file() -> bytes:
    """A file of format 0."""
    mimetype = Part.of("mimetype", container.MIMETYPE, pack=False)
    return container.pack([mimetype, Part.of("visit.json", json.dumps(DRAFT).encode())])


def main() -> None:
    """Make what is missing."""
    FIXTURES.mkdir(parents=True, exist_ok=True)
    if not fixture(0).exists():
        fixture(0).write_bytes(draft_file())
    if not fixture(FORMAT).exists():
        picture = attachment()
        carrier = visitfile.Opened(everything(), Path("-"), "", parts={picture.name: picture})
        visitfile.save(everything(), fixture(FORMAT), opened=carrier)


if __name__ == "__main__":
    main()
