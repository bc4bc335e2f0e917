"""Who sleeps where: the verbs that give, share, lengthen, shorten, move and split rooms.

Nobody gets two beds for one night: who is given another bed gives up the one before for those
nights. No room is ever deleted here; one that is given up for all its nights stays in the plan,
without its people, until somebody takes it out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta

from visitplanner.domain.base import new_id, same_name
from visitplanner.domain.index import Index, code_of, index
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Place, Room
from visitplanner.domain.records import find, rebuilt, swapped, with_rows
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import RoomKind
from visitplanner.errors import PlanError

# --- What is looked up ---------------------------------------------------------------------------


def guests(visit: Visit, room: Room) -> tuple[Delegate, ...]:
    """The people whom a room's occupants mean, in the order typed, active or not."""
    ix = index(visit)
    found = {person.id: person for name in room.occupants if (person := ix.person(name))}
    return tuple(found.values())


def rooms_by_person(visit: Visit) -> dict[str, list[Room]]:
    """For each person, by internal id, the rooms that name them, in order of check-in."""
    found: dict[str, list[Room]] = defaultdict(list)
    for room in visit.rooms:
        for person in guests(visit, room):
            found[person.id].append(room)
    for rooms in found.values():
        rooms.sort(key=lambda room: (room.check_in or date.max, room.check_out or date.max))
    return found


def hotel_for(visit: Visit, night: date) -> str:
    """The hotel of the city of a night: the one most used there, else a place that is a hotel."""
    ix = index(visit)
    stop = ix.stop_on(night)
    if stop is None:
        return ""

    def city(name: str) -> str:
        place = ix.place(name)
        return same_name(place.city) if place else ""

    here = same_name(stop.city)
    used = [r for r in visit.rooms if r.hotel and r.kind is not RoomKind.OWN]
    hotels = (p.name for p in visit.places if _is_hotel(p) and city(p.name) == here)
    there = Counter(room.hotel for room in used if city(room.hotel) == here)
    unknown = Counter(r.hotel for r in used if not city(r.hotel) and night in r.nights)
    listed = there or Counter(list(hotels)[:1]) or unknown
    return listed.most_common(1)[0][0] if listed else ""


def _is_hotel(place: Place) -> bool:
    return any("hotel" in same_name(text) for text in (place.kind, place.name))


def _room(visit: Visit, room_id: str) -> Room:
    room = find(visit, room_id)
    if not isinstance(room, Room):
        raise PlanError("That is not a room.")
    return room


def _dates(room: Room) -> tuple[date, date]:
    if room.check_in is None or room.check_out is None or room.check_in >= room.check_out:
        raise PlanError(f"The room at {room.hotel or 'a hotel'} has no dates: give it some first.")
    return room.check_in, room.check_out


def _people(visit: Visit, person_ids: Iterable[str]) -> tuple[Delegate, ...]:
    found = tuple(find(visit, one) for one in dict.fromkeys(person_ids))
    people = tuple(person for person in found if isinstance(person, Delegate))
    if len(people) != len(found):
        raise PlanError("Only people can be given a room.")
    return people


# --- Giving up nights ----------------------------------------------------------------------------


def _left(ix: Index, room: Room, gone: Collection[str], first: date, last: date) -> Sequence[Room]:
    """What becomes of a room that some people leave for the nights from `first` to before `last`.

    Where nobody else is in it, the nights at its edge fall away; where they are all its nights,
    the room stays, empty. Others keep it for as long as it was.
    """
    if room.check_in is None or room.check_out is None:
        return (room,)
    start, end = max(first, room.check_in), min(last, room.check_out)
    staying = tuple(n for n in room.occupants if not ((p := ix.person(n)) and p.id in gone))
    if start >= end or len(staying) == len(room.occupants):
        return (room,)
    parts = [(room.check_in, start, room.occupants), (end, room.check_out, room.occupants)]
    if staying or (start, end) == (room.check_in, room.check_out):
        parts.insert(1, (start, end, staying))
    pieces: list[Room] = []
    for begin, stop, names in parts:
        if begin < stop:
            fields = {"check_in": begin, "check_out": stop, "occupants": names}
            pieces.append(rebuilt(room, fields | ({"id": new_id()} if pieces else {})))
    return pieces


