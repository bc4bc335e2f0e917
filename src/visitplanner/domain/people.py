"""The people of a visit: delegates, their organisations, and contacts who do not travel."""

from __future__ import annotations

from typing import Annotated, Final

from visitplanner.domain import privacy as p
from visitplanner.domain.attachment import Attachments
from visitplanner.domain.base import Day, Entity, Line, Lines, Record, Text
from visitplanner.domain.office import RelativeDue
from visitplanner.domain.times import Clock, Edge, ZoneName
from visitplanner.domain.vocabulary import (
    ContactRole,
    DelegateRole,
    HostEventKind,
    HostStep,
    Registration,
)

_CANCELLED: Final = Registration.CANCELLED
_WAITING: Final = Registration.WAITING


class Delegate(Entity):
    """A person of the delegation; two people may share a name, so `code` tells them apart."""

    code: Annotated[Line, p.NAME] = ""
    given_name: Annotated[Line, p.NAME] = ""
    family_name: Annotated[Line, p.NAME] = ""
    native_name: Annotated[Line, p.NAME] = ""
    preferred_name: Annotated[Line, p.NAME] = ""
    form_of_address: Annotated[Line, p.NAME] = ""
    passport_name: Annotated[Line, p.IDENTITY] = ""
    organisation: Annotated[Line, p.NAME] = ""
    job_title: Annotated[Line, p.NAME] = ""
    role: Annotated[DelegateRole, p.NAME] = DelegateRole.DELEGATE
    groups: Annotated[Lines, p.SPEAKS] = ()
    email: Annotated[Line, p.CONTACT] = ""
    mobile: Annotated[Line, p.CONTACT] = ""
    nationality: Annotated[Line, p.IDENTITY] = ""
    document_valid_until: Annotated[Day | None, p.IDENTITY] = None
    languages: Annotated[Lines, p.SPEAKS] = ()
    document_language: Annotated[Line, p.OWN_DATA] = ""
    home_zone: Annotated[ZoneName, p.OWN_DATA] = ""
    diet: Annotated[Lines, p.DIET] = ()
    serious_allergy: Annotated[bool, p.DIET] = False
    avoid: Annotated[Text, p.DIET] = ""
    access_needs: Annotated[Lines, p.ACCESS] = ()
    joins: Annotated[Edge | None, p.OWN_DATA] = None
    leaves: Annotated[Edge | None, p.OWN_DATA] = None
    status: Annotated[Registration, p.OWN_DATA] = Registration.REGISTERED
    photo_consent: Annotated[bool, p.OWN_DATA] = False
    share_contact: Annotated[bool, p.OWN_DATA] = False
    health_consent: Annotated[bool | None, p.OWN_DATA] = None
    bio: Annotated[Text, p.PROFILE] = ""
    offers: Annotated[Text, p.PROFILE] = ""
    seeks: Annotated[Text, p.PROFILE] = ""
    interests: Annotated[Lines, p.PROFILE] = ()
    emergency_contact: Annotated[Line, p.EMERGENCY] = ""
    emergency_phone: Annotated[Line, p.EMERGENCY] = ""
    attachments: Annotated[Attachments, p.OWN_DATA] = ()

    @property
    def active(self) -> bool:
        """Whether the person takes part: neither cancelled nor on the waiting list."""
        # As `Registration.active`, which costs twice as much for thousands of people.
        status = self.status
        return status is not _CANCELLED and status is not _WAITING

    @property
    def name(self) -> str:
        """Given then family name, as papers print it; the code where no name is known."""
        given, family = self.preferred_name or self.given_name, self.family_name
        return f"{given} {family}" if given and family else given or family or self.code

    @property
    def sort_name(self) -> str:
        """Family name first, for lists that are looked up."""
        given, family = self.preferred_name or self.given_name, self.family_name
        return f"{family}, {given}" if given and family else family or given or self.code


class Window(Record):
    """When a host can receive people: from `begins` to `ends` on `day`, or on any day."""

    day: Day | None = None
    begins: Clock
    ends: Clock

    def __str__(self) -> str:
        """The way it is typed: `2027-05-11 10:00-12:00`, `10:00-12:00`."""
        hours = f"{self.begins:%H:%M}-{self.ends:%H:%M}"
        return f"{self.day.isoformat()} {hours}" if self.day else hours


class HostEvent(Record):
    """Something that happened with a host on a day: a step that was reached, a call, a note."""

    day: Day | None = None
    kind: HostEventKind = HostEventKind.NOTE
    text: Line = ""

    def __str__(self) -> str:
        """The way it is typed: `2027-03-01 asked: by mail`, `call: prefers Catalan`, `idea`."""
        head = f"{self.day.isoformat()} {self.kind.value}" if self.day else self.kind.value
        return f"{head}: {self.text}" if self.text else head


class Organisation(Entity):
    """A cluster, company or authority: a delegate's own, a host, or a supplier.

    `available` holds the times it has offered as a host, on the clock of where it receives; none
    where it has said nothing. `host_step` is how far it has been brought as a host; None: it
    follows from what it does in the programme. `host_log` is what happened, in the order in which
    it was written down. `next_action` is what is to be done about it, by `next_due`. `gate_list`
    says that it lets in only people whose papers it was told of.
    """

    name: Annotated[Line, p.OPEN] = ""
    kind: Annotated[Line, p.OPEN] = ""
    country: Annotated[Line, p.OPEN] = ""
    city: Annotated[Line, p.OPEN] = ""
    website: Annotated[Line, p.OPEN] = ""
    profile: Annotated[Text, p.OPEN] = ""
    available: Annotated[tuple[Window, ...], p.INTERNAL] = ()
    host_step: Annotated[HostStep | None, p.INTERNAL] = None
    host_log: Annotated[tuple[HostEvent, ...], p.INTERNAL] = ()
    next_action: Annotated[Line, p.INTERNAL] = ""
    next_due: Annotated[Day | RelativeDue | None, p.INTERNAL] = None
    gate_list: Annotated[bool, p.INTERNAL] = False
    attachments: Annotated[Attachments, p.INTERNAL] = ()


class Contact(Entity):
    """Somebody who matters to the visit and does not travel: a host, a driver, a hotel's desk."""

    name: Annotated[Line, p.SHEETS] = ""
    organisation: Annotated[Line, p.SHEETS] = ""
    job_title: Annotated[Line, p.SHEETS] = ""
    role: Annotated[ContactRole, p.SHEETS] = ContactRole.OTHER
    email: Annotated[Line, p.GROUP] = ""
    phone: Annotated[Line, p.GROUP] = ""
    languages: Annotated[Lines, p.GROUP] = ()
    notes: Annotated[Text, p.INTERNAL] = ""
