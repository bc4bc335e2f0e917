"""Whom a version may concern at all, told from the plans alone, without making their editions.

It errs on one side: somebody who is named here may hear of nothing, but nobody else hears of
anything. That spares the editions of the many hosts and drivers whom a version leaves alone.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator

from visitplanner.domain import queries
from visitplanner.domain.base import Entity, same_name
from visitplanner.domain.index import index
from visitplanner.domain.people import Delegate
from visitplanner.domain.privacy import Audience
from visitplanner.domain.programme import Item, Journey, Room
from visitplanner.domain.visit import Visit
from visitplanner.publishing.changes.facts import own_needs

Body = tuple[Audience, str]


def suspects(old: Visit, new: Visit) -> frozenset[Body]:
    """The hosts, hotels, caterers and drivers for whom something may be another.

    Bodies are named by their audience and their name in comparable form (`same_name`).
    """
    if old is new:
        return frozenset()
    people = _differing(old.delegates, new.delegates, _person)
    entries = _differing(queries.all_entries(old), queries.all_entries(new), _itself)
    found: set[Body] = set()
    for visit, other in ((old, new), (new, old)):
        changed = [
            entry
            for entry in queries.all_entries(visit)
            if entry.id in entries or _people_differ(visit, other, entry, people)
        ]
        for entry in changed:
            found.update(_bodies(entry))
        found.update(_drivers_around(visit, changed))
        found.update((Audience.HOTEL, name) for name in _hotels(visit, other, people))
    return frozenset(found)


def _itself(record: Entity) -> Hashable:
    return record


def _person(person: Delegate) -> Hashable:
    """What others than the person and the team may hear of."""
    stay = person.joins, person.leaves
    papers = person.passport_name, person.nationality, person.document_valid_until
    return person.active, own_needs(person), person.health_consent, stay, papers


def _differing(
    old: Iterable[Entity], new: Iterable[Entity], state: Callable[..., Hashable]
) -> frozenset[str]:
    """The internal ids of the records that came, went, or are in another state."""
    before, after = ({record.id: record for record in records} for records in (old, new))
    gone = before.keys() ^ after.keys()
    both = ((before[key], after[key]) for key in before.keys() & after.keys())
    return frozenset(gone).union(
        now.id for was, now in both if was is not now and state(was) != state(now)
    )


def _people_differ(
    visit: Visit, other: Visit, entry: queries.Entry, people: frozenset[str]
) -> bool:
    """Whether others come, or one of them is in another state."""
    there = {person.id for person in queries.attendees(visit, entry)}
    if not people.isdisjoint(there):
        return True
    then = index(other).by_id.get(entry.id)
    if not isinstance(then, Item | Journey):
        return True
    return there != {person.id for person in queries.attendees(other, then)}


def _bodies(entry: queries.Entry) -> Iterator[Body]:
    if isinstance(entry, Item):
        yield Audience.HOST, same_name(entry.host_organisation)
        yield Audience.CATERER, same_name(entry.place)
    else:
        yield Audience.DRIVER, same_name(entry.contact or entry.carrier)
        yield Audience.HOTEL, same_name(entry.origin)
        yield Audience.HOTEL, same_name(entry.destination)


def _drivers_around(visit: Visit, changed: Iterable[queries.Entry]) -> Iterator[Body]:
    """The drivers who bring passengers to a journey that changed, or take them on from it."""
    legs = [entry for entry in changed if isinstance(entry, Journey)]
    starts = {same_name(leg.origin) for leg in legs}
    ends = {same_name(leg.destination) for leg in legs}
    for journey in visit.journeys if legs else ():
        if same_name(journey.destination) in starts or same_name(journey.origin) in ends:
            yield Audience.DRIVER, same_name(journey.contact or journey.carrier)


def _hotels(visit: Visit, other: Visit, people: frozenset[str]) -> Iterator[str]:
    """The hotels whose rooms or guests differ, or that ask for papers in one of the plans."""
    known = index(other).by_id
    for room in visit.rooms:
        asleep = _asleep(visit, room)
        same = known.get(room.id) == room and _asleep(other, room) == asleep
        if not (same and people.isdisjoint(asleep)):
            yield same_name(room.hotel)
    for place in visit.places:
        then = index(other).place(place.name)
        if place.registers != bool(then and then.registers):
            yield same_name(place.name)


def _asleep(visit: Visit, room: Room) -> set[str]:
    return {person.id for person in queries.sleepers(visit, room)}
