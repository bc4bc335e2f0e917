"""What a row says of each aspect, in a few words that can stand beside those of its other state."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from visitplanner.domain import queries
from visitplanner.domain.base import same_name
from visitplanner.domain.labels import KIND_LABELS
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Item, Journey, Room
from visitplanner.domain.vocabulary import Status
from visitplanner.publishing.agenda import journey_title, service
from visitplanner.publishing.changes.facts import own_needs, plate_key, vehicle
from visitplanner.publishing.changes.model import Aspect
from visitplanner.publishing.documents.chapters.words import (
    BY_MODE,
    MODE_LABELS,
    ROOM_LABELS,
    usual,
)

if TYPE_CHECKING:
    from visitplanner.publishing.changes.facts import Record, Row
    from visitplanner.publishing.edition import Needs
    from visitplanner.publishing.phrasing import Phrasing
    from visitplanner.publishing.provisions import Connection, Plate

_MOST_NAMES: Final = 6  # beyond that, a count says more
_NEGATED: Final = re.compile(
    r"(no|not|non|without|sin|sans|senza|sem|ohne|kein|keine|nothing|avoid|all)\b", re.IGNORECASE
)


def listed(parts: Iterable[str]) -> str:
    """What there is of `parts`, with commas."""
    return ", ".join(part for part in parts if part)


def entry_title(entry: queries.Entry, phrases: Phrasing) -> str:
    """What an item or journey is called."""
    if isinstance(entry, Journey):
        return journey_title(entry, phrases)
    return entry.title or phrases.t.gettext(KIND_LABELS[entry.kind])


def day_of(record: Record) -> date | None:
    """The day of a row; that of check-in for a room."""
    if isinstance(record, Room):
        return record.check_in
    return None if isinstance(record, Delegate) else queries.entry_day(record)


# --- when ---------------------------------------------------------------------------------------


def clock_of(record: Record, phrases: Phrasing) -> str:
    """The hours of an entry: `18:00–21:20`."""
    if isinstance(record, Journey):
        first, last = record.depart_day, record.arrive_day
        if record.depart is None and record.arrive is None:
            return ""
        return phrases.span(record.depart, record.arrive, _later(first, last))
    return (
        phrases.span(record.start, record.end, record.end_day) if isinstance(record, Item) else ""
    )


def _later(first: date | None, last: date | None) -> int:
    return max(0, (last - first).days) if first and last else 0


def when_of(record: Record, phrases: Phrasing, other: Record | None = None) -> str:
    """When a row is: `Tue 7 Nov 18:00–21:20`, `Tue 7 to Thu 9 Nov` of a room.

    Args:
        record: The row.
        phrases: In which words.
        other: The other state of the row: on the same day, the hours are enough; with the same
            hours, the zone tells them apart.
    """
    if isinstance(record, Room):
        return nights_of(record, phrases)
    day, clock = day_of(record), clock_of(record, phrases)
    if other is None:
        return " ".join(part for part in (phrases.day(day) if day else "", clock) if part)
    if day != day_of(other):
        return when_of(record, phrases)
    if clock == clock_of(other, phrases):
        return " ".join(part for part in (clock, _zone(record, phrases)) if part)
    return clock


def _zone(record: Record, phrases: Phrasing) -> str:
    """The zones of both ends in letters: `(CET)`."""
    if isinstance(record, Room | Delegate):
        return ""
    ends = queries.entry_start(record), queries.entry_end(record)
    found = dict.fromkeys(phrases.zone(moment) for moment in ends if moment)
    return f"({'–'.join(found)})" if found else ""


def nights_of(room: Room, phrases: Phrasing) -> str:
    """From check-in to check-out: `Tue 7 to Thu 9 Nov`."""
    if room.check_in and room.check_out:
        return phrases.short_days(room.check_in, room.check_out)
    known = room.check_in or room.check_out
    return phrases.day(known) if known else ""


# --- in which words -----------------------------------------------------------------------------

Terms = tuple[str, ...]


def terms(aspect: Aspect, row: Row, other: Row | None, phrases: Phrasing) -> Terms:
    """What a row says of an aspect, one line each; of people and needs, what `other` lacks."""
    return tuple(line for line in _TERMS[aspect](row, other, phrases) if line)


def _time(row: Row, other: Row | None, phrases: Phrasing) -> Terms:
    record, then = row.source, other.source if other else None
    if isinstance(record, Room):
        return (nights_of(record, phrases),)
    clock = _hours(record, phrases)
    if then is not None:
        moved = day_of(record) != day_of(then)
        same = not moved and clock == _hours(then, phrases) and _times_differ(row, other)
        zone = _zone(record, phrases) if same else ""
        day = phrases.day(day) if moved and (day := day_of(record)) else ""
        return (listed((day, " ".join(part for part in (clock, zone) if part))),)
    return (clock,)


def _times_differ(row: Row, other: Row | None) -> bool:
    return other is not None and row.keys.get(Aspect.TIME) != other.keys.get(Aspect.TIME)


def _hours(record: Record, phrases: Phrasing) -> str:
    """The hours in words: `14:30 to 16:00`."""
    if isinstance(record, Journey) and record.depart and record.arrive:
        later = _later(record.depart_day, record.arrive_day)
        return phrases.span_in_words(record.depart, record.arrive, later)
    if isinstance(record, Item) and record.start and record.end:
        return phrases.span_in_words(record.start, record.end, record.end_day)
    return clock_of(record, phrases)


def _place(row: Row, other: Row | None, _: Phrasing) -> Terms:
    record = row.source
    if isinstance(record, Journey):
        return (" – ".join(end for end in (record.origin, record.destination) if end),)
    if isinstance(record, Delegate):
        return ()
    name, city = (record.hotel, "") if isinstance(record, Room) else (record.place, record.city)
    if other is None or not _named_alike(record, other.source):
        return (name or city,)
    # What has the same name is told apart by its city, or its address.
    moved = isinstance(other.source, Item) and same_name(city) != same_name(other.source.city)
    address = row.address if row.address != other.address else ""
    return (listed((name, address, city if moved else "")),)


def _named_alike(record: Record, other: Record) -> bool:
    if isinstance(record, Room) and isinstance(other, Room):
        return same_name(record.hotel) == same_name(other.hotel)
    if isinstance(record, Item) and isinstance(other, Item):
        return same_name(record.place) == same_name(other.place)
    return False


def _meeting(row: Row, other: Row | None, phrases: Phrasing) -> Terms:
    journey = row.source
    if not isinstance(journey, Journey):
        return ()
    t, clock = phrases.t, phrases.clock
    call = t.gettext("last call {time}").format(time=clock(journey.cut_off))
    meet = listed((clock(journey.meeting_time), journey.meeting_point))
    return (
        listed((meet, call if journey.cut_off else "")),
        listed(_connection(one, other, phrases) for one in row.connections),
    )


def _connection(one: Connection, other: Row | None, phrases: Phrasing) -> str:
    """`Flight arrives 14:00`, `Train leaves 18:00`; its last call where only that is another."""
    then = other.connections if other else ()
    same = (each for each in then if (each.mode, each.clock) == (one.mode, one.clock))
    hurried = one.last_call and any(each.last_call != one.last_call for each in same)
    call = phrases.t.gettext("last call {time}").format(time=phrases.clock(one.last_call))
    return listed((_comes_or_goes(one, phrases), call if hurried else ""))


def _comes_or_goes(one: Connection, phrases: Phrasing) -> str:
    t = phrases.t
    pattern = (
        t.gettext("{mode} arrives {time}") if one.arriving else t.gettext("{mode} leaves {time}")
    )
    return pattern.format(mode=t.gettext(MODE_LABELS[one.mode]), time=phrases.clock(one.clock))


def _vehicle(row: Row, other: Row | None, phrases: Phrasing) -> Terms:
    journey = row.source
    if not isinstance(journey, Journey):
        return ()
    t = phrases.t
    words = [t.gettext(MODE_LABELS[journey.mode]), service(journey)]
    then = other.source if other else None
    if isinstance(then, Journey):
        if journey.seats and journey.seats != then.seats:
            words.append(phrases.number("{n} seat", "{n} seats", journey.seats))
        if journey.wheelchair_spaces and journey.wheelchair_spaces != then.wheelchair_spaces:
            spaces = journey.wheelchair_spaces
            words.append(phrases.number("{n} wheelchair space", "{n} wheelchair spaces", spaces))
        if journey.step_free and not then.step_free:
            words.append(t.gettext("step-free"))
        if journey.booking_reference and journey.booking_reference != then.booking_reference:
            words.append(
                t.gettext("Booking: {reference}").format(reference=journey.booking_reference)
            )
    return (listed(words),)


def _room(row: Row, _: Row | None, phrases: Phrasing) -> Terms:
    room, t = row.source, phrases.t
    if not isinstance(room, Room):
        return ()
    kind = t.gettext(ROOM_LABELS[room.kind])
    return (listed((kind, t.gettext("accessible room") if room.accessible else "")),)


def _contact(row: Row, _: Row | None, __: Phrasing) -> Terms:
    entry = row.source
    if isinstance(entry, Item):
        return (entry.host_contact,)
    return (entry.contact,) if isinstance(entry, Journey) else ()


def _status(row: Row, _: Row | None, phrases: Phrasing) -> Terms:
    entry, t = row.source, phrases.t
    if isinstance(entry, Room | Delegate):
        return ()
    if entry.status is Status.IDEA:
        return (t.gettext("idea"),)
    return (t.gettext("to be confirmed") if entry.status.tentative else t.gettext("confirmed"),)


# --- in a sentence ------------------------------------------------------------------------------


def said(aspect: Aspect, row: Row, other: Row, phrases: Phrasing) -> tuple[str, str]:
    """What a row says of an aspect in a sentence, and what its other state said.

    Both are empty where they say nothing; the first says what it speaks of.
    """
    if aspect is Aspect.PLACE and isinstance(row.source, Journey):
        return _said_ends(row.source, other.source, phrases)
    now, before = (listed(terms(aspect, *pair, phrases)) for pair in ((row, other), (other, row)))
    if aspect is Aspect.VEHICLE:
        return _by(row, other, phrases) or now, _by(other, row, phrases) or before
    t = phrases.t
    patterns = {
        Aspect.PLACE: t.gettext("at {what}"),
        Aspect.MEETING: t.gettext("meet {what}"),
        Aspect.CONTACT: t.gettext("contact {what}"),
    }
    return patterns.get(aspect, "{what}").format(what=now) if now else "", before


def _said_ends(journey: Journey, other: Record, phrases: Phrasing) -> tuple[str, str]:
    """Only that end which is another."""
    t = phrases.t
    if not isinstance(other, Journey):
        return "", ""
    if same_name(journey.origin) == same_name(other.origin):
        now = t.gettext("to {place}").format(place=journey.destination)
        return now if journey.destination else "", other.destination
    if same_name(journey.destination) == same_name(other.destination):
        now = t.gettext("from {place}").format(place=journey.origin)
        return now if journey.origin else "", other.origin
    pattern = t.gettext("from {place} to {destination}")
    now, before = (
        pattern.format(place=each.origin, destination=each.destination) for each in (journey, other)
    )
    return now, before


def _by(row: Row, other: Row, phrases: Phrasing) -> str:
    """`by coach`, and who carries; nothing where what was ordered makes the difference."""
    journey, then = row.source, other.source
    if not (isinstance(journey, Journey) and isinstance(then, Journey)):
        return ""
    if vehicle(journey) == vehicle(then) or journey.mode not in BY_MODE:
        return ""
    return listed((phrases.t.gettext(BY_MODE[journey.mode]), service(journey)))


# --- who, and what they need --------------------------------------------------------------------


def names(people: Iterable[Delegate], phrases: Phrasing) -> str:
    """A few names, or how many there are."""
    found = [person.name for person in people]
    if len(found) > _MOST_NAMES or (found and not all(found)):
        return phrases.people(len(found))
    return phrases.names(found)


def beyond(row: Row, other: Row | None) -> tuple[Delegate, ...]:
    """The people of a row who are not in its other state."""
    known = {person.id for person in other.people} if other else set[str]()
    return tuple(person for person in row.people if person.id not in known)


def _people(row: Row, other: Row | None, phrases: Phrasing) -> Terms:
    t = phrases.t
    if isinstance(row.source, Room):
        who = names(row.people, phrases)
        if not row.own:
            return (who,)
        return (t.gettext("with {names}").format(names=who) if who else t.gettext("not shared"),)
    count = how_many(row, other, phrases)
    if row.needs and row.needs.covers is not None:
        return (count,)
    others = beyond(row, other) if other else ()
    who = t.gettext("with {names}").format(names=names(others, phrases)) if others else ""
    return (listed((count, who)),)


def how_many(row: Row, other: Row | None, phrases: Phrasing) -> str:
    """How many come to an item or ride; at a meal that is cooked for them, how many eat."""
    covers = row.needs.covers if row.needs else None
    if covers is not None:
        return phrases.number("{n} cover", "{n} covers", covers)
    count = phrases.people(len(row.people) if row.count is None else row.count)
    return listed((count, _laid(row, other, phrases)))


def _laid(row: Row, other: Row | None, phrases: Phrasing) -> str:
    """How many covers there are, where others than travellers eat with them as they did not."""
    item, then = row.source, other.source if other else None
    if not (isinstance(item, Item) and isinstance(then, Item)):
        return ""
    if item.extra_covers == then.extra_covers:
        return ""
    return phrases.number("{n} cover", "{n} covers", len(row.people) + item.extra_covers)


def _needs(row: Row, other: Row | None, phrases: Phrasing) -> Terms:
    if isinstance(row.source, Delegate):
        return own_words(row.source, phrases)
    if row.needs is None:
        return _wishes(row, other, phrases)
    theirs = other.needs if other else None
    food = [_plate(plate, phrases) for plate in _other_plates(row.needs, theirs)]
    if not food and not (theirs and _other_plates(theirs, row.needs)):
        food = list(_counted(row.needs.diets, theirs.diets if theirs else {}, phrases))
    things = _counted(row.needs.provide, theirs.provide if theirs else {}, phrases)
    return (*food, *things)


def _other_plates(mine: Needs, theirs: Needs | None) -> list[Plate]:
    """The plates that are not everybody's, nor laid as often in the other state."""
    known = {(plate_key(plate), plate.count) for plate in theirs.plates} if theirs else set()
    special = (plate for plate in mine.plates if not plate.standard)
    return [plate for plate in special if (plate_key(plate), plate.count) not in known]


