"""What a reader goes by: for each row of theirs, the values whose change concerns them.

Two editions of one reader are laid side by side by these values alone, so a title that was
spelt better, or a note, is no change.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from visitplanner.domain import queries
from visitplanner.domain.base import same_name
from visitplanner.domain.index import Index, index
from visitplanner.domain.people import Delegate
from visitplanner.domain.privacy import Audience
from visitplanner.domain.programme import Item, Journey, Room
from visitplanner.domain.vocabulary import Status
from visitplanner.publishing.changes.model import Aspect
from visitplanner.publishing.provisions import Connection, Plate
from visitplanner.publishing.readership import TEAM

if TYPE_CHECKING:
    from visitplanner.domain.visit import Visit
    from visitplanner.publishing.edition import Edition, Needs

Keys = Mapping[Aspect, Hashable]
Record = Item | Journey | Room | Delegate


@dataclass(frozen=True)
class Row:
    """A row of somebody's papers.

    Attributes:
        source: The record, as its reader may read it.
        keys: By what two states of it are compared, for each aspect that concerns the reader.
        people: Those who come, ride or sleep there, as far as the reader may name them.
        count: How many they are; None where the reader does not learn it.
        needs: What the reader must provide there.
        connections: From and to what the passengers change.
        address: The address of its place, on one line.
        own: It is a room of the reader's, and `people` are those who share it.
    """

    source: Record
    keys: Keys
    people: tuple[Delegate, ...] = ()
    count: int | None = None
    needs: Needs | None = None
    connections: tuple[Connection, ...] = ()
    address: str = ""
    own: bool = False

    @property
    def record(self) -> str:
        """The internal id of the record."""
        return self.source.id


# --- what single records say --------------------------------------------------------------------


def item_time(item: Item) -> Hashable:
    """When an item is."""
    begin = item.day, item.start, item.start_fold
    return *begin, item.end, item.end_day, item.end_fold, item.zone


def item_place(ix: Index, item: Item) -> Hashable:
    """Where an item is: another address of the same place is another door."""
    return same_name(item.city), same_name(item.place), address(ix, item.place)


def address(ix: Index, name: str) -> str:
    """The address of a place in comparable form: a comma more or less is the same address."""
    return "".join(c for c in address_line(ix, name).casefold() if c.isalnum())


def address_line(ix: Index, name: str) -> str:
    """The address of a place on one line; empty if there is none."""
    place = ix.place(name) if name else None
    return " ".join(place.address.split()) if place else ""


def journey_time(journey: Journey) -> Hashable:
    """When a journey leaves and arrives, on the clocks of both ends."""
    departs = journey.depart_day, journey.depart, journey.depart_fold, journey.origin_zone
    arrives = journey.arrive, journey.arrive_fold, journey.destination_zone
    return *departs, journey.arrive_day or journey.depart_day, *arrives


def journey_ends(journey: Journey) -> Hashable:
    """From where to where a journey goes."""
    return same_name(journey.origin), same_name(journey.destination)


def meeting(journey: Journey) -> Hashable:
    """Where and when its vehicle is met."""
    return same_name(journey.meeting_point), journey.meeting_time, journey.cut_off


def vehicle(journey: Journey) -> Hashable:
    """In what one rides."""
    return journey.mode, same_name(journey.carrier), same_name(journey.number)


def entry_keys(ix: Index, entry: queries.Entry) -> dict[Aspect, Hashable]:
    """What those who go there compare."""
    if isinstance(entry, Journey):
        return {
            Aspect.TIME: journey_time(entry),
            Aspect.PLACE: journey_ends(entry),
            Aspect.MEETING: meeting(entry),
            Aspect.VEHICLE: (vehicle(entry), same_name(entry.booking_reference)),
            Aspect.CONTACT: same_name(entry.contact),
            Aspect.STATUS: printed(entry.status),
        }
    return {
        Aspect.TIME: item_time(entry),
        Aspect.PLACE: item_place(ix, entry),
        Aspect.CONTACT: same_name(entry.host_contact),
        Aspect.STATUS: printed(entry.status),
    }


def printed(status: Status) -> Hashable:
    """How sure an entry is, as papers say it: requested or tentative is both to be confirmed."""
    return status is Status.IDEA, status.tentative


def own_needs(person: Delegate) -> Hashable:
    """What somebody needs, as recorded."""
    return (
        frozenset(map(same_name, person.diet)),
        person.serious_allergy,
        same_name(person.avoid),
        frozenset(map(same_name, person.access_needs)),
    )


# --- a delegate's own ---------------------------------------------------------------------------


class Diary:
    """What is everybody's own in a visit; each row is made once, however many people share it."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self.ix = index(visit)
        self._rows: dict[str, Row] = {}
        self._rooms: dict[str, list[Room]] | None = None

    def person(self, person_id: str) -> Delegate | None:
        """Somebody who takes part, or None."""
        people = self.visit.delegates
        return next((d for d in people if d.id == person_id and d.active), None)

    def entries(self, person: Delegate) -> dict[str, queries.Entry]:
        """Somebody's items and journeys by internal id; ideas are the team's alone."""
        programme = queries.programme_of(self.visit, person)
        return {entry.id: entry for entry in programme if entry.status is not Status.IDEA}

    def row(self, entry: queries.Entry) -> Row:
        """An item or journey as those who go there read it."""
        if entry.id not in self._rows:
            self._rows[entry.id] = Row(entry, entry_keys(self.ix, entry), address=self._at(entry))
        return self._rows[entry.id]

    def _at(self, entry: queries.Entry) -> str:
        return address_line(self.ix, entry.place) if isinstance(entry, Item) else ""

    def rooms(self, person: Delegate) -> dict[str, Row]:
        """The rooms in which somebody sleeps."""
        if self._rooms is None:
            self._rooms = {}
            for room in self.visit.rooms:
                for name in dict.fromkeys(room.occupants):
                    sleeper = self.ix.person(name)
                    if sleeper and sleeper.active:
                        self._rooms.setdefault(sleeper.id, []).append(room)
        return {room.id: self._room(room, person) for room in self._rooms.get(person.id, ())}

    def _room(self, room: Room, person: Delegate) -> Row:
        others = tuple(d for d in self._sleepers(room) if d.id != person.id)
        kind = room.kind, room.accessible
        keys: dict[Aspect, Hashable] = {
            Aspect.TIME: (room.check_in, room.check_out),
            Aspect.PLACE: (same_name(room.hotel), address(self.ix, room.hotel)),
            Aspect.ROOM: kind,
            Aspect.PEOPLE: frozenset(other.id for other in others),
        }
        return Row(room, keys, others, address=address_line(self.ix, room.hotel), own=True)

    def _sleepers(self, room: Room) -> Iterable[Delegate]:
        found = (self.ix.person(name) for name in dict.fromkeys(room.occupants))
        return {d.id: d for d in found if d and d.active}.values()


