"""Nights without a bed, with two, and with one in another town.

Who needs a bed is who stays with the visit that night and is not on a journey at three in the
morning. A bed that people arrange themselves counts; a room whose dates nobody gave says nothing
about its people.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import Final

from visitplanner.domain.base import same_name
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Room
from visitplanner.domain.records import map_rows, rebuilt
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import RoomKind
from visitplanner.i18n import N_
from visitplanner.planning.checks.bitsets import bits
from visitplanner.planning.checks.compiled import OF_ROOMS, Plan
from visitplanner.planning.checks.ground import Spot
from visitplanner.planning.checks.nights import Booking, Night, bookings, is_slept_in, nights
from visitplanner.planning.checks.problem import Finding, Severity
from visitplanner.planning.checks.registry import rule
from visitplanner.planning.checks.repairs import Offer
from visitplanner.planning.checks.rules.common import about_members, about_people
from visitplanner.planning.checks.steps import APART_KM
from visitplanner.planning.checks.trail import jumps, whereabouts_at_night
from visitplanner.planning.checks.wording import Words

_READS: Final = ("rooms", "places")


def _nights(plan: Plan) -> tuple[Night, ...]:
    return plan.once(nights)


def _whereabouts(plan: Plan) -> tuple[object, ...]:
    return plan.once(nights), whereabouts_at_night(plan), jumps(plan)


@rule("no-bed", Severity.ERROR, N_("Somebody has no bed for a night"), reads=_READS, given=_nights)
def no_bed(plan: Plan, words: Words) -> Iterator[Finding]:
    """One finding a night. A plan without any room has not come to rooms yet: see `no-rooms`."""
    undated = plan.once(_undated, OF_ROOMS)
    for night in plan.once(nights) if plan.rooms else ():
        people = night.need & ~night.have & ~undated
        if not people:
            continue
        stop = plan.index.stop_on(night.day)
        label, repair = _extend(plan, words, night, people)
        yield Finding(
            **about_members(plan, people, night.day.isoformat()),
            message=words.ngettext(
                "{people} has no bed for the night of {day} in {city}.",
                "{people} have no bed for the night of {day} in {city}.",
                people.bit_count(),
                people=words.people(people),
                day=words.day(night.day),
                city=stop.city,
            )
            if stop and stop.city
            else words.ngettext(
                "{people} has no bed for the night of {day}.",
                "{people} have no bed for the night of {day}.",
                people.bit_count(),
                people=words.people(people),
                day=words.day(night.day),
            ),
            fix=words.gettext(
                "Add the night to a room, or a room of the type “own” for whoever arranges a bed."
            ),
            repair=repair,
            repair_label=label,
            day=night.day,
        )


def _undated(plan: Plan) -> int:
    """Those who have a room for nights that nobody gave."""
    people = 0
    for room in plan.once(_rooms_without_dates, frozenset({"rooms"})):
        people |= plan.sleepers(room)
    return people


def _rooms_without_dates(plan: Plan) -> list[Room]:
    return [room for room in plan.rooms if room.check_in is None or room.check_out is None]


def _rooms_by_check_out(plan: Plan) -> dict[date | None, list[Room]]:
    rooms: dict[date | None, list[Room]] = defaultdict(list)
    for room in plan.rooms:
        rooms[room.check_out].append(room)
    return rooms


def _extend(plan: Plan, words: Words, night: Night, people: int) -> Offer:
    """Add the night at the end of rooms in the same town that are given up that morning."""
    stop = plan.index.stop_on(night.day)
    covered, rooms = 0, []
    for room in plan.once(_rooms_by_check_out, frozenset({"rooms"})).get(night.day, ()):
        sleepers = plan.sleepers(room)
        hotel = plan.index.place(room.hotel)
        here = stop and hotel and same_name(hotel.city) == same_name(stop.city)
        if here and sleepers and not sleepers & ~people:
            covered |= sleepers
            rooms.append(room)
    hotels = {same_name(room.hotel): room.hotel for room in rooms}
    if covered != people or len(hotels) != 1:
        return None, None
    label = words.gettext("Add the night at {hotel}", hotel=min(hotels.values()))
    return label, partial(_stay_longer, rooms=tuple(room.id for room in rooms), day=night.day)


def _stay_longer(visit: Visit, rooms: tuple[str, ...], day: date) -> Visit:
    longer, check_out = set(rooms), {"check_out": day + timedelta(days=1)}

    def stay(room: Room) -> Room:
        return rebuilt(room, check_out) if room.id in longer else room

    return map_rows(visit, Room, stay)


@rule(
    "no-rooms",
    Severity.WARNING,
    N_("The visit has nights, but no rooms yet"),
    reads=_READS,
    given=_nights,
)
def no_rooms(plan: Plan, words: Words) -> Iterator[Finding]:
    """A plan that has not come to rooms; as soon as one is there, `no-bed` looks at each night."""
    lacking = [] if plan.rooms else [night.day for night in plan.once(nights) if night.need]
    if lacking:
        yield Finding(
            subjects=tuple(day.isoformat() for day in lacking),
            records=(),
            message=words.ngettext(
                "No rooms are planned for the one night of the visit.",
                "No rooms are planned for the {count} nights of the visit.",
                len(lacking),
            ),
            fix=words.gettext("Add the rooms, those that people arrange themselves included."),
            day=lacking[0],
        )


@rule(
    "two-beds",
    Severity.WARNING,
    N_("Somebody has two rooms for one night"),
    reads=_READS,
    given=_nights,
)
def two_beds(plan: Plan, words: Words) -> Iterator[Finding]:
    """One finding for each person and each set of rooms, however many nights they share."""
    shared: dict[tuple[int, tuple[str, ...]], list[date]] = defaultdict(list)
    doubtful = [night for night in plan.once(nights) if night.twice]
    rooms = plan.once(_rooms_by_person, OF_ROOMS) if doubtful else {}
    for night in doubtful:
        for position in bits(night.twice):
            theirs = (room.id for room in rooms[position] if is_slept_in(room, night.day))
            shared[position, tuple(theirs)].append(night.day)
    for (position, room_ids), days in shared.items():
        theirs_then = [room for room in rooms[position] if room.id in room_ids]
        yield _two_beds(words, plan.crowd.slots[position], theirs_then, days)


def _rooms_by_person(plan: Plan) -> dict[int, list[Room]]:
    """The rooms of each person, by position."""
    rooms: dict[int, list[Room]] = defaultdict(list)
    for room in plan.rooms:
        for position in bits(plan.sleepers(room)):
            rooms[position].append(room)
    return rooms


def _two_beds(words: Words, person: Delegate, rooms: list[Room], days: list[date]) -> Finding:
    hotels = tuple(dict.fromkeys(room.hotel for room in rooms if room.hotel))
    subjects = (*(day.isoformat() for day in days), *hotels)
    found = about_people([person], *subjects)
    return Finding(
        subjects=found["subjects"],
        records=found["records"] + tuple(room.id for room in rooms),
        message=words.ngettext(
            "{person} has {rooms} for the night of {day}: {hotels}.",
            "{person} has {rooms} for {count} nights from {day}: {hotels}.",
            len(days),
            person=words.person(person),
            rooms=words.how_many_rooms(len(rooms)),
            day=words.day(days[0]),
            hotels=words.listed(list(dict.fromkeys(_bed(words, room) for room in rooms))),
        ),
        fix=words.gettext("Release one of them, or correct its dates."),
        day=days[0],
    )


def _bed(words: Words, room: Room) -> str:
    if room.kind is RoomKind.OWN:
        return words.phrase(N_("a bed of their own"))
    return room.hotel or words.phrase(N_("a room without hotel"))


# --- Beds in another town ------------------------------------------------------------------------


@rule(
    "bed-elsewhere",
    Severity.ERROR,
    N_("Somebody's bed is in another town than they are"),
    reads=_READS,
    given=_whereabouts,
)
def bed_elsewhere(plan: Plan, words: Words) -> Iterator[Finding]:
    """A bed counts only in the town where the person is that night; one finding a night and town.

    The last entry of the evening says where people are. Where that is not known, nor where the
    bed is, there is nothing to say; and somebody who goes on from the town of the bed without a
    journey there lacks the journey.
    """
    beds = bookings(plan)
    where = whereabouts_at_night(plan) if beds else {}
    undated = plan.once(_undated, OF_ROOMS) if beds else 0
    for night in plan.once(nights) if beds else ():
        tonight = [(bed.people, _hotel(plan, bed)) for bed in beds if bed.is_on(night.day)]
        far: dict[tuple[str, str], tuple[int, set[str]]] = {}
        for spot, people in where.get(night.day, {}).items():
            sleepers = people & night.need & ~undated
            for hotel, some in _far_beds(plan, spot, sleepers, tonight):
                lying = some & ~_leaping(plan, night.day, hotel)
                if lying:
                    key = (spot.city, hotel.city)
                    others, hotels = far.get(key, (0, set()))
                    far[key] = (others | lying, hotels | {hotel.name})
        for (here, town), (people, hotels) in sorted(far.items()):
            yield _elsewhere(plan, words, night.day, people, (here, town, sorted(hotels)))


def _hotel(plan: Plan, booking: Booking) -> Spot | None:
    place = plan.index.place(booking.hotel)
    return plan.ground.spot(place.name) if place and place.city else None


def _far_beds(
    plan: Plan, spot: Spot, people: int, tonight: list[tuple[int, Spot | None]]
) -> list[tuple[Spot, int]]:
    """The hotels far from a spot where some of the people there have beds, and none near it."""
    far: list[tuple[Spot, int]] = []
    for sleepers, hotel in tonight:
        if not sleepers & people:
            continue
        if hotel and _is_far(plan, spot, hotel):
            far.append((hotel, sleepers))
        else:
            people &= ~sleepers
    return [(hotel, some) for hotel, sleepers in far if (some := sleepers & people)]


def _is_far(plan: Plan, one: Spot, other: Spot) -> bool:
    """Whether one spot is in another town than the other, and further off than a short ride."""
    if not one.city_key or one.city_key == other.city_key:
        return False
    way = plan.ground.way(one, other)
    return way is not None and way.km > APART_KM


def _leaping(plan: Plan, day: date, hotel: Spot) -> int:
    """Who goes on after a night from the town of their bed, though no journey leads there."""
    people = 0
    for jump in jumps(plan):
        overnight = jump.first.evening <= day < jump.second.evening
        if overnight and not _is_far(plan, jump.second.origin, hotel):
            people |= jump.people & ~jump.staying
    return people


def _elsewhere(
    plan: Plan, words: Words, day: date, people: int, where: tuple[str, str, list[str]]
) -> Finding:
    here, town, hotels = where
    return Finding(
        **about_members(plan, people, day.isoformat(), *hotels),
        message=words.ngettext(
            "{people} is in {here} for the night of {day}, but the bed is in {town}: {hotels}.",
            "{people} are in {here} for the night of {day}, but their beds are in {town}:"
            " {hotels}.",
            people.bit_count(),
            people=words.people(people),
            here=here,
            day=words.day(day),
            town=town,
            hotels=words.some(hotels),
        ),
        fix=words.gettext(
            "Find beds in {here} for that night, or let the journey to {town} arrive before it.",
            here=here,
            town=town,
        ),
        day=day,
    )
