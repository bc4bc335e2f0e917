"""The one gate: what is left of a visit for one reader.

Every paper, calendar and preview is made from what `redact` returns. It denies by default: a
record reaches a reader only if a rule here lets it through, and of that record only the fields
whose policy (declared in the field's type) allows the reader's audience, under its condition.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from visitplanner.domain import queries
from visitplanner.domain.base import Entity, same_name
from visitplanner.domain.index import Index, code_of, index
from visitplanner.domain.people import Contact, Delegate, Organisation
from visitplanner.domain.privacy import Audience, Condition, policy_of
from visitplanner.domain.programme import Item, Journey, Place, Room, Stop
from visitplanner.domain.visit import COLLECTIONS, Visit
from visitplanner.domain.vocabulary import ContactRole, DelegateRole, Status
from visitplanner.domain.who import TermKind, parse_who

TEAM = frozenset({Audience.HEAD, Audience.STAFF})
TRAVELLERS = TEAM | {Audience.DELEGATE}
_SHARED_FROM = 3  # a journey that at least so many people make is no longer a private matter
_SHARED_PART = 4  # … and a quarter of the delegation
_PRESENTED = frozenset(
    {ContactRole.HOST, ContactRole.SPEAKER, ContactRole.PRESS, ContactRole.EMERGENCY}
)


@dataclass(frozen=True)
class Reader:
    """Somebody who reads an edition.

    Attributes:
        audience: What they are to the visit.
        person: For a delegate, the internal id of the person whose own edition it is.
        body: For a host, hotel, caterer or driver, its name; None stands for all of them.
        asked_for_identity: The recipient demands passport names (a gate list, a hotel register).
    """

    audience: Audience
    person: str | None = None
    body: str | None = None
    asked_for_identity: bool = False


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
    entries = frozenset(entry.id for entry in _readable_entries(visit, reader))
    people = frozenset(person.id for person in _readable_people(visit, reader, entries))
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


def _readable_entries(visit: Visit, reader: Reader) -> Iterable[Item | Journey]:
    if reader.audience in TEAM:
        return queries.all_entries(visit)
    planned = (e for e in queries.entries(visit) if e.status is not Status.IDEA)
    rule = _ENTRY_RULES[reader.audience]
    return tuple(entry for entry in planned if rule(visit, reader, entry))


def _delegate_reads(visit: Visit, reader: Reader, entry: Item | Journey) -> bool:
    there = {person.id for person in queries.attendees(visit, entry)}
    return reader.person in there or _is_for_everybody(visit, entry)


def _is_for_everybody(visit: Visit, entry: queries.Entry) -> bool:
    """Whether all travellers may know of an entry.

    An appointment of one person is theirs, unless it is one of several groups at the same time.
    """
    if isinstance(entry, Journey):
        return is_shared(visit, entry)
    alone = len(queries.attendees(visit, entry)) == 1 and not names_everybody(entry)
    if not alone or len(queries.active_people(visit)) == 1:
        return True
    return any(_is_parallel(entry, other) for other in visit.items if other.status.counts)


def _is_parallel(item: Item, other: Item) -> bool:
    if other.id == item.id or not other.who or names_everybody(other):
        return False
    one, two = queries.span(item), queries.span(other)
    return bool(one and two and one.start < two.end and two.start < one.end)


def names_everybody(entry: queries.Entry) -> bool:
    """Whether a rule speaks of everybody or of a group, rather than of single people."""
    rule = parse_who(entry.who)
    return rule.for_everyone or any(term.kind is TermKind.GROUP for term in rule.include)


def is_shared(visit: Visit, journey: Journey) -> bool:
    """Whether a journey is the group's rather than some people's own.

    It is when its rule speaks of everybody or of a group, or when at least three people and a
    quarter of the delegation are there; the flight home of two colleagues is theirs.
    """
    together = len(queries.attendees(visit, journey))
    return names_everybody(journey) or is_group(visit, together)


def is_group(visit: Visit, people: int) -> bool:
    """Whether so many people are the group rather than some of it: three, and a quarter of all."""
    everybody = len(queries.active_people(visit))
    return people >= min(_SHARED_FROM, everybody) and people * _SHARED_PART >= everybody


def _is_body(name: str, body: str | None) -> bool:
    return bool(name) and (body is None or same_name(name) == same_name(body))


def _host_reads(visit: Visit, reader: Reader, entry: Item | Journey) -> bool:
    if isinstance(entry, Item):
        return _is_body(entry.host_organisation, reader.body)
    places = {
        same_name(item.place)
        for item in visit.items
        if item.place and item.status.counts and _is_body(item.host_organisation, reader.body)
    }
    return same_name(entry.destination) in places and is_shared(visit, entry)


def _hotel_reads(visit: Visit, reader: Reader, entry: Item | Journey) -> bool:
    if isinstance(entry, Item):
        return False
    hotels = {same_name(room.hotel) for room in visit.rooms if _is_body(room.hotel, reader.body)}
    return same_name(entry.origin) in hotels or same_name(entry.destination) in hotels


def _caterer_reads(_: Visit, reader: Reader, entry: Item | Journey) -> bool:
    return isinstance(entry, Item) and queries.is_meal(entry) and _is_body(entry.place, reader.body)


def _driver_reads(_: Visit, reader: Reader, entry: Item | Journey) -> bool:
    return isinstance(entry, Journey) and _is_body(entry.contact or entry.carrier, reader.body)


def _public_reads(visit: Visit, _: Reader, entry: Item | Journey) -> bool:
    return isinstance(entry, Item) and _is_for_everybody(visit, entry)


_ENTRY_RULES: dict[Audience, Callable[[Visit, Reader, Item | Journey], bool]] = {
    Audience.DELEGATE: _delegate_reads,
    Audience.HOST: _host_reads,
    Audience.HOTEL: _hotel_reads,
    Audience.CATERER: _caterer_reads,
    Audience.DRIVER: _driver_reads,
    Audience.PUBLIC: _public_reads,
}


def _readable_people(visit: Visit, reader: Reader, entries: frozenset[str]) -> tuple[Delegate, ...]:
    active = queries.active_people(visit)
    match reader.audience:
        case Audience.HEAD | Audience.STAFF:
            return visit.delegates
        case Audience.DELEGATE:
            return active
        case Audience.PUBLIC:
            return tuple(d for d in active if d.share_contact and d.photo_consent)
        case Audience.CATERER:
            coming = _people_at(visit, entries)
            return tuple(d for d in coming if d.serious_allergy and d.health_consent is True)
        case Audience.HOTEL:
            rooms = [room for room in visit.rooms if _is_body(room.hotel, reader.body)]
            asleep = {person.id for room in rooms for person in queries.sleepers(visit, room)}
            return tuple(d for d in active if d.id in asleep)
        case Audience.HOST | Audience.DRIVER:
            return _people_at(visit, entries)


def _people_at(visit: Visit, entries: frozenset[str]) -> tuple[Delegate, ...]:
    rows = (row for row in queries.all_entries(visit) if row.id in entries)
    there = {person.id for row in rows for person in queries.attendees(visit, row)}
    return tuple(d for d in visit.delegates if d.id in there)


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
    return gate.audience is Audience.HOTEL and _is_body(room.hotel, gate.reader.body)


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
    return values | _references(gate, record, allowed)


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
