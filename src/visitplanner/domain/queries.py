"""What follows from the plan: who comes, who is where, who sleeps where, who eats what.

Nothing here is stored. Cancelled items, journeys and people count nowhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from visitplanner.domain.base import same_name
from visitplanner.domain.index import Index, code_of, index
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Item, Journey, Room, Stop
from visitplanner.domain.times import Moment
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ItemKind, RoomKind
from visitplanner.domain.who import Term, TermKind, WhoRule, parse_who

Entry = Item | Journey
"""A row of somebody's programme."""


@dataclass(frozen=True)
class Span:
    """Wall-clock time from `start` to `end` at the place where something happens."""

    start: datetime
    end: datetime


def span(entry: Entry) -> Span | None:
    """The wall-clock span of an entry, or None in the tray; a whole day without times."""
    if isinstance(entry, Journey):
        day, first, last = entry.depart_day, entry.depart, entry.arrive
        last_day = entry.arrive_day or day
    else:
        day, first, last = entry.day, entry.start, entry.end
        last_day = day + timedelta(days=entry.end_day) if day else None
    if day is None or last_day is None:
        return None
    start = datetime.combine(day, first or time.min)
    if last is None:
        return Span(start, start if first else datetime.combine(last_day, time.max))
    return Span(start, max(start, datetime.combine(last_day, last)))


def present(delegate: Delegate, when: Span | None) -> bool:
    """Whether the person's stay overlaps `when`; a stay without an end is open on that side."""
    if when is None:
        return True
    if delegate.joins and delegate.joins.opens() >= when.end > when.start:
        return False
    if delegate.joins and delegate.joins.opens() > when.start == when.end:
        return False
    return not (delegate.leaves and delegate.leaves.closes() <= when.start)


def present_on(delegate: Delegate, day: date) -> bool:
    """Whether the person is with the visit at some time of `day`."""
    return present(delegate, Span(datetime.combine(day, time.min), datetime.combine(day, time.max)))


def _matches(term: Term, ix: Index, when: Span | None) -> Iterator[Delegate]:
    if term.kind is TermKind.PERSON:
        person = ix.person(term.value)
        if person:
            yield person
        return
    people = ix.visit.delegates if term.kind is TermKind.ALL else ix.group(term.value)
    yield from (d for d in people if present(d, when))


def resolve(visit: Visit, rule: WhoRule, when: Span | None = None) -> tuple[Delegate, ...]:
    """The active people whom a rule means, in the plan's order.

    `all` and groups mean those whose stay overlaps `when`; somebody named is always meant.
    """
    ix = index(visit)
    wanted = {d.id for term in rule.include for d in _matches(term, ix, when)}
    wanted -= {d.id for term in rule.exclude for d in _matches(term, ix, None)}
    return tuple(d for d in visit.delegates if d.id in wanted and d.active)


def attendees(visit: Visit, entry: Entry) -> tuple[Delegate, ...]:
    """The people of an item or the passengers of a journey; nobody where it is cancelled."""
    known = index(visit).attendance
    same, people = known.get(entry.id, (None, ()))
    if same is not entry:
        rule = parse_who(entry.who if entry.status.counts else "")
        people = resolve(visit, rule, span(entry))
        known[entry.id] = (entry, people)
    return people


def active_people(visit: Visit) -> tuple[Delegate, ...]:
    """Everybody who takes part, in the plan's order."""
    return tuple(d for d in visit.delegates if d.active)


def entry_start(entry: Entry) -> Moment | None:
    """When an item begins or a journey leaves."""
    return entry.departs if isinstance(entry, Journey) else entry.begins


def entry_end(entry: Entry) -> Moment | None:
    """When an item ends or a journey arrives."""
    return entry.arrives if isinstance(entry, Journey) else entry.ends


def entry_day(entry: Entry) -> date | None:
    """The day an entry is printed on."""
    return entry.depart_day if isinstance(entry, Journey) else entry.day


def sort_key(entry: Entry) -> tuple[date, time, int, time, str]:
    """Chronological order on the wall: by day, whole days first, journeys before items."""
    day = entry_day(entry) or date.max
    if isinstance(entry, Journey):
        return day, entry.depart or time.min, 0, entry.arrive or time.max, entry.code
    return day, entry.start or time.min, 1, entry.end or time.max, entry.code


def all_entries(visit: Visit) -> tuple[Entry, ...]:
    """Every item and journey as the plan lists them, those in the tray and cancelled included."""
    return (*visit.items, *visit.journeys)


def entries(visit: Visit, *, cancelled: bool = False) -> tuple[Entry, ...]:
    """All dated items and journeys in order; cancelled ones only if asked for."""
    dated = (row for row in all_entries(visit) if entry_day(row))
    kept = (row for row in dated if cancelled or row.status.counts)
    return tuple(sorted(kept, key=sort_key))


def entries_on(visit: Visit, day: date) -> tuple[Entry, ...]:
    """The entries of one day, in order."""
    return tuple(entry for entry in entries(visit) if entry_day(entry) == day)


def programme_of(visit: Visit, delegate: Delegate) -> tuple[Entry, ...]:
    """One person's own items and journeys, in order."""
    ix = index(visit)
    if ix.programmes is None:
        ix.programmes = _programmes(visit)
    return ix.programmes.get(delegate.id, ())


