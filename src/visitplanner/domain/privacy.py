"""Who may read what: each field of the plan names its policy in its type.

A field without a policy reaches nobody (default deny). A policy gives, for each audience, the
condition under which one of its readers sees the field; audiences it does not name see nothing.
The conditions are evaluated in one place, when an edition is made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from pydantic.fields import FieldInfo


class Audience(StrEnum):
    """For whom an edition is made."""

    HEAD = "head"
    STAFF = "staff"
    DELEGATE = "delegate"
    HOST = "host"
    HOTEL = "hotel"
    CATERER = "caterer"
    DRIVER = "driver"
    PUBLIC = "public"


class Sensitivity(StrEnum):
    """How much harm a leak does; `SPECIAL` is health data (GDPR Art. 9)."""

    PUBLIC = "public"
    WORK = "work"
    PRIVATE = "private"
    SPECIAL = "special"


class Condition(StrEnum):
    """When a reader of an audience sees a field of a record that concerns a person."""

    ALWAYS = "always"
    OWN = "own"  # the reader is the person concerned
    SHARED = "shared"  # own, and others' where the person shares contact details
    CONSENT = "consent"  # the person agreed to be presented
    PICTURED = "pictured"  # the person agreed to be photographed
    PUBLISHED = "published"  # the person agreed to be presented and to be photographed
    TEAM = "team"  # the person is the head of the delegation or staff
    STAFF_ONLY = "staff-only"  # the person is staff
    PARTY = "party"  # the person sleeps, rides or comes there
    SEVERE = "severe"  # a serious allergy that the person agreed to disclose by name
    IF_ASKED = "if-asked"  # the recipient demands it (a gate list, a hotel register)


@dataclass(frozen=True)
class Privacy:
    """The policy of a field: its sensitivity, why it is held, and who reads it when."""

    sensitivity: Sensitivity
    purpose: str
    readers: Mapping[Audience, Condition] = field(default_factory=dict)

    def condition(self, audience: Audience) -> Condition | None:
        """The condition for `audience`, or None: never."""
        return self.readers.get(audience)


def _policy(
    sensitivity: Sensitivity,
    purpose: str,
    always: str = "",
    /,
    **others: Condition,
) -> Privacy:
    readers = {Audience(name): Condition.ALWAYS for name in always.split()}
    readers |= {Audience(name): condition for name, condition in others.items()}
    return Privacy(sensitivity, purpose, MappingProxyType(readers))


_C, _S = Condition, Sensitivity

OPEN = _policy(
    _S.PUBLIC,
    "the programme as anybody may see it",
    "head staff delegate host hotel caterer driver public",
)
"""Titles, times, places: whoever gets the record at all."""
SHEETS = _policy(
    _S.WORK, "what those who take part need", "head staff delegate host hotel caterer driver"
)
"""For everyone who takes part, not for the public."""
GROUP = _policy(_S.WORK, "what the travellers need", "head staff delegate")
"""For the people who travel: notes, preparation, meeting points of hosts."""
TRAVEL = _policy(_S.WORK, "getting people there", "head staff delegate host hotel driver")
"""Vehicles and arrivals; which journeys reach whom is decided per record."""
WAY = _policy(_S.WORK, "getting people there", "head staff delegate hotel driver")
"""Where a journey comes from, when it leaves and by which service: no matter of a host's."""
RIDE = _policy(_S.WORK, "meeting a vehicle", "head staff delegate driver")
"""Meeting points, notes and seats of a vehicle."""
INTERNAL = _policy(_S.WORK, "the team's own notes and plans", "head staff")
"""Internal notes, alternatives, tasks, rules about who comes."""
BOOKING = _policy(
    _S.PRIVATE,
    "proof of a booking",
    "head staff",
    delegate=_C.OWN,
    hotel=_C.OWN,
    caterer=_C.OWN,
    driver=_C.OWN,
)
TICKET = _policy(_S.PRIVATE, "travelling with it", "head staff", delegate=_C.OWN)
"""What is shown at a gate; those who ride with it and the team, nobody else."""
NAME = _policy(
    _S.WORK,
    "knowing who comes",
    "head staff delegate host",
    hotel=_C.PARTY,
    caterer=_C.SEVERE,
    driver=_C.PARTY,
    public=_C.PUBLISHED,
)
PROFILE = _policy(
    _S.WORK,
    "introducing people to one another",
    "head staff",
    delegate=_C.CONSENT,
    host=_C.CONSENT,
    public=_C.PUBLISHED,
)
SPEAKS = _policy(_S.WORK, "speaking with people", "head staff delegate host")
CONTACT = _policy(
    _S.PRIVATE,
    "reaching people",
    "head staff",
    delegate=_C.SHARED,
    host=_C.TEAM,
    hotel=_C.STAFF_ONLY,
    caterer=_C.STAFF_ONLY,
    driver=_C.TEAM,
)
DIET = _policy(
    _S.SPECIAL, "feeding people safely", "head staff", delegate=_C.OWN, caterer=_C.SEVERE
)
ACCESS = _policy(_S.SPECIAL, "getting people in and around", "head staff", delegate=_C.OWN)
"""Others read what to provide, as counts, never from the person's record."""
IDENTITY = _policy(
    _S.PRIVATE,
    "tickets, gates and hotel registers",
    "head staff",
    delegate=_C.OWN,
    host=_C.IF_ASKED,
    hotel=_C.IF_ASKED,
)
EMERGENCY = _policy(_S.PRIVATE, "an emergency", "head staff", delegate=_C.OWN)
OWN_DATA = _policy(_S.PRIVATE, "serving the person", "head staff", delegate=_C.OWN)
"""Consents, own zone, stay: the person's and the team's."""
ROOM = _policy(_S.PRIVATE, "a bed for the night", "head staff", delegate=_C.OWN, hotel=_C.ALWAYS)
PHOTO = _policy(
    _S.PRIVATE,
    "knowing faces",
    "head staff",
    delegate=_C.PICTURED,
    host=_C.PICTURED,
    public=_C.PUBLISHED,
)
"""The photo of a person."""
BUDGET = _policy(_S.PRIVATE, "money", "head staff")
KEY = OPEN
"""Internal ids and keys: needed to join records; they are never printed by themselves."""


def policy_of(info: FieldInfo) -> Privacy | None:
    """The policy declared in a field's type, or None: nobody reads the field."""
    return next((mark for mark in info.metadata if isinstance(mark, Privacy)), None)