def _wishes(row: Row, other: Row | None, phrases: Phrasing) -> Terms:
    """The people of a row whose needs are recorded otherwise than in its other state."""
    known = {person.id: own_needs(person) for person in other.people} if other else {}
    return tuple(
        listed((person.name, *own_words(person, phrases)))
        for person in row.people
        if own_needs(person) != known.get(person.id, own_needs(Delegate()))
    )


def _counted(mine: Mapping[str, int], theirs: Mapping[str, int], phrases: Phrasing) -> Terms:
    known = {(same_name(word), count) for word, count in theirs.items()}
    pattern = phrases.t.gettext("{what} for {n}")
    return tuple(
        pattern.format(what=usual(phrases.t, word), n=count)
        for word, count in mine.items()
        if count and (same_name(word), count) not in known
    )


def _plate(plate: Plate, phrases: Phrasing) -> str:
    """`no nuts and sesame for 1 (serious)`, `vegan for 2`."""
    t = phrases.t
    what = listed((*_usual(plate.diets, phrases), without(plate.avoid, phrases)))
    what = what or t.gettext("allergy, to be asked")
    words = t.gettext("{what} for {n}").format(what=what, n=plate.count)
    return t.gettext("{words} (serious)").format(words=words) if plate.serious else words


def _usual(words: Iterable[str], phrases: Phrasing) -> Terms:
    """Typed words, translated where they are the usual ones."""
    return tuple(usual(phrases.t, word) for word in words)


def without(food: str, phrases: Phrasing) -> str:
    """What must not be on a plate: `no nuts`; said as typed if that says so already."""
    food = " ".join(food.split())
    if not food or _NEGATED.match(food):
        return food
    return phrases.t.gettext("no {food}").format(food=food)


def own_words(person: Delegate, phrases: Phrasing) -> Terms:
    """What is recorded of somebody's needs, one line each."""
    t = phrases.t
    food = listed((*_usual(person.diet, phrases), without(person.avoid, phrases)))
    if person.serious_allergy:
        food = t.gettext("{words} (serious)").format(
            words=food or t.gettext("allergy, to be asked")
        )
    return tuple(line for line in (food, listed(_usual(person.access_needs, phrases))) if line)


_Term = Callable[["Row", "Row | None", "Phrasing"], Terms]
_TERMS: Final[Mapping[Aspect, _Term]] = {
    Aspect.TIME: _time,
    Aspect.PLACE: _place,
    Aspect.MEETING: _meeting,
    Aspect.VEHICLE: _vehicle,
    Aspect.ROOM: _room,
    Aspect.CONTACT: _contact,
    Aspect.STATUS: _status,
    Aspect.PEOPLE: _people,
    Aspect.NEEDS: _needs,
}
