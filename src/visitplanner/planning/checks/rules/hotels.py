"""Hotels: bags between check-out and departure, and a long way to the first item of the day."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from operator import attrgetter
from typing import Final

from visitplanner.domain.base import same_name
from visitplanner.domain.programme import Journey, Place
from visitplanner.domain.times import Moment
from visitplanner.domain.vocabulary import JourneyKind
from visitplanner.i18n import N_
from visitplanner.planning.checks.compiled import OF_ROOMS, Day, Plan, Row, minute_of
from visitplanner.planning.checks.durations import Ride, quickest, timetable
from visitplanner.planning.checks.ground import Spot
from visitplanner.planning.checks.nights import ASLEEP, Booking, bookings
from visitplanner.planning.checks.problem import Finding, Severity
from visitplanner.planning.checks.registry import rule
from visitplanner.planning.checks.rules.common import about, when
from visitplanner.planning.checks.rules.travel import estimate
from visitplanner.planning.checks.steps import APART_KM
from visitplanner.planning.checks.wording import Words
from visitplanner.planning.travel import Durations


def _hotels(plan: Plan) -> tuple[Booking, ...]:
    """The bookings at hotels, without the beds that people arrange themselves."""
    return tuple(found for found in bookings(plan) if found.hotel and not found.own)


# --- Bags ----------------------------------------------------------------------------------------

USUAL_CHECK_OUT: Final = time(12)
LONG_WAIT: Final = timedelta(hours=3)
"""Who leaves this long after the rooms are given back needs a place for the bags."""

_BAGS: Final = re.compile(
    r"\b(?:bags?|luggage|baggage|suitcases?|equipajes?|maletas?|consigna|equipatges?|bagages?"
    r"|valises?|gepäck\w*|koffer|bagagli\w*|valig\w*|bagage[mn]s?|malas|reisegepäck|bagaż\w*"
    r"|walizk\w*|zavazad\w*|kufry?|batožin\w*|bagasje|kufferte?r?|bagaj\w*|poggyász\w*"
    r"|matkatavara\w*|prtljag\w*|багаж\w*|куфар\w*|αποσκευ\w*|βαλίτσ\w*)\b"
)
"""Bags in the languages of those who plan visits."""


@rule(
    "luggage",
    Severity.NOTE,
    N_("Nobody has said where the bags are between check-out and departure"),
    reads=("rows", "rooms", "places"),
)
def luggage(plan: Plan, words: Words) -> Iterator[Finding]:
    """Legs long after check-out, if nothing leads by the hotel in between and no text speaks of it.

    A hotel that has not said when it wants its rooms back wants them at noon.
    """
    days = {day.day: day for day in plan.days}
    for (hotel, out), people in plan.once(_leaving, OF_ROOMS).items():
        place = plan.index.place(hotel)
        clock = place.check_out if place and place.check_out else USUAL_CHECK_OUT
        key = same_name(hotel)
        for leg, left in plan.recall(_left, days[out], people, key, clock) if out in days else ():
            wall = leg.begins.wall if leg.begins else datetime.combine(out, time.min)
            late = wall >= datetime.combine(out, clock) + LONG_WAIT
            if late and not _speaks_of_bags(plan, out, place):
                yield Finding(
                    **about(plan, leg, people=left, names=(hotel,)),
                    **when(leg),
                    message=words.ngettext(
                        "{people} checks out of {hotel} by {time} on {day} and takes {entry} at"
                        " {departs}; nobody has said where the bags are until then.",
                        "{people} check out of {hotel} by {time} on {day} and take {entry} at"
                        " {departs}; nobody has said where the bags are until then.",
                        left.bit_count(),
                        people=words.people(left),
                        hotel=hotel,
                        time=words.clock(clock),
                        day=words.day(out),
                        entry=words.entry(leg),
                        departs=words.clock(wall.time()),
                    ),
                    fix=words.gettext("Ask the hotel to keep them, and plan who fetches them."),
                )


def _leaving(plan: Plan) -> dict[tuple[str, date], int]:
    """Who leaves which hotel on which day, for good or at least for that night."""
    found: dict[tuple[str, date], int] = defaultdict(int)
    names: dict[str, str] = {}
    hotels = plan.once(_hotels, OF_ROOMS)
    for booking in hotels:
        key = same_name(booking.hotel)
        names.setdefault(key, booking.hotel)
        found[key, booking.check_out] |= booking.people
    for booking in hotels:
        for key, out in found:
            if key == same_name(booking.hotel) and booking.is_on(out):
                found[key, out] &= ~booking.people
    return {(names[key], out): people for (key, out), people in found.items() if people}


def _left(
    _plan: Plan, day: Day, people: int, hotel: str, clock: time
) -> tuple[tuple[Row, int], ...]:
    """The first legs of some people on a day, and who of them is not at the hotel before."""
    there = [row for row in day.rows if hotel in (row.origin.key, row.destination.key)]
    out = datetime.combine(day.day, clock)
    legs = ((leg, all_ & ~_coming_by(leg, there, out)) for leg, all_ in _legs(day, people))
    return tuple((leg, left) for leg, left in legs if left)


def _legs(day: Day, people: int) -> Iterator[tuple[Row, int]]:
    """The first leg of each of these people on a day."""
    for row in day.rows:
        journey = row.record
        if isinstance(journey, Journey) and journey.kind is JourneyKind.LEG and row.firm:
            if passengers := row.who & people:
                yield row, passengers
            people &= ~passengers


def _coming_by(leg: Row, there: Sequence[Row], check_out: datetime) -> int:
    """Who is at the hotel once more between check-out and the leg; all, if a van is.

    Args:
        leg: the leg.
        there: what there is at the hotel that day.
        check_out: when rooms are given back, on the clock of where the leg begins.
    """
    out = minute_of(Moment(wall=check_out, zone=leg.zones[0])) if there else 0
    people = 0
    for row in there:
        start, item = row.start, row.item is not None
        if start <= leg.start and (start >= out or (item and row.until > out)):
            people |= row.who if item or row.record.who else -1
    return people


def _speaks_of_bags(plan: Plan, day: date, hotel: Place | None) -> bool:
    """Whether any text of a day mentions bags, or what is noted of the hotel."""
    return day in plan.once(_days_with_bags) or bool(hotel and _names_bags(hotel.notes))


def _days_with_bags(plan: Plan) -> frozenset[date | None]:
    return frozenset(row.day for row, _ in plan.each(_mentions_bags))


_ITEM_TEXTS: Final = attrgetter("title", "notes", "prepare", "internal_notes")
_JOURNEY_TEXTS: Final = attrgetter("notes", "meeting_point")


def _mentions_bags(_plan: Plan, row: Row) -> bool:
    texts = (_ITEM_TEXTS if row.journey is None else _JOURNEY_TEXTS)(row.record)
    return any(map(_names_bags, filter(None, texts)))


def _names_bags(text: str) -> bool:
    return bool(text and _BAGS.search(text.casefold()))


# --- The way to the first item -------------------------------------------------------------------

FAR_MINUTES: Final = 40
"""An estimated way from the hotel that takes longer is worth a word to the group."""
FAR_TYPED_MINUTES: Final = 45
"""The same for a journey whose times are known."""


@dataclass(frozen=True, slots=True)
class _Start:
    """How some people begin a day: with which entry, and how they get there from the hotel."""

    row: Row
    people: int
    ride: Ride


@rule(
    "hotel-far",
    Severity.NOTE,
    N_("The hotel is far from the first item of the day"),
    reads=("rows", "rooms", "places"),
)
def hotel_far(plan: Plan, words: Words) -> Iterator[Finding]:
    """From a hotel to where its guests begin their day; one finding for each way.

    Hotels in another town are the affair of `bed-elsewhere` and of missing journeys.
    """
    ways: dict[tuple[str, str, bool], list[_Start]] = defaultdict(list)
    for hotel, start in _starts(plan):
        typed = start.row.journey is not None
        ways[hotel.name, start.row.destination.name, typed].append(start)
    for (hotel_name, destination, typed), starts in ways.items():
        rows = list(dict.fromkeys(start.row for start in starts))
        people = 0
        for start in starts:
            people |= start.people
        ride = max((start.ride for start in starts), key=lambda ride: ride.minutes)
        entries = words.some([words.entry_at(row) for row in rows])
        yield Finding(
            **about(plan, *rows, people=people, names=(hotel_name,)),
            **when(rows[0]),
            message=words.gettext(
                "From {hotel} to {place} it takes {length}: {entries}.",
                hotel=hotel_name,
                place=destination,
                length=words.length(round(ride.minutes)),
                entries=entries,
            )
            if typed
            else words.gettext(
                "From {hotel} to {place} it takes about {length} {by}, and no journey is planned"
                " to {entries}.",
                hotel=hotel_name,
                place=destination,
                length=estimate(words, ride),
                by=words.by(ride.mode),
                entries=entries,
            ),
            fix=words.gettext("Tell the group when to leave, or look for a hotel nearer by."),
        )


def _starts(plan: Plan) -> Iterator[tuple[Spot, _Start]]:
    """The long ways from hotels to the first entries of the days after their nights."""
    for day in plan.days:
        guests: dict[str, int] = defaultdict(int)
        for booking in plan.once(_hotels, OF_ROOMS):
            place = plan.index.place(booking.hotel)
            if place and booking.is_on(day.day - timedelta(days=1)):
                guests[place.name] |= booking.people
        for name, people in guests.items():
            hotel = plan.ground.spot(name)
            for start in plan.recall(_far_starts, day, people, hotel, timetable(plan)):
                yield hotel, start


def _far_starts(
    plan: Plan, day: Day, people: int, hotel: Spot, _known: Durations
) -> tuple[_Start, ...]:
    """The long ways of a hotel's guests to their first entries of a day."""
    found = ((row, some, _long_way(plan, hotel, row)) for row, some in _firsts(day, people))
    return tuple(_Start(row, some, ride) for row, some, ride in found if ride)


def _firsts(day: Day, people: int) -> Iterator[tuple[Row, int]]:
    """The first entry of each of these people after the night."""
    for row in day.rows:
        hit = row.who & people
        if hit and row.busy and row.firm and row.begins and row.begins.wall.time() >= ASLEEP:
            yield row, hit
            people ^= hit
            if not people:
                return


def _long_way(plan: Plan, hotel: Spot, row: Row) -> Ride | None:
    """How people get from a hotel to an entry, or by it, if that takes long."""
    record = row.record
    if isinstance(record, Journey):
        minutes = 0 if row.end is None else row.until - row.start
        transfer = record.kind is JourneyKind.TRANSFER and row.origin.key == hotel.key
        far = transfer and minutes > FAR_TYPED_MINUTES
        return Ride(record.mode, minutes, minutes) if far else None
    way = plan.ground.way(hotel, row.origin)
    if way is None or not (way.in_town or way.km <= APART_KM):
        return None
    ride = quickest(plan, hotel, row.origin)
    return ride if ride and ride.minutes > FAR_MINUTES else None