def _freed(
    visit: Visit, gone: Collection[str], first: date | None, last: date | None, keep: str
) -> Visit:
    """The visit in which these people have no bed from `first` to before `last` but in `keep`."""
    if first is None or last is None or first >= last or not gone:
        return visit
    ix = index(visit)
    rows: list[Room] = []
    for room in visit.rooms:
        rows += (room,) if room.id == keep else _left(ix, room, gone, first, last)
    same = len(rows) == len(visit.rooms) and all(
        a is b for a, b in zip(rows, visit.rooms, strict=True)
    )
    return visit if same else with_rows(visit, rooms=tuple(rows))


# --- People --------------------------------------------------------------------------------------


def assign(visit: Visit, room_id: str, person_ids: Iterable[str]) -> Visit:
    """Let people sleep in a room for all its nights; a room for one that is shared is a twin.

    Raises:
        PlanError: there is no such room or person.
    """
    room, people = _room(visit, room_id), _people(visit, person_ids)
    there = {person.id for person in guests(visit, room)}
    new = [person for person in people if person.id not in there]
    if not new:
        return visit
    visit = _freed(visit, {p.id for p in new}, room.check_in, room.check_out, room.id)
    fields: dict[str, object] = {"occupants": (*room.occupants, *map(code_of, new))}
    if room.kind.beds == 1 and len(_active(visit, room)) + len(new) > 1:
        fields["kind"] = RoomKind.TWIN
    return swapped(visit, rebuilt(room, fields))


def _active(visit: Visit, room: Room) -> list[Delegate]:
    return [person for person in guests(visit, room) if person.active]


def take_out(visit: Visit, room_id: str, person_ids: Iterable[str]) -> Visit:
    """Take people out of a room; the room stays."""
    room, gone, ix = _room(visit, room_id), set(person_ids), index(visit)
    staying = tuple(n for n in room.occupants if not ((p := ix.person(n)) and p.id in gone))
    return visit if staying == room.occupants else swapped(visit, _with(room, occupants=staying))


def _with(room: Room, **fields: object) -> Room:
    return rebuilt(room, fields)


def part_from(visit: Visit, room_id: str, person_id: str) -> Visit:
    """Give somebody who shares a room a single of their own, in the same hotel and nights.

    Raises:
        PlanError: they have the room for themselves, or are not in it.
    """
    room, (person,) = _room(visit, room_id), _people(visit, (person_id,))
    there = guests(visit, room)
    if person not in there:
        raise PlanError(f"{person.name} is not in that room.")
    if len(there) < 2:
        raise PlanError(f"{person.name} has the room alone already.")
    visit = take_out(visit, room_id, (person_id,))
    fields = {"id": new_id(), "kind": RoomKind.SINGLE, "occupants": (code_of(person),)}
    return _behind(visit, room_id, rebuilt(room, fields | {"confirmation": ""}))


def give_room(
    visit: Visit,
    person_id: str,
    check_in: date,
    check_out: date,
    hotel: str = "",
    kind: RoomKind = RoomKind.SINGLE,
) -> Visit:
    """Give somebody a room of their own; other beds for these nights are given up.

    Raises:
        PlanError: there is no such person, or not a single night.
    """
    (person,) = _people(visit, (person_id,))
    if check_in >= check_out:
        raise PlanError("A stay lasts at least one night.")
    room = Room(
        hotel=hotel, kind=kind, occupants=(code_of(person),), check_in=check_in, check_out=check_out
    )
    visit = _freed(visit, {person.id}, check_in, check_out, room.id)
    return with_rows(visit, rooms=(*visit.rooms, room))


