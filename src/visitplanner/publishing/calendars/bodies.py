"""The events of those outside the delegation: hosts, hotels, caterers and drivers.

A host has its own items, with the arrival at its door as a line of text; never a journey. A hotel
has a whole-day frame for each stay of the group, which occupies nobody, and the arrivals and
departures of its guests. A caterer has its meals with covers and diets as counts, and a driver the
journeys with their passengers. Calendars are copied to clouds and telephones, so nobody's health is
named here even where a paper may name it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, time, timedelta
from typing import Final

from visitplanner.domain import queries
from visitplanner.domain.base import same_name
from visitplanner.domain.privacy import Audience
from visitplanner.domain.programme import Item, Journey, Room
from visitplanner.domain.versions import CalendarEvent
from visitplanner.domain.vocabulary import RoomKind
from visitplanner.i18n import N_
from visitplanner.publishing.calendars.events import (
    Calendar,
    When,
    booking,
    item_title,
    journey_title,
    kind_of,
    last_call,
    marked,
    meeting,
    route,
    when_of,
)
from visitplanner.publishing.documents.chapters.words import BY_MODE, ROOM_LABELS, usual
from visitplanner.publishing.edition import Needs
from visitplanner.publishing.reception import Reception, Ride

_DAWN: Final = time(6)
"""Whoever arrives before then still comes for the night of the day before."""


Recorded = tuple[str, CalendarEvent]
"""An event, after the internal id of the record that it is about."""


def body_events(calendar: Calendar) -> Iterator[Recorded]:
    """The events of a host, hotel, caterer or driver."""
    return BODIES[calendar.edition.audience](calendar)


def _items(calendar: Calendar) -> Iterator[tuple[Item, When]]:
    for entry in queries.entries(calendar.edition.visit):
        when = when_of(entry)
        if isinstance(entry, Item) and when:
            yield entry, when


def _event(
    calendar: Calendar,
    entry: queries.Entry,
    when: When,
    *,
    title: str,
    place: str,
    lines: Iterable[str],
    city: str = "",
    record_id: str = "",
) -> Recorded:
    known = calendar.place(place)
    event = CalendarEvent(
        uid=calendar.uid(record_id or entry.id, when),
        summary=marked(title, entry, calendar.phrases),
        start=when[0],
        end=when[1],
        status="TENTATIVE" if entry.status.tentative else "CONFIRMED",
        location=calendar.location(place, city),
        latitude=known.latitude if known else None,
        longitude=known.longitude if known else None,
        description=calendar.described(lines),
        categories=calendar.categories(kind_of(entry)),
    )
    return entry.id, event


# --- hosts --------------------------------------------------------------------------------------


def _host_events(calendar: Calendar) -> Iterator[Recorded]:
    for item, when in _items(calendar):
        yield _event(
            calendar,
            item,
            when,
            title=item_title(item, calendar.phrases),
            place=item.place,
            city=item.city,
            lines=_host_lines(calendar, item),
        )


def _host_lines(calendar: Calendar, item: Item) -> Iterator[str]:
    phrases, t, edition = calendar.phrases, calendar.phrases.t, calendar.edition
    coming = edition.receptions.get(item.id, Reception())
    count = edition.counts.get(item.id, 0)
    yield phrases.people(count) if count else ""
    yield _ride(calendar, N_("Arrival {how}: {time}"), N_("Arrival: {time}"), coming.arrives)
    if item.host_contact:
        yield t.gettext("Led by {name}").format(name=item.host_contact)
    if item.language:
        language = phrases.language_name(item.language)
        yield t.gettext("Language: {language}").format(language=language)
    yield from _needed(calendar, edition.needs.get(item.id), food=True)


def _ride(calendar: Calendar, full: str, short: str, ride: Ride | None) -> str:
    """`Arrival by coach: 09:45`."""
    if ride is None:
        return ""
    t, clock = calendar.phrases.t, calendar.phrases.clock(ride.clock)
    if ride.mode not in BY_MODE:
        return t.gettext(short).format(time=clock)
    return t.gettext(full).format(how=t.gettext(BY_MODE[ride.mode]), time=clock)


# --- caterers -----------------------------------------------------------------------------------


def _caterer_events(calendar: Calendar) -> Iterator[Recorded]:
    for item, when in _items(calendar):
        needs = calendar.edition.needs.get(item.id)
        title = item_title(item, calendar.phrases)
        covers = _covers(calendar, needs)
        yield _event(
            calendar,
            item,
            when,
            title=f"{title}, {covers}" if covers else title,
            place=item.place,
            city=item.city,
            lines=_needed(calendar, needs, food=True),
        )


def _covers(calendar: Calendar, needs: Needs | None) -> str:
    """`14 covers`."""
    if needs is None or needs.covers is None:
        return ""
    return f"{needs.covers} {calendar.phrases.t.ngettext('cover', 'covers', needs.covers)}"


def _needed(calendar: Calendar, needs: Needs | None, *, food: bool = False) -> Iterator[str]:
    """What is to be provided, in counts: covers, diets, severe cases, access."""
    t = calendar.phrases.t
    if needs is None:
        return
    if food and needs.covers is not None:
        yield _covers(calendar, needs)
        diets = _counted(calendar, needs.diets)
        yield t.gettext("Diets: {diets}").format(diets=diets) if diets else ""
    if food and needs.serious:
        yield t.ngettext(
            "One severe case: no traces, a plate of its own",
            "{n} severe cases: no traces, separate plates",
            needs.serious,
        ).format(n=needs.serious)
    wanted = _counted(calendar, needs.provide)
    yield t.gettext("To provide: {needs}").format(needs=wanted) if wanted else ""


def _counted(calendar: Calendar, counts: Mapping[str, int]) -> str:
    """`1 × vegan, 2 × vegetarian`, in the order of the alphabet: it must not change by itself."""
    rows = sorted(counts.items(), key=lambda row: same_name(row[0]))
    return ", ".join(f"{n} × {usual(calendar.phrases.t, word)}" for word, n in rows if word and n)


# --- drivers ------------------------------------------------------------------------------------


def _driver_events(calendar: Calendar) -> Iterator[Recorded]:
    for entry in queries.entries(calendar.edition.visit):
        when = when_of(entry)
        if isinstance(entry, Journey) and when:
            yield _event(
                calendar,
                entry,
                when,
                title=journey_title(entry, calendar.phrases),
                place=entry.origin,
                lines=_driver_lines(calendar, entry),
            )


def _driver_lines(calendar: Calendar, journey: Journey) -> Iterator[str]:
    phrases, edition = calendar.phrases, calendar.edition
    yield route(journey, phrases)
    yield meeting(journey, phrases)
    yield last_call(journey, phrases)
    people = queries.passengers(edition.visit, journey)
    count = edition.counts.get(journey.id, len(people))
    names = ", ".join(person.name for person in people)
    said = phrases.people(count) if count else ""
    yield f"{said}: {names}" if said and names else said
    yield from _needed(calendar, edition.needs.get(journey.id))
    yield booking(journey.booking_reference, phrases)
    yield journey.notes


# --- hotels -------------------------------------------------------------------------------------


def _hotel_events(calendar: Calendar) -> Iterator[Recorded]:
    visit = calendar.edition.visit
    hotels: dict[str, list[Room]] = {}
    for room in visit.rooms:
        if queries.is_booked(visit, room) and room.nights:
            hotels.setdefault(same_name(room.hotel), []).append(room)
    for rooms in hotels.values():
        yield from _stays(calendar, rooms)
        for journey in queries.entries(visit):
            if isinstance(journey, Journey):
                yield from _door(calendar, rooms, journey)


def _stays(calendar: Calendar, rooms: list[Room]) -> Iterator[Recorded]:
    """A frame for each run of nights, known by its number: one that is put off stays the same."""
    booked = {night for room in rooms for night in room.nights}
    nights = sorted(booked)
    starts = [night for night in nights if night - timedelta(days=1) not in booked]
    for number, first in enumerate(starts, 1):
        until = starts[number] if number < len(starts) else date.max
        yield _stay(calendar, rooms, number, [n for n in nights if first <= n < until])


def _stay(calendar: Calendar, rooms: list[Room], number: int, nights: list[date]) -> Recorded:
    visit, phrases = calendar.edition.visit, calendar.phrases
    hotel = rooms[0].hotel
    held = [room for room in rooms if set(room.nights) & set(nights)]
    when = nights[0], nights[-1] + timedelta(days=1)
    place = calendar.place(hotel)
    record_id = f"{same_name(hotel)}/stay/{number}"
    said = phrases.number("{n} room", "{n} rooms", len(held))
    event = CalendarEvent(
        uid=calendar.uid(record_id, when),
        summary=f"{visit.title or visit.code}: {said}",
        start=when[0],
        end=when[1],
        busy=False,
        location=calendar.location(hotel),
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        description=calendar.described(_stay_lines(calendar, held, nights)),
        categories=calendar.categories(N_("Hotel")),
    )
    return visit.id, event


def _stay_lines(calendar: Calendar, rooms: list[Room], nights: list[date]) -> Iterator[str]:
    visit, phrases = calendar.edition.visit, calendar.phrases
    kinds = Counter(room.kind for room in rooms)
    yield ", ".join(
        f"{kinds[k]} × {phrases.t.gettext(ROOM_LABELS[k])}" for k in RoomKind if kinds[k]
    )
    # A mistyped year makes a stay of many thousand nights.
    slept_in = [(room, frozenset(room.nights)) for room in rooms]
    for night in nights:
        tonight = [room for room, its_nights in slept_in if night in its_nights]
        asleep = {one.id for room in tonight for one in queries.sleepers(visit, room)}
        count = phrases.number("{n} room", "{n} rooms", len(tonight))
        yield f"{phrases.day(night)}: {count}, {phrases.people(len(asleep))}"
    provide: Counter[str] = Counter()
    for room in rooms:
        needs = calendar.edition.needs.get(room.id)
        provide.update(needs.provide if needs else {})
    yield from _needed(calendar, Needs(provide=provide))


def _door(calendar: Calendar, rooms: list[Room], journey: Journey) -> Iterator[Recorded]:
    """The arrival of guests on their first day, and their departure on the last."""
    phrases, hotel = calendar.phrases, rooms[0].hotel
    ends = (
        (N_("Arrival: {people}"), "arrival", journey.destination, journey.arrives, _come),
        (N_("Departure: {people}"), "departure", journey.origin, journey.departs, _go),
    )
    for pattern, key, name, moment, concerned in ends:
        if moment is None or same_name(name) != same_name(hotel):
            continue
        count = _guests(calendar, concerned(rooms, moment.wall.date(), moment.wall.time()), journey)
        if count:
            yield _event(
                calendar,
                journey,
                (moment, moment),
                title=phrases.t.gettext(pattern).format(people=phrases.people(count)),
                place=hotel,
                lines=(
                    phrases.t.gettext(BY_MODE[journey.mode]) if journey.mode in BY_MODE else "",
                ),
                record_id=f"{journey.id}/{key}",
            )


def _come(rooms: Iterable[Room], day: date, clock: time) -> list[Room]:
    """The rooms for which people arrive at that time."""
    first = {day, day - timedelta(days=1)} if clock < _DAWN else {day}
    return [room for room in rooms if room.check_in in first]


def _go(rooms: Iterable[Room], day: date, _: time) -> list[Room]:
    """The rooms that people leave on that day."""
    return [room for room in rooms if room.check_out == day]


def _guests(calendar: Calendar, rooms: Iterable[Room], journey: Journey) -> int:
    """How many of the passengers sleep in these rooms."""
    visit = calendar.edition.visit
    asleep = {one.id for room in rooms for one in queries.sleepers(visit, room)}
    return sum(one.id in asleep for one in queries.attendees(visit, journey))


BODIES: Final[Mapping[Audience, Callable[[Calendar], Iterator[Recorded]]]] = {
    Audience.HOST: _host_events,
    Audience.HOTEL: _hotel_events,
    Audience.CATERER: _caterer_events,
    Audience.DRIVER: _driver_events,
}
"""What fills the calendar of an audience outside the delegation."""
