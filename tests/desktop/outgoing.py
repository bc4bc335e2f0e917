"""Mails and calendars for tests of the window."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from tests.desktop.conftest import by_code
from visitplanner.app import Outgoing
from visitplanner.domain.privacy import Audience
from visitplanner.domain.versions import Dossier, Recipient, SentCalendar, Version
from visitplanner.domain.visit import Visit
from visitplanner.storage.visitfile import Opened

NOON = datetime(2026, 4, 1, 12, tzinfo=UTC)
ICS = "\r\n".join(
    (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Fair//EN",
        "X-WR-CALNAME:Fair",
        "BEGIN:VEVENT",
        "UID:opening@fair.example",
        "DTSTART;TZID=Europe/Rome:20260504T150000",
        "DTEND;TZID=Europe/Rome:20260504T160000",
        "SUMMARY:Opening of the fair",
        "LOCATION:Lingotto",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:welcome@fair.example",
        "DTSTART;TZID=Europe/Rome:20260504T090000",
        "DTEND;TZID=Europe/Rome:20260504T103000",
        "SUMMARY:Welcome",
        "LOCATION:Town hall",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:odd@fair.example",
        "DTSTART;TZID=Fairground time:20260505T090000",
        "DTEND;TZID=Fairground time:20260505T100000",
        "SUMMARY:Round table",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:late@fair.example",
        "DTSTART:20270101T090000Z",
        "SUMMARY:Next year",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    )
)
"""A new event, one that is there already, one in an unknown zone, one outside of the visit."""


def mail(
    visit: Visit,
    code: str,
    to: Sequence[str] = ("x@example.org",),
    *,
    sender: str = "ana@example.org",
    size: int = 1000,
) -> Outgoing:
    """A mail to a delegate, with one file."""
    person = by_code(visit, code)
    message = EmailMessage()
    message["Subject"] = f"Papers for {person.name}"
    message["X-Unsent"] = "1"
    message["Message-ID"] = f"<{code}@example.org>"
    if sender:
        message["From"] = sender
    if to:
        message["To"] = ", ".join(to)
    message.set_content(f"Dear {person.name}\n")
    message.add_alternative("<p>Dear <b>reader</b></p>", subtype="html")
    message.add_attachment(b"%PDF" * (size // 4), "application", "pdf", filename=f"{code}.pdf")
    return Outgoing(
        key=f"visit/1/{code}",
        recipient=Recipient(audience=Audience.DELEGATE, name=person.name, person=person.id),
        language="en",
        sender=sender,
        to=tuple(to),
        subject=str(message["Subject"]),
        text=f"Dear {person.name}\n",
        attached=((f"{code}.pdf", size),),
        name=f"PIE-2026 v1 - Mail - {code}.eml",
        draft=message.as_bytes().replace(b"\n", b"\r\n"),
    )


def three(visit: Visit) -> tuple[Outgoing, ...]:
    """Two who can be reached, and one without an address."""
    return (
        mail(visit, "P01", ["p01@example.org"]),
        mail(visit, "P02", ["p02@example.org"], size=12_000_000),
        mail(visit, "P03", []),
    )


def published(visit: Visit, path: Path) -> Opened:
    """A visit file with one version."""
    dossier = Dossier(visit=visit, versions=(Version(number=1, at=NOON, visit=visit),))
    return Opened(dossier=dossier, path=path, sha256="0" * 64)


def with_calendars(visit: Visit, path: Path) -> Opened:
    """A visit file with one version, of which the staff and a delegate have calendars."""
    ada = by_code(visit, "P01")
    recipients = (
        Recipient(audience=Audience.STAFF),
        Recipient(audience=Audience.DELEGATE, name=ada.name, person=ada.id),
    )
    calendars = tuple(SentCalendar(recipient=one, language="en") for one in recipients)
    version = Version(number=1, at=NOON, visit=visit, calendars=calendars)
    return Opened(Dossier(visit=visit, versions=(version,)), path, "0" * 64)


def composing(visit: Visit) -> Any:
    """What composing answers."""
    return lambda *_args: (three(visit), ("There is no translation into “xx”.",))


def calendar(folder: Path, text: str = ICS) -> Path:
    """A calendar as a file."""
    path = folder / "fair.ics"
    path.write_bytes(text.encode())
    return path
