"""Rooms: too many guests, and options that run out.

Beds that people arrange themselves are their own affair.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from visitplanner.domain.base import same_name
from visitplanner.domain.programme import Room
from visitplanner.domain.vocabulary import RoomKind
from visitplanner.i18n import N_
from visitplanner.planning.checks.compiled import Plan
from visitplanner.planning.checks.problem import Finding, Severity
from visitplanner.planning.checks.registry import rule
from visitplanner.planning.checks.rules.common import about_members
from visitplanner.planning.checks.wording import Words

_TYPES: Final = {
    RoomKind.SINGLE: N_("single"),
    RoomKind.SINGLE_USE_DOUBLE: N_("single use double"),
    RoomKind.DOUBLE: N_("double"),
    RoomKind.TWIN: N_("twin"),
    RoomKind.TRIPLE: N_("triple"),
}

# --- Guests --------------------------------------------------------------------------------------


@rule(
    "room-over-capacity",
    Severity.ERROR,
    N_("A room has more guests than beds"),
    reads=("rooms",),
)
def room_over_capacity(plan: Plan, words: Words) -> Iterator[Finding]:
    """Active guests against the beds of the type of room, where that says how many there are."""
    for room, beds in plan.once(_crowded, frozenset({"rooms"})):
        people = plan.sleepers(room)
        if people.bit_count() <= beds:
            continue
        # Outside the call: messages are not collected from within another message's call.
        hotel = room.hotel or words.phrase(N_("a hotel without name"))
        found = about_members(plan, people, *([room.hotel] if room.hotel else []))
        yield Finding(
            subjects=found["subjects"],
            records=(room.id, *found["records"]),
            message=words.ngettext(
                "{people} share a room of the type “{type}” at {hotel}, which has {count} bed.",
                "{people} share a room of the type “{type}” at {hotel}, which has {count} beds.",
                beds,
                people=words.people(people),
                type=words.phrase(_TYPES[room.kind]),
                hotel=hotel,
            ),
            fix=words.gettext("Give somebody another room, or book a larger one."),
            day=room.check_in,
        )


def _crowded(plan: Plan) -> list[tuple[Room, int]]:
    """The rooms for which more people are down than they have beds, active or not, with these."""
    rooms = ((room, room.kind.beds) for room in plan.rooms)
    return [(room, beds) for room, beds in rooms if beds is not None and len(room.occupants) > beds]


# --- Options -------------------------------------------------------------------------------------

SOON_DAYS: Final = 7
"""So long before an option runs out it is time to decide."""


@rule(
    "option-runs-out",
    Severity.WARNING,
    N_("A hotel holds rooms for a few more days only"),
    reads=("rooms", "places", "today"),
)
def option_runs_out(plan: Plan, words: Words) -> Iterator[Finding]:
    """Rooms without a confirmation whose option has run out or soon will; one finding a date."""
    if plan.today is None:
        return
    soon = plan.today + timedelta(days=SOON_DAYS)
    held: dict[tuple[str, date], list[Room]] = defaultdict(list)
    for room, until in plan.once(_on_option, frozenset({"rooms"})):
        if until <= soon and (plan.sleepers(room) or not room.occupants):
            held[same_name(room.hotel), until].append(room)
    for (_, until), rooms in sorted(held.items(), key=lambda group: group[0]):
        yield _runs_out(plan, words, until, rooms, (until - plan.today).days)


def _on_option(plan: Plan) -> list[tuple[Room, date]]:
    """The rooms that a hotel holds without a confirmation, and until when."""
    return [
        (room, room.option_until)
        for room in plan.rooms
        if room.option_until and not room.confirmation and room.kind is not RoomKind.OWN
    ]


def _runs_out(plan: Plan, words: Words, until: date, rooms: list[Room], left: int) -> Finding:
    hotel = plan.index.place(rooms[0].hotel)
    name = hotel.name if hotel else rooms[0].hotel
    people = 0
    for room in rooms:
        people |= plan.sleepers(room)
    found = about_members(plan, people, *([name] if name else []))
    return Finding(
        subjects=found["subjects"],
        records=(*(room.id for room in rooms), *found["records"]),
        message=_option(
            words, name or words.phrase(N_("a hotel without name")), len(rooms), until, left
        ),
        fix=words.gettext(
            "Confirm or release them: call {hotel} ({phone}).", hotel=name, phone=hotel.phone
        )
        if hotel and hotel.phone
        else words.gettext("Confirm them with the hotel, or release them."),
        day=until,
        basis=(name, until.isoformat(), str(len(rooms))),
    )


def _option(words: Words, hotel: str, count: int, until: date, left: int) -> str:
    rooms, day = words.how_many_rooms(count), words.day(until)
    if left < 0:
        return words.gettext(
            "{hotel} held {rooms} without confirmation until {day}: the option has run out.",
            hotel=hotel,
            rooms=rooms,
            day=day,
        )
    if not left:
        return words.gettext(
            "{hotel} holds {rooms} without confirmation until today.", hotel=hotel, rooms=rooms
        )
    return words.ngettext(
        "{hotel} holds {rooms} without confirmation until {day}, {count} day to go.",
        "{hotel} holds {rooms} without confirmation until {day}, {count} days to go.",
        left,
        hotel=hotel,
        rooms=rooms,
        day=day,
    )
