"""Who is a reader, and which items, journeys and people a reader may know of at all.

What they read of those is the matter of `redaction`, which is the only one to ask here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from visitplanner.domain import queries
from visitplanner.domain.base import same_name
from visitplanner.domain.index import index
from visitplanner.domain.people import Delegate
from visitplanner.domain.privacy import Audience
from visitplanner.domain.programme import Item, Journey, Room
from visitplanner.domain.records import map_rows
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import Status
from visitplanner.domain.who import TermKind, parse_who
from visitplanner.publishing.remembering import PerVisit

TEAM = frozenset({Audience.HEAD, Audience.STAFF})
TRAVELLERS = TEAM | {Audience.DELEGATE}
_SHARED_FROM = 3  # a journey that at least so many people make is no longer a private matter
_SHARED_PART = 4  # … and a quarter of the delegation


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


def readable_entries(visit: Visit, reader: Reader) -> Iterable[Item | Journey]:
    """The items and journeys that a reader may know of; default: none."""
    if reader.audience in TEAM:
        return queries.all_entries(visit)
    planned = _planned(visit)
    rule = _ENTRY_RULES[reader.audience]
    return tuple(entry for entry in planned if rule(visit, reader, entry))


def called_off(visit: Visit, reader: Reader) -> frozenset[str]:
    """The cancelled items and journeys (by internal id) that would be the reader's otherwise.

    Should one of them take place after all, it is nothing new to them.
    """
    cancelled = frozenset(e.id for e in queries.all_entries(visit) if not e.status.counts)
    if not cancelled:
        return cancelled
    revived = _revived(visit)
    person = index(revived).by_id.get(reader.person or "")
    if isinstance(person, Delegate):
        own: Iterable[Item | Journey] = queries.programme_of(revived, person)
    else:
        own = readable_entries(revived, reader)
    return cancelled.intersection(entry.id for entry in own)


def _with_all(visit: Visit) -> Visit:
    def live(entry: Item | Journey) -> Item | Journey:
        if entry.status.counts:
            return entry
        return entry.model_copy(update={"status": Status.CONFIRMED})

    return map_rows(map_rows(visit, Item, live), Journey, live)


_revived: PerVisit[Visit] = PerVisit(_with_all)
"""The plan as it were if nothing of it was cancelled."""
_planned: PerVisit[tuple[queries.Entry, ...]] = PerVisit(
    lambda visit: tuple(e for e in queries.entries(visit) if e.status is not Status.IDEA)
)


def _delegate_reads(visit: Visit, reader: Reader, entry: Item | Journey) -> bool:
    return entry.id in _common_entries(visit) or any(
        person.id == reader.person for person in queries.attendees(visit, entry)
    )


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


def _common(visit: Visit) -> frozenset[str]:
    return frozenset(entry.id for entry in _planned(visit) if _is_for_everybody(visit, entry))


_common_entries = PerVisit(_common)
"""The entries (by internal id) that all travellers may know of."""


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


def is_body(name: str, body: str | None) -> bool:
    """Whether `name` is the body a reader stands for; None stands for all."""
    return bool(name) and (body is None or same_name(name) == same_name(body))


def _host_reads(visit: Visit, reader: Reader, entry: Item | Journey) -> bool:
    if isinstance(entry, Item):
        return is_body(entry.host_organisation, reader.body)
    places = {
        same_name(item.place)
        for item in visit.items
        if item.place and item.status.counts and is_body(item.host_organisation, reader.body)
    }
    return same_name(entry.destination) in places and is_shared(visit, entry)


def _hotel_reads(visit: Visit, reader: Reader, entry: Item | Journey) -> bool:
    if isinstance(entry, Item):
        return False
    hotels = {same_name(room.hotel) for room in visit.rooms if is_body(room.hotel, reader.body)}
    return same_name(entry.origin) in hotels or same_name(entry.destination) in hotels


def _caterer_reads(_: Visit, reader: Reader, entry: Item | Journey) -> bool:
    if not isinstance(entry, Item) or not queries.is_catered(entry):
        return False
    return is_body(entry.place, reader.body)


def _driver_reads(_: Visit, reader: Reader, entry: Item | Journey) -> bool:
    return isinstance(entry, Journey) and is_body(entry.contact or entry.carrier, reader.body)


def _public_reads(visit: Visit, _: Reader, entry: Item | Journey) -> bool:
    return isinstance(entry, Item) and entry.id in _common_entries(visit)


_ENTRY_RULES: dict[Audience, Callable[[Visit, Reader, Item | Journey], bool]] = {
    Audience.DELEGATE: _delegate_reads,
    Audience.HOST: _host_reads,
    Audience.HOTEL: _hotel_reads,
    Audience.CATERER: _caterer_reads,
    Audience.DRIVER: _driver_reads,
    Audience.PUBLIC: _public_reads,
}


def readable_people(visit: Visit, reader: Reader, entries: frozenset[str]) -> tuple[Delegate, ...]:
    """The people whom a reader may know of, given the entries that they may know of."""
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
            rooms = held_rooms(visit, reader)
            asleep = {person.id for room in rooms for person in queries.sleepers(visit, room)}
            return tuple(d for d in active if d.id in asleep)
        case Audience.HOST | Audience.DRIVER:
            return _people_at(visit, entries)


def held_rooms(visit: Visit, reader: Reader) -> tuple[Room, ...]:
    """The rooms that a hotel holds for the group: neither vacated nor arranged by the guests."""
    own = (room for room in visit.rooms if is_body(room.hotel, reader.body))
    return tuple(room for room in own if queries.is_booked(visit, room))


def _people_at(visit: Visit, entries: frozenset[str]) -> tuple[Delegate, ...]:
    rows = (row for row in queries.all_entries(visit) if row.id in entries)
    there = {person.id for row in rows for person in queries.attendees(visit, row)}
    return tuple(d for d in visit.delegates if d.id in there)