def own_row(person: Delegate) -> Row:
    """What is recorded of somebody's needs."""
    return Row(person, {Aspect.NEEDS: own_needs(person)}, (person,))


# --- everybody else's ---------------------------------------------------------------------------


def rows_of(edition: Edition, common: frozenset[str]) -> dict[str, Row]:
    """The rows of an edition that is no delegate's own, by the internal id of their record.

    Args:
        edition: What the reader sees.
        common: Those who take part both before and now; who is with a whole audience or not is
            said of them once, and not of each row where they come.
    """
    rows = _ROWS.get(edition.audience, _audience_rows)(edition, common)
    return {row.record: row for row in rows}


def _planned(edition: Edition) -> tuple[queries.Entry, ...]:
    return queries.entries(edition.visit)


def _host_rows(edition: Edition, _: frozenset[str]) -> Iterable[Row]:
    """The items of a host; how the group comes there is no matter of theirs."""
    for item in _planned(edition):
        if isinstance(item, Item):
            yield _visited(edition, item, {Aspect.PLACE: (same_name(item.city), item_room(item))})


def item_room(item: Item) -> str:
    """Where an item is, for those whose own house it is: they know their address."""
    return same_name(item.place)


def _visited(edition: Edition, item: Item, keys: dict[Aspect, Hashable]) -> Row:
    people = queries.attendees(edition.visit, item)
    count, needs = edition.counts.get(item.id), edition.needs.get(item.id)
    keys |= {
        Aspect.TIME: item_time(item),
        Aspect.STATUS: printed(item.status),
        Aspect.PEOPLE: (frozenset(d.id for d in people), count, needs.covers if needs else None),
        Aspect.NEEDS: needs_key(needs),
    }
    return Row(item, keys, people, count, needs)


def _caterer_rows(edition: Edition, _: frozenset[str]) -> Iterable[Row]:
    """The meals of a caterer, with those who are named because it is a matter of their health."""
    for item in _planned(edition):
        if isinstance(item, Item):
            row = _visited(edition, item, {Aspect.PLACE: item_room(item)})
            named = frozenset((d.id, own_needs(d)) for d in row.people)
            needs = row.needs
            keys = dict(row.keys) | {
                Aspect.PEOPLE: needs.covers if needs else None,
                Aspect.NEEDS: (needs_key(needs), named),
            }
            yield Row(item, keys, row.people, row.count, needs)


