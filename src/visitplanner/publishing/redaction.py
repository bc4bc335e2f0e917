"""The one gate: what is left of a visit for one reader.

Every paper, calendar and preview is made from what `redact` returns. It denies by default: a
record reaches a reader only if a rule here lets it through, and of that record only the fields
whose policy (declared in the field's type) allows the reader's audience, under its condition.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
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
from visitplanner.publishing.remembering import PerVisit

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
        return reader.person in self.concerned(record)

    def concerned(self, record: Entity) -> frozenset[str]:
        """The people, by internal id, whom a record is about."""
        if isinstance(record, Delegate):
            return frozenset((record.id,))
        return self.people_of.get(id(record), frozenset())

    @cached_property
    def people_of(self) -> Mapping[int, frozenset[str]]:
        """Who takes part in items and journeys and who sleeps in rooms, by the record itself."""
        return _concerned(self.visit)

    @cached_property
    def known(self) -> dict[tuple[object, ...], Any]:
        """What was worked out for other delegates of the visit and is the same for this one."""
        return _cut_for_others(self.visit)

    @cached_property
    def kept_entries(self) -> tuple[Item | Journey, ...]:
        """The entries that the reader may know of."""
        return tuple(row for row in queries.all_entries(self.visit) if row.id in self.entries)

    @cached_property
    def kept_places(self) -> frozenset[str]:
        """The places of these entries, the reader's own and, for delegates, the hotels."""
        names = {name for entry in self.kept_entries for name in _places_of(entry)}
        if self.audience is Audience.DELEGATE:
            names |= {room.hotel for room in self.visit.rooms}
        return frozenset(map(same_name, (*names, self.reader.body or ""))) - {""}

    @cached_property
    def kept_organisations(self) -> frozenset[str]:
        """The organisations behind these entries and people, and the organiser."""
        names = {self.visit.organiser}
        names |= {e.host_organisation for e in self.kept_entries if isinstance(e, Item)}
        names |= {d.organisation for d in self.visit.delegates if d.id in self.people}
        return frozenset(map(same_name, names))

    @cached_property
    def kept_contacts(self) -> frozenset[str]:
        """The contacts of these entries; delegates are not told the drivers."""
        told = self.audience is not Audience.DELEGATE
        names = {
            entry.host_contact if isinstance(entry, Item) else entry.contact
            for entry in self.kept_entries
            if told or isinstance(entry, Item)
        }
        return frozenset(map(same_name, names))

    def is_head(self, person: Delegate) -> bool:
        head = self.ix.head
        return head is not None and head.id == person.id


def _people_of_records(visit: Visit) -> dict[int, frozenset[str]]:
    rows = queries.all_entries(visit)
    found = {id(e): frozenset(p.id for p in queries.attendees(visit, e)) for e in rows}
    for room in visit.rooms:
        found[id(room)] = frozenset(p.id for p in queries.sleepers(visit, room))
    return found


_concerned = PerVisit(_people_of_records)
"""Who takes part in each item and journey and who sleeps in each room, by the record itself."""


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
            collections[name] = tuple(_left_of(gate, row) for row in kept)
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
            return same_name(record.name) in gate.kept_places
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


def _places_of(entry: Item | Journey) -> tuple[str, ...]:
    return (entry.place,) if isinstance(entry, Item) else (entry.origin, entry.destination)


def _organisation_reaches(gate: _Gate, organisation: Organisation) -> bool:
    if gate.audience is Audience.DELEGATE:
        return True
    return same_name(organisation.name) in gate.kept_organisations


def _contact_reaches(gate: _Gate, contact: Contact) -> bool:
    if gate.audience is Audience.DELEGATE and contact.role in _PRESENTED:
        return True
    return same_name(contact.name) in gate.kept_contacts


# --- which fields -------------------------------------------------------------------------------


_cut_for_others: PerVisit[dict[tuple[object, ...], Any]] = PerVisit(lambda _: {})
"""What delegates read of records that are not their own: the same for each of them."""


def _left_of(gate: _Gate, record: Entity) -> Entity:
    """A record with what the reader may read of it."""
    if gate.audience is not Audience.DELEGATE or gate.is_own(record):
        return type(record).model_construct(**_cut(gate, record))
    key = id(record), gate.reader.asked_for_identity
    found: Entity | None = gate.known.get(key)
    if found is None:
        found = gate.known[key] = type(record).model_construct(**_cut(gate, record))
    return found


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
    return {person.id: _lost(gate, originals[person.id], person) for person in kept}


def _lost(gate: _Gate, whole: Delegate, left: Entity) -> frozenset[str]:
    """The fields of a person that have a value and were withheld."""
    shared = gate.audience is Audience.DELEGATE and not gate.is_own(whole)
    key = "withheld", id(whole), gate.reader.asked_for_identity
    found: frozenset[str] | None = gate.known.get(key) if shared else None
    if found is None:
        names = type(whole).model_fields
        found = frozenset(n for n in names if getattr(whole, n) and not getattr(left, n))
        if shared:
            gate.known[key] = found
    return found
