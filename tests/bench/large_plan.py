"""A plan of a thousand people and five hundred items with all that checks look at; edits of it.

Twelve groups on parallel tracks, three days in Barcelona and three in Valencia, a coach for each
group on each morning and a train in between. Everybody has a room in both cities, a telephone, a
diet or none; hosts have contacts and windows. A little of everything is wrong.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from typing import Any, Final

from visitplanner.domain import edits
from visitplanner.domain.base import Entity
from visitplanner.domain.people import Contact, Delegate, Organisation, Window
from visitplanner.domain.programme import Item, Journey, Place, Room, Stop
from visitplanner.domain.records import rebuilt, swapped
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import (
    ContactRole,
    ItemKind,
    JourneyKind,
    Mode,
    Registration,
    RoomKind,
    Status,
)

FIRST: Final = date(2026, 11, 9)
ZONE: Final = "Europe/Madrid"
DAYS, GROUPS, SLOTS = 6, 12, 7
CITIES: Final = ("Barcelona", "Valencia")
CENTRES: Final = {"Barcelona": (41.38, 2.16), "Valencia": (39.47, -0.38)}
NATIONALITIES: Final = ("Spain", "Norway", "Türkiye", "Serbia", "France")
DIETS: Final = ((), (), (), (), (), (), ("vegetarian",), ("vegan",), ("halal",), ("coeliac",))


def _city(day: int) -> str:
    return CITIES[day >= DAYS // 2]


def _person(n: int, draw: random.Random) -> Delegate:
    return Delegate(
        id=f"person-{n}",
        code=f"P{n:04}",
        given_name=f"Given{n}",
        family_name=f"Family{n}",
        organisation=f"Host {n % 40}",
        groups=(f"G{n % GROUPS}",),
        email=f"p{n}@example.org" if n % 97 else "none",
        mobile=f"+34 600 {n:06}" if n % 89 else "93 402",
        nationality=draw.choice(NATIONALITIES),
        document_valid_until=date(2030, 1, 1) if n % 83 else date(2026, 11, 12),
        diet=draw.choice(DIETS),
        serious_allergy=n % 61 == 0,
        avoid="nuts" if n % 61 == 0 else "",
        health_consent=True,
        photo_consent=n % 7 > 0,
        access_needs=("wheelchair space",) if n % 50 == 0 else (),
        emergency_contact="Somebody" if n % 101 else "",
        emergency_phone="+34 600 000 000",
        languages=("en",),
    )


def _who(group: int, people: int, draw: random.Random) -> str:
    if draw.random() < 0.15:
        names = draw.sample(range(group, people, GROUPS), min(30, people // GROUPS))
        return "; ".join(f"P{n:04}" for n in sorted(names))
    return f"group: G{group}"


def _kind(day: int, slot: int, draw: random.Random) -> ItemKind:
    """Lunch at noon; on Saturday, the last day, parties."""
    if slot == 3:
        return ItemKind.MEAL
    if day == DAYS - 1 and draw.random() < 0.95:
        return ItemKind.SOCIAL_EVENT
    return draw.choice((ItemKind.SESSION, ItemKind.SITE_VISIT))


def _item(number: int, group: int, day: int, slot: int, people: int, draw: random.Random) -> Item:
    city, meal = _city(day), slot == 3
    contact = 5 * group + draw.randrange(5)
    return Item(
        id=f"item-{number}",
        code=f"A{number:03}",
        day=FIRST + timedelta(days=day),
        start=time(9 + slot),
        end=time(9 + slot, 45),
        zone=ZONE,
        kind=_kind(day, slot, draw),
        title=f"Item {number}",
        city=city,
        place=f"{city} {2 * group + draw.randrange(2)}",
        host_organisation="" if meal else f"Host {contact % 40}",
        host_contact="" if meal else f"Contact {contact}",
        who=_who(group, people, draw),
        menu=("vegetarian", "vegan", "halal", "coeliac") if meal and number % 40 else (),
        status=Status.REQUESTED if number % 45 == 0 else Status.CONFIRMED,
        asked_on=FIRST - timedelta(days=60),
    )


def _items(people: int, count: int, draw: random.Random) -> list[Item]:
    slots = [(d, s, g) for d in range(DAYS) for s in range(SLOTS) for g in range(GROUPS)]
    rows = [
        _item(n, group, day, slot, people, draw)
        for n, (day, slot, group) in enumerate(slots[:count])
    ]
    for n in range(30, count, 100):  # an hour too early
        rows[n] = rebuilt(rows[n], {"start": time(9, 30), "end": time(10, 15)})
    return rows


def _journeys() -> Iterator[Journey]:
    number = 0
    for day in range(DAYS):
        for group in range(GROUPS):
            city = _city(day)
            yield Journey(
                id=f"journey-{number}", code=f"T{number:03}", mode=Mode.COACH,
                origin=f"{city} hotel", destination=f"{city} {group}", origin_zone=ZONE,
                destination_zone=ZONE, depart_day=FIRST + timedelta(days=day), depart=time(8),
                arrive=time(8, 30), meeting_time=time(7, 50), meeting_point=f"{city} hotel",
                seats=90 if group or day else 60, wheelchair_spaces=4, who=f"group: G{group}",
            )  # fmt: skip
            number += 1
    for group in range(GROUPS):
        yield Journey(
            id=f"journey-{number}", code=f"T{number:03}", kind=JourneyKind.LEG, mode=Mode.TRAIN,
            number="EUROMED", carrier="Renfe", origin="Barcelona station",
            destination="Valencia station", origin_zone=ZONE, destination_zone=ZONE,
            depart_day=FIRST + timedelta(days=DAYS // 2 - 1), depart=time(18),
            arrive=time(20, 50), who=f"group: G{group}",
        )  # fmt: skip
        number += 1


def _places(draw: random.Random) -> Iterator[Place]:
    for city in CITIES:
        latitude, longitude = CENTRES[city]
        kinds = {"hotel": "hotel", "station": "station"}
        for name in ("hotel", "station", *map(str, range(30))):
            yield Place(
                id=f"place-{city}-{name}",
                name=f"{city} {name}",
                city=city,
                kind=kinds.get(name, draw.choice(("room", "office", "restaurant", "ministry"))),
                address=f"Street {name}",
                latitude=latitude + draw.random() / 300,
                longitude=longitude + draw.random() / 300,
                phone="+34 934 000 000",
                notes="They keep our bags." if name == "hotel" else "",
                capacity=1200 if name in kinds else 60 if f"{city} {name}" == "Valencia 7" else 200,
                step_free=draw.choice((None, True, True)),
            )


def _rooms(people: int) -> Iterator[Room]:
    half = FIRST + timedelta(days=DAYS // 2 - 1)
    stays = {"Barcelona": (FIRST, half), "Valencia": (half, FIRST + timedelta(days=DAYS))}
    for city, (check_in, check_out) in stays.items():
        for n in range(0, people, 2):
            pair = tuple(f"P{m:04}" for m in (n, n + 1) if m < people)
            yield Room(
                id=f"room-{city}-{n}",
                hotel=f"{city} hotel",
                kind=RoomKind.TWIN,
                occupants=pair,
                check_in=check_in,
                check_out=check_out if n % 200 else check_out - timedelta(days=1),
            )


def large(people: int = 1000, items: int = 500) -> Visit:
    """The plan; the smaller its numbers the fewer groups and days it fills."""
    draw = random.Random(1)
    half, last = FIRST + timedelta(days=DAYS // 2 - 1), FIRST + timedelta(days=DAYS)
    return Visit(
        title="A large visit",
        organiser="Host 0",
        currency="EUR",
        emergency_phone="+34 600 111 222",
        stops=(
            Stop(city="Barcelona", country="ES", zone=ZONE, arrive=FIRST, leave=half),
            Stop(city="Valencia", country="ES", zone=ZONE, arrive=half, leave=last),
        ),
        items=tuple(_items(people, items, draw)),
        journeys=tuple(_journeys()),
        delegates=tuple(_person(n, draw) for n in range(people)),
        rooms=tuple(_rooms(people)),
        places=tuple(_places(draw)),
        organisations=tuple(
            Organisation(
                id=f"host-{n}",
                name=f"Host {n}",
                country="Spain",
                city=CITIES[n % 2],
                available=(Window(begins=time(8), ends=time(19)),) if n % 4 == 0 else (),
            )
            for n in range(40)
        ),
        contacts=tuple(
            Contact(
                id=f"contact-{n}",
                name=f"Contact {n}",
                organisation=f"Host {n % 40}",
                role=ContactRole.HOST,
                phone="+34 934 000 001" if n % 29 else "",
                email=f"c{n}@example.org",
            )
            for n in range(60)
        ),
    )


# --- Edits ---------------------------------------------------------------------------------------

Edit = Callable[[Visit, random.Random], Visit]


def _one(visit: Visit, collection: str, draw: random.Random) -> Any:
    return draw.choice(getattr(visit, collection))


def _set(visit: Visit, record: Entity, **fields: Any) -> Visit:
    return swapped(visit, rebuilt(record, fields))


def move_item(visit: Visit, draw: random.Random) -> Visit:
    item = _one(visit, "items", draw)
    first = 0 if item.city == CITIES[0] else DAYS // 2
    day = FIRST + timedelta(days=first + draw.randrange(DAYS // 2))
    hour = draw.randrange(8, 20)
    return _set(visit, item, day=day, start=time(hour), end=time(hour, 45))


def resize_item(visit: Visit, draw: random.Random) -> Visit:
    item = _one(visit, "items", draw)
    end = time(min(23, item.start.hour + draw.randrange(3)), draw.choice((15, 30, 45)))
    return _set(visit, item, end=end)


def retitle_item(visit: Visit, draw: random.Random) -> Visit:
    return _set(visit, _one(visit, "items", draw), title=f"Title {draw.random()}")


def change_who(visit: Visit, draw: random.Random) -> Visit:
    who = f"group: G{draw.randrange(GROUPS)}; P{draw.randrange(900):04}"
    return _set(visit, _one(visit, "items", draw), who=who)


def change_diet(visit: Visit, draw: random.Random) -> Visit:
    return _set(visit, _one(visit, "delegates", draw), diet=draw.choice(DIETS))


def change_phone(visit: Visit, draw: random.Random) -> Visit:
    phone = f"+34 600 {draw.randrange(999_999):06}"
    return _set(visit, _one(visit, "delegates", draw), mobile=phone)


def change_registration(visit: Visit, draw: random.Random) -> Visit:
    status = draw.choice((Registration.REGISTERED, Registration.CANCELLED))
    return _set(visit, _one(visit, "delegates", draw), status=status)


def change_room(visit: Visit, draw: random.Random) -> Visit:
    room = _one(visit, "rooms", draw)
    days = timedelta(days=draw.choice((0, 0, 0, 1)))
    return _set(visit, room, check_out=room.check_out - days, kind=draw.choice(tuple(RoomKind)))


def change_place(visit: Visit, draw: random.Random) -> Visit:
    return _set(visit, _one(visit, "places", draw), capacity=draw.choice((60, 150, 200)))


def change_contact(visit: Visit, draw: random.Random) -> Visit:
    return _set(visit, _one(visit, "contacts", draw), phone=draw.choice(("", "+34 934 000 002")))


def change_journey(visit: Visit, draw: random.Random) -> Visit:
    minute = draw.randrange(0, 30, 5)
    journey = _one(visit, "journeys", draw)
    return _set(visit, journey, depart=journey.depart.replace(minute=minute), meeting_time=None)


def add_item(visit: Visit, draw: random.Random) -> Visit:
    return edits.duplicate(visit, _one(visit, "items", draw).id)


def remove_item(visit: Visit, draw: random.Random) -> Visit:
    return edits.remove(visit, _one(visit, "items", draw).id)


def add_person(visit: Visit, draw: random.Random) -> Visit:
    code = f"P{draw.randrange(2000, 9999)}"
    person = Delegate(code=code, given_name="New", family_name=code, groups=("G3",))
    return edits.add(visit, person)


def remove_person(visit: Visit, draw: random.Random) -> Visit:
    return edits.remove(visit, _one(visit, "delegates", draw).id)


def add_room(visit: Visit, draw: random.Random) -> Visit:
    code = f"P{draw.randrange(900):04}"
    half = FIRST + timedelta(days=2)
    return edits.add(
        visit, Room(hotel="Barcelona hotel", occupants=(code,), check_in=FIRST, check_out=half)
    )


MIX: Final[dict[Edit, int]] = {
    move_item: 22,
    resize_item: 14,
    retitle_item: 10,
    change_who: 10,
    change_diet: 5,
    change_phone: 6,
    change_registration: 4,
    change_room: 6,
    change_place: 4,
    change_contact: 5,
    change_journey: 6,
    add_item: 3,
    remove_item: 2,
    add_person: 1,
    remove_person: 1,
    add_room: 1,
}
"""What people do to a plan, out of a hundred edits."""


def mixed_edits(visit: Visit, count: int, seed: int = 2) -> Iterator[tuple[str, Visit]]:
    """That many edits one after the other: what each is called, and the plan after it.

    Every other edit takes back the one before, for people try, look at what it does, and undo.
    """
    draw = random.Random(seed)
    kinds = draw.choices(tuple(MIX), weights=tuple(MIX.values()), k=(count + 1) // 2)
    before = visit
    for number in range(count):
        edit = kinds[number // 2]
        if number % 2 and draw.random() < 0.8:
            visit, name = before, "undo"
        else:
            before, visit, name = visit, edit(visit, draw), edit.__name__
        yield name, visit
