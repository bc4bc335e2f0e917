"""What a reader does not get, and why: the other side of `redaction`, for whoever publishes.

Nothing here decides anything. The plan is laid beside what `redact` leaves of it; whatever is
missing is named, by record and field, and then counted under a few headings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from visitplanner.domain import queries
from visitplanner.domain.base import Entity
from visitplanner.domain.people import Delegate
from visitplanner.domain.privacy import Audience, Condition, policy_of
from visitplanner.domain.programme import Item, Journey, Room
from visitplanner.domain.visit import COLLECTIONS, TYPE_NAMES, Visit
from visitplanner.domain.vocabulary import Status
from visitplanner.publishing.readership import Reader
from visitplanner.publishing.redaction import redact


class Reason(StrEnum):
    """Why something is withheld."""

    NEVER = "never"  # readers of this audience never get it
    OTHERS = "others"  # it is for the people concerned alone
    CONSENT = "consent"  # the person has not agreed
    UNPLANNED = "unplanned"  # an idea, something without a day, or somebody who does not come


class Matter(StrEnum):
    """What is withheld, under the headings by which people think of it."""

    DIETS = "diets"
    ACCESS = "access"
    INTERNAL = "internal"
    CONTACT = "contact"
    PROFILE = "profile"
    PEOPLE = "people"
    PASSPORTS = "passports"
    EMERGENCIES = "emergencies"
    PERSONAL = "personal"
    BOOKINGS = "bookings"
    ROOMS = "rooms"
    MONEY = "money"
    IDEAS = "ideas"
    ENTRIES = "entries"
    NOTES = "notes"
    HOSTS = "hosts"
    OFFICE = "office"


@dataclass(frozen=True)
class Cut:
    """One record, or one field of it (`field` is empty for the whole), that is withheld."""

    record: Entity
    field: str
    reason: Reason


@dataclass(frozen=True)
class Withheld:
    """What is withheld under one heading for one reason.

    Attributes:
        matter: The heading.
        reason: Why.
        count: How many records it concerns.
        people: The internal ids of the people concerned, where they have not agreed.
    """

    matter: Matter
    reason: Reason
    count: int
    people: tuple[str, ...] = ()


def withheld(visit: Visit, reader: Reader) -> tuple[Withheld, ...]:
    """What `reader` does not get, by heading and reason; those that concern people first."""
    found: dict[tuple[Matter, Reason], dict[str, None]] = {}
    for cut in cuts(visit, reader):
        found.setdefault((matter_of(cut), cut.reason), {})[cut.record.id] = None
    order = list(Matter)
    lines = [
        Withheld(
            matter,
            reason,
            len(records),
            tuple(records) if reason is Reason.CONSENT else (),
        )
        for (matter, reason), records in found.items()
    ]
    return tuple(sorted(lines, key=lambda line: (order.index(line.matter), line.reason)))


def cuts(visit: Visit, reader: Reader) -> tuple[Cut, ...]:
    """Every record and every field with a value that `redact` does not let through."""
    left = redact(visit, reader).visit
    found = [Cut(visit, name, _why(visit, name, reader)) for name in _lost(visit, left)]
    for name in COLLECTIONS:
        kept = {record.id: record for record in getattr(left, name)}
        for record in getattr(visit, name):
            if record.id not in kept:
                found.append(Cut(record, "", _why_record(record, reader)))
                continue
            lost = _lost(record, kept[record.id])
            found += (Cut(record, field, _why(record, field, reader)) for field in lost)
    return tuple(found)


def _lost(whole: Entity, left: Entity) -> Iterator[str]:
    """The fields that a record has lost: withheld ones stand at their defaults.

    Who comes, who sleeps somewhere and who leads the delegation stands in a redacted visit as the
    IDs of those whom the reader may know: that says less, and it is counted with the people.
    """
    for name, field in type(whole).model_fields.items():
        if name in COLLECTIONS and isinstance(whole, Visit):
            continue
        value = getattr(left, name)
        some = name == "attachments"  # of files each has readers of its own
        if value != getattr(whole, name) and (some or value == field.get_default()):
            yield name


# --- why ----------------------------------------------------------------------------------------

_ASKS_CONSENT = frozenset({Condition.SHARED, Condition.CONSENT, Condition.PUBLISHED})


def _why(record: Entity, field: str, reader: Reader) -> Reason:
    policy = policy_of(type(record).model_fields[field])
    condition = policy.condition(reader.audience) if policy else None
    if condition is None or condition is Condition.IF_ASKED:
        return Reason.NEVER
    if condition in _ASKS_CONSENT and isinstance(record, Delegate):
        return Reason.CONSENT
    return Reason.OTHERS


def _why_record(record: Entity, reader: Reader) -> Reason:
    if isinstance(record, Item | Journey):
        if record.status is Status.IDEA or queries.entry_day(record) is None:
            return Reason.UNPLANNED
        if not record.status.counts:
            return Reason.UNPLANNED
        alone = isinstance(record, Journey) and reader.audience is Audience.PUBLIC
        return Reason.NEVER if alone else Reason.OTHERS
    if isinstance(record, Delegate):
        if not record.active:
            return Reason.UNPLANNED
        return Reason.CONSENT if reader.audience is Audience.PUBLIC else Reason.OTHERS
    if isinstance(record, Room) and reader.audience is Audience.DELEGATE:
        return Reason.OTHERS
    return Reason.NEVER


# --- under which heading ------------------------------------------------------------------------

_FIELDS: Mapping[str, Matter] = MappingProxyType(
    {
        **dict.fromkeys(("diet", "serious_allergy", "avoid"), Matter.DIETS),
        "access_needs": Matter.ACCESS,
        **dict.fromkeys(("email", "mobile", "phone"), Matter.CONTACT),
        **dict.fromkeys(("bio", "offers", "seeks", "interests"), Matter.PROFILE),
        **dict.fromkeys(("passport_name", "nationality", "document_valid_until"), Matter.PASSPORTS),
        **dict.fromkeys(("emergency_contact", "emergency_phone"), Matter.EMERGENCIES),
        **dict.fromkeys(("booking_reference", "confirmation", "option_until"), Matter.BOOKINGS),
        **dict.fromkeys(("who", "head", "rapporteur", "occupants"), Matter.PEOPLE),
        **dict.fromkeys(("notes", "prepare", "alerts", "meeting_point"), Matter.NOTES),
    }
)
"""The heading of a field, whatever its record; others go by their record."""
_RECORDS: Mapping[str, Matter] = MappingProxyType(
    {
        "item": Matter.ENTRIES,
        "journey": Matter.ENTRIES,
        "delegate": Matter.PEOPLE,
        "room": Matter.ROOMS,
        "place": Matter.HOSTS,
        "organisation": Matter.HOSTS,
        "contact": Matter.HOSTS,
        "budget line": Matter.MONEY,
    }
)
_OF_RECORDS: Mapping[str, Matter] = MappingProxyType(
    {"item": Matter.INTERNAL, "delegate": Matter.PERSONAL, "room": Matter.ROOMS}
)


def matter_of(cut: Cut) -> Matter:
    """The heading under which something that is withheld is counted."""
    kind = TYPE_NAMES[type(cut.record)]
    if cut.field:
        known = _FIELDS.get(cut.field)
        return known or _OF_RECORDS.get(kind, Matter.OFFICE)
    if cut.reason is Reason.UNPLANNED and kind in ("item", "journey"):
        return Matter.IDEAS
    return _RECORDS.get(kind, Matter.OFFICE)