def give_rooms(
    visit: Visit, wanted: Iterable[tuple[str, date]], accessible: Collection[str] = ()
) -> Visit:
    """Give people singles for nights, in the hotel of the city; who has a bed then is left alone.

    Args:
        visit: the plan.
        wanted: people, by internal id, and nights for which they have no bed.
        accessible: who of them takes an accessible room, by internal id.
    """
    nights: dict[str, set[date]] = defaultdict(set)
    for person_id, night in wanted:
        nights[person_id].add(night)
    held, hotels = rooms_by_person(visit), _Hotels(visit)
    rooms: list[Room] = []
    for person in visit.delegates:
        lacking = nights.get(person.id, set())
        lacking -= {night for room in held.get(person.id, ()) for night in room.nights}
        rooms += (
            Room(
                hotel=hotel,
                occupants=(code_of(person),),
                check_in=first,
                check_out=last,
                accessible=person.id in accessible,
            )
            for hotel, first, last in _stretches(sorted(lacking), hotels)
        )
    return with_rows(visit, rooms=(*visit.rooms, *rooms)) if rooms else visit


class _Hotels(dict[date, tuple[str, str]]):
    """The hotel and the city of each night, looked up once."""

    def __init__(self, visit: Visit) -> None:
        super().__init__()
        self._visit = visit

    def __missing__(self, night: date) -> tuple[str, str]:
        stop = index(self._visit).stop_on(night)
        self[night] = hotel_for(self._visit, night), stop.city if stop else ""
        return self[night]


def _stretches(nights: Sequence[date], hotels: _Hotels) -> list[tuple[str, date, date]]:
    """Nights in a row in one hotel and city: it, the first, and the morning after the last."""
    found: list[tuple[tuple[str, str], date, date]] = []
    for night in nights:
        where, after = hotels[night], night + timedelta(1)
        if found and found[-1][0] == where and found[-1][2] == night:
            found[-1] = (where, found[-1][1], after)
        else:
            found.append((where, night, after))
    return [(hotel, first, last) for (hotel, _city), first, last in found]


# --- Nights --------------------------------------------------------------------------------------


def set_stay(visit: Visit, room_id: str, check_in: date, check_out: date) -> Visit:
    """Change the nights of a room; its people give up other beds for nights that it gains.

    Raises:
        PlanError: there is no such room, or not a single night is left.
    """
    room = _room(visit, room_id)
    if check_in >= check_out:
        raise PlanError("A stay lasts at least one night.")
    if (room.check_in, room.check_out) == (check_in, check_out):
        return visit
    people = {person.id for person in guests(visit, room)}
    old_in, old_out = room.check_in or check_out, room.check_out or check_out
    for first, last in ((check_in, min(check_out, old_in)), (max(check_in, old_out), check_out)):
        visit = _freed(visit, people, first, last, room_id)
    return swapped(visit, _with(room, check_in=check_in, check_out=check_out))


def lengthen(visit: Visit, room_id: str, nights: int, *, at_start: bool = False) -> Visit:
    """Add nights at the end of a stay, or before its start; a negative number takes some away.

    Raises:
        PlanError: the room has no dates, or not a single night would be left.
    """
    first, last = _dates(_room(visit, room_id))
    by = timedelta(days=nights)
    return set_stay(visit, room_id, *((first - by, last) if at_start else (first, last + by)))


def move_stay(visit: Visit, room_id: str, days: int) -> Visit:
    """Move a stay by some days, earlier if negative; it keeps its length."""
    first, last = _dates(_room(visit, room_id))
    by = timedelta(days=days)
    return set_stay(visit, room_id, first + by, last + by)


def split_stay(visit: Visit, room_id: str, day: date) -> Visit:
    """Make two stays of one: the second begins on the evening of `day`.

    Raises:
        PlanError: the room has no dates, or is not slept in both before and after.
    """
    room = _room(visit, room_id)
    first, last = _dates(room)
    if not first < day < last:
        raise PlanError("A stay is split between two of its nights: choose a later one.")
    visit = swapped(visit, _with(room, check_out=day))
    return _behind(visit, room_id, rebuilt(room, {"id": new_id(), "check_in": day}))


def _behind(visit: Visit, room_id: str, new: Room) -> Visit:
    rows = [row for room in visit.rooms for row in ((room, new) if room.id == room_id else (room,))]
    return with_rows(visit, rooms=tuple(rows))
