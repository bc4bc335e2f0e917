"""The one gate: what is left of a visit for one reader.

Every paper, calendar and preview is made from what `redact` returns. It denies by default: a
record reaches a reader only if a rule here lets it through, and of that record only the fields
whose policy (declared in the field's type) allows the reader's audience, under its condition.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from visitplanner.domain import queries
from visitplanner.domain.attachment import Attachment, Use
from visitplanner.domain.base import Entity, same_name
from visitplanner.domain.index import Index, code_of, index
from visitplanner.domain.people import Contact, Delegate, Organisation
from visitplanner.domain.privacy import (
    OPEN,
    PHOTO,
    SHEETS,
    Audience,
    Condition,
    Privacy,
    policy_of,
)
from visitplanner.domain.programme import Item, Journey, Place, Room, Stop
from visitplanner.domain.visit import COLLECTIONS, Visit
from visitplanner.domain.vocabulary import ContactRole, DelegateRole
from visitplanner.publishing.readership import (
    TEAM,
    Reader,
    is_body,
    readable_entries,
    readable_people,
)

_PRESENTED = frozenset(
    {ContactRole.HOST, ContactRole.SPEAKER, ContactRole.PRESS, ContactRole.EMERGENCY}
)


@dataclass(frozen=True)
class _Gate:
    """The reader, the visit, and the people and entries that the reader may know of."""

    reader: Reader
    visit: Visit
    ix: Index
    people: frozenset[str]
    entries: frozenset[str]

    @property
    def audience(self) -> Audience:
        return self.reader.audience

    def passes(self, condition: Condition, record: Entity) -> bool:
        """Whether the condition holds for this reader and record."""
        if condition is Condition.ALWAYS:
            return True
        if condition is Condition.IF_ASKED:
            return self.reader.asked_for_identity
        if condition is Condition.OWN or self.is_own(record):
            return self.is_own(record)
        return isinstance(record, Delegate) and _PERSONAL[condition](self, record)

    def is_own(self, record: Entity) -> bool:
        """Whether the record is the reader's own: the person, their ride, their hotel's room."""
        reader = self.reader
        if reader.audience is not Audience.DELEGATE:
            return type(record) is _OWN_BUSINESS.get(reader.audience)
        if reader.person is None:
            return False
        return reader.person in {person.id for person in self.concerned(record)}

    def concerned(self, record: Entity) -> Iterable[Delegate]:
        """The people whom a record is about."""
        if isinstance(record, Delegate):
            return (record,)
        if isinstance(record, Item | Journey):
            return queries.attendees(self.visit, record)
        return queries.sleepers(self.visit, record) if isinstance(record, Room) else ()

    def is_head(self, person: Delegate) -> bool:
        head = self.ix.head
        return head is not None and head.id == person.id


_OWN_BUSINESS: dict[Audience, type[Entity]] = {
    Audience.HOTEL: Room,
    Audience.CATERER: Item,
    Audience.DRIVER: Journey,
}


def _is_staff(gate: _Gate, person: Delegate) -> bool:
    return gate.ix.role_of(person) is DelegateRole.STAFF


_PERSONAL: dict[Condition, Callable[[_Gate, Delegate], bool]] = {
    Condition.SHARED: lambda _, person: person.share_contact,
    Condition.CONSENT: lambda _, person: person.share_contact,
    Condition.PICTURED: lambda _, person: person.photo_consent,
    Condition.PUBLISHED: lambda _, person: person.share_contact and person.photo_consent,
    Condition.TEAM: lambda gate, person: gate.is_head(person) or _is_staff(gate, person),
    Condition.STAFF_ONLY: _is_staff,
    Condition.PARTY: lambda gate, person: person.id in gate.people,
    Condition.SEVERE: lambda _, person: person.serious_allergy and person.health_consent is True,
}


@dataclass(frozen=True)
class Redacted:
    """What is left of a visit for a reader.

    Attributes:
        visit: The visit cut down; rules about who comes have become the IDs of people the reader
            may know, so that all queries work on it.
        withheld: For each person, the fields that have a value and were withheld.
    """

    visit: Visit
    withheld: dict[str, frozenset[str]]


def redact(visit: Visit, reader: Reader) -> Redacted:
    """The visit cut down to what `reader` may read; nothing else ever leaves."""
    entries = frozenset(entry.id for entry in readable_entries(visit, reader))
    people = frozenset(person.id for person in readable_people(visit, reader, entries))
    gate = _Gate(reader, visit, index(visit), people, entries)
    collections: dict[str, tuple[Entity, ...]] = dict.fromkeys(COLLECTIONS, ())
    for name, field in Visit.model_fields.items():
        policy = policy_of(field)
        if name in COLLECTIONS and policy and policy.condition(reader.audience):
            kept = (row for row in getattr(visit, name) if _reaches(gate, row))
            collections[name] = tuple(type(row).model_construct(**_cut(gate, row)) for row in kept)
    values = _cut(gate, visit) | collections
    return Redacted(Visit.model_construct(**values), _withheld(gate, collections["delegates"]))


# --- which records ------------------------------------------------------------------------------


def _reaches(gate: _Gate, record: Entity) -> bool:
    if gate.audience in TEAM:
        return True
    match record:
        case Item() | Journey():
            return record.id in gate.entries
        case Delegate():
            return record.id in gate.people or _is_point_of_contact(gate, record)
        case Room():
            return _room_reaches(gate, record)
        case Place():
            return _place_reaches(gate, record)
        case Organisation():
            return _organisation_reaches(gate, record)
        case Contact():
            return _contact_reaches(gate, record)
        case Stop():
            return True
        case _:
            return False


def _is_point_of_contact(gate: _Gate, person: Delegate) -> bool:
    """Whether the audience may reach this member of the team, though they are not of the party."""
    policy = policy_of(Delegate.model_fields["mobile"])
    condition = policy.condition(gate.audience) if policy else None
    wanted = condition in (Condition.TEAM, Condition.STAFF_ONLY)
    return wanted and person.active and gate.passes(condition or Condition.OWN, person)


def _room_reaches(gate: _Gate, room: Room) -> bool:
    if gate.audience is Audience.DELEGATE:
        return gate.is_own(room)
    if gate.audience is not Audience.HOTEL or not is_body(room.hotel, gate.reader.body):
        return False
    return queries.is_booked(gate.visit, room)


def _kept_entries(gate: _Gate) -> Iterable[Item | Journey]:
    return (row for row in queries.all_entries(gate.visit) if row.id in gate.entries)


def _place_reaches(gate: _Gate, place: Place) -> bool:
    name = same_name(place.name)
    hotels = (room.hotel for room in gate.visit.rooms)
    if gate.audience is Audience.DELEGATE and name in map(same_name, hotels):
        return True
    if gate.reader.body and name == same_name(gate.reader.body):
        return True
    return any(name in map(same_name, _places_of(entry)) for entry in _kept_entries(gate))


def _places_of(entry: Item | Journey) -> tuple[str, ...]:
    return (entry.place,) if isinstance(entry, Item) else (entry.origin, entry.destination)


def _organisation_reaches(gate: _Gate, organisation: Organisation) -> bool:
    if gate.audience is Audience.DELEGATE:
        return True
    name = same_name(organisation.name)
    theirs = {same_name(gate.visit.organiser)}
    theirs |= {same_name(e.host_organisation) for e in _kept_entries(gate) if isinstance(e, Item)}
    theirs |= {same_name(d.organisation) for d in gate.visit.delegates if d.id in gate.people}
    return name in theirs


def _contact_reaches(gate: _Gate, contact: Contact) -> bool:
    if gate.audience is Audience.DELEGATE and contact.role in _PRESENTED:
        return True
    name = same_name(contact.name)
    return any(
        name == same_name(entry.host_contact if isinstance(entry, Item) else entry.contact)
        for entry in _kept_entries(gate)
        if gate.audience is not Audience.DELEGATE or isinstance(entry, Item)
    )


# --- which fields -------------------------------------------------------------------------------


@cache
def _conditions(kind: type[Entity], audience: Audience) -> tuple[tuple[str, Condition | None], ...]:
    policies = {name: policy_of(field) for name, field in kind.model_fields.items()}
    return tuple(
        (name, policy.condition(audience) if policy else None) for name, policy in policies.items()
    )


def _allowed(gate: _Gate, record: Entity) -> dict[str, bool]:
    return {
        name: condition is not None and gate.passes(condition, record)
        for name, condition in _conditions(type(record), gate.audience)
    }


def _cut(gate: _Gate, record: Entity) -> dict[str, Any]:
    """The values of a record's fields, withheld ones at their defaults."""
    allowed = _allowed(gate, record)
    values: dict[str, Any] = {
        name: getattr(record, name) if allowed[name] or name == "id" else field.get_default()
        for name, field in type(record).model_fields.items()
    }
    if isinstance(record, Delegate | Organisation | Journey | Place):
        values["attachments"] = _files(gate, record, allowed=allowed["attachments"])
    return values | _references(gate, record, allowed)