def _programmes(visit: Visit) -> dict[str, tuple[Entry, ...]]:
    # Made aside and stored whole: another thread may ask for the same plan at the same time.
    rows: dict[str, list[Entry]] = {person.id: [] for person in visit.delegates}
    for entry in entries(visit):
        for person in attendees(visit, entry):
            rows[person.id].append(entry)
    return {person_id: tuple(entries_) for person_id, entries_ in rows.items()}


def tray(visit: Visit) -> tuple[Item, ...]:
    """The items that have no day yet."""
    return tuple(item for item in visit.items if item.day is None and item.status.counts)


def whole_group_travels(visit: Visit, entry: Entry) -> bool:
    """Whether everybody who is with the visit at that time is on the journey, or at the item."""
    known = index(visit).whole_group
    same, whole = known.get(entry.id, (None, False))
    if same is not entry:
        when = span(entry)
        there = {d.id for d in active_people(visit) if present(d, when)}
        on_board = {d.id for d in attendees(visit, entry)}
        whole = bool(there) and there <= on_board
        known[entry.id] = entry, whole
    return whole


def city_at(ix: Index, reference: str) -> str:
    """The city of one end of a journey, which names a place or a city."""
    place = ix.place(reference)
    return place.city if place and place.city else reference


def sleepers(visit: Visit, room: Room) -> tuple[Delegate, ...]:
    """The active people who sleep in a room."""
    ix = index(visit)
    found = {person.id for name in room.occupants if (person := ix.person(name))}
    return tuple(d for d in visit.delegates if d.id in found and d.active)


def is_booked(visit: Visit, room: Room) -> bool:
    """Whether a room counts as a hotel room: not arranged by people themselves, not vacated."""
    if room.kind is RoomKind.OWN or not room.occupants:
        return room.kind is not RoomKind.OWN
    ix = index(visit)
    return any((person := ix.person(name)) and person.active for name in room.occupants)


def room_nights(visit: Visit) -> Counter[tuple[str, date]]:
    """How many rooms each hotel holds on each night."""
    ix = index(visit)
    if ix.room_nights is None:
        nights: Counter[tuple[str, date]] = Counter()
        for room in visit.rooms:
            if is_booked(visit, room):
                nights.update((room.hotel, night) for night in room.nights)
        ix.room_nights = nights
    return Counter(ix.room_nights)


def rooms_of(visit: Visit, delegate: Delegate) -> tuple[Room, ...]:
    """The rooms in which a person sleeps, in order of check-in."""
    own = [r for r in visit.rooms if any(d.id == delegate.id for d in sleepers(visit, r))]
    return tuple(sorted(own, key=lambda room: room.check_in or date.max))


def nights_needed(visit: Visit, delegate: Delegate) -> tuple[date, ...]:
    """The nights a person spends with the visit: from the day of joining to that of leaving."""
    first, last = visit.first_day, visit.last_day
    if first is None or last is None or not delegate.active:
        return ()
    if delegate.joins:
        first = max(first, delegate.joins.day)
    if delegate.leaves:
        last = min(last, delegate.leaves.day)
    return tuple(first + timedelta(days=n) for n in range((last - first).days))


def covers(visit: Visit, item: Item) -> int:
    """How many plates a meal needs: its people and the extra covers."""
    return len(attendees(visit, item)) + (item.extra_covers if item.status.counts else 0)


def diets(visit: Visit, item: Item) -> Counter[str]:
    """How many of an item's people keep which diet, as typed (first spelling wins)."""
    spelling: dict[str, str] = {}
    counted: Counter[str] = Counter()
    for person in attendees(visit, item):
        for diet in dict.fromkeys(person.diet):
            counted[spelling.setdefault(same_name(diet), diet)] += 1
    return counted


def serious(visit: Visit, item: Item) -> tuple[Delegate, ...]:
    """The people of an item whose allergy is serious."""
    return tuple(person for person in attendees(visit, item) if person.serious_allergy)


def is_meal(item: Item) -> bool:
    """Whether an item is a meal, to be catered for."""
    return item.kind is ItemKind.MEAL


def is_catered(item: Item) -> bool:
    """Whether somebody is to cater for an item: a meal, or a social event with food or drink.

    Food or drink is served at an event that has a menu or covers for people from outside.
    """
    social = item.kind is ItemKind.SOCIAL_EVENT
    return is_meal(item) or (social and bool(item.menu or item.extra_covers))


def passengers(visit: Visit, journey: Journey) -> tuple[Delegate, ...]:
    """The passenger list of a journey, family name first in order."""
    return tuple(sorted(attendees(visit, journey), key=lambda d: (same_name(d.sort_name), d.code)))


def stays(visit: Visit) -> tuple[Stop, ...]:
    """The stops in the order of travel."""
    return tuple(sorted(visit.stops, key=lambda s: (s.arrive or date.max, s.leave or date.max)))


def people_codes(people: tuple[Delegate, ...]) -> list[str]:
    """The IDs of people, as the workbook gives them."""
    return [code_of(person) for person in people]