def needs_key(needs: Needs | None) -> Hashable:
    """What is to be provided beyond plates for everybody."""
    if needs is None:
        return None
    wishes = frozenset((plate_key(p), p.count) for p in needs.plates if not p.standard)
    provide = frozenset((same_name(word), n) for word, n in needs.provide.items() if n)
    diets = frozenset((same_name(word), n) for word, n in needs.diets.items() if n)
    return wishes, provide, diets, needs.serious


def plate_key(plate: Plate) -> Hashable:
    """The food of a plate in comparable form."""
    return frozenset(map(same_name, plate.diets)), same_name(plate.avoid), plate.serious


def _driver_rows(edition: Edition, _: frozenset[str]) -> Iterable[Row]:
    for journey in _planned(edition):
        if not isinstance(journey, Journey):
            continue
        people = queries.attendees(edition.visit, journey)
        count, needs = edition.counts.get(journey.id), edition.needs.get(journey.id)
        changed = edition.connections.get(journey.id, {})
        from_and_to = tuple(dict.fromkeys(one for each in changed.values() for one in each))
        ordered = journey.seats, journey.wheelchair_spaces, journey.step_free
        keys = entry_keys(edition.index, journey) | {
            Aspect.VEHICLE: (vehicle(journey), ordered),
            Aspect.PEOPLE: (frozenset(d.id for d in people), count),
            Aspect.NEEDS: needs_key(needs),
        }
        yield Row(journey, keys, people, count, needs, from_and_to)


def _hotel_rows(edition: Edition, _: frozenset[str]) -> Iterable[Row]:
    """The rooms of a hotel; when the guests come and go is told by `guests`."""
    for room in edition.visit.rooms:
        asleep = queries.sleepers(edition.visit, room)
        needs = edition.needs.get(room.id)
        papers = frozenset(
            (d.id, same_name(d.passport_name), same_name(d.nationality), d.document_valid_until)
            for d in asleep
        )
        keys = {
            Aspect.TIME: (room.check_in, room.check_out),
            Aspect.PLACE: same_name(room.hotel),
            Aspect.ROOM: (room.kind, room.accessible),
            Aspect.PEOPLE: papers,
            Aspect.NEEDS: needs_key(needs),
        }
        yield Row(room, keys, asleep, needs=needs)


def _audience_rows(edition: Edition, common: frozenset[str]) -> Iterable[Row]:
    """All rows of a paper that a whole audience shares."""
    team = edition.audience in TEAM
    eats = {d.id: own_needs(d) for d in edition.visit.delegates if team and d.id in common}
    usual = own_needs(Delegate())
    for entry in _planned(edition):
        keys = entry_keys(edition.index, entry)
        people: tuple[Delegate, ...] = ()
        if edition.audience is not Audience.PUBLIC:
            people = queries.attendees(edition.visit, entry)
            extra = entry.extra_covers if isinstance(entry, Item) else 0
            keys[Aspect.PEOPLE] = frozenset(d.id for d in people if d.id in common), extra
        if team and isinstance(entry, Item) and queries.is_meal(entry):
            wishes = ((d.id, eats[d.id]) for d in people if d.id in common)
            keys[Aspect.NEEDS] = frozenset(pair for pair in wishes if pair[1] != usual)
        where = address_line(edition.index, entry.place) if isinstance(entry, Item) else ""
        yield Row(entry, keys, people, edition.counts.get(entry.id), address=where)
    if team:
        yield from _all_rooms(edition)
    if edition.audience is Audience.PUBLIC:
        return  # who is no longer presented must not be named once more
    for person in queries.active_people(edition.visit):
        yield Row(person, {Aspect.NEEDS: own_needs(person)} if team else {}, (person,))


def _all_rooms(edition: Edition) -> Iterable[Row]:
    for room in edition.visit.rooms:
        asleep = queries.sleepers(edition.visit, room)
        if room.occupants and not asleep:
            continue  # vacated
        keys: dict[Aspect, Hashable] = {
            Aspect.TIME: (room.check_in, room.check_out),
            Aspect.PLACE: same_name(room.hotel),
            Aspect.ROOM: (room.kind, room.accessible),
            Aspect.PEOPLE: frozenset(d.id for d in asleep),
        }
        yield Row(room, keys, asleep)


_Rows = Callable[["Edition", frozenset[str]], Iterable[Row]]
_ROWS: Final[Mapping[Audience, _Rows]] = {
    Audience.HOST: _host_rows,
    Audience.CATERER: _caterer_rows,
    Audience.DRIVER: _driver_rows,
    Audience.HOTEL: _hotel_rows,
}