_PRINTED: Mapping[tuple[type[Entity], Use], Privacy] = {
    (Delegate, Use.PHOTO): PHOTO,
    (Organisation, Use.LOGO): OPEN,
    (Place, Use.PLAN): SHEETS,
    (Place, Use.PHOTO): SHEETS,
}
"""Who sees the files that papers print; all others follow the policy of their field."""


def _files(
    gate: _Gate, record: Delegate | Organisation | Journey | Place, *, allowed: bool
) -> tuple[Attachment, ...]:
    def is_shown(one: Attachment) -> bool:
        policy = _PRINTED.get((type(record), one.use))
        if policy is None:
            return allowed
        condition = policy.condition(gate.audience)
        return condition is not None and gate.passes(condition, record)

    return tuple(one for one in record.attachments if is_shown(one))


def _references(gate: _Gate, record: Entity, allowed: dict[str, bool]) -> dict[str, Any]:
    """References to people, as IDs of those whom the reader may know of."""
    if gate.audience in TEAM:
        return {}
    if isinstance(record, Item | Journey):
        known = () if gate.audience is Audience.PUBLIC else queries.attendees(gate.visit, record)
        return {"who": _codes(gate, known)}
    if isinstance(record, Room):
        asleep = (d for d in queries.sleepers(gate.visit, record) if d.id in gate.people)
        return {"occupants": tuple(code_of(person) for person in asleep)}
    if isinstance(record, Visit):
        offices = {"head": gate.ix.head, "rapporteur": gate.ix.rapporteur}
        return {
            name: code_of(holder) if allowed[name] and holder and holder.id in gate.people else ""
            for name, holder in offices.items()
        }
    return {}


def _codes(gate: _Gate, people: Iterable[Delegate]) -> str:
    return "; ".join(code_of(person) for person in people if person.id in gate.people)


def _withheld(gate: _Gate, kept: Iterable[Entity]) -> dict[str, frozenset[str]]:
    originals = {person.id: person for person in gate.visit.delegates}
    result = {}
    for person in kept:
        whole = originals[person.id]
        names = type(whole).model_fields
        lost = {n for n in names if getattr(whole, n) and not getattr(person, n)}
        result[person.id] = frozenset(lost)
    return result
