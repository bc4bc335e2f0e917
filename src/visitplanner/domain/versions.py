"""What was published: frozen versions, who got what, and every calendar event ever sent.

A published version is a fact. Nothing here is ever changed; the next version is computed from it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from visitplanner.domain.base import Line, Record, Text
from visitplanner.domain.privacy import Audience
from visitplanner.domain.times import Moment
from visitplanner.domain.visit import Visit


class CalendarEvent(Record):
    """What a calendar shows of one entry, before anybody writes it as iCalendar.

    `start` and `end` are moments, or dates for a whole day (`end` is then the day after the last).
    """

    uid: str
    summary: Line
    start: Moment | date
    end: Moment | date
    status: Literal["CONFIRMED", "TENTATIVE", "CANCELLED"] = "CONFIRMED"
    busy: bool = True
    location: Line = ""
    latitude: float | None = None
    longitude: float | None = None
    description: Text = ""
    url: str = ""
    categories: tuple[Line, ...] = ()


class SentEvent(Record):
    """An event as it was last sent: its revision and the hash of what was written (RFC 5545)."""

    event: CalendarEvent
    sequence: Annotated[int, Field(ge=0)] = 0
    created: AwareDatetime
    modified: AwareDatetime
    digest: str


class Recipient(Record):
    """Who a file is for: an audience, and within it one person or body (None: all of it)."""

    audience: Audience
    name: str | None = None
    person: str | None = None  # a delegate's internal id: their ID may change, or pass to another

    @property
    def key(self) -> tuple[Audience, str | None]:
        """By what a recipient is known again in the next version."""
        return self.audience, self.person or self.name


class SentFile(Record):
    """A file that a version wrote for somebody."""

    recipient: Recipient
    kind: str
    language: str
    path: str
    sha256: str
    size: int | None = None
    pages: int | None = None
    events: int | None = None
    about: str | None = None


class SentCalendar(Record):
    """The events of one recipient's calendar in one language after a version, for the next.

    `kind` is that of the files: those who are invited hold events of their own.
    """

    recipient: Recipient
    language: str
    events: tuple[SentEvent, ...] = ()
    kind: str = "calendar"


class Channel(StrEnum):
    """By which way something reached its recipient."""

    DRAFT = "draft"  # handed to the user's mail program
    MAIL = "mail"  # sent to a mail server
    CALENDAR_SERVER = "calendar server"
    HAND = "hand"  # noted by the user: printed, handed over, by telephone


class Delivery(Record):
    """What was sent to a recipient, and whether they have read it.

    Attributes:
        recipient: To whom.
        channel: How.
        at: When.
        address: Where to.
        paths: The files, by the names that the version gave them.
        failed: Why it did not arrive, in one sentence; empty where nothing is known against it.
        read_at: When the recipient said that they have read it, as the user noted.
        remark: What the user noted with it.
    """

    recipient: Recipient
    channel: Channel
    at: AwareDatetime
    address: Line = ""
    paths: tuple[str, ...] = ()
    failed: Line = ""
    read_at: AwareDatetime | None = None
    remark: Text = ""


class Version(Record):
    """A numbered snapshot of the plan with what was sent from it."""

    number: Annotated[int, Field(ge=1)]
    at: AwareDatetime
    author: Line = ""
    note: Text = ""
    visit: Visit
    files: tuple[SentFile, ...] = ()
    calendars: tuple[SentCalendar, ...] = ()
    deliveries: tuple[Delivery, ...] = ()


class Dossier(Record):
    """All that a visit file holds: the plan and its published versions.

    `published` is the highest number that a version was ever given, where the file has lost that
    version since: people hold its papers, and no other may bear its number.
    """

    visit: Visit
    versions: tuple[Version, ...] = ()
    published: Annotated[int, Field(ge=0)] = 0

    @property
    def latest(self) -> Version | None:
        """The last published version."""
        return self.versions[-1] if self.versions else None

    @property
    def last_number(self) -> int:
        """The highest number that a version was ever given; 0: nothing was published."""
        return max(self.published, self.latest.number if self.latest else 0)

    @property
    def lost(self) -> tuple[int, ...]:
        """The numbers of the versions that were published and are not there any more."""
        there = {version.number for version in self.versions}
        return tuple(n for n in range(1, self.last_number + 1) if n not in there)

    @property
    def lost_note(self) -> str:
        """One sentence on the versions that are not there any more; empty if all are."""
        numbers = [str(number) for number in self.lost]
        if not numbers:
            return ""
        if len(numbers) == 1:
            gone = f"version {numbers[0]} was published and is not there any more"
        else:
            some = f"{', '.join(numbers[:-1])} and {numbers[-1]}"
            gone = f"versions {some} were published and are not there any more"
        following = self.last_number + 1
        return f"{gone}: the next is version {following}, told against those that are left."

    def version(self, number: int) -> Version | None:
        """The version of that number."""
        return next((v for v in self.versions if v.number == number), None)

    def with_visit(self, visit: Visit) -> Dossier:
        """The dossier with a changed plan."""
        return self._with(visit=visit)

    def with_version(self, version: Version) -> Dossier:
        """The dossier with `version` added, or in place of the one of the same number."""
        kept = tuple(v for v in self.versions if v.number != version.number)
        both = tuple(sorted((*kept, version), key=lambda v: v.number))
        return self._with(versions=both)

    def _with(self, **changed: object) -> Dossier:
        """The dossier with other fields, which are not looked at again: they may be large."""
        fields = {name: getattr(self, name) for name in Dossier.model_fields}
        return Dossier.model_construct(**(fields | changed))

    def with_deliveries(self, number: int, deliveries: Iterable[Delivery]) -> Dossier:
        """The dossier with what was sent of a version noted; nothing where there is none."""
        version = self.version(number)
        if version is None:
            return self
        noted = (*version.deliveries, *deliveries)
        return self.with_version(version.model_copy(update={"deliveries": noted}))


def last_received(dossier: Dossier, recipient: Recipient, before: int | None = None) -> int | None:
    """The number of the last version (below `before`) of which `recipient` got a file."""
    numbers = [
        version.number
        for version in dossier.versions
        if (before is None or version.number < before)
        and any(file.recipient.key == recipient.key for file in version.files)
    ]
    return max(numbers, default=None)
